"""What the tables ask, cell by cell: chosen limits, limits on what is built and runs, floors, demands, what stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from planner.model.inputs import Inputs
from planner.model.subject import Family, Limit, Name
from planner.program.program import Program
from planner.program.session import Solution
from planner.program.slack import Slack

HELD = 1e-9
"""In the solver's scaled numbers: a multiplier that is larger is no rounding."""


@dataclass(frozen=True)
class Condition:
    """What one row of a table asks in all its years: a cap or policy from one side, or a number of one thing."""

    family: Family
    names: tuple[Name, ...]
    """Rows of the program, or columns whose upper bounds are meant."""
    limits: tuple[Limit, ...] = ()
    """Of a cap or policy, in the order of the names."""

    def slack(self, program: Program, name: Name) -> Slack:
        """Of one row or bound, in the solver's scaled numbers."""
        if name in program.column:
            return Slack({name: -1.0}, 1 / float(program.scale.column[program.column[name]]))
        weight = float(program.scale.row[program.row[name]])
        if self.family.shrinks:
            amount = number(program, name)
            return Slack({name: np.sign(amount)}, weight, abs(amount))
        return Slack({name: -1.0 if self.limits else -float(self.family.gives)}, weight)


def number(program: Program, name: Name) -> float:
    """The number of a limit or right-hand side: the upper one where there are two."""
    if name in program.column:
        return float(program.upper[program.column[name]])
    upper, lower = (float(side[program.row[name]]) for side in (program.row_upper, program.row_lower))
    return upper if np.isfinite(upper) else lower


def row_key(family: Family, name: Name) -> object:
    """What rows and bounds of one row of a table have in common."""
    return family.cell[1].format(**family.at(name)) if family.cell else name[:-1]


def conditions(inputs: Inputs, program: Program) -> list[Condition]:
    """All that may be in the way of a plan. Rows between are no choice of anybody: they only add up and carry over."""
    chosen = {limit.name: limit for limit in inputs.limits}
    own = {family.name: family for family in program.families if family.kind == "physical"}
    bounded = {family.bounds: family for family in own.values() if family.bounds}
    found: dict[tuple[Family, object], list[Name]] = defaultdict(list)
    for name in program.rows:
        family = own.get(name[0])
        if family and (family.gives or (family.shrinks and number(program, name))):
            found[family, row_key(family, name)].append(name)
    for n in np.flatnonzero(np.isfinite(program.upper)):
        name = program.columns[n]
        if name[0] in bounded and name not in chosen:
            found[bounded[name[0]], row_key(bounded[name[0]], name)].append(name)
    physical = [Condition(family, tuple(names)) for (family, _), names in found.items()]
    rows: dict[tuple[Family, str, int], list[Limit]] = defaultdict(list)
    for limit in inputs.limits:
        if np.isfinite(program.limit(limit.name)):
            rows[limit.family, limit.label, limit.side].append(limit)
    limited = [Condition(of[0].family, tuple(limit.name for limit in of), tuple(of)) for of in rows.values()]
    return [*limited, *physical]


def holding(program: Program, solution: Solution, conditions: Iterable[Condition]) -> dict[Condition, tuple[Name, ...]]:
    """The conditions that hold an optimum where it is, each with the rows and bounds that have a multiplier.

    A multiplier of the wrong sign is of another side: it holds nothing that would give way.
    """
    scale = program.scale
    row, column = solution.row_dual / scale.row * scale.cost, solution.reduced_cost * scale.column * scale.cost
    found: dict[Condition, tuple[Name, ...]] = {}
    for condition in conditions:
        for name in condition.names:
            ((_, by),) = condition.slack(program, name).eases.items()
            at = column[program.column[name]] if name in program.column else row[program.row[name]]
            if at * by > HELD:
                found[condition] = (*found.get(condition, ()), name)
    return found
