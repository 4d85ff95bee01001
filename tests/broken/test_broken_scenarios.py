"""Each kind of mistake in a scenario is said once, of the line that made it, with what to do."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from mistakes_in_scenarios import FILE, IN_SCENARIOS, with_lines
from small_case import Mistake, write_case

import planner
from planner.cli import main
from planner.messages import sentences
from planner.messages.scenarios import SCENARIOS

CHECKS = Path(planner.__file__).parent


def problems(folder: Path, texts: dict[str, str]) -> tuple[planner.errors.Problem, ...]:
    scenario = "mine" if FILE in texts and "scenarios.csv" in texts else ""
    with pytest.raises(planner.InputError) as wrong:
        planner.read_case(write_case(folder, texts), scenario=scenario)
    return wrong.value.problems


@pytest.mark.parametrize("mistake", IN_SCENARIOS, ids=lambda mistake: mistake.name)
def test_mistake_is_said_once_of_its_line(mistake: Mistake, tmp_path):
    (problem,) = problems(tmp_path / "case", mistake.texts)
    assert (problem.file, problem.row, problem.column) == (mistake.file, mistake.row, mistake.column)
    assert mistake.found in problem.found
    assert mistake.remedy in str(problem)
    assert problem.in_language("zh") != str(problem)


def test_every_message_about_scenarios_has_a_mistake(tmp_path):
    files = [ast.parse((CHECKS / name).read_text(encoding="utf-8")) for name in ("case/change.py", "case/scenarios.py")]
    texts = {
        node.value
        for file in files
        for node in ast.walk(file)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    said = {problem.key for mistake in IN_SCENARIOS for problem in problems(tmp_path / mistake.name, mistake.texts)}
    assert (texts & set(SCENARIOS)) - {"no_such_scenario", "title_with_scenario"} - said == set()
    assert "near" in sentences()


def test_mistakes_of_the_tables_and_of_the_scenario_are_said_at_once(tmp_path):
    """The tables have a price that is no number, a life of no year and a percent; the scenario a wrong key, and a cost
    below zero in the row of the life, which stays the table's."""
    texts = with_lines("prices.csv,gsa,years,times,2,office", "interventions.csv,boiler,capex,plus,-300,office")
    texts["prices.csv"] = texts["prices.csv"].replace("520", "52O")
    texts["savings.csv"] = texts["savings.csv"].replace("0.15", "15%")
    texts["interventions.csv"] = texts["interventions.csv"].replace("1000,100,1,,20", "1000,100,1,,0")
    assert [(p.file, p.row, p.column) for p in problems(tmp_path / "case", texts)] == [
        ("interventions.csv", 2, "lifetime"),
        ("savings.csv", 4, "fraction"),
        ("prices.csv", 2, "amount"),
        (FILE, 2, "key"),
        (FILE, 3, "value"),
    ]


def test_a_change_that_cannot_be_made_makes_no_false_error_elsewhere(tmp_path):
    """Hydrogen is to be bought, and the line that starts its price is wrong: not also that it has none."""
    texts = with_lines("carriers.csv,hydrogen,bought,set,true,office", "price.csv,hydrogen,unit,new,yuan/MWh,office")
    assert [(p.row, p.column) for p in problems(tmp_path / "case", texts)] == [(3, "table")]


@pytest.mark.parametrize("command", [["solve"], ["macc"], ["check"]], ids=lambda command: command[0])
def test_commands_say_the_scenario_and_write_nothing(command, tmp_path, monkeypatch, capfd):
    case = write_case(tmp_path / "case", with_lines("prices.csv,gsa,years,times,2,office"))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.argv", ["planner", *command, "case", "--scenario", "mine"])
    with pytest.raises(SystemExit) as stop:
        main()
    out, err = capfd.readouterr()
    assert (stop.value.code, out) == (3, "")
    assert "1 problem(s) in case + mine; nothing was solved." in err
    assert "scenarios/mine.csv row 2, key: found 'gsa', which is no row of prices.csv" in err
    assert list(tmp_path.iterdir()) == [case]


def test_check_looks_at_every_scenario(tmp_path, monkeypatch, capfd):
    write_case(tmp_path / "case", with_lines("prices.csv,gsa,years,times,2,office"))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.argv", ["planner", "check", "case"])
    with pytest.raises(SystemExit) as stop:
        main()
    assert stop.value.code == 3
    assert "scenarios/mine.csv row 2, key" in capfd.readouterr().err


@pytest.mark.parametrize(
    ("scenario", "said"),
    [("mime", "Did you mean 'mine'?"), ("no/such/file.csv", "nor a file of that name"), ("mine+other", "'other'")],
)
def test_a_scenario_that_is_not_there(tmp_path, scenario, said):
    case = write_case(tmp_path / "case", with_lines("prices.csv,gas,years,times,2,office"))
    with pytest.raises(planner.PlannerError, match="there is no scenario") as wrong:
        planner.read_case(case, scenario=scenario)
    assert said in str(wrong.value)
    assert wrong.value.exit_code == 2


def test_a_sheet_of_measures_has_no_scenarios(tmp_path, monkeypatch, capfd):
    (tmp_path / "sheet.csv").write_text("measure,tonnes,cost per tonne\ntrees,1,2\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.argv", ["planner", "macc", "sheet.csv", "--scenario", "mine"])
    with pytest.raises(SystemExit) as stop:
        main()
    assert stop.value.code == 2
    assert "a sheet of measures has no tables" in capfd.readouterr().err
