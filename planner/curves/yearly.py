"""The curves of all years, exact, in as many processes as there are processors."""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from planner.arguments import public
from planner.curves.direction import in_horizon, subject
from planner.curves.macc import MacCurve, mac_curve
from planner.errors import UsageError
from planner.plan import CaseLike, Prepared, prepare
from planner.spec import ModelSpec


@public
def yearly_curves(
    case: CaseLike,
    *,
    model: str | Path | ModelSpec | None = None,
    years: Sequence[int] | None = None,
    account: str | None = None,
    scope: str | None = None,
    alone: bool = False,
    progress: Callable[[int], None] | None = None,
) -> Iterator[MacCurve]:
    """Compute the curve of each year's cap, in order of the years, each as soon as it is there.

    Processes are started afresh, so a script that asks for more than one year needs the usual
    `if __name__ == "__main__":`.

    Parameters
    ----------
    case
        A case, a prepared one, a folder of tables or a sheet of measures.
    model
        Name of a model or a model file; without one, the case's default.
    years
        Which years; without any, all.
    account, scope, alone
        As of `mac_curve`.
    progress
        Is told how many curves are done.

    Returns
    -------
    Iterator of MacCurve
        One for each year.

    Raises
    ------
    UsageError, NoPlanError
        As `mac_curve`; UsageError also where the processes can't start.

    Examples
    --------
    >>> [curve.year for curve in planner.yearly_curves("data/example_city", years=[2030])]
    [2030]
    """
    ready = prepare(case, model=model)
    asked = list(ready.inputs.years) if years is None else [in_horizon(ready, year) for year in years]
    subject(ready, account, scope)
    return _curves(ready, asked, {"account": account, "scope": scope, "alone": alone}, progress)


def _curves(
    ready: Prepared, years: list[int], options: dict[str, Any], progress: Callable[[int], None] | None
) -> Iterator[MacCurve]:
    """In this process where one is enough. The others read the prepared case from a file, without what it has solved.

    A pipe would not do: what fills it blocks for ever when a process dies before it reads.
    """
    workers = min(os.cpu_count() or 1, len(years))
    if workers < 2:
        yield from _told((mac_curve(ready, year=year, **options) for year in years), progress)
        return
    with TemporaryDirectory() as folder:
        file = Path(folder) / "prepared"
        file.write_bytes(pickle.dumps(replace(ready)))
        with ProcessPoolExecutor(workers, get_context("spawn"), _start, (file,)) as processes:
            try:
                yield from _told(processes.map(partial(_curve, options), years), progress)
            except BrokenProcessPool:
                raise UsageError("no_processes") from None
            finally:
                processes.shutdown(wait=False, cancel_futures=True)


def _told(curves: Iterator[MacCurve], progress: Callable[[int], None] | None) -> Iterator[MacCurve]:
    for done, found in enumerate(curves, start=1):
        if progress:
            progress(done)
        yield found


def _start(file: Path) -> None:
    """In each process, once."""
    global _ready
    _ready = pickle.loads(file.read_bytes())


def _curve(options: dict[str, Any], year: int) -> MacCurve:
    return mac_curve(_ready, year=year, **options)


_ready: Prepared
