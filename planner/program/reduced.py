"""A smaller program with the same plans: variables that an equality defines and no bound limits are substituted out.

Thousands of solves or pivots of a curve go through it, or ten thousand draws; a plan of it stands for one plan of the
whole program.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, TypeAlias

import numpy as np
from scipy import sparse

from planner.model.subject import Name
from planner.program.program import Program, Scale, Vector, rescaled
from planner.program.session import LARGE, Basis, Solution, part_of

Places: TypeAlias = np.ndarray[Any, np.dtype[np.intp]]


@dataclass(frozen=True)
class Reduction:
    r"""What goes from a program, and from others that differ from it in numbers, but not in those of columns that go.

    With the columns D that go, their equations R, and what is kept K of columns and O of rows,
    $A_{RD} x_D + A_{RK} x_K = b_R$ gives $x_D = H (b_R - A_{RK} x_K)$, where $H = A_{RD}^{-1}$. It goes into the other
    rows and the costs: with $G = A_{OD} H$ the smaller matrix is $A_{OK} - G A_{RK}$, linear in the entries of the
    whole one, its sides $b_O - G b_R$, its costs $c_K - A_{RK}^\top H^\top c_D$.
    """

    kept: Places
    gone: Places
    rows: Places
    equations: Places
    inverse: sparse.csr_array
    """H: a row a column that goes, a column an equation."""
    through: sparse.csr_array
    """G: a row a row that is kept, a column an equation."""
    entries: sparse.csr_array
    """What the smaller matrix's entries are of the whole one's."""
    matrix: sparse.csc_array
    """Where they stand."""
    names: tuple[tuple[Name, ...], tuple[Name, ...]]
    """Of columns and rows."""
    scale: Scale

    def part(self, whole: Program) -> Program:
        """The smaller program."""
        matrix = self.matrix.copy()
        matrix.data = self.entries @ whole.matrix.data
        worth, shift = np.zeros(len(whole.rows)), self.through @ whole.row_upper[self.equations]
        worth[self.equations] = self.inverse.T @ whole.cost[self.gone]
        columns, rows = self.names
        return replace(
            whole,
            matrix=matrix,
            cost=(whole.cost - whole.matrix.T @ worth)[self.kept],
            cost_offset=0.0,
            lower=whole.lower[self.kept],
            upper=whole.upper[self.kept],
            row_lower=whole.row_lower[self.rows] - shift,
            row_upper=whole.row_upper[self.rows] - shift,
            columns=columns,
            rows=rows,
            scale=self.scale,
        )

    def basis(self, whole: Basis) -> Basis:
        """Of the smaller program the basis that one of the whole program leaves: what goes is basic in it."""
        return part_of(whole, self.kept, self.rows)

    def plan(self, whole: Program, x: Vector) -> Vector:
        """The plan of the whole program that one of the smaller is, in the case's units."""
        found = np.zeros(len(whole.columns))
        found[self.kept] = x
        found[self.gone] = self.inverse @ (whole.row_upper - whole.matrix @ found)[self.equations]
        return found

    def solution(self, whole: Program, part: Solution) -> Solution:
        r"""The solution of the whole program; its basis is that of the smaller one.

        Nothing that goes has a reduced cost: $y_R = H^\top c_D - G^\top y_O$.
        """
        row_dual, reduced_cost = np.zeros(len(whole.rows)), np.zeros(len(whole.columns))
        row_dual[self.rows], reduced_cost[self.kept] = part.row_dual, part.reduced_cost
        row_dual[self.equations] = self.inverse.T @ whole.cost[self.gone] - self.through.T @ part.row_dual
        return Solution(self.plan(whole, part.x), row_dual, reduced_cost, part.basis)


def reduction(program: Program, varying: Places | None = None) -> Reduction:
    """What goes from a program: columns that are defined; where entries vary from program to program, none of theirs.

    A stock may go, since what is built is never negative and so neither is the stock; not one with a potential, which
    is a bound. A large program stays as it is: hours make it so much denser that a pivot takes as long, and bases that
    are known for it hold.
    """
    gone, equations = _defined(program, varying) if len(program.rows) <= LARGE else np.zeros((2, 0), dtype=np.intp)
    kept, rows = (
        np.setdiff1d(np.arange(n), out) for n, out in zip(program.matrix.shape[::-1], (gone, equations), strict=True)
    )
    of_gone = program.matrix[:, gone].tocsr()
    inverse = _inverse(of_gone[equations])
    through = sparse.csr_array(of_gone[rows] @ inverse)
    entries, matrix = _entries(program.matrix, kept, rows, equations, through)
    names = tuple(program.columns[j] for j in kept), tuple(program.rows[i] for i in rows)
    found = Reduction(kept, gone, rows, equations, inverse, through, entries, matrix, names, program.scale)
    return replace(found, scale=rescaled(found.part(program)).scale) if len(gone) else found


