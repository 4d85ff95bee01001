"""Volumes of named things: limit_volume[p, bound, y], at least, at most or exactly."""

from __future__ import annotations

import pytest

import planner
from planner.results.duals import present_price
from planner.results.plan import prepare
from planner.results.references import optimum

TABLES = {
    "services": "service, unit, amount\n trips, km, 1000",
    "carriers": "carrier, unit, bought\n diesel, kWh, true\n power, kWh, true",
    "prices": "carrier, unit, amount\n diesel, yuan/kWh, 1\n power, yuan/kWh, 2",
    "interventions": """
        intervention, kind,       sector, of,    unit, output, lifetime, cost_unit, capex
        old_bus,      technology, city,   trips, bus,  100,    1,        yuan/bus,  10
        new_bus,      technology, city,   trips, bus,  100,    1,        yuan/bus,  60
    """,
    "unit_flows": "intervention, carrier, unit, amount\n old_bus, diesel, kWh/km, 2\n new_bus, power, kWh/km, 1",
}
HEAD = "policy, quantity, of, bound, unit, amount"


def solved(case_of, *rows: str):
    """Ten buses run 1000 km. An old one costs 10 + 100*2*1 = 210 yuan a year, a new one 60 + 100*1*2 = 260."""
    prepared = prepare(case_of(**TABLES, volumes="\n ".join([HEAD, *rows])))
    plan = optimum(prepared.case, prepared.inputs, prepared.program)
    _, *policies = prepared.inputs.limits
    prices = {limit.name: present_price(prepared.program, plan, limit) for limit in policies}
    return float(prepared.program.cost @ plan.x), prices


def test_a_stock_at_least(case_of):
    """4 new buses: 6*210 + 4*260 = 2300 yuan; one more costs 50."""
    cost, prices = solved(case_of, "pilot, stock, new_bus, at_least, bus, 4")
    assert cost == pytest.approx(2300)
    assert prices == {("limit_volume", "pilot", "at_least", 2030): pytest.approx(50)}


def test_between_which_minimum_amounts_a_price_holds(case_of):
    """At 0 the minimum asks for nothing, above 10 all buses are new and one more stands idle: 50 yuan in between."""
    plan = planner.solve(case_of(**TABLES, volumes=f"{HEAD}\n pilot, stock, new_bus, at_least, bus, 4"))
    row = plan.shadow_price.query("limit == 'volume'").iloc[0]
    assert row[["price", "tightened", "relaxed", "holds_from", "holds_to"]].tolist() == pytest.approx(
        [50, 50, 50, 0, 10]
    )


def test_new_units_exactly(case_of):
    """Exactly 3 new ones are built: 7*210 + 3*260 = 2250 yuan; of its two sides the lower one has the price, 50."""
    cost, prices = solved(case_of, "pilot, new_units, new_bus, exactly, bus, 3")
    assert cost == pytest.approx(2250)
    assert [prices["limit_volume", "pilot", bound, 2030] for bound in ("at_least", "at_most")] == pytest.approx([50, 0])


def test_purchases_at_most_in_another_unit(case_of):
    """1.2 MWh of diesel drive 600 km with 6 old buses: 6*210 + 4*260 = 2300; a MWh more saves 250."""
    cost, prices = solved(case_of, "oil, purchases, diesel, at_most, MWh, 1.2")
    assert cost == pytest.approx(2300)
    assert prices["limit_volume", "oil", "at_most", 2030] == pytest.approx(250)


def test_activity_at_most(case_of):
    """Old buses drive at most 150 km: 1.5*210 + 8.5*260 = 2525 yuan; a km more saves 0.5."""
    cost, prices = solved(case_of, "phase_out, activity, old_bus, at_most, km, 150")
    assert cost == pytest.approx(2525)
    assert prices["limit_volume", "phase_out", "at_most", 2030] == pytest.approx(0.5)


def test_what_has_no_such_quantity_is_refused(case_of):
    with pytest.raises(planner.InputError, match=r"volumes.csv row 2, of.*'power' has no stock"):
        case_of(**TABLES, volumes=f"{HEAD}\n p, stock, power, at_most, kWh, 1")


def test_what_asks_for_more_than_nothing_of_what_cannot_be_is_said(case_of):
    """No diesel bus may be built from 2031 on, and the plan ends in 2030."""
    later = (
        TABLES["interventions"].replace("lifetime,", "lifetime, first_year,").replace("1,        yuan", "1, 2031, yuan")
    )
    case = case_of(**TABLES | {"interventions": later}, volumes=f"{HEAD}\n pilot, new_units, new_bus, at_least, bus, 4")
    with pytest.raises(planner.NoPlanError, match="'pilot' asks for 4 bus in 2030"):
        planner.solve(case)
