"""Is the solver's answer optimal? Primal and dual residuals and the gap, from the compiled matrix alone.

All in the solver's scaled numbers, which are near 1 and do not depend on the units of the tables.
"""

from __future__ import annotations

import numpy as np

from planner.errors import SolverError
from planner.program.program import Program, Vector, scaled_matrix
from planner.program.session import Solution

LARGEST_RESIDUAL = 1e-6


def certify(program: Program, solution: Solution) -> dict[str, float]:
    """The largest violations of a solution: `primal`, `dual`, and the relative `gap` between its two objectives.

    Raises SolverError when one is above 1e-6.
    """
    scale, matrix = program.scale, scaled_matrix(program)
    x, cost = solution.x / scale.column, program.cost * scale.column * scale.cost
    lower, upper = program.lower / scale.column, program.upper / scale.column
    row_lower, row_upper = program.row_lower * scale.row, program.row_upper * scale.row
    row_dual = solution.row_dual / scale.row * scale.cost
    told = solution.reduced_cost * scale.column * scale.cost
    activity = matrix @ x
    reduced = cost - matrix.T @ row_dual
    priced = 1 + np.abs(cost) + abs(matrix).T @ np.abs(row_dual)

    size = 1 + np.abs(activity)
    primal = max(
        _largest((row_lower - activity) / size),
        _largest((activity - row_upper) / size),
        _largest((lower - x) / (1 + np.abs(x))),
        _largest((x - upper) / (1 + np.abs(x))),
    )
    column_dual, column_value = _against_bounds(reduced, lower, upper, priced)
    row_residual, row_value = _against_bounds(row_dual, row_lower, row_upper, np.ones(len(row_dual)))
    objective = float(cost @ x)
    residuals = {
        "primal": primal,
        "dual": max(column_dual, row_residual, _largest(np.abs(told - reduced) / priced)),
        "gap": abs(objective - column_value - row_value) / (1 + abs(objective)),
    }
    if max(residuals.values()) > LARGEST_RESIDUAL:
        raise SolverError("not_certified", found=", ".join(f"{name} {value:.1e}" for name, value in residuals.items()))
    return residuals


def _against_bounds(dual: Vector, lower: Vector, upper: Vector, size: Vector) -> tuple[float, float]:
    """Largest dual that no bound can carry, over what adds up to it, and what the bounds are worth.

    A positive dual pulls to the lower bound.
    """
    bound = np.where(dual > 0, lower, upper)
    carried = np.isfinite(bound)
    worth = float(np.sum(dual[carried] * bound[carried]))
    return _largest(np.abs(dual[~carried]) / size[~carried]), worth


def _largest(residuals: Vector) -> float:
    return max(0.0, float(residuals.max())) if len(residuals) else 0.0
