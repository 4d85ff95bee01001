"""Lists to choose from in the cells of a case workbook: choices, true and false, and ids that stand on other sheets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic.fields import FieldInfo
from xlsxwriter.utility import xl_col_to_name

from planner.messages import text
from planner.tables.fields import options, reference
from planner.tables.wording import FLAG, option, table_name

MORE = 50
"""Ids that may be added to a list of those of several sheets."""


class Lists:
    """The lists of a workbook, on a hidden sheet; ids grow with the sheet on which they stand.

    `ids`: of each table those that stand there now; `rows`: the first and the last row of a sheet's cells, from 0.
    """

    def __init__(self, book: Any, ids: Mapping[str, Sequence[str]], rows: tuple[int, int], lang: str) -> None:
        self.book, self.ids, self.rows, self.lang = book, ids, rows, lang
        self.sheet = book.add_worksheet(text("sheet_lists", lang))
        self.sheet.hide()
        self.names: dict[tuple[str, ...], str] = {}
        self.column = 0

    def offer(self, sheet: Any, at: int, info: FieldInfo) -> None:
        """Let a column's cells choose from a list, if it has one; ids that aren't there yet may be typed."""
        first, last = self.rows
        choices, ref = tuple(option(choice, self.lang) for choice in options(info)), reference(info)
        if info.annotation is bool:
            choices = tuple(option(flag, self.lang) for flag in FLAG)
        if choices:
            sheet.data_validation(first, at, last, at, self._one_of(choices))
        elif ref is not None:
            self.ids_of(sheet, at, *ref.files)

    def ids_of(self, sheet: Any, at: int, *files: str) -> None:
        """Let a column's cells choose an id of some tables, or name one that isn't there yet."""
        first, last = self.rows
        source = self._ids_of(tuple(file for file in files if file in self.ids))
        sheet.data_validation(first, at, last, at, {"validate": "list", "source": f"={source}", "show_error": False})

    def among(self, sheet: Any, at: int, choices: Sequence[str], row: int | None = None) -> None:
        """Let a column's cells, or one of them, choose from names, or say another."""
        first, last = self.rows if row is None else (row, row)
        source = self._written(tuple(choices))
        sheet.data_validation(first, at, last, at, {"validate": "list", "source": f"={source}", "show_error": False})

    def _one_of(self, choices: tuple[str, ...]) -> dict[str, Any]:
        return {
            "validate": "list",
            "source": f"={self._written(choices)}",
            "error_title": text("choose_title", self.lang),
            "error_message": text("choose_text", self.lang, allowed=" | ".join(choices))[:255],
        }

    def _written(self, choices: tuple[str, ...]) -> str:
        """The name of choices as they stand on the hidden sheet."""
        if choices not in self.names:
            for row, choice in enumerate(choices):
                self.sheet.write_string(row, self.column, choice)
            self._name(choices, f"choices_{self.column}", f"={self._cells(len(choices))}")
        return self.names[choices]

    def _ids_of(self, files: tuple[str, ...]) -> str:
        """The name of the ids of a table, or of several one after the other."""
        if files not in self.names:
            ranges = [self._range(file) for file in files]
            counts = [f"COUNTA({cells})" for cells in ranges]
            name = "ids_" + "_".join(table_name(file, "en") for file in files)
            if len(files) == 1:
                self._name(files, name, f"=OFFSET({ranges[0].partition(':')[0]},0,0,MAX(1,{counts[0]}),1)")
            else:
                formula, now = '""', [one for file in files for one in self.ids[file]]
                for n in reversed(range(len(files))):
                    above, through = "+".join(["0", *counts[:n]]), "+".join(counts[: n + 1])
                    formula = f"IF(ROW()<={through},INDEX({ranges[n]},ROW()-({above})),{formula})"
                most = len(now) + MORE
                for row in range(most):
                    self.sheet.write_formula(row, self.column, f"={formula}", None, now[row] if row < len(now) else "")
                start = self._cells(most).partition(":")[0]
                self._name(files, name, f"=OFFSET({start},0,0,MAX(1,{'+'.join(counts)}),1)")
        return self.names[files]

    def _name(self, of: tuple[str, ...], name: str, formula: str) -> None:
        self.book.define_name(name, formula)
        self.names[of] = name
        self.column += 1

    def _cells(self, count: int) -> str:
        letter = xl_col_to_name(self.column)
        return f"'{self.sheet.name}'!${letter}$1:${letter}${count}"

    def _range(self, file: str) -> str:
        """The cells of a sheet's ids, its first column."""
        first, last = self.rows
        return f"'{table_name(file, self.lang)}'!$A${first + 1}:$A${last + 1}"
