"""Demands of services."""

from __future__ import annotations

from collections.abc import Iterator

from planner.case.case import Case
from planner.errors import Problem
from planner.units import Units


def demands_make_sense(case: Case, units: Units) -> Iterator[Problem]:
    """Demands are not negative."""
    for service in case.services.values():
        for column, demand in service.numbers.items():
            if demand < 0:
                values = {"found": f"{demand:g}", "allowed": ">= 0"}
                yield Problem(service.FILE, service.row, column, "out_of_range", values)
