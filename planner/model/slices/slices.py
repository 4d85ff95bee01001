"""Slices: the parts into which the year is cut for what is balanced when it is used.

Mathematics: models/README.md, "Slices".
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from planner.errors import Problem
from planner.model.subject import Subject
from planner.tables.fields import Carrier, Columns, Flag, Id, Names, NotNegative, Positive, Ref, Sourced

if TYPE_CHECKING:
    from planner.case.case import Case

HOURS = 8760.0
"""Of the year."""
DAY = 24.0
ROUNDING = 1e-6
"""Share by which the hours of all slices may miss those of the year."""


class SliceRow(Names, Sourced):
    """A part of the year in which sliced commodities are balanced: some hours of a season's typical day."""

    FILE = "slices.csv"
    KEY = ("slice",)
    slice: Id
    "Id of the slice"
    season: Id
    "Its season; the slices of a season, in the order of the rows, are one typical day. A peak day is a season of 24 hours"
    season_en: str = ""
    "English name of the season, for charts; in one of its rows is enough"
    season_zh: str = ""
    "Chinese name of the season"
    hours: Positive
    "Hours of the year: those of the typical day times how often it comes. All slices together have 8,760"


class ProfileRow(Sourced):
    """How something differs from slice to slice: a demand, an availability, a flow or a price."""

    FILE = "profiles.csv"
    KEY = ("thing", "carrier")
    MORE = "slices"
    thing: Annotated[Id, Ref(("services.csv", "carriers.csv", "interventions.csv"))]
    "A sliced service (its demand), a sliced technology (its availability), a storage (the share of its power that there \
is), a sliced carrier that is bought (its price); or, with a carrier, whose flow it is"
    carrier: Carrier | None = None
    "The sliced carrier whose flow differs; empty: the thing itself"
    slices: dict[Id, NotNegative] = Field(default_factory=dict)
    "One column a slice; 1 is the mean of the year"

    @classmethod
    def takes(cls, column: str) -> bool:
        return bool(re.fullmatch(r"[A-Za-z0-9_.-]+", column)) and column not in cls.model_fields

    def mean(self, case: Case) -> float:
        """Over the hours of the year."""
        hours = {row.slice: row.hours for row in case.rows(SliceRow)}
        return sum(amount * self.slices[t] for t, amount in hours.items()) / sum(hours.values())


class SlicedColumn(Columns):
    sliced: Flag = False
    "Whether it is balanced in each slice of slices.csv; else over the year"


def sliced_commodities(case: Case) -> frozenset[str]:
    """Services and carriers that are balanced in each slice."""
    tables = (case.services, case.carriers)
    return frozenset(c for table in tables for c, row in table.items() if getattr(row, "sliced", False))


def sliced_technologies(case: Case) -> tuple[str, ...]:
    """Technologies that run by slice: what delivers something sliced, and what uses it at will for something yearly.

    At will is what has a profile or full hours; without either it uses the same, or its flow's profile, all year.
    """
    sliced = sliced_commodities(case)
    at_will = {row.thing for row in case.rows(ProfileRow) if row.carrier is None}
    at_will |= {i for i, row in case.interventions.items() if getattr(row, "full_hours", None)}
    using = {flow.intervention for flow in case.unit_flows if flow.carrier in sliced and flow.per is None}
    return tuple(
        i
        for i, row in case.interventions.items()
        if row.kind == "technology" and (row.of in sliced or i in using & at_will)
    )


def whole_profiles(case: Case) -> list[ProfileRow]:
    """The profiles that have a number for each slice."""
    names = {row.slice for row in case.rows(SliceRow)}
    return [row for row in case.rows(ProfileRow) if names and row.slices.keys() == names]


def season_hours(case: Case) -> dict[str, float]:
    """Season -> its hours of the year."""
    hours: dict[str, float] = defaultdict(float)
    for row in case.rows(SliceRow):
        hours[row.season] += row.hours
    return dict(hours)


def slices_make_a_year(case: Case) -> Iterator[Problem]:
    """The slices together are the year, and a season is a day at least."""
    rows, hours = case.rows(SliceRow), season_hours(case)
    whole = sum(hours.values())
    if rows and abs(whole - HOURS) > ROUNDING * HOURS:
        yield Problem(SliceRow.FILE, rows[-1].row, "hours", "hours_of_no_year", {"found": f"{whole:g}"})
    first = {row.season: row for row in reversed(rows)}
    for season, amount in hours.items():
        if amount < DAY * (1 - ROUNDING):
            values = {"season": season, "found": f"{amount:g}"}
            yield Problem(SliceRow.FILE, first[season].row, "season", "less_than_a_day", values)


def slices_are_no_columns(case: Case) -> Iterator[Problem]:
    """A slice is a column of profiles.csv, beside those that it has."""
    for row in case.rows(SliceRow):
        if row.slice in ProfileRow.model_fields:
            yield row.problem("slice", "slice_is_a_column", found=row.slice)


def sliced_needs_slices(case: Case) -> Iterator[Problem]:
    """Nothing is balanced by slice where there are no slices."""
    if case.rows(SliceRow):
        return
    for table in (case.services, case.carriers):
        for c, row in table.items():
            if getattr(row, "sliced", False):
                yield row.problem("sliced", "no_slices", found=c)


SLICES = Subject(
    "slices",
    tables=(SliceRow,),
    columns={"services.csv": SlicedColumn, "carriers.csv": SlicedColumn},
    checks=(slices_make_a_year, slices_are_no_columns),
    whole_checks=((sliced_needs_slices, (SliceRow.FILE,)),),
    words={
        "hours_of_no_year": (
            "the hours of all slices add up to {found}; a year has 8,760. Correct them.",
            "各时段小时数之和为 {found}，而一年为 8,760 小时。请改正。",
        ),
        "slice_is_a_column": (
            "found '{found}', which profiles.csv calls another of its columns. Choose another id.",
            "“{found}”已是 profiles.csv 的其他列名。请换一个。",
        ),
        "less_than_a_day": (
            "season '{season}' has {found} hours; a season is at least one day of 24. Correct the hours, or put its slices into another season.",
            "季节“{season}”只有 {found} 小时；一个季节至少是一天 24 小时。请改正小时数，或将其时段并入其他季节。",
        ),
        "no_slices": (
            "'{found}' needs slices of the year, and there is no slices.csv. Add it, or remove what is said of '{found}' here.",
            "“{found}”需要年内时段，而没有 slices.csv。请补上该表，或删去此处关于“{found}”的内容。",
        ),
    },
)
