"""Mistakes in slices, profiles, sliced technologies and storages: each is said with its row, and nothing is solved."""

from __future__ import annotations

import pytest
from slices import DAY_AND_NIGHT

import planner

RIGHT = {
    "slices": DAY_AND_NIGHT,
    "services": "service, unit, sliced, amount\n load, MWh, true, 100\n warmth, MWh, , 10",
    "carriers": "carrier, unit, bought, sliced\n power, MWh, true, true\n gas, MWh, true,",
    "prices": "carrier, unit, amount\n power, yuan/MWh, 50\n gas, yuan/MWh, 20",
    "profiles": """
        thing,   carrier, day, night
        load,    ,        1.2, 0.8
        sun,     ,        2,   0
        battery, ,        1,   0.5
        pump,    power,   1.1, 0.9
    """,
    "interventions": """
        intervention, kind,        sector, of,     unit, lifetime, full_hours, storage_hours, efficiency, minimum_use, variable_unit, variable_cost
        sun,          technology,  city,   load,   MWh,  20,       ,           ,              ,           0.5,         ,
        engine,       technology,  city,   load,   MWh,  20,       4000,       ,              ,           ,            ,
        pump,         technology,  city,   warmth, MWh,  20,       ,           ,              ,           ,            ,
        battery,      storage,     city,   load,   MWh,  10,       ,           4,             0.9,        ,            yuan/MWh,      1
        better,       improvement, city,   warmth, MWh,  10,       ,           ,              ,           ,            ,
    """,
    "unit_flows": "intervention, carrier, unit, amount\n engine, gas, MWh/MWh, 2\n pump, power, MWh/MWh, 0.3",
    "savings": "improvement, carrier, fraction\n better, power, 0.5",
}


def test_it_is_right(case_of):
    assert case_of(**RIGHT).interventions["engine"].full_hours == 4000


@pytest.mark.parametrize(
    ("table", "old", "new", "column", "said"),
    [
        ("slices", "4380", "4000", "hours", "add up to 8000"),
        ("slices", "night, all, 4380", "night, all, 4370\n noon, peak, 10", "season", "at least one day"),
        ("profiles", "night\n", "nigt\n", "nigt", "Did you mean 'night'"),
        ("profiles", "2,   0\n", "2,   \n", "night", "a value is required"),
        ("profiles", "1.2, 0.8", "1.2, 0.9", "thing", "mean over the hours of the year is 1.05"),
        ("profiles", "1.1, 0.9", "1.1, 1.0", "thing", "must be 1"),
        ("profiles", "1,   0.5", "1.5, 0.5", "day", "allowed <= 1"),
        ("profiles", "load,    ,", "warmth,  ,", "thing", "no sliced service"),
        ("profiles", "pump,    power", "pump,    gas", "carrier", "no flow of a sliced 'gas'"),
        ("profiles", "sun,     ,", "pump,    ,", "full_hours", "nothing says when it can"),
        ("interventions", "20,       4000", "20,       ", "full_hours", "nothing says when it can"),
        ("interventions", "20,       4000", "20,       9000", "full_hours", "<= 8760"),
        ("interventions", "load,   MWh,  20,       ,  ", "load,   MWh,  20,       3000,", "full_hours", "beside a row"),
        ("interventions", "warmth, MWh,  20,       , ", "warmth, MWh,  20,       10,", "of", "which runs by slice"),
        ("interventions", "4,             0.9", ",              0.9", "storage_hours", "needs storage_hours"),
        ("interventions", "4,             0.9", "4,             1.2", "efficiency", "share"),
        ("interventions", "yuan/MWh,      1", "yuan/MWh,      -1", "variable_cost", "run in circles"),
        ("interventions", "city,   load,   MWh,  10", "city,   gas,    MWh,  10", "of", "balanced over the year"),
        ("interventions", "city,   load,   MWh,  10", "city,   load,   t,    10", "unit", "convert"),
    ],
)
def test_it_is_said(case_of, table, old, new, column, said):
    assert old in RIGHT[table]
    with pytest.raises(planner.InputError) as wrong:
        case_of(**RIGHT | {table: RIGHT[table].replace(old, new)})
    assert any(p.column == column and said in str(p) for p in wrong.value.problems), str(wrong.value)


def test_minimum_use_is_within_what_is_available(case_of):
    """Sun of 0.8 and 0 is there for 0.4 of its output: half of it can't be asked for."""
    with pytest.raises(planner.InputError, match=r"minimum_use: found 0.5, allowed <= 0.4"):
        case_of(**RIGHT | {"profiles": RIGHT["profiles"].replace("2,   0\n", "0.8, 0\n")})


def test_nothing_is_sliced_without_slices(case_of):
    """A sliced commodity, a profile, a storage: each needs slices.csv."""
    without = {table: text for table, text in RIGHT.items() if table != "slices"}
    with pytest.raises(planner.InputError) as wrong:
        case_of(**without)
    places = {(p.file, p.column) for p in wrong.value.problems if "no slices.csv" in str(p)}
    assert places == {
        ("services.csv", "sliced"),
        ("carriers.csv", "sliced"),
        ("profiles.csv", "thing"),
        ("interventions.csv", "kind"),
    }
