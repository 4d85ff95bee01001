"""All accounts are tracked, each with its own factors; caps name theirs."""

from __future__ import annotations

import pytest

import planner

# 10 MWh of light. A physical account counts 0.6 t a MWh from the grid, an accounting rule 0.9. Panels emit nothing.
TABLES = {
    "services": "service, unit, amount\n light, MWh, 10",
    "carriers": "carrier, unit, bought, counted_in\n power, MWh, true, city",
    "prices": "carrier, unit, amount\n power, yuan/MWh, 500",
    "emission_factors": """
        carrier, account,     unit,      amount
        power,   physical,    tCO2/MWh,  0.6
        power,   by_the_rule, kgCO2/kWh, 0.9
    """,
    "interventions": """
        intervention, kind,       sector, of,    unit, existing, lifetime, build_limit, variable_unit, variable_cost
        lamps,        technology, city,   light, MWh,  10,       20,       0,           ,
        panels,       technology, city,   power, MWh,  ,         1,        ,            yuan/MWh,      800
    """,
    "unit_flows": "intervention, carrier, unit, amount\n lamps, power, MWh/MWh, 1",
}
ACCOUNTS = ("physical", "by_the_rule")


@pytest.mark.parametrize(
    ("account", "emissions", "price"),
    [
        ("physical", {"physical": 3, "by_the_rule": 4.5}, 500),
        ("by_the_rule", {"physical": 2, "by_the_rule": 3}, 1000 / 3),
    ],
)
def test_a_cap_of_3_t_is_more_or_less_power_by_the_account(case_of, at, account, emissions, price):
    """3 t are 5 MWh of grid power by the one factor, 3.33 by the other.

    A panel's MWh costs 300 yuan more and saves 0.6 or 0.9 t: 500 or 333.33 yuan a tonne.
    """
    caps = f"account, kind, unit, amount\n {account}, yearly, tCO2, 3"
    plan = planner.solve(case_of(accounts=ACCOUNTS, **TABLES, caps=caps))
    total = plan.emissions.query("sector == 'total'").set_index("account")["plan"].to_dict()
    assert total == pytest.approx(emissions)
    assert at(plan.shadow_price, "price", account=account) == pytest.approx(price)


def test_another_factor_is_not_abatement(case_of):
    """Without caps the two accounts differ by 3 t, and both are 0 t below their own reference."""
    emissions = planner.solve(case_of(accounts=ACCOUNTS, **TABLES)).emissions.query("sector == 'total'")
    assert emissions["plan"].tolist() == pytest.approx([6, 9])
    assert emissions["frozen"].tolist() == pytest.approx([6, 9])
