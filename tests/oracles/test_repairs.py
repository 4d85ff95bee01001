"""Random cases without a plan: what conflicts can't be kept, and none of it can be spared; each repair, and the least
excess, has a plan once it stands in the tables.
"""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import assume, given, note, reject, settings, strategies as st
from random_cases import RandomCase, random_cases
from sliced_tables import sliced_tables
from tables_as_text import as_files
from test_budgets import with_budgets
from test_shares import with_shares
from test_volumes import with_volumes

import planner
from planner.errors import NoPlanError, SolverError
from planner.model.subject import Name
from planner.program.program import Program
from planner.program.session import Infeasible, Session
from planner.results.conditions import Condition, conditions
from planner.results.conflict import Relaxation
from planner.results.eased_case import scenario_file
from planner.results.plan import prepare

pytestmark = pytest.mark.random
PLAIN, SLICED = random_cases(), random_cases(sliced_tables())
CASES = st.one_of(PLAIN, SLICED, with_shares(PLAIN), with_shares(SLICED), with_volumes(), with_budgets())


def no_plan(case: RandomCase) -> tuple[planner.Case, NoPlanError]:
    """A random case without a plan, and what is said of it."""
    files = as_files(case.tables)
    note("\n".join(f"--- {name}\n{body}" for name, body in files.items()))
    read = planner.read_case(files)
    try:
        planner.solve(read, model=case.model)
    except NoPlanError as none:
        assume(none.key != "limit_on_nothing")
        return read, none
    except SolverError as trouble:
        if trouble.key != "unbounded":
            raise
    reject()


def free(program: Program, asked: list[Condition], lifted: set[Name]) -> Program:
    """The program without some rows and bounds: sides go, demands and the like may be anything down to zero."""
    upper, row_lower, row_upper = program.upper.copy(), program.row_lower.copy(), program.row_upper.copy()
    stated = {name: condition for condition in asked for name in condition.names}
    for name in lifted:
        condition = stated[name]
        if name in program.column:
            upper[program.column[name]] = np.inf
            continue
        n = program.row[name]
        if condition.family.shrinks:
            row_lower[n], row_upper[n] = min(row_lower[n], 0.0), max(row_upper[n], 0.0)
        elif not condition.limits and condition.family.gives < 0:
            row_lower[n] = -np.inf
        else:
            row_upper[n] = np.inf
    return replace(program, upper=upper, row_lower=row_lower, row_upper=row_upper)


def has_a_plan(program: Program) -> bool:
    try:
        Session(program.with_cost(0 * program.cost)).solve()
    except Infeasible:
        return False
    return True


def check_conflict(case: RandomCase) -> None:
    """Without all that is not named there is no plan; without one more of what is named there is."""
    read, none = no_plan(case)
    assert none.conflict
    ready = prepare(read, model=case.model)
    asked = conditions(ready.inputs, ready.program)
    found = Relaxation(ready.program, asked).irreducible()
    rest = {name for condition in asked for name in condition.names if name not in found.get(condition, ())}
    assert not has_a_plan(free(ready.program, asked, rest))
    for condition, names in found.items():
        assert has_a_plan(free(ready.program, asked, rest.union(names))), condition


def check_repairs(case: RandomCase, folder: Path) -> None:
    """Each repair as a scenario's file; the least excess as a plan, marked as such in every table."""
    read, none = no_plan(case)
    assert none.plan is not None
    assert none.plan.status == "least_excess"
    assert set(none.plan.uptake["scenario"]) == {"least_excess"}
    assert "least_excess" in none.changes
    for by, made in none.changes.items():
        file = folder / f"{by}.csv"
        body = io.StringIO()
        scenario_file(read, made).to_csv(body, index=False)
        note(f"--- {by}\n{body.getvalue()}")
        file.write_text(body.getvalue(), encoding="utf-8")
        plan = planner.solve(planner.read_case(read, scenario=file), model=case.model)
        if by == "least_excess":
            assert plan.total_cost == pytest.approx(none.plan.total_cost, rel=1e-6, abs=1e-6)


@settings(max_examples=2)
@given(case=CASES)
def test_conflicts_and_repairs(tmp_path_factory, case):
    check_conflict(case)
    check_repairs(case, tmp_path_factory.mktemp("repairs"))


@pytest.mark.slow
@settings(max_examples=20)
@given(case=CASES)
def test_many_conflicts_and_repairs(tmp_path_factory, case):
    check_conflict(case)
    check_repairs(case, tmp_path_factory.mktemp("repairs"))
