"""track_stock[i, y]: of stock[i, y], what was built in v, new_units[i, v], works in v <= y < v + lifetime."""

from __future__ import annotations

import pytest

import planner

INTERVENTIONS = """
    intervention, kind,       sector, of,     unit, output, cost_unit, capex, fixed_cost, lifetime, first_year
    bus,          technology, city,   travel, bus,  50,     yuan/bus,  300,   4,          {lifetime}, {first_year}
    walk,         technology, city,   travel, bus,  50,     yuan/bus,  0,     9999,       1,
"""
TRAVEL = "service, unit, amount\n travel, km, 500"


def test_a_worn_out_bus_is_replaced(case_of):
    """10 buses of 3 years, needed in 2030-2036: built in 2030, 2033 and 2036; never more than 10 stand."""
    case = case_of(years=(2030, 2036), services=TRAVEL, interventions=INTERVENTIONS.format(lifetime=3, first_year=""))
    buses = planner.solve(case).uptake.query("intervention == 'bus'")
    assert buses["new_units"].tolist() == pytest.approx([10, 0, 0, 10, 0, 0, 10], abs=1e-9)
    assert buses["stock"].tolist() == pytest.approx([10] * 7)


def test_nothing_is_built_before_its_first_year(case_of):
    """From 2032 on: walking costs 99,990 yuan a year until then."""
    interventions = INTERVENTIONS.format(lifetime=10, first_year=2032)
    case = case_of(years=(2030, 2033), services=TRAVEL, interventions=interventions)
    buses = planner.solve(case).uptake.query("intervention == 'bus'")
    assert buses["new_units"].tolist() == pytest.approx([0, 0, 10, 0], abs=1e-9)


def test_the_fixed_cost_is_paid_on_the_stock_each_year(case_of, at):
    """`fixed_cost` of 10 buses x 4 yuan in each of 2 years; capex 300 / 10 years = 30 a bus and year.

    2 x 10 x (30 + 4) = 680 yuan.
    """
    case = case_of(years=(2030, 2031), services=TRAVEL, interventions=INTERVENTIONS.format(lifetime=10, first_year=""))
    plan = planner.solve(case)
    assert at(plan.costs, "value", item="bus", kind="fixed", year=2031) == pytest.approx(40)
    assert plan.total_cost == pytest.approx(680)
