"""A cap and its own price as a carbon price lead to the same optimum; with both, the dual is net of the price."""

from __future__ import annotations

import pytest

import planner

# 100 t; 30 t can go for 10 yuan each, 30 more for 40. A cap of 50 t takes 20 of the dear ones: 1,100 yuan, the last
# tonne 40.
TABLES = {
    "baseline": "sector, account, unit, amount\n city, co2, tCO2, 100",
    "interventions": """
        intervention, kind,      sector, unit, lifetime, potential, variable_unit, variable_cost
        cheap,        reduction, city,   tCO2, 1,        30,        yuan/tCO2,     10
        dear,         reduction, city,   tCO2, 1,        30,        yuan/tCO2,     40
    """,
    "process_emissions": "intervention, account, unit, amount\n cheap, co2, tCO2/tCO2, -1\n dear, co2, tCO2/tCO2, -1",
    "caps": "account, kind, unit, amount\n co2, yearly, tCO2, 50",
}


def solved(case_of, model, price):
    return planner.solve(
        case_of(**TABLES, carbon_prices=f"account, unit, amount\n co2, yuan/tCO2, {price}"), model=model
    )


def test_the_cap_alone(case_of, at):
    plan = solved(case_of, "annual_caps", 25)
    assert plan.total_cost == plan.resource_cost == pytest.approx(1100)
    assert at(plan.shadow_price, "price") == pytest.approx(40)


def test_its_price_put_in_as_a_carbon_price_has_the_same_optimum(case_of):
    """Plan cost + price x cap: 1,100 + 40 x 50 = 3,100 yuan, wherever between 40 and 70 t it emits."""
    assert solved(case_of, "carbon_price", 40).total_cost == pytest.approx(3100)


def test_a_carbon_price_is_paid_on_what_is_left(case_of, at):
    """At 25 yuan only the cheap tonnes go: 300 yuan, and `carbon_payments` of 25 x 70 = 1,750 for the rest."""
    plan = solved(case_of, "carbon_price", 25)
    assert plan.resource_cost == pytest.approx(300)
    assert plan.total_cost == pytest.approx(2050)
    assert at(plan.costs, "value", kind="carbon_price") == pytest.approx(1750)


def test_with_both_the_dual_is_net_of_the_price(case_of, at):
    """The last tonne costs 40: 25 of it is saved in carbon payments, 15 is left for the cap."""
    plan = solved(case_of, "caps_and_price", 25)
    assert at(plan.shadow_price, "price") == pytest.approx(15)
    assert at(plan.shadow_price, "carbon_price") == pytest.approx(25)
    assert plan.resource_cost == pytest.approx(1100)
    assert plan.total_cost == pytest.approx(1100 + 25 * 50)


def test_a_price_above_the_last_tonne_makes_the_cap_slack(case_of, at):
    """At 45 yuan all 60 t go of themselves: 40 t are left under a cap of 50."""
    plan = solved(case_of, "caps_and_price", 45)
    assert at(plan.emissions, "plan", sector="total") == pytest.approx(40)
    assert at(plan.shadow_price, "price") == 0


def test_a_price_on_one_sector_moves_that_sector_only(case_of, at):
    tables = TABLES | {
        "sectors": "sector\n city\n roads",
        "interventions": TABLES["interventions"].replace("dear,         reduction, city", "dear, reduction, roads"),
        "baseline": "sector, account, unit, amount\n city, co2, tCO2, 50\n roads, co2, tCO2, 50",
        "carbon_prices": "account, scope, unit, amount\n co2, roads, yuan/tCO2, 50",
    }
    emissions = planner.solve(case_of(**tables), model="carbon_price").emissions
    assert at(emissions, "plan", sector="city") == pytest.approx(50)
    assert at(emissions, "plan", sector="roads") == pytest.approx(20)
