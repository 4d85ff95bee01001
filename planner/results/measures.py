"""A measure at given prices: one unit of it as a direction of the program, and what it costs a year.

Mathematics: models/README.md, "A measure at given prices". At the plan's own prices it says why a measure is in the
plan (worth.py), at what a payer pays and gets its private cost (private.py), at what is emitted its tonnes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from planner.calls.numbers import from_to
from planner.errors import UsageError
from planner.finance import capital_recovery_factor, discount_factor, years_in_service
from planner.model.modes import Mode
from planner.model.subject import Name

if TYPE_CHECKING:
    from planner.results.result_tables import Plan

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


class Measures:
    """Interventions that are no incumbents, as directions of the program of a plan."""

    def __init__(self, plan: Plan) -> None:
        self.plan, self.inputs = plan, plan.duals.inputs
        built = (plan.uptake[column] for column in ("intervention", "year", "new_units"))
        self.new_units: dict[tuple[str, int], float] = {(i, y): units for i, y, units in zip(*built, strict=True)}
        """(intervention, year) -> what the plan builds."""

    @property
    def names(self) -> list[str]:
        return [i for i in self.inputs.interventions if i not in self.inputs.incumbents]

    def built(self, i: str, year: int | None) -> int | None:
        """The year asked for, else the first in which the plan builds it, else in which it may be built; None: never.

        Raises UsageError for a year that is not of the case.
        """
        inputs = self.inputs
        if year is not None and year not in inputs.years:
            raise UsageError("bad_argument", name="year", found=str(year), allowed=from_to(inputs.years))
        limits = (inputs.build_limit, inputs.potential)
        may = [
            y
            for y in (inputs.years if year is None else (year,))
            if (i, y) in inputs.capex and all(limit.get((i, y), 1.0) > 0 for limit in limits)
        ]
        return next((y for y in may if self.new_units[i, y] > 0), may[0] if may else None)

    def in_service(self, i: str, built: int) -> range:
        """The years of the horizon in which what is built in a year stands."""
        return years_in_service(built, self.inputs.lifetime[i], self.inputs.years[-1])

    def direction(self, i: str, built: int, years: range) -> Direction:
        r"""A technology or a reduction that is built in a year, stands in some and runs in full.

        $N_{i,v} = S_{i,y} = 1 / o_i$, $A_{i,y} = 1$, by slice as it runs there: stock and activity rows are kept.
        """
        inputs = self.inputs
        stock = 1.0 if inputs.kind[i] == "reduction" else 1 / inputs.output[i]
        amounts: dict[Name, float] = {("new_units", i, built): stock}
        for y in years:
            amounts["stock", i, y] = stock
            if inputs.kind[i] == "technology":
                amounts["activity", i, y] = 1.0
            if i in inputs.slices.activities:
                amounts |= {("activity_in", i, t, y): self.share(i, t, y) for t in inputs.slices.hours}
        return Direction(i, years, amounts)

    def improving(self, i: str, mode: Mode, built: int, years: range) -> Direction:
        """An improvement that is built in a year: one unit of a technology's activity goes over to the mode with it."""
        stock = 1 / self.inputs.output[i]
        amounts: dict[Name, float] = {("new_units", i, built): stock}
        for y in years:
            amounts["stock", i, y] = stock
            amounts["activity", mode.name, y], amounts["activity", mode.technology, y] = 1.0, -1.0
        return Direction(i, years, amounts)

    def buying(self, c: str, instead: str, years: range) -> Direction:
        """One unit of a carrier bought in each year, by slice as what would make it runs."""
        if c not in self.inputs.slices.commodities:
            return Direction(c, years, {("purchases", c, y): 1.0 for y in years})
        hours = self.inputs.slices.hours
        amounts = {("purchases_in", c, t, y): self.share(instead, t, y) for y in years for t in hours}
        return Direction(c, years, amounts)

    def alone_with(self, i: str) -> list[Mode]:
        """Of each technology the mode with an improvement and no other; what exists already before what does not."""
        found = [m for m in self.inputs.modes if len(m.choices) == 1 and i in m.choices[0].rows]
        return sorted(found, key=lambda mode: mode.technology not in self.inputs.incumbents)

    def share(self, i: str, t: str, y: int) -> float:
        """Share of a year's activity that runs in a slice, as in the plan; else as much as there is of it then."""
        amounts, slices = self._ran[i, y], self.inputs.slices
        if not any(amounts.values()):
            able = slices.availability.get(i, {})
            amounts = {s: able.get(s, 1.0) * slices.share(s) for s in slices.hours}
        return amounts[t] / sum(amounts.values())

    @cached_property
    def _ran(self) -> dict[tuple[str, int], dict[str, float]]:
        """(intervention, year) -> its activity by slice."""
        ran: dict[tuple[str, int], dict[str, float]] = defaultdict(dict)
        columns = (self.plan.dispatch[column] for column in ("intervention", "slice", "year", "activity"))
        for i, t, y, amount in zip(*columns, strict=True):
            ran[i, y][t] = amount
        return ran


def value(direction: Direction, prices: Prices, rate: float) -> dict[tuple[str, str], float]:
    r"""What a direction costs a year at given prices, by kind and item; below zero is what it brings.

    $$\frac{\sum_{y} (1+r)^{-(y-v)} \sum_j z_j\,p_{j,y}}{\sum_{y} (1+r)^{-(y-v)}}$$

    Money a year for one unit of activity in each year, over the years in service within the horizon. What is paid once
    counts as an annuity, $\mathrm{CRF}(r, L)\,p_{j,v}$ in each of them.
    """
    first = direction.years[0]
    whole = sum(discount_factor(rate, y, first) for y in direction.years)
    found = defaultdict[tuple[str, str], float](float)
    for name, amount in direction.amounts.items():
        for price in prices(name):
            worth = discount_factor(rate, price.year, first) / whole
            share = capital_recovery_factor(rate, price.life) if price.life else worth
            found[price.kind, price.item] += share * amount * price.money
    return dict(found)
