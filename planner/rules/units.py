"""Every unit is known and of the dimension that its column needs."""

from __future__ import annotations

from collections.abc import Iterator

from planner.case import Case
from planner.errors import Problem
from planner.rows import Row
from planner.units import Units, WrongUnit


def units_convert(case: Case, units: Units) -> Iterator[Problem]:
    """One problem for each unit cell that is unknown or does not convert to what is expected there."""
    yield from _settings_units(case, units)
    for row, column, found, expected in _expectations(case):
        try:
            units.parse(found)
            if expected is None:
                continue
            units.parse(expected)
        except WrongUnit as wrong:
            yield Problem(row.FILE, row.row, column, "unknown_unit", {"found": found, "why": str(wrong)})
            continue
        if not units.same_dimension(found, expected):
            yield Problem(row.FILE, row.row, column, "wrong_dimension", {"found": found, "allowed": expected})


def _settings_units(case: Case, units: Units) -> Iterator[Problem]:
    named = [("money", case.settings.money), *((f"accounts.{a.id}.unit", a.unit) for a in case.settings.accounts)]
    for column, found in named:
        try:
            parsed = units.parse(found)
        except WrongUnit as wrong:
            yield Problem("case.toml", 0, column, "unknown_unit", {"found": found, "why": str(wrong)})
            continue
        if column == "money" and not all(d.startswith("[money_") for d in parsed.dimensionality):
            yield Problem("case.toml", 0, column, "wrong_dimension", {"found": found, "allowed": "million CNY"})


def _expectations(case: Case) -> Iterator[tuple[Row, str, str, str | None]]:
    """(row, column, unit found, unit whose dimension it must have; None: any). References that dangle are left out."""
    money = case.settings.money
    account_units = {account.id: account.unit for account in case.settings.accounts}
    commodity_units = {**{s.service: s.unit for s in case.services.values()}, **{c.carrier: c.unit for c in case.carriers.values()}}
    for service in case.services.values():
        yield service, "unit", service.unit, None
    for carrier in case.carriers.values():
        yield carrier, "unit", carrier.unit, None
    for price in case.prices:
        if price.carrier in commodity_units:
            yield price, "unit", price.unit, f"({money})/({commodity_units[price.carrier]})"
    for factor in case.emission_factors:
        if factor.carrier in commodity_units and factor.account in account_units:
            yield factor, "unit", factor.unit, f"({account_units[factor.account]})/({commodity_units[factor.carrier]})"
    for carbon in case.carbon_prices:
        if carbon.account in account_units:
            yield carbon, "unit", carbon.unit, f"({money})/({account_units[carbon.account]})"
    for row in (*case.baseline, *case.caps):
        if row.account in account_units:
            yield row, "unit", row.unit, account_units[row.account]
    for built in case.interventions.values():
        delivered = delivered_unit(case, built.intervention)
        yield built, "unit", built.unit, delivered if built.kind == "improvement" else None
        if built.cost_unit:
            yield built, "cost_unit", built.cost_unit, f"({money})/({built.unit})"
        if built.variable_unit and delivered:
            yield built, "variable_unit", built.variable_unit, f"({money})/({delivered})"
    for flow in case.unit_flows:
        delivered = delivered_unit(case, flow.intervention)
        if delivered and flow.carrier in commodity_units:
            yield flow, "unit", flow.unit, f"({commodity_units[flow.carrier]})/({delivered})"
    for emitted in case.process_emissions:
        delivered = delivered_unit(case, emitted.intervention)
        if delivered and emitted.account in account_units:
            yield emitted, "unit", emitted.unit, f"({account_units[emitted.account]})/({delivered})"


def delivered_unit(case: Case, intervention: str) -> str | None:
    """Unit of an intervention's activity: of its commodity, or its own for a capture or reduction; None if unknown."""
    built = case.interventions.get(intervention)
    if built is None:
        return None
    if built.kind in ("capture", "reduction"):
        return built.unit
    if built.of in case.services or built.of in case.carriers:
        return case.unit_of(built.of)
    return None
