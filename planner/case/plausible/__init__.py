"""What can be planned and is hardly meant: warnings beside the errors, from the tables alone.

A rule takes a case without mistakes, its model and its numbers, and yields where it is, what was found, what is usual
and what it does to the answer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from planner.calls.arguments import public
from planner.case.case import Case
from planner.case.check import read_case
from planner.case.classic import classic_case
from planner.case.files import in_order
from planner.case.plausible.acting import (
    captures_catch,
    carriers_are_used,
    improvements_fit,
    potentials_fit_the_stock,
    reductions_fit_their_sector,
    reductions_reduce_emissions,
)
from planner.case.plausible.checked import Checked, Rule
from planner.case.plausible.jumps import rows_keep_their_size, steps_keep_their_size, years_keep_their_size
from planner.case.plausible.limits import (
    caps_are_of_the_size_of_emissions,
    caps_are_there,
    factors_are_not_below_zero,
    first_caps_are_not_sudden,
    floors_leave_room,
    years_of_caps_count,
)
from planner.case.plausible.names import names_tell_measures_apart
from planner.case.plausible.paying import loans_can_be_drawn, tariffs_are_paid
from planner.case.plausible.ranges import impossible_numbers, numbers_are_usual
from planner.case.plausible.reach import (
    build_limits_fit_potentials,
    demands_can_be_served,
    fixed_costs_fit_capex,
    measures_can_be_built,
    stock_fits_demand,
)
from planner.case.workbook.read import is_sheet
from planner.errors import InputError, Problem
from planner.model.inputs import Inputs, make_inputs
from planner.model.model_file import ModelSpec, read_spec

RULES: tuple[Rule, ...] = (
    numbers_are_usual,
    years_keep_their_size,
    rows_keep_their_size,
    steps_keep_their_size,
    measures_can_be_built,
    demands_can_be_served,
    stock_fits_demand,
    build_limits_fit_potentials,
    fixed_costs_fit_capex,
    improvements_fit,
    captures_catch,
    reductions_reduce_emissions,
    carriers_are_used,
    potentials_fit_the_stock,
    reductions_fit_their_sector,
    caps_are_there,
    caps_are_of_the_size_of_emissions,
    years_of_caps_count,
    first_caps_are_not_sudden,
    floors_leave_room,
    factors_are_not_below_zero,
    loans_can_be_drawn,
    tariffs_are_paid,
    names_tell_measures_apart,
)


def warnings_of(case: Case, spec: ModelSpec, inputs: Inputs) -> tuple[Problem, ...]:
    """All that is hardly meant, in the order of file and row, each where the user sees it; a cell is told once.

    Raises InputError for what can't be meant.
    """
    checked, told = Checked(case, spec, inputs), dict[tuple[str, int, str], Problem]()
    if impossible := [case.located(problem) for problem in impossible_numbers(checked)]:
        raise InputError(case.full_name, impossible)
    for problem in (problem for rule in RULES for problem in rule(checked)):
        told.setdefault((problem.file, problem.row, problem.column), problem)
    return tuple(map(case.located, in_order(told.values())))


@public
def check(
    source: Case | Path | str | Mapping[str, str],
    *,
    scenario: str | Path | Sequence[str | Path] = (),
    model: str | Path | None = None,
    strict: bool = False,
) -> tuple[Problem, ...]:
    """Check the tables of a case: mistakes are raised, and what is possible but hardly meant comes back.

    Parameters
    ----------
    source
        What `read_case` reads, a sheet of measures, or a case that was read.
    scenario
        As of `read_case`.
    model
        Name of a model or a model file; without one, the case's default.
    strict
        Whether a warning is a mistake.

    Returns
    -------
    tuple of Problem
        Of each warning `file`, `row`, `column`, `found` and, as text or `in_language("zh")`, what is usual and what it
        does to the answer. `plan.warnings` are the same of the case that was planned.

    Raises
    ------
    InputError
        With every mistake at once, or with every warning where they count as mistakes.
    UsageError
        There is no such folder, scenario or model.

    Examples
    --------
    >>> planner.check("data/example_city")
    ()
    """
    if isinstance(source, str | Path) and is_sheet(source):
        case = classic_case(source)
    else:
        case = source if isinstance(source, Case) and not scenario else read_case(source, scenario=scenario)
    spec = read_spec(case, model)
    found = warnings_of(case, spec, make_inputs(case, spec))
    if strict and found:
        raise InputError(case.full_name, found)
    return found
