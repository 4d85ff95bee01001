"""From duals to prices: the one place that converts, with its sign."""

from __future__ import annotations

from planner.errors import SolverError
from planner.model.subject import Limit
from planner.program import Program
from planner.solver import Solution


def present_price(program: Program, solution: Solution, limit: Limit) -> float:
    """The shadow price of a limit in present-value money per unit of what it limits, from its dual; >= 0.

    A limit is the upper bound of a column, or the upper side of a row; "at least" is written with its signs turned.
    Raising it by one unit lets a minimum fall or stay, so the change of the objective per unit of the limit, which is
    the reduced cost of the column or the dual of the row, is <= 0; the price of the last unit is what it costs to
    lower the limit, its negative. A positive dual beyond the solver's tolerance means that something else is wrong, and
    is an error. Where the plan lies below the limit the dual is 0.
    """
    if limit.name in program.column:
        j = program.column[limit.name]
        dual, size = float(solution.reduced_cost[j]), program.scale.cost * program.scale.column[j]
    else:
        i = program.row[limit.name]
        dual, size = float(solution.row_dual[i]), program.scale.cost / program.scale.row[i]
    if dual * size > 1e-6:
        raise SolverError("wrong_price_sign", found=str(limit.name), value=f"{-dual:.6g}")
    return max(0.0, -dual)
