"""A basis of a program and what follows from it: amounts, reduced costs, columns and rows of the tableau, a pivot.

In the solver's scaled numbers, with each row's activity as one more column: min c'x, A x - r = 0, bounds on x and r.
The basis matrix is kept as a sparse LU factorisation and the pivots since then (the product form of the inverse).
"""

from __future__ import annotations

from copy import copy
from typing import NamedTuple

import numpy as np
from scipy import sparse

from planner.program.inverse import Inverse, KeptInverse, Unstable
from planner.program.program import Vector
from planner.program.session import Vertex

PIVOT = 1e-7
"""Smallest entry of a column or row of the tableau that counts as one, in scaled numbers."""
TOLERANCE = 1e-9
"""By how much an amount may be beyond its bound and a reduced cost have the wrong sign, in scaled numbers."""
KEPT = 50
"""Pivots after which the basis is factorised anew: about where their use costs as much as a factorisation."""


class _Eta(NamedTuple):
    """One pivot: a column of the tableau takes a place; `at` and `rest` are its entries but for the pivot."""

    place: int
    pivot: float
    at: np.ndarray
    rest: Vector


class Tableau:
    """The basis of a vertex, and those that pivots lead to; `shared`: many copies set out from it."""

    def __init__(self, vertex: Vertex, shared: bool = False) -> None:
        rows, columns = vertex.matrix.shape
        self.matrix = sparse.hstack([vertex.matrix, -sparse.eye_array(rows)], format="csc")
        self._transposed = self.matrix.T.tocsr()
        self.cost = np.concatenate([vertex.cost, np.zeros(rows)])
        self.lower, self.upper = vertex.lower, vertex.upper
        self.basic, self.x = vertex.basic.copy(), vertex.x.copy()
        nonbasic = np.ones(rows + columns, dtype=bool)
        nonbasic[self.basic] = False
        self._free = ~np.isfinite(self.lower) & ~np.isfinite(self.upper)
        self.way = np.where(nonbasic & (self.lower < self.upper), np.where(self._at_upper(), -1.0, 1.0), 0.0)
        """Of what isn't basic: where it may go from its bound, up (1) or down (-1); 0 for what is fixed or basic."""
        self.factorise(KeptInverse if shared else Inverse)

    def copy(self) -> Tableau:
        """One that moves on its own; what never changes is shared."""
        other = copy(self)
        other.x, other.basic, other.way = self.x.copy(), self.basic.copy(), self.way.copy()
        other.reduced_cost, other._etas = self.reduced_cost.copy(), list(self._etas)
        return other

    def _at_upper(self) -> np.ndarray:
        return np.abs(self.upper - self.x) < np.abs(self.x - self.lower)

    def factorise(self, kind: type[Inverse] = Inverse) -> None:
        """Factorise the basis; compute amounts and reduced costs from the program's own numbers. Raises Unstable."""
        self._inverse = kind(self.matrix, self._transposed, self.basic)
        self._etas: list[_Eta] = []
        rest = self.x.copy()
        rest[self.basic] = 0.0
        self.x[self.basic] = self._inverse.times(-(self.matrix @ rest))
        self.reduced_cost = self.cost - self._transposed @ self._inverse.duals(self.cost[self.basic])
        self.reduced_cost[self.basic] = 0.0

    @property
    def error(self) -> float:
        """By how much the basis misses feasibility or optimality, in scaled numbers."""
        amounts = self.x[self.basic]
        beyond = np.maximum(self.lower[self.basic] - amounts, amounts - self.upper[self.basic])
        return float(max(beyond.max(), (-self.way * self.reduced_cost).max()))

    @property
    def worn(self) -> bool:
        """Time to factorise anew."""
        return len(self._etas) >= KEPT

    @property
    def fresh(self) -> bool:
        return not self._etas

    def column(self, j: int) -> Vector:
        """B^-1 a_j: by how much the basic amounts fall when x_j rises by one."""
        found = self._inverse.column(j)
        for eta in self._etas:
            amount = found[eta.place] / eta.pivot
            if amount:
                found[eta.at] -= amount * eta.rest
                found[eta.place] = amount
        return found

    def row(self, place: int) -> Vector:
        """(B^-1 [A, -I])_place: by how much the basic amount falls when each x_j rises by one."""
        found = np.zeros(len(self.basic))
        found[place] = 1.0
        for eta in reversed(self._etas):
            found[eta.place] = (found[eta.place] - eta.rest @ found[eta.at]) / eta.pivot
        return self._inverse.row(found)

    def entering(self, row: Vector, rises: bool) -> int | None:
        """What enters when a basic amount leaves to rise (or fall) again: the reduced costs keep their signs.

        Of those whose reduced cost meets 0 first, within the tolerance, the largest pivot. None if nothing can move the
        amount: the dual is unbounded, so the program has no plan beyond.
        """
        useful = -row * self.way if rises else row * self.way
        either = self._free & (self.way != 0)
        if either.any():
            useful[either] = np.abs(row[either])
        at = np.flatnonzero(useful > PIVOT)
        if not len(at):
            return None
        size, cost = useful[at], np.maximum(self.way[at] * self.reduced_cost[at], 0.0)
        first = cost <= np.min((cost + TOLERANCE) / size) * size
        return int(at[first][np.argmax(size[first])])

    def pivot(self, place: int, entering: int, row: Vector, bound: float) -> Vector:
        """Let x_entering take the place of the basic amount that meets its bound; returns the column of the tableau.

        Raises Unstable, with nothing changed, where the pivot's column and row disagree.
        """
        column = self.column(entering)
        pivot = column[place]
        if abs(pivot - row[entering]) > 1e-6 * (1 + abs(pivot)):
            raise Unstable
        leaving = self.basic[place]
        wrong = self.reduced_cost[entering] * self.way[entering] < 0
        step = 0.0 if wrong else self.reduced_cost[entering] / row[entering]
        self.reduced_cost -= step * row
        self.reduced_cost[leaving], self.reduced_cost[entering] = -step, 0.0
        away = (self.x[leaving] - bound) / pivot
        self.x[self.basic] -= away * column
        self.x[entering] += away
        self.x[leaving] = bound
        self.basic[place] = entering
        self.way[entering] = 0.0
        if self.lower[leaving] < self.upper[leaving]:
            self.way[leaving] = 1.0 if bound == self.lower[leaving] else -1.0
        at = np.flatnonzero(np.abs(column) > 1e-14)
        at = at[at != place]
        self._etas.append(_Eta(place, pivot, at, column[at]))
        return column
