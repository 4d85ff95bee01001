"""Numbers beside what is usual: a table of ranges by the unit's dimension (ranges.csv), each with its source.

The ranges are assumptions: several times as wide as what is printed in the sources beside them, so that only a slip
falls outside, such as a unit off by 1,000 or a percentage for a share. `low` is what the largest number of a row should
reach; in other years it may be less.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from pathlib import Path

from planner.calls.numbers import number as said
from planner.case.case import Case
from planner.case.plausible.checked import Checked
from planner.errors import Message, Problem
from planner.languages import Words
from planner.model.co_benefits import CoBenefitRateRow, CoBenefitRow
from planner.model.costs import CarbonPriceRow
from planner.model.money.offsets import OffsetRow
from planner.tables.fields import Row, Series
from planner.tables.shared import PathRow
from planner.tables.wording import SETTINGS_FILE
from planner.units import Unit, Units

HERE = Path(__file__).parent
GREENHOUSE = ("CO2", "CO2e")
IMPOSSIBLE = 1e8
"""How many times the largest usual number is none that can be meant."""
BARE = "1"
"""The unit of a bare number."""
BRACKETS = re.compile(r"\(([^()/*]+)\)")
"""Around words of a unit, where nobody needs them: (MWh)/(kW)."""


@dataclass(frozen=True)
class Range:
    """What is usual of a quantity, in a unit; of things of some names, where it has any."""

    quantity: str
    names: tuple[str, ...]
    unit: str
    low: float
    high: float
    effect: str
    source: Words


@dataclass(frozen=True)
class Numbers:
    """Numbers of a quantity in one row and unit, by the column in which they stand; `names` of what they are of."""

    quantity: str
    file: str
    row: int
    given: Mapping[str, float]
    unit: str = BARE
    names: tuple[str, ...] = ()
    main: bool = True
    """Whether they can be too small, too."""


def numbers_are_usual(checked: Checked) -> Iterator[Problem]:
    """Each number is within the range of its quantity, dimension and name, where there is one."""
    units = checked.case.units
    for numbers in numbers_of(checked.case):
        own, names = in_dollars(units, numbers.unit), {plain(name) for name in numbers.names}
        for known in ranges() if own else ():
            unit, named = _of_range(known.unit), not known.names or names.intersection(known.names)
            if own and known.quantity == numbers.quantity and named and unit.powers == own.powers:
                yield from _outside(numbers, known, unit.size / own.size)
                break


def impossible_numbers(checked: Checked) -> Iterator[Problem]:
    """Numbers that dwarf what is usual, or are dwarfed by it: with them the solver's arithmetic fails."""
    for problem in numbers_are_usual(checked):
        if problem.values["times"] > IMPOSSIBLE:
            yield replace(problem, key="impossible_number")


def _outside(numbers: Numbers, usual: Range, scale: float) -> Iterator[Problem]:
    """The first number outside the range, which is `scale` times as large in the unit of the numbers."""
    low, high = usual.low * scale * (1 - 1e-9), usual.high * scale * (1 + 1e-9)
    largest = max(numbers.given, key=lambda column: abs(numbers.given[column]))
    for column, number in numbers.given.items():
        if abs(number) > high or (numbers.main and column == largest and 0 < abs(number) < low):
            unit = "" if numbers.unit == BARE else " " + BRACKETS.sub(r"\1", numbers.unit)
            bounds = {"low": _bound(usual.low * scale), "high": f"{_bound(usual.high * scale)}{unit}"}
            values = {
                "found": f"{number:.12g}{unit}",
                "usual": Message("usual_between" if usual.low else "usual_at_most", bounds),
                "source": usual.source,
                "effect": Message(f"effect_{usual.effect}"),
                "times": abs(number) / high if abs(number) > high else low / abs(number),
            }
            yield Problem(numbers.file, numbers.row, column, "unusual_number", values)
            return


def _bound(amount: float) -> str:
    """A bound to read, in three figures."""
    return f"{Decimal(f'{amount:.3g}'):f}" if amount < 1e-3 else said(amount)


def numbers_of(case: Case) -> Iterator[Numbers]:
    """The numbers of a case that may have a range, with their units."""
    yield Numbers("discount_rate", SETTINGS_FILE, 0, {"discount_rate": case.settings.discount_rate})
    for price in case.prices:
        yield _series("prices", price, price.unit, _names(case.carriers[price.carrier]))
    yield from _of_emissions(case)
    yield from _of_co_benefits(case)
    yield from _of_flows(case)
    paths = defaultdict[str, list[PathRow]](list)
    for path in case.paths:
        paths[path.intervention].append(path)
    for i in case.interventions:
        yield from _of_intervention(case, i, paths[i])


def _of_emissions(case: Case) -> Iterator[Numbers]:
    """Factors, process emissions and carbon prices of accounts of greenhouse gases."""
    warming = {a for a, account in case.accounts.items() if account.gas in GREENHOUSE}
    for factor in case.emission_factors:
        if factor.account in warming:
            yield _series("emission_factors", factor, factor.unit, _names(case.carriers[factor.carrier]))
    for process in case.process_emissions:
        if process.account in warming:
            built = case.interventions[process.intervention]
            counted = built.kind == "reduction" and _is_greenhouse_gas(case.units, built.unit)
            yield _series("avoided" if counted else "process_emissions", process, process.unit)
    for paid in case.rows(CarbonPriceRow):
        if paid.account in warming:
            yield _series("carbon_prices", paid, paid.unit)
    for offset in case.rows(OffsetRow):
        yield Numbers("offset_share", offset.FILE, offset.row, {"share": offset.share})
        if offset.account in warming:
            yield _series("carbon_prices", offset, offset.unit)


