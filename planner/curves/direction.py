"""Directions: which caps of an account move, from where, to where.

A direction moves caps from the start plan (least cost under everything in the model except the caps that move) to their
targets: cap_y(t) = s_y - t (s_y - target_y), with s_y = max(emissions of the start plan, target_y). The program gets
one bounded column more, `tighten` t, and one row for each cap that moves.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
from scipy import sparse

from planner.calls.numbers import from_to
from planner.errors import UsageError, nearest
from planner.model.subject import Limit, Name
from planner.program.program import Program
from planner.program.session import Basis, Session, Solution, Unbounded, extended
from planner.results.plan import Prepared
from planner.results.references import least_emissions, lifted, optimum
from planner.results.unbounded import falling
from planner.results.values import Values, values_of

TIGHTEN: Name = ("tighten",)
NEGLIGIBLE = 1e-9
"""Share of the emissions of a curve below which a cap does not move."""


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
    start: Basis | None = None
    """Near the optimum at t = 0, where one is known."""
    end: Callable[[], Basis | None] = lambda: None
    """Finds one near that at t = 1, where a plan is there."""

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


def account_and_scope(
    ready: Prepared, account: str | None, scope: str | None, kind: str | None = None
) -> tuple[str, str]:
    """The account and scope of a curve, where they are not named: those of the first cap of a kind, the city's first.

    Without a kind: the city, in the account of the first cap. Raises UsageError when there is no such account or scope.
    """
    inputs = ready.inputs
    caps = [c for c in inputs.caps if account in (None, c.account) and scope in (None, c.scope)]
    first = min((c for c in caps if kind in (None, c.kind)), key=lambda c: c.scope != "total", default=None)
    account = account or (first.account if first else inputs.accounts[0])
    scope = scope or (first.scope if first and kind else "total")
    for key, found, known in (
        ("no_account", account, inputs.accounts),
        ("no_scope", scope, ("total", *inputs.groups, *inputs.sectors)),
    ):
        if found not in known and found in {*ready.case.services, *ready.case.carriers, *ready.case.interventions}:
            raise UsageError("not_constrained", found=found, allowed=", ".join(known))
        if found not in known:
            raise UsageError(key, found=found, allowed=", ".join(known), near=nearest(found, known))
    return account, scope


def the_year(ready: Prepared, year: int | None) -> int:
    """The year that is asked for, if the plan has it; the only one where it has no other. Raises UsageError."""
    years = ready.case.years
    if year is None and len(years) > 1:
        raise UsageError("ranked_year", allowed=from_to(years))
    return in_horizon(years, years[0] if year is None else year)


def in_horizon(years: Sequence[int], year: int) -> int:
    """The year, if the plan has it. Raises UsageError otherwise."""
    if year not in years:
        raise UsageError("year_outside", found=year, allowed=from_to(years))
    return year


def path(ready: Prepared, account: str | None, scope: str | None) -> Direction:
    """All yearly caps of an account and scope, together, to their targets."""
    return _to_the_caps(ready, "path", "yearly", *account_and_scope(ready, account, scope, "yearly"))


def budget(ready: Prepared, account: str | None, scope: str | None) -> Direction:
    """The budgets of an account and scope, together, to their targets.

    In a model without one, the sum over all years, in place of the yearly caps, to the least that can be reached.
    """
    account, scope = account_and_scope(ready, account, scope, "cumulative" if ready.spec.caps == "cumulative" else None)
    if any((c.account, c.scope, c.kind) == (account, scope, "cumulative") for c in ready.inputs.caps):
        return _to_the_caps(ready, "cumulative", "cumulative", account, scope)
    free = [c for c in ready.inputs.caps if (c.account, c.scope) == (account, scope)]
    return _to_the_least(ready, "cumulative", free, account, scope, None, list(ready.inputs.years))


def one_year(ready: Prepared, year: int, account: str | None, scope: str | None, alone: bool) -> Direction:
    """One year's cap, from the plan without it down to the least that can be reached; other limits go if `alone`."""
    in_horizon(ready.inputs.years, year)
    account, scope = account_and_scope(ready, account, scope)
    at = (account, scope, "yearly", year)
    own = [c for c in ready.inputs.caps if (c.account, c.scope, c.kind, c.year) == at]
    free = list(ready.inputs.limits) if alone else own
    return _to_the_least(ready, "alone" if alone else "year", free, account, scope, year, [year])


def uncapped(ready: Prepared, account: str, scope: str, year: int | None) -> Direction:
    """The emissions of a year, or of all, without any cap, from the least cost to the least that can be reached."""
    years = list(ready.inputs.years) if year is None else [year]
    return _to_the_least(ready, "frontier", ready.inputs.caps, account, scope, year, years)


def given(ready: Prepared, amounts: Mapping[int, float], account: str | None, scope: str | None) -> Direction:
    """The caps of some years, each from the plan without them by what the user says, in the account's unit, at t = 1.

    Raises UsageError for a year outside the plan, and for amounts of which none is > 0 or one is not a number >= 0.
    """
    for year, amount in amounts.items():
        in_horizon(ready.inputs.years, year)
        if not 0 <= amount < float("inf"):
            raise UsageError("bad_argument", name=f"direction {year}", found=amount, allowed=">= 0")
    if not any(amounts.values()):
        raise UsageError("bad_argument", name="direction", found=dict(amounts), allowed="> 0")
    account, scope = account_and_scope(ready, account, scope)
    years = sorted(year for year, amount in amounts.items() if amount)
    at = [(account, scope, "yearly", y) for y in years]
    own = [c for c in ready.inputs.caps if (c.account, c.scope, c.kind, c.year) in at]
    base = ready.program.freed(cap.name for cap in own)
    values, start = _start(ready, base, ready.optimum)
    moves = tuple(
        Move(
            _columns(ready, account, scope, [y]),
            values.scoped_emissions(ready.inputs, account, scope, y),
            amounts[y],
            ready.inputs.discount[y],
        )
        for y in years
    )
    return Direction(
        "given",
        account,
        scope,
        None,
        _with_tighten(base, moves),
        moves,
        0.0,
        tuple(years),
        extended(start, 1, len(moves)),
    )


