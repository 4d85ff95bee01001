"""`planner private`: what each measure costs each payer beside what it has instead, and the subsidy it takes."""

from __future__ import annotations

from typing import Annotated

import typer

from planner.commands.request import Request, planning

Built = Annotated[
    int | None,
    typer.Option(help="When it is built; without one, the first year in which the plan builds it, else could."),
]


@planning()
def private(request: Request, year: Built = None) -> None:
    """Compute each payer's own cost of each measure beside its cheapest incumbent, and the subsidy that closes the gap.

    Of a case with payers.csv; at each payer's own rate and tariffs. Why a measure is in the plan stands beside it.

    Writes private and why: a row for each measure and payer, and for each cost at the plan's prices (.csv, .json).

    Example: planner private data/beijing --year 2030
    """
    from planner.output.export import files_of
    from planner.output.private_report import card, private_screen
    from planner.results.plan import solve

    ready = request.prepared()
    with request.results("private", ready.case, ready.spec, {"year": year}) as results:
        plan = solve(ready)
        table, why = plan.private_view(year), plan.why(year)
        cards = {"private": card(plan, table, "private"), "why": card(plan, why, "why")}
        results.put("private", files_of({"private": table, "why": why}, cards, {}))
    results.show(cards["private"], lambda lang: private_screen(plan, table, lang))
