"""The exact marginal abatement cost curve: every breakpoint of the least cost along a direction.

Where you are:  ... plan -> direction -> [macc] -> sweep -> export, report, plot, cli

The least cost V(t) is convex and piecewise linear, and each solve gives a point on it and a line below it (the dual of
t). Where the lines of two neighbours meet, the curve can lie furthest below their chord: a solve there finds a new
point and line, or proves that the two lines are the curve. One bound changes per solve, so each is a few dual pivots.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from planner.case import Case
from planner.components.caps import cap_name
from planner.direction import TIGHTEN, Direction, budget, one_year, path
from planner.labels import Labels
from planner.plan import Prepared, clock, prepare
from planner.program import Program, Vector
from planner.results import values_of
from planner.solver import Basis, Infeasible, Session

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
COLLINEAR = 1e-12
"""A point this share of the rise below the line between its neighbours lies on it."""


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


@dataclass(frozen=True)
class _Point:
    """A plan on the curve: how far the caps have moved, the plan, and the slope of a line nowhere above the curve."""

    t: float
    x: Vector
    slope: float


def mac_curve(
    case: Case | Prepared,
    model: str | Path | None = None,
    *,
    year: int | None = None,
    alone: bool = False,
    cumulative: bool = False,
    account: str | None = None,
    scope: str = "total",
    tolerance: float = 1e-12,
    progress: Callable[[int], None] | None = None,
) -> MacCurve:
    """The system MAC curve: of one year's cap, of the cumulative budget, or (default) of the path to the caps.

    A step is closed when no plan lies below it by more than `tolerance` of the rise of cost along the curve.
    Raises UsageError for a direction that the model doesn't have, NoPlanError when even the start has no plan.
    """
    ready = case if isinstance(case, Prepared) else prepare(case, model)
    seconds: dict[str, float] = {}
    with clock(seconds, "start"):
        if year is not None:
            direction = one_year(ready, year, account, scope, alone)
        elif cumulative or ready.spec.caps == "cumulative":
            direction = budget(ready, account, scope)
        else:
            direction = path(ready, account, scope)
    with clock(seconds, "curve"):
        trace = _Trace(direction.program, direction.basis, tolerance, progress) if direction.moves else None
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
        solves=trace.session.solves if trace else 0,
        pivots=trace.pivots if trace else 0,
        tolerance=tolerance,
        largest_error=trace.error if trace else 0.0,
        cap=_cap(ready, direction),
        policies=_policies(ready, direction),
        seconds=seconds,
    )


class _Trace:
    """The breakpoints of V(t), left to right."""

    def __init__(
        self, program: Program, start: Basis, tolerance: float, progress: Callable[[int], None] | None
    ) -> None:
        self.program, self.cost, self.t = program, program.cost, program.column[TIGHTEN]
        self.progress, self.pivots, self.error = progress, 0, 0.0
        end, basis = self._end()
        self.session = Session(program, basis, steady=True)
        last = self._at(end)
        self.session.restart(start)
        first = self._at(0.0)
        self.rise = self._rise(first, last)
        self.points = self._merged([first, *self._between(first, last, tolerance * self.rise)])

    def _between(self, left: _Point, right: _Point, allowed: float) -> list[_Point]:
        """The points after `left` up to `right`; between neighbours the curve lies at most `allowed` below their chord.

        The tangents of two neighbours lie below the curve, their chord above it; where the tangents meet, the three are
        furthest apart. A solve there is on the curve: either the tangents are the curve, or it gives a new one.
        """
        found: list[_Point] = []
        chords = [(left, right)]
        while chords:
            a, b = chords.pop()
            width, rise = b.t - a.t, self._rise(a, b)
            meet = (b.slope * width - rise) / (b.slope - a.slope) if b.slope > a.slope else 0.0
            gap = rise / width * meet - a.slope * meet if 0 < meet < width else 0.0
            if gap <= allowed:
                self.error = max(self.error, gap / self.rise if self.rise else 0.0)
                found.append(b)
            else:
                middle = self._at(a.t + meet)
                chords += [(middle, b), (a, middle)]
        return found

    def _end(self) -> tuple[float, Basis]:
        """The furthest t that any plan reaches, 1 where the caps can be met; and a basis there."""
        try:
            return 1.0, Session(self.program.with_bounds(lower={TIGHTEN: 1.0})).solve().basis
        except Infeasible:
            away = replace(self.program, cost=-np.eye(1, len(self.cost), self.t).ravel(), cost_offset=0.0)
            furthest = Session(away).solve()
            return float(furthest.x[self.t]), furthest.basis

    def _merged(self, points: list[_Point]) -> list[_Point]:
        """Without the points that lie on the line between their neighbours."""
        allowed = COLLINEAR * self.rise
        kept = points[:1]
        for point, after in pairwise(points[1:]):
            before = kept[-1]
            share = (point.t - before.t) / (after.t - before.t)
            if share * self._rise(before, after) - self._rise(before, point) > allowed:
                kept.append(point)
        return [*kept, points[-1]]

    def slope(self, a: _Point, b: _Point) -> float:
        """Rise per t between neighbours, of the tangent that is their chord: a dual is sharp where a step is narrow."""
        rise, width = self._rise(a, b), b.t - a.t
        tangent = min((a.slope, b.slope), key=lambda slope: abs(slope * width - rise))
        return tangent if abs(tangent * width - rise) <= COLLINEAR * self.rise else rise / width

    def _at(self, t: float) -> _Point:
        """The least cost with the caps moved by t; the reduced cost of the fixed t is the slope of a line below it."""
        self.session.set_bounds(TIGHTEN, t, t)
        solution = self.session.solve()
        self.pivots += self.session.pivots
        if self.progress:
            self.progress(self.session.solves)
        return _Point(t, solution.x, float(solution.reduced_cost[self.t]))

    def _rise(self, a: _Point, b: _Point) -> float:
        """V(b) - V(a), from the difference of the plans, never of two large objectives."""
        return float(self.cost @ (b.x - a.x))


def _steps(ready: Prepared, direction: Direction, trace: _Trace) -> pd.DataFrame:
    labels = Labels(ready.inputs, direction.program, [direction.year] if direction.year else list(ready.inputs.years))
    rows: list[tuple[Any, ...]] = []
    tonnes, discounted, start = direction.tonnes, direction.discounted_tonnes, direction.start_emissions
    for n, (a, b) in enumerate(pairwise(trace.points), start=1):
        slope = trace.slope(a, b)
        grows, shrinks = labels.changes(b.x - a.x)
        rows.append(
            (
                n,
                a.t * tonnes,
                b.t * tonnes,
                start - a.t * tonnes,
                start - b.t * tonnes,
                slope / discounted,
                slope / tonnes,
                grows,
                shrinks,
            )
        )
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
