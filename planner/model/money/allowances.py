"""Free allowances of emission trading: what a payer gets of the carbon price's worth without paying for it.

Mathematics: models/README.md, "Allowances". Only booked: a constant moves no plan.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from planner.errors import Problem
from planner.model.costs import CarbonPriceRow
from planner.model.money.payers import OUTSIDE, Entry, Payer
from planner.model.subject import Subject
from planner.tables.fields import Account, Scope, Series

if TYPE_CHECKING:
    from planner.case.case import Case
    from planner.model.inputs import Inputs

ALLOWANCES_FILE = "allowances.csv"


class AllowanceRow(Series):
    """Emissions of a year for which a payer gets allowances free, worth the carbon price of their account and scope."""

    FILE = ALLOWANCES_FILE
    KEY = ("account", "scope", "payer")
    MEASURED = ("account",)
    NEVER_NEGATIVE = True
    account: Account
    "The account"
    scope: Scope | None = None
    "That of a row of carbon_prices.csv. Empty: the city; a group; a sector"
    payer: Payer
    "Who gets them"
    unit: str
    "Unit of the account"


def allowances_have_a_price(case: Case) -> Iterator[Problem]:
    """Allowances are worth a carbon price."""
    priced = {(row.account, row.scope) for row in case.rows(CarbonPriceRow)}
    for row in case.rows(AllowanceRow):
        if (row.account, row.scope) not in priced:
            values = {"found": "/".join(filter(None, (row.account, row.scope)))}
            yield row.problem("scope", "allowance_without_price", **values)


def allowances(case: Case) -> tuple[tuple[AllowanceRow, dict[int, float]], ...]:
    """The allowances of every year, in the unit of their account."""
    return tuple((row, case.by_year(row)) for row in case.rows(AllowanceRow))


def allowance_entries(inputs: Inputs) -> Iterator[Entry]:
    r"""What free allowances are worth: $\tau_{a,g,y}\,Q_{a,g,p,y}$. Money."""
    for row, amounts in inputs.own["allowances"]:
        for y, amount in amounts.items():
            price = inputs.carbon_price.get((row.account, row.scope or "total", y), 0.0)
            yield Entry(y, OUTSIDE, row.payer, row.account, "allowance", None, price * amount)


ALLOWANCES = Subject(
    "allowances",
    tables=(AllowanceRow,),
    whole_checks=((allowances_have_a_price, (ALLOWANCES_FILE, "carbon_prices.csv")),),
    numbers=allowances,
    entries=allowance_entries,
    words={
        "allowance_without_price": (
            "found '{found}', for which carbon_prices.csv has no row, so that these allowances are worth nothing. Add the price, or use its scope.",
            "“{found}”在 carbon_prices.csv 中没有对应的行，这些配额没有价值。请补上碳价，或改用其范围。",
        )
    },
)
