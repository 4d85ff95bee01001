"""What varies, as users name it: a number in the tables of a case, and what a value does to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any, TypeAlias

import numpy as np

from planner.case.case import Case
from planner.case.change import key_of, number_in, typed
from planner.case.scenarios import Overlay
from planner.errors import UsageError, nearest
from planner.model.caps import main_account
from planner.model.costs import CarbonPriceRow
from planner.model.subjects import tables
from planner.program.program import Vector
from planner.sweeps.resting import Resting
from planner.tables.fields import Row, Series, is_year
from planner.tables.scenarios import ChangeRow
from planner.tables.sources import SourceRow
from planner.tables.wording import SETTINGS_FILE

Value: TypeAlias = float | str | Mapping[int, float]
"""A number; the name of a scenario; or numbers by year."""
SCENARIO, FLAT, RISING, RATE = "scenario", "carbon_price", "carbon_price_rising", "discount_rate"
WORDS = (RATE, SCENARIO, FLAT, RISING)
CHANGES = {"*": "times", "+": "plus"}
"""What stands behind an address -> what its value does; without it, the value is set."""


@dataclass(frozen=True)
class Address:
    """Where numbers stand: a table, a key (`*` stands for any letters) and a column, or one of a few words."""

    said: str
    change: str
    table: str
    key: str
    column: str

    @property
    def is_step(self) -> bool:
        """Whether each value makes a program of its own, since much hangs on it: settings and scenarios."""
        return self.said == SCENARIO or self.table == SETTINGS_FILE

    @property
    def is_source(self) -> bool:
        """Whether it is the value of a source, which moves the numbers that rest on it."""
        return self.table == SourceRow.FILE

    @property
    def moved(self) -> tuple[str, ...]:
        """What only one name may move: a source, or other numbers in this way (set, multiplied or added to)."""
        return (self.table, self.key, self.column, "" if self.is_source else self.change)

    def of_source(self, resting: Resting, value: Value | Vector) -> Any:
        """The value of the source, or of each point. Raises UsageError where it moves nothing."""
        if self.column != "value" or self.key not in resting.moving:
            raise UsageError("moves_nothing", found=self.said, near=nearest(self.key, resting.moving))
        number = value if isinstance(value, np.ndarray) else _number(self.said, value)
        before = resting.values[self.key]
        return {"set": number, "times": number * before, "plus": number + before}[self.change]

    def lines(self, case: Case, overlay: Overlay, value: Value) -> Iterator[tuple[str, ChangeRow]]:
        """The changes that give it a value, each with where it was asked."""
        if self.said in (FLAT, RISING):
            yield from self._price(case, overlay, value)
            return
        by_column = _by_column(value, self.column)
        for key in self._keys(overlay, by_column):
            for column, number in by_column.items():
                yield self._line(self.table, key, column, self.change, number)

    def _keys(self, overlay: Overlay, columns: Iterable[str]) -> list[str]:
        """The rows that are meant; of several those that have a number to multiply, of which one stands for none.

        The key itself if there is no such row.
        """
        table = tables().get(self.table)
        if table is None:
            return [self.key]
        rows = {key_of(table, cells): cells for _, cells in overlay.rows.get(self.table, ())}
        meant = [key for key in rows if fnmatchcase(key, self.key)]
        if self.change == "set" or "*" not in self.key:
            return meant or [self.key]
        having = [key for key in meant if all(_has_number(table, rows[key], each, overlay) for each in columns)]
        return having or meant[:1] or [self.key]

    def _price(self, case: Case, overlay: Overlay, value: Value) -> Iterator[tuple[str, ChangeRow]]:
        """A price on the city's emissions, in money per tonne as it is read, in place of what is there."""
        overlay.start_table(CarbonPriceRow.FILE)
        file, priced = CarbonPriceRow.FILE, [row.account for row in case.rows(CarbonPriceRow) if row.scope is None]
        account = next(iter(priced), main_account(case))
        unit = case.emission_price(account)[1]
        yield self._line(file, *((account, "unit", "replace") if priced else (f"{account}/", "unit", "new")), unit)
        years = overlay.plan_years
        if self.said == RISING:
            rate, first = float(overlay.settings[RATE]), _number(self.said, value)
            value = {year: first * (1 + rate) ** (year - years[0]) for year in years}
        for column, number in _by_column(value, "amount").items():
            yield self._line(file, account, column, "set", number)

    def _line(self, table: str, key: str, column: str, change: str, value: object) -> tuple[str, ChangeRow]:
        said = value if isinstance(value, str) else repr(float(value))  # type: ignore[arg-type]
        line = {"table": table, "key": key, "column": column, "change": change, "value": said}
        place = f"{table}/{key}/{column}" if "*" in self.key and "*" not in key else self.said
        return place, ChangeRow.model_validate(line)


def address(said: str) -> Address:
    """What a name means: `discount_rate`, `scenario`, `carbon_price`, `carbon_price_rising`; a table, with all its
    numbers; or `table/key/column`. With `*` behind it the numbers are multiplied, with `+` something is added.

    Raises UsageError.
    """
    change = CHANGES.get(said[-1:], "set")
    where = said if change == "set" else said[:-1]
    if where in (SCENARIO, FLAT, RISING) and change == "set":
        return Address(said, change, CarbonPriceRow.FILE if where != SCENARIO else "", "", "")
    if where == RATE:
        return Address(said, change, SETTINGS_FILE, "", RATE)
    if where == FLAT:
        where = CarbonPriceRow.FILE
    table, *rest = where.split("/")
    file = table if table.endswith(".csv") or table == SETTINGS_FILE else f"{table}.csv"
    if not all(rest) or (not rest and file not in tables()):
        known = [*WORDS, *(name.removesuffix(".csv") for name in tables())]
        raise UsageError("no_address", found=said, near="" if rest else nearest(where, known))
    *key, column = rest or ["years"]
    return Address(said, change, file, "/".join(key) or ("" if file == SETTINGS_FILE else "*"), column)


def known(said: str, value: Any) -> Value:
    """A value as it is meant. Raises UsageError for what is none."""
    if said == SCENARIO and isinstance(value, str):
        return value
    if isinstance(value, Mapping) and value and said not in (SCENARIO, RISING):
        return {int(_number(said, year)): _number(said, number) for year, number in value.items()}
    return _number(said, value)


def _has_number(table: type[Row], cells: dict[str, str], column: str, overlay: Overlay) -> bool:
    """Whether a row has a number in a column, or in a year; of what is no column of the table that is said later."""
    if is_year(column) and issubclass(table, Series):
        row = typed(table, cells)
        return row is None or row.amount is not None or bool(number_in(row, overlay.plan_years)(int(column)))
    return column in cells or column not in table.columns()


def _by_column(value: Value, column: str) -> dict[str, float | str]:
    """Numbers by year in their years' columns; anything else in the column that is meant."""
    return {str(year): number for year, number in value.items()} if isinstance(value, Mapping) else {column: value}


def _number(said: str, value: Any) -> float:
    try:
        number = float(value)
    except (TypeError, ValueError):
        number = float("nan")
    if isinstance(value, bool) or not abs(number) < float("inf"):
        raise UsageError("no_value", found="" if value is None else str(value))
    return number
