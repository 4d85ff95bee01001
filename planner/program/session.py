"""A HiGHS session: a program handed over in one call and kept, so a re-solve changes a few numbers and starts warm.

A session belongs to the thread that made it. Its numbers are in the case's units: scaling is undone on the way out.
Every solve ends: each way of solving has a limit of steps, and the next way is tried until one answers.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import highspy
import numpy as np
from highspy._core import _Highs, cb
from scipy import sparse

from planner.calls.deadline import Deadline, deadline_in_force
from planner.calls.interrupt import Caught, Interrupted, heard, held
from planner.errors import SolverError
from planner.model.subject import Name
from planner.program.program import Program, Vector

Basis: TypeAlias = highspy.HighsBasis
Statuses: TypeAlias = np.ndarray[Any, np.dtype[np.int8]]
"""A basis as numbers, columns before rows, which other processes can read."""
Options: TypeAlias = dict[str, Any]
Status: TypeAlias = highspy.HighsModelStatus

QUIET: Options = {"output_flag": False, "log_to_console": False, "parallel": "off"}
SIMPLEX: Options = QUIET | {
    "solver": "simplex",
    "primal_feasibility_tolerance": 1e-9,
    "dual_feasibility_tolerance": 1e-9,
}
OPTIONS: Options = SIMPLEX | {"simplex_scale_strategy": 0, "small_matrix_value": 1e-12}
DUAL, PRIMAL, INTERIOR = {"simplex_strategy": 1}, {"simplex_strategy": 4}, {"solver": "ipm"}
FROM_NOTHING: tuple[Options, ...] = (
    OPTIONS | DUAL | {"presolve": "off"},
    OPTIONS | PRIMAL,
    OPTIONS | INTERIOR,
    QUIET,
)
"""Ways that are tried in turn once a session's own finds no optimum; in the last all is as HiGHS has it."""
LARGE_FROM_NOTHING: tuple[Options, ...] = (OPTIONS | INTERIOR, SIMPLEX, *FROM_NOTHING[:2], QUIET)
"""Of a large program: first the interior point method, and HiGHS' own scaling."""
STEPS_EACH, STEPS = 20, 20_000
"""Steps that a way has: for each row and column, and beside."""
LARGE = 20_000
"""Rows from which on the interior point method and its crossover find a first basis sooner than the simplex method."""
STALLED = 500
"""Steps without an iteration, less those with one, from which on a simplex only goes round in circles."""
PROOF, ROUNDING = 1e-7, 1e-10
"""By how much a dual ray must pass what its program allows, and below what its entries are none: shares of it."""


@dataclass(frozen=True)
class Solution:
    """An optimal vertex: the plan `x` in the case's units, duals of rows, reduced costs of columns, and its basis."""

    x: Vector
    row_dual: Vector
    reduced_cost: Vector
    basis: Basis


@dataclass(frozen=True)
class Vertex:
    """The last solve's basis with its program as the solver has it: scaled, rows' activities behind the columns."""

    matrix: sparse.csr_array
    cost: Vector
    lower: Vector
    upper: Vector
    x: Vector
    basic: np.ndarray[Any, np.dtype[np.int64]]


class Infeasible(Exception):
    """No x satisfies the program; `diagnose.py` says why."""


class Unbounded(Exception):
    """The cost falls without limit."""


class _Watch:
    """What HiGHS asks at each step whether to go on. Holds nothing that holds a session, which would never end."""

    def __init__(self) -> None:
        self.begin(0, None)

    def begin(self, steps: int, deadline: Deadline | None) -> None:
        """Before a run of at most so many steps."""
        self.most, self.ends = steps, deadline.ends if deadline else np.inf
        self.steps = self.stalled = self.iterations = 0
        self.late = False
        self.signals: Caught = []

    def __call__(self, kind: Any, message: str, told: Any, answer: Any, data: Any) -> None:
        self.steps += 1
        if kind == cb.HighsCallbackType.kCallbackSimplexInterrupt:
            moved = told.simplex_iteration_count != self.iterations
            self.iterations = told.simplex_iteration_count
            self.stalled = max(0, self.stalled - 1) if moved else self.stalled + 1
        self.late = time.monotonic() > self.ends
        spent = self.steps > self.most or self.stalled > STALLED
        answer.user_interrupt = bool(self.late or spent or self.signals or heard())


