"""Which number of a plan was edited: the one whose change mends every row in which it stands."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import sparse

from planner.auditing.repair import Rows, repaired

STOCK = Rows(
    matrix=sparse.csr_array([[-1.0, 0, 1, 0], [-1, -1, 0, 1], [0, 0, 0, 1]]),
    lower=np.array([0.0, 0.0, -np.inf]),
    upper=np.array([0.0, 0.0, 6.0]),
    size=np.ones(3),
)
"""Built in two years n1, n2; standing s1 = n1 and s2 = n1 + n2, at most 6."""
RIGHT = [2.0, 3.0, 2.0, 5.0]


@pytest.mark.parametrize(("edited", "to"), [(0, 2.5), (0, -2.0), (1, 30.0), (2, 2.001), (3, 50.0), (3, 5.5)])
def test_one_edited_number_is_found(edited, to):
    """n1 breaks two rows, and no other number mends both; between n2 and s2, which share one, the nearer optimum says."""
    told = np.array(RIGHT)
    told[edited] = to
    assert repaired(STOCK, told, np.array(RIGHT)) == pytest.approx(RIGHT)


def test_another_plan_that_fits_stays_as_it_is():
    """n1 = 1 and n2 = 4 stand for 1 and 5 as well: that it is not the one found anew is no fault."""
    told = np.array([1.0, 4.0, 1.0, 5.0])
    assert repaired(STOCK, told, np.array(RIGHT)).tolist() == told.tolist()


def test_several_edits_are_found_one_by_one():
    """s1 and s2 are wrong: each of the first two rows has one number that mends it."""
    assert repaired(STOCK, np.array([2.0, 3.0, 7.0, 9.0]), np.array(RIGHT)) == pytest.approx(RIGHT)


def test_ten_figures_of_a_file_break_no_row():
    """1/3 and 2/3 as files hold them add up to 0.9999999999 or 1.0000000001."""
    told = np.array([0.3333333333, 0.6666666667, 0.3333333333, 0.9999999999])
    assert repaired(STOCK, told, np.array(RIGHT)).tolist() == told.tolist()
