"""A cap that does not bind has the price 0: not less, not a minus zero."""

from __future__ import annotations

import math

import pytest

import planner

TABLES = {
    "baseline": "sector, account, unit, 2030, 2032\n city, co2, tCO2, 100, 60",
    "interventions": """
        intervention, kind,      sector, unit, lifetime, potential, variable_unit, variable_cost
        measure,      reduction, city,   tCO2, 1,        50,        yuan/tCO2,     {cost}
    """,
    "process_emissions": "intervention, account, unit, amount\n measure, co2, tCO2/tCO2, -1",
    "caps": "account, kind, unit, amount\n co2, yearly, tCO2, 80",
}


def prices(case_of, cost):
    tables = TABLES | {"interventions": TABLES["interventions"].format(cost=cost)}
    plan = planner.solve(case_of(years=(2030, 2032), **tables))
    return plan.shadow_price["price"].tolist()


def test_a_slack_cap_has_the_price_zero(case_of):
    """The baseline falls from 100 over 80 to 60 t under a cap of 80: only 2030 costs, 10 yuan the last tonne.

    (In 2031 the baseline only just keeps the cap: a tonne less would cost 10 and a tonne more is worth nothing.)
    """
    first, kink, last = prices(case_of, cost=10)
    assert first == pytest.approx(10)
    assert 0 <= kink <= 10
    assert last == 0
    assert math.copysign(1, last) == 1


def test_what_pays_anyway_makes_the_cap_slack(case_of):
    """A measure that earns 10 yuan a tonne takes its 50 t in every year, and no cap costs a thing."""
    assert prices(case_of, cost=-10) == [0, 0, 0]
