"""Plans along numbers that vary: on paper, and against plans that are solved afresh."""

from __future__ import annotations

import json
import re

import numpy as np
import pandas as pd
import pytest
from shipped import DATA, texts_of

import planner
from planner.model.caps import CapRow
from planner.sweeps.plan_file import read_plan, vary_of
from planner.sweeps.solving import Task, grouped, solve_block
from planner.sweeps.sweep import task_of

# 100 t a year; 30 t can go for 10 yuan each, 30 more for 40.
TABLES = {
    "baseline": "sector, account, unit, amount\n city, co2, tCO2, 100",
    "interventions": """
        intervention, kind,      sector, unit, lifetime, potential, variable_unit, variable_cost
        cheap,        reduction, city,   tCO2, 1,        30,        yuan/tCO2,     10
        dear,         reduction, city,   tCO2, 1,        30,        yuan/tCO2,     40
    """,
    "process_emissions": "intervention, account, unit, amount\n cheap, co2, tCO2/tCO2, -1\n dear, co2, tCO2/tCO2, -1",
    "caps": "account, kind, unit, amount\n co2, yearly, tCO2, 50",
}


@pytest.fixture(scope="module")
def city(case_of) -> planner.Case:
    return case_of(**TABLES)


def test_along_carbon_prices(city):
    """Below 10 yuan nothing goes, from 10 to 40 the 30 t for 300 yuan, above all 60 t for 300 + 1,200.

    The price is paid on what is left: at 25 yuan 70 x 25 = 1,750. The case has no carbon price of its own, and caps
    are none of this model's.
    """
    found = planner.sweep(city, {"carbon_price": [0, 5, 25, 30, 50, 60]})
    assert found.spec.name == "carbon_price"
    assert found.points["status"].eq("optimal").all()
    assert found.points["emissions"].tolist() == pytest.approx([100, 100, 70, 70, 40, 40])
    assert found.points["resource_cost"].tolist() == pytest.approx([0, 0, 300, 300, 1500, 1500])
    assert found.points["total_cost"].tolist() == pytest.approx([0, 500, 2050, 2400, 3500, 3900])
    assert found.points["error"].max() < 1e-9
    assert found.points["audited"].any()


def test_a_price_that_rises_at_the_discount_rate(case_of):
    """At 25 % a year 32 yuan in the first year are 40 in the second: worth 32 then, so both years weigh alike.

    At 33 the second year's price is 41.25, above the 40 of the dear tonnes, the first year's is not: 70 + 40 t.
    """
    two = case_of(years=(2030, 2031), rate=0.25, **TABLES)
    found = planner.sweep(two, {"carbon_price_rising": [20, 33, 41]})
    assert found.points["emissions"].tolist() == pytest.approx([140, 110, 80])
    same = planner.sweep(two, {"carbon_price": [{2030: 33, 2031: 41.25}]})
    assert same.points["total_cost"].tolist() == pytest.approx([found.points["total_cost"][1]])


def test_along_caps_with_their_prices_and_where_there_is_no_plan(city):
    """Of caps of 60, 80, 100 and 120 % of 50 t the first can't be met: 40 t are the least.

    40 t: all 60 t for 1,500; 50 t: 300 + 20 x 40 = 1,100; 60 t: 300 + 10 x 40 = 700.
    """
    found = planner.sweep(city, {"caps*": [0.6, 0.8, 1.0, 1.2]})
    assert found.points["status"].tolist() == ["no_plan", "optimal", "optimal", "optimal"]
    assert found.points["total_cost"].tolist()[1:] == pytest.approx([1500, 1100, 700])
    prices = found.table[(found.table["quantity"] == "shadow_price") & (found.table["point"] > 1)]
    assert prices["value"].tolist() == pytest.approx([40, 40])
    assert prices["caps*"].tolist() == [1.0, 1.2]
    with pytest.raises(planner.NoPlanError):
        found.plan(0)


def test_a_number_is_set_multiplied_or_added_to(city):
    """A cap of 50 t takes 30 t at 10 yuan and 20 at 40: 1,100. Dear ones at 20, at 2 x 40, at 40 + 5: 20 x so much."""
    for what, value, dear in (("", 20, 20), ("*", 2, 80), ("+", 5, 45)):
        found = planner.sweep(city, {f"interventions.csv/dear/variable_cost{what}": value})
        assert found.points["total_cost"].tolist() == pytest.approx([300 + 20 * dear])


