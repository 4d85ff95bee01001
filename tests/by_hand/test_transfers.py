"""Transfers: booked between payers; from and to outside part of the objective, `more_costs`."""

from __future__ import annotations

import pytest

import planner

TABLES = {
    "services": "service, unit, amount\n heat, MWh, 10",
    "carriers": "carrier, unit, bought\n gas, MWh, true",
    "prices": "carrier, unit, amount\n gas, yuan/MWh, 4",
    "emission_factors": "carrier, account, unit, amount\n gas, co2, tCO2/MWh, 1",
    "interventions": """
        intervention, kind, sector, of, unit, existing, incumbent, cost_unit, capex, lifetime
        boiler, technology, city, heat, MWh, 10, true, , , 1
        a, technology, city, heat, MWh, , , yuan/MWh, 100, 10
        b, technology, city, heat, MWh, , , yuan/MWh, 90, 10
    """,
    "unit_flows": "intervention, carrier, unit, amount\n boiler, gas, MWh/MWh, 1",
    "caps": "account, unit, amount\n co2, tCO2, 0",
    "payers": "payer\n city\n homes",
    "payer_shares": "payer, share\n homes, 1",
}
GRANT = "transfer, payer, basis, of, unit, amount\n grant, {payer}, capex, a, %, 30"


def paid(plan, column="plan"):
    rows = plan.ledger.to_dict("records")
    return {(row["from"], row["to"], row["kind"], row["item"]): row[column] for row in rows if row[column]}


def built(plan):
    rows = plan.uptake[plan.uptake["new_units"] > 0]
    return dict(zip(rows["intervention"], rows["new_units"], strict=True))


def test_a_grant_from_outside_makes_what_it_is_on_cheaper(case_of):
    """A costs 100 yuan, less 30 from the state; b costs 90. 10 of a, one of ten years: (1000 - 300) / 10 = 70."""
    plan = planner.solve(case_of(**TABLES, transfers=GRANT.format(payer="outside")))
    assert built(plan) == pytest.approx({"a": 10})
    assert plan.total_cost == pytest.approx(70)
    assert plan.resource_cost == pytest.approx(100)
    assert paid(plan) == pytest.approx(
        {("homes", "outside", "capex", "a"): 1000, ("outside", "homes", "grant", "grant"): 300}
    )
    assert plan.costs.set_index("kind")["value"].to_dict() == pytest.approx({"capex": 100, "grant": -30})
    assert plan.by_payer["plan"].sum() == pytest.approx(700)
    assert plan.cash["plan"].sum() == pytest.approx(1000)
    assert planner.evidence_shares(plan)["cost"]["unverified"] == 1


@pytest.mark.parametrize("points", [1, 7])
def test_along_numbers_the_resource_cost_is_without_the_grant_too(case_of, points):
    """Compiled one by one (1) or learnt (7): 10 of a cost 100, 101, ... yuan a year, of which the state pays 30 %."""
    capex = [100 + n for n in range(points)]
    case = case_of(**TABLES, transfers=GRANT.format(payer="outside"))
    found = planner.sweep(case, {"interventions.csv/a/capex": capex}).points
    assert found["resource_cost"].tolist() == pytest.approx(capex)
    assert found["total_cost"].tolist() == pytest.approx([0.7 * each for each in capex])


def test_a_grant_from_inside_changes_no_plan(case_of, at):
    """B stays: what the city gives, homes get."""
    transfers = GRANT.format(payer="city").replace("a, %", "b, %")
    plan = planner.solve(case_of(**TABLES, transfers=transfers))
    assert built(plan) == pytest.approx({"b": 10})
    assert plan.total_cost == pytest.approx(90)
    assert at(plan.by_payer, "plan", payer="city") == pytest.approx(270)
    assert at(plan.by_payer, "plan", payer="homes") == pytest.approx(630)


def test_a_tax_on_what_is_built_is_no_money_to_spend(case_of):
    """Homes pay 11 yuan a unit of b at 110; the city's 150 yuan are for 1.5 of a at 100, however much tax it earns.

    It takes nothing off the 110: a grant of 95 % beside it is not too much.
    """
    dearer = TABLES["interventions"].replace("yuan/MWh, 90", "yuan/MWh, 110")
    tables = TABLES | {"interventions": dearer, "payer_shares": "of, payer, share\n a, city, 1\n , homes, 1"}
    tax = "transfer, payer, payee, basis, of, unit, amount\n tax, , city, capex, b, %, 10"
    budget = "policy, payer, covers, unit, amount\n funds, city, spending, yuan, 150"
    plan = planner.solve(case_of(**tables, transfers=tax, budgets=budget))
    assert built(plan) == pytest.approx({"a": 1.5, "b": 8.5})
    assert paid(plan)["homes", "city", "tax", "tax"] == pytest.approx(93.5)
    assert case_of(**tables, transfers=f"{tax}\n gift, outside, homes, capex, b, %, 95")


def test_a_grant_is_paid_from_the_budget_of_who_gives_it(case_of):
    """The city pays 27 yuan a unit of b, from a budget of 135: 5 of b, and 5 of a for 100."""
    budgets = "policy, payer, unit, amount\n funds, city, yuan, 135"
    transfers = GRANT.format(payer="city").replace("a, %", "b, %")
    plan = planner.solve(case_of(**TABLES, transfers=transfers, budgets=budgets))
    assert built(plan) == pytest.approx({"a": 5, "b": 5})


