"""Plans of a block of points, solved in turn in one session, each certified.

A block starts from the basis of its group's base plan, and each of its points from the one before. So what comes out
hangs neither on the process that solves it nor on what was solved before.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from planner.errors import InputError, NoPlanError, SolverError
from planner.model.build import Extend
from planner.model.model_file import ModelSpec
from planner.program.certificate import certify
from planner.program.program import Program, Vector
from planner.program.session import Basis, Infeasible, Session, Solution, Unbounded, basis_of
from planner.results.audit import audit
from planner.results.plan import Prepared, compiled
from planner.results.values import values_of
from planner.sweeps.design import Design, Move
from planner.sweeps.order import Course, around, as_they_are, near_by
from planner.sweeps.outcomes import Label, Outcome, Outcomes
from planner.sweeps.programs import ORIGIN, Entries, NotLinear, Programs, Values, learn, within

STATUS: dict[type[Exception], str] = {
    InputError: "wrong_input",
    NoPlanError: "no_plan",
    Infeasible: "no_plan",
    Unbounded: "unbounded",
    SolverError: "failed",
}


@dataclass(frozen=True)
class Task:
    """What is asked of a design: under which model, with which rows of one's own, and what is kept."""

    design: Design
    spec: ModelSpec
    extend: Extend | None
    wanted: tuple[Outcome, ...]

    def compiled(self, move: Move) -> Prepared:
        return compiled(self.design.case_of(move), self.spec, self.extend)


@dataclass(frozen=True)
class Group:
    """Points, in their order, whose programs differ in numbers only; without programs, each is compiled by itself.

    `around`: all of them lie nearest the first.
    """

    task: Task
    points: tuple[int, ...]
    programs: Programs | None
    around: bool = False

    @cached_property
    def course(self) -> Course:
        """The points in blocks, in the order in which they are solved."""
        if not self.programs:
            return as_they_are(self.points)
        return (around if self.around else near_by)(self.programs, self.points, self.values)

    @cached_property
    def values(self) -> Vector:
        """The numbers of the programs, a row a point."""
        return self.task.design.moves(self.points, self.programs.at_origin if self.programs else ())

    @cached_property
    def outcomes(self) -> Outcomes | None:
        """What is kept of each point; where they are compiled, each says so itself."""
        return Outcomes(self.programs.origin, self.task.wanted) if self.programs else None


@dataclass(frozen=True)
class Block:
    """What came of some points: of each its status and, with a plan (`optimal`), its outcomes in a row of `values` and
    the largest residual of its certificate, and of its audit if it was `audited`; nan without a plan."""

    points: tuple[int, ...]
    status: tuple[str, ...]
    error: Vector
    audited: tuple[bool, ...]
    labels: tuple[Label, ...]


@dataclass(frozen=True)
class Solved(Block):
    """A block in memory."""

    values: Vector


def grouped(task: Task, more: int = 0) -> list[Group]:
    """The points by the program that they share; last those that are compiled one by one.

    A number that is not linear in one group is a step in all. `more`: points to come that will use what is learnt.
    """
    design, ranges = task.design, dict(task.design.ranges)
    while True:
        low, high = ({what: ends[end] for what, ends in ranges.items()} for end in (0, 1))
        groups, alone = list[Group](), list[int]()
        try:
            for points in design.groups(ranges).values():
                if not ranges or len(points) + more <= len(ranges) + 4:  # as many are compiled to learn
                    alone += points
                    continue
                programs = _learnt(task, design.move(design.point(points[0])), low, high)
                groups.append(Group(task, tuple(points), programs))
            return [*groups, *([Group(task, tuple(sorted(alone)), None)] if alone else [])]
        except NotLinear as no:
            for what in no.names:
                del ranges[what]


def _learnt(task: Task, first: Move, low: Values, high: Values) -> Programs:
    """The programs of a group, all else as in its first point. Raises NotLinear."""
    try:
        return learn(lambda values: task.compiled({**first, **values}), low, high)
    except InputError:  # between values that are right: of which only whole numbers are
        middle = within(low, high, ORIGIN)
        raise NotLinear([name for name in low if not task.design.is_right({**first, name: middle[name]})]) from None


