"""What grows and what shrinks between two plans: the names of a step of a curve.

Where you are:  ... plan -> direction -> [labels] -> macc -> ...

One optimal plan's names: others of equal cost may exist.
"""

from __future__ import annotations

import numpy as np
from scipy import sparse

from planner.finance import capital_recovery_factor
from planner.inputs import Inputs
from planner.program import Program, Vector

WORTH_NAMING = 0.1
"""Share of the largest change, in money, from which another change is named."""
MOST_NAMES = 4


class Labels:
    """The activity of each intervention in some years, weighed in money so that different units compare."""

    def __init__(self, inputs: Inputs, program: Program, years: list[int]) -> None:
        self.names = list(inputs.interventions)
        at = {i: n for n, i in enumerate(self.names)}
        rows, columns = [], []
        for y in years:
            for runs, whose in _activities(inputs):
                column = program.column.get((*runs, y))
                if column is not None:
                    rows += [at[i] for i in whose]
                    columns += [column] * len(whose)
        entries = (np.ones(len(rows)), (np.array(rows, dtype=int), np.array(columns, dtype=int)))
        self.activity = sparse.csr_array(entries, shape=(len(self.names), len(program.columns)))
        self.weight = np.array([_unit_cost(inputs, i, years[-1]) for i in self.names])

    def changes(self, difference: Vector) -> tuple[str, str]:
        """Ids of what grows and of what shrinks, the largest change in money first, joined by '; '."""
        change = (self.activity @ difference) * self.weight
        largest = float(np.abs(change).max()) if len(change) else 0.0
        named = [n for n in np.argsort(-np.abs(change), kind="stable") if abs(change[n]) > WORTH_NAMING * largest]
        grows = [self.names[n] for n in named if change[n] > 0][:MOST_NAMES]
        shrinks = [self.names[n] for n in named if change[n] < 0][:MOST_NAMES]
        return "; ".join(grows), "; ".join(shrinks)


def _activities(inputs: Inputs) -> list[tuple[tuple[str, ...], list[str]]]:
    """(variable without its year, whose activity it is)."""
    found: list[tuple[tuple[str, ...], list[str]]] = []
    for mode in inputs.modes:
        found.append((("activity", mode.name), [mode.technology, *(choice.rows[0] for choice in mode.choices)]))
    found += [(("stock", i), [i]) for i, kind in inputs.kind.items() if kind == "reduction"]
    found += [(("captured", k, i), [k]) for k, rates in inputs.captures.items() for i in rates]
    return found


def _unit_cost(inputs: Inputs, i: str, y: int) -> float:
    """Yearly cost of one unit of activity, without what it buys; a token where nothing is paid, so that it is named."""
    annuity = capital_recovery_factor(inputs.discount_rate, inputs.lifetime[i])
    built = annuity * inputs.capex.get((i, y), 0.0) + inputs.fixed_cost.get((i, y), 0.0)
    running = [abs(cost) for (_, whose, year), cost in inputs.variable_cost.items() if whose == i and year == y]
    return abs(built) / inputs.output[i] + max(running, default=0.0) or 1e-12
