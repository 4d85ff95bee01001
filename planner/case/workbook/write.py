"""A case as a workbook: a guide, settings, accounts, a sheet a table, and what its scenarios change."""

from __future__ import annotations

from planner.case.case import AccountEntry, Settings
from planner.case.files import RawCase, RawTable
from planner.case.headings import row_said
from planner.case.workbook.book import FIRST, HEADINGS, CaseBook
from planner.case.workbook.column import column_of, columns_of_table, scenario_column
from planner.case.workbook.guide import write_guide
from planner.case.written import changes
from planner.messages import text
from planner.model.model_file import model_names
from planner.model.subjects import tables
from planner.tables.fields import Series
from planner.tables.scenarios import ChangeRow, ScenarioRow
from planner.tables.sources import SourceRow
from planner.tables.wording import ACCOUNTS, SETTINGS_FILE, table_name


def workbook(raw: RawCase, file: str, lang: str) -> bytes:
    """The file, called `file`. Raises UsageError where a cell is too long for one."""
    book = CaseBook(raw, lang)
    changed = [(name, cells) for name, table in changes(raw).items() for _, cells in table.rows]
    write_guide(book, file, len(changed))
    _settings(book)
    _accounts(book)
    for name in tables():
        _table(book, raw.tables.get(name, RawTable(name)))
    _changes(book, changed)
    return book.bytes()


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
