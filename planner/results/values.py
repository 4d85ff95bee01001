"""The amounts of a solution by the names of the variables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from planner.model.inputs import Inputs
from planner.model.subject import Name
from planner.program.program import Program
from planner.program.session import Solution


@dataclass(frozen=True)
class Values:
    """The amounts of a solution, by the names of the variables; what the program left out is zero."""

    by_name: dict[Name, float]

    def __call__(self, *name: Any) -> float:
        return self.by_name.get(name, 0.0)

    def amount(self, inputs: Inputs, x: str, y: int) -> float:
        """The yearly amount of an activity: of a mode, of a reduction (its stock), or caught by a capture."""
        return sum(self(*name) for name in inputs.activity_columns(x, y))

    def scoped_emissions(self, inputs: Inputs, a: str, scope: str, y: int) -> float:
        """Emissions of the city (`total`), a group or a sector."""
        return sum(self(*name) for name in inputs.emission_columns(a, scope, y))


def values_of(program: Program, solution: Solution) -> Values:
    """Names to amounts; the solver's dust, below a billionth in its scaled numbers, is zero."""
    dust = np.abs(solution.x) < 1e-9 * program.scale.column
    return Values(dict(zip(program.columns, np.where(dust, 0.0, solution.x).tolist(), strict=True)))
