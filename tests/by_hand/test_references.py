"""Frozen: nothing is built but incumbents. Current policies: these, what is decided, and where that leaves a demand
unserved, whatever delivers it. Least cost: everything may be. All without caps and carbon prices.
"""

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


def test_current_policies_build_what_is_decided(case_of):
    """The heat pump is decided, at most 30 a year: the reference is the least-cost one, 510 yuan. Frozen stays at 850.

    Insulation would save all gas for nothing; it is not decided and not built. With it nothing is left to pay but what
    takes the place of 50 boilers in 2031: 30 heat pumps of 2031 for 2 yuan, 20 of 2030 for 2 x 2. Together 140 yuan.
    """
    interventions = KEPT["interventions"].replace("incumbent,", "incumbent, decided,").replace("true,", "true, ,")
    interventions = interventions.replace(",         ,            yuan", ",         , true,      yuan")
    interventions += "    insulation, improvement, city, heat, MWh, , , , yuan/MWh, 0, 2,\n"
    case = case_of(
        years=(2030, 2031),
        **TABLES | {"interventions": interventions},
        savings="improvement, carrier, fraction\n insulation, gas, 1",
    )
    references = planner.solve(case).references
    assert references["frozen"]["cost"] == pytest.approx(850)
    assert references["current_policies"]["cost"] == pytest.approx(510)
    assert references["current_policies"]["opened"] == {}
    assert references["least_cost"]["cost"] == pytest.approx(140)


def test_without_anything_decided_current_policies_are_frozen(case_of):
    references = planner.solve(case_of(years=(2030, 2031), **TABLES, **KEPT)).references
    assert references["current_policies"] == references["frozen"] | {"opened": {}}


# The boiler, which burns gas for 3 yuan, lives 2 years and may not be built from 2031 on: 50 of 100 MWh are left in
# 2031, nothing in 2032, but for what is built new in 2030. A heat pump costs 5 yuan and runs for nothing.
BANNED = {
    "years": (2030, 2032),
    "interventions": """
        intervention, kind,       sector, of,   unit, existing, incumbent, cost_unit, capex, lifetime
        boiler,       technology, city,   heat, MWh,  100,      true,      yuan/MWh,  10,    2
        heat_pump,    technology, city,   heat, MWh,  ,         ,          yuan/MWh,  10,    2
    """,
    "paths": "intervention, column, 2030, 2031\n boiler, build_limit, 1000, 0",
}


def test_where_a_ban_leaves_a_demand_unserved_whatever_delivers_it_may_be_built(case_of, at):
    """What goes missing without heat pumps is in 2032, when no boiler stands: they are opened, from the ban on.

    A heat pump costs 5 yuan a year and saves 3 of gas, so it is built only where boilers are gone. 2030: 100 x 3 = 300.
    2031: 50 boilers x 3 and 50 heat pumps x 5 = 400. 2032: 100 x 5 = 500. Together 1200; a boiler of 2030 would cost
    2 x 5 for its years and burn gas: no. Least cost is the same, but may build from 2030 on.
    """
    plan = planner.solve(case_of(**TABLES | BANNED))
    assert plan.references["frozen"]["status"] == "missing"
    policies = plan.references["current_policies"]
    assert policies["cost"] == pytest.approx(1200)
    assert policies["opened"] == {"heat_pump": 2031}
    assert policies["emissions"]["co2"] == pytest.approx({2030: 20, 2031: 10, 2032: 0})
    assert at(plan.emissions, "current_policies", sector="total", year=2031) == pytest.approx(10)


def test_what_that_needs_and_nothing_else_makes_may_be_built_too(case_of):
    """The heat pump runs on sockets, a carrier that only chargers make: these are opened with it, for 1 yuan a year.

    50 heat pumps in 2031 and 100 in 2032: 1200 + 150 yuan.
    """
    tables = TABLES | BANNED
    tables["interventions"] += "sockets, technology, city, socket, MWh, , , yuan/MWh, 2, 2\n"
    tables["carriers"] += "\n socket, MWh,"
    tables["unit_flows"] += "\n heat_pump, socket, MWh/MWh, 1"
    policies = planner.solve(case_of(**tables)).references["current_policies"]
    assert policies["opened"] == {"heat_pump": 2031, "sockets": 2031}
    assert policies["cost"] == pytest.approx(1350)


def test_where_that_is_too_little_all_that_the_supply_hangs_on_is_opened_in_every_year(case_of):
    """Sockets of an incumbent are 60, and it may build no more: another way to make them is needed, and is opened.

    In 2032 only 60 MWh of heat pumps could run. Their 40 more sockets cost 4 yuan / 2 years = 2 each: 1200 + 80.
    """
    tables = TABLES | BANNED
    tables["interventions"] += (
        "old_sockets, technology, city, socket, MWh, 60, true, yuan/MWh, 2, 100\n"
        "        new_sockets, technology, city, socket, MWh, , , yuan/MWh, 4, 2\n"
    )
    tables["paths"] += "\n old_sockets, build_limit, 0, 0\n old_sockets, existing, 60, 60"
    tables["carriers"] += "\n socket, MWh,"
    tables["unit_flows"] += "\n heat_pump, socket, MWh/MWh, 1"
    policies = planner.solve(case_of(**tables)).references["current_policies"]
    assert policies["opened"] == {"heat_pump": 2030, "new_sockets": 2030}
    assert policies["cost"] == pytest.approx(1280)
