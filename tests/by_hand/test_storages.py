"""Storage: `limit_power[s, t, y]`, `carry_level[s, t, y]`, `limit_level[s, t, y]`, `limit_given_back[s, y]`.

The variables are `charge[s, t, y]`, what is taken, and `level[s, t, y]`, what is held when a slice begins.
"""

from __future__ import annotations

import pytest
from slices import BY_TIME_OF_USE, DAY_AND_NIGHT, WINTER_AND_SUMMER

import planner

SUN = {
    "slices": DAY_AND_NIGHT,
    "services": "service, unit, sliced, amount\n load, MWh, true, 8760",
    "profiles": "thing, day, night\n sun, 2, 0",
    "interventions": """
        intervention, kind,       sector, of,   unit, lifetime, full_hours, storage_hours, efficiency, cost_unit, fixed_cost, variable_unit, variable_cost
        sun,          technology, city,   load, MWh,  1,        ,           ,              ,           yuan/MWh,  20,         ,
        gas,          technology, city,   load, MWh,  1,        8760,       ,              ,           ,          ,           yuan/MWh,      100
        battery,      storage,    city,   load, MWh,  1,        ,           4,             0.8,        yuan/MWh,  18250,      ,
    """,
}


def test_sun_by_day_and_a_battery_by_night(case_of, at):
    """4,380 MWh by day, 4,380 by night; sun costs 20 yuan and shines by day; gas costs 100.

    A battery of 12 MWh gives back 12 MWh each night, having taken 15: 5,475 MWh of sun a year. A MWh by night costs
    20 / 0.8 + 18,250 x 12 / 4,380 = 25 + 50 = 75 yuan: 4,380 x 20 + 4,380 x 75 = 416,100. In 4 hours it could give back
    3 MW x 4,380 h.
    """
    plan = planner.solve(case_of(**SUN))
    assert plan.total_cost == pytest.approx(416100)
    assert at(plan.uptake, "stock", intervention="battery") == pytest.approx(12)
    assert at(plan.balances, "value", item="battery", slice="day") == pytest.approx(-5475)
    assert at(plan.balances, "value", item="battery", slice="night") == pytest.approx(4380)


def test_a_dear_battery_leaves_the_night_to_gas(case_of, at):
    """At 30,000 yuan a MWh it would be 25 + 82.2: gas by night, 4,380 x 20 + 4,380 x 100 = 525,600 yuan."""
    dear = SUN | {"interventions": SUN["interventions"].replace("18250", "30000")}
    plan = planner.solve(case_of(**dear))
    assert plan.total_cost == pytest.approx(525600)
    assert at(plan.uptake, "stock", intervention="battery") == 0


def test_power_sizes_a_slow_storage(case_of, at):
    """With 24 storage hours 1 MWh has 1/24 MW; 1 MW by night and 1.25 MW by day are needed: 30 MWh, 1.25 x 24.

    20 / 0.8 + 7,300 x 30 / 4,380 = 75 yuan by night again: 416,100.
    """
    slow = SUN["interventions"].replace("4,             0.8", "24,            0.8").replace("18250", "7300")
    plan = planner.solve(case_of(**SUN | {"interventions": slow}))
    assert at(plan.uptake, "stock", intervention="battery") == pytest.approx(30)
    assert plan.total_cost == pytest.approx(416100)


def test_a_battery_and_a_price_by_time_of_use(case_of, at):
    """Power at 75 by day and 25 by night; 1 MW is used. By day 25 / 0.8 + 7,300 x 12 / 4,380 = 31.25 + 20 = 51.25 yuan.

    4,380 x 25 + 4,380 x 51.25 = 333,975 yuan.
    """
    plan = planner.solve(case_of(**BY_TIME_OF_USE))
    assert plan.total_cost == pytest.approx(333975)


