"""What commands that find many plans are asked besides: how is drawn, who shares the work, where plans are kept."""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from planner.commands.request import Request, Results
from planner.languages import one
from planner.messages import text

Numbers = Annotated[
    list[str] | None,
    typer.Option("--number", help="Key of sources.csv to draw from, several times; without one, all with a range."),
]
Seed = Annotated[int, typer.Option(min=0, help="Of the draws: the same seed gives the same draws.")]


@dataclass(frozen=True)
class ManyPlans(Request):
    """A request whose work several processes may share, and an interruption does not undo."""

    workers: Annotated[
        int | None,
        typer.Option(min=1, help="Processes that share the work; without it, one a processor for many points."),
    ] = None
    cluster: Annotated[
        str | None,
        typer.Option(
            metavar="ADDRESS", help="Dask cluster that shares the work, e.g. tcp://10.0.0.1:8786 (extra `cluster`)."
        ),
    ] = None
    folder: Annotated[
        Path | None,
        typer.Option(
            help="Folder that keeps every outcome of every plan as Parquet (extra `export`); what was interrupted goes "
            "on from there."
        ),
    ] = None

    @contextmanager
    def kept(self, results: Results, stem: str) -> Iterator[dict[str, Any]]:
        """How plans are found: by whom, where they are kept, and who is told how many there are.

        Without a folder they are kept beside the results, if what writes Parquet is there, until all of them are.
        """
        from planner.sweeps.parts import beside

        own = None if self.folder or find_spec("pyarrow") is None else beside(results.folder.place, stem)
        shared = self.cluster or self.workers
        yield {"workers": shared, "folder": self.folder or own, "progress": progress(one(self.lang, "en"))}
        if own:
            shutil.rmtree(own, ignore_errors=True)
            with suppress(OSError):  # parts of another command
                own.parent.rmdir()


@dataclass(frozen=True)
class DrawnPlans(ManyPlans):
    """A request of plans of draws from the ranges of the sources."""

    draws: Annotated[int, typer.Option(min=2, help="How many plans.")] = 200
    seed: Seed = 0
    method: Annotated[
        Literal["latin_hypercube", "sobol"], typer.Option(help="How draws are spread; sobol: best with a power of two.")
    ] = "latin_hypercube"
    number: Numbers = None

    @property
    def drawn(self) -> dict[str, Any]:
        return {"draws": self.draws, "seed": self.seed, "method": self.method, "numbers": self.number or None}


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
