"""limit_reduction[a, s, y]: reductions push a sector no lower than zero, unless it is `net_negative`."""

from __future__ import annotations

import pytest

import planner

TABLES = {
    "baseline": "sector, account, unit, amount\n farms, co2, tCO2, 10\n roads, co2, tCO2, 50",
    "interventions": """
        intervention, kind,      sector, unit, lifetime, variable_unit, variable_cost
        on_farms,     reduction, farms,  tCO2, 1,        yuan/tCO2,     10
        on_roads,     reduction, roads,  tCO2, 1,        yuan/tCO2,     100
    """,
    "process_emissions": """
        intervention, account, unit,      amount
        on_farms,     co2,     tCO2/tCO2, -1
        on_roads,     co2,     tCO2/tCO2, -1
    """,
    "caps": "account, kind, unit, amount\n co2, yearly, tCO2, 20",
}


def solved(case_of, net_negative, **tables):
    return planner.solve(case_of(**TABLES | tables, sectors=f"sector, net_negative\n farms, {net_negative}\n roads,"))


def test_no_more_can_be_reduced_than_is_emitted(case_of, at):
    """40 t are to go: the farms' 10, then 30 on the roads at 100 yuan: 3,100 yuan and a price of 100, not 10."""
    plan = solved(case_of, "false")
    assert at(plan.emissions, "plan", sector="farms") == pytest.approx(0)
    assert plan.total_cost == pytest.approx(3100)
    assert at(plan.shadow_price, "price") == pytest.approx(100)


def test_a_sink_can_go_below_zero(case_of, at):
    """All 40 t on farms: 10 - 40 = -30 t, 400 yuan."""
    plan = solved(case_of, "true")
    assert at(plan.emissions, "plan", sector="farms") == pytest.approx(-30)
    assert plan.total_cost == pytest.approx(400)


def test_a_cap_of_the_sector_at_zero_has_its_own_price(case_of, at):
    """0 t on farms cost 10 yuan a tonne; that the sector can't go lower is a row of its own and takes none of it."""
    plan = solved(case_of, "false", caps="account, scope, kind, unit, amount\n co2, farms, yearly, tCO2, 0")
    assert plan.total_cost == pytest.approx(100)
    assert at(plan.shadow_price, "price", scope="farms") == pytest.approx(10)
