"""`planner compare`: the scenarios of a case beside its central plan."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from planner.commands.terminal import (
    CaseFolder,
    Force,
    Json,
    Model,
    Out,
    PictureLang,
    one_language,
    read_named,
    show,
)
from planner.messages import text


def compare(
    case: CaseFolder = "data/beijing",
    scenarios: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[SCENARIO]...",
            help="Scenarios of the case, a+b for both at once, or files of changes of your own; without one, all.",
        ),
    ] = None,
    model: Model = None,
    out: Out = Path("results"),
    lang: PictureLang = "en",
    listed: Annotated[bool, typer.Option("--list", help="Only say which scenarios there are.")] = False,
    as_json: Json = False,
    force: Force = False,
) -> None:
    """Solve the scenarios of a case and its central plan; print what differs, write it as a table and as a picture.

    Example: planner compare data/beijing slow_grid compact_city
    """
    from planner.comparison import Comparison, read_cases, solved
    from planner.reports.comparison_card import card
    from planner.reports.comparison_report import comparison_screen
    from planner.reports.export import result_folder, write_comparison
    from planner.spec import read_spec

    if listed:
        say_list(case, one_language(lang), as_json)
        return
    read_named(case, lang)
    central, cases = read_cases(case, scenarios or ())
    spec = read_spec(central, model)
    folder = result_folder(out, central.name, spec.name, force)
    comparison = Comparison(central, spec.name)
    try:
        for scenario, found in solved(cases, spec):
            comparison.add(scenario, found)
            if sys.stderr.isatty():
                done = len(comparison.plans) + len(comparison.failed)
                said = text("compare_progress", one_language(lang), count=done, all=len(cases))
                typer.echo(f"\r{said}", nl=done == len(cases), err=True)
    finally:
        if comparison.plans:
            write_comparison(comparison, folder, lang)
    show(card(comparison), as_json, lambda said: comparison_screen(comparison, said), folder, lang)


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
