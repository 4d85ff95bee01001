"""`planner uncertainty`: plans of draws from the ranges of the sources."""

from __future__ import annotations

import hashlib
import json
from typing import Annotated, Any, Literal

import typer

from planner.commands.request import Request, planning
from planner.commands.sweep import Cluster, Folder, Workers, kept_parts, progress, shared_by
from planner.languages import one

Draws = Annotated[int, typer.Option(min=2, help="How many plans.")]
Seed = Annotated[int, typer.Option(min=0, help="Of the draws: the same seed gives the same draws.")]
Method = Annotated[
    Literal["latin_hypercube", "sobol"], typer.Option(help="How draws are spread; sobol: best with a power of two.")
]
Number = Annotated[
    list[str] | None,
    typer.Option(help="Key of sources.csv to draw from, several times; without one, all with a range."),
]


@planning()
def uncertainty(
    request: Request,
    draws: Draws = 200,
    seed: Seed = 0,
    method: Method = "latin_hypercube",
    number: Number = None,
    above: Annotated[
        float | None,
        typer.Option(help="Also the probability that the price of each cap exceeds this, money per tonne."),
    ] = None,
    workers: Workers = None,
    cluster: Cluster = None,
    folder: Folder = None,
) -> None:
    """Draw from the ranges of the sources and find the plan of each draw: what is sure, and what it hangs on.

    Each source with a low and a high moves the numbers that rest on it. What was interrupted goes on where it stopped
    (extra export).

    Writes uncertainty_bands, _measures, _numbers and _points (.csv), the card (.json) and two pictures (.svg, .png);
    with --above also _probability (.csv).

    Example: planner uncertainty data/industrial_city --draws 500 --above 450
    """
    from planner.model.model_file import read_spec
    from planner.output.export import uncertainty_files
    from planner.output.uncertainty_card import card
    from planner.output.uncertainty_report import uncertainty_screen
    from planner.sweeps.uncertainty import uncertainty as find_plans

    case, lang = request.read(), one(request.lang, "en")
    spec = read_spec(case, request.model)
    asked: dict[str, Any] = {"draws": draws, "seed": seed, "method": method, "numbers": number or None}
    with request.results("uncertainty", case, spec, {**asked, "above": above}) as results:
        said = hashlib.sha256(json.dumps([asked, results.folder.inputs]).encode()).hexdigest()
        with kept_parts(results, folder, "uncertainty", said) as parts:
            many, place = shared_by(workers, cluster, draws), parts.folder if parts else None
            found = find_plans(case, model=spec, **asked, workers=many, folder=place, progress=progress(lang))
            results.put("uncertainty", uncertainty_files(found, request.lang, above))
    results.show(card(found), lambda lang: uncertainty_screen(found, lang, above))
