"""Each kind of mistake in the tables is said once, with its place, what was found and what to do; nothing is solved."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from mistakes_in_cells import IN_CELLS
from mistakes_in_files import IN_FILES
from mistakes_in_rules import IN_RULES
from small_case import SMALL, Mistake, write_case

import planner
from planner.messages import sentences

MISTAKES = [*IN_FILES, *IN_CELLS, *IN_RULES]
CHECKS = Path(planner.__file__).parent


def problems(folder: Path, texts: dict[str, str]) -> tuple[planner.errors.Problem, ...]:
    with pytest.raises(planner.InputError) as wrong:
        planner.read_case(write_case(folder, texts))
    return wrong.value.problems


def test_small_case_without_a_mistake_is_read(tmp_path):
    assert len(planner.read_case(write_case(tmp_path / "case", SMALL)).interventions) == 8


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.name)
def test_mistake_is_said_once_with_place_and_remedy(mistake: Mistake, tmp_path):
    (problem,) = problems(tmp_path / "case", mistake.texts)
    assert (problem.file, problem.row, problem.column) == (mistake.file, mistake.row, mistake.column)
    assert mistake.found in problem.found
    assert bool(mistake.found) == bool(problem.found) or problem.key == "unknown_setting"
    assert mistake.remedy in str(problem)


def test_every_message_of_the_checks_has_a_mistake(tmp_path):
    """Their keys stand as texts in the code of the checks.

    A folder that can't be read is no mistake in a table, nor is a style.
    """
    names = ("case/files.py", "case/parsing.py", "case/check.py", "units.py")
    files = [*(CHECKS / name for name in names), *(CHECKS / "case" / "rules").glob("*.py")]
    texts = {
        node.value
        for file in files
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    said = {problem.key for mistake in MISTAKES for problem in problems(tmp_path / mistake.name, mistake.texts)}
    others = {"no_such_folder", "closed_folder", "near", "scenario_of_a_scenario", "case_changed", "reversed_prices"}
    others |= {"missing_sheet"}  # of a workbook
    assert (texts & set(sentences())) - others - said == set()


def test_a_folder_that_may_not_be_read_is_told(tmp_path, monkeypatch):
    """As the system says it to who has no right to list the folder; the tests may run as one who has every right."""

    def closed(folder: Path) -> None:
        raise PermissionError(13, "Permission denied", str(folder))

    write_case(tmp_path / "case", SMALL)
    monkeypatch.setattr(Path, "iterdir", closed)
    with pytest.raises(planner.InputError) as told:
        planner.read_case(tmp_path / "case")
    assert [(problem.file, problem.key) for problem in told.value.problems] == [("case", "closed_folder")]


def test_all_mistakes_are_said_at_once_in_the_order_of_the_files(tmp_path):
    """A rate in percent; a letter O in the price of row 2; row 2 of savings.csv misspelt, row 4 in percent."""
    texts = SMALL | {
        "savings.csv": SMALL["savings.csv"].replace("0.15", "15%").replace("retrofit,gas", "retrofit,gsa"),
        "prices.csv": SMALL["prices.csv"].replace("520", "52O"),
        "case.toml": SMALL["case.toml"].replace("0.05", "5"),
    }
    assert [(p.file, p.row) for p in problems(tmp_path / "case", texts)] == [
        ("case.toml", 0),
        ("savings.csv", 2),
        ("savings.csv", 4),
        ("prices.csv", 2),
    ]


@pytest.mark.parametrize("settings", ["", "# nothing yet\n"])
def test_settings_that_are_empty_lack_each_that_is_needed(settings):
    with pytest.raises(planner.InputError) as wrong:
        planner.read_case(SMALL | {"case.toml": settings})
    missing = {problem.column for problem in wrong.value.problems if problem.file == "case.toml"}
    assert missing == {"title_en", "first_year", "last_year", "price_year", "money", "discount_rate", "accounts"}
