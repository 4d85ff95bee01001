"""How much of a plan's cost and abatement relies on numbers that nobody has verified.

Cost: each item in present value, by the sources of its unit cost. Abatement: the no-regret tonnes and each step of
the curve, by the sources of what grows there. What rests on several sources is as weak as the weakest of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from planner.calls.arguments import public
from planner.case.case import Case
from planner.case.evidence import UNSOURCED, WEAKNESS, grades, own_rows
from planner.curves.macc import MacCurve
from planner.model.co_benefits import CoBenefitRateRow, CoBenefitRow
from planner.model.costs import CarbonPriceRow
from planner.model.money.loans import LoanRow
from planner.model.money.offsets import OffsetRow
from planner.model.money.transfers import TransferRow
from planner.results.result_tables import Plan
from planner.tables.sources import UNVERIFIED

PATH_OF = {"capex": "capex", "fixed": "fixed_cost", "variable": "variable_cost"}
"""Kind of cost -> the column of interventions.csv that gives its unit cost."""
SETTLED = (TransferRow, LoanRow, OffsetRow, CoBenefitRow, CoBenefitRateRow)
"""Rows of what is settled with outside."""

Weighed = tuple[float, list[str]]
"""An amount, and the keys of the sources behind it."""


@public
def evidence_shares(plan: Plan, *, curve: MacCurve | None = None) -> dict[str, Any]:
    """Say how much of a plan's cost, and of a curve's abatement, depends on inputs that nobody has verified.

    Parameters
    ----------
    plan
        What `solve` returned.
    curve
        A curve of the same case; without one, nothing is said of abatement.

    Returns
    -------
    dict
        For `cost` and `abatement` (None without a curve) shares from 0 to 1: `by_weakest_grade` of the sources behind
        each part, `unverified` where at least one source is, `wholly_unverified` where all are.

    Examples
    --------
    >>> found = planner.evidence_shares(planner.solve("data/example_city"))
    >>> sorted(found["cost"])
    ['by_weakest_grade', 'unverified', 'wholly_unverified']
    """
    return {
        "cost": _shares(plan.case, costs_weighed(plan)),
        "abatement": None if curve is None else _shares(plan.case, abatement_weighed(curve)),
    }


def costs_weighed(plan: Plan) -> Iterator[Weighed]:
    """What each item costs or earns over the horizon, and the sources of its unit cost."""
    totals = plan.costs.groupby(["item", "kind"])["present_value"].sum()
    for (item, kind), money in totals.items():
        yield abs(money), sources_behind(plan.case, str(item), str(kind))


def sources_behind(case: Case, item: str, kind: str) -> list[str]:
    """The sources of the unit cost of an item: a price, a carbon price, what is settled with outside, an intervention.

    A path takes the place of the intervention's own number; behind a yearly cost of capital stands the lifetime too.
    """
    if kind == "purchase":
        return [key for row in case.prices if row.carrier == item for key in row.keys]
    if kind == "carbon_price":
        prices = [row for row in case.rows(CarbonPriceRow) if "/".join(filter(None, (row.account, row.scope))) == item]
        return [key for row in prices for key in row.keys]
    if kind not in PATH_OF:
        settled = (row for each in SETTLED for row in case.rows(each) if item == getattr(row, each.KEY[0]))
        return [key for row in settled for key in row.keys]
    row, column = case.interventions[item], PATH_OF[kind]
    paths = [path for path in case.paths if (path.intervention, path.column) == (item, column)]
    cost = [key for path in paths for key in path.keys] if paths else row.keys_of(column)
    return [*cost, *(row.keys_of("lifetime") if kind == "capex" else [])]


def abatement_weighed(curve: MacCurve) -> Iterator[Weighed]:
    """The tonnes from the first reference to the end of the curve, and the sources of what grows along each part.

    Where nothing grows, of what shrinks.
    """
    for block in list(curve.no_regret.values())[:1]:
        yield abs(block["tonnes"]), _sources_of(curve.case, block["grows"])
    for step in curve.steps.itertuples():
        yield step.abatement_to - step.abatement_from, _sources_of(curve.case, step.grows or step.shrinks)


def _sources_of(case: Case, interventions: str) -> list[str]:
    return [key for i in interventions.split("; ") if i for row in own_rows(case, i) for key in row.keys]


def _shares(case: Case, parts: Iterable[Weighed]) -> dict[str, Any] | None:
    """Shares of a sum; None of nothing."""
    by_grade = dict.fromkeys(WEAKNESS, 0.0)
    wholly = whole = 0.0
    for amount, keys in parts:
        found = grades(case, keys)
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
