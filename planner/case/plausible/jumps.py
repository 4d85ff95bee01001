"""Numbers that change by 1,000 from one year, row or step to the next: most likely the unit changed, not the thing."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby, pairwise
from statistics import median

from planner.case.plausible.checked import Checked
from planner.case.plausible.ranges import Numbers, in_dollars, numbers_of
from planner.errors import Message, Problem
from planner.model.caps import CapRow
from planner.model.costs import CarbonPriceRow
from planner.tables.fields import Series

JUMP = 500
"""From this ratio on, half of 1,000, two numbers hardly belong together."""
FEWEST = 3
"""Rows of a dimension that show what is usual among them."""


def years_keep_their_size(checked: Checked) -> Iterator[Problem]:
    """From one year given to the next a number stays within a ratio of 500; stock and its limits may start small."""
    case = checked.case
    rows: list[Series] = [*case.services.values(), *case.prices, *case.emission_factors, *case.baseline]
    rows += [*case.unit_flows, *case.process_emissions, *case.rows(CapRow), *case.rows(CarbonPriceRow)]
    rows += [path for path in case.paths if path.column in ("capex", "fixed_cost", "variable_cost")]
    for row in rows:
        for (before, first), (year, then) in pairwise(sorted(row.years.items())):
            small, large = sorted((abs(first), abs(then)))
            falls = isinstance(row, CapRow) and abs(then) < abs(first)  # to what is left at the end
            if small and large / small >= JUMP and not falls:
                values = {"found": f"{then:g}", "before": f"{first:g}", "year": before, "ratio": large / small}
                yield Problem(row.FILE, row.row, str(year), "jumps_by_year", values)
                break


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
            ratio = max(size * number / middle, middle / (size * number))
            if ratio >= JUMP:
                yield _apart(numbers, middle / size, ratio)


def _apart(numbers: Numbers, middle: float, ratio: float) -> Problem:
    column = max(numbers.given, key=lambda c: abs(numbers.given[c]))
    values = {
        "found": f"{numbers.given[column]:g} {numbers.unit}",
        "middle": f"{middle:.3g} {numbers.unit}",
        "ratio": ratio,
        "effect": Message("effect_costs" if numbers.quantity == "prices" else "effect_emissions"),
    }
    return Problem(numbers.file, numbers.row, column, "far_from_others", values)


def steps_keep_their_size(checked: Checked) -> Iterator[Problem]:
    """Steps and variants of one measure (a group) in one unit cost within a ratio of 500 of each other."""
    groups: dict[tuple[str, str], list[Numbers]] = {}
    built = {row.row: row for row in checked.case.interventions.values()}
    for numbers in numbers_of(checked.case):
        group = built[numbers.row].group if numbers.file == "interventions.csv" else None
        if group and numbers.quantity in ("capex", "variable_cost") and all(numbers.given.values()):
            groups.setdefault((group, numbers.quantity), []).append(numbers)
    for steps in groups.values():
        sizes = [(in_dollars(checked.case.units, n.unit), n) for n in steps]
        costs = [(unit.size * abs(*n.given.values()), n) for unit, n in sizes if unit]
        for (before, _), (cost, numbers) in pairwise(costs):
            if max(cost / before, before / cost) >= JUMP:
                scale = abs(*numbers.given.values()) / cost
                yield _apart(numbers, before * scale, max(cost / before, before / cost))
