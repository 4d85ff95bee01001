"""A cap and a carbon price are two ways to say the same: strong duality, budgets, and both at once."""

from __future__ import annotations

from itertools import pairwise

import pytest
from fresh_solves import with_caps, with_carbon_prices
from shipped import EXAMPLE_CITY, Texts, by_the_year, texts_of
from ways import BUILDINGS, CITY, EXAMPLE_BUDGET, EXAMPLE_CAPS, GROUP_BUDGET, PAPER, ROADS

import planner
from planner.program.session import Session
from planner.results.plan import prepare


def discounted_caps(plan: planner.Plan) -> float:
    """Sum of discounted price x cap; a budget once, at its present value."""
    prices = (
        plan.cap_prices.drop_duplicates(["account", "scope", "kind", "amount"])
        if (plan.cap_prices["kind"] == "cumulative").any()
        else plan.cap_prices
    )
    case, paid = plan.case, 0.0
    for row in prices.itertuples():
        tonne, _ = case.readable_price(case.accounts[row.account].unit)
        paid += row.present_value / tonne * row.amount
    return paid


def as_carbon_prices(plan: planner.Plan) -> dict[tuple[str, str], dict[int, float]]:
    """The caps' prices per tonne, in money of each year, by account and scope."""
    prices: dict[tuple[str, str], dict[int, float]] = {}
    for row in plan.cap_prices.itertuples():
        scope = "" if row.scope == "total" else row.scope
        prices.setdefault((row.account, scope), {})[row.year] = row.price
    return prices


NORI_LEETS = texts_of("tests/published/nori_leets")
CAPPED = {
    "yearly caps": (with_caps(EXAMPLE_CITY, [EXAMPLE_CAPS]), "annual_caps", "CNY/tCO2"),
    "a budget": (with_caps(EXAMPLE_CITY, [EXAMPLE_BUDGET]), "carbon_budget", "CNY/tCO2"),
    "a group, a sector and the city": (with_caps(PAPER, [BUILDINGS, ROADS, CITY]), "annual_caps", "yuan/tCO2"),
    "a budget of a group": (with_caps(PAPER, [GROUP_BUDGET]), "carbon_budget", "yuan/tCO2"),
    "three pollutants": (NORI_LEETS, "annual_caps", "USD/lb"),
}


@pytest.mark.parametrize(("texts", "model", "unit"), CAPPED.values(), ids=CAPPED)
def test_the_prices_put_in_as_carbon_prices_have_the_same_optimum(texts, model, unit):
    """Strong duality: the least cost without caps is the plan's cost + sum of discounted price x cap."""
    plan = planner.solve(planner.read_case(texts), model=model)
    assert plan.cap_prices["present_value"].max() > 0
    taxed = planner.solve(
        planner.read_case(with_carbon_prices(texts, unit, as_carbon_prices(plan))), model="carbon_price"
    )
    assert taxed.total_cost == pytest.approx(plan.total_cost + discounted_caps(plan), rel=1e-9)


@pytest.mark.slow
def test_beijing_prices_put_in_as_carbon_prices_have_the_same_optimum(yearly_beijing_plan):
    texts = with_carbon_prices(
        by_the_year(texts_of("data/beijing")), "CNY/t CO2", as_carbon_prices(yearly_beijing_plan)
    )
    ready = prepare(planner.read_case(texts), model="carbon_price")
    taxed = float(ready.program.cost @ Session(ready.program).solve().x) + ready.program.cost_offset
    assert taxed == pytest.approx(yearly_beijing_plan.total_cost + discounted_caps(yearly_beijing_plan), rel=1e-9)


def test_the_price_of_a_budget_grows_at_the_discount_rate(example_city):
    """One present value in all years that the budget counts, so the current price grows by 5 % a year."""
    prices = planner.solve(example_city, model="carbon_budget").shadow_price
    assert prices["year"].tolist() == list(example_city.years)
    assert prices["present_value"].nunique() == 1
    current = prices["price"].tolist()
    assert current[0] == prices["present_value"].iloc[0] > 0
    assert [b / a for a, b in pairwise(current)] == pytest.approx([1.05] * 10, rel=1e-12)


def priced(share: float) -> Texts:
    """The example city with carbon prices of a share of its caps' own prices."""
    texts = with_caps(EXAMPLE_CITY, [EXAMPLE_CAPS])
    alone = as_carbon_prices(planner.solve(planner.read_case(texts), model="annual_caps"))["co2", ""]
    return with_carbon_prices(texts, "CNY/tCO2", {("co2", ""): {y: share * p for y, p in alone.items()}})


@pytest.mark.parametrize("share", [0.25, 0.9])
def test_beside_a_carbon_price_dual_and_price_add_up_to_the_price_of_the_cap_alone(share):
    """The last tonne costs the same; what the carbon price pays for is not in the dual. So the plan costs the same."""
    texts = priced(share)
    alone = planner.solve(planner.read_case(texts), model="annual_caps")
    both = planner.solve(planner.read_case(texts), model="caps_and_price")
    paid = share * alone.shadow_price["price"]
    assert both.shadow_price["carbon_price"].tolist() == pytest.approx(paid.tolist())
    added = both.shadow_price["price"] + both.shadow_price["carbon_price"]
    assert added.tolist() == pytest.approx(alone.shadow_price["price"].tolist(), rel=1e-9)
    assert both.resource_cost == pytest.approx(alone.resource_cost, rel=1e-9)
    assert both.total_cost == pytest.approx(alone.total_cost + share * discounted_caps(alone), rel=1e-9)


def test_a_carbon_price_above_that_of_the_cap_leaves_nothing_for_it():
    """At 1.1 times its own price no cap binds."""
    plan = planner.solve(planner.read_case(priced(1.1)), model="caps_and_price")
    assert plan.cap_prices["price"].tolist() == [0] * 6
