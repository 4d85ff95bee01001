"""Results of shipped cases stay the numbers that they were, by meaning and to 1e-9; README.md says when they may not.

    pytest tests/golden --golden-update

writes the numbers anew. Only facts that are unique are kept: those that come out the same when every table is read
backwards, and when money and emissions are counted in other units.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from facts import Facts, case_facts, in_other_units, plan_facts, reordered
from shipped import Texts, by_the_year, texts_of

import planner
from planner.results.plan import prepare
from planner.units import Units

HERE = Path(__file__).parent
CURVE_YEAR = {"example_city": 2035, "yearly_beijing": 2060}
TEXTS = {
    "example_city": texts_of("data/example_city"),
    "beijing": texts_of("data/beijing"),
    "yearly_beijing": by_the_year(texts_of("data/beijing")),
}
TOLERANCE, DUST = 1e-9, 1e-11
"""By which share a fact may differ, and by which share of the largest fact of its unit in its table."""


@pytest.mark.parametrize(
    "name",
    ["example_city", *(pytest.param(name, marks=pytest.mark.slow) for name in ("beijing", "yearly_beijing"))],
)
def test_the_numbers_are_those_of_before(name, request):
    texts = TEXTS[name]
    case, found = facts_of(name, texts)
    units, file = Units(case.settings.counted), HERE / f"{name}.json"
    if request.config.getoption("--golden-update"):
        others = [facts_of(name, other(texts))[1] for other in (reordered, in_other_units)]
        write(file, {t: unique(units, facts, *(other[t] for other in others)) for t, facts in found.items()})
    before = read(file)
    assert before.keys() == found.keys()
    assert sum(len(before[table]) for table in found) > 200
    assert [line for table in found for line in differences(units, table, before[table], found[table])] == []


def test_a_number_that_moves_by_more_than_rounding_is_told_and_another_unit_is_not():
    before = {"a": (1.0, "CNY"), "b": (3000.0, "CNY"), "none": (0.0, "t CO2"), "some": (2.0, "t CO2")}
    told = partial(differences, Units(), "plan", before)
    assert list(told(before | {"b": (3.000000001, "thousand CNY"), "none": (1e-15, "kt CO2")})) == []
    assert list(told({"a": (1.00001, "CNY"), "none": (1e-8, "t CO2"), "some": (2.0, "t CO2"), "new": (1.0, "t")})) == [
        "plan, a: was 1.0 CNY, is 1.00001",
        "plan, b: was 3000.0 CNY, is gone",
        "plan, none: was 0.0 t CO2, is 1e-08",
    ]


def facts_of(name: str, texts: Texts) -> tuple[planner.Case, dict[str, Facts]]:
    """Of a case by slices its plan alone: its curves are laws of the same case with one slice."""
    case = planner.read_case(texts)
    if name in CURVE_YEAR:
        tables = case_facts(lambda model: prepare(case, model=model), CURVE_YEAR[name])
    else:
        tables = plan_facts(planner.solve(case))
    return case, {table: facts for table, facts in tables if facts}


def differences(units: Units, table: str, before: Facts, found: Facts) -> Iterator[str]:
    """What is not as before, a line each. Facts that are new are no difference."""
    for name, (was, unit) in before.items():
        now = found[name][0] * units.factor(found[name][1], unit) if name in found else None
        if now is None or not math.isclose(was, now, rel_tol=TOLERANCE, abs_tol=DUST * largest(before, unit)):
            yield f"{table}, {name}: was {was!r} {unit}, is {'gone' if now is None else now}"


def largest(facts: Facts, unit: str) -> float:
    """The largest finite fact of a unit: what zero is measured by."""
    return max((abs(x) for x, other in facts.values() if other == unit and abs(x) != float("inf")), default=0.0)


def unique(units: Units, facts: Facts, *others: Facts) -> Facts:
    """The facts that are the same in all."""

    def same(name: str) -> bool:
        return not any(list(differences(units, "", {name: facts[name]}, other)) for other in others)

    return {name: fact for name, fact in facts.items() if same(name)}


def read(file: Path) -> dict[str, Facts]:
    tables = json.loads(file.read_text(encoding="utf-8"))
    return {
        table: {name: (float(x), unit) for unit, amounts in by_unit.items() for name, x in amounts.items()}
        for table, by_unit in tables.items()
    }


def write(file: Path, tables: dict[str, Facts]) -> None:
    """A line each, by unit, to twelve digits."""
    by_unit: dict[str, dict[str, dict[str, float]]] = {}
    for table, facts in tables.items():
        for name, (x, unit) in facts.items():
            by_unit.setdefault(table, {}).setdefault(unit, {})[name] = float(f"{x:.12g}")
    file.write_text(json.dumps(by_unit, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
