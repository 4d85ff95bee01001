"""Numbers that dwarf all that is usual are refused with their cell, before anything is solved."""

from __future__ import annotations

import pytest
from shipped import EXAMPLE_CITY

import planner


@pytest.mark.parametrize(
    ("file", "old", "new", "found"),
    [
        ("emission_factors.csv", "tCO2/MWh,0.2,0.2", "tCO2/MWh,0.2,2e8", "200000000 tCO2/MWh"),
        ("emission_factors.csv", "tCO2/MWh,0.27,0.27", "tCO2/MWh,2.7e8,0.27", "270000000 tCO2/MWh"),
    ],
)
def test_a_factor_that_none_can_be_is_refused(file, old, new, found):
    texts = EXAMPLE_CITY | {file: EXAMPLE_CITY[file].replace(old, new)}
    assert texts != EXAMPLE_CITY
    for call in (planner.check, planner.solve):
        with pytest.raises(planner.InputError) as wrong:
            call(texts)
        assert [(p.file, p.key) for p in wrong.value.problems] == [(file, "impossible_number")]
        assert found in str(wrong.value)


def test_a_factor_a_thousand_times_too_large_is_a_warning():
    texts = EXAMPLE_CITY | {
        "emission_factors.csv": EXAMPLE_CITY["emission_factors.csv"].replace("tCO2/MWh,0.2,0.2", "tCO2/MWh,200,200")
    }
    assert "unusual_number" in [warning.key for warning in planner.check(texts)]
