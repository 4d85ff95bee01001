"""`planner credit`: who gets the credit for a plan's abatement."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from planner.commands.terminal import (
    Account,
    CaseFolder,
    Force,
    Json,
    Model,
    Out,
    PictureLang,
    Scenario,
    progress,
    read_named,
    show,
)
from planner.errors import UsageError


def credit(
    case: CaseFolder = "data/beijing",
    scenario: Scenario = None,
    model: Model = None,
    year: Annotated[int | None, typer.Option(help="Of this year; without one, of all years, with the wedges.")] = None,
    beside: Annotated[
        int | None, typer.Option(help="Year in whose tonnes the MAC curve beside the wedges is; without one, the last.")
    ] = None,
    account: Account = None,
    orders: Annotated[int, typer.Option(help="Orders sampled in a year of more than ten measures; even.")] = 80,
    seed: Annotated[int, typer.Option(help="Of the sampled orders.")] = 0,
    out: Out = Path("results"),
    lang: PictureLang = "en",
    as_json: Json = False,
    force: Force = False,
) -> None:
    """Share the plan's abatement among its measures: alone, last in and Shapley; draw them, and the wedges.

    Example: planner credit data/beijing --year 2035
    """
    from planner.attribution.credit import credit_shares
    from planner.attribution.wedges import credit_wedges
    from planner.curves.direction import in_horizon
    from planner.plan import prepare
    from planner.reports.credit_card import card
    from planner.reports.credit_report import credit_screen
    from planner.reports.export import result_folder, write_credit

    if year is not None and beside is not None:
        raise UsageError("beside_horizon")
    ready = prepare(read_named(case, lang, scenario), model=model)
    if beside is not None:
        in_horizon(ready, beside)
    folder = result_folder(out, ready.case.full_name, ready.spec.name, force)
    found = credit_shares(
        ready, year=year, account=account, orders=orders, seed=seed, progress=progress(lang, "progress_credit", every=1)
    )
    wedges = None if len(found.years) == 1 else credit_wedges(ready, credit=found, year=beside)
    write_credit(found, wedges, folder, lang)
    show(card(found), as_json, lambda said: credit_screen(found, said), folder, lang)
