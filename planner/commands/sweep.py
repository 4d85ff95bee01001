"""`planner sweep`: plans along numbers that vary."""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from planner.commands.request import Request, Results, planning
from planner.languages import one
from planner.messages import text

if TYPE_CHECKING:
    from planner.sweeps.parts import Parts

MANY = 300
"""Points from which on processes of their own are worth their start."""
Workers = Annotated[
    int | None, typer.Option(min=1, help="Processes that share the work; without it, one a processor for many points.")
]
Cluster = Annotated[
    str | None,
    typer.Option(
        metavar="ADDRESS", help="Dask cluster that shares the work, e.g. tcp://10.0.0.1:8786 (extra cluster)."
    ),
]
Folder = Annotated[
    Path | None,
    typer.Option(help="Folder that keeps every outcome of every point as Parquet (extra export), in place of a table."),
]


@planning()
def sweep(
    request: Request,
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="What varies: a file (.toml) with [vary] or [[points]].")
    ],
    workers: Workers = None,
    cluster: Cluster = None,
    folder: Folder = None,
) -> None:
    """Find the plans of a case along numbers that vary: carbon prices, caps, rates, costs.

    FILE (TOML) names under [vary] what varies, with a list of values or { from = 0, to = 2000, count = 41 }: every
    combination is a point. Or it gives each point under [[points]]. Names are discount_rate, scenario, carbon_price,
    carbon_price_rising, "caps*" (all caps times the value), or "table/key/column" as a scenario writes them.

    What was interrupted goes on where it stopped (extra export). Writes sweep_FILE_points: a row a point, and
    sweep_FILE: every outcome of every point (.csv), the card (.json), pictures (.svg, .png).

    Example: planner sweep data/beijing prices.toml
    """
    from planner.output.export import sweep_files
    from planner.output.sweep_card import card
    from planner.output.sweep_report import sweep_screen
    from planner.sweeps.parts import fingerprint
    from planner.sweeps.plan_file import read_plan, vary_of
    from planner.sweeps.sweep import found_along, task_of

    said, stem = read_plan(file), f"sweep_{file.stem}"
    task = task_of(request.read(), vary_of(said, str(file)), request.model)
    where = request.results(
        "sweep", task.design.case, task.spec, {"said": said, "stem": stem, "outcomes": folder is None}
    )
    with where as results, kept_parts(results, folder, stem, fingerprint(task)) as parts:
        found = found_along(
            task, progress(one(request.lang, "en")), shared_by(workers, cluster, len(task.design.points)), parts
        )
        results.put(stem, sweep_files(found, request.lang, stem, outcomes=folder is None))
    results.show(card(found), lambda lang: sweep_screen(found, lang))


def shared_by(workers: int | None, cluster: str | None, points: int) -> int | str:
    """A cluster, or as many processes as are asked for; without that one a processor where it pays to start them."""
    return cluster or workers or ((os.cpu_count() or 1) if points >= MANY else 1)


@contextmanager
def kept_parts(results: Results, folder: Path | None, stem: str, task: str) -> Iterator[Parts | None]:
    """Where blocks are kept: in the folder that is asked for; without one beside the results, until all are done.

    Those are apart for each task, and need what writes Parquet.
    """
    from planner.sweeps.parts import Parts

    if folder or find_spec("pyarrow") is None:
        yield Parts(folder) if folder else None
        return
    beside = results.folder.place / ".planner" / "parts" / stem
    yield Parts(beside / task[:16])
    shutil.rmtree(beside, ignore_errors=True)


def progress(lang: str) -> Callable[[int, int], None] | None:
    """How many points are done, and the seconds that are left, on a terminal only."""
    if not sys.stderr.isatty():
        return None
    begun: list[tuple[float, int]] = []

    def say(count: int, every: int) -> None:
        begun.append((time.monotonic(), count))
        (start, before), left = begun[0], ""
        if before < count < every:
            seconds = (time.monotonic() - start) * (every - count) / (count - before)
            left = text("progress_left", lang, seconds=f"{seconds:,.0f}")
        typer.echo(f"\r{text('progress_sweep', lang, count=count, all=every, left=left)}", nl=count == every, err=True)

    return say
