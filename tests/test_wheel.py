"""The wheel, made from the source distribution, works where no checkout is."""

from __future__ import annotations

import json
import os
import subprocess
import venv
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory) -> Path:
    """A folder outside the tree whose new environment `venv` has the wheel installed."""
    folder = tmp_path_factory.mktemp("elsewhere")
    venv.create(folder / "build", with_pip=True)
    run(folder, "build", "pip", "install", "-q", "hatchling")
    subprocess.run(
        [binary(folder, "build", "hatchling"), "build", "-t", "sdist", "-d", folder / "dist"],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        check=True,
    )
    run(folder, "build", "pip", "wheel", "-q", "--no-deps", "-w", "dist", only(folder / "dist", "*.tar.gz"))
    venv.create(folder / "venv", with_pip=True)
    run(folder, "venv", "pip", "install", "-q", only(folder / "dist", "*.whl"))
    return folder


def binary(folder: Path, environment: str, program: str) -> str:
    return str(folder / environment / ("Scripts" if os.name == "nt" else "bin") / program)


def only(folder: Path, pattern: str) -> str:
    (path,) = folder.glob(pattern)
    return str(path)


def run(folder: Path, environment: str, program: str, *arguments: str) -> str:
    """What a program of one of the environments prints, run in the folder without our environment variables."""
    variables = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}
    command = [binary(folder, environment, program), *arguments]
    done = subprocess.run(command, cwd=folder, env=variables, stdout=subprocess.PIPE, text=True)
    assert done.returncode == 0, done.stdout
    return done.stdout


def test_installed_planner_plans_bundled_beijing(elsewhere):
    """Without a case it plans its own Beijing; results land where it runs."""
    summary = json.loads(run(elsewhere, "venv", "planner", "solve", "--json"))
    results = elsewhere / "results" / "beijing" / "annual_caps"
    assert summary["status"] == "optimal"
    assert json.loads((results / "summary.json").read_text(encoding="utf-8-sig"))["total_cost"] == summary["total_cost"]
    assert (results / "macc_system.csv").stat().st_size > 0


def test_installed_package_is_all_that_is_installed(elsewhere):
    """Models and data lie inside planner; a top-level `models` would collide with other packages' own."""
    code = "import planner; print(planner.__file__)"
    installed = Path(run(elsewhere, "venv", "python", "-c", code).strip()).parent
    assert elsewhere in installed.parents
    assert (installed / "py.typed").exists()
    assert {path.name for path in (installed / "models").iterdir()} >= {"README.md", "annual_caps.toml", "reference.py"}
    assert {path.name for path in (installed / "data").iterdir()} >= {"LICENSE", "beijing", "example_city"}
    assert not {"models", "data", "tests"} & {path.name for path in installed.parent.iterdir()}