def test_where_no_point_has_a_plan_there_is_no_residual_and_no_picture(run, tmp_path):
    """The card is JSON still, which knows no nan, and what is written passes the audit."""
    (tmp_path / "low.toml").write_text('[vary]\n"caps*" = [0.1, 0.2]\n', encoding="utf-8")
    code, out, _ = run("sweep", str(EXAMPLE_CITY), "low.toml", "--json")
    assert (code, json.loads(out)["certificate"]) == (0, {})
    folder = tmp_path / "results/example_city/annual_caps"
    assert not (folder / "sweep_low.svg").exists()
    assert run("audit", str(folder), str(EXAMPLE_CITY))[0] == 0


def test_a_picture_has_what_is_kept(city):
    """Of the costs alone one panel, of prices alone none."""
    cost, price = (planner.sweep(city, {"caps*": [1, 1.2]}, outcomes=[kept]) for kept in ("cost", "shadow_price"))
    assert len(cost.plot().chart.to_dict()["vconcat"]) == 2  # the heading, and the panel
    with pytest.raises(planner.UsageError, match="nothing to draw"):
        price.plot()


def test_a_picture_over_scenarios_and_prices_by_year_says_them_in_words():
    """Where the points stand, and what the axis is called, in Chinese."""
    by_year = [{2025: 0, 2035: 100}, {2025: 0, 2035: 200}]
    for vary, places, title in (
        ({"scenario": ["central", "dear_gas"]}, ["中心情景", "燃气涨价"], "情景"),
        ({"carbon_price": by_year}, ["2025: 0; 2035: 100", "2025: 0; 2035: 200"], "各年碳价 [元/吨CO₂]"),
    ):
        drawn = json.dumps(planner.sweep(EXAMPLE_CITY, vary).plot(lang="zh").chart.to_dict(), ensure_ascii=False)
        assert all(f'"{said}"' in drawn for said in (*places, title))


def test_every_wrong_value_is_said_and_nothing_is_solved(city):
    with pytest.raises(planner.InputError) as wrong:
        planner.sweep(city, {"carbon_price": [-1, 5], "interventions.csv/daer/capex": [1], "prices*": [2]})
    said = str(wrong.value)
    assert "carbon_price, value: found -1, allowed >= 0" in said
    assert "interventions.csv/daer/capex, key: found 'daer'" in said
    assert "Did you mean 'dear'?" in said
    assert "prices*, table" in said


@pytest.mark.parametrize(
    ("vary", "model", "said"),
    [
        ({"capex/": [1]}, None, "names nothing that can vary"),
        ({"carbn_price": [1]}, None, "Did you mean 'carbon_price'?"),
        ({"caps*": ["much"]}, None, "caps*: value 1 is 'much', which is no number"),
        ({"caps*": [1, [1], None]}, None, "caps*: value 2 is '[1]', which is no number"),
        ({"caps*": []}, None, "caps*: no values"),
        ({}, None, "found 0 points"),
        ({"carbon_price": [1]}, "annual_caps", "varies carbon_prices.csv, which the model 'annual_caps' does not use"),
        (
            {"caps*": [1], "carbon_price": 1},
            "carbon_price",
            "varies caps.csv, which the model 'carbon_price' does not use",
        ),
        ({"carbon_price": [{"soon": 1}]}, None, "carbon_price: value 1 is 'soon', which is no number"),
        ({"carbon_price_rising": {2030: 1}}, None, "carbon_price_rising: value 1 is '{2030: 1}', which is no number"),
        ({"sources.csv/x/value": [1], "sources.csv/x/value*": [1]}, None, "'sources.csv/x/value' give the same"),
        ({"caps*": [1], "caps.csv/*/years*": [1]}, None, "'caps.csv/*/years*' and 'caps*' give the same number"),
        ({"carbon_price": [1], "carbon_price_rising": [1]}, None, "give the same number"),
        ({"discount_rate": [0.1], "case.toml/discount_rate": [0.2]}, None, "give the same number"),
        (pd.DataFrame([[1, 2]], columns=["caps*", "caps*"]), None, "'caps*' and 'caps*' give the same number"),
    ],
)
def test_what_makes_no_sense_is_refused(city, vary, model, said):
    with pytest.raises((planner.UsageError, planner.InputError), match=re.escape(said)):
        planner.sweep(city, vary, model=model)


