"""Caps on emissions: of the city, a group or a sector; of a year, or of the sum up to a year.

Needs `m.emissions`, `m.total_emissions`. Mathematics: models/README.md, "Caps". The cap of the city's or one sector's
year is the upper bound of its emissions, whose reduced cost is <= 0.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from planner.errors import Problem
from planner.model.emissions import scoped_emissions
from planner.model.expressions import Expression, Model, quicksum, variable
from planner.model.subject import Family, Limit, Subject
from planner.tables.fields import Account, Binding, Scope

if TYPE_CHECKING:
    from planner.case.case import Case
    from planner.model.inputs import Inputs
    from planner.model.model_file import ModelSpec


class CapRow(Binding):
    """A limit on emissions: by year, or on their sum from the first year to the year given."""

    FILE = "caps.csv"
    KEY = ("account", "scope", "kind")
    MEASURED = ("account",)
    account: Account
    "The account"
    scope: Scope | None = None
    "Empty: the city; a group; a sector"
    kind: Literal["yearly", "cumulative"] = "yearly"
    "A cap on each year, or on the sum up to the year (`amount`: up to the last year)"
    unit: str
    "Unit of the account"

    def binding(self, horizon: range) -> dict[int, float]:
        """The years of the horizon in which the cap binds, with its amount; of a budget, those up to which it sums."""
        if self.kind == "yearly":
            return super().binding(horizon)
        if self.amount is not None:
            return {horizon[-1]: self.amount}
        return {year: amount for year, amount in sorted(self.years.items()) if year in horizon}


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


def caps_make_sense(case: Case) -> Iterator[Problem]:
    """A cumulative budget has nothing between its years."""
    for cap in case.rows(CapRow):
        if cap.kind == "cumulative" and cap.between == "linear":
            yield cap.problem("between", "cumulative_is_free", found="linear")


def main_account(case: Case) -> str:
    """The account of the first cap, or the first account: the one meant where none is named."""
    return next(iter([*(cap.account for cap in case.rows(CapRow)), *case.accounts]))


def caps(case: Case, spec: ModelSpec) -> list[Cap]:
    """The caps that a model applies, one a year."""
    groups = {row.group for row in case.sectors.values()}
    found = []
    for row in case.rows(CapRow):
        unit, scope = case.accounts[row.account].unit, row.scope or "total"
        for y, amount in row.binding(case.years).items() if row.kind == spec.caps else ():
            if row.kind == "cumulative":
                family = LIMIT_CUMULATIVE
            else:
                family = LIMIT_GROUP if scope in groups else CAP_CITY if scope == "total" else CAP_SECTOR
            where = (row.account,) if family is CAP_CITY else (row.account, scope)
            name = (family.bounds or family.name, *where, y)
            label, most = f"{row.account}/{scope}/{row.kind}", amount * case.scale(row)
            found.append(Cap(family, name, label, y, most, unit, unit, row.account, scope, row.kind, row=row))
    return found


def add_caps(m: Model, inputs: Inputs) -> None:
    """Set the bounds of capped emissions."""
    for cap in inputs.caps:
        if cap.family.bounds:
            variable(m, cap.name).setub(cap.amount)


def limited_emissions(m: Model, inputs: Inputs, limit: Limit) -> Expression:
    r"""A group of sectors keeps its cap, or emissions summed from the first year keep a budget.

    $$\sum_{s \in g} E_{a,s,y} \le \overline{E}_{a,g,y} \qquad \sum_{y' \le y} E_{a,g,y'} \le \overline{B}_{a,g,y}$$

    In the account's unit; the rows `limit_group` and `limit_cumulative`.
    """
    assert isinstance(limit, Cap)
    years = [y for y in inputs.years if y <= limit.year] if limit.kind == "cumulative" else [limit.year]
    return quicksum(scoped_emissions(m, inputs, limit.account, limit.scope, y) for y in years)


CAPS = Subject(
    "caps",
    families=(CAP_CITY, CAP_SECTOR, LIMIT_GROUP, LIMIT_CUMULATIVE),
    add=add_caps,
    tables=(CapRow,),
    checks=(caps_make_sense,),
    limits=caps,
    limited=limited_emissions,
    words={
        "what_cap_city": ("emissions of {account}", "{account}的排放"),
        "what_cap_sector": ("emissions of {account}, {scope}", "{account}（{scope}）的排放"),
        "what_limit_group": ("emissions of {account}, {scope}", "{account}（{scope}）的排放"),
        "what_limit_cumulative": ("emissions of {account}, {scope}, summed", "{account}（{scope}）的累计排放"),
        "cumulative_is_free": (
            "found '{found}'; a cumulative budget is the sum up to a year, so nothing lies between. Leave it empty.",
            "填的是“{found}”；累计预算是截至某年的总和，年份之间没有数值。请留空。",
        ),
    },
)
