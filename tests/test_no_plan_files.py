"""`planner solve` where there is no plan: why, on the screen and in files; a marked plan; commands that find one."""

from __future__ import annotations

import json
import shlex
import shutil
from pathlib import Path

import pandas as pd
import pytest
from shipped import DATA


@pytest.fixture
def low_caps(tmp_path):
    """The example city with caps that its measures can't reach."""
    place = shutil.copytree(DATA / "example_city", tmp_path / "low caps")
    caps = place / "caps.csv"
    caps.write_text(caps.read_text(encoding="utf-8").replace("230,130", "60,20"), encoding="utf-8")
    return str(place)


def test_no_plan_is_explained_written_and_marked(run, low_caps, tmp_path):
    code, out, err = run("solve", low_caps, "--out", "r", "--lang", "zh")
    assert code == 4
    assert "没有方案能满足全部限制" in out
    place = tmp_path / "r" / "low caps" / "annual_caps"
    tables = {path.stem: pd.read_csv(path) for path in place.glob("*.csv") if not path.stem.startswith("repair")}
    assert {"least_excess"} == {name for stem in tables.keys() - {"no_plan"} for name in tables[stem]["scenario"]}
    assert set(tables["no_plan"]["part"]) == {"excess", "conflict", "at_limit", "repair"}
    summary = json.loads((place / "summary.json").read_text(encoding="utf-8"))
    assert (summary["status"], summary["plan"]["status"]) == ("no_plan", "least_excess")
    assert "超额最小" in (place / "emissions.svg").read_text(encoding="utf-8")
    assert {row["file"] for row in summary["conflict"]} == {"baseline.csv", "interventions.csv", "caps.csv"}
    assert summary["repairs"]["caps"][0]["before"] == 60
    assert [shlex.split(command)[-1] for command in commands(err)] == [
        str(Path("r") / "low caps" / "annual_caps" / f"repair_{by}.csv") for by in ("caps", "potential")
    ]


@pytest.mark.slow
def test_commands_to_try_find_a_plan_and_the_results_are_right(run, low_caps):
    code, out, _ = run("solve", low_caps, "--json")
    said = json.loads(out)
    assert (code, said["exit_code"]) == (4, 4)
    assert len(said["next"]) == 2
    for command in said["next"]:
        assert run(*shlex.split(command)[1:])[0] == 0
    assert run("audit", "results/low caps/annual_caps", low_caps)[0] == 0


def commands(said: str) -> list[str]:
    return [line.removeprefix("  - ") for line in said.splitlines() if "planner solve" in line]
