"""Every breakpoint of the least cost along a direction, by the parametric dual simplex method.

One pivot of a ray along t (see `ray.py`), where a solver would need a solve. HiGHS gives the first basis, and another
one a little further on where pivots fail.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from planner.curves.direction import TIGHTEN
from planner.curves.points import SAME_SLOPE, Point, Walk
from planner.errors import SolverError
from planner.program import Program
from planner.ray import Ray, hold
from planner.solver import Infeasible, Session
from planner.tableau import Tableau, Unstable

NUDGE = 1e-9
"""Share of the way by which HiGHS solves further on where pivots fail; the curve's error tells what that leaves out."""
NARROW = 1e-12
"""Share of the way below which two kinks are one."""
STALLED = 2000
"""Pivots without a step after which HiGHS solves a little further on."""


def follow(program: Program, progress: Callable[[int], None] | None) -> Walk:
    """Of a direction's program the points at which the slope changes, from t = 0 to 1 or to where no plan is left."""
    return _Follower(program).walk(progress)


class _Follower:
    """A ray along t, and the points that it has passed."""

    def __init__(self, program: Program) -> None:
        self.session = Session(program, steady=True)
        self.t, self.scale = program.column[TIGHTEN], program.scale
        self.unit = float(self.scale.column[self.t])
        self.points: list[Point] = []
        self.pivots = 0
        self.ray = self.start(0.0)

    def walk(self, progress: Callable[[int], None] | None) -> Walk:
        stalled, end = 0, None
        while end is None:
            self.keep()
            before = self.at
            try:
                end = self.ray.advance((1 - before) / self.unit)
                stalled = 0 if self.at > before else stalled + 1
                if end is None and stalled > STALLED:
                    raise Unstable
            except Unstable:
                self.pivots, stalled = self.pivots + self.ray.pivots, 0
                try:
                    self.ray = self.start(min(self.at + NUDGE, 1.0))
                except Infeasible:
                    end = "blocked"
            done = self.pivots + self.ray.pivots
            if progress and done % 100 == 0:
                progress(done)
        last = self.point()
        if last.t - self.points[-1].t > NARROW:
            self.points.append(replace(last, t=1.0) if last.t >= 1 - NUDGE else last)
        return Walk(self.points, 0.0, self.session.solves, self.pivots + self.ray.pivots)

    @property
    def at(self) -> float:
        """The share of the way that is behind."""
        return float(self.ray.tableau.x[self.t]) * self.unit

    def point(self) -> Point:
        x = self.ray.tableau.x[: len(self.scale.column)] * self.scale.column
        return Point(self.at, x, self.ray.slope / self.unit / self.scale.cost)

    def keep(self) -> None:
        """Keep the point here if the slope changes."""
        here = self.point()
        if not self.points or here.slope - self.points[-1].slope > SAME_SLOPE * abs(here.slope):
            if self.points and here.t - self.points[-1].t <= NARROW:
                here = replace(self.points.pop(), slope=here.slope)
            self.points.append(here)

    def start(self, t: float) -> Ray:
        """A ray from the optimal basis that HiGHS finds at t."""
        self.session.set_bounds(TIGHTEN, t, t)
        self.session.solve()
        tableau = Tableau(self.session.vertex)
        if not hold(tableau, self.t, rises=True) and not hold(tableau, self.t, rises=False):
            raise SolverError("solver_failed", found=f"t = {t}")
        return Ray(tableau, self.t, 1)
