"""Credit in random cases: every coalition can serve, and the shares of each year sum to what the plan avoids."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given, settings
from random_cases import RandomCase, random_cases

import planner
from planner.errors import NoPlanError
from planner.results.plan import prepare
from planner.results.references import optimum


@pytest.mark.random
@settings(max_examples=4)
@given(random_cases())
def test_shares_sum_to_what_the_plan_avoids(drawn: RandomCase):
    """In each year and over all. Every coalition of few measures is solved on the way, and none fails."""
    ready = prepare(planner.read_case(drawn.files), model=drawn.model)
    try:
        plan = optimum(ready.case, ready.inputs, ready.program, ready.references.least_cost)
    except NoPlanError:
        assume(False)
    credit = planner.credit_shares(ready)
    base = ready.references.at(credit.reference)
    at = [ready.program.column["total_emissions", credit.account, y] for y in ready.inputs.years]
    avoided = base.x[at] - plan.x[at]
    size = float(np.abs([base.x[at], plan.x[at]]).max()) or 1.0
    found = credit.by_year.groupby("year")["shapley"].sum().to_numpy()
    assert found == pytest.approx(avoided, abs=1e-6 * size)
    assert credit.table["shapley"].sum() == pytest.approx(avoided.sum(), abs=1e-5 * size)
