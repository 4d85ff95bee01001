"""Why the cost of a plan, or emissions, can fall for ever."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from planner.errors import SolverError
from planner.program.program import Program
from planner.program.session import Session


def explain_unbounded(program: Program) -> SolverError:
    """The error to raise for a program whose cost falls for ever: the columns of a direction along which it does."""
    return SolverError("unbounded", found=falling(program))


def falling(program: Program) -> str:
    """What grows along a direction in which the objective falls for ever.

    The direction is the best x of the program with every bound and right-hand side at 0 or infinity, in a unit box.
    """

    def recession(bounds: np.ndarray, sign: float, box: float) -> np.ndarray:
        return np.where(np.isfinite(bounds), 0.0, sign * box)

    scale = program.scale.column
    ray = replace(
        program,
        lower=recession(program.lower, -1, 1.0) * scale,
        upper=recession(program.upper, 1, 1.0) * scale,
        row_lower=recession(program.row_lower, -1, np.inf),
        row_upper=recession(program.row_upper, 1, np.inf),
    )
    x = Session(ray).solve().x / scale
    moving = [program.columns[j] for j in np.argsort(-np.abs(x)) if abs(x[j]) > 1e-6]
    names = dict.fromkeys(str(name[1]) for name in moving if name[0] not in ("emissions", "total_emissions"))
    return ", ".join(list(names)[:8])
