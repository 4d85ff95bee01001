"""The marks on a shadow price: what one tonne less costs, what one more saves, how far it holds, who sets it."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

import planner
from planner.program.session import Session
from planner.results.price_ranges import price_ranges

# 100 t a year. 30 t cost 10, 30 t cost 40.
TWO = {
    "baseline": "sector, account, unit, amount\n city, co2, tCO2, 100",
    "interventions": """
        intervention, kind,      sector, unit, lifetime, potential, variable_unit, variable_cost
        cheap,        reduction, city,   tCO2, 1,        30,        yuan/tCO2,     10
        dear,         reduction, city,   tCO2, 1,        30,        yuan/tCO2,     40
    """,
    "process_emissions": "intervention, account, unit, amount\n cheap, co2, tCO2/tCO2, -1\n dear, co2, tCO2/tCO2, -1",
}
MARKS = ["price", "tightened", "relaxed", "holds_from", "holds_to"]


def marks(case, model=None):
    price = planner.solve(case, model=model).shadow_price.iloc[0]
    return [float(price[name]) for name in MARKS]


def capped(case_of, amount, kind="yearly", **more):
    return case_of(**TWO, caps=f"account, kind, unit, amount\n co2, {kind}, tCO2, {amount}", **more)


def test_between_kinks_both_ends_are_the_price(case_of):
    """At 50 t the dear ones are in use: 40 yuan, from 70 t, where they begin, to 40, where they end."""
    assert marks(capped(case_of, 50)) == pytest.approx([40, 40, 40, 40, 70])


def test_at_a_kink_a_tonne_less_costs_more_than_a_tonne_more_saves(case_of):
    """At 70 t the cheap ones run out: 40 yuan for the next tonne, 10 saved by one more; the price is one of them."""
    price, tightened, relaxed, low, high = marks(capped(case_of, 70))
    assert (tightened, relaxed) == pytest.approx((40, 10))
    assert (price, low, high) in (
        (pytest.approx(40), pytest.approx(40), pytest.approx(70)),
        (pytest.approx(10), pytest.approx(70), pytest.approx(100)),
    )


def test_a_hair_beside_a_kink_is_the_kink(case_of):
    """At 70 t less 3e-9 of it the dear ones begin: the next 2e-7 t would save 40 yuan a tonne, all further ones 10."""
    price, tightened, relaxed, _, high = marks(capped(case_of, 70 - 2e-7))
    assert (price, tightened, relaxed) == pytest.approx((40, 40, 10))
    assert high == pytest.approx(70, abs=1e-9)


@pytest.mark.parametrize(("told", "low", "high"), [(10, 70, 100), (25, 70, 70), (40, 40, 70)])
def test_the_marks_are_of_the_price_that_is_told(case_of, told, low, high):
    """At 70 t every price from 10 to 40 is one, and the basis has one of them: how far each holds does not ask which."""
    ready = planner.prepare(capped(case_of, 70))
    (limit,), program, found = ready.inputs.limits, ready.program, Session(ready.program).solve()
    top = price_ranges(ready.inputs, program, found)[limit].tightened
    duals = found.reduced_cost.copy()
    duals[program.column[limit.name]] = -top * told / 40
    marked = price_ranges(ready.inputs, program, replace(found, reduced_cost=duals))[limit]
    assert (marked.tightened, marked.relaxed) == pytest.approx((top, top / 4))
    assert (marked.holds_from, marked.holds_to) == pytest.approx((low, high))


def test_where_no_plan_keeps_a_lower_cap_the_next_tonne_has_no_price(case_of):
    """40 t is the least: the last tonne cost 40 yuan, there is no next one."""
    _, tightened, relaxed, low, high = marks(capped(case_of, 40))
    assert tightened == math.inf
    assert (relaxed, low, high) == pytest.approx((40, 40, 70))


def test_a_slack_cap_costs_nothing_down_to_the_emissions(case_of):
    """Nothing pays: 100 t under a cap of 120."""
    assert marks(capped(case_of, 120)) == pytest.approx([0, 0, 0, 100, math.inf])


def test_where_no_plan_emits_as_much_a_cap_costs_nothing(case_of):
    """A cap of 100 t on 100 t: the next tonne costs 10 yuan; one more saves nothing, since nothing emits it."""
    price, tightened, relaxed, low, high = marks(capped(case_of, 100))
    assert (tightened, relaxed) == pytest.approx((10, 0))
    assert (price, low, high) in ((0, 100, math.inf), (pytest.approx(10), pytest.approx(70), pytest.approx(100)))


def test_a_budget_is_marked_as_a_cap_is(case_of):
    """200 t in two years; a budget of 120 t takes both cheap ones and 20 t of the dear: 40 yuan from 80 to 140 t."""
    budget = "account, kind, unit, 2031\n co2, cumulative, tCO2, 120"
    case = case_of(years=(2030, 2031), **TWO, caps=budget)
    assert marks(case, "carbon_budget") == pytest.approx([40, 40, 40, 80, 140])


def test_a_price_names_the_cap_that_sets_it(case_of):
    """A reduction of 2030 that lasts two years: the cap of 2031 asks for 20 t, so that of 2030, 90 t, costs nothing."""
    tables = TWO | {
        "interventions": """
        intervention, kind,      sector, unit, lifetime, potential, cost_unit, capex
        cheap,        reduction, city,   tCO2, 2,        30,        yuan/tCO2, 20
        dear,         reduction, city,   tCO2, 2,        30,        yuan/tCO2, 80
    """,
        "paths": "intervention, column, 2030, 2031\n cheap, build_limit, 30, 0\n dear, build_limit, 30, 0",
    }
    case = case_of(years=(2030, 2031), **tables, caps="account, kind, unit, 2030, 2031\n co2, yearly, tCO2, 90, 80")
    prices = planner.solve(case).shadow_price.set_index("year")
    assert prices["price"].tolist() == pytest.approx([0, 20])
    assert prices.loc[2031, "set_by"] == "co2/total/yearly 2031"
    assert prices.loc[2030, "set_by"] == "co2/total/yearly 2031"


def test_a_flat_cap_on_a_flat_demand_has_a_price_in_each_year(case_of):
    """1,000 GWh a year, from gas at 0.4 kt and 0.3 million a GWh or from solar units of 1 GWh, 3 million and 10 years.

    No discounting, so a year of solar costs 0.3 and 0.05 to keep, 0.05 million more than gas. A cap of 200 kt in all
    years 2025-2034 asks for 500 units in 2025, and one cap carries the price for all. A kt less in one year y alone are
    1 / 0.4 units more from then to 2034: (2035 - y) x 0.05 / 0.4 million, 1.25 of 2025 and 0.125 of 2034.
    """
    case = case_of(
        years=(2025, 2034),
        services="service, unit, amount\n elec, GWh, 1000",
        carriers="carrier, unit, bought\n gas, GWh, true",
        prices="carrier, unit, amount\n gas, yuan/GWh, 0.3",
        emission_factors="carrier, account, unit, amount\n gas, co2, tCO2/GWh, 0.4",
        interventions="""
            intervention, kind,       sector, of,   unit, lifetime, existing, cost_unit, capex, fixed_cost
            plant,        technology, city,   elec, GWh,  40,       2000,     ,          ,
            solar,        technology, city,   elec, GWh,  10,       ,         yuan/GWh,  3,     0.05
        """,
        unit_flows="intervention, carrier, unit, amount\n plant, gas, GWh/GWh, 1",
        caps="account, kind, unit, amount\n co2, yearly, tCO2, 200",
    )
    prices = planner.solve(case).shadow_price
    assert prices["tightened"].tolist() == pytest.approx([(2035 - y) * 0.05 / 0.4 for y in range(2025, 2035)])
    assert (prices["relaxed"] <= prices["price"] + 1e-9).all()
