"""limit_improved[j, y] and modes: improvements act on what is left after the others, only where they fit."""

from __future__ import annotations

import pytest

import planner

TABLES = {
    "services": "service, unit, amount\n heat, m2, 100",
    "carriers": "carrier, unit, bought\n gas, MWh, true\n power, MWh, true",
    "prices": "carrier, unit, amount\n gas, yuan/MWh, 100\n power, yuan/MWh, 100",
    "emission_factors": "carrier, account, unit, amount\n gas, co2, tCO2/MWh, 1\n power, co2, tCO2/MWh, 1",
    "interventions": """
        intervention, kind,        sector, of,   unit, lifetime, cost_unit, capex, variable_unit, variable_cost
        boiler,       technology,  city,   heat, m2,   20,       ,          ,      ,
        insulation,   improvement, city,   heat, m2,   1,        yuan/m2,   10,    yuan/m2,       1
        metering,     improvement, city,   heat, m2,   1,        yuan/m2,   5,     ,
    """,
    "unit_flows": "intervention, carrier, unit, amount\n boiler, gas, MWh/m2, 1",
}


def gas(plan):
    return -plan.balances.query("commodity == 'gas' and kind == 'consumed'")["value"].sum()


def test_two_savings_multiply(case_of):
    """30 % and 50 % leave 0.7 x 0.5 = 0.35 of 100 MWh, not 0.2.

    Both pay: insulation saves 0.3 of the 50 yuan/m2 that metering leaves, 15 for 10 + 1.
    100 x (10 + 1 + 5) + 35 x 100 = 5,100 yuan.
    """
    savings = "improvement, carrier, fraction\n insulation, gas, 0.3\n metering, gas, 0.5"
    plan = planner.solve(case_of(**TABLES, savings=savings))
    assert gas(plan) == pytest.approx(35)
    assert plan.total_cost == pytest.approx(5100)


def test_what_pays_alone_may_not_pay_after_another(case_of, at):
    """Insulation of 20 % alone saves 20 yuan/m2 for 11. Metering halves the bill for 5, and then it saves 10 for 11.

    So metering only: 100 x 5 + 50 x 100 = 5,500 yuan.
    """
    savings = "improvement, carrier, fraction\n insulation, gas, 0.2\n metering, gas, 0.5"
    plan = planner.solve(case_of(**TABLES, savings=savings))
    assert at(plan.uptake, "activity", intervention="insulation") == pytest.approx(0)
    assert plan.total_cost == pytest.approx(5500)


def test_a_saving_of_a_carrier_that_the_technology_does_not_consume_has_no_effect(case_of, at):
    """Both save power only, and the boiler burns gas: 100 MWh remain, and a cap of 99 t can't be kept."""
    savings = "improvement, carrier, fraction\n insulation, power, 0.2\n metering, power, 0.5"
    plan = planner.solve(case_of(**TABLES, savings=savings))
    assert gas(plan) == pytest.approx(100)
    assert at(plan.uptake, "activity", intervention="insulation") == 0
    with pytest.raises(planner.NoPlanError):
        planner.solve(case_of(**TABLES, savings=savings, caps="account, kind, unit, amount\n co2, yearly, tCO2, 99"))


def test_a_row_for_one_technology_stands_before_the_row_for_all(case_of):
    """0.2 for all, 0.5 for the boiler: 50 MWh remain."""
    savings = (
        "improvement, carrier, technology, fraction\n insulation, gas, , 0.2\n insulation, gas, boiler, 0.5"
        "\n metering, power, , 0.5"
    )
    plan = planner.solve(case_of(**TABLES, savings=savings))
    assert gas(plan) == pytest.approx(50)


def test_an_improvement_reaches_no_further_than_its_stock(case_of):
    """30 m2 at most: 70 + 30 x 0.5 = 85 MWh."""
    tables = TABLES | {"paths": "intervention, column, amount\n metering, potential, 30"}
    savings = "improvement, carrier, fraction\n metering, gas, 0.5\n insulation, power, 0.2"
    assert gas(planner.solve(case_of(**tables, savings=savings))) == pytest.approx(85)
