"""Storage: what carries a sliced commodity from slice to slice of a typical day, at a loss.

Needs `m.activity_in`, `m.stock`; gives `m.charge`, `m.level`. Mathematics: models/README.md, "Storage".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from planner.errors import Problem
from planner.model.expressions import Expression, Model, constraint, nonnegative, quicksum
from planner.model.slices.slices import SliceRow, sliced_commodities
from planner.model.slices.technologies import full_hours
from planner.model.subject import Expected, Family, Flow, Subject, UnitCell
from planner.tables.fields import Columns, Number, Unit

if TYPE_CHECKING:
    from planner.case.case import Case
    from planner.model.inputs import Inputs


class StorageColumns(Columns):
    storage_hours: Annotated[Number | None, Field(gt=0), Unit("hours")] = None
    "Hours in which a full storage gives all back at full power"
    efficiency: Annotated[Number | None, Field(gt=0, le=1), Unit("share")] = None
    "Share of what a storage takes that it gives back"


@dataclass(frozen=True)
class Store:
    """The numbers of a storage."""

    commodity: str
    capacity: float
    """Commodity units that one unit built gives back in one go."""
    hours: float
    """In which a full one gives all back."""
    efficiency: float
    full_hours: float | None

    @property
    def power(self) -> float:
        """Commodity units in an hour per unit built."""
        return self.capacity / self.hours


def storages(case: Case) -> list[str]:
    """The storages of a case."""
    return [i for i, row in case.interventions.items() if row.kind == "storage"]


def stores(case: Case) -> dict[str, Store]:
    """The numbers of each storage."""
    found = {}
    for i in storages(case):
        row = case.interventions[i]
        capacity = case.units.factor(row.unit, case.unit_of(row.of or ""))
        hours, efficiency = (getattr(row, column, 0.0) for column in ("storage_hours", "efficiency"))
        found[i] = Store(row.of or "", capacity, hours, efficiency, full_hours(case, i))
    return found


def storage_units(case: Case, expected: Expected) -> Iterator[UnitCell]:
    """What is built of a storage is measured as what it stores."""
    for i in storages(case):
        row = case.interventions[i]
        yield row, "unit", row.unit, expected.commodities.get(row.of or "")


def storages_make_sense(case: Case) -> Iterator[Problem]:
    """A storage has its hours and its efficiency, no other kind has; running in circles never earns."""
    for i, row in case.interventions.items():
        for column in ("storage_hours", "efficiency"):
            found = getattr(row, column, None)
            if row.kind == "storage" and found is None:
                yield row.problem(column, "storage_needs", found=i)
            if row.kind != "storage" and found is not None:
                yield row.problem(column, "not_for_this_kind", found=f"{found:g}", kind=row.kind)
        if row.kind != "storage":
            continue
        if row.variable_cost < 0:
            yield row.problem("variable_cost", "circle_earns", found=f"{row.variable_cost:g}")
        if path := case.path_of.get((i, "variable_cost")):
            for column, number in path.negative.items():
                yield path.problem(column, "circle_earns", found=f"{number:g}")


def storages_store_what_is_sliced(case: Case) -> Iterator[Problem]:
    """Over a year there is nothing to store."""
    for i in storages(case):
        row = case.interventions[i]
        if not case.rows(SliceRow):
            yield row.problem("kind", "no_slices", found=i)
        elif row.of and row.of not in sliced_commodities(case):
            yield row.problem("of", "stores_what_is_yearly", found=row.of)


def add_storage(m: Model, inputs: Inputs) -> None:
    """Add what each storage takes and holds, and its limits."""
    every = list(inputs.own["storage"])
    limited = [s for s, store in inputs.own["storage"].items() if store.full_hours]
    m.charge = nonnegative("Taken in a slice [unit of the commodity]", every, m.SLICES, m.YEARS)
    m.level = nonnegative("Held when a slice begins, in the typical day", every, m.SLICES, m.YEARS)
    m.limit_power = constraint(limit_power, inputs, every, m.SLICES, m.YEARS)
    m.carry_level = constraint(carry_level, inputs, every, m.SLICES, m.YEARS)
    m.limit_level = constraint(limit_level, inputs, every, m.SLICES, m.YEARS)
    m.limit_given_back = constraint(limit_given_back, inputs, limited, m.YEARS)


def limit_power(m: Model, inputs: Inputs, s: str, t: str, y: int) -> Expression:
    r"""In a slice a storage takes and gives back no more than its power allows; it does not do both at once.

    $$Q_{s,t,y} + A_{s,t,y} \le \frac{k_s}{H_s}\,h_t\,p_{s,t}\,S_{s,y}$$

    Units of the commodity; $k$ of them are stored in one unit of s, $H$ its storage hours, $p$ the share there is.
    """
    most = inputs.own["storage"][s].power * inputs.slices.hours[t] * inputs.slices.shape(s, "", t)
    return m.charge[s, t, y] + m.activity_in[s, t, y] - most * m.stock[s, y] <= 0


def carry_level(m: Model, inputs: Inputs, s: str, t: str, y: int) -> Expression:
    r"""What a storage holds after a slice is what it held, took and gave back; a typical day ends as it began.

    $$L_{s,t+1,y} = L_{s,t,y} + \frac{\eta_s\,Q_{s,t,y} - A_{s,t,y}}{n_t}$$

    Units of the commodity, in one typical day, which comes $n$ times. After the last slice of a season comes its first.
    """
    slices, efficiency = inputs.slices, inputs.own["storage"][s].efficiency
    change = (efficiency * m.charge[s, t, y] - m.activity_in[s, t, y]) / slices.times[t]
    following = slices.following[t]
    return (m.level[s, following, y] - m.level[s, t, y] if following != t else 0.0) - change == 0


def limit_level(m: Model, inputs: Inputs, s: str, t: str, y: int) -> Expression:
    r"""A storage holds no more than it can: $L_{s,t,y} \le k_s\,S_{s,y}$. Units of the commodity."""
    return m.level[s, t, y] - inputs.own["storage"][s].capacity * m.stock[s, y] <= 0


def limit_given_back(m: Model, inputs: Inputs, s: str, y: int) -> Expression:
    r"""A storage with full hours $F$ gives back no more in a year than in these hours at full power.

    $$\sum_t A_{s,t,y} \le \frac{k_s}{H_s}\,F_s\,S_{s,y}$$

    Units of the commodity.
    """
    store = inputs.own["storage"][s]
    return quicksum(m.activity_in[s, t, y] for t in m.SLICES) - store.power * store.full_hours * m.stock[s, y] <= 0


def storage_flows(inputs: Inputs) -> Iterator[Flow]:
    """What storages take from and give back to a commodity in each slice."""
    for s, store in inputs.own["storage"].items():
        for t in inputs.slices.hours:
            for y in inputs.years:
                yield Flow(store.commodity, y, ("activity_in", s, t, y), 1.0, s, "given back", t)
                yield Flow(store.commodity, y, ("charge", s, t, y), -1.0, s, "charged", t)


STORAGE = Subject(
    "storage",
    families=(
        Family("limit_power", "i, t, y", per="delivered"),
        Family("carry_level", "i, t, y", per="delivered"),
        Family("limit_level", "i, t, y", per="delivered"),
        Family("limit_given_back", "i, y", per="delivered"),
        Family("least_charge", "i, t, y", floors="charge", per="delivered"),
        Family("least_level", "i, t, y", floors="level", per="delivered"),
    ),
    add=add_storage,
    columns={"interventions.csv": StorageColumns},
    units=storage_units,
    checks=(storages_make_sense,),
    whole_checks=(
        (storages_store_what_is_sliced, (SliceRow.FILE, "services.csv", "carriers.csv", "interventions.csv")),
    ),
    numbers=stores,
    flows=storage_flows,
    words={
        "storage_needs": (
            "empty; the storage '{found}' needs storage_hours (in which it gives all back at full power) and efficiency (the share of what it takes that it gives back).",
            "为空；储能“{found}”需要 storage_hours（满功率放完所需小时数）和 efficiency（放出量占充入量的比例）。",
        ),
        "circle_earns": (
            "found {found}; a storage that earned by running would run in circles. Give 0 or more.",
            "填的是 {found}；储能若运行即有收益，就会反复充放。请填 0 或正数。",
        ),
        "stores_what_is_yearly": (
            "found '{found}', which is balanced over the year, so that it is stored for free already. Mark it sliced, or remove the storage.",
            "“{found}”按年平衡，本已可无偿调剂。请将其标为 sliced，或删去该储能。",
        ),
    },
)
