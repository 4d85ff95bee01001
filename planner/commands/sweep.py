"""`planner sweep`: plans along numbers that vary."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from planner.commands.many import ManyPlans
from planner.commands.request import planning


@planning()
def sweep(
    request: ManyPlans,
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE", help="What varies: a .toml with [vary] or [[points]], or a .csv with a row a point."
        ),
    ],
) -> None:
    """Find the plans of a case along numbers that vary: carbon prices, caps, rates, costs.

    FILE (TOML) names under [vary] what varies, with a list of values or { from = 0, to = 2000, count = 41 }: every
    combination is a point. Or it gives each point under [[points]]; in a CSV each row is one. Names are discount_rate,
    scenario, carbon_price, carbon_price_rising, "caps*" (all caps times the value), or "table/key/column" as a scenario
    writes them.

    What was interrupted goes on where it stopped (extra `export`). Writes sweep_FILE_points: a row a point, and,
    without --folder, sweep_FILE: every outcome of every point (.csv), the card (.json), pictures (.svg, .png).

    Example: planner sweep data/beijing prices.toml
    """
    from planner.output.sweep_card import tables
    from planner.sweeps.plan_file import read_plan, vary_of
    from planner.sweeps.sweep import found_along, task_of

    said, stem = read_plan(file), f"sweep_{file.stem}"
    task = task_of(request.read(), vary_of(said, str(file)), request.model)
    asked = {"said": said, "stem": stem, "outcomes": request.folder is None}
    where = request.results("sweep", task.design.case, task.spec, asked)
    with where as results, request.kept(results, stem) as run:
        found = found_along(task, **run)
        results.give(found, stem, tables=tables(found, outcomes=request.folder is None))
