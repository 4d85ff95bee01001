"""`planner check` says what is sliced, how large it makes the program, demand at its peak, and stores without a size."""

from __future__ import annotations

import pytest
from slices import DAY_AND_NIGHT, WINTER_AND_SUMMER

import planner
from planner.case.check_report import interpretation
from planner.results.plan import prepare

SEASONAL = {
    "slices": WINTER_AND_SUMMER,
    "services": "service, unit, sliced, amount\n load, MWh, true, 8760\n warmth, MWh, , 1000",
    "carriers": "carrier, unit, bought, sliced\n power, MWh, true, true\n hydrogen, MWh, ,",
    "prices": "carrier, unit, amount\n power, yuan/MWh, 50",
    "profiles": "thing, winter, summer\n load, 1.5, 0.5",
    "interventions": """
        intervention, kind,       sector, of,       unit, lifetime, full_hours, storage_hours, efficiency
        lines,        technology, city,   load,     MWh,  1,        8760,       ,
        heater,       technology, city,   warmth,   MWh,  1,        ,           ,
        battery,      storage,    city,   power,    MWh,  1,        ,           4,             0.9
        fill,         technology, city,   hydrogen, MWh,  1,        4380,       ,
        empty,        technology, city,   power,    MWh,  1,        4380,       ,
    """,
    "unit_flows": """
        intervention, carrier,  unit,    amount
        lines,        power,    MWh/MWh, 1
        heater,       power,    MWh/MWh, 1
        fill,         power,    MWh/MWh, 2
        empty,        hydrogen, MWh/MWh, 1
    """,
}


def test_what_is_sliced_is_said(case_of):
    """8,760 MWh are 1 MW in the mean, 1.5 in winter. Hydrogen is filled and emptied by slice and balanced by year.

    Rows: 3 technologies and 1 storage have a sum each, power bought has one; by slice 3 availabilities, 2 balances and
    3 of the storage: 5 + 2 x 8 = 21.
    """
    case = case_of(**SEASONAL)
    facts = {fact["key"]: fact for fact in interpretation(case, None)}
    said = facts["say_slices"]
    assert (said["count"], said["seasons"], said["technologies"], said["storages"]) == (2, 2, 3, 1)
    assert said["rows"] == 21
    by_slice = {"sum_activity", "limit_in", "sum_purchases", "balance_in", "limit_power", "carry_level", "limit_level"}
    assert sum(name[0] in by_slice for name in prepare(case).program.rows) == 21
    demand = facts["say_sliced_demand"]
    assert (demand["found"], demand["peak"], demand["mean"], demand["slice"]) == ("load", "1.5", "1", "winter")
    store = facts["say_free_store"]
    assert (store["found"], store["makers"], store["users"]) == ("hydrogen", "fill", "empty")


def test_nothing_is_said_without_slices(example_city):
    assert not [fact for fact in interpretation(example_city, None) if "slice" in fact["key"]]


def test_capex_of_a_storage_is_no_price_of_a_year_of_energy(case_of):
    dear = SEASONAL["interventions"].replace("efficiency\n", "efficiency, cost_unit, capex\n")
    dear = dear.replace("4,             0.9", "4,             0.9, yuan/kWh, 1000")
    warnings = planner.check(case_of(**SEASONAL | {"interventions": dear}))
    assert not [warning for warning in warnings if warning.column == "capex"]


@pytest.mark.parametrize(
    ("full_hours", "profile", "place", "times"),
    [
        (3000, "", ("interventions.csv", 3, "full_hours"), "1.33 times its full power"),
        ("", "panels, 10, 0", ("profiles.csv", 2, "day"), "4.57 times its full power"),
        (3650, "", None, ""),
        ("", "panels, 2, 0", None, ""),
    ],
)
def test_more_than_full_power_is_asked_about(case_of, full_hours, profile, place, times):
    """A kW gives 4,000 kWh a year. At will within 3,000 hours that is 1.33 kW; at 10 times the mean of 4,000 / 8,760 kW it
    is 4.57 kW; up to 1.1 kW, within 3,650 hours or at twice the mean, nothing is said."""
    case = case_of(
        slices=DAY_AND_NIGHT,
        services="service, unit, sliced, amount\n load, kWh, true, 1000",
        profiles=f"thing, day, night\n {profile or 'load, 1, 1'}",
        interventions=f"""
            intervention, kind,       sector, of,   unit, lifetime, output, full_hours
            panels,       technology, city,   load, kW,   20,       4000,   {full_hours}
        """,
    )
    found = [each for each in planner.check(case) if each.key == "above_full_power"]
    assert [(each.file, each.row, each.column) for each in found] == ([place] if place else [])
    assert all(times in str(each) for each in found)


@pytest.mark.parametrize("name", ["source", "note", "thing"])
def test_a_slice_that_profiles_call_another_column_is_refused(case_of, name):
    with pytest.raises(
        planner.InputError, match=rf"slices.csv row \d, slice: found '{name}', which profiles.csv calls"
    ):
        case_of(**SEASONAL | {"slices": WINTER_AND_SUMMER.replace("winter, winter", f"{name}, winter")})
