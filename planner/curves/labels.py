"""What each intervention does in the plans along a curve, and what grows and shrinks between two of them.

One optimal plan's names: others of equal cost may exist.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from planner.case.case import Case
from planner.finance import capital_recovery_factor
from planner.messages import text
from planner.model.inputs import Inputs
from planner.model.subject import Name
from planner.program.program import Program, Vector

WORTH_NAMING = 0.1
"""Share of the largest change, in money, from which another change is named."""
MOST_NAMES = 4


@dataclass(frozen=True)
class Change:
    """An intervention and by how much its activity changes, in its `unit_of_activity`."""

    intervention: str
    amount: float


class Labels:
    """The activity of each intervention summed over some years, weighed in money so that different units compare."""

    def __init__(self, inputs: Inputs, program: Program, years: Sequence[int]) -> None:
        self.names = list(inputs.interventions)
        at = {i: n for n, i in enumerate(self.names)}
        entries = [
            (at[i], n, program.column[*runs, y], share)
            for runs, i, share in _activities(inputs)
            for n, y in enumerate(years)
            if (*runs, y) in program.column
        ]
        rows, year, columns = (np.array([entry[n] for entry in entries], dtype=int) for n in range(3))
        shares = np.array([entry[3] for entry in entries], dtype=float)
        size, self.years = len(self.names), len(years)
        self.matrix = sparse.csr_array((shares, (rows, columns)), shape=(size, len(program.columns)))
        in_year = (rows * self.years + year, columns)
        self.yearly = sparse.csr_array((shares, in_year), shape=(size * self.years, len(program.columns)))
        self.weight = np.array([_unit_cost(inputs, i, years[-1]) for i in self.names])

    def activity(self, plan: Vector) -> Vector:
        """Of each intervention of `names`, in the unit of what it delivers or improves, else its own."""
        return np.asarray(self.matrix @ plan)

    def largest(self, plan: Vector) -> Vector:
        """The largest activity of each in one of the years."""
        in_each = np.abs(np.asarray(self.yearly @ plan)).reshape(len(self.names), self.years)
        return np.asarray(in_each.max(axis=1, initial=0.0))

    def named(self, change: Vector) -> list[Change]:
        """The changes of activity worth naming, the largest in money first: at most a few up and a few down."""
        money = change * self.weight
        largest = float(np.abs(money).max()) if len(money) else 0.0
        worth = [n for n in np.argsort(-np.abs(money), kind="stable") if abs(money[n]) > WORTH_NAMING * largest]
        up, down = [n for n in worth if change[n] > 0], [n for n in worth if change[n] < 0]
        kept = {*up[:MOST_NAMES], *down[:MOST_NAMES]}
        return [Change(self.names[n], float(change[n])) for n in worth if n in kept]


def joined(changes: list[Change], sign: int) -> str:
    """Ids of what grows (+1) or shrinks (-1), joined by '; '."""
    return "; ".join(change.intervention for change in changes if sign * change.amount > 0)


def short_label(case: Case, changes: list[Change], lang: str) -> str:
    """The largest growth and the largest fall by name; a step without either only moves what is built between years."""
    arrows = {"↑": [c for c in changes if c.amount > 0], "↓": [c for c in changes if c.amount < 0]}
    said = [
        f"{arrow} {case.name_of('intervention', some[0].intervention, lang)}" for arrow, some in arrows.items() if some
    ]
    return "  ".join(said) or text("curve_moved", lang)


def unit_of_activity(case: Case, i: str) -> str:
    """The unit of what an intervention delivers or improves; of a reduction or a capture, its own."""
    row = case.interventions[i]
    return case.unit_of(row.of) if row.of else row.unit


def _activities(inputs: Inputs) -> Iterator[tuple[Name, str, float]]:
    """(variable without its year, whose activity it is, activity per unit of the variable).

    Where several rows are steps of one choice, a row's activity is what its stock can cover; a storage's what it holds.
    """
    for mode in inputs.modes:
        yield ("activity", mode.name), mode.technology, 1.0
        yield from ((("activity", mode.name), c.rows[0], 1.0) for c in mode.choices if len(c.rows) == 1)
    for choice in inputs.choices.values():
        yield from ((("stock", i), i, inputs.output[i]) for i in choice.rows if len(choice.rows) > 1)
    yield from ((("stock", i), i, 1.0) for i, kind in inputs.kind.items() if kind == "reduction")
    yield from ((("stock", i), i, inputs.output[i]) for i, kind in inputs.kind.items() if kind == "storage")
    yield from ((("captured", k, i), k, 1.0) for k, rates in inputs.captures.items() for i in rates)


def _unit_cost(inputs: Inputs, i: str, y: int) -> float:
    """Yearly cost of one unit of activity, without what it buys; a token where nothing is paid, so that it is named."""
    annuity = capital_recovery_factor(inputs.discount_rate, inputs.lifetime[i])
    built = annuity * inputs.capex.get((i, y), 0.0) + inputs.fixed_cost.get((i, y), 0.0)
    running = [abs(cost) for (_, whose, year), cost in inputs.variable_cost.items() if whose == i and year == y]
    return abs(built) / inputs.output[i] + max(running, default=0.0) or 1e-12
