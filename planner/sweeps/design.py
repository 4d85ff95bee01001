"""The points of a sweep: which numbers vary, and the values that they have together."""

from __future__ import annotations

import math
from collections.abc import Container, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import Any, TypeAlias

import numpy as np
import pandas as pd

from planner.case.case import Case
from planner.case.check import under
from planner.case.files import raise_if_any
from planner.case.scenarios import Overlay, names_of
from planner.errors import InputError, Problem, UsageError
from planner.program.program import Vector
from planner.sweeps.address import SCENARIO, Address, Value, address, known
from planner.sweeps.resting import Resting, Together
from planner.tables.scenarios import ChangeRow

MOST_POINTS = 1_000_000
What: TypeAlias = str | Together
"""What moves: a name of what varies, or numbers that rest on the same sources."""
Move: TypeAlias = Mapping[What, Value]


@dataclass(frozen=True)
class Design:
    """A case, what varies in it, and the points: a value of each."""

    case: Case
    varied: dict[str, Address]
    points: pd.DataFrame

    def point(self, n: int) -> dict[str, Value]:
        return {name: values[n] for name, values in self._columns.items()}

    @cached_property
    def _columns(self) -> dict[str, Any]:
        return {name: self.points[name].to_numpy() for name in self.varied}

    def case_at(self, point: Mapping[str, Value]) -> Case:
        """The case with the values of a point. Raises InputError."""
        return self.case_of(self.move(point))

    def move(self, point: Mapping[str, Value]) -> Move:
        """What moves at a point: what varies itself, but of sources the numbers that rest on them, by their factors."""
        sources = {a.key: a.of_source(self.resting, point[a.said]) for a in self.varied.values() if a.is_source}
        move: dict[What, Value] = {name: point[name] for name, a in self.varied.items() if not a.is_source}
        return move | (self.resting.factors(sources) if sources else {})

    def moves(self, points: Sequence[int], names: Iterable[What]) -> Vector:
        """What moves by these names, all of it numbers: a row a point."""
        columns = {name: self._columns[name][list(points)] for name in self.varied}
        sources = {a.key: a.of_source(self.resting, columns[a.said]) for a in self.varied.values() if a.is_source}
        moving: dict[Any, Any] = {**columns, **self.resting.factors(sources)}
        return np.column_stack([np.broadcast_to(moving[name], len(points)) for name in names]).astype(float)

    def case_of(self, move: Move) -> Case:
        """The case in which this has moved. Raises InputError."""
        scenario = [name for name in names_of(str(move.get(SCENARIO, ""))) if name not in self.case.asked]
        varied = [a for a in self.varied.values() if a.said in move and a.said != SCENARIO]
        order = sorted(varied, key=lambda a: not a.is_step)

        def changes(overlay: Overlay) -> Iterable[tuple[str, ChangeRow]]:
            for each in order:
                yield from each.lines(self.case, overlay, move[each.said])

        case = self.case
        if scenario or order:
            case = under(case, [*case.asked, *scenario], changes)
        factors = {what: value for what, value in move.items() if isinstance(what, Together)}
        return self.resting.moved(case, factors) if factors else case  # type: ignore[arg-type]

    @cached_property
    def resting(self) -> Resting:
        """What moves with the sources."""
        return Resting(self.case)

    def is_right(self, move: Move) -> bool:
        """Whether the tables are right with these values."""
        try:
            self.case_of(move)
        except InputError:
            return False
        return True

    def values(self, name: str) -> list[Value]:
        """The values of one number, each once, in the order of the points."""
        found = {_key(value): value for value in self._columns[name]}
        return list(found.values())

    def numbers(self, name: str) -> list[float]:
        """The same where all of them are numbers, else none."""
        values = self.values(name)
        numbers = [value for value in values if isinstance(value, float)]
        return numbers if len(numbers) == len(values) else []

    def check(self) -> None:
        """Raise InputError with all that is wrong where one number at a time has its values, of many the ends."""
        first, problems = self.point(0), []
        for name in self.varied:
            numbers = self.numbers(name)
            values = list(dict.fromkeys([min(numbers), max(numbers)])) if numbers else self.values(name)
            for value in values:
                try:
                    self.case_at({**first, name: value})
                except InputError as wrong:
                    problems += [problem for problem in wrong.problems if problem not in problems]
        raise_if_any(self.case.name, problems)

    def frame(self, points: Sequence[int] | None = None) -> pd.DataFrame:
        """A row a point, of all or of some; numbers by year as text."""
        rows = self.points if points is None else self.points.iloc[list(points)]
        said = {name: rows[name].map(shown) if rows[name].dtype == object else rows[name] for name in rows}
        return pd.DataFrame({"point": rows.index, **said}, index=rows.index).reset_index(drop=True)

    @cached_property
    def ranges(self) -> dict[What, tuple[float, float]]:
        """Lowest and highest of all that moves between numbers; not of settings, which are steps."""
        found: dict[What, tuple[float, float]] = {}
        steps = {name for name, each in self.varied.items() if each.is_step}
        for n in range(len(self.points)):
            for what, value in self.move(self.point(n)).items():
                if what in steps or not isinstance(value, float):
                    steps.add(str(what))
                    continue
                low, high = found.get(what, (value, value))
                found[what] = min(low, value), max(high, value)
        return {what: ends for what, ends in found.items() if ends[0] < ends[1] and what not in steps}

    def groups(self, linear: Container[What]) -> dict[tuple[Any, ...], list[int]]:
        """The points that have the same values of all that moves but of what is linear."""
        found: dict[tuple[Any, ...], list[int]] = {}
        for n in range(len(self.points)):
            move = self.move(self.point(n))
            key = tuple(_key(value) for what, value in move.items() if what not in linear)
            found.setdefault(key, []).append(n)
        return found


