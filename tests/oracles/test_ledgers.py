"""Ledgers of random cases against the independent one; the same case without payers is the same program."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
import pytest
from as_plain_numbers import Numbers, as_plain_numbers, filled, reference_solve
from hypothesis import given, settings
from hypothesis import strategies as st
from policies import SOME
from random_cases import MODELS, RandomCase, random_cases

import planner
from planner.errors import NoPlanError, SolverError
from planner.model.money.payers import PayerShareRow
from planner.model.money.tariffs import TariffRow
from planner.results.plan import prepare

PAYERS = ("city", "state", "homes")


@st.composite
def with_payers(draw: st.DrawFn) -> RandomCase:
    """Shares of all, and of some interventions, groups, sectors and groups of sectors; tariffs of some carriers."""
    case = draw(random_cases())
    built, sectors = case.tables["interventions"], case.tables["sectors"]
    places = {row["intervention"] for row in built} | {row["sector"] for row in sectors}
    places |= {row["group"] for row in (*built, *sectors) if row.get("group")}
    costs = st.sampled_from([None, "capex", "fixed", "variable", "energy", "carbon"])
    wanted = [(None, None), *draw(st.lists(st.tuples(st.sampled_from(sorted(places)), costs), max_size=6, unique=True))]
    shares = []
    for of, cost in wanted:
        first, second = draw(st.permutations(PAYERS))[:2]
        share = draw(st.integers(0, 4)) / 4
        rows = [(first, share), (second, 1 - share)]
        shares += [{"of": of, "cost": cost, "payer": payer, "share": part} for payer, part in rows]
    tariffs = []
    for row in case.tables["carriers"]:
        if (row.get("bought") and row.get("surplus")) or draw(st.booleans()):
            supplier = draw(st.sampled_from(PAYERS))
            users = st.lists(
                st.sampled_from([None, *PAYERS, *(i["intervention"] for i in built)]), max_size=3, unique=True
            )
            for side, of in [("use", None), *(("made", of) for of in draw(users))]:
                own = draw(st.integers(0, 4)) / 4 if side == "made" else 0
                amount = {"unit": "million CNY/MWh", "self_used": own, 2025: draw(st.integers(0, 9)), 2028: 4}
                tariffs.append({"carrier": row["carrier"], "side": side, "of": of, "supplier": supplier, **amount})
    payers = [{"payer": payer} for payer in PAYERS]
    return RandomCase(case.tables | {"payers": payers, "payer_shares": shares, "tariffs": tariffs}, case.model)


def plain(case: planner.Case) -> Numbers:
    shares: dict[tuple[str, str], dict[str, float]] = defaultdict(dict)
    for row in case.rows(PayerShareRow):
        shares[row.of or "", row.cost or ""][row.payer] = row.share
    return {
        "payers": list(PAYERS),
        "payer_shares": dict(shares),
        "tariffs": {
            (row.carrier, row.side, row.of or ""): {"amount": filled(row, case.years), "self_used": row.self_used}
            for row in case.rows(TariffRow)
        },
        "suppliers": {row.carrier: row.supplier for row in case.rows(TariffRow)},
    }


@pytest.mark.random
@settings(parent=SOME, max_examples=6)
@given(with_payers())
def test_ledgers_are_those_of_the_reference(case):
    """Of the planner's own plan, by year, payer and payee; each year the payers' sum is the cash of the plan."""
    read = planner.read_case(case.files)
    try:
        ready = prepare(read, model=case.model)
        plan = planner.solve(ready)
    except (NoPlanError, SolverError):
        return
    numbers = as_plain_numbers(read, *MODELS[case.model]) | plain(read)
    right = reference_solve(numbers)
    found = plan.ledger.groupby(["year", "from", "to"])["plan"].sum()
    if right["objective"] == pytest.approx(plan.total_cost, rel=1e-9) and same_plan(right["values"], plan):
        for key, money in right["ledger"].items():
            assert found.get(key, 0.0) == pytest.approx(money, rel=1e-6, abs=1e-4)
    for name in ("frozen", "current_policies", "least_cost", "plan"):
        net = plan.by_payer.groupby("year")[name].sum()
        cash = plan.cash.groupby("year")[name].sum().reindex(net.index).fillna(0.0)
        if plan.cash[name].notna().all():
            assert net.to_numpy() == pytest.approx(cash.to_numpy(), rel=1e-6, abs=1e-4)
    assert same_program(ready, prepare(planner.read_case(without_payers(case)), model=case.model))


def same_plan(values: dict[tuple[object, ...], float], plan: planner.Plan) -> bool:
    """Whether two plans of equal cost stand, buy and emit the same: many plans may cost the least."""
    ours = {
        ("stock", i, y): stock for i, y, stock in plan.uptake[["intervention", "year", "stock"]].to_numpy().tolist()
    }
    bought = plan.balances[plan.balances["kind"] == "purchase"]
    ours |= {("purchases", c, y): much for c, y, much in bought[["commodity", "year", "value"]].to_numpy().tolist()}
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
