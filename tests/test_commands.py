"""The commands new, check and describe as a user runs them: exit codes, what is printed where, JSON, Chinese."""

from __future__ import annotations

import csv
import json
import os
import re
import resource
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest
from rich.console import Console, Group, RenderableType
from shipped import DATA

import planner
from planner.commands import terminal
from planner.errors import MissingExtraError, UsageError
from planner.model.subjects import tables
from planner.output.report import biggest_costs, by_year, stock_table


@pytest.fixture
def new_case(run, tmp_path):
    """A case as `planner new` writes it, and a way to change one of its files."""
    run("new", "mine")

    def change(file: str, old: str, new: str) -> None:
        path = tmp_path / "mine" / file
        text = path.read_text(encoding="utf-8-sig")
        assert text.count(old) == 1
        path.write_text(text.replace(old, new), encoding="utf-8")

    return change


# new


def test_new_case_is_checked_and_planned_without_a_word_of_trouble(run, tmp_path):
    """Under the default model its caps bind: the last tonne of 2035 costs more than the reduction of 300 yuan/t."""
    code, out, err = run("new", "mine")
    assert (code, err) == (0, "")
    assert "planner check mine" in out
    assert run("check", "mine")[0] == 0
    plan = planner.solve(planner.read_case(tmp_path / "mine"))
    price = plan.shadow_price.set_index("year")["price"]
    assert plan.model == "annual_caps"
    assert price[2035] > 300 / 1000  # million CNY/kt CO2


def test_new_case_says_what_each_column_is(run, tmp_path):
    """Every column of every table it writes has a comment line with the meaning that `describe` gives."""
    run("new", "mine")
    files = list((tmp_path / "mine").glob("*.csv"))
    assert len(files) >= 9
    for path in files:
        comments = [line.strip('"') for line in path.read_text(encoding="utf-8-sig").splitlines()]
        for column, info in tables()[path.name].model_fields.items():
            if column not in ("row", "years"):
                assert f"# {column}: {info.description}" in comments


def test_new_case_in_chinese_has_chinese_headings_and_is_the_same_case(run, tmp_path):
    """`describe 措施` explains what `interventions.csv` holds; its headings are read as the English ones."""
    assert run("new", "mine")[0] == run("new", "我的城市", "--lang", "zh")[0] == 0
    table = (tmp_path / "我的城市" / "interventions.csv").read_text(encoding="utf-8-sig")
    assert "# 单位投资：建造当年每单位的隔夜投资" in table
    assert "措施,类别,英文名称,中文名称," in table
    assert "gas_boiler,技术,Gas boiler,燃气锅炉," in table
    assert planner.solve("我的城市").total_cost == pytest.approx(planner.solve("mine").total_cost)
    code, out, _ = run("describe", "措施", "--lang", "zh")
    assert code == 0
    assert "建造当年每单位的隔夜投资" in out


def test_new_writes_over_nothing(run, tmp_path):
    (tmp_path / "mine").mkdir()
    code, out, err = run("new", "mine")
    assert (code, out) == (2, "")
    assert "'mine' already exists" in err
    assert list((tmp_path / "mine").iterdir()) == []


def test_a_title_prints_as_it_stands(capsys):
    """Square brackets are no markup of the terminal, colons no picture."""
    title = "Beijing [draft] [/v2] :smile:"
    terminal.console().print(title)
    assert capsys.readouterr().out == f"{title}\n"


# check


def test_check_says_what_was_understood(run, new_case):
    """3 technologies; the retrofit fits two of them, which makes 2 modes each: 5 modes."""
    code, out, err = run("check", "mine")
    assert (code, err) == (0, "")
    assert "no problem found" in out
    assert "5 modes, 2025-2035, accounts: co2" in out
    assert "retrofit improves gas_boiler, heat_pump" in out


def test_check_says_what_does_nothing(run, new_case):
    """Hydrogen that nothing consumes, a first year after the plan, a price that the model does not use."""
    new_case("carriers.csv", "gas,Natural", "hydrogen,Hydrogen,氢,GWh,,,true\ngas,Natural")
    new_case("savings.csv", "retrofit,gas,", "retrofit,hydrogen,,0.2,made_up\nretrofit,gas,")
    new_case("interventions.csv", ",2026,", ",2036,")
    Path("mine", "carbon_prices.csv").write_text("account,unit,amount\nco2,yuan/t CO2,50\n", encoding="utf-8")
    code, out, _ = run("check", "mine")
    assert code == 0
    lines = Path("mine", "savings.csv").read_text(encoding="utf-8").splitlines()
    row = 1 + lines.index("retrofit,hydrogen,,0.2,made_up")
    assert f"savings.csv row {row}, carrier: found 'hydrogen', which no technology that 'retrofit' improves here" in out
    assert "first_year: found 2036, after the plan's last year, 2035: it is never built" in out
    assert "the model 'annual_caps' does not use carbon_prices.csv" in out


