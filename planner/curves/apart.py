"""Reductions that are tied to nothing but the accounts: what each does alone, all of them found in one program."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

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


def reductions_apart(
    inputs: Inputs, program: Program, x: Vector, upper: Mapping[Name, float], runs: Mapping[str, list[Name]]
) -> dict[str, tuple[float, Vector]]:
    """By how much each can grow on top of a plan x, and how the plan then changes; `upper`: what may be built of it.

    Such a reduction changes its own columns and the emissions. The emissions count and bind nothing here, so what it
    does beside the others is what it does alone. Left out are those whose emissions would pass a limit: others have to
    give way to them.
    """
    names = [i for i in runs if inputs.kind[i] == "reduction"]
    number = {i: n for n, i in enumerate(names)}
    own_kinds = ("new_units", "stock")
    owner = np.array([number.get(name[1], -1) if name[0] in own_kinds else -1 for name in program.columns])
    emitted = np.array([name[0] in EMISSIONS for name in program.columns])
    counting = np.zeros(len(program.rows), dtype=bool)
    counting[np.unique(program.matrix[:, np.flatnonzero(emitted)].indices)] = True
    defines = counting & (program.row_lower == program.row_upper)

    entries = sparse.coo_array(program.matrix)
    of = owner[entries.col]
    first, last = np.full(len(program.rows), len(names)), np.full(len(program.rows), -1)
    np.minimum.at(first, entries.row, of)
    np.maximum.at(last, entries.row, of)
    tied = of[((first != last) & ~counting)[entries.row]]
    apart = np.setdiff1d(np.unique(of), [-1, *tied])
    if not len(apart) or np.isfinite([program.lower[emitted], program.upper[emitted]]).any():
        return {}

    mine = np.isin(owner, apart)
    columns = np.flatnonzero(mine | emitted)
    rows = np.flatnonzero((np.isin(first, apart) & (first == last)) | defines)
    small = _part(program, x, columns, rows)
    small = small.with_bounds(upper={name: upper[name] for name in small.columns if name in upper})
    at = {i: [small.column[name] for name in runs[i]] for i in (names[n] for n in apart)}
    cost = np.zeros(len(columns))
    for run in at.values():
        cost[run] = -1 / small.scale.column[run]
    try:
        most = Session(rescaled(replace(small, cost=cost, cost_offset=0.0)), primal_simplex=True).solve().x
    except Unbounded:
        return {}
    before = x[columns]
    grows = {i: float(most[run].sum() - before[run].sum()) for i, run in at.items()}
    least = small.row_lower.copy()
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
    own = sparse.csc_array((change[mine], (np.flatnonzero(mine), owner[mine])), shape=(len(change), len(names)))
    by_row = sparse.csr_array(program.matrix)
    effects, limits = by_row[np.flatnonzero(defines)], np.flatnonzero(counting & ~defines)
    by_emissions = sparse.csc_array(effects[:, np.flatnonzero(emitted)])
    if by_emissions.shape[0] != by_emissions.shape[1]:
        return {}
    rise = -splu(by_emissions).solve((effects @ own).toarray())
    found = {}
    for i in at:
        n = number[i]
        alone = own[:, [n]].toarray().ravel() if grows[i] else np.zeros(len(change))
        alone[emitted] = rise[:, n] if grows[i] else 0.0
        values, noise = by_row[limits] @ (x + alone), SAME * (abs(by_row[limits]) @ np.abs(x))
        if ((values >= program.row_lower[limits] - noise) & (values <= program.row_upper[limits] + noise)).all():
            found[i] = grows[i], alone
    return found


def _part(program: Program, x: Vector, columns: np.ndarray, rows: np.ndarray) -> Program:
    """Some columns of a program with some of its rows; all other columns stay as they are in x."""
    by_row = sparse.csr_array(program.matrix)[rows]
    matrix = sparse.csc_array(by_row[:, columns])
    others = by_row @ x - matrix @ x[columns]
    part = replace(
        program,
        matrix=matrix,
        cost=program.cost[columns],
        lower=program.lower[columns],
        upper=program.upper[columns],
        row_lower=program.row_lower[rows] - others,
        row_upper=program.row_upper[rows] - others,
        columns=tuple(program.columns[n] for n in columns),
        rows=tuple(program.rows[n] for n in rows),
    )
    return rescaled(part)
