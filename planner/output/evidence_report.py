"""Where the numbers of a case come from, on the screen and as plain data."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import Any

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from planner.case.case import Case, Thing
from planner.case.evidence import WEAKNESS, SourcedNumber, grades
from planner.messages import joined, text
from planner.messages.unit_words import unit_in
from planner.output.document.content import Table
from planner.tables.sources import SourceRow
from planner.tables.wording import heading, measured_in, option, table_name


def evidence(case: Case, found: list[SourcedNumber]) -> dict[str, Any]:
    """The numbers with their weakest grade, the sources behind them, and how many numbers have each weakest grade."""
    keys = dict.fromkeys(key for number in found for key in number.keys)
    return {
        "case": case.name,
        "numbers": [
            {
                "file": n.file,
                "row": n.row,
                "about": n.about,
                "column": n.column,
                "value": n.value,
                "unit": n.unit,
                "grade": grades(case, n.keys)[-1],
                "sources": list(n.keys),
            }
            for n in found
        ],
        "sources": {key: case.sources[key].model_dump(exclude={"key"}) for key in keys},
        "sources_by_grade": _counted(case.sources[key].grade for key in keys),
        "numbers_by_weakest_grade": _counted(grades(case, n.keys)[-1] for n in found),
    }


def evidence_screen(case: Case, found: list[SourcedNumber], about: str | None, lang: str) -> Group:
    """The numbers table by table, the sources one by one, and a summary by grade."""
    values = {"count": len(found), "rows": len({(n.file, n.row) for n in found})}
    headline = (
        text("say_numbers", lang, title=case.title_in(lang), **values)
        if about is None
        else text("say_numbers_about", lang, name=case.name_of("intervention", about, lang), found=about, **values)
    )
    data = evidence(case, found)
    tables = [_table(case, file, list(group), lang) for file, group in groupby(found, key=lambda n: n.file)]
    sources = [_source(case.sources[key], lang) for key in data["sources"]]
    return Group(
        headline, "", *tables, Text(text("say_sources", lang), style="bold"), *sources, "", _summary(data, lang)
    )


def _table(case: Case, file: str, numbers: list[SourcedNumber], lang: str) -> Table:
    """One row a row of the file: its numbers, the weakest grade behind them, and the keys of all."""
    rows = []
    for row, group in groupby(numbers, key=lambda n: (n.row, n.about, n.keys)):
        by_unit = [(unit, list(same)) for unit, same in groupby(group, key=lambda n: n.unit)]
        said = "; ".join(
            f"{', '.join(f'{heading(file, n.column, lang)} {n.value:.10g}' for n in same)} {_unit(unit, lang)}".strip()
            for unit, same in by_unit
        )
        grade = grade_words(grades(case, row[2])[-1], lang)
        about = joined((_called(case, each, lang) for each in row[1].split(", ")), lang)
        rows.append([str(row[0] or ""), about, said, grade, "; ".join(row[2])])
    heads = [text(head, lang) for head in ("say_row", "say_about", "say_number", "say_weakest", "say_keys")]
    title = file if lang == "en" else f"{table_name(file, lang)}  {file}"
    return Table(title, heads, rows, words=len(heads))


def _unit(unit: str, lang: str) -> str:
    """A unit, or the words for what the numbers of a column are measured in."""
    return unit_in(measured_in(unit, lang), lang)


def _called(case: Case, thing: str, lang: str) -> str:
    """A part of a row's key: what it is called beside English, where ids are the tables' own words."""
    kinds: tuple[Thing, ...] = ("intervention", "commodity", "sector", "account", "payer", "transfer", "loan", "slice")
    names = (case.name_of(kind, thing, lang) for kind in kinds if lang != "en")
    return next((name for name in names if name != thing), option(thing, lang))


def _source(source: SourceRow, lang: str) -> RenderableType:
    """A source: its key, number and grade, and below them what it is, where it stands and what is to be said of it."""
    number = "" if source.value is None else f"{source.value:.10g}"
    if source.low is not None and source.high is not None:
        number += text("say_range", lang, low=f"{source.low:.10g}", high=f"{source.high:.10g}")
    grade = grade_words(source.grade, lang)
    head = "  ".join(
        filter(None, (source.key, f"{number} {_unit(source.unit, lang)}".strip(), source.year, f"[{grade}]"))
    )
    lines = filter(None, (source.title_in(lang), source.where, source.note))
    return Group(Text(head), Padding(Text("\n".join(lines)), (0, 0, 0, 4)))


def _summary(data: dict[str, Any], lang: str) -> Table:
    rows = []
    for grade in WEAKNESS:
        counts = data["sources_by_grade"].get(grade, 0), data["numbers_by_weakest_grade"].get(grade, 0)
        if any(counts):
            rows.append([grade_words(grade, lang), *map(str, counts)])
    return Table(text("say_grades", lang), ["", text("say_sources", lang), text("say_by_weakest", lang)], rows)


def grade_words(grade: str, lang: str) -> str:
    """What a grade of evidence is called."""
    return text(f"grade_{grade.replace(',', '').replace(' ', '_')}", lang)


def _counted(names: Any) -> dict[str, int]:
    counts = Counter(names)
    return {grade: counts[grade] for grade in WEAKNESS if counts[grade]}