def test_check_in_json_has_the_same_facts(run, new_case):
    code, out, _ = run("check", "mine", "--json")
    facts = json.loads(out)["facts"]
    assert code == 0
    assert {"key": "say_fits", "improvement": "retrofit", "technologies": "gas_boiler, heat_pump"} in facts


@pytest.mark.parametrize("case", ["beijing", "example_city"])
def test_check_speaks_chinese_about_the_bundled_cases(run, case):
    code, out, err = run("check", str(DATA / case), "--lang", "zh")
    assert (code, err) == (0, "")
    assert f"{case}：共" in out
    assert "未发现问题" in out
    assert "no problem" not in out


def test_check_says_every_mistake_in_chinese(run, new_case):
    """A percent sign, and an id that is in no table."""
    new_case("savings.csv", "retrofit,gas,,0.4", "retrofit,gas,,40%")
    new_case("unit_flows.csv", "heat_pump,electricity", "heat_pump,electrcity")
    code, out, err = run("check", "mine", "--lang", "zh")
    assert (code, out) == (3, "")
    assert "mine 有2处问题，未求解。" in err
    assert "fraction：填的是“40%”；请填纯数字" in err
    assert "carrier：“electrcity”不在 carriers.csv 中。请在那里补上，或改正此处。是否应为“electricity”？" in err


def test_problems_in_json_are_in_both_languages(run, new_case):
    new_case("savings.csv", "retrofit,gas,,0.4", "retrofit,gas,,40%")
    code, out, err = run("check", "mine", "--json")
    (problem,) = json.loads(out)["problems"]
    assert (code, err) == (3, "")
    assert (problem["code"], problem["file"], problem["column"], problem["found"]) == (
        "not_a_number",
        "savings.csv",
        "fraction",
        "40%",
    )
    assert "write a plain number" in problem["message_en"]
    assert "请填纯数字" in problem["message_zh"]


@pytest.mark.parametrize(
    ("words", "near"),
    [
        (["check", "mne"], "Did you mean 'mine'?"),
        (["check", "mine", "--model", "anual_caps"], "Did you mean 'annual_caps'?"),
    ],
)
def test_what_is_not_there_is_a_mistake_of_usage(run, new_case, words, near):
    code, out, err = run(*words)
    assert (code, out) == (2, "")
    assert near in err


# describe


def test_describe_lists_every_column_of_every_table(run):
    code, out, _ = run("describe")
    assert code == 0
    for file, table in tables().items():
        page = out.split(f"\n{file}\n", 1)[1].split("\n\n", 1)[0]
        assert [column for column in table.columns() if f"\n{column} " not in page] == []


@pytest.mark.parametrize("name", ["caps", "caps.csv"])
def test_describe_one_table_in_the_order_of_its_file(run, name):
    """Ids first; the years beside `amount`; source and note last. Nothing is wider than 120 columns when piped."""
    code, out, _ = run("describe", name)
    lines = [line.split("  ")[0] for line in out.splitlines() if line[:1].strip()]
    assert code == 0
    assert lines[3:] == ["account", "scope", "kind", "between", "unit", "amount", "2025, 2030, ...", "source", "note"]
    assert max(map(len, out.splitlines())) <= 120


def test_describe_says_what_a_cell_may_hold(run):
    code, out, _ = run("describe", "interventions", "--json")
    (entry,) = json.loads(out)
    columns = {column["column"]: column for column in entry["columns"]}
    assert code == 0
    assert columns["lifetime"]["value"] == "whole number >= 1 and <= 200"
    assert columns["lifetime"]["needed"]
    assert columns["of"]["value"] == "id of services.csv or carriers.csv"
    assert columns["first_year"]["value"] == "year"
    assert (columns["output"]["default"], columns["output"]["unit"]) == ("1", "commodity units per unit built")
    assert columns["kind"]["value"] == "technology | improvement | capture | reduction | storage"


def test_describe_of_no_table_names_the_nearest(run):
    code, out, err = run("describe", "interventoins")
    assert (code, out) == (2, "")
    assert "Did you mean 'interventions'?" in err


# the command line itself


