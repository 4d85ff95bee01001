"""Why there is no plan: conditions that can't be kept together, of which none can be spared.

Mathematics: models/README.md, "No plan".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

from planner.model.subject import Name
from planner.program.program import Program
from planner.program.session import Session
from planner.program.slack import Slack, relaxed
from planner.results.conditions import Condition

BROKEN = 1e-7
"""In the solver's scaled numbers: a sum of slacks that is larger is no rounding."""
SHARE = 1e-7
"""Of a slack's weight, below which its multiplier is none."""
Proof: TypeAlias = Mapping[Condition, tuple[Name, ...]]
"""Conditions that can't be kept together, each with the rows and bounds that count."""


def conflict(program: Program, conditions: Sequence[Condition], start: Iterable[Condition] = ()) -> Proof:
    """An irreducible set: no plan keeps these conditions, and without any one of them a plan keeps the others.

    From those of a proof to `start` with, else from all. One after the other is set free, the limits of the last year
    first, for good where the rest still can't be kept (deletion filter); several at once as long as that goes well.
    Each proof leaves no more than it rests on. Nothing where all can be kept.
    """
    relaxation = _Relaxation(program, conditions)
    proof = relaxation.proof(start) or relaxation.proof(conditions)
    queue = sorted(proof, key=lambda condition: -condition.limit.year if condition.limit else 0)
    several = 1
    while queue:
        freed = queue[:several]
        if shorter := relaxation.proof(condition for condition in proof if condition not in freed):
            proof, several = shorter, 2 * several
            queue = [condition for condition in queue if condition in proof]
        else:
            queue = queue[len(freed) == 1 :]
            several = max(1, several // 2)
    return proof


class _Relaxation:
    """The program in which conditions give way at the least weighted sum, solved for one set of them after another."""

    def __init__(self, program: Program, conditions: Sequence[Condition]) -> None:
        self.slacks: list[tuple[Condition, Name, Slack]] = [
            (condition, name, condition.slack(program, name)) for condition in conditions for name in condition.names
        ]
        self.session = Session(relaxed(program, [slack for *_, slack in self.slacks]))
        self.columns = [self.session.program.column[slack.name] for *_, slack in self.slacks]
        self.costs = {slack.name: slack.weight for *_, slack in self.slacks}

    def proof(self, asked: Iterable[Condition]) -> Proof:
        """Those of the conditions asked, all others free, on which it rests that they can't be kept; none if they can.

        The least sum is above zero, and its multipliers prove it. One that would stay as it is with a slack that costs
        nothing rests on others alone.
        """
        held = set(asked)
        costs = {slack.name: slack.weight if condition in held else 0.0 for condition, _, slack in self.slacks}
        self.session.set_cost({name: cost for name, cost in costs.items() if cost != self.costs[name]})
        self.costs = costs
        solution = self.session.solve()
        found: dict[Condition, tuple[Name, ...]] = {}
        broken = 0.0
        for (condition, name, slack), column in zip(self.slacks, self.columns, strict=True):
            if condition in held:
                broken += slack.weight * float(solution.x[column])
                if slack.weight - float(solution.reduced_cost[column]) > SHARE * slack.weight:
                    found[condition] = (*found.get(condition, ()), name)
        return found if broken > BROKEN else {}
