"""Files to raw tables: text cells with the row numbers of the file, nothing interpreted.

Where you are:  rows -> tables -> case -> [read] -> rules -> check -> spec -> modes -> inputs -> ...

A file saved by Excel on a Chinese Windows reads well: UTF-8 with or without BOM, else GB 18030; CRLF; empty rows and
columns at the end. A row whose first cell starts with # is a comment.
"""

from __future__ import annotations

import csv
import difflib
import hashlib
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from planner.errors import InputError, Problem, UsageError
from planner.tables import BY_FILE


@dataclass(frozen=True)
class RawTable:
    """The cells of one file: `rows` holds (row number in the file, column -> text), empty cells left out."""

    file: str
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[int, dict[str, str]], ...] = ()


@dataclass
class RawCase:
    """Every file of a case, and what was wrong with them as files."""

    name: str
    settings_text: str = ""
    tables: dict[str, RawTable] = field(default_factory=dict)
    sha256: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def read_raw(source: Path | str | Mapping[str, str]) -> RawCase:
    """Read a folder, or a mapping of file name to text. Raises UsageError when there is no such folder."""
    if isinstance(source, Mapping):
        raw = RawCase("case")
        files: Iterable[tuple[str, bytes]] = ((name, body.encode()) for name, body in source.items())
    else:
        folder = Path(source)
        if not folder.is_dir():
            raise UsageError("no_such_folder", place=str(source), near=_near_folder(folder))
        raw = RawCase(folder.resolve().name)
        paths = sorted(p for p in folder.iterdir() if p.name == "case.toml" or p.suffix.lower() == ".csv")
        files = ((path.name, path.read_bytes()) for path in paths)
    for name, body in files:
        raw.sha256[name] = hashlib.sha256(body).hexdigest()
        if name != "case.toml" and name not in BY_FILE:
            near = difflib.get_close_matches(name, BY_FILE, n=1)
            raw.problems.append(Problem(name, 0, "", "unknown_table", {"found": name, "near": near[0] if near else ""}))
            continue
        text = _decode(name, body, raw.problems)
        if text is None:
            continue
        if name == "case.toml":
            raw.settings_text = text
        else:
            raw.tables[name] = _table(name, text, raw.problems)
    if not raw.settings_text:
        raw.problems.append(Problem("case.toml", 0, "", "missing_table"))
    for name, table in BY_FILE.items():
        if table.REQUIRED and name not in raw.sha256:
            raw.problems.append(Problem(name, 0, "", "missing_table"))
    return raw


def _decode(name: str, body: bytes, problems: list[Problem]) -> str | None:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return body.decode(encoding)
        except UnicodeDecodeError:
            continue
    problems.append(Problem(name, 0, "", "unknown_encoding"))
    return None


def _table(name: str, text: str, problems: list[Problem]) -> RawTable:
    lines = list(_numbered(text))
    if not lines:
        problems.append(Problem(name, 0, "", "no_header"))
        return RawTable(name)
    header_row, header = lines[0]
    width = max((i + 1 for i, cell in enumerate(header) if cell), default=0)
    columns = header[:width]
    for column in sorted({c for c in columns if columns.count(c) > 1}):
        key = "duplicate_column" if column else "unnamed_column"
        problems.append(Problem(name, header_row, column, key, {"found": column}))
    rows = []
    for number, cells in lines[1:]:
        if any(cells[width:]):
            extra = next(cell for cell in cells[width:] if cell)
            problems.append(Problem(name, number, "", "row_too_long", {"found": extra, "count": width}))
        rows.append((number, {column: cell for column, cell in zip(columns, cells, strict=False) if column and cell}))
    return RawTable(name, tuple(columns), tuple(rows))


def _numbered(text: str) -> Iterator[tuple[int, list[str]]]:
    """Rows that say something, with the number that a spreadsheet shows beside them."""
    for number, cells in enumerate(csv.reader(io.StringIO(text, newline="")), start=1):
        stripped = [cell.strip() for cell in cells]
        if any(stripped) and not stripped[0].startswith("#"):
            yield number, stripped


def _near_folder(folder: Path) -> str:
    parent = folder.parent if folder.parent.is_dir() else Path()
    names = [p.name for p in parent.iterdir() if p.is_dir()]
    near = difflib.get_close_matches(folder.name, names, n=1, cutoff=0.5)
    return str(folder.parent / near[0]) if near else ""


def raise_if_any(raw: RawCase, problems: list[Problem]) -> None:
    """Raise every problem at once, in the order of file and row."""
    if problems:
        order = {name: i for i, name in enumerate(("case.toml", *BY_FILE))}
        problems = sorted(problems, key=lambda p: (order.get(p.file, 99), p.file, p.row, p.column))
        raise InputError(raw.name, problems)
