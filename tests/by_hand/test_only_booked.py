"""A model with money = false: payments are booked, and nothing of them moves the plan."""

from __future__ import annotations

import pytest

import planner
from planner.model.model_file import unused_tables

# 5 of 10 t must go; a costs 10 yuan a tonne, b 4 and 5 of capex for a year. Outside pays 3 a tonne of a, and 1 of b.
TABLES = {
    "baseline": "sector, account, unit, amount\n city, co2, tCO2, 10",
    "interventions": """
        intervention, kind, sector, unit, lifetime, variable_unit, variable_cost, cost_unit, capex
        a, reduction, city, tCO2, 1, yuan/tCO2, 10, yuan/tCO2,
        b, reduction, city, tCO2, 1, yuan/tCO2, 4, yuan/tCO2, 5
    """,
    "process_emissions": "intervention, account, unit, amount\n a, co2, tCO2/tCO2, -1\n b, co2, tCO2/tCO2, -1",
    "caps": "account, unit, amount\n co2, tCO2, 5",
    "payers": "payer\n city",
    "payer_shares": "payer, share\n city, 1",
    "transfers": """
        transfer, payer, payee, basis, of, unit, amount
        for_a, outside, city, activity, a, yuan/tCO2, 3
        for_b, outside, city, activity, b, yuan/tCO2, 1
    """,
}
MODEL = 'caps = "yearly"\ncarbon_price = false\nmoney = false\n'


@pytest.fixture
def booked(tmp_path):
    (tmp_path / "booked.toml").write_text(MODEL, encoding="utf-8")
    return tmp_path / "booked.toml"


def used(plan):
    return plan.uptake.set_index("intervention")["activity"].to_dict()


def test_what_outside_pays_moves_the_plan_unless_money_is_only_booked(case_of, booked):
    """At 10 - 3 a, against b at 9 - 1; only booked b at 9 against 10, and 5 x 1 from outside in the ledger."""
    case = case_of(**TABLES)
    assert used(planner.solve(case)) == pytest.approx({"a": 5, "b": 0})
    plan = planner.solve(case, model=booked)
    assert used(plan) == pytest.approx({"a": 0, "b": 5})
    assert plan.total_cost == pytest.approx(plan.resource_cost)
    paid = plan.ledger.set_index(["from", "item"])["plan"]
    assert paid["outside", "for_b"] == pytest.approx(5)
    assert ("outside", "for_a") not in paid


def test_budgets_loans_and_offsets_are_not_there(case_of, booked):
    """25 yuan of capex where 0 may be invested; a bond for nothing; certificates at half the carbon price."""
    more = {
        "budgets": "policy, payer, covers, unit, amount\n none, city, investment, yuan, 0",
        "loans": "loan, lender, borrower, rate, tenor, unit, amount\n bond, outside, city, 0, 2, yuan, 100",
        "carbon_prices": "account, unit, amount\n co2, yuan/tCO2, 2",
        "offsets": "offset, account, payer, share, unit, amount\n ccer, co2, city, 0.5, yuan/tCO2, 1",
    }
    booked.write_text(MODEL.replace("carbon_price = false", "carbon_price = true"), encoding="utf-8")
    ready = planner.prepare(case_of(**TABLES, **more), model=booked)
    assert {name[0] for name in ready.program.columns} & {"drawn", "offsets", "carry"} == set()
    assert not [limit for limit in ready.inputs.limits if limit.label in ("none", "bond")]
    plan = planner.solve(ready)
    assert used(plan) == pytest.approx({"a": 0, "b": 5})
    assert set(plan.ledger["kind"]) == {"capex", "variable", "carbon", "transfer"}
    assert unused_tables(ready.case, ready.spec) == ["budgets.csv", "loans.csv", "offsets.csv"]
