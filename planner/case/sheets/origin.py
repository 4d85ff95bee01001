"""What a case remembers of the sheet that it was made from: what was read as what, assumed, and left aside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from planner.case.sheets.grid import Cell
from planner.errors import Problem

Fact = dict[str, Any]
"""A message: its key, and the values that fill it in."""


BESIDE = ("capex", "fixed_cost", "variable_cost", "lifetime")
"""Columns of a table whose numbers stand in other cells of the row than the one that made it."""


@dataclass(frozen=True)
class Taken:
    """A column, where it stands, what it was taken for and in which unit."""

    place: str
    heading: str
    says: str
    unit: str


@dataclass(frozen=True)
class FromSheet:
    """Said once, before any result."""

    file: str
    measures: int
    taken: tuple[Taken, ...] = ()
    assumed: tuple[Fact, ...] = ()
    unused: tuple[Fact, ...] = ()
    exclusive: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Group -> its variants, of which at most one is in place: their shares of full use add up to 1 at most."""
    cells: Mapping[tuple[str, int], Cell] = field(default_factory=dict, repr=False)
    """Table and row -> the cell that made it."""

    def located(self, problem: Problem) -> Problem:
        """A problem of the tables, said at the cell that made them. What a column means there is left out."""
        values = {name: value for name, value in problem.values.items() if name != "meaning"}
        cell = self.cells.get((problem.file, problem.row))
        if cell is None:
            return Problem(self.file, 0, "", problem.key, values)
        found = cell.problem(problem.key, **values)
        return replace(found, column="") if problem.column in BESIDE else found
