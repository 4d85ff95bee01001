"""Blocks of points that lie near one another, so that each plan is few pivots from the one before.

How far apart two points are is counted in pivots: a number that alone takes plans through many of them, from where it
is to its farther end, counts so much more than one whose ends leave plans as they are. What a number does hangs on the
others, so of many points several plans are asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

import numpy as np

from planner.errors import SolverError
from planner.program.program import Vector
from planner.program.session import Basis, Infeasible, Session, Statuses, Unbounded, statuses
from planner.sweeps.programs import Programs

BLOCK = 100
"""Points that are solved one from the other."""
ASKED, EACH = 4, 1000
"""Plans that say how far apart points are: at most so many, and one of so many points."""
Rows: TypeAlias = np.ndarray[Any, np.dtype[np.intp]]


@dataclass(frozen=True)
class Course:
    """The points of a group in blocks, and where each block starts: the basis of the base plan, None for nothing.

    The basis is of the program that is solved, the smaller one if there is one. `around`: each point of a block starts
    there, and not from the one before.
    """

    blocks: tuple[tuple[int, ...], ...]
    start: Statuses | None = None
    around: bool = False


def as_they_are(points: Sequence[int]) -> Course:
    """The points in their order."""
    return Course(tuple(tuple(points[n : n + BLOCK]) for n in range(0, len(points), BLOCK)))


def around(programs: Programs, points: Sequence[int], values: Vector) -> Course:
    """The points in their order, of which all are nearest the first."""
    found = _plan(programs, values, 0)
    return replace(as_they_are(points), start=statuses(found[1]), around=True) if found else as_they_are(points)


def near_by(programs: Programs, points: Sequence[int], values: Vector) -> Course:
    """The points so that neighbours are near; `values` has a row a point and a column a number of the programs."""
    if len(points) <= BLOCK:
        return as_they_are(points)
    firsts = np.linspace(0, len(points), max(1, min(ASKED, len(points) // EACH)), endpoint=False, dtype=int)
    plans = [found for first in firsts if (found := _plan(programs, values, first))]
    if not plans:
        return as_they_are(points)
    base, start = plans[0]
    where = (values - values[base]) * _pivots(programs, values, plans)
    ways = (_way(where, block) for block in _halved(where, np.arange(len(values))))
    return Course(tuple(tuple(points[n] for n in way) for way in ways), statuses(start))


def _plan(programs: Programs, values: Vector, first: int) -> tuple[int, Basis] | None:
    """The first point from there on that has a plan, of as many as a block holds."""
    for n in range(first, min(first + BLOCK, len(values))):
        try:
            return n, Session(programs.small(values[n])).solve().basis
        except (Infeasible, Unbounded, SolverError):
            continue
    return None


def _pivots(programs: Programs, values: Vector, plans: Sequence[tuple[int, Basis]]) -> Vector:
    """Of each number, the pivots from plans to those at its farther end alone, per unit of the number."""
    low, high = values.min(axis=0), values.max(axis=0)
    pivots, moved = np.zeros((2, values.shape[1]))
    for n, basis in plans:
        here = values[n]
        ends = np.where(high - here > here - low, high, low)
        session = Session(programs.small(here))
        for k in np.flatnonzero(high > low):
            session.change_to(programs.small(np.where(np.arange(len(here)) == k, ends, here)))
            session.start_from(basis)
            with suppress(Infeasible, Unbounded, SolverError):  # then as many as it takes to see that
                session.solve()
            pivots[k] += session.pivots
            moved[k] += abs(ends[k] - here[k])
    each: Vector = np.divide(pivots, moved, out=np.zeros(len(pivots)), where=moved > 0)
    return each


def _halved(where: Vector, rows: Rows) -> list[Rows]:
    """The rows halved along the number in which they are farthest apart, until a block holds each part."""
    if len(rows) <= BLOCK:
        return [rows]
    along = int(np.argmax(where[rows].std(axis=0)))
    ordered = rows[np.argsort(where[rows, along], kind="stable")]
    half = BLOCK * max(1, round(len(rows) / BLOCK / 2))
    return _halved(where, ordered[:half]) + _halved(where, ordered[half:])


def _way(where: Vector, rows: Rows) -> list[int]:
    """The rows of a block, first the one nearest the base, then always the nearest of those that are left."""
    left, way, here = list(rows), list[int](), np.zeros(where.shape[1])
    while left:
        nearest = int(np.abs(where[left] - here).sum(axis=1).argmin())
        here = where[left[nearest]]
        way.append(int(left.pop(nearest)))
    return way
