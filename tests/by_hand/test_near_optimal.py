"""How far measures go in plans that cost a little more than the cheapest."""

from __future__ import annotations

import io
import json
import re

import numpy as np
import pytest
from rich.console import Console
from shipped import DATA

import planner
from planner.output.near_card import near_screen

# 100 t under a cap of 60: 30 t cheap ones at 10, then 10 t at 40. Dear ones cost 40 a tonne, dearer ones 50, up to 30 t of each.
TABLES = {
    "baseline": "sector, account, unit, amount\n city, co2, tCO2, 100",
    "interventions": """
        intervention, kind,      sector, unit, lifetime, potential, variable_unit, variable_cost
        cheap,        reduction, city,   tCO2, 1,        30,        yuan/tCO2,     10
        dear,         reduction, city,   tCO2, 1,        30,        yuan/tCO2,     40
        dearer,       reduction, city,   tCO2, 1,        30,        yuan/tCO2,     50
        hopeless,     reduction, city,   tCO2, 1,        30,        yuan/tCO2,     1e9
    """,
    "process_emissions": "intervention, account, unit, amount\n"
    + "\n".join(f" {i}, co2, tCO2/tCO2, -1" for i in ("cheap", "dear", "dearer", "hopeless")),
    "caps": "account, kind, unit, amount\n co2, yearly, tCO2, 60",
}


def test_ranges_on_paper(case_of):
    """300 + 400 = 700 yuan is the least; a tenth more is 770, so 70 yuan may go astray.

    Each tonne that is dear and not cheap costs 30 more: cheap at least 30 - 70/30 = 27 2/3 t. Dearer ones for dear ones
    cost 10 more: up to 7 t of them, and dear ones from 3 t. More dear ones than needed: 70/40 beside the ten is 11 3/4, for
    cheap ones 70/30 is 12 1/3 t. Of the hopeless ones 70/1e9 less the 40 that each saves: next to none.
    """
    found = planner.near_optimal(case_of(**TABLES), slack=0.1)
    table = found.table.set_index("intervention")
    assert found.least_cost == pytest.approx(700)
    assert table.loc["cheap", ["least", "plan", "most"]].tolist() == pytest.approx([30 - 70 / 30, 30, 30])
    assert table.loc["dear", ["least", "plan", "most"]].tolist() == pytest.approx([3, 10, 10 + 70 / 30])
    assert table.loc["dearer", ["least", "plan", "most"]].tolist() == pytest.approx([0, 0, 7])
    assert table.loc["hopeless", "most"] == pytest.approx(70 / (1e9 - 40), rel=1e-3)
    assert table["kind"].to_dict() == {"cheap": "must", "dear": "must", "dearer": "choice", "hopeless": "choice"}
    assert found.error < 1e-9


def test_beside_the_curve(case_of):
    """From the least cost of nothing at all: 30 t at 10, 30 at 40, 30 at 50, then the hopeless ones; each with its range above."""
    case = case_of(**TABLES)
    beside = planner.near_optimal(case, slack=0.1, year=2030).beside(planner.mac_curve(case, year=2030)).table
    assert beside["intervention"].tolist() == ["cheap", "dear", "dearer", "hopeless"]
    assert beside["price"].tolist() == pytest.approx([10, 40, 50, 1e9])
    assert beside["kind"].tolist() == ["must", "must", "choice", "choice"]
    assert beside.loc[2, ["least", "most"]].tolist() == pytest.approx([0, 7])


def test_what_grows_nowhere_along_the_curve_comes_last(case_of):
    """Two tonnes that save money are in every plan: no step, no price, and the picture says the prices of the others."""
    saves = TABLES["interventions"] + "saves, reduction, city, tCO2, 1, 2, yuan/tCO2, -5\n"
    emissions = TABLES["process_emissions"] + "\n saves, co2, tCO2/tCO2, -1"
    case = case_of(**TABLES | {"interventions": saves, "process_emissions": emissions})
    found = planner.near_optimal(case, slack=0.01, year=2030).beside(planner.mac_curve(case, year=2030))
    assert found.table["intervention"].tolist() == ["cheap", "dear", "dearer", "hopeless", "saves"]
    assert np.isnan(found.table["price"].iloc[-1])
    drawn = json.dumps(found.plot(lang="en").chart.to_dict(), ensure_ascii=False)
    assert re.findall(r'"price": ([^,]*), "said": "([^"]*)"', drawn)[:2] == [("10.0", "10"), ("40.0", "40")]
    assert drawn.count('"price": 0, "said": ""') == 1
    screen = Console(width=200, file=io.StringIO())
    screen.print(near_screen(found, "en"))
    assert "comes in at" in screen.file.getvalue()


def test_without_slack_only_the_cheapest_is_left(case_of):
    table = planner.near_optimal(case_of(**TABLES), slack=0, year=2030).table.set_index("intervention")
    for end in ("least", "plan", "most"):
        assert table[end].tolist() == pytest.approx([30, 10, 0, 0], abs=1e-6)
    assert table["kind"].to_dict() == {"cheap": "must", "dear": "must", "dearer": "out", "hopeless": "out"}


