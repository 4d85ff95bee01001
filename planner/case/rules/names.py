"""An id names one thing."""

from __future__ import annotations

from collections.abc import Iterator

from planner.case.case import Case
from planner.errors import Problem
from planner.tables.fields import Binding


def names_are_distinct(case: Case) -> Iterator[Problem]:
    """An id means one thing."""
    for carrier in case.carriers.values():
        if carrier.carrier in case.services:
            yield carrier.problem("carrier", "id_taken", found=carrier.carrier, other="services.csv")
    commodities = dict.fromkeys(case.carriers, "carriers.csv") | dict.fromkeys(case.services, "services.csv")
    for built in case.interventions.values():
        if built.intervention in commodities:
            values = {"found": built.intervention, "other": commodities[built.intervention]}
            yield built.problem("intervention", "id_taken", **values)
    groups = {sector.group for sector in case.sectors.values() if sector.group}
    for sector in case.sectors.values():
        if sector.sector in groups:
            yield sector.problem("sector", "id_taken", found=sector.sector, other="sectors.csv group")
        for column, name in (("sector", sector.sector), ("group", sector.group)):
            if name == "total":
                yield sector.problem(column, "id_reserved", found=name)
    for built in case.interventions.values():
        taken = case.interventions.get(built.group or "")
        if taken is not None and taken.group != built.group:
            yield built.problem("group", "id_taken", found=taken.intervention, other="interventions.csv")


def policies_are_distinct(case: Case) -> Iterator[Problem]:
    """A policy, a budget, a loan: results know each by its id, whichever table it is from."""
    named: dict[str, str] = {}
    for row in (row for rows in case.tables.values() for row in rows if isinstance(row, Binding) and len(row.KEY) == 1):
        (column,) = row.KEY
        found = str(getattr(row, column))
        if (other := named.setdefault(found, row.FILE)) != row.FILE:
            yield row.problem(column, "id_taken", found=found, other=other)
