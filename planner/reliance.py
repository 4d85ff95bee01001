"""How much of a plan's cost and abatement relies on numbers that nobody has verified.

Cost: each item in present value, by the rows that give its unit cost. Abatement: the no-regret tonnes and each step of
the curve, by the rows of what grows there. What rests on several sources is as weak as the weakest of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from planner.case import Case
from planner.curves.macc import MacCurve
from planner.evidence import UNSOURCED, WEAKNESS, grades, own_rows
from planner.model.costs import CarbonPriceRow
from planner.results import Plan
from planner.rows import Sourced
from planner.sources import UNVERIFIED

PATH_OF = {"capex": "capex", "fixed": "fixed_cost", "variable": "variable_cost"}
"""Kind of cost -> the column of interventions.csv that gives its unit cost."""

Weighed = tuple[float, list[Sourced]]
"""An amount, and the rows behind it."""


def reliance(plan: Plan, curve: MacCurve | None) -> dict[str, Any]:
    """Shares by the weakest grade behind each part; `unverified` with any source so, `wholly_unverified` with all."""
    return {
        "cost": _shares(plan.case, costs_weighed(plan)),
        "abatement": None if curve is None else _shares(plan.case, abatement_weighed(curve)),
    }


def costs_weighed(plan: Plan) -> Iterator[Weighed]:
    """What each item costs or earns over the horizon, and the rows that give its unit cost."""
    totals = plan.costs.groupby(["item", "kind"])["present_value"].sum()
    for (item, kind), money in totals.items():
        yield abs(money), rows_behind(plan.case, str(item), str(kind))


def rows_behind(case: Case, item: str, kind: str) -> list[Sourced]:
    """The rows that give an item's unit cost: an intervention's and its path, a carrier's price, a carbon price."""
    if kind == "purchase":
        return [row for row in case.prices if row.carrier == item]
    if kind == "carbon_price":
        account, _, scope = item.partition("/")
        return [row for row in case.rows(CarbonPriceRow) if (row.account, row.scope or "") == (account, scope)]
    paths = [row for row in case.paths if (row.intervention, row.column) == (item, PATH_OF[kind])]
    return [case.interventions[item], *paths]


def abatement_weighed(curve: MacCurve) -> Iterator[Weighed]:
    """The tonnes from the first reference to the end of the curve, and the rows of what grows along each part.

    Where nothing grows, of what shrinks.
    """
    for block in list(curve.no_regret.values())[:1]:
        yield abs(block["tonnes"]), _rows_of(curve.case, block["grows"])
    for step in curve.steps.itertuples():
        yield step.abatement_to - step.abatement_from, _rows_of(curve.case, step.grows or step.shrinks)


def _rows_of(case: Case, interventions: str) -> list[Sourced]:
    return [row for i in interventions.split("; ") if i for row in own_rows(case, i)]


def _shares(case: Case, parts: Iterable[Weighed]) -> dict[str, Any] | None:
    """Shares of a sum; None of nothing."""
    by_grade = dict.fromkeys(WEAKNESS, 0.0)
    wholly = whole = 0.0
    for amount, rows in parts:
        found = grades(case, (key for row in rows for key in row.keys))
        by_grade[found[-1]] += amount
        wholly += amount * (found[0] in _DOUBTFUL)
        whole += amount
    if not whole:
        return None
    return {
        "by_weakest_grade": {grade: amount / whole for grade, amount in by_grade.items()},
        "unverified": sum(by_grade[grade] for grade in _DOUBTFUL) / whole,
        "wholly_unverified": wholly / whole,
    }


_DOUBTFUL = (*UNVERIFIED, UNSOURCED)
