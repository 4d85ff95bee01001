"""What a policy adds: the plan without it, it alone, and what its price says."""

from __future__ import annotations

import pytest

import planner

# 10 MWh of heat from gas at 100 yuan and 1 t a MWh, or from pumps at 150 yuan, of one year.
TABLES = {
    "services": "service, unit, amount\n heat, MWh, 10",
    "carriers": "carrier, unit, bought\n gas, MWh, true",
    "prices": "carrier, unit, amount\n gas, yuan/MWh, 100",
    "emission_factors": "carrier, account, unit, amount\n gas, co2, tCO2/MWh, 1",
    "interventions": """
        intervention, kind, sector, of, unit, lifetime, cost_unit, capex, incumbent
        boiler, technology, city, heat, MWh, 1, , , true
        pump, technology, city, heat, MWh, 1, yuan/MWh, 150,
    """,
    "unit_flows": "intervention, carrier, unit, amount\n boiler, gas, MWh/MWh, 1",
    "caps": "account, unit, amount\n co2, tCO2, 7",
    "volumes": "policy, quantity, of, bound, unit, amount\n pilot, stock, pump, at_least, MWh, 5",
}


def test_one_percent_of_a_share_is_of_the_supply(case_of, at):
    """40 % of 10 MWh from pumps are 50 yuan dearer each, 200 in all; 1 % of 4 MWh less saves 2."""
    shares = "policy, commodity, suppliers, unit, amount\n clean, heat, pump, %, 40"
    table = planner.policy_costs(
        case_of(**{name: table for name, table in TABLES.items() if name not in ("caps", "volumes")}, shares=shares)
    )
    assert at(table, "adds", id="clean") == pytest.approx(200)
    assert at(table, "one_percent", id="clean") == pytest.approx(2)


def test_what_overlaps_adds_less_than_alone(case_of, at):
    """The cap asks for 3 pumps, the pilot for 5, at 50 yuan more each: 250 together.

    Without the pilot 3 stay: it adds 100, alone 250. The cap adds nothing, alone 150. 1 % of 5 pumps less saves 2.5.
    """
    table = planner.policy_costs(case_of(**TABLES))
    assert at(table, "adds", id="pilot") == pytest.approx(100)
    assert at(table, "alone", id="pilot") == pytest.approx(250)
    assert at(table, "one_percent", id="pilot") == pytest.approx(2.5)
    assert at(table, "emissions", id="pilot") == pytest.approx(-2)
    assert at(table, "adds", id="co2/total/yearly") == pytest.approx(0)
    assert at(table, "alone", id="co2/total/yearly") == pytest.approx(150)
    assert at(table, "adds", id="total") == pytest.approx(250)
    assert at(table, "emissions", id="total") == pytest.approx(-5)


def test_without_a_loan_there_is_none(case_of, at):
    """200 yuan of 750 at 0 % for two years, half of it owed after the end: at 10 % worth 200 (1.1 - 1) = 20."""
    tables = TABLES | {
        "payers": "payer\n homes",
        "payer_shares": "payer, share\n homes, 1",
        "loans": "loan, lender, borrower, rate, tenor, unit, amount\n bond, outside, homes, 0, 2, yuan, 200",
    }
    table = planner.policy_costs(case_of(rate=0.1, **tables))
    assert at(table, "adds", id="bond") == pytest.approx(-20)
