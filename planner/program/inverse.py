"""The inverse of a basis matrix B of the columns [A, -I], as a sparse LU factorisation."""

from __future__ import annotations

import numpy as np
from scipy import sparse

from planner.program.ordering import elimination_order, factorised
from planner.program.program import Vector


class Unstable(Exception):
    """A pivot has two values that differ: the basis is singular, or nearly."""


class Inverse:
    """B^-1, each column and row of the tableau solved for. Raises Unstable where there is none."""

    def __init__(self, matrix: sparse.csc_array, transposed: sparse.csr_array, basic: np.ndarray) -> None:
        self._matrix, self._transposed = matrix, transposed
        try:
            basis = matrix[:, basic]
            self._order = rows, columns = elimination_order(basis)
            ordered = basis[:, columns][rows]
            self._lu = factorised(ordered, permc_spec="NATURAL", diag_pivot_thresh=0.0)
        except RuntimeError:  # it is exactly singular
            raise Unstable from None

    def times(self, right: Vector) -> Vector:
        """B^-1 right."""
        (rows, columns), found = self._order, np.empty_like(right)
        found[columns] = self._lu.solve(right[rows])
        return found

    def column(self, j: int) -> Vector:
        """B^-1 a_j."""
        right = np.zeros(self._matrix.shape[0])
        entries = slice(self._matrix.indptr[j], self._matrix.indptr[j + 1])
        right[self._matrix.indices[entries]] = self._matrix.data[entries]
        return self.times(right)

    def duals(self, weights: Vector) -> Vector:
        """B^-T weights."""
        (rows, columns), found = self._order, np.empty_like(weights)
        found[rows] = self._lu.solve(weights[columns], "T")
        return found

    def row(self, weights: Vector) -> Vector:
        """The rows of the tableau, summed by their weights: [A, -I]' B^-T weights."""
        return np.asarray(self._transposed @ self.duals(weights))


class KeptInverse(Inverse):
    """The same for many walks from one basis: they meet the same few columns and rows, solved for once and kept."""

    def __init__(self, matrix: sparse.csc_array, transposed: sparse.csr_array, basic: np.ndarray) -> None:
        super().__init__(matrix, transposed, basic)
        self._columns: dict[int, _Entries] = {}
        self._rows: dict[int, _Entries] = {}

    def column(self, j: int) -> Vector:
        if j not in self._columns:
            self._columns[j] = _Entries(super().column(j))
        return self._columns[j].added(np.zeros(self._matrix.shape[0]), 1.0)

    def row(self, weights: Vector) -> Vector:
        """Of the rows of the tableau the sum by their weights, most of which are 0."""
        found = np.zeros(self._matrix.shape[1])
        for n in np.flatnonzero(weights).tolist():
            if n not in self._rows:
                self._rows[n] = _Entries(super().row(np.eye(1, len(weights), n).ravel()))
            self._rows[n].added(found, weights[n])
        return found


class _Entries:
    """What is not zero of a vector."""

    def __init__(self, vector: Vector) -> None:
        self._at = np.flatnonzero(vector)
        self._amounts = vector[self._at]

    def added(self, to: Vector, times: float) -> Vector:
        to[self._at] += times * self._amounts
        return to
