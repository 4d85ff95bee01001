"""Budgets of payers, limit_investment[p, y] and limit_spending[p, y]; over a reference; carried over, carry[p, y]."""

from __future__ import annotations

import pytest
from rich.console import Console

import planner
from planner.output.report import policies

TABLES = {
    "services": "service, unit, amount\n heat, MWh, 10",
    "carriers": "carrier, unit, bought\n gas, MWh, true",
    "prices": "carrier, unit, amount\n gas, yuan/MWh, 100",
    "interventions": """
        intervention, kind, sector, of, unit, existing, lifetime, cost_unit, capex, incumbent
        boiler, technology, city, heat, MWh, , 1, , , true
        pump, technology, city, heat, MWh, , 1, yuan/MWh, 40,
    """,
    "unit_flows": "intervention, carrier, unit, amount\n boiler, gas, MWh/MWh, 1",
    "payers": "payer\n city\n homes\n firm",
    "payer_shares": "of, cost, payer, share\n , , homes, 1\n pump, capex, homes, 0.75\n pump, capex, city, 0.25",
}
DEAR = {
    "interventions": TABLES["interventions"].replace("40", "150"),
    "payer_shares": "of, cost, payer, share\n , , homes, 1\n pump, capex, firm, 1",
}


def price(plan, policy, year=2030):
    return plan.shadow_price.query(f"id == '{policy}' and year == {year}").iloc[0]


def test_a_payer_invests_no_more_than_its_budget(case_of):
    """A pump for 1 MWh costs the city 10 of its 40 yuan and saves 100 of gas: with 30 yuan 3 pumps, 3*40 + 7*100 = 820.

    One yuan more builds 1/10 pump and saves 6 yuan.
    """
    plan = planner.solve(case_of(**TABLES, budgets="policy, payer, unit, amount\n funds, city, yuan, 30"))
    assert plan.total_cost == pytest.approx(820)
    assert price(plan, "funds")["price"] == pytest.approx(6)


def test_at_a_kink_a_budget_has_two_prices(case_of):
    """100 yuan are all 10 pumps: one less costs 6 yuan, one more saves nothing. At 0 none is built and one yuan saves 6,
    but less than nothing can't be given.
    """
    kink = planner.solve(case_of(**TABLES, budgets="policy, payer, unit, amount\n funds, city, yuan, 100"))
    assert price(kink, "funds")[["tightened", "relaxed"]].tolist() == pytest.approx([6, 0])
    nothing = planner.solve(case_of(**TABLES, budgets="policy, payer, unit, amount\n funds, city, yuan, 0"))
    row = price(nothing, "funds")
    assert row[["tightened", "relaxed", "holds_from", "holds_to"]].tolist() == pytest.approx([float("inf"), 6, 0, 100])
    said = " ".join(screen_of(nothing).split())
    assert "6 holds for amounts of yuan 0-100" in said


def screen_of(plan):
    console = Console(width=100)
    with console.capture() as said:
        console.print(policies(plan, "en"))
    return said.get()


def test_a_payer_spends_no_more_than_its_budget(case_of):
    """Pumps at 150 yuan, paid by a firm, pay nobody. Homes may spend 700 of 1000 on gas: 3 pumps, 700 + 450 = 1150.

    One yuan more buys 1/100 MWh of gas in place of 1/100 pump: 0.5 saved.
    """
    spending = "policy, payer, covers, unit, amount\n relief, homes, spending, yuan, 700"
    plan = planner.solve(case_of(**TABLES | DEAR, budgets=spending))
    assert plan.total_cost == pytest.approx(1150)
    assert price(plan, "relief")["price"] == pytest.approx(0.5)
    assert price(plan, "relief")[["holds_from", "holds_to"]].tolist() == pytest.approx([0, 1000])


def test_a_budget_over_a_reference(case_of):
    """In the frozen reference homes pay 1000 for gas; 300 less is 700 as above, and holds to 0 on top."""
    spending = "policy, payer, covers, over, unit, amount\n relief, homes, spending, frozen, yuan, -300"
    plan = planner.solve(case_of(**TABLES | DEAR, budgets=spending))
    assert plan.total_cost == pytest.approx(1150)
    assert price(plan, "relief")["price"] == pytest.approx(0.5)
    assert price(plan, "relief")[["holds_from", "holds_to"]].tolist() == pytest.approx([-1000, 0])


