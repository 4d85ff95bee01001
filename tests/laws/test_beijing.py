"""data/beijing: its totals, that its caps bind, and that everything has its names."""

from __future__ import annotations

import re

import pytest

import planner
from planner.case.case import Case

MEASURES = (
    "wind_ppa",
    "solar_ppa",
    "rooftop_pv",
    "retrofit",
    "metering",
    "heat_pump",
    "led",
    "automation",
    "electric_car",
    "battery_bus",
    "hydrogen_bus",
    "electrolyser",
    "ccus",
    "saf",
    "air_capture",
)


@pytest.fixture(scope="module")
def case(beijing) -> Case:
    return beijing.case


@pytest.mark.slow
def test_2025_is_what_the_sources_say_of_it(beijing_plan):
    """Mt CO2 by sector, worked out from the sources, market-based.

    imports: 142.16 TWh used + 0.47 lost in storage - 42.0 local thermal - 2.1 local wind and sun - 47.0 green imports
             = 51.53 TWh x 0.7012 = 36.1
    local_power: 42.0 TWh x 0.40 = 16.8
    heat: CHP 112 PJ x 1.324 GJ/GJ x 0.0555 = 8.23; boilers (182.37 - 112) x 1.1815 x 0.0555 = 4.61; 71.2 Mm2 of new
          buildings on gas x 0.1654 x 0.0555 = 0.65: 13.5
    building_fuels: 9.72 of gas + 1.03 bottled + 42.9 thousand coal stoves x 3.5 t x 1.95 = 0.29: 11.0
    road: cars and 23.45 thousand taxis 14.446 x 0.997^7 = 14.15; trucks 7.475 x 0.24 x 2.63 = 4.72; 1,219 diesel buses
          x 39,150 km x 0.33 x 2.63 = 0.04: 18.9
    aviation: 20.96 x 1.015^7 = 23.3
    industry: machines 5.526 - 2.231 - 1.627 = 1.668 x 0.98^7 = 1.45; refinery 2.231 x 0.98^7 = 1.94; cement 1.49 x 0.98
              x 0.41 = 0.60: 4.0
    """
    found = beijing_plan.emissions.query("account == 'co2_market' and year == 2025").set_index("sector")
    for sector, amount in {
        "imports": 36.1,
        "local_power": 16.8,
        "heat": 13.5,
        "building_fuels": 11.0,
        "road": 18.9,
        "aviation": 23.3,
        "industry": 4.0,
        "total": 123.7,
    }.items():
        for column in ("frozen", "current_policies", "plan"):
            assert found.loc[sector, column] == pytest.approx(amount, abs=0.1), (sector, column)


@pytest.mark.slow
def test_nothing_is_decided_in_2025(beijing_plan, case):
    """Plan and references emit the same in every account; what is built renews what stands."""
    total = beijing_plan.emissions.query("sector == 'total' and year == 2025")
    assert set(total["account"]) == set(case.accounts)
    for reference in ("frozen", "current_policies", "least_cost"):
        assert total["plan"].tolist() == pytest.approx(total[reference].tolist(), rel=1e-9)
    built = beijing_plan.uptake.query("year == 2025 and new_units > 1e-9")["intervention"]
    assert all(case.interventions[i].incumbent for i in built)


@pytest.mark.slow
@pytest.mark.parametrize("banned", ["coal_stove", "diesel_bus", "gasoline_taxi"])
def test_what_is_banned_is_not_bought_and_leaves_no_demand_unserved(beijing_plan, banned):
    bought = beijing_plan.uptake.query("intervention == @banned")["new_units"]
    assert bought.max() == 0
    assert not any(found.get("missing") for found in beijing_plan.references.values())


@pytest.mark.slow
@pytest.mark.parametrize("boiler", ["gas_boiler_house", "own_gas_boiler", "new_gas_boiler"])
def test_gas_boilers_are_renewed_where_they_stand_and_never_more(beijing_plan, boiler):
    stock = beijing_plan.uptake.query("intervention == @boiler")["stock"]
    assert stock.max() == pytest.approx(stock.iloc[0], rel=1e-9)


@pytest.mark.slow
def test_contracts_of_wind_grow_until_fuel_for_flights_is_the_cheaper_tonne(beijing_plan):
    """To 2045; then those that end are renewed as far as they are used."""
    wind = beijing_plan.uptake[beijing_plan.uptake["intervention"].str.startswith("wind_")]
    stock = wind.groupby("year")["stock"].sum()
    assert stock.loc[:2045].diff().min() > 0
    assert stock.min() == stock[2025]


@pytest.mark.slow
def test_air_capture_stays_within_what_a_city_may_claim(beijing_plan):
    stock = beijing_plan.uptake.query("intervention == 'air_capture'").set_index("year")["stock"]
    assert stock[2050] <= 3
    assert stock.max() <= 6


@pytest.mark.slow
def test_caps_bind_from_the_first_year_of_choice(beijing_plan):
    """3 % a year from 123.6 Mt in 2025: 119.9 in 2026 and 106.1 in 2030; zero in 2060."""
    prices = beijing_plan.cap_prices.set_index("year")
    total = beijing_plan.emissions.query("account == 'co2_market' and sector == 'total'").set_index("year")
    assert prices.index.tolist() == list(range(2026, 2061))
    assert prices.loc[2026, "amount"] == pytest.approx(123.6 * 0.97, abs=0.05)
    assert prices.loc[2030, "amount"] == pytest.approx(123.6 * 0.97**5, abs=0.1)
    assert (prices["price"] > 1).all()
    assert total.loc[2030, "plan"] == pytest.approx(106.1, rel=1e-9)
    assert total.loc[2060, "plan"] == pytest.approx(0, abs=1e-6)


@pytest.mark.slow
def test_a_budget_has_no_cliff(yearly_beijing):
    """No year takes back more than it emits, and none falls or rises by more than a tenth of 2025."""
    plan = planner.solve(yearly_beijing.case, model="carbon_budget")
    total = plan.emissions.query("account == 'co2_market' and sector == 'total'").set_index("year")["plan"]
    assert total.min() > 0
    assert total.diff().abs().max() < 0.1 * total[2025]


def test_there_are_at_least_25_interventions_beside_the_incumbents(case):
    assert len([i for i in case.interventions.values() if not i.incumbent]) >= 25


@pytest.mark.parametrize("measure", MEASURES)
def test_the_measures_of_the_first_version_are_there(case, measure):
    assert any(measure in i for i in case.interventions)


@pytest.mark.parametrize("table", ["sectors", "services", "carriers", "interventions", "accounts"])
def test_everything_has_a_name_in_both_languages(case, table):
    for thing, row in getattr(case, table).items():
        assert re.search("[A-Za-z]", row.name_en), thing
        assert re.search("[一-鿿]", row.name_zh), thing
    assert re.search("[一-鿿]", case.settings.title_zh)
