"""What the city would pay and emit without caps: frozen, under current policies, at least cost.

Mathematics: models/README.md, "References".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np

from planner.case.case import Case
from planner.errors import PlannerError, SolverError
from planner.model import subjects
from planner.model.inputs import Inputs
from planner.model.subject import Limit, Name
from planner.program.certificate import certify
from planner.program.program import Program, Vector
from planner.program.session import Infeasible, Session, Solution, Unbounded
from planner.results.diagnose import explain_infeasible, shortfall
from planner.results.unbounded import explain_unbounded

REFERENCES = ("frozen", "current_policies", "least_cost")
"""In the order in which they are shown."""
NEGLIGIBLE_DUAL = 1e-9
"""Duals below this (scaled) count as zero when the optimal face is fixed."""


@dataclass(frozen=True)
class References:
    """The optimum of each; None where what may be built can't serve every demand: `missing` says what lacks, by name.

    `opened` says where bans left a demand unserved under current policies: intervention -> first year from which it
    may be built all the same.
    """

    frozen: Solution | None
    current_policies: Solution | None
    least_cost: Solution
    missing: dict[str, list[dict[str, object]]]
    opened: dict[str, int]
    decided: dict[Name, float]
    """The limits that are decided, by the names of their rows or columns: they hold under current policies."""

    @property
    def solutions(self) -> dict[str, Solution | None]:
        """By name."""
        return {name: getattr(self, name) for name in REFERENCES}

    def at(self, name: str) -> Solution:
        """A reference that there is."""
        solution = self.solutions[name]
        assert solution is not None, name
        return solution

    def program(self, inputs: Inputs, program: Program, name: str) -> Program:
        """The program of a reference that holds some of what could be built, made from that without caps."""
        if name == "frozen":
            return held(inputs, program, inputs.incumbents, {})
        return held(inputs, program.with_limits(self.decided), inputs.permitted, self.opened)

    @property
    def base(self) -> str:
        """What measures are compared with: the first that there is."""
        return next(name for name, solution in self.solutions.items() if solution is not None)


def find_references(case: Case, inputs: Inputs, program: Program, decided: dict[Name, float]) -> References:
    """The references of a program without caps, budgets and carbon prices. Of plans of equal cost the least emissions.

    Frozen builds only incumbents. Current policies build these and what is decided, keep the limits that are `decided`,
    and where that leaves a demand unserved build whatever delivers it. Least cost builds anything.
    """
    least = optimum(case, inputs, program)
    frozen, lacks = _held(case, inputs, program, least, inputs.incumbents, {})
    missing = {} if frozen else {"frozen": lacks}
    opened: dict[str, int] = {}
    policies = frozen
    if frozen is None or inputs.permitted > inputs.incumbents or decided:
        limited = program.with_limits(decided)
        policies, lacks, opened = _current_policies(case, inputs, limited, least)
        missing |= {} if policies else {"current_policies": lacks}
    return References(frozen, policies, least_emissions(inputs, program, least), missing, opened, decided)


def lifted(program: Program, limits: Iterable[Limit]) -> Program:
    """The program without some limits; what is only there by permission, as a loan, is then not there."""
    permitted = subjects.chosen()
    amounts: dict[Name, float] = {each.name: 0.0 if each.name[0] in permitted else float("inf") for each in limits}
    return program.with_limits(amounts)


def held(inputs: Inputs, program: Program, may_build: frozenset[str], opened: Mapping[str, int]) -> Program:
    """The program in which nothing is built but some interventions, and others from a year on."""
    names = [("new_units", i, y) for i, y in inputs.capex if i not in may_build and (i not in opened or y < opened[i])]
    return program.with_bounds(upper={name: 0.0 for name in names if name in program.column})


def _held(
    case: Case, inputs: Inputs, program: Program, near: Solution, may_build: frozenset[str], opened: Mapping[str, int]
) -> tuple[Solution | None, list[dict[str, object]]]:
    """The optimum of a held program; None where it can't serve every demand, and what goes missing."""
    limited = held(inputs, program, may_build, opened)
    try:
        found = Session(limited, near.basis).solve()
        certify(limited, found)
    except Infeasible:
        return None, shortfall(case, inputs, limited)
    return least_emissions(inputs, limited, found), []


def _current_policies(
    case: Case, inputs: Inputs, program: Program, near: Solution
) -> tuple[Solution | None, list[dict[str, object]], dict[str, int]]:
    """The optimum under current policies, else what goes missing; and what is opened where a demand is unserved.

    First what delivers that demand, with the carriers that this needs and nothing else makes, from the year of the ban;
    where that is too little, all that its supply hangs on, in every year.
    """
    opened: dict[str, int] = {}
    found, missing = _held(case, inputs, program, near, inputs.permitted, opened)
    for whole_chain in (False, True):
        while found is None:
            more = _opened(inputs, opened, missing, whole_chain)
            if more == opened:
                break
            opened = more
            found, missing = _held(case, inputs, program, near, inputs.permitted, opened)
    return found, missing, opened


