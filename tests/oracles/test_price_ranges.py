"""The marks on the prices of random cases, against solves beside the plan."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given, settings, strategies as st
from random_cases import RandomCase, degenerate_cases, random_cases
from test_budgets import with_a_budget

import planner
from planner.errors import NoPlanError, SolverError
from planner.program.session import Infeasible, Session, Solution
from planner.results.plan import Prepared, prepare
from planner.results.price_ranges import price_ranges
from planner.results.references import optimum

BESIDE = 1e-4
"""Share of a cap's size at which the cost beside a kink is asked for; elsewhere, as far as the price holds."""


def cost_with(program, name, cap):
    try:
        return float(program.cost @ Session(program.with_limits({name: cap})).solve().x)
    except Infeasible:
        return float("inf")


@pytest.mark.random
@settings(max_examples=4)
@given(random_cases())
def test_marks_are_the_slopes_beside_the_plan(drawn: RandomCase):
    """On each side the mark where the price holds; at a kink, by convexity, it is on the mark's side of it."""
    ready = prepare(planner.read_case(drawn.files), model=drawn.model)
    assume(ready.inputs.caps)
    try:
        plan = optimum(ready.case, ready.inputs, ready.program)
    except (NoPlanError, SolverError):  # no plan, or one whose cost falls for ever
        assume(False)
    check_marks(ready, plan)


@pytest.mark.slow
@pytest.mark.random
@settings(max_examples=5)
@given(with_a_budget(), st.sampled_from([0.3, 0.9, 1.0]))
def test_marks_of_a_budget_are_the_slopes_beside_it(drawn: RandomCase, share: float):
    """It allows a share of what the plan without it takes: all of that is a kink."""
    ready = prepare(planner.read_case(drawn.files), model=drawn.model)
    budgets = [limit for limit in ready.inputs.limits if limit.label == "p0"]
    assume(budgets)
    name = budgets[0].name
    try:
        free = optimum(ready.case, ready.inputs, ready.program)
        amount = share * float((ready.program.matrix @ free.x)[ready.program.row[name]])
        assume(amount > 1)
        program = ready.program.with_limits({name: amount})
        limits = tuple(replace(each, amount=amount) if each in budgets else each for each in ready.inputs.limits)
        held = replace(ready, program=program, inputs=replace(ready.inputs, limits=limits))
        plan = optimum(held.case, held.inputs, program)
    except (NoPlanError, SolverError):
        assume(False)
    check_marks(held, plan)


def check_marks(ready: Prepared, plan: Solution) -> None:
    """On each side of every limit.

    An amount that is nearer to a kink than caps are told apart has the marks of the kink, and where that is: on the way
    there a unit costs no less than `relaxed` and saves no more than `tightened`.
    """
    here = float(ready.program.cost @ plan.x)
    noise = 1e-9 * max(1.0, abs(here))
    for cap, mark in price_ranges(ready.inputs, ready.program, plan).items():
        name, size = cap.name, max(abs(cap.amount), 1.0)
        assert mark.relaxed <= mark.tightened * (1 + 1e-6) + 1e-9
        for side, end, price in ((-1, mark.holds_from, mark.tightened), (1, mark.holds_to, mark.relaxed)):
            reach = abs(end - cap.amount)
            step = min(reach, size) if reach > 1e-7 * size else BESIDE * size
            change = side * (here - cost_with(ready.program, name, cap.amount + side * step))
            if reach > 1e-7 * size:
                assert change == pytest.approx(price * step, rel=1e-7, abs=noise)
            elif np.isinf(price):
                assert np.isinf(change)
            else:
                way = (mark.tightened - mark.relaxed) * reach if reach else 0.0
                assert side * change <= side * price * step + way + noise


@pytest.mark.slow
@pytest.mark.random
@settings(max_examples=10)
@given(degenerate_cases())
def test_one_sided_prices_where_many_bases_meet(drawn: RandomCase):
    """What a little less under each cap costs and a little more saves is what solves beside the plan say.

    Where two steps of different size give one slope, the cost is a line up to there: that slope is the price.
    """
    ready = prepare(planner.read_case(drawn.files), model=drawn.model)
    assume(ready.inputs.caps)
    try:
        plan = optimum(ready.case, ready.inputs, ready.program)
    except (NoPlanError, SolverError):
        assume(False)
    here = float(ready.program.cost @ plan.x)
    for cap, mark in price_ranges(ready.inputs, ready.program, plan).items():
        name, size = cap.name, max(abs(cap.amount), 1.0)
        for side, price in ((-1, mark.tightened), (1, mark.relaxed)):
            steps = [1e-3 * size, 1e-4 * size]
            slopes = [side * (here - cost_with(ready.program, name, cap.amount + side * step)) / step for step in steps]
            noise = 1e-9 * max(1.0, abs(here)) / steps[-1]
            if np.isinf(slopes[1]):
                assert np.isinf(price)
            elif slopes[0] == pytest.approx(slopes[1], rel=1e-7, abs=noise):
                assert price == pytest.approx(slopes[1], rel=1e-6, abs=noise)
            else:
                assert side * (price - slopes[1]) >= -noise