def solve_block(group: Group, points: Sequence[int]) -> Solved:
    """The points of a block in turn; the last one that has a plan is audited."""
    task, solver = group.task, Solver(group)
    status, error, audited = list[str](), np.full(len(points), np.nan), [False] * len(points)
    found: list[tuple[tuple[Label, ...], Vector] | None] = []
    last: tuple[int, Outcomes, Entries, Solution] | None = None
    for at, n in enumerate(points):
        try:
            if group.programs and group.outcomes:
                outcomes, entries = group.outcomes, group.programs.of(group.values[bisect_left(group.points, n)])
            else:
                ready = task.compiled(task.design.move(task.design.point(n)))
                outcomes, entries = Outcomes(ready, task.wanted), Entries(ready.program, ready.settled)
            solution, error[at] = solver.solve(entries.program)
            found.append((outcomes.labels, outcomes.of(entries, solution)))
            status.append("optimal")
            last = at, outcomes, entries, solution
        except tuple(STATUS) as no:
            found.append(None)
            status.append(STATUS[type(no)])
    if last:
        at, outcomes, entries, solution = last
        try:
            error[at] = max(error[at], _audit(task, points[at], outcomes, entries, solution))
            audited[at] = True
        except SolverError:
            status[at], found[at], error[at] = "failed", None, np.nan
    labels = group.outcomes.labels if group.outcomes else None
    return Solved(tuple(points), tuple(status), error, tuple(audited), *_together(found, labels))


def _together(
    found: Sequence[tuple[tuple[Label, ...], Vector] | None], labels: tuple[Label, ...] | None
) -> tuple[tuple[Label, ...], Vector]:
    """The outcomes of all points under the labels of all; nan where a point has none such."""
    if labels is not None:
        nothing = np.full(len(labels), np.nan)
        return labels, np.array([nothing if some is None else some[1] for some in found]).reshape(-1, len(labels))
    column = {label: n for n, label in enumerate(dict.fromkeys(one for some in found if some for one in some[0]))}
    values = np.full((len(found), len(column)), np.nan)
    for row, some in enumerate(found):
        if some:
            values[row, [column[label] for label in some[0]]] = some[1]
    return tuple(column), values


class Solver:
    """Programs solved one after the other, from where their course says if they have the same names.

    What is solved is the smaller program; what is certified is the whole one.
    """

    def __init__(self, group: Group) -> None:
        self.session: Session | None = None
        self.program: Program | None = None
        self.basis: Basis | None = None
        self.reduction = group.programs.reduction if group.programs else None
        if group.programs and group.course.start is not None:
            self.program = group.programs.small(group.values[0])
            self.basis = basis_of(group.course.start, len(self.program.columns))
        self.center = self.basis if group.course.around else None

    def solve(self, program: Program) -> tuple[Solution, float]:
        """The plan and the largest residual of its certificate. Raises Infeasible, Unbounded, SolverError."""
        if self.reduction:
            with suppress(SolverError, Unbounded):  # then a bound that goes is needed after all
                part = self._next(self.reduction.part(program))
                return _certified(program, self.reduction.solution(program, part))
            return _certified(program, Session(program).solve())
        return _certified(program, self._next(program))

    def _next(self, program: Program) -> Solution:
        before = self.program
        if self.session and before and program.scale is before.scale:
            self.session.change_to(program)
            if self.center:
                self.session.start_from(self.center)
        else:
            same = before is not None and (before.rows, before.columns) == (program.rows, program.columns)
            self.session = Session(program, self.basis if same else None, equilibrated=True)
        self.program = program
        solution = self.session.solve()
        self.basis = solution.basis
        return solution


def _certified(program: Program, solution: Solution) -> tuple[Solution, float]:
    return solution, max(certify(program, solution).values())


def _audit(task: Task, n: int, outcomes: Outcomes, entries: Entries, solution: Solution) -> float:
    """The largest error of a plan against the tables of its point. Raises SolverError."""
    case, values = task.design.case_at(task.design.point(n)), values_of(entries.program, solution)
    total = outcomes.total(entries, solution)
    return max(audit(case, task.spec, outcomes.ready.inputs.modes, values, total).values())
