"""`planner regret`: what plans cost beyond the best where the numbers turn out otherwise."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from planner.commands.request import Request, planning
from planner.commands.sweep import Cluster, Workers, progress, shared_by
from planner.commands.uncertainty import Draws, Method, Number, Seed
from planner.languages import one


@planning("scenario")
def regret(
    request: Request,
    scenarios: Annotated[
        list[str] | None,
        typer.Argument(metavar="[SCENARIO]...", help="Whose plans are held beside the central one; without one, all."),
    ] = None,
    until: Annotated[
        int | None, typer.Option(help="Last year whose new units are held; later ones are chosen anew.")
    ] = None,
    add: Annotated[bool, typer.Option("--add", help="More may be built on top of what is held.")] = False,
    draws: Draws = 200,
    seed: Seed = 0,
    method: Method = "latin_hypercube",
    number: Number = None,
    workers: Workers = None,
    cluster: Cluster = None,
) -> None:
    """Hold the plan of each scenario while numbers turn out as in each draw: what it costs beyond the best plan.

    Also says what it is worth to know the numbers before building. Held are new units; what runs and what is bought is
    chosen anew in each draw.

    Writes regret: each plan in each draw, regret_plans (.csv), the card (.json) and a picture (.svg, .png).

    Example: planner regret data/industrial_city --until 2035 --add --draws 100
    """
    from planner.model.model_file import read_spec
    from planner.output.export import regret_files
    from planner.output.regret_card import card, regret_screen
    from planner.sweeps.regret import regret as hold
    from planner.sweeps.uncertainty import uncertainty as find_plans

    case = request.read()
    spec = read_spec(case, request.model)
    drawn: dict[str, Any] = {"draws": draws, "seed": seed, "method": method, "numbers": number or None}
    held: dict[str, Any] = {"plans": scenarios or [], "until": until, "add": add}
    with request.results("regret", case, spec, {"drawn": drawn, "held": held}) as results:
        say, processes = progress(one(request.lang, "en")), shared_by(workers, cluster, draws)
        found = hold(find_plans(case, model=spec, **drawn, workers=processes, progress=say), **held, workers=processes)
        results.put("regret", regret_files(found, request.lang))
    results.show(card(found), lambda lang: regret_screen(found, lang))
