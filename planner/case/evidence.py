"""Which numbers a case holds, which sources stand behind them, and how weak the weakest of those is.

A row names its sources for all its numbers or column by column; a number is as weak as the weakest source behind it,
and what is derived as weak as what it is derived from.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from planner.case.case import Case
from planner.errors import UsageError, nearest
from planner.tables.fields import Row, Series, Sourced, Unit, listed
from planner.tables.shared import InterventionRow, PathRow
from planner.tables.sources import GRADES

UNSOURCED = "no source"
WEAKNESS = (*GRADES, UNSOURCED)
"""Grades from the strongest to none at all."""


@dataclass(frozen=True)
class SourcedNumber:
    """A number of a case: its place, what it is about, its value, and the keys of the sources behind it."""

    file: str
    row: int
    about: str
    column: str
    value: float
    unit: str
    keys: tuple[str, ...]


def numbers(case: Case, intervention: str | None = None) -> list[SourcedNumber]:
    """Every number of a case, or those that concern an intervention. Raises UsageError when there is none such."""
    if intervention is None:
        rate, keys = case.settings.discount_rate, tuple(listed(case.settings.source))
        of_case = SourcedNumber("case.toml", 0, "", "discount_rate", rate, "1/year", keys)
        return [of_case, *(number for row in sourced_rows(case) for number in _numbers_of(case, row))]
    if intervention not in case.interventions:
        raise UsageError("no_such_intervention", found=intervention, near=nearest(intervention, case.interventions))
    return [number for row in rows_about(case, intervention) for number in _numbers_of(case, row)]


def sourced_rows(case: Case) -> Iterator[Sourced]:
    """The rows that hold numbers, table by table."""
    for rows in case.tables.values():
        yield from (row for row in rows if isinstance(row, Sourced))


def rows_about(case: Case, i: str) -> list[Sourced]:
    """All that concerns an intervention: its own rows, and prices and emission factors of the carriers it consumes."""
    carriers = {flow.carrier for flow in case.unit_flows if flow.intervention == i}
    carriers |= {saving.carrier for saving in case.savings if i in (saving.improvement, saving.technology)}
    return [
        *own_rows(case, i),
        *(row for row in case.prices if row.carrier in carriers),
        *(row for row in case.emission_factors if row.carrier in carriers),
    ]


def own_rows(case: Case, i: str) -> list[Sourced]:
    """The rows of an intervention: what it costs and lives, consumes, saves, takes and emits, and how that changes."""
    return [
        case.interventions[i],
        *(row for row in case.paths if row.intervention == i),
        *(row for row in case.unit_flows if row.intervention == i),
        *(row for row in case.savings if i in (row.improvement, row.technology)),
        *(row for row in case.captures if i in (row.capture, row.technology)),
        *(row for row in case.process_emissions if row.intervention == i),
    ]


def grades(case: Case, keys: Iterable[str]) -> list[str]:
    """The grades of some sources and of what they derive from, the strongest first; of none, that there is none."""
    behind = dict.fromkeys(keys)
    while new := {key for found in behind for key in case.sources[found].inputs if key in case.sources} - set(behind):
        behind |= dict.fromkeys(new)
    return sorted((case.sources[key].grade for key in behind), key=WEAKNESS.index) or [UNSOURCED]


def _numbers_of(case: Case, row: Sourced) -> Iterator[SourcedNumber]:
    about = ", ".join(str(part) for column in row.KEY if (part := getattr(row, column)) is not None)
    for column, value in _given(row).items():
        unit, keys = _unit(case, row, column), tuple(row.keys_of(column))
        yield SourcedNumber(row.FILE, row.row, about, column, value, unit, keys)


def _given(row: Row) -> dict[str, float]:
    """The numbers that a row gives, by column; what stands empty takes a default and is not given."""
    if isinstance(row, Series):
        return row.numbers
    given = ((column, getattr(row, column)) for column in row.columns() if column in row.model_fields_set)
    return {column: value for column, value in given if type(value) in (int, float)}


def _unit(case: Case, row: Sourced, column: str) -> str:
    """The unit in which a column of a row is given."""
    if isinstance(row, PathRow):
        return _unit(case, case.interventions[row.intervention], row.column)
    if isinstance(row, Series):
        return str(getattr(row, "unit", ""))
    words = next((mark.words for mark in type(row).model_fields[column].metadata if isinstance(mark, Unit)), "")
    if isinstance(row, InterventionRow):
        delivered = case.unit_of(row.of) if row.of else row.unit
        named = {"units built": row.unit, "commodity units per unit built": f"{delivered}/{row.unit}"}
        named |= {"cost_unit": row.cost_unit or "", "variable_unit": row.variable_unit or ""}
        return named.get(words, words)
    return words
