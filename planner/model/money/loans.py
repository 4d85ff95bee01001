"""Loans: who lends what for whose investment, and how it is paid back.

Needs `m.new_units`; gives `m.drawn`. Mathematics: models/README.md, "Loans". A loan from outside is part of the objective, one
between payers only of their budgets.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from planner.errors import Problem
from planner.finance import capital_recovery_factor
from planner.model.expressions import Expression, Model, constraint, nonnegative, quicksum, variable
from planner.model.money.payers import OUTSIDE, PLACES, AnyPayer, Entry, Payer, netted, placed
from planner.model.subject import EVERY_TABLE, Amounts, Family, Limit, Payment, Subject
from planner.tables.fields import Binding, Id, Names, Number, Ref, Unit, Whole

if TYPE_CHECKING:
    from planner.case.case import Case
    from planner.model.inputs import Inputs
    from planner.model.model_file import ModelSpec

LOAN_CEILING = Family("loan_ceiling", "l, y", "policy", bounds="drawn")


class LoanRow(Names, Binding):
    """A loan, a bond programme or a fund for a payer's investment; the amounts are the most that is drawn in a year."""

    FILE = "loans.csv"
    KEY = ("loan",)
    MEASURED = ("money",)
    NEVER_NEGATIVE = True
    loan: Id
    "Id of the loan"
    lender: AnyPayer
    "Who lends"
    borrower: Payer
    "Who borrows, for its shares of capex"
    of: Annotated[Id | None, Ref(PLACES)] = None
    "What it may be drawn for: an intervention, a group, a sector, a group of sectors; empty: all"
    share: Annotated[Number, Field(gt=0, le=1), Unit("share")] = 1.0
    "Most that may be borrowed of that capex, less its grants"
    rate: Annotated[Number, Field(ge=0, lt=1), Unit("share")]
    "Real interest per year"
    tenor: Annotated[Whole, Field(ge=1, le=200), Unit("years")]
    "Years until it is paid back; what is drawn at the start of a year is paid for at the ends of that and the next ones"
    grace: Annotated[Whole, Field(ge=0), Unit("years")] = 0
    "First years in which only interest is paid; tenor - 1: a bond paid back at once"
    subsidy_rate: Annotated[Number, Field(ge=0, lt=1), Unit("share")] = 0.0
    "Interest subsidy to the borrower per year, real, on what is owed; at most the rate"
    subsidy_from: AnyPayer | None = None
    "Who pays the subsidy"
    unit: str
    "Unit of money of the amounts"

    @property
    def owed(self) -> list[float]:
        r"""Of 1 drawn, what is owed at the start of each year: $B_1 = 1$, $B_{n+1} = (1 + r_l) B_n - s_n$; last 0."""
        owed = [1.0]
        for service in self.service:
            owed.append(owed[-1] * (1 + self.rate) - service)
        return [*owed[:-1], 0.0]

    @property
    def service(self) -> list[float]:
        r"""Of 1 drawn, what is paid at the end of each year: interest in the grace, then level, $\mathrm{CRF}(r_l, T - G)$."""
        level = capital_recovery_factor(self.rate, self.tenor - self.grace)
        return [self.rate] * self.grace + [level] * (self.tenor - self.grace)


def loans_make_sense(case: Case) -> Iterator[Problem]:
    """Nobody lends to himself; a loan is paid back after its grace; a subsidy pays no more than the interest."""
    for row in case.rows(LoanRow):
        if row.lender == row.borrower:
            yield row.problem("borrower", "lends_to_himself", found=row.borrower)
        if row.grace >= row.tenor:
            yield row.problem("grace", "out_of_range", found=f"{row.grace}", allowed=f"< {row.tenor}")
        if row.subsidy_rate > row.rate:
            yield row.problem("subsidy_rate", "out_of_range", found=f"{row.subsidy_rate:g}", allowed=f"<= {row.rate:g}")
        if (row.subsidy_rate > 0) != (row.subsidy_from is not None):
            yield row.problem("subsidy_from", "subsidy_from_whom")


