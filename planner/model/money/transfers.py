"""Transfers between payers: grants, taxes, feed-in payments, fees.

Mathematics: models/README.md, "Transfers". Inside the payers they are only booked; what goes to outside or comes from it
is part of the objective.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Literal

from planner.errors import Problem
from planner.finance import capital_recovery_factor, years_in_service
from planner.model.money.basis import NEEDS, ONCE, Rates, amount_of, basis_needs, named, per_basis, terms
from planner.model.money.payers import OUTSIDE, PLACES, AnyPayer, Entry, borne_by
from planner.model.subject import EVERY_TABLE, Amounts, Expected, Payment, Subject, UnitCell
from planner.tables.fields import Account, Carrier, Id, Names, Ref, Series

if TYPE_CHECKING:
    from planner.case.case import Case
    from planner.model.inputs import Inputs

COST_OF = {
    "capex": "capex",
    "new_units": "capex",
    "stock": "fixed",
    "activity": "variable",
    "consumption": "energy",
    "emissions": "carbon",
}
"""Whose bearers are meant where a payer or payee is left empty."""


class TransferRow(Names, Series):
    """A payment from one payer to another: a grant, a tax, a feed-in payment, a fare, a fee."""

    FILE = "transfers.csv"
    KEY = ("transfer",)
    NEVER_NEGATIVE = True
    transfer: Id
    "Id of the transfer"
    payer: AnyPayer | None = None
    "Who pays; empty: who bears the cost that it is on"
    payee: AnyPayer | None = None
    "Who gets it; empty: who bears the cost that it is on"
    basis: Literal["capex", "new_units", "stock", "activity", "consumption", "emissions"]
    "What it is paid on: a share of capex, or so much a unit built, in service, of activity, of a carrier consumed, emitted"
    of: Annotated[Id | None, Ref((*PLACES, "services.csv"))] = None
    "An intervention (of an improvement: what it improves), a group, a sector, a group of sectors, a service; empty: all"
    carrier: Carrier | None = None
    "The carrier, of a transfer on consumption"
    account: Account | None = None
    "The account, of a transfer on emissions"
    unit: str
    "% or 1 (capex), else money per unit of what it is paid on"

    @property
    def kind(self) -> Literal["grant", "tax", "transfer"]:
        """As what it is booked: of what is built a grant, or a tax where who builds it pays."""
        if self.basis not in ONCE:
            return "transfer"
        return "tax" if self.payer is None else "grant"


@dataclass(frozen=True)
class Transfer:
    """A transfer as numbers."""

    row: TransferRow
    rates: Rates

    @property
    def sign(self) -> int:
        """1 where it goes to outside, -1 where it comes from there, 0 inside."""
        return (self.row.payee == OUTSIDE) - (self.row.payer == OUTSIDE)


def transfers(case: Case) -> tuple[Transfer, ...]:
    """The transfers of a case."""
    return tuple(as_numbers(case, row) for row in case.rows(TransferRow))


def as_numbers(case: Case, row: TransferRow) -> Transfer:
    """A transfer with its rates in the case's money."""
    rates = {}
    for i in named(case, row):
        factor = 1.0
        if row.basis == "capex":
            factor = 0.01 if row.unit == "%" else 1.0
        elif per := per_basis(case, row, i):
            factor = case.in_money(row.unit, per)
        rates[i] = {y: factor * row.at(y) for y in case.years}
    return Transfer(row, rates)


def transfer_units(case: Case, expected: Expected) -> Iterator[UnitCell]:
    """Money per unit of what it is paid on, of everything that it is on."""
    for row in case.rows(TransferRow):
        if row.basis != "capex" and row.carrier in (None, *expected.commodities):
            for per in dict.fromkeys(per_basis(case, row, i) for i in named(case, row)):
                yield row, "unit", row.unit, expected.price(per)


def transfers_make_sense(case: Case) -> Iterator[Problem]:
    """A transfer goes from one side to another, and says what it is on."""
    for row in case.rows(TransferRow):
        if row.payer == row.payee:
            yield row.problem("payee", "transfer_sides" if row.payee else "transfer_of_nobody", found=row.payee or "")
        if row.basis == "capex" and row.unit not in ("1", "%"):
            yield row.problem("unit", "share_of_capex", found=row.unit)
        by_stock = any(flow.per == "stock" for flow in case.unit_flows)
        if row.basis in NEEDS and OUTSIDE in (row.payer, row.payee) and (case.slices or by_stock):
            yield row.problem("basis", "outside_by_slice", found=row.basis)
        yield from basis_needs(row)


