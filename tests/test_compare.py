"""Scenarios side by side: the same numbers as single solves, nothing lost when one fails or all is interrupted."""

from __future__ import annotations

import json
import math
import re
from pathlib import Path

import pandas as pd
import pytest
from chart_rows import marks_of, words_of

import planner
from planner.pictures.plot_compare import compare_rows, price_end
from planner.pictures.words import Page
from planner.results.comparison import built_differently, solved
from planner.results.plan import Prepared

ROOT = Path(__file__).parents[1]
EXAMPLE_CITY = ROOT / "data" / "example_city"
NO_COAL_LEFT = "table,key,column,change,value,source\ncaps.csv,co2/yearly,2035,set,-1000,made_up\n"
WRONG = "table,key,column,change,value,source\nprices.csv,gsa,years,times,2,made_up\n"


@pytest.fixture(autouse=True)
def changes(tmp_path):
    (tmp_path / "out_of_reach.csv").write_text(NO_COAL_LEFT, encoding="utf-8")
    (tmp_path / "wrong.csv").write_text(WRONG, encoding="utf-8")


def facts(folder: Path) -> pd.DataFrame:
    return pd.read_csv(folder / "compare.csv", encoding="utf-8-sig")


@pytest.fixture(scope="module")
def comparison() -> planner.Comparison:
    return planner.compare(EXAMPLE_CITY)


@pytest.mark.parametrize("scenario", ["central", "dear_gas"])
def test_the_table_equals_single_solves(comparison, scenario):
    plan = planner.solve(planner.read_case(EXAMPLE_CITY, scenario=scenario))
    found = comparison.table.query("scenario == @scenario")
    table = found.set_index(["quantity", "item", "year"])["value"].sort_index()
    assert list(comparison.plans) == ["central", "dear_gas"]
    assert table["cost", "plan"].item() == pytest.approx(plan.total_cost)
    assert table["cost", "frozen"].item() == pytest.approx(plan.references["frozen"]["cost"])
    for quantity, item, frame, column in (
        ("emissions", "plan", plan.emissions.query("sector == 'total'"), "plan"),
        ("shadow_price", "total", plan.shadow_price, "price"),
        ("stock", "heat_pump", plan.uptake.query("intervention == 'heat_pump' and stock > 0"), "stock"),
    ):
        assert table[quantity, item].to_dict() == pytest.approx(frame.set_index("year")[column].to_dict())


def test_what_costs_more_is_against_the_central_plan_and_its_own_references(comparison):
    """Dear gas: frozen pays 784.956 more (1,000 GWh x 0.09 yuan/kWh in 11 years at 5 %)."""
    table = comparison.table.set_index(["scenario", "quantity", "item"])["value"]
    cost = table.loc[:, "cost", :]
    for scenario in ("central", "dear_gas"):
        for item, other in (
            ("central", ("central", "plan")),
            ("frozen", (scenario, "frozen")),
            ("least_cost", (scenario, "least_cost")),
        ):
            less = cost[scenario, "plan"] - cost[other]
            assert table[scenario, "cost_against", item] == pytest.approx(less, abs=1e-6)
    assert cost["dear_gas", "frozen"] - cost["central", "frozen"] == pytest.approx(784.956, abs=1e-3)


def test_what_is_built_differently_is_in_the_units_of_its_stock(comparison):
    central, dear = comparison.plans["central"], comparison.plans["dear_gas"]
    stocks = [plan.uptake.set_index(["intervention", "year"])["stock"] for plan in (dear, central)]
    found = built_differently(dear, central)
    assert "heat_pump" in [i for i, _, _ in found]
    for i, year, difference in found:
        apart = (stocks[0] - stocks[1])[i]
        assert difference == pytest.approx(apart[year])
        assert abs(difference) == pytest.approx(apart.abs().max())
    assert built_differently(central, central) == []


def test_a_scenario_without_a_plan_says_why_and_the_others_are_there(run, tmp_path):
    """A cap of -1000 kt can't be met: the least excess is said."""
    code, out, _ = run("compare", str(EXAMPLE_CITY), "out_of_reach.csv", "dear_gas")
    folder = tmp_path / "results" / "example_city" / "annual_caps"
    assert code == 0
    assert "No plan: out_of_reach" in out
    assert "no plan keeps every cap" in out
    assert set(facts(folder)["scenario"]) == {"central", "dear_gas"}
    rows = json.loads((folder / "compare.json").read_text("utf-8"))["scenarios"]
    status = {row["scenario"]: row["status"] for row in rows}
    assert status == {"central": "optimal", "dear_gas": "optimal", "out_of_reach": "failed"}
    assert "out_of_reach" in "".join(re.findall(r">([^<]+)<", (folder / "compare.svg").read_text("utf-8")))


def test_a_wrong_scenario_is_wrong_input_and_nothing_is_solved(run, tmp_path):
    """A wrong key is said with its row."""
    code, out, err = run("compare", str(EXAMPLE_CITY), "dear_gas", "wrong.csv")
    assert (code, out) == (3, "")
    assert "wrong.csv row 2, key: found 'gsa'" in err
    assert not (tmp_path / "results").exists()


@pytest.mark.usefixtures("empty_pictures")
def test_no_plan_under_any_scenario_is_no_plan(run, tmp_path):
    run("new", "mine")
    caps = tmp_path / "mine" / "caps.csv"
    caps.write_text(caps.read_text("utf-8-sig").replace("270,150", "270,-1000"), encoding="utf-8")
    code, out, err = run("compare", "mine")
    assert (code, out) == (4, "")
    assert "no plan keeps every cap" in err
    found = json.loads((tmp_path / "results/mine/annual_caps/compare.json").read_text("utf-8"))
    assert found["status"] == "no_plan"


