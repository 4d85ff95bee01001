"""Why there is no plan, and the least that would make one.

Where you are:  ... solver -> certificate -> [diagnose] -> results -> audit -> plan -> ...

Relax and minimise: caps may be exceeded, or demands missed, at the least total; what is left over is the answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from scipy import sparse

from planner.case import Case
from planner.components.caps import cap_name
from planner.errors import NoPlanError, SolverError
from planner.inputs import Inputs
from planner.program import Name, Program
from planner.solver import Infeasible, Session


def explain_infeasible(case: Case, inputs: Inputs, program: Program) -> NoPlanError:
    """The error to raise for a program without a plan: the least excess by cap and year, else the least shortfall."""
    try:
        return NoPlanError("no_plan", _excess(case, inputs, program))
    except Infeasible:
        pass
    free = without_caps(inputs, program)
    missing = shortfall(case, inputs, free)
    if not missing:
        return NoPlanError("limits_conflict")
    return NoPlanError("no_supply", [{"key": "excess_demand", **row} for row in missing])


def without_caps(inputs: Inputs, program: Program) -> Program:
    """The program with every cap and budget on emissions taken away."""
    names = [cap_name(cap, inputs.groups) for cap in inputs.caps]
    return program.with_bounds(upper={n: np.inf for n in names if n in program.column}).with_row_upper(
        {n: np.inf for n in names if n in program.row})


def shortfall(case: Case, inputs: Inputs, program: Program) -> list[dict[str, object]]:
    """What goes missing at least, by commodity and year, when demands may be missed. Empty when nothing needs to.

    Shares of each demand are added up, so that services of different units compare. Empty too when that does not help.
    """
    rows = [("balance_commodity", c, y) for (c, y), demand in inputs.demand.items() if demand > 0]
    rows = [row for row in rows if row in program.row]
    relaxed = _with_slack(program, rows, sign=1.0, weights=[1 / inputs.demand[row[1], row[2]] for row in rows])
    try:
        x = Session(relaxed).solve().x
    except Infeasible:
        return []
    found = x[len(program.columns):]
    return [
        {"commodity": row[1], "year": row[2], "excess": float(amount), "unit": case.unit_of(row[1])}
        for row, amount in zip(rows, found, strict=True) if amount > 1e-7 * inputs.demand[row[1], row[2]]
    ]


def explain_unbounded(program: Program) -> SolverError:
    """The error to raise for a program whose cost falls for ever: the columns of a direction along which it does.

    The direction is the best x of the program with every bound and right-hand side at 0 or infinity, in a unit box.
    """
    def recession(bounds: np.ndarray, sign: float, box: float) -> np.ndarray:
        return np.where(np.isfinite(bounds), 0.0, sign * box)

    scale = program.scale.column
    ray = replace(
        program, lower=recession(program.lower, -1, 1.0) * scale, upper=recession(program.upper, 1, 1.0) * scale,
        row_lower=recession(program.row_lower, -1, np.inf), row_upper=recession(program.row_upper, 1, np.inf))
    x = Session(ray).solve().x / scale
    names = dict.fromkeys(str(program.columns[j][1]) for j in np.argsort(-np.abs(x)) if abs(x[j]) > 1e-6)
    return SolverError("unbounded", found=", ".join(list(names)[:8]))


def _excess(case: Case, inputs: Inputs, program: Program) -> list[dict[str, object]]:
    names = [cap_name(cap, inputs.groups) for cap in inputs.caps]
    bounded = [cap_name(cap, inputs.groups) for cap in inputs.caps if cap_name(cap, inputs.groups) in program.column]
    at = np.array([program.column[name] for name in bounded], dtype=int)
    rows = sparse.csr_array((np.ones(len(at)), (np.arange(len(at)), at)), shape=(len(at), len(program.columns)))
    capped = program.with_rows([("cap", *name) for name in bounded], rows, np.full(len(at), -np.inf), program.upper[at])
    capped = capped.with_bounds(upper=dict.fromkeys(bounded, np.inf))
    held = [("cap", *name) if name in program.column else name for name in names]
    x = Session(_with_slack(capped, held, sign=-1.0, weights=[1.0] * len(held))).solve().x
    excess = x[len(program.columns):]
    return [
        {"key": "excess_cap", "account": cap.account, "scope": cap.scope, "kind": cap.kind, "year": cap.year,
         "cap": cap.amount, "excess": float(amount), "unit": case.accounts[cap.account].unit}
        for cap, amount in zip(inputs.caps, excess, strict=True) if amount > 1e-7 * (1 + abs(cap.amount))
    ]


def _with_slack(program: Program, rows: Sequence[Name], sign: float, weights: Sequence[float]) -> Program:
    """A slack column >= 0 on each named row, and nothing but the weighted slacks in the objective."""
    at = np.array([program.row[name] for name in rows], dtype=int)
    n = len(at)
    entries = sparse.csc_array((np.full(n, sign), (at, np.arange(n))), shape=(len(program.rows), n))
    free = replace(program, cost=np.zeros_like(program.cost), cost_offset=0.0)
    slacks = [("slack", *name) for name in rows]
    return free.with_columns(slacks, entries, np.zeros(n), np.full(n, np.inf), np.array(weights, dtype=float))
