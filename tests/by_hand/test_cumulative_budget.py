"""limit_cumulative[a, g, y]: a budget has one present value, so its price grows at the discount rate."""

from __future__ import annotations

import pytest

import planner

# 40 t in each of 2030 and 2031, rate 10 %. Each year 10 t can go for 100 yuan and 10 t for 105.
# In present value: 100 and 105 in 2030, 90.91 and 95.45 in 2031.
TABLES = {
    "baseline": "sector, account, unit, amount\n city, co2, tCO2, 40",
    "interventions": """
        intervention, kind,      sector, unit, lifetime, potential, variable_unit, variable_cost
        first,        reduction, city,   tCO2, 1,        10,        yuan/tCO2,     100
        second,       reduction, city,   tCO2, 1,        10,        yuan/tCO2,     105
    """,
    "process_emissions": "intervention, account, unit, amount\n first, co2, tCO2/tCO2, -1\n second, co2, tCO2/tCO2, -1",
}
BUDGET = "account, kind, unit, amount\n co2, cumulative, tCO2, 55"


def test_what_is_cheapest_in_present_value_comes_first(case_of):
    """80 t to 55: all 20 t of 2031, though dearer in its own money, then 5 of the 10 at 100 yuan in 2030.

    (10 x 100 + 10 x 105) / 1.1 + 5 x 100 = 2,363.64 yuan.
    """
    plan = planner.solve(case_of(years=(2030, 2031), rate=0.1, **TABLES, caps=BUDGET), model="carbon_budget")
    assert plan.emissions.query("sector == 'total'")["plan"].tolist() == pytest.approx([35, 20])
    assert plan.total_cost == pytest.approx(2363.636364)


def test_the_price_is_one_present_value_and_grows_at_the_discount_rate(case_of):
    """100 yuan in 2030, which is 110 in 2031."""
    prices = planner.solve(
        case_of(years=(2030, 2031), rate=0.1, **TABLES, caps=BUDGET), model="carbon_budget"
    ).shadow_price
    assert prices["present_value"].tolist() == pytest.approx([100, 100])
    assert prices["price"].tolist() == pytest.approx([100, 110])


def test_that_price_as_a_carbon_price_has_the_same_optimum(case_of):
    """100 yuan in 2030 and 110 in 2031: total cost = 2,363.64 + present value 100 x 55 t."""
    tables = TABLES | {"carbon_prices": "account, unit, 2030, 2031\n co2, yuan/tCO2, 100, 110"}
    plan = planner.solve(case_of(years=(2030, 2031), rate=0.1, **tables), model="carbon_price")
    assert plan.total_cost == pytest.approx(2363.636364 + 100 * 55)


def test_a_budget_up_to_an_earlier_year_leaves_the_later_ones_free(case_of):
    """65 t up to 2031 of 40 + 40, three years: 15 t in 2030 and 2031, nothing in 2032."""
    caps = "account, kind, unit, 2031\n co2, cumulative, tCO2, 65"
    plan = planner.solve(case_of(years=(2030, 2032), rate=0.1, **TABLES, caps=caps), model="carbon_budget")
    assert plan.emissions.query("sector == 'total'")["plan"].tolist() == pytest.approx([40, 25, 40])
