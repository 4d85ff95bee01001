"""Credit in random cases: every coalition can serve, and the shares of each year sum to what the plan avoids."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, assume, given, settings
from random_cases import RandomCase, random_cases

import planner
from planner.errors import NoPlanError


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(random_cases())
def test_shares_sum_to_what_the_plan_avoids(drawn: RandomCase):
    """What it avoids, the plan's own table says. Every coalition of few measures is solved on the way."""
    case = planner.read_case(drawn.files)
    try:
        plan = planner.solve(case, drawn.model)
    except NoPlanError:
        assume(False)
    credit = planner.credit_shares(case, drawn.model)
    city = plan.emissions.query("account == @credit.account and sector == 'total'").set_index("year")
    avoided = city[credit.reference] - city["plan"]
    size = float(city[["frozen", "least_cost", "plan"]].abs().max().max()) or 1.0
    found = credit.by_year.groupby("year")["shapley"].sum()
    assert found.to_numpy() == pytest.approx(avoided.to_numpy(), abs=1e-6 * size)
    assert credit.table["shapley"].sum() == pytest.approx(float(avoided.sum()), abs=1e-5 * size)