def test_a_mistake_in_one_of_many_rows_names_the_row(city):
    """No potential may be below zero: each of the two is said."""
    with pytest.raises(planner.InputError) as wrong:
        planner.sweep(city, {"interventions/*/potential": [-1]})
    said = str(wrong.value).splitlines()[1:]
    assert len(said) == 2
    assert "interventions.csv/dear/potential, value: found -1.0, allowed >= 0" in said[1]


def test_caps_and_a_carbon_price_vary_together_in_the_model_that_has_both(city):
    """Of 100 t the cap of 50 leaves 50: 30 t go for 10 and 20 for 40, and each that is left pays 20: 300 + 800 + 1000."""
    found = planner.sweep(city, {"caps*": [1], "carbon_price": [20]})
    assert found.points["total_cost"].tolist() == pytest.approx([2100])


def test_a_factor_by_year_moves_the_caps_that_have_a_number_in_that_year():
    """The yearly cap of 2030, 230 kt, becomes 207 kt; the cap on the sum of all years has no number there."""
    found = planner.sweep(EXAMPLE_CITY, {"caps*": {2030: 0.9}, "case.toml/last_year": [2035]})
    assert [row.years for row in found.design.case_at(found.design.point(0)).rows(CapRow)] == [
        {2030: 207, 2035: 130},
        {2035: 2400},
    ]


def test_a_pattern_of_rows_of_which_none_has_a_number_says_so(city):
    with pytest.raises(
        planner.InputError, match=r"interventions.csv/cheap/growth, column: there is no value in 'growth'"
    ):
        planner.sweep(city, {"interventions/*/growth*": [1.1]})


@pytest.mark.parametrize("point", [1, -1, 0.5, "0"])
def test_a_point_that_is_none_is_refused(city, point):
    with pytest.raises(planner.UsageError, match="point: found"):
        planner.sweep(city, {"caps*": [1]}).plan(point)


def test_neighbours_in_a_block_are_near_in_what_changes_the_plan(city):
    """200 caps from 40 to 100 t, shuffled, with a cost of the dear tonnes of 35 to 45, which leaves every plan as it is.

    So the cap alone counts: the hundred lowest are a block and the highest another. Each goes from the base plan's cap
    to the nearest that is left: up and then down, or down and then up, so no farther than thrice the whole 60 t.
    """
    draw = np.random.default_rng(3)
    caps, costs = draw.permutation(np.linspace(40, 100, 200)), draw.uniform(35, 45, 200)
    vary = {"caps.csv/co2/yearly/amount": caps, "interventions.csv/dear/variable_cost": costs}
    (group,) = grouped(task_of(city, pd.DataFrame(vary), "annual_caps"))
    ways = [caps[list(block)] for block in group.course.blocks]
    assert sorted(map(len, ways)) == [100, 100]
    assert sorted(n for block in group.course.blocks for n in block) == list(range(200))
    assert max(min(ways, key=min)) < min(max(ways, key=max))
    assert max(np.abs(np.diff(way)).sum() for way in ways) < 3 * 60
    assert solve_block(group, group.course.blocks[1]).status == ("optimal",) * 100


EXAMPLE_CITY = DATA / "example_city"
MANY = {
    "prices.csv/gas/years*": (0.5, 2),
    "unit_flows.csv/gas_boiler/gas/amount": (80, 120),
    "emission_factors.csv/gas/co2/years*": (0.8, 1.2),
    "savings.csv/retrofit_*/gas/fraction*": (0.5, 1.2),
    "interventions.csv/heat_pump/capex*": (0.7, 1.3),
    "interventions.csv/*/potential*": (0.9, 1.2),
    "captures/boiler_capture/gas_boiler/rate": (0.5, 0.9),
    "caps*": (0.9, 1.2),
}
"""Numbers that meet in products of up to three, one that divides, bounds, costs, coefficients and right-hand sides."""


def points_of(ranges: dict[str, tuple[float, float]], count: int) -> pd.DataFrame:
    draw = np.random.default_rng(1).uniform
    return pd.DataFrame({name: draw(low, high, count) for name, (low, high) in ranges.items()})


