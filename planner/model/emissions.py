"""Emissions by account and sector, and of the whole city.

Needs `m.purchases`, `m.activity`, `m.stock`, `m.captured`; gives `m.emissions`, `m.total_emissions`.
Mathematics: models/README.md, "Emissions".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.model.activity import amount
from planner.model.subject import Expression, Family, Model, Subject, quicksum, variable

if TYPE_CHECKING:
    from planner.model.inputs import Inputs


def add_emissions(m: Model, inputs: Inputs) -> None:
    """Add emissions; they are free variables, whose upper bounds are the caps."""
    import pyomo.environ as pyo

    m.emissions = pyo.Var(m.ACCOUNTS, m.SECTORS, m.YEARS, doc="Of a sector [unit of the account]")
    m.total_emissions = pyo.Var(m.ACCOUNTS, m.YEARS, doc="Of the city [unit of the account]")
    m.account_emissions = pyo.Constraint(
        m.ACCOUNTS, m.SECTORS, m.YEARS, rule=lambda m, a, s, y: account_emissions(m, inputs, a, s, y)
    )
    m.sum_emissions = pyo.Constraint(m.ACCOUNTS, m.YEARS, rule=sum_emissions)
    m.limit_reduction = pyo.Constraint(list(inputs.floored), m.YEARS, rule=limit_reduction)


def account_emissions(m: Model, inputs: Inputs, a: str, s: str, y: int) -> Expression:
    r"""A sector emits its baseline, what its purchases carry, what it burns, its processes, less what is caught in it.

    $$E_{a,s,y} = B_{a,s,y} + \sum_{c\,\text{counted in}\,s} e_{c,a,y} P_{c,y} + \sum_{x} \epsilon_{a,s,x,y} X_{x,y}
      - \sum_k \sum_{i \in s} \kappa_{a,k}\,C_{k,i,y}$$

    Unit of the account. $\epsilon$: emissions per unit of activity where its parts stand: emission factor x consumption
    of carriers that count where they burn, and process emissions (reductions: negative).
    """
    purchased = quicksum(
        inputs.purchase_emissions[a, s, c, y] * m.purchases[c, y]
        for c in m.BOUGHT
        if (a, s, c, y) in inputs.purchase_emissions
    )
    burnt = quicksum(factor * amount(m, inputs, x, y) for x, factor in inputs.emitted.get((a, s, y), ()))
    caught = quicksum(
        inputs.caught[a, k] * m.captured[k, i, y]
        for k, rates in inputs.captures.items()
        if (a, k) in inputs.caught
        for i in rates
        if inputs.sector_of[i] == s
    )
    return m.emissions[a, s, y] - purchased - burnt + caught == inputs.baseline.get((a, s, y), 0.0)


def sum_emissions(m: Model, a: str, y: int) -> Expression:
    r"""The city emits what its sectors emit: $E_{a,y} = \sum_s E_{a,s,y}$, in the account's unit."""
    return m.total_emissions[a, y] - quicksum(m.emissions[a, s, y] for s in m.SECTORS) == 0


def scoped_emissions(m: Model, inputs: Inputs, a: str, scope: str, y: int) -> Expression:
    """Emissions of the city (`total`), a group or a sector, in the account's unit."""
    return quicksum(variable(m, name) for name in inputs.emission_columns(a, scope, y))


def limit_reduction(m: Model, a: str, s: str, y: int) -> Expression:
    r"""Reductions take a sector no lower than zero, unless it is net-negative: $E_{a,s,y} \ge 0$.

    A row, not a bound: the dual of the bound belongs to the cap.
    """
    return m.emissions[a, s, y] >= 0


EMISSIONS = Subject(
    "emissions",
    families=(
        Family(
            "account_emissions",
            "a, s, y",
            shrinks=True,
            cell=("baseline.csv", "{s}/{a}", "years"),
            defines="emissions",
            per="account",
        ),
        Family("sum_emissions", "a, y", defines="total_emissions", per="account"),
        Family("limit_reduction", "a, s, y", gives=-1, cell=("sectors.csv", "{s}", "net_negative"), per="account"),
    ),
    add=add_emissions,
    words={
        "states_account_emissions": (
            "{name} emits {amount} {unit} of {account} in any case ({years})",
            "{name}的{account}固定排放 {amount} {unit}（{years}年）",
        ),
        "states_limit_reduction": (
            "emissions of {account}, {name}, may not fall below zero, since net_negative is not true ({years})",
            "{name}的{account}排放不得低于零，因为 net_negative 不是 true（{years}年）",
        ),
    },
)
