"""Every sentence that a user reads stands once, in both languages, and is used."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from string import Formatter

import pytest

import planner
from planner.case.dictionary import declared
from planner.errors import Problem
from planner.messages import sentences, text
from planner.model.subjects import SUBJECTS
from planner.tables import chinese
from planner.tables.fields import options
from planner.tables.wording import Meaning, heading, meaning, option

PACKAGE = Path(planner.__file__).parent
FILES = [path for path in PACKAGE.rglob("*.py") if path.parent.name != "messages"]
TREES = [ast.parse(path.read_text(encoding="utf-8")) for path in FILES]
MARKS = {"place_row", "place_column", "place_end", "comma", "semicolon", "or", "column_meaning", "near"}
"""Put together by errors.py and messages/ themselves."""


def composed() -> list[str]:
    """Patterns of the keys that are put together where they are said, like say_against_{name}."""
    texts = [node.values for tree in TREES for node in ast.walk(tree) if isinstance(node, ast.JoinedStr)]
    return [
        f"{parts[0].value}[a-z_]+"
        for parts in texts
        if len(parts) == 2 and isinstance(parts[0], ast.Constant) and re.fullmatch(r"[a-z]+_[a-z_]*", parts[0].value)
    ]


def keys_used() -> set[str]:
    """First arguments of text, Problem and the errors, where they are plain texts."""
    said = ("text", "sentence", "UsageError", "NoPlanError", "SolverError", "WrongUnit")
    used = set()
    for call in (node for tree in TREES for node in ast.walk(tree) if isinstance(node, ast.Call)):
        name = getattr(call.func, "id", "")
        at = 3 if name == "Problem" else 0 if name in said else None
        if at is not None and len(call.args) > at and isinstance(call.args[at], ast.Constant):
            used.add(call.args[at].value)
    return used


def test_every_key_that_is_said_has_sentences():
    assert len(keys_used()) > 50
    assert keys_used() - set(sentences()) == set()


def test_every_sentence_is_said_somewhere():
    """A key is used when it stands as a text in the code, or fits a key that is put together there."""
    texts = {node.value for tree in TREES for node in ast.walk(tree) if isinstance(node, ast.Constant)}
    patterns = [pattern for pattern in composed() if pattern != "say_[a-z_]+"]  # say_{column}: said below
    columns = {
        f"say_{column}"
        for column in ("frozen", "current_policies", "least_cost", "plan", "cap", "without_carbon_payments")
    }
    pages = {f"{page}_{part}" for page in texts if isinstance(page, str) for part in ("title", "subtitle")}
    idle = {
        key
        for key in set(sentences()) - texts - columns - pages - MARKS
        if not any(re.fullmatch(pattern, key) for pattern in patterns)
    }
    assert idle == set()


def test_every_key_stands_in_one_table():
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in (PACKAGE / "messages").glob("*.py")]
    keys = [
        key.value
        for tree in trees
        for table in ast.walk(tree)
        if isinstance(table, ast.Dict)
        for key, said in zip(table.keys, table.values, strict=True)
        if isinstance(key, ast.Constant) and isinstance(said, ast.Tuple)
    ]
    subjects = [key for subject in SUBJECTS for key in subject.words]
    assert sorted([*keys, *subjects]) == sorted(sentences())


def values_in(said: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(said) if name}


def test_both_languages_are_filled_in_with_the_same_values():
    assert [key for key, (english, chinese) in sentences().items() if values_in(english) != values_in(chinese)] == []


def test_chinese_is_chinese():
    """Each has a Chinese character or full-width mark, and no half-width one between Chinese characters."""
    said = {key: both[1] for key, both in sentences().items() if key not in ("place_row", "place_column")}
    letter, half = (
        r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]",
        r"[\u4e00-\u9fff][,;:?!.][\u4e00-\u9fff]|[\u4e00-\u9fff]\(",
    )
    assert [key for key, chinese in said.items() if not re.search(letter, chinese)] == []
    assert [key for key, chinese in said.items() if re.search(half, chinese)] == []


def test_a_problem_reads_as_a_sentence_with_place_meaning_and_nearest_name():
    """The meaning of a column stands in the data dictionary, in both languages."""
    said = Meaning("What it makes", {"file": "interventions.csv", "column": "of"})
    values = {"found": "gsa", "allowed": ("services.csv", "carriers.csv"), "near": "gas", "meaning": said}
    problem = Problem("interventions.csv", 4, "of", "unknown_id", values)
    assert problem.in_language("en") == (
        "interventions.csv row 4, of: found 'gsa', which is not in services.csv or carriers.csv. Add it there, or "
        "correct it. What it makes. Did you mean 'gas'?"
    )
    assert problem.in_language("zh") == (
        "interventions.csv 第4行，of：“gsa”不在 services.csv 或 carriers.csv 中。"
        "请在那里补上，或改正此处。它所供应（技术）、改进（改进）或储存（储能）的服务或载体。是否应为“gas”？"
    )


@pytest.mark.parametrize("file", declared())
def test_a_table_and_all_its_columns_are_called_and_explained_in_both_languages(file):
    """Each column has a Chinese heading, of its own in the table, and a meaning in Chinese; so has each choice.

    What is declared no more has no Chinese either.
    """
    model = declared()[file]
    assert file in chinese.TABLES
    columns = {name: info for name, info in model.model_fields.items() if name != "row"}
    headings = [heading(file, name, "zh") for name in columns]
    assert len(set(headings)) == len(headings)
    for name, info in columns.items():
        assert info.description
        for said in (heading(file, name, "zh"), meaning(file, name, "", "zh")):
            assert re.search(r"[\u4e00-\u9fff]", said), (name, said)
        assert set(options(info)) <= set(chinese.CHINESE["options"])
        assert len({option(choice, "zh") for choice in options(info)}) == len(options(info))
    assert set(chinese.COLUMNS[file]) <= set(columns)


def test_alternatives_are_listed():
    assert "found 'x', allowed a, b or c." in text("not_an_option", "en", found="x", allowed=("a", "b", "c"))
    assert "只能填 a、b 或 c。" in text("not_an_option", "zh", found="x", allowed=("a", "b", "c"))


def test_no_number_is_written_as_a_power_of_ten():
    said = {"of": "co2", "year": 2030, "cap": 1.0, "unit": "t"}
    assert "at least 18,840 t" in text("excess_cap", "en", **said, excess=18839.4)
    assert "0.00009 吨" in text("excess_cap", "zh", **said, excess=9e-05)


def test_one_of_a_thing_is_singular():
    assert "MAC curve: 1 step from" in text(
        "say_curve", "en", **dict.fromkeys(("low", "high", "unit"), ""), steps=1, abatement="", error="", emissions=""
    )
    assert text("progress_years", "en", count=21) == "MAC curves: 21 years"


def test_units_are_worded_where_they_are_read():
    """Of a table's own unit what it is called; of words what they say."""
    assert text("frontier_price", "zh", unit="CNY/t CO2") == "最后一吨 [元/吨CO2]"
    assert text("frontier_price", "en", unit="万元") == "the last tonne [10,000 CNY]"
