"""The exact system curve: every step, its price and its tonnes, where they can be seen by eye."""

from __future__ import annotations

import pytest

import planner

# 100 t a year. 10 t earn 5 yuan each, 30 t cost 10, 30 t cost 40.
TABLES = {
    "baseline": "sector, account, unit, amount\n city, co2, tCO2, 100",
    "interventions": """
        intervention, kind,      sector, unit, lifetime, potential, variable_unit, variable_cost
        earning,      reduction, city,   tCO2, 1,        10,        yuan/tCO2,     -5
        cheap,        reduction, city,   tCO2, 1,        30,        yuan/tCO2,     10
        dear,         reduction, city,   tCO2, 1,        30,        yuan/tCO2,     40
    """,
    "process_emissions": """
        intervention, account, unit,      amount
        earning,      co2,     tCO2/tCO2, -1
        cheap,        co2,     tCO2/tCO2, -1
        dear,         co2,     tCO2/tCO2, -1
    """,
}


def columns(steps, *names):
    return [tuple(row) for row in steps[list(names)].to_numpy().tolist()]


def approx_rows(rows):
    return [pytest.approx(row) for row in rows]


def test_one_year_runs_from_no_cap_to_the_least_that_can_be_reached(case_of):
    """The start takes the 10 t that earn. Then 30 t at 10 yuan down to 60 t, 30 t at 40 down to 30 t; the cap is 50."""
    case = case_of(**TABLES, caps="account, kind, unit, amount\n co2, yearly, tCO2, 50")
    steps = planner.mac_curve(case, year=2030).steps
    found = columns(steps, "emissions_from", "emissions_to", "price")
    assert found == approx_rows([(90, 60, 10), (60, 30, 40)])
    assert (steps["abatement_to"] - steps["abatement_from"]).tolist() == pytest.approx([30, 30])


def test_each_step_names_what_grows(case_of):
    case = case_of(**TABLES, caps="account, kind, unit, amount\n co2, yearly, tCO2, 50")
    steps = planner.mac_curve(case, year=2030).steps
    assert ["cheap" in steps["grows"][0], "dear" in steps["grows"][1]] == [True, True]
    assert not steps["grows"].str.contains("earning").any()


def test_the_path_moves_all_caps_together(case_of):
    """From 90 t to 80 in 2030 and to 50 in 2031: 10 t and 40 t, in step.

    Both years take cheap tonnes until 2031 has used its 30, at three quarters of the way: 37.5 t at 10 yuan. Then in
    2030 2.5 t cost 10, in 2031 10 t cost 40: 12.5 t at 34 yuan.
    """
    caps = "account, kind, unit, 2030, 2031\n co2, yearly, tCO2, 80, 50"
    steps = planner.mac_curve(case_of(years=(2030, 2031), **TABLES, caps=caps)).steps
    tonnes = (steps["abatement_to"] - steps["abatement_from"]).tolist()
    assert tonnes == pytest.approx([37.5, 12.5])
    assert steps["price_present"].tolist() == pytest.approx([10, 34])


def test_a_year_that_the_start_plan_keeps_anyway_keeps_its_cap_along_the_path(case_of):
    """90 t are under the cap of 95 in 2030: nothing moves there. 2031 goes from 90 to 50: 30 t at 10, 10 t at 40."""
    caps = "account, kind, unit, 2030, 2031\n co2, yearly, tCO2, 95, 50"
    steps = planner.mac_curve(case_of(years=(2030, 2031), **TABLES, caps=caps)).steps
    tonnes = (steps["abatement_to"] - steps["abatement_from"]).tolist()
    assert tonnes == pytest.approx([30, 10])
    assert steps["price_present"].tolist() == pytest.approx([10, 40])


def test_the_price_of_a_year_is_in_its_own_money(case_of):
    """At 10 % a tonne of 2032 for 10 yuan is worth 8.26 in 2030."""
    case = case_of(years=(2030, 2032), rate=0.1, **TABLES, caps="account, kind, unit, 2032\n co2, yearly, tCO2, 50")
    steps = planner.mac_curve(case, year=2032).steps
    assert steps["price"].tolist() == pytest.approx([10, 40])
    assert steps["price_present"].tolist() == pytest.approx([10 / 1.21, 40 / 1.21])


def test_a_cumulative_budget_takes_the_cheapest_present_value_first(case_of):
    """Two years at 10 %: the 180 t of the start fall to 90. 30 t at 10 / 1.1, 30 at 10, then 30 at 40 / 1.1."""
    caps = "account, kind, unit, amount\n co2, cumulative, tCO2, 90"
    case = case_of(years=(2030, 2031), rate=0.1, **TABLES, caps=caps)
    steps = planner.mac_curve(case, model="carbon_budget").steps
    tonnes = (steps["abatement_to"] - steps["abatement_from"]).tolist()
    assert tonnes[:3] == pytest.approx([30, 30, 30])
    assert steps["price_present"].tolist()[:3] == pytest.approx([10 / 1.1, 10, 40 / 1.1])


def test_a_cap_out_of_reach_is_approached_as_far_as_it_goes(case_of):
    """Of the 70 t from 90 to 20 only 60 can be gone: 6/7 of the way, and the curve stops at 30 t."""
    case = case_of(**TABLES, caps="account, kind, unit, amount\n co2, yearly, tCO2, 20")
    curve = planner.mac_curve(case)
    assert curve.reached == pytest.approx(6 / 7)
    assert curve.steps["emissions_to"].iloc[-1] == pytest.approx(30)


def test_the_no_regret_block_stands_apart(case_of):
    """10 t that earn 5 yuan each: 50 yuan and 10 t below the frozen 100 t, and no step of the curve."""
    case = case_of(**TABLES, caps="account, kind, unit, amount\n co2, yearly, tCO2, 50")
    curve = planner.mac_curve(case)
    assert curve.no_regret["frozen"] == {"money": pytest.approx(50), "tonnes": pytest.approx(10), "grows": "earning"}
    assert curve.steps["price"].min() > 0
