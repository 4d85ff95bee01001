"""Records to measures, in the units of the case: how much there can be of each, what one avoids, and what it costs."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from planner.case.sheets.headings import parsed_unit
from planner.case.sheets.numbers import number_of, year_of
from planner.case.sheets.quantities import Quantities
from planner.case.sheets.records import Record
from planner.case.sheets.scales import is_of_one, own_unit, unit_place, written
from planner.case.sheets.series import Years, added, at, product, quotient, scaled
from planner.case.sheets.words import MONEY
from planner.units import WrongUnit


@dataclass
class Measure:
    """A measure in the units of the case. What it avoids is `each` times what is in place of it."""

    record: Record
    unit: str = ""
    """Blank: it is counted in the emissions that it avoids."""
    potential: Years = field(default_factory=dict)
    each: Years = field(default_factory=lambda: {None: 1.0})
    capex: Years = field(default_factory=dict)
    """Of one unit; of a measure that saves a share, of all of it. So are yearly costs."""
    yearly: Years = field(default_factory=dict)
    """Yearly cost less savings."""
    cost: Years = field(default_factory=dict)
    """Per unit of the account."""
    lifetime: int = 1
    first_year: int | None = None
    build_limit: Years = field(default_factory=dict)
    share: float | None = None
    """Of a use; then `potential` is what is said to be avoided, if anything is."""
    coverage: float = 1.0


def measure_of(record: Record, read: Quantities, from_capex: bool) -> Measure:
    """A measure; where something is missing or wrong, that is a problem, and the measure half empty.

    `from_capex`: whether its cost follows from capex where a cost per tonne is written too.
    """
    found = Measure(record)
    if not record.name.text and record.name.heading:
        read.problems.append(record.name.problem("empty_cell"))
    found.share = read.fraction(record, "share")
    if found.share is None:
        _size(record, found, read)
        _build_limit(record, found, read)
    else:
        coverage = read.fraction(record, "coverage")
        found.coverage = 1.0 if coverage is None else coverage
        found.potential = read.tonnes(record, "tonnes")
    _from_when(record, found, read)
    own = [says for says in MONEY if record.numbers.get(says)]
    if record.numbers.get("cost") and not (own and from_capex):
        _cost_as_written(record, found, read)
        if own:
            read.assume_of("sheet_cost_counts", record.name.text)
    elif own:
        _cost_from_capex(record, found, read)
        if record.numbers.get("cost"):
            read.assume_of("sheet_capex_counts", record.name.text)
    elif where := [says for says in ("cost", *MONEY) if says in record.heads]:  # else that is said of the sheet
        read.problems.append(record.where(*where).problem("empty_cell"))
    return found


def _size(record: Record, found: Measure, read: Quantities) -> None:
    """How much of it there can be, in which unit, and what one avoids in a year: two of the three tell the third."""
    tonnes, each = read.tonnes(record, "tonnes"), _tonnes_per_unit(record, read)
    potential = read.numbers(record, "potential")
    if not tonnes and not (potential and each):
        wanted = "potential" if each else "tonnes_per_unit" if potential and "tonnes" not in record.heads else "tonnes"
        if wanted in record.heads and not record.first(wanted):
            read.problems.append(record.where(wanted).problem("empty_cell"))
    if not each and not potential:
        found.potential = tonnes
        return
    found.unit = _counted_in(record, read)
    written_in = record.units.get("potential", "")
    to_own = read.factor(
        record, "potential", lambda: read.scales.units.factor(written_in, found.unit) if written_in else 1.0
    )
    found.potential = scaled(potential, to_own) or quotient(tonnes, each)
    found.each = each or quotient(tonnes, found.potential)
    if tonnes and potential and each:
        for year, number in product(found.potential, each).items():
            if abs(number - at(tonnes, year)) > 0.01 * abs(at(tonnes, year)):
                cell = record.where("tonnes")
                read.problems.append(cell.problem("three_numbers", found=cell.text))


def _tonnes_per_unit(record: Record, read: Quantities) -> Years:
    """What one unit avoids: a mass per unit, or a mass where the unit is a plain one."""
    if "tonnes_per_unit" not in record.numbers:
        return {}
    unit = read.unit(record, "tonnes_per_unit", "t")
    own = _counted_in(record, read)

    def factor() -> float:
        above, parted, below = unit.rpartition("/")
        counted = read.scales.units.parse(own)
        if not parted:
            if counted.size != 1.0 and counted.powers:
                raise WrongUnit("per_what", found=unit, allowed=own)
            return read.scales.tonnes(unit)
        each = read.scales.units.parse(below)
        if counted.powers != each.powers and counted.size != each.size:
            raise WrongUnit("wrong_dimension", found=unit, allowed=f"{read.scales.account}/({own})")
        return read.scales.tonnes(above) * counted.size / each.size

    return scaled(read.numbers(record, "tonnes_per_unit"), read.factor(record, "tonnes_per_unit", factor))


def _counted_in(record: Record, read: Quantities) -> str:
    """The unit of a measure: its own, else that in the heading of the potential."""
    potential = record.units.get("potential", "")
    return own_unit(record) or (potential if parsed_unit(potential, read.scales.units) else "unit")


def _build_limit(record: Record, found: Measure, read: Quantities) -> None:
    """The most that is built in a year, in the measure's unit or in what that avoids."""
    if not (limit := read.numbers(record, "build_limit")):
        return
    unit = record.units.get("build_limit", "")
    if not found.unit:
        says = "build_limit" if unit else "tonnes"
        mass = unit or written(record, "tonnes") or "t"
        limit = scaled(limit, read.factor(record, says, lambda: read.scales.tonnes(mass)))
    elif unit:
        limit = scaled(limit, read.factor(record, "build_limit", lambda: read.scales.units.factor(unit, found.unit)))
    found.build_limit = limit


