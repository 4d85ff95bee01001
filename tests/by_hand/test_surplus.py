"""A carrier marked `surplus` is balanced with >=: what nobody uses goes to waste."""

from __future__ import annotations

import pytest

import planner

INTERVENTIONS = """
    intervention, kind,       sector, of,     unit, output, cost_unit, capex, lifetime
    electric_car, technology, city,   travel, car,  10,     yuan/car,  100,   1
    petrol_car,   technology, city,   travel, car,  10,     yuan/car,  150,   1
"""
FLOWS = "intervention, carrier, unit, amount\n electric_car, v2g, kW/km, -0.5"


def plan_with(case_of, surplus):
    return planner.solve(
        case_of(
            services="service, unit, amount\n travel, km, 200",
            carriers=f"carrier, unit, surplus\n v2g, kW, {surplus}",
            interventions=INTERVENTIONS,
            unit_flows=FLOWS,
        )
    )


def test_an_electric_car_whose_v2g_potential_nobody_needs_is_still_bought(case_of, at):
    """20 cars for 100 yuan each; 200 km x 0.5 = 100 kW of potential go unused."""
    plan = plan_with(case_of, "true")
    assert at(plan.uptake, "new_units", intervention="electric_car") == pytest.approx(20)
    assert at(plan.balances, "value", commodity="v2g", kind="by-product") == pytest.approx(100)
    assert at(plan.balances, "value", commodity="v2g", kind="unused") == pytest.approx(-100)
    assert plan.total_cost == pytest.approx(2000)


def test_without_surplus_what_is_made_must_be_used(case_of, at):
    """Nobody takes the potential, so petrol cars run: 20 x 150 = 3,000 yuan."""
    plan = plan_with(case_of, "false")
    assert at(plan.uptake, "new_units", intervention="electric_car") == pytest.approx(0)
    assert plan.total_cost == pytest.approx(3000)
