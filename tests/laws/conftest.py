"""Plans that several laws are asked of; each is solved once."""

from __future__ import annotations

import pytest
from fresh_solves import example_plan

import planner

BEIJING = [
    pytest.param("yearly_beijing", marks=pytest.mark.slow),
    pytest.param("beijing", marks=pytest.mark.night),
]


def plan_named(request: pytest.FixtureRequest) -> planner.Plan:
    """The example city's plan under the model of that name, or Beijing's with one slice or its own."""
    if "beijing" in request.param:
        return request.getfixturevalue(f"{request.param}_plan")
    return example_plan(request.param)


@pytest.fixture(scope="session", params=["annual_caps", "carbon_budget", "carbon_price", "caps_and_price", *BEIJING])
def plan(request) -> planner.Plan:
    return plan_named(request)


@pytest.fixture(scope="session", params=["annual_caps", "carbon_budget", "caps_and_price", *BEIJING])
def capped_plan(request) -> planner.Plan:
    return plan_named(request)
