"""Flows per unit built, run or not: in `balance_commodity[c, y]`, `balance_in[c, t, y]`, `account_emissions[a, s, y]`."""

from __future__ import annotations

import pytest
from slices import DAY_AND_NIGHT

import planner


def test_what_stands_by_burns(case_of, at):
    """10 MWh from plants of 4 MWh: 3 stand (the third is not full) and keep warm on 2 MWh of gas each, beside 1 a MWh.

    What exists stands: 3 x 2 + 10 = 16 MWh of gas at 10 yuan, 0.2 tCO2 each: 160 yuan, 3.2 tCO2. A saving of half cuts
    what is burnt to run only: 6 + 5. A capture of all flue gas takes 2 of the 3.2 tonnes.
    """
    tables = {
        "services": "service, unit, amount\n heat, MWh, 10",
        "carriers": "carrier, unit, bought\n gas, MWh, true",
        "prices": "carrier, unit, amount\n gas, yuan/MWh, 10",
        "emission_factors": "carrier, account, unit, amount\n gas, co2, tCO2/MWh, 0.2",
        "interventions": """
            intervention, kind,        sector, of,   unit,  output, lifetime, existing, variable_unit, variable_cost
            plant,        technology,  city,   heat, plant, 4,      9,        3,        ,
            better,       improvement, city,   heat, MWh,   ,       9,        {better}, ,
            capture,      capture,     city,   ,     tCO2,  ,       9,        ,         yuan/tCO2,     1
        """,
        "unit_flows": """
            intervention, carrier, per,   unit,      amount
            plant,        gas,     ,      MWh/MWh,   1
            plant,        gas,     stock, MWh/plant, 2
        """,
        "savings": "improvement, carrier, fraction\n better, gas, 0.5",
        "captures": "capture, technology, rate\n capture, plant, 1",
        "caps": "account, kind, unit, amount\n co2, yearly, tCO2, {cap}",
    }

    def solved(**numbers: float) -> planner.Plan:
        fixed = {name: text.format(**{"better": 0, "cap": 100} | numbers) for name, text in tables.items()}
        fixed["interventions"] = fixed["interventions"].replace("9,        0,", "9,        ,")
        return planner.solve(case_of(**fixed))

    plan = solved(cap=3.2)
    assert plan.total_cost == pytest.approx(160 - 50)  # a saving costs nothing here: 6 + 5 MWh
    assert at(plan.emissions, "plan", sector="total") == pytest.approx(2.2)
    assert at(solved(cap=1.2).emissions, "plan", sector="total") == pytest.approx(1.2)
    with pytest.raises(planner.NoPlanError):
        solved(cap=1.1)


def test_batteries_of_cars(case_of, at):
    """10 cars, each with room for 0.05 MWh of smart charging, run 1 MWh each, evenly. Power at 150 by day, 50 by night.

    Their batteries hold 0.5 MWh, more than the 5 / 365 MWh that they use by day: all is charged by night, 10 x 50 = 500
    yuan beside 1,000 a car. With room for 0.001 in each, 0.01 x 365 = 3.65 MWh move from day to night:
    10 x 100 - 3.65 x 100 = 635.
    """
    tables = {
        "slices": DAY_AND_NIGHT,
        "services": "service, unit, amount\n rides, vehicle, 10",
        "carriers": """
            carrier, unit, bought, sliced, surplus
            power,   MWh,  true,   true,
            charging, MWh, ,       true,
            room,    MWh,  ,       ,       true
        """,
        "prices": "carrier, unit, amount\n power, yuan/MWh, 100",
        "profiles": "thing, day, night\n power, 1.5, 0.5",
        "interventions": """
            intervention, kind,       sector, of,       unit, lifetime, full_hours, storage_hours, efficiency, cost_unit,    fixed_cost
            cars,         technology, city,   rides,    vehicle, 1,     ,           ,              ,           yuan/vehicle, 1000
            charger,      technology, city,   charging, MWh,  1,        4380,       ,              ,           ,
            batteries,    storage,    city,   charging, MWh,  1,        ,           4,             1,          ,
        """,
        "unit_flows": """
            intervention, carrier,  per,   unit,    amount
            cars,         charging, ,      MWh/vehicle, 1
            cars,         room,     stock, MWh/vehicle, {room}
            charger,      power,    ,      MWh/MWh, 1
            batteries,    room,     stock, MWh/MWh, 1
        """,
    }
    for room, cost in ((-0.05, 500), (-0.001, 635)):
        flows = tables["unit_flows"].format(room=room)
        plan = planner.solve(case_of(**tables | {"unit_flows": flows}))
        assert plan.total_cost == pytest.approx(10 * 1000 + cost)
