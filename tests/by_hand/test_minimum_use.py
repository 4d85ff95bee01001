"""hold_activity[i, y]: a technology delivers at least minimum_use x output x stock."""

from __future__ import annotations

import pytest

import planner

INTERVENTIONS = """
    intervention, kind,       sector, of,   unit, output, variable_unit, variable_cost, existing, lifetime, minimum_use
    chp,          technology, city,   heat, kW,   10,     yuan/MWh,      50,            4,        20,       {share}
    boiler,       technology, city,   heat, kW,   10,     yuan/MWh,      20,            10,       20,
"""


@pytest.mark.parametrize(("share", "from_chp", "cost"), [("", 0, 1200), (0.5, 20, 1800), (1, 40, 2400)])
def test_a_signed_plant_runs_though_it_is_dear(case_of, at, share, from_chp, cost):
    """60 MWh. The dear plant can give 4 x 10 = 40 MWh and must give its share of that, the boiler gives the rest.

    Its `variable_cost` makes it dear. Nothing: 60 x 20 = 1,200 yuan. Half: 20 x 50 + 40 x 20 = 1,800.
    All: 40 x 50 + 20 x 20 = 2,400.
    """
    case = case_of(services="service, unit, amount\n heat, MWh, 60", interventions=INTERVENTIONS.format(share=share))
    plan = planner.solve(case)
    assert at(plan.uptake, "activity", intervention="chp") == pytest.approx(from_chp)
    assert plan.total_cost == pytest.approx(cost)
