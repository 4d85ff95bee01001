"""A cap binds the city, a group of sectors (limit_group[a, g, y]), or one sector; each has its own price."""

from __future__ import annotations

import pytest

import planner

# Each sector emits 100 t. A tonne less costs 10, 20 and 30 yuan in homes, offices and roads.
TABLES = {
    "sectors": "sector, group\n homes, buildings\n offices, buildings\n roads,",
    "baseline": """
        sector,  account, unit, amount
        homes,   co2,     tCO2, 100
        offices, co2,     tCO2, 100
        roads,   co2,     tCO2, 100
    """,
    "interventions": """
        intervention, kind,      sector,  unit, lifetime, potential, variable_unit, variable_cost
        in_homes,     reduction, homes,   tCO2, 1,        50,        yuan/tCO2,     10
        in_offices,   reduction, offices, tCO2, 1,        50,        yuan/tCO2,     20
        on_roads,     reduction, roads,   tCO2, 1,        50,        yuan/tCO2,     30
    """,
    "process_emissions": """
        intervention, account, unit,        amount
        in_homes,     co2,     tCO2/tCO2,   -1
        in_offices,   co2,     tCO2/tCO2,   -1
        on_roads,     co2,     tCO2/tCO2,   -1
    """,
}


def capped(case_of, *caps):
    rows = "".join(f"\n co2, {scope}, yearly, tCO2, {cap}" for scope, cap in caps)
    return planner.solve(case_of(**TABLES, caps="account, scope, kind, unit, amount" + rows))


def emissions(plan):
    return plan.emissions.set_index("sector")["plan"].to_dict()


@pytest.mark.parametrize(
    ("scope", "cap", "cost", "price"),
    [
        ("", 240, 50 * 10 + 10 * 20, 20),  # 60 t anywhere: all of the homes' 50, 10 in offices
        ("buildings", 120, 50 * 10 + 30 * 20, 20),  # 80 t in homes and offices
        ("roads", 80, 20 * 30, 30),  # 20 t on roads, though homes are cheaper
        ("offices", 90, 10 * 20, 20),
    ],
)
def test_a_cap_asks_for_tonnes_where_it_binds(case_of, at, scope, cap, cost, price):
    plan = capped(case_of, (scope, cap))
    assert plan.total_cost == pytest.approx(cost)
    assert at(plan.shadow_price, "price", scope=scope or "total") == pytest.approx(price)


def test_caps_of_a_sector_and_the_city_hold_together(case_of, at):
    """20 t on roads count for the city too, which needs 90: 50 in homes and 20 more in offices.

    City: the last tonne is an office's, 20 yuan. Roads: 30, of which the city's price covers 20.
    """
    plan = capped(case_of, ("", 210), ("roads", 80))
    assert emissions(plan) == pytest.approx({"homes": 50, "offices": 80, "roads": 80, "total": 210})
    assert plan.total_cost == pytest.approx(500 + 400 + 600)
    assert at(plan.shadow_price, "price", scope="total") == pytest.approx(20)
    assert at(plan.shadow_price, "price", scope="roads") == pytest.approx(10)
