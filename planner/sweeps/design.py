"""The points of a sweep: which numbers vary, and the values that they have together."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Any

import numpy as np
import pandas as pd

from planner.case.case import Case
from planner.case.check import with_changes
from planner.case.files import raise_if_any
from planner.case.scenarios import Overlay
from planner.errors import InputError, UsageError
from planner.sweeps.address import SCENARIO, Address, Value, address, known
from planner.tables.scenarios import ChangeRow

MOST_POINTS = 1_000_000


@dataclass(frozen=True)
class Design:
    """A case, what varies in it, and the points: a value of each."""

    case: Case
    varied: dict[str, Address]
    points: list[dict[str, Value]]

    def case_at(self, point: Mapping[str, Value]) -> Case:
        """The case with the values of a point. Raises InputError."""
        scenario = [str(point[SCENARIO])] if SCENARIO in point else []
        order = sorted((a for a in self.varied.values() if a.said != SCENARIO), key=lambda a: not a.is_step)

        def changes(overlay: Overlay) -> Iterable[tuple[str, ChangeRow]]:
            for each in order:
                yield from each.lines(self.case, overlay, point[each.said])

        return with_changes(self.case, [*self.case.asked, *scenario], changes)

    def is_right(self, point: Mapping[str, Value]) -> bool:
        """Whether the tables are right with these values."""
        try:
            self.case_at(point)
        except InputError:
            return False
        return True

    def values(self, name: str) -> list[Value]:
        """The values of one number, each once, in the order of the points."""
        found = {_key(point[name]): point[name] for point in self.points}
        return list(found.values())

    def numbers(self, name: str) -> list[float]:
        """The same where all of them are numbers, else none."""
        values = self.values(name)
        numbers = [value for value in values if isinstance(value, float)]
        return numbers if len(numbers) == len(values) else []

    def check(self) -> None:
        """Raise InputError with all that is wrong where one number at a time has its values, of many the ends."""
        first, problems = self.points[0], []
        for name in self.varied:
            numbers = self.numbers(name)
            values = list(dict.fromkeys([min(numbers), max(numbers)])) if numbers else self.values(name)
            for value in values:
                try:
                    self.case_at({**first, name: value})
                except InputError as wrong:
                    problems += [problem for problem in wrong.problems if problem not in problems]
        raise_if_any(self.case.name, problems)

    def frame(self) -> pd.DataFrame:
        """A row a point; numbers by year as text."""
        rows = [{name: shown(value) for name, value in point.items()} for point in self.points]
        return pd.DataFrame(rows, columns=list(self.varied)).rename_axis("point").reset_index()

    def groups(self, steps: Iterable[str]) -> dict[tuple[Any, ...], list[int]]:
        """The points that have the same values of some numbers."""
        names, found = list(steps), dict[tuple[Any, ...], list[int]]()
        for n, point in enumerate(self.points):
            found.setdefault(tuple(_key(point[name]) for name in names), []).append(n)
        return found


def design_of(case: Case, vary: Mapping[str, Any] | pd.DataFrame) -> Design:
    """Every combination of the values of a mapping, the last varying fastest; or a table's rows. Raises UsageError."""
    names = [str(name) for name in vary]
    varied = {name: address(name) for name in names}
    columns = [[known(name, value) for value in _listed(vary[name])] for name in vary]
    for name, values in zip(names, columns, strict=True):
        if not values:
            raise UsageError("no_values", name=name)
    count = len(vary) if isinstance(vary, pd.DataFrame) else math.prod(map(len, columns))
    if not names or count > MOST_POINTS:
        raise UsageError("too_many_points", found=f"{count if names else 0:,}", allowed=f"1-{MOST_POINTS:,}")
    rows = zip(*columns, strict=True) if isinstance(vary, pd.DataFrame) else product(*columns)
    return Design(case, varied, [dict(zip(names, row, strict=True)) for row in rows])


def _listed(values: Any) -> list[Any]:
    """Values as a list; one alone is a list of one."""
    if isinstance(values, str | Mapping) or np.ndim(values) == 0:
        return [values]
    return list(values)


def _key(value: Value) -> Any:
    return tuple(sorted(value.items())) if isinstance(value, Mapping) else value


def shown(value: Value) -> Any:
    return "; ".join(f"{year}: {n:g}" for year, n in value.items()) if isinstance(value, Mapping) else value
