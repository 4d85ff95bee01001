"""The exact marginal abatement cost curve: steps with their prices and names.

Where you are:  ... plan -> direction -> breakpoints, labels -> [macc] -> ranked, priced -> card -> export -> cli
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from planner.breakpoints import Breakpoints, find_breakpoints
from planner.case import Case
from planner.components.caps import cap_name
from planner.direction import Direction, budget, one_year, path
from planner.errors import UsageError
from planner.labels import Labels
from planner.plan import Prepared, clock, prepare
from planner.results import values_of

COLUMNS = [
    "step",
    "abatement_from",
    "abatement_to",
    "emissions_from",
    "emissions_to",
    "price",
    "price_present",
    "grows",
    "shrinks",
]


@dataclass(frozen=True)
class MacCurve:
    """An exact curve. `steps` in the account's unit and the case's money; `price` of a year is its shadow price.

    `price_present` is the rise of total cost per unit by which caps move (present value); `price` the same per
    discounted unit. `reached` is the share of the way to the targets that can be gone, `largest_error` the most by
    which the true cost lies below the curve, as a share of its rise.
    """

    case: Case
    model: str
    kind: str
    account: str
    scope: str
    year: int | None
    steps: pd.DataFrame
    no_regret: dict[str, float] | None
    reached: float
    solves: int
    pivots: int
    tolerance: float
    largest_error: float
    cap: float | None
    """The cap that the model sets on this year, in the account's unit."""
    policies: tuple[str, ...]
    seconds: dict[str, float]


def mac_curve(
    case: Case | Prepared,
    model: str | Path | None = None,
    *,
    year: int | None = None,
    alone: bool = False,
    cumulative: bool = False,
    account: str | None = None,
    scope: str | None = None,
    tolerance: float = 1e-12,
    progress: Callable[[int], None] | None = None,
) -> MacCurve:
    """The system MAC curve: of one year's cap, of the cumulative budget, or (default) of the path to the caps.

    A case of one year without caps has that year's curve.
    A step is closed when no plan lies below it by more than `tolerance` of the rise of cost along the curve.
    Raises UsageError for a direction that the model doesn't have, NoPlanError when even the start has no plan.
    """
    if (year is not None and cumulative) or (alone and year is None):
        raise UsageError("one_direction")
    ready = case if isinstance(case, Prepared) else prepare(case, model)
    if year is None and len(ready.inputs.years) == 1 and not ready.inputs.caps:
        year = ready.inputs.years[0]
    seconds: dict[str, float] = {}
    with clock(seconds, "start"):
        if year is not None:
            direction = one_year(ready, year, account, scope, alone)
        elif cumulative or ready.spec.caps == "cumulative":
            direction = budget(ready, account, scope)
        else:
            direction = path(ready, account, scope)
    with clock(seconds, "curve"):
        trace = find_breakpoints(direction, tolerance, progress) if direction.moves else None
    with clock(seconds, "labels"):
        steps = _steps(ready, direction, trace) if trace else pd.DataFrame(columns=COLUMNS)
    return MacCurve(
        case=ready.case,
        model=ready.spec.name,
        kind=direction.kind,
        account=direction.account,
        scope=direction.scope,
        year=year,
        steps=steps,
        no_regret=_no_regret(ready, direction),
        reached=trace.points[-1].t if trace else 1.0,
        solves=trace.solves if trace else 0,
        pivots=trace.pivots if trace else 0,
        tolerance=tolerance,
        largest_error=trace.largest_error if trace else 0.0,
        cap=_cap(ready, direction),
        policies=_policies(ready, direction),
        seconds=seconds,
    )


def _steps(ready: Prepared, direction: Direction, trace: Breakpoints) -> pd.DataFrame:
    labels = Labels(ready.inputs, direction.program, [direction.year] if direction.year else list(ready.inputs.years))
    rows: list[tuple[Any, ...]] = []
    tonnes, discounted, start = direction.tonnes, direction.discounted_tonnes, direction.start_emissions
    for n, (a, b) in enumerate(pairwise(trace.points), start=1):
        slope = trace.slope(a, b)
        grows, shrinks = labels.changes(b.x - a.x)
        abatement = a.t * tonnes, b.t * tonnes
        emissions = start - abatement[0], start - abatement[1]
        rows.append((n, *abatement, *emissions, slope / discounted, slope / tonnes, grows, shrinks))
    return pd.DataFrame(rows, columns=COLUMNS)


def _no_regret(ready: Prepared, direction: Direction) -> dict[str, float] | None:
    """Frozen less least cost: money saved (present value) and tonnes avoided in the years of the curve."""
    least, frozen, _ = ready.references
    if frozen is None:
        return None
    cost = ready.resource_cost
    tonnes = [
        sum(
            values_of(ready.program, s).scoped_emissions(ready.inputs, direction.account, direction.scope, y)
            for y in direction.years
        )
        for s in (frozen, least)
    ]
    return {"money": float(cost @ (frozen.x - least.x)), "tonnes": tonnes[0] - tonnes[1]}


def _cap(ready: Prepared, direction: Direction) -> float | None:
    at = (direction.account, direction.scope, "yearly", direction.year)
    return next((c.amount for c in ready.inputs.caps if (c.account, c.scope, c.kind, c.year) == at), None)


def _policies(ready: Prepared, direction: Direction) -> tuple[str, ...]:
    """Caps and carbon prices that stay in force along the curve."""
    program = direction.program
    names = {cap: cap_name(cap, ready.inputs.groups) for cap in ready.inputs.caps}
    held = [
        cap
        for cap, name in names.items()
        if np.isfinite(
            program.upper[program.column[name]] if name in program.column else program.row_upper[program.row[name]]
        )
    ]
    caps = [f"{cap.kind} cap on {cap.account}, {cap.scope}, {cap.year}: {cap.amount:.6g}" for cap in held]
    priced = dict.fromkeys((a, scope) for a, scope, _ in ready.inputs.carbon_price)
    return (*caps, *(f"carbon price on {a}, {scope}" for a, scope in priced))
