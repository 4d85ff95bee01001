"""A measure at given prices: one unit of it as a direction of the program, and what it costs a year.

Mathematics: models/README.md, "A measure at given prices". At the plan's own prices it says why a measure is in the
plan (worth.py), at what a payer pays and gets its private cost (private.py), at what is emitted its tonnes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple

import pandas as pd

from planner.errors import UsageError
from planner.finance import capital_recovery_factor, years_in_service
from planner.model.inputs import Inputs
from planner.model.modes import Mode
from planner.model.subject import Name

Pattern = Callable[[str, str, int], float]
"""(technology, slice, year) -> share of its year's activity that runs in the slice."""
KINDS = ("technology", "improvement", "reduction")
"""What has a value by itself: a capture acts on another's flue gas, a storage between hours."""


class Price(NamedTuple):
    """What one unit of a column costs in a year, undiscounted; kind and item say what for."""

    year: int
    kind: str
    item: str
    money: float
    life: int = 0
    """Of what is paid once, as capex is: for how many years."""


Prices = Callable[[Name], Iterable[Price]]
"""The prices of a column."""


@dataclass(frozen=True)
class Direction:
    """One unit of activity of a measure, or of a carrier bought, in some years: the amount of each column."""

    of: str
    years: range
    amounts: dict[Name, float]

    def plus(self, other: Direction, times: float = 1.0) -> Direction:
        """This one and so much of another, in the years of this one."""
        amounts = defaultdict[Name, float](float, self.amounts)
        for name, amount in other.amounts.items():
            amounts[name] += times * amount
        return Direction(self.of, self.years, {name: amount for name, amount in amounts.items() if amount})


def direction(inputs: Inputs, i: str, built: int, years: range, pattern: Pattern) -> Direction:
    r"""A technology or a reduction that is built in a year, stands in some and runs in full.

    $N_{i,v} = S_{i,y} = 1 / o_i$, $A_{i,y} = 1$, by slice as it runs there; so the stock and activity rows are kept.
    """
    stock = 1.0 if inputs.kind[i] == "reduction" else 1 / inputs.output[i]
    amounts: dict[Name, float] = {("new_units", i, built): stock}
    for y in years:
        amounts["stock", i, y] = stock
        if inputs.kind[i] == "technology":
            amounts["activity", i, y] = 1.0
        if i in inputs.slices.activities:
            amounts |= {("activity_in", i, t, y): pattern(i, t, y) for t in inputs.slices.hours}
    return Direction(i, years, amounts)


def improving(inputs: Inputs, i: str, mode: Mode, built: int, years: range) -> Direction:
    """An improvement that is built in a year: one unit of a technology's activity goes over to the mode with it."""
    amounts: dict[Name, float] = {("new_units", i, built): 1 / inputs.output[i]}
    for y in years:
        amounts["stock", i, y] = 1 / inputs.output[i]
        amounts["activity", mode.name, y], amounts["activity", mode.technology, y] = 1.0, -1.0
    return Direction(i, years, amounts)


def buying(inputs: Inputs, c: str, instead: str, years: range, pattern: Pattern) -> Direction:
    """One unit of a carrier bought in each year, by slice as what would make it runs."""
    if c not in inputs.slices.commodities:
        return Direction(c, years, {("purchases", c, y): 1.0 for y in years})
    hours = inputs.slices.hours
    return Direction(c, years, {("purchases_in", c, t, y): pattern(instead, t, y) for y in years for t in hours})


def value(direction: Direction, prices: Prices, rate: float) -> dict[tuple[str, str], float]:
    r"""What a direction costs a year at given prices, by kind and item; below zero is what it brings.

    $$\frac{\sum_{y} (1+r)^{-(y-v)} \sum_j z_j\,p_{j,y}}{\sum_{y} (1+r)^{-(y-v)}}$$

    Money a year for one unit of activity in each year, over the years in service within the horizon. What is paid once
    counts as an annuity, $\mathrm{CRF}(r, L)\,p_{j,v}$ in each of them.
    """

    def weight(year: int) -> float:
        return float((1 + rate) ** -(year - direction.years[0]))

    whole = sum(map(weight, direction.years))
    found = defaultdict[tuple[str, str], float](float)
    for name, amount in direction.amounts.items():
        for price in prices(name):
            share = capital_recovery_factor(rate, price.life) if price.life else weight(price.year) / whole
            found[price.kind, price.item] += share * amount * price.money
    return dict(found)


def measures(inputs: Inputs) -> list[str]:
    """Interventions that are no incumbents."""
    return [i for i in inputs.interventions if i not in inputs.incumbents]


def new_units(uptake: pd.DataFrame) -> dict[tuple[str, int], float]:
    """(intervention, year) -> what the plan builds."""
    of = zip(uptake["intervention"], uptake["year"], strict=True)
    return dict(zip(of, uptake["new_units"], strict=True))


def first_built(inputs: Inputs, i: str, built: dict[tuple[str, int], float], year: int | None) -> int | None:
    """The year asked for, else the first in which the plan builds it, else in which it may be built; None: never.

    Raises UsageError for a year that is not of the case.
    """
    if year is not None and year not in inputs.years:
        allowed = f"{inputs.years[0]}-{inputs.years[-1]}"
        raise UsageError("bad_argument", name="year", found=str(year), allowed=allowed)
    may = [
        y
        for y in inputs.years
        if (i, y) in inputs.capex
        and inputs.build_limit.get((i, y), 1.0) > 0
        and inputs.potential.get((i, y), 1.0) > 0
        and year in (None, y)
    ]
    return next((y for y in may if built[i, y] > 0), may[0] if may else None)


def in_service(inputs: Inputs, i: str, built: int) -> range:
    """The years of the horizon in which what is built in a year stands."""
    return years_in_service(built, inputs.lifetime[i], inputs.years[-1])


def alone_with(inputs: Inputs, i: str) -> list[Mode]:
    """Of each technology the mode with an improvement and no other; what exists already before what does not."""
    found = [m for m in inputs.modes if len(m.choices) == 1 and i in m.choices[0].rows]
    return sorted(found, key=lambda mode: mode.technology not in inputs.incumbents)


def pattern_of(inputs: Inputs, dispatch: pd.DataFrame) -> Pattern:
    """As the plan runs it; what it does not run, as much as there is of it in each slice."""
    ran: dict[tuple[str, int], dict[str, float]] = defaultdict(dict)
    for i, t, y, amount in zip(*(dispatch[c] for c in ("intervention", "slice", "year", "activity")), strict=True):
        ran[i, y][t] = amount

    def pattern(i: str, t: str, y: int) -> float:
        amounts = ran[i, y]
        if not any(amounts.values()):
            able = inputs.slices.availability.get(i, {})
            amounts = {s: able.get(s, 1.0) * inputs.slices.share(s) for s in inputs.slices.hours}
        return amounts[t] / sum(amounts.values())

    return pattern
