"""Rows of one group are steps or variants of one measure: never two of them on the same home."""

from __future__ import annotations

import pytest

import planner

TABLES = {
    "services": "service, unit, amount\n homes, m2, 100",
    "carriers": "carrier, unit, bought\n gas, MWh, true",
    "prices": "carrier, unit, amount\n gas, yuan/MWh, 1",
    "emission_factors": "carrier, account, unit, amount\n gas, co2, tCO2/MWh, 1",
    "interventions": """
        intervention,  kind,        sector, of,    group,    unit, lifetime, potential, cost_unit, capex
        boiler,        technology,  city,   homes, ,         m2,   20,       ,          ,
        retrofit_easy, improvement, city,   homes, retrofit, m2,   1,        60,        yuan/m2,   10
        retrofit_hard, improvement, city,   homes, retrofit, m2,   1,        60,        yuan/m2,   20
    """,
    "unit_flows": "intervention, carrier, unit, amount\n boiler, gas, MWh/m2, 1",
    "savings": "improvement, carrier, fraction\n retrofit_easy, gas, 0.4\n retrofit_hard, gas, 0.4",
}


def capped(case_of, cap, **tables):
    caps = f"account, kind, unit, amount\n co2, yearly, tCO2, {cap}"
    return planner.solve(case_of(**TABLES | tables, caps=caps))


def test_the_cheap_step_is_used_first(case_of, at):
    """100 t to 68 t are 80 m2 at 0.4 t: 60 m2 at 10 yuan, then 20 m2 at 20; with 68 MWh of gas 1,068 yuan.

    The last tonne costs 20 / 0.4 - 1 (its gas) = 49 yuan.
    """
    plan = capped(case_of, 68)
    assert at(plan.uptake, "stock", intervention="retrofit_easy") == pytest.approx(60)
    assert at(plan.uptake, "stock", intervention="retrofit_hard") == pytest.approx(20)
    assert plan.total_cost == pytest.approx(1068)
    assert at(plan.shadow_price, "price") == pytest.approx(49)


def test_two_steps_of_one_retrofit_never_sit_on_the_same_home(case_of):
    """60 + 60 m2 may be built but only 100 m2 stand, and each can be improved once: 100 x 0.6 = 60 t at the least."""
    assert capped(case_of, 60).total_cost == pytest.approx(60 * 10 + 40 * 20 + 60)
    with pytest.raises(planner.NoPlanError):
        capped(case_of, 59)


def test_without_the_group_they_do(case_of):
    """All 100 m2 with one of them and 20 with both: 80 x 0.6 + 20 x 0.36 = 55.2 t."""
    free = {"interventions": TABLES["interventions"].replace("retrofit, m2", ", m2")}
    assert capped(case_of, 55.2, **free).total_cost == pytest.approx(60 * 10 + 60 * 20 + 55.2)


def test_steps_may_differ_in_variable_cost_as_well(case_of):
    """The same cost as variable cost instead of capex of one year's life gives the same plan."""
    variable = {"interventions": TABLES["interventions"].replace("cost_unit, capex", "variable_unit, variable_cost")}
    assert capped(case_of, 68, **variable).total_cost == pytest.approx(1068)
    with pytest.raises(planner.NoPlanError):
        capped(case_of, 59, **variable)


def test_variants_with_different_savings_exclude_each_other_too(case_of):
    """The hard variant saves 0.7, not 0.4: at most 60 m2 of it and 40 of the other: 60 x 0.3 + 40 x 0.6 = 42 t."""
    deep = {"savings": "improvement, carrier, fraction\n retrofit_easy, gas, 0.4\n retrofit_hard, gas, 0.7"}
    assert capped(case_of, 42, **deep).total_cost == pytest.approx(40 * 10 + 60 * 20 + 42)
    with pytest.raises(planner.NoPlanError):
        capped(case_of, 41.9, **deep)
