"""Is the solver's answer optimal? Primal and dual residuals and the gap, from the compiled matrix alone.

All in the solver's scaled numbers, which are near 1 and do not depend on the units of the tables.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from planner.errors import SolverError
from planner.model.subject import Name
from planner.program.program import Program, Vector
from planner.program.session import Solution

LARGEST_RESIDUAL = 1e-6
LARGEST_NUMBER = 1e7
"""In the solver's scaled numbers: beside such a one the digits of a double no longer hold others to that residual."""


def certify(program: Program, solution: Solution) -> dict[str, float]:
    """The largest violations of a solution: `primal`, `dual`, and the relative `gap` between its two objectives.

    Raises SolverError when one is above 1e-6; where a number dwarfs all others it says which.
    """
    scale, matrix = program.scale, program.scaled
    x, cost = solution.x / scale.column, program.cost * scale.column * scale.cost
    lower, upper = program.lower / scale.column, program.upper / scale.column
    row_lower, row_upper = program.row_lower * scale.row, program.row_upper * scale.row
    row_dual = solution.row_dual / scale.row * scale.cost
    told = solution.reduced_cost * scale.column * scale.cost
    activity = matrix @ x
    reduced = cost - matrix.T @ row_dual

    size = 1 + np.abs(activity)
    primal = max(
        _largest((row_lower - activity) / size),
        _largest((activity - row_upper) / size),
        _largest((lower - x) / (1 + np.abs(x))),
        _largest((x - upper) / (1 + np.abs(x))),
    )
    column_dual, column_value = _against_bounds(reduced, lower, upper)
    row_residual, row_value = _against_bounds(row_dual, row_lower, row_upper)
    objective = float(np.sum(cost * x))  # `@` would start threads for it
    residuals = {
        "primal": primal,
        "dual": max(column_dual, row_residual, _largest(np.abs(told - reduced) / (1 + np.abs(cost)))),
        "gap": abs(objective - column_value - row_value) / (1 + abs(objective)),
    }
    if max(residuals.values()) > LARGEST_RESIDUAL:
        size, name = max(
            _largest_of(cost, program.columns),
            *(_largest_of(side, program.rows) for side in (row_lower, row_upper)),
            *(_largest_of(side, program.columns) for side in (lower, upper)),
        )
        if size > LARGEST_NUMBER:
            raise SolverError("numbers_apart", found=f"{size:.0e}", what=", ".join(map(str, name)))
        raise SolverError("not_certified", found=", ".join(f"{name} {value:.1e}" for name, value in residuals.items()))
    return residuals


def _against_bounds(dual: Vector, lower: Vector, upper: Vector) -> tuple[float, float]:
    """Largest dual that no bound can carry, and what the bounds are worth: a positive dual pulls to the lower one."""
    bound = np.where(dual > 0, lower, upper)
    carried = np.isfinite(bound)
    worth = float(np.sum(dual[carried] * bound[carried]))
    return _largest(np.abs(dual[~carried])), worth


def _largest(residuals: Vector) -> float:
    return max(0.0, float(residuals.max())) if len(residuals) else 0.0


def _largest_of(numbers: Vector, names: Sequence[Name]) -> tuple[float, Name]:
    """The size of the largest finite number, and whose it is."""
    sizes = np.where(np.isfinite(numbers), np.abs(numbers), 0.0)
    at = int(sizes.argmax())
    return float(sizes[at]), names[at]