def test_version(run):
    code, out, err = run("--version")
    assert (code, err) == (0, "")
    assert out.strip()[0].isdigit()


@pytest.mark.parametrize(
    ("words", "chinese"),
    [(["check", "nowhere", "--lang=zh"], True), (["check", "nowhere", "--lang", "zh"], True), (["check", "zh"], False)],
)
def test_messages_follow_the_option_and_not_a_folder_called_zh(run, words, chinese):
    code, _, err = run(*words)
    assert code == 2
    assert any("\u4e00" <= letter <= "\u9fff" for letter in err) is chinese


def test_bundled_case_by_bare_name_only(run):
    """`data/<name>` and the name say that they take it; another folder that isn't there is a mistake."""
    for name in ("example_city", "data/example_city"):
        code, _, err = run("check", name)
        assert (code, err) == (0, "Planning the bundled case 'example_city'.\n")
    code, out, _ = run("check", "no/where/example_city")
    assert (code, out) == (2, "")


# solve and macc


@pytest.mark.usefixtures("empty_pictures")
@pytest.mark.parametrize(("command", "file"), [("macc", "macc_system"), ("priced", "macc_priced")])
def test_curve_of_a_scope_says_so_in_its_files(run, new_case, tmp_path, command, file):
    assert run(command, "mine", "--year", "2035", "--account", "co2", "--scope", "buildings")[0] == 0
    card = json.loads((tmp_path / f"results/mine/annual_caps/{file}_2035_buildings.json").read_text("utf-8"))
    assert (card["account"], card["scope"]) == ("co2", "buildings")


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["macc", "mine", "--year", "2035", "--cumulative"], "choose one of --year, --cumulative and --direction"),
        (["macc", "mine", "--alone"], "--alone goes with --year"),
        (["priced", "mine", "--year", "2035", "--cumulative"], "choose one of --year and --cumulative"),
        (["priced", "mine"], "Ask for one year (--year)"),
        (["ranked", "mine"], "say --year, 2025-2035"),
        (["ranked", "mine", "--year", "2035", "--forms", "--discounted"], "--forms goes without --discounted"),
    ],
)
def test_options_that_contradict_each_other_are_refused(run, new_case, words, why):
    code, out, err = run(*words)
    assert (code, out) == (2, "")
    assert why in err


@pytest.mark.slow
def test_three_forms_stand_beside_the_bars_at_the_price_that_was_said(run, new_case, tmp_path):
    """The template counts in million CNY and kt; 200 is in CNY/t all the same."""
    code, out, _ = run(
        "ranked", "mine", "--year", "2035", "--forms", "--order", "benefit", "--carbon-price", "200", "--json"
    )
    assert code == 0
    folder = tmp_path / "results/mine/annual_caps"
    bars, forms = (json.loads((folder / f"macc_ranked_2035{name}.json").read_text("utf-8")) for name in ("", "_forms"))
    assert (bars["carbon_price"], bars["price_unit"]) == (200, "CNY/t CO2")
    assert "at a carbon price of 200 CNY/t CO2" in bars["order"]
    assert json.loads(out)["abatement"] == forms["abatement"]
    assert (folder / "macc_ranked_2035_forms.png").stat().st_size > 20_000
    head = (folder / "macc_ranked_2035_forms.csv").read_text("utf-8-sig").splitlines()[0]
    assert head.endswith(
        "form,step,intervention,name_en,name_zh,abatement_from,abatement_to,unit,cost_per_tonne,price_unit"
    )


@pytest.mark.usefixtures("empty_pictures")
def test_a_plan_that_costs_nothing_has_a_screen(run, tmp_path):
    """Without a cap nothing that costs is done: 0 in all, in Chinese too."""
    (tmp_path / "mine.csv").write_text("measure,tonnes,cost\nA,100,10\n", encoding="utf-8")
    for lang, total in (("en", "total cost"), ("zh", "总成本")):
        code, out, _ = run("solve", "mine.csv", "--lang", lang, "--out", lang)
        assert code == 0
        assert re.search(rf"{total}\s+0 ", out)


