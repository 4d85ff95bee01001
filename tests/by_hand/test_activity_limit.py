"""limit_activity[i, y]: what the modes of a technology deliver, activity[m, y], is at most output x stock."""

from __future__ import annotations

import pytest

import planner

INTERVENTIONS = """
    intervention, kind,       sector, of,   unit, output, cost_unit, capex, lifetime, potential, build_limit
    cheap,        technology, city,   heat, kW,   2,      yuan/kW,   10,    1,        {potential}, {build_limit}
    dear,         technology, city,   heat, kW,   2,      yuan/kW,   30,    1,        ,
"""


def plan_with(case_of, potential="", build_limit=""):
    interventions = INTERVENTIONS.format(potential=potential, build_limit=build_limit)
    return planner.solve(case_of(services="service, unit, amount\n heat, MWh, 100", interventions=interventions))


def test_the_demand_is_built_for(case_of, at):
    """100 MWh at 2 MWh per kW: 50 kW for 10 yuan each."""
    plan = plan_with(case_of)
    assert at(plan.uptake, "new_units", intervention="cheap") == pytest.approx(50)
    assert plan.total_cost == pytest.approx(500)


@pytest.mark.parametrize("limit", ["potential", "build_limit"])
def test_what_the_cheap_one_cannot_the_dear_one_must(case_of, at, limit):
    """20 kW of the cheap one give 40 MWh, 30 kW of the dear one the other 60: 20 x 10 + 30 x 30 = 1,100 yuan."""
    plan = plan_with(case_of, **{limit: 20})
    assert at(plan.uptake, "activity", intervention="cheap") == pytest.approx(40)
    assert at(plan.uptake, "new_units", intervention="dear") == pytest.approx(30)
    assert plan.total_cost == pytest.approx(1100)
