"""The order in which the rows and columns of a basis are eliminated.

Most of a basis only has to be put in order to be triangular: stocks follow from the year before, totals from their
parts. What is not is a small part, and only that fills.
"""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from scipy import sparse
from scipy.sparse.linalg import SuperLU, splu

Places: TypeAlias = np.ndarray


def elimination_order(matrix: sparse.csc_array) -> tuple[Places, Places]:
    """The rows and the columns of a square matrix in the order of its pivots. Raises RuntimeError where it is singular.

    First the columns with one entry in the rows that are left, then the rows with one in the columns that are left:
    they fill nothing and change nothing of the rest, whose order and pivots are those that it has by itself.
    """
    by_row = matrix.tocsr()
    rows, columns = _single_columns(matrix, by_row)
    rest_rows, rest_columns = _others(rows, matrix.shape[0]), _others(columns, matrix.shape[0])
    inner = by_row[rest_rows][:, rest_columns]
    across, down = _single_columns(inner.T, inner.T.tocsr())
    places = _others(down, len(rest_rows)), _others(across, len(rest_rows))
    core = inner[places[0]][:, places[1]]
    if core.shape[0]:
        lu = factorised(core.tocsc())
        places = places[0][np.argsort(lu.perm_r)], places[1][np.argsort(lu.perm_c)]
    return (
        np.concatenate([rows, rest_rows[down], rest_rows[places[0]]]),
        np.concatenate([columns, rest_columns[across], rest_columns[places[1]]]),
    )


def factorised(matrix: sparse.csc_array, **options: object) -> SuperLU:
    """Its factorisation, by single columns, which are few and short."""
    return splu(matrix, relax=1, panel_size=1, **options)


def _single_columns(by_column: sparse.csc_array, by_row: sparse.csr_array) -> tuple[Places, Places]:
    """Rows and columns, pair by pair: in the rows that are then left the column has this one entry."""
    left, count = np.ones(by_column.shape[0], dtype=bool), np.diff(by_column.indptr)
    rows, columns = list[Places](), list[Places]()
    while len(single := np.flatnonzero(count == 1)):
        entries = by_column[:, single].indices
        found, first = np.unique(entries[left[entries]], return_index=True)
        rows.append(found)
        columns.append(single[first])
        left[found] = False
        count = count - np.bincount(by_row[found].indices, minlength=len(count))
    nothing = np.zeros(0, dtype=np.int64)
    return np.concatenate([nothing, *rows]), np.concatenate([nothing, *columns])


def _others(places: Places, size: int) -> Places:
    left = np.ones(size, dtype=bool)
    left[places] = False
    return np.flatnonzero(left)
