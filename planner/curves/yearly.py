"""The curves of all years, exact, in as many processes as there are processors."""

from __future__ import annotations

import os
import pickle
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import replace
from multiprocessing import active_children, get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from planner.calls.arguments import public
from planner.calls.deadline import Deadline, deadline_of, within
from planner.calls.interrupt import held
from planner.curves.direction import in_horizon, subject
from planner.curves.macc import MacCurve, mac_curve
from planner.errors import UsageError
from planner.model.model_file import ModelSpec
from planner.results.plan import CaseLike, Prepared, prepare


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
    time_limit: float | None = None,
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
    time_limit
        Seconds after which it ends in a TimeLimitError; without one, an hour.

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
    options = {"account": account, "scope": scope, "alone": alone}
    return _told(_curves(ready, asked, options, deadline_of(time_limit)), progress)


def _told(curves: Iterator[MacCurve], progress: Callable[[int], None] | None) -> Iterator[MacCurve]:
    for done, found in enumerate(curves, start=1):
        if progress:
            progress(done)
        yield found


def _curves(ready: Prepared, years: list[int], options: dict[str, Any], deadline: Deadline) -> Iterator[MacCurve]:
    """In this process where one is enough. The others read the prepared case from a file, without what it has solved.

    A pipe would not do: what fills it blocks for ever when a process dies before it reads.
    """
    workers, others = min(os.cpu_count() or 1, len(years)), set(active_children())
    if workers < 2:
        yield from (_curve_of(ready, deadline, options, year) for year in years)
        return
    with TemporaryDirectory() as folder:
        file = Path(folder) / "prepared"
        file.write_bytes(pickle.dumps(replace(ready)))
        with ProcessPoolExecutor(workers, get_context("spawn"), _start, (file, deadline)) as processes:
            try:
                with held([]), _deaf_to_interrupts():
                    curves = [processes.submit(_curve, options, year) for year in years]
                for curve in curves:
                    yield curve.result()
            except BrokenProcessPool:
                raise UsageError("no_processes") from None
            except BaseException:  # nobody waits for the others
                for process in set(active_children()) - others:
                    process.terminate()
                raise


@contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """Processes that start here leave Ctrl-C, which a terminal sends to all, to the one that started them."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _start(file: Path, deadline: Deadline) -> None:
    """In each process, once."""
    global _ready, _deadline
    _ready, _deadline = pickle.loads(file.read_bytes()), deadline


def _curve(options: dict[str, Any], year: int) -> MacCurve:
    return _curve_of(_ready, _deadline, options, year)


def _curve_of(ready: Prepared, deadline: Deadline, options: dict[str, Any], year: int) -> MacCurve:
    with within(deadline):
        return mac_curve(ready, year=year, **options)


_ready: Prepared
_deadline: Deadline
