"""limit_capture[a, i, y]: what captures treat, sum of captured[k, i, y] / rate, is no more than there is."""

from __future__ import annotations

import pytest

import planner

# A boiler burns 500 MWh of gas at 0.2 t: 100 t. A heat pump takes power that is counted at the power plants.
TABLES = {
    "sectors": "sector\n city\n power_plants",
    "services": "service, unit, amount\n heat, MWh, 500",
    "carriers": "carrier, unit, bought, counted_in\n gas, MWh, true,\n power, MWh, true, power_plants",
    "prices": "carrier, unit, amount\n gas, yuan/MWh, 0\n power, yuan/MWh, 0",
    "emission_factors": "carrier, account, unit, amount\n gas, co2, tCO2/MWh, 0.2\n power, co2, tCO2/MWh, 0.2",
    "unit_flows": "intervention, carrier, unit, amount\n plant, gas, MWh/MWh, 1",
    "captures": "capture, technology, rate\n first_step, plant, 0.9\n second_step, plant, 0.9",
}
INTERVENTIONS = """
    intervention, kind,       sector, of,   unit, lifetime, potential, variable_unit, variable_cost
    plant,        technology, city,   heat, MWh,  20,       ,          ,
    first_step,   capture,    city,   ,     tCO2, 1,        60,        yuan/tCO2,     100
    second_step,  capture,    city,   ,     tCO2, 1,        60,        yuan/tCO2,     200
"""


def capped(case_of, cap, **tables):
    caps = f"account, kind, unit, amount\n co2, yearly, tCO2, {cap}"
    return planner.solve(case_of(**{**TABLES, "interventions": INTERVENTIONS, "caps": caps, **tables}))


def test_two_steps_on_one_plant_share_its_flue_gas(case_of, at):
    """Of 100 t 90 can be caught: 60 by the first step at 100 yuan, 30 by the second at 200; 12,000 yuan.

    The first stops at 60 for its stock, limit_capture_stock[k, y].

    Each alone could catch 60, both 120 t: more than the plant emits.
    """
    plan = capped(case_of, 10)
    assert at(plan.uptake, "activity", intervention="first_step") == pytest.approx(60)
    assert at(plan.uptake, "activity", intervention="second_step") == pytest.approx(30)
    assert plan.total_cost == pytest.approx(12_000)


def test_no_more_is_caught_than_the_rate_allows(case_of):
    with pytest.raises(planner.NoPlanError):
        capped(case_of, 9.9)


def test_steps_of_different_rates_take_their_share_of_the_gas(case_of):
    """54 t are to be caught: a + b = 54, and the gas treated is all there is: a / 0.5 + b / 0.9 = 100.

    So a = 45 t at 100 yuan and b = 9 t at 200: the cheap step wastes gas, and the dear one must make up for it.
    """
    different = "capture, technology, rate\n first_step, plant, 0.5\n second_step, plant, 0.9"
    assert capped(case_of, 46, captures=different).total_cost == pytest.approx(45 * 100 + 9 * 200)


def test_electricity_leaves_no_flue_gas(case_of):
    """The plant runs on power, whose 100 t are counted at the power plants: nothing to catch."""
    electric = "intervention, carrier, unit, amount\n plant, power, MWh/MWh, 1"
    with pytest.raises(planner.NoPlanError):
        capped(case_of, 99, unit_flows=electric)


def test_power_beside_the_heat_takes_no_flue_gas_away(case_of, at):
    """0.1 MWh of power beside each MWh of heat goes to waste here; 90 of the 100 t can be caught as before."""
    carriers = "carrier, unit, surplus, bought\n gas, MWh, , true\n power, MWh, true,"
    tables = {
        "carriers": carriers,
        "prices": "carrier, unit, amount\n gas, yuan/MWh, 0",
        "emission_factors": "carrier, account, unit, amount\n gas, co2, tCO2/MWh, 0.2",
        "unit_flows": TABLES["unit_flows"] + "\n plant, power, MWh/MWh, -0.1",
    }
    assert at(capped(case_of, 10, **tables).emissions, "plan", sector="city") == pytest.approx(10)


def test_process_emissions_can_be_caught(case_of):
    """0.1 t a MWh from the process itself: 150 t in all; 120 may be caught, and 40 are asked for."""
    process = "intervention, account, unit, amount\n plant, co2, tCO2/MWh, 0.1"
    assert capped(case_of, 110, process_emissions=process).total_cost == pytest.approx(40 * 100)


def test_a_capture_consumes_carriers_of_its_own(case_of, at):
    """0.3 MWh of power a tonne caught, counted at the power plants at 0.2 t: 100 - x + 0.06 x = 53, so x = 50 t."""
    power = TABLES["unit_flows"] + "\n first_step, power, MWh/tCO2, 0.3"
    plan = capped(case_of, 53, unit_flows=power)
    assert at(plan.uptake, "activity", intervention="first_step") == pytest.approx(50)
    assert at(plan.emissions, "plan", sector="city") == pytest.approx(50)
    assert at(plan.emissions, "plan", sector="power_plants") == pytest.approx(3)
