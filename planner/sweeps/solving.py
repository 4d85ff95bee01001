"""Plans of many points: a program learnt for each group of points, blocks of them solved in turn, each plan certified.

A block starts from the basis of its group's base plan, and each of its points from the one before. So what comes out
hangs neither on the process that solves it nor on what was solved before.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from planner.errors import InputError, NoPlanError, SolverError
from planner.model.build import Extend
from planner.model.model_file import ModelSpec
from planner.program.certificate import certify
from planner.program.program import Program
from planner.program.session import Basis, Infeasible, Session, Solution, Unbounded
from planner.results.audit import audit
from planner.results.plan import Prepared, compiled
from planner.results.result_tables import values_of
from planner.sweeps.address import Value
from planner.sweeps.design import Design
from planner.sweeps.outcomes import Label, Outcome, Outcomes
from planner.sweeps.programs import ORIGIN, Entries, NotLinear, Programs, Values, learn, within

BLOCK = 50
"""Points that are solved one from the other."""
STATUS: dict[type[Exception], str] = {
    InputError: "wrong_input",
    NoPlanError: "no_plan",
    Infeasible: "no_plan",
    Unbounded: "unbounded",
    SolverError: "failed",
}


@dataclass(frozen=True)
class Found:
    """What came of a point: its status, and with a plan (`optimal`) its outcomes and the largest residual of its
    certificate, and of its audit if it was audited."""

    point: int
    status: str
    error: float = np.nan
    labels: tuple[Label, ...] = ()
    values: Any = None
    audited: bool = False


@dataclass(frozen=True)
class Task:
    """What is asked of a design: under which model, with which rows of one's own, and what is kept."""

    design: Design
    spec: ModelSpec
    extend: Extend | None
    wanted: tuple[Outcome, ...]

    def compiled(self, point: Mapping[str, Value]) -> Prepared:
        return compiled(self.design.case_at(point), self.spec, self.extend)


@dataclass(frozen=True)
class Group:
    """Points whose programs differ in their numbers only; without programs, points that are compiled one by one."""

    points: tuple[int, ...]
    programs: Programs | None

    @property
    def blocks(self) -> list[tuple[int, ...]]:
        return [self.points[n : n + BLOCK] for n in range(0, len(self.points), BLOCK)]


def grouped(task: Task) -> list[Group]:
    """The points by the program that they share; last those that are compiled one by one.

    A number that is not linear in one group is a step in all.
    """
    design = task.design
    numbers = {name: design.numbers(name) for name, each in design.varied.items() if not each.is_step}
    ranges = {name: (min(some), max(some)) for name, some in numbers.items() if len(some) > 1}
    divisors: set[str] = set()
    while True:
        low, high = ({name: ends[end] for name, ends in ranges.items()} for end in (0, 1))
        groups, alone = list[Group](), list[int]()
        try:
            for points in design.groups(name for name in design.varied if name not in ranges).values():
                if not ranges or len(points) <= len(ranges) + 2:  # as many are compiled to learn
                    alone += points
                    continue
                programs = _learnt(task, design.points[points[0]], low, high, frozenset(divisors))
                groups.append(Group(tuple(points), programs))
            return [*groups, *([Group(tuple(sorted(alone)), None)] if alone else [])]
        except NotLinear as no:
            for name in no.names:
                if name in divisors or low[name] <= 0:
                    del ranges[name]
            divisors |= set(no.names)


def _learnt(task: Task, first: Mapping[str, Value], low: Values, high: Values, divisors: frozenset[str]) -> Programs:
    """The programs of a group, all else as in its first point. Raises NotLinear."""
    try:
        return learn(lambda values: task.compiled({**first, **values}), low, high, divisors)
    except InputError:  # between values that are right: of which only whole numbers are
        middle = within(low, high, ORIGIN)
        raise NotLinear([name for name in low if not task.design.is_right({**first, name: middle[name]})]) from None


def solve_block(task: Task, group: Group, points: Sequence[int]) -> list[Found]:
    """The points of a block in turn; the last one that has a plan is audited."""
    shared = Outcomes(group.programs.origin, task.wanted) if group.programs else None
    solver = _Solver(group.programs.origin if group.programs else None)
    found: list[Found] = []
    last: tuple[int, Outcomes, Entries, Solution] | None = None
    for n in points:
        point = task.design.points[n]
        try:
            if group.programs and shared:
                outcomes, entries = shared, group.programs.at(point)  # type: ignore[arg-type]
            else:
                ready = task.compiled(point)
                outcomes, entries = Outcomes(ready, task.wanted), Entries(ready.program, ready.carbon_costs)
            solution = solver.solve(entries.program)
            error = max(certify(entries.program, solution).values())
            found.append(Found(n, "optimal", error, outcomes.labels, outcomes.of(entries, solution)))
            last = len(found) - 1, outcomes, entries, solution
        except tuple(STATUS) as no:
            found.append(Found(n, STATUS[type(no)]))
    if last:
        found[last[0]] = _audited(task, found[last[0]], *last[1:])
    return found


class _Solver:
    """Programs solved one after the other, each from the basis of the one before where it has the same names."""

    def __init__(self, base: Prepared | None) -> None:
        self.session: Session | None = None
        self.program: Program | None = None
        self.basis: Basis | None = None
        if base and base.optimum:
            self.program, self.basis = base.program, base.optimum.basis

    def solve(self, program: Program) -> Solution:
        """Raises Infeasible, Unbounded, SolverError."""
        before = self.program
        if self.session and before and program.scale is before.scale:
            self.session.change_to(program)
        else:
            same = before is not None and (before.rows, before.columns) == (program.rows, program.columns)
            self.session = Session(program, self.basis if same else None)
        self.program = program
        solution = self.session.solve()
        self.basis = solution.basis
        return solution


def _audited(task: Task, found: Found, outcomes: Outcomes, entries: Entries, solution: Solution) -> Found:
    """The point again, with its audit; `failed` where that finds an error."""
    case = task.design.case_at(task.design.points[found.point])
    values = values_of(entries.program, solution)
    try:
        errors = audit(case, task.spec, outcomes.ready.inputs.modes, values, outcomes.total(entries, solution))
    except SolverError:
        return Found(found.point, "failed")
    return replace(found, error=max(found.error, *errors.values()), audited=True)
