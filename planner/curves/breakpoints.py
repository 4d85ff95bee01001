"""Every breakpoint of the least cost along a direction.

Exact, they come basis by basis (parametric.py). Within a tolerance a few solves are enough: where the lines of two
neighbours meet, the curve can lie furthest below their chord, so a solve there finds a new point and line, or proves
that the two lines are the curve. One bound changes per solve, so each is a few dual pivots from the last. The two ends
are plans that are known, and from each of them half of the curve is walked in a thread of its own. How far the curve
may lie from the chords is a share of its rise, or beside them a share of the way.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import dataclass, replace
from itertools import pairwise
from threading import Event
from typing import Literal, TypeAlias

import numpy as np

from planner.calls.interrupt import Interrupted
from planner.curves.direction import TIGHTEN, Direction
from planner.curves.parametric import follow
from planner.curves.points import BREAKS, Point, Walk, bends, chord_slope, meeting, rise_between
from planner.program.program import Program, Vector
from planner.program.reduced import reduction
from planner.program.session import Basis, Infeasible, Session

NOISE = 1e-12
"""Share of the rise below which a difference of costs says nothing."""
AIM, LONGER = 0.4, 2.0
"""Of the error that a step may have the share that the next one aims at, and by how much it is longer at most."""
Along: TypeAlias = Literal["rise", "way"]
"""Where an error is measured: below the chords, as a share of the rise, or beside them, as a share of the way."""
Gauge: TypeAlias = Callable[[Point, Point], tuple[float, float]]
"""Of two neighbours: where their tangents meet [t], and how far that is from their chord, as a share."""


@dataclass(frozen=True)
class Breakpoints:
    """The points where V(t) bends, left to right, its two ends included."""

    cost: Vector
    points: list[Point]
    rise: float
    largest_error: float
    """Most by which V lies away from the chords between the points, as a share of its rise or of the way."""
    solves: int
    pivots: int
    broken: BaseException | None = None
    """What broke it off: it then ends early, or its error is larger than was asked."""

    def slope(self, a: Point, b: Point) -> float:
        """Rise per t between neighbours."""
        return chord_slope(self.cost, a, b, NOISE * self.rise)


def find_breakpoints(
    direction: Direction,
    tolerance: float,
    progress: Callable[[float], None] | None,
    along: Along = "rise",
    unfinished: Callable[[Breakpoints], None] | None = None,
) -> Breakpoints:
    """The curve, exact, or such that no plan lies away from it by more than `tolerance`, a share of rise or way.

    `progress` is told the share of the way that is behind. Ctrl-C and the end of time are raised once `unfinished` has
    what was found.
    """
    small = reduction(direction.program)
    program = small.part(direction.program)
    start = direction.start and small.basis(direction.start)
    if tolerance:
        end = direction.end()
        found = _within(program, start, end and small.basis(end), tolerance, progress, along)
    else:
        found = _exact(program, start, progress, along)
    points = [replace(point, x=small.plan(direction.program, point.x)) for point in found.points]
    found = replace(found, cost=direction.program.cost, points=points)
    if found.broken:
        if unfinished and len(points) > 1:
            unfinished(found)
        raise found.broken
    return found


def _exact(
    program: Program, start: Basis | None, progress: Callable[[float], None] | None, along: Along
) -> Breakpoints:
    """A first step that costs nothing is rounding of the start plan, which has the least emissions, and goes."""
    cost, walked = program.cost, follow(program, progress, start)
    points = walked.points
    if len(points) > 2 and points[0].slope <= NOISE * points[-1].slope:
        points = [points[0], *points[2:]]
    rise = rise_between(cost, points[0], points[-1])
    apart = gauge(cost, rise, points[-1].t, along)
    error = max((apart(a, b)[1] for a, b in pairwise(points)), default=0.0)
    bent = bends(cost, points, NOISE * rise)
    return Breakpoints(cost, bent, rise, error, walked.solves, walked.pivots, walked.broken)


def gauge(cost: Vector, rise: float, way: float, along: Along) -> Gauge:
    """Measures how far the curve may lie from the chord of two neighbours, as a share of its rise or of its way."""

    def apart(a: Point, b: Point) -> tuple[float, float]:
        at, below = meeting(cost, a, b)
        whole = rise if along == "rise" else way * rise_between(cost, a, b) / (b.t - a.t)
        return at, below / whole if below and whole > 0 else 0.0

    return apart


def _within(
    program: Program,
    start: Basis | None,
    end: Basis | None,
    tolerance: float,
    progress: Callable[[float], None] | None,
    along: Along,
) -> Breakpoints:
    """From both ends of the curve, where one step between them is not near enough."""
    at_start, (most, basis) = Session(program, start, steady=True), (1.0, end) if end else furthest(program)
    at_end = Session(program, basis, steady=True)
    first, last = solve_at(at_start, 0.0), solve_at(at_end, most)
    pivots = at_start.pivots_in_all + at_end.pivots_in_all
    if most <= NOISE:
        return Breakpoints(program.cost, [last], 0.0, 0.0, 2, pivots)
    rise = rise_between(program.cost, first, last)
    apart = gauge(program.cost, rise, last.t, along)
    _, gap = apart(first, last)
    ends = (at_start.basis, first), (at_end.basis, last)
    walk = Walk([last], gap) if gap <= tolerance else _from_both_ends(program, ends, tolerance, apart, progress)
    bent = bends(program.cost, [first, *walk.points], NOISE * rise)
    return Breakpoints(program.cost, bent, rise, walk.error, 2 + walk.solves, pivots + walk.pivots, walk.broken)


def _from_both_ends(
    program: Program,
    ends: tuple[tuple[Basis, Point], tuple[Basis, Point]],
    tolerance: float,
    apart: Gauge,
    progress: Callable[[float], None] | None,
) -> Walk:
    """Both halves at once, each in a thread, from its end of the curve to where the tangents of the two ends meet.

    Where they are broken off, the chord between what both have found is as far from the curve as their tangents say.
    """
    (_, first), (_, last) = ends
    meet, gap = apart(first, last)
    step, stop, behind = last.t * float(np.sqrt(tolerance / gap)), Event(), [0.0, 0.0]

    def half(n: int) -> Walk:
        basis, here = ends[n]

        def say(point: Point) -> None:
            behind[n] = abs(point.t - here.t) / last.t
            if progress:
                progress(sum(behind))

        return sweep(program, basis, here, meet, step, tolerance, apart, say, stop)

    came: BaseException | None = None
    with ThreadPoolExecutor(2) as threads:
        halves = [threads.submit(copy_context().run, half, n) for n in (0, 1)]
        try:
            left, right = (each.result() for each in halves)
        except Interrupted as interrupt:  # which HiGHS hears of in both
            came, (left, right) = interrupt, (each.result() for each in halves)
        finally:
            stop.set()
    broken = came or left.broken or right.broken
    reached = [first, *left.points][-1]
    rest = [*(point for point in reversed(right.points) if point.t > reached.t), last]
    error = max(left.error, right.error, apart(reached, rest[0])[1] if broken else 0.0)
    return Walk([*left.points, *rest], error, left.solves + right.solves, left.pivots + right.pivots, broken)


def merged(trace: Breakpoints, share: float) -> Breakpoints:
    """The curve with few points: each chord lies at most `share` of the rise above the points that it leaves out."""
    points, kept, worst, start = trace.points, trace.points[:1], 0.0, 0
    while start < len(points) - 1:
        end, over = start + 1, 0.0
        while end + 1 < len(points):
            wider = _above(trace.cost, points[start : end + 2])
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


def sweep(
    program: Program,
    start: Basis,
    here: Point,
    end: float,
    step: float,
    allowed: float,
    apart: Gauge,
    say: Callable[[Point], None],
    stop: Event,
) -> Walk:
    """The points after `here` to t = `end`; between neighbours the curve lies at most `allowed` away from their chord.

    One way, since each solve starts from the basis of the last: the error of a step says how long the next may be, and
    a step that was too long is parted where the tangents of its ends meet. It ends early when `stop` is set, since the
    other half failed. `say` is told where it is.
    """
    session, way = Session(program, start, steady=True), np.sign(end - here.t)
    found: list[Point] = []
    ahead: list[Point] = []
    error, broken = 0.0, None
    try:
        while here.t != end and not stop.is_set():
            far = step >= abs(end - here.t)
            there = ahead.pop() if ahead else solve_at(session, end if far else here.t + way * step)
            meet, gap = apart(*sorted((here, there), key=lambda point: point.t))
            if gap > allowed:
                ahead += [there, solve_at(session, meet)]
                continue
            error = max(error, gap)
            found.append(there)
            step = abs(there.t - here.t) * (min(float(np.sqrt(AIM * allowed / gap)), LONGER) if gap else LONGER)
            here = there
            say(here)
    except BREAKS as came:
        broken = came
    return Walk(found, error, session.solves, session.pivots_in_all, broken)


def solve_at(session: Session, t: float) -> Point:
    """The least cost with the caps moved by t; the reduced cost of the fixed t is the slope of a line below it."""
    session.set_bounds(TIGHTEN, t, t)
    solution = session.solve()
    return Point(t, solution.x, float(solution.reduced_cost[session.program.column[TIGHTEN]]))


def furthest(program: Program) -> tuple[float, Basis]:
    """The furthest t that any plan reaches, 1 where the caps can be met; and a basis there."""
    try:
        return 1.0, Session(program.with_bounds(lower={TIGHTEN: 1.0}), tight=True).solve().basis
    except Infeasible:
        return most_of_the_way(program)


def most_of_the_way(program: Program) -> tuple[float, Basis]:
    """The largest t, which is at most 1, and a basis there."""
    at = program.column[TIGHTEN]
    solution = Session(program.with_cost(-np.eye(1, len(program.cost), at).ravel()), tight=True).solve()
    return float(solution.x[at]), solution.basis
