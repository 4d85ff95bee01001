"""limit_growth[i, y]: stock <= (1 + growth) x stock of the year before + growth_seed."""

from __future__ import annotations

import pytest

import planner

# Trees take 1 t each and cost 1 yuan a year; the last resort 100. As many trees stand as may.
INTERVENTIONS = """
intervention, kind,      sector, unit, variable_unit, variable_cost, lifetime, existing, growth, growth_seed, first_year
trees,        reduction, city,   unit, yuan/unit,     1,             50,       {limits}
last_resort,  reduction, city,   unit, yuan/unit,     100,           1,        ,         ,       ,
"""
EMITTED = "intervention, account, unit, amount\n trees, co2, tCO2/unit, -1\n last_resort, co2, tCO2/unit, -1"
BASELINE = "sector, account, unit, amount\n city, co2, tCO2, 100"
CAPS = "account, kind, unit, amount\n co2, yearly, tCO2, 0"


def trees(case_of, growth, seed, existing="", first_year=""):
    case = case_of(
        years=(2030, 2032),
        baseline=BASELINE,
        caps=CAPS,
        process_emissions=EMITTED,
        interventions=INTERVENTIONS.format(limits=f"{existing}, {growth}, {seed}, {first_year}"),
    )
    uptake = planner.solve(case).uptake
    return uptake.loc[uptake["intervention"] == "trees", "stock"].tolist()


def test_growth_zero_with_a_seed_is_a_straight_ramp_from_zero(case_of):
    """Each year 2 more: 2, 4, 6."""
    assert trees(case_of, growth=0, seed=2) == pytest.approx([2, 4, 6])


def test_growth_with_a_seed_is_compound(case_of):
    """2; 1.5 x 2 + 2 = 5; 1.5 x 5 + 2 = 9.5."""
    assert trees(case_of, growth=0.5, seed=2) == pytest.approx([2, 5, 9.5])


def test_growth_starts_from_what_exists(case_of):
    """The year before the first counts as the existing stock: 8 x 1.5 = 12, 18, 27."""
    assert trees(case_of, growth=0.5, seed=0, existing=8) == pytest.approx([12, 18, 27])


def test_growth_without_a_seed_never_leaves_zero(case_of):
    assert trees(case_of, growth=0.5, seed=0) == pytest.approx([0, 0, 0])


def test_growth_starts_in_the_first_year_of_the_intervention(case_of):
    """Nothing before 2031, then 2, then 4."""
    assert trees(case_of, growth=0, seed=2, first_year=2031) == pytest.approx([0, 2, 4])
