"""Where the tables of a workbook stand in it: a problem of a table is said of the sheet's own cell."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from planner.errors import Problem
from planner.model.subjects import tables
from planner.tables.chinese import CHINESE
from planner.tables.fields import Row
from planner.tables.scenarios import ChangeRow
from planner.tables.wording import ACCOUNTS, SETTINGS_FILE, heading, option, table_name


def files() -> list[str]:
    """What a workbook has a sheet of, in their order."""
    return [SETTINGS_FILE, ACCOUNTS, *tables(), ChangeRow.FILE]


def letters(column: int) -> str:
    """The name of a column: 1 is A, 27 is AA."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


@dataclass
class Places:
    """The sheets of a workbook by what stands on them: their names, their columns, the cells of the settings."""

    workbook: str
    lang: str = "en"
    sheets: dict[str, str] = field(default_factory=dict)
    columns: dict[str, dict[str, str]] = field(default_factory=dict)
    """File -> column -> letter."""
    settings: dict[str, str] = field(default_factory=dict)
    """Setting -> its cell; of accounts as accounts.1.unit and as accounts.co2.unit."""

    def located(self, problem: Problem) -> Problem:
        """The problem at its cell, tables named as they are here."""
        called = {file: self.sheets.get(file, table_name(file, self.lang)) for file in files()}
        file = ChangeRow.FILE if problem.file.startswith("scenarios/") else problem.file
        if file not in called:
            return replace(problem, called=called)
        account = problem.column.startswith("accounts")
        sheet = called[ACCOUNTS if account and file == SETTINGS_FILE else file]
        letter = self.columns.get(file, {}).get(problem.column.partition(", ")[0], "A")  # of several years the first
        letter = letters(problem.values["at"]) if "at" in problem.values else letter
        place = f"{letter}{problem.row}" if problem.row > 0 else ""
        if file == SETTINGS_FILE:
            place = self.settings.get(problem.column, "")
        named = heading(ACCOUNTS if account else file, problem.column.rpartition(".")[2], self.lang)
        cell = f"{sheet}!{place}" if place else sheet
        quoted = {file: f"“{name}”" if self.lang == "zh" else name for file, name in called.items()}
        return replace(problem, file=self.workbook, column=named, cell=cell, called={**self._headings(file), **quoted})

    def _headings(self, file: str) -> dict[str, str]:
        """What columns and choices are called in a Chinese workbook, first those of the table."""
        if self.lang == "en":
            return {}
        known: dict[str, type[Row]] = {**tables(), ChangeRow.FILE: ChangeRow}
        every = [(name, column) for name in known for column in known[name].columns()]
        choices = {name: option(name, self.lang) for name in CHINESE["options"]}
        own = [(file, column) for column in known[file].columns()] if file in known else []
        columns = {column: heading(name, column, self.lang) for name, column in [*reversed(every), *own]}
        return choices | columns | {"counted": heading(SETTINGS_FILE, "counted", self.lang)}
