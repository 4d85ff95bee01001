"""Scenarios of data/beijing: every change has a source, each solves, and its note is true of what comes out."""

from __future__ import annotations

import csv

import pytest
from shipped import ROOT

import planner
from planner.case.scenarios import CENTRAL
from planner.results.comparison import against

BEIJING = ROOT / "data" / "beijing"
CHEAPER = (
    "grid_first",
    "efficiency_first",
    "hydrogen_push",
    "ccus_breakthrough",
    "compact_city",
    "remote_work",
    "shared_and_autonomous",
    "diet_and_lifestyle",
    "aviation_outside",
)


@pytest.fixture(scope="module")
def comparison(yearly_beijing) -> planner.Comparison:
    """With one slice."""
    return planner.compare(yearly_beijing)


@pytest.fixture(scope="module")
def by_slices() -> planner.Comparison:
    return planner.compare(BEIJING)


@pytest.fixture(scope="module")
def caps_cost(by_slices) -> dict[str, float]:
    """What the caps cost: the plan less the least cost without them."""
    return {name: against(plan, None)["least_cost"] for name, plan in by_slices.plans.items()}


@pytest.mark.slow
def test_every_scenario_has_a_plan(comparison):
    assert comparison.failed == {}
    assert len(comparison.plans) >= 11


def test_every_scenario_says_what_it_assumes_and_shows_in_both_languages(beijing):
    for row in beijing.case.scenarios.values():
        assert min(map(len, (row.name_en, row.name_zh))) > 2
        assert len(row.note_en) > 150
        assert len(row.note_zh) > 60


@pytest.mark.parametrize("file", sorted((BEIJING / "scenarios").glob("*.csv")), ids=lambda file: file.stem)
def test_every_change_fits_the_tables_and_names_a_source(file):
    planner.read_case(BEIJING, scenario=file.stem)
    changes = list(csv.DictReader(file.read_text(encoding="utf-8").splitlines()))
    assert changes
    assert all(change["source"] for change in changes)


@pytest.mark.night
def test_a_slow_grid_costs_more_and_all_else_less(by_slices):
    central = by_slices.plans[CENTRAL].total_cost
    assert by_slices.plans["slow_grid"].total_cost > 1.002 * central
    for scenario in CHEAPER:
        assert by_slices.plans[scenario].total_cost < central


@pytest.mark.night
def test_the_caps_cost_less_where_the_notes_say_so(caps_cost):
    """A quarter less: lifestyle. A fifth less: grid first. A twentieth less: efficiency. As much as before: hydrogen,
    capture, compact city, remote work, shared cars. A sixth more: slow grid. Under a third: aviation outside."""
    shares = {name: cost / caps_cost[CENTRAL] for name, cost in caps_cost.items()}
    for scenarios, share in (
        (("diet_and_lifestyle",), 0.75),
        (("grid_first",), 0.8),
        (("efficiency_first",), 0.95),
        (("slow_grid",), 1.17),
        (("hydrogen_push", "ccus_breakthrough", "compact_city", "remote_work", "shared_and_autonomous"), 1.0),
    ):
        for scenario in scenarios:
            assert shares[scenario] == pytest.approx(share, abs=0.04), scenario
    assert shares["aviation_outside"] < 0.33


@pytest.mark.slow
def test_hydrogen_drives_trucks_and_no_buses(comparison, at):
    uptake = comparison.plans["hydrogen_push"].uptake
    trucks = at(uptake, "stock", intervention="hydrogen_truck", year=2050)
    assert trucks > 1.2 * at(comparison.plans[CENTRAL].uptake, "stock", intervention="hydrogen_truck", year=2050)
    assert at(uptake, "stock", intervention="hydrogen_bus", year=2050) == 0


@pytest.mark.slow
def test_flights_outside_the_account_leave_it_without_aviation(comparison):
    """Nothing is emitted in the sector aviation, and the cap of 2030 is 106.1 x 0.8534 = 90.55 Mt."""
    plan = comparison.plans["aviation_outside"]
    assert plan.emissions.query("account == 'co2_market' and sector == 'aviation'")["plan"].abs().max() == 0
    assert plan.cap_prices.set_index("year").loc[2030, "amount"] == pytest.approx(90.55, abs=0.01)


@pytest.mark.slow
def test_demand_in_2025_is_as_reported(comparison):
    """Scenarios change the years to come: frozen emissions of 2025 are the central ones, but where aviation is out."""
    central = comparison.plans[CENTRAL].references["frozen"]["emissions"]["co2_market"][2025]
    for scenario, plan in comparison.plans.items():
        found = plan.references["frozen"]["emissions"]["co2_market"][2025]
        assert found == pytest.approx(central - (7.3884 * 3.15 if scenario == "aviation_outside" else 0), rel=1e-6)
