"""`planner audit`: results that were written, checked again."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from planner.calls.deadline import DEFAULT
from planner.commands.terminal import Json, Lang, Model, Scenario, print_json, read_named
from planner.errors import listed
from planner.messages import text


def audit(
    results: Annotated[Path, typer.Argument(metavar="RESULTS", help="Folder of results: results/<case>/<model>.")],
    case: Annotated[str, typer.Argument(metavar="CASE", help="The tables or the sheet of measures that they are of.")],
    scenario: Scenario = None,
    model: Model = None,
    discount_rate: Annotated[
        float | None, typer.Option(min=0, max=0.99, help="Of a sheet of measures, as it was asked for.")
    ] = None,
    lang: Lang = "en",
    time_limit: Annotated[float, typer.Option(help="Seconds after which the command ends with exit code 6.")] = DEFAULT,
    as_json: Json = False,
) -> None:
    """Check results again: compare hashes, recompute every number, name each cell that does not fit.

    Ends with exit code 9 where something does not fit. Scenario and model are those of the results.

    Example: planner audit results/beijing/annual_caps data/beijing
    """
    from planner.auditing.folder import audit_results, sets_of_results

    sets_of_results(results, case)
    read = read_named(case, lang, None, discount_rate)
    found = audit_results(results, case=read, scenario=scenario, model=model, time_limit=time_limit)
    if as_json:
        print_json(found.as_dict())
    else:
        count = len(found.findings)
        values = {"place": str(results), "files": found.files, "cells": f"{found.cells:,}", "count": count}
        typer.echo(text("audit_found" if count else "audit_fits", lang, **values))
        for line in listed(found.findings, lang):
            typer.echo(line)
        if count and found.others:
            then = ", ".join(f"{name} {version}" for name, version in found.others.items())
            typer.echo(text("audit_versions", lang, found=then))
    if not found.fits:
        raise typer.Exit(9)
