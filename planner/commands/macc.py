"""`planner macc`: the marginal abatement cost curve of the whole system, or of a sheet of measures."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from planner.commands.ranked import classic_bars
from planner.commands.request import (
    Account,
    Alone,
    Cumulative,
    Order,
    Prices,
    Request,
    Scope,
    StyleFile,
    Tolerance,
    Year,
    planning,
    style_of,
)
from planner.commands.terminal import progress
from planner.errors import UsageError


@planning()
def macc(
    request: Request,
    year: Year = None,
    alone: Alone = False,
    cumulative: Cumulative = False,
    direction: Annotated[
        str | None, typer.Option(help="Tonnes by which caps move in proportion: 2030=5,2035=10, in the account's unit.")
    ] = None,
    account: Account = None,
    scope: Scope = None,
    tolerance: Tolerance = 0.0,
    merge: Annotated[
        float, typer.Option(min=0, help="Join narrow steps where that adds at most this share of the rise in cost.")
    ] = 0.0,
    system: Annotated[
        bool, typer.Option("--system", help="Of a sheet of measures: the exact curve of them all, with interaction.")
    ] = False,
    order: Order = "cost",
    style: StyleFile = None,
    prices: Prices = None,
) -> None:
    """Compute the exact MAC curve of the whole system; of a sheet of measures, draw the classic curve.

    Along the path of all yearly caps, of one year's cap or of a budget. In the classic curve every measure is a bar.

    Writes macc_system*: the steps (.csv), what each changes (_changes.csv, _uptake.csv), the card (.json), pictures
    (.svg, .png, .pdf, .html); of a sheet what `planner ranked` writes.

    Example: planner macc data/beijing --year 2035
    """
    from planner.curves.macc import mac_curve

    if (year is not None) + cumulative + (direction is not None) > 1 or (alone and year is None):
        raise UsageError("one_direction")
    moved = None if direction is None else amounts_by_year(direction)
    drawn = style_of(style, prices)
    if request.of_a_sheet and not system:
        if alone or cumulative or direction or scope or tolerance or merge:
            raise UsageError("option_of_system")
        classic_bars(request, request.prepared(), drawn, year, account, order=order)
        return
    if order != "cost":
        raise UsageError("order_of_bars")
    ready = request.prepared()
    asked: dict[str, Any] = {
        "year": year,
        "alone": alone,
        "cumulative": cumulative,
        "account": account,
        "scope": scope,
        "direction": moved,
        "tolerance": tolerance,
        "merge": merge,
    }
    with request.results("macc", ready.case, ready.spec, asked) as results:
        results.give(mac_curve(ready, **asked, progress=progress(request.lang, "progress_curve")), style=drawn)


def amounts_by_year(said: str) -> dict[int, float]:
    """2030=5,2035=10 as numbers. Raises UsageError for anything else."""
    try:
        return {int(year): float(amount) for year, amount in (part.split("=") for part in said.split(","))}
    except ValueError:
        raise UsageError("bad_direction", found=said) from None
