"""`planner compare`: the scenarios of a case beside its central plan."""

from __future__ import annotations

import json
import sys
from typing import Annotated

import typer

from planner.commands.request import Request, planning
from planner.commands.terminal import case_folder, one_language, read_named, show
from planner.messages import text


@planning("scenario")
def compare(
    request: Request,
    scenarios: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[SCENARIO]...",
            help="Scenarios of the case, a+b for both at once, or files of changes of your own; without one, all.",
        ),
    ] = None,
    listed: Annotated[bool, typer.Option("--list", help="Only say which scenarios there are.")] = False,
) -> None:
    """Solve the scenarios of a case beside its central plan.

    Prints what differs in cost, emissions, shadow price and what is built.

    Writes compare: the facts of every plan (.csv), the card (.json), pictures (.svg, .png, .html).

    Example: planner compare data/beijing slow_grid compact_city
    """
    from planner.comparison import Comparison, read_cases, solved
    from planner.reports.comparison_card import card
    from planner.reports.comparison_report import comparison_screen
    from planner.reports.export import result_folder, write_comparison
    from planner.spec import read_spec

    lang = request.lang
    if listed:
        say_list(request.case, one_language(lang), request.as_json)
        return
    read_named(request.case, lang)
    central, cases = read_cases(case_folder(request.case), scenarios or ())
    name = read_spec(central, request.model).name
    folder = result_folder(request.out, central.name, name, request.force)
    comparison = Comparison(central)
    try:
        for scenario, found in solved(cases, request.model):
            comparison.add(scenario, found)
            if sys.stderr.isatty():
                done = len(comparison.plans) + len(comparison.failed)
                said = text("compare_progress", one_language(lang), count=done, all=len(cases))
                typer.echo(f"\r{said}", nl=done == len(cases), err=True)
    finally:
        if comparison.plans:
            write_comparison(comparison, name, folder, lang)
    show(card(comparison, name), request.as_json, lambda said: comparison_screen(comparison, said), folder, lang)


def say_list(case: str, lang: str, as_json: bool) -> None:
    """The names of the scenarios and what they say."""
    found = read_named(case, lang)
    if as_json:
        rows = [row.model_dump(exclude={"row"}) for row in found.scenarios.values()]
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    for scenario, row in found.scenarios.items():
        typer.echo(f"{scenario}: {row.name_in(lang)}\n  {row.note_zh if lang == 'zh' else row.note_en}")
    if not found.scenarios:
        typer.echo(text("compare_no_scenarios", lang, case=found.name))
