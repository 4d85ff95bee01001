"""Rows from the words of a language into those of the tables, and back."""

from __future__ import annotations

from planner.model.subjects import tables
from planner.tables.chinese import COLUMNS
from planner.tables.fields import Row
from planner.tables.scenarios import ChangeRow
from planner.tables.wording import SETTINGS_FILE, cell_meant, cell_said, column_called, file_called, heading, table_name


def row_meant(table: type[Row], cells: dict[str, str]) -> dict[str, str]:
    """A row in the words of the tables, whichever language it is written in."""
    cells = {column: cell_meant(table, column, cell) for column, cell in cells.items()}
    file = file_called(cells.get("table", ""), [SETTINGS_FILE, *tables()]) if table is ChangeRow else ""
    if not file:
        return cells
    changed, column = tables().get(file), cells.get("column", "")
    column = column_called(file, [*changed.columns(), "years"] if changed else COLUMNS[SETTINGS_FILE], column)
    value = cells.get("value", "")
    said = {"table": file, "column": column, "value": cell_meant(changed, column, value) if changed else value}
    return {name: cell for name, cell in {**cells, **said}.items() if cell}


def row_said(table: type[Row], cells: dict[str, str], lang: str) -> dict[str, str]:
    """A row in a language; what a scenario changes is named as in the table that it changes."""
    said = {column: cell_said(table, column, cell, lang) for column, cell in cells.items()}
    file = cells.get("table", "") if table is ChangeRow else ""
    if lang == "en" or file not in (SETTINGS_FILE, *tables()):
        return said
    changed, column = tables().get(file), cells.get("column", "")
    value = cells.get("value", "")
    named = {"table": table_name(file, lang), "column": heading(file, column, lang)}
    named["value"] = cell_said(changed, column, value, lang) if changed else value
    return {name: cell for name, cell in {**said, **named}.items() if cell}
