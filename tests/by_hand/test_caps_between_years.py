"""What binds is never extended: before the first and after the last year is free; `between` says what a gap means."""

from __future__ import annotations

import pytest

import planner

TABLES = {
    "baseline": "sector, account, unit, amount\n city, co2, tCO2, 100",
    "interventions": """
        intervention, kind,      sector, unit, lifetime, variable_unit, variable_cost
        measure,      reduction, city,   tCO2, 1,        yuan/tCO2,     10
    """,
    "process_emissions": "intervention, account, unit, amount\n measure, co2, tCO2/tCO2, -1",
}


def emissions(case_of, caps):
    plan = planner.solve(case_of(years=(2030, 2036), **TABLES, caps=caps))
    return plan.emissions.query("sector == 'total'")["plan"].tolist()


def test_free_binds_the_two_dates_only(case_of):
    caps = "account, kind, between, unit, 2031, 2035\n co2, yearly, free, tCO2, 80, 40"
    assert emissions(case_of, caps) == pytest.approx([100, 80, 100, 100, 100, 40, 100])


@pytest.mark.parametrize("between", ["linear", ""])
def test_linear_fills_the_gap_and_is_what_an_empty_cell_means(case_of, between):
    """80 to 40 in four years: 10 less each year."""
    caps = f"account, kind, between, unit, 2031, 2035\n co2, yearly, {between}, tCO2, 80, 40"
    assert emissions(case_of, caps) == pytest.approx([100, 80, 70, 60, 50, 40, 100])


def test_an_empty_year_is_not_given(case_of):
    """Three columns, one of them empty: still a straight line from 80 to 40."""
    caps = "account, kind, between, unit, 2031, 2033, 2035\n co2, yearly, linear, tCO2, 80, , 40"
    assert emissions(case_of, caps) == pytest.approx([100, 80, 70, 60, 50, 40, 100])


def test_one_amount_binds_every_year(case_of):
    assert emissions(case_of, "account, kind, unit, amount\n co2, yearly, tCO2, 90") == pytest.approx([90] * 7)
