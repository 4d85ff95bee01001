"""Cuts of the year that the cases by hand share."""

from __future__ import annotations

DAY_AND_NIGHT = "slice, season, hours\n day, all, 4380\n night, all, 4380"
"""365 days of 12 hours each."""
WINTER_AND_SUMMER = "slice, season, hours\n winter, winter, 4380\n summer, summer, 4380"
ONE = "slice, season, hours\n all, all, 8760"

BY_TIME_OF_USE = {
    "slices": DAY_AND_NIGHT,
    "services": "service, unit, amount\n load, MWh, 8760",
    "carriers": "carrier, unit, bought, sliced\n power, MWh, true, true",
    "prices": "carrier, unit, amount\n power, yuan/MWh, 50",
    "profiles": "thing, day, night\n power, 1.5, 0.5",
    "interventions": """
        intervention, kind,       sector, of,    unit, lifetime, storage_hours, efficiency, cost_unit, fixed_cost
        use,          technology, city,   load,  MWh,  1,        ,              ,           ,
        battery,      storage,    city,   power, MWh,  1,        4,             0.8,        yuan/MWh,  7300
    """,
    "unit_flows": "intervention, carrier, unit, amount\n use, power, MWh/MWh, 1",
}
"""1 MW is used all day; power costs 50 yuan a MWh, 1.5 times as much by day, half by night; a battery of 4 hours."""
