"""The numbers of the slices that several subjects read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from planner.model.slices.profiles import shapes
from planner.model.slices.slices import DAY, HOURS, SliceRow, season_hours, sliced_commodities
from planner.model.slices.storage import storages
from planner.model.slices.technologies import availability

if TYPE_CHECKING:
    from planner.case.case import Case


@dataclass(frozen=True)
class Slices:
    """The cut of the year, and what is balanced and runs by it; empty where a case has no slices."""

    hours: dict[str, float]
    """Slice -> its hours of the year."""
    times: dict[str, float]
    """Slice -> how often its typical day comes in a year."""
    following: dict[str, str]
    """Slice -> the next of its typical day; after the last the first."""
    commodities: frozenset[str]
    activities: tuple[str, ...]
    """Sliced technologies, which have one mode each, and storages."""
    availability: dict[str, dict[str, float]]
    """Sliced technology -> slice -> what it can deliver, beside what it would if its output came evenly."""
    shapes: dict[tuple[str, str], dict[str, float]]
    """(thing, carrier or blank) -> slice -> its profile."""

    def of(self, c: str) -> tuple[str, ...]:
        """The slices in which a commodity is balanced; one without a name where that is the year."""
        return tuple(self.hours) if c in self.commodities else ("",)

    def rows_in_a_year(self, bought: int) -> int:
        """How many rows the slices make in a year, with so many sliced carriers that are bought."""
        storages = len(self.activities) - len(self.availability)
        by_slice = len(self.availability) + len(self.commodities) + 3 * storages
        return len(self.activities) + bought + by_slice * len(self.hours)

    def share(self, t: str) -> float:
        """Of the year's hours."""
        return self.hours[t] / HOURS

    def shape(self, thing: str, carrier: str, t: str) -> float:
        """The profile of a thing, or of its flow of a carrier, in a slice; 1 without one."""
        return self.shapes.get((thing, carrier), {}).get(t, 1.0)

    def part(self, thing: str, carrier: str, t: str) -> float:
        """Share of an amount of the year that falls into a slice."""
        return self.shape(thing, carrier, t) * self.share(t)


def make_slices(case: Case) -> Slices:
    """The slices of a case."""
    rows, season = case.rows(SliceRow), season_hours(case)
    days = {row.season: [other.slice for other in rows if other.season == row.season] for row in rows}
    able = availability(case)
    return Slices(
        hours={row.slice: row.hours * HOURS / sum(season.values()) for row in rows},
        times={row.slice: season[row.season] / DAY for row in rows},
        following={t: day[(n + 1) % len(day)] for day in days.values() for n, t in enumerate(day)},
        commodities=sliced_commodities(case),
        activities=(*able, *storages(case)),
        availability=able,
        shapes=shapes(case),
    )
