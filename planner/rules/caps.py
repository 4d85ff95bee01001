"""Caps, carbon prices, names and sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from difflib import get_close_matches

from planner.case import Case
from planner.errors import Problem
from planner.rows import Sourced
from planner.units import Units


def caps_make_sense(case: Case, units: Units) -> Iterator[Problem]:
    """A scope is the city, a group or a sector; a cap binds in some year of the plan."""
    groups = {sector.group for sector in case.sectors.values() if sector.group}
    scopes = {*groups, *case.sectors}
    for row in (*case.caps, *case.carbon_prices):
        if row.scope is not None and row.scope not in scopes:
            near = get_close_matches(row.scope, scopes, n=1)
            values = {"found": row.scope, "allowed": "sectors.csv", "near": near[0] if near else ""}
            yield Problem(row.FILE, row.row, "scope", "unknown_id", values)
    for cap in case.caps:
        if cap.years and not cap.binding(case.years):
            found = ", ".join(str(year) for year in cap.years)
            allowed = f"{case.settings.first_year} to {case.settings.last_year}"
            yield Problem(cap.FILE, cap.row, "years", "outside_horizon", {"found": found, "allowed": allowed})
        if cap.kind == "cumulative" and cap.between == "linear":
            yield Problem(cap.FILE, cap.row, "between", "cumulative_is_free", {"found": "linear"})
    if case.settings.first_year > case.settings.last_year:
        values = {"found": case.settings.last_year, "allowed": f">= {case.settings.first_year}"}
        yield Problem("case.toml", 0, "last_year", "out_of_range", values)


def names_are_distinct(case: Case, units: Units) -> Iterator[Problem]:
    """An id means one thing."""
    for carrier in case.carriers.values():
        if carrier.carrier in case.services:
            yield Problem(carrier.FILE, carrier.row, "carrier", "id_taken", {"found": carrier.carrier, "other": "services.csv"})
    groups = {sector.group for sector in case.sectors.values() if sector.group}
    for sector in case.sectors.values():
        if sector.sector in groups:
            yield Problem(sector.FILE, sector.row, "sector", "id_taken", {"found": sector.sector, "other": "sectors.csv group"})
        for column, name in (("sector", sector.sector), ("group", sector.group)):
            if name == "total":
                yield Problem(sector.FILE, sector.row, column, "id_reserved", {"found": name})
    for built in case.interventions.values():
        taken = case.interventions.get(built.group or "")
        if taken is not None and taken.group != built.group:
            yield Problem(built.FILE, built.row, "group", "id_taken", {"found": built.group, "other": "interventions.csv"})
    for account, count in Counter(account.id for account in case.settings.accounts).items():
        if count > 1:
            yield Problem("case.toml", 0, "accounts.id", "duplicate_row", {"found": account, "other": "case.toml"})


def sources_exist(case: Case, units: Units) -> Iterator[Problem]:
    """Every key in a `source` cell stands in sources.csv."""
    tables: tuple[tuple[Sourced, ...], ...] = (
        tuple(case.services.values()), tuple(case.interventions.values()), case.prices, case.emission_factors,
        case.carbon_prices, case.baseline, case.unit_flows, case.savings, case.captures, case.process_emissions, case.paths,
        case.caps,
    )
    for row in (row for table in tables for row in table):
        for key in (part.strip() for part in row.source.split(";")):
            if key and key not in case.sources:
                near = get_close_matches(key, case.sources, n=1)
                values = {"found": key, "allowed": "sources.csv", "near": near[0] if near else ""}
                yield Problem(row.FILE, row.row, "source", "unknown_id", values)
