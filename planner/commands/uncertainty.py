"""`planner uncertainty`: plans of draws from the ranges of the sources."""

from __future__ import annotations

from typing import Annotated

import typer

from planner.commands.many import DrawnPlans
from planner.commands.request import planning


@planning()
def uncertainty(
    request: DrawnPlans,
    above: Annotated[
        float | None,
        typer.Option(min=0, help="Also the probability that the price of each cap exceeds this, money per tonne."),
    ] = None,
) -> None:
    """Draw from the ranges of the sources and find the plan of each draw: what is sure, and what it hangs on.

    Each source with a low and a high moves the numbers that rest on it. What was interrupted goes on where it stopped
    (extra `export`).

    Writes uncertainty_bands, _measures, _numbers and _points (.csv), the card (.json) and two pictures (.svg, .png);
    with --above also _probability (.csv).

    Example: planner uncertainty data/industrial_city --draws 500 --above 450
    """
    from planner.model.model_file import read_spec
    from planner.output.uncertainty_card import tables
    from planner.sweeps.uncertainty import uncertainty as find_plans

    case = request.read()
    spec = read_spec(case, request.model)
    where = request.results("uncertainty", case, spec, {**request.drawn, "above": above})
    with where as results, request.kept(results, "uncertainty") as run:
        found = find_plans(case, model=spec, **request.drawn, **run)
        results.give(found, said={"above": above}, tables=tables(found, above))
