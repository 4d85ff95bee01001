"""The MAC curve that stands beside the wedges, in the tonnes of one year.

Along the path all yearly caps move in proportion, and so does the cap of the year: after an abatement $a$ of the total
$A$ it stands at $s_y - (s_y - \\bar E_y)\\,a/A$. So the path's curve can be read in the tonnes of each year.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from planner.calls.arguments import public
from planner.calls.shown import Shown
from planner.credit.credit import Credit
from planner.curves.direction import in_horizon, path
from planner.curves.macc import MacCurve, mac_curve
from planner.errors import UsageError
from planner.results.plan import CaseLike, prepare


@dataclass(frozen=True, repr=False)
class Wedges(Shown):
    """The credit of all years, and beside it a curve whose steps lie at `start` - `share` x abatement of `year`."""

    credit: Credit
    year: int
    curve: MacCurve
    start: float
    share: float

    def facts(self) -> dict[str, str]:
        found = self.credit.facts()
        curve = f"{self.curve.kind}, in the tonnes of {self.year}"
        return {"Wedges": found.pop("Credit"), "curve": curve} | found

    def head(self) -> pd.DataFrame:
        return self.credit.head()


@public
def credit_wedges(
    case: CaseLike, *, credit: Credit, year: int | None = None, tolerance: float = 1e-4, time_limit: float | None = None
) -> Wedges:
    """Put the MAC curve of the path, in the tonnes of one year, beside the credit of all years.

    Where that year's cap does not move along the path, it is the year's own curve.

    Parameters
    ----------
    case
        The case or prepared case that the credit is of.
    credit
        What `credit_shares` found, of all years.
    year
        Whose tonnes; without one, the last year.
    tolerance
        The largest error of the curve, as a share of its rise in cost.
    time_limit
        Seconds after which it ends in a TimeLimitError; without one, an hour.

    Returns
    -------
    Wedges
        For `planner.plot`.

    Raises
    ------
    UsageError
        The plan does not have such a year, or the credit is of one year.

    Examples
    --------
    >>> ready = planner.prepare("data/example_city")
    >>> wedges = planner.credit_wedges(ready, credit=planner.credit_shares(ready))
    >>> wedges.year
    2035
    """
    ready = prepare(case)
    if len(credit.years) < len(ready.inputs.years):
        raise UsageError("beside_horizon")
    year = in_horizon(ready.inputs.years, year if year is not None else ready.inputs.years[-1])
    account = credit.account
    if any((cap.account, cap.scope, cap.kind) == (account, "total", "yearly") for cap in ready.inputs.caps):
        way = path(ready, account, "total")
        for move in way.moves:
            if move.columns[-1][-1] == year:
                curve = mac_curve(ready, account=account, scope="total", tolerance=tolerance)
                return Wedges(credit, year, curve, move.start, move.tonnes / way.tonnes)
    curve = mac_curve(ready, year=year, account=account, scope="total", tolerance=tolerance)
    return Wedges(credit, year, curve, float(curve.steps["emissions_from"].max()), 1.0)
