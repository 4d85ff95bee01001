"""`planner credit`: who gets the credit for a plan's abatement."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from planner.commands.request import Account, Enablers, Request, planning
from planner.commands.terminal import progress
from planner.errors import UsageError


@planning()
def credit(
    request: Request,
    year: Annotated[int | None, typer.Option(help="Of this year; without one, of all years, with the wedges.")] = None,
    beside: Annotated[
        int | None, typer.Option(help="Year in whose tonnes the MAC curve beside the wedges is; without one, the last.")
    ] = None,
    account: Account = None,
    orders: Annotated[int, typer.Option(help="Orders sampled in a year of more than ten measures; even.")] = 80,
    seed: Annotated[int, typer.Option(help="Of the sampled orders.")] = 0,
    enablers: Enablers = "with",
) -> None:
    """Share the plan's abatement among its measures.

    Alone, last in and by Shapley value; of all years with the wedges beside the MAC curve.

    Writes credit*: the shares (.csv), their card (.json), pictures (.svg, .png, .pdf, .html); of all years the shares
    by year (_by_year.csv) and the wedges (_wedges).

    Example: planner credit data/beijing --year 2035
    """
    from planner.credit.credit import credit_shares
    from planner.credit.wedges import credit_wedges
    from planner.curves.direction import in_horizon

    if year is not None and beside is not None:
        raise UsageError("beside_horizon")
    ready, say = request.prepared(), progress(request.lang, "progress_credit")
    if beside is not None:
        in_horizon(ready.inputs.years, beside)
    asked: dict[str, Any] = {"year": year, "account": account, "orders": orders, "seed": seed, "enablers": enablers}
    with request.results("credit", ready.case, ready.spec, asked) as results:
        found = credit_shares(ready, **asked, progress=say)
        wedges = None if len(found.years) == 1 else credit_wedges(ready, credit=found, year=beside)
        results.give(wedges or found)
