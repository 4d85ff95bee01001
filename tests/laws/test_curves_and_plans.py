"""Where curves and plans meet: at the end of the path, at the shadow price of a year, and where a cap can't be met."""

from __future__ import annotations

import pytest
from fresh_solves import Caps, with_caps
from shipped import EXAMPLE_CITY
from ways import EXAMPLE_CAPS, Way, along, risen, way

import planner


def end_cost(one: Way) -> float:
    """Cost of the start plan and all that the curve rises by: sum of present price x tonnes."""
    return one.start_cost + risen(one.curve)


@pytest.mark.parametrize(
    "name",
    [
        "the path",
        pytest.param("the path beside a carbon price", marks=pytest.mark.slow),
        pytest.param("the path with a cap that is kept anyway", marks=pytest.mark.slow),
        "the budget",
        "path of a group",
        "path of a sector",
        "path with a cap that comes to bind",
        "budget of a group",
        "Nori & Leets, sulfur oxides",
    ],
)
def test_at_the_end_of_the_path_is_the_plan(name):
    """Start cost + sum of present price x tonnes = the plan's total cost, and the caps are the plan's."""
    one = way(name)
    plan = planner.solve(one.curve.case, model=one.model)
    assert one.curve.reached == 1
    assert end_cost(one) == pytest.approx(plan.total_cost, rel=1e-9)
    kind, scope = one.caps.kind, one.caps.scope or "total"
    caps = plan.shadow_price[(plan.shadow_price["account"] == one.caps.account) & (plan.shadow_price["scope"] == scope)]
    cap = caps["amount"].iloc[0] if kind == "cumulative" else caps["amount"].sum()
    assert one.curve.steps["emissions_to"].iloc[-1] == pytest.approx(cap)


@pytest.mark.parametrize("model", ["annual_caps", "caps_and_price"])
@pytest.mark.parametrize("year", [2030, *(pytest.param(year, marks=pytest.mark.slow) for year in (2032, 2035))])
def test_the_plan_lies_on_the_curve_of_a_year_at_its_shadow_price(model, year):
    """The step that holds the year's cap has its price, and the curve's cost there is the plan's total cost."""
    case = planner.read_case(with_caps(EXAMPLE_CITY, [EXAMPLE_CAPS]))
    plan, steps = planner.solve(case, model=model), planner.mac_curve(case, model=model, year=year).steps
    cap = EXAMPLE_CAPS.amounts[year]
    price = plan.shadow_price.set_index("year").loc[year]
    holding = steps[(steps["emissions_from"] > cap) & (steps["emissions_to"] < cap)]
    assert holding["price"].tolist() == pytest.approx([price["price"]], rel=1e-9)
    assert holding["price_present"].tolist() == pytest.approx([price["present_value"]], rel=1e-9)
    without = {y: amount for y, amount in EXAMPLE_CAPS.amounts.items() if y != year}
    start = planner.solve(
        planner.read_case(with_caps(EXAMPLE_CITY, [Caps("co2", "MtCO2", without)])), model=model
    ).total_cost
    done = (steps["emissions_from"] - steps["emissions_to"].clip(lower=cap)).clip(lower=0)
    assert start + (steps["price_present"] * done).sum() == pytest.approx(plan.total_cost, rel=1e-9)


OUT_OF_REACH = {
    "the last year": {2030: 0.23, 2035: 0.05},
    "two years": {2031: 0.09, 2033: 0.1},
}


@pytest.mark.parametrize("amounts", OUT_OF_REACH.values(), ids=OUT_OF_REACH)
def test_a_path_out_of_reach_goes_as_far_as_any_plan(amounts):
    """The caps at the point reached, a billionth short, have a plan; a millionth further they have none."""
    one = along(EXAMPLE_CITY, "annual_caps", Caps("co2", "MtCO2", amounts))
    assert 0 < one.curve.reached < 1
    assert one.curve.steps["abatement_to"].iloc[-1] == pytest.approx(one.curve.reached * one.tonnes)
    there = planner.solve(planner.read_case(one.texts_at(one.curve.reached - 1e-9)), model="annual_caps")
    assert there.total_cost == pytest.approx(end_cost(one), rel=1e-6)
    with pytest.raises(planner.NoPlanError):
        planner.solve(planner.read_case(one.texts_at(one.curve.reached + 1e-6)), model="annual_caps")


@pytest.mark.parametrize("name", ["2030", "2035 alone", "2032 of a group", "the sum, to the least"])
def test_a_curve_without_a_target_ends_at_the_least_that_can_be_reached(name):
    """There is a plan a billionth before its end, and none a millionth behind it."""
    one = way(name)
    planner.solve(planner.read_case(one.texts_at(1 - 1e-9)), model=one.model)
    with pytest.raises(planner.NoPlanError):
        planner.solve(planner.read_case(one.texts_at(1 + 1e-6)), model=one.model)


def test_the_end_of_the_path_is_not_past_the_targets():
    """Targets that can all be met are reached, and not passed: the cap of 2035 with 1 kt to spare stays where it is."""
    loose = EXAMPLE_CAPS.amounts | {2035: 0.131}
    one = along(EXAMPLE_CITY, "annual_caps", Caps("co2", "MtCO2", loose))
    assert one.curve.steps["emissions_to"].iloc[-1] == pytest.approx(sum(loose.values()))


def test_the_no_regret_block_is_frozen_less_least_cost():
    """Money and tonnes over the years of the curve, from the references of the plan."""
    one = way("the path")
    references = planner.solve(one.curve.case).references
    frozen, least = references["frozen"], references["least_cost"]
    assert one.curve.no_regret["frozen"]["money"] == pytest.approx(frozen["cost"] - least["cost"], rel=1e-9)
    tonnes = [sum(reference["emissions"]["co2"][y] for y in one.start) for reference in (frozen, least)]
    assert one.curve.no_regret["frozen"]["tonnes"] == pytest.approx(tonnes[0] - tonnes[1], rel=1e-9)
