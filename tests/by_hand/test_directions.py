"""What a curve moves: the caps of a scope, budgets that end at different years, and what can't be moved."""

from __future__ import annotations

import pytest

import planner

# Two sectors of 50 t each in a group; in each, all of it can go, at 10 yuan in the first and 20 in the second.
TABLES = {
    "sectors": "sector, group\n first, both\n second, both",
    "baseline": "sector, account, unit, amount\n first, co2, tCO2, 50\n second, co2, tCO2, 50",
    "interventions": """
        intervention, kind,      sector, unit, lifetime, variable_unit, variable_cost
        cheap,        reduction, first,  tCO2, 1,        yuan/tCO2,     10
        dear,         reduction, second, tCO2, 1,        yuan/tCO2,     20
    """,
    "process_emissions": "intervention, account, unit, amount\n cheap, co2, tCO2/tCO2, -1\n dear, co2, tCO2/tCO2, -1",
}
HEAD = "account, scope, kind, unit"


@pytest.mark.parametrize(("scope", "cap", "tonnes", "prices"), [("second", 20, 30, [20]), ("both", 30, 70, [10, 20])])
def test_the_path_of_a_case_whose_only_caps_are_of_a_scope_is_of_that_scope(case_of, scope, cap, tonnes, prices):
    """The second sector from 50 to 20 t costs 20 a tonne; the group from 100 to 30 t takes the cheap 50 first."""
    curve = planner.mac_curve(case_of(**TABLES, caps=f"{HEAD}, amount\n co2, {scope}, yearly, tCO2, {cap}"))
    assert curve.scope == scope
    assert curve.steps["price"].tolist() == pytest.approx(prices)
    assert curve.steps["abatement_to"].iloc[-1] == pytest.approx(tonnes)


def test_budgets_to_different_years_move_together_and_end_in_the_plan(case_of):
    """100 t a year for three years; 140 t until 2031 and 230 t until 2032.

    60 t must go by 2031, and 70 by 2032. Each year has 50 t at 10 yuan, so all 70 cost 10: 700 yuan.
    """
    caps = f"{HEAD}, 2031, 2032\n co2, , cumulative, tCO2, 140, 230"
    case = case_of(years=(2030, 2032), **TABLES, caps=caps)
    plan = planner.solve(case, model="carbon_budget")
    curve = planner.mac_curve(case, model="carbon_budget")
    rise = (curve.steps["price_present"] * (curve.steps["abatement_to"] - curve.steps["abatement_from"])).sum()
    assert plan.total_cost == pytest.approx(700)
    assert rise == pytest.approx(plan.total_cost)


def test_where_nothing_can_be_abated_there_is_no_step(case_of):
    """A baseline of 100 t and nothing to build: none of the way to a cap of 40 t can be gone."""
    curve = planner.mac_curve(
        case_of(
            sectors=TABLES["sectors"],
            baseline=TABLES["baseline"],
            interventions="intervention, kind, sector, unit, lifetime",
            caps=f"{HEAD}, amount\n co2, , yearly, tCO2, 40",
        )
    )
    assert len(curve.steps) == 0
    assert curve.reached == 0


def test_emissions_that_can_fall_for_ever_have_no_end_and_it_is_said(case_of):
    """Cheap reductions without a limit in a sector that may go below zero."""
    case = case_of(**TABLES | {"sectors": "sector, net_negative\n first, true\n second, true"})
    with pytest.raises(planner.PlannerError, match="cheap"):
        planner.mac_curve(case, year=2030)


@pytest.mark.parametrize("wrong", [{"account": "co3"}, {"scope": "third"}, {"year": 2029}])
def test_an_account_scope_or_year_that_does_not_exist_is_said(case_of, wrong):
    with pytest.raises(planner.PlannerError, match=str(next(iter(wrong.values())))):
        planner.mac_curve(case_of(**TABLES), **({"year": 2030} | wrong))


def test_a_cap_of_a_few_tonnes_in_gigatonnes_is_not_lost(case_of):
    """5 t in Gt: a cap of -5 t can't be kept, and the message says by how much."""
    settings = (
        'title_en = "Gt"\nfirst_year = 2030\nlast_year = 2030\nprice_year = 2030\nmoney = "yuan"\n'
        'discount_rate = 0.0\n[[accounts]]\nid = "co2"\nunit = "GtCO2"\n'
    )
    case = planner.read_case(
        {
            "case.toml": settings,
            "sectors.csv": "sector\ncity",
            "interventions.csv": "intervention,kind,sector,unit,lifetime",
            "baseline.csv": "sector,account,unit,amount\ncity,co2,tCO2,5",
            "caps.csv": "account,unit,amount\nco2,tCO2,1",
        }
    )
    with pytest.raises(planner.NoPlanError) as refused:
        planner.solve(case)
    assert [row["excess"] for row in refused.value.excess] == pytest.approx([4e-9])


def test_the_carbon_price_of_the_city_is_what_all_its_sectors_pay(case_of):
    """5 on the group and 3 on one of its sectors: the first pays 8, the second 5; the city has no one price."""
    prices = "account, scope, unit, amount\n co2, both, yuan/tCO2, 5\n co2, first, yuan/tCO2, 3"
    caps = f"{HEAD}, amount\n co2, , yearly, tCO2, 90\n co2, first, yearly, tCO2, 45\n co2, second, yearly, tCO2, 45"
    case = case_of(**TABLES, caps=caps, carbon_prices=prices)
    table = planner.solve(case, model="caps_and_price").shadow_price.set_index("scope")["carbon_price"]
    assert table[["first", "second"]].tolist() == pytest.approx([8, 5])
    assert table.isna()["total"]
