"""`planner frontier`: money against tonnes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from planner.commands.request import Account, Request, planning
from planner.commands.terminal import note, progress
from planner.languages import one

if TYPE_CHECKING:
    from planner.curves.frontier import Frontier

BY_SLICE = 1e-3
"""Largest error in a case with slices, where each bend takes longer."""


@planning()
def frontier(
    request: Request,
    budget: Annotated[
        str | None,
        typer.Option(
            help="Row of budgets.csv whose amounts vary, by id; without one, the money of all, present value."
        ),
    ] = None,
    over: Annotated[
        float | None,
        typer.Option(metavar="MONEY", help="With --budget: what may be spent in all above the least cost."),
    ] = None,
    account: Account = None,
    scope: Annotated[str, typer.Option(help="Whose emissions: total, a sector or a group of sectors.csv.")] = "total",
    year: Annotated[int | None, typer.Option(help="Emissions of this year; without one, of all years in sum.")] = None,
    tolerance: Annotated[
        float | None,
        typer.Option(
            min=0, help="Largest error, as a share of what can be abated: 0, exact; of a case with slices 1e-3."
        ),
    ] = None,
) -> None:
    """Compute the most abatement for each amount of money: a row at each bend, with the measures that change there.

    Caps are lifted; policies and budgets are kept. Each row is what `planner solve --most-abatement` finds.

    Writes frontier*: money, abatement, emissions, the price of the last tonne, what changes (.csv), the card (.json), a
    picture (.svg, .png).

    Example: planner frontier data/example_city --year 2030
    """
    from planner.curves.frontier import frontier as find
    from planner.output.case_words import error_share
    from planner.output.frontier_card import file_stem
    from planner.output.kinds import result_files

    ready, lang = request.prepared(), one(request.lang, "en")
    asked: dict[str, Any] = {"budget": budget, "over": over, "account": account, "scope": scope, "year": year}
    asked["tolerance"] = tolerance if tolerance is not None else BY_SLICE if ready.inputs.slices.hours else 0.0
    with request.results("frontier", ready.case, ready.spec, asked) as results:

        def keep(part: Frontier) -> None:
            """Without a picture, which takes a while."""
            results.put(file_stem(part), result_files(part, None))
            note("frontier_part", lang, reached=f"{part.reached:.0%}", error=error_share(part.largest_error))

        found = find(ready, **asked, progress=progress(lang, "progress_curve"), unfinished=keep)
        results.give(found)