def test_summer_sun_for_the_winter(case_of, at):
    """1,000 MWh in winter, sun in summer at 20 yuan. A store of days is no help: each season's day ends as it began.

    A seasonal store is two technologies with a yearly carrier between: a MWh costs 2 x 20 of sun, 10 to fill and 5 to
    empty: 55,000 yuan. Its limit is what fills it: one fill a year.
    """
    tables = {
        "slices": WINTER_AND_SUMMER,
        "services": "service, unit, amount\n warmth, MWh, 1000",
        "carriers": "carrier, unit, sliced\n power, MWh, true\n hydrogen, MWh, ",
        "profiles": "thing, carrier, winter, summer\n use, power, 2, 0\n sun, , 0, 2",
        "interventions": """
            intervention, kind,       sector, of,       unit, lifetime, full_hours, storage_hours, efficiency, cost_unit, fixed_cost, variable_unit, variable_cost
            use,          technology, city,   warmth,   MWh,  1,        ,           ,              ,           ,          ,           ,
            sun,          technology, city,   power,    MWh,  1,        ,           ,              ,           yuan/MWh,  20,         ,
            gas,          technology, city,   power,    MWh,  1,        8760,       ,              ,           ,          ,           yuan/MWh,      100
            battery,      storage,    city,   power,    MWh,  1,        ,           4,             0.9,        yuan/MWh,  1,          ,
            fill,         technology, city,   hydrogen, MWh,  1,        4380,       ,              ,           yuan/MWh,  10,         ,
            empty,        technology, city,   power,    MWh,  1,        4380,       ,              ,           yuan/MWh,  5,          ,
        """,
        "unit_flows": """
            intervention, carrier,  unit,    amount
            use,          power,    MWh/MWh, 1
            fill,         power,    MWh/MWh, 2
            empty,        hydrogen, MWh/MWh, 1
        """,
    }
    plan = planner.solve(case_of(**tables))
    assert plan.total_cost == pytest.approx(55000)
    assert at(plan.uptake, "stock", intervention="battery") == 0
    assert at(plan.uptake, "stock", intervention="fill") == pytest.approx(1000)


def test_demand_response_of_200_hours(case_of, at):
    """2 hours of a day at 5 x 50 yuan, 22 at 7/11 x 50 = 31.82; 1 MW is used all day: 438,000 yuan.

    Users who can put off 1 MWh, 0.5 MW, could move 365 MWh a year; for 200 hours it is 100: (250 - 31.82) x 100 = 21,818
    yuan less.
    """
    tables = {
        "slices": "slice, season, hours\n peak, all, 730\n rest, all, 8030",
        "services": "service, unit, amount\n load, MWh, 8760",
        "carriers": "carrier, unit, bought, sliced\n power, MWh, true, true",
        "prices": "carrier, unit, amount\n power, yuan/MWh, 50",
        "profiles": f"thing, peak, rest\n power, 5, {7 / 11!r}",
        "interventions": """
            intervention, kind,       sector, of,    unit, lifetime, storage_hours, efficiency, full_hours, potential
            use,          technology, city,   load,  MWh,  1,        ,              ,           ,
            response,     storage,    city,   power, MWh,  1,        2,             1,          200,        1
        """,
        "unit_flows": "intervention, carrier, unit, amount\n use, power, MWh/MWh, 1",
    }
    plan = planner.solve(case_of(**tables))
    assert plan.total_cost == pytest.approx(438000 - 100 * (250 - 350 / 11))
    assert at(plan.uptake, "activity", intervention="response") == pytest.approx(100)


def test_running_a_storage_is_paid_per_unit_given_back(case_of):
    """The battery of the sun at 13,250 yuan a MWh, and 8 yuan and 0.01 tCO2 per MWh that it gives back.

    20 / 0.8 + 13,250 x 12 / 4,380 + 8 yuan by night; 4,380 x 0.01 = 43.8 tCO2.
    """
    cheaper = SUN["interventions"].replace("18250,      ,", "13250,      yuan/MWh,      8")
    emitting = "intervention, account, unit, amount\n battery, co2, tCO2/MWh, 0.01"
    plan = planner.solve(case_of(**SUN | {"interventions": cheaper, "process_emissions": emitting}))
    assert plan.total_cost == pytest.approx(4380 * 20 + 4380 * (25 + 8) + 13250 * 12)
    assert plan.emissions.query("sector == 'total'")["plan"].tolist() == pytest.approx([43.8])
