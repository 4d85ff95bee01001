"""Tariffs: what users of a carrier pay and who makes it is paid, through one supplier.

Mathematics: models/README.md, "Money". Only booked: the program buys at `prices.csv`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Literal, TypeAlias

from pydantic import Field

from planner.errors import Problem
from planner.model.money.payers import INTERVENTIONS, OUTSIDE, PAYERS_FILE, Payer, PayerRow
from planner.model.subject import Subject
from planner.tables.fields import Carrier, Id, Number, Ref, Series, Unit

if TYPE_CHECKING:
    from planner.case.case import Case

TARIFFS_FILE = "tariffs.csv"
Side: TypeAlias = Literal["use", "made"]


class TariffRow(Series):
    """What is paid for a carrier by who uses it, or to who makes it; without a row, its price in prices.csv."""

    FILE = TARIFFS_FILE
    KEY = ("carrier", "side", "of")
    MEASURED = ("money", "carrier")
    carrier: Carrier
    "The carrier"
    side: Side
    "What users pay, or what makers are paid"
    of: Annotated[Id | None, Ref((PAYERS_FILE, INTERVENTIONS))] = None
    "An intervention, or a payer; empty: all that have no row of their own"
    supplier: Payer | None = None
    "Whom users pay, and who pays makers and what is bought; one for each carrier"
    self_used: Annotated[Number, Field(ge=0, le=1), Unit("share")] = 0.0
    "Share of what is made that its owner uses: it saves the owner's tariff of use instead (side made)"
    unit: str
    "Money per unit of the carrier"


@dataclass(frozen=True)
class Tariffs:
    """Tariffs in force [money per unit of the carrier]."""

    rates: dict[tuple[str, Side, str | None], dict[int, float]]
    own_use: dict[tuple[str, str | None], float]
    suppliers: dict[str, str]

    def rate(self, carrier: str, side: Side, of: tuple[str, str], year: int, price: float) -> float:
        """What an intervention and its payer pay or are paid: by its own row, its payer's, that of all, or the price."""
        for who in (*of, None):
            if rate := self.rates.get((carrier, side, who)):
                return rate[year]
        return price

    def self_used(self, carrier: str, of: tuple[str, str]) -> float:
        """The share of what is made that its owner uses."""
        return next((self.own_use[carrier, who] for who in (*of, None) if (carrier, who) in self.own_use), 0.0)

    def supplier(self, carrier: str) -> str:
        return self.suppliers.get(carrier, OUTSIDE)


def tariffs(case: Case) -> Tariffs:
    """The tariffs of every year."""
    rows = case.rows(TariffRow)
    rates = {(row.carrier, row.side, row.of): case.by_year(row) for row in rows}
    own_use = {(row.carrier, row.of): row.self_used for row in rows if row.side == "made"}
    return Tariffs(rates, own_use, {row.carrier: row.supplier for row in rows if row.supplier})


def tariffs_make_sense(case: Case) -> Iterator[Problem]:
    """A carrier with tariffs has one supplier; only who makes something uses a share of it."""
    by_carrier: dict[str, list[TariffRow]] = defaultdict(list)
    for row in case.rows(TariffRow):
        by_carrier[row.carrier].append(row)
        if row.side == "use" and row.self_used:
            yield row.problem("self_used", "out_of_range", found=f"{row.self_used:g}", allowed="0")
    for carrier, rows in by_carrier.items():
        suppliers = {row.supplier: row for row in rows if row.supplier}
        if len(suppliers) != 1:
            values = {"found": ", ".join(map(str, suppliers)), "carrier": carrier}
            yield Problem(TARIFFS_FILE, rows[-1].row, "supplier", "one_supplier", values)


def surplus_has_a_supplier(case: Case) -> Iterator[Problem]:
    """Where a carrier may be bought, made and wasted, someone pays for what nobody uses."""
    made = {flow.carrier for flow in case.unit_flows if flow.negative}
    made |= {str(built.of) for built in case.interventions.values() if built.kind == "technology"}
    supplied = {row.carrier for row in case.rows(TariffRow)}
    for c, row in case.carriers.items() if case.rows(PayerRow) else ():
        if row.bought and row.surplus and c in made and c not in supplied:
            yield Problem(TARIFFS_FILE, 0, "supplier", "no_supplier", {"found": c})


TARIFFS = Subject(
    "tariffs",
    tables=(TariffRow,),
    checks=(tariffs_make_sense,),
    whole_checks=(
        (surplus_has_a_supplier, (TARIFFS_FILE, PAYERS_FILE, INTERVENTIONS, "carriers.csv", "unit_flows.csv")),
    ),
    numbers=tariffs,
    words={
        "one_supplier": (
            "found '{found}' as suppliers of {carrier}; all rows of a carrier have one and the same, named at least once.",
            "{carrier}的供应方为“{found}”；同一载体只能有一个供应方，至少在一行写明。",
        ),
        "no_supplier": (
            "{found} is bought, made and may go to waste, so someone must pay for what nobody uses. Give it a row with its supplier.",
            "{found}既可购买也可生产，且允许浪费，多余部分须有人付款。请为其加一行并写明供应方。",
        ),
    },
)
