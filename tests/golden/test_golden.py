"""Results of shipped cases stay the numbers that they were, by meaning and to 1e-9; README.md says when they may not.

    pytest tests/golden --golden-update

writes the numbers anew. Only facts that are unique are kept: those that come out the same when every table is read
backwards, and when money and emissions are counted in other units.
"""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path

import pytest
from facts import Facts, case_facts, in_other_units, reordered
from shipped import texts_of

import planner
from planner.plan import prepare

HERE = Path(__file__).parent
CURVE_YEAR = {"example_city": 2035, "beijing": 2060}
TOLERANCE = 1e-9
"""Share of a fact, or of the largest fact of its unit in its table, by which it may differ."""


@pytest.mark.parametrize("name", CURVE_YEAR)
def test_the_numbers_are_those_of_before(name, request):
    texts = texts_of(f"data/{name}")
    found = facts_of(name, texts)
    file = HERE / f"{name}.json"
    if request.config.getoption("--golden-update"):
        others = [facts_of(name, other(texts)) for other in (reordered, in_other_units)]
        write(file, {table: unique(facts, *(other[table] for other in others)) for table, facts in found.items()})
    before = json.loads(file.read_text(encoding="utf-8"))
    assert sum(map(len, before.values())) > 200
    assert [line for table, facts in before.items() for line in differences(table, facts, found.get(table, {}))] == []


def test_a_number_that_moves_by_more_than_rounding_is_told():
    before = {"cost of a [CNY]": 1.0, "cost of b [CNY]": 3000.0, "emissions [t]": 0.0}
    assert list(differences("plan", before, before | {"cost of b [CNY]": 3000.000001, "emissions [t]": -0.0})) == []
    found = {"cost of a [CNY]": 1.00001, "emissions [t]": 1e-8}
    assert list(differences("plan", before, found)) == [
        "plan, cost of a [CNY]: was 1.0, is 1.00001",
        "plan, cost of b [CNY]: was 3000.0, is None",
        "plan, emissions [t]: was 0.0, is 1e-08",
    ]


def facts_of(name: str, texts: dict[str, str]) -> dict[str, Facts]:
    case = planner.read_case(texts)
    return dict(case_facts(case, partial(prepare, case), CURVE_YEAR[name]))


def differences(table: str, before: Facts, found: Facts):
    """What is not as before, a line each. Facts that are new are no difference."""
    for name, was in before.items():
        if name not in found or not same(was, found[name], largest(before, name)):
            yield f"{table}, {name}: was {was!r}, is {found.get(name)!r}"


def same(one: float, other: float, size: float) -> bool:
    return one == other or abs(one - other) <= TOLERANCE * size


def largest(facts: Facts, name: str) -> float:
    """The largest finite fact of the same unit: what zero is measured by."""
    unit = name[name.rindex("[") :]
    return max((abs(x) for other, x in facts.items() if other.endswith(unit) and abs(x) != float("inf")), default=0.0)


def unique(facts: Facts, *others: Facts) -> Facts:
    return {
        name: value
        for name, value in facts.items()
        if all(name in other and same(value, other[name], largest(facts, name)) for other in others)
    }


def write(file: Path, tables: dict[str, Facts]) -> None:
    rounded = {table: {name: float(f"{x:.12g}") for name, x in facts.items()} for table, facts in tables.items()}
    file.write_text(json.dumps(rounded, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
