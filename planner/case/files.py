"""Files to raw tables: text cells with the row numbers of the file, nothing interpreted.

A file saved by Excel on a Chinese Windows reads well: UTF-8 with or without BOM, else GB 18030; CRLF; empty rows and
columns at the end. A row whose first cell starts with # is a comment. A file that can't be read as a table is one
problem, and nothing is concluded from its absence.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from planner.case.headings import row_meant
from planner.case.workbook.place import Places
from planner.errors import InputError, Problem, UsageError, nearest
from planner.model.subjects import tables
from planner.tables.fields import Row
from planner.tables.scenarios import ChangeRow
from planner.tables.wording import SETTINGS_FILE, column_called, meaning_of

WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".ods", ".et")
SCENARIOS = "scenarios"
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
"""What nobody types into a text: control characters, separators of lines, marks that turn the direction."""
LONGEST_NAME, LONGEST_TEXT = 500, 32_767
"""Characters of a cell: of names and ids, which pictures show, and of remarks, as many as a workbook holds."""
REMARKS = ("note", "note_en", "note_zh", "source", "title", "title_zh", "where", "formula")


@dataclass(frozen=True)
class RawTable:
    """The cells of one file: `rows` holds (row number in the file, column -> text), empty cells left out.

    Columns have their English names whatever the language of the headings.
    """

    file: str
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[int, dict[str, str]], ...] = ()
    header: int = 1
    """The row of the headings."""
    headings: dict[str, str] = field(default_factory=dict)
    """Column -> its heading, where that is another."""

    @property
    def model(self) -> type[Row]:
        """What its rows are."""
        return tables().get(self.file, ChangeRow)


@dataclass
class RawCase:
    """Every file of a case, and what was wrong with them as files."""

    name: str
    settings_text: str | None = None
    tables: dict[str, RawTable] = field(default_factory=dict)
    unread: set[str] = field(default_factory=set)
    """Tables that should be there and could not be read."""
    scenarios: dict[str, bytes | None] = field(default_factory=dict)
    """What stands in the folder `scenarios`, by the name of the scenario; read where one is asked for."""
    sha256: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    places: Places | None = None
    """Where everything stands in the workbook that it was read from; None: a folder."""

    def located(self, problem: Problem) -> Problem:
        """A problem where the user sees it: at the heading as it is written, in a workbook at its cell."""
        table = self.tables.get(problem.file)
        own = table.headings if table else {}
        if self.places is None:
            every = {column: name for other in self.tables.values() for column, name in other.headings.items()}
            return replace(problem, called=every | own)
        found = self.places.located(problem)
        return replace(found, column=own[problem.column]) if problem.column in own else found


def printable(name: str) -> str:
    """The name of a file, where it is not in Unicode with question marks."""
    return UNPRINTABLE.sub("?", name)


def read_raw(source: Path | str | Mapping[str, str]) -> RawCase:
    """Read a folder, or a mapping of file name to text. Raises UsageError when there is no such folder."""
    if isinstance(source, Mapping):
        raw = RawCase("case")
        files: Iterable[tuple[str, bytes | None]] = ((name, body.encode()) for name, body in source.items())
    else:
        folder = Path(source)
        if not folder.is_dir():
            raise UsageError("no_such_folder", place=str(source), near=_near_folder(folder))
        raw = RawCase(printable(folder.resolve().name))
        try:
            paths = [path for path in sorted(folder.iterdir()) if _concerns(path.name)]
        except OSError:
            raise InputError(str(source), [Problem(folder.name, 0, "", "closed_folder")]) from None
        changes = sorted((folder / SCENARIOS).glob("[!.]*.csv"))
        files = ((path.relative_to(folder).as_posix(), _bytes(path)) for path in [*paths, *changes])
    for name, body in files:
        if name.startswith(f"{SCENARIOS}/"):
            raw.scenarios[Path(name).stem] = body
        else:
            _add(raw, name, body)
    add_missing(raw)
    return raw


def add_missing(raw: RawCase) -> None:
    """Say which files a case lacks that it must have."""
    there = {*raw.sha256, *raw.tables, *raw.unread, *([SETTINGS_FILE] if raw.settings_text else [])}
    for name in (SETTINGS_FILE, *(name for name, table in tables().items() if table.REQUIRED)):
        if name not in there:
            raw.unread.add(name)
            raw.problems.append(Problem(name, 0, "", "missing_sheet" if raw.places else "missing_table"))


def _concerns(name: str) -> bool:
    """Whether a file of the folder is, or looks like, a table; hidden files are not."""
    suffix = Path(name).suffix.lower()
    return name == SETTINGS_FILE or (suffix == ".csv" and not name.startswith(".")) or _is_workbook(name)


def _is_workbook(name: str) -> bool:
    return Path(name).suffix.lower() in WORKBOOKS and f"{Path(name).stem}.csv" in tables()


def _bytes(path: Path) -> bytes | None:
    """What a file holds; None for a folder, a pipe or a device, and for a file that may not be read."""
    try:
        return path.read_bytes() if path.is_file() else None
    except OSError:
        return None


def _add(raw: RawCase, name: str, body: bytes | None) -> None:
    if body is None:
        raw.problems.append(Problem(name, 0, "", "unreadable"))
        raw.unread.add(name)
        return
    if _is_workbook(name):
        values = {"found": name, "allowed": f"{Path(name).stem}.csv"}
        raw.problems.append(Problem(name, 0, "", "not_csv", values))
        return
    raw.sha256[name] = hashlib.sha256(body).hexdigest()
    if name != SETTINGS_FILE and name not in tables():
        values = {"found": name, "near": nearest(name, tables())}
        raw.problems.append(Problem(name, 0, "", "unknown_table", values))
        return
    text = decode(body)
    if text is None:
        raw.problems.append(Problem(name, 0, "", "unknown_encoding"))
        raw.unread.add(name)
    elif name == SETTINGS_FILE:
        raw.settings_text = text
    else:
        table = table_of(name, text, raw.problems)
        if table is None:
            raw.unread.add(name)
        else:
            raw.tables[name] = table


def decode(body: bytes) -> str | None:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return body.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def table_of(name: str, text: str, problems: list[Problem]) -> RawTable | None:
    """A CSV as a table; None where it is none, which is then a problem."""
    lines = _lines(name, text, problems)
    return None if lines is None else table_of_lines(name, lines, problems)


def table_of_lines(name: str, lines: list[tuple[int, list[str]]], problems: list[Problem]) -> RawTable | None:
    """Rows of cells with their numbers as a table; the first one names its columns, in English or Chinese.

    What stands above them, such as a title, is not read.
    """
    if not lines:
        problems.append(Problem(name, 0, "", "no_header"))
        return None
    table = tables().get(name, ChangeRow)
    known = table.columns()
    lines = without_titles(table.FILE, known, lines)
    for number, cells in lines:
        for n, cell in enumerate(cells):
            column = lines[0][1][n] if n < len(lines[0][1]) else ""
            remark = len(cell) > LONGEST_NAME and column_called(name, REMARKS, column) in REMARKS
            if wrong := unfit(cell, LONGEST_TEXT if remark else LONGEST_NAME):
                cells[n] = wrong[1]["name"]
                problems.append(Problem(name, number, column, *wrong))
    header_row, header = lines[0]
    width = max((i + 1 for i, cell in enumerate(header) if cell), default=0)
    headings = header[:width]
    columns = [column_called(table.FILE, known, heading) for heading in headings]
    if width == 1 and re.search(r"[;\t|，；]", columns[0]):
        problems.append(Problem(name, header_row, "", "wrong_separator", {"found": columns[0]}))
        return None
    for column in sorted({c for c in columns if not c or columns.count(c) > 1}):
        key, found = ("duplicate_column", headings[columns.index(column)]) if column else ("unnamed_column", "")
        problems.append(Problem(name, header_row, column, key, {"found": found}))
    rows = []
    for number, cells in lines[1:]:
        if any(cells[width:]):
            at, extra = next((n, cell) for n, cell in enumerate(cells[width:], start=width + 1) if cell)
            key = "full_width_comma" if any("，" in cell for cell in (*columns, extra)) else "row_too_long"
            problems.append(Problem(name, number, "", key, {"found": extra, "count": width, "at": at}))
        given = {column: cell for column, cell in zip(columns, cells, strict=False) if column and cell}
        rows.append((number, row_meant(table, given)))
    named = {column: heading for column, heading in zip(columns, headings, strict=True) if column != heading}
    return RawTable(name, tuple(columns), tuple(rows), header_row, named)


TITLES = 5
"""So many rows may stand above the names of the columns."""


def without_titles(
    file: str, known: Collection[str], lines: list[tuple[int, list[str]]]
) -> list[tuple[int, list[str]]]:
    """Rows from that on which names the columns: the first, or where it names none, one soon after that names two."""

    def named(cells: list[str]) -> Iterator[str]:
        return (cell for cell in cells if column_called(file, known, cell) in known)

    if any(named(lines[0][1])):
        return lines
    return lines[next((n for n, (_, cells) in enumerate(lines[: TITLES + 1]) if len([*named(cells)]) > 1), 0) :]


def unfit(cell: str, longest: int = LONGEST_NAME) -> tuple[str, dict[str, Any]] | None:
    """Why a text can't be shown, as the key and values of a message; `name` is what can."""
    if wrong := UNPRINTABLE.search(cell):
        return "unprintable", {"found": f"U+{ord(wrong[0]):04X}", "name": UNPRINTABLE.sub("", cell)[:longest]}
    if len(cell) > longest:
        return "too_long", {"found": f"{cell[:40]}…", "count": len(cell), "allowed": longest, "name": cell[:40]}
    return None


