"""`planner sensitivity`: which numbers cost and prices hang on."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import typer

from planner.commands.many import ManyPlans, Numbers, Seed
from planner.commands.request import planning


@planning()
def sensitivity(
    request: ManyPlans,
    method: Annotated[
        Literal["morris", "sobol"],
        typer.Option(help="morris screens many numbers with few plans; sobol shares out the variance, with many."),
    ] = "morris",
    samples: Annotated[
        int, typer.Option(min=2, help="Trajectories of morris; base samples of sobol, a power of two.")
    ] = 16,
    seed: Seed = 0,
    number: Numbers = None,
) -> None:
    """Say which of the sources' numbers cost and prices hang on, over all of their ranges at once (SALib).

    Needs the extra `sensitivity`. A plan is found for each sample: samples x (numbers + 1), for sobol + 2.

    Writes sensitivity: indices of the total cost and of each shadow price (.csv), the card (.json), a picture (.svg,
    .png).

    Example: planner sensitivity data/industrial_city --method sobol --samples 64 --number price_scrap --number ef_coal
    """
    from planner.model.model_file import read_spec
    from planner.sweeps.sensitivity import sensitivity as find

    case = request.read()
    spec = read_spec(case, request.model)
    asked: dict[str, Any] = {"method": method, "samples": samples, "seed": seed, "numbers": number or None}
    where = request.results("sensitivity", case, spec, asked)
    with where as results, request.kept(results, "sensitivity") as run:
        results.give(find(case, model=spec, **asked, **run))
