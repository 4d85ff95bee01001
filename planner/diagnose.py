"""Why there is no plan, and the least that would make one.

Relax and minimise: caps may be exceeded, or demands missed, at the least total; what is left over is the answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from scipy import sparse

from planner.case import Case
from planner.errors import NoPlanError, SolverError
from planner.inputs import Inputs
from planner.model.subject import Name
from planner.program import Program
from planner.solver import Infeasible, Session

NEGLIGIBLE = 1e-7
"""Share of the largest amount below which what is left over is the solver's tolerance."""


def explain_infeasible(case: Case, inputs: Inputs, program: Program) -> NoPlanError:
    """The error for a program without a plan: the least excess over caps, else the shortfall, else broken limits."""
    try:
        return NoPlanError("no_plan", _excess(case, inputs, program))
    except Infeasible:
        pass
    free = program.freed(limit.name for limit in inputs.limits)
    missing = shortfall(case, inputs, free)
    if missing:
        return NoPlanError("no_supply", [{"key": "excess_demand", **row} for row in missing])
    return NoPlanError("limits_conflict", [{"key": "excess_limit", **row} for row in broken_limits(free)])


def broken_limits(program: Program) -> list[dict[str, object]]:
    """Which limits on what runs and grows must give way at least, by constraint, thing and year."""
    signs = {family.name: -family.gives for family in program.families if family.gives}
    rows = [row for row in program.rows if row[0] in signs]
    weights = [program.scale.row[program.row[row]] for row in rows]
    relaxed = _with_slack(program, rows, [signs[row[0]] for row in rows], weights)
    try:
        found = Session(relaxed).solve().x[len(program.columns) :]
    except Infeasible:
        return []
    largest = float(found.max()) if len(found) else 0.0
    return [
        {"limit": row[0], "what": ", ".join(map(str, row[1:-1])), "year": row[-1], "excess": float(amount)}
        for row, amount in zip(rows, found, strict=True)
        if amount > NEGLIGIBLE * largest
    ]


def shortfall(case: Case, inputs: Inputs, program: Program) -> list[dict[str, object]]:
    """What goes missing at least, by commodity and year, when demands may be missed. Empty when nothing needs to.

    Shares of each demand are added up, so that services of different units compare. Empty too when that does not help.
    """
    rows = [("balance_commodity", c, y) for (c, y), demand in inputs.demand.items() if demand > 0]
    rows = [row for row in rows if row in program.row]
    relaxed = _with_slack(program, rows, [1.0] * len(rows), weights=[1 / inputs.demand[row[1], row[2]] for row in rows])
    try:
        x = Session(relaxed).solve().x
    except Infeasible:
        return []
    found = x[len(program.columns) :]
    return [
        {"commodity": row[1], "year": row[2], "excess": float(amount), "unit": case.unit_of(row[1])}
        for row, amount in zip(rows, found, strict=True)
        if amount > 1e-7 * inputs.demand[row[1], row[2]]
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


def _excess(case: Case, inputs: Inputs, program: Program) -> list[dict[str, object]]:
    names = [cap.name for cap in inputs.caps]
    bounded = [name for name in names if name in program.column]
    at = np.array([program.column[name] for name in bounded], dtype=int)
    rows = sparse.csr_array((np.ones(len(at)), (np.arange(len(at)), at)), shape=(len(at), len(program.columns)))
    capped = program.with_rows([("cap", *name) for name in bounded], rows, np.full(len(at), -np.inf), program.upper[at])
    capped = capped.with_bounds(upper=dict.fromkeys(bounded, np.inf))
    held = [("cap", *name) if name in program.column else name for name in names]
    x = Session(_with_slack(capped, held, [-1.0] * len(held), [1.0] * len(held))).solve().x
    excess = x[len(program.columns) :]
    size = max(float(excess.max()), *(abs(cap.amount) for cap in inputs.caps))
    return [
        {
            "key": "excess_cap",
            "account": cap.account,
            "scope": cap.scope,
            "kind": cap.kind,
            "year": cap.year,
            "cap": cap.amount,
            "excess": float(amount),
            "unit": case.accounts[cap.account].unit,
        }
        for cap, amount in zip(inputs.caps, excess, strict=True)
        if amount > NEGLIGIBLE * size
    ]


def _with_slack(program: Program, rows: Sequence[Name], signs: Sequence[float], weights: Sequence[float]) -> Program:
    """A slack column >= 0 on each named row, and nothing but the weighted slacks in the objective."""
    at = np.array([program.row[name] for name in rows], dtype=int)
    n = len(at)
    entries = sparse.csc_array((np.array(signs, dtype=float), (at, np.arange(n))), shape=(len(program.rows), n))
    free = replace(program, cost=np.zeros_like(program.cost), cost_offset=0.0)
    slacks = [("slack", *name) for name in rows]
    return free.with_columns(slacks, entries, np.zeros(n), np.full(n, np.inf), np.array(weights, dtype=float))
