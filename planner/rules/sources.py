"""Sources: a number lies in its range and has a unit, and what was read says where."""

from __future__ import annotations

from collections.abc import Iterator

from planner.case import Case
from planner.errors import Problem, nearest
from planner.rows import listed
from planner.units import Units


def sources_make_sense(case: Case, units: Units) -> Iterator[Problem]:
    """A number lies in its range and has a unit; what was read says where."""
    for source in case.sources.values():
        given = {column: getattr(source, column) for column in ("value", "low", "high")}
        known = {column: number for column, number in given.items() if number is not None}
        if known and "value" not in known:
            yield Problem(source.FILE, source.row, "value", "range_without_value")
        if known and not source.unit:
            yield Problem(source.FILE, source.row, "unit", "number_without_unit")
        for column, sign, wrong in (
            ("low", "<=", known.get("low", 0.0) > known.get("value", 0.0)),
            ("high", ">=", known.get("high", 0.0) < known.get("value", 0.0)),
        ):
            if column in known and "value" in known and wrong:
                values = {"found": f"{known[column]:g}", "allowed": f"{sign} {known['value']:g}"}
                yield Problem(source.FILE, source.row, column, "out_of_range", values)
        if source.grade == "read in source" and not source.where:
            yield Problem(source.FILE, source.row, "where", "nowhere_to_be_found", {"found": source.grade})


def settings_name_sources(case: Case, units: Units) -> Iterator[Problem]:
    """The keys behind the discount rate stand in sources.csv."""
    for found in listed(case.settings.source):
        if found not in case.sources:
            values = {"found": found, "allowed": ("sources.csv",), "near": nearest(found, case.sources)}
            yield Problem("case.toml", 0, "source", "unknown_id", values)
