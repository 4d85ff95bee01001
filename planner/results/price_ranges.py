"""Beside a shadow price: what one unit tighter would cost and one looser would save, and how far the price holds.

The least cost is convex and piecewise linear in each limit. A price holds from one kink to the next; at a kink it is an
interval, whose ends are the prices of the two pieces that meet there.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import sparse

from planner.calls.deadline import check
from planner.model.inputs import Inputs
from planner.model.subject import Limit, Name
from planner.program.inverse import Unstable
from planner.program.parametric_simplex import ParametricSimplex, leave_basis
from planner.program.program import Program, Vector
from planner.program.session import Session, Solution
from planner.program.tableau import TOLERANCE, Tableau
from planner.results.duals import present_price

NEAR = 1e-8
"""Share of the size of an account's caps within which two caps are the same."""
FAR = 1e6
"""Times that size: a price that holds so far holds for ever."""
SAME = 1e-7
"""Share of a price within which two prices are the same; of the tightened tonnes, within which emissions stay."""
KINK = 1e-6
"""Share of a price by which its two ends differ at a kink."""
STALLED = 2000
"""Pivots without a step after which a price is not known."""
NARROW = 1e-12
"""Share of that size below which a move is no step."""


@dataclass(frozen=True)
class PriceRange:
    """Of one limit. Prices in present-value money per unit of what it limits; amounts in its unit.

    `tightened`: what one unit tighter would cost, infinite where no plan keeps that; `relaxed`: what one unit looser
    would save; NaN where the basis is too near singular to say. The price holds for amounts from `holds_from` to
    `holds_to` (NaN where the amount is no right-hand side, as of a share). `moves`: by how much what is under other
    limits falls when this one is tightened to where its price ends.
    """

    tightened: float
    relaxed: float
    holds_from: float
    holds_to: float
    moves: dict[Limit, float]


@dataclass(frozen=True)
class _Side:
    """One side of a cap: how far the price holds, the price beyond, and the plan there; in the case's units.

    Where it does not hold at all, `beyond` is the price of the first tonnes on that side.
    """

    reach: float
    beyond: float
    there: Vector


def at_kink(prices: pd.DataFrame) -> pd.Series:
    """Whether one unit tighter costs more than one looser saves."""
    return prices["tightened"] > prices["relaxed"] * (1 + KINK)


def price_ranges(inputs: Inputs, program: Program, solution: Solution) -> dict[Limit, PriceRange]:
    """Of every limit of a plan: from its basis a few pivots to the next kink on either side."""
    session = Session(program, solution.basis, steady=True)
    session.solve()
    try:
        plan = Tableau(session.vertex, shared=True)
    except Unstable:
        return dict.fromkeys(inputs.limits, PriceRange(np.nan, np.nan, np.nan, np.nan, {}))
    held_by = _rows(program, [limit.name for limit in inputs.limits])
    levels = held_by @ solution.x
    found = {}
    for limit, level in zip(inputs.limits, levels.tolist(), strict=True):
        size, held = max(inputs.size_of(limit, program), abs(level)), program.limit(limit.name)
        price = present_price(program, solution, limit)
        down = _side(program, plan, limit.name, price, size, -1)
        if held - level > NEAR * size:
            found[limit] = PriceRange(0.0, 0.0, *_amounts(limit, held, level - down.reach, np.inf), {})
            continue
        up = _side(program, plan, limit.name, price, size, 1)
        falls = dict(zip(inputs.limits, (levels - held_by @ down.there).tolist(), strict=True))
        found[limit] = PriceRange(
            price if down.reach > NEAR * size else down.beyond,
            price if up.reach > NEAR * size else up.beyond,
            *_amounts(limit, held, held - down.reach, held + up.reach),
            {other: fall for other, fall in falls.items() if other != limit and fall > SAME * size},
        )
    return found


def _rows(program: Program, names: Sequence[Name]) -> sparse.csr_array:
    """What limits of these names hold of a plan: a row for each, that of the program or a column's own."""
    by_row = program.matrix.tocsr()
    own = sparse.eye_array(len(program.columns), format="csr")
    at = [own[[program.column[name]]] if name in program.column else by_row[[program.row[name]]] for name in names]
    return sparse.csr_array(sparse.vstack(at)) if at else own[:0]


