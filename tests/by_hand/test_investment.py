"""Investment budgets: limit_investment[p, y]. The price is what one more yuan of investment allowed saves."""

from __future__ import annotations

import pytest

import planner
from planner.results.duals import present_price
from planner.results.plan import prepare
from planner.results.references import optimum

TABLES = {
    "services": "service, unit, amount\n heat, MWh, 10",
    "carriers": "carrier, unit, bought\n gas, MWh, true",
    "prices": "carrier, unit, amount\n gas, yuan/MWh, 100",
    "interventions": """
        intervention, kind,       sector, of,   unit, lifetime, cost_unit, capex, incumbent
        boiler,       technology, homes,  heat, MWh,  1,        ,          ,      true
        pump,         technology, homes,  heat, MWh,  1,        yuan/MWh,  40,
    """,
    "unit_flows": "intervention, carrier, unit, amount\n boiler, gas, MWh/MWh, 1",
}


def test_what_is_built_keeps_its_budget(case_of):
    """A pump for 1 MWh costs 40 yuan, of one year, and saves 100 yuan of gas. 120 yuan build 3: 3*40 + 7*100 = 820.

    One yuan of budget more builds 1/40 pump and saves 100/40 - 1 = 1.5 yuan, net of spending it.
    """
    prepared = prepare(case_of(sectors="sector\n homes", **TABLES, budgets="policy, unit, amount\n city, yuan, 120"))
    plan = optimum(prepared.case, prepared.inputs, prepared.program)
    assert prepared.program.cost @ plan.x == pytest.approx(820)
    assert present_price(prepared.program, plan, prepared.inputs.limits[-1]) == pytest.approx(1.5)


def test_between_which_budgets_a_price_holds(case_of):
    """From nothing to the 400 yuan of all 10 pumps: 1.5 yuan on both sides."""
    plan = planner.solve(case_of(sectors="sector\n homes", **TABLES, budgets="policy, unit, amount\n city, yuan, 120"))
    row = plan.shadow_price.query("limit == 'budgets'").iloc[0]
    assert row[["amount", "price", "tightened", "relaxed"]].tolist() == pytest.approx([120, 1.5, 1.5, 1.5])
    assert row[["holds_from", "holds_to"]].tolist() == pytest.approx([0, 400], abs=1e-9)


def test_a_budget_of_another_sector_holds_nothing(case_of):
    """All 10 pumps: 400 yuan. A row in which nothing can move is no limit of the program."""
    budgets = "policy, scope, unit, amount\n roads, roads, yuan, 0"
    prepared = prepare(case_of(sectors="sector\n homes\n roads", **TABLES, budgets=budgets))
    assert [limit.family.kind for limit in prepared.inputs.limits] == ["cap"]
    assert prepared.program.cost @ optimum(prepared.case, prepared.inputs, prepared.program).x == pytest.approx(400)


def test_a_budget_is_money(case_of):
    with pytest.raises(planner.InputError, match=r"budgets.csv row 2, unit"):
        case_of(sectors="sector\n homes", **TABLES, budgets="policy, unit, amount\n city, MWh, 120")
