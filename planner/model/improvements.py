"""Improvements: what runs in improved modes is covered by the stock of the improvement.

Needs `m.activity`, `m.stock`. Mathematics: models/README.md, "Improvements".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.model.subject import Expression, Family, Model, Subject, quicksum

if TYPE_CHECKING:
    from planner.model.inputs import Inputs


def add_improvements(m: Model, inputs: Inputs) -> None:
    """Add the limit of each choice: interchangeable rows of an improvement."""
    import pyomo.environ as pyo

    improved: dict[str, list[str]] = {j: [] for j in inputs.choices}
    for mode in inputs.modes:
        for choice in mode.choices:
            improved[choice.name].append(mode.name)
    m.limit_improved = pyo.Constraint(
        list(inputs.choices), m.YEARS, rule=lambda m, j, y: limit_improved(m, inputs, improved[j], j, y)
    )


def limit_improved(m: Model, inputs: Inputs, improved: list[str], j: str, y: int) -> Expression:
    r"""Modes that contain an improvement run on no more than what is improved; steps of equal savings add up.

    $$\sum_{m \ni j} A_{m,y} \le \sum_{i \in j} o_i\,S_{i,y}$$

    Units of the commodity improved.
    """
    short = quicksum(m.activity[x, y] for x in improved)
    for i in inputs.choices[j].rows:
        short -= inputs.output[i] * m.stock[i, y]
    return short <= 0


IMPROVEMENTS = Subject(
    "improvements", families=(Family("limit_improved", "choice, y", per="delivered"),), add=add_improvements
)
