"""The marks on the prices of random cases, against solves beside the plan."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given, settings
from random_cases import RandomCase, random_cases

import planner
from planner.errors import NoPlanError, SolverError
from planner.marks import find_marks
from planner.plan import prepare
from planner.references import optimum
from planner.solver import Infeasible, Session

BESIDE = 1e-4
"""Share of a cap's size at which the cost beside the plan is asked for, where its price holds that far."""


def cost_with(program, name, cap):
    try:
        return float(program.cost @ Session(program.with_limits({name: cap})).solve().x)
    except Infeasible:
        return float("inf")


@pytest.mark.random
@settings(max_examples=20)
@given(random_cases())
def test_marks_are_the_slopes_beside_the_plan(drawn: RandomCase):
    """On each side the mark where the price holds; at a kink, by convexity, it is on the mark's side of it."""
    ready = prepare(planner.read_case(drawn.files), model=drawn.model)
    assume(ready.inputs.caps)
    try:
        plan = optimum(ready.case, ready.inputs, ready.program)
    except (NoPlanError, SolverError):  # no plan, or one whose cost falls for ever
        assume(False)
    here = float(ready.program.cost @ plan.x)
    noise = 1e-7 * max(1.0, abs(here))
    for cap, mark in find_marks(ready.inputs, ready.program, plan).items():
        name, size = cap.name, max(abs(cap.amount), 1.0)
        assert mark.relaxed <= mark.tightened * (1 + 1e-6) + 1e-9
        for side, end, price in ((-1, mark.cap_from, mark.tightened), (1, mark.cap_to, mark.relaxed)):
            reach = abs(end - cap.amount)
            step = min(reach, BESIDE * size) if reach > 1e-7 * size else BESIDE * size
            change = side * (here - cost_with(ready.program, name, cap.amount + side * step))
            if reach > 1e-7 * size:
                assert change == pytest.approx(price * step, abs=noise)
            elif np.isinf(price):
                assert np.isinf(change)
            else:
                assert side * change <= side * price * step + noise
