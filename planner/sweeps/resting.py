"""Numbers of a case that rest on a source and move with it.

A number is taken as proportional to each source behind it that is measured in the number's own dimension: where the
source is a tenth higher, so is the number. A source with a formula follows the sources that it is derived from. What a
city decides (caps, policies, prices that it sets, the discount rate) does not move, nor do whole numbers (lifetimes).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from math import prod
from typing import Any, NamedTuple

import numpy as np
from pydantic import ValidationError

from planner.case.case import Case
from planner.case.evidence import SourcedNumber, numbers
from planner.case.files import raise_if_any
from planner.case.parsing import cell_problems
from planner.errors import Problem
from planner.model.costs import CarbonPriceRow
from planner.model.subjects import tables
from planner.tables.fields import Binding, Row, Series
from planner.tables.formulas import result
from planner.tables.shared import InterventionRow, PathRow
from planner.units import WrongUnit

PER_YEAR = "/yr"
"""At the end of a source's unit; flows of the tables are yearly without saying so."""


class Together(NamedTuple):
    """The numbers of a table that are proportional to the same sources."""

    file: str
    keys: tuple[str, ...]


class Place(NamedTuple):
    """Where a number stands, and with what it moves."""

    together: Together
    row: int
    column: str


class Resting:
    """What moves in a case where its sources have other values."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.values = {key: source.value for key, source in case.sources.items() if source.value}

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """The numbers that rest on a source in proportion."""
        paths: set[tuple[str, str]] = {(row.intervention, row.column) for row in self.case.rows(PathRow)}
        return tuple(
            Place(Together(number.file, keys), number.row, number.column)
            for number in numbers(self.case)
            if _moves(number, paths) and (keys := tuple(key for key in number.keys if self._alike(key, number.unit)))
        )

    @cached_property
    def moving(self) -> tuple[str, ...]:
        """The sources that move some number, themselves or through what is derived from them."""
        return tuple(dict.fromkeys(root for roots in self._roots_of.values() for root in sorted(roots)))

    def _roots(self, key: str) -> Iterator[str]:
        """The sources that a source follows; itself where it follows none that is known."""
        inputs = self._inputs[key]
        if not inputs:
            yield key
        for each in inputs:
            yield from self._roots(each)

    @cached_property
    def _inputs(self) -> dict[str, list[str]]:
        """What each source is worked out from; nothing where one of that has no value, or it has no formula."""
        found = {key: source.inputs for key, source in self.case.sources.items()}
        return {key: keys if all(each in self.values for each in keys) else [] for key, keys in found.items()}

    def _alike(self, key: str, unit: str) -> bool:
        """Whether a source is in the dimension of a number."""
        own = self.case.sources[key].unit.removesuffix(PER_YEAR)
        if key not in self.values or not own or not unit:
            return False
        try:
            return own == unit or self.case.units.factor(own, unit) > 0
        except WrongUnit:
            return False

    def factors(self, values: Mapping[str, Any]) -> dict[Together, Any]:
        """By what the numbers that rest on the same sources change; all that may move with one of these sources.

        Of each source a value, or an array with a value a point.
        """
        found: dict[str, Any] = {}

        def becomes(key: str) -> Any:
            """The share of its value to which a source changes."""
            if key not in found:
                inputs = {} if key in values else {each: becomes(each) for each in self._inputs[key]}
                if all(np.all(share == 1.0) for share in inputs.values()):
                    found[key] = values[key] / self.values[key] if key in values else 1.0
                else:
                    formula, before = self.case.sources[key].formula, {each: self.values[each] for each in inputs}
                    after = {each: share * before[each] for each, share in inputs.items()}
                    found[key] = result(formula, after) / result(formula, before)
            return found[key]

        return {
            together: prod(becomes(key) for key in together.keys)
            for together, roots in self._roots_of.items()
            if not roots.isdisjoint(values)
        }

    @cached_property
    def _roots_of(self) -> dict[Together, frozenset[str]]:
        """The numbers that move together, and the sources that move them."""
        together = dict.fromkeys(place.together for place in self.places)
        return {each: frozenset(root for key in each.keys for root in self._roots(key)) for each in together}

    def moved(self, case: Case, factors: Mapping[Together, float]) -> Case:
        """A case (this one, or under a scenario that leaves its rows where they are) with numbers that have moved.

        Raises InputError where a number is then none that its table allows.
        """
        changes: dict[tuple[str, int], dict[str, float]] = {}
        for place in self.places:
            factor = factors.get(place.together, 1.0)
            if factor != 1.0:
                changes.setdefault((place.together.file, place.row), {})[place.column] = factor
        problems: list[Problem] = []
        rows = {
            file: tuple(_scaled(row, changes.get((file, row.row), {}), problems) for row in some)
            for file, some in case.tables.items()
        }
        raise_if_any(case.name, problems)
        return replace(case, tables=rows)


def _moves(number: SourcedNumber, paths: set[tuple[str, str]]) -> bool:
    table = tables().get(number.file)
    if table is None or issubclass(table, Binding | CarbonPriceRow) or isinstance(number.value, int):
        return False
    return bool(number.value) and not (table is InterventionRow and (number.about, number.column) in paths)


def _scaled(row: Row, factors: Mapping[str, float], problems: list[Problem]) -> Row:
    """The row with its numbers scaled; what is wrong with them then goes to the problems."""
    if not factors:
        return row
    if isinstance(row, Series) and row.amount is None:
        years = {year: number * factors.get(str(year), 1.0) for year, number in row.years.items()}
        scaled: Row = row.model_copy(update={"years": years})
    else:
        scaled = row.model_copy(update={column: getattr(row, column) * factor for column, factor in factors.items()})
    try:
        type(row).model_validate(scaled.model_dump())
    except ValidationError as wrong:
        problems += cell_problems(type(row), row.FILE, row.row, wrong)
    return scaled
