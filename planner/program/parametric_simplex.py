"""Moving what a program holds: one column goes up or down, and the basis with it, pivot by pivot.

At an optimal basis B the basic amounts move with the column j that is held, x_B(delta) = x_B - delta B^-1 a_j, and the
slope of the least cost is the reduced cost of j. The first basic amount to meet its bound leaves; what enters keeps the
signs of the reduced costs, so that the next basis is optimal from there on. S. Gass and T. Saaty, "The computational
algorithm for the parametric objective function" (1955), on the dual.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

import numpy as np

from planner.program.inverse import Unstable
from planner.program.tableau import PIVOT, TOLERANCE, Tableau

LARGEST_ERROR = 1e-7
"""Infeasibility of a basis, in scaled numbers, from which on it is not to be trusted."""
End: TypeAlias = Literal["limit", "blocked"]


def leave_basis(tableau: Tableau, j: int, rises: bool) -> bool:
    """Take a column out of the basis where it is, as one that would rise (fall) from there; False if nothing can."""
    for place in np.flatnonzero(tableau.basic == j):
        row = tableau.row(int(place))
        entering = tableau.entering(row, rises)
        if entering is None:
            return False
        tableau.pivot(int(place), entering, row, float(tableau.x[j]))
    return True


class ParametricSimplex:
    """A tableau whose nonbasic column j goes up (`way` 1) or down (-1); all in scaled numbers."""

    def __init__(self, tableau: Tableau, j: int, way: int) -> None:
        self.tableau, self.j, self.way = tableau, j, way
        self.pivots = 0
        tableau.way[j] = 0.0
        self._aim()

    @property
    def slope(self) -> float:
        """Rise of the least cost per unit of x_j."""
        return float(self.tableau.reduced_cost[self.j])

    def advance(self, limit: float) -> End | None:
        """Go on by at most `limit`, to where the first basic amount meets its bound, and let it leave.

        "limit" when nothing does so before, "blocked" where nothing can take its place: no plan lies beyond. Raises
        Unstable when the basis is not optimal even once it is factorised anew.
        """
        if self.tableau.worn:
            self._renew()
        try:
            return self._advance(limit)
        except Unstable:
            if self.tableau.fresh:
                raise
        before = float(self.tableau.x[self.j])
        self._renew()
        return self._advance(limit - abs(float(self.tableau.x[self.j]) - before))

    def _advance(self, limit: float) -> End | None:
        """Of those that meet their bounds first, within the tolerance, the fastest leaves."""
        tableau = self.tableau
        moving = np.flatnonzero(np.abs(self._speed) > PIVOT)
        basic, speed = tableau.basic[moving], self._speed[moving]
        room = np.where(speed < 0, tableau.x[basic] - tableau.lower[basic], tableau.upper[basic] - tableau.x[basic])
        rate = np.abs(speed)
        first = np.flatnonzero(room <= np.min((room + TOLERANCE) / rate, initial=np.inf) * rate)
        n = first[np.argmax(rate[first])] if len(first) else None
        far = max(float(room[n] / rate[n]), 0.0) if n is not None else np.inf
        if not np.isfinite(min(far, limit)):
            return "limit"
        tableau.x[basic] += min(far, limit) * speed
        tableau.x[self.j] += self.way * min(far, limit)
        if n is None or far >= limit:
            return "limit"
        return None if self._leave(int(moving[n]), rises=bool(speed[n] < 0)) else "blocked"

    def _aim(self) -> None:
        """By how much each basic amount rises on the way."""
        self._speed = -self.way * self.tableau.column(self.j)

    def _leave(self, place: int, rises: bool) -> bool:
        """Pivot a basic amount to its lower (rises) or upper bound; False where nothing can take its place."""
        tableau, leaving = self.tableau, self.tableau.basic[place]
        row = tableau.row(place)
        entering = tableau.entering(row, rises)
        if entering is None:
            return False
        column = tableau.pivot(place, entering, row, float((tableau.lower if rises else tableau.upper)[leaving]))
        pace = self._speed[place] / column[place]
        self._speed -= pace * column
        self._speed[place] = pace
        self.pivots += 1
        return True

    def _renew(self) -> None:
        """Factorise the basis anew. Raises Unstable when it is not optimal."""
        self.tableau.factorise()
        if self.tableau.error > LARGEST_ERROR:
            raise Unstable
        self._aim()
