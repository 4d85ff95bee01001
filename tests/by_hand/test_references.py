"""Frozen: nothing is built but incumbents. Least cost: everything may be. Both without caps and carbon prices."""

from __future__ import annotations

import pytest

import planner

# 100 MWh of heat in 2030 and 2031. The boiler burns gas for 3 yuan and 0.2 t a MWh; half of it is worn out in 2031,
# and a new one costs 10 yuan for 2 years. A heat pump costs 4 yuan for 2 years and needs nothing; 30 a year at most.
TABLES = {
    "services": "service, unit, amount\n heat, MWh, 100",
    "carriers": "carrier, unit, bought\n gas, MWh, true",
    "prices": "carrier, unit, amount\n gas, yuan/MWh, 3",
    "emission_factors": "carrier, account, unit, amount\n gas, co2, tCO2/MWh, 0.2",
    "unit_flows": "intervention, carrier, unit, amount\n boiler, gas, MWh/MWh, 1",
}
INTERVENTIONS = """
    intervention, kind,       sector, of,   unit, existing, incumbent,   cost_unit, capex, lifetime, build_limit
    boiler,       technology, city,   heat, MWh,  100,      {incumbent}, yuan/MWh,  10,    2,
    heat_pump,    technology, city,   heat, MWh,  ,         ,            yuan/MWh,  4,     2,        30
"""
KEPT = {"interventions": INTERVENTIONS.format(incumbent="true")}


def test_frozen_renews_incumbents_and_builds_nothing_else(case_of):
    """2030: 100 x 3. 2031: 100 x 3, and half a life of 50 new boilers: 50 x 10 / 2. Together 850 yuan, 20 t a year."""
    frozen = planner.solve(case_of(years=(2030, 2031), **TABLES, **KEPT)).references["frozen"]
    assert frozen["cost"] == pytest.approx(850)
    assert frozen["emissions"]["co2"] == pytest.approx({2030: 20, 2031: 20})


def test_least_cost_builds_what_pays(case_of):
    """A heat pump costs 2 yuan a year and saves 3 of gas: 30 are built each year, so no new boiler is needed.

    2030: 30 x 2 + 70 x 3 = 270. 2031: 60 x 2 + 40 x 3 = 240. Emissions 14 and 8 t.
    """
    least = planner.solve(case_of(years=(2030, 2031), **TABLES, **KEPT)).references["least_cost"]
    assert least["cost"] == pytest.approx(510)
    assert least["emissions"]["co2"] == pytest.approx({2030: 14, 2031: 8})


def test_the_references_know_no_caps_and_no_carbon_price(case_of, at):
    """A heat pump for 8 yuan costs 4 a year and saves 3 of gas: it pays only with a price of 100 yuan/t, or for a cap.

    The plan of 2030 builds its 30 and emits 14 t; both references stay at 100 x 3 = 300 yuan and 20 t.
    """
    tables = TABLES | {
        "interventions": KEPT["interventions"].replace("yuan/MWh,  4,", "yuan/MWh,  8,"),
        "caps": "account, kind, unit, amount\n co2, yearly, tCO2, 16",
        "carbon_prices": "account, unit, amount\n co2, yuan/tCO2, 100",
    }
    plan = planner.solve(case_of(**tables), model="caps_and_price")
    assert at(plan.emissions, "plan", sector="total") == pytest.approx(14)
    for reference in ("frozen", "least_cost"):
        assert plan.references[reference]["cost"] == pytest.approx(300)
        assert plan.references[reference]["emissions"]["co2"] == pytest.approx({2030: 20})


def test_what_incumbents_cannot_supply_is_reported_and_the_plan_goes_on(case_of):
    """Nobody may renew the boilers: the frozen reference lacks 50 MWh in 2031. The plan costs 510 yuan as before."""
    interventions = INTERVENTIONS.format(incumbent="")
    plan = planner.solve(case_of(years=(2030, 2031), **TABLES, interventions=interventions))
    (missing,) = plan.references["frozen"]["missing"]
    assert (missing["commodity"], missing["year"], missing["unit"]) == ("heat", 2031, "MWh")
    assert missing["excess"] == pytest.approx(50)
    assert plan.total_cost == pytest.approx(510)
    assert plan.emissions["frozen"].isna().all()


def test_among_plans_of_equal_cost_the_references_emit_least(case_of):
    """Panels and the grid both cost 5 yuan a MWh: the reference takes panels, 0 t."""
    case = case_of(
        services="service, unit, amount\n light, MWh, 10",
        carriers="carrier, unit, bought, counted_in\n power, MWh, true, city",
        prices="carrier, unit, amount\n power, yuan/MWh, 5",
        emission_factors="carrier, account, unit, amount\n power, co2, tCO2/MWh, 1",
        interventions="""
            intervention, kind,       sector, of,    unit, existing, incumbent, variable_unit, variable_cost, lifetime
            lamps,        technology, city,   light, MWh,  10,       true,      ,              ,              5
            panels,       technology, city,   power, MWh,  ,         ,          yuan/MWh,      5,             1
        """,
        unit_flows="intervention, carrier, unit, amount\n lamps, power, MWh/MWh, 1",
    )
    references = planner.solve(case).references
    assert references["least_cost"]["emissions"]["co2"] == pytest.approx({2030: 0}, abs=1e-9)
    assert references["frozen"]["emissions"]["co2"] == pytest.approx({2030: 10})


def test_what_exists_works_on_in_the_frozen_reference(case_of):
    """Trees that take 4 of 10 t stand already, and cost 1 yuan a tonne: 6 t and 4 yuan."""
    case = case_of(
        baseline="sector, account, unit, amount\n city, co2, tCO2, 10",
        interventions="""
            intervention, kind,      sector, unit, existing, lifetime, variable_unit, variable_cost, potential
            old_trees,    reduction, city,   tCO2, 4,        1,        yuan/tCO2,     1,             4
        """,
        process_emissions="intervention, account, unit, amount\n old_trees, co2, tCO2/tCO2, -1",
    )
    frozen = planner.solve(case).references["frozen"]
    assert frozen["emissions"]["co2"] == pytest.approx({2030: 6})
    assert frozen["cost"] == pytest.approx(4)
