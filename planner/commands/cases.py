"""`planner check`, `describe` and `new`: a case's tables, what they may hold, and a first one."""

from __future__ import annotations

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
    print_json,
    read_named,
)
from planner.errors import OutputError
from planner.messages import text


def check(
    case: CaseFolder = "data/beijing",
    scenario: Scenario = None,
    model: Model = None,
    lang: Lang = "en",
    as_json: Json = False,
) -> None:
    """Check the tables of a case and say how they were interpreted.

    Which improvement fits what, and what the model doesn't use. Its scenarios are checked, too.

    Example: planner check my_city
    """
    from planner.case.check import check_scenarios
    from planner.case.check_report import interpretation

    found = read_named(case, lang, scenario)
    if found.scenarios and not scenario:
        check_scenarios(case, tuple(found.scenarios))
    facts = interpretation(found, model)
    if as_json:
        print_json(facts)
        return
    for fact in facts:
        typer.echo(text(lang=lang, **fact))


def describe(
    table: Annotated[
        str, typer.Argument(metavar="[TABLE]", help="A table, e.g. interventions.csv; without one, all.")
    ] = "",
    as_json: Json = False,
) -> None:
    """Print the data dictionary of the input tables.

    Every column with its unit, range and default.

    Example: planner describe interventions
    """
    from planner.case.dictionary import dictionary, pages

    entries = dictionary(table)
    if as_json:
        print_json(entries)
        return
    console().print(pages(entries))


def new(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A folder that does not exist yet.")], lang: Lang = "en"
) -> None:
    """Write a small commented case to start from.

    Example: planner new my_city
    """
    from planner.case.template import write_template

    try:
        write_template(folder)
    except OSError as wrong:
        raise OutputError("no_place", wrong, str(folder)) from None
    typer.echo(text("say_new", lang, place=folder))
