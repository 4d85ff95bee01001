"""The language in which the tables of a case are headed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from planner.case.files import decode
from planner.case.sheets.grid import WORKBOOKS, sheet_names
from planner.languages import languages
from planner.model.subjects import tables
from planner.tables.wording import SETTINGS_FILE, heading, table_name

HEADED = ("sectors.csv", "interventions.csv")
"""Tables of a folder by which its language is known; every case has them."""


def language_of(case: str) -> str:
    """The language of a folder's headings or of a workbook's sheets; blank where it is English or can't be read."""
    path = Path(case)
    try:
        if path.is_dir():
            return next(filter(None, (_of_table(path / file) for file in HEADED if (path / file).is_file())), "")
        if path.suffix.lower() in WORKBOOKS and path.is_file():
            found = sheet_names(path)
            return _own(found, lambda lang: [table_name(file, lang) for file in (SETTINGS_FILE, *HEADED)])
    except OSError:
        pass
    return ""


def _of_table(file: Path) -> str:
    """That of the first row that is no comment."""
    lines = (decode(file.read_bytes()) or "").splitlines()
    header = next((line.split(",") for line in lines if line.strip() and not line.lstrip('"').startswith("#")), [])
    columns = tables()[file.name].columns()
    return _own(header, lambda lang: [heading(file.name, column, lang) for column in columns])


def _own(found: Iterable[str], called: Callable[[str], Iterable[str]]) -> str:
    """The language that has words of its own among those found."""
    own = set(found) - set(called("en"))
    return next((lang for lang in languages() if own & set(called(lang))), "")
