"""What tables, columns and options are called in a language, and which of them a heading or a cell means."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from pydantic import BaseModel

from planner.errors import Message
from planner.tables.chinese import COLUMNS, OPTIONS, TABLES, UNITS
from planner.tables.fields import Row, attributed, options

SETTINGS_FILE, ACCOUNTS = "case.toml", "case.toml accounts"
SHEETS = {SETTINGS_FILE: "settings", ACCOUNTS: "accounts", "scenarios/<scenario>.csv": "changes"}
"""What is no table of its own name, as a sheet of a workbook."""


def table_name(file: str, lang: str) -> str:
    """What a table is called: the sheet of a workbook. interventions, 措施."""
    if lang == "zh" and file in TABLES:
        return TABLES[file][0]
    return SHEETS.get(file, file.removesuffix(".csv"))


def table_meaning(file: str, model: type[BaseModel], lang: str) -> str:
    """What a table holds."""
    return TABLES[file][1] if lang == "zh" and file in TABLES else str(model.__doc__)


def heading(file: str, column: str, lang: str) -> str:
    """What a column is called: capex, 单位投资; a year is its own name."""
    said = _chinese(file, column)
    return said[0] if said and lang == "zh" else column


def meaning(file: str, column: str, english: str, lang: str) -> str:
    """What a column means; nothing where it is not said in that language."""
    said = _chinese(file, column)
    return english if lang != "zh" else said[1] if said else ""


def option(name: str, lang: str) -> str:
    """What a choice is called."""
    return OPTIONS.get(name, name) if lang == "zh" else name


def unit_words(words: str, lang: str) -> str:
    """What the numbers of a column are measured in."""
    return UNITS.get(words, words) if lang == "zh" else words


def file_called(name: str, files: list[str]) -> str:
    """The table of a name in any language; blank where none is called so."""
    return next((f for f in files if name.strip() in (f, table_name(f, "en"), table_name(f, "zh"))), "")


def column_called(file: str, columns: Iterable[str], name: str) -> str:
    """The column that a heading means, in either language; a heading that means none as it is."""
    if re.fullmatch(r"\d{4}年", name):
        return name[:4]
    return next((column for column in columns if name in (column, heading(file, column, "zh"))), name)


def cell_meant(table: type[Row], column: str, cell: str) -> str:
    """What a cell says in the words of the tables: a choice and the columns named beside sources in English."""
    choices = options(table.model_fields[column]) if column in table.model_fields else ()
    if choices:
        return next((choice for choice in choices if option(choice, "zh") == cell), cell)
    if column == "source" and ":" in cell.replace("：", ":"):
        parts = attributed(cell.replace("：", ":"))
        columns = table.columns()
        return "; ".join(f"{column_called(table.FILE, columns, of)}: {key}" if of else key for of, key in parts)
    return cell


def cell_said(table: type[Row], column: str, cell: str, lang: str) -> str:
    """What a cell reads in a language: choices, true and false, and the columns named beside sources."""
    info = table.model_fields.get(column)
    if info is None or lang == "en":
        return cell
    if info.annotation is bool:
        return {"true": "是", "1": "是", "false": "否", "0": "否"}.get(cell.lower(), cell)
    if column == "source" and ":" in cell:
        parts = attributed(cell)
        return "; ".join(f"{heading(table.FILE, of, lang)}: {key}" if of else key for of, key in parts)
    return option(cell, lang) if cell in options(info) else cell


@dataclass(frozen=True)
class Meaning(Message):
    """The meaning of a column, said in the language of the message; `key` is the English."""

    def in_language(self, lang: str) -> str:
        return meaning(self.values["file"], self.values["column"], self.key, lang)


class Choice(Message):
    """What a cell may say, in the language of the message; `key` is the English."""

    def in_language(self, lang: str) -> str:
        said = option(self.key, lang)
        return repr(said) if said == self.key else f"“{said}”"


def _chinese(file: str, column: str) -> tuple[str, str] | None:
    return COLUMNS.get(file, {}).get(column) or COLUMNS[""].get(column)
