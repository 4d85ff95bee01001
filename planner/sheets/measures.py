"""Records to measures: every number in the units of the case, every problem said at its cell."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from planner.errors import Problem
from planner.sheets.numbers import number_of, says_nothing, year_of
from planner.sheets.origin import Fact
from planner.sheets.records import Record
from planner.sheets.scales import EACH, Scales, own_unit, unit_place, written
from planner.units import WrongUnit

Years = dict[int | None, float]
"""Year -> number; None: all years."""
SHARE = "share"
"""What a place in an exclusive group is counted in, and a part of a use."""
NEVER_NEGATIVE = {"tonnes", "potential", "tonnes_per_unit", "capex", "build_limit", "baseline"}


@dataclass
class Measure:
    """A measure in the units of the case. What it avoids is `each` times what is in place of it."""

    record: Record
    unit: str = ""
    """Blank: it is counted in the emissions that it avoids."""
    potential: Years = field(default_factory=dict)
    each: Years = field(default_factory=lambda: {None: 1.0})
    capex: Years = field(default_factory=dict)
    yearly: Years = field(default_factory=dict)
    """Fixed cost less savings, of one unit in a year."""
    cost: Years = field(default_factory=dict)
    """Per unit of the account."""
    lifetime: int = 1
    first_year: int | None = None
    build_limit: Years = field(default_factory=dict)
    share: float | None = None
    coverage: float = 1.0

    @property
    def tonnes(self) -> Years:
        """What all of it avoids in a year, where it isn't a share of a use."""
        return _product(self.potential, self.each)


