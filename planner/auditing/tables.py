"""A table of results as its file holds it, compared cell by cell with what it should say."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd

from planner.errors import Problem
from planner.results.csv_text import as_shown

KEYS: dict[str, tuple[str, ...]] = {
    "uptake": ("intervention", "year"),
    "modes": ("mode", "year"),
    "emissions": ("account", "sector", "year"),
    "shadow_price": ("limit", "id", "year"),
    "prices": ("family", "account", "id", "year"),
    "costs": ("year", "item", "kind"),
    "cash": ("year", "item", "kind"),
    "cash_by_year": ("year", "kind"),
    "balances": ("commodity", "year", "slice", "item", "kind"),
    "dispatch": ("intervention", "slice", "year"),
    "slice_prices": ("commodity", "slice", "year"),
    "ledger": ("year", "from", "to", "kind", "item"),
    "by_payer": ("year", "payer"),
    "co_benefits": ("year", "co_benefit"),
}
"""Table of a plan -> the columns that say what a row is of."""
SPARSE = {"prices", "costs", "cash", "balances", "ledger"}
"""Tables without rows of nothing."""
OTHERS = (("step",), ("step", "intervention"), ("year", "step"), ("measure",), ("year", "measure"), ("intervention",))
"""The same of curves, bars and credit: the first that names each row once; else rows are compared in their order."""
SHARE, DUST = 1e-7, 1e-9
"""A number fits to a share of itself, or of the largest of its unit in its column: files hold ten figures."""


@dataclass(frozen=True)
class Finding(Problem):
    """A cell that does not fit, and what is expected there."""

    expected: str = ""

    @classmethod
    def of(cls, file: str, row: int, column: str, key: str, found: Any = "", expected: Any = "") -> Finding:
        values = {"found": said(found), "expected": said(expected)}
        return cls(file, row, column, key, values, expected=values["expected"])

    def as_dict(self) -> dict[str, Any]:
        return {**super().as_dict(), "expected": self.expected}


@dataclass(frozen=True)
class Written:
    """The texts of a table by row; the header is row 1."""

    file: str
    columns: tuple[str, ...]
    rows: tuple[dict[str, str], ...]
    keys: tuple[str, ...]
    unread: tuple[Finding, ...] = ()

    @cached_property
    def by_key(self) -> dict[tuple[str, ...], int]:
        """Key -> position of its first row."""
        found: dict[tuple[str, ...], int] = {}
        for n in range(len(self.rows)):
            found.setdefault(self.key(n), n)
        return found

    def key(self, n: int) -> tuple[str, ...]:
        """What the n-th row is of; its place in the table where nothing names it."""
        return tuple(self.rows[n].get(column, "") for column in self.keys) or (f"row {n + 2}",)

    def number(self, column: str, *key: Any) -> float | None:
        """A finite number by its key; None where there is none."""
        at = self.by_key.get(tuple(map(said, key)))
        found = None if at is None else number(self.rows[at].get(column, ""))
        return found if found is not None and math.isfinite(found) else None


def read_table(file: str, content: bytes, keys: Sequence[str]) -> Written:
    """A table from the bytes of its file."""

    def nothing(key: str, found: Any = "") -> Written:
        return Written(file, (), (), tuple(keys), (Finding.of(file, 0, "", key, found),))

    try:
        rows_read = csv.reader(io.StringIO(content.decode("utf-8-sig")), strict=True)
    except UnicodeDecodeError:
        return nothing("audit_not_utf8")
    try:
        header, *lines = [line for line in rows_read if line] or [[]]
    except csv.Error:
        return nothing("audit_no_table", rows_read.line_num)
    if not header:
        return nothing("audit_empty")
    unread = [
        Finding.of(file, n, "", "audit_cells", len(line), len(header))
        for n, line in enumerate(lines, start=2)
        if len(line) != len(header)
    ]
    rows = tuple(dict(zip(header, line, strict=False)) for line in lines)
    return Written(file, tuple(header), rows, tuple(keys), tuple(unread))


def compared(read: Written, right: pd.DataFrame) -> Iterator[Finding]:
    """Every cell that is not what it should be, every row too many or too few."""
    yield from read.unread
    if not read.columns:
        return
    right = as_shown(right.rename(columns=str))
    written = read if read.keys else replace(read, keys=_keys(right))
    for column in sorted(set(right.columns).symmetric_difference(written.columns)):
        yield Finding.of(written.file, 1, column, "audit_no_column" if column in right else "audit_own_column")
    if not set(written.keys) <= set(written.columns):
        return
    rows, sizes = right.to_dict("records"), _sizes(right)
    keys = [tuple(said(row[key]) for key in written.keys) or (f"row {n}",) for n, row in enumerate(rows, start=2)]
    expected = {key: n for n, key in enumerate(keys)}
    pairs, missing = _paired(written, expected)
    sparse = Path(written.file).stem in SPARSE
    for n, cells in enumerate(written.rows):
        at = pairs.get(n)
        if at is None:
            if not sparse or any(number(cells.get(column, "")) not in (None, 0.0) for column in sizes):
                yield Finding.of(written.file, n + 2, "", "audit_row_too_many", ", ".join(filter(None, written.key(n))))
            continue
        for column, should in rows[at].items():
            if not _fits(cells.get(column, ""), should, sizes[column][at] if column in sizes else 0.0):
                yield Finding.of(written.file, n + 2, column, "audit_cell", cells.get(column, ""), should)
    for at in missing:
        values = {column: rows[at][column] for column in sizes if not math.isnan(rows[at][column])}
        if not sparse or not all(_fits("0", value, sizes[column][at]) for column, value in values.items()):
            yield Finding.of(written.file, 0, "", "audit_row_missing", "", ", ".join(filter(None, keys[at])))


def _paired(written: Written, expected: Mapping[tuple[str, ...], int]) -> tuple[dict[int, int], list[int]]:
    """Position of a written row -> that of the row it should be, also where one part of its key is wrong; the rest."""
    pairs = {n: expected[key] for key, n in written.by_key.items() if key in expected}
    missing = {key: at for key, at in expected.items() if key not in written.by_key}
    for n in range(len(written.rows) if missing else 0):
        key = written.key(n)
        alike = (other for other in missing if sum(a != b for a, b in zip(key, other, strict=True)) == 1)
        if n not in pairs and (near := next(alike, None)):
            pairs[n] = missing.pop(near)
    return pairs, list(missing.values())


def _keys(right: pd.DataFrame) -> tuple[str, ...]:
    """The columns that name each row once; none where no columns do."""
    known = (keys for keys in OTHERS if set(keys) <= set(right.columns) and not right.duplicated(list(keys)).any())
    return next(known, ())


def differing(file: str, found: Any, right: Any, at: str = "", size: float = 0.0) -> Iterator[Finding]:
    """Where plain data, such as a summary or a card, is not what it should be; `size` of the numbers beside."""
    if isinstance(found, dict) and isinstance(right, dict):
        numbers = [abs(x) for x in right.values() if isinstance(x, float) and math.isfinite(x)]
        for key in dict.fromkeys([*right, *found]):
            inner = differing(
                file, found.get(key), right.get(key), f"{at}.{key}".lstrip("."), max(numbers, default=0.0)
            )
            yield from inner
    elif isinstance(found, list) and isinstance(right, list) and len(found) == len(right):
        for n, (one, other) in enumerate(zip(found, right, strict=True), start=1):
            yield from differing(file, one, other, f"{at}[{n}]")
    elif isinstance(right, float) and isinstance(found, int | float) and not isinstance(found, bool):
        if not _near(float(found), right, size):
            yield Finding.of(file, 0, at, "audit_cell", found, right)
    elif found != right:
        yield Finding.of(file, 0, at, "audit_cell", found, right)


def said(value: Any) -> str:
    """A value as files hold it."""
    if value is None or value is pd.NA or (isinstance(value, float) and math.isnan(value)):
        return ""
    return f"{value:.10g}" if isinstance(value, float) else str(value)


def number(cell: str) -> float | None:
    try:
        return float(cell)
    except ValueError:
        return None


def _sizes(right: pd.DataFrame) -> dict[str, list[float]]:
    """Column of numbers -> beside each row the largest number in the same units."""
    units = [column for column in right.columns if column == "unit" or column.endswith("_unit")]
    numbers = right.select_dtypes("float").abs().replace(math.inf, math.nan)
    largest = numbers.groupby([right[unit].astype(str) for unit in units]).transform("max") if units else numbers
    return {column: largest[column].fillna(0.0).tolist() for column in numbers}


def _fits(cell: str, should: Any, size: float) -> bool:
    if not isinstance(should, float) or not math.isfinite(should):
        return cell == said(should)
    found = number(cell)
    return found is not None and _near(found, should, size)


def _near(found: float, should: float, size: float) -> bool:
    if math.isnan(should) or math.isinf(should):
        return found == should or (math.isnan(found) and math.isnan(should))
    return abs(found - should) <= SHARE * abs(should) + DUST * size
