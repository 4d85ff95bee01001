"""A smaller program with the same plans: variables that an equality defines and no bound limits are substituted out.

Thousands of solves or pivots of a curve go through it; a plan of it stands for one plan of the whole program.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from scipy import sparse

from planner.program.program import Program, Vector, rescaled
from planner.program.session import LARGE, Basis, part_of


@dataclass(frozen=True)
class Reduced:
    """The smaller program, and the way back: x of the whole = constant + matrix @ x of the smaller one."""

    program: Program
    constant: Vector
    matrix: sparse.csr_array
    columns: np.ndarray
    rows: np.ndarray
    """What is kept, by its place in the whole program."""

    def basis(self, whole: Basis) -> Basis:
        """Of the smaller program the basis that one of the whole program leaves: what goes is basic in it."""
        return part_of(whole, self.columns, self.rows)

    def whole(self, x: Vector) -> Vector:
        """A plan of the whole program, in the case's units."""
        return np.asarray(self.constant + self.matrix @ x)


def reduced(program: Program) -> Reduced:
    r"""Put defined columns in place.

    With the defined columns D, their equations R, and what is kept K, $A_{RD} x_D + A_{RK} x_K = b_R$ gives
    $x_D = w - W x_K$, which goes into the other rows and the costs. A stock may go, since what is built is never
    negative and so neither is the stock; not one with a potential, which is a bound. A large program stays as it is:
    hours make it so much denser that a pivot takes as long, and bases that are known for it hold.
    """
    if len(program.rows) > LARGE:
        rows, columns = map(np.arange, program.matrix.shape)
        return Reduced(program, np.zeros(len(columns)), sparse.eye_array(len(columns), format="csr"), columns, rows)
    defined, equations = _defined(program)
    kept = np.setdiff1d(np.arange(len(program.columns)), defined)
    others = np.setdiff1d(np.arange(len(program.rows)), equations)
    by_row = program.matrix.tocsr()
    own = by_row[equations]
    pivot = sparse.diags_array(1 / own.tocsc()[:, defined].diagonal())
    right = sparse.csr_array(
        sparse.hstack([pivot @ own[:, kept], sparse.csr_array((pivot @ program.row_upper[equations])[:, None])])
    )
    nested = sparse.eye_array(len(defined)) - pivot @ own[:, defined]
    solved = term = right
    while term.nnz:
        term = nested @ term
        term.eliminate_zeros()
        solved = solved + term
    w, weights = solved[:, [-1]].toarray().ravel(), sparse.csr_array(solved[:, :-1])
    rest = by_row[others]
    shift = rest[:, defined] @ w
    smaller = rescaled(
        replace(
            program,
            matrix=sparse.csc_array(rest[:, kept] - rest[:, defined] @ weights),
            cost=program.cost[kept] - program.cost[defined] @ weights,
            cost_offset=0.0,
            lower=program.lower[kept],
            upper=program.upper[kept],
            row_lower=program.row_lower[others] - shift,
            row_upper=program.row_upper[others] - shift,
            columns=tuple(program.columns[j] for j in kept),
            rows=tuple(program.rows[i] for i in others),
        )
    )
    constant = np.zeros(len(program.columns))
    constant[defined] = w
    ones = sparse.csr_array((np.ones(len(kept)), (kept, np.arange(len(kept)))), shape=(len(constant), len(kept)))
    places = sparse.csr_array(
        (np.ones(len(defined)), (defined, np.arange(len(defined)))), shape=(len(constant), len(defined))
    )
    return Reduced(smaller, constant, sparse.csr_array(ones - places @ weights), kept, others)


def _defined(program: Program) -> tuple[np.ndarray, np.ndarray]:
    """Columns that go, and their equations."""
    by_row = program.matrix.tocsr()
    equation = {family.defines: family.name for family in program.families if family.defines}
    columns, rows = [], []
    for j, name in enumerate(program.columns):
        i = program.row.get((equation.get(str(name[0]), ""), *name[1:]))
        if i is None or program.upper[j] < np.inf:
            continue
        if program.lower[j] > -np.inf and not _never_negative(program, by_row, i, j):
            continue
        columns.append(j)
        rows.append(i)
    return np.array(columns, dtype=int), np.array(rows, dtype=int)


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
