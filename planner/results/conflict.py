"""Why there is no plan: conditions that can't be kept together, of which none can be spared.

Mathematics: models/README.md, "No plan".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias

import numpy as np
from scipy import sparse

from planner.model.subject import Name
from planner.program.program import Program
from planner.program.session import Session
from planner.program.slack import Slack, eased_row, relaxed
from planner.results.conditions import HELD, Condition

BROKEN = 1e-7
"""In the solver's scaled numbers: what gives way by more is no rounding."""
COMMON = ("slack", "common", 0)
"""The amount by which all give way."""
Proof: TypeAlias = Mapping[Condition, tuple[Name, ...]]
"""Conditions that can't be kept together, each with the rows and bounds that count."""


class Relaxation:
    """The program in which conditions give way by one common amount, for one set of them after another.

    In the solver's scaled numbers each row gives way by that at most. The multipliers are a vertex of all that prove
    that there is no plan, which rests on few conditions.
    """

    def __init__(self, program: Program, conditions: Sequence[Condition]) -> None:
        named = {name: (c.family.shrinks, c.slack(program, name)) for c in conditions for name in c.names}
        common = {name: slack.eases[name] / slack.weight for name, (shrinks, slack) in named.items() if not shrinks}
        shrinking = [slack for shrinks, slack in named.values() if shrinks]
        easy = relaxed(program, [Slack(common, 1.0, name=COMMON), *(replace(slack, weight=0.0) for slack in shrinking)])
        self.session, self.conditions = Session(_linked(easy, shrinking), tight=True), conditions
        self.sides: dict[Name, tuple[Name, float]] = {
            name: (("link", *slack.name), -1.0) if shrinks else (eased_row(program, name), common[name])
            for name, (shrinks, slack) in named.items()
        }
        """Row or bound -> the row whose side holds it, and the sign of what eases that."""
        self.free: set[Name] = set()

    def irreducible(self, start: Iterable[Condition] = ()) -> Proof:
        """No plan keeps these conditions in these years, and without any one of them a plan keeps the others.

        From those of a proof to `start` with, else from all. One after the other is set free, for good where the rest
        still can't be kept (deletion filter); several at once as long as that goes well. Each proof leaves no more than
        it rests on. Nothing where all can be kept.
        """
        proof: Proof = {}
        for asked in (start, self.conditions):
            proof = proof or self.proof({condition: condition.names for condition in asked})
        queue, several = list(proof), 1
        while queue:
            freed = queue[:several]
            if shorter := self.proof({c: names for c, names in proof.items() if c not in freed}):
                proof, several = shorter, 2 * several
                queue = [condition for condition in queue if condition in proof]
            else:
                queue = queue[len(freed) == 1 :]
                several = 1
        return proof

    def proof(self, asked: Proof) -> Proof:
        """What of the conditions asked, all others free, it rests on that they can't be kept; nothing if they can."""
        self._free(self.sides.keys() - {name for names in asked.values() for name in names})
        program, solution = self.session.program, self.session.solve()
        if float(solution.x[program.column[COMMON]]) <= BROKEN:
            return {}
        dual = solution.row_dual / program.scale.row * program.scale.cost
        held = {name for name, (row, by) in self.sides.items() if dual[program.row[row]] * np.sign(by) > HELD}
        found = {condition: tuple(name for name in names if name in held) for condition, names in asked.items()}
        return {condition: names for condition, names in found.items() if names}

    def _free(self, free: set[Name]) -> None:
        """Let some rows and bounds ask nothing, and all others what they do."""
        program = self.session.program
        for name in free ^ self.free:
            row, by = self.sides[name]
            lower, upper = (float(side[program.row[row]]) for side in (program.row_lower, program.row_upper))
            if name in free:
                lower, upper = (-np.inf, upper) if by > 0 else (lower, np.inf)
            self.session.set_row_bounds(row, lower, upper)
        self.free = free


def _linked(program: Program, slacks: Sequence[Slack]) -> Program:
    """The program in which slacks are no more than the common amount, in the solver's scaled numbers."""
    links = sparse.lil_array((len(slacks), len(program.columns)))
    for n, slack in enumerate(slacks):
        links[n, program.column[slack.name]] = slack.weight
        links[n, program.column[COMMON]] = -1.0
    rows = [("link", *slack.name) for slack in slacks]
    return program.with_rows(rows, links.tocsr(), np.full(len(rows), -np.inf), np.zeros(len(rows)))
