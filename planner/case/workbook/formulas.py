"""Formulas that people put into a case workbook: one without a result is told, never read as an empty cell."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from planner.case.workbook.place import files
from planner.errors import Problem
from planner.tables.wording import file_called

ERROR, FORMULA = "e", "f"
"""What openpyxl calls the types of such cells."""


def formula_problems(file: Path, body: bytes) -> Iterator[Problem]:
    """Errors such as #DIV/0!, and formulas whose result no spreadsheet has saved, on the sheets of tables."""
    import openpyxl

    if file.suffix.lower() not in (".xlsx", ".xlsm"):
        return
    written = dict(_cells(openpyxl.load_workbook(io.BytesIO(body), read_only=True)))
    results = written
    if any(kind == FORMULA for kind, _ in written.values()):
        results = dict(_cells(openpyxl.load_workbook(io.BytesIO(body), read_only=True, data_only=True)))
    for place, (kind, _) in written.items():
        now, result = results.get(place, ("", None))
        if now == ERROR:
            yield Problem(file.name, 0, "", "formula_error", {"found": str(result)}, place)
        elif kind == FORMULA and result is None:
            yield Problem(file.name, 0, "", "formula_unsaved", {}, place)


def _cells(book: Any) -> Iterator[tuple[str, tuple[str, Any]]]:
    """Place -> type and value of each cell; none of rows that begin with #."""
    for sheet in book.worksheets:
        if file_called(sheet.title, files()):
            for row in sheet.iter_rows():
                if not str(row[0].value).startswith("#") or row[0].data_type == ERROR:
                    full = (cell for cell in row if cell.value is not None)
                    yield from ((f"{sheet.title}!{cell.coordinate}", (cell.data_type, cell.value)) for cell in full)
