"""What the tables say of slices, for the audit: its own reading of profiles, hours and storages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from planner.case.case import Case
from planner.model.slices.slices import ProfileRow, SliceRow
from planner.results.values import Values
from planner.units import Units

YEAR = 8760.0
ROUNDED = 1e-3
"""By how much the mean of a profile may miss 1, and then is meant to be 1."""


class Sliced:
    """Slices and profiles of a case, and what a plan does in each slice."""

    def __init__(self, case: Case, values: Values) -> None:
        self.case, self.values = case, values
        rows = case.rows(SliceRow)
        whole = sum(row.hours for row in rows)
        self.hours = {row.slice: row.hours * YEAR / whole for row in rows}
        self.days: dict[str, list[str]] = defaultdict(list)
        """Season -> its slices, in their order in the typical day."""
        for row in rows:
            self.days[row.season].append(row.slice)
        self.profiles = {(row.thing, row.carrier): self._profile(row) for row in case.rows(ProfileRow)}
        self.commodities = {c for c, row in (*case.services.items(), *case.carriers.items()) if _cell(row, "sliced")}
        self.storages = [i for i, row in case.interventions.items() if row.kind == "storage"]
        self.technologies = [
            i
            for i, row in case.interventions.items()
            if row.kind == "technology" and ((i, None) in self.profiles or _cell(row, "full_hours"))
        ]

    def _profile(self, row: ProfileRow) -> dict[str, float]:
        mean = sum(self.hours[t] * p for t, p in row.slices.items()) / YEAR
        return {t: p / mean if abs(mean - 1) <= ROUNDED else p for t, p in row.slices.items()}

    def factor(self, thing: str, carrier: str | None, t: str) -> float:
        """Of a profile; 1 where there is none."""
        return self.profiles.get((thing, carrier), {}).get(t, 1.0)

    def spread(self, amount: float, thing: str, carrier: str | None) -> Iterator[tuple[str, float]]:
        """An amount of the year over its slices."""
        for t, hours in self.hours.items():
            yield t, amount * self.factor(thing, carrier, t) * hours / YEAR

    def amounts(self, i: str, amount: float, c: str, y: int) -> Iterator[tuple[str, float]]:
        """(slice, activity that counts there) of what uses or co-makes a commodity; all of it, of a yearly one."""
        if c not in self.commodities:
            yield "", amount
        elif i in (*self.technologies, *self.storages):
            for t in self.hours:
                yield t, self.values("activity_in", i, t, y) * self.factor(i, c, t)
        else:
            yield from self.spread(amount, i, c)

    def supplied(self, i: str, amount: float, c: str, y: int) -> Iterator[tuple[str, float]]:
        """(slice, what a technology delivers there)."""
        if c not in self.commodities:
            yield "", amount
        else:
            yield from ((t, self.values("activity_in", i, t, y)) for t in self.hours)

    def stored(self, y: int) -> Iterator[tuple[str, str, float]]:
        """(commodity, slice, given back or, negative, taken) of all storages."""
        for s in self.storages:
            of = str(self.case.interventions[s].of)
            for t in self.hours:
                yield of, t, self.values("activity_in", s, t, y)
                yield of, t, -self.values("charge", s, t, y)

    def bought(self, c: str, y: int) -> Iterator[tuple[str, float]]:
        """(slice, what is bought there)."""
        if c not in self.commodities:
            yield "", self.values("purchases", c, y)
        else:
            yield from ((t, self.values("purchases_in", c, t, y)) for t in self.hours)

    def demanded(self, service: str, amount: float) -> Iterator[tuple[str, float]]:
        """(slice, what is demanded there)."""
        if service not in self.commodities:
            yield "", amount
        else:
            yield from self.spread(amount, service, None)

    def even(self, c: str, amount: float) -> Iterator[tuple[str, float]]:
        """An amount of a commodity's year, spread evenly where it is sliced."""
        yield from self.spread(amount, "", None) if c in self.commodities else [("", amount)]

    def purchases_at_price(self, c: str, y: int) -> float:
        """What is bought in a year, weighted by the profile of its price."""
        return sum(amount * self.factor(c, None, t) for t, amount in self.bought(c, y))

    def excesses(self, units: Units, i: str, stock: float, y: int) -> Iterator[float]:
        """By how much each limit of a slice is missed by a technology or storage, in commodity units over a year."""
        row = self.case.interventions[i]
        yield abs(self.values("activity", i, y) - sum(self.values("activity_in", i, t, y) for t in self.hours))
        if row.kind == "technology":
            for t, hours in self.hours.items():
                able = YEAR / _cell(row, "full_hours") if _cell(row, "full_hours") else self.factor(i, None, t)
                yield self.values("activity_in", i, t, y) - row.output * able * hours / YEAR * stock
            return
        most = units.factor(row.unit, self.case.unit_of(str(row.of))) * stock
        power = most / _cell(row, "storage_hours")
        for t, hours in self.hours.items():
            through = self.values("charge", i, t, y) + self.values("activity_in", i, t, y)
            yield through - power * hours * self.factor(i, None, t)
        if _cell(row, "full_hours"):
            yield self.values("activity", i, y) - power * _cell(row, "full_hours")
        for day in self.days.values():
            times = sum(self.hours[t] for t in day) / 24
            for t, following in zip(day, (*day[1:], day[0]), strict=True):
                kept = _cell(row, "efficiency") * self.values("charge", i, t, y) - self.values("activity_in", i, t, y)
                yield abs(times * (self.values("level", i, t, y) - self.values("level", i, following, y)) + kept)
                yield times * (self.values("level", i, t, y) - most)


def _cell(row: Any, column: str) -> Any:
    """Of a column that subjects add to a shared table."""
    return getattr(row, column, None)