class Session:
    """One program in one solver, for one thread.

    `steady`: for many small steps, no perturbation of costs. `tight`: its caps bind, so that the simplex method has a
    long way from nothing. `equilibrated`: each row and column is scaled alone on top of our scaling, which is of all
    years alike: fewer pivots from one draw to the next where hours differ, more where a conflict is narrowed down.
    """

    def __init__(
        self,
        program: Program,
        start: Basis | None = None,
        primal_simplex: bool = False,
        steady: bool = False,
        tight: bool = False,
        equilibrated: bool = False,
    ) -> None:
        self.program, self._thread = program, threading.get_ident()
        self._highs = _Highs()  # without the Python layer's callbacks, whose set-up prints a banner on stdout
        self._options = OPTIONS | (PRIMAL if primal_simplex else DUAL)
        self._options["simplex_scale_strategy"] = 2 if equilibrated else 0
        self._options["dual_simplex_cost_perturbation_multiplier"] = 0.0 if steady else 1.0
        large = len(program.rows) > LARGE
        self._first = OPTIONS | INTERIOR if tight and large else {}
        self._from_nothing = LARGE_FROM_NOTHING if large else FROM_NOTHING
        asked = {option for way in (self._options, *FROM_NOTHING) for option in way}
        self._defaults = {option: self._highs.getOptionValue(option)[1] for option in asked}
        self._set(self._options)
        self._must(self._highs.passModel(_lp(program)))
        if start is not None:
            self.start_from(start)
        self._watch = _Watch()
        self._must(self._highs.setCallback(self._watch, None))
        for step in (cb.HighsCallbackType.kCallbackSimplexInterrupt, cb.HighsCallbackType.kCallbackIpmInterrupt):
            self._must(self._highs.startCallback(step))
        self.solves, self.pivots_in_all = 0, 0

    def solve(self) -> Solution:
        """Solve from where the last solve ended. Raises Infeasible, Unbounded, SolverError, TimeLimitError.

        Any end but an optimum is asked again, since a warm start can mislead: that there is no plan counts once a dual
        ray proves it or a second way says so, and that the cost falls for ever once a second way says so.
        """
        self._mine()
        self.solves += 1
        said: list[Status] = []
        first = self._first if self.solves == 1 else {}
        try:
            for way in (first, *(way for way in self._from_nothing if way != first)):
                if way:
                    self._highs.clearSolver()
                    self._set(self._defaults | way)
                said.append(self._run())
                if said[-1] == Status.kOptimal:
                    return self._solution()
                if said[-1] == Status.kInfeasible and (said.count(Status.kInfeasible) > 1 or self._proves_infeasible()):
                    raise Infeasible
                if said.count(Status.kUnbounded) > 1:
                    raise Unbounded
        finally:
            if len(said) > 1 or self.solves == 1:
                self._set(self._defaults | self._options)
        raise SolverError("solver_failed", found=", ".join(map(self._highs.modelStatusToString, said)))

    def _run(self) -> Status:
        """How one run ends. An optimum without a basis is none."""
        deadline = deadline_in_force()
        self._watch.begin(STEPS + STEPS_EACH * sum(self.program.matrix.shape), deadline)
        if deadline and deadline.left < 0:
            raise deadline.over()
        until = self._highs.getRunTime() + deadline.left if deadline else np.inf
        self._must(self._highs.setOptionValue("time_limit", until))
        with held(self._watch.signals):  # an exception must not pass through HiGHS
            self._highs.run()
        if heard():  # in another thread
            raise Interrupted
        status = self._highs.getModelStatus()
        if deadline:
            if self._watch.late or status == Status.kTimeLimit:
                raise deadline.over(self._watch.steps)
            deadline.solves, deadline.iterations = deadline.solves + 1, deadline.iterations + self.pivots
        self.pivots_in_all += self.pivots
        return Status.kUnknown if status == Status.kOptimal and not self._highs.getBasis().valid else status

    def _proves_infeasible(self) -> bool:
        """Whether HiGHS keeps a dual ray, and that is a proof."""
        if not self._highs.getDualRayExist()[1]:
            return False
        lp, ray = self._highs.getLp(), np.array(self._highs.getDualRay()[2])
        columns, rows = (lp.col_lower_, lp.col_upper_), (lp.row_lower_, lp.row_upper_)
        return is_proof(ray, self.program.scaled.tocsr(), [np.array(bounds) for bounds in (*columns, *rows)])

    def set_cost(self, costs: dict[Name, float]) -> None:
        """Change the cost of named columns [money per unit of the column]."""
        self._mine()
        scale = self.program.scale
        for name, cost in costs.items():
            j = self.program.column[name]
            self._must(self._highs.changeColCost(j, cost * scale.column[j] * scale.cost))

    def set_bounds(self, name: Name, lower: float, upper: float) -> None:
        """Change the bounds of a named column [its unit]."""
        self._mine()
        j = self.program.column[name]
        scale = self.program.scale.column[j]
        self._must(self._highs.changeColBounds(j, lower / scale, upper / scale))

    def set_row_bounds(self, name: Name, lower: float, upper: float) -> None:
        """Change the bounds of a named row: its right-hand sides [its unit]."""
        self._mine()
        i = self.program.row[name]
        scale = self.program.scale.row[i]
        self._must(self._highs.changeRowBounds(i, lower * scale, upper * scale))

    def change_to(self, program: Program) -> None:
        """Change the numbers of the program to those of another with the same names, entries and scale."""
        self._mine()
        before, scale, self.program = self.program, program.scale, program
        j = np.flatnonzero(before.cost != program.cost)
        self._must(self._highs.changeColsCost(len(j), j, program.cost[j] * scale.column[j] * scale.cost))
        j = np.flatnonzero((before.lower != program.lower) | (before.upper != program.upper))
        lower, upper = program.lower[j] / scale.column[j], program.upper[j] / scale.column[j]
        self._must(self._highs.changeColsBounds(len(j), j, lower, upper))
        i = np.flatnonzero((before.row_lower != program.row_lower) | (before.row_upper != program.row_upper))
        lower, upper = program.row_lower[i] * scale.row[i], program.row_upper[i] * scale.row[i]
        self._must(self._highs.changeRowsBounds(len(i), i, lower, upper))
        changed = np.flatnonzero(before.matrix.data != program.matrix.data)
        i = program.matrix.indices[changed]
        j = np.searchsorted(program.matrix.indptr, changed, side="right") - 1
        entries = i.tolist(), j.tolist(), program.scaled.data[changed].tolist()
        for status in set(map(self._highs.changeCoeff, *entries)):
            self._must(status)

    def start_from(self, basis: Basis) -> None:
        """Begin the next solve at a basis."""
        self._mine()
        self._must(self._highs.setBasis(basis))

    @property
    def vertex(self) -> Vertex:
        """Where the last solve ended, in scaled numbers."""
        self._mine()
        lp, found = self._highs.getLp(), self._highs.getSolution()
        basic = np.asarray(self._highs.getBasicVariables()[1], dtype=np.int64)
        return Vertex(
            matrix=self.program.scaled.tocsr(),
            cost=np.array(lp.col_cost_),
            lower=np.concatenate([lp.col_lower_, lp.row_lower_]),
            upper=np.concatenate([lp.col_upper_, lp.row_upper_]),
            x=np.concatenate([found.col_value, found.row_value]),
            basic=np.where(basic >= 0, basic, lp.num_col_ - 1 - basic),
        )

    @property
    def basis(self) -> Basis:
        """Where the last solve ended."""
        return self._highs.getBasis()

    @property
    def pivots(self) -> int:
        """Simplex iterations of the last solve."""
        return int(self._highs.getInfo().simplex_iteration_count)

    def _set(self, options: Options) -> None:
        for option, setting in options.items():
            self._must(self._highs.setOptionValue(option, setting))

    def _mine(self) -> None:
        if threading.get_ident() != self._thread:
            raise SolverError("other_thread")

    def _must(self, status: Any) -> None:
        if status not in (highspy.HighsStatus.kOk, None):
            raise SolverError("solver_failed", found=str(status))

    def _solution(self) -> Solution:
        scale, found = self.program.scale, self._highs.getSolution()
        x = np.array(found.col_value) * scale.column
        return Solution(
            x=x,
            row_dual=np.array(found.row_dual) * scale.row / scale.cost,
            reduced_cost=np.array(found.col_dual) / scale.column / scale.cost,
            basis=self._highs.getBasis(),
        )


