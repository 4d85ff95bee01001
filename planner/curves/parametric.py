"""Every breakpoint of the least cost along a direction, by the parametric dual simplex method.

One pivot along t (see `parametric_simplex.py`), where a solver would need a solve. HiGHS gives the first basis, and
another one a little further on where pivots fail.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from planner.calls.deadline import check
from planner.curves.direction import TIGHTEN
from planner.curves.points import BREAKS, SAME_SLOPE, Point, Walk
from planner.errors import SolverError
from planner.program.inverse import Unstable
from planner.program.parametric_simplex import End, ParametricSimplex, leave_basis
from planner.program.program import Program
from planner.program.session import Basis, Infeasible, Session
from planner.program.tableau import Tableau

NUDGE = 1e-9
"""Share of the way by which HiGHS solves further on where pivots fail; the curve's error tells what that leaves out.

Ten times more each time that they fail before they have gone on, so that every walk ends.
"""
FARTHEST = 1e-3
"""Share of the way by which HiGHS goes on at most."""
NARROW = 1e-12
"""Share of the way below which two kinks are one."""
STALLED = 2000
"""Pivots without a step after which HiGHS solves a little further on."""


def follow(program: Program, progress: Callable[[float], None] | None, start: Basis | None = None) -> Walk:
    """Of a direction's program the points at which the slope changes, from t = 0 to 1 or to where no plan is left.

    `progress` is told the share of the way that is behind.
    """
    try:
        return _Follower(program, start).walk(progress)
    except Unstable:  # at the very start
        raise SolverError("solver_failed", found="t = 0") from None


class _Follower:
    """A parametric simplex along t, and the points that it has passed."""

    def __init__(self, program: Program, start: Basis | None = None) -> None:
        self.session = Session(program, start, steady=True)
        self.t, self.scale = program.column[TIGHTEN], program.scale
        self.unit = float(self.scale.column[self.t])
        self.points: list[Point] = []
        self.pivots, self.nudge = 0, NUDGE
        self.simplex = self.start(0.0)

    def walk(self, progress: Callable[[float], None] | None) -> Walk:
        try:
            self.go(progress)
        except BREAKS as broken:
            return self.walked(broken)
        last = self.point()
        if last.t - self.points[-1].t > NARROW:
            self.points.append(replace(last, t=1.0) if last.t >= 1 - NUDGE else last)
        return self.walked()

    def walked(self, broken: BaseException | None = None) -> Walk:
        return Walk(self.points, 0.0, self.session.solves, self.pivots + self.simplex.pivots, broken)

    def go(self, progress: Callable[[float], None] | None) -> None:
        """To the end of the way, or to where no plan is left."""
        stalled, end = 0, None
        while end is None and self.at < 1 - NARROW:
            self.keep()
            before = self.at
            check(before)
            try:
                end = self.simplex.advance((1 - before) / self.unit)
                stalled = 0 if self.at > before + NARROW else stalled + 1
                if end is None and stalled > STALLED:
                    raise Unstable
            except Unstable:
                stalled, end = 0, self.skip()
            if progress and (self.pivots + self.simplex.pivots) % 100 == 0:
                progress(self.at)

    def skip(self) -> End | None:
        """Go on from where HiGHS solves a little further; "blocked" where no plan is left."""
        self.pivots += self.simplex.pivots
        here = self.at
        self.nudge = NUDGE if here > self.started + NARROW else 10 * self.nudge
        while self.nudge <= FARTHEST:
            try:
                self.simplex = self.start(min(here + self.nudge, 1.0))
                return None
            except Infeasible:
                if self.nudge == NUDGE:
                    return "blocked"
                break
            except Unstable:
                self.nudge *= 10
        raise SolverError("solver_failed", found=f"t = {here}")

    @property
    def at(self) -> float:
        """The share of the way that is behind."""
        return float(self.simplex.tableau.x[self.t]) * self.unit

    def point(self) -> Point:
        x = self.simplex.tableau.x[: len(self.scale.column)] * self.scale.column
        return Point(self.at, x, self.simplex.slope / self.unit / self.scale.cost)

    def keep(self) -> None:
        """Keep the point here if the slope changes."""
        here = self.point()
        if not self.points or here.slope - self.points[-1].slope > SAME_SLOPE * abs(here.slope):
            if self.points and here.t - self.points[-1].t <= NARROW:
                here = replace(self.points.pop(), slope=here.slope)
            self.points.append(here)

    def start(self, t: float) -> ParametricSimplex:
        """A parametric simplex from the optimal basis that HiGHS finds at t."""
        self.started = t
        self.session.set_bounds(TIGHTEN, t, t)
        self.session.solve()
        tableau = Tableau(self.session.vertex)
        if not leave_basis(tableau, self.t, rises=True) and not leave_basis(tableau, self.t, rises=False):
            raise SolverError("solver_failed", found=f"t = {t}")
        return ParametricSimplex(tableau, self.t, 1)