def _inverse(own: sparse.csr_array) -> sparse.csr_array:
    """Of a square matrix that is triangular in some order, such as what columns are in each other's equations.

    With the diagonal D it is the sum of the powers of I - A/D, which end, over D.
    """
    pivot = sparse.diags_array(1 / own.diagonal())
    nested = sparse.eye_array(own.shape[0]) - pivot @ own
    found = term = sparse.csr_array(pivot)
    while term.nnz:
        term = sparse.csr_array(nested @ term)
        term.eliminate_zeros()
        found = found + term
    return sparse.csr_array(found)


def _entries(
    whole: sparse.csc_array, kept: Places, rows: Places, equations: Places, through: sparse.csr_array
) -> tuple[sparse.csr_array, sparse.csc_array]:
    """What the entries of A_OK - G A_RK are of all entries of A, and where they stand."""
    columns = np.repeat(np.arange(whole.shape[1]), np.diff(whole.indptr))
    stays, row, column = np.isin(columns, kept), np.full(whole.shape[0], -1), np.searchsorted(kept, columns)
    row[rows] = np.arange(len(rows))
    own = np.flatnonzero(stays & (row[whole.indices] >= 0))
    row[rows], row[equations] = -1, np.arange(len(equations))
    put = np.flatnonzero(stays & (row[whole.indices] >= 0))
    by_equation, equation = through.tocsc(), row[whole.indices[put]]
    count = np.diff(by_equation.indptr)[equation]
    step = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
    at = np.repeat(by_equation.indptr[equation], count) + step
    at_row = np.concatenate([np.searchsorted(rows, whole.indices[own]), by_equation.indices[at]])
    at_column = np.concatenate([column[own], np.repeat(column[put], count)])
    source = np.concatenate([own, np.repeat(put, count)])
    amounts = np.concatenate([np.ones(len(own)), -by_equation.data[at]])
    places, place = np.unique(at_column * len(rows) + at_row, return_inverse=True)
    entries = sparse.csr_array((amounts, (place, source)), shape=(len(places), whole.nnz))
    ends = np.searchsorted(places // len(rows), np.arange(len(kept) + 1))
    matrix = sparse.csc_array((entries @ whole.data, places % len(rows), ends), shape=(len(rows), len(kept)))
    return entries, matrix


def _defined(program: Program, varying: Places | None) -> tuple[Places, Places]:
    """Columns that go, and their equations."""
    by_row = program.matrix.tocsr()
    varies = np.zeros(len(program.columns), dtype=bool)
    if varying is not None:
        varies[np.searchsorted(program.matrix.indptr, varying, side="right") - 1] = True
    equation = {family.defines: family.name for family in program.families if family.defines}
    columns, rows = [], []
    for j, name in enumerate(program.columns):
        i = program.row.get((equation.get(str(name[0]), ""), *name[1:]))
        if i is None or varies[j] or program.upper[j] < np.inf:
            continue
        if program.lower[j] > -np.inf and not _never_negative(program, by_row, i, j):
            continue
        columns.append(j)
        rows.append(i)
    return np.array(columns, dtype=np.intp), np.array(rows, dtype=np.intp)


def _never_negative(program: Program, by_row: sparse.csr_array, i: int, j: int) -> bool:
    """Whether the equation i alone keeps the column j at 0 or more."""
    entries = slice(by_row.indptr[i], by_row.indptr[i + 1])
    at, amounts = by_row.indices[entries], by_row.data[entries]
    own = amounts[at == j][0]
    rest = at != j
    return bool(
        program.lower[j] == 0
        and (amounts[rest] / own <= 0).all()
        and (program.lower[at[rest]] >= 0).all()
        and program.row_upper[i] / own >= 0
    )