def _amounts(limit: Limit, held: float, low: float, high: float) -> tuple[float, float]:
    """The amounts for which a row's right-hand side, now `held`, lies between two.

    The row of a limit from below is turned. What the row holds anyway and what a reference spends stand between the
    right-hand side and the amount.
    """
    if limit.right is not None:
        return np.nan, np.nan
    between = limit.side * limit.amount - held
    low, high = low + between, high + between
    return (low, high) if limit.side > 0 else (-high, -low)


class _Moving:
    """A limit on its way down (-1) or up (+1) from a plan, whose basis goes with it; out in the case's units."""

    def __init__(self, program: Program, plan: Tableau, name: Name, way: int) -> None:
        self.scale, self.tableau, self.way, columns = program.scale, plan.copy(), way, len(program.columns)
        is_column = name in program.column
        self.j = program.column[name] if is_column else columns + program.row[name]
        self.unit = float(self.scale.column[self.j] if is_column else 1 / self.scale.row[program.row[name]])
        self.start = float(plan.x[self.j])
        self.room = (self.start - float(plan.lower[self.j])) * self.unit if way < 0 and is_column else np.inf
        """How far it can go: what is drawn of a loan goes down to nothing."""

    @property
    def gone(self) -> float:
        """How far it is."""
        return self.way * (float(self.tableau.x[self.j]) - self.start) * self.unit

    @property
    def here(self) -> Vector:
        """The plan where it is."""
        return np.asarray(self.tableau.x[: len(self.scale.column)] * self.scale.column)

    def price(self, slope: float) -> float:
        """What a slope of the least cost is in money per unit."""
        return max(0.0, -slope / self.unit / self.scale.cost)

    def slope(self, price: float) -> float:
        return -price * self.unit * self.scale.cost


def _side(program: Program, plan: Tableau, name: Name, told: float, size: float, way: int) -> _Side:
    """How far the price that is told holds when the cap moves down (-1) or up (+1), and the price beyond.

    The parametric simplex holds emissions at the cap. Relaxing a slack cap is free, and relaxing any cap is free once
    it exceeds the emissions without it. Where several bases meet at the cap, the pivots from one to the next have
    length zero, and the slopes between them are no prices: it goes on until the cap has moved. At a kink the basis may
    have another price than the one that is told.
    """
    moving = _Moving(program, plan, name, way)
    at, none_beyond = moving.slope(told), np.inf if way < 0 else 0.0

    def holds(slope: float) -> bool:
        return abs(slope - at) <= SAME * max(abs(slope), abs(at)) + TOLERANCE

    reach, there, stalled = 0.0, moving.here, 0
    if way > 0 and (holds(0.0) or float(plan.reduced_cost[moving.j]) >= -TOLERANCE):
        return _Side(np.inf if holds(0.0) else 0.0, 0.0, there)
    if moving.room <= NEAR * size:
        return _Side(0.0, none_beyond, there)
    try:
        if not leave_basis(moving.tableau, moving.j, rises=way > 0):
            return _Side(0.0, none_beyond, there)
        simplex, most = ParametricSimplex(moving.tableau, moving.j, way), min(FAR * size, moving.room)
        while stalled <= STALLED:
            check()
            slope, before = simplex.slope, moving.gone
            end = simplex.advance((most - before) / moving.unit)
            stalled = 0 if moving.gone - before > NARROW * size else stalled + 1
            if holds(slope):
                reach, there = moving.gone, moving.here
            elif moving.gone > NEAR * size:
                return _Side(reach, moving.price(slope), there)
            if end == "limit" and moving.room > FAR * size:
                return _Side(np.inf, moving.price(slope), there)
            if end is not None:
                return _Side(reach, none_beyond, there)
            if reach > NEAR * size and not holds(simplex.slope):
                return _Side(reach, moving.price(simplex.slope), there)
    except Unstable:
        pass
    return _Side(np.nan, told if reach > NEAR * size else np.nan, there)


def set_by(limit: Limit, ranges: dict[Limit, PriceRange], price: float) -> str:
    """Which limit sets a price: the limit itself; where it costs nothing, those that pull what is under it down most.

    Blank where none does: the least-cost plan keeps it.
    """
    if price > 0:
        return _named([limit])
    pulls = {other: each.moves.get(limit, 0.0) for other, each in ranges.items()}
    return _named([other for other in sorted(pulls, key=lambda other: -pulls[other])[:2] if pulls[other] > 0])


def _named(limits: Iterable[Limit]) -> str:
    return "; ".join(f"{limit.label} {limit.year}" for limit in limits)
