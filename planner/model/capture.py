"""Capture: tonnes taken from the flue gas of technologies, by captures that share it.

Needs `m.activity`, `m.stock`; gives `m.captured`. Mathematics: models/README.md, "Capture".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.model.subject import Expression, Family, Model, Subject, quicksum

if TYPE_CHECKING:
    from planner.model.inputs import Inputs


def add_capture(m: Model, inputs: Inputs) -> None:
    """Add what each capture takes from each technology, and its two limits."""
    import pyomo.environ as pyo

    pairs = [(k, i) for k, rates in inputs.captures.items() for i in rates]
    accounts = dict.fromkeys(a for a, _ in inputs.caught)
    treated = list(dict.fromkeys(i for _, i in pairs))
    m.captured = pyo.Var(pairs, m.YEARS, bounds=(0, None), doc="Caught by capture k from technology i [unit of k]")
    m.limit_capture_stock = pyo.Constraint(
        m.CAPTURES, m.YEARS, rule=lambda m, k, y: limit_capture_stock(m, inputs, k, y)
    )
    m.limit_capture = pyo.Constraint(
        accounts, treated, m.YEARS, rule=lambda m, a, i, y: limit_capture(m, inputs, a, i, y)
    )


def limit_capture_stock(m: Model, inputs: Inputs, k: str, y: int) -> Expression:
    r"""A capture takes no more tonnes than its stock.

    $$\sum_i C_{k,i,y} \le S_{k,y}$$

    Units of k.
    """
    return quicksum(m.captured[k, i, y] for i in inputs.captures[k]) - m.stock[k, y] <= 0


def limit_capture(m: Model, inputs: Inputs, a: str, i: str, y: int) -> Expression:
    r"""The captures on a technology share its flue gas: what they treat is no more than what it emits where it stands.

    $$\sum_k \frac{\kappa_{a,k}\,C_{k,i,y}}{r_{k,i}} \le \sum_{m \in M_i} f_{a,m,y}\,A_{m,y}
      \qquad \forall a \text{ of } \mathrm{CO_2}$$

    Units of account a, $\kappa$ of them per unit of k. $f$: carriers that count where they burn, and process emissions;
    never electricity or by-products.
    """
    treated = quicksum(
        inputs.caught[a, k] / rates[i] * m.captured[k, i, y] for k, rates in inputs.captures.items() if i in rates
    )
    flue_gas = quicksum(inputs.flue_gas.get((a, x, y), 0.0) * m.activity[x, y] for x in inputs.modes_of[i])
    return treated - flue_gas <= 0


CAPTURE = Subject(
    "capture",
    families=(
        Family("limit_capture_stock", "k, y", per="unit"),
        Family("limit_capture", "a, i, y", per="account"),
        Family("least_captured", "k, i, y", floors="captured", per="unit"),
    ),
    add=add_capture,
)