def test_a_plan_that_is_made_to_have_the_most_costs_no_more():
    """The most electric buses of 2035 within half a percent, asked for as a limit of one's own: such a plan costs just that much more."""
    found = planner.near_optimal(DATA / "example_city", slack=0.005, year=2035)
    row = found.table.set_index("intervention").loc["electric_bus"]

    def at_least(m, inputs):
        import pyomo.environ as pyo

        m.limit_buses = pyo.Constraint([2035], rule=lambda m, y: m.stock["electric_bus", y] >= row["most"])
        return [planner.Family("limit_buses", "y", "policy", unit="bus")]

    assert row["most"] > row["plan"]
    plan = planner.solve(DATA / "example_city", extend=at_least)
    assert plan.total_cost == pytest.approx(1.005 * found.least_cost, rel=1e-6)
    assert np.isfinite(found.table["most"]).all()


@pytest.mark.parametrize("asked", [{"slack": -0.1}, {"year": 1999}])
def test_what_makes_no_sense_is_refused(case_of, asked):
    with pytest.raises(planner.UsageError):
        planner.near_optimal(case_of(**TABLES), **asked)


# 10 of 100 t have to go, by any of three measures at the same cost, 10 t each.
ALIKE = {
    "baseline": "sector, account, unit, amount\n city, co2, tCO2, 100",
    "interventions": "intervention, kind, sector, unit, lifetime, potential, variable_unit, variable_cost\n"
    + "\n".join(f" {i}, reduction, city, tCO2, 1, 10, yuan/tCO2, 20" for i in "abc"),
    "process_emissions": "intervention, account, unit, amount\n"
    + "\n".join(f" {i}, co2, tCO2/tCO2, -1" for i in "abc"),
    "caps": "account, kind, unit, amount\n co2, yearly, tCO2, 90",
}


def test_plans_that_differ_most(case_of):
    """Three measures that cost the same: 10 t of one alone are three plans, two thirds of all ranges apart, and no other
    is as far from these. All of them cost 200."""
    plans = planner.near_optimal(case_of(**ALIKE), slack=0, plans=2).plans
    amounts = plans.pivot(index="plan", columns="intervention", values="amount").to_numpy()
    assert np.sort(amounts, axis=1) == pytest.approx(np.array([[0, 0, 10]] * 3), abs=1e-6)
    assert len({int(np.argmax(row)) for row in amounts}) == 3
    assert plans["distance"].unique().tolist() == pytest.approx([0, 2 / 3])
    assert plans["cost"].tolist() == pytest.approx([200] * 9)


def test_plans_that_differ_cost_no_more_than_the_slack(case_of):
    """On paper the least cost is 700, a tenth more 770; with no slack there is no other plan."""
    plans = planner.near_optimal(case_of(**TABLES), slack=0.1).plans
    assert plans["cost"].max() <= 770 * (1 + 1e-9)
    assert (plans.groupby("plan")["distance"].first().iloc[1:] > 0.1).all()
    assert planner.near_optimal(case_of(**TABLES), slack=0).plans["plan"].unique().tolist() == [0]


# Heat of 10 from boilers that cost nothing to build, with gas at 5; better ones cost 1 to build and burn as much.
FREE = {
    "services": "service, unit, amount\n heat, PJ, 10",
    "carriers": "carrier, unit, bought\n gas, PJ, true",
    "prices": "carrier, unit, amount\n gas, yuan/PJ, 5",
    "interventions": """
        intervention, kind,       of,   sector, unit, output, cost_unit, lifetime, capex
        boiler,       technology, heat, city,   PJ,   1,      yuan/PJ,   1,        0
        better,       technology, heat, city,   PJ,   1,      yuan/PJ,   1,        1
    """,
    "unit_flows": "intervention, carrier, unit, amount\n boiler, gas, PJ/PJ, 1\n better, gas, PJ/PJ, 1",
}


def test_what_is_free_has_no_limit_and_is_a_must_all_the_same(case_of):
    """10 x 5 = 50, a tenth more buys 5 better ones: boilers at least 5, and as many idle ones as one likes."""
    found = planner.near_optimal(case_of(**FREE), slack=0.1)
    table = found.table.set_index("intervention")
    assert table.loc["boiler", ["least", "plan", "most", "kind"]].tolist() == pytest.approx([5, 10, np.inf, "must"])
    assert table.loc["better", ["least", "plan", "most", "kind"]].tolist() == pytest.approx([0, 0, 5, "choice"])
    screen = Console(width=200, file=io.StringIO())
    screen.print(near_screen(found, "en"))
    assert "no limit" in screen.file.getvalue()
    assert "No limit: boiler" in json.dumps(found.plot().chart.to_dict())
