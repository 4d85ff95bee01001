"""Loans: drawn[l, y] for capex, limit_loan[l, y], limit_borrowed[l, y]; their worth in the objective, budgets, no money pump."""

from __future__ import annotations

import numpy as np
import pytest

import planner

# A pump of 100 yuan lives two years and replaces gas of 70 yuan a year: at 10 % it costs 57.62 a year.
TABLES = {
    "services": "service, unit, amount\n heat, MWh, 1",
    "carriers": "carrier, unit, bought\n gas, MWh, true",
    "prices": "carrier, unit, amount\n gas, yuan/MWh, 70",
    "interventions": """
        intervention, kind, sector, of, unit, lifetime, cost_unit, capex, incumbent
        boiler, technology, city, heat, MWh, 1, , , true
        pump, technology, city, heat, MWh, 2, yuan/MWh, 100,
    """,
    "unit_flows": "intervention, carrier, unit, amount\n boiler, gas, MWh/MWh, 1",
    "payers": "payer\n city\n homes",
    "payer_shares": "payer, share\n homes, 1",
}
HEAD = "loan, lender, borrower, of, share, rate, tenor, grace, subsidy_rate, subsidy_from, unit, 2030\n "


def solved(case_of, loan="", years=(2030, 2031), **more):
    loans = {"loans": HEAD + loan} if loan else {}
    return planner.solve(case_of(years, rate=0.1, **TABLES | loans | more))


def paid(plan):
    rows = plan.ledger.to_dict("records")
    return {
        (row["year"], row["from"], row["to"], row["kind"]): row["plan"]
        for row in rows
        if row["item"] == "loan" and row["plan"]
    }


@pytest.mark.parametrize("terms", ["1, 0.1, 2, 0, , ", "0.5, 0.1, 2, 1, , ", "1, 0.1, 30, 10, , "])
def test_a_loan_at_the_discount_rate_changes_nothing(case_of, terms):
    """Whatever its tenor and grace, also where it outlives the plan; of equal plans the one that draws least."""
    plan = solved(case_of, f"loan, outside, homes, , {terms}, yuan, 1000")
    assert plan.total_cost == pytest.approx(100 * 1.1)
    assert paid(plan) == {}


def test_a_dear_loan_is_not_drawn_and_its_ceiling_costs_nothing(case_of):
    """A yuan at 20 % costs more than it brings at 10 %: 110 yuan, as without a loan."""
    plan = solved(case_of, "loan, outside, homes, , 1, 0.2, 2, 0, , , yuan, 1000")
    assert plan.total_cost == pytest.approx(110)
    assert plan.shadow_price.query("limit == 'loans'")["price"].tolist() == [0]


def test_a_cheap_loan_from_outside_is_worth_what_it_saves(case_of):
    """100 yuan at 0 % for two years: 50 at the end of each, 50 + 50/1.1 = 95.45 instead of 110. All is drawn.

    A yuan more of ceiling would be worth 1.1 - 0.5 - 0.5/1.1, were there capex for it.
    """
    plan = solved(case_of, "loan, outside, homes, , 1, 0, 2, 0, , , yuan, 80")
    assert plan.total_cost == pytest.approx(110 - 80 * (1.1 - 0.5 - 0.5 / 1.1))
    assert plan.resource_cost == pytest.approx(110)
    assert paid(plan) == pytest.approx({
        (2030, "outside", "homes", "draw"): 80,
        (2030, "homes", "outside", "repayment"): 40, (2031, "homes", "outside", "repayment"): 40,
    })  # fmt: skip
    ceiling = plan.shadow_price.query("limit == 'loans'").iloc[0]
    assert ceiling["price"] == pytest.approx(1.1 - 0.5 - 0.5 / 1.1)
    assert ceiling["holds_to"] == pytest.approx(100)


def test_interest_first_then_level_payments_and_a_subsidy_on_what_is_owed(case_of):
    """100 yuan at 10 % for 3 years, 1 of grace: 10, then 100 / 1.7355 = 57.62 twice; owed 100, 100, 52.38.

    The state pays half of the interest on what is owed: 5 + 5/1.1 + 2.619/1.21 = 11.71 less.
    """
    plan = solved(case_of, "loan, outside, homes, pump, 1, 0.1, 3, 1, 0.05, outside, yuan, 1000", years=(2030, 2032),
                  volumes="policy, quantity, of, bound, unit, 2030\n pump, new_units, pump, exactly, MWh, 1")  # fmt: skip
    found = paid(plan)
    assert found[2030, "homes", "outside", "interest"] == pytest.approx(10)
    assert found[2031, "homes", "outside", "interest"] == pytest.approx(10)
    assert found[2031, "homes", "outside", "repayment"] == pytest.approx(47.6190476)
    assert found[2032, "homes", "outside", "interest"] == pytest.approx(5.2380952)
    assert found[2032, "outside", "homes", "subsidy"] == pytest.approx(2.6190476)
    worth = plan.costs[plan.costs["kind"] == "loan"]["present_value"].sum()
    assert worth == pytest.approx(-(5 + 5 / 1.1 + 2.6190476 / 1.21))


