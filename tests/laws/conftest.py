"""Cases and plans that several laws are asked of; each is read and solved once."""

from __future__ import annotations

import pytest
from fresh_solves import example_plan
from shipped import EXAMPLE_CITY, ROOT

import planner
from planner.plan import Prepared, prepare


@pytest.fixture(scope="session")
def example_city() -> planner.Case:
    return planner.read_case(EXAMPLE_CITY)


@pytest.fixture(scope="session")
def beijing() -> Prepared:
    return prepare(planner.read_case(ROOT / "data" / "beijing"))


@pytest.fixture(scope="session")
def beijing_plan(beijing) -> planner.Plan:
    return planner.solve(beijing)


def plan_named(request: pytest.FixtureRequest) -> planner.Plan:
    """The example city's plan under the model of that name, or Beijing's."""
    return request.getfixturevalue("beijing_plan") if request.param == "beijing" else example_plan(request.param)


@pytest.fixture(scope="session", params=["annual_caps", "carbon_budget", "carbon_price", "caps_and_price", "beijing"])
def plan(request) -> planner.Plan:
    return plan_named(request)


@pytest.fixture(scope="session", params=["annual_caps", "carbon_budget", "caps_and_price", "beijing"])
def capped_plan(request) -> planner.Plan:
    return plan_named(request)
