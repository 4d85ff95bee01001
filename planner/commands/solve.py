"""`planner solve`: the least-cost plan of a case, its tables, and its MAC curve."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any

import typer

from planner.calls.deadline import within
from planner.calls.processes import Handed, aside
from planner.commands.request import Request, planning
from planner.commands.terminal import note, progress
from planner.errors import TimeLimitError, UsageError
from planner.languages import one

if TYPE_CHECKING:
    from planner.curves.macc import MacCurve
    from planner.results.plan import Prepared

EXACT_ENOUGH, BY_SLICE = 1e-4, 1e-3
"""Largest error of the curve, as a share of its rise in cost; in a case with slices each line of it takes longer."""

LARGE = 2_000
"""Interventions times years from which on a process that draws is worth its start, 2 s of CPU."""
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
    from planner.output.kinds import start_drawing

    case = request.read()
    with aside(len(case.interventions) * len(case.years) > LARGE) as hand:
        hand(start_drawing)  # beside what the case is built and solved by
        _solve(request, request.prepared(case), tolerance, over, hand)


def _solve(request: Request, ready: Prepared, tolerance: float | None, over: float | None, hand: Handed) -> None:
    """Pictures are drawn in a process beside, while the curve is followed and the tables are made."""
    from planner.curves.macc import mac_curve
    from planner.output import kinds
    from planner.output.export import summarise
    from planner.output.report import fewest_line, screen
    from planner.output.workbook.plan_workbook import plan_workbook
    from planner.results.most_abatement import most_abatement
    from planner.results.plan import solve as find_plan

    lang = one(request.lang, "en")
    tolerance = tolerance if tolerance is not None else BY_SLICE if ready.inputs.slices.hours else EXACT_ENOUGH
    asked: dict[str, Any] = {"tolerance": tolerance} | ({} if over is None else {"over": over})
    with request.results("solve", ready.case, ready.spec, asked) as results:
        plan = find_plan(ready) if over is None else most_abatement(ready, over=over)
        curve: MacCurve | None = None
        late: TimeLimitError | None = None
        follow = partial(mac_curve, ready, tolerance=tolerance, progress=progress(lang, "progress_curve"))
        sys.setswitchinterval(PATIENCE)
        with ThreadPoolExecutor(1) as beside:
            following = beside.submit(copy_context().run, follow) if ready.inputs.caps and over is None else None
            drawn = [hand(kinds.pictures_of_plan, plan, request.lang)]
            if over is not None:
                typer.echo(fewest_line(plan, over, lang), err=True)
            with within(None):  # a plan that is found is written whole
                for warning in plan.warnings[len(ready.warnings) :]:
                    note("say_warning", lang, warning=warning.in_language(lang))
                drawn.append(hand(kinds.price_paths, plan, request.lang))
                files = kinds.tables_of_plan(plan)
                workbook = plan_workbook(plan, request.lang)
            try:
                curve = following.result() if following else None
            except UsageError as none:
                note("say_no_curve", lang, why=none.in_language(lang))
            except TimeLimitError as over_time:
                late = over_time
        if curve is not None:
            drawn.append(hand(kinds.files_of_curve, curve, request.lang))
        files |= kinds.summary_of_plan(plan, curve, workbook)
        for made in drawn:
            files |= made()
        results.put("solve", files)
    if late:
        note("say_plan_without_curve", lang)
        raise late
    results.show(summarise(plan, curve), lambda lang: screen(plan, curve, lang))