@pytest.mark.slow
def test_a_sheet_has_the_classic_curve_and_on_request_the_exact_one(run, tmp_path):
    """Every measure is a bar, what saves and what costs nothing too; ties stay apart. Then the one step above zero."""
    (tmp_path / "mine.csv").write_text("measure,tonnes,cost\nA,100,10\nB,90,10\nC,50,-5\nD,20,0\n", encoding="utf-8")
    (tmp_path / "style.toml").write_text('title = "Mine"\nlabels = "names"\nprices = [-10, 20]\n', encoding="utf-8")
    code, out, _ = run("macc", "mine.csv", "--style", "style.toml", "--json")
    assert code == 0
    assert json.loads(out)["bars"] == 4
    (table,) = (tmp_path / "results/mine").glob("*/macc_ranked_*.csv")
    rows = list(csv.DictReader(table.read_text("utf-8-sig").splitlines()))
    found = [(row["name_en"], *(float(row[name]) for name in ("abatement", "cost_per_tonne"))) for row in rows]
    assert found == [pytest.approx(row) for row in (("C", 50, -5), ("D", 20, 0), ("A", 100, 10), ("B", 90, 10))]
    assert "Mine" in table.with_suffix(".svg").read_text("utf-8")
    kinds = {file.suffix for file in table.parent.glob("macc_ranked_*")}
    assert kinds == {".csv", ".json", ".svg", ".png", ".pdf", ".html", ".xlsx"}
    code, out, _ = run("macc", "mine.csv", "--system", "--json")
    assert (code, json.loads(out)["steps"]) == (0, 1)


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        (("macc", "mine.csv", "--tolerance", "0.1"), "--system"),
        (("macc", "mine", "--order", "benefit"), "planner ranked"),
        (("ranked", "mine", "--year", "2035", "--carbon-price", "9"), "--order benefit"),
        (("ranked", "mine", "--year", "2035", "--prices", "9"), "0:500"),
        (("ranked", "mine", "--year", "2035", "--prices", "9:5"), "0:500"),
        (("priced", "mine", "--year", "2035", "--prices", "9,x"), "50,100,200"),
        (("ranked", "mine", "--year", "2035", "--style", "none.toml"), "none.toml"),
    ],
)
def test_options_that_do_not_fit_say_what_does(run, new_case, tmp_path, asked, why):
    (tmp_path / "mine.csv").write_text("measure,tonnes,cost\nA,100,10\n", encoding="utf-8")
    code, out, err = run(*asked)
    assert (code, out) == (2, "")
    assert why in err


@pytest.mark.slow
@pytest.mark.usefixtures("empty_pictures")
def test_plan_stays_when_no_curve_can_be_drawn(run, new_case, tmp_path, monkeypatch):
    """Nor does the curve of an earlier run stay beside it."""
    folder = tmp_path / "results" / "mine" / "annual_caps"
    assert run("solve", "mine")[0] == 0
    assert json.loads((folder / "summary.json").read_text("utf-8"))["curve"]["direction"] == "path"
    assert (folder / "macc_system.svg").is_file()

    def none(*_: object, **__: object) -> None:
        raise UsageError("no_caps_to_move", model="annual_caps", account="co2", scope="total")

    monkeypatch.setattr("planner.curves.macc.mac_curve", none)
    code, out, err = run("solve", "mine")
    assert code == 0
    assert "total cost" in out
    assert "No MAC curve: the model 'annual_caps' has no yearly caps" in err
    assert json.loads((folder / "summary.json").read_text("utf-8"))["curve"] is None
    assert list(folder.glob("macc_system*")) == []


@pytest.mark.usefixtures("empty_pictures")
def test_caps_on_a_sector_alone_are_planned(run, new_case, tmp_path):
    new_case("caps.csv", "co2,,yearly,linear,kt CO2,270,150", "co2,buildings,yearly,linear,kt CO2,270,150")
    code, _, _ = run("solve", "mine")
    assert code == 0
    assert (tmp_path / "results" / "mine" / "annual_caps" / "summary.json").is_file()


@pytest.mark.parametrize("words", [["solve", "mine", "--out", "afile"], ["new", "afile/mine"]])
def test_a_place_that_cannot_be_written_is_said_before_anything_is_solved(run, new_case, tmp_path, monkeypatch, words):
    (tmp_path / "afile").touch()
    monkeypatch.setattr("planner.results.plan.solve", lambda *_: pytest.fail("solved"))
    code, out, err = run(*words)
    assert (code, out) == (8, "")
    assert "can't write to 'afile/" in err
    assert "a file stands where a folder should be" in err


@pytest.mark.usefixtures("empty_pictures")
def test_wrong_input_changes_nothing(run, new_case, tmp_path):
    assert run("solve", "mine")[0] == 0
    before = contents(tmp_path / "results")
    new_case("savings.csv", "retrofit,gas,,0.4", "retrofit,gas,,40%")
    assert run("solve", "mine")[0] == 3
    assert contents(tmp_path / "results") == before


