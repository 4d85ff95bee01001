"""Directions: which caps of an account move, from where, to where.

Where you are:  ... plan -> [direction] -> macc -> sweep -> export, report, plot, cli

A direction moves caps from the start plan (least cost under everything in the model except the caps that move) to their
targets: cap_y(t) = s_y - t (s_y - target_y), with s_y = max(emissions of the start plan, target_y). The program gets
one bounded column more, `tighten` t, and one row for each cap that moves.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from planner.components.caps import cap_name
from planner.errors import UsageError
from planner.inputs import Cap
from planner.plan import Prepared, least_emissions, optimum
from planner.program import Name, Program
from planner.results import Values, values_of
from planner.solver import Basis, Session, extended

TIGHTEN: Name = ("tighten",)


@dataclass(frozen=True)
class Move:
    """One quantity of emissions whose cap moves: from `start` by `tonnes` at t = 1; `discount` dates its tonnes."""

    columns: tuple[Name, ...]
    start: float
    tonnes: float
    discount: float


@dataclass(frozen=True)
class Direction:
    """A program in which t moves caps, and what a unit of t is."""

    kind: str
    account: str
    scope: str
    year: int | None
    program: Program
    moves: tuple[Move, ...]
    kept: float
    """Sum of the caps of this direction that don't move, in the account's unit."""
    years: tuple[int, ...]
    """The years whose emissions the direction measures."""
    basis: Basis
    """Of the program, at t = 0 or near it."""

    @property
    def tonnes(self) -> float:
        """Units of the account by which caps move at t = 1."""
        return sum(move.tonnes for move in self.moves)

    @property
    def discounted_tonnes(self) -> float:
        return sum(move.tonnes * move.discount for move in self.moves)

    @property
    def start_emissions(self) -> float:
        return self.kept + sum(move.start for move in self.moves)


def path(ready: Prepared, account: str | None, scope: str) -> Direction:
    """All yearly caps of an account and scope, together, to their targets."""
    account = account or next((c.account for c in ready.inputs.caps if c.kind == "yearly"), ready.inputs.accounts[0])
    caps = [c for c in ready.inputs.caps if (c.account, c.scope, c.kind) == (account, scope, "yearly")]
    if not caps:
        raise UsageError("no_caps_to_move", model=ready.spec.name, account=account)
    base = _freed(ready, caps)
    values, basis = _start(ready, base)
    moves, kept = [], 0.0
    for cap in caps:
        emitted = values.scoped_emissions(ready.inputs, account, scope, cap.year)
        if emitted - cap.amount > 1e-9 * (1 + abs(cap.amount)):
            columns = _columns(ready, account, scope, [cap.year])
            moves.append(Move(columns, emitted, emitted - cap.amount, ready.inputs.discount[cap.year]))
        else:
            kept += cap.amount
            base = _capped(ready, base, cap)
    years = tuple(cap.year for cap in caps)
    program = _with_tighten(base, moves)
    return Direction("path", account, scope, None, program, tuple(moves), kept, years, _grown(basis, moves))


def one_year(ready: Prepared, year: int, account: str | None, scope: str, alone: bool) -> Direction:
    """One year's cap, from the plan without it down to the least that can be reached; others stay, or go if `alone`."""
    if year not in ready.inputs.years:
        raise UsageError("year_outside", found=year, allowed=f"{ready.inputs.years[0]}-{ready.inputs.years[-1]}")
    account = account or _main_account(ready)
    free = (
        list(ready.inputs.caps)
        if alone
        else [c for c in ready.inputs.caps if (c.account, c.scope, c.kind, c.year) == (account, scope, "yearly", year)]
    )
    return _to_the_least(ready, "alone" if alone else "year", free, account, scope, year, [year])


