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
from planner.case.plausible import acting, jumps, limits, names, paying, ranges, reach
from planner.case.plausible.checked import Checked, Rule
from planner.case.workbook.read import is_sheet
from planner.errors import InputError, Problem
from planner.model.inputs import Inputs, make_inputs
from planner.model.model_file import ModelSpec, read_spec

RULES: tuple[Rule, ...] = (
    ranges.numbers_are_usual,
    jumps.years_keep_their_size,
    jumps.rows_keep_their_size,
    jumps.steps_keep_their_size,
    reach.measures_can_be_built,
    reach.demands_can_be_served,
    reach.stock_fits_demand,
    reach.build_limits_fit_potentials,
    reach.no_more_than_full_power,
    reach.fixed_costs_fit_capex,
    acting.improvements_fit,
    acting.captures_catch,
    acting.reductions_reduce_emissions,
    acting.carriers_are_used,
    acting.potentials_fit_the_stock,
    acting.reductions_fit_their_sector,
    limits.caps_are_there,
    limits.caps_are_of_the_size_of_emissions,
    limits.years_of_caps_count,
    limits.first_caps_are_not_sudden,
    limits.floors_leave_room,
    limits.factors_are_not_below_zero,
    paying.loans_can_be_drawn,
    paying.tariffs_are_paid,
    names.names_tell_measures_apart,
)


def warnings_of(case: Case, spec: ModelSpec, inputs: Inputs) -> tuple[Problem, ...]:
    """All that is hardly meant, in the order of file and row, each where the user sees it; a cell is told once.

    Raises InputError for what can't be meant.
    """
    checked, told = Checked(case, spec, inputs), dict[tuple[str, int, str], Problem]()
    if impossible := [*ranges.impossible_numbers(checked)] or [*jumps.impossible_jumps(checked)]:
        raise InputError(case.full_name, list(map(case.located, impossible)))
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
