"""Cases and plans that several laws are asked of; each is read and solved once."""

from __future__ import annotations

from functools import cache

import pytest
from fresh_solves import EXAMPLE_CITY, ROOT

import planner
from planner.plan import Prepared, prepare

MODELS = ("annual_caps", "carbon_budget", "carbon_price", "caps_and_price")


@pytest.fixture(scope="session")
def example_city() -> planner.Case:
    return planner.read_case(EXAMPLE_CITY)


@pytest.fixture(scope="session")
def beijing() -> Prepared:
    return prepare(planner.read_case(ROOT / "data" / "beijing"))


@pytest.fixture(scope="session")
def beijing_plan(beijing) -> planner.Plan:
    return planner.solve(beijing)


@cache
def example_plan(model: str) -> planner.Plan:
    return planner.solve(planner.read_case(EXAMPLE_CITY), model)


@pytest.fixture(scope="session", params=[*MODELS, "beijing"])
def plan(request) -> planner.Plan:
    """The example city under all four models, and Beijing under its own."""
    return request.getfixturevalue("beijing_plan") if request.param == "beijing" else example_plan(request.param)
