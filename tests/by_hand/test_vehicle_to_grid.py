"""Parked cars give power back: their batteries store `charging`, and a technology turns it into power again."""

from __future__ import annotations

import pytest

import planner

TABLES = {
    "slices": "slice, season, hours\n day, one, 4380\n night, one, 4380",
    "services": "service, unit, amount\n rides, vehicle, 10\n light, MWh, 2",
    "carriers": """
        carrier,   unit, bought, sliced, surplus
        power,     MWh,  true,   true,
        charging,  MWh,  ,       true,
        room,      MWh,  ,       ,       true
        give_back, MWh,  ,       ,       true
    """,
    "prices": "carrier, unit, amount\n power, yuan/MWh, 100",
    "profiles": "thing, carrier, day, night\n power, , 1.5, 0.5\n lamps, power, 2, 0",
    "unit_flows": """
        intervention, carrier,   per,   unit,        amount
        cars,         charging,  ,      MWh/vehicle, 1
        cars,         room,      stock, MWh/vehicle, -0.05
        cars,         give_back, ,      MWh/vehicle, {give_back}
        charger,      power,     ,      MWh/MWh,     1
        batteries,    room,      stock, MWh/MWh,     1
        v2g,          charging,  ,      MWh/MWh,     1.25
        v2g,          give_back, ,      MWh/MWh,     1
        lamps,        power,     ,      MWh/MWh,     1
    """,
    "interventions": """
        intervention, kind,       sector, of,       unit,    lifetime, full_hours, storage_hours, efficiency, variable_unit, variable_cost
        cars,         technology, city,   rides,    vehicle, 1,        ,           ,              ,           ,
        lamps,        technology, city,   light,    MWh,     1,        ,           ,              ,           ,
        charger,      technology, city,   charging, MWh,     1,        4380,       ,              ,           ,
        batteries,    storage,    city,   charging, MWh,     1,        ,           4,             1,          ,
        v2g,          technology, city,   power,    MWh,     1,        4380,       ,              ,           yuan/MWh,      20
    """,
}


@pytest.mark.parametrize(("give_back", "cost", "given"), [(-0.0001, 799.9325, 0.001), (-0.1, 732.5, 1), (-1, 665, 2)])
def test_what_cars_give_back_by_day_is_charged_by_night(case_of, give_back, cost, given):
    """10 vehicles draw 10 MWh, all by night: 500 yuan. Lamps burn 2 MWh by day: 300 bought, or from the cars.

    A MWh from the cars takes 1.25 MWh of night power, 62.5, and 20 of wear: 82.5 in place of 150. Of 0.001 MWh that the
    cars can give: 800 - 0.0675. Of 1: 800 - 67.5 = 732.5. Of 10 no more than the 2 that the lamps need: 800 - 135 = 665.
    """
    flows = TABLES["unit_flows"].format(give_back=give_back)
    plan = planner.solve(case_of(**TABLES | {"unit_flows": flows}))
    assert plan.total_cost == pytest.approx(cost)
    found = plan.balances.query("item == 'v2g' and commodity == 'power'").groupby("slice")["value"].sum()
    assert found.to_dict() == pytest.approx({"day": given})
