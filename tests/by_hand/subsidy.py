"""A subject from outside that enters the objective, with a column of its own in a shared table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import BaseModel

from planner.case.case import Case
from planner.model.inputs import Inputs
from planner.model.subject import Amounts, Expected, Payment, Subject, UnitCell
from planner.tables.fields import NotNegative, Unit
from planner.tables.shared import InterventionRow


class SubsidyColumn(BaseModel):
    subsidy: Annotated[NotNegative, Unit("cost_unit")] = 0.0
    "What somebody outside pays for a new unit"


def subsidised(case: Case) -> dict[str, float]:
    """Money per unit, of those that have a subsidy."""
    found = {}
    for i, row in case.interventions.items():
        subsidy = getattr(row, "subsidy", 0.0)
        if subsidy:
            found[i] = subsidy * case.units.factor(row.cost_unit or "", f"({case.settings.money})/({row.unit})")
    return found


def payments(inputs: Inputs) -> Iterator[Payment]:
    for i, money in inputs.own["subsidy"].items():
        for y in inputs.years:
            if (i, y) in inputs.capex:
                yield Payment(y, ("new_units", i, y), -money, i, "subsidy")


def audited(case: Case, values: Amounts, y: int) -> Iterator[tuple[str, float]]:
    for i, money in subsidised(case).items():
        yield "", -money * values("new_units", i, y)


def units_of(case: Case, expected: Expected) -> Iterator[UnitCell]:
    for row in case.rows(InterventionRow):
        if getattr(row, "subsidy", 0.0):
            yield row, "cost_unit", row.cost_unit, expected.price(row.unit)


SUBSIDY = Subject(
    "subsidy",
    columns={"interventions.csv": SubsidyColumn},
    numbers=subsidised,
    payments=payments,
    audited=audited,
    units=units_of,
)
