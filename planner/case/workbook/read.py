"""A workbook to the raw tables of a case: the same tables, settings and changes that a folder holds.

A sheet is called like its table, in English or Chinese, or is of no table where its name begins with #. Rows that begin
with # are comments; the first other row names the columns.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from planner.case.case import AccountEntry, Settings
from planner.case.files import RawCase, add_missing, csv_text, printable, table_of_lines, without_titles
from planner.case.sheets.grid import SHEETS, WORKBOOKS, Grid, grids_of, sheet_names
from planner.case.workbook.place import Places, files, letters
from planner.errors import Problem, nearest
from planner.languages import languages
from planner.messages import text
from planner.tables.fields import listed, plain_number
from planner.tables.scenarios import ChangeRow
from planner.tables.wording import ACCOUNTS, SETTINGS_FILE, column_called, file_called, table_name

Lines = list[tuple[int, list[str]]]
"""Rows with their numbers, from the first column on."""

ERROR, FORMULA = "e", "f"
"""What openpyxl calls the types of such cells."""


def is_case_workbook(path: Path | str) -> bool:
    """Whether a file is a workbook with the sheets of a case, and not with one sheet of measures."""
    file = Path(path)
    if file.suffix.lower() not in WORKBOOKS or not file.is_file():
        return False
    found = {file_called(name, files()) for name in sheet_names(file)}
    return SETTINGS_FILE in found or {"sectors.csv", "interventions.csv"} <= found


def is_sheet(path: Path | str) -> bool:
    """Whether a file is one sheet of measures, by the end of its name and its sheets."""
    return Path(path).suffix.lower() in SHEETS and not is_case_workbook(path)


def read_workbook(path: Path | str) -> RawCase:
    """The raw tables of a case workbook."""
    file = Path(path)
    body = file.read_bytes()
    raw = RawCase(printable(file.stem), sha256={file.name: hashlib.sha256(body).hexdigest()}, places=Places(file.name))
    for grid in grids_of(file, body, raw.problems, as_typed, lambda sheet: bool(file_called(sheet, files()))):
        _add(raw, grid)
    if raw.places and SETTINGS_FILE not in raw.places.sheets:
        raw.settings_text = None  # accounts are settings, too
    add_missing(raw)
    raw.problems += _formula_problems(file, body)
    return raw


def as_typed(cell: Any) -> str:
    """A cell as a CSV would hold it: a number with at most 15 figures, text as it is."""
    if isinstance(cell, float):
        return f"{cell:.15g}"
    return str(cell).replace("\r\n", "\n").strip()


def _add(raw: RawCase, grid: Grid) -> None:
    """What a sheet holds, and where."""
    file, places = file_called(grid.sheet, files()), raw.places
    assert places is not None
    if not file:
        own = grid.sheet.startswith("#") or grid.sheet in (text("sheet_guide", lang) for lang in languages())
        if grid.cells and not own:
            near = nearest(grid.sheet, [table_name(f, lang) for f in files() for lang in languages()])
            raw.problems.append(Problem(grid.file, 0, "", "unknown_sheet", {"near": near}, grid.sheet))
        return
    places.sheets[file] = grid.sheet
    lang = next((lang for lang in languages() if grid.sheet == table_name(file, lang)), "en")
    places.lang = places.lang if lang == "en" else lang
    lines = [(row, [grid.at(row, column) for column in range(1, max(grid.columns) + 1)]) for row in grid.rows]
    if not lines:
        return
    if file in (SETTINGS_FILE, ACCOUNTS):
        return _add_settings(raw, file, lines)
    if file == ChangeRow.FILE:
        return _add_changes(raw, lines)
    table = table_of_lines(file, lines, raw.problems)
    if table is None:
        raw.unread.add(file)
        return
    places.columns[file] = {column: letters(n) for n, column in enumerate(table.columns, start=1)}
    if table.rows or table.model.REQUIRED:
        raw.tables[file] = table


def _add_settings(raw: RawCase, file: str, lines: Lines) -> None:
    """Settings and accounts, as case.toml has them."""
    places = raw.places
    assert places is not None
    if file == SETTINGS_FILE:
        given = {}
        named = [(row, column_called(file, Settings.model_fields, cells[0]), cells) for row, cells in lines]
        first = next((n for n, (_, name, _) in enumerate(named) if name in Settings.model_fields), 1)
        for row, name, cells in named[first:]:
            places.settings[name] = f"B{row}"
            if cells[1:] and cells[1]:
                given[name] = cells[1]
        raw.settings_text = "".join(_toml(name, cell) for name, cell in given.items()) + (raw.settings_text or "")
        return
    lines = without_titles(file, AccountEntry.model_fields, lines)
    columns = [column_called(file, AccountEntry.model_fields, name) for name in lines[0][1]]
    for n, (row, cells) in enumerate(lines[1:], start=1):
        entry = dict(zip(columns, cells, strict=False))
        for letter, name in enumerate(columns, start=1):
            for account in (n, entry.get("id")):
                places.settings[f"accounts.{account}.{name}"] = f"{letters(letter)}{row}"
        entries = "".join(_line(name, cell) for name, cell in entry.items() if name and cell)
        raw.settings_text = f"{raw.settings_text or ''}\n[[accounts]]\n{entries}"


def _toml(name: str, cell: str) -> str:
    """One setting as a line of TOML."""
    kind = Settings.model_fields[name].annotation if name in Settings.model_fields else str
    if kind in (int, float):
        with suppress(ValueError):
            return f"{_key(name)} = {float(plain_number(cell)):.15g}\n"
    return _line(name, cell if kind in (int, float, str) else listed(cell))


def _line(name: str, value: str | list[str]) -> str:
    return f"{_key(name)} = {json.dumps(value, ensure_ascii=False)}\n"


def _key(name: str) -> str:
    """A key of TOML: bare where it may be."""
    return name if re.fullmatch(r"[A-Za-z0-9_-]+", name) else json.dumps(name, ensure_ascii=False)


def _add_changes(raw: RawCase, lines: Lines) -> None:
    """The changes of each scenario as a file of its own, in which rows keep their numbers."""
    places, lines = raw.places, without_titles(ChangeRow.FILE, ChangeRow.columns(), lines)
    assert places is not None
    first, header = lines[0]
    scenario = {text("head_scenario", lang) for lang in languages()}
    columns = [
        "scenario" if name in scenario else column_called(ChangeRow.FILE, ChangeRow.columns(), name) for name in header
    ]
    places.columns[ChangeRow.FILE] = {column: letters(n) for n, column in enumerate(columns, start=1)}
    if "scenario" not in columns and lines[1:]:
        raw.problems.append(Problem(ChangeRow.FILE, first, "scenario", "missing_column"))
    if "scenario" not in columns:
        return
    of = columns.index("scenario")
    scenarios: dict[str, Lines] = {}
    for row, cells in lines[1:]:
        if cells[of]:
            scenarios.setdefault(cells[of], []).append((row, cells))
        else:
            raw.problems.append(Problem(ChangeRow.FILE, row, "scenario", "empty_cell"))
    for name, found in scenarios.items():
        written = {first: header, **dict(found)}
        rows = (written.get(row, []) for row in range(1, max(written) + 1))
        raw.scenarios[name] = csv_text([cell for n, cell in enumerate(row) if n != of] for row in rows).encode()


def _formula_problems(file: Path, body: bytes) -> Iterator[Problem]:
    """Formulas of tables without a result: errors such as #DIV/0!, and what no spreadsheet has worked out and saved."""
    import openpyxl

    if file.suffix.lower() not in (".xlsx", ".xlsm"):
        return
    written = dict(_typed(openpyxl.load_workbook(io.BytesIO(body), read_only=True)))
    results = written
    if any(kind == FORMULA for kind, _ in written.values()):
        results = dict(_typed(openpyxl.load_workbook(io.BytesIO(body), read_only=True, data_only=True)))
    for place, (kind, _) in written.items():
        now, result = results.get(place, ("", None))
        if now == ERROR:
            yield Problem(file.name, 0, "", "formula_error", {"found": str(result)}, place)
        elif kind == FORMULA and result is None:
            yield Problem(file.name, 0, "", "formula_unsaved", {}, place)


def _typed(book: Any) -> Iterator[tuple[str, tuple[str, Any]]]:
    """Place -> type and value of each cell; none of rows that begin with #."""
    for sheet in book.worksheets:
        if file_called(sheet.title, files()):
            for row in sheet.iter_rows():
                if not str(row[0].value).startswith("#") or row[0].data_type == ERROR:
                    full = (cell for cell in row if cell.value is not None)
                    yield from ((f"{sheet.title}!{cell.coordinate}", (cell.data_type, cell.value)) for cell in full)
