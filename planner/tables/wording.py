"""What tables, columns and options are called in a language, and which of them a heading or a cell means."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from planner.errors import Message
from planner.languages import catalogue, languages
from planner.tables.chinese import CHINESE
from planner.tables.fields import Row, attributed, options

SETTINGS_FILE, ACCOUNTS = "case.toml", "case.toml accounts"
SHEETS = {SETTINGS_FILE: "settings", ACCOUNTS: "accounts", "scenarios/<scenario>.csv": "changes"}
"""What is no table of its own name, as a sheet of a workbook."""
FLAG = ("true", "false")


def table_name(file: str, lang: str) -> str:
    """What a table is called: the sheet of a workbook. interventions, 措施."""
    name, _ = _glossary(lang, "tables").get(file, ("", ""))
    return name or SHEETS.get(file, file.removesuffix(".csv"))


def table_meaning(file: str, model: type[BaseModel], lang: str) -> str:
    """What a table holds."""
    _, said = _glossary(lang, "tables").get(file, ("", ""))
    return said or str(model.__doc__)


def heading(file: str, column: str, lang: str) -> str:
    """What a column is called: capex, 单位投资; a year is its own name."""
    return _column(file, column, lang)[0] or column


def meaning(file: str, column: str, english: str, lang: str) -> str:
    """What a column means."""
    return _column(file, column, lang)[1] or english


def option(name: str, lang: str) -> str:
    """What a choice is called."""
    return str(_glossary(lang, "options").get(name, name))


def measured_in(words: str, lang: str) -> str:
    """What the numbers of a column are measured in."""
    return str(_glossary(lang, "units").get(words, words))


def file_called(name: str, files: list[str]) -> str:
    """The table of a name in any language; blank where none is called so."""
    called = name.strip()
    return next((f for f in files if called == f or called in (table_name(f, lang) for lang in languages())), "")


def column_called(file: str, columns: Collection[str], name: str) -> str:
    """The column that a heading means, in any language and however it is wrapped; one that means none as it is."""
    if name in columns:
        return name
    if year := re.fullmatch(r"(\d{4})(?:年|-01-01)", name):
        return year[1]
    called = "".join(name.split())
    same = (
        c
        for c in columns
        if called in ("".join(said.split()) for said in (heading(file, c, lang) for lang in languages()))
    )
    return next(same, name)


def cell_meant(table: type[Row], column: str, cell: str) -> str:
    """What a cell says in the words of the tables: a choice and the columns named beside sources in English."""
    choices = _choices(table, column)
    if choices:
        return next((c for c in choices if cell in (option(c, lang) for lang in languages())), cell)
    if column == "source" and ":" in cell.replace("：", ":"):
        parts = attributed(cell.replace("：", ":"))
        columns = table.columns()
        return "; ".join(f"{column_called(table.FILE, columns, of)}: {key}" if of else key for of, key in parts)
    return cell


def cell_said(table: type[Row], column: str, cell: str, lang: str) -> str:
    """What a cell reads in a language: choices, true and false, and the columns named beside sources."""
    if lang == "en":
        return cell
    if column == "source" and ":" in cell:
        parts = attributed(cell)
        return "; ".join(f"{heading(table.FILE, of, lang)}: {key}" if of else key for of, key in parts)
    said = {"1": "true", "0": "false"}.get(cell, cell.lower()) if _choices(table, column) == FLAG else cell
    return option(said, lang) if said in _choices(table, column) else cell


def _choices(table: type[Row], column: str) -> tuple[str, ...]:
    """The words that a column of choices, or of true and false, may hold."""
    info = table.model_fields.get(column)
    return () if info is None else FLAG if info.annotation is bool else options(info)


@dataclass(frozen=True)
class Meaning(Message):
    """The meaning of a column, said in the language of the message; `key` is the English."""

    def in_language(self, lang: str) -> str:
        return meaning(self.values["file"], self.values["column"], self.key, lang)


def meaning_of(model: type[BaseModel], column: str) -> Meaning | None:
    """What a message says of a column."""
    said, file = model.model_fields[column].description, getattr(model, "FILE", SETTINGS_FILE)
    return Meaning(said, {"file": file, "column": column}) if said else None


class Choice(Message):
    """What a cell may say, in the language of the message; `key` is the English."""

    def in_language(self, lang: str) -> str:
        said = option(self.key, lang)
        return repr(said) if said == self.key else f"“{said}”"


class Option(Message):
    """A choice inside a sentence, in its language; `key` is the English."""

    def in_language(self, lang: str) -> str:
        return option(self.key, lang)


def _column(file: str, column: str, lang: str) -> tuple[str, str]:
    """The heading and the meaning of a column, of this table or of any; blank where a language says none."""
    columns = _glossary(lang, "columns")
    return columns.get(file, {}).get(column) or columns.get("", {}).get(column) or ("", "")


def _glossary(lang: str, part: str) -> Mapping[str, Any]:
    """What a language calls tables, columns, options or units; of English nothing, which is what the code says."""
    return CHINESE[part] if lang == "zh" else catalogue(lang).get(part, {})