def test_the_carbon_price_of_a_plan_counts_and_a_reference_has_none(case_of):
    """At 1 t a MWh and 20 yuan/t homes pay 1200 for gas, in the frozen reference 1000: with 80 on top 1 pump must come.

    9 MWh x 120 = 1080. One yuan more saves 1/120 of 150 - 120.
    """
    tables = TABLES | DEAR | {
        "emission_factors": "carrier, account, unit, amount\n gas, co2, tCO2/MWh, 1",
        "carbon_prices": "account, unit, amount\n co2, yuan/tCO2, 20",
        "budgets": "policy, payer, covers, over, unit, amount\n relief, homes, spending, frozen, yuan, 80",
    }  # fmt: skip
    plan = planner.solve(case_of(**tables), model="carbon_price")
    assert plan.total_cost == pytest.approx(1080 + 150)
    assert price(plan, "relief")["price"] == pytest.approx(0.25)


def test_what_is_left_is_carried_over(case_of):
    """Gas at 50, then 100: a pump of 40 saves 10, then 60. 120 yuan a year, half of what is left goes to the next year.

    Nothing is built in 2030, and 120 + 60 build 4.5 pumps in 2031: 500 + 4.5*40 + 5.5*100 = 1230. One yuan more in 2031
    saves 60/40, in 2030 half of that.
    """
    tables = TABLES | {"prices": "carrier, unit, 2030, 2031\n gas, yuan/MWh, 50, 100"}
    budgets = "policy, unit, carry_over, 2030, 2031\n funds, yuan, 0.5, 120, 120"
    plan = planner.solve(case_of((2030, 2031), **tables, budgets=budgets))
    assert plan.total_cost == pytest.approx(1230)
    assert price(plan, "funds", 2031)["price"] == pytest.approx(1.5)
    assert price(plan, "funds", 2030)["price"] == pytest.approx(0.75)


def test_a_year_between_carries_on_to_the_next_that_is_given(case_of):
    """Without a budget in 2031 all 10 pumps are built then; what 2030 leaves goes to 2032: 120 + 120 build 6 pumps."""
    tables = TABLES | {"prices": "carrier, unit, 2030, 2031, 2032\n gas, yuan/MWh, 41, 100, 100"}
    budgets = "policy, unit, between, carry_over, 2030, 2032\n funds, yuan, free, 1, 120, 120"
    plan = planner.solve(case_of((2030, 2032), **tables, budgets=budgets))
    built = plan.uptake[plan.uptake["intervention"] == "pump"].set_index("year")["new_units"]
    assert built.to_dict() == pytest.approx({2030: 0, 2031: 10, 2032: 6})


def test_what_is_decided_is_paid_from_the_budget(case_of):
    """2 pumps are decided for 2031, 80 yuan of the 120: 1 more can be built. The price holds from 80 to 10 pumps."""
    tables = TABLES | {"paths": "intervention, column, 2030, 2031\n pump, existing, 0, 2"}
    plan = planner.solve(case_of((2030, 2031), **tables, budgets="policy, unit, 2031\n funds, yuan, 120"))
    assert price(plan, "funds", 2031)["price"] == pytest.approx(1.5)
    assert price(plan, "funds", 2031)[["holds_from", "holds_to"]].tolist() == pytest.approx([80, 400])


FUNDS = "policy, payer, unit, amount\n funds, city, yuan, 30"


def why(case):
    with pytest.raises(planner.NoPlanError) as none:
        planner.solve(case)
    return none.value


