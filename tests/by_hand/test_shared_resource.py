"""Projects that share land consume a carrier of it: the land, not a potential of their own, says how many fit."""

from __future__ import annotations

import pytest

import planner

TABLES = {
    "carriers": "carrier, unit, surplus\n land, ha, true",
    "baseline": "sector, account, unit, amount\n city, co2, tCO2, 100",
    "interventions": """
        intervention, kind,       sector, of,   unit,    existing, lifetime, build_limit, variable_unit, variable_cost
        wasteland,    technology, city,   land, ha,      10,       50,       0,           ,
        meadow,       reduction,  city,   ,     project, ,         1,        ,            yuan/project,  10
        forest,       reduction,  city,   ,     project, ,         1,        ,            yuan/project,  30
    """,
    "unit_flows": "intervention, carrier, unit, amount\n meadow, land, ha/project, 1\n forest, land, ha/project, 1",
    "process_emissions": """
        intervention, account, unit,         amount
        meadow,       co2,     tCO2/project, -1
        forest,       co2,     tCO2/project, -2
    """,
}


def capped(case_of, cap):
    return planner.solve(case_of(**TABLES, caps=f"account, kind, unit, amount\n co2, yearly, tCO2, {cap}"))


def test_while_there_is_land_the_cheapest_tonne_is_taken(case_of, at):
    """A meadow's tonne costs 10 yuan, a forest's 15: 8 meadows on 10 ha."""
    plan = capped(case_of, 92)
    assert plan.total_cost == pytest.approx(80)
    assert at(plan.shadow_price, "price") == pytest.approx(10)


def test_when_land_is_short_the_last_tonne_is_a_forest_instead_of_a_meadow(case_of, at):
    """15 t on 10 ha: 5 meadows and 5 forests, 200 yuan. One tonne more turns a meadow into a forest: 20 yuan."""
    plan = capped(case_of, 85)
    assert at(plan.uptake, "stock", intervention="forest") == pytest.approx(5)
    assert plan.total_cost == pytest.approx(200)
    assert at(plan.shadow_price, "price") == pytest.approx(20)


def test_all_the_land_under_forest_is_the_limit(case_of):
    with pytest.raises(planner.NoPlanError):
        capped(case_of, 79.9)
