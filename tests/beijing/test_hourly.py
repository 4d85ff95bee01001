"""What the plan of data/beijing builds for typical days serves the 8,760 real hours of a year."""

from __future__ import annotations

import hourly
import pandas as pd
import pytest
import typical_days


@pytest.mark.night
@pytest.mark.parametrize("year", [2030, 2045, 2050, 2060])
def test_real_hours_are_served_within_the_co2_of_the_plan(beijing, beijing_plan, year):
    """All of them with as much CO2 as it takes; with the plan's, all but 1 % of the use and 40 hours."""
    found = hourly.checked(beijing, beijing_plan, year, pd.read_csv(typical_days.HOURS))
    assert max(found["unserved %"], found["heat, charging unserved %"]) < 1e-3
    assert found["unserved % at planned CO2"] < 1
    assert found["hours at planned CO2"] <= 40
