"""The compiled program: a sparse matrix with names, bounds and costs, scaled for the solver.

Where you are:  ... components -> build -> [program] -> solver -> diagnose -> ...

Rows and columns have tuples as names, such as ("stock", "pv", 2030). A program is frozen and shared; sessions solve it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import numpy as np
import pyomo.environ as pyo
from pyomo.common.gc_manager import PauseGC
from pyomo.repn.plugins.standard_form import LinearStandardFormCompiler
from scipy import sparse

from planner.errors import SolverError

Name = tuple[Any, ...]
Vector = np.ndarray[Any, np.dtype[np.float64]]
SMALLEST_COEFFICIENT = 1e-9
"""HiGHS drops smaller ones without a word."""


@dataclass(frozen=True)
class Scale:
    """Powers of two: the solver's matrix is row x matrix x column, its costs are cost x costs x column."""

    row: Vector
    column: Vector
    cost: float


@dataclass(frozen=True)
class Program:
    """min c'x, row_lower <= A x <= row_upper, lower <= x <= upper; all in the case's own units."""

    matrix: sparse.csc_array
    cost: Vector
    cost_offset: float
    lower: Vector
    upper: Vector
    row_lower: Vector
    row_upper: Vector
    columns: tuple[Name, ...]
    rows: tuple[Name, ...]
    scale: Scale = field(repr=False)

    @cached_property
    def column(self) -> dict[Name, int]:
        """Position of a column by its name."""
        return {name: j for j, name in enumerate(self.columns)}

    @cached_property
    def row(self) -> dict[Name, int]:
        """Position of a row by its name."""
        return {name: i for i, name in enumerate(self.rows)}

    def with_columns(self, names: Sequence[Name], entries: sparse.csc_array, lower: Vector, upper: Vector,
                     cost: Vector) -> Program:
        """The program with more columns; `entries` has a row for each row of the program."""
        return rescaled(replace(
            self, matrix=sparse.csc_array(sparse.hstack([self.matrix, entries])), columns=(*self.columns, *names),
            cost=np.concatenate([self.cost, cost]), lower=np.concatenate([self.lower, lower]),
            upper=np.concatenate([self.upper, upper])))

    def with_rows(self, names: Sequence[Name], entries: sparse.csr_array, lower: Vector, upper: Vector) -> Program:
        """The program with more rows; `entries` has a column for each column of the program."""
        return rescaled(replace(
            self, matrix=sparse.csc_array(sparse.vstack([self.matrix, entries])), rows=(*self.rows, *names),
            row_lower=np.concatenate([self.row_lower, lower]), row_upper=np.concatenate([self.row_upper, upper])))

    def with_bounds(self, lower: dict[Name, float] | None = None, upper: dict[Name, float] | None = None) -> Program:
        """The program with other bounds of some columns."""
        new_lower, new_upper = self.lower.copy(), self.upper.copy()
        for name, bound in (lower or {}).items():
            new_lower[self.column[name]] = bound
        for name, bound in (upper or {}).items():
            new_upper[self.column[name]] = bound
        return replace(self, lower=new_lower, upper=new_upper)

    def with_row_upper(self, upper: dict[Name, float]) -> Program:
        """The program with other upper bounds of some rows."""
        new_upper = self.row_upper.copy()
        for name, bound in upper.items():
            new_upper[self.row[name]] = bound
        return replace(self, row_upper=new_upper)


def compile_program(model: pyo.ConcreteModel) -> Program:
    """Compile a model once. A variable that stands in no row and costs nothing is left out: nothing depends on it."""
    with PauseGC():
        form = LinearStandardFormCompiler().write(model, mixed_form=True)
    sense = np.array([entry.bound_type for entry in form.rows])
    rhs = np.asarray(form.rhs, dtype=float)
    cost = np.asarray(form.c.todense(), dtype=float).ravel()
    program = Program(
        matrix=sparse.csc_array(form.A, dtype=float), cost=cost, cost_offset=float(form.c_offset[0]),
        lower=np.array([-np.inf if v.lb is None else v.lb for v in form.columns], dtype=float),
        upper=np.array([np.inf if v.ub is None else v.ub for v in form.columns], dtype=float),
        row_lower=np.where(sense <= 0, rhs, -np.inf), row_upper=np.where(sense >= 0, rhs, np.inf),
        columns=tuple(_name(v) for v in form.columns), rows=tuple(_name(entry.constraint) for entry in form.rows),
        scale=Scale(np.ones(len(rhs)), np.ones(len(cost)), 1.0),
    )
    return rescaled(program)


def _name(component: Any) -> Name:
    index = component.index()
    return (component.parent_component().local_name, *(index if isinstance(index, tuple) else (index,)))


def rescaled(program: Program) -> Program:
    """Scale rows, columns and costs by powers of two: the solver gets the same numbers for a case in any units.

    Geometric scaling: each row and column is divided by the root of its smallest times its largest entry, a few times
    over. Right-hand sides and column bounds take part as one column more, since the solver's tolerances are absolute.
    """
    a = sparse.coo_array(program.matrix)
    rhs = np.where(np.isfinite(program.row_upper), program.row_upper, program.row_lower)
    rhs = np.where(np.isfinite(rhs), np.abs(rhs), 0.0)
    magnitude, rows, cols = np.abs(a.data), a.row, a.col
    present = magnitude > 0
    magnitude, rows, cols = magnitude[present], rows[present], cols[present]
    has_rhs = np.flatnonzero(rhs)
    finite = np.isfinite(program.upper) & (program.upper != 0)
    bounded = np.flatnonzero(finite)
    n_rows, n_cols = program.matrix.shape
    # the bound of column j is a row of its own: x_j <= u_j, with its right-hand side in the extra column
    log = np.log2(np.concatenate([magnitude, rhs[has_rhs], np.ones(len(bounded)), np.abs(program.upper[bounded])]))
    i = np.concatenate([rows, has_rhs, n_rows + np.arange(len(bounded)), n_rows + np.arange(len(bounded))])
    j = np.concatenate([cols, np.full(len(has_rhs), n_cols), bounded, np.full(len(bounded), n_cols)])
    row, column = np.zeros(n_rows + len(bounded)), np.zeros(n_cols + 1)
    for _ in range(6):
        row = -_middle(log + column[j], i, len(row))
        column = -_middle(log + row[i], j, len(column))
    column = column - column[n_cols]  # the extra column stands for 1 and is not scaled
    row_scale, column_scale = np.exp2(np.round(row[:n_rows])), np.exp2(np.round(column[:n_cols]))
    priced = np.abs(program.cost[program.cost != 0] * column_scale[program.cost != 0])
    cost_scale = float(np.exp2(-np.round(np.median(np.log2(priced))))) if len(priced) else 1.0
    scaled = magnitude * row_scale[rows] * column_scale[cols]
    if len(scaled) and scaled.min() < SMALLEST_COEFFICIENT:
        worst = int(scaled.argmin())
        raise SolverError("tiny_coefficient", row=program.rows[rows[worst]], column=program.columns[cols[worst]],
                          found=scaled.min())
    return replace(program, scale=Scale(row_scale, column_scale, cost_scale))


def _middle(log: Vector, index: Any, size: int) -> Vector:
    """For each index, the middle of the smallest and largest logarithm; 0 where there is none."""
    low, high = np.full(size, np.inf), np.full(size, -np.inf)
    np.minimum.at(low, index, log)
    np.maximum.at(high, index, log)
    return np.where(np.isfinite(low), (low + high) / 2, 0.0)
