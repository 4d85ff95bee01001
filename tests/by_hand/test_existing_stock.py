"""What exists is whole in the first year; what is left in y is existing x max(0, 1 - (y - first year) / lifetime)."""

from __future__ import annotations

import pytest

import planner

INTERVENTIONS = """
    intervention, kind,       sector, of,   unit, cost_unit, capex, fixed_cost, existing, lifetime, build_limit
    old,          technology, city,   heat, MWh,  yuan/MWh,  50,    1,          8,        4,        0
    new,          technology, city,   heat, MWh,  yuan/MWh,  10,    2,          ,         1,
"""
HEAT = "service, unit, amount\n heat, MWh, 8"


def old_stock(plan):
    return plan.uptake.loc[plan.uptake["intervention"] == "old", "stock"].tolist()


def test_it_declines_over_one_lifetime(case_of):
    """8 MWh, 4 years: 8, 6, 4, 2, and nothing from the fifth year on."""
    plan = planner.solve(case_of(years=(2030, 2035), services=HEAT, interventions=INTERVENTIONS))
    assert old_stock(plan) == pytest.approx([8, 6, 4, 2, 0, 0])


def test_what_is_gone_is_built_anew_from_the_second_year_on(case_of):
    plan = planner.solve(case_of(years=(2030, 2035), services=HEAT, interventions=INTERVENTIONS))
    new = plan.uptake.loc[plan.uptake["intervention"] == "new", "stock"].tolist()
    assert new == pytest.approx([0, 2, 4, 6, 8, 8], abs=1e-9)


def test_its_capital_is_sunk_and_its_fixed_cost_is_paid(case_of):
    """2030: 8 x 1. 2031: 6 x 1 + 2 x (10 + 2). Together 8 + 30 = 38 yuan; nothing of the 50 a MWh."""
    plan = planner.solve(case_of(years=(2030, 2031), services=HEAT, interventions=INTERVENTIONS))
    assert plan.total_cost == pytest.approx(38)


def test_there_is_no_early_retirement(case_of):
    """No demand at all: the old stock stands all the same and costs 8 + 6 = 14 yuan."""
    nothing = "service, unit, amount\n heat, MWh, 0"
    plan = planner.solve(case_of(years=(2030, 2031), services=nothing, interventions=INTERVENTIONS))
    assert old_stock(plan) == pytest.approx([8, 6])
    assert plan.total_cost == pytest.approx(14)


def test_a_path_of_its_own_takes_the_place_of_the_decline(case_of):
    """Given for 2030 and 2032: 8, then 7 between, 6, and constant after its last year."""
    paths = "intervention, column, 2030, 2032\n old, existing, 8, 6"
    plan = planner.solve(case_of(years=(2030, 2035), services=HEAT, interventions=INTERVENTIONS, paths=paths))
    assert old_stock(plan) == pytest.approx([8, 7, 6, 6, 6, 6])