def is_proof(y: Vector, matrix: sparse.csr_array, bounds: Sequence[Vector]) -> bool:
    """Whether a dual ray proves that no x has lower <= x <= upper and row_lower <= A x <= row_upper (Farkas).

    With z = A'y each x has y'A x = z'x. There is none if the least that y'A x may be lies above the most that z'x can
    be, or the most below the least.
    """
    y = np.where(np.abs(y) > ROUNDING * np.abs(y).max(initial=0.0), y, 0.0)
    z = matrix.T @ y
    z = np.where(np.abs(z) > ROUNDING * (abs(matrix).T @ np.abs(y)), z, 0.0)
    columns, rows = _reach(z, *bounds[:2]), _reach(y, *bounds[2:])
    return max(rows[0] - columns[1], columns[0] - rows[1]) > PROOF * float(np.abs(y).sum() + np.abs(z).sum())


def _reach(weights: Vector, lower: Vector, upper: Vector) -> tuple[float, float]:
    """The least and the largest weighted sum of what lies within bounds."""
    at = np.flatnonzero(weights)
    ends = weights[at] * lower[at], weights[at] * upper[at]
    return float(np.minimum(*ends).sum()), float(np.maximum(*ends).sum())


def extended(basis: Basis, columns: int, rows: int) -> Basis:
    """A basis of a program that has got more columns, at their lower bounds, and more rows, with slack."""
    longer = highspy.HighsBasis()
    longer.valid = True
    longer.col_status = [*basis.col_status, *[highspy.HighsBasisStatus.kLower] * columns]
    longer.row_status = [*basis.row_status, *[highspy.HighsBasisStatus.kBasic] * rows]
    return longer


