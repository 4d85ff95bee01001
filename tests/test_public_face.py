"""What a newcomer meets: names, first calls and what they refuse, how results show themselves, examples that run."""

from __future__ import annotations

import doctest
import inspect
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import planner
from planner.output import export

ROOT = Path(__file__).parents[1]
EXAMPLE_CITY = ROOT / "data" / "example_city"
FUNCTIONS = [name for name in planner.__all__ if inspect.isfunction(getattr(planner, name))]
OF_A_CASE = {
    "prepare": {},
    "solve": {},
    "mac_curve": {"year": 2030},
    "ranked_curve": {"year": 2030},
    "curve_forms": {"year": 2030},
    "priced_curve": {"year": 2030},
    "portfolio_at": {"prices": [10], "year": 2030},
    "credit_shares": {"year": 2030},
    "yearly_curves": {"years": [2030]},
    "policy_costs": {},
    "most_abatement": {"over": 50},
    "compare": {"scenarios": "dear_gas"},
    "sweep": {"vary": {"caps*": [1.1]}},
    "near_optimal": {},
    "frontier": {"year": 2030},
}
"""Functions that take a case, and the arguments that they need."""
LONG_EXAMPLES = {"report", "regret", "uncertainty", "sensitivity", "save", "compare", "near_optimal", "sweep"}
"""Of their docstrings: they take a second or more."""
DRAWN = [
    "Plan",
    "MacCurve",
    "RankedCurve",
    "PricedCurve",
    "Forms",
    "Credit",
    "Wedges",
    "Comparison",
    "Sweep",
    "NearOptimal",
    "Frontier",
]


@pytest.fixture(scope="module")
def ready() -> planner.Prepared:
    return planner.prepare(EXAMPLE_CITY)


@pytest.fixture(scope="module")
def results(ready) -> dict[str, Any]:
    """One of each kind of what is returned."""
    credit = planner.credit_shares(ready)
    return {
        "Case": ready.case,
        "Prepared": ready,
        "Plan": planner.solve(ready),
        "MacCurve": planner.mac_curve(ready),
        "RankedCurve": planner.ranked_curve(ready, year=2030),
        "PricedCurve": planner.priced_curve(ready, year=2030),
        "Forms": planner.curve_forms(ready, year=2030),
        "Credit": credit,
        "Wedges": planner.credit_wedges(ready, credit=credit),
        "Comparison": planner.compare(ready),
        "Frontier": planner.frontier(ready, year=2030),
        "NearOptimal": planner.near_optimal(ready),
        "Sweep": planner.sweep(ready, vary={"caps*": [1, 1.1]}),
    }


def test_tab_completion_lists_the_public_names_and_nothing_else():
    assert dir(planner) == sorted(planner.__all__)
    assert all(getattr(planner, name) is not None for name in planner.__all__)
    with pytest.raises(AttributeError, match="sovle"):
        planner.sovle  # noqa: B018


def test_the_version_is_the_projects():
    assert f'version = "{planner.__version__}"' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=[pytest.mark.slow] * (name not in ("prepare", "solve"))) for name in OF_A_CASE]
)
def test_a_folder_a_case_and_a_prepared_one_give_the_same(name, ready):
    """Everything that takes a case takes all three; what comes back shows the same."""
    shown = []
    for case in (str(EXAMPLE_CITY), EXAMPLE_CITY, ready.case, ready):
        found = getattr(planner, name)(case, **OF_A_CASE[name])
        found = list(found) if name == "yearly_curves" else found
        shown.append(repr(found).split("prepared in")[0])
    assert len(set(shown)) == 1


def test_every_function_of_a_case_is_in_this_list():
    first = {name: next(iter(inspect.signature(getattr(planner, name)).parameters)) for name in FUNCTIONS}
    assert {name for name in FUNCTIONS if first[name] == "case"} == set(OF_A_CASE) | {
        "credit_wedges",
        "uncertainty",
        "sensitivity",
        "report",
    }


def test_a_sheet_of_measures_is_a_case(tmp_path):
    (tmp_path / "sheet.csv").write_text("measure,tonnes (kt),cost (CNY/t)\nLED,120,10\n", encoding="utf-8")
    assert planner.mac_curve(tmp_path / "sheet.csv").steps["grows"].tolist() == ["LED"]


def test_a_sheet_without_years_has_bars_without_a_year(tmp_path):
    """As in the README."""
    (tmp_path / "measures.csv").write_text("measure,tonnes (kt),cost (CNY/t)\nLED,120,10\n", encoding="utf-8")
    curve = planner.ranked_curve(tmp_path / "measures.csv")
    assert curve.plot(title="Abatement", colour_by="cost").save(tmp_path / "curve.xlsx").stat().st_size > 1000
    assert curve.bars["abatement"].tolist() == [120]


