"""Payers, and the share of each cost that each of them bears.

Mathematics: models/README.md, "Money". Only booked: no cost of the program depends on who pays it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Literal, NamedTuple

from pydantic import Field

from planner.errors import Problem
from planner.model.subject import Name, Subject
from planner.tables.fields import Id, Names, Number, Positive, Ref, Sourced, Unit

if TYPE_CHECKING:
    from planner.case.case import Case
    from planner.model.inputs import Inputs

OUTSIDE = "outside"
"""Who is no payer of the case: markets, the state if it is not named, everyone else."""
COSTS = ("capex", "fixed", "variable", "energy", "carbon")
PAYERS_FILE, INTERVENTIONS, SECTORS = "payers.csv", "interventions.csv", "sectors.csv"
ROUNDING = 1e-12
"""Share of the payments on a column under which their sum is nothing."""
PLACES = (INTERVENTIONS, f"{INTERVENTIONS} group", SECTORS, f"{SECTORS} group")
"""What may name where something is: an intervention, a group of them, a sector, a group of sectors."""
Payer = Annotated[Id, Ref((PAYERS_FILE,))]
AnyPayer = Annotated[Id, Ref((PAYERS_FILE,), also=(OUTSIDE,))]
Borne = tuple[tuple[str, float], ...]
"""Payers and their shares, which sum to 1."""


class PayerRow(Names, Sourced):
    """Who pays: the city, the state, companies, households. `outside` is everyone else, and always there."""

    FILE = PAYERS_FILE
    KEY = ("payer",)
    payer: Id
    "Id of the payer"
    people: Annotated[Positive | None, Unit("people")] = None
    "How many people it stands for: gives its burden per head"
    rate: Annotated[Number | None, Field(ge=0, lt=1), Unit("share")] = None
    "Real discount rate per year at which it chooses, in the private view; empty: the case's"


class PayerShareRow(Sourced):
    """Which payer bears what share of a cost."""

    FILE = "payer_shares.csv"
    KEY = ("of", "cost", "payer")
    of: Annotated[Id | None, Ref(PLACES)] = None
    "An intervention, a group of them, a sector, a group of sectors; empty: all. The first of these that has a row counts"
    cost: Literal["capex", "fixed", "variable", "energy", "carbon"] | None = None
    "The cost; empty: those of `of` that have no row of their own. What is made belongs to who pays capex"
    payer: Payer
    "Who pays"
    share: Annotated[Number, Field(ge=0, le=1), Unit("share")]
    "Share of the cost; those of one cost sum to 1"


class Entry(NamedTuple):
    """What one unit of a column makes a payer pay to another in a year, undiscounted [money]; without one, an amount."""

    year: int
    payer: str
    payee: str
    item: str
    kind: str
    column: Name | None
    money: float


def netted(terms: Iterable[tuple[Name | None, float]]) -> list[tuple[Name | None, float]]:
    """Money by column, summed; what cancels but for rounding is nothing."""
    net, gross = defaultdict[Name | None, float](float), defaultdict[Name | None, float](float)
    for column, money in terms:
        net[column] += money
        gross[column] += abs(money)
    return [(column, money) for column, money in net.items() if abs(money) > ROUNDING * gross[column]]


@dataclass(frozen=True)
class Shares:
    """Who bears what: of an intervention, of the baseline of a sector, and of anything else, by cost."""

    interventions: dict[tuple[str, str], Borne]
    sectors: dict[str, Borne]
    others: dict[str, Borne]

    def of(self, item: str, cost: str) -> Borne:
        return self.interventions.get((item, cost)) or self.others.get(cost, ())


def shares(case: Case) -> Shares | None:
    """The shares of every cost; None of a case without payers."""
    if not case.rows(PayerRow):
        return None
    rows: dict[tuple[str | None, str | None], list[tuple[str, float]]] = defaultdict(list)
    for row in case.rows(PayerShareRow):
        rows[row.of, row.cost].append((row.payer, row.share))

    def borne(levels: Iterable[str | None], cost: str) -> Borne:
        named = (rows.get((of, column)) for of in levels for column in (cost, None))
        return tuple(next((found for found in named if found), ()))

    return Shares(
        {(i, cost): borne(_levels(case, i), cost) for i in case.interventions for cost in COSTS},
        {s: borne((s, row.group, None), "carbon") for s, row in case.sectors.items()},
        {cost: borne((None,), cost) for cost in COSTS},
    )


def _levels(case: Case, i: str) -> tuple[str | None, ...]:
    """Where the shares of an intervention are looked for, in this order."""
    row = case.interventions[i]
    sector = case.sectors.get(row.sector)
    found = (i, row.group, row.sector, sector.group if sector else None)
    return (*(of for of in found if of), None)


def placed(case: Case, of: str | None) -> list[str]:
    """The interventions that stand in a place: itself, its group, its sector, that one's group; all where it is empty."""
    return [i for i in case.interventions if of in _levels(case, i)]


def borne_by(inputs: Inputs, item: str, cost: str) -> Borne:
    """Who bears a cost of an intervention, or of what another subject pays."""
    found: Shares = inputs.own["payers"]
    return found.of(item, cost)


def shares_sum_to_one(case: Case) -> Iterator[Problem]:
    """All of a cost is paid, and once. Nobody in the table of payers is called outside."""
    for payer in case.rows(PayerRow):
        if payer.payer == OUTSIDE:
            yield payer.problem("payer", "payer_outside", found=OUTSIDE)
    rows: dict[tuple[str | None, str | None], list[PayerShareRow]] = defaultdict(list)
    for row in case.rows(PayerShareRow):
        rows[row.of, row.cost].append(row)
    for several in rows.values():
        whole = sum(row.share for row in several)
        if abs(whole - 1) > 1e-6:
            yield several[-1].problem("share", "shares_sum", found=f"{whole:g}")


def every_cost_is_paid(case: Case) -> Iterator[Problem]:
    """Where there are payers each cost of each intervention has one."""
    found = shares(case)
    for cost in COSTS if found else ():
        assert found is not None
        nobody = [i for i in case.interventions if not found.interventions[i, cost]]
        if nobody:
            values = {"cost": cost, "found": ", ".join(nobody[:3]), "count": len(nobody)}
            yield Problem(PayerShareRow.FILE, 0, "of", "nobody_pays", values)


PAYERS = Subject(
    "payers",
    tables=(PayerRow, PayerShareRow),
    checks=(shares_sum_to_one,),
    whole_checks=((every_cost_is_paid, (PAYERS_FILE, PayerShareRow.FILE, INTERVENTIONS, SECTORS)),),
    numbers=shares,
    words={
        "payer_of_outside": ("outside", "外部"),
        "payer_outside": (
            "found '{found}', which is everyone who is no payer of the case and needs no row. Leave it out, or choose another id.",
            "“{found}”指本算例付款方以外的所有人，无需列出。请删去，或换一个标识。",
        ),
        "shares_sum": (
            "the shares of this cost sum to {found}; they must sum to 1.",
            "该项成本的份额合计为{found}，应为1。",
        ),
        "nobody_pays": (
            "nobody pays {cost} of {found} ({count} in all). Add rows for them, or with `of` empty for all.",
            "没有付款方承担{found}（共{count}项）的{cost}。请为其补上份额；`of`留空则适用于全部。",
        ),
    },
)