def part_of(basis: Basis, columns: np.ndarray, rows: np.ndarray) -> Basis:
    """What a basis says of some columns and rows; HiGHS mends it where these alone are none."""
    part, of_columns, of_rows = highspy.HighsBasis(), basis.col_status, basis.row_status
    part.valid = True
    part.col_status, part.row_status = [of_columns[j] for j in columns], [of_rows[i] for i in rows]
    return part


def statuses(basis: Basis) -> Statuses:
    """A basis as numbers."""
    return np.array([int(status) for status in (*basis.col_status, *basis.row_status)], dtype=np.int8)


def basis_of(numbers: Statuses, columns: int) -> Basis:
    """The basis that numbers are, of so many columns."""
    basis, found = highspy.HighsBasis(), list(map(highspy.HighsBasisStatus, numbers.tolist()))
    basis.valid, basis.col_status, basis.row_status = True, found[:columns], found[columns:]
    return basis


def _lp(program: Program) -> highspy.HighsLp:
    scale, matrix, lp = program.scale, program.scaled, highspy.HighsLp()
    lp.num_row_, lp.num_col_ = matrix.shape
    lp.col_cost_ = program.cost * scale.column * scale.cost
    lp.col_lower_, lp.col_upper_ = program.lower / scale.column, program.upper / scale.column
    lp.row_lower_, lp.row_upper_ = program.row_lower * scale.row, program.row_upper * scale.row
    lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    lp.a_matrix_.start_, lp.a_matrix_.index_, lp.a_matrix_.value_ = matrix.indptr, matrix.indices, matrix.data
    return lp
