"""A HiGHS session: a program handed over in one call and kept, so a re-solve changes a few numbers and starts warm.

A session belongs to the thread that made it. Its numbers are in the case's units: scaling is undone on the way out.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import Any, TypeAlias

import highspy
import numpy as np
from highspy._core import _Highs
from scipy import sparse

from planner.errors import SolverError
from planner.model.subject import Name
from planner.program import Program, Vector

Basis: TypeAlias = highspy.HighsBasis
DUAL, PRIMAL = 1, 4
"""The solver's numbers of the simplex methods."""


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


class Session:
    """One program in one solver, for one thread. `steady`: for many small steps, no perturbation of costs."""

    def __init__(
        self, program: Program, start: Basis | None = None, primal_simplex: bool = False, steady: bool = False
    ) -> None:
        self.program, self._thread = program, threading.get_ident()
        self._highs = _Highs()  # without the Python layer's callbacks, whose set-up prints a banner on stdout
        for option, setting in {
            "output_flag": False,
            "log_to_console": False,
            "solver": "simplex",
            "parallel": "off",
            "simplex_scale_strategy": 0,
            "primal_feasibility_tolerance": 1e-9,
            "dual_feasibility_tolerance": 1e-9,
            "small_matrix_value": 1e-12,
            "simplex_strategy": PRIMAL if primal_simplex else DUAL,
            "dual_simplex_cost_perturbation_multiplier": 0.0 if steady else 1.0,
        }.items():
            self._must(self._highs.setOptionValue(option, setting))
        lp = _lp(program)
        self._matrix = sparse.csc_array(
            (np.array(lp.a_matrix_.value_), np.array(lp.a_matrix_.index_), np.array(lp.a_matrix_.start_)),
            shape=(lp.num_row_, lp.num_col_),
        ).tocsr()
        self._must(self._highs.passModel(lp))
        if start is not None:
            self._must(self._highs.setBasis(start))
        self.solves, self.pivots_in_all = 0, 0

    def solve(self) -> Solution:
        """Solve from where the last solve ended. Raises Infeasible, Unbounded, or SolverError for any other end."""
        self._mine()
        self._highs.run()
        self.solves += 1
        status = self._highs.getModelStatus()
        if status != highspy.HighsModelStatus.kOptimal:  # a warm start can mislead: any other end is tried from scratch
            status = self._from_scratch()
        self.pivots_in_all += self.pivots
        if status == highspy.HighsModelStatus.kOptimal:
            return self._solution()
        if status == highspy.HighsModelStatus.kInfeasible:
            raise Infeasible
        if status == highspy.HighsModelStatus.kUnbounded:
            raise Unbounded
        raise SolverError("solver_failed", found=self._highs.modelStatusToString(status))

    def _from_scratch(self) -> highspy.HighsModelStatus:
        """The end without a warm start and presolve; by the primal simplex where the dual one can't decide."""
        _, strategy = self._highs.getOptionValue("simplex_strategy")
        self._highs.setOptionValue("presolve", "off")
        for tried in dict.fromkeys((strategy, PRIMAL)):
            self._highs.setOptionValue("simplex_strategy", tried)
            self._highs.clearSolver()
            self._highs.run()
            status = self._highs.getModelStatus()
            if status != highspy.HighsModelStatus.kUnknown:
                break
        self._highs.setOptionValue("simplex_strategy", strategy)
        self._highs.setOptionValue("presolve", "choose")
        return status

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

    @property
    def vertex(self) -> Vertex:
        """Where the last solve ended, in scaled numbers."""
        self._mine()
        lp, found = self._highs.getLp(), self._highs.getSolution()
        basic = np.asarray(self._highs.getBasicVariables()[1], dtype=np.int64)
        return Vertex(
            matrix=self._matrix,
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


def extended(basis: Basis, columns: int, rows: int) -> Basis:
    """A basis of a program that has got more columns, at their lower bounds, and more rows, with slack."""
    longer = highspy.HighsBasis()
    longer.valid = True
    longer.col_status = [*basis.col_status, *[highspy.HighsBasisStatus.kLower] * columns]
    longer.row_status = [*basis.row_status, *[highspy.HighsBasisStatus.kBasic] * rows]
    return longer


def _lp(program: Program) -> highspy.HighsLp:
    scale, lp = program.scale, highspy.HighsLp()
    matrix = program.matrix.copy()
    columns = np.repeat(np.arange(matrix.shape[1]), np.diff(matrix.indptr))
    lp.num_row_, lp.num_col_ = matrix.shape
    lp.col_cost_ = program.cost * scale.column * scale.cost
    lp.col_lower_, lp.col_upper_ = program.lower / scale.column, program.upper / scale.column
    lp.row_lower_, lp.row_upper_ = program.row_lower * scale.row, program.row_upper * scale.row
    lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    lp.a_matrix_.start_, lp.a_matrix_.index_ = matrix.indptr, matrix.indices
    lp.a_matrix_.value_ = matrix.data * scale.row[matrix.indices] * scale.column[columns]
    return lp