@pytest.mark.slow
@pytest.mark.usefixtures("empty_pictures")
def test_no_plan_leaves_nothing_old_beside_it(run, new_case, tmp_path):
    """What is written says so; curves of other inputs are named; with a plan again, all files are there again."""
    folder = tmp_path / "results" / "mine" / "annual_caps"
    assert run("solve", "mine")[0] == 0
    whole = set(contents(folder))
    assert run("macc", "mine", "--year", "2035")[0] == 0
    (folder / "notes.txt").touch()
    others = set(contents(folder)) - whole
    new_case("caps.csv", "kt CO2,270,150", "kt CO2,270,-1000")
    code, _, err = run("solve", "mine")
    assert code == 4
    assert "no plan keeps every cap" in err
    summary = json.loads((folder / "summary.json").read_text("utf-8"))
    assert (summary["status"], summary["code"]) == ("no_plan", "no_plan")
    assert summary["excess"][-1]["year"] == 2035
    new = {name: content for name, content in contents(folder).items() if name not in others}
    assert not [name for name in new if name.startswith("macc")]
    tables = {name for name in new if name.endswith(".csv") and not name.startswith(("no_plan", "repair"))}
    assert all(b",least_excess," in new[name] for name in tables)
    assert tables < whole
    assert run("macc", "mine", "--year", "2030")[0] == 4
    assert set(contents(folder)) == new.keys() | {"macc.json", "notes.txt"}
    new_case("caps.csv", "kt CO2,270,-1000", "kt CO2,270,150")
    _, _, err = run("solve", "mine")
    assert "Results of other inputs stand there too: run `planner macc` again." in err
    assert set(contents(folder)) == whole | {"macc.json", "notes.txt"}


def contents(folder: Path) -> dict[str, bytes]:
    """Name in the folder -> what the file holds; without what the planner keeps for itself."""
    found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    return {name: path.read_bytes() for name, path in found.items() if ".planner" not in path.parts}


@pytest.mark.parametrize(
    ("word", "stdout"),
    [
        ("describe", "closed"),
        *(pytest.param(*each, marks=pytest.mark.slow) for each in (("describe", "full"), ("describe", "not_open"))),
        ("--help", "full"),
    ],
)
def test_what_cannot_be_printed_is_one_line(word, stdout):
    """Onto a full disk, into a pipe that nobody reads, and to no standard output at all."""
    command = [sys.executable, "-m", "planner", word]
    if stdout == "not_open":
        command = ["sh", "-c", 'exec "$@" >&-', "sh", *command]
    reading, writing = os.pipe()
    os.close(reading)
    with open("/dev/full", "w") as full:
        done = subprocess.run(command, stdout=full if stdout == "full" else writing, stderr=subprocess.PIPE, text=True)
    os.close(writing)
    *_, line = done.stderr.splitlines()
    assert done.returncode == 8
    assert line.startswith("can't print: ")
    assert "Traceback" not in done.stderr


def test_chinese_on_a_terminal_without_chinese_letters(run, new_case):
    """Question marks in place of them; JSON is escaped, and holds them all."""
    command = [sys.executable, "-m", "planner", "check", "mine", "--lang", "zh"]
    latin = os.environ | {"PYTHONIOENCODING": "latin-1"}
    done = subprocess.run(command, env=latin, capture_output=True)
    assert (done.returncode, done.stderr) == (0, b"")
    done = subprocess.run([*command[:-2], "--json"], env=latin, capture_output=True)
    assert json.loads(done.stdout.decode("latin-1"))
    assert done.returncode == 0


def test_a_mistake_of_ours_is_one_line_that_asks_to_report_it(run, new_case, monkeypatch):
    def broken(*_: object) -> None:
        raise KeyError("cost")

    monkeypatch.setattr("planner.case.check_report.interpretation", broken)
    code, out, err = run("check", "mine")
    assert (code, out) == (1, "")
    assert err.startswith("a mistake in the planner, not in your case: KeyError: 'cost' (test_commands.py:")
    fault = json.loads(run("check", "mine", "--json")[1])
    assert (fault["error"], fault["exit_code"]) == ("Fault", 1)
    assert "程序自身出错" in fault["message_zh"]
    monkeypatch.setenv("PLANNER_DEBUG", "1")
    with pytest.raises(KeyError):
        run("check", "mine")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["solv"], "没有命令“solv”；`planner --help` 列出全部命令。是否应为“solve”？"),
        (["check", "--langg", "zh"], "没有选项“--langg”"),
        (["new"], "命令有误：缺少 'PLACE'"),
        (["macc", "--year"], "--year"),
    ],
)
def test_wrong_words_are_said_in_the_language_that_is_asked_for(run, words, said):
    code, out, err = run(*words, "--lang=zh")
    assert (code, out) == (2, "")
    assert said in err