def test_the_least_money_with_the_caps_kept_and_the_least_tonnes_with_the_budgets_kept(case_of):
    """A MWh of gas emits 1 t. A cap of 6 t takes 4 pumps, of whose cost the city pays 40 yuan; 30 build 3 and leave 7 t.

    Put into the tables, each has a plan: 4 pumps and 6 MWh of gas cost 4*40 + 600, 3 and 7 cost 3*40 + 700.
    """
    factors = {"emission_factors": "carrier, account, unit, amount\n gas, co2, tCO2/MWh, 1"}
    caps = "account, unit, amount\n co2, tCO2, 6"
    none = why(case_of(**TABLES, **factors, caps=caps, budgets=FUNDS))
    after = {by: said[0].values["after"] for by, said in none.repairs.items()}
    assert {by: after[by] for by in ("caps", "budgets")} == pytest.approx({"caps": 7, "budgets": 40}, rel=1e-6)
    for lang, said in (("en", "more money.\n  - budgets.csv row 2"), ("zh", "增加资金。\n  - budgets.csv")):
        assert said in none.in_language(lang), none.in_language(lang)
    more = case_of(**TABLES, **factors, caps=caps, budgets=FUNDS.replace("30", "40"))
    assert planner.solve(more).total_cost == pytest.approx(760)
    fewer = case_of(**TABLES, **factors, caps=caps.replace("6", "7"), budgets=FUNDS)
    assert planner.solve(fewer).total_cost == pytest.approx(820)


def test_the_least_budget_that_makes_a_plan(case_of):
    """At most 6 MWh of gas: 4 pumps for which the city needs 40 yuan; else 7 MWh. What gives way first is both policies,
    by the least common share. Without the policy on gas it is the budgets alone that give way.
    """
    volumes = "policy, quantity, of, bound, unit, decided, amount\n gas, purchases, gas, at_most, MWh, , 6"
    none = why(case_of(**TABLES, volumes=volumes, budgets=FUNDS))
    after = {by: said[0].values["after"] for by, said in none.repairs.items()}
    assert {by: after[by] for by in ("policies", "budgets")} == pytest.approx({"policies": 7, "budgets": 40}, rel=1e-6)
    assert none.key == "no_plan_with_policies"
    none = why(case_of(**TABLES, volumes=volumes.replace(" , 6", " true, 6"), budgets=FUNDS))
    assert (none.key, none.first) == ("no_plan_within_budgets", "budgets")  # what is decided stays
    named = FUNDS.replace("policy,", "policy, name_en, name_zh,").replace("funds,", "funds, City funds, 市级资金,")
    none = why(case_of(**TABLES, volumes=volumes.replace(" , 6", " true, 6"), budgets=named))
    assert "City funds, 2030: " in none.in_language("en")
    assert "市级资金，2030年：" in none.in_language("zh")
    relief = (
        "policy, payer, covers, unit, amount\n funds, city, investment, yuan, 30\n relief, homes, spending, yuan, 700"
    )
    none = why(case_of(**TABLES, budgets=relief))
    assert none.key == "no_plan_within_budgets"
    assert next(iter(none.repairs)) == "budgets"
    assert "the least money that must be allowed" in none.in_language("en").lower()


@pytest.mark.parametrize(
    ("budgets", "wrong"),
    [
        ("policy, covers, unit, amount\n funds, spending, yuan, 1", "a budget on spending is a payer's"),
        ("policy, payer, covers, scope, unit, amount\n funds, city, spending, city, yuan, 1", "lies in no one sector"),
        ("policy, over, decided, unit, amount\n funds, frozen, true, yuan, 1", "a reference can't be held"),
        ("policy, unit, amount\n funds, yuan, -1", "allowed >= 0"),
        ("policy, payer, unit, amount\n funds, state, yuan, 1", "'state', which is not in payers.csv"),
    ],
)
def test_a_mistake_is_said(case_of, budgets, wrong):
    with pytest.raises(planner.InputError, match=wrong):
        case_of(**TABLES, budgets=budgets)


def test_a_reference_that_is_missing_can_carry_no_budget(case_of):
    tables = TABLES | {"interventions": TABLES["interventions"].replace("true", "")}
    budgets = "policy, over, unit, amount\n funds, frozen, yuan, 1"
    with pytest.raises(planner.UsageError, match="which there is not"):
        planner.solve(case_of(**tables, budgets=budgets))
