"""The compiled program: a sparse matrix with names, bounds and costs, scaled for the solver.

Rows and columns have tuples as names, such as ("stock", "pv", 2030). A program is frozen and shared; sessions solve it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import compress
from typing import Any

import numpy as np
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from planner.calls.kept import Kept
from planner.errors import SolverError
from planner.model.expressions import Model
from planner.model.subject import Family, Name

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
class Program(Kept):
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
    families: tuple[Family, ...]
    scale: Scale = field(repr=False)

    @cached_property
    def column(self) -> dict[Name, int]:
        """Position of a column by its name."""
        return {name: j for j, name in enumerate(self.columns)}

    @cached_property
    def row(self) -> dict[Name, int]:
        """Position of a row by its name."""
        return {name: i for i, name in enumerate(self.rows)}

    @cached_property
    def scaled(self) -> sparse.csc_array:
        """The matrix as the solver has it."""
        a, scale = self.matrix, self.scale
        data = a.data * scale.row[a.indices] * np.repeat(scale.column, np.diff(a.indptr))
        return sparse.csc_array((data, a.indices, a.indptr), shape=a.shape)

    def with_columns(
        self, names: Sequence[Name], entries: sparse.csc_array, lower: Vector, upper: Vector, cost: Vector
    ) -> Program:
        """The program with more columns; `entries` has a row for each row of the program."""
        return rescaled(
            replace(
                self,
                matrix=sparse.csc_array(sparse.hstack([self.matrix, entries])),
                columns=(*self.columns, *names),
                cost=np.concatenate([self.cost, cost]),
                lower=np.concatenate([self.lower, lower]),
                upper=np.concatenate([self.upper, upper]),
            )
        )

    def with_rows(self, names: Sequence[Name], entries: sparse.csr_array, lower: Vector, upper: Vector) -> Program:
        """The program with more rows; `entries` has a column for each column of the program."""
        return rescaled(
            replace(
                self,
                matrix=sparse.csc_array(sparse.vstack([self.matrix, entries])),
                rows=(*self.rows, *names),
                row_lower=np.concatenate([self.row_lower, lower]),
                row_upper=np.concatenate([self.row_upper, upper]),
            )
        )

    def with_cost(self, cost: Vector) -> Program:
        """The program with another objective, its costs scaled anew."""
        scale = replace(self.scale, cost=_cost_scale(cost * self.scale.column))
        return replace(self, cost=cost, cost_offset=0.0, scale=scale)

    def with_bounds(self, lower: dict[Name, float] | None = None, upper: dict[Name, float] | None = None) -> Program:
        """The program with other bounds of some columns."""
        new_lower, new_upper = self.lower.copy(), self.upper.copy()
        for name, bound in (lower or {}).items():
            new_lower[self.column[name]] = bound
        for name, bound in (upper or {}).items():
            new_upper[self.column[name]] = bound
        return replace(self, lower=new_lower, upper=new_upper)

    def with_limits(self, amounts: dict[Name, float]) -> Program:
        """The program with other numbers on some limits: upper bounds of columns, or upper sides of rows."""
        upper, row_upper = self.upper.copy(), self.row_upper.copy()
        for name, amount in amounts.items():
            if name in self.column:
                upper[self.column[name]] = amount
            else:
                row_upper[self.row[name]] = amount
        return replace(self, upper=upper, row_upper=row_upper)

    def freed(self, names: Iterable[Name]) -> Program:
        """The program without some limits."""
        return self.with_limits(dict.fromkeys(names, np.inf))

    def turned(self, rows: Iterable[Name]) -> Program:
        """The program with the signs of some rows turned: at least becomes at most."""
        sign = np.ones(len(self.rows))
        sign[[self.row[name] for name in rows]] = -1.0
        lower, upper = (
            np.where(sign < 0, -self.row_upper, self.row_lower),
            np.where(sign < 0, -self.row_lower, self.row_upper),
        )
        matrix = sparse.csc_array(sparse.diags_array(sign) @ self.matrix)
        return replace(self, matrix=matrix, row_lower=lower, row_upper=upper)

    def has(self, name: Name) -> bool:
        """Whether a column or row of this name is in the program."""
        return name in self.column or name in self.row

    def limit(self, name: Name) -> float:
        """The number of a limit: the upper bound of a column, or the upper side of a row."""
        return float(self.upper[self.column[name]] if name in self.column else self.row_upper[self.row[name]])

    def part(self, rows: Any, columns: Any) -> Program:
        """Some rows with some columns, by their positions, in the same scale; all other columns are zero."""
        return replace(
            self,
            matrix=sparse.csc_array(self.matrix.tocsr()[rows][:, columns]),
            cost=self.cost[columns],
            cost_offset=0.0,
            lower=self.lower[columns],
            upper=self.upper[columns],
            row_lower=self.row_lower[rows],
            row_upper=self.row_upper[rows],
            columns=tuple(self.columns[n] for n in columns),
            rows=tuple(self.rows[n] for n in rows),
            scale=Scale(self.scale.row[rows], self.scale.column[columns], self.scale.cost),
        )


def compile_program(model: Model, families: tuple[Family, ...]) -> Program:
    """Compile a model once. Left out: columns that are in no row and cost nothing, rows of nothing that hold."""
    from planner.program.reader import Reader

    read = Reader(model)
    coefficients = np.array(read.coefficients, float)
    positions, starts = np.array(read.positions, np.int32), np.array(read.starts, np.int32)
    first, shape = read.starts[0], (len(read.rows), len(read.columns))
    cost = np.bincount(positions[:first], coefficients[:first], shape[1]).astype(float)
    by_row = sparse.csr_array((coefficients[first:], positions[first:], starts - first), shape=shape)
    by_row.sum_duplicates()
    by_row.eliminate_zeros()
    lower, upper = np.array(read.row_lower, float), np.array(read.row_upper, float)
    rows = (np.diff(by_row.indptr) > 0) | (lower > 0) | (upper < 0)
    matrix = sparse.csc_array(by_row[rows])
    columns = (np.diff(matrix.indptr) > 0) | (cost != 0)
    program = Program(
        matrix=matrix[:, columns],
        cost=cost[columns],
        cost_offset=read.offset,
        lower=np.array(read.lower, float)[columns],
        upper=np.array(read.upper, float)[columns],
        row_lower=lower[rows],
        row_upper=upper[rows],
        columns=tuple(compress(read.columns, columns)),
        rows=tuple(compress(read.rows, rows)),
        families=families,
        scale=Scale(np.ones(rows.sum()), np.ones(columns.sum()), 1.0),
    )
    return rescaled(program)


def rescaled(program: Program) -> Program:
    """Scale rows, columns and costs by powers of two, so that other units give the solver much the same numbers.

    Geometric scaling of the matrix: each row and column, all its years together, is divided by the root of its smallest
    times its largest entry, a few times over. Rounded to powers of 16, so that what is of one size is left alone and
    the ones of balances and vintages stay ones, which presolve lives on. Then each block of the program that hangs
    together is scaled as a whole to bring its right-hand sides and bounds near 1: the solver's tolerances are absolute.
    """
    a = sparse.coo_array(program.matrix)
    present = a.data != 0
    rows, cols, magnitude = a.row[present], a.col[present], np.abs(a.data[present])
    row_of, column_of = _without_years(program.rows), _without_years(program.columns)
    row, column = np.zeros(row_of.max(initial=-1) + 1), np.zeros(column_of.max(initial=-1) + 1)
    # of each pair of row and column without years, its smallest and largest entry
    pair = row_of[rows] * len(column) + column_of[cols]
    by_pair = np.argsort(pair, kind="stable")
    first = np.flatnonzero(np.diff(pair[by_pair], prepend=-1))
    log, (i, j) = np.log2(magnitude)[by_pair], np.divmod(pair[by_pair][first], len(column))
    low, high = np.minimum.reduceat(log, first), np.maximum.reduceat(log, first)
    for _ in range(6):
        row = -_middle(low + column[j], high + column[j], i, len(row))
        column = -_middle(low + row[i], high + row[i], j, len(column))
    row, column = 4 * np.round(row / 4), 4 * np.round(column / 4)
    row_log, column_log = row[row_of], column[column_of]
    joined = sparse.coo_array((np.ones(len(i)), (i, j + len(row))), shape=(len(row) + len(column),) * 2)
    block = connected_components(joined, directed=False)[1]
    size = _block_size(program, row_log, column_log, block[row_of], block[len(row) + column_of])
    row_scale, column_scale = (
        np.exp2(row_log - size[block[row_of]]),
        np.exp2(column_log + size[block[len(row) + column_of]]),
    )
    cost_scale = _cost_scale(program.cost * column_scale)
    scaled = magnitude * row_scale[rows] * column_scale[cols]
    if len(scaled) and scaled.min() < SMALLEST_COEFFICIENT:
        worst = int(scaled.argmin())
        row_name, column_name = (
            " ".join(map(str, name)) for name in (program.rows[rows[worst]], program.columns[cols[worst]])
        )
        raise SolverError("tiny_coefficient", row=row_name, column=column_name, found=f"{scaled.min():.1e}")
    return replace(program, scale=Scale(row_scale, column_scale, cost_scale))


def _cost_scale(costs: Vector) -> float:
    """The power of two that brings the median cost near 1."""
    priced = np.abs(costs[costs != 0])
    return float(np.exp2(-np.round(np.median(np.log2(priced))))) if len(priced) else 1.0


def _without_years(names: tuple[Name, ...]) -> Any:
    """For each name its number among the names without their last part, the year."""
    numbers: dict[Name, int] = {}
    return np.array([numbers.setdefault(name[:-1], len(numbers)) for name in names], dtype=int)


def _block_size(program: Program, row: Vector, column: Vector, row_block: Any, column_block: Any) -> Vector:
    """For each block, the median logarithm of its scaled right-hand sides and bounds, a whole number."""
    rhs = np.where(np.isfinite(program.row_upper), program.row_upper, program.row_lower)
    held, bounded = np.isfinite(rhs) & (rhs != 0), np.isfinite(program.upper) & (program.upper != 0)
    logs = np.concatenate(
        [np.log2(np.abs(rhs[held])) + row[held], np.log2(np.abs(program.upper[bounded])) - column[bounded]]
    )
    blocks = np.concatenate([row_block[held], column_block[bounded]])
    size = np.zeros(max(row_block.max(initial=-1), column_block.max(initial=-1)) + 1)
    for block in np.unique(blocks):
        size[block] = np.round(np.median(logs[blocks == block]))
    return size


def _middle(low: Vector, high: Vector, index: Any, size: int) -> Vector:
    """For each index, the middle of the smallest and largest logarithm; 0 where there is none."""
    least, most = np.full(size, np.inf), np.full(size, -np.inf)
    np.minimum.at(least, index, low)
    np.maximum.at(most, index, high)
    with np.errstate(invalid="ignore"):
        return np.where(np.isfinite(least), (least + most) / 2, 0.0)