def test_a_library_that_is_not_installed_is_named_with_what_installs_it(run, new_case, monkeypatch):
    """Hypothesis comes with an extra of the package; vl_convert with the package itself."""
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    code, _, err = run("solve", "mine")
    assert code == 7
    assert "the Python library 'vl_convert' is not installed. Run: pip install 'abatement-planner'" in err
    assert "pip install 'abatement-planner[test]'" in str(MissingExtraError("hypothesis.strategies"))


def test_a_folder_that_may_not_be_read_is_wrong_input(run, new_case, monkeypatch):
    """Permissions hold for anybody but root, as whom tests may run: here the system refuses."""

    def refused(_: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", refused)
    code, out, err = run("check", "mine")
    assert (code, out) == (3, "")
    assert "the folder can't be read" in err


@pytest.mark.parametrize(
    ("option", "value", "english", "chinese"),
    [
        ("--draws", "0", "found 0, allowed >= 2", "给的是 0，允许 >= 2"),
        ("--draws", "2.5", "found '2.5', which is no whole number", "“2.5”不是整数"),
        ("--above", "nan", "found nan, allowed >= 0", "给的是 nan，允许 >= 0"),
        ("--method", "sobl", "'sobl' is not one of 'latin_hypercube', 'sobol'", "'sobl' 不是以下之一"),
    ],
)
def test_a_value_that_an_option_cannot_have_is_said(run, option, value, english, chinese):
    for lang, said in (("en", english), ("zh", chinese)):
        code, _, wrong = run("uncertainty", "mine", option, value, "--lang", lang)
        assert code == 2
        assert option in wrong
        assert said in wrong


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["macc", "mine", "--curve", "ranked"], "no_such_option"),
        (["solv", "mine"], "no_such_command"),
        (["macc", "mine", "--year", "soon"], "bad_option"),
        (["describe", "caps", "prices"], "bad_command"),
        (["check", "nowhere"], "no_such_folder"),
        (["solve", "mine", "--out", "afile"], "no_place"),
    ],
)
def test_an_error_in_json_is_an_object(run, new_case, tmp_path, words, code):
    (tmp_path / "afile").touch()
    _, out, _ = run(*words, "--json")
    found = json.loads(out)
    assert found["code"] == code
    assert {"place", "value", "message_en", "message_zh"} <= set(found)


@pytest.mark.usefixtures("empty_pictures")
def test_screen_of_a_year_says_where_the_cap_lies(run, new_case):
    """Its step is in the table, marked; the money of the no-regret block is of the whole plan."""
    code, out, _ = run("macc", "mine", "--year", "2035")
    line = next(line for line in out.splitlines() if line.startswith("* Step ") and "cap 150 kt CO2" in line)
    step = line.removeprefix("* Step ").split(":")[0]
    assert code == 0
    assert any(row.startswith(f"{step} * ") for row in out.splitlines())
    assert "kt CO2 in 2035; cost" in out
    assert "present value over 2025-2035" in " ".join(out.split())


@pytest.mark.usefixtures("empty_pictures")
def test_screens_of_budget_and_price_say_them(run):
    """The budget of 2.4 Mt with its price; the carbon price from 50 to 500 yuan/t."""
    _, out, _ = run("solve", str(DATA / "example_city"), "--model", "carbon_budget")
    assert "2.4 MtCO2 up to 2035; price in 2035: " in out
    assert "\ncap " not in out
    _, out, _ = run("solve", str(DATA / "example_city"), "--model", "carbon_price")
    row = next(line for line in out.splitlines() if line.startswith("carbon price ["))
    assert (row.split()[-1], "50" in row.split()) == ("500", True)


def test_sources_of_an_intervention_on_the_screen_and_as_json(run):
    """The retrofit of the example city saves gas: its row, its saving and the price of gas, from one source."""
    code, out, err = run("sources", str(DATA / "example_city"), "--intervention", "retrofit_easy")
    assert (code, err) == (0, "")
    assert all(word in out for word in ("interventions.csv", "savings.csv", "prices.csv", "made_up", "[assumption]"))
    assert "unit_flows.csv" not in out
    _, out, _ = run("sources", str(DATA / "example_city"), "--intervention", "retrofit_easy", "--lang", "zh")
    assert "[假设]" in out
    data = json.loads(run("sources", str(DATA / "example_city"), "--json")[1])
    assert data["sources_by_grade"] == {"assumption": 1}
    assert {"file", "row", "column", "value", "unit", "grade", "sources"} <= set(data["numbers"][0])


