"""Balances: every commodity that is not sliced, every year.

Needs `m.activity`, `m.captured`, `m.stock`; gives `m.purchases`. Mathematics: models/README.md, "Balances".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.model.activity import amount
from planner.model.expressions import Expression, Model, constraint, covered, nonnegative, quicksum, variable
from planner.model.subject import Family, Subject

if TYPE_CHECKING:
    from planner.model.inputs import Inputs


def add_balances(m: Model, inputs: Inputs) -> None:
    """Add what is bought, and the balance of each commodity that anything supplies or uses, but of what is sliced."""
    m.purchases = nonnegative("Bought in a year [unit of the carrier]", m.BOUGHT, m.YEARS)
    used = {c for c, _ in (*inputs.flows, *inputs.more_flows)} | set(inputs.makers) | set(inputs.bought)
    yearly = [c for c in m.COMMODITIES if c in used - inputs.slices.commodities]
    m.balance_commodity = constraint(balance_commodity, inputs, yearly, m.YEARS)


def balance_commodity(m: Model, inputs: Inputs, c: str, y: int) -> Expression:
    r"""What is delivered, co-produced and bought is what is demanded and consumed; a surplus may go to waste.

    $$\sum_{m \to c} A_{m,y} - \sum_x \phi_{x,c,y}\,X_{x,y} + P_{c,y} = D_{c,y} \qquad (\ge \text{ if surplus})$$

    Units of c. Flow $\phi$ per unit of activity $X$ (modes, reductions, captures): + consumed, - co-produced. Other
    subjects' flows come on top.
    """
    delivered = quicksum(m.activity[x, y] for x in inputs.makers.get(c, ()))
    consumed = quicksum(flow * amount(m, inputs, x, y) for x, _, flow in inputs.flows.get((c, y), ()))
    bought = m.purchases[c, y] if c in m.BOUGHT else 0
    demand = inputs.demand.get((c, y), 0.0)
    more = quicksum(flow.amount * variable(m, flow.column) for flow in inputs.more_flows.get((c, y), ()))
    return covered(delivered + bought - consumed + more, demand, c in inputs.surplus)


BALANCES = Subject(
    "balances",
    families=(
        Family(
            "balance_commodity",
            "c, y",
            shrinks=True,
            cell=("services.csv", "{c}", "years"),
            balances=True,
            per="commodity",
        ),
        Family("least_purchases", "c, y", floors="purchases", per="commodity"),
    ),
    add=add_balances,
    words={
        "states_balance_commodity": (
            "a demand of {amount} {unit} of {name} ({years})",
            "{name}的需求 {amount} {unit}（{years}年）",
        )
    },
)
