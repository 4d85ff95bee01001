"""What commands that find many plans are asked besides: how is drawn, who shares the work, where plans are kept."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from planner.commands.request import Request, Results
from planner.commands.terminal import progress_of_many

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
        say = progress_of_many(self.lang, "progress_sweep")
        yield {"workers": self.cluster or self.workers, "folder": self.folder or own, "progress": say}
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