def _of_co_benefits(case: Case) -> Iterator[Numbers]:
    """Damage values, and what comes with money."""
    for row in case.rows(CoBenefitRow):
        if row.value is not None and row.value_unit:
            yield Numbers("damage", row.FILE, row.row, {"value": row.value}, row.value_unit)
    for rate in (rate for rate in case.rows(CoBenefitRateRow) if rate.basis == "capex"):
        yield _series("jobs", rate, rate.unit)


def _of_flows(case: Case) -> Iterator[Numbers]:
    """Unit flows, savings, capture rates. Only the largest flow of a technology in its dimension is no auxiliary."""
    largest: dict[tuple[str, frozenset[tuple[str, int]]], tuple[float, int]] = {}
    for flow in case.unit_flows:
        unit, amount = case.units.parse(flow.unit), max(flow.numbers.values())
        technology = case.interventions[flow.intervention].kind == "technology"
        if technology and amount > 0 and not case.carriers[flow.carrier].enabler:
            key = flow.intervention, unit.powers
            largest[key] = max(largest.get(key, (0.0, 0)), (amount * unit.size, flow.row))
    main = {row for _, row in largest.values()}
    for flow in case.unit_flows:
        yield replace(_series("unit_flows", flow, flow.unit), main=flow.row in main)
    for saving in case.savings:
        yield Numbers("fraction", saving.FILE, saving.row, {"fraction": saving.fraction})
    for capture in case.captures:
        yield Numbers("rate", capture.FILE, capture.row, {"rate": capture.rate})


def _of_intervention(case: Case, i: str, paths: Iterable[PathRow]) -> Iterator[Numbers]:
    """What an intervention delivers, costs and lasts; capex per energy only of a year's output, not of a store."""
    built = case.interventions[i]
    delivered = f"({case.delivered_unit(i)})/({built.unit})"
    by_energy = built.output != 1 and not case.units.parse(delivered).powers
    stores = built.kind == "storage" or by_energy
    costs = "abatement_cost" if built.kind in ("reduction", "capture") else "variable_cost"
    for column, quantity, unit in (
        ("output", "output", delivered),
        ("capex", "capex", None if stores else built.cost_unit),
        ("variable_cost", costs, built.variable_unit),
        ("lifetime", "lifetime", BARE),
        ("growth", "growth", BARE),
    ):
        number = getattr(built, column)
        if unit and number is not None:
            yield Numbers(quantity, built.FILE, built.row, {column: number}, unit)
        for path in paths:
            if unit and path.column == column:
                yield _series(quantity, path, unit)


def _is_greenhouse_gas(units: Units, unit: str) -> bool:
    """Whether a unit is a mass of a greenhouse gas."""
    powers = units.parse(unit).powers
    return any(powers == {("mass", 1), (f"pollutant_{gas}", 1)} for gas in GREENHOUSE)


def _series(quantity: str, row: Series, unit: str, names: tuple[str, ...] = ()) -> Numbers:
    return Numbers(quantity, row.FILE, row.row, row.numbers, unit, names)


def _names(row: Row) -> tuple[str, ...]:
    """The id and the names of a thing."""
    return tuple(getattr(row, column) for column in (row.KEY[0], "name_en", "name_zh"))


def plain(name: str) -> str:
    """A name as it is compared: small letters, blanks between words."""
    return name.strip().lower().replace("_", " ").replace("-", " ")


def in_dollars(units: Units, unit: str) -> Unit | None:
    """A unit with its money in US dollars and without its greenhouse gas; None where the money has no known rate."""
    found, size, powers = units.parse(unit), 1.0, dict[str, int]()
    for name, power in found.powers:
        kind, _, which = name.partition("_")
        if kind == "money":
            if which not in rates():
                return None
            size /= rates()[which] ** power
            powers["money"] = power
        elif kind != "pollutant" or which not in GREENHOUSE:
            powers[name] = power
    return Unit(found.size * size, frozenset(powers.items()))


@cache
def _of_range(unit: str) -> Unit:
    found = in_dollars(Units(), unit)
    assert found is not None
    return found


@cache
def ranges() -> tuple[Range, ...]:
    """The rows of ranges.csv, those of a name before the others."""
    with (HERE / "ranges.csv").open(encoding="utf-8", newline="") as file:
        rows = [*csv.DictReader(file)]
    found = []
    for row in rows:
        names, low, high = tuple(filter(None, row["name"].split("|"))), float(row["low"] or 0.0), float(row["high"])
        source = Words(row["source"], row["source_zh"])
        found.append(Range(row["quantity"], names, row["unit"], low, high, row["effect"], source))
    return tuple(sorted(found, key=lambda known: not known.names))


@cache
def rates() -> dict[str, float]:
    """Currency -> how much of it a US dollar buys, about (World Bank, official exchange rates, average of 2023)."""
    with (HERE / "currencies.csv").open(encoding="utf-8", newline="") as file:
        return {row["currency"]: float(row["per_usd"]) for row in csv.DictReader(file)}