def test_plans_along_many_numbers_are_those_solved_afresh():
    """Every number of a program that is learnt, at points that it was not learnt from; and what such plans cost."""
    task = task_of(EXAMPLE_CITY, points_of(MANY, 14))
    (group,) = grouped(task)
    assert group.programs
    assert group.programs.reduction
    assert {len(names) for names in group.programs.added} == {1, 2, 3}
    assert "captures/boiler_capture/gas_boiler/rate" in group.programs.divisors
    solved = solve_block(group, (0, 6, 11))
    for n, values in zip(solved.points, solved.values, strict=True):
        point = task.design.point(n)
        learnt, fresh = group.programs.at(point).program, task.compiled(point)
        assert (learnt.rows, learnt.columns) == (fresh.program.rows, fresh.program.columns)
        for part in ("cost", "lower", "upper", "row_lower", "row_upper"):
            np.testing.assert_allclose(getattr(learnt, part), getattr(fresh.program, part), rtol=1e-11)
        np.testing.assert_allclose(learnt.matrix.toarray(), fresh.program.matrix.toarray(), rtol=1e-11)
        assert values[0] == pytest.approx(planner.solve(fresh).total_cost, rel=1e-9)
    assert solved.error.max() < 1e-9


SIX = ("heat_pump", "retrofit_easy", "retrofit_hard", "metering", "boiler_capture", "diesel_bus")
MEETING = ("emission_factors.csv/gas/co2/years*", "unit_flows.csv/gas_boiler/gas/amount*")


@pytest.mark.parametrize(("more", "compiled"), [((), 4 + 2), (MEETING, 4 + 2 + 8 + 2 + 1)])
def test_numbers_that_do_not_meet_are_told_apart_by_two_programs(monkeypatch, more, compiled):
    """The origin, three proofs, and two programs for six capital costs.

    With two numbers that meet in a product these two are in vain. Halves of four are learnt one by one, the two that
    meet are asked whether they divide, and then compiled together.
    """
    programs: list[object] = []
    compile_it = Task.compiled
    monkeypatch.setattr(Task, "compiled", lambda task, move: programs.append(move) or compile_it(task, move))
    names = [*(f"interventions.csv/{i}/capex*" for i in SIX), *more]
    (group,) = grouped(task_of(EXAMPLE_CITY, points_of(dict.fromkeys(names, (0.9, 1.1)), 40)))
    assert len(programs) == compiled
    assert group.programs
    assert set(group.programs.added) == {frozenset([name]) for name in names} | ({frozenset(more)} if more else set())


def test_what_a_program_does_not_follow_linearly_is_compiled_for_each_value():
    """A lifetime has whole numbers only, a discount rate bends: each of their values has a program; caps move in it."""
    vary = {
        "interventions.csv/heat_pump/lifetime": [10, 15],
        "discount_rate": [0.03, 0.08],
        "caps*": np.linspace(0.9, 1.1, 6),
    }
    groups = grouped(task_of(EXAMPLE_CITY, vary))
    assert [len(group.points) for group in groups] == [6, 6, 6, 6]
    assert all(list(group.programs.added) == [frozenset({"caps*"})] for group in groups)
    found = planner.sweep(EXAMPLE_CITY, vary)
    for n in (7, 19):
        assert found.points["total_cost"][n] == pytest.approx(found.plan(n).total_cost, rel=1e-9)


def test_an_entry_that_bends_near_the_end_of_a_range_is_compiled_value_by_value():
    """Stock that stands anyway rises above that of the year before only at the last of the values: then it is new capital."""
    tables = texts_of("data/example_city")
    tables["paths.csv"] += "electric_bus,existing,98,98,made_up,\n"
    vary = {"paths.csv/electric_bus/existing/2035": np.linspace(20, 100, 9)}
    assert [group.programs for group in grouped(task_of(tables, vary))] == [None]
    found = planner.sweep(tables, vary)
    for n in (0, 8):
        assert found.points["total_cost"][n] == pytest.approx(found.plan(n).total_cost, rel=1e-9)


