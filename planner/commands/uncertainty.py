"""`planner uncertainty`: plans of draws from the ranges of the sources."""

from __future__ import annotations

import hashlib
import json
import shutil
from typing import Annotated, Any, Literal

import typer

from planner.commands.request import Request, planning
from planner.commands.sweep import Workers, count, progress
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
    workers: Workers = None,
) -> None:
    """Draw from the ranges of the sources and find the plan of each draw: what is sure, and what it hangs on.

    Each source with a low and a high moves the numbers that rest on it. What was interrupted goes on where it stopped.

    Writes uncertainty_bands, _measures, _numbers and _points (.csv), the card (.json) and two pictures (.svg, .png).

    Example: planner uncertainty data/industrial_city --draws 500
    """
    from planner.model.model_file import read_spec
    from planner.output.export import uncertainty_files
    from planner.output.uncertainty_card import card
    from planner.output.uncertainty_report import uncertainty_screen
    from planner.sweeps.uncertainty import uncertainty as find_plans

    case, lang = request.read(), one(request.lang, "en")
    spec = read_spec(case, request.model)
    asked: dict[str, Any] = {"draws": draws, "seed": seed, "method": method, "numbers": number or None}
    with request.results("uncertainty", case, spec, asked) as results:
        said = json.dumps([asked, results.folder.inputs])
        parts = results.folder.place / ".planner" / "parts" / "uncertainty"
        folder = parts / hashlib.sha256(said.encode()).hexdigest()[:16]
        found = find_plans(
            case, model=spec, **asked, workers=count(workers, draws), folder=folder, progress=progress(lang)
        )
        results.put("uncertainty", uncertainty_files(found, request.lang))
        shutil.rmtree(parts, ignore_errors=True)
    results.show(card(found), lambda lang: uncertainty_screen(found, lang))
