"""Draws from the ranges of sources: what moves with a source, and statistics of costs that are known on paper."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

import planner
from planner.sweeps.design import design_of
from planner.sweeps.resting import Resting
from planner.sweeps.solving import grouped
from planner.sweeps.sweep import task_of
from planner.sweeps.worth import worth

# 100 t under a cap of 40: 30 t cheap ones, 30 t dear ones, all of both. So the cost is 30 x cheap + 30 x dear.
TABLES = {
    "baseline": "sector, account, unit, amount\n city, co2, tCO2, 100",
    "interventions": """
        intervention, kind,      sector, unit, lifetime, potential, variable_unit, variable_cost, source
        cheap,        reduction, city,   tCO2, 1,        30,        yuan/tCO2,     10,            variable_cost: wage
        dear,         reduction, city,   tCO2, 1,        30,        yuan/tCO2,     40,            variable_cost: fuel
    """,
    "process_emissions": "intervention, account, unit, amount\n cheap, co2, tCO2/tCO2, -1\n dear, co2, tCO2/tCO2, -1",
    "caps": "account, kind, unit, amount\n co2, yearly, tCO2, 40",
    "sources": """
        key,   title,  value, low, high, unit,      formula,     grade
        wage,  Wage,   10,    5,   20,   yuan/tCO2, ,            assumption
        oil,   Oil,    80,    40,  120,  yuan/bbl,  ,            assumption
        fuel,  Fuel,   40,    30,  90,   yuan/tCO2, oil / 4 + 20, derived
        other, Other,  3,     1,   5,    yuan/tCO2, ,            assumption
    """,
}


@pytest.fixture(scope="module")
def city(case_of) -> planner.Case:
    return case_of(**TABLES)


def test_what_moves_with_a_source(city):
    """Fuel follows oil by its formula: at 120 a barrel 120 / 4 + 20 = 50, so the dear tonnes cost 40 x 50 / 40 = 50.

    Fuel has a range of its own, but is what oil makes of it; the source that nothing rests on moves nothing.
    """
    assert Resting(city).moving == ("wage", "oil")
    case = design_of(city, {"sources.csv/oil/value": 120, "sources.csv/wage/value*": 2}).case_at(
        {"sources.csv/oil/value": 120.0, "sources.csv/wage/value*": 2.0}
    )
    assert {i: row.variable_cost for i, row in case.interventions.items()} == {"cheap": 20, "dear": pytest.approx(50)}


def test_the_ends_of_each_number_alone_and_what_the_duals_say(city):
    """30 x 10 + 30 x 40 = 1,500. Wages of 5 and 20: 150 less, 300 more. Oil at 40 and 120: 30 and 50 a tonne, 300 each way.

    All tonnes are used throughout, so what the duals say is exact.
    """
    found = planner.uncertainty(city, draws=4)
    numbers = found.numbers.set_index("key")
    assert found.base_cost == pytest.approx(1500)
    assert numbers.loc["wage", ["cost_low", "cost_high"]].tolist() == pytest.approx([-150, 300])
    assert numbers.loc["oil", ["cost_low", "cost_high"]].tolist() == pytest.approx([-300, 300])
    for end in ("low", "high"):
        assert numbers[f"slope_{end}"].tolist() == pytest.approx(numbers[f"cost_{end}"].tolist())
    assert found.measures["share"].tolist() == [1.0, 1.0]


@pytest.mark.parametrize("method", ["latin_hypercube", "sobol"])
def test_statistics_are_those_of_the_distributions(city, method):
    """The cost is 30 w + 30 (o / 4 + 20) with w and o triangular on 5, 10, 20 and 40, 80, 120.

    Means of triangles are the thirds of their corners: w 35/3, o 80; the cost's is 30 x 35/3 + 30 x 40 = 1,550. Of the
    dear tonnes' price, which is the cap's, the median is that of o: 80 / 4 + 20 = 40, and its 95 % quantile follows.
    """
    found = planner.uncertainty(city, draws=256, seed=3, method=method)
    cost = found.bands[(found.bands["quantity"] == "cost") & (found.bands["item"] == "plan")].iloc[0]
    assert cost["mean"] == pytest.approx(1550, rel=2e-3)
    oil = found.sweep.points["sources.csv/oil/value"]
    triangle = stats.triang(0.5, loc=40, scale=80)
    assert stats.kstest(oil, triangle.cdf).pvalue > 0.99
    assert np.quantile(oil, 0.95) == pytest.approx(triangle.ppf(0.95), rel=0.02)
    one, other = (planner.uncertainty(city, draws=4, seed=3, method=method).bands for _ in range(2))
    assert one.equals(other)


def test_the_probability_that_a_price_exceeds_an_amount(case_of):
    """Under a cap of 50 the last tonne is a dear one: above 45 when oil is above 100, that is 1 - (1 - 20² / 3,200) = 1/8."""
    found = planner.uncertainty(
        case_of(**TABLES | {"caps": "account, kind, unit, amount\n co2, yearly, tCO2, 50"}), draws=128
    )
    assert found.probability(above=45, year=2030) == pytest.approx(1 / 8, abs=0.01)
    assert found.probabilities(45)["probability"].tolist() == [found.probability(above=45, year=2030)]
    drivers = found.drivers(year=2030, account="co2", item="total").set_index("key")
    assert drivers.loc["oil", ["change_low", "change_high"]].tolist() == pytest.approx([-10, 10])  # 30 and 50, not 40
    assert drivers.loc["wage", ["change_low", "change_high"]].tolist() == pytest.approx([0, 0])
    with pytest.raises(planner.UsageError, match="2 outcomes"):
        found.probability(quantity="cost", above=1)


def test_a_number_that_leaves_no_plan_at_an_end_stays_at_its_value(case_of):
    """With a baseline between 90 and 110 t, all 60 t of both leave 50 at most: above the cap of 40."""
    tables = TABLES | {
        "baseline": "sector, account, unit, amount, source\n city, co2, tCO2, 100, base",
        "sources": TABLES["sources"] + "base, Base, 100, 90, 110, tCO2, , assumption\n",
    }
    found = planner.uncertainty(case_of(**tables), draws=8)
    assert found.numbers.set_index("key")["drawn"].to_dict() == {"base": False, "wage": True, "oil": True}
    assert found.sweep.points["sources.csv/base/value"].tolist() == [100.0] * 8
    assert np.isnan(found.numbers.set_index("key").loc["base", "cost_high"])


def test_what_entries_are_worth_are_finite_differences():
    """Along each of several numbers of the example city, one that divides and three that meet in a product."""
    vary = {
        "unit_flows.csv/gas_boiler/gas/amount": np.linspace(90, 110, 3),
        "emission_factors.csv/gas/co2/years*": [0.9, 1.1],
        "prices.csv/gas/amount*": [0.9, 1.1],
        "captures/boiler_capture/gas_boiler/rate": [0.7, 0.9],
    }
    task = task_of("data/example_city", vary, "annual_caps")
    (group,) = grouped(task)
    at = {"unit_flows.csv/gas_boiler/gas/amount": 100.3} | dict.fromkeys(list(vary)[1:3], 1.01)
    at["captures/boiler_capture/gas_boiler/rate"] = 0.81

    def solved(values):
        from planner.program.session import Session

        entries = group.programs.at(values)
        solution = Session(entries.program).solve()
        return solution, float(entries.program.cost @ solution.x) + entries.program.cost_offset

    entries = group.programs.at(at)
    each = worth(entries, solved(at)[0])
    for name in at:
        step = 1e-5 * at[name]
        ends = [{**at, name: at[name] + sign * step} for sign in (1, -1)]
        up, down = (group.programs.at(end).all for end in ends)
        change = np.subtract(up, down, out=np.zeros(len(each)), where=up != down)
        assert each @ change == pytest.approx(solved(ends[0])[1] - solved(ends[1])[1], rel=1e-5, abs=1e-6 * step)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"numbers": ["wgae"]}, "Did you mean 'wage'?"),
        ({"draws": 1}, "draws: found 1, allowed 2-1,000,000"),
        ({"draws": 10**9}, "draws: found 1000000000, allowed 2-1,000,000"),
        ({"seed": -1}, "seed: found -1, allowed >= 0"),
        ({"numbers": ["other"]}, "moves a number"),
    ],
)
def test_what_makes_no_sense_is_refused(city, asked, said):
    with pytest.raises(planner.UsageError) as wrong:
        planner.uncertainty(city, **asked)
    assert said in str(wrong.value)


def test_a_case_without_ranges_has_nothing_to_draw_from():
    with pytest.raises(planner.UsageError, match="nothing to draw from"):
        planner.uncertainty("data/example_city")
