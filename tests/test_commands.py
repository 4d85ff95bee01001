"""The commands new, check and describe as a user runs them: exit codes, what is printed where, JSON, Chinese."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import planner
from planner.cli import main
from planner.tables import BY_FILE

DATA = Path(__file__).parents[1] / "data"


@pytest.fixture
def run(tmp_path, monkeypatch, capfd):
    """Run the command line in an empty folder: (exit code, what is on stdout, what is on stderr)."""
    monkeypatch.chdir(tmp_path)

    def command(*words: str) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.argv", ["planner", *words])
        with pytest.raises(SystemExit) as stop:
            main()
        out, err = capfd.readouterr()
        return int(stop.value.code or 0), out, err

    return command


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
    price = plan.shadow_price.set_index("year")["current_value"]
    assert plan.model == "annual_caps"
    assert price[2035] > 300 / 1000  # million CNY/kt CO2


def test_new_case_says_what_each_column_is(run, tmp_path):
    """Every column of every table it writes has a comment line with the meaning that `describe` gives."""
    run("new", "mine")
    tables = list((tmp_path / "mine").glob("*.csv"))
    assert len(tables) >= 9
    for path in tables:
        comments = [line.strip('"') for line in path.read_text(encoding="utf-8-sig").splitlines()]
        for column, info in BY_FILE[path.name].model_fields.items():
            if column not in ("row", "years"):
                assert f"# {column}: {info.description}" in comments


def test_new_writes_over_nothing(run, tmp_path):
    (tmp_path / "mine").mkdir()
    code, out, err = run("new", "mine")
    assert (code, out) == (2, "")
    assert "'mine' already exists" in err
    assert list((tmp_path / "mine").iterdir()) == []


# check


def test_check_says_what_was_understood(run, new_case):
    """3 technologies; the retrofit fits two of them, which makes 2 modes each: 5 modes."""
    code, out, err = run("check", "mine")
    assert (code, err) == (0, "")
    assert "no problem found" in out
    assert "5 modes, 2025 to 2035, accounts: co2" in out
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
    assert f"savings.csv row {row} does nothing: no technology that retrofit improves there consumes hydrogen" in out
    assert "heat_pump is never built: its first year 2036 is after the plan's last, 2035" in out
    assert "the model 'annual_caps' does not use carbon_prices.csv" in out


def test_check_in_json_has_the_same_facts(run, new_case):
    code, out, _ = run("check", "mine", "--json")
    facts = json.loads(out)
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
    problem, = json.loads(out)["problems"]
    assert (code, err) == (3, "")
    assert (problem["code"], problem["file"], problem["column"], problem["found"]) == (
        "not_a_number", "savings.csv", "fraction", "40%")
    assert "write a plain number" in problem["message_en"]
    assert "请填纯数字" in problem["message_zh"]


@pytest.mark.parametrize(
    ("words", "near"), [
        (["check", "mne"], "Did you mean 'mine'?"),
        (["check", "mine", "--model", "anual_caps"], "Did you mean 'annual_caps'?")])
def test_what_is_not_there_is_a_mistake_of_usage(run, new_case, words, near):
    code, out, err = run(*words)
    assert (code, out) == (2, "")
    assert near in err


# describe


def test_describe_lists_every_column_of_every_table(run):
    code, out, _ = run("describe")
    assert code == 0
    for file, table in BY_FILE.items():
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
    entry, = json.loads(out)
    columns = {column["column"]: column for column in entry["columns"]}
    assert code == 0
    assert columns["lifetime"]["value"] == "whole number >= 1 and <= 200"
    assert columns["lifetime"]["needed"]
    assert columns["of"]["value"] == "id of services.csv or carriers.csv"
    assert columns["first_year"]["value"] == "year"
    assert (columns["output"]["default"], columns["output"]["unit"]) == ("1", "commodity units per unit built")
    assert columns["kind"]["value"] == "technology | improvement | capture | reduction"


def test_describe_of_no_table_names_the_nearest(run):
    code, out, err = run("describe", "interventoins")
    assert (code, out) == (2, "")
    assert "Did you mean 'interventions'?" in err
