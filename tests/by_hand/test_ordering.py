"""A basis is eliminated from what has a single entry left: on paper, and beside a dense solve."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import sparse

from planner.program.inverse import Inverse, Unstable
from planner.program.ordering import elimination_order


def inverse_of(basis: np.ndarray) -> Inverse:
    matrix = sparse.csc_array(basis)
    return Inverse(matrix, matrix.T.tocsr(), np.arange(len(basis)))


def test_single_columns_come_first_then_single_rows_then_the_rest():
    """Column 0 has an entry in row 0 only. Without that row, row 3 has one in column 3 only. [[1, 2], [3, 4]] is left."""
    basis = np.array([[2.0, 5, 5, 0], [0, 1, 2, 7], [0, 3, 4, 0], [0, 0, 0, 1]])
    rows, columns = elimination_order(sparse.csc_array(basis))
    assert rows[:2].tolist() == columns[:2].tolist() == [0, 3]
    assert sorted(rows[2:].tolist()) == sorted(columns[2:].tolist()) == [1, 2]


def test_it_is_the_inverse():
    """Of random bases, a third of whose columns are slack."""
    draw = np.random.default_rng(3)
    for size in (1, 2, 7, 30, 80):
        basis, place = np.zeros((size, size)), draw.permutation(size)
        entries = draw.random((size, size)) < 1.5 / size
        basis[entries] = draw.normal(size=int(entries.sum()))
        basis[place, np.arange(size)] += 3.0
        basis[:, ::3] = -np.eye(size)[:, place[::3]]
        right, found = draw.normal(size=size), inverse_of(basis)
        assert found.times(right) == pytest.approx(np.linalg.solve(basis, right), rel=1e-9, abs=1e-9)
        assert found.duals(right) == pytest.approx(np.linalg.solve(basis.T, right), rel=1e-9, abs=1e-9)


@pytest.mark.parametrize("basis", [[[1, 1], [0, 0]], [[1, 2], [2, 4]], [[0, 0], [0, 0]]])
def test_a_singular_basis_has_none(basis):
    with pytest.raises(Unstable):
        inverse_of(np.array(basis, dtype=float))
