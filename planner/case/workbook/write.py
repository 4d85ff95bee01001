"""A case as a workbook: a guide, settings, a sheet a table, with notes, lists to choose from and cells to fill in."""

from __future__ import annotations

import io
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import xlsxwriter
from pydantic import BaseModel
from pydantic.fields import FieldInfo
from xlsxwriter.utility import xl_col_to_name

from planner.case.case import AccountEntry, Settings
from planner.case.dictionary import column_entry, columns_of, declared
from planner.case.files import RawCase, RawTable
from planner.case.headings import row_said
from planner.case.workbook.lists import Lists
from planner.case.workbook.place import files
from planner.case.written import changes
from planner.errors import UsageError
from planner.messages import text
from planner.model.subjects import tables
from planner.tables.fields import Row, Series, is_year, plain_number
from planner.tables.scenarios import ChangeRow
from planner.tables.wording import ACCOUNTS, SETTINGS_FILE, heading, table_meaning, table_name

UNITS_ROW, HEADINGS_ROW, FIRST = 1, 2, 3
"""Rows of a sheet, from 0: what it holds, the units, the headings, the first cells to fill in."""
SPARE = 12
"""Empty rows to fill in below those that are there."""
LAST = 1999
"""As far as lists to choose from go."""
MADE = datetime(2020, 1, 1)
"""A file made today is the file made tomorrow."""
LONGEST = 32_767
WIDEST, NARROWEST = 34, 9
GUIDE = ("guide_fill", "guide_choose", "guide_check", "guide_solve", "guide_own")


@dataclass(frozen=True)
class Column:
    """A column of a sheet: its heading, what is noted there, and what its cells hold."""

    name: str
    heading: str
    note: str
    unit: str
    needed: bool
    info: FieldInfo | None = None

    @property
    def is_number(self) -> bool:
        """Whether its cells are numbers; the `value` of a change, and whatever is text, keeps its figures as typed."""
        kinds = (self.info.annotation,) if self.info else ()
        return self.info is None or any("float" in str(kind) or "int" in str(kind) for kind in kinds)


