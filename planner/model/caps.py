"""Caps on emissions: of the city, a group or a sector; of a year, or of the sum up to a year.

Needs `m.emissions`, `m.total_emissions`. Mathematics: models/README.md, "Caps". The cap of the city's or one sector's
year is the upper bound of its emissions, whose reduced cost is <= 0.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from planner.model.emissions import scoped_emissions
from planner.model.subject import Expression, Family, Limit, Model, Subject, quicksum

if TYPE_CHECKING:
    from planner.case import Case
    from planner.inputs import Inputs
    from planner.spec import ModelSpec
    from planner.units import Units

CAP_CITY = Family("cap_city", "a, y", "cap", bounds="total_emissions")
CAP_SECTOR = Family("cap_sector", "a, s, y", "cap", bounds="emissions")
LIMIT_GROUP = Family("limit_group", "a, g, y", "cap")
LIMIT_CUMULATIVE = Family("limit_cumulative", "a, g, y", "cap")


@dataclass(frozen=True)
class Cap(Limit):
    """A limit in the account's unit on emissions of a scope: in `year`, or (cumulative) from the first year to it."""

    account: str
    scope: str
    kind: str


def caps(case: Case, spec: ModelSpec, units: Units) -> list[Cap]:
    """The caps that a model applies, one a year."""
    groups = {row.group for row in case.sectors.values()}
    found = []
    for row in case.caps:
        unit, scope = case.accounts[row.account].unit, row.scope or "total"
        for y, amount in row.binding(case.years).items() if row.kind == spec.caps else ():
            if row.kind == "cumulative":
                family = LIMIT_CUMULATIVE
            else:
                family = LIMIT_GROUP if scope in groups else CAP_CITY if scope == "total" else CAP_SECTOR
            where = (row.account,) if family is CAP_CITY else (row.account, scope)
            name = (family.bounds or family.name, *where, y)
            label, most = f"{row.account}/{scope}/{row.kind}", amount * units.factor(row.unit, unit)
            found.append(Cap(family, name, label, y, most, unit, row.account, scope, row.kind))
    return found


def add_caps(m: Model, inputs: Inputs) -> None:
    """Set the bounds of capped emissions; add a row for each group's year and each cumulative budget."""
    import pyomo.environ as pyo

    for cap in inputs.caps:
        if cap.family.bounds:
            variable, *index = cap.name
            getattr(m, variable)[tuple(index)].setub(cap.amount)
    of_groups = {cap.name[1:]: cap for cap in inputs.caps if cap.family == LIMIT_GROUP}
    budgets = {cap.name[1:]: cap for cap in inputs.caps if cap.family == LIMIT_CUMULATIVE}
    m.limit_group = pyo.Constraint(list(of_groups), rule=lambda m, *at: limit_group(m, inputs, of_groups[at]))
    m.limit_cumulative = pyo.Constraint(list(budgets), rule=lambda m, *at: limit_cumulative(m, inputs, budgets[at]))


def limit_group(m: Model, inputs: Inputs, cap: Cap) -> Expression:
    r"""A group of sectors emits no more than its cap: $\sum_{s \in g} E_{a,s,y} \le \overline{E}_{a,g,y}$."""
    return scoped_emissions(m, inputs, cap.account, cap.scope, cap.year) <= cap.amount


def limit_cumulative(m: Model, inputs: Inputs, cap: Cap) -> Expression:
    r"""Emissions summed from the first year keep a budget: $\sum_{y' \le y} E_{a,g,y'} \le \overline{B}_{a,g,y}$."""
    until = [y for y in inputs.years if y <= cap.year]
    return quicksum(scoped_emissions(m, inputs, cap.account, cap.scope, y) for y in until) <= cap.amount


CAPS = Subject("caps", families=(CAP_CITY, CAP_SECTOR, LIMIT_GROUP, LIMIT_CUMULATIVE), add=add_caps, limits=caps)