@pytest.mark.usefixtures("empty_pictures")
def test_the_plan_says_what_rests_on_unverified_numbers(run):
    """Everything in the example city is made up."""
    _, out, _ = run("solve", str(DATA / "example_city"))
    assert "unverified inputs: 100% of the cost and 100% of the abatement depend on at least one" in out


def test_sources_of_a_name_that_is_not_there(run):
    code, _, err = run("sources", str(DATA / "example_city"), "--intervention", "retrofit_esay")
    assert code == 2
    assert "Did you mean 'retrofit_easy'?" in err


def test_costs_that_cancel_and_a_plan_of_one_year():
    """+10 and -10: half of all money each. What is built in the only year is shown."""
    plan = planner.solve(planner.read_case(DATA / "example_city"))
    costs = plan.costs.iloc[:2].assign(item=["a", "b"], kind="variable", present_value=[10.0, -10.0])
    paying = SimpleNamespace(case=plan.case, costs=costs, total_cost=0.0, resource_cost=0.0, reference_costs={})
    shown = said(biggest_costs(paying, "en"))
    assert (shown.count("50%"), shown.count("-50%")) == (2, 1)
    paying.costs = costs.assign(present_value=0.0)
    assert "50%" not in said(biggest_costs(paying, "en"))
    year = plan.case.settings.first_year
    case = replace(plan.case, settings=plan.case.settings.model_copy(update={"last_year": year}))
    assert str(year) in said(stock_table(replace(plan, case=case), "en"))


def said(part: RenderableType) -> str:
    console = Console(width=120)
    with console.capture() as got:
        console.print(part)
    return got.get()


# credit


@pytest.mark.usefixtures("empty_pictures")
def test_credit_of_a_year_prints_a_table_and_leaves_its_files(run, new_case, tmp_path):
    code, out, _ = run("credit", "mine", "--year", "2035")
    assert code == 0
    assert "Who gets the credit for the abatement of 2035" in out
    assert "Changed operation of existing assets" in out
    assert set(contents(tmp_path / "results/mine/annual_caps")) == {
        *(f"credit_2035.{kind}" for kind in ("csv", "json", "svg", "png", "pdf", "html")),
        "index.html",
    }


@pytest.mark.slow
def test_credit_of_all_years_has_the_wedges_and_prints_only_json(run, new_case, tmp_path):
    code, out, _ = run("credit", "mine", "--lang", "zh", "--json")
    assert code == 0
    assert json.loads(out)["years"][-1] == 2035
    folder = tmp_path / "results/mine/annual_caps"
    assert "减排楔形图" in (folder / "credit_wedges.svg").read_text("utf-8")
    assert (folder / "credit_by_year.csv").is_file()
    assert run("credit", "mine")[0] == 0


def test_a_curve_stands_only_beside_the_wedges_of_all_years(run, new_case):
    code, out, err = run("credit", "mine", "--year", "2035", "--beside", "2030")
    assert (code, out) == (2, "")
    assert "leave out --year" in err


# yearly


@pytest.mark.usefixtures("empty_pictures")
def test_yearly_writes_the_steps_of_all_years(run):
    """Of example_city, 2025 to 2035: each year's price at its cap is the plan's shadow price."""
    code, out, _ = run("yearly", str(DATA / "example_city"), "--json")
    card = json.loads(out)
    folder = Path("results", "example_city", "annual_caps")
    table = pd.read_csv(folder / "macc_system_years.csv")
    plan = planner.solve(planner.read_case(DATA / "example_city"))
    prices = plan.shadow_price.set_index("year")
    assert code == 0
    steps = {year["year"]: year["steps"] for year in card["years"] if year["steps"]}
    assert steps == dict(table["year"].value_counts())
    at_cap = {year["year"]: year["shadow_price_at_cap"] for year in card["years"] if year["cap"] is not None}
    assert list(at_cap) == list(range(2030, 2036))
    for year, price in at_cap.items():
        assert prices.loc[year, "relaxed"] * (1 - 1e-6) <= price <= prices.loc[year, "tightened"] * (1 + 1e-6)
    kinds = {file.suffix for file in folder.glob("macc_system_years.*")}
    assert kinds == {".csv", ".json", ".svg", ".png", ".pdf", ".html"}


