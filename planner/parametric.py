"""Every breakpoint of the least cost along a direction, by the parametric dual simplex method.

Where you are:  ... solver -> tableau -> direction -> points -> [parametric] -> breakpoints -> macc -> ...

At an optimal basis B the basic amounts move with t, x_B(t) = x_B - t B^-1 a_t, and the slope of the least cost is the
reduced cost of t. The first basic amount to meet its bound leaves; what enters keeps the signs of the reduced costs, so
that the next basis is optimal from there on. One pivot, where a solver would need a solve. S. Gass and T. Saaty, "The
computational algorithm for the parametric objective function" (1955), on the dual.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from planner.direction import TIGHTEN, Direction
from planner.errors import SolverError
from planner.points import SAME_SLOPE, Point, Walk
from planner.solver import Infeasible, Session
from planner.tableau import PIVOT, TOLERANCE, Tableau, Unstable

NUDGE = 1e-9
"""Share of the way by which HiGHS solves further on where pivots fail; the curve's error tells what that leaves out."""
LARGEST_ERROR = 1e-7
"""Infeasibility of a basis, in scaled numbers, from which on it is HiGHS's to repair."""
NARROW = 1e-12
"""Share of the way below which two kinks are one."""
STALLED = 2000
"""Pivots without a step after which HiGHS solves a little further on."""


def follow(direction: Direction, progress: Callable[[int], None] | None) -> Walk:
    """The points at which the slope changes, from t = 0 to 1 or to where no plan is left; both ends included."""
    return _Follower(direction).walk(progress)


class _Follower:
    """A tableau that moves along t, and the points that it has passed. Speeds and amounts are in scaled numbers."""

    def __init__(self, direction: Direction) -> None:
        program = direction.program
        self.session = Session(program, direction.basis, steady=True)
        self.t, self.scale = program.column[TIGHTEN], program.scale
        self.unit = float(self.scale.column[self.t])
        self.points: list[Point] = []
        self.pivots = 0
        self.solve_at(0.0)

    def walk(self, progress: Callable[[int], None] | None) -> Walk:
        stalled = 0
        while True:
            before = self.at
            try:
                if self.step():
                    break
                stalled = 0 if self.at > before else stalled + 1
                if stalled > STALLED:
                    raise Unstable
                if self.tableau.worn:
                    self.renew()
            except Unstable:
                if self.repair():
                    break
                stalled = 0
            if progress and self.pivots % 100 == 0:
                progress(self.pivots)
        last = self.point()
        if last.t - self.points[-1].t > NARROW:
            self.points.append(replace(last, t=1.0) if last.t >= 1 - NUDGE else last)
        return Walk(self.points, 0.0, self.session.solves, self.pivots)

    @property
    def at(self) -> float:
        """The share of the way that is behind."""
        return float(self.tableau.x[self.t]) * self.unit

    def point(self) -> Point:
        slope = float(self.tableau.reduced_cost[self.t]) / self.unit / self.scale.cost
        return Point(self.at, self.tableau.x[: len(self.scale.column)] * self.scale.column, slope)

    def keep(self) -> None:
        """Keep the point here if the slope changes."""
        here = self.point()
        if not self.points or here.slope - self.points[-1].slope > SAME_SLOPE * abs(here.slope):
            if self.points and here.t - self.points[-1].t <= NARROW:
                here = replace(self.points.pop(), slope=here.slope)
            self.points.append(here)

    def solve_at(self, t: float) -> None:
        """Take the optimal basis that HiGHS finds at t."""
        self.session.set_bounds(TIGHTEN, t, t)
        self.session.solve()
        self.tableau = Tableau(self.session.vertex)
        self.aim()
        for place in np.flatnonzero(self.tableau.basic == self.t):
            if not self.leave(int(place), rises=True) and not self.leave(int(place), rises=False):
                raise SolverError("solver_failed", found=f"t = {t}")
        self.keep()

    def aim(self) -> None:
        """By how much each basic amount rises with t."""
        self.speed = -self.tableau.column(self.t)

    def step(self) -> bool:
        """Go on to where the first basic amount meets its bound, and let it leave. True at the end of the way.

        Of those that meet theirs first, within the tolerance, the fastest leaves.
        """
        tableau = self.tableau
        moving = np.flatnonzero(np.abs(self.speed) > PIVOT)
        basic, speed = tableau.basic[moving], self.speed[moving]
        room = np.where(speed < 0, tableau.x[basic] - tableau.lower[basic], tableau.upper[basic] - tableau.x[basic])
        rate, left = np.abs(speed), 1 / self.unit - tableau.x[self.t]
        first = np.flatnonzero(room <= np.min((room + TOLERANCE) / rate, initial=np.inf) * rate)
        n = first[np.argmax(rate[first])] if len(first) else None
        far = max(room[n] / rate[n], 0.0) if n is not None else np.inf
        tableau.x[basic] += min(far, left) * speed
        tableau.x[self.t] += min(far, left)
        return far >= left or not self.leave(int(moving[n]), rises=bool(speed[n] < 0))

    def leave(self, place: int, rises: bool) -> bool:
        """Pivot a basic amount to its lower (rises) or upper bound; False where nothing can take its place."""
        tableau, leaving = self.tableau, self.tableau.basic[place]
        row = tableau.row(place)
        entering = tableau.entering(row, rises)
        if entering is None:
            return False
        column = tableau.pivot(place, entering, row, (tableau.lower if rises else tableau.upper)[leaving])
        pace = self.speed[place] / column[place]
        self.speed -= pace * column
        self.speed[place] = pace
        self.pivots += 1
        self.keep()
        return True

    def renew(self) -> None:
        """Factorise the basis anew. Raises Unstable when it is not optimal."""
        self.tableau.factorise()
        if self.tableau.error > LARGEST_ERROR:
            raise Unstable
        self.aim()

    def repair(self) -> bool:
        """Go on from a new factorisation or, where the old one was new, from HiGHS; True where no plan is left."""
        if not self.tableau.fresh:
            try:
                self.renew()
                return False
            except Unstable:
                pass
        try:
            self.solve_at(min(self.at + NUDGE, 1.0))
        except Infeasible:
            return True
        return False
