"""Frontiers of random cases: at any amount of money the fewest emissions are those of a re-solve."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st
from policies import SOME
from random_cases import RandomCase
from test_budgets import with_a_budget

import planner
from planner.errors import NoPlanError, SolverError, UsageError
from planner.program.program import Program
from planner.program.session import Infeasible, Session
from planner.results.most_abatement import emitted_by, within, without_caps

SHARES = (0.0, 0.37, 0.81, 1.0)
EDGE = 1e-7
"""Share of the money by which the ends may be missed."""


@pytest.mark.slow
@pytest.mark.random
@settings(parent=SOME, max_examples=10)
@given(with_a_budget(), st.booleans(), st.sampled_from([0.0, 5.0, 500.0]))
def test_each_amount_is_what_a_re_solve_says(case: RandomCase, of_all: bool, over: float) -> None:
    """Of all the money a row on the cost; of a budget its own rows, in the proportion in which they fall."""
    ready = planner.prepare(planner.read_case(case.files), model=case.model)
    try:
        found = planner.frontier(ready) if of_all else planner.frontier(ready, budget="p0", over=over)
    except NoPlanError:
        return
    except (UsageError, SolverError) as none:
        if none.key not in ("budget_of_nothing", "emissions_fall_for_ever", "unbounded"):
            raise
        return
    _, counted = emitted_by(ready, None, "total", None)
    free = without_caps(ready)
    first, last = found.table["money"].iloc[[0, -1]]
    if of_all:
        program = within(free, 0.0)
        for share in SHARES:
            held = program.with_limits({("limit_cost",): program.limit(("limit_cost",)) + share * last})
            assert found.emissions_at(share * last) == pytest.approx(fewest(held, counted), rel=1e-6, abs=1e-5)
        return
    program = within(free, over).with_cost(counted)
    (row,) = (limit.name for limit in ready.inputs.limits if limit.label == "p0")
    none_of_it = program.with_limits({row: np.inf})
    assert found.table["emissions"].iloc[-1] == pytest.approx(fewest(none_of_it, counted), rel=1e-6, abs=1e-5)
    for share in SHARES:
        money = first + share * (last - first) + EDGE * last
        held = program.with_limits({row: money})
        assert found.emissions_at(money) == pytest.approx(fewest(held, counted), rel=1e-5, abs=1e-4)
    if first > 1e-3:
        with pytest.raises(Infeasible):
            Session(program.with_limits({row: first * (1 - 1e-4)})).solve()


def fewest(program: Program, counted: np.ndarray) -> float:
    return float(counted @ Session(program.with_cost(counted)).solve().x)
