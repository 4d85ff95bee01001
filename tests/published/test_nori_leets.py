"""Nori & Leets: three caps at once, published optimum and prices (nori_leets/README.md)."""

from __future__ import annotations

from pathlib import Path

import pytest

import planner

FULL_USE = {
    "stacks_blast_furnaces": 1,
    "stacks_open_hearths": 0.6226975,
    "filters_blast_furnaces": 0.3434794,
    "filters_open_hearths": 1,
    "fuels_blast_furnaces": 0.04757282,
    "fuels_open_hearths": 1,
}
PRICES = {"particulates": 0.1110470, "sulfur_oxides": 0.1268171, "hydrocarbons": 0.06932564}


@pytest.fixture(scope="module")
def plan() -> planner.Plan:
    return planner.solve(planner.read_case(Path(__file__).parent / "nori_leets"))


def test_the_cost_is_the_published_one(plan):
    assert plan.total_cost == pytest.approx(32.154631276, rel=1e-8)


def test_the_measures_are_used_as_published(plan):
    assert plan.uptake.set_index("intervention")["activity"].to_dict() == pytest.approx(FULL_USE, rel=1e-6)


def test_each_pollutant_has_its_published_price(plan):
    """In million USD per million lb. The LINGO listing prints them with a minus sign, as changes of the optimum."""
    assert plan.shadow_price.set_index("account")["price"].to_dict() == pytest.approx(PRICES, rel=1e-6)


def test_every_cap_is_reached_exactly(plan):
    """All three prices are positive, so no pollutant falls further than it must."""
    total = plan.emissions[plan.emissions["sector"] == "total"].set_index("account")["plan"].to_dict()
    assert total == pytest.approx({"particulates": -60, "sulfur_oxides": -150, "hydrocarbons": -125})
