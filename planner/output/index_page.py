"""The first page of a folder of results: what each file is, with a look at each picture."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from planner.case.case import Case
from planner.messages import text
from planner.messages.index import INDEX
from planner.model.model_file import model_title
from planner.output.html_page import filled
from planner.output.result_set import ResultSet

ORDER = (".html", ".docx", ".xlsx", ".pdf", ".svg", ".png", ".csv", ".json")
"""What is for people comes first."""
WORDED = re.compile(r"(uptake|modes|emissions|shadow_price|prices|costs|cash|cash_by_year|balances)_[a-z]{2}")
"""Stems of the tables in the words of a language."""
OF = re.compile(
    r"(?P<what>shadow_price|macc_system|macc_ranked|macc_priced|credit|near_optimal|sweep|frontier|repair)"
    r"_(?P<of>.+?)(?P<end>_changes|_uptake|_forms|_plans|_points)?"
)
"""Stems that say of which year, account or file their results are."""


@dataclass(frozen=True)
class Shown:
    """Files of one stem: what they are, and the one that can be looked at here."""

    says: str
    files: Sequence[str]
    picture: str = ""


@dataclass(frozen=True)
class Section:
    """What a command wrote."""

    title: str
    pictures: Sequence[Shown]
    files: Sequence[Shown]


def index_page(case: Case, model: str, lang: str, sets: Mapping[str, ResultSet]) -> bytes:
    """The page of the sets that stand in a folder, the newest last."""
    title, called = case.title_in(lang), model_title(model)
    subtitle = text("index_subtitle", lang, scenario=case.scenario or text("index_central", lang), model=called)
    by_command: dict[str, list[str]] = {}
    for found in sets.values():
        by_command.setdefault(found.command, []).extend(found.files)
    sections = [_section(command, files, lang) for command, files in by_command.items()]
    return filled("index.html", lang, title=title, subtitle=subtitle, sections=sections)


def _section(command: str, files: Sequence[str], lang: str) -> Section:
    by_stem: dict[str, list[str]] = {}
    for file in sorted(files, key=lambda file: ORDER.index(Path(file).suffix) if Path(file).suffix in ORDER else 99):
        by_stem.setdefault(Path(file).stem, []).append(file)
    shown = [
        Shown(_what(stem, lang), found, next((file for file in found if file.endswith(".svg")), ""))
        for stem, found in by_stem.items()
    ]
    title = text("index_of", lang, command=f"planner {command}")
    return Section(title, [each for each in shown if each.picture], [each for each in shown if not each.picture])


def _what(stem: str, lang: str) -> str:
    """What the files of a stem are, and of which year, account or file; the stem where nothing is said of it."""
    if f"file_{stem}" in INDEX:
        return text(f"file_{stem}", lang)
    if WORDED.fullmatch(stem):
        return text("index_file_of", lang, what=text("file_worded", lang), of=stem)
    if found := OF.fullmatch(stem):
        what = text(f"file_{found['what']}{found['end'] or ''}", lang)
        return text("index_file_of", lang, what=what, of=found["of"])
    return stem
