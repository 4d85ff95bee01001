"""Laws of the bars of measures alone and of their forms in turn and as a system: the example city's and Beijing's."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from planner.curves.forms import Forms, curve_forms
from planner.curves.standalone import yearly_cost
from planner.results.costs import annual_costs
from planner.results.plan import prepare
from planner.results.values import values_of


@pytest.fixture(scope="module")
def example_city_forms(example_city) -> Forms:
    return curve_forms(prepare(example_city), year=2035)


@pytest.mark.parametrize("name", ["example_city", pytest.param("yearly_beijing", marks=pytest.mark.slow)])
def test_the_cost_of_a_year_is_that_of_the_cost_table(request, name):
    ready = request.getfixturevalue(name)
    ready = prepare(ready) if name == "example_city" else ready
    least = ready.references.least_cost
    chosen, values = replace(ready.inputs, decided={}), values_of(ready.program, least)
    annual = annual_costs(ready.case, ready.spec.name, chosen, values).groupby("year")["value"].sum()
    for year in ready.inputs.years[::5]:
        assert yearly_cost(ready.inputs, ready.program, year) @ least.x == pytest.approx(annual[year], rel=1e-9)


@pytest.mark.night
def test_measures_that_are_real_keep_their_bars(yearly_beijing_forms):
    """Contracts, roofs and fuels have bars; heat pumps alone, on the residual grid of 2035, raise emissions."""
    bars = yearly_beijing_forms.ranked.bars.set_index("intervention")
    assert bars.loc[["wind_ppa_1", "solar_ppa_1", "rooftop_pv_1", "wind_line", "saf_1"], "bar"].all()
    assert bars.loc["air_heat_pump", "flag"] == "raises"


@pytest.mark.night
def test_the_bars_are_whole_and_in_order(yearly_beijing_forms):
    """Every measure but storages has one row, those with a bar first: by cost per tonne, or by net benefit."""
    case, by_cost = yearly_beijing_forms.case, yearly_beijing_forms.ranked.bars
    assert by_cost.loc[by_cost["bar"], "cost_per_tonne"].is_monotonic_increasing
    assert by_cost["bar"].is_monotonic_decreasing
    bars = yearly_beijing_forms.ranked.in_order("benefit").bars
    measures = [i for i, row in case.interventions.items() if not row.incumbent and row.kind != "storage"]
    assert sorted(bars["intervention"]) == sorted(measures)
    drawn = bars[bars["bar"]]
    saves, costs = drawn[drawn["cost"] < 0], drawn[drawn["cost"] >= 0]
    assert len(saves) > 3 < len(costs)
    assert drawn["intervention"].tolist() == [*saves["intervention"], *costs["intervention"]]
    assert saves["net_benefit"].is_monotonic_decreasing
    assert costs["cost_per_tonne"].is_monotonic_increasing
    assert bars.loc[bars["abatement"] <= 0, "cost_per_tonne"].isna().all()


@pytest.mark.parametrize("name", ["example_city", pytest.param("yearly_beijing", marks=pytest.mark.night)])
def test_no_order_of_measures_is_cheaper_than_the_system(request, name):
    """What stands after each measure in turn is a plan of the year too: the system avoids as much for no more money.

    And what avoids most in turn can't go beyond the system.
    """
    forms = request.getfixturevalue(f"{name}_forms")
    ends, cost = {}, {}
    for form, rows in forms.table.groupby("form"):
        ends[form] = np.array([0.0, *rows["abatement_to"]])
        cost[form] = np.concatenate([[0.0], np.cumsum(np.diff(ends[form]) * rows["cost_per_tonne"])])
    turn, system = ends["retrospective"], ends["systems"]
    assert turn[-1] <= system[-1] * (1 + 1e-6)
    beyond = turn >= system[1]
    assert beyond.sum() > 3
    least = np.interp(turn[beyond], system, cost["systems"])
    assert (cost["retrospective"][beyond] >= least - 1e-6 * np.abs(cost["systems"]).max()).all()
    assert forms.total("partial") == pytest.approx(forms.ranked.bars.loc[forms.ranked.bars["bar"], "abatement"].sum())
