"""Files to grids of text: one of a CSV, one for each visible sheet of a workbook."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

from planner.case.files import UNPRINTABLE, csv_rows, decode
from planner.case.workbook.place import letters
from planner.errors import Problem

WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")
SHEETS = (".csv", *WORKBOOKS)
"""What can be read as a sheet of measures, by the end of its name."""


@dataclass(frozen=True)
class Grid:
    """The cells that say something, by row and column from 1, as a spreadsheet counts them."""

    file: str
    sheet: str
    """Name of the sheet; blank: a CSV."""
    cells: dict[tuple[int, int], str]
    merged: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    """A cell that another one covers -> the covering one."""

    @property
    def rows(self) -> list[int]:
        return sorted({row for row, _ in self.cells})

    @property
    def columns(self) -> list[int]:
        return sorted({column for _, column in self.cells})

    def at(self, row: int, column: int) -> str:
        """The text of a cell, or of the one that covers it."""
        return self.cells.get(self.merged.get((row, column), (row, column)), "")

    def own(self, row: int) -> dict[int, str]:
        """The cells of a row that stand in it, by column."""
        return {column: self.cells[row, column] for column in self.columns if (row, column) in self.cells}


@dataclass(frozen=True)
class Cell:
    """A text and where it stands: an error of it names the sheet and the cell of a workbook."""

    text: str
    grid: Grid
    row: int
    column: int
    heading: str = ""

    @property
    def place(self) -> str:
        """E7, or blank in a CSV."""
        return f"{letters(self.column)}{self.row}" if self.grid.sheet else ""

    def problem(self, key: str, **values: Any) -> Problem:
        cell = f"{self.grid.sheet}!{self.place}" if self.grid.sheet else ""
        return Problem(self.grid.file, self.row, self.heading, key, values, cell)


def grids_of(
    file: Path,
    body: bytes,
    problems: list[Problem],
    text_of: Callable[[Any], str] | None = None,
    wanted: Callable[[str], bool] = lambda sheet: False,
) -> list[Grid]:
    """The grids of a file, each cell as `text_of` reads it; none where it can't be read, which is then a problem.

    Of a workbook those of visible sheets, and of hidden ones that are `wanted`.
    """
    if file.suffix.lower() in WORKBOOKS:
        return list(_of_workbook(file, body, problems, text_of or _text, wanted))
    text = decode(body)
    if text is None:
        problems.append(Problem(file.name, 0, "", "unknown_encoding"))
        return []
    grid = _of_csv(file.name, text, problems)
    return [grid] if grid else []


def _of_csv(name: str, text: str, problems: list[Problem]) -> Grid | None:
    rows = csv_rows(name, text, problems)
    if rows is None:
        return None
    cells = _cells(rows, _text)
    if cells and max(column for _, column in cells) == 1:
        first = cells[min(cells)]
        if re.search(r"[;\t|，；]", first):
            problems.append(Problem(name, min(cells)[0], "", "wrong_separator", {"found": first}))
            return None
    return Grid(name, "", cells)


def _cells(rows: list[list[Any]], text_of: Callable[[Any], str]) -> dict[tuple[int, int], str]:
    """The cells that say something, but of rows that begin with # and a remark."""
    return {
        (n, m): said
        for n, row in enumerate(rows, start=1)
        if not re.match(r"\s*#\s*\S", str(row[0]) if row else "")
        for m, cell in enumerate(row, start=1)
        if (said := text_of(cell))
    }


def sheet_names(file: Path) -> list[str]:
    """The sheets of a workbook; none of one that can't be opened."""
    import python_calamine

    try:
        return list(python_calamine.load_workbook(file).sheet_names)
    except (python_calamine.CalamineError, OSError):
        return []


def _of_workbook(
    file: Path, body: bytes, problems: list[Problem], text_of: Callable[[Any], str], wanted: Callable[[str], bool]
) -> Iterator[Grid]:
    import python_calamine

    try:
        book = python_calamine.load_workbook(io.BytesIO(body))
        for about in book.sheets_metadata:
            if about.visible == python_calamine.SheetVisibleEnum.Visible or wanted(about.name):
                yield _of_sheet(file.name, about.name, book.get_sheet_by_name(about.name), text_of)
    except python_calamine.PasswordError:
        problems.append(Problem(file.name, 0, "", "workbook_locked"))
    except python_calamine.CalamineError:
        problems.append(Problem(file.name, 0, "", "workbook_unreadable"))


def _of_sheet(file: str, name: str, sheet: Any, text_of: Callable[[Any], str]) -> Grid:
    rows = sheet.to_python(skip_empty_area=False)
    merged = {
        (row + 1, column + 1): (top + 1, left + 1)
        for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
        if (row, column) != (top, left)
    }
    return Grid(file, name, _cells(rows, text_of), merged)


def _text(cell: Any) -> str:
    """A cell as it reads: a number with at most 15 figures, a date as its day, text on one line."""
    if isinstance(cell, bool):
        return str(cell)
    if isinstance(cell, float):
        return f"{cell:.15g}"
    if isinstance(cell, (date, time, timedelta)):
        return cell.isoformat() if isinstance(cell, date) else str(cell)
    return " ".join(UNPRINTABLE.sub("", str(cell)).split())
