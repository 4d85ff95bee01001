"""A command says each mistake on stderr with exit code 3: no traceback, nothing on stdout, nothing written."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from mistakes_in_cells import IN_CELLS
from mistakes_in_files import IN_FILES
from mistakes_in_rules import IN_RULES
from small_case import SMALL, Mistake, with_change, write_case

from planner.cli import main

COMMANDS = [["solve"], ["solve", "--model", "carbon_price"], ["macc", "--year", "2030"], ["check"]]


@pytest.mark.parametrize(
    "mistake",
    [
        pytest.param(mistake, marks=[pytest.mark.slow] * (n % 8 > 0), id=mistake.name)
        for n, mistake in enumerate([*IN_FILES, *IN_CELLS, *IN_RULES])
    ],
)
def test_solve_says_the_mistake_and_writes_nothing(mistake: Mistake, tmp_path, monkeypatch, capfd):
    """Each alone, without a command, is in `test_broken_cases.py`."""
    case = write_case(tmp_path / "case", mistake.texts)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.argv", ["planner", "solve", "case"])
    with pytest.raises(SystemExit) as stop:
        main()
    out, err = capfd.readouterr()
    assert stop.value.code == 3
    assert out == ""
    assert mistake.file in err
    assert mistake.remedy in err
    assert "Traceback" not in err
    assert list(tmp_path.iterdir()) == [case]
    assert {path.name for path in case.iterdir()} == set(mistake.texts)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: " ".join(command))
def test_every_command_that_reads_a_case_ends_with_3(command, tmp_path, monkeypatch, capfd):
    write_case(tmp_path / "case", with_change("savings.csv", "0.15", "15%"))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.argv", ["planner", command[0], "case", *command[1:]])
    with pytest.raises(SystemExit) as stop:
        main()
    out, err = capfd.readouterr()
    assert (stop.value.code, out) == (3, "")
    assert "savings.csv row 4, fraction: found '15%'" in err
    assert [path.name for path in tmp_path.iterdir()] == ["case"]


def test_a_process_of_its_own_ends_with_3(tmp_path):
    write_case(tmp_path / "case", with_change("savings.csv", "0.15", "15%"))
    start = [sys.executable, "-c", "from planner.cli import main; main()"]
    run = subprocess.run([*start, "solve", "case"], cwd=tmp_path, capture_output=True, text=True)
    assert (run.returncode, run.stdout) == (3, "")
    assert "savings.csv row 4, fraction: found '15%'" in run.stderr


def test_json_has_every_problem_with_its_place(tmp_path, monkeypatch, capfd):
    """The fraction of row 4 of savings.csv and the rate of row 2 of captures.csv are no numbers."""
    texts = with_change("savings.csv", "0.15", "15%") | {"captures.csv": SMALL["captures.csv"].replace("0.9", "90%")}
    monkeypatch.chdir(tmp_path)
    write_case(tmp_path / "case", texts)
    monkeypatch.setattr("sys.argv", ["planner", "solve", "case", "--json"])
    with pytest.raises(SystemExit) as stop:
        main()
    error = json.loads(capfd.readouterr().out)
    assert stop.value.code == error["exit_code"] == 3
    assert [(p["file"], p["row"], p["column"], p["found"]) for p in error["problems"]] == [
        ("savings.csv", 4, "fraction", "15%"),
        ("captures.csv", 2, "rate", "90%"),
    ]
