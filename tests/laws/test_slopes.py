"""Every price of a plan is a slope of its least cost: each row and bound is moved, and the program solved again."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import numpy as np
import pytest

import planner
from planner.model.subject import Family, Name
from planner.program.program import Program
from planner.program.session import Infeasible, Session

EACH = 6
"""Rows of a family that are moved: the dearest, and some that cost nothing."""


def tightened(program: Program, family: Family, name: Name, by: float) -> Program:
    """The program with one row or bound so much tighter: demand or a lower side higher, an upper side lower."""
    if family.floors or family.bounds:
        side = "lower" if family.floors else "upper"
        bound = getattr(program, side).copy()
        bound[program.column[name]] += by if family.floors else -by
        return replace(program, **{side: bound})
    n, low, high = program.row[name], program.row_lower.copy(), program.row_upper.copy()
    if low[n] == high[n]:
        low[n], high[n] = low[n] + by, high[n] + by
    elif np.isfinite(high[n]):
        high[n] -= by
    else:
        low[n] += by
    return replace(program, row_lower=low, row_upper=high)


@pytest.mark.parametrize("model", ["annual_caps", "carbon_budget"])
def test_every_price_is_a_slope_of_the_least_cost(model):
    """The least cost is convex in each: a price lies between the slope behind and the slope ahead, and is both where
    they agree. In the case's own money per unit, so the factor to the unit that is read is taken out again."""
    ready = planner.prepare("data/example_city", model=model)
    plan = planner.solve(ready)
    found = list(plan.duals.present_prices())
    assert plan.prices["family"].tolist() == [family.name for family, _, _ in found]
    of_family: dict[str, list[tuple[Family, Name, float]]] = {}
    for one in found:
        of_family.setdefault(one[0].name, []).append(one)
    assert len(of_family) >= 15
    session, told = Session(ready.program), Counter()
    cost, basis = float(ready.program.cost @ session.solve().x), session.basis
    for some in of_family.values():
        ranked = sorted(some, key=lambda one: -abs(one[2]))
        for family, name, price in [*ranked[: EACH // 2], *ranked[-EACH // 2 :]]:
            slopes = []
            for by in (1e-5, -1e-5):
                try:
                    moved = Session(tightened(ready.program, family, name, by), basis).solve()
                    slopes.append((float(ready.program.cost @ moved.x) - cost) / by)
                except Infeasible:
                    slopes.append(float("inf") * by)
            ahead, behind = slopes
            noise = 1e-5 * abs(price) + 1e-5 * max(1.0, cost * 1e-4)
            assert behind - noise <= price <= ahead + noise, (name, behind, price, ahead)
            told[family.name] += abs(ahead - behind) <= noise and abs(price) > noise
    assert sum(count > 0 for count in told.values()) >= 6, told


@pytest.mark.slow
def test_every_price_has_its_unit_and_names(yearly_beijing_plan):
    """And all but those of equalities are not below zero; of a chosen limit it is the price of `shadow_price`."""
    prices = yearly_beijing_plan.prices
    assert (prices["price_unit"].str.startswith("CNY/")).all()
    assert (prices[["id", "name_en", "name_zh", "family"]] != "").all().all()
    equalities = {"balance_commodity", "balance_in", "track_stock", "account_emissions", "sum_emissions"}
    equalities |= {"sum_activity", "sum_purchases", "carry_level"}
    assert set(prices.loc[prices["price"] < 0, "family"]) <= equalities
    caps = prices[prices["family"] == "cap_city"].set_index("year")["price"]
    assert caps.to_dict() == pytest.approx(yearly_beijing_plan.cap_prices.set_index("year")["price"].to_dict())
    gas = prices[(prices["family"] == "balance_commodity") & (prices["id"] == "gas")]
    assert set(gas["price_unit"]) == {"CNY/GJ"}
    assert gas["year"].tolist() == list(yearly_beijing_plan.case.years)
    rate, first = yearly_beijing_plan.case.settings.discount_rate, yearly_beijing_plan.case.years[0]
    present = prices["price"] / (1 + rate) ** (prices["year"] - first)
    assert prices["present_value"].tolist() == pytest.approx(present.tolist())
