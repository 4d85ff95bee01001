"""When each measure is taken up along a curve, and what shrinks."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from planner.curves.macc import MacCurve

STARTED = 0.05
"Share of the way from its least to its largest activity after which an intervention has started to move"


class TakenUp(NamedTuple):
    """The activity of an intervention at the ends of the steps; `starts` is the abatement where it begins to move."""

    intervention: str
    activity: tuple[float, ...]
    largest: float
    "In one year"
    unit: str
    starts: float

    @property
    def falls(self) -> bool:
        return self.activity[-1] < self.activity[0]


def uptake_order(curve: MacCurve, most: int = 20) -> list[TakenUp]:
    """The interventions that matter most: what grows, then what ends lower than it began, each as it starts to move.

    An intervention matters by the abatement along the steps that name it.
    """
    steps = curve.steps.set_index("step")
    wide = steps["abatement_to"] - steps["abatement_from"]
    weight = curve.changes["step"].map(wide).groupby(curve.changes["intervention"]).sum()
    stops = ends(curve)
    found = []
    for i in weight.nlargest(most).index:
        rows = curve.uptake[curve.uptake["intervention"] == i].sort_values("step")
        activity = rows["activity"].to_numpy()
        moved = np.abs(activity - activity[0]) / np.ptp(activity)
        n = int(np.argmax(moved >= STARTED))
        starts = float(np.interp(STARTED, moved[n - 1 : n + 1], stops[n - 1 : n + 1]))
        found.append(
            TakenUp(str(i), tuple(activity), float(rows["largest_in_a_year"].max()), str(rows["unit"].iloc[0]), starts)
        )
    return sorted(found, key=lambda row: (row.falls, row.starts))


def ends(curve: MacCurve) -> tuple[float, ...]:
    """The abatement at the start, and at the end of each step."""
    return (*curve.steps["abatement_from"].iloc[:1], *curve.steps["abatement_to"])
