"""How the least cost changes with the numbers of a program, from the duals of one plan."""

from __future__ import annotations

import numpy as np

from planner.program.program import Vector
from planner.program.session import Solution
from planner.sweeps.programs import Entries


def worth(entries: Entries, solution: Solution) -> Vector:
    r"""What one unit more of each entry adds to the least cost while the basis holds, so that

    $$\Delta V = \sum_j x_j\,\Delta c_j - \sum_{i,j} w_i x_j\,\Delta a_{ij} + \sum_i w_i\,\Delta b_i
      + \sum_j \rho_j\,\Delta \bar x_j$$

    Money, present value; duals $w$ of rows with the side $b$ that holds, reduced costs $\rho$ with the bound
    $\bar x$ that holds (the envelope theorem: the plan itself need not be followed).
    """
    matrix, w, rho = entries.program.matrix, solution.row_dual, solution.reduced_cost
    columns = np.repeat(np.arange(matrix.shape[1]), np.diff(matrix.indptr))
    bounds = np.maximum(rho, 0.0), np.minimum(rho, 0.0), np.maximum(w, 0.0), np.minimum(w, 0.0)
    return np.concatenate([-w[matrix.indices] * solution.x[columns], solution.x, [1.0], *bounds, np.zeros(len(rho))])