def design_of(case: Case, vary: Mapping[str, Any] | pd.DataFrame) -> Design:
    """Every combination of the values of a mapping, the last varying fastest; or a table's rows.

    Raises UsageError; InputError with every value that is none.
    """
    names = [str(name) for name in vary]
    varied = {name: address(name) for name in names}
    first = dict[tuple[str, ...], str]()
    for name in names:
        if (moved := varied[name].moved) in first:
            raise UsageError("moved_twice", found=name, other=first[moved])
        first[moved] = name
    problems = list[Problem]()
    columns = [_known(str(name), _listed(vary[name]), problems) for name in vary]
    raise_if_any("vary", problems)
    count = len(vary) if isinstance(vary, pd.DataFrame) else math.prod(map(len, columns))
    if not names or count > MOST_POINTS:
        raise UsageError("too_many_points", found=f"{count if names else 0:,}", allowed=f"1-{MOST_POINTS:,}")
    if not isinstance(vary, pd.DataFrame):
        columns = [list(column) for column in zip(*product(*columns), strict=True)]
    return Design(case, varied, pd.DataFrame(dict(zip(names, columns, strict=True))))


def _listed(values: Any) -> list[Any]:
    """Values as a list; one alone is a list of one."""
    one = isinstance(values, str | Mapping | Set) or not hasattr(values, "__len__") or getattr(values, "ndim", 1) == 0
    return [values] if one else list(values)


def _known(name: str, values: list[Any], problems: list[Problem]) -> list[Value]:
    """Values as they are meant; what is none goes to the problems."""
    found = list[Value]()
    if not values:
        problems.append(Problem(name, 0, "", "no_values"))
    for n, value in enumerate(values, start=1):
        try:
            found.append(known(name, value))
        except UsageError as no:
            problems.append(Problem(name, 0, "", no.key, {**no.values, "place": n}))
    return found


def _key(value: Value) -> Any:
    return tuple(sorted(value.items())) if isinstance(value, Mapping) else value


def shown(value: Value) -> Any:
    return "; ".join(f"{year}: {n:g}" for year, n in value.items()) if isinstance(value, Mapping) else value
