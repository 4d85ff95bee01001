"""A subject from outside that enters a balance: a store that gives back next year what it took, less a loss."""

from __future__ import annotations

from collections.abc import Iterator

from planner.case.case import Case
from planner.model.expressions import Model
from planner.model.inputs import Inputs
from planner.model.subject import Amounts, Family, Flow, Subject
from planner.tables.fields import Carrier, NotNegative, Row


class StoreRow(Row):
    """A store of a carrier."""

    FILE = "stores.csv"
    KEY = ("store",)
    store: str
    "Id of the store"
    carrier: Carrier
    "What it stores"
    efficiency: NotNegative
    "Share of what it took that it gives back"


def numbers(case: Case) -> dict[str, tuple[str, float]]:
    return {row.store: (row.carrier, row.efficiency) for row in case.rows(StoreRow)}


def add_stored(m: Model, inputs: Inputs) -> None:
    import pyomo.environ as pyo

    m.stored = pyo.Var(list(inputs.own["yearly_stores"]), m.YEARS, bounds=(0, None))


def flows(inputs: Inputs) -> Iterator[Flow]:
    for s, (carrier, efficiency) in inputs.own["yearly_stores"].items():
        for y in inputs.years:
            yield Flow(carrier, y, ("stored", s, y), -1.0, s, "consumed")
            if y > inputs.years[0]:
                yield Flow(carrier, y, ("stored", s, y - 1), efficiency, s, "delivered")


def audited(case: Case, values: Amounts, y: int) -> Iterator[tuple[str, float]]:
    for row in case.rows(StoreRow):
        yield row.carrier, row.efficiency * values("stored", row.store, y - 1) - values("stored", row.store, y)


STORAGE = Subject(
    "yearly_stores",
    families=(Family("stored", "s, y"),),
    tables=(StoreRow,),
    numbers=numbers,
    add=add_stored,
    flows=flows,
    audited=audited,
)