def test_a_message_names_options_of_the_command_line_and_arguments_of_python():
    problem = planner.UsageError("one_price")
    assert str(problem) == "choose one of year and cumulative; alone goes with year."
    assert problem.in_language("en") == "choose one of --year and --cumulative; --alone goes with --year."
    assert str(planner.UsageError("carbon_price_of_benefit")).startswith("carbon_price sets")


def test_a_bundled_case_is_found_from_anywhere(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    here = planner.read_case(EXAMPLE_CITY)
    assert here == planner.read_case("data/example_city") == planner.read_case("example_city")


@pytest.mark.parametrize("name", FUNCTIONS)
def test_arguments_after_the_first_are_given_by_name(name):
    first, *others = inspect.signature(getattr(planner, name)).parameters.values()
    assert first.kind is first.POSITIONAL_OR_KEYWORD
    if name == "sweep":  # what varies is what a sweep is about
        assert others.pop(0).kind is first.POSITIONAL_OR_KEYWORD
    assert {parameter.kind for parameter in others} <= {inspect.Parameter.KEYWORD_ONLY}


CALLS: dict[str, tuple[Callable[[planner.Prepared], Any], str]] = {
    "second by position": (lambda ready: planner.mac_curve(ready, 2030), "first argument alone"),
    "a model by position": (lambda ready: planner.solve(ready.case, "annual_caps"), "'annual_caps' after it"),
    "misspelt": (lambda ready: planner.mac_curve(ready, yaer=2030), "Did you mean 'year'?"),
    "twice": (lambda ready: planner.solve(ready, case=ready), "first argument alone"),
    "nothing": (lambda ready: planner.solve(), "solve needs case"),
    "no year": (lambda ready: planner.ranked_curve(ready), "say year, 2025-2035."),
    "a number": (lambda ready: planner.solve(42), "case: found 42, allowed Case | Prepared | Path | str"),
    "nobody's case": (lambda ready: planner.solve(None), "case: found None"),
    "a frame": (lambda ready: planner.solve(planner.solve(ready).uptake), "case: found"),
    "a year as text": (lambda ready: planner.mac_curve(ready, year="2030"), "year: found '2030', allowed int | None"),
    "a year and a half": (lambda ready: planner.mac_curve(ready, year=2030.5), "year: found 2030.5"),
    "no year at all": (lambda ready: planner.mac_curve(ready, year=float("nan")), "year: found nan"),
    "yes for a year": (lambda ready: planner.mac_curve(ready, year=True), "year: found True"),
    "a year outside": (lambda ready: planner.mac_curve(ready, year=1999), "1999 is not in the plan's years"),
    "years outside": (lambda ready: planner.yearly_curves(ready, years=[2030, 2024]), "2024 is not in the plan's"),
    "one year for years": (lambda ready: planner.yearly_curves(ready, years=2030), r"years: found 2030"),
    "no folder": (lambda ready: planner.solve("nowhere"), "no folder 'nowhere'"),
    "no scenario": (lambda ready: planner.read_case(EXAMPLE_CITY, scenario="wet"), "wet"),
    "another model": (lambda ready: planner.solve(ready, model="carbon_price"), "has its model already"),
    "no model": (lambda ready: planner.solve(EXAMPLE_CITY, model="annual_cap"), "Did you mean 'annual_caps'?"),
    "a wrong account": (lambda ready: planner.mac_curve(ready, account="CO2"), "no account 'CO2'"),
    "a negative price": (lambda ready: planner.ranked_curve(ready, year=2030, carbon_price="10"), "carbon_price"),
    "prices as text": (lambda ready: planner.portfolio_at(ready, prices="10", year=2030), "prices: found '10'"),
    "a list for a mapping": (lambda ready: planner.mac_curve(ready, direction=[2030]), "direction: found"),
    "no callable": (lambda ready: planner.mac_curve(ready, progress=3), "progress: found 3"),
    "a case to draw": (lambda ready: planner.plot(ready.case), "result: found"),
    "no such picture": (lambda ready: planner.plot(planner.mac_curve(ready), what="bars"), "allowed steps, uptake"),
    "no such language": (lambda ready: planner.plot(planner.mac_curve(ready), lang="fr"), "lang: found 'fr'"),
    "no such prices": (lambda ready: planner.plot(planner.solve(ready), account="nox"), "no account 'nox'"),
    "scenario upon scenario": (
        lambda ready: planner.compare(planner.read_case(EXAMPLE_CITY, scenario="dear_gas")),
        "under the scenario 'dear_gas' already",
    ),
}


@pytest.mark.parametrize("call", CALLS)
def test_a_call_that_makes_no_sense_is_a_usage_error(call, ready):
    made, said = CALLS[call]
    with pytest.raises(planner.UsageError) as refused:
        made(ready)
    assert said in str(refused.value)
    assert refused.value.in_language("zh") != str(refused.value)


def test_numbers_of_numpy_are_numbers(ready):
    """2030 out of a table is an int64, and 2030.0 is a year too."""
    years = [np.int64(2030), np.float64(2030), 2030.0]
    assert {planner.mac_curve(ready, year=year).year for year in years} == {2030}
    assert type(planner.mac_curve(ready, year=np.int64(2030)).year) is int


def test_a_case_that_was_changed_by_hand_has_no_scenarios(ready):
    """A scenario changes the tables: what was put into the case after reading would be lost without a word."""
    from dataclasses import replace

    changed = replace(ready.case, tables=ready.case.tables | {"scenarios.csv": ()})
    with pytest.raises(planner.UsageError, match="changed after it was read"):
        planner.compare(changed)
    assert planner.solve(changed).total_cost > 0


@pytest.mark.slow
def test_a_script_without_a_main_is_told_what_to_do(tmp_path):
    """Each process would read the script anew, and start processes of its own."""
    script = tmp_path / "script.py"
    script.write_text(
        "import planner\n"
        "try:\n"
        f"    list(planner.yearly_curves({str(EXAMPLE_CITY)!r}, years=[2030, 2031]))\n"
        "except planner.UsageError as refused:\n"
        "    print(refused)\n",
        encoding="utf-8",
    )
    run = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, timeout=120, cwd=ROOT)
    assert "__main__" in run.stdout, run.stderr


