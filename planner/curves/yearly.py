"""The curves of all years, exact, in as many processes as there are processors."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from planner.case import Case
from planner.curves.macc import MacCurve, mac_curve
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
    with ProcessPoolExecutor(workers, get_context("spawn"), _prepare, (case, model)) as processes:
        try:
            for done, found in enumerate(processes.map(curve, asked), start=1):
                if progress:
                    progress(done)
                yield found
        finally:
            processes.shutdown(wait=False, cancel_futures=True)


def _prepare(case: Case, model: str | Path | None) -> None:
    """In each process, once."""
    global _ready
    _ready = prepare(case, model)


def _curve(year: int, account: str | None, scope: str | None, alone: bool) -> MacCurve:
    return mac_curve(_ready, year=year, account=account, scope=scope, alone=alone)


_ready: Prepared
