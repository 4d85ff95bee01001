"""Investment budgets: overnight capital cost of what is built in a year.

Needs `m.new_units`. Mathematics: models/README.md, "Policies".
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from planner.errors import Problem
from planner.model.subject import Expected, Expression, Family, Limit, Model, Subject, UnitCell, quicksum
from planner.tables.fields import PolicyRow, Scope

if TYPE_CHECKING:
    from planner.case.case import Case
    from planner.model.inputs import Inputs
    from planner.model.model_file import ModelSpec
    from planner.units import Units

LIMIT_INVESTMENT = Family("limit_investment", "p, y", "policy")


class BudgetRow(PolicyRow):
    """The most that may be invested in a year: overnight capital cost of what is built in the city or a part of it."""

    FILE = "budgets.csv"
    scope: Scope | None = None
    "Empty: the city; a group; a sector"


def budget_units(case: Case, expected: Expected) -> Iterator[UnitCell]:
    """A budget is money."""
    for row in case.rows(BudgetRow):
        yield row, "unit", row.unit, expected.money


def budgets_make_sense(case: Case, units: Units) -> Iterator[Problem]:
    """A budget is not negative and binds in some year of the plan."""
    for row in case.rows(BudgetRow):
        yield from row.outside(case.years)
        for column, number in row.numbers.items():
            if number < 0:
                yield Problem(row.FILE, row.row, column, "out_of_range", {"found": f"{number:g}", "allowed": ">= 0"})


def budgets(case: Case, spec: ModelSpec, units: Units) -> Iterator[Limit]:
    """The budgets in force, one a year."""
    money = case.settings.money
    for row in case.rows(BudgetRow):
        for y, amount in row.binding(case.years).items():
            name, most = (LIMIT_INVESTMENT.name, row.policy, y), amount * units.factor(row.unit, money)
            yield Limit(LIMIT_INVESTMENT, name, row.policy, y, most, money, money, decided=row.decided, row=row)


def limit_investment(m: Model, inputs: Inputs, limit: Limit) -> Expression:
    r"""What is built in a year costs no more than the budget: $\sum_{i \in s} k_{i,y} N_{i,y} \le \overline{I}_{p,y}$. Money."""
    sectors, y = inputs.sectors_of(limit.row.scope or "total"), limit.year
    return quicksum(
        cost * m.new_units[i, v]
        for (i, v), cost in inputs.capex.items()
        if v == y and cost and inputs.sector_of[i] in sectors
    )


INVESTMENT = Subject(
    "investment",
    families=(LIMIT_INVESTMENT,),
    tables=(BudgetRow,),
    units=budget_units,
    checks=(budgets_make_sense,),
    limits=budgets,
    limited=limit_investment,
    words={"what_limit_investment": ("overnight capex, {scope}", "{scope}的当年投资")},
)
