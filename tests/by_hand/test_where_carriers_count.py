"""account_emissions[a, s, y]: a carrier counts in the sector that it names, by what is bought; or where it burns."""

from __future__ import annotations

import pytest

import planner

TABLES = {
    "sectors": "sector\n homes\n offices\n power_plants",
    "services": "service, unit, amount\n warm_homes, MWh, 100\n warm_offices, MWh, 50",
    "carriers": "carrier, unit, bought, counted_in\n gas, MWh, true,\n power, MWh, true, power_plants",
    "prices": "carrier, unit, amount\n gas, yuan/MWh, 1\n power, yuan/MWh, 1",
    "emission_factors": "carrier, account, unit, amount\n gas, co2, tCO2/MWh, 0.2\n power, co2, tCO2/MWh, 0.5",
    "interventions": """
        intervention, kind,       sector,  of,           unit, existing, lifetime, build_limit
        boiler,       technology, homes,   warm_homes,   MWh,  100,      20,       0
        heater,       technology, offices, warm_offices, MWh,  50,       20,       0
        panels,       technology, offices, power,        MWh,  20,       20,       0
    """,
    "unit_flows": """
        intervention, carrier, unit,    amount
        boiler,       gas,     MWh/MWh, 1
        boiler,       power,   MWh/MWh, 0.1
        heater,       power,   MWh/MWh, 1
    """,
}


def test_gas_counts_where_it_burns_and_power_at_the_plants_by_what_is_bought(case_of):
    """Homes: 100 x 0.2 = 20 t. Power: 10 + 50 MWh used, 20 from panels, 40 bought: 20 t. Offices: none.

    These are emissions[a, s, y]; total_emissions[a, y] by sum_emissions[a, y] are 40 t.
    """
    emissions = planner.solve(case_of(**TABLES)).emissions.set_index("sector")["plan"].to_dict()
    assert emissions == pytest.approx({"homes": 20, "offices": 0, "power_plants": 20, "total": 40})


def test_a_factor_that_falls_is_taken_year_by_year(case_of):
    """0.5 t in 2030 and 0.1 in 2034: 0.3 in 2032, constant after; 40 MWh are 20, 16, 12, 8, 4 and 4 t."""
    falling = "carrier, account, unit, 2030, 2034\n power, co2, tCO2/MWh, 0.5, 0.1"
    tables = TABLES | {
        "emission_factors": falling,
        "paths": "intervention, column, amount\n panels, existing, 20\n boiler, existing, 100\n heater, existing, 50",
    }
    plan = planner.solve(case_of(years=(2030, 2035), **tables))
    assert plan.emissions.query("sector == 'power_plants'")["plan"].tolist() == pytest.approx([20, 16, 12, 8, 4, 4])
