"""Beside a shadow price: what one tonne less would cost and one more would save, and how far the price holds.

The least cost is convex and piecewise linear in each cap. A price holds from one kink to the next; at a kink it is an
interval, whose ends are the prices of the two pieces that meet there.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from planner.duals import present_price
from planner.inputs import Inputs
from planner.limits import check
from planner.model.caps import Cap
from planner.model.subject import Name
from planner.program import Program, Vector
from planner.ray import Ray, hold
from planner.solver import Session, Solution
from planner.tableau import TOLERANCE, Tableau, Unstable

NEAR = 1e-8
"""Share of the size of an account's caps within which two caps are the same."""
FAR = 1e6
"""Times that size: a price that holds so far holds for ever."""
SAME = 1e-7
"""Share of a price within which two prices are the same; of the tightened tonnes, within which emissions stay."""
STALLED = 2000
"""Pivots without a step after which a price is not known."""
NARROW = 1e-12
"""Share of that size below which a move is no step."""


@dataclass(frozen=True)
class Marks:
    """Of one cap. Prices in present-value money per unit of the account; caps in its unit.

    `tightened`: what one unit less would cost, infinite where no plan keeps a lower cap; `relaxed`: what one more would
    save; NaN where the basis is too near singular to say. The price holds from `cap_from` to `cap_to`. `moves`: by how
    much the emissions under other caps fall when this one is tightened to where its price ends.
    """

    tightened: float
    relaxed: float
    cap_from: float
    cap_to: float
    moves: dict[Cap, float]


@dataclass(frozen=True)
class _Side:
    """One side of a cap: how far the price holds, the price beyond, and the plan there; in the case's units.

    Where it does not hold at all, `beyond` is the price of the first tonnes on that side.
    """

    reach: float
    beyond: float
    there: Vector


def find_marks(inputs: Inputs, program: Program, solution: Solution) -> dict[Cap, Marks]:
    """The marks of every cap and budget of a plan: from its basis a few pivots down and up to the next kinks."""
    names = {cap: cap.name for cap in inputs.caps}
    session = Session(program, solution.basis, steady=True)
    session.solve()
    try:
        plan = Tableau(session.vertex)
    except Unstable:
        return dict.fromkeys(names, Marks(np.nan, np.nan, np.nan, np.nan, {}))
    found = {}
    for cap, name in names.items():
        amount = program.level(name, solution.x)
        size = max(max(abs(other.amount) for other in names if other.account == cap.account), abs(amount)) or 1.0
        down = _side(program, plan, name, size, -1)
        if cap.amount - amount > NEAR * size:
            found[cap] = Marks(0.0, 0.0, amount - down.reach, np.inf, {})
            continue
        price, up = present_price(program, solution, cap), _side(program, plan, name, size, 1)
        before, after = (
            {other: program.level(under, x) for other, under in names.items()} for x in (solution.x, down.there)
        )
        found[cap] = Marks(
            tightened=price if down.reach > NEAR * size else down.beyond,
            relaxed=price if up.reach > NEAR * size else up.beyond,
            cap_from=cap.amount - down.reach,
            cap_to=cap.amount + up.reach,
            moves={
                other: before[other] - after[other]
                for other in names
                if other != cap and before[other] - after[other] > SAME * size
            },
        )
    return found


def _side(program: Program, plan: Tableau, name: Name, size: float, way: int) -> _Side:
    """How far the price holds when the cap moves down (-1) or up (+1), and the price beyond.

    The ray holds emissions at the cap. A cap that costs nothing may move up for ever, and one that moves up costs
    nothing where no plan emits as much. Where several bases meet at the cap, the pivots from one to the next have
    length zero, and the slopes between them are no prices: the ray goes on until the cap has moved.
    """
    scale, tableau = program.scale, plan.copy()
    columns = len(program.columns)
    j = program.column[name] if name in program.column else columns + program.row[name]
    unit = float(scale.column[j]) if name in program.column else 1 / float(scale.row[program.row[name]])
    start, own = float(tableau.x[j]), float(plan.reduced_cost[j])
    none_beyond = np.inf if way < 0 else 0.0

    def gone() -> float:
        return way * (float(tableau.x[j]) - start) * unit

    def price(slope: float) -> float:
        return max(0.0, -slope / unit / scale.cost)

    def holds(slope: float) -> bool:
        return abs(slope - own) <= SAME * max(abs(slope), abs(own)) + TOLERANCE

    reach, there, stalled = 0.0, tableau.x[:columns] * scale.column, 0
    if way > 0 and own >= -TOLERANCE:
        return _Side(np.inf, 0.0, there)
    try:
        if not hold(tableau, j, rises=way > 0):
            return _Side(0.0, none_beyond, there)
        ray = Ray(tableau, j, way)
        while stalled <= STALLED:
            check()
            slope, before = ray.slope, gone()
            end = ray.advance((FAR * size - before) / unit)
            stalled = 0 if gone() - before > NARROW * size else stalled + 1
            if holds(slope):
                reach, there = gone(), tableau.x[:columns] * scale.column
            elif gone() > NEAR * size:
                return _Side(reach, price(slope), there)
            if end == "blocked":
                return _Side(reach, none_beyond, there)
            if end == "limit":
                return _Side(np.inf, price(slope), there)
            if reach > NEAR * size and not holds(ray.slope):
                return _Side(reach, price(ray.slope), there)
    except Unstable:
        pass
    return _Side(np.nan, price(own) if reach > NEAR * size else np.nan, there)


def set_by(cap: Cap, marks: dict[Cap, Marks], price: float) -> str:
    """Which cap sets a price: the cap itself; where it costs nothing, those that pull its emissions down most.

    Blank where no cap does: the least-cost plan keeps it.
    """
    if price > 0:
        return _said([cap])
    pulls = {other: mark.moves.get(cap, 0.0) for other, mark in marks.items()}
    return _said([other for other in sorted(pulls, key=lambda other: -pulls[other])[:2] if pulls[other] > 0])


def _said(caps: Iterable[Cap]) -> str:
    return "; ".join(f"{cap.label} {cap.year}" for cap in caps)
