"""Random cases with random policies against models/reference.py: feasibility, cost, prices as slopes of the cost."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from as_plain_numbers import Numbers, as_plain_numbers, reference_solve
from hypothesis import note, settings
from random_cases import MODELS, RandomCase
from tables_as_text import as_files

import planner
from planner.errors import NoPlanError, SolverError
from planner.program.session import Solution
from planner.results.duals import present_price
from planner.results.plan import Prepared, prepare
from planner.results.references import optimum

SOME = settings(max_examples=5)
Repair = tuple[dict[str, Any], ...]
EDGE = 1e-6
"""Share by which all policies move together to tell a case on the edge of feasibility."""


def check_against_reference(case: RandomCase, policies: Callable[[planner.Case], Numbers]) -> None:
    """`policies` gives the reference's tables of a kind of policy; each price is a slope of the reference's cost."""
    files = as_files(case.tables)
    note("\n".join(f"--- {name}\n{body}" for name, body in files.items()))
    read = planner.read_case(files)
    numbers = as_plain_numbers(read, *MODELS[case.model]) | policies(read)
    right = reference_solve(numbers)
    ready, plan, repair = planned(read, case.model)
    if any(row["key"] in ("excess_limit", "excess_demand") for row in repair):  # then no limit that is chosen helps
        free = numbers | {table: {} for table in ("caps", "shares", "volumes", "budgets")}
        assert reference_solve(free)["status"] == "infeasible", repair
    elif repair:
        assert reference_solve(repaired(numbers, repair))["status"] != "infeasible" or on_the_edge(numbers), repair
    if (plan is None) != (right["status"] != "optimal"):
        assert on_the_edge(numbers), f"the reference says {right['status']}"
        return
    if ready is None or plan is None:
        return
    cost = float(ready.program.cost @ plan.x) + ready.program.cost_offset
    assert cost == pytest.approx(right["objective"], rel=1e-7, abs=1e-6)
    for limit in ready.inputs.limits:
        if limit.family.kind != "policy":
            continue
        price, key = present_price(ready.program, plan, limit), next(k for k in keys(numbers) if is_of(k, limit))
        for step in (-1e-3, 1e-3):
            there = reference_solve(moved(numbers, key, limit.side * step))
            if limit.right is None and there["status"] == "optimal":
                assert there["objective"] >= right["objective"] - price * step - 1e-6, (limit.name, step)


def planned(case: planner.Case, model: str) -> tuple[Prepared | None, Solution | None, Repair]:
    """None where there is no plan, then with the least repair, or where its cost could fall for ever."""
    try:
        ready = prepare(case, model=model)
        return ready, optimum(ready.case, ready.inputs, ready.program), ()
    except NoPlanError as none:
        return None, None, none.excess
    except SolverError as trouble:
        if trouble.key != "unbounded":
            raise
        return None, None, ()


def repaired(numbers: Numbers, repair: Repair) -> Numbers:
    """The numbers with every limit that is named eased as it says, and a millionth more."""
    caps = dict(numbers["caps"])
    for row in repair:
        more = row["excess"] * (0.01 if row["unit"] == "%" else 1.0) * (1 + 1e-6) + 1e-7
        if row["key"] == "excess_cap":
            caps[row["account"], row["scope"].replace("total", ""), row["kind"], row["year"]] += more
        elif "policy" in row:
            bound, by = ("at_least", -more) if row["key"] == "excess_at_least" else ("at_most", more)
            numbers = moved(numbers, (row["policy"], bound, row["year"]), by)
    return numbers | {"caps": caps}


def keys(numbers: Numbers) -> list[Any]:
    loans = [(loan, "at_most", y) for loan, row in numbers.get("loans", {}).items() for y in row["ceilings"]]
    return [*(key for table in ("shares", "volumes", "budgets") for key in numbers.get(table, {})), *loans]


def is_of(key: Any, limit: Any) -> bool:
    return (key[0], key[1], key[2]) == (limit.label, "at_least" if limit.side < 0 else "at_most", limit.year)


def moved(numbers: Numbers, key: Any, by: float) -> Numbers:
    if row := numbers.get("loans", {}).get(key[0]):
        ceilings = row["ceilings"] | {key[2]: row["ceilings"][key[2]] + by}
        return numbers | {"loans": numbers["loans"] | {key[0]: row | {"ceilings": ceilings}}}
    table = next(table for table in ("shares", "volumes", "budgets") if key in numbers.get(table, {}))
    row = numbers[table][key]
    return numbers | {table: numbers[table] | {key: row | {"amount": row["amount"] + by}}}


def on_the_edge(numbers: Numbers) -> bool:
    """Whether a little more or less of every limit decides if there is a plan: then either answer is right."""
    answers = set()
    for loosened in (-EDGE, EDGE):
        eased = numbers | {"caps": {key: cap + loosened for key, cap in numbers["caps"].items()}}
        for key in keys(numbers):
            eased = moved(eased, key, -loosened if key[1] == "at_least" else loosened)
        answers.add(reference_solve(eased)["status"])
    return len(answers) > 1
