"""What runs: modes of technologies within their stock, and the least use that some must have.

Needs `m.stock`; gives `m.activity`, and `amount` of any activity. Mathematics: models/README.md, "Activity".
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from planner.model.expressions import Expression, Model, constraint, nonnegative, quicksum, variable
from planner.model.subject import Amounts, Family, Name, Subject

if TYPE_CHECKING:
    from planner.case.case import Case
    from planner.model.inputs import Inputs


def unit_flows(case: Case, per: Literal["stock"] | None = None) -> dict[tuple[str, str, int], float]:
    """(intervention, carrier, year) -> units of the carrier per unit of activity, or stock: + consumed, - co-produced."""
    rows = [row for row in case.unit_flows if row.per == per]
    return {(row.intervention, row.carrier, y): flow for row in rows for y, flow in case.by_year(row).items()}


def add_activity(m: Model, inputs: Inputs) -> None:
    """Add the yearly amount that each mode delivers and each storage gives back, and the limits of modes."""
    runs = [*m.MODES, *m.STORAGES]
    m.activity = nonnegative("Delivered by a mode, given back [unit of the commodity]", runs, m.YEARS)
    m.limit_activity = constraint(limit_activity, inputs, m.TECHNOLOGIES, m.YEARS)
    m.hold_activity = constraint(hold_activity, inputs, list(inputs.minimum_use), m.YEARS)


def amount(m: Model, inputs: Inputs, x: str, y: int) -> Expression:
    """The yearly amount of an activity: of a mode, a storage, a capture, a reduction (its stock, used in full), a stock."""
    columns = inputs.activity_columns(x, y)
    return variable(m, columns[0]) if len(columns) == 1 else quicksum(variable(m, name) for name in columns)


def limit_activity(m: Model, inputs: Inputs, i: str, y: int) -> Expression:
    r"""A technology delivers no more than its stock can.

    $$\sum_{m \in M_i} A_{m,y} \le o_i\,S_{i,y}$$

    Units of the commodity; output $o_i$ in commodity units per unit of i.
    """
    return quicksum(m.activity[x, y] for x in inputs.modes_of[i]) - inputs.output[i] * m.stock[i, y] <= 0


def hold_activity(m: Model, inputs: Inputs, i: str, y: int) -> Expression:
    r"""A technology with a minimum use (a signed contract, a plant that must run) delivers at least that share.

    $$\sum_{m \in M_i} A_{m,y} \ge u_i\,o_i\,S_{i,y}$$

    Units of the commodity.
    """
    least = inputs.minimum_use[i] * inputs.output[i]
    return quicksum(m.activity[x, y] for x in inputs.modes_of[i]) - least * m.stock[i, y] >= 0


def used(inputs: Inputs, values: Amounts, name: Name) -> float:
    """The share of its output at which a technology runs in a year; 1 where there is none of it."""
    _, i, y = name
    able = inputs.output[i] * values("stock", i, y)
    return sum(values("activity", x, y) for x in inputs.modes_of[i]) / able if able else 1.0


ACTIVITY = Subject(
    "activity",
    families=(
        Family("limit_activity", "i, y", per="delivered"),
        Family(
            "hold_activity",
            "i, y",
            gives=-1,
            cell=("interventions.csv", "{i}", "minimum_use"),
            reached=used,
            per="delivered",
        ),
        Family("least_activity", "m, y", floors="activity", per="delivered"),
    ),
    add=add_activity,
    words={
        "by_hold_activity": ("a lower minimum use", "降低最低利用率"),
        "states_hold_activity": (
            "{name} runs at {minimum_use:.3g} of its output at least ({years})",
            "{name}的利用率不低于 {minimum_use:.3g}（{years}年）",
        ),
    },
)