def test_what_is_owed_at_the_end_counts_and_is_shown(case_of, at):
    """A bond of 10 years at 0 %: nothing is paid but at its end; 100 owed at the end of 2031 are 100/1.1."""
    plan = solved(case_of, "loan, outside, homes, , 1, 0, 10, 9, , , yuan, 1000")
    assert plan.total_cost == pytest.approx(110 - 110 + 100 / 1.1)
    assert at(plan.debts, "owed", year=2031) == pytest.approx(100)
    assert at(plan.debts, "drawn", year=2030) == pytest.approx(100)


def test_a_loan_between_payers_frees_a_budget_only(case_of):
    """Homes may invest 20 yuan in 2030 and need 100: the city lends 80, so that the whole pump is built, for 110."""
    budget = {"budgets": "policy, payer, unit, amount\n funds, homes, yuan, 20"}
    assert solved(case_of, **budget).total_cost == pytest.approx(
        0.2 * 110 + 0.8 * 70 + 0.8 * 70 / 1.1 - 0.2 * 0, abs=20
    )
    plan = solved(case_of, "loan, city, homes, , 1, 0, 2, 0, , , yuan, 80", **budget)
    assert plan.total_cost == pytest.approx(110)
    assert paid(plan)[2030, "city", "homes", "draw"] == pytest.approx(80)
    assert plan.by_payer["plan"].sum() == pytest.approx(100)


def test_what_is_lent_is_in_the_budget_of_the_lender(case_of):
    """The city has 40 to lend: with 20 of their own homes build 0.6 pumps."""
    budgets = "policy, payer, unit, 2030\n funds, homes, yuan, 20\n fund, city, yuan, 40"
    plan = solved(case_of, "loan, city, homes, , 1, 0, 2, 0, , , yuan, 80", budgets=budgets, years=(2030, 2030))
    assert plan.uptake.set_index("intervention")["new_units"]["pump"] == pytest.approx(0.6)


def test_two_loans_on_one_capex_are_no_more_than_it(case_of):
    """80 % and 80 % at 0 %, or one inside the other: 100 in all, not 160."""
    for of in ("pump", ""):
        rows = f"one, outside, homes, , 0.8, 0, 2, 0, , , yuan, 1000\n two, outside, homes, {of}, 0.8, 0, 2, 0, , , yuan, 1000"
        plan = solved(case_of, rows)
        assert plan.total_cost == pytest.approx(50 + 50 / 1.1)


def test_a_loan_is_on_capex_less_its_grants(case_of):
    """30 % from the state leave 70 to borrow, at 0 %: 35 + 35/1.1."""
    grant = "transfer, payer, basis, of, unit, amount\n grant, outside, capex, pump, %, 30"
    plan = solved(case_of, "loan, outside, homes, , 1, 0, 2, 0, , , yuan, 1000", transfers=grant)
    assert plan.total_cost == pytest.approx(35 + 35 / 1.1)


@pytest.mark.parametrize(("tenor", "grace"), [(1, 0), (2, 1), (30, 29), (30, 0)])
def test_no_pump_builds_for_the_sake_of_a_loan(case_of, tenor, grace):
    """Free loans and free gas: nothing is built that nobody needs, in no year, also not in the last."""
    gas = {"prices": "carrier, unit, amount\n gas, yuan/MWh, 0"}
    plan = solved(case_of, f"loan, outside, homes, , 1, 0, {tenor}, {grace}, , , yuan, 1000", **gas)
    assert plan.total_cost == pytest.approx(0, abs=1e-9)
    assert plan.uptake.query("intervention == 'pump'")["new_units"].sum() == pytest.approx(0, abs=1e-9)


