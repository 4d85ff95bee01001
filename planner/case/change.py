"""One change of a scenario: what stands in a row of a table after it.

A year's number is that of the table as it stands then: on the line between the years given, or its one amount. A range
changes each of its years; the years beside it are written down, so that the line outside stays where it was.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from typing import Any

from pydantic import ValidationError

from planner.calls.numbers import from_to
from planner.errors import nearest
from planner.tables.fields import Binding, Row, Series, is_year, plain_number
from planner.tables.scenarios import ChangeRow
from planner.tables.shared import InterventionRow

FROM_TO = re.compile(r"(\S+) to (\S+)")
SETTINGS = ("discount_rate", "first_year", "last_year", "price_year", "default_model", "source")
"""What a scenario may change in case.toml."""
RANGE = re.compile(r"(\d{4})\s*[-–]\s*(\d{4})")


class WrongChange(Exception):
    """A change that can't be made: its column that is wrong, the message, and what fills that in."""

    def __init__(self, column: str, key: str, **values: Any) -> None:
        self.column, self.key, self.values = column, key, values
        super().__init__(key)


def key_of(table: type[Row], cells: dict[str, str]) -> str:
    """The key of a row as scenarios write it: its parts joined by /, without the empty ones."""
    parts = [cells.get(column) or table.model_fields[column].default for column in table.KEY]
    return "/".join(part for part in parts if isinstance(part, str))


def changed_setting(settings: Mapping[str, Any], line: ChangeRow) -> str:
    """What a setting of case.toml holds after a change. Raises WrongChange."""
    if line.key:
        raise WrongChange("key", "setting_has_no_key", found=line.key)
    if line.column not in SETTINGS:
        raise _no_column(line, line.table, SETTINGS)
    if line.change in ("new", "replace"):
        raise WrongChange("change", "setting_is_there", found=line.change)
    return changed_value(line, str(settings.get(line.column, "")))


def _no_column(line: ChangeRow, table: str, known: Collection[str]) -> WrongChange:
    """That a table has no such column to change."""
    values = {"allowed": ", ".join(known), "near": nearest(line.column, known)}
    return WrongChange("column", "no_column_to_change", found=line.column, table=table, **values)


def changed_cells(
    table: type[Row], cells: dict[str, str], line: ChangeRow, plan_years: range, paths: Collection[str]
) -> dict[str, str]:
    """The cells that a change writes, by column; none in a row that is wrong as it stands, which the check will say.

    `paths` are the keys of paths.csv. Raises WrongChange.
    """
    if issubclass(table, Series):
        span, every = RANGE.fullmatch(line.column), line.column == "years"
        if span or every or is_year(line.column):
            row = typed(table, cells)
            if row is None:
                return {}
            if every and not FROM_TO.fullmatch(line.value):
                return {column: changed_value(line, str(number)) for column, number in row.numbers.items()}
            years = range(int(span[1]), int(span[2]) + 1) if span else plan_years
            return over_years(row, line, years, plan_years) if span or every else in_year(row, line, plan_years)
    elif table.takes(line.column):
        return {line.column: changed_value(line, cells.get(line.column, ""))}
    known = [column for column in table.columns() if column not in table.KEY]
    if line.column not in known:
        known += ["2035", "2030-2040", "years"] if issubclass(table, Series) else []
        raise _no_column(line, table.FILE, known)
    path = f"{line.key}/{line.column}"
    if issubclass(table, InterventionRow) and path in paths:
        raise WrongChange("column", "path_to_change", found=line.column, path=path)
    default = table.model_fields[line.column].default
    return {line.column: changed_value(line, cells.get(line.column, str(default)))}


def in_year(row: Series, line: ChangeRow, plan_years: range) -> dict[str, str]:
    """One year: a point of the row's line."""
    if row.amount is not None:
        raise WrongChange("column", "one_amount_to_change", found=line.column, last=plan_years[-1])
    return {line.column: changed_value(line, number_in(row, plan_years)(int(line.column)))}


def over_years(row: Series, line: ChangeRow, years: range, plan_years: range) -> dict[str, str]:
    """Each year of a range; and as they were, the years beside it, and the plan's ends in place of one amount."""
    if len(years) < 2 or years[0] > plan_years[-1] or years[-1] < plan_years[0]:
        allowed = from_to(plan_years)
        raise WrongChange("column", "years_to_change", found=line.column, allowed=allowed)
    before = number_in(row, plan_years)
    named = [y for y in years if line.change == "set" or before(y)]
    if not named:
        raise WrongChange("column", "nothing_to_change", found=line.column)
    beside = (years[0] - 1, years[-1] + 1, *((plan_years[0], plan_years[-1]) if row.amount is not None else ()))
    held = {str(y): number for y in beside if (number := before(y))}
    return held | {str(y): changed_value(line, before(y), (y - years[0]) / (len(years) - 1)) for y in named}


def typed(table: type[Series], cells: dict[str, str]) -> Series | None:
    """The numbers of a row; None where they are wrong, or both an amount and years."""
    given: dict[str, Any] = {column: cells[column] for column in table.columns() if column in cells}
    try:
        row = table.model_validate(given | {"years": {column: cells[column] for column in cells if is_year(column)}})
    except ValidationError:
        return None
    return row if row.amount is None or not row.years else None


def number_in(row: Series, plan_years: range) -> Callable[[int], str]:
    """The number of a year, as text; nothing where a new row has none yet, and where a cap leaves the year free."""
    if isinstance(row, Binding):
        binding = row.binding(plan_years) | row.years if row.numbers else {}
        return lambda year: str(binding.get(year, ""))
    return lambda year: str(row.at(year)) if row.numbers else ""


def changed_value(line: ChangeRow, before: str, way: float | None = None) -> str:
    """What a cell holds after a change; `way`: from 0 in the first year of a range to 1 in its last."""
    pair = None if way is None else FROM_TO.fullmatch(line.value)
    if line.change == "set" and pair is None:
        return line.value
    try:
        first, last = (float(plain_number(part)) for part in (pair.groups() if pair else (line.value, line.value)))
    except ValueError:
        raise WrongChange("value", "no_factor", found=line.value) from None
    amount = first + (last - first) * (way or 0.0)
    if line.change == "set":
        return f"{amount:.12g}"
    try:
        number = float(plain_number(before))
    except ValueError:
        raise WrongChange("column", "nothing_to_change", found=line.column) from None
    return f"{number * amount if line.change == 'times' else number + amount:.12g}"
