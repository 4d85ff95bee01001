"""The made-up city of data/example_city: what its README works out by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

import planner

FOLDER = Path(__file__).parents[2] / "data" / "example_city"


@pytest.fixture(scope="module")
def case() -> planner.Case:
    return planner.read_case(FOLDER)


@pytest.fixture(scope="module")
def plan(case) -> planner.Plan:
    return planner.solve(case)


def test_what_exists_in_2025(plan, at):
    """1,000 GWh of gas and 210 of diesel: 200 + 56.7 kt, 40 kt besides; 300 + 147 million yuan."""
    assert at(plan.emissions, "plan", sector="total", year=2025) == pytest.approx(0.2967)
    assert plan.costs.query("year == 2025")["value"].sum() == pytest.approx(447)


def test_the_plan_of_2030(plan):
    built = plan.uptake.query("year == 2030").set_index("intervention")["stock"].to_dict()
    assert built == pytest.approx(
        {
            "gas_boiler": 10,
            "heat_pump": 0,
            "retrofit_easy": 2.5,
            "retrofit_hard": 0,
            "metering": 8,
            "boiler_capture": 0,
            "wind_ppa": 13.2,
            "diesel_bus": 500,
            "electric_bus": 500,
            "traffic_management": 7.65,
        },
        abs=1e-9,
    )


def test_emissions_of_2030(plan):
    """Boilers 169.3 kt; diesel buses 28.35 and other traffic 40 less 7.65 kt; all electricity from wind."""
    emissions = plan.emissions.query("year == 2030").set_index("sector")["plan"].to_dict()
    assert emissions == pytest.approx({"buildings": 0.1693, "power": 0, "transport": 0.0607, "total": 0.23}, abs=1e-12)


def test_costs_of_2030(plan):
    """The README's table, line by line: what adds up to `total_cost`."""
    costs = plan.costs.query("year == 2030").set_index(["item", "kind"])["value"].to_dict()
    assert costs == pytest.approx(
        {
            ("electric_bus", "capex"): 92.446,
            ("diesel_bus", "capex"): 9.670,
            ("gas_boiler", "capex"): 16.057,
            ("retrofit_easy", "capex"): 16.263,
            ("metering", "capex"): 8.288,
            ("wind_ppa", "variable"): 21.45,
            ("traffic_management", "variable"): 2.295,
            ("diesel", "purchase"): 73.5,
            ("gas", "purchase"): 253.95,
        },
        abs=5e-4,
    )


def test_the_last_tonne_is_traffic_management_then_capture(plan, at):
    """300 yuan/t in 2030. From 2032: 1000 x CRF(5 %, 20) + 450 + 0.1 x 650 = 595.24 yuan/t."""
    capture = 1000 * 0.05 / (1 - 1.05**-20) + 450 + 0.1 * 650
    assert at(plan.shadow_price, "price", year=2030) == pytest.approx(300)
    later = plan.shadow_price.query("year >= 2032")["price"].tolist()
    assert later == pytest.approx([capture] * 4)


@pytest.mark.parametrize("model", ["annual_caps", "carbon_budget", "carbon_price", "caps_and_price"])
def test_all_four_models_run(case, model):
    """No plan costs less in resources than the least-cost reference; its frozen one emits 296.7 kt in every year."""
    plan = planner.solve(case, model=model)
    assert plan.resource_cost >= plan.references["least_cost"]["cost"]
    assert list(plan.references["frozen"]["emissions"]["co2"].values()) == pytest.approx([0.2967] * 11)
