"""What the READMEs promise: the same commands everywhere, and links that lead somewhere."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from shipped import WITH_RANGES, put

import planner
from planner.cli import COMMANDS
from planner.pictures.style import Style, style_of

ROOT = Path(__file__).parents[1]
ENGLISH, CHINESE = (ROOT / "README.md", ROOT / "README.zh.md")


def shell_lines(page: Path) -> list[str]:
    """The lines of a page's sh blocks, without comments."""
    blocks = re.findall(r"^```sh\n(.*?)^```", page.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    return [line.split("#")[0].strip() for block in blocks for line in block.splitlines()]


def test_both_languages_name_the_same_commands():
    assert shell_lines(CHINESE) == shell_lines(ENGLISH)
    assert len(shell_lines(ENGLISH)) > 4


def test_continuous_integration_runs_the_command_of_the_readme():
    (command,) = (line for line in shell_lines(ENGLISH) if line.startswith("python3") and "pytest" in line)
    assert f"bash -c '{command}'" in (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()


PAGES = [
    "README.md",
    "README.zh.md",
    "CONTRIBUTING.md",
    "models/README.md",
    "tests/README.md",
    "tests/golden/README.md",
]


@pytest.mark.parametrize("page", PAGES)
def test_every_relative_link_leads_to_a_file(page):
    links = re.findall(r"\]\((?!https?://|#)([^)#\s]+)", (ROOT / page).read_text(encoding="utf-8"))
    assert [link for link in links if not (ROOT / page).parent.joinpath(link).exists()] == []


def anchors(page: Path) -> set[str]:
    """The names of a page's headings in addresses: in small letters, without marks, with - for spaces."""
    text = re.sub(r"^```.*?^```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES)
def test_every_anchor_leads_to_a_heading(page):
    links = re.findall(r"\]\((?!https?://)([^)#\s]*)#([^)\s]+)\)", (ROOT / page).read_text(encoding="utf-8"))
    pages = [(ROOT / page).parent / file if file else ROOT / page for file, _ in links]
    assert [name for (_, name), of in zip(links, pages, strict=True) if name not in anchors(of)] == []


def test_the_command_tables_have_every_command_in_one_order():
    """That of `planner --help`; a command may have several rows."""
    rows = [
        re.findall(r"^\| `planner (\w+)", page.read_text(encoding="utf-8"), re.MULTILINE) for page in (ENGLISH, CHINESE)
    ]
    assert rows[0] == rows[1]
    assert list(dict.fromkeys(rows[0])) == [command.__name__ for command in COMMANDS]


def test_model_tables_name_every_model():
    models = {path.stem for path in (ROOT / "models").glob("*.toml")}
    for page in (ENGLISH, CHINESE):
        assert models <= set(re.findall(r"^\| `(\w+)` \|", page.read_text(encoding="utf-8"), re.MULTILINE))


@pytest.mark.parametrize("page", [ENGLISH, CHINESE])
def test_the_style_file_of_a_page_says_every_setting(page):
    (block,) = re.findall(r"^```toml\n(title.*?)^```", page.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    said = tomllib.loads(block)
    assert set(said) == set(Style.model_fields)
    assert style_of(said, page.name).labels == "names"


TASKS = {
    "41 carbon prices": ["'carbon_price': np.linspace(0, 2000, 41)"],
    "13 discount rates": ["'discount_rate': np.linspace(0.02, 0.08, 13)"],
    "200 samples with bands": ["planner.uncertainty(", "found.bands"],
    "an equation of one's own": ["import pyomo", "def less_gas", "extend=less_gas"],
    "results as an IAMC frame": ["'carbon_price': np.linspace(0, 2000, 41)", "import iamc", "frame = "],
}
"""What a researcher does -> what stands in the statements of the README that do it, in turn."""


def statements(page: Path) -> list[str]:
    """The statements of a page's Python blocks, without comments."""
    blocks = re.findall(r"^```python\n(.*?)^```", page.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    return [ast.unparse(statement) for block in blocks for statement in ast.parse(block).body]


def lines_of(task: str, page: Path) -> list[str]:
    """The lines of code that a task takes."""
    found = statements(page)
    return [line for mark in TASKS[task] for line in next(said for said in found if mark in said).splitlines()]


@pytest.mark.parametrize("task", TASKS)
def test_five_tasks_take_five_lines_each_in_both_languages(task):
    for page in (ENGLISH, CHINESE):
        assert len(lines_of(task, page)) <= 5


@pytest.mark.slow
@pytest.mark.parametrize("task", TASKS)
def test_the_five_tasks_run_as_they_stand(task, tmp_path):
    """On the example city, in which two numbers have a range; in ten draws instead of two hundred."""
    city = str(put(WITH_RANGES, tmp_path))
    names: dict[str, Any] = {"planner": planner, "np": np, "pd": pd}
    code = re.sub(r"'data/\w+'", repr(city), "\n".join(lines_of(task, ENGLISH)))
    exec(code.replace("draws=200", "draws=10"), names)
    if task == "41 carbon prices":
        assert (names["found"].points["status"] == "optimal").sum() == 41
    elif task == "13 discount rates":
        assert names["rates"]["total_cost"].is_monotonic_decreasing
    elif task == "200 samples with bands":
        bands = names["found"].bands
        assert (bands["p5"] <= bands["p95"] + 1e-9).all()
    elif task == "an equation of one's own":
        plan = names["mine"].plan(1)
        gas = plan.balances.query("commodity == 'gas' and kind == 'purchase' and year == 2035")["value"].sum()
        assert gas == pytest.approx(400)
    else:
        assert names["frame"]["scenario"].nunique() == 3
