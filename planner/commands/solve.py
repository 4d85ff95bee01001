"""`planner solve`: the least-cost plan of a case, its tables, and its MAC curve."""

from __future__ import annotations

from typing import Annotated

import typer

from planner.commands.request import Request, planning
from planner.commands.terminal import one_language, progress, show
from planner.errors import UsageError
from planner.messages import text


@planning()
def solve(
    request: Request,
    tolerance: Annotated[
        float, typer.Option(min=0, help="Largest error of the MAC curve, as a share of its rise in cost.")
    ] = 1e-4,
) -> None:
    """Find the least-cost plan that keeps every cap.

    Writes summary.json; the tables uptake, emissions, shadow_price, costs, cash and balances (.csv); the price path
    shadow_price and the curve macc_system with pictures (.svg, .png).

    Example: planner solve data/beijing --lang zh
    """
    from planner.curves.macc import mac_curve
    from planner.plan import solve as find_plan
    from planner.reports.export import (
        SOLVE_PICTURES,
        result_folder,
        summarise,
        write_curve,
        write_plan,
        write_prices,
        write_summary,
    )
    from planner.reports.report import screen

    ready, lang = request.prepared(), request.lang
    folder = result_folder(request.out, ready.case.full_name, ready.spec.name, request.force)
    plan = find_plan(ready)
    curve, summary = None, summarise(plan, None)
    write_plan(plan, summary, folder)
    write_prices(plan, folder, lang)
    try:
        if ready.inputs.caps:
            curve = mac_curve(ready, tolerance=tolerance, progress=progress(lang))
    except UsageError as none:
        typer.echo(text("say_no_curve", one_language(lang), why=none.in_language(one_language(lang))), err=True)
    if curve is not None:
        write_curve(curve, folder, lang, SOLVE_PICTURES)
        summary = summarise(plan, curve)
        write_summary(summary, folder)
    show(summary, request.as_json, lambda said: screen(plan, curve, said), folder, lang)
