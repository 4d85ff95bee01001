"""Reductions that are tied to nothing but the accounts: what each does alone, all of them found in one program."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from scipy import sparse
from scipy.sparse.linalg import splu

from planner.model.inputs import Inputs
from planner.model.subject import Name
from planner.program.program import Program, Vector, rescaled
from planner.program.session import Session, Unbounded
from planner.results.references import least_emissions

SAME = 1e-9
"""Share of an amount by which another must differ to count."""
EMISSIONS = ("emissions", "total_emissions")


@dataclass(frozen=True)
class _Tied:
    """Which column is whose, and which rows count emissions; by position in the program."""

    names: list[str]
    owner: Any
    """Of each column, the number of its reduction; -1 of all others."""
    apart: Any
    """Numbers of the reductions that stand apart."""
    own: Any
    """Rows of these alone."""
    emitted: Any
    """Columns of emissions."""
    defines: Any
    """Rows that say what is emitted."""
    limits: Any
    """Rows that limit it."""


def reductions_apart(
    inputs: Inputs, program: Program, x: Vector, upper: Mapping[Name, float], runs: Mapping[str, list[Name]]
) -> dict[str, tuple[float, Vector]]:
    """By how much each can grow on top of a plan x, and how the plan then changes; `upper`: what may be built of it.

    Such a reduction changes its own columns and the emissions. The emissions count and bind nothing here, so what it
    does beside the others is what it does alone. Left out are those whose emissions would pass a limit: others have to
    give way to them.
    """
    by_row = sparse.csr_array(program.matrix)
    tied = _tied([i for i in runs if inputs.kind[i] == "reduction"], program)
    free = np.isinf([program.lower[tied.emitted], program.upper[tied.emitted]]).all()
    counts = sparse.csc_array(by_row[tied.defines][:, tied.emitted])
    if not len(tied.apart) or not free or counts.shape[0] != counts.shape[1]:
        return {}
    try:
        grows, change = _beside_each_other(inputs, program, x, upper, runs, tied)
    except Unbounded:
        return {}
    mine = np.flatnonzero(np.isin(tied.owner, tied.apart))
    shape = len(change), len(tied.names)
    own = sparse.csc_array((change[mine], (mine, tied.owner[mine])), shape=shape)
    rise = -splu(counts).solve((by_row[tied.defines] @ own).toarray())
    held, found = by_row[tied.limits], {}
    noise = SAME * (abs(held) @ np.abs(x))
    for n in tied.apart:
        i, alone = tied.names[n], own[:, [n]].toarray().ravel()
        alone[tied.emitted] = rise[:, n]
        values = held @ (x + alone)
        low, high = program.row_lower[tied.limits] - noise, program.row_upper[tied.limits] + noise
        if ((low <= values) & (values <= high)).all():
            found[i] = grows[i], alone
    return found


def _tied(names: list[str], program: Program) -> _Tied:
    number = {i: n for n, i in enumerate(names)}
    own_kinds = ("new_units", "stock")
    owner = np.array([number.get(name[1], -1) if name[0] in own_kinds else -1 for name in program.columns])
    emitted = np.flatnonzero([name[0] in EMISSIONS for name in program.columns])
    counting = np.zeros(len(program.rows), dtype=bool)
    counting[np.unique(program.matrix[:, emitted].indices)] = True
    entries = sparse.coo_array(program.matrix)
    of = owner[entries.col]
    first, last = np.full(len(program.rows), len(names)), np.full(len(program.rows), -1)
    np.minimum.at(first, entries.row, of)
    np.maximum.at(last, entries.row, of)
    shared = of[((first != last) & ~counting)[entries.row]]
    apart = np.setdiff1d(np.unique(of), [-1, *shared])
    equal = program.row_lower == program.row_upper
    return _Tied(
        names,
        owner,
        apart,
        np.flatnonzero(np.isin(first, apart) & (first == last)),
        emitted,
        np.flatnonzero(counting & equal),
        np.flatnonzero(counting & ~equal),
    )


def _beside_each_other(
    inputs: Inputs,
    program: Program,
    x: Vector,
    upper: Mapping[Name, float],
    runs: Mapping[str, list[Name]],
    tied: _Tied,
) -> tuple[dict[str, float], Vector]:
    """How much each grows where all are as large as they can be, and how the plan then changes. Raises Unbounded."""
    columns = np.union1d(np.flatnonzero(np.isin(tied.owner, tied.apart)), tied.emitted)
    small = _part(program, x, columns, np.union1d(tied.own, tied.defines))
    small = small.with_bounds(upper={name: upper[name] for name in small.columns if name in upper})
    at = {i: [small.column[name] for name in runs[i]] for i in (tied.names[n] for n in tied.apart)}
    cost = np.zeros(len(columns))
    for run in at.values():
        cost[run] = -1 / small.scale.column[run]
    most = Session(rescaled(replace(small, cost=cost, cost_offset=0.0)), primal_simplex=True).solve().x
    before, least = x[columns], small.row_lower.copy()
    grows = {i: float(most[run].sum() - before[run].sum()) for i, run in at.items()}
    for i, run in at.items():
        row = small.row["activity_of", i]
        if grows[i] <= SAME * (abs(before[run].sum()) + 1 / small.scale.row[row]):
            grows[i] = 0.0
        else:
            least[row] = most[run].sum()
    forced = replace(small, row_lower=least)
    after = least_emissions(inputs, forced, Session(forced).solve()).x
    change = np.zeros(len(program.columns))
    change[columns] = after - before
    still = [n for n in tied.apart if not grows[tied.names[n]]]
    change[np.isin(tied.owner, still)] = 0.0
    return grows, change


def _part(program: Program, x: Vector, columns: Any, rows: Any) -> Program:
    """Some columns of a program with some of its rows; all other columns stay as they are in x."""
    part = program.part(rows, columns)
    others = (program.matrix @ x)[rows] - part.matrix @ x[columns]
    return rescaled(replace(part, row_lower=part.row_lower - others, row_upper=part.row_upper - others))