def loans_nest(case: Case) -> Iterator[Problem]:
    """What a borrower's loans are for lies inside, or apart: so no capex is borrowed for twice."""
    rows = case.rows(LoanRow)
    for n, row in enumerate(rows):
        for other in rows[:n]:
            ours, theirs = set(placed(case, row.of)), set(placed(case, other.of))
            if row.borrower == other.borrower and ours & theirs and not (ours <= theirs or ours >= theirs):
                yield row.problem("of", "loans_overlap", found=row.of or "", other=other.loan)


@dataclass(frozen=True)
class Loan:
    """A loan, what it may be drawn for, and the borrower's loans whose things lie inside."""

    row: LoanRow
    things: frozenset[str]
    inside: tuple[str, ...]


def loans(case: Case) -> dict[str, Loan]:
    """The loans of a case."""
    things = {name: frozenset(placed(case, row.of)) for name, row in case.loans.items()}
    own = {
        name: [o for o, other in case.loans.items() if other.borrower == row.borrower]
        for name, row in case.loans.items()
    }
    return {
        name: Loan(row, things[name], tuple(o for o in own[name] if things[o] <= things[name]))
        for name, row in case.loans.items()
    }


def ceilings(case: Case, spec: ModelSpec) -> Iterator[Limit]:
    """The most that is drawn in each year of a loan; none in others."""
    money = case.settings.money
    for row in case.rows(LoanRow):
        for y, amount in row.binding(case.years).items():
            most = amount * case.scale(row)
            yield Limit(LOAN_CEILING, ("drawn", row.loan, y), row.loan, y, most, money, money, row=row)


def draws(inputs: Inputs) -> Iterator[tuple[Loan, int]]:
    """Each loan and year in which it can be drawn."""
    loans = inputs.own["loans"]
    yield from ((loans[limit.label], limit.year) for limit in inputs.limits if limit.family == LOAN_CEILING)


def add_loans(m: Model, inputs: Inputs) -> None:
    """Add what is drawn of each loan in a year, and its limits."""
    drawn = {(loan.row.loan, y): loan for loan, y in draws(inputs)}
    m.drawn = nonnegative("Drawn of a loan at the start of a year [money]", list(drawn))
    for limit in (limit for limit in inputs.limits if limit.family == LOAN_CEILING):
        variable(m, limit.name).setub(limit.amount)
    m.limit_loan = constraint(limit_loan, inputs, list(drawn))
    shared = [(name, y) for (name, y), loan in drawn.items() if sum((other, y) in drawn for other in loan.inside) > 1]
    m.limit_borrowed = constraint(limit_borrowed, inputs, shared)


def limit_loan(m: Model, inputs: Inputs, name: str, y: int) -> Expression:
    r"""No more is drawn than a share of the borrower's capex for what the loan is for, less its grants: $D_{l,y} \le \sigma_l K_{l,y}$.

    Money.
    """
    loan: Loan = inputs.own["loans"][name]
    return m.drawn[name, y] - loan.row.share * quicksum(_capital(m, inputs, loan, y)) <= 0


def limit_borrowed(m: Model, inputs: Inputs, name: str, y: int) -> Expression:
    r"""All loans inside one together are no more than that capex: $\sum_{l' \subseteq l} D_{l',y} \le K_{l,y}$. Money."""
    loan: Loan = inputs.own["loans"][name]
    drawn = quicksum(m.drawn[other, y] for other in loan.inside if (other, y) in m.drawn)
    return drawn - quicksum(_capital(m, inputs, loan, y)) <= 0


def _capital(m: Model, inputs: Inputs, loan: Loan, y: int) -> Iterator[Expression]:
    """Overnight capital that the borrower pays for what a loan is for, less the grants that it gets on it."""
    paid, got = (by.get((loan.row.borrower, y), ()) for by in (inputs.paid_by, inputs.got_by))
    terms = [(entry.column, entry.money) for entry in paid if entry.kind == "capex" and entry.item in loan.things]
    for entry in got:
        if entry.kind == "grant" and entry.column is not None and entry.column[1] in loan.things:
            terms.append((entry.column, -entry.money))
    yield from (money if column is None else money * variable(m, column) for column, money in netted(terms))


