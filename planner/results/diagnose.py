"""Why there is no plan, and the least that would make one.

Relax and minimise: caps may be exceeded, policies give way, or demands be missed, at the least total; what is left over
is the answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from scipy import sparse

from planner.case.case import Case
from planner.errors import Message, NoPlanError, SolverError
from planner.model import subjects
from planner.model.caps import Cap
from planner.model.inputs import Inputs
from planner.model.subject import Family, Limit, Name
from planner.program.program import Program, Vector
from planner.program.session import Infeasible, Session

NEGLIGIBLE = 1e-7
"""Share of the largest amount below which what is left over is the solver's tolerance."""
TILT = 1e-9
"""By how much the least common share may be exceeded while the sum is minimised."""


def explain_infeasible(case: Case, inputs: Inputs, program: Program) -> NoPlanError:
    """The error for a program without a plan, with the least that repairs it.

    In this order, until something helps: caps give way; policies do, with the caps kept; both; rows from outside;
    demands are missed; limits on what is built and runs.
    """
    caps: list[Limit] = [limit for limit in inputs.limits if limit.family.kind == "cap"]
    policies = [limit for limit in inputs.limits if limit.family.kind == "policy"]
    for key, giving in (("no_plan", caps), ("no_plan_with_policies", policies), ("no_plan_at_all", caps + policies)):
        try:
            return NoPlanError(key, [row(case, inputs, *each) for each in least_repair(inputs, program, giving)])
        except Infeasible:
            continue
    free = program.freed(limit.name for limit in inputs.limits)
    own = subjects.families()
    if broken := broken_limits(free, [family for family in program.families if family not in own]):
        return NoPlanError("limits_conflict", broken)
    missing = shortfall(case, inputs, free)
    if missing:
        return NoPlanError("no_supply", [{"key": "excess_demand", **row} for row in missing])
    return NoPlanError("limits_conflict", broken_limits(free, own))


def least_repair(inputs: Inputs, program: Program, giving: Sequence[Limit]) -> list[tuple[Limit, float]]:
    """The limits that must give way, and by how much at least, in their own units. Raises Infeasible.

    Policies first by the least share of their size that all have in common; within it the least sum of shares, caps
    in shares of their account's largest.
    """
    if not giving:
        raise Infeasible
    sizes = [inputs.size_of(limit, program) for limit in giving]
    relaxed = with_slack(program, [limit.name for limit in giving], [-1.0] * len(giving), [1 / size for size in sizes])
    first = len(program.columns)
    shared = [n for n, limit in enumerate(giving) if limit.family.kind == "policy"]
    if shared:
        entries = sparse.csr_array(
            (np.ones(len(shared)), (np.arange(len(shared)), [first + n for n in shared])),
            shape=(len(shared), len(relaxed.columns)),
        )
        rows = [("common_share", n) for n in shared]
        relaxed = relaxed.with_rows(rows, entries, np.full(len(shared), -np.inf), np.zeros(len(shared)))
        share = sparse.lil_array((len(relaxed.rows), 1))
        for name, n in zip(rows, shared, strict=True):
            share[relaxed.row[name], 0] = -sizes[n]
        sums = np.append(relaxed.cost, 0.0)
        relaxed = relaxed.with_columns([("share",)], share.tocsc(), np.zeros(1), np.full(1, np.inf), np.ones(1))
        least = float(Session(relaxed.with_cost(np.append(np.zeros(len(sums) - 1), 1.0))).solve().x[-1])
        relaxed = relaxed.with_bounds(upper={("share",): least + TILT * max(1.0, least)}).with_cost(sums)
    x = Session(relaxed).solve().x
    slack = x[first : first + len(giving)]
    return [
        (limit, _given_up(inputs, program, limit, float(amount), x))
        for limit, amount, size in zip(giving, slack, sizes, strict=True)
        if amount > NEGLIGIBLE * size
    ]


def row(case: Case, inputs: Inputs, limit: Limit, excess: float) -> dict[str, Any]:
    """What `NoPlanError.excess` says of a limit."""
    if isinstance(limit, Cap):
        return {
            "key": "excess_cap",
            "account": limit.account,
            "scope": limit.scope,
            "kind": limit.kind,
            "year": limit.year,
            "cap": limit.amount,
            "excess": excess,
            "unit": limit.unit,
        }
    return {
        "key": "excess_at_least" if limit.side < 0 else "excess_at_most",
        "policy": limit.label,
        "what": what(limit),
        "year": limit.year,
        "amount": limit.amount,
        "repaired": limit.amount + limit.side * excess,
        "excess": excess,
        "unit": limit.unit,
    }


def what(limit: Limit) -> Message:
    """What a limit is on, in words."""
    if limit.row is None:
        return Message("what_from_outside", {"name": limit.family.name})
    fields = {name: getattr(limit.row, name) for name in type(limit.row).model_fields}
    fields["scope"] = fields.get("scope") or Message("whole_city")
    fields["payer"] = fields.get("payer") or Message("all_payers")
    return Message(f"what_{limit.family.name}", fields)


