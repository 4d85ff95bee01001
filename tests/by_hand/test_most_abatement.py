"""The fewest tonnes for so much money: of a sum, of a year, within budgets."""

from __future__ import annotations

import pytest

import planner

# 10 t a year; a takes up to 5 at 10 yuan each, b up to 5 at 20.
TABLES = {
    "baseline": "sector, account, unit, amount\n city, co2, tCO2, 10",
    "interventions": """
        intervention, kind, sector, unit, lifetime, potential, variable_unit, variable_cost
        a, reduction, city, tCO2, 1, 5, yuan/tCO2, 10
        b, reduction, city, tCO2, 1, 5, yuan/tCO2, 20
    """,
    "process_emissions": "intervention, account, unit, amount\n a, co2, tCO2/tCO2, -1\n b, co2, tCO2/tCO2, -1",
    "caps": "account, unit, amount\n co2, tCO2, 9",
    "payers": "payer\n city\n firm",
    "payer_shares": "of, payer, share\n , city, 1\n b, firm, 1",
}


def found(plan):
    return plan.shadow_price.set_index("id").loc["most_abatement"]


def test_so_much_money_buys_the_cheapest_tonnes_first(case_of):
    """100 yuan: 5 t at 10 and 2.5 t at 20: 2.5 t are left, and the last cost 20. The cap of 9 t is no reason."""
    plan = planner.most_abatement(case_of(**TABLES), over=100)
    assert found(plan)[["amount", "price"]].tolist() == pytest.approx([2.5, 20])
    assert plan.total_cost == pytest.approx(100, rel=1e-6)
    assert planner.most_abatement(case_of(**TABLES), over=0).total_cost == pytest.approx(0, abs=1e-6)


def test_more_than_can_be_spent_is_not_spent(case_of):
    """All 10 t cost 150, whatever may be spent."""
    assert planner.most_abatement(case_of(**TABLES), over=1000).total_cost == pytest.approx(150, rel=1e-6)


def test_it_is_the_plan_of_that_cap(case_of):
    """At 100 yuan; a cap of a hundredth of a tonne less costs 0.2 more."""
    cap = TABLES | {"caps": "account, unit, amount\n co2, tCO2, 2.49"}
    assert planner.solve(case_of(**cap)).total_cost == pytest.approx(100.2)


def test_of_one_year_or_of_all(case_of):
    """15 yuan in two years: 1.5 t of the 20, or all in 2031."""
    case = case_of((2030, 2031), **TABLES)
    assert found(planner.most_abatement(case, over=15))["amount"] == pytest.approx(18.5)
    plan = planner.most_abatement(case, over=15, year=2031)
    assert found(plan)[["amount", "year"]].tolist() == pytest.approx([8.5, 2031])


def test_budgets_hold_and_with_one_for_each_payer_no_total_is_needed(case_of):
    """The city may spend 30, the firm 40: 3 t and 2 t."""
    budgets = "policy, payer, covers, unit, amount\n c, city, spending, yuan, 30\n f, firm, spending, yuan, 40"
    case = case_of(**TABLES, budgets=budgets)
    assert found(planner.most_abatement(case))["amount"] == pytest.approx(5)
    assert found(planner.most_abatement(case, over=50))["amount"] == pytest.approx(6)


def test_a_mistake_is_said(case_of):
    with pytest.raises(planner.UsageError, match="only where every payer has a budget"):
        planner.most_abatement(case_of(**TABLES))
    with pytest.raises(planner.UsageError, match="allowed total, city"):
        planner.most_abatement(case_of(**TABLES), over=1, scope="road")


@pytest.mark.parametrize("asked", [{"year": 0}, {"year": 2099}, {"scope": "nobody"}, {"account": "n2o"}])
def test_whose_emissions_is_refused_by_name(case_of, asked):
    with pytest.raises(planner.UsageError, match=f"^{next(iter(asked))}: found '"):
        planner.most_abatement(case_of(**TABLES), over=100, **asked)
