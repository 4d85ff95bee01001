"""A first cap after years without one carries what those years leave undone; a plan says so."""

from __future__ import annotations

import pytest

import planner

TABLES = {
    "baseline": "sector, account, unit, amount\n city, co2, tCO2, 100",
    "interventions": """
        intervention, kind,      sector, unit, lifetime, cost_unit, capex, first_year, build_limit
        measure,      reduction, city,   tCO2, 10,       yuan/tCO2, 100,   2026,       10
    """,
    "process_emissions": "intervention, account, unit, amount\n measure, co2, tCO2/tCO2, -1",
}


def plan(case_of, caps: str) -> planner.Plan:
    return planner.solve(case_of(years=(2025, 2032), **TABLES, caps=f"account, unit, {caps}"))


def test_the_price_of_a_first_cap_carries_the_years_before_it(case_of):
    """25 t until 2030 at 10 t a year: 10 in 2030, 10 in 2029, 5 in 2028. An annuity is 100 / 10 = 10 yuan.

    One tonne more in 2030 is built in 2028, and saves one that 2031 would build: annuities of 2028 to 2030, 30 yuan. One
    more in 2031 is built in 2031, a year before 2032 builds it: 10 yuan.
    """
    found = plan(case_of, "2030, 2031, 2032\n co2, tCO2, 75, 70, 65")
    price = found.shadow_price.set_index("year")["price"]
    assert [price[2030], price[2031]] == pytest.approx([30, 10])
    (warning,) = found.warnings
    assert (warning.file, warning.row, warning.column, warning.key) == ("caps.csv", 2, "2030", "first_cap_carries")
    assert "a price of 30 CNY/t CO2 in 2030, 3.0 times that of 2031, and no cap in 2026 to 2029" in str(warning)


def test_caps_from_the_first_year_of_choice_on_carry_their_own_year(case_of):
    """5 t a year from 2026 on: each year builds its own, at 10 yuan a year and tonne."""
    found = plan(case_of, "2026, 2030, 2031, 2032\n co2, tCO2, 95, 75, 70, 65")
    assert found.shadow_price["price"].tolist()[:-1] == pytest.approx([10] * 6)
    assert found.warnings == ()
