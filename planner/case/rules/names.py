"""An id names one thing."""

from __future__ import annotations

from collections.abc import Iterator

from planner.case.case import Case
from planner.errors import Problem
from planner.units import Units


def names_are_distinct(case: Case, units: Units) -> Iterator[Problem]:
    """An id means one thing."""
    for carrier in case.carriers.values():
        if carrier.carrier in case.services:
            values = {"found": carrier.carrier, "other": "services.csv"}
            yield Problem(carrier.FILE, carrier.row, "carrier", "id_taken", values)
    commodities = dict.fromkeys(case.carriers, "carriers.csv") | dict.fromkeys(case.services, "services.csv")
    for built in case.interventions.values():
        if built.intervention in commodities:
            values = {"found": built.intervention, "other": commodities[built.intervention]}
            yield Problem(built.FILE, built.row, "intervention", "id_taken", values)
    groups = {sector.group for sector in case.sectors.values() if sector.group}
    for sector in case.sectors.values():
        if sector.sector in groups:
            values = {"found": sector.sector, "other": "sectors.csv group"}
            yield Problem(sector.FILE, sector.row, "sector", "id_taken", values)
        for column, name in (("sector", sector.sector), ("group", sector.group)):
            if name == "total":
                yield Problem(sector.FILE, sector.row, column, "id_reserved", {"found": name})
    for built in case.interventions.values():
        taken = case.interventions.get(built.group or "")
        if taken is not None and taken.group != built.group:
            values = {"found": taken.intervention, "other": "interventions.csv"}
            yield Problem(built.FILE, built.row, "group", "id_taken", values)
