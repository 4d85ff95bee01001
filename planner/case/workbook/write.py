"""A case as a workbook: a guide, settings, accounts, a sheet a table, and what its scenarios change."""

from __future__ import annotations

from planner.case.case import AccountEntry, Settings
from planner.case.dictionary import declared
from planner.case.files import RawCase, RawTable
from planner.case.headings import row_said
from planner.case.workbook.book import FIRST, HEADINGS, CaseBook
from planner.case.workbook.column import column_of, columns_of_table, scenario_column
from planner.case.written import changes
from planner.messages import text
from planner.model.model_file import model_names
from planner.model.subjects import tables
from planner.tables.fields import Series
from planner.tables.scenarios import ChangeRow, ScenarioRow
from planner.tables.sources import SourceRow
from planner.tables.wording import ACCOUNTS, SETTINGS_FILE, table_meaning, table_name

STEPS = ("guide_fill", "guide_choose", "guide_check", "guide_solve", "guide_own")
HEADS = ("guide_sheet", "guide_needed", "guide_rows", "guide_what")
WIDTHS = (20, 8, 8, 86)
NEEDED, FILLED = "#1F4E79", "#FFD966"
"""Tabs of sheets that a case must have, and of others with rows."""


def workbook(raw: RawCase, file: str, lang: str) -> bytes:
    """The file, called `file`. Raises UsageError where a cell is too long for one."""
    book = CaseBook(raw, lang)
    changed = [(name, cells) for name, table in changes(raw).items() for _, cells in table.rows]
    _guide(book, file, len(changed))
    _settings(book)
    _accounts(book)
    for name in tables():
        _table(book, raw.tables.get(name, RawTable(name)))
    _changes(book, changed)
    return book.bytes()


def _guide(book: CaseBook, file: str, changes: int) -> None:
    """The first sheet: how a workbook called `file` is filled in, and what its sheets hold."""
    sheet, lang, formats = book.guide, book.lang, book.formats
    sheet.hide_gridlines(2)
    for column, wide in enumerate(WIDTHS):
        sheet.set_column(column, column, wide)
    sheet.set_row(0, 26)
    sheet.write_string(0, 0, text("guide_title", lang, title=book.title), formats["title"])
    quoted = f'"{file}"' if " " in file else file
    for row, key in enumerate(STEPS, start=1):
        sheet.merge_range(row, 0, row, len(WIDTHS) - 1, "", formats["wrapped"])
        sheet.write_string(row, 0, text(key, lang, file=quoted), formats["wrapped"])
        sheet.set_row(row, 32)
    top = len(STEPS) + 2
    for column, key in enumerate(HEADS):
        sheet.write_string(top, column, text(key, lang), formats["needed"])
    rows = {name: len(table.rows) for name, table in book.raw.tables.items()}
    rows |= {SETTINGS_FILE: len(book.settings), ACCOUNTS: len(book.accounts), ChangeRow.FILE: changes}
    for row, (name, page) in enumerate(book.sheets.items(), start=top + 1):
        model = declared()[name]
        needed = name in (SETTINGS_FILE, ACCOUNTS) or getattr(model, "REQUIRED", False)
        if needed or rows.get(name):
            page.set_tab_color(NEEDED if needed else FILLED)
        sheet.write_url(row, 0, f"internal:'{page.name}'!A1", formats["link"], page.name)
        sheet.write_string(row, 1, text("guide_yes", lang) if needed else "")
        sheet.write_number(row, 2, rows.get(name, 0))
        sheet.write_string(row, 3, table_meaning(name, model, lang), formats["wrapped"])


def _settings(book: CaseBook) -> None:
    """One setting a row: its name, its value, what it means."""
    sheet, formats = book.sheets[SETTINGS_FILE], book.formats
    book.above(SETTINGS_FILE, Settings)
    for c, (key, wide) in enumerate((("head_setting", 18), ("head_cell", 30), ("head_meaning", 80))):
        sheet.write_string(HEADINGS, c, text(key, book.lang), formats["needed"])
        sheet.set_column(c, c, wide)
    names = [name for name in Settings.model_fields if name != "accounts"]
    for row, name in enumerate(names, start=FIRST):
        column = column_of(SETTINGS_FILE, name, Settings.model_fields[name], book.lang)
        given = book.settings.get(name, "")
        sheet.write_string(row, 0, column.heading, formats["needed" if column.needed else "optional"])
        book.write(sheet, row, 1, column, "; ".join(given) if isinstance(given, list) else str(given))
        sheet.write_string(row, 2, column.note.replace("\n", "  "), formats["wrapped"])
        if name == "default_model":
            book.lists.among(sheet, 1, model_names(), row)
    sheet.freeze_panes(FIRST, 1)


def _accounts(book: CaseBook) -> None:
    columns = [column_of(ACCOUNTS, name, info, book.lang) for name, info in AccountEntry.model_fields.items()]
    rows = [{name: str(cell) for name, cell in account.items()} for account in book.accounts]
    book.fill(ACCOUNTS, AccountEntry, columns, rows)


def _changes(book: CaseBook, changed: list[tuple[str, dict[str, str]]]) -> None:
    """What each scenario changes, all on one sheet: the scenario, the table, ..."""
    columns = [scenario_column(book.lang), *columns_of_table(ChangeRow.FILE, ChangeRow, [], book.lang)]
    rows = [{"scenario": name, **row_said(ChangeRow, cells, book.lang)} for name, cells in changed]
    book.fill(ChangeRow.FILE, ChangeRow, columns, rows)
    sheet = book.sheets[ChangeRow.FILE]
    changeable = [f for f in tables() if f not in (ScenarioRow.FILE, SourceRow.FILE)]
    book.lists.ids_of(sheet, 0, ScenarioRow.FILE)
    book.lists.among(sheet, 1, [table_name(file, book.lang) for file in (SETTINGS_FILE, *changeable)])


def _table(book: CaseBook, table: RawTable) -> None:
    """A table with all its columns there to be filled in; numbers by year with the plan's ends where there are none."""
    known, model = table.model.columns(), table.model
    more = list(dict.fromkeys(c for c in table.columns if c not in known and model.takes(c)))
    if issubclass(model, Series):
        more.sort()
        if not more and "amount" not in table.columns:
            more = [str(book.settings[name]) for name in ("first_year", "last_year") if name in book.settings]
    columns = list(columns_of_table(table.file, model, more, book.lang))
    book.fill(table.file, model, columns, [row_said(model, cells, book.lang) for _, cells in table.rows])