@pytest.mark.usefixtures("empty_pictures")
def test_an_interruption_loses_only_the_scenario_at_work(run, tmp_path, monkeypatch):
    import planner.results.comparison as module

    dear = (EXAMPLE_CITY / "scenarios" / "dear_gas.csv").read_text(encoding="utf-8")
    (tmp_path / "dearer.csv").write_text(dear, encoding="utf-8")

    def until_interrupted(ready: Prepared) -> planner.Plan:
        if ready.case.scenario == "dearer":
            import os
            import signal

            os.kill(os.getpid(), signal.SIGINT)
        return planned(ready)

    planned = module.planned
    monkeypatch.setattr(module, "planned", until_interrupted)
    code, _, err = run("compare", str(EXAMPLE_CITY), "dear_gas", "dearer.csv")
    assert code == 130
    assert "interrupted" in err
    assert set(facts(tmp_path / "results" / "example_city" / "annual_caps")["scenario"]) == {"central", "dear_gas"}


@pytest.mark.slow
def test_results_of_a_scenario_never_overwrite_the_central_ones(run, tmp_path):
    assert run("solve", str(EXAMPLE_CITY))[0] == 0
    central = tmp_path / "results" / "example_city" / "annual_caps"
    before = {file.name: file.read_bytes() for file in central.iterdir() if file.is_file()}
    assert run("solve", str(EXAMPLE_CITY), "--scenario", "dear_gas")[0] == 0
    assert {file.name: file.read_bytes() for file in central.iterdir() if file.is_file()} == before
    summary = json.loads((tmp_path / "results/example_city+dear_gas/annual_caps/summary.json").read_text("utf-8"))
    assert (summary["case"], summary["scenario"]) == ("example_city", "dear_gas")
    assert re.fullmatch("[0-9a-f]{64}", summary["inputs"]["scenarios/dear_gas.csv"])
    assert json.loads(before["summary.json"])["scenario"] == ""
    assert "scenario: Dear gas" in (tmp_path / "results/example_city+dear_gas/annual_caps/macc_system.svg").read_text()
    assert run("compare", str(EXAMPLE_CITY))[0] == 0  # beside the plan: both are ours
    assert run("solve", str(EXAMPLE_CITY))[0] == 0


@pytest.mark.usefixtures("empty_pictures")
def test_compare_in_json_and_in_chinese(run):
    _, out, _ = run("compare", str(EXAMPLE_CITY), "--json")
    central, dear = json.loads(out[out.index("{") :])["scenarios"]
    assert (central["name_zh"], dear["name_zh"], dear["name_en"]) == ("中心情景", "燃气涨价", "Dear gas")
    assert dear["cost_against"]["central"] == pytest.approx(dear["total_cost"] - central["total_cost"])
    code, out, _ = run("compare", str(EXAMPLE_CITY), "--lang", "zh")
    assert code == 0
    assert all(words in out for words in ("燃气涨价", "冻结参照", "影子价格", "与中心情景差别最大的建设"))
    assert "central" not in out


def test_list_says_names_and_notes(run, tmp_path):
    code, out, _ = run("compare", str(EXAMPLE_CITY), "--list", "--lang", "zh")
    assert code == 0
    assert out.startswith("dear_gas: 燃气涨价\n  燃气各年涨价 30%")
    assert list(tmp_path.glob("results")) == []
    run("new", "mine")
    assert "mine has no scenarios." in run("compare", "mine", "--list")[1]


def test_one_by_one_each_plan_is_there_before_the_next_is_sought():
    """A case that is not solved is not touched."""
    first = next(solved({"central": planner.read_case(EXAMPLE_CITY), "other": None}))  # type: ignore[dict-item]
    assert first[0] == "central"


def test_one_extreme_price_does_not_flatten_the_others():
    """Of 100 prices one is 8,000, the others at most 1,000: the axis ends at 1,150. Without it, at the highest."""
    usual = [10.0 * n for n in range(1, 100)]
    assert price_end([*usual, 8000.0]) == pytest.approx(1.15 * 970, rel=0.02)
    assert price_end(usual) == 990


def test_the_picture_has_every_scenario_and_says_why_one_has_no_plan():
    """Of two scenarios only the first has a price; behind the second stands the first one's path."""
    drawn = [(0, "emissions", "plan"), (1, "emissions", "behind"), (1, "emissions", "plan"), (0, "price", "price")]
    paths = [(*of, year, value) for of in drawn for year, value in ((2030, 10.0), (2031, 5.0))]
    chart = compare_rows(
        ["a", "b"],
        pd.DataFrame(paths, columns=["place", "column", "name", "year", "value"]),
        pd.DataFrame({"more": [0.0, -5.0], "for_caps": [2.0, math.nan]}),
        [("c", "no plan keeps every cap")],
        {"emissions": "E", "price": "P", "more": "M", "for_caps": "C"},
        Page("T", [], [], "en"),
    )
    words = words_of(chart)
    assert all(f"'{said}'" in words for said in ("a", "b", "c", "no plan keeps every cap", "−5", "2", "E", "P", "M"))
    found = [{(row["place"], row["name"], row["value"]) for row in rows} for rows in marks_of(chart, "line")]
    assert [len(rows) for rows in found] == [3 * 2, 2]
    assert {row["said"] for rows in marks_of(chart, "bar") for row in rows} == {"0", "−5", "2", ""}
