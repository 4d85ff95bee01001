"""What the READMEs promise: the same commands everywhere, and links that lead somewhere."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

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