def test_a_grant_eases_the_budget_of_who_gets_it(case_of):
    """Homes may invest 630 yuan: 10 of b at 90 less 27."""
    budgets = "policy, payer, unit, amount\n funds, homes, yuan, 630"
    transfers = GRANT.format(payer="outside").replace("a, %", "b, %")
    plan = planner.solve(case_of(**TABLES, transfers=transfers, budgets=budgets))
    assert built(plan) == pytest.approx({"b": 10})
    with pytest.raises(planner.NoPlanError):
        planner.solve(case_of(**TABLES, transfers=transfers, budgets=budgets.replace("630", "620")))


TAXED = TABLES | {
    "caps": "account, unit, amount\n co2, tCO2, 100",
    "interventions": """
        intervention, kind, sector, of, group, unit, existing, incumbent, cost_unit, capex, lifetime
        boiler, technology, city, heat, , MWh, 10, true, , , 1
        metering, improvement, city, heat, , MWh, , , yuan/MWh, 1, 1
    """,
    "savings": "improvement, carrier, fraction\n metering, gas, 0.2",
    "paths": "intervention, column, amount\n metering, potential, 5",
}
METERED = {"volumes": "policy, quantity, of, bound, unit, amount\n duty, stock, metering, at_least, MWh, 5"}


@pytest.mark.parametrize(
    ("transfer", "money", "cost"),
    [
        ("t, , outside, consumption, , gas, , yuan/MWh, 5", {"homes": 45}, 41 + 45),
        ("t, , city, consumption, , gas, , yuan/MWh, 5", {"homes": 45}, 41),
        ("t, outside, , consumption, metering, gas, , yuan/MWh, 2", {"outside": 8}, 41 - 8),
        ("t, , outside, activity, heat, , , yuan/MWh, 3", {"homes": 30}, 41 + 30),
        ("t, city, , activity, metering, , , yuan/MWh, 3", {"city": 15}, 41),
        ("t, outside, homes, stock, metering, , , yuan/MWh, 3", {"outside": 15}, 41 - 15),
        ("t, outside, , new_units, metering, , , yuan/MWh, 1", {"outside": 5}, 41 - 5),
        ("t, , outside, emissions, , , co2, yuan/tCO2, 2", {"homes": 18}, 41 + 18),
    ],
)
def test_what_a_transfer_is_paid_on(case_of, transfer, money, cost):
    """5 of 10 MWh must be metered for 5 yuan and save a fifth of their gas: 9 MWh, 36 yuan, 9 t. 41 in all, else 40.

    Of metering the modes with it: 4 MWh of gas, 5 of heat.
    """
    head = "transfer, payer, payee, basis, of, carrier, account, unit, amount\n "
    plan = planner.solve(case_of(**TAXED, **METERED, transfers=head + transfer))
    booked = plan.ledger[plan.ledger["item"] == "t"].groupby("from")["plan"].sum()
    assert booked.to_dict() == pytest.approx(money)
    assert plan.total_cost == pytest.approx(cost)
    assert plan.resource_cost == pytest.approx(41)
    assert plan.by_payer["plan"].sum() == pytest.approx(cost)
    assert plan.references["least_cost"]["cost"] == pytest.approx(40)


def test_a_tax_to_outside_is_no_reason_in_a_reference(case_of):
    """A tax of 1 on gas makes metering at 1 a MWh worth while where gas costs 4.5: it saves 0.9, then 1.1 a MWh."""
    tables = TAXED | {"prices": "carrier, unit, amount\n gas, yuan/MWh, 4.5"}
    tax = "transfer, payee, basis, carrier, unit, amount\n tax, outside, consumption, gas, yuan/MWh, 1"
    plan = planner.solve(case_of(**tables, transfers=tax))
    assert plan.total_cost == pytest.approx(9 * 5.5 + 5)
    assert plan.references["least_cost"]["cost"] == pytest.approx(45)
    assert paid(plan, "least_cost")["homes", "outside", "transfer", "tax"] == pytest.approx(10)


def test_a_grant_of_all_the_capex_is_no_pump(case_of):
    """A lasts ten years, the plan one: at 5 % nothing is left of 100 % of capex paid by the state, and no more."""
    plan = planner.solve(case_of(rate=0.05, **TABLES, transfers=GRANT.format(payer="outside").replace("30", "100")))
    assert plan.total_cost == pytest.approx(0, abs=1e-9)


@pytest.mark.parametrize(
    ("transfer", "wrong"),
    [
        ("t, outside, outside, stock, a, , , yuan/MWh, 1", "payer and payee are both 'outside'"),
        ("t, , , stock, a, , , yuan/MWh, 1", "payer and payee are both empty"),
        ("t, city, , capex, a, , , yuan/MWh, 1", "in % or 1"),
        ("t, city, , consumption, a, , , yuan/MWh, 1", "must say which carrier"),
        ("t, city, , stock, a, gas, , yuan/MWh, 1", "has no carrier"),
        ("t, city, , stock, a, , , yuan/MWh, -1", "allowed >= 0"),
        ("t, city, , stock, a, , , yuan/tCO2, 1", "unit"),
        ("t, city, , new_units, a, , , yuan/MWh, 101", "more than its capex of 100"),
        ("t, state, , stock, a, , , yuan/MWh, 1", "'state', which is not in payers.csv or outside"),
    ],
)
def test_a_mistake_is_said(case_of, transfer, wrong):
    head = "transfer, payer, payee, basis, of, carrier, account, unit, amount\n "
    with pytest.raises(planner.InputError, match=wrong):
        case_of(**TABLES, transfers=head + transfer)
