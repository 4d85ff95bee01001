"""`planner sources`: where each number of a case comes from."""

from __future__ import annotations

from typing import Annotated

import typer

from planner.commands.terminal import CaseFolder, Json, Lang, read_named, show


def sources(
    case: CaseFolder = "data/beijing",
    intervention: Annotated[
        str | None, typer.Option(help="Only what concerns it: its rows, and the prices and factors of its carriers.")
    ] = None,
    lang: Lang = "en",
    as_json: Json = False,
) -> None:
    """Print where each number comes from.

    Its table, row and column, and its sources with their range and grade.

    Example: planner sources data/beijing --intervention retrofit_1
    """
    from planner.case.evidence import numbers
    from planner.output.evidence_report import evidence, evidence_screen

    checked = read_named(case, lang)
    found = numbers(checked, intervention)
    data = evidence(checked, found)
    show(data, as_json, lambda said: evidence_screen(checked, found, intervention, said), lang)
