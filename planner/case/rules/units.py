"""Every unit is known and of the dimension that its column needs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from planner.case.case import Case
from planner.case.rules.settings import settings_units
from planner.errors import Problem
from planner.model import subjects
from planner.model.subject import UnitCell
from planner.tables.fields import Series
from planner.tables.shared import CarrierRow, ServiceRow
from planner.units import WrongUnit


def units_convert(case: Case) -> Iterator[Problem]:
    """One problem for each unit cell that is unknown or does not convert to what is expected there."""
    for row, column, found, expected in _expectations(case):
        try:
            case.units.parse(found)
        except WrongUnit as wrong:
            yield row.problem(column, wrong.key, **wrong.values)
            continue
        if expected is not None and not _converts(case, found, expected):
            yield row.problem(column, "wrong_dimension", found=found, allowed=expected)


def _converts(case: Case, found: str, expected: str) -> bool:
    try:
        return case.units.same_dimension(found, expected)
    except WrongUnit:
        return True  # what is expected is itself wrong: said where it stands


def _expectations(case: Case) -> Iterator[UnitCell]:
    """(row, column, unit found, unit whose dimension it must have; None: any, or not known)."""
    wrong = {problem.column for problem in settings_units(case)}
    money = None if "money" in wrong else case.settings.money
    accounts = {a.id: a.unit for a in case.settings.accounts if f"accounts.{a.id}.unit" not in wrong}
    co2 = dict.fromkeys(
        a.unit
        for a in case.settings.accounts
        if a.gas == "CO2" and a.id in accounts and f"accounts.{a.id}.gas" not in wrong
    )
    named: tuple[ServiceRow | CarrierRow, ...] = (*case.services.values(), *case.carriers.values())
    for commodity in named:
        yield commodity, "unit", commodity.unit, None
    expected = replace(case.expected, money=money, accounts=accounts)
    for row in (row for rows in case.tables.values() for row in rows if isinstance(row, Series) and row.MEASURED):
        yield row, "unit", str(getattr(row, "unit", "")), expected.of(case, row)
    for subject in subjects.SUBJECTS:
        yield from subject.units(case, expected)
    for built in case.interventions.values():
        delivered = case.delivered_unit(built.intervention)
        for caught in co2 if built.kind == "capture" and co2 else (None,):
            yield built, "unit", built.unit, delivered if built.kind == "improvement" else caught
        if built.cost_unit:
            yield built, "cost_unit", built.cost_unit, expected.price(built.unit)
        if built.variable_unit:
            yield built, "variable_unit", built.variable_unit, expected.price(delivered)
