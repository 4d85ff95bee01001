"""`planner check`, `describe` and `new`: a case's tables, what they may hold, and a first one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import Annotated

import typer

from planner.commands.terminal import (
    CaseFolder,
    Json,
    Lang,
    Model,
    Scenario,
    console,
    note,
    print_json,
    read_named,
)
from planner.errors import InputError, OutputError, Problem, UsageError, listed
from planner.messages import text


def check(
    case: CaseFolder = "data/beijing",
    scenario: Scenario = None,
    model: Model = None,
    strict: Annotated[bool, typer.Option("--strict", help="Warnings are errors: exit code 3.")] = False,
    mark: Annotated[
        bool,
        typer.Option("--mark", help="Write a copy of the workbook, in which wrong and doubtful cells say what to do."),
    ] = False,
    lang: Lang = "en",
    as_json: Json = False,
) -> None:
    """Check the tables of a case and say how they were interpreted.

    Which improvement fits what, what the model doesn't use, and what is hardly meant. Its scenarios are checked, too.

    Example: planner check my_city
    """
    from planner.case.check import check_scenarios
    from planner.case.check_report import fact_said, interpretation
    from planner.case.plausible import check as warnings_of

    marks: AbstractContextManager[list[Problem]] = marking(case, lang) if mark else nullcontext([])
    with marks as marked:
        found = read_named(case, lang, scenario)
        if found.scenarios and not scenario:
            check_scenarios(case, tuple(found.scenarios))
        warnings = warnings_of(found, model=model, strict=strict)
        marked += warnings
    facts = interpretation(found, model)
    if as_json:
        print_json({"facts": facts, "warnings": [warning.as_dict() for warning in warnings]})
        return
    for fact in facts:
        typer.echo(fact_said(found, fact, lang))
    if warnings:
        typer.echo("\n".join([text("say_warnings", lang, count=len(warnings)), *listed(warnings, lang)]))


@contextmanager
def marking(case: str, lang: str) -> Iterator[list[Problem]]:
    """What is wrong in a workbook, or hardly meant, is marked in a copy of it, too."""
    from planner.case.workbook.mark import mark
    from planner.case.workbook.read import is_case_workbook

    path = Path(case)
    if not is_case_workbook(path) or path.suffix.lower() != ".xlsx":
        raise UsageError("mark_of_no_workbook", found=case)
    found: list[Problem] = []
    try:
        yield found
    except InputError as wrong:
        found[:] = wrong.problems
        raise
    finally:
        try:
            if found:
                note("say_marked", lang, place=mark(path, found, lang))
        except OSError as no:
            raise OutputError("no_place", no, str(path.parent)) from None


def describe(
    table: Annotated[
        str, typer.Argument(metavar="TABLE", help="A table, e.g. interventions.csv; without one, all.")
    ] = "",
    lang: Lang = "en",
    as_json: Json = False,
) -> None:
    """Print the data dictionary of the input tables.

    Every column with its unit, range and default.

    Example: planner describe interventions
    """
    from planner.case.dictionary import dictionary, pages

    entries = dictionary(table, lang)
    if as_json:
        print_json(entries)
        return
    console().print(pages(entries, lang))


def new(
    place: Annotated[
        Path, typer.Argument(metavar="PLACE", help="A folder that does not exist yet, or a workbook (.xlsx).")
    ],
    source: Annotated[
        str | None,
        typer.Option("--from", metavar="CASE", help="Write this case: a folder, a workbook or a sheet of measures."),
    ] = None,
    lang: Lang = "en",
) -> None:
    """Write a small case to start from, as a folder of tables or a workbook; or another case in that form.

    Example: planner new city.xlsx --lang zh
    """
    from planner.case.sheets.grid import SHEETS
    from planner.case.template import template
    from planner.case.workbook.write import workbook
    from planner.case.written import whole, write_folder

    if place.suffix.lower() in {*SHEETS} - {".xlsx"}:
        raise UsageError("new_of_a_kind", found=str(place))
    if place.exists():
        raise UsageError("file_already_there" if place.suffix else "already_there", place=str(place))
    raw = read_named(source, lang).raw if source else template(lang)
    try:
        with whole(place) as aside:
            if place.suffix.lower() == ".xlsx":
                aside.write_bytes(workbook(raw, place.name, lang))
            else:
                write_folder(raw, aside, lang, explained=source is None)
    except OSError as wrong:
        raise OutputError("no_place", wrong, str(place)) from None
    typer.echo(text("say_new", lang, place=place))