def workbook(raw: RawCase, file: str, lang: str) -> bytes:
    """The file, called `file`. Raises UsageError where a cell is too long for one."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    writer = _Writer(book, raw, lang)
    writer.guide(file)
    writer.settings()
    for table in files()[2:-1]:
        writer.table(raw.tables.get(table, RawTable(table)))
    writer.changes()
    book.close()
    return out.getvalue()


class _Writer:
    """One writing of a workbook."""

    def __init__(self, book: Any, raw: RawCase, lang: str) -> None:
        self.book, self.raw, self.lang = book, raw, lang
        given = tomllib.loads(raw.settings_text or "")
        self.accounts: list[dict[str, Any]] = given.pop("accounts", [])
        self.given = given
        self.changed = [(name, row) for name, table in changes(raw).items() for _, row in table.rows]
        title = given.get(f"title_{lang}") or given.get("title_en", "")
        book.set_properties({"title": title, "created": MADE})
        small = {"font_size": 9, "font_color": "#666666"}
        head = {"bold": True, "text_wrap": True, "border": 1}
        looks: dict[str, dict[str, Any]] = {
            "title": {"bold": True, "font_size": 16},
            "said": small,
            "wrapped": {"text_wrap": True},
            "units": {**small, "italic": True, "text_wrap": True},
            "needed": {**head, "bg_color": "#1F4E79", "font_color": "#FFFFFF"},
            "optional": {**head, "bg_color": "#BDD7EE"},
            "cell": {"bg_color": "#FFF9DB", "border": 1, "border_color": "#E2D9A8"},
            "link": {"font_color": "#0563C1", "underline": 1},
        }
        self.formats = {name: book.add_format({"valign": "vcenter", **look}) for name, look in looks.items()}
        self.sheets = {f: table_name(f, lang) for f in files()}
        self.guide_sheet = book.add_worksheet(text("sheet_guide", lang))
        self.pages = {f: book.add_worksheet(name) for f, name in self.sheets.items()}
        for sheet in book.worksheets():
            sheet.set_default_row(17)
            sheet.set_landscape()
            sheet.set_paper(9)
            sheet.fit_to_pages(1, 0)
        ids = {
            file: [cells.get(table.model.KEY[0], "") for _, cells in table.rows] for file, table in raw.tables.items()
        }
        none: dict[str, list[str]] = {file: [] for file in tables()}
        self.lists = Lists(
            book, {**none, **ids, ACCOUNTS: [a.get("id", "") for a in self.accounts]}, (FIRST, LAST), lang
        )

    def guide(self, file: str) -> None:
        """The first sheet: how the workbook is filled in, and what its sheets hold."""
        sheet, lang = self.guide_sheet, self.lang
        sheet.hide_gridlines(2)
        sheet.set_column(0, 0, 20)
        sheet.set_column(1, 2, 8)
        sheet.set_column(3, 3, 86)
        title = self.given.get(f"title_{lang}") or self.given.get("title_en", "")
        sheet.set_row(0, 26)
        sheet.write_string(0, 0, text("guide_title", lang, title=title), self.formats["title"])
        quoted = f'"{file}"' if " " in file else file
        for n, key in enumerate(GUIDE, start=1):
            sheet.merge_range(n, 0, n, 3, "", self.formats["wrapped"])
            sheet.write_string(n, 0, text(key, lang, file=quoted), self.formats["wrapped"])
            sheet.set_row(n, 32)
        top = 7
        for column, key in enumerate(("guide_sheet", "guide_needed", "guide_rows", "guide_what")):
            sheet.write_string(top, column, text(key, lang), self.formats["needed"])
        for n, (name, called) in enumerate(self.sheets.items(), start=top + 1):
            model = declared()[name]
            needed = name in (SETTINGS_FILE, ACCOUNTS) or getattr(model, "REQUIRED", False)
            sheet.write_url(n, 0, f"internal:'{called}'!A1", self.formats["link"], called)
            sheet.write_string(n, 1, text("guide_yes", lang) if needed else "")
            sheet.write_number(n, 2, self._rows(name))
            sheet.write_string(n, 3, table_meaning(name, model, lang), self.formats["wrapped"])

    def _rows(self, name: str) -> int:
        counts = {SETTINGS_FILE: len(self.given), ACCOUNTS: len(self.accounts), ChangeRow.FILE: len(self.changed)}
        return counts[name] if name in counts else len(self.raw.tables[name].rows) if name in self.raw.tables else 0

    def settings(self) -> None:
        """One setting a row; then the accounts."""
        sheet, lang = self.pages[SETTINGS_FILE], self.lang
        self._above(sheet, SETTINGS_FILE, Settings)
        for c, key in enumerate(("head_setting", "head_cell", "head_meaning")):
            sheet.write_string(HEADINGS_ROW, c, text(key, lang), self.formats["needed"])
        names = [name for name in Settings.model_fields if name != "accounts"]
        for row, name in enumerate(names, start=FIRST):
            column = self._column(SETTINGS_FILE, name, Settings.model_fields[name])
            given = self.given.get(name, "")
            said = "; ".join(given) if isinstance(given, list) else str(given)
            look = self.formats["needed" if column.needed else "optional"]
            sheet.write_string(row, 0, column.heading, look)
            self._write(sheet, row, 1, column, said)
            sheet.write_string(row, 2, column.note, self.formats["wrapped"])
            if name == "default_model":
                self.lists.of_models(sheet, row, 1)
        sheet.set_column(0, 0, 18)
        sheet.set_column(1, 1, 30)
        sheet.set_column(2, 2, 80)
        sheet.freeze_panes(FIRST, 1)
        columns = [self._column(ACCOUNTS, name, info) for name, info in AccountEntry.model_fields.items()]
        rows = [{name: str(cell) for name, cell in account.items()} for account in self.accounts]
        self._fill(ACCOUNTS, AccountEntry, columns, rows)

    def table(self, table: RawTable) -> None:
        """A sheet of a table, all its columns there to be filled in."""
        known, model = table.model.columns(), table.model
        more = list(dict.fromkeys(c for c in table.columns if c not in known and model.takes(c)))
        if issubclass(model, Series):
            more.sort()
            if not more and "amount" not in table.columns:
                more = [str(self.given[name]) for name in ("first_year", "last_year") if name in self.given]
        columns = list(self._columns(table.file, model, more))
        self._fill(
            table.file, table.model, columns, [row_said(table.model, cells, self.lang) for _, cells in table.rows]
        )

    def changes(self) -> None:
        """What each scenario changes, all on one sheet."""
        first = Column(
            "scenario",
            text("head_scenario", self.lang),
            text("what_scenario", self.lang),
            "",
            True,
            ChangeRow.model_fields["key"],
        )
        rows = [{"scenario": name, **row_said(ChangeRow, cells, self.lang)} for name, cells in self.changed]
        self._fill(ChangeRow.FILE, ChangeRow, [first, *self._columns(ChangeRow.FILE, ChangeRow, [])], rows)

    def _columns(self, file: str, model: type[Row], more: Sequence[str]) -> Iterator[Column]:
        for name in columns_of(model):
            info = model.model_fields[name]
            if name != model.MORE:
                yield self._column(file, name, info)
                continue
            said = self._column(file, name, info)
            yield from (Column(column, column, said.note, "", False) for column in more)

    def _column(self, file: str, name: str, info: FieldInfo) -> Column:
        entry = column_entry(file, name, info, self.lang)
        lines = [entry["meaning"], text("note_value", self.lang, value=entry["value"])]
        if entry["unit"]:
            lines.append(text("note_unit", self.lang, unit=entry["unit"]))
        lines.append(text("must_be_given", self.lang) if entry["needed"] else "")
        if entry["default"]:
            lines.append(text("note_empty", self.lang, default=entry["default"]))
        note = "\n".join(filter(None, lines))
        return Column(name, heading(file, name, self.lang), note, entry["unit"], entry["needed"], info)

    def _fill(self, file: str, model: type[BaseModel], columns: list[Column], rows: list[dict[str, str]]) -> None:
        """The sheet: what it holds, units, headings with their notes, rows, and empty ones to fill in."""
        sheet = self.pages[file]
        self._above(sheet, file, model)
        sheet.write_string(UNITS_ROW, 0, text("head_units", self.lang), self.formats["units"])
        for c, column in enumerate(columns):
            if column.unit and c:
                sheet.write_string(UNITS_ROW, c, column.unit, self.formats["units"])
            look = self.formats["needed" if column.needed else "optional"]
            if is_year(column.name):
                sheet.write_number(HEADINGS_ROW, c, int(column.name), look)
            else:
                sheet.write_string(HEADINGS_ROW, c, column.heading, look)
            size = {"x_scale": 1.6, "y_scale": 0.4 + 0.22 * (column.note.count("\n") + len(column.note) / 40)}
            sheet.write_comment(HEADINGS_ROW, c, column.note, {**size, "font_size": 9})
            cells = [row.get(column.name, "") for row in rows]
            for r, cell in enumerate([*cells, *[""] * SPARE], start=FIRST):
                self._write(sheet, r, c, column, cell)
            sheet.set_column(c, c, min(WIDEST, max(NARROWEST, *(_wide(cell) + 2 for cell in [column.heading, *cells]))))
            if not column.is_number:
                letter = xl_col_to_name(c)
                sheet.ignore_errors({"number_stored_as_text": f"{letter}{FIRST + 1}:{letter}{LAST + 1}"})
            if column.info is not None:
                self.lists.offer(sheet, c, column.info)
        sheet.freeze_panes(FIRST, 1)

    def _above(self, sheet: Any, file: str, model: type[BaseModel]) -> None:
        sheet.write_string(0, 0, f"# {table_meaning(file, model, self.lang)}", self.formats["said"])

    def _write(self, sheet: Any, row: int, column: int, of: Column, cell: str) -> None:
        """A cell to fill in; text is text whatever it begins with, and so is a number of too many figures."""
        look = self.formats["cell"]
        if not cell:
            sheet.write_blank(row, column, None, look)
        elif of.is_number and (number := _number(cell)) is not None:
            sheet.write_number(row, column, number, look)
        elif len(cell) > LONGEST:
            raise UsageError("cell_too_long", found=cell[:20], place=f"{sheet.name}!{xl_col_to_name(column)}{row + 1}")
        else:
            sheet.write_string(row, column, cell, look)


def _number(cell: str) -> float | None:
    """The number of a cell, where it comes back from a sheet as it went in."""
    try:
        number = float(plain_number(cell))
    except ValueError:
        return None
    return number if float(f"{number:.15g}") == number else None


def _wide(cell: str) -> int:
    """How wide a text is: Chinese characters are two."""
    return max((sum(2 if ord(letter) > 0x2E7F else 1 for letter in line) for line in cell.split("\n")), default=0)
