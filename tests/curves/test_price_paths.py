"""The picture of a plan's shadow prices: its axis, its intervals, and what it is drawn of."""

from __future__ import annotations

import math

import pytest

import planner
from planner.plot_prices import Price, axis_top, interval
from planner.price_card import ends, picture


def flat(*prices: float) -> list[Price]:
    return [Price(price, price, price) for price in prices]


def test_the_axis_is_cut_where_few_prices_lie_far_above_the_rest():
    """Nine at 10 and one at 20: all fit, to 21. Nine at 10 and one at 100, ten times the ninth: 15.75."""
    assert axis_top(flat(*[10.0] * 9, 20.0)) == pytest.approx(21)
    assert axis_top(flat(*[10.0] * 9, 100.0)) == pytest.approx(15.75)
    assert axis_top([]) == axis_top(flat(0.0)) == 1


def test_a_price_is_an_interval_at_a_kink_only():
    """One tonne more saves 5, one less costs 8: an interval. 5 and 5 is none; without a lower cap it has no end."""
    row = {"current_value": 5.0, "relaxed": 5.0, "tightened": 8.0}
    assert ends(row) == (5, 5, 8)
    assert ends(row | {"tightened": 5.0}) == (5, 5, 5)
    assert ends(row | {"tightened": math.nan, "relaxed": math.nan}) == (5, 5, 5)
    assert interval(Price(5, 5, 8)) == "5–8"
    assert interval(Price(5, 5, math.inf)) == "5–∞"
    assert interval(Price(5, 5, 5)) == ""


def test_every_capped_year_is_a_point_and_the_carbon_price_a_line_of_its_own():
    """The example city under caps and a price: a point a capped year, and one a year for the price."""
    plan = planner.solve(planner.read_case("data/example_city"), "caps_and_price")
    capped, paid = len(plan.shadow_price), (plan.shadow_price["carbon_price"] > 0).sum()
    chart = picture(plan, "en")
    assert chart is not None
    assert paid > 0
    assert len(chart.datasets["points"]) == capped + len(plan.shadow_price[plan.shadow_price["scope"] == "total"])


def test_a_plan_without_caps_has_no_such_picture():
    assert picture(planner.solve(planner.read_case("data/example_city"), "carbon_price"), "en") is None
