"""The curves of all years, exact, in as many processes as there are processors."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from planner.calls.arguments import public
from planner.calls.deadline import deadline_of
from planner.calls.processes import spread
from planner.curves.direction import account_and_scope, in_horizon
from planner.curves.macc import MacCurve, mac_curve
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
    asked = list(ready.inputs.years) if years is None else [in_horizon(ready.inputs.years, year) for year in years]
    account_and_scope(ready, account, scope)
    options = {"account": account, "scope": scope, "alone": alone}
    shared, workers = (replace(ready, extend=None), options), os.cpu_count() or 1
    return _told(spread(_curve, shared, asked, workers, deadline_of(time_limit)), progress)


def _told(curves: Iterator[MacCurve], progress: Callable[[int], None] | None) -> Iterator[MacCurve]:
    for done, found in enumerate(curves, start=1):
        if progress:
            progress(done)
        yield found


def _curve(shared: tuple[Prepared, dict[str, Any]], year: int) -> MacCurve:
    ready, options = shared
    return mac_curve(ready, year=year, **options)