def _given_up(inputs: Inputs, program: Program, limit: Limit, slack: float, x: Vector) -> float:
    """By how much an amount gives way: its row's slack, or where it is no right-hand side, how far off the plan is."""
    reached = next((subject.reached for subject in subjects.SUBJECTS if limit.family in subject.families), None)
    if limit.right is None or reached is None:
        return slack
    at = dict(zip(program.columns, x.tolist(), strict=False))
    return abs(reached(inputs, lambda *name: at.get(name, 0.0), limit) - limit.amount)


def broken_limits(program: Program, families: Iterable[Family]) -> list[dict[str, object]]:
    """Which rows of some families must give way at least, by constraint, thing and year; none where that is no help."""
    signs = {family.name: -float(family.gives) for family in families if family.gives}
    rows = [row for row in program.rows if row[0] in signs]
    weights = [float(program.scale.row[program.row[row]]) for row in rows]
    try:
        found = Session(with_slack(program, rows, [signs[row[0]] for row in rows], weights)).solve().x
    except Infeasible:
        return []
    slack = found[len(program.columns) :]
    largest = float(slack.max()) if len(slack) else 0.0
    return [
        {
            "key": "excess_limit",
            "limit": row[0],
            "what": ", ".join(map(str, row[1:-1])),
            "year": row[-1],
            "excess": float(amount),
        }
        for row, amount in zip(rows, slack, strict=True)
        if amount > NEGLIGIBLE * largest
    ]


def shortfall(case: Case, inputs: Inputs, program: Program) -> list[dict[str, object]]:
    """What goes missing at least, by commodity and year, when demands may be missed. Empty when nothing needs to.

    Shares of each demand are added up, so that services of different units compare. Empty too when that does not help.
    """
    demanded = [(c, y) for (c, y), demand in inputs.demand.items() if demand > 0]
    rows = [row for c, y in demanded for row in inputs.balance_rows(c, y) if row in program.row]
    asked = [inputs.demand[row[1], row[-1]] for row in rows]
    relaxed = with_slack(program, rows, [1.0] * len(rows), weights=[1 / demand for demand in asked])
    try:
        x = Session(relaxed).solve().x
    except Infeasible:
        return []
    missing: dict[tuple[str, int], float] = dict.fromkeys(demanded, 0.0)
    for row, amount in zip(rows, x[len(program.columns) :].tolist(), strict=True):
        missing[row[1], row[-1]] += amount
    return [
        {"commodity": c, "year": y, "excess": amount, "unit": case.unit_of(c)}
        for (c, y), amount in missing.items()
        if amount > 1e-7 * inputs.demand[c, y]
    ]


def explain_unbounded(program: Program) -> SolverError:
    """The error to raise for a program whose cost falls for ever: the columns of a direction along which it does."""
    return SolverError("unbounded", found=falling(program))


def falling(program: Program) -> str:
    """What grows along a direction in which the objective falls for ever.

    The direction is the best x of the program with every bound and right-hand side at 0 or infinity, in a unit box.
    """

    def recession(bounds: np.ndarray, sign: float, box: float) -> np.ndarray:
        return np.where(np.isfinite(bounds), 0.0, sign * box)

    scale = program.scale.column
    ray = replace(
        program,
        lower=recession(program.lower, -1, 1.0) * scale,
        upper=recession(program.upper, 1, 1.0) * scale,
        row_lower=recession(program.row_lower, -1, np.inf),
        row_upper=recession(program.row_upper, 1, np.inf),
    )
    x = Session(ray).solve().x / scale
    moving = [program.columns[j] for j in np.argsort(-np.abs(x)) if abs(x[j]) > 1e-6]
    names = dict.fromkeys(str(name[1]) for name in moving if name[0] not in ("emissions", "total_emissions"))
    return ", ".join(list(names)[:8])


def with_slack(program: Program, limits: Sequence[Name], signs: Sequence[float], weights: Sequence[float]) -> Program:
    """A slack column >= 0 on each named row or upper bound, and nothing but the weighted slacks in the objective."""
    bounds = [name for name in limits if name in program.column]
    at = np.array([program.column[name] for name in bounds], dtype=int)
    entries = sparse.csr_array((np.ones(len(at)), (np.arange(len(at)), at)), shape=(len(at), len(program.columns)))
    upper = program.upper[at]
    program = program.with_bounds(upper=dict.fromkeys(bounds, np.inf))
    program = program.with_rows([("bound", *name) for name in bounds], entries, np.full(len(at), -np.inf), upper)
    rows = [program.row[("bound", *name) if name in program.column else name] for name in limits]
    n = len(rows)
    slack = sparse.csc_array((np.array(signs, dtype=float), (rows, np.arange(n))), shape=(len(program.rows), n))
    free = replace(program, cost=np.zeros_like(program.cost), cost_offset=0.0)
    names = [("slack", *name) for name in limits]
    return free.with_columns(names, slack, np.zeros(n), np.full(n, np.inf), np.array(weights, dtype=float))
