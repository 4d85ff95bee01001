"""Balances by slice: what is sliced is supplied when it is used.

Needs `m.activity_in`, `m.activity`, `m.captured`, `m.stock`; gives `m.purchases_in`. Mathematics: models/README.md,
"Balances by slice".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.model.expressions import Expression, Model, constraint, covered, nonnegative, quicksum, variable
from planner.model.subject import Family, Subject

if TYPE_CHECKING:
    from planner.model.inputs import Inputs


def add_sliced_balances(m: Model, inputs: Inputs) -> None:
    """Add what is bought in each slice, and the balance of each sliced commodity that anything supplies or uses."""
    commodities = inputs.slices.commodities
    bought = [c for c in inputs.bought if c in commodities]
    m.purchases_in = nonnegative("Bought in a slice [unit of the carrier]", bought, m.SLICES, m.YEARS)
    m.sum_purchases = constraint(sum_purchases, inputs, bought, m.YEARS)
    m.balance_in = constraint(balance_in, inputs, [c for c in m.COMMODITIES if c in commodities], m.SLICES, m.YEARS)


def sum_purchases(m: Model, inputs: Inputs, c: str, y: int) -> Expression:
    r"""What is bought in a year is the sum over its slices: $P_{c,y} = \sum_t P_{c,t,y}$. Units of c."""
    return m.purchases[c, y] - quicksum(m.purchases_in[c, t, y] for t in m.SLICES) == 0


def balance_in(m: Model, inputs: Inputs, c: str, t: str, y: int) -> Expression:
    r"""In a slice, what is delivered, co-produced, given back and bought is what is demanded, consumed and charged.

    $$\sum_{i \to c} A_{i,t,y} + \sum_{s \to c} (A_{s,t,y} - Q_{s,t,y}) - \sum_x \phi_{x,c,t,y}\,X_x + P_{c,t,y}
      = D_{c,y}\,p_{c,t} \frac{h_t}{8760} \qquad (\ge \text{ if surplus})$$

    Units of c. What is used of a sliced activity is $\phi\,p$ per unit of it in the slice; of any other
    $\phi\,p\,h_t / 8760$ per unit of it in the year. Other subjects' flows come on top.
    """
    delivered = quicksum(m.activity_in[i, t, y] for i in inputs.slices.availability if inputs.delivers[i] == c)
    consumed = quicksum(flow * variable(m, column) for _, flow, column in inputs.flows_in(c, t, y))
    bought = m.purchases_in[c, t, y] if c in m.BOUGHT else 0
    more = quicksum(amount * variable(m, flow.column) for flow, amount in inputs.more_flows_in(c, t, y))
    demand = inputs.demand.get((c, y), 0.0) * inputs.slices.part(c, "", t)
    return covered(delivered + bought - consumed + more, demand, c in inputs.surplus)


SLICED_BALANCES = Subject(
    "sliced_balances",
    families=(
        Family("sum_purchases", "c, y", defines="purchases", per="commodity"),
        Family(
            "balance_in", "c, t, y", shrinks=True, cell=("services.csv", "{c}", "years"), balances=True, per="commodity"
        ),
        Family("least_purchases_in", "c, t, y", floors="purchases_in", per="commodity"),
    ),
    add=add_sliced_balances,
    words={
        "states_balance_in": (
            "a demand of {amount} {unit} of {name}, at its hours ({years})",
            "{name}按小时的需求 {amount} {unit}（{years}年）",
        )
    },
)
