"""A case written as a folder of CSV files, headings and choices in a language."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from planner.case.dictionary import dictionary
from planner.case.files import SCENARIOS, RawCase, RawTable, csv_text, decode, table_of
from planner.case.headings import row_said
from planner.messages import text
from planner.tables.wording import SETTINGS_FILE, heading


@contextmanager
def whole(place: Path) -> Iterator[Path]:
    """A place aside to write to, which becomes the place once all is written; where that fails nothing is left."""
    place.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".", dir=place.parent) as aside:
        yield Path(aside) / place.name
        os.replace(Path(aside) / place.name, place)


def write_folder(raw: RawCase, folder: Path, lang: str, explained: bool = False) -> None:
    """Write a case into a new folder; `explained`: with lines that say what tables and columns are."""
    folder.mkdir(parents=True)
    (folder / SETTINGS_FILE).write_text(raw.settings_text or "", encoding="utf-8")
    for file, table in raw.tables.items():
        (folder / file).write_text((_comment(file, lang) if explained else "") + as_csv(table, lang), "utf-8-sig")
    for name, table in changes(raw).items():
        (folder / SCENARIOS).mkdir(exist_ok=True)
        (folder / SCENARIOS / f"{name}.csv").write_text(as_csv(table, lang), "utf-8-sig")


def changes(raw: RawCase) -> dict[str, RawTable]:
    """What each scenario of a case changes."""
    found = (
        (name, table_of(f"{SCENARIOS}/{name}.csv", decode(body or b"") or "", []))
        for name, body in raw.scenarios.items()
    )
    return {name: table for name, table in found if table}


def as_csv(table: RawTable, lang: str) -> str:
    """The table as text."""
    model, columns = table.model, table.columns
    said = (row_said(model, cells, lang) for _, cells in table.rows)
    headings = [heading(model.FILE, column, lang) for column in columns]
    return csv_text([headings, *([cells.get(column, "") for column in columns] for cells in said)])


def _comment(file: str, lang: str) -> str:
    """Lines that say what the table and its columns are. A comma inside would only be another cell of the comment."""
    entry = dictionary(file, lang)[0]
    columns = ((heading(file, c["column"], lang), c["meaning"]) for c in entry["columns"] if c["meaning"])
    lines = [entry["meaning"], *(text("column_is", lang, column=name, said=said) for name, said in columns)]
    return "".join(f'"# {line}"\n' if "," in line else f"# {line}\n" for line in lines)
