"""How a sheet was interpreted, in the user's language: said once, before any result."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from planner.case.case import Case
from planner.case.sheets.origin import Fact, Taken
from planner.messages import joined, text

MOST_NAMES = 6


def interpretation(case: Case, lang: str) -> list[str]:
    """The lines: what is read as what, what is assumed, what excludes what, and what is not used."""
    sheet = case.sheet
    if sheet is None:
        return []
    parts = {
        "sheet_taken": [_taken(list(alike), lang) for _, alike in groupby(sheet.taken, lambda c: (c.says, c.unit))],
        "sheet_assumed": [_said(fact, lang) for fact in sheet.assumed],
        "sheet_exclusive": list(_exclusive(case, lang)),
        "sheet_unused": [_said(fact, lang) for fact in sheet.unused],
    }
    lines = [text(key, lang, listed=joined(said, lang, "semicolon")) for key, said in parts.items() if said]
    return [text("sheet_read", lang, file=sheet.file, count=sheet.measures), *lines]


def _taken(columns: list[Taken], lang: str) -> str:
    """Columns that say the same, as those of several years do."""
    headings = [f"{c.heading} ({c.place})" if c.place else c.heading for c in columns]
    says, unit = columns[0].says, columns[0].unit
    key = "sheet_is_in" if unit and unit not in columns[0].heading else "sheet_is"
    return text(key, lang, heading=_listed(headings, lang), what=text(f"column_{says}", lang), unit=unit)


def _said(fact: Fact, lang: str) -> str:
    values = dict(fact)
    key = values.pop("key")
    if says := values.pop("says", ""):
        return text("sheet_unused_known", lang, **values, what=text(f"column_{says}", lang))
    if "names" in values:
        values["names"] = _listed(list(values["names"]), lang)
    return text(key, lang, **values)


def _exclusive(case: Case, lang: str) -> Iterator[str]:
    assert case.sheet is not None
    for group, variants in case.sheet.exclusive.items():
        names = _listed([case.name_of("intervention", i, lang) for i in variants], lang)
        yield text("sheet_one_of", lang, group=case.name_of("commodity", group, lang), names=names)


def _listed(names: list[str], lang: str) -> str:
    return joined(names[:MOST_NAMES], lang) + (" …" if len(names) > MOST_NAMES else "")
