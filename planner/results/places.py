"""Where in the tables a condition stands, and what it says there, in the user's words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from planner.calls.numbers import from_to
from planner.case.case import Case, Thing
from planner.case.change import key_of
from planner.errors import Message, Problem
from planner.languages import Words, in_each, languages
from planner.messages import joined, sentences
from planner.model.subject import Limit, Name
from planner.program.program import Program
from planner.results.conditions import Condition, number
from planner.results.duals import THINGS
from planner.results.tidy import limit_names, name_of
from planner.tables.fields import Row, Series, listed, options, reference
from planner.tables.shared import PathRow
from planner.tables.wording import Option

KINDS: dict[str, Thing] = {
    "interventions.csv": "intervention",
    "services.csv": "commodity",
    "carriers.csv": "commodity",
    "sectors.csv": "sector",
    "payers.csv": "payer",
    "case.toml accounts": "account",
}
"""What the ids of a table are of."""
FROM_OUTSIDE = "extend"
"""Stands for the file of a row that no table has."""


def row_of(case: Case, condition: Condition) -> tuple[Row | None, str]:
    """The row of a table where a condition stands, and its column (`years`: of numbers by year). None: from outside."""
    if condition.limits:
        return condition.limits[0].row, "years"
    if condition.family.cell is None:
        return None, ""
    table, key, column = condition.family.cell
    key = key.format(**condition.family.at(condition.names[0]))
    return find(case, PathRow.FILE, f"{key}/{column}") or find(case, table, key), column


def find(case: Case, table: str, key: str) -> Row | None:
    """The row of a table with a key, as scenarios write it."""
    return next((row for row in case.tables.get(table, ()) if keyed(row) == key), None)


def keyed(row: Row) -> str:
    """The key of a row as scenarios write it."""
    return key_of(type(row), row.model_dump())


def column_of(row: Row, column: str, years: Sequence[int]) -> str:
    """The columns in which the numbers of some years stand: `amount`, or the years given around them."""
    if not isinstance(row, Series):
        return column
    if row.amount is not None:
        return "amount"
    given = sorted(row.years)
    around = [max((y for y in given if y <= year), default=given[0]) for year in years]
    around += [min((y for y in given if y >= year), default=given[-1]) for year in years]
    return ", ".join(map(str, sorted(set(around))))


def place(case: Case, condition: Condition, years: Sequence[int]) -> tuple[str, int, str]:
    """File, row and columns of what a condition asks in some years."""
    row, column = row_of(case, condition)
    return (row.FILE, row.row, column_of(row, column, years)) if row is not None else (FROM_OUTSIDE, 0, "")


def stated(case: Case, program: Program, condition: Condition, names: Sequence[Name]) -> Problem:
    """What a condition asks in the years of some of its rows, and in which cell."""
    years = [name[-1] for name in names if isinstance(name[-1], int)]
    key, values = _limited(case, condition, names) if condition.limits else _physical(case, program, condition, names)
    return case.located(Problem(*place(case, condition, years), key, values | {"years": spans(years)}))


def _limited(case: Case, condition: Condition, names: Sequence[Name]) -> tuple[str, dict[str, Any]]:
    """The sentence of a cap or policy, and what fills it in."""
    limit = condition.limits[0]
    size, unit = readable(limit)
    amount = between([limit.amount * size for limit in condition.limits if limit.name in names])
    key = "states_at_least" if limit.side < 0 else "states_at_most"
    return key, {"what": what(case, limit), "name": called(case, limit), "unit": unit, "amount": amount}


def readable(limit: Limit) -> tuple[float, str]:
    """What to multiply the amount of a limit by, and the unit in which people read it: a fraction in %."""
    return (100.0, "%") if limit.unit == "1" else (1.0, limit.unit)


def _physical(case: Case, program: Program, condition: Condition, names: Sequence[Name]) -> tuple[str, dict[str, Any]]:
    """The sentence of a limit on what is built or runs, of a demand or of what stands, and what fills it in."""
    amounts: dict[int, float] = defaultdict(float)
    for name in names:
        amount = number(program, name)
        amounts[name[-1]] += amount if condition.family.per == "account" else abs(amount)
    key = f"states_{condition.family.name}"
    if f"{key}_of_nothing" in sentences() and not any(number(program, name) for name in condition.names):
        key = f"{key}_of_nothing"
    key = key if key in sentences() else "states_from_outside"
    return key, {**_built(case, condition), **named(case, condition), "amount": between(amounts.values())}


def named(case: Case, condition: Condition) -> dict[str, Any]:
    """What a condition is about: its name, its unit, its account, worded where they are read."""
    at = condition.family.at(condition.names[0])
    account = at.pop("a", "")
    letter, thing = next(iter(at.items()), ("", condition.family.name))
    kind = THINGS.get(letter)
    name = in_each(lambda lang: name_of(case, kind, thing, lang) if kind else thing)
    unit = case.accounts[account].unit if account else ""
    if kind == "commodity":
        unit = case.unit_of(thing)
    elif thing in case.interventions:
        unit = case.interventions[thing].unit
    return {"name": name, "unit": unit, "account": in_each(lambda lang: case.name_of("account", account, lang))}


def called(case: Case, limit: Limit) -> Words:
    """What a limit is called: a cap by its account and scope, a policy by its name."""
    return in_each(dict(zip(languages(), limit_names(case, limit), strict=True)).__getitem__)


def what(case: Case, limit: Limit) -> Message:
    """What a limit is on, in words."""
    if limit.row is None:
        return Message("what_from_outside", {"name": limit.family.name})
    fields = {name: _said(case, limit.row, name) for name in type(limit.row).model_fields}
    fields["scope"] = fields.get("scope") or Message("whole_city")
    fields["payer"] = fields.get("payer") or Message("all_payers")
    return Message(f"what_{limit.family.name}", fields)


def _said(case: Case, row: Row, column: str) -> Any:
    """What a cell of a limit's row says: ids by the names of what they are of, options in words."""
    info, cell = type(row).model_fields[column], getattr(row, column)
    ref = reference(info)
    kinds = [KINDS[file] for file in ref.files if file in KINDS] if ref and cell else []
    if kinds:
        return in_each(lambda lang: joined((_name(case, kinds, each, lang) for each in listed(cell)), lang))
    if column == row.KEY[0]:
        return in_each(lambda lang: row.worded("name", lang) or cell)
    return Option(cell) if cell in options(info) else cell


def _name(case: Case, kinds: Sequence[Thing], thing: str, lang: str) -> str:
    """The name of a thing that is of one of these kinds; its id where it has none."""
    return next((name for kind in kinds if (name := case.name_of(kind, thing, lang)) != thing), thing)


def between(numbers: Collection[float]) -> str:
    """One number, or from the least to the largest."""
    low, high = f"{min(numbers):.6g}", f"{max(numbers):.6g}"
    return low if low == high else f"{low}–{high}"


def spans(years: Iterable[int]) -> str:
    """Years in a row as first-last: 2025-2027, 2030."""
    found: list[list[int]] = []
    for year in sorted(set(years)):
        if found and year == found[-1][-1] + 1:
            found[-1].append(year)
        else:
            found.append([year])
    return ", ".join(map(from_to, found))


def _built(case: Case, condition: Condition) -> dict[str, Any]:
    """The cells of the intervention that a condition is about: what else its sentence may say."""
    built = case.interventions.get(condition.family.at(condition.names[0]).get("i", ""))
    return built.model_dump() if built is not None else {}
