"""Offsets of emission trading: certificates bought in place of a part of the carbon price, and no abatement.

Needs `m.emissions`. Mathematics: models/README.md, "Offsets".
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, ClassVar

from pydantic import Field

from planner.errors import Problem
from planner.model.costs import CarbonPriceRow
from planner.model.emissions import scoped_emissions
from planner.model.expressions import Expression, Model, constraint, nonnegative
from planner.model.money.payers import OUTSIDE, Entry, Payer, PayerRow
from planner.model.subject import EVERY_TABLE, Amounts, Family, Payment, Subject
from planner.tables.fields import Account, Id, Names, Number, Scope, Series, Unit

if TYPE_CHECKING:
    from planner.case.case import Case
    from planner.model.inputs import Inputs


class OffsetRow(Names, Series):
    """A certificate, such as a CCER, that may be handed in for a share of the emissions under a carbon price."""

    FILE = "offsets.csv"
    KEY = ("offset",)
    MEASURED = ("money", "account")
    NEVER_NEGATIVE = True
    CHINESE: ClassVar = {
        "": ("碳抵销", "可用来抵销部分应付碳价的减排量凭证，如 CCER。本地排放不因此减少。"),
        "offset": ("抵销凭证", "标识"),
        "account": ("账户", "其排放可被抵销的账户"),
        "scope": ("范围", "与 carbon_prices.csv 中某行的范围相同。留空：全市；或部门组、部门"),
        "share": ("比例", "一年排放中最多可抵销的比例"),
        "payer": ("付款方", "由谁购买；没有 payers.csv 时留空"),
        "unit": ("单位", "每单位账户排放的价格"),
        "years": ("年份", "每年一列：凭证的价格；其间按直线，其外不变"),
    }
    offset: Id
    "Id of the certificate"
    account: Account
    "The account of the emissions that it may stand in for"
    scope: Scope | None = None
    "That of a row of carbon_prices.csv. Empty: the city; a group; a sector"
    share: Annotated[Number, Field(ge=0, le=1), Unit("share")]
    "The most of a year's emissions that it may stand in for"
    payer: Payer | None = None
    "Who buys it; empty where there is no payers.csv"
    unit: str
    "Money per unit of the account: what the certificate costs"

    @property
    def priced(self) -> tuple[str, str]:
        """The account and scope whose carbon price it saves."""
        return self.account, self.scope or "total"


def offsets_make_sense(case: Case) -> Iterator[Problem]:
    """A certificate has a buyer where there are payers, and saves a carbon price."""
    priced = {(row.account, row.scope) for row in case.rows(CarbonPriceRow)}
    whole: dict[tuple[str, str], float] = {}
    for row in case.rows(OffsetRow):
        if bool(case.rows(PayerRow)) != bool(row.payer):
            yield row.problem("payer", "offset_payer", found=row.payer or "")
        if (row.account, row.scope) not in priced:
            yield row.problem("scope", "offset_without_price", found="/".join(filter(None, (row.account, row.scope))))
        whole[row.priced] = whole.get(row.priced, 0.0) + row.share
        if whole[row.priced] > 1 + 1e-9:
            yield row.problem("share", "offsets_above_all", found=f"{whole[row.priced]:g}")


def offsets_of_what_is_emitted(case: Case) -> Iterator[Problem]:
    """What certificates stand in for can't fall below zero: a share of that would be less than none."""
    for row in case.rows(OffsetRow):
        within = {s for s, sector in case.sectors.items() if row.scope in (None, s, sector.group)}
        for file, name in _below_zero(case, row.account, within):
            yield row.problem("scope", "offsets_of_a_sink", found=name, file=file)


def _below_zero(case: Case, account: str, within: set[str]) -> Iterator[tuple[str, str]]:
    """(table, id) of what may take the emissions of some sectors below zero; reductions stop there."""
    yield from (("sectors.csv", s) for s in sorted(within) if case.sectors[s].net_negative)
    for base in case.baseline:
        if base.account == account and base.sector in within and base.negative:
            yield base.FILE, base.sector
    for emitted in (e for e in case.process_emissions if e.account == account):
        built = case.interventions[emitted.intervention]
        if built.kind != "reduction" and built.sector in within and emitted.negative:
            yield emitted.FILE, emitted.intervention
    for factor in case.emission_factors:
        if factor.account == account and factor.negative:
            yield factor.FILE, factor.carrier