def loan_entries(inputs: Inputs) -> Iterator[Entry]:
    """What is drawn, paid back with interest, and subsidised, within the horizon."""
    for loan, v in draws(inputs):
        row, column = loan.row, ("drawn", loan.row.loan, v)
        yield Entry(v, row.lender, row.borrower, row.loan, "draw", column, 1.0)
        for y, owed, service in _years(row, v, inputs.years[-1]):
            yield Entry(y, row.borrower, row.lender, row.loan, "interest", column, row.rate * owed)
            yield Entry(y, row.borrower, row.lender, row.loan, "repayment", column, service - row.rate * owed)
            if row.subsidy_from:
                yield Entry(y, row.subsidy_from, row.borrower, row.loan, "subsidy", column, row.subsidy_rate * owed)


def _years(row: LoanRow, v: int, last: int) -> Iterator[tuple[int, float, float]]:
    """(year, owed at its start, paid at its end) of 1 drawn in v, within the horizon."""
    yield from zip(range(v, last + 1), row.owed, row.service, strict=False)


def payments(inputs: Inputs) -> Iterator[Payment]:
    r"""What a loan from outside costs: its service within the horizon and what is owed at its end, less what is drawn.

    $$\sum_{y=v}^{\min(v+T-1,Y)} d_y s_{y-v+1} + d_Y B_{Y-v+2} - (1 + r)\,d_v$$

    Money, present value, of 1 drawn at the start of v; less subsidies from outside on what is owed.
    """
    for loan, v in draws(inputs):
        for y, money in _outside(loan.row, v, inputs.years[-1], inputs.discount_rate):
            yield Payment(y, ("drawn", loan.row.loan, v), money, loan.row.loan, "loan", outside=True)


def _outside(row: LoanRow, v: int, last: int, discount_rate: float) -> Iterator[tuple[int, float]]:
    """(year, money) of 1 drawn in v that is settled with outside, as at the end of the year."""
    if row.lender == OUTSIDE:
        yield v, -(1 + discount_rate)
        yield from ((y, service) for y, _, service in _years(row, v, last))
        if v + row.tenor - 1 > last:
            yield last, row.owed[last - v + 1]
    if row.subsidy_from == OUTSIDE:
        yield from ((y, -row.subsidy_rate * owed) for y, owed, _ in _years(row, v, last))


def audited(case: Case, values: Amounts, y: int) -> Iterator[tuple[str, float]]:
    """What is settled with outside in a year, computed from the tables."""
    last, rate = case.years[-1], case.settings.discount_rate
    for row in case.rows(LoanRow):
        for v in range(case.years[0], y + 1):
            if drawn := values("drawn", row.loan, v):
                yield "", drawn * sum(money for year, money in _outside(row, v, last, rate) if year == y)


def debt(row: LoanRow, drawn: Mapping[int, float], y: int) -> float:
    """What is owed at the end of a year, of what was drawn by year."""
    return sum(amount * row.owed[y - v + 1] for v, amount in drawn.items() if v <= y < v + row.tenor)


LOANS = Subject(
    "loans",
    families=(LOAN_CEILING, Family("limit_loan", "l, y"), Family("limit_borrowed", "l, y")),
    add=add_loans,
    tables=(LoanRow,),
    checks=(loans_make_sense,),
    whole_checks=((loans_nest, EVERY_TABLE),),
    numbers=loans,
    limits=ceilings,
    payments=payments,
    audited=audited,
    entries=loan_entries,
    chosen=("drawn",),
    words={
        "what_loan_ceiling": ("what is drawn of {loan}", "{loan}的提款"),
        "lends_to_himself": (
            "found '{found}' as lender and borrower. Name another lender, or outside.",
            "贷款方与借款方均为“{found}”。请另写贷款方，或填 outside。",
        ),
        "subsidy_from_whom": (
            "a subsidy has a rate and somebody who pays it. Give both subsidy_rate and subsidy_from, or neither.",
            "贴息须同时写明利率与由谁支付。请同时填 subsidy_rate 和 subsidy_from，或都留空。",
        ),
        "loans_overlap": (
            "what it is for ('{found}') overlaps with that of loan {other} in part. A borrower's loans are for the same, for a part of it, or for other things.",
            "其用途（“{found}”）与贷款 {other} 部分重叠。同一借款方的贷款用途须相同、包含或互不相干。",
        ),
        "kind_loan": ("loan from outside", "外部贷款"),
    },
)
