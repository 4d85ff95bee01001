"""The MAC curve that stands beside the wedges, in the tonnes of one year.

Along the path all yearly caps move in proportion, and so does the cap of the year: after an abatement $a$ of the total
$A$ it stands at $s_y - (s_y - \\bar E_y)\\,a/A$. So the path's curve can be read in the tonnes of each year.
"""

from __future__ import annotations

from dataclasses import dataclass

from planner.attribution.credit import Credit
from planner.curves.direction import in_horizon, path
from planner.curves.macc import MacCurve, mac_curve
from planner.plan import Prepared


@dataclass(frozen=True)
class Beside:
    """A curve whose steps, in the tonnes of `year`, lie at `start` - `share` x abatement."""

    year: int
    curve: MacCurve
    start: float
    share: float


def curve_beside(ready: Prepared, credit: Credit, year: int | None = None, tolerance: float = 1e-4) -> Beside:
    """The path's curve in the tonnes of a year, the last one by default; where its cap does not move, its own curve.

    Raises UsageError for a year that the plan does not have.
    """
    year = in_horizon(ready, year if year is not None else ready.inputs.years[-1])
    account = credit.account
    if any((cap.account, cap.scope, cap.kind) == (account, "total", "yearly") for cap in ready.inputs.caps):
        way = path(ready, account, "total")
        for move in way.moves:
            if move.columns[-1][-1] == year:
                curve = mac_curve(ready, account=account, scope="total", tolerance=tolerance)
                return Beside(year, curve, move.start, move.tonnes / way.tonnes)
    curve = mac_curve(ready, year=year, account=account, scope="total", tolerance=tolerance)
    return Beside(year, curve, float(curve.steps["emissions_from"].max()), 1.0)
