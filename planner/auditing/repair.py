"""The numbers that tables tell, with the fewest of them changed so that every row of a program holds.

An edited cell breaks the rows in which it stands, and the one change that mends them all says which it is. Rows and
columns of the program take turns: a plan is held against the primal rows, prices against the dual ones.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import sparse

from planner.program.program import Program, Vector

FIGURES, SOLVER = 1e-8, 1e-7
"""A row holds to a share of what adds up to it (files hold ten figures), and to the solver's scaled tolerance."""
MOST_CHANGES = 50
"""More cells than these are not looked for one by one."""


@dataclass(frozen=True)
class Rows:
    """lower <= matrix x <= upper, each row to its own `size`."""

    matrix: sparse.csr_array
    lower: Vector
    upper: Vector
    size: Vector

    def excess(self, x: Vector) -> Vector:
        """What each row must rise by (+) or fall by (-) to hold; 0 where it does."""
        activity = self.matrix @ x
        slack = FIGURES * (abs(self.matrix) @ np.abs(x)) + SOLVER * self.size
        low, high = self.lower - activity, self.upper - activity
        return np.where(low > slack, low, np.where(high < -slack, high, 0.0))


def primal_rows(program: Program) -> Rows:
    r"""$\underline{b} \le A x \le \overline{b}$, $\underline{x} \le x \le \overline{x}$, of a plan $x$."""
    columns = len(program.columns)
    return Rows(
        sparse.csr_array(sparse.vstack([program.matrix, sparse.eye_array(columns)])),
        np.concatenate([program.row_lower, program.lower]),
        np.concatenate([program.row_upper, program.upper]),
        np.concatenate([1 / program.scale.row, program.scale.column]),
    )


def dual_rows(program: Program) -> Rows:
    r"""$A^\top w + \rho = c$, of row duals $w$ and behind them reduced costs $\rho$."""
    columns = len(program.columns)
    matrix = sparse.hstack([program.matrix.T, sparse.eye_array(columns)])
    size = 1 / (program.scale.column * program.scale.cost)
    return Rows(sparse.csr_array(matrix), program.cost, program.cost, size)


def repaired(rows: Rows, told: Vector, near: Vector) -> Vector:
    """What was told, with the fewest numbers changed so that every row holds; of several such the nearest to `near`.

    Where no one change mends a row, its number that is furthest from `near` becomes that; where too much is wrong, all.
    """
    x, by_column = told.copy(), sparse.csc_array(rows.matrix)
    for _ in range(MOST_CHANGES):
        excess = rows.excess(x)
        broken = np.flatnonzero(excess)
        if not len(broken):
            return x
        j, value = _best_change(rows, by_column, x, near, excess, broken)
        x[j] = value
    return near.copy()


def _best_change(
    rows: Rows, by_column: sparse.csc_array, x: Vector, near: Vector, excess: Vector, broken: np.ndarray[Any, Any]
) -> tuple[int, float]:
    """The number to change, and to what."""
    best, change = (0, 0.0), (-1, 0.0)
    activity = rows.matrix @ x
    slack = FIGURES * (abs(rows.matrix) @ np.abs(x)) + SOLVER * rows.size
    for j in np.unique(rows.matrix[broken].indices):
        at = slice(by_column.indptr[j], by_column.indptr[j + 1])
        i, a = by_column.indices[at], by_column.data[at]
        i, a = i[a != 0], a[a != 0]
        ends = [(side[i] + way * slack[i] - activity[i]) / a for side, way in ((rows.lower, -1), (rows.upper, 1))]
        low, high = np.minimum(*ends).max(), np.maximum(*ends).min()
        if low > high:
            continue
        exact = [np.where(a > 0, *pair) for pair in ((rows.lower[i], rows.upper[i]), (rows.upper[i], rows.lower[i]))]
        inner = ((exact[0] - activity[i]) / a).max(), ((exact[1] - activity[i]) / a).min()
        to = float(np.clip(near[j] - x[j], min(inner), max(inner)))
        mended = (int(np.count_nonzero(excess[i])), -abs(x[j] + to - near[j]) / (abs(near[j]) + abs(x[j]) + 1e-300))
        if change[0] < 0 or mended > best:
            best, change = mended, (int(j), float(x[j] + to))
    if change[0] >= 0:
        return change
    j = rows.matrix[broken].indices
    furthest = int(j[np.argmax(np.abs(x - near)[j] / (np.abs(x) + np.abs(near) + 1e-300)[j])])
    return furthest, float(near[furthest])
