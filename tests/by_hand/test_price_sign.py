"""A price is the negative of a dual that is <= 0; nothing takes an absolute value, so a wrong sign is an error."""

from __future__ import annotations

from dataclasses import replace

import pytest

import planner
from planner.results.duals import present_price
from planner.results.plan import prepare
from planner.results.references import optimum

CAP = ("total_emissions", "co2", 2030)


@pytest.fixture
def ready(case_of):
    """100 t under a cap of 80; a tonne less costs 10 yuan."""
    return prepare(
        case_of(
            baseline="sector, account, unit, amount\n city, co2, tCO2, 100",
            interventions="""
            intervention, kind,      sector, unit, lifetime, variable_unit, variable_cost
            measure,      reduction, city,   tCO2, 1,        yuan/tCO2,     10
        """,
            process_emissions="intervention, account, unit, amount\n measure, co2, tCO2/tCO2, -1",
            caps="account, kind, unit, amount\n co2, yearly, tCO2, 80",
        )
    )


def test_a_tonne_more_saves_what_the_last_one_costs(ready):
    """The solver's reduced cost is -10 yuan: the cost falls when the cap rises."""
    solution = optimum(ready.case, ready.inputs, ready.program)
    assert solution.reduced_cost[ready.program.column[CAP]] == pytest.approx(-10)
    assert present_price(ready.program, solution, *ready.inputs.limits) == pytest.approx(10)


def test_a_dual_of_the_wrong_sign_is_an_error(ready):
    solution = optimum(ready.case, ready.inputs, ready.program)
    wrong = replace(solution, reduced_cost=-solution.reduced_cost)
    with pytest.raises(planner.SolverError):
        present_price(ready.program, wrong, *ready.inputs.limits)
