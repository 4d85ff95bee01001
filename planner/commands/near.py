"""`planner near`: how far measures go in plans that cost little more."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from planner.commands.request import Request, planning


@planning()
def near(
    request: Request,
    slack: Annotated[
        float, typer.Option(min=0, max=1, help="Share by which a plan may cost more than the cheapest: 0.01 is 1 %.")
    ] = 0.01,
    plans: Annotated[int, typer.Option(min=0, help="How many plans that differ most, beside the cheapest.")] = 4,
    year: Annotated[
        int | None, typer.Option(help="What stands in this year; without one, what is built in all.")
    ] = None,
    curve: Annotated[
        bool, typer.Option("--curve", help="In the order of the MAC curve, with the price at which each comes in.")
    ] = False,
) -> None:
    """Find how far each measure can go up and down in plans that cost a little more than the cheapest.

    Also gives the plans among them that differ most.

    Writes near_optimal and near_optimal_plans (.csv), the card (.json) and a picture (.svg, .png).

    Example: planner near data/industrial_city --slack 0.02 --year 2040
    """
    from planner.curves.macc import mac_curve
    from planner.sweeps.near_optimal import near_optimal

    ready = request.prepared()
    asked: dict[str, Any] = {"slack": slack, "year": year, "plans": plans}
    with request.results("near", ready.case, ready.spec, asked | {"curve": curve}) as results:
        found = near_optimal(ready, **asked)
        if curve:
            found = found.beside(mac_curve(ready, year=year))
        results.give(found)