def budget(ready: Prepared, account: str | None, scope: str) -> Direction:
    """The budget on the sum over all years, down to its target if the model has one, else to the least reachable.

    Yearly caps of the account and scope go: the budget stands in their place.
    """
    account = account or _main_account(ready)
    years = list(ready.inputs.years)
    free = [c for c in ready.inputs.caps if (c.account, c.scope) == (account, scope)]
    target = next((c.amount for c in free if c.kind == "cumulative" and c.year == years[-1]), None)
    return _to_the_least(ready, "cumulative", free, account, scope, None, years, target)


def _to_the_least(
    ready: Prepared,
    kind: str,
    free: list[Cap],
    account: str,
    scope: str,
    year: int | None,
    years: list[int],
    target: float | None = None,
) -> Direction:
    base = _freed(ready, free)
    values, basis = _start(ready, base)
    emitted = sum(values.scoped_emissions(ready.inputs, account, scope, y) for y in years)
    columns = _columns(ready, account, scope, years)
    least = target if target is not None else _least(base, columns, basis)
    discount = ready.inputs.discount[year] if year else 1.0
    moves = (Move(columns, emitted, emitted - least, discount),) if emitted - least > 1e-9 * (1 + abs(emitted)) else ()
    program = _with_tighten(base, moves)
    return Direction(
        kind, account, scope, year, program, moves, 0.0 if moves else emitted, tuple(years), _grown(basis, moves)
    )


def _main_account(ready: Prepared) -> str:
    return next((c.account for c in ready.inputs.caps), ready.inputs.accounts[0])


def _start(ready: Prepared, base: Program) -> tuple[Values, Basis]:
    """The start plan, with the least emissions among equals, and an optimal basis."""
    start = optimum(ready, base)
    return values_of(base, least_emissions(ready, base, start)), start.basis


def _grown(basis: Basis, moves: Sequence[Move]) -> Basis:
    return extended(basis, 1, len(moves)) if moves else basis


def _freed(ready: Prepared, caps: list[Cap]) -> Program:
    names = [cap_name(cap, ready.inputs.groups) for cap in caps]
    program = ready.program.with_bounds(upper={n: np.inf for n in names if n in ready.program.column})
    return program.with_row_upper({n: np.inf for n in names if n in ready.program.row})


def _capped(ready: Prepared, program: Program, cap: Cap) -> Program:
    name = cap_name(cap, ready.inputs.groups)
    return (
        program.with_bounds(upper={name: cap.amount})
        if name in program.column
        else program.with_row_upper({name: cap.amount})
    )


def _columns(ready: Prepared, account: str, scope: str, years: list[int]) -> tuple[Name, ...]:
    if scope == "total":
        return tuple(("total_emissions", account, y) for y in years)
    return tuple(("emissions", account, s, y) for s in ready.inputs.groups.get(scope, (scope,)) for y in years)


def _least(base: Program, columns: tuple[Name, ...], start: Basis) -> float:
    """The least emissions that any plan can reach."""
    cost = np.zeros(len(base.columns))
    at = [base.column[name] for name in columns]
    cost[at] = 1.0
    x = Session(base.with_cost(cost), start).solve().x
    return float(x[at].sum())


def _with_tighten(base: Program, moves: Sequence[Move]) -> Program:
    """One column t in [0, 1] and, for each move, the row: emissions + tonnes x t <= start."""
    if not moves:
        return base
    entries = sparse.lil_array((len(moves), len(base.columns)))
    for r, move in enumerate(moves):
        for name in move.columns:
            entries[r, base.column[name]] = 1.0
    starts = np.array([move.start for move in moves])
    rows = [("moved_cap", *move.columns[0]) for move in moves]
    program = base.with_rows(rows, sparse.csr_array(entries), np.full(len(moves), -np.inf), starts)
    tonnes = np.array([move.tonnes for move in moves])
    at = np.array([program.row[name] for name in rows])
    column = sparse.csc_array((tonnes, (at, np.zeros(len(at), dtype=int))), shape=(len(program.rows), 1))
    return program.with_columns([TIGHTEN], column, np.zeros(1), np.ones(1), np.zeros(1))
