"""`planner solve`: the least-cost plan of a case, its tables, and its MAC curve."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from functools import partial
from typing import Annotated, Any

import typer

from planner.commands.request import Request, planning
from planner.commands.terminal import note, progress
from planner.errors import TimeLimitError, UsageError
from planner.languages import one

EXACT_ENOUGH, BY_SLICE = 1e-4, 1e-3
"""Largest error of the curve, as a share of its rise in cost; in a case with slices each line of it takes longer."""

PATIENCE = 1e-4
"""How long HiGHS, which asks at each pivot whether to go on, waits for Python that is at work beside it [s]."""


@planning()
def solve(
    request: Request,
    tolerance: Annotated[
        float | None,
        typer.Option(
            min=0,
            help="Largest error of the MAC curve, as a share of its rise in cost: 1e-4, of a case with slices 1e-3.",
        ),
    ] = None,
    over: Annotated[
        float | None,
        typer.Option(
            "--most-abatement",
            metavar="MONEY",
            help="The fewest emissions for so much more than the least cost, present value, in place of the caps.",
        ),
    ] = None,
) -> None:
    """Find the least-cost plan that keeps every cap.

    Writes the workbook plan.xlsx; summary.json; the tables uptake, modes, emissions, shadow_price, prices, costs, cash
    and balances (.csv); the price path shadow_price and the curve macc_system with pictures (.svg, .png).

    Example: planner solve data/beijing --lang zh
    """
    from planner.curves.macc import mac_curve
    from planner.output.export import summarise
    from planner.output.kinds import curve_pages, plan_pages
    from planner.output.report import fewest_line, screen
    from planner.results.most_abatement import most_abatement
    from planner.results.plan import solve as find_plan

    ready, lang = request.prepared(), one(request.lang, "en")
    tolerance = tolerance if tolerance is not None else BY_SLICE if ready.inputs.slices.hours else EXACT_ENOUGH
    asked: dict[str, Any] = {"tolerance": tolerance} | ({} if over is None else {"over": over})
    with request.results("solve", ready.case, ready.spec, asked) as results:
        plan, curve = find_plan(ready) if over is None else most_abatement(ready, over=over), None
        follow = partial(mac_curve, ready, tolerance=tolerance, progress=progress(lang))
        sys.setswitchinterval(PATIENCE)
        with ThreadPoolExecutor(1) as beside:
            following = beside.submit(copy_context().run, follow) if ready.inputs.caps and over is None else None
            if over is not None:
                typer.echo(fewest_line(plan, over, lang), err=True)
            for warning in plan.warnings[len(ready.warnings) :]:
                note("say_warning", lang, warning=warning.in_language(lang))
            pages = plan_pages(plan, request.lang)
            try:
                curve = following.result() if following else None
            except UsageError as none:
                note("say_no_curve", lang, why=none.in_language(lang))
            except TimeLimitError:
                results.put("solve", pages | curve_pages(plan, None, request.lang))
                note("say_plan_without_curve", lang)
                raise
        results.put("solve", pages | curve_pages(plan, curve, request.lang))
    results.show(summarise(plan, curve), lambda lang: screen(plan, curve, lang))
