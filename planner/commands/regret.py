"""`planner regret`: what plans cost beyond the best where the numbers turn out otherwise."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from planner.commands.many import DrawnPlans
from planner.commands.request import planning


@planning("scenario")
def regret(
    request: DrawnPlans,
    scenarios: Annotated[
        list[str] | None,
        typer.Argument(metavar="SCENARIO", help="Whose plans are held beside the central one; without one, all."),
    ] = None,
    until: Annotated[
        int | None, typer.Option(help="Last year whose new units are held; later ones are chosen anew.")
    ] = None,
    add: Annotated[bool, typer.Option("--add", help="More may be built on top of what is held.")] = False,
) -> None:
    """Hold the plan of each scenario while numbers turn out as in each draw: what it costs beyond the best plan.

    Also says what it is worth to know the numbers before building. Held are new units; what runs and what is bought is
    chosen anew in each draw.

    Writes regret: each plan in each draw, regret_plans (.csv), the card (.json) and two pictures (.svg, .png).

    Example: planner regret data/industrial_city --until 2035 --add --draws 100
    """
    from planner.model.model_file import read_spec
    from planner.sweeps.regret import regret as hold
    from planner.sweeps.uncertainty import uncertainty

    case = request.read()
    spec = read_spec(case, request.model)
    held: dict[str, Any] = {"plans": scenarios or [], "until": until, "add": add}
    where = request.results("regret", case, spec, {"drawn": request.drawn, "held": held})
    with where as results, request.kept(results, "regret") as run:
        found = hold(uncertainty(case, model=spec, **request.drawn, **run), **held, **run)
        results.give(found)
