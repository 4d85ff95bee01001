"""Budgets: what is invested in a year, or all that a payer spends.

Needs `m.new_units` and every column that the ledger pays on. Mathematics: models/README.md, "Budgets".
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field

from planner.errors import Problem
from planner.model.expressions import Expression, Model, nonnegative, quicksum, variable
from planner.model.money.payers import Entry, Payer, netted
from planner.model.subject import Amounts, Family, Limit, Name, Subject, policy_limit
from planner.tables.fields import Number, PolicyRow, Scope, Unit

if TYPE_CHECKING:
    from planner.case.case import Case
    from planner.model.inputs import Inputs
    from planner.model.model_file import ModelSpec

LIMIT_INVESTMENT = Family("limit_investment", "p, y", "policy", currency="budgets")
LIMIT_SPENDING = Family("limit_spending", "p, y", "policy", currency="budgets")

RECEIVED = ("grant", "subsidy", "draw")


class BudgetRow(PolicyRow):
    """The most that may be invested in a year, or that a payer may spend."""

    FILE = "budgets.csv"
    MEASURED = ("money",)
    payer: Payer | None = None
    "Whose budget it is; empty: of all together"
    covers: Literal["investment", "spending"] = "investment"
    "Overnight capital cost of what is built and decided in the year, or all that the payer pays in it"
    scope: Scope | None = None
    "Empty: the city; a group; a sector (investment)"
    over: Literal["frozen", "current_policies", "least_cost"] | None = None
    "Reference: the amount is on top of what is paid in it"
    carry_over: Annotated[Number, Field(ge=0, le=1), Unit("share")] = 0.0
    "Share of what is left that the next year with a budget gets"


def budgets_make_sense(case: Case) -> Iterator[Problem]:
    """A budget is not negative but over a reference, and is of someone where it covers all that is paid."""
    for row in case.rows(BudgetRow):
        if not row.over:
            yield from row.below_zero()
        if row.covers == "spending" and not row.payer:
            yield row.problem("payer", "spending_of_nobody")
        if row.covers == "spending" and row.scope:
            yield row.problem("scope", "spending_in_scope", found=row.scope)
        if row.decided and row.over:
            yield row.problem("over", "decided_over", found=row.over)


def budgets(case: Case, spec: ModelSpec) -> Iterator[Limit]:
    """The budgets in force, one a year."""
    for row in case.rows(BudgetRow):
        family = LIMIT_SPENDING if row.covers == "spending" else LIMIT_INVESTMENT
        for y, amount in row.binding(case.years).items():
            yield policy_limit(family, row, (y,), amount * case.scale(row), case.settings.money, over=row.over or "")


def add_carry(m: Model, inputs: Inputs) -> None:
    """Add what each budget leaves to the next."""
    left = [(policy, y) for policy, years in _carrying(inputs).items() for y in years[:-1]]
    m.carry = nonnegative("Left of a budget for the next [money]", left)


def limit_budget(m: Model, inputs: Inputs, limit: Limit) -> Expression:
    r"""What is spent in a year keeps the budget, which gets a share of what the one before left, and leaves some itself.

    $$\text{spent}_{p,y} \le \overline{I}_{p,y} + \text{spent}^{\mathrm{ref}}_{p,y} + \rho_p\,R_{p,y'} - R_{p,y}$$

    Money. $R_{p,y'}$ is left of the year with a budget before y, $\text{spent}^{\mathrm{ref}}$ what is spent in the
    reference of `over`, $\rho_p$ the share carried over.
    """
    row, y, years = limit.row, limit.year, _carrying(inputs).get(limit.label, [])
    spent = quicksum(
        money if column is None else money * variable(m, column) for column, money in netted(spending(inputs, limit))
    )
    before = next((v for v, after in pairwise(years) if after == y), None)
    carried = row.carry_over * m.carry[limit.label, before] if before is not None else 0.0
    return spent - carried + (m.carry[limit.label, y] if y in years[:-1] else 0.0)


def spending(inputs: Inputs, limit: Limit) -> Iterator[tuple[Name | None, float]]:
    """What counts for a budget: money per unit of each column, and what is given."""
    row, y = limit.row, limit.year
    if row.payer is None:
        yield from ((name, money) for i, name, money in _overnight(inputs, y) if _within(inputs, i, row.scope))
    for entry in inputs.paid_by.get((row.payer, y), ()):
        if row.covers == "spending" or _invested(inputs, entry, row.scope):
            yield entry.column, entry.money
    for entry in inputs.got_by.get((row.payer, y), ()):
        if _eases(inputs, entry, row):
            yield entry.column, -entry.money


def spent_in(inputs: Inputs, values: Amounts, limit: Limit) -> float:
    """What is spent in a plan of what a budget covers."""
    return sum(money if column is None else money * values(*column) for column, money in spending(inputs, limit))


def _overnight(inputs: Inputs, y: int) -> Iterator[tuple[str, Name | None, float]]:
    """Overnight capital of a year: of what can be built by unit, and of what is decided."""
    yield from ((i, ("new_units", i, v), cost) for (i, v), cost in inputs.capex.items() if v == y and cost)
    yield from ((i, None, units * inputs.decided_capex[i, v]) for (i, v), units in inputs.decided.items() if v == y)


def _eases(inputs: Inputs, entry: Entry, row: BudgetRow) -> bool:
    """Whether what a payer gets is more for it to spend: grants, interest subsidies and loans, and no other income."""
    return entry.kind in RECEIVED if row.covers == "spending" else _invested(inputs, entry, row.scope)


def _invested(inputs: Inputs, entry: Entry, scope: str | None) -> bool:
    """Whether a payment is capital of a scope, or a grant or a loan for that."""
    match entry.kind:
        case "capex":
            return _within(inputs, entry.item, scope)
        case "grant":
            assert entry.column is not None
            return _within(inputs, entry.column[1], scope)
        case "draw":
            return all(_within(inputs, i, scope) for i in inputs.own["loans"][entry.item].things)
    return False


def _within(inputs: Inputs, i: str, scope: str | None) -> bool:
    return inputs.sector_of[i] in inputs.sectors_of(scope or "total")


def _carrying(inputs: Inputs) -> dict[str, list[int]]:
    """The years of each budget that leaves something to the next."""
    found: dict[str, list[int]] = {}
    for limit in inputs.limits:
        if isinstance(limit.row, BudgetRow) and limit.row.carry_over:
            found.setdefault(limit.label, []).append(limit.year)
    return found


BUDGETS = Subject(
    "budgets",
    families=(LIMIT_INVESTMENT, LIMIT_SPENDING),
    add=add_carry,
    tables=(BudgetRow,),
    checks=(budgets_make_sense,),
    limits=budgets,
    limited=limit_budget,
    spent=spent_in,
    words={
        "what_limit_investment": ("overnight capex of {payer}, {scope}", "{payer}的当年投资（{scope}）"),
        "what_limit_spending": ("spending of {payer}", "{payer}的当年支出"),
        "all_payers": ("all payers", "全部付款方"),
        "spending_of_nobody": (
            "a budget on spending is a payer's. Name one, or let it cover investment.",
            "支出预算须属于某个付款方。请写明付款方，或改为投资预算。",
        ),
        "spending_in_scope": (
            "found '{found}'; all that a payer spends lies in no one sector. Leave it empty.",
            "填的是“{found}”；付款方的全部支出不限于某个部门。请留空。",
        ),
        "decided_over": (
            "found '{found}' of a budget that is decided: a reference can't be held to what another pays. Leave one of them out.",
            "填的是“{found}”，而该预算已定：参照不能以另一参照的支出为限。请去掉其中之一。",
        ),
        "over_missing": (
            "budget {policy} is over the {reference}, which there is not: what may be built in it can't serve every demand.",
            "预算 {policy} 以{reference}为基础，但该参照不存在：其中可建的措施不能满足全部需求。",
        ),
    },
)
