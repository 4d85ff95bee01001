"""Beside a shadow price: what one tonne less would cost and one more would save, and how far the price holds.

Where you are:  ... certificate -> diagnose -> [marks] -> results -> audit -> plan -> ...

The least cost is convex and piecewise linear in each cap. A price holds from one kink to the next; at a kink it is an
interval, whose ends are the prices of the two pieces that meet there.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from planner.components.caps import cap_name
from planner.inputs import Cap, Inputs
from planner.program import Name, Program, Vector
from planner.solver import Infeasible, Session, Solution

NEAR = 1e-9
"""Share of the size of an account's caps within which two caps are the same."""
BEYOND = 1e-4
"""Share of that size by which the first look beyond a kink goes."""
FAR = 1e6
"""Times that size: a price that holds so far holds for ever."""
SAME = 1e-7
"""Share of a price within which two prices are the same; of the tightened tonnes, within which emissions stay."""


@dataclass(frozen=True)
class Marks:
    """Of one cap. Prices in present-value money per unit of the account; caps in its unit.

    `tightened`: what one unit less would cost, infinite where no plan keeps a lower cap; `relaxed`: what one more would
    save. The price holds from `cap_from` to `cap_to`. `moves`: by how much the emissions under other caps fall when
    this one is tightened to where its price ends.
    """

    tightened: float
    relaxed: float
    cap_from: float
    cap_to: float
    moves: dict[Cap, float]


@dataclass(frozen=True)
class _Side:
    """One side of a cap: how far the plan's price holds, the price beyond, and the change of the plan on the way."""

    reach: float
    beyond: float
    change: Vector | None


def find_marks(inputs: Inputs, program: Program, solution: Solution) -> dict[Cap, Marks]:
    """The marks of every cap and budget of a plan, from its optimal basis: a few warm solves each, in two threads."""
    names = {cap: cap_name(cap, inputs.groups) for cap in inputs.caps}
    halves = [half for half in (inputs.caps[::2], inputs.caps[1::2]) if half]
    with ThreadPoolExecutor(2) as threads:
        parts = threads.map(lambda half: _marks(program, solution, names, half), halves)
        found = {cap: mark for part in parts for cap, mark in part.items()}
    return {cap: found[cap] for cap in inputs.caps}


def _marks(program: Program, solution: Solution, names: dict[Cap, Name], caps: Sequence[Cap]) -> dict[Cap, Marks]:
    session = Session(program, solution.basis, steady=True)
    found = {}
    for cap in caps:
        name = names[cap]
        price, amount = _price(program, solution, name), _amount(program, solution, name)
        size = max(max(abs(other.amount) for other in names if other.account == cap.account), abs(amount)) or 1.0
        down = _side(session, solution, name, cap.amount, price, size, -1)
        if cap.amount - amount > NEAR * size:
            found[cap] = Marks(0.0, 0.0, cap.amount - max(down.reach, cap.amount - amount), np.inf, {})
            continue
        up = _side(session, solution, name, cap.amount, price, size, 1)
        tightened = price if down.reach > NEAR * size else down.beyond
        relaxed = price if up.reach > NEAR * size else up.beyond
        falls = {other: _fall(program, down.change, at) for other, at in names.items() if down.change is not None}
        moves = {other: fall for other, fall in falls.items() if other != cap and fall > SAME * size}
        found[cap] = Marks(tightened, relaxed, cap.amount - down.reach, cap.amount + up.reach, moves)
    return found


def set_by(cap: Cap, marks: dict[Cap, Marks], price: float) -> str:
    """Which cap sets a price: the cap itself; where it costs nothing, those that pull its emissions down most.

    Blank where no cap does: the least-cost plan keeps it.
    """
    if price > 0:
        return _said([cap])
    pulls = {other: mark.moves.get(cap, 0.0) for other, mark in marks.items()}
    return _said([other for other in sorted(pulls, key=lambda other: -pulls[other])[:2] if pulls[other] > 0])


def _said(caps: Iterable[Cap]) -> str:
    return "; ".join(f"{cap.account} {cap.scope} {cap.kind} {cap.year}" for cap in caps)


def _side(session: Session, plan: Solution, name: Name, cap: float, price: float, size: float, way: int) -> _Side:
    """How far the price holds when the cap moves down (-1) or up (+1), and the price beyond.

    The plan's line is nowhere above the least cost. Where another point's line meets it the least cost is on both,
    which is the kink, or above them, which is a nearer point to look from. The reach of the basis says where to look
    first.
    """
    program = session.program
    here = _price(program, session.solve(), name)
    low, high = session.reach(name) if abs(here - price) <= SAME * max(here, price) else (0.0, 0.0)
    held = low if way < 0 else high
    step = held + BEYOND * size
    nearest: Solution | None = None
    while np.isfinite(held):
        _move(session, name, cap + way * step)
        try:
            there = session.solve()
        except Infeasible:
            if step <= held + 2 * NEAR * size:
                _move(session, name, cap)
                return _Side(held, np.inf, _change(plan, nearest))
            step = held + max(NEAR * size, (step - held) / 8)
            continue
        nearest, slope = there, _price(program, there, name)
        if abs(slope - price) <= SAME * max(price, slope):
            endless = (slope == 0 and way > 0) or step > FAR * size
            held, step = (np.inf if endless else step), 2 * step
            continue
        rise = float(program.cost @ (there.x - plan.x))
        meet = (rise + way * slope * step) / (way * (slope - price))
        if meet <= held + NEAR * size or step - meet <= NEAR * size:
            _move(session, name, cap)
            return _Side(held if meet <= held + NEAR * size else meet, slope, _change(plan, there))
        step = meet
    _move(session, name, cap)
    return _Side(np.inf, price, _change(plan, nearest))


def _move(session: Session, name: Name, cap: float) -> None:
    if name in session.program.column:
        session.set_bounds(name, session.program.lower[session.program.column[name]], cap)
    else:
        session.set_row_bounds(name, session.program.row_lower[session.program.row[name]], cap)


def _price(program: Program, solution: Solution, name: Name) -> float:
    """Present-value money per unit, >= 0: minus the dual of an upper bound (see `results.present_price`)."""
    if name in program.column:
        return max(0.0, -float(solution.reduced_cost[program.column[name]]))
    return max(0.0, -float(solution.row_dual[program.row[name]]))


def _amount(program: Program, solution: Solution, name: Name) -> float:
    """The emissions that a cap holds."""
    if name in program.column:
        return float(solution.x[program.column[name]])
    return float(program.matrix[[program.row[name]], :].dot(solution.x)[0])


def _change(plan: Solution, there: Solution | None) -> Vector | None:
    return None if there is None else there.x - plan.x


def _fall(program: Program, change: Vector, name: Name) -> float:
    """By how much the emissions under a cap fall."""
    if name in program.column:
        return -float(change[program.column[name]])
    return -float(program.matrix[[program.row[name]], :].dot(change)[0])