class Reading:
    """One reading of the records. `rate_is_given`: whether costs follow from capex where both are there."""

    def __init__(self, scales: Scales, rate_is_given: bool, horizon: range, problems: list[Problem]) -> None:
        self.scales, self.rate_is_given, self.horizon, self.problems = scales, rate_is_given, horizon, problems
        self.assumed: dict[tuple[str, str], Fact] = {}
        self.about: dict[str, list[str]] = {}
        self._wrong_units: set[tuple[int, int]] = set()

    def measure(self, record: Record) -> Measure:
        """A measure; where something is missing or wrong, that is a problem, and the measure half empty."""
        found = Measure(record)
        if not record.name.text and record.name.heading:
            self.problems.append(record.name.problem("empty_cell"))
        share, coverage = self.numbers(record, "share"), self.numbers(record, "coverage")
        if share:
            found.share = self._fraction(record, "share", share)
            found.coverage = self._fraction(record, "coverage", coverage) if coverage else 1.0
        self._size(record, found)
        self._money(record, found)
        if (first := record.texts.get("first_year")) is not None:
            found.first_year = year_of(first.text)
            if found.first_year is None:
                self.problems.append(first.problem("not_a_year", found=first.text))
        return found

    def numbers(self, record: Record, says: str) -> Years:
        """The numbers of a record by year, as they are written."""
        found: Years = {}
        for year, cell in record.numbers.get(says, {}).items():
            number = number_of(cell.text, percent=says in ("share", "coverage", "target", "cap"))
            if number is None:
                self.problems.append(cell.problem("not_a_number_here", found=cell.text))
            elif number < 0 and says in NEVER_NEGATIVE:
                self.problems.append(cell.problem("out_of_range", found=cell.text, allowed=">= 0"))
            else:
                found[year] = number
        constant = len(set(found.values())) == 1 and set(found) >= set(self.horizon)
        if constant and says in ("capex", "yearly_cost", "saving", "share", "coverage"):
            return {None: next(iter(found.values()))}
        if None in found and len(found) > 1:
            cell = record.numbers[says][None]
            self.problems.append(cell.problem("years_and_one", found=cell.text))
        return found

    def tonnes(self, record: Record, says: str) -> Years:
        """Emissions by year, in the account's unit."""
        unit, usual = written(record, says), "t" if says == "tonnes" else self.scales.account
        if not unit and record.first(says):
            self.assume("sheet_assumed_unit", says, heading=unit_place(record, says).heading, unit=usual)
        factor = self.converted(record, says, lambda: self.scales.tonnes(unit or usual))
        return {year: factor * number for year, number in self.numbers(record, says).items()}

    def converted(self, record: Record, says: str, factor: object) -> float:
        """A factor; 1 and one problem for the place of the unit where there is none."""
        try:
            return float(factor())  # type: ignore[operator]
        except WrongUnit as wrong:
            place = unit_place(record, says)
            if (place.row, place.column) not in self._wrong_units:
                self._wrong_units.add((place.row, place.column))
                key = "unknown_unit_here" if wrong.key == "unknown_unit" else wrong.key
                self.problems.append(place.problem(key, **{**wrong.values, "found": written(record, says)}))
            return 1.0

    def assume(self, key: str, what: str, **values: object) -> None:
        self.assumed.setdefault((key, what), {"key": key, **values})

    def name(self, key: str, name: str) -> None:
        """Something assumed of several measures: their names are said together."""
        self.about.setdefault(key, []).append(name)

    @property
    def facts(self) -> list[Fact]:
        """What was assumed, once each."""
        named = [{"key": key, "names": tuple(names)} for key, names in self.about.items()]
        return [*self.assumed.values(), *named]

    def _size(self, record: Record, found: Measure) -> None:
        """How much of it there can be, in which unit, and what one avoids in a year."""
        tonnes = self.tonnes(record, "tonnes") if "tonnes" in record.numbers else {}
        potential = self.numbers(record, "potential")
        each = self._tonnes_per_unit(record) if "tonnes_per_unit" in record.numbers else {}
        if found.share is not None:
            found.potential = tonnes
            return
        if not tonnes and not (potential and each):
            wanted = (
                "potential" if each else "tonnes_per_unit" if potential and "tonnes" not in record.heads else "tonnes"
            )
            if wanted in record.heads and not self._said_of(record, wanted):
                self.problems.append(record.where(wanted).problem("empty_cell"))
        if each or potential:
            found.unit = own_unit(record) or self._unit_of(record) or "unit"
            found.potential = self._in(record, "potential", found.unit, potential) or _quotient(tonnes, each)
            found.each = each or _quotient(tonnes, found.potential)
            if tonnes and potential and each and not _same(tonnes, found.tonnes):
                self.problems.append(record.where("tonnes").problem("three_numbers", found=record.where("tonnes").text))
        else:
            found.potential = tonnes
        limit = self.numbers(record, "build_limit")
        if limit:
            unit = record.units.get("build_limit", "")
            by_mass = not found.unit
            factor = (
                self.converted(record, "build_limit", lambda: self.scales.tonnes(unit)) if unit and by_mass else 1.0
            )
            if not unit and by_mass:
                factor = self.converted(record, "tonnes", lambda: self.scales.tonnes(written(record, "tonnes") or "t"))
            found.build_limit = {year: factor * number for year, number in limit.items()}
        early = min((year for year in found.potential if year is not None), default=None)
        if early is not None and early > self.horizon[0]:
            found.first_year = early
            self.name("sheet_assumed_later", record.name.text)
        late = max((year for year in found.potential if year is not None), default=None)
        if late is not None and late < self.horizon[-1]:
            self.name("sheet_assumed_constant", record.name.text)

    def _said_of(self, record: Record, says: str) -> bool:
        cell = record.first(says)
        return cell is not None and not says_nothing(cell.text)

    def _tonnes_per_unit(self, record: Record) -> Years:
        """What one unit avoids: a mass, or a mass per unit."""
        unit = written(record, "tonnes_per_unit")
        if not unit:
            self.assume("sheet_assumed_unit", "each", heading=unit_place(record, "tonnes_per_unit").heading, unit="t")

        def factor() -> float:
            size = self.scales.units.parse(unit or "t")
            if len([name for name in size.dimensions if not name.startswith("pollutant_")]) == 1:
                return self.scales.tonnes(unit or "t")
            above, _, _ = unit.rpartition("/")
            own = own_unit(record) or self._unit_of(record)
            each = self.scales.units.parse(unit.rpartition("/")[2])
            per = self.scales.units.parse(own).size / each.size if own and self._like(own, unit) else 1.0
            return self.scales.tonnes(above) * per

        rate = self.converted(record, "tonnes_per_unit", factor)
        return {year: rate * number for year, number in self.numbers(record, "tonnes_per_unit").items()}

    def _like(self, own: str, unit: str) -> bool:
        return self.scales.units.parse(own).powers == self.scales.units.parse(unit.rpartition("/")[2]).powers

    def _unit_of(self, record: Record) -> str:
        """The unit in the heading of the potential."""
        unit = record.units.get("potential", "")
        try:
            self.scales.units.parse(unit)
        except WrongUnit:
            return ""
        return unit

    def _in(self, record: Record, says: str, wanted: str, numbers: Years) -> Years:
        """Numbers in the measure's unit, from that of the heading where it has one."""
        unit = record.units.get(says, "")
        factor = self.converted(record, says, lambda: self.scales.units.factor(unit, wanted)) if unit else 1.0
        return {year: factor * number for year, number in numbers.items()}

    def _money(self, record: Record, found: Measure) -> None:
        """Cost per tonne, or capex, yearly cost and saving; of both, capex counts where a rate is given."""
        own = {says for says in ("capex", "yearly_cost", "saving") if record.numbers.get(says)}
        cost = self.numbers(record, "cost")
        follows = bool(own) and (self.rate_is_given or not record.numbers.get("cost"))
        if record.numbers.get("cost") and not follows:
            unit = written(record, "cost")
            if not unit:
                money = f"{self.scales.currency}/t"
                self.assume("sheet_assumed_unit", "cost", heading=unit_place(record, "cost").heading, unit=money)
            factor = self.converted(record, "cost", lambda: self.scales.per_tonne(unit or f"{self.scales.currency}/t"))
            found.cost = {year: factor * number for year, number in cost.items()}
            if own:
                self.name("sheet_cost_counts", record.name.text)
            if found.build_limit:
                found.lifetime = self._lifetime(record) or max(1, len(self.horizon))
                if "lifetime" not in record.texts:
                    self.name("sheet_assumed_lasting", record.name.text)
            return
        if not own:
            if where := [says for says in ("cost", "capex", "yearly_cost", "saving") if says in record.heads]:
                self.problems.append(record.where(*where).problem("empty_cell"))
            return  # without such a column, that is said of the sheet
        if record.numbers.get("cost"):
            self.name("sheet_capex_counts", record.name.text)
        found.capex = self._per_unit(record, "capex", found)
        if any(found.capex.values()):
            found.lifetime = self._lifetime(record) or 1
            if "lifetime" not in record.texts:
                self.problems.append(record.where("lifetime").problem("needs_lifetime"))
        else:
            found.lifetime = 1
        spent, saved = self._per_unit(record, "yearly_cost", found), self._per_unit(record, "saving", found)
        found.yearly = _difference(spent, saved)

    def _per_unit(self, record: Record, says: str, found: Measure) -> Years:
        """Money for one unit of the measure: given so, or for all of it."""
        numbers = self.numbers(record, says)
        if not numbers:
            return {}
        unit = written(record, says)
        if not unit:
            self.problems.append(unit_place(record, says).problem("needs_money_unit", found=record.heads[says].heading))
            return {}
        whole = bool(self.converted(record, says, lambda: self.scales.is_money(unit)))
        if found.share is not None and not whole:
            values = {"found": unit, "allowed": self.scales.money}
            self.problems.append(unit_place(record, says).problem("wrong_dimension", **values))
            return {}
        if whole and not re.search(EACH, record.heads[says].heading.lower()):
            factor = self.converted(record, says, lambda: self.scales.money_in(unit))
            most = max(found.potential.values(), default=0.0) if found.share is None else 1.0
            if says == "capex" and len(numbers) > 1:
                self.problems.append(record.where(says).problem("capex_by_year", found=record.where(says).text))
                return {}
            if says != "capex" and len(numbers) > 1 and found.share is None:
                of = {year: at(found.potential, year) for year in numbers}
                return {year: factor * n / of[year] if of[year] else 0.0 for year, n in numbers.items()}
            return {year: factor * n / most if most else 0.0 for year, n in numbers.items()}
        if whole:
            factor = self.converted(record, says, lambda: self.scales.money_in(unit))
        else:
            each = found.unit or self.scales.account
            factor = self.converted(record, says, lambda: self.scales.per(unit, each))
        return {year: factor * number for year, number in numbers.items()}

    def _lifetime(self, record: Record) -> int | None:
        if (cell := record.texts.get("lifetime")) is None:
            return None
        number = number_of(re.sub(r"\s*(年|years?|yrs?|a)$", "", cell.text))
        if number is None:
            self.problems.append(cell.problem("not_a_number_here", found=cell.text))
        elif number != round(number) or not 1 <= number <= 200:
            key = "not_whole" if number != round(number) else "out_of_range"
            self.problems.append(cell.problem(key, found=cell.text, allowed="1-200"))
        else:
            return round(number)
        return 1

    def _fraction(self, record: Record, says: str, numbers: Years) -> float:
        """A share between 0 and 1; with % in the heading 30 is 0.3."""
        cell = record.where(says)
        if len(numbers) > 1:
            self.problems.append(cell.problem("one_share", found=cell.text))
        number = next(iter(numbers.values()))
        in_percent = record.units.get(says) == "%" and "%" not in cell.text
        if in_percent and 0 < number <= 1:
            self.assume("sheet_assumed_fraction", says, heading=cell.heading)
        number = number / 100 if in_percent and number > 1 else number
        if not 0 <= number <= 1:
            self.problems.append(cell.problem("not_a_share", found=cell.text, allowed="0-1"))
            return 0.0
        return number