def _opened(
    inputs: Inputs, opened: Mapping[str, int], missing: Iterable[Mapping[str, object]], whole_chain: bool
) -> dict[str, int]:
    """What may be built, and from when, so that what is missing can be delivered."""
    delivering, making, needs = _supply(inputs)
    found, queue = dict(opened), list[tuple[str, int]]()
    for lack in missing:
        c, y = str(lack["commodity"]), int(str(lack["year"]))
        start = inputs.years[0] if whole_chain else min([y, *_bans(inputs, delivering[c] & inputs.permitted)])
        queue.append((c, start))
    seen = set[str]()
    while queue:
        c, start = queue.pop()
        seen.add(c)
        for i in sorted(delivering[c] | making[c] if whole_chain else delivering[c] - inputs.permitted):
            if i not in inputs.permitted:
                found[i] = min(start, found.get(i, start))
            for k in needs[i] - seen - set(inputs.bought):
                if whole_chain or not delivering[k] & (inputs.permitted | found.keys()):
                    queue.append((k, start))
    return found


def _bans(inputs: Inputs, interventions: Iterable[str]) -> Iterator[int]:
    """The years from which something may no longer be built that could be until then."""

    def buildable(i: str, y: int) -> bool:
        return (i, y) in inputs.capex and inputs.build_limit.get((i, y), np.inf) > 0

    for i in interventions:
        yield from (y for y in inputs.years[1:] if buildable(i, y - 1) and not buildable(i, y))


def _supply(inputs: Inputs) -> tuple[dict[str, set[str]], dict[str, set[str]], dict[str, set[str]]]:
    """Commodity -> what delivers it, and what makes it beside something else; intervention -> what it consumes."""
    delivering, making, needs = (defaultdict[str, set[str]](set) for _ in range(3))
    for i, c in inputs.delivers.items():
        delivering[c].add(i)
    for (c, _), flows in inputs.flows.items():
        for _, i, flow in flows:
            if flow > 0:
                needs[i].add(c)
            elif flow < 0:
                making[c].add(i)
    return delivering, making, needs


def optimum(
    case: Case, inputs: Inputs, program: Program, start: Solution | None = None, tight: bool = False
) -> Solution:
    """Solve, or say why there is no plan; `tight` as of a session."""
    try:
        solution = Session(program, start.basis if start else None, tight=tight).solve()
        certify(program, solution)
        return solution
    except (Infeasible, Unbounded) as none:
        raise why_none(case, inputs, program, none) from None


def why_none(case: Case, inputs: Inputs, program: Program, none: Infeasible | Unbounded) -> PlannerError:
    """Why a program has no optimum."""
    if isinstance(none, Unbounded):
        return explain_unbounded(program)
    try:
        return explain_infeasible(case, inputs, program)
    except Unbounded:  # numbers so far apart that easing a limit seems to cost nothing
        return SolverError("solver_failed", found="Infeasible, Unbounded")


def least_emissions(inputs: Inputs, program: Program, solution: Solution) -> Solution:
    """Among the optima of a program, one with the least emissions, each account in shares of its largest year."""
    cost = np.zeros(len(program.columns))
    for a in inputs.accounts:
        columns = [program.column["total_emissions", a, y] for y in inputs.years]
        cost[columns] = 1 / (np.abs(solution.x[columns]).max() or 1.0)
    return among_equals(program, solution, cost)


def least_drawn(program: Program, solution: Solution) -> Solution:
    """Among the optima of a program, one that draws least on loans; the prices are those of the optimum given."""
    cost = np.array([float(name[0] == "drawn") for name in program.columns])
    return replace(solution, x=among_equals(program, solution, cost).x) if cost.any() else solution


def among_equals(program: Program, solution: Solution, cost: Vector) -> Solution:
    """Among the optima of a program, one of the least cost of another kind.

    Every optimum has the columns with a nonzero reduced cost, and the rows with a nonzero dual, where this one has
    them: held there, the rest is free to minimise the other cost.
    """
    scale = program.scale
    reduced = solution.reduced_cost * scale.column * scale.cost
    dual = solution.row_dual / scale.row * scale.cost
    tight, held = np.abs(reduced) > NEGLIGIBLE_DUAL, np.abs(dual) > NEGLIGIBLE_DUAL
    at_column = np.where(reduced > 0, program.lower, program.upper)
    at_row = np.where(dual > 0, program.row_lower, program.row_upper)
    optimal = replace(
        program.with_cost(cost),
        lower=np.where(tight, at_column, program.lower),
        upper=np.where(tight, at_column, program.upper),
        row_lower=np.where(held, at_row, program.row_lower),
        row_upper=np.where(held, at_row, program.row_upper),
    )
    try:
        return Session(optimal, solution.basis, primal_simplex=True).solve()
    except (Infeasible, Unbounded):  # the other cost may fall for ever at no cost: any optimum is as good
        return solution