def grants_within_capex(case: Case) -> Iterator[Problem]:
    """All grants on something are no more than its capex: else building it would pay by itself."""
    money = case.settings.money
    on: dict[str, list[Transfer]] = {}
    for transfer in transfers(case):
        for i in transfer.rates if transfer.row.kind == "grant" else ():
            on.setdefault(i, []).append(transfer)
    for i, several in on.items():
        factor = case.in_money(case.interventions[i].cost_unit, case.interventions[i].unit)
        for y in case.years:
            capex = factor * case.number(i, "capex", y)
            paid = sum(t.rates[i][y] * (capex if t.row.basis == "capex" else 1.0) for t in several)
            if paid > capex * (1 + 1e-9):
                values = {"found": i, "year": y, "paid": f"{paid:.6g}", "capex": f"{capex:.6g}", "money": money}
                yield several[-1].row.problem("amount", "grants_above_capex", **values)
                break


def transfer_entries(inputs: Inputs) -> Iterator[Entry]:
    """The transfers in the ledger. A side that is not named is who bears the cost."""
    for transfer in inputs.own["transfers"]:
        row = transfer.row
        for y, i, column, money in terms(inputs, transfer.row, transfer.rates):
            borne = borne_by(inputs, i, COST_OF[row.basis])
            for payer, share in ((row.payer, 1.0),) if row.payer else borne:
                for payee, part in ((row.payee, 1.0),) if row.payee else borne:
                    yield Entry(y, payer, payee, row.transfer, row.kind, column, share * part * money)


def payments(inputs: Inputs) -> Iterator[Payment]:
    """What goes to outside and, below zero, what comes from it; a grant or tax on capex as annuities, as that is."""
    for transfer in (t for t in inputs.own["transfers"] if t.sign):
        row, once = transfer.row, transfer.row.basis in ONCE
        for y, i, column, money in terms(inputs, row, transfer.rates):
            life = inputs.lifetime[i]
            annuity = capital_recovery_factor(inputs.discount_rate, life) if once else 1.0
            for paid in years_in_service(y, life, inputs.years[-1]) if once else (y,):
                yield Payment(paid, column, transfer.sign * annuity * money, row.transfer, row.kind, outside=True)


def audited(case: Case, values: Amounts, y: int) -> Iterator[tuple[str, float]]:
    """What is paid to outside in a year, computed from the tables."""
    for row in (row for row in case.rows(TransferRow) if OUTSIDE in (row.payer, row.payee)):
        transfer = as_numbers(case, row)
        yield "", transfer.sign * sum(_audited(case, values, transfer, y))


def _audited(case: Case, values: Amounts, transfer: Transfer, y: int) -> Iterator[float]:
    row, rates = transfer.row, transfer.rates
    if row.basis not in ONCE:
        yield from amount_of(case, values, row, rates, y)
        return
    for i in rates:
        life = case.interventions[i].lifetime
        annuity = capital_recovery_factor(case.settings.discount_rate, life)
        for v in range(max(case.years[0], y - life + 1), y + 1):
            yield from (annuity * paid for paid in amount_of(case, values, row, {i: rates[i]}, v))


TRANSFERS = Subject(
    "transfers",
    tables=(TransferRow,),
    units=transfer_units,
    checks=(transfers_make_sense,),
    whole_checks=((grants_within_capex, EVERY_TABLE),),
    numbers=transfers,
    payments=payments,
    audited=audited,
    entries=transfer_entries,
    words={
        "transfer_sides": (
            "payer and payee are both '{found}'. A transfer goes from one to another. Correct one of them.",
            "付款方与收款方均为“{found}”。转移支付须从一方到另一方。请改正其一。",
        ),
        "transfer_of_nobody": (
            "payer and payee are both empty. Name at least one of them.",
            "付款方与收款方均为空。请至少写明其一。",
        ),
        "share_of_capex": (
            "found '{found}'; a transfer on capex is a share of it, in % or 1. So much a unit built is basis new_units.",
            "填的是“{found}”；按投资的转移支付是其比例，单位为 % 或 1。按新增单位计的请用 new_units。",
        ),
        "transfer_lacks": (
            "a transfer on {basis} must say which {column}{found}.",
            "以{basis}为基础的转移支付须写明{column}{found}。",
        ),
        "transfer_has": (
            "found '{found}'; a transfer on {basis} has no {column}. Leave it empty.",
            "填的是“{found}”；以{basis}为基础的转移支付没有{column}。请留空。",
        ),
        "outside_by_slice": (
            "found '{found}' to or from outside, in a case with slices or flows by stock: there it may only be between payers. Name the other side in payers.csv.",
            "与外部之间以“{found}”为基础的转移支付，不能用于有时段或按存量消耗的算例；此时只能在付款方之间。请在 payers.csv 中写明另一方。",
        ),
        "grants_above_capex": (
            "grants on a unit of {found} come to {paid} {money} in {year}, more than its capex of {capex}. Lower them.",
            "{year}年对{found}每单位的补助合计 {paid} {money}，超过其投资 {capex}。请调低。",
        ),
        "kind_grant": ("grant from outside", "外部补助"),
        "kind_tax": ("tax to outside on what is built", "向外部缴纳的购置税"),
        "kind_transfer": ("transfer with outside", "与外部的转移支付"),
    },
)
