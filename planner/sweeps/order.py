"""Blocks of points that lie near one another, so that each plan is few pivots from the one before.

How far apart two points are is counted in pivots: a number that alone takes the base plan through many of them, from
where it is to its farther end, counts so much more than one whose ends leave the plan as it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np

from planner.errors import SolverError
from planner.program.program import Vector
from planner.program.session import Infeasible, Session, Solution, Statuses, Unbounded, statuses
from planner.sweeps.programs import Programs

BLOCK = 100
"""Points that are solved one from the other."""
Rows: TypeAlias = np.ndarray[Any, np.dtype[np.intp]]


@dataclass(frozen=True)
class Course:
    """The points of a group in blocks, and where each block starts: the basis of the base plan, None for nothing."""

    blocks: tuple[tuple[int, ...], ...]
    start: Statuses | None = None


def as_they_are(points: Sequence[int]) -> Course:
    """The points in their order."""
    return Course(tuple(tuple(points[n : n + BLOCK]) for n in range(0, len(points), BLOCK)))


def near_by(programs: Programs, points: Sequence[int], values: Vector) -> Course:
    """The points so that neighbours are near; `values` has a row a point and a column a number of the programs."""
    found = _base(programs, values)
    if len(points) <= BLOCK or found is None:
        return as_they_are(points)
    base, plan = found
    where = (values - values[base]) * _pivots(programs, values, base, plan)
    ways = (_way(where, block) for block in _halved(where, np.arange(len(values))))
    return Course(tuple(tuple(points[n] for n in way) for way in ways), statuses(plan.basis))


def _base(programs: Programs, values: Vector) -> tuple[int, Solution] | None:
    """The first point that has a plan, of as many as a block holds."""
    for n, row in enumerate(values[:BLOCK]):
        try:
            return n, Session(programs.of(row).program).solve()
        except (Infeasible, Unbounded, SolverError):
            continue
    return None


def _pivots(programs: Programs, values: Vector, base: int, plan: Solution) -> Vector:
    """Of each number, the pivots from the base plan to the plan at its farther end alone, per unit of the number."""
    low, high, here = values.min(axis=0), values.max(axis=0), values[base]
    ends = np.where(high - here > here - low, high, low)
    found = np.zeros(len(here))
    for k in np.flatnonzero(high > low):
        session = Session(programs.of(np.where(np.arange(len(here)) == k, ends, here)).program, plan.basis)
        with suppress(Infeasible, Unbounded, SolverError):  # then as many as it takes to see that
            session.solve()
        found[k] = session.pivots / abs(ends[k] - here[k])
    return found


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
