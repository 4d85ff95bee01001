"""Cells to numbers in the units of the case. What is wrong is a problem at its cell, what is assumed is remembered."""

from __future__ import annotations

from collections.abc import Callable

from planner.case.parsing import as_share
from planner.case.sheets.numbers import number_of
from planner.case.sheets.origin import Fact
from planner.case.sheets.records import Record
from planner.case.sheets.scales import Scales, unit_place, written
from planner.case.sheets.series import Years, scaled
from planner.errors import Problem
from planner.tables.fields import LARGEST
from planner.units import WrongUnit

NEVER_NEGATIVE = {"tonnes", "potential", "tonnes_per_unit", "capex", "build_limit", "baseline"}
SHARES = {"share", "coverage", "target", "cap"}
"""What may be written with a percent sign."""


class Quantities:
    """One reading of the numbers of a sheet."""

    def __init__(self, scales: Scales, horizon: range, problems: list[Problem]) -> None:
        self.scales, self.horizon, self.problems = scales, horizon, problems
        self._assumed: dict[tuple[str, str], Fact] = {}
        self._about: dict[str, list[str]] = {}
        self._wrong_units: set[tuple[int, int]] = set()

    def numbers(self, record: Record, says: str) -> Years:
        """The numbers of a record by year, as they are written; one where all years of the case have the same."""
        found: Years = {}
        for year, cell in record.numbers.get(says, {}).items():
            number = number_of(cell.text, percent=says in SHARES)
            if number is None:
                self.problems.append(cell.problem("not_a_number_here", found=cell.text))
            elif abs(number) > LARGEST:
                self.problems.append(cell.problem("too_large", found=cell.text, allowed=f"{LARGEST:g}"))
            elif number < 0 and says in NEVER_NEGATIVE:
                self.problems.append(cell.problem("out_of_range", found=cell.text, allowed=">= 0"))
            else:
                found[year] = number
        same = len(set(found.values())) == 1 and set(found) >= set(self.horizon)
        if same and says in ("capex", "yearly_cost", "saving", "share", "coverage"):
            return {None: next(iter(found.values()))}
        if None in found and len(found) > 1:
            cell = record.numbers[says][None]
            self.problems.append(cell.problem("years_and_one", found=cell.text))
        return found

    def tonnes(self, record: Record, says: str) -> Years:
        """Emissions by year, in the account's unit; in t where a measure's have no unit."""
        unit = self.unit(record, says, "t" if says == "tonnes" else self.scales.account)
        return scaled(self.numbers(record, says), self.factor(record, says, lambda: self.scales.tonnes(unit)))

    def unit(self, record: Record, says: str, usual: str) -> str:
        """The unit that is written for something, or the usual one, which is then said to be assumed."""
        unit = written(record, says)
        if not unit and record.first(says):
            self.assume("sheet_assumed_unit", says, heading=unit_place(record, says).heading, unit=usual)
        return unit or usual

    def factor(self, record: Record, says: str, of: Callable[[], float]) -> float:
        """A factor between units; where there is none, 1 and one problem for the place of the unit."""
        try:
            return of()
        except WrongUnit as wrong:
            place = unit_place(record, says)
            if (place.row, place.column) not in self._wrong_units:
                self._wrong_units.add((place.row, place.column))
                key = "unknown_unit_here" if wrong.key == "unknown_unit" else wrong.key
                self.problems.append(place.problem(key, **{**wrong.values, "found": written(record, says)}))
            return 1.0

    def fraction(self, record: Record, says: str) -> float | None:
        """A share between 0 and 1, of all years; with % in the heading 30 is 0.3."""
        numbers = self.numbers(record, says)
        if not numbers:
            return None
        cell = record.where(says)
        if len(numbers) > 1:
            self.problems.append(cell.problem("one_share", found=cell.text))
        number = next(iter(numbers.values()))
        in_percent = record.units.get(says) == "%" and "%" not in cell.text
        if in_percent and 0 < number <= 1:
            self.assume("sheet_assumed_fraction", says, heading=cell.heading)
        number = number / 100 if in_percent and number > 1 else number
        if not 0 <= number <= 1:
            self.problems.append(cell.problem("not_a_share", found=cell.text, allowed="0-1", **as_share(30)))
            return 0.0
        return number

    def assume(self, key: str, what: str, **values: str) -> None:
        """Something assumed once for the sheet."""
        self._assumed.setdefault((key, what), {"key": key, **values})

    def assume_of(self, key: str, name: str) -> None:
        """Something assumed of several measures: their names are said together."""
        self._about.setdefault(key, []).append(name)

    @property
    def assumed(self) -> list[Fact]:
        named = [{"key": key, "names": tuple(names)} for key, names in self._about.items()]
        return [*self._assumed.values(), *named]
