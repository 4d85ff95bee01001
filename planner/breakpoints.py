"""Every breakpoint of the least cost along a direction.

Where you are:  ... plan -> direction -> [breakpoints] -> macc -> ...

The least cost V(t) is convex and piecewise linear, and each solve gives a point on it and a line below it (the dual of
t). Where the lines of two neighbours meet, the curve can lie furthest below their chord: a solve there finds a new
point and line, or proves that the two lines are the curve. One bound changes per solve, so each is a few dual pivots.
The first such point parts the curve in two, and each part is walked in a thread of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from itertools import pairwise
from threading import Event

import numpy as np

from planner.direction import TIGHTEN, Direction
from planner.program import Program, Vector
from planner.solver import Basis, Infeasible, Session

NOISE = 1e-12
"""Share of the rise below which a difference of costs says nothing."""
SAME_SLOPE = 1e-9
"""Two neighbouring chords whose slopes differ by less, as a share, are one."""


@dataclass(frozen=True)
class Point:
    """A plan on the curve: how far the caps have moved, the plan, and the slope of a line nowhere above the curve."""

    t: float
    x: Vector
    slope: float


@dataclass(frozen=True)
class Walk:
    """Points of a part of the curve, left to right, and what they took; `error` in money."""

    points: list[Point]
    error: float = 0.0
    solves: int = 0
    pivots: int = 0


@dataclass(frozen=True)
class Breakpoints:
    """The points where V(t) bends, left to right, its two ends included."""

    cost: Vector
    points: list[Point]
    rise: float
    largest_error: float
    """Most by which V lies below the chords between the points, as a share of its rise."""
    solves: int
    pivots: int

    def slope(self, a: Point, b: Point) -> float:
        """Rise per t between neighbours."""
        return chord_slope(self.cost, a, b, NOISE * self.rise)


def find_breakpoints(direction: Direction, tolerance: float, progress: Callable[[int], None] | None) -> Breakpoints:
    """Walk the curve until no plan lies below it by more than `tolerance` of its rise."""
    program = direction.program
    end, basis = furthest(program)
    session = Session(program, basis, steady=True)
    last = solve_at(session, end)
    if end <= NOISE:
        return Breakpoints(program.cost, [last], 0.0, 0.0, session.solves, session.pivots_in_all)
    session.restart(direction.basis)
    first = solve_at(session, 0.0)
    rise = rise_between(program.cost, first, last)
    meet, gap = meeting(program.cost, first, last)
    walks = [Walk([first, last], gap)]
    if gap > tolerance * rise:
        middle = solve_at(session, meet)
        start = session.basis
        stop = Event()
        with ThreadPoolExecutor(2) as threads:
            halves = [
                threads.submit(walk, program, start, a, b, tolerance * rise, progress, stop)
                for a, b in ((first, middle), (middle, last))
            ]
            try:
                walks = [Walk([first]), *(half.result() for half in halves)]
            finally:
                stop.set()
    return Breakpoints(
        program.cost,
        bends(program.cost, [point for part in walks for point in part.points], NOISE * rise),
        rise,
        max(part.error for part in walks) / rise if rise else 0.0,
        session.solves + sum(part.solves for part in walks),
        session.pivots_in_all + sum(part.pivots for part in walks),
    )


def merged(trace: Breakpoints, share: float) -> Breakpoints:
    """The curve with few points: each chord lies at most `share` of the rise above the points that it leaves out."""
    points, kept, worst, start = trace.points, trace.points[:1], 0.0, 0
    while start < len(points) - 1:
        end, over = start + 1, 0.0
        while end + 1 < len(points):
            wider = _above(trace.cost, points[start:end + 2])
            if wider > share * trace.rise:
                break
            end, over = end + 1, wider
        kept, worst, start = [*kept, points[end]], max(worst, over), end
    return replace(trace, points=kept, largest_error=trace.largest_error + worst / trace.rise if trace.rise else 0.0)


def _above(cost: Vector, points: list[Point]) -> float:
    """How far the chord from the first to the last lies over those between [money]."""
    first, last = points[0], points[-1]
    slope = rise_between(cost, first, last) / (last.t - first.t)
    return max(slope * (point.t - first.t) - rise_between(cost, first, point) for point in points[1:-1])


def walk(
    program: Program, start: Basis, left: Point, right: Point, allowed: float, progress: Callable[[int], None] | None,
    stop: Event,
) -> Walk:
    """The points after `left` up to `right`; between neighbours the curve lies at most `allowed` below their chord.

    It ends early when `stop` is set: the other half failed, or the user interrupted.
    """
    session = Session(program, start, steady=True)
    found: list[Point] = []
    error = 0.0
    chords = [(left, right)]
    while chords and not stop.is_set():
        a, b = chords.pop()
        meet, gap = meeting(program.cost, a, b)
        if gap <= allowed:
            error = max(error, gap)
            found.append(b)
            continue
        middle = solve_at(session, meet)
        chords += [(middle, b), (a, middle)]
        if progress:
            progress(session.solves)
    return Walk(found, error, session.solves, session.pivots_in_all)


def meeting(cost: Vector, a: Point, b: Point) -> tuple[float, float]:
    """Where the tangents of two neighbours meet [t], and how far below their chord that is [money]; gap 0 if nowhere.

    The tangents lie below the curve, the chord above it; where the tangents meet, the three are furthest apart.
    """
    width, rise = b.t - a.t, rise_between(cost, a, b)
    away = (b.slope * width - rise) / (b.slope - a.slope) if b.slope > a.slope else 0.0
    return (a.t + away, (rise / width - a.slope) * away) if 0 < away < width else (a.t, 0.0)


def solve_at(session: Session, t: float) -> Point:
    """The least cost with the caps moved by t; the reduced cost of the fixed t is the slope of a line below it."""
    session.set_bounds(TIGHTEN, t, t)
    solution = session.solve()
    return Point(t, solution.x, float(solution.reduced_cost[session.program.column[TIGHTEN]]))


def furthest(program: Program) -> tuple[float, Basis]:
    """The furthest t that any plan reaches, 1 where the caps can be met; and a basis there."""
    try:
        return 1.0, Session(program.with_bounds(lower={TIGHTEN: 1.0})).solve().basis
    except Infeasible:
        at = program.column[TIGHTEN]
        solution = Session(program.with_cost(-np.eye(1, len(program.cost), at).ravel())).solve()
        return float(solution.x[at]), solution.basis


def bends(cost: Vector, points: list[Point], noise: float) -> list[Point]:
    """Without the points that lie on the line between their neighbours."""
    kept = points[:1]
    for point, after in pairwise(points[1:]):
        before, beyond = chord_slope(cost, kept[-1], point, noise), chord_slope(cost, point, after, noise)
        if beyond - before > SAME_SLOPE * abs(beyond):
            kept.append(point)
    return [*kept, points[-1]]


def chord_slope(cost: Vector, a: Point, b: Point, noise: float) -> float:
    """Rise per t between two points: of the tangent that is their chord, else of the chord, between the tangents.

    A dual is sharp where a step is so narrow that its rise is only noise.
    """
    rise, width = rise_between(cost, a, b), b.t - a.t
    tangent = min((a.slope, b.slope), key=lambda slope: abs(slope * width - rise))
    return tangent if abs(tangent * width - rise) <= noise else min(max(rise / width, a.slope), b.slope)


def rise_between(cost: Vector, a: Point, b: Point) -> float:
    """V(b) - V(a), from the difference of the plans, never of two large objectives."""
    return float(cost @ (b.x - a.x))