def test_scenarios_and_rows_of_ones_own_go_along():
    """Dear gas costs more; with a policy of one's own, which cuts a tenth of the gas of 2035, it costs more, too."""
    free = planner.sweep(EXAMPLE_CITY, {"scenario": ["central", "dear_gas"], "caps*": [1.0]})
    costs = free.points["total_cost"].tolist()
    dear = planner.sweep(planner.read_case(EXAMPLE_CITY, scenario="dear_gas"), {"scenario": "dear_gas"})
    assert dear.points["total_cost"].tolist() == costs[1:]
    assert costs == pytest.approx([free.plan(0).total_cost, free.plan(1).total_cost], rel=1e-9)
    assert costs[0] < costs[1]

    bought = free.plan(0).balances.query("commodity == 'gas' and kind == 'purchase' and year == 2035")["value"].item()

    def less_gas(m, inputs):
        import pyomo.environ as pyo

        m.limit_gas = pyo.Constraint([2035], rule=lambda m, y: m.purchases["gas", y] <= 0.9 * bought)
        return [planner.Family("limit_gas", "y", "policy", unit="GWh")]

    held = planner.sweep(EXAMPLE_CITY, {"caps*": np.linspace(1, 1.2, 6)}, extend=less_gas)
    assert held.points["total_cost"][0] > costs[0]
    assert held.points["total_cost"][4] == pytest.approx(held.plan(4).total_cost, rel=1e-9)


def test_from_the_shell(run, tmp_path):
    """Points of a file, the second of which no plan keeps; TOML or a CSV says the same."""
    (tmp_path / "same.toml").write_text('[[points]]\n"caps*" = "1"\n[[points]]\n"caps*" = "0.1"\n', encoding="utf-8")
    (tmp_path / "caps.csv").write_text("caps*\n1\n0.1\n", encoding="utf-8")
    assert read_plan(tmp_path / "same.toml") == read_plan(tmp_path / "caps.csv")
    code, out, _ = run("sweep", str(EXAMPLE_CITY), "caps.csv", "--lang", "zh")
    assert code == 0
    assert "43.15" in out
    assert "1个点没有方案。在 Python 中 `sweep.plan(1)`" in out
    folder = tmp_path / "results/example_city/annual_caps"
    points = pd.read_csv(folder / "sweep_caps_points.csv", encoding="utf-8-sig")
    assert points["caps*"].tolist() == [1.0, 0.1]
    assert points["status"].tolist() == ["optimal", "no_plan"]
    assert {"sweep_caps.csv", "sweep_caps.json", "sweep_caps.svg"} <= {path.name for path in folder.iterdir()}
    assert run("audit", str(folder), str(EXAMPLE_CITY))[0] == 0
    table = folder / "sweep_caps.csv"
    table.write_bytes(table.read_bytes().replace(b"4314.9", b"4315.9", 1))
    code, out, _ = run("audit", str(folder), str(EXAMPLE_CITY))
    assert code == 9
    assert "sweep_caps.csv row 2, value" in out


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[vary", "is not closed"),
        ("[vray]", "found 'vray'; allowed: vary, or points. Did you mean 'vary'?"),
        ("", "either [vary]"),
        ("vary = 3", "either [vary]"),
        ("points = 3", "either [vary]"),
        ("[vary]\ncaps = { from = 1 }", "a range has from, to and count"),
        ("[vary]\ncaps = { from = 1, to = inf, count = 3 }", "a range has from, to and count"),
        ("[vary]\ncaps = { from = 1, to = 2, count = 1e9 }", "count (2-1,000,000)"),
    ],
)
def test_a_file_that_says_no_sweep_is_refused(tmp_path, text, said):
    (tmp_path / "wrong.toml").write_text(text, encoding="utf-8")
    with pytest.raises(planner.UsageError) as wrong:
        vary_of(read_plan(tmp_path / "wrong.toml"), "wrong.toml")
    assert said in str(wrong.value)


def test_all_that_is_wrong_with_a_csv_is_said_by_its_row(tmp_path):
    (tmp_path / "wrong.csv").write_text("caps*,caps*\n1,2\n\n1,2,3\n", encoding="utf-8")
    with pytest.raises(planner.InputError) as wrong:
        read_plan(tmp_path / "wrong.csv")
    assert "wrong.csv row 1, caps*: found two columns" in str(wrong.value)
    assert "wrong.csv row 4: found '3' beyond the 2 columns" in str(wrong.value)


def test_a_file_of_ranges_lists_and_single_values(tmp_path):
    text = '[vary]\n"caps*" = { from = 1.0, to = 1.2, count = 3 }\ndiscount_rate = [0.03, 0.06]\ncarbon_price = 50\n'
    (tmp_path / "right.toml").write_text(text, encoding="utf-8")
    vary = vary_of(read_plan(tmp_path / "right.toml"), "right.toml")
    assert vary == {"caps*": pytest.approx([1.0, 1.1, 1.2]), "discount_rate": [0.03, 0.06], "carbon_price": 50}
