"""Rows and bounds that give way: a column of slack for each, and nothing but their weighted sum in the objective."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy import sparse

from planner.model.subject import Name
from planner.program.program import Program


@dataclass(frozen=True)
class Slack:
    """One column >= 0: what it eases, its weight in the objective, and the most that it may be.

    `eases` has the names of rows, and of columns whose upper bounds give way, each with what a unit of slack adds to
    the left side: -1 where an upper side or bound rises, +1 where a lower side, or a right-hand side > 0, falls.
    """

    eases: Mapping[Name, float]
    weight: float
    most: float = np.inf
    name: Name = ()
    """Of its column; without one, named for the first that it eases."""

    def __post_init__(self) -> None:
        if not self.name:
            object.__setattr__(self, "name", ("slack", *next(iter(self.eases))))


def relaxed(program: Program, slacks: Sequence[Slack]) -> Program:
    """The program in which limits give way, at the least weighted sum."""
    names = list(dict.fromkeys(name for slack in slacks for name in slack.eases))
    bounds = [name for name in names if name in program.column]
    at = np.array([program.column[name] for name in bounds], dtype=int)
    entries = sparse.csr_array((np.ones(len(at)), (np.arange(len(at)), at)), shape=(len(at), len(program.columns)))
    upper = program.upper[at]
    program = program.with_bounds(upper=dict.fromkeys(bounds, np.inf))
    program = program.with_rows([("bound", *name) for name in bounds], entries, np.full(len(at), -np.inf), upper)
    eased = [(name, n, by) for n, slack in enumerate(slacks) for name, by in slack.eases.items()]
    rows = [program.row[eased_row(program, name)] for name, _, _ in eased]
    columns, by = [n for _, n, _ in eased], [by for _, _, by in eased]
    matrix = sparse.csc_array((np.array(by, dtype=float), (rows, columns)), shape=(len(program.rows), len(slacks)))
    free = replace(program, cost=np.zeros_like(program.cost), cost_offset=0.0)
    most, weights = (np.array([getattr(s, part) for s in slacks], dtype=float) for part in ("most", "weight"))
    return free.with_columns([slack.name for slack in slacks], matrix, np.zeros(len(slacks)), most, weights)


def eased_row(program: Program, name: Name) -> Name:
    """The row that gives way where a row, or the upper bound of a column, does."""
    return ("bound", *name) if name in program.column else name