# every cap on the screen


def test_every_capped_account_and_scope_is_on_the_screen_with_its_price(case_of):
    """Three sectors emit 100 t each of CO2; homes and shops are a group, and the waste account counts 100 t of homes.

    The city may emit 290 t, the group 170 t: 30 t less, first 20 t in homes at 10 yuan, then 10 t in shops at 30 yuan.
    So one tonne more of the group saves 30 yuan, and the city's cap, with 270 t, costs nothing. Of waste, a cap of
    95 t asks 5 t at 7 yuan.
    """
    case = case_of(
        accounts=("co2", "waste"),
        sectors="sector, group, name_en\n homes, built, Homes\n shops, built, Shops\n road, , Road",
        baseline="""
            sector, account, unit, amount
            homes,  co2,     tCO2, 100
            shops,  co2,     tCO2, 100
            road,   co2,     tCO2, 100
            homes,  waste,   tCO2, 100
        """,
        interventions="""
            intervention, kind,      sector, unit, lifetime, potential, variable_unit, variable_cost
            cheap,        reduction, homes,  tCO2, 1,        20,        yuan/tCO2,     10
            dear,         reduction, shops,  tCO2, 1,        30,        yuan/tCO2,     30
            sorting,      reduction, homes,  tCO2, 1,        50,        yuan/tCO2,     7
        """,
        process_emissions="""
            intervention, account, unit,      amount
            cheap,        co2,     tCO2/tCO2, -1
            dear,         co2,     tCO2/tCO2, -1
            sorting,      waste,   tCO2/tCO2, -1
        """,
        caps="""
            account, scope, kind,   unit, amount
            co2,     ,      yearly, tCO2, 290
            co2,     built, yearly, tCO2, 170
            waste,   homes, yearly, tCO2, 95
        """,
    )
    plan = planner.solve(case)
    blocks = [" ".join(block.split()) for block in said(Group(*by_year(plan, "en"))).split("Emissions, ")[1:]]
    price = "shadow price [CNY/t CO2]"
    assert len(blocks) == 3
    assert blocks[0].startswith("co2 [tCO2] 2030 frozen reference 300 least-cost reference 300 plan 270 cap 290")
    assert f"{price} 0 " in blocks[0]
    assert blocks[1].startswith(f"co2, built [tCO2] 2030 plan 170 cap 170 {price} 30 ")
    assert blocks[2].startswith(f"waste, Homes [tCO2] 2030 plan 95 cap 95 {price} 7 ")
    assert "排放，waste，Homes [吨CO2]" in said(Group(*by_year(plan, "zh")))


@pytest.mark.parametrize("words", [("solve",), ("audit", "results"), ("new",)])
def test_a_path_that_cannot_be_is_one_line(run, words):
    """300 letters in a name are more than a file system takes."""
    code, out, err = run(*words, "x" * 300, *(["--lang", "zh"] if words == ("new",) else []))
    assert (code, out) == (2, "")
    assert ("名称过长" if words == ("new",) else "a name is too long") in err
    assert err.count("\n") == 1


def test_a_new_case_is_whole_or_not_there(run, tmp_path):
    """The disk is full (here: no file may be larger than 100 bytes): exit code 8, and nothing is left."""
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, limits[1]))
    try:
        code, _, _ = run("new", "mine")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert code == 8
    assert list(tmp_path.iterdir()) == []


def test_a_pipe_is_no_table_and_a_name_in_other_letters_is_no_trouble(run, new_case, tmp_path):
    """A pipe among the tables is not waited for. A folder whose name is in Latin-1 has question marks for it."""
    shutil.copytree(tmp_path / "mine", odd := os.fsdecode(b"caf\xe9"))
    for _ in range(2):
        assert run("export", odd, "--format", "json")[0] == 0
    assert (tmp_path / "results" / "caf?" / "annual_caps" / "plan.json").is_file()
    (tmp_path / "mine" / "caps.csv").unlink()
    os.mkfifo(tmp_path / "mine" / "caps.csv")
    code, _, err = run("check", "mine")
    assert code == 3
    assert "caps.csv: can't be read" in err


@pytest.mark.slow
def test_no_standard_input_is_needed(new_case, tmp_path):
    command = ["sh", "-c", 'exec "$@" <&-', "sh", sys.executable, "-m", "planner", "solve", "mine"]
    done = subprocess.run(command, capture_output=True, text=True)
    assert (done.returncode, done.stderr.count("\n")) == (0, 1)