def offsets(case: Case) -> dict[str, tuple[OffsetRow, dict[int, float]]]:
    """Each certificate with its price by year, in money per unit of its account."""
    return {row.offset: (row, case.by_year(row)) for row in case.rows(OffsetRow)}


def saved(inputs: Inputs) -> Iterator[tuple[OffsetRow, int, float]]:
    """(certificate, year, money of one: its price less the carbon price that it saves), of a model that prices carbon."""
    for row, prices in inputs.own["offsets"].values():
        for y, price in prices.items() if inputs.money and inputs.carbon_price else ():
            yield row, y, price - inputs.carbon_price[*row.priced, y]


def add_offsets(m: Model, inputs: Inputs) -> None:
    """Add the certificates handed in for a year, and the most that may be."""
    at = [(row.account, row.offset, y) for row, y, _ in saved(inputs)]
    m.offsets = nonnegative("Certificates for a year [account's unit]", [(offset, y) for _, offset, y in at])
    m.limit_offset = constraint(limit_offset, inputs, at)


def limit_offset(m: Model, inputs: Inputs, a: str, o: str, y: int) -> Expression:
    r"""Certificates stand in for a share of what is emitted at most: $F_{o,y} \le \sigma_o\,E_{a,g,y}$.

    In the account's unit. No emission falls by them.
    """
    row: OffsetRow = inputs.own["offsets"][o][0]
    return m.offsets[o, y] - row.share * scoped_emissions(m, inputs, *row.priced, y) <= 0


def payments(inputs: Inputs) -> Iterator[Payment]:
    r"""A certificate costs its price and saves the carbon price: $(q_{o,y} - \tau_{a,g,y})\,F_{o,y}$. Money."""
    for row, y, money in saved(inputs):
        yield Payment(y, ("offsets", row.offset, y), money, row.offset, "offset", outside=True)


def audited(case: Case, values: Amounts, y: int) -> Iterator[tuple[str, float]]:
    """What certificates cost less what they save in a year, computed from the tables."""
    for row in case.rows(OffsetRow):
        (price,) = (p for p in case.rows(CarbonPriceRow) if (p.account, p.scope) == (row.account, row.scope))
        money = row.at(y) * case.scale(row) - price.at(y) * case.scale(price)
        yield "", money * values("offsets", row.offset, y)


def offset_entries(inputs: Inputs) -> Iterator[Entry]:
    """The same in the ledger, paid by who buys them; below zero where they save more than they cost."""
    for row, y, money in saved(inputs):
        yield Entry(y, row.payer or OUTSIDE, OUTSIDE, row.offset, "offset", ("offsets", row.offset, y), money)


OFFSETS = Subject(
    "offsets",
    families=(Family("limit_offset", "a, o, y", per="account"),),
    add=add_offsets,
    tables=(OffsetRow,),
    checks=(offsets_make_sense,),
    whole_checks=((offsets_of_what_is_emitted, EVERY_TABLE),),
    numbers=offsets,
    payments=payments,
    audited=audited,
    entries=offset_entries,
    chosen=("offsets",),
    words={
        "kind_offset": ("offsets, less the carbon price saved", "碳抵销（扣除节省的碳价）"),
        "offset_payer": (
            "found '{found}'; where there is a payers.csv a certificate has a buyer, and nowhere else.",
            "填的是“{found}”；有 payers.csv 时须写明凭证的购买方，否则留空。",
        ),
        "offset_without_price": (
            "found '{found}', for which carbon_prices.csv has no row, so that there is nothing to save. Add the price, or use its scope.",
            "“{found}”在 carbon_prices.csv 中没有对应的行，抵销无从节省。请补上碳价，或改用其范围。",
        ),
        "offsets_above_all": (
            "certificates of this account and scope may stand in for {found} of its emissions; no more than 1 is emitted. Lower the shares.",
            "该账户和范围的抵销比例合计为{found}，超过排放总量（1）。请调低比例。",
        ),
        "offsets_of_a_sink": (
            "'{found}' ({file}) may take these emissions below zero, and a share of that is no room for certificates. Use a scope without it.",
            "“{found}”（{file}）可使该范围的排放低于零，此时没有可抵销的份额。请改用不含它的范围。",
        ),
    },
)
