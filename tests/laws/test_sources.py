"""No number without a source: in the bundled cases every row of numbers names its sources, every source is used, and
what is derived can be derived again.
"""

from __future__ import annotations

import ast
import csv
import operator

import pytest
from shipped import DATA

import planner
from planner.case.case import Case
from planner.case.evidence import sourced_rows
from planner.tables.fields import listed
from planner.tables.sources import SourceRow

OPERATORS = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Pow: operator.pow,
}
ROUNDING = 0.005
"""By which share a value may differ from its formula: it is printed rounded."""


@pytest.fixture(scope="module", params=["beijing", "example_city"])
def case(request) -> Case:
    bundled = request.getfixturevalue(request.param)
    return bundled if isinstance(bundled, planner.Case) else bundled.case


def test_every_row_of_numbers_names_its_sources(case):
    """That the keys exist is checked of every case, when it is read."""
    numbers = [row for row in sourced_rows(case) if row.FILE != SourceRow.FILE]
    assert {"interventions.csv", "services.csv", "caps.csv"} <= {row.FILE for row in numbers}
    assert [f"{row.FILE} row {row.row}" for row in numbers if not row.keys] == []
    assert case.settings.source


def test_every_source_is_used(case):
    """By a row, the discount rate, a change of a scenario, a table behind the pages, or the formula of another."""
    used = {key for row in sourced_rows(case) for key in row.keys} | set(listed(case.settings.source))
    for file in [*(DATA / case.name).glob("scenarios/*.csv"), *(DATA / case.name).glob("pages/*.csv")]:
        rows = csv.DictReader(file.read_text(encoding="utf-8").splitlines())
        used |= {key for row in rows for key in listed(row.get("source", ""))}
    formulas = [source.formula for key, source in case.sources.items() if source.formula and key in used]
    while formulas:
        new = {key for formula in formulas for key in names_in(formula)} - used
        used |= new
        formulas = [case.sources[key].formula for key in new if case.sources[key].formula]
    assert set(case.sources) - used == set()
    assert all(source.title and source.where for source in case.sources.values())


def test_most_sources_of_beijing_give_their_number_and_its_range(beijing):
    """Not those that hold several: the assumptions of the case (`a_`), its scenarios (`s_`), sheets of a technology."""
    one_number = [s for key, s in beijing.case.sources.items() if not key.startswith(("a_", "s_", "pik_"))]
    assert all(source.value is not None and source.unit for source in one_number)
    assert sum(source.low is not None for source in one_number) >= 0.9 * len(one_number)


def test_what_is_derived_can_be_derived_again(beijing):
    """Each has a formula, of numbers and of keys that have a number, and it gives the value."""
    sources = beijing.case.sources
    derived = {key: source for key, source in sources.items() if source.grade == "derived"}
    assert len(derived) > 60
    assert [key for key, source in derived.items() if not source.formula] == []
    assert [key for key, source in sources.items() if source.formula and key not in derived] == []
    for key, source in derived.items():
        assert source.value == pytest.approx(result(source.formula, sources), rel=ROUNDING, abs=1e-9), key


def test_a_formula_is_arithmetic_over_other_sources():
    """2 x a + 3 is 7 for a = 2; a key without a number can't be used."""
    two = SourceRow(key="a", title="a", value=2, grade="assumption")
    none = SourceRow(key="b", title="b", grade="assumption")
    assert result("2 * a + 3 - (a - 2) ** 2", {"a": two}) == 7
    with pytest.raises(AssertionError):
        result("a + b", {"a": two, "b": none})


def names_in(formula: str) -> list[str]:
    return [node.id for node in ast.walk(ast.parse(formula, mode="eval")) if isinstance(node, ast.Name)]


def result(formula: str, sources: dict[str, SourceRow]) -> float:
    """What a formula gives: + - * / ** ( ), numbers and keys of other sources."""

    def of(node: ast.expr) -> float:
        match node:
            case ast.BinOp(left, op, right):
                return OPERATORS[type(op)](of(left), of(right))
            case ast.UnaryOp(ast.USub(), operand):
                return -of(operand)
            case ast.Constant(int() | float() as number):
                return float(number)
            case ast.Name(key):
                assert sources[key].value is not None, f"{key} has no number"
                return float(sources[key].value)
        raise AssertionError(f"not arithmetic: {ast.unparse(node)}")

    return of(ast.parse(formula, mode="eval").body)
