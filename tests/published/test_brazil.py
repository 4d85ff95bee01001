"""Brazil: with a deeper target in 2030, the least-cost way to the target of 2020 changes (brazil/README.md).

Figures from an independent solve of the same program with SciPy.
"""

from __future__ import annotations

from pathlib import Path

import pytest

import planner

FOLDER = Path(__file__).parent / "brazil"
ONE_TARGET = "account,scope,kind,between,unit,2020,source\nabatement,,yearly,free,MtCO2,-450,targets\n"
REFINERIES = [f"refinery_{step}" for step in ("heat_integration", "new_design", "fouling_control", "advanced_control")]
RAILS = ["metro", "rail_and_waterways"]


@pytest.fixture(scope="module")
def one_target() -> planner.Plan:
    texts = {file.name: file.read_text(encoding="utf-8") for file in FOLDER.iterdir() if file.suffix != ".md"}
    return planner.solve(planner.read_case(texts | {"caps.csv": ONE_TARGET}))


@pytest.fixture(scope="module")
def two_targets() -> planner.Plan:
    return planner.solve(planner.read_case(FOLDER))


def in_2020(plan: planner.Plan, measures: list[str]) -> float:
    uptake = plan.uptake
    return float(uptake.loc[(uptake["year"] == 2020) & uptake["intervention"].isin(measures), "activity"].sum())


def price_of(plan: planner.Plan, year: int, column: str) -> float:
    return float(plan.shadow_price.set_index("year").loc[year, column])


def test_refineries_give_less_when_a_deeper_target_follows(one_target, two_targets):
    assert in_2020(one_target, REFINERIES) == pytest.approx(6.947613567871146)
    assert in_2020(two_targets, REFINERIES) == pytest.approx(3.19985644170253)


def test_metro_and_rail_give_more_when_a_deeper_target_follows(one_target, two_targets):
    assert in_2020(one_target, RAILS) == pytest.approx(5.34534916920836)
    assert in_2020(two_targets, RAILS) == pytest.approx(7.790489289501777)


def test_the_price_of_2020_collapses_when_a_deeper_target_follows(one_target, two_targets):
    """Undiscounted: the present value times 1.08^10."""
    assert price_of(one_target, 2020, "present_value") == pytest.approx(106.01847286619955)
    assert price_of(one_target, 2020, "price") == pytest.approx(106.01847286619955 * 1.08**10)
    assert price_of(two_targets, 2020, "price") == pytest.approx(12.725767361009222)
    assert price_of(two_targets, 2030, "present_value") == pytest.approx(616.90862140085)


def test_the_cost_is_that_of_the_independent_solve(one_target, two_targets):
    assert one_target.total_cost == pytest.approx(-6643.0151140881935)
    assert two_targets.total_cost == pytest.approx(19066.384239970575)


def test_two_dates_bind_two_years_only(two_targets):
    """Between is free, and nothing is extended past 2030 or before 2020."""
    assert two_targets.shadow_price["year"].tolist() == [2020, 2030]
