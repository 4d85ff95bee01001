"""Numbers that change by 1,000 from one year, row or step to the next: most likely the unit changed, not the thing."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby, pairwise
from statistics import median
from typing import Any

from planner.case.plausible.checked import Checked
from planner.case.plausible.ranges import IMPOSSIBLE, Numbers, in_dollars, numbers_of
from planner.errors import Message, Problem
from planner.model.caps import CapRow
from planner.model.costs import CarbonPriceRow
from planner.tables.fields import Series
from planner.tables.shared import InterventionRow

JUMP = 500
"""From this ratio on, half of 1,000, two numbers hardly belong together."""
FEWEST = 3
"""Rows of a dimension that show what is usual among them."""


def ratio_of(one: float, other: float) -> float:
    """How many times the larger of two sizes is the smaller."""
    small, large = sorted((abs(one), abs(other)))
    return large / small if small else math.inf


def years_keep_their_size(checked: Checked) -> Iterator[Problem]:
    """From one year given to the next a number stays within a ratio of 500; stock and its limits may start small."""
    case = checked.case
    rows: list[Series] = [*case.services.values(), *case.prices, *case.emission_factors, *case.baseline]
    rows += [*case.unit_flows, *case.process_emissions, *case.rows(CapRow), *case.rows(CarbonPriceRow)]
    rows += [path for path in case.paths if path.column in ("capex", "fixed_cost", "variable_cost")]
    for row in rows:
        for (before, first), (year, then) in pairwise(sorted(row.years.items())):
            falls = isinstance(row, CapRow) and abs(then) < abs(first)  # to what is left at the end
            ratio = ratio_of(first, then) if first and then else 1.0
            if ratio >= JUMP and not falls:
                values = {"found": f"{then:g}", "before": f"{first:g}", "year": before, "ratio": ratio}
                yield row.problem(str(year), "jumps_by_year", **values)
                break


def impossible_jumps(checked: Checked) -> Iterator[Problem]:
    """The same from the ratio on at which the solver's arithmetic loses the smaller number."""
    for problem in years_keep_their_size(checked):
        if problem.values["ratio"] > IMPOSSIBLE:
            yield replace(problem, key="impossible_jump")


def rows_keep_their_size(checked: Checked) -> Iterator[Problem]:
    """Prices of one dimension, and emission factors, stay within a ratio of 500 of the middle one of the table."""
    units = checked.case.units
    kinds = ("prices", "emission_factors")
    compared = [n for n in numbers_of(checked.case) if n.quantity in kinds and any(n.given.values())]
    sized = [(n.file, sorted(unit.powers), unit.size, n) for n in compared if (unit := in_dollars(units, n.unit))]
    for _, alike in groupby(sorted(sized, key=lambda x: (x[0], x[1])), key=lambda x: (x[0], x[1])):
        rows = [(size, numbers, max(map(abs, numbers.given.values()))) for _, _, size, numbers in alike]
        middle = median(size * number for size, _, number in rows)
        for size, numbers, number in rows if len(rows) >= FEWEST else ():
            ratio = ratio_of(size * number, middle)
            if ratio >= JUMP:
                yield _apart(numbers, middle / size, ratio)


def _apart(numbers: Numbers, middle: float, ratio: float) -> Problem:
    column = max(numbers.given, key=lambda c: abs(numbers.given[c]))
    values = {
        "found": f"{numbers.given[column]:g} {numbers.unit}",
        "middle": f"{middle:.3g} {numbers.unit}",
        "ratio": ratio,
        "effect": Message("effect_emissions" if numbers.quantity == "emission_factors" else "effect_costs"),
    }
    return Problem(numbers.file, numbers.row, column, "far_from_others", values)


def steps_keep_their_size(checked: Checked) -> Iterator[Problem]:
    """Steps and variants of one measure (a group) cost within a ratio of 500 of the one before, where units compare."""
    groups: dict[tuple[Any, ...], list[tuple[float, float, Numbers]]] = defaultdict(list)
    built = {row.row: row for row in checked.case.interventions.values()}
    for numbers in numbers_of(checked.case):
        group = built[numbers.row].group if numbers.file == InterventionRow.FILE else None
        unit = in_dollars(checked.case.units, numbers.unit)
        if group and unit and numbers.quantity in ("capex", "variable_cost") and all(numbers.given.values()):
            (cost,) = numbers.given.values()
            groups[group, numbers.quantity, unit.powers].append((unit.size * cost, unit.size, numbers))
    for steps in groups.values():
        for (before, _, _), (cost, size, numbers) in pairwise(steps):
            if ratio_of(cost, before) >= JUMP:
                yield _apart(numbers, abs(before) / size, ratio_of(cost, before))
