"""`planner sweep`: plans along numbers that vary."""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from planner.commands.request import Request, Results, planning
from planner.languages import one
from planner.messages import text

if TYPE_CHECKING:
    from planner.sweeps.parts import Parts
    from planner.sweeps.solving import Task

MANY = 300
"""Points from which on processes of their own are worth their start."""
Workers = Annotated[
    int | None, typer.Option(min=1, help="Processes that share the work; without it, one a processor for many points.")
]


@planning()
def sweep(
    request: Request,
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="What varies: a file (.toml) with [vary] or [[points]].")
    ],
    workers: Workers = None,
) -> None:
    """Find the plans of a case along numbers that vary: carbon prices, caps, rates, costs.

    FILE (TOML) names under [vary] what varies, with a list of values or { from = 0, to = 2000, count = 41 }: every
    combination is a point. Or it gives each point under [[points]]. Names are discount_rate, scenario, carbon_price,
    carbon_price_rising, "caps*" (all caps times the value), or "table/key/column" as a scenario writes them.

    What was interrupted goes on where it stopped. Writes sweep_FILE_points: a row a point, and sweep_FILE: every
    outcome of every point (.csv), the card (.json), pictures (.svg, .png).

    Example: planner sweep data/beijing prices.toml
    """
    from planner.output.export import sweep_files
    from planner.output.sweep_card import card
    from planner.output.sweep_report import sweep_screen
    from planner.sweeps.plan_file import read_plan, vary_of
    from planner.sweeps.sweep import found_along, task_of

    said, stem = read_plan(file), f"sweep_{file.stem}"
    task = task_of(request.read(), vary_of(said, str(file)), request.model)
    where = request.results("sweep", task.design.case, task.spec, {"said": said, "stem": stem})
    with where as results, kept_parts(results, stem, task) as parts:
        found = found_along(task, progress(one(request.lang, "en")), count(workers, len(task.design.points)), parts)
        results.put(stem, sweep_files(found, request.lang, stem))
    results.show(card(found), lambda lang: sweep_screen(found, lang))


def count(workers: int | None, points: int) -> int:
    """As many as are asked for; without that one a processor where it pays to start them."""
    return workers or ((os.cpu_count() or 1) if points >= MANY else 1)


@contextmanager
def kept_parts(results: Results, stem: str, task: Task) -> Iterator[Parts]:
    """Where blocks are kept until all are done: beside the results, apart for each task."""
    from planner.sweeps.parts import Parts, fingerprint

    parts = results.folder.place / ".planner" / "parts" / stem
    yield Parts(parts / fingerprint(task)[:16])
    shutil.rmtree(parts, ignore_errors=True)


def progress(lang: str) -> Callable[[int, int], None] | None:
    """How many points are done, and the seconds that are left, on a terminal only."""
    if not sys.stderr.isatty():
        return None
    start = time.monotonic()

    def say(count: int, every: int) -> None:
        seconds = (time.monotonic() - start) * (every - count) / count
        left = text("progress_left", lang, seconds=f"{seconds:,.0f}") if count < every else ""
        typer.echo(f"\r{text('progress_sweep', lang, count=count, all=every, left=left)}", nl=count == every, err=True)

    return say
