"""What the planner may answer to a wrong input: the right plan, that there is none, or what is wrong, clearly said."""

from __future__ import annotations

import math
import re
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from as_plain_numbers import Numbers, as_plain_numbers, reference_solve
from bases import PLAIN
from mutations import rows_of
from random_cases import MODELS

import planner
from planner.errors import InputError, NoPlanError, PlannerError, SolverError, UsageError

PATIENCE = 20
"""Seconds after which an answer is too late."""
MAY_BE_BLANK = {"cap", "carbon_price", "tightened", "relaxed", "holds_from", "holds_to", "frozen", "current_policies"}
NOT_CLEAR = re.compile(r"Traceback|<class|object at 0x|pydantic|\{[a-z_]+\}|\bKeyError|\bTypeError|\bNoneType")


class TooLate(BaseException):
    """Nothing was answered in time."""


@contextmanager
def in_time() -> Iterator[None]:
    def late(*_: Any) -> None:
        raise TooLate(f"no answer within {PATIENCE} s")

    before = signal.signal(signal.SIGALRM, late)
    signal.alarm(PATIENCE)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def answer(source: Path, scenario: str | None) -> str:
    """How an input is answered. Raises what a user must never see, and AssertionError for an answer that is wrong."""
    case, plan, error = None, None, None
    with in_time():
        try:
            case = (
                planner.read_case(source, scenario=scenario or ()) if source.is_dir() else planner.classic_case(source)
            )
            plan = planner.solve(case)
        except (InputError, UsageError, NoPlanError, SolverError) as wrong:
            error = wrong
    if plan is not None:
        check_numbers(plan)
        return "right plan" if check_cost(plan) else "plan"
    assert error is not None
    clear(error)
    match error:
        case InputError():
            assert error.problems
            assert all(problem.file for problem in error.problems)
        case NoPlanError():
            check_infeasible(case)
            return "no plan"
        case SolverError():
            assert error.key in ("unbounded", "numbers_apart"), error
            return error.key
    return "refused"


def clear(error: PlannerError) -> None:
    """A message reads in both languages, and speaks of no class, exception or placeholder."""
    for lang in ("en", "zh"):
        said = error.in_language(lang)
        assert said.strip()
        assert not NOT_CLEAR.search(said), said
    assert error.as_dict()["message_en"]


def check_numbers(plan: planner.Plan) -> None:
    """No NaN where a number stands, and no infinity but where no plan is one unit tighter."""
    assert math.isfinite(plan.total_cost)
    for name in ("uptake", "emissions", "shadow_price", "costs", "cash", "balances"):
        table: pd.DataFrame = getattr(plan, name)
        numbers = table.select_dtypes("number").drop(columns=MAY_BE_BLANK, errors="ignore")
        bad = ~np.isfinite(numbers.to_numpy(dtype=float))
        assert not bad.any(), (name, table[bad.any(axis=1)])


def numbers_of(case: planner.Case | None) -> Numbers | None:
    """What the reference takes; None where a unit is not one of the plain ones, so that a number would mean another."""
    if case is None or case.sheet is not None or case.settings.money != "million CNY":
        return None
    rows = (row for file, rows in case.tables.items() if file in PLAIN for row in rows)
    units = {getattr(row, column, None) for row in rows for column in ("unit", "cost_unit", "variable_unit")}
    policies = any(case.tables.get(f"{name}.csv") for name in ("shares", "volumes", "budgets", "payers", "tariffs"))
    if not units <= PLAIN_UNITS or policies or {a.unit for a in case.settings.accounts} != {"t CO2"}:
        return None
    model = case.settings.default_model
    return as_plain_numbers(case, *MODELS[model])


PLAIN_UNITS = {None, ""} | {
    row[rows[0].index(column)]
    for file, text in PLAIN.items()
    if file.endswith(".csv")
    for rows in [rows_of(text)]
    for column in ("unit", "cost_unit", "variable_unit")
    if column in rows[0]
    for row in rows[1:]
}


def check_cost(plan: planner.Plan) -> bool:
    """The reference's least cost is the plan's. Whether it could be asked."""
    numbers = numbers_of(plan.case)
    right = None if numbers is None else said_by_reference(numbers)
    if numbers is None or right is None:
        return False
    if right["status"] != "optimal":
        assert len(nearby(numbers)) > 1, f"the reference says {right['status']}"
        return True
    size = max(abs(right["objective"]), 1.0)
    assert abs(plan.total_cost - right["objective"]) <= 1e-6 * size, (plan.total_cost, right["objective"])
    return True


def check_infeasible(case: planner.Case | None) -> None:
    """The reference finds no plan either, unless the case lies on the edge."""
    numbers = numbers_of(case)
    right = None if numbers is None else said_by_reference(numbers)
    if numbers is not None and right is not None and right["status"] == "optimal":
        assert len(nearby(numbers)) > 1, "the reference has a plan"


def said_by_reference(numbers: Numbers) -> dict[str, Any] | None:
    """The reference's answer; None where its program, which is not scaled, has numbers that HiGHS does not take."""
    try:
        answer: dict[str, Any] = reference_solve(numbers)
        return answer
    except (RuntimeError, ValueError):
        return None


def nearby(numbers: Numbers) -> set[str]:
    """What the reference says with caps a millionth of their size lower and higher."""
    found = set()
    for share in (-1e-6, 1e-6):
        caps = {cap: limit + share * max(abs(limit), 1.0) for cap, limit in numbers["caps"].items()}
        found.add(reference_solve(numbers | {"caps": caps})["status"])
    return found