def _to_the_caps(ready: Prepared, kind: str, caps_kind: str, account: str, scope: str) -> Direction:
    """Caps of a kind from the start plan to their targets; those that the start plan keeps stay where they are."""
    inputs = ready.inputs
    caps = [c for c in inputs.caps if (c.account, c.scope, c.kind) == (account, scope, caps_kind)]
    if not caps:
        raise UsageError("no_caps_to_move", model=ready.spec.name, account=account, scope=scope)
    free = ready.program.freed(cap.name for cap in caps)
    values, start = _start(ready, free, ready.references.least_cost)
    counted = {c: [y for y in inputs.years if y == c.year or (caps_kind == "cumulative" and y < c.year)] for c in caps}
    emitted = {c: sum(values.scoped_emissions(inputs, account, scope, y) for y in counted[c]) for c in caps}
    size = max(max(abs(c.amount), abs(emitted[c])) for c in caps)
    kept = [c for c in caps if emitted[c] - c.amount <= NEGLIGIBLE * size]
    moving = [c for c in caps if c not in kept]
    base = ready.program.freed(c.name for c in moving)
    moves = [
        Move(
            _columns(ready, account, scope, counted[c]),
            emitted[c],
            emitted[c] - c.amount,
            inputs.discount[c.year] if caps_kind == "yearly" else 1.0,
        )
        for c in moving
    ]
    years = sorted({y for c in caps for y in counted[c]})
    return Direction(
        kind,
        account,
        scope,
        None,
        _with_tighten(base, moves),
        tuple(moves),
        sum(c.amount for c in kept),
        tuple(years),
        extended(start, 1, len(moves)),
        partial(_at_the_caps, ready, [c.name for c in moving]),
    )


def _at_the_caps(ready: Prepared, moving: Sequence[Name]) -> Basis | None:
    """Of the program in which caps move the basis of the plan: its rows hold what the caps held."""
    if not ready.optimum:
        return None
    basis, program = extended(ready.optimum.basis, 1, len(moving)), ready.program
    columns, rows = list(basis.col_status), list(basis.row_status)
    for n, name in enumerate(moving, start=len(program.rows)):
        held, at = (columns, program.column) if name in program.column else (rows, program.row)
        rows[n], held[at[name]] = held[at[name]], rows[n]
    basis.col_status, basis.row_status = columns, rows
    return basis


def _to_the_least(
    ready: Prepared, kind: str, free: Sequence[Limit], account: str, scope: str, year: int | None, years: list[int]
) -> Direction:
    """The emissions of some years from the start plan down to the least that any plan can reach."""
    base = lifted(ready.program, free)
    values, start = _start(ready, base, ready.optimum if kind == "year" else ready.references.least_cost)
    emitted = sum(values.scoped_emissions(ready.inputs, account, scope, y) for y in years)
    columns = _columns(ready, account, scope, years)
    least = _least(base, columns)
    discount = ready.inputs.discount[year] if year else 1.0
    away = emitted - least
    moves = [Move(columns, emitted, away, discount)] if away > NEGLIGIBLE * max(abs(emitted), abs(least)) else []
    return Direction(
        kind,
        account,
        scope,
        year,
        _with_tighten(base, moves),
        tuple(moves),
        0.0 if moves else emitted,
        tuple(years),
        extended(start, 1, len(moves)),
    )


def _start(ready: Prepared, base: Program, near: Solution | None) -> tuple[Values, Basis]:
    """The start plan, with the least emissions among equals, and its basis; `near`: an optimum near it."""
    found = optimum(ready.case, ready.inputs, base, near)
    return values_of(base, least_emissions(ready.inputs, base, found)), found.basis


def _columns(ready: Prepared, account: str, scope: str, years: list[int]) -> tuple[Name, ...]:
    return tuple(name for y in years for name in ready.inputs.emission_columns(account, scope, y))


def _least(base: Program, columns: tuple[Name, ...]) -> float:
    """The least emissions that any plan can reach."""
    cost = np.zeros(len(base.columns))
    at = [base.column[name] for name in columns]
    cost[at] = 1.0
    try:
        x = Session(base.with_cost(cost), tight=True).solve().x
    except Unbounded:
        raise UsageError("emissions_fall_for_ever", found=falling(base.with_cost(cost))) from None
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
    rows = [("moved_cap", *move.columns[-1]) for move in moves]
    program = base.with_rows(rows, sparse.csr_array(entries), np.full(len(moves), -np.inf), starts)
    tonnes = np.array([move.tonnes for move in moves])
    at = np.array([program.row[name] for name in rows])
    column = sparse.csc_array((tonnes, (at, np.zeros(len(at), dtype=int))), shape=(len(program.rows), 1))
    return program.with_columns([TIGHTEN], column, np.zeros(1), np.ones(1), np.zeros(1))
