"""The ranked MAC curve: each measure alone against the frozen reference, the classic bars.

A measure is an intervention that is not an incumbent. Its tonnes and money are the differences from the reference:
frozen, or, where bans leave none, current policies.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from planner.case import Case
from planner.curves.alone import ReferenceProgram
from planner.curves.direction import in_horizon, subject
from planner.curves.ranking import COLUMNS, rank
from planner.plan import Prepared, clock, prepare


@dataclass(frozen=True)
class RankedCurve:
    """Bars in the order of the chart. `abatement` in the account's unit, money in the case's.

    Of the year: emissions and annualised, undiscounted cost, `reference` less alone. `discounted`: the discounted sums
    over the horizon of the same plans. `net_benefit` = carbon_price x abatement - cost. `bar`: whether it is drawn as
    one. `flag` says why a bar misleads or is missing, `why` which commodities or groups it is about.
    """

    case: Case
    model: str
    year: int
    account: str
    discounted: bool
    carbon_price: float
    reference: str
    bars: pd.DataFrame
    seconds: dict[str, float]


def ranked_curve(
    case: Case | Prepared,
    model: str | Path | None = None,
    *,
    year: int,
    account: str | None = None,
    discounted: bool = False,
    carbon_price: float = 0.0,
) -> RankedCurve:
    """Each measure alone, at the largest activity that it can reach in `year`.

    Measures that save money are ordered by net benefit at `carbon_price` [money per unit of the account], never by
    money per tonne; the others by cost per tonne. Caps and carbon prices of the model play no part. Raises UsageError
    for a year or account that the case doesn't have, NoPlanError when there is no reference to compare with.
    """
    ready = case if isinstance(case, Prepared) else prepare(case, model)
    inputs = ready.inputs
    in_horizon(ready, year)
    account, _ = subject(ready, account, None)
    seconds: dict[str, float] = {}
    with clock(seconds, "ranked"):
        found = ReferenceProgram(ready, year).measures(account, discounted)
        bars = pd.DataFrame(rank(ready.case, inputs, found, carbon_price), columns=COLUMNS)
    base = ready.references.base
    return RankedCurve(ready.case, ready.spec.name, year, account, discounted, carbon_price, base, bars, seconds)