def _from_when(record: Record, found: Measure, read: Quantities) -> None:
    """The first year; years that are not given."""
    given = [year for year in found.potential if year is not None]
    if given and min(given) > read.horizon[0]:
        found.first_year = min(given)
        read.assume_of("sheet_assumed_later", record.name.text)
    if given and max(given) < read.horizon[-1]:
        read.assume_of("sheet_assumed_constant", record.name.text)
    if (first := record.texts.get("first_year")) is not None:
        found.first_year = year_of(first.text)
        if found.first_year is None:
            read.problems.append(first.problem("not_a_year", found=first.text))


def _cost_as_written(record: Record, found: Measure, read: Quantities) -> None:
    """Cost per tonne. Only where building has a limit does what is built last; else it is taken up anew each year."""
    unit = read.unit(record, "cost", f"{read.scales.currency}/t")
    found.cost = scaled(read.numbers(record, "cost"), read.factor(record, "cost", lambda: read.scales.per_tonne(unit)))
    if found.build_limit:
        found.lifetime = _lifetime(record, read) or len(read.horizon)
        if "lifetime" not in record.texts:
            read.assume_of("sheet_assumed_lasting", record.name.text)


def _cost_from_capex(record: Record, found: Measure, read: Quantities) -> None:
    """Capex paid back over the lifetime, yearly cost and savings."""
    found.capex = _money(record, "capex", found, read)
    if any(found.capex.values()):
        found.lifetime = _lifetime(record, read) or 1
        if "lifetime" not in record.texts:
            read.problems.append(record.where("lifetime").problem("needs_lifetime"))
    saved = scaled(_money(record, "saving", found, read), -1.0)
    found.yearly = added(_money(record, "yearly_cost", found, read), saved)


def _money(record: Record, says: str, found: Measure, read: Quantities) -> Years:
    """Money for one unit of the measure: written so, or for all of it; of a measure that saves a share, for all."""
    if not (numbers := read.numbers(record, says)):
        return {}
    place, unit = unit_place(record, says), written(record, says)
    if not unit:
        read.problems.append(place.problem("needs_money_unit", found=record.heads[says].heading))
        return {}
    if not read.scales.is_money(unit):
        each = found.unit or read.scales.account
        if found.share is not None:
            read.problems.append(place.problem("wrong_dimension", found=unit, allowed=read.scales.money))
            return {}
        return scaled(numbers, read.factor(record, says, lambda: read.scales.per(unit, each)))
    numbers = scaled(numbers, read.factor(record, says, lambda: read.scales.money_in(unit)))
    if is_of_one(record.heads[says].heading, unit):
        if found.unit and read.scales.units.parse(found.unit).size != 1.0:
            read.problems.append(place.problem("per_what", found=unit, allowed=found.unit))
        return numbers
    if found.share is not None:
        return numbers
    if len(numbers) == 1:
        most = max(found.potential.values(), default=0.0)
        return scaled(numbers, 1 / most) if most else numbers
    if says == "capex":
        cell = record.where(says)
        read.problems.append(cell.problem("capex_by_year", found=cell.text))
    return quotient(numbers, found.potential)


def _lifetime(record: Record, read: Quantities) -> int | None:
    if (cell := record.texts.get("lifetime")) is None:
        return None
    number = number_of(re.sub(r"\s*(年|years?|yrs?|a)$", "", cell.text))
    if number is None:
        read.problems.append(cell.problem("not_a_number_here", found=cell.text))
    elif number != round(number):
        read.problems.append(cell.problem("not_whole", found=cell.text))
    elif not 1 <= number <= 200:
        read.problems.append(cell.problem("out_of_range", found=cell.text, allowed="1-200"))
    else:
        return round(number)
    return 1
