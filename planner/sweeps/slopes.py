"""How the least cost changes with a number that varies, from the duals of one plan."""

from __future__ import annotations

import numpy as np

from planner.program.program import Vector
from planner.program.session import Solution
from planner.sweeps.design import What
from planner.sweeps.programs import Entries, Programs, Values


def slopes(programs: Programs, values: Values, solution: Solution) -> dict[What, float]:
    r"""By how much the least cost rises per unit of each number, others as they are, while the basis holds.

    $$\frac{\partial V}{\partial u} = \sum_j x_j\,\frac{\partial c_j}{\partial u}
      - \sum_{i,j} w_i x_j\,\frac{\partial a_{ij}}{\partial u} + \sum_i w_i\,\frac{\partial b_i}{\partial u}
      + \sum_j \rho_j\,\frac{\partial \bar x_j}{\partial u}$$

    Money, present value; duals $w$ of rows with the side $b$ that holds, reduced costs $\rho$ with the bound
    $\bar x$ that holds (the envelope theorem: the plan itself need not be followed).
    """
    worth = _worth(programs.at(values), solution)
    return {name: float(worth @ programs.slope(name, values)) for name in programs.at_origin}


def _worth(entries: Entries, solution: Solution) -> Vector:
    """What one unit more of each entry adds to the least cost."""
    matrix, w, rho = entries.program.matrix, solution.row_dual, solution.reduced_cost
    columns = np.repeat(np.arange(matrix.shape[1]), np.diff(matrix.indptr))
    return np.concatenate(
        [
            -w[matrix.indices] * solution.x[columns],
            solution.x,
            [1.0],
            np.maximum(rho, 0.0),
            np.minimum(rho, 0.0),
            np.maximum(w, 0.0),
            np.minimum(w, 0.0),
            np.zeros(matrix.shape[1]),
        ]
    )
