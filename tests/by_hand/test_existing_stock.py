"""What exists is whole in the first year; what is left in y is existing x max(0, 1 - (y - first year) / lifetime).

A path of its own takes the place of the decline. Where it rises, what is added is decided and paid for.
"""

from __future__ import annotations

import pytest

import planner

INTERVENTIONS = """
    intervention, kind,       sector, of,   unit, cost_unit, capex, fixed_cost, existing, lifetime, build_limit
    old,          technology, city,   heat, MWh,  yuan/MWh,  50,    1,          8,        4,        0
    new,          technology, city,   heat, MWh,  yuan/MWh,  10,    2,          ,         1,
"""
HEAT = "service, unit, amount\n heat, MWh, 8"


def old_stock(plan):
    return plan.uptake.loc[plan.uptake["intervention"] == "old", "stock"].tolist()


def test_it_declines_over_one_lifetime(case_of):
    """8 MWh, 4 years: 8, 6, 4, 2, and nothing from the fifth year on."""
    plan = planner.solve(case_of(years=(2030, 2035), services=HEAT, interventions=INTERVENTIONS))
    assert old_stock(plan) == pytest.approx([8, 6, 4, 2, 0, 0])


def test_what_is_gone_is_built_anew_from_the_second_year_on(case_of):
    plan = planner.solve(case_of(years=(2030, 2035), services=HEAT, interventions=INTERVENTIONS))
    new = plan.uptake.loc[plan.uptake["intervention"] == "new", "stock"].tolist()
    assert new == pytest.approx([0, 2, 4, 6, 8, 8], abs=1e-9)


def test_its_capital_is_sunk_and_its_fixed_cost_is_paid(case_of):
    """2030: 8 x 1. 2031: 6 x 1 + 2 x (10 + 2). Together 8 + 30 = 38 yuan; nothing of the 50 a MWh."""
    plan = planner.solve(case_of(years=(2030, 2031), services=HEAT, interventions=INTERVENTIONS))
    assert plan.total_cost == pytest.approx(38)


def test_there_is_no_early_retirement(case_of):
    """No demand at all: the old stock stands all the same and costs 8 + 6 = 14 yuan."""
    nothing = "service, unit, amount\n heat, MWh, 0"
    plan = planner.solve(case_of(years=(2030, 2031), services=nothing, interventions=INTERVENTIONS))
    assert old_stock(plan) == pytest.approx([8, 6])
    assert plan.total_cost == pytest.approx(14)


def test_a_path_of_its_own_takes_the_place_of_the_decline(case_of):
    """Given for 2030 and 2032: 8, then 7 between, 6, and constant after its last year."""
    paths = "intervention, column, 2030, 2032\n old, existing, 8, 6"
    plan = planner.solve(case_of(years=(2030, 2035), services=HEAT, interventions=INTERVENTIONS, paths=paths))
    assert old_stock(plan) == pytest.approx([8, 7, 6, 6, 6, 6])


# Plants of 10 MWh stand in 2030, 12 in 2031 and 15 from 2032 on: 2 and 3 are decided. One costs 60 yuan for 3 years.
RISING = {
    "years": (2030, 2032),
    "services": "service, unit, amount\n heat, MWh, 10",
    "interventions": """
        intervention, kind,       sector, of,   unit, cost_unit, capex, fixed_cost, lifetime, build_limit, growth
        plant,        technology, city,   heat, MWh,  yuan/MWh,  60,    1,          3,        0,           0
    """,
    "paths": "intervention, column, 2030, 2031, 2032\n plant, existing, 10, 12, 15",
}


def test_what_is_added_is_decided_and_stands_whatever_growth_and_build_limit_say(case_of):
    """Build limit and growth are 0: nothing is chosen, 2 and 3 MWh come all the same."""
    plan = planner.solve(case_of(**RISING))
    assert plan.uptake["stock"].tolist() == pytest.approx([10, 12, 15])
    assert plan.uptake["decided"].tolist() == pytest.approx([0, 2, 3])
    assert plan.uptake["new_units"].tolist() == [0, 0, 0]


def test_the_capital_of_what_is_decided_is_part_of_the_plan_and_of_every_reference(case_of):
    """20 yuan a year for each MWh: 2031 2 x 20 = 40, 2032 5 x 20 = 100; fixed cost 10 + 12 + 15 = 37. Together 177.

    The 10 that stand in 2030 are sunk. In cash 2 x 60 = 120 in 2031 and 3 x 60 = 180 in 2032.
    """
    plan = planner.solve(case_of(**RISING))
    assert plan.total_cost == pytest.approx(177)
    assert {name: found["cost"] for name, found in plan.references.items()} == pytest.approx(
        dict.fromkeys(plan.references, 177)
    )
    costs, cash = (table[table["kind"] == "capex"].set_index("year") for table in (plan.costs, plan.cash))
    assert costs["value"].to_dict() == pytest.approx({2031: 40, 2032: 100})
    for name in ("frozen", "current_policies", "least_cost", "plan"):
        assert cash[name].to_dict() == pytest.approx({2031: 120, 2032: 180})


def test_it_is_discounted_like_what_is_built(case_of):
    """At 10 % an annuity of 60 over 3 years is 60 x 0.1 / (1 - 1.1^-3) = 24.126888 yuan.

    2031: (2 x 24.126888 + 12) / 1.1 = 54.776160. 2032: (5 x 24.126888 + 15) / 1.21 = 112.094578. 2030: 10.
    """
    plan = planner.solve(case_of(rate=0.1, **RISING))
    assert plan.total_cost == pytest.approx(10 + 54.776160 + 112.094578, rel=1e-7)


def test_it_comes_in_a_year_in_which_the_plan_may_not_build_yet(case_of):
    """Capex is that of the year of the rise, first_year or not: 177 yuan as before."""
    interventions = RISING["interventions"].replace("growth\n", "growth, first_year\n").replace("0\n", "0, 2040\n")
    assert planner.solve(case_of(**RISING | {"interventions": interventions})).total_cost == pytest.approx(177)


def test_what_a_path_keeps_up_of_a_decided_vintage_is_renewed(case_of):
    """Nothing in 2030, 4 MWh from 2031 on, of 2 years: built in 2031, and again in 2033. 3 years of 4 x 60 / 2 = 120.

    No other cost: 360 yuan. The stock never doubles.
    """
    interventions = """
        intervention, kind,       sector, of,   unit, cost_unit, capex, lifetime, build_limit
        plant,        technology, city,   heat, MWh,  yuan/MWh,  60,    2,        0
    """
    nothing = "service, unit, amount\n heat, MWh, 0"
    paths = "intervention, column, 2030, 2031\n plant, existing, 0, 4"
    plan = planner.solve(case_of(years=(2030, 2033), services=nothing, interventions=interventions, paths=paths))
    assert plan.uptake["stock"].tolist() == pytest.approx([0, 4, 4, 4])
    assert plan.uptake["decided"].tolist() == pytest.approx([0, 4, 0, 4])
    assert plan.total_cost == pytest.approx(360)
