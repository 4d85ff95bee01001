"""Caps bind somewhere; carbon prices are not negative; an id names one thing."""

from __future__ import annotations

from collections.abc import Iterator

from planner.case import Case
from planner.errors import Problem
from planner.units import Units


def caps_make_sense(case: Case, units: Units) -> Iterator[Problem]:
    """A cap binds in some year of the plan; a cumulative budget has nothing between its years."""
    for cap in case.caps:
        if cap.years and not cap.binding(case.years):
            values = {"found": ", ".join(map(str, cap.years)), "first": case.years[0], "last": case.years[-1]}
            yield Problem(cap.FILE, cap.row, "years", "outside_horizon", values)
        if cap.kind == "cumulative" and cap.between == "linear":
            yield Problem(cap.FILE, cap.row, "between", "cumulative_is_free", {"found": "linear"})


def carbon_prices_make_sense(case: Case, units: Units) -> Iterator[Problem]:
    """Nobody is paid for emissions."""
    for price in case.carbon_prices:
        for column, number in price.numbers.items():
            if number < 0:
                values = {"found": f"{number:g}", "allowed": ">= 0"}
                yield Problem(price.FILE, price.row, column, "out_of_range", values)


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
