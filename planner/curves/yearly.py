"""The curves of all years, exact, in as many processes as there are processors."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from functools import partial
from multiprocessing import active_children, get_context
from multiprocessing.queues import Queue
from pathlib import Path

from planner.case import Case
from planner.curves.macc import MacCurve, mac_curve
from planner.interrupt import held
from planner.limits import Limit, limit_of, within
from planner.plan import Prepared, prepare


def yearly_curves(
    case: Case,
    model: str | Path | None = None,
    *,
    years: Sequence[int] | None = None,
    account: str | None = None,
    scope: str | None = None,
    alone: bool = False,
    progress: Callable[[int], None] | None = None,
) -> Iterator[MacCurve]:
    """The curve of each year's cap, in order of the years (default: all), each as soon as it is there.

    Processes are started afresh, so a script that asks for more than one year needs the usual
    `if __name__ == "__main__":`. `progress` is told how many are done. Raises what `mac_curve` raises.
    """
    asked = list(case.years if years is None else years)
    workers = min(os.cpu_count() or 1, len(asked))
    curve = partial(_curve, account=account, scope=scope, alone=alone)
    others = set(active_children())
    context = get_context("spawn")
    work = context.Queue()  # what is in it can be large, and nobody waits until it is read
    work.cancel_join_thread()
    for _ in range(workers):
        work.put((case, model, limit_of(None)))
    with ProcessPoolExecutor(workers, context, _prepare, (work,)) as processes:
        try:
            with held([]), _deaf_to_interrupts():
                curves = [processes.submit(curve, year) for year in asked]
            for done, found in enumerate(curves, start=1):
                here = found.result()
                if progress:
                    progress(done)
                yield here
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


def _prepare(work: Queue[tuple[Case, str | Path | None, Limit]]) -> None:
    """In each process, once."""
    global _ready, _limit
    case, model, _limit = work.get()
    with within(_limit):
        _ready = prepare(case, model)


def _curve(year: int, account: str | None, scope: str | None, alone: bool) -> MacCurve:
    with within(_limit):
        return mac_curve(_ready, year=year, account=account, scope=scope, alone=alone)


_ready: Prepared
_limit: Limit
