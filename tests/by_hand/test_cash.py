"""What is paid in each year, beside the references: capital when it is spent, running cost, energy; the extra."""

from __future__ import annotations

import pytest

import planner

# 10 MWh of heat. The boiler stands, costs 1 yuan a MWh a year and burns gas for 4 yuan, 1 t a MWh. The heat pump costs
# 20 yuan for 4 years and 2 yuan a MWh a year; only a cap brings it, of 4 t from 2031 on.
TABLES = {
    "years": (2030, 2032),
    "rate": 0.25,
    "services": "service, unit, amount\n heat, MWh, 10",
    "carriers": "carrier, unit, bought\n gas, MWh, true",
    "prices": "carrier, unit, amount\n gas, yuan/MWh, 4",
    "emission_factors": "carrier, account, unit, amount\n gas, co2, tCO2/MWh, 1",
    "unit_flows": "intervention, carrier, unit, amount\n boiler, gas, MWh/MWh, 1",
    "interventions": """
        intervention, kind, sector, of, unit, existing, incumbent, cost_unit, capex, fixed_cost, lifetime
        boiler, technology, city, heat, MWh, 10, true, yuan/MWh, , 1, 100
        heat_pump, technology, city, heat, MWh, , , yuan/MWh, 20, 2, 4
    """,
    "paths": "intervention, column, 2030\n boiler, existing, 10",
    "caps": "account, unit, 2031, 2032\n co2, tCO2, 4, 4",
}


@pytest.fixture(scope="module")
def plan(case_of):
    return planner.solve(case_of(**TABLES))


def by_year(plan, kind, column):
    table = plan.cash_by_year
    return table[table["kind"] == kind].set_index("year")[column].to_dict()


def test_the_plan_and_every_reference_side_by_side(plan, at):
    """Every reference burns gas for 40 yuan and pays 10 for its boilers. The plan spends 6 x 20 = 120 yuan in 2031 on
    heat pumps, which run for 6 x 2 = 12, and buys gas for 16.
    """
    for name in ("frozen", "current_policies", "least_cost"):
        assert by_year(plan, "capital", name) == pytest.approx({2030: 0, 2031: 0, 2032: 0})
        assert by_year(plan, "running", name) == pytest.approx({2030: 10, 2031: 10, 2032: 10})
        assert by_year(plan, "energy", name) == pytest.approx({2030: 40, 2031: 40, 2032: 40})
    assert by_year(plan, "capital", "plan") == pytest.approx({2030: 0, 2031: 120, 2032: 0})
    assert by_year(plan, "running", "plan") == pytest.approx({2030: 10, 2031: 22, 2032: 22})
    assert by_year(plan, "energy", "plan") == pytest.approx({2030: 40, 2031: 16, 2032: 16})
    assert at(plan.cash, "least_cost", year=2031, item="gas", kind="purchase") == pytest.approx(40)
    assert at(plan.cash, "frozen", year=2031, item="heat_pump", kind="capex") == 0


def test_the_extra_of_a_year_and_up_to_it(plan):
    """2030: 50 - 50 = 0. 2031: 158 - 50 = 108. 2032: 38 - 50 = -12: 96 in all."""
    assert by_year(plan, "total", "extra") == pytest.approx({2030: 0, 2031: 108, 2032: -12})
    assert by_year(plan, "total", "cumulative") == pytest.approx({2030: 0, 2031: 108, 2032: 96})
    assert set(plan.cash_by_year["against"]) == {"frozen"}  # nothing is decided: current policies are the same


def test_capital_is_worth_what_it_is_at_the_start_of_its_year(plan, at):
    """2031 at 25 %: 120 yuan at its start, which is the end of 2030; the 16 of gas at its end are 16 / 1.25 = 12.8."""
    assert at(plan.cash, "present_value", year=2031, kind="capex") == pytest.approx(120)
    assert at(plan.cash, "present_value", year=2031, kind="purchase") == pytest.approx(12.8)


def test_carbon_payments_stand_apart(case_of):
    """With a carbon price of 1 yuan/t in place of the cap: 10 yuan a year, paid by no reference and in no total."""
    tables = TABLES | {"carbon_prices": "account, unit, amount\n co2, yuan/tCO2, 1"}
    plan = planner.solve(case_of(**tables), model="carbon_price")
    assert by_year(plan, "carbon", "plan") == pytest.approx({2030: 10, 2031: 10, 2032: 10})
    assert by_year(plan, "carbon", "frozen") == pytest.approx({2030: 0, 2031: 0, 2032: 0})
    assert by_year(plan, "total", "plan") == by_year(plan, "total", "frozen")


def test_a_reference_that_is_missing_has_no_cash(case_of):
    """Nobody may renew the boilers, of which none are left in 2032: frozen is missing, current policies are not."""
    tables = TABLES | {"paths": "intervention, column, 2030, 2032\n boiler, existing, 10, 0"}
    tables["interventions"] = tables["interventions"].replace("true", "    ")
    plan = planner.solve(case_of(**tables))
    assert plan.cash["frozen"].isna().all()
    assert plan.cash["current_policies"].notna().all()
    assert plan.cash_by_year["frozen"].isna().all()
