"""The first sheet of a case workbook: how it is filled in, and what its sheets hold."""

from __future__ import annotations

from planner.case.dictionary import declared
from planner.case.workbook.book import CaseBook
from planner.messages import text
from planner.tables.scenarios import ChangeRow
from planner.tables.wording import ACCOUNTS, SETTINGS_FILE, table_meaning

STEPS = ("guide_fill", "guide_choose", "guide_check", "guide_solve", "guide_own")
HEADS = ("guide_sheet", "guide_needed", "guide_rows", "guide_what")
WIDTHS = (20, 8, 8, 86)
NEEDED, FILLED = "#1F4E79", "#FFD966"
"""Tabs of sheets that a case must have, and of others with rows."""


def write_guide(book: CaseBook, file: str, changes: int) -> None:
    """Fill it, for a workbook called `file`."""
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
