"""Enablers: what delivers a carrier marked `enabler`, and a storage, belongs to what it serves.

A battery that shifts electricity, a charger, a CO2 pipeline avoid nothing themselves: what they change is what others
can do with them. So a measure alone has its enablers with it, and they share in no credit, unless asked for apart.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Literal

from planner.case.case import Case

Convention = Literal["with", "apart"]
"""Enablers count with what they serve, or as measures of their own."""


def serving(case: Case) -> dict[str, frozenset[str]]:
    """Intervention -> the enablers that make what it consumes, directly or for one another, and that store it."""
    makers, needs = defaultdict[str, set[str]](set), defaultdict[str, set[str]](set)
    delivering, stores = enablers(case), defaultdict[str, set[str]](set)
    for i in delivering:
        storing = case.interventions[i].kind == "storage"
        (stores if storing else makers)[case.interventions[i].of or ""].add(i)
    handled = {i: {row.of or ""} for i, row in case.interventions.items()}
    for flow in case.unit_flows:
        handled[flow.intervention].add(flow.carrier)
    for flow in case.unit_flows:
        if not case.carriers[flow.carrier].enabler:
            continue
        if max(flow.numbers.values()) > 0:
            needs[flow.intervention].add(flow.carrier)
        elif flow.intervention in delivering:  # a battery delivers flexibility, and firm capacity beside it
            makers[flow.carrier].add(flow.intervention)
    found: dict[str, frozenset[str]] = {}
    for i in case.interventions:
        serve = {s for c in handled[i] for s in stores[c]} - {i}
        carriers = [c for j in (i, *serve) for c in needs[j]]
        while carriers:
            new = makers[carriers.pop()] - serve
            serve |= new
            carriers += [c for j in new for c in needs[j]]
        found[i] = frozenset(serve - {i})
    return found


def enablers(case: Case) -> frozenset[str]:
    """What delivers a carrier marked `enabler`, and storages."""
    return frozenset(
        i
        for i, row in case.interventions.items()
        if row.kind == "storage" or (row.of in case.carriers and case.carriers[row.of].enabler)
    )
