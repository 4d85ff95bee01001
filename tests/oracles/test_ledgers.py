"""Ledgers of random cases against the independent one; the same case without payers is the same program."""

from __future__ import annotations

import numpy as np
import pytest
from as_plain_numbers import as_plain_numbers, reference_solve
from hypothesis import given, settings
from payers import payers_plain, with_payers
from policies import SOME
from random_cases import MODELS, RandomCase

import planner
from planner.errors import NoPlanError, SolverError
from planner.results.plan import prepare

LENT = ("draw", "interest", "repayment", "subsidy")


@pytest.mark.random
@settings(parent=SOME, max_examples=3)
@given(with_payers())
def test_ledgers_are_those_of_the_reference(case):
    """Of the planner's own plan, by year, payer and payee; each year the payers' sum is the cash of the plan.

    And what is settled with outside. Without transfers the program is that of the case without payers.
    """
    read = planner.read_case(case.files)
    try:
        ready = prepare(read, model=case.model)
        plan = planner.solve(ready)
    except (NoPlanError, SolverError) as none:
        if none.key == "audit_failed":
            raise
        return
    numbers = as_plain_numbers(read, *MODELS[case.model]) | payers_plain(read)
    right = reference_solve(numbers)
    assert plan.total_cost == pytest.approx(right["objective"], rel=1e-7, abs=1e-6)
    found = plan.ledger.groupby(["year", "from", "to"])["plan"].sum()
    if same_plan(right["values"], plan):
        for key, money in right["ledger"].items():
            assert found.get(key, 0.0) == pytest.approx(money, rel=1e-6, abs=1e-4)
    settled = plan.ledger[plan.ledger["kind"].isin(["grant", "tax", "transfer", *LENT])]
    for name in ("frozen", "current_policies", "least_cost", "plan"):
        net = plan.by_payer.groupby("year")[name].sum()
        paid = plan.cash.groupby("year")[name].sum().reindex(net.index).fillna(0.0)
        for side, sign in (("to", 1), ("from", -1)):
            outside = settled[settled[side] == "outside"].groupby("year")[name].sum()
            paid += sign * outside.reindex(net.index).fillna(0.0)
        if plan.cash[name].notna().all():
            assert net.to_numpy() == pytest.approx(paid.to_numpy(), rel=1e-6, abs=1e-4)
    if not case.tables["transfers"] and not case.tables["loans"]:
        assert same_program(ready, prepare(planner.read_case(without_payers(case)), model=case.model))


def same_plan(values: dict[tuple[object, ...], float], plan: planner.Plan) -> bool:
    """Whether two plans of equal cost stand, buy and draw the same: many plans may cost the least."""
    ours = {
        ("stock", i, y): stock for i, y, stock in plan.uptake[["intervention", "year", "stock"]].to_numpy().tolist()
    }
    bought = plan.balances[plan.balances["kind"] == "purchase"]
    ours |= {("purchases", c, y): much for c, y, much in bought[["commodity", "year", "value"]].to_numpy().tolist()}
    ours |= {("drawn", loan, y): much for loan, y, much in plan.debts[["loan", "year", "drawn"]].to_numpy().tolist()}
    return all(values.get(name, 0.0) == pytest.approx(much, rel=1e-6, abs=1e-6) for name, much in ours.items())


def without_payers(case: RandomCase) -> dict[str, str]:
    return {name: text for name, text in case.files.items() if not name.startswith(("payer", "tariffs"))}


def same_program(one: planner.Prepared, other: planner.Prepared) -> bool:
    """Row for row and number for number."""
    ours, theirs = one.program, other.program
    return (
        ours.rows == theirs.rows
        and ours.columns == theirs.columns
        and (ours.matrix != theirs.matrix).nnz == 0
        and np.array_equal(ours.cost, theirs.cost)
    )
