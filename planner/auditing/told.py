"""The plan and the prices that written tables tell, as a solution of the program of a case."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from planner.auditing.repair import dual_rows, primal_rows, repaired
from planner.auditing.tables import Written
from planner.model.inputs import Inputs
from planner.model.subject import Name
from planner.program.program import Vector
from planner.program.session import Solution
from planner.results.duals import Duals
from planner.results.plan import Prepared

Tables = Mapping[str, Written]


def told_solution(ready: Prepared, fresh: Solution, tables: Tables) -> Solution:
    """What the tables tell, repaired where a row of the program does not hold; what they do not tell is of `fresh`."""
    program = ready.program
    x = np.array([_decided(ready.inputs, tables, name, at) for name, at in zip(program.columns, fresh.x, strict=True)])
    duals, near = _prices(ready, fresh, tables["prices"]), np.concatenate([fresh.row_dual, fresh.reduced_cost])
    told = np.where(np.isnan(duals), near, duals)
    told = repaired(dual_rows(program), told, near)
    rows = len(program.rows)
    return Solution(repaired(primal_rows(program), x, fresh.x), told[:rows], told[rows:], fresh.basis)


def _decided(inputs: Inputs, tables: Tables, name: Name, otherwise: float) -> float:
    """The amount of a column in the tables; one that they do not hold is as it is otherwise."""
    found: float | None = None
    match name:
        case ("new_units" | "stock", i, y):
            found = tables["uptake"].number(name[0], i, y)
        case ("activity", x, y) if x in inputs.slices.activities:
            parts = [tables["dispatch"].number("activity", x, t, y) for t in inputs.slices.hours]
            found = None if None in parts else sum(part or 0.0 for part in parts)
        case ("activity", mode, y):
            found = tables["modes"].number("activity", mode, y)
        case ("activity_in", x, t, y):
            found = tables["dispatch"].number("activity", x, t, y)
        case ("charge" | "level", s, t, y):
            found = tables["dispatch"].number(name[0], s, t, y)
        case ("captured", k, i, y):
            found = tables["modes"].number("activity", f"{i}+{k}", y)
        case ("emissions", a, s, y):
            found = tables["emissions"].number("plan", a, s, y)
        case ("total_emissions", a, y):
            found = tables["emissions"].number("plan", a, "total", y)
        case ("purchases", c, y):
            parts = [_bought(tables, c, t, y) for t in inputs.slices.of(c)]
            found = None if None in parts else sum(part or 0.0 for part in parts)
        case ("purchases_in", c, t, y):
            found = _bought(tables, c, t, y)
    return otherwise if found is None else found


def _bought(tables: Tables, c: str, t: str, y: int) -> float | None:
    """What is bought of a carrier in a year or slice; nothing where there is no row."""
    found = tables["balances"].number("value", c, y, t, c, "purchase")
    return 0.0 if found is None and (c, str(y), t, c, "purchase") not in tables["balances"].by_key else found


def _prices(ready: Prepared, fresh: Solution, table: Written) -> Vector:
    """Duals of rows, then reduced costs of columns, from the present values of their prices; NaN where none is told.

    An upper side's price is the negative of its dual, a lower side's its dual: `duals.side_prices` turned round.
    """
    program, duals = ready.program, Duals(ready.inputs, ready.program, fresh.row_dual, fresh.reduced_cost)
    equal = program.row_lower == program.row_upper
    sign = np.where(equal | ~np.isfinite(program.row_upper), 1.0, -1.0)
    row_dual = np.full(len(program.rows), np.nan)
    reduced = np.where(np.isfinite(program.lower) | np.isfinite(program.upper), np.nan, 0.0)
    for family, name, _, (kind, account, thing, *_, factor, _unit) in duals.labelled(ready.case):
        key = kind, account, thing, name[-1]
        found = table.number("present_value", *key)
        if found is None:
            found = np.nan if tuple(map(str, key)) in table.by_key else 0.0
        if name in program.row and family.name == name[0]:
            row_dual[program.row[name]] = sign[program.row[name]] * found / factor
        else:
            side, j = (1.0 if family.floors else -1.0), program.column[name]
            reduced[j] = (0.0 if np.isnan(reduced[j]) else reduced[j]) + side * found / factor
    return np.concatenate([row_dual, reduced])