def _lines(name: str, text: str, problems: list[Problem]) -> list[tuple[int, list[str]]] | None:
    """Rows that say something, with the number that a spreadsheet shows beside them; None where a quote spoils them."""
    rows = csv_rows(name, text, problems)
    lines = ((number, [cell.strip() for cell in cells]) for number, cells in enumerate(rows or (), start=1))
    return None if rows is None else [line for line in lines if any(line[1]) and not line[1][0].startswith("#")]


def csv_rows(name: str, text: str, problems: list[Problem]) -> list[list[str]] | None:
    """The cells of a CSV, row by row; None where a quote spoils them, which is then a problem."""
    rows: list[list[str]] = []
    try:
        for cells in csv.reader(io.StringIO(text, newline=""), strict=True):
            rows.append(cells)
    except csv.Error:
        problems.append(Problem(name, len(rows) + 1, "", "unclosed_quote"))
        return None
    return rows


def csv_text(rows: Iterable[Iterable[str]]) -> str:
    """Cells as the text of a CSV."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()


def _near_folder(folder: Path) -> str:
    parent = folder.parent if folder.parent.is_dir() else Path()
    near = get_close_matches(folder.name, [p.name for p in parent.iterdir() if p.is_dir()], n=1, cutoff=0.5)
    return str(folder.parent / near[0]) if near else ""


def raise_if_any(where: str, problems: list[Problem], raw: RawCase | None = None) -> None:
    """Raise every problem at once, in the order of file and row, each where the user of `raw` sees it.

    Of a cell that was cut short nothing else is told; of a number out of range also what its column means.
    """
    too_long = {(p.file, p.row, p.column) for p in problems if p.key == "too_long"}
    told = [p for p in problems if p.key == "too_long" or (p.file, p.row, p.column) not in too_long]
    if told:
        explained = map(_explained, in_order(told))
        raise InputError(where, [raw.located(problem) if raw else problem for problem in explained])


def _explained(problem: Problem) -> Problem:
    table = tables().get(problem.file)
    if problem.key != "out_of_range" or table is None or problem.column not in table.model_fields:
        return problem
    return replace(problem, values={"meaning": meaning_of(table, problem.column), **problem.values})


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Problems in the order of file and row."""
    order = {name: i for i, name in enumerate((SETTINGS_FILE, *tables()))}
    return sorted(problems, key=lambda p: (order.get(p.file, 99), p.file, p.row, p.column))