@pytest.mark.parametrize("kind", ["Case", "Prepared", *DRAWN])
def test_what_is_returned_shows_itself_in_a_few_lines(kind, results):
    shown = repr(results[kind])
    assert shown.startswith(f"{kind}: Example city")
    assert 4 <= len(shown.splitlines()) <= 15
    assert max(map(len, shown.splitlines())) <= 110
    page = results[kind]._repr_html_()
    assert "<table" in page
    assert page.count("<tr") < 40


def test_names_of_a_case_are_text_in_a_notebook(ready):
    """A title is a user's: what looks like markup is shown and not run."""
    from dataclasses import replace

    settings = ready.case.settings.model_copy(update={"title_en": "<script>alert(1)</script>"})
    assert "<script>" not in replace(ready.case, settings=settings)._repr_html_()


def test_a_result_knows_its_pictures_by_name(ready):
    plan = planner.solve(ready)
    assert set(dir(plan.plot)) >= {"cash", "emissions", "portfolio", "shadow_price"}
    assert plan.plot.cash(lang="zh").data.equals(plan.cash_by_year)
    with pytest.raises(AttributeError, match="no picture 'wedges'; there are: cash"):
        plan.plot.wedges()
    with pytest.raises(planner.UsageError, match="nothing to draw"):
        plan.plot.payers()
    assert len(planner.credit_shares(ready).plot.wedges().data)


@pytest.mark.parametrize("kind", DRAWN)
def test_every_result_can_be_drawn_said_and_saved(kind, results, tmp_path, monkeypatch):
    """A picture as files takes a second each: the docstring of `save` has them."""
    monkeypatch.setattr(export, "drawn", lambda picture, formats: {})
    assert planner.plot(results[kind], lang="zh").chart.to_dict(validate=False)["config"]
    assert planner.card(results[kind])["case"] == "example_city"
    files = planner.save(results[kind], folder=tmp_path)
    assert {file.suffix for file in files} >= {".csv", ".json"}
    assert all(file.is_file() for file in files)


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=[pytest.mark.slow] * (name in LONG_EXAMPLES)) for name in planner.__all__]
)
def test_the_examples_of_the_docstrings_run(name, monkeypatch):
    """Every public function has one; `planner` and `Path` are imported."""
    monkeypatch.chdir(tempfile.mkdtemp())
    found = doctest.DocTestFinder().find(
        getattr(planner, name), name, module=False, globs={"planner": planner, "Path": Path}
    )
    examples = [test for test in found if test.examples]
    assert examples or name not in FUNCTIONS
    for test in examples:
        runner = doctest.DocTestRunner(verbose=False)
        said: list[str] = []
        runner.run(test, out=said.append)
        assert runner.summarize(verbose=False).failed == 0, "".join(said)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_parameter_is_in_the_docstring(name):
    function = getattr(planner, name)
    text = inspect.getdoc(function)
    assert [p for p in inspect.signature(function).parameters if p not in text.split("Returns")[0]] == []
    assert all(f"\n{part}\n---" in text for part in ("Parameters", "Returns"))
