"""Numbers that dwarf all that is usual, or are dwarfed, are refused with their cell, before anything is solved."""

from __future__ import annotations

import pytest
from shipped import EXAMPLE_CITY

import planner


@pytest.mark.parametrize(
    ("old", "new", "key", "found"),
    [
        ("tCO2/MWh,0.2,0.2", "tCO2/MWh,0.2,2e8", "impossible_number", "200000000 tCO2/MWh"),
        ("tCO2/MWh,0.27,0.27", "tCO2/MWh,2.7e8,0.27", "impossible_number", "270000000 tCO2/MWh"),
        ("tCO2/MWh,0.5,0.3", "tCO2/MWh,0.5,1e-20", "impossible_jump", "row 4, 2035: found 1e-20 after 0.5 in 2025"),
    ],
)
def test_a_factor_that_none_can_be_is_refused(old, new, key, found):
    file = "emission_factors.csv"
    texts = EXAMPLE_CITY | {file: EXAMPLE_CITY[file].replace(old, new)}
    assert texts != EXAMPLE_CITY
    for call in (planner.check, planner.solve):
        with pytest.raises(planner.InputError) as wrong:
            call(texts)
        assert [(p.file, p.key) for p in wrong.value.problems] == [(file, key)]
        assert found in str(wrong.value)


def test_a_factor_a_thousand_times_too_large_is_a_warning():
    texts = EXAMPLE_CITY | {
        "emission_factors.csv": EXAMPLE_CITY["emission_factors.csv"].replace("tCO2/MWh,0.2,0.2", "tCO2/MWh,200,200")
    }
    assert "unusual_number" in [warning.key for warning in planner.check(texts)]
