"""Caps on emissions: of the city, a group or a sector; of a year, or of the sum up to a year.

Needs `m.emissions`, `m.total_emissions`. Mathematics: models/README.md, "Caps". The cap of the city's or one sector's
year is the upper bound of its emissions, whose reduced cost is <= 0; `results.py` turns duals into prices.
"""

from __future__ import annotations

import pyomo.environ as pyo

from planner.inputs import Cap, Inputs
from planner.model.sets import Expression

Name = tuple[str | int, ...]


def add_caps(m: pyo.ConcreteModel, inputs: Inputs) -> None:
    """Set the bounds of capped emissions; add a row for each group's year and each cumulative budget."""
    for cap in inputs.caps:
        if cap.kind == "yearly" and cap.scope not in inputs.groups:
            scoped_emissions(m, inputs, cap.account, cap.scope, cap.year).setub(cap.amount)
    cumulative = [cap for cap in inputs.caps if cap.kind == "cumulative"]
    yearly_of_groups = [cap for cap in inputs.caps if cap.kind == "yearly" and cap.scope in inputs.groups]
    budgets = {(cap.account, cap.scope, cap.year): cap for cap in cumulative}
    group_caps = {(cap.account, cap.scope, cap.year): cap for cap in yearly_of_groups}
    m.limit_group = pyo.Constraint(list(group_caps), rule=lambda m, *at: limit_group(m, inputs, group_caps[at]))
    m.limit_cumulative = pyo.Constraint(list(budgets), rule=lambda m, *at: limit_cumulative(m, inputs, budgets[at]))


def limit_group(m: pyo.ConcreteModel, inputs: Inputs, cap: Cap) -> Expression:
    r"""A group of sectors emits no more than its cap: $\sum_{s \in g} E_{a,s,y} \le \overline{E}_{a,g,y}$."""
    return scoped_emissions(m, inputs, cap.account, cap.scope, cap.year) <= cap.amount


def limit_cumulative(m: pyo.ConcreteModel, inputs: Inputs, cap: Cap) -> Expression:
    r"""Emissions summed from the first year keep a budget: $\sum_{y' \le y} E_{a,g,y'} \le \overline{B}_{a,g,y}$."""
    until = [y for y in inputs.years if y <= cap.year]
    return pyo.quicksum(scoped_emissions(m, inputs, cap.account, cap.scope, y) for y in until) <= cap.amount


def scoped_emissions(m: pyo.ConcreteModel, inputs: Inputs, a: str, scope: str, y: int) -> Expression:
    """Emissions of the city (`total`), a group or a sector, in the account's unit."""
    if scope == "total":
        return m.total_emissions[a, y]
    if scope in inputs.groups:
        return pyo.quicksum(m.emissions[a, s, y] for s in inputs.groups[scope])
    return m.emissions[a, scope, y]


def cap_name(cap: Cap, groups: dict[str, tuple[str, ...]]) -> Name:
    """The column (year's cap of the city or a sector) or row (group, cumulative) of the program that holds a cap."""
    if cap.kind == "cumulative":
        return ("limit_cumulative", cap.account, cap.scope, cap.year)
    if cap.scope in groups:
        return ("limit_group", cap.account, cap.scope, cap.year)
    if cap.scope == "total":
        return ("total_emissions", cap.account, cap.year)
    return ("emissions", cap.account, cap.scope, cap.year)