@pytest.mark.parametrize("seed", range(4))
def test_no_combination_of_loans_and_grants_is_a_money_pump(case_of, seed):
    """Loans of any rate from 0 on, tenor, grace, lender and interest subsidy, nested and stacked, on capex with grants
    from outside and inside, over four years: where gas is free, no pump is built for their sake.
    """
    draw = np.random.default_rng(seed)
    loans = []
    for n in range(16):
        rate, tenor = draw.choice([0, 0, 0.01, 0.1]), int(draw.integers(1, 40))
        subsidy = rate * draw.choice([0, 0.5, 1])
        lender, of, most = draw.choice(["outside", "outside", "city"]), draw.choice(["", "pump"]), draw.uniform(0.6, 1)
        grace = int(draw.integers(0, tenor))
        terms = (
            lender,
            "homes",
            of,
            most,
            rate,
            tenor,
            grace,
            subsidy or "",
            "outside" if subsidy else "",
            "yuan",
            1000,
        )
        loans.append(", ".join(map(str, (f"l{n}", *terms))))
    state, city = draw.uniform(0, 50, 2)
    grants = "transfer, payer, payee, basis, of, unit, amount\n"
    grants += f" state, outside, , capex, pump, %, {state}\n"
    grants += f" city, city, homes, new_units, pump, yuan/MWh, {city}"
    gas = {"prices": "carrier, unit, amount\n gas, yuan/MWh, 0"}
    plan = solved(case_of, "\n ".join(loans), years=(2030, 2033), transfers=grants, **gas)
    assert plan.total_cost == pytest.approx(0, abs=1e-9)
    assert plan.uptake.query("intervention == 'pump'")["new_units"].sum() == pytest.approx(0, abs=1e-9)
    assert plan.debts["drawn"].sum() == pytest.approx(0, abs=1e-9)


def test_a_reference_has_no_loans(case_of):
    plan = solved(case_of, "loan, outside, homes, , 1, 0, 2, 0, , , yuan, 80")
    assert plan.references["least_cost"]["cost"] == pytest.approx(110)
    assert not plan.ledger[(plan.ledger["kind"] == "draw")]["least_cost"].any()


def test_the_curve_of_a_year_alone_has_no_loans(case_of):
    """Gas at 40 yuan for two years is worth 76.36, the pump that avoids a tonne in 2030 costs 110: 33.64 yuan a tonne.

    10 yuan at 0 % save 1.45, so with the loan the first tenth of a tonne costs 14.55 yuan less a tonne.
    """
    more = {
        "prices": "carrier, unit, amount\n gas, yuan/MWh, 40",
        "emission_factors": "carrier, account, unit, amount\n gas, co2, tCO2/MWh, 1",
    }
    case = case_of(
        (2030, 2031), rate=0.1, **TABLES | more, loans=HEAD + "loan, outside, homes, , 1, 0, 2, 0, , , yuan, 10"
    )
    alone, among = (planner.mac_curve(case, year=2030, alone=alone) for alone in (True, False))
    dear = 110 - 40 - 40 / 1.1
    assert alone.steps["price"].tolist() == pytest.approx([dear])
    assert among.steps["price"].tolist() == pytest.approx([dear - 100 * (1.1 - 0.5 - 0.5 / 1.1), dear])
    assert alone.policies == ()
    assert "loan, 2030: at most 10 yuan" in among.policies


@pytest.mark.parametrize(
    ("loan", "wrong"),
    [
        ("loan, homes, homes, , 1, 0.1, 2, 0, , , yuan, 1", "as lender and borrower"),
        ("loan, city, outside, , 1, 0.1, 2, 0, , , yuan, 1", "'outside', which is not in payers.csv"),
        ("loan, city, homes, , 1, 0.1, 2, 2, , , yuan, 1", "allowed < 2"),
        ("loan, city, homes, , 1, 0.1, 2, 0, 0.2, city, yuan, 1", "allowed <= 0.1"),
        ("loan, city, homes, , 1, 0.1, 2, 0, 0.1, , yuan, 1", "Give both"),
        ("loan, city, homes, , 1, -0.1, 2, 0, , , yuan, 1", "allowed >= 0"),
        ("loan, city, homes, , 1, 0.1, 2, 0, , , MWh, 1", "unit"),
    ],
)
def test_a_mistake_is_said(case_of, loan, wrong):
    with pytest.raises(planner.InputError, match=wrong):
        case_of(**TABLES, loans=HEAD + loan)


def test_loans_that_overlap_in_part_are_refused(case_of):
    """Of the city's boiler and pump, and of a group of the pump and a bus on the road."""
    built = """
        intervention, kind, sector, of, group, unit, lifetime, incumbent
        boiler, technology, city, heat, , MWh, 1, true
        pump, technology, city, heat, g, MWh, 2,
        bus, technology, road, heat, g, MWh, 2,
    """
    tables = TABLES | {"sectors": "sector\n city\n road", "interventions": built}
    rows = "one, city, homes, city, 1, 0, 2, 0, , , yuan, 1\n two, city, homes, {}, 1, 0, 2, 0, , , yuan, 1"
    assert case_of(**tables, loans=HEAD + rows.format("pump"))
    assert case_of(**tables, loans=HEAD + rows.format("road"))
    with pytest.raises(planner.InputError, match="overlaps with that of loan one"):
        case_of(**tables, loans=HEAD + rows.format("g"))