def at(years: Years, year: int | None) -> float:
    """The number of a year: on the line between those given, constant outside."""
    if None in years or not years:
        return years.get(None, 0.0)
    given = sorted(y for y in years if y is not None)
    wanted = given[-1] if year is None else min(max(year, given[0]), given[-1])
    before, after = max(y for y in given if y <= wanted), min(y for y in given if y >= wanted)
    if before == after:
        return years[before]
    return years[before] + (years[after] - years[before]) * (wanted - before) / (after - before)


def all_years(*series: Years) -> list[int | None]:
    """The years in which any of them is given, in order; None alone where all are for all years."""
    found: list[int | None] = [*sorted({year for years in series for year in years if year is not None})]
    return found or [None]


def _product(some: Years, others: Years) -> Years:
    return {year: at(some, year) * at(others, year) for year in all_years(some, others)} if some and others else {}


def _quotient(some: Years, others: Years) -> Years:
    if not some or not others:
        return {}
    return {y: at(some, y) / at(others, y) if at(others, y) else 0.0 for y in all_years(some, others)}


def _difference(some: Years, others: Years) -> Years:
    return {y: at(some, y) - at(others, y) for y in all_years(some, others)} if some or others else {}


def _same(some: Years, others: Years) -> bool:
    return all(abs(at(some, y) - at(others, y)) <= 0.01 * abs(at(some, y)) for y in all_years(some, others))
