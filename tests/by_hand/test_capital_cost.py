"""`capex`: a vintage pays capex x CRF in each year in service within the horizon, discounted to the first."""

from __future__ import annotations

import pytest

import planner

INTERVENTIONS = """
    intervention, kind,       sector, of,   unit, cost_unit, capex, lifetime
    boiler,       technology, city,   heat, kW,   yuan/kW,   100,   {lifetime}
"""
HEAT = "service, unit, amount\n heat, kW, 10"


def plan_for(case_of, years, rate, lifetime, **tables):
    return planner.solve(
        case_of(years=years, rate=rate, services=HEAT, interventions=INTERVENTIONS.format(lifetime=lifetime), **tables)
    )


def test_a_life_inside_the_horizon_costs_its_cash_at_the_start_of_the_year(case_of):
    """10 kW of 2 years at 10 %: 1,000 yuan in 2030 and again in 2032.

    CRF = 0.1 / (1 - 1/1.21) = 0.576190; each vintage pays 576.19 twice: 576.19 x (1 + 1/1.1) = 1,100 = 1.1 x 1,000.
    Both: 1,100 + 1,100 / 1.21 = 2,009.09. The cash is 1,000 in 2030 and in 2032, at the start of the year, so worth 1.1
    times as much as at its end: the same.
    """
    plan = plan_for(case_of, (2030, 2033), 0.1, 2)
    cash = plan.cash.query("kind == 'capex'")
    assert cash.set_index("year")["plan"].to_dict() == pytest.approx({2030: 1000, 2032: 1000})
    assert cash["present_value"].sum() == pytest.approx(2009.090909)
    assert plan.total_cost == pytest.approx(2009.090909)


def test_a_life_beyond_the_horizon_is_paid_for_its_years_inside(case_of):
    """3 years at 10 %, horizon 2 years: CRF = 0.1 / (1 - 1/1.331) = 0.402115; 402.115 x (1 + 1/1.1) = 767.67 yuan."""
    assert plan_for(case_of, (2030, 2031), 0.1, 3).total_cost == pytest.approx(767.674, rel=1e-6)


def test_at_rate_zero_the_annuity_is_capex_over_lifetime(case_of, at):
    """1,000 yuan over 4 years: 250 in each of 2 years."""
    plan = plan_for(case_of, (2030, 2031), 0.0, 4)
    assert at(plan.costs, "value", kind="capex", year=2031) == pytest.approx(250)
    assert plan.total_cost == pytest.approx(500)


def test_cash_is_spent_in_the_year_of_building(case_of):
    """All of the 1,000 yuan in 2030; nothing in 2031."""
    cash = plan_for(case_of, (2030, 2031), 0.0, 4).cash.query("kind == 'capex'")
    assert cash.set_index("year")["plan"].to_dict() == pytest.approx({2030: 1000})


def test_capex_is_that_of_the_year_built(case_of):
    """One year of life: 100 yuan a kW in 2030, 40 in 2032, 70 between: 10 x (100 + 70 + 40) = 2,100."""
    paths = "intervention, column, 2030, 2032\n boiler, capex, 100, 40"
    assert plan_for(case_of, (2030, 2032), 0.0, 1, paths=paths).total_cost == pytest.approx(2100)
