"""balance_commodity[c, y]: delivered + by-products + purchases[c, y] = demand + consumed."""

from __future__ import annotations

import pytest

import planner

HEAT = "service, unit, amount\n heat, MWh, 100"
CARRIERS = "carrier, unit, bought\n gas, MWh, true\n power, MWh, true"
BOILER = "intervention, kind, sector, of, unit, existing, lifetime\n boiler, technology, city, heat, MWh, 100, 20"
PRICES = "carrier, unit, amount\n gas, yuan/MWh, 30\n power, yuan/MWh, 500"


def test_what_is_bought_is_what_is_consumed(case_of, at):
    """100 MWh of heat take 1.25 MWh of gas each: `purchase_cost` of 125 MWh at 30 yuan = 3,750 yuan."""
    case = case_of(
        services=HEAT,
        carriers=CARRIERS,
        prices=PRICES,
        interventions=BOILER,
        unit_flows="intervention, carrier, unit, amount\n boiler, gas, MWh/MWh, 1.25",
    )
    plan = planner.solve(case)
    assert at(plan.balances, "value", commodity="gas", kind="purchase") == pytest.approx(125)
    assert plan.total_cost == pytest.approx(3750)


def test_a_carrier_is_made_and_bought_at_once(case_of):
    """Heat pumps take 0.3 MWh for each of 100 MWh: 30 MWh. Panels give 12 of them, 18 are bought for 9,000 yuan."""
    case = case_of(
        services=HEAT,
        carriers=CARRIERS,
        prices=PRICES,
        interventions="""
            intervention, kind,       sector, of,    unit, existing, lifetime, build_limit
            heat_pump,    technology, city,   heat,  MWh,  100,      20,       0
            panels,       technology, city,   power, MWh,  12,       20,       0
        """,
        unit_flows="intervention, carrier, unit, amount\n heat_pump, power, MWh/MWh, 0.3",
    )
    plan = planner.solve(case)
    power = plan.balances[plan.balances["commodity"] == "power"].set_index("kind")["value"].to_dict()
    assert power == pytest.approx({"delivered": 12, "purchase": 18, "consumed": -30})
    assert plan.total_cost == pytest.approx(18 * 500)


def test_units_are_converted_on_the_way_in(case_of):
    """4,500 MJ of gas a MWh of heat are 1.25 MWh, and 0.03 yuan/kWh are 30 yuan/MWh: the first case in other words."""
    case = case_of(
        services=HEAT,
        carriers=CARRIERS,
        prices="carrier, unit, amount\n gas, yuan/kWh, 0.03\n power, yuan/MWh, 500",
        interventions=BOILER,
        unit_flows="intervention, carrier, unit, amount\n boiler, gas, MJ/MWh, 4500",
    )
    assert planner.solve(case).total_cost == pytest.approx(3750)
