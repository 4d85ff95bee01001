"""The sheets of a case workbook: their looks, headings with notes, cells to fill in and lists to choose from."""

from __future__ import annotations

import io
import tomllib
from datetime import datetime
from typing import Any

import xlsxwriter
from pydantic import BaseModel
from xlsxwriter.utility import xl_col_to_name

from planner.case.files import RawCase
from planner.case.workbook.column import Column
from planner.case.workbook.lists import Lists
from planner.case.workbook.place import files
from planner.errors import UsageError
from planner.messages import text
from planner.model.subjects import tables
from planner.tables.fields import is_year
from planner.tables.wording import ACCOUNTS, table_meaning, table_name

UNITS, HEADINGS, FIRST = 1, 2, 3
"""Rows of a sheet, from 0: below what it holds the units, the headings, the first cells to fill in."""
SPARE = 12
"""Empty rows to fill in below those that are there."""
LAST = 1999
"""As far as lists to choose from go."""
MADE = datetime(2020, 1, 1)
"""A file made today is the file made tomorrow."""
LONGEST = 32_767
WIDEST, NARROWEST, HIGH = 34, 9, 17
SMALL, HEAD = {"font_size": 9, "font_color": "#666666"}, {"bold": True, "text_wrap": True, "border": 1}
LOOKS: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 16},
    "said": SMALL,
    "wrapped": {"text_wrap": True},
    "units": {**SMALL, "italic": True, "text_wrap": True},
    "needed": {**HEAD, "bg_color": "#1F4E79", "font_color": "#FFFFFF"},
    "optional": {**HEAD, "bg_color": "#BDD7EE"},
    "cell": {"bg_color": "#FFF9DB", "border": 1, "border_color": "#E2D9A8"},
    "link": {"font_color": "#0563C1", "underline": 1},
}


class CaseBook:
    """A workbook with a sheet for all that a case can hold, still empty, and a guide in front."""

    def __init__(self, raw: RawCase, lang: str) -> None:
        self.raw, self.lang, self.file = raw, lang, io.BytesIO()
        self.settings: dict[str, Any] = tomllib.loads(raw.settings_text or "")
        self.accounts: list[dict[str, Any]] = self.settings.pop("accounts", [])
        self.title = str(self.settings.get(f"title_{lang}") or self.settings.get("title_en", ""))
        self.book = xlsxwriter.Workbook(self.file, {"in_memory": True})
        self.book.set_properties({"title": self.title, "created": MADE})
        self.formats = {name: self.book.add_format({"valign": "vcenter", **look}) for name, look in LOOKS.items()}
        self.guide = self.book.add_worksheet(text("sheet_guide", lang))
        self.sheets = {file: self.book.add_worksheet(table_name(file, lang)) for file in files()}
        for sheet in self.book.worksheets():
            sheet.set_default_row(HIGH)
            sheet.set_landscape()
            sheet.set_paper(9)
            sheet.fit_to_pages(1, 0)
        self.lists = Lists(self.book, self._ids(), (FIRST, LAST), lang)

    def _ids(self) -> dict[str, list[str]]:
        """The ids of each table that stand there now."""
        rows = {file: table.rows for file, table in self.raw.tables.items()}
        ids = {
            file: [cells.get(model.KEY[0], "") for _, cells in rows.get(file, ())] for file, model in tables().items()
        }
        return {**ids, ACCOUNTS: [account.get("id", "") for account in self.accounts]}

    def fill(self, file: str, model: type[BaseModel], columns: list[Column], rows: list[dict[str, str]]) -> None:
        """A sheet of a table: its headings, its rows, and empty ones to fill in."""
        sheet = self.sheets[file]
        self.above(file, model)
        sheet.set_row(UNITS, 1.6 * HIGH)
        sheet.write_string(UNITS, 0, text("head_units", self.lang), self.formats["units"])
        as_typed = []
        for c, column in enumerate(columns):
            self._head(sheet, c, column)
            cells = [row.get(column.name, "") for row in rows]
            for r, cell in enumerate([*cells, *[""] * SPARE], start=FIRST):
                self.write(sheet, r, c, column, cell)
            sheet.set_column(c, c, min(WIDEST, max(NARROWEST, *(_wide(cell) + 2 for cell in [column.heading, *cells]))))
            if column.info is not None:
                self.lists.offer(sheet, c, column.info)
            if not column.is_number:
                letter = xl_col_to_name(c)
                as_typed.append(f"{letter}{FIRST + 1}:{letter}{LAST + 1}")
        sheet.ignore_errors({"number_stored_as_text": " ".join(as_typed)})
        sheet.freeze_panes(FIRST, 1)

    def _head(self, sheet: Any, c: int, column: Column) -> None:
        """The heading, its note, and the unit above it."""
        if column.unit and c:
            sheet.write_string(UNITS, c, column.unit, self.formats["units"])
        look = self.formats["needed" if column.needed else "optional"]
        if is_year(column.name):
            sheet.write_number(HEADINGS, c, int(column.name), look)
        else:
            sheet.write_string(HEADINGS, c, column.heading, look)
        lines = column.note.count("\n") + len(column.note) / 40
        sheet.write_comment(HEADINGS, c, column.note, {"x_scale": 1.6, "y_scale": 0.4 + 0.22 * lines, "font_size": 9})

    def above(self, file: str, model: type[BaseModel]) -> None:
        """Say in the first row what a sheet holds."""
        self.sheets[file].write_string(0, 0, f"# {table_meaning(file, model, self.lang)}", self.formats["said"])

    def write(self, sheet: Any, row: int, c: int, column: Column, cell: str) -> None:
        """A cell to fill in; text is text whatever it begins with, and so is a number of too many figures."""
        look, number = self.formats["cell"], column.number(cell)
        if not cell:
            sheet.write_blank(row, c, None, look)
        elif number is not None:
            sheet.write_number(row, c, number, look)
        elif len(cell) > LONGEST:
            raise UsageError("cell_too_long", found=cell[:20], place=f"{sheet.name}!{xl_col_to_name(c)}{row + 1}")
        else:
            sheet.write_string(row, c, cell, look)

    def bytes(self) -> bytes:
        self.book.close()
        return self.file.getvalue()


def _wide(cell: str) -> int:
    """How wide a text is: Chinese characters are two."""
    return max((sum(2 if ord(letter) > 0x2E7F else 1 for letter in line) for line in cell.split("\n")), default=0)
