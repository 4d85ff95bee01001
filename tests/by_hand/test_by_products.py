"""A negative unit flow is a by-product: it enters its carrier's balance and saves a purchase and its emissions."""

from __future__ import annotations

import pytest

import planner

TABLES = {
    "services": "service, unit, amount\n heat, MWh, 100\n light, MWh, 80",
    "carriers": "carrier, unit, bought, counted_in\n gas, MWh, true,\n power, MWh, true, city",
    "prices": "carrier, unit, amount\n gas, yuan/MWh, 40\n power, yuan/MWh, 60",
    "emission_factors": "carrier, account, unit, amount\n gas, co2, tCO2/MWh, 0.2\n power, co2, tCO2/MWh, 0.5",
    "interventions": """
        intervention, kind,       sector, of,    unit, existing, lifetime, build_limit
        chp,          technology, city,   heat,  MWh,  100,      20,       0
        lamps,        technology, city,   light, MWh,  80,       20,       0
    """,
    "unit_flows": """
        intervention, carrier, unit,    amount
        chp,          gas,     MWh/MWh, 2
        chp,          power,   MWh/MWh, -0.5
        lamps,        power,   MWh/MWh, 1
    """,
}


def test_power_beside_the_heat_saves_purchases(case_of, at):
    """100 MWh of heat give 50 of power, so 30 of the lamps' 80 are bought: 200 x 40 + 30 x 60 = 9,800 yuan."""
    plan = planner.solve(case_of(**TABLES))
    assert at(plan.balances, "value", commodity="power", kind="by-product") == pytest.approx(50)
    assert at(plan.balances, "value", commodity="power", kind="purchase") == pytest.approx(30)
    assert plan.total_cost == pytest.approx(9800)


def test_its_emissions_are_those_of_the_fuel(case_of, at):
    """200 x 0.2 from gas where it burns, 30 x 0.5 from what is bought: 55 t."""
    assert at(planner.solve(case_of(**TABLES)).emissions, "plan", sector="total") == pytest.approx(55)
