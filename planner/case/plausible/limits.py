"""Caps beside what is emitted now: off by 1,000, missing, of years that don't count, sudden; signs of emissions."""

from __future__ import annotations

from collections.abc import Iterator

from planner.calls.numbers import number
from planner.case.plausible.checked import Checked
from planner.errors import Problem
from planner.model.caps import CapRow
from planner.model.emissions import BaselineRow, not_below_zero
from planner.tables.wording import Option

OFF = 100
"""A cap that is so many times larger or smaller than emissions is hardly in their unit."""
WAIT, STEEP = 2, 0.75
"""A first cap is sudden where more than two years pass before it and it lies under this share of present emissions."""


def caps_are_there(checked: Checked) -> Iterator[Problem]:
    """A model of caps has some; a sheet of measures is a curve without."""
    if checked.spec.caps != "none" and not checked.inputs.caps and checked.case.sheet is None:
        values = {"model": checked.spec.name, "kind": Option(checked.spec.caps)}
        yield Problem(CapRow.FILE, 0, "", "no_caps", values)


def caps_are_of_the_size_of_emissions(checked: Checked) -> Iterator[Problem]:
    """The largest number of a cap is within a ratio of 100 of present emissions, summed over its years for a budget."""
    case, inputs = checked.case, checked.inputs
    for row in case.rows(CapRow):
        scope = row.scope or "total"
        emitted = sum(checked.present[row.account, s] for s in inputs.sectors_of(scope))
        unit = case.accounts[row.account].unit
        amounts = row.binding(case.years)
        year = max(amounts, key=lambda y: abs(amounts[y]))
        cap = amounts[year] * case.scale(row)
        years = year - case.years[0] + 1 if row.kind == "cumulative" else 1
        if emitted > 0 and cap > 0 and not 1 / OFF <= cap / (emitted * years) <= OFF:
            column = row.column_of(year)
            values = {
                "found": f"{row.numbers[column]:g} {row.unit}",
                "emitted": f"{number(emitted * years, 4)} {unit}",
                "ratio": max(cap / (emitted * years), emitted * years / cap),
            }
            key = "cap_far_above" if cap > emitted * years else "cap_far_below"
            yield row.problem(column, key, **values)


def years_of_caps_count(checked: Checked) -> Iterator[Problem]:
    """Each year given of a cap that binds only in those years, and of a budget, is a year of the plan."""
    years = checked.case.years
    for row in checked.case.rows(CapRow):
        if row.between == "free" or row.kind == "cumulative":
            for year in sorted(set(row.years) - set(years)):
                values = {"found": f"{row.years[year]:g}", "first": years[0], "last": years[-1]}
                yield row.problem(str(year), "cap_outside", **values)


def first_caps_are_not_sudden(checked: Checked) -> Iterator[Problem]:
    """Years without cap or carbon price are few before the first cap, where that lies far below what is emitted now."""
    case, inputs = checked.case, checked.inputs
    for row in case.rows(CapRow):
        if row.kind != "yearly" or checked.spec.caps != "yearly" or inputs.carbon_price:
            continue
        year, amount = min(row.binding(case.years).items())
        emitted = sum(checked.present[row.account, s] for s in inputs.sectors_of(row.scope or "total"))
        share = amount * case.scale(row) / emitted if emitted > 0 else 1.0
        if year - case.years[0] > WAIT and 1 / OFF < share < STEEP:
            values = {"found": f"{amount:g} {row.unit}", "less": 1 - share, "after": case.years[0] + 1, "year": year}
            yield row.problem(row.column_of(year), "sudden_cap", **values, before=year - 1)


def floors_leave_room(checked: Checked) -> Iterator[Problem]:
    """A baseline below zero stands in a sector that may go below zero."""
    case, floored = checked.case, set(not_below_zero(checked.case))
    for row in case.rows(BaselineRow):
        if row.negative and (row.account, row.sector) in floored:
            column, number = next(iter(row.negative.items()))
            yield row.problem(column, "baseline_below_zero", found=f"{number:g} {row.unit}", sector=row.sector)


def factors_are_not_below_zero(checked: Checked) -> Iterator[Problem]:
    """What is bought emits, or emits nothing."""
    for row in checked.case.emission_factors:
        if row.negative:
            column, number = next(iter(row.negative.items()))
            yield row.problem(column, "factor_below_zero", found=f"{number:g} {row.unit}", carrier=row.carrier)
