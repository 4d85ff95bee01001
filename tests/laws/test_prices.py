"""Shadow prices are slopes of the least cost: what a tonne more saves and a tonne less costs, by solving again."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fresh_solves import Answer, Caps, answer, with_caps
from shipped import EXAMPLE_CITY
from ways import EXAMPLE_CAPS, way

from planner.program.session import Infeasible, Session


def with_cap(year: int, amount: float) -> Answer:
    moved = replace(EXAMPLE_CAPS, amounts=EXAMPLE_CAPS.amounts | {year: amount})
    return answer(with_caps(EXAMPLE_CITY, [moved]), "annual_caps", "co2")


def slopes(year: int, cap: float, by: float = 2e-5) -> tuple[float, float]:
    """What a tonne more saves and what a tonne less costs, from solves with the cap `by` looser and tighter."""
    looser, here, tighter = (with_cap(year, cap + move).cost for move in (by, 0, -by))
    return (here - looser) / by, (tighter - here) / by


@pytest.mark.parametrize("year", EXAMPLE_CAPS.amounts)
def test_a_dual_is_the_finite_difference_on_both_sides(year):
    """Between kinks the cost is a straight line in each cap: 20 t more or less cost the price each."""
    cap = EXAMPLE_CAPS.amounts[year]
    price = with_cap(year, cap).prices["co2", "total", year]
    assert slopes(year, cap) == pytest.approx((price, price), rel=1e-6)


@pytest.mark.parametrize("kink", [2, 9, 20])
def test_the_price_at_a_kink_lies_between_the_slopes_beside_it(kink):
    """At the end of a step of 2030's curve the two slopes differ, and the dual is one of them or between."""
    steps = way("2030").curve.steps
    cap = float(steps["emissions_to"].iloc[kink])
    before, after = steps["price_present"].iloc[kink], steps["price_present"].iloc[kink + 1]
    assert slopes(2030, cap) == pytest.approx((before, after), rel=1e-6)
    assert before - 1e-6 <= with_cap(2030, cap).prices["co2", "total", 2030] <= after + 1e-6


@pytest.mark.slow
@pytest.mark.parametrize("year", [2030, 2045, 2060])
def test_beijing_cost_is_convex_with_the_price_between_its_slopes(yearly_beijing, yearly_beijing_plan, year):
    """A thousandth of a Mt looser and tighter, in a session of its own: one slope at most the price, one at least."""
    name = ("total_emissions", "co2_market", year)
    price = yearly_beijing_plan.cap_prices.set_index("year").loc[year]
    session, cost = Session(yearly_beijing.program), {}
    for move in (1e-3, 0.0, -1e-3):
        if price["amount"] + move >= 0:
            session.set_bounds(name, -float("inf"), price["amount"] + move)
            cost[move] = float(yearly_beijing.program.cost @ session.solve().x)
    assert cost[0.0] == pytest.approx(yearly_beijing_plan.total_cost, rel=1e-9)
    assert (cost[0.0] - cost[1e-3]) / 1e-3 <= price["present_value"] * (1 + 1e-5)
    if -1e-3 in cost:
        assert (cost[-1e-3] - cost[0.0]) / 1e-3 >= price["present_value"] * (1 - 1e-5)


@pytest.mark.slow
@pytest.mark.parametrize("year", [2030, 2034, 2045, 2060])
def test_beijing_cost_is_a_line_from_end_to_end_of_what_its_price_holds_for(yearly_beijing, yearly_beijing_plan, year):
    """At both ends of the range the cost is on the price's line; a hundredth of it beyond is above, or has no plan."""
    name = ("total_emissions", "co2_market", year)
    price = yearly_beijing_plan.cap_prices.set_index("year").loc[year]
    assert price["tightened"] == price["relaxed"] == price["price"]
    session, reach = Session(yearly_beijing.program), price["holds_to"] - price["holds_from"]
    for side, end in ((-1, price["holds_from"]), (1, price["holds_to"])):
        over = []
        for cap in (end, end + side * 0.01 * reach):
            session.set_bounds(name, -float("inf"), cap)
            line = yearly_beijing_plan.total_cost + price["present_value"] * (price["amount"] - cap)
            try:
                over.append(float(yearly_beijing.program.cost @ session.solve().x) - line)
            except Infeasible:
                over.append(float("inf"))
        assert over[0] == pytest.approx(0, abs=1e-9 * yearly_beijing_plan.total_cost)
        assert over[1] > 1e-6 * price["present_value"] * reach


def test_a_cap_with_a_price_binds_and_one_that_does_not_bind_has_the_price_zero(capped_plan):
    """Complementary slackness in every row, exactly: 0 and not dust."""
    total = capped_plan.emissions.query("sector == 'total'").set_index(["account", "year"])["plan"]
    assert capped_plan.cap_prices["price"].max() > 0
    for row in capped_plan.cap_prices.itertuples():
        room = row.amount - (total[row.account].sum() if row.kind == "cumulative" else total[row.account, row.year])
        assert room >= -1e-9
        assert row.price == 0 or room < 1e-9
        assert row.price >= 0


@pytest.mark.parametrize("year", [2030, 2035])
def test_a_slack_cap_costs_nothing(year):
    """A cap of 1 Mt on a city that emits 0.3: price 0, and the cost of the plan without it."""
    without = {y: amount for y, amount in EXAMPLE_CAPS.amounts.items() if y != year}
    free = answer(with_caps(EXAMPLE_CITY, [Caps("co2", "MtCO2", without)]), "annual_caps", "co2")
    slack = with_cap(year, 1.0)
    assert slack.prices["co2", "total", year] == 0
    assert slack.cost == pytest.approx(free.cost, rel=1e-12)


def test_the_price_in_money_of_its_year_is_the_present_one_undiscounted(capped_plan):
    """Divided by the discount factor: times (1 + rate) to the number of years."""
    settings = capped_plan.case.settings
    growth = (1 + settings.discount_rate) ** (capped_plan.cap_prices["year"] - settings.first_year)
    present = capped_plan.cap_prices["present_value"] * growth
    assert capped_plan.cap_prices["price"].tolist() == pytest.approx(present.tolist(), rel=1e-12)
