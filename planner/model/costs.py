"""The objective: present value of all that is paid within the horizon.

Needs every variable. Mathematics: models/README.md, "Costs".
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from planner.errors import Problem
from planner.model.activity import amount
from planner.model.emissions import scoped_emissions
from planner.model.expressions import Expression, Model, quicksum, variable
from planner.model.subject import Subject
from planner.tables.fields import Account, Carrier, Scope, Series

if TYPE_CHECKING:
    from planner.case.case import Case
    from planner.model.inputs import Inputs
    from planner.model.model_file import ModelSpec


class PriceRow(Series):
    """Price of a carrier that is bought."""

    FILE = "prices.csv"
    KEY = ("carrier",)
    MEASURED = ("money", "carrier")
    carrier: Carrier
    "The carrier"
    unit: str
    "Money per unit of the carrier"


class CarbonPriceRow(Series):
    """Price on the emissions of a scope, used by models with carbon_price = true."""

    FILE = "carbon_prices.csv"
    KEY = ("account", "scope")
    MEASURED = ("money", "account")
    NEVER_NEGATIVE = True
    account: Account
    "The account"
    scope: Scope | None = None
    "Empty: the city; a group; a sector"
    unit: str
    "Money per unit of the account"


def prices_make_sense(case: Case) -> Iterator[Problem]:
    """Only what is bought has a price; what may go to waste is not paid for."""
    for price in case.prices:
        carrier = case.carriers.get(price.carrier)
        if carrier is None:
            continue
        if not carrier.bought:
            yield price.problem("carrier", "price_without_purchase", found=price.carrier)
        if price.negative and carrier.surplus:
            column, number = next(iter(price.negative.items()))
            yield price.problem(column, "paid_to_waste", found=f"{number:g}")


def bought_has_price(case: Case) -> Iterator[Problem]:
    """What is bought has a price."""
    priced = {row.carrier for row in case.prices}
    for carrier in case.carriers.values():
        if carrier.bought and carrier.carrier not in priced:
            yield carrier.problem("bought", "no_price", found=carrier.carrier)


def prices(case: Case) -> dict[tuple[str, int], float]:
    """(carrier, year) -> money per unit of the carrier."""
    return {(row.carrier, y): price for row in case.prices for y, price in case.by_year(row).items()}


def carbon_prices(case: Case, spec: ModelSpec) -> dict[tuple[str, str, int], float]:
    """(account, scope, year) -> money per unit of the account, in a model that prices emissions."""
    return {
        (row.account, row.scope or "total", y): price
        for row in (case.rows(CarbonPriceRow) if spec.carbon_price else ())
        for y, price in case.by_year(row).items()
    }


def add_costs(m: Model, inputs: Inputs) -> None:
    """Add the cost expressions, in present-value money, and their sum, the objective. Last: it needs all variables."""
    import pyomo.environ as pyo

    m.capex = pyo.Expression(expr=capex(m, inputs))
    m.fixed_cost = pyo.Expression(expr=fixed_cost(m, inputs))
    m.variable_cost = pyo.Expression(expr=variable_cost(m, inputs))
    m.purchase_cost = pyo.Expression(expr=purchase_cost(m, inputs))
    m.carbon_payments = pyo.Expression(expr=carbon_payments(m, inputs))
    m.more_costs = pyo.Expression(expr=more_costs(m, inputs))
    m.total_cost = pyo.Objective(
        expr=m.capex + m.fixed_cost + m.variable_cost + m.purchase_cost + m.carbon_payments + m.more_costs
    )


def capex(m: Model, inputs: Inputs) -> Expression:
    r"""Annuities of what is built, in each year that it is in service within the horizon.

    $$\sum_{i,v} k_{i,v}\,\mathrm{CRF}(r, L_i) \sum_{y=v}^{\min(v+L_i-1, Y)} d_y\, (N_{i,v} + N^0_{i,v})$$

    Money, present value; capex $k$ of the year built, in money per unit of i. Decided additions $N^0$ are given.
    """
    chosen = quicksum(cost * m.new_units[i, v] for (i, v), cost in inputs.capex_present_value.items() if cost)
    return chosen + inputs.decided_capital


def fixed_cost(m: Model, inputs: Inputs) -> Expression:
    r"""Fixed cost of what stands, existing stock too: $\sum_{i,y} d_y\,f_{i,y}\,S_{i,y}$. Money, present value."""
    return quicksum(inputs.discount[y] * cost * m.stock[i, y] for (i, y), cost in inputs.fixed_cost.items())


def variable_cost(m: Model, inputs: Inputs) -> Expression:
    r"""Variable cost of what runs; of an improvement, on the modes that contain it.

    $$\sum_{x,y} d_y\,c_{x,y}\,X_{x,y}$$

    Money, present value.
    """
    return quicksum(
        inputs.discount[y] * cost * amount(m, inputs, x, y) for (x, _, y), cost in inputs.variable_cost.items()
    )


def purchase_cost(m: Model, inputs: Inputs) -> Expression:
    r"""What is bought, at its price: $\sum_{c,y} d_y\,p_{c,y}\,P_{c,y}$; sliced, $\sum_t p_{c,y}\,p_{c,t}\,P_{c,t,y}$ instead.

    Money, present value.
    """
    return quicksum(
        inputs.discount[y] * price * variable(m, column)
        for (_, y), bought in inputs.purchase_prices.items()
        for column, price in bought
    )


def carbon_payments(m: Model, inputs: Inputs) -> Expression:
    r"""The carbon price on the emissions of its scope.

    $$\sum_{a,g,y} d_y\,\tau_{a,g,y}\,E_{a,g,y}$$

    Money, present value.
    """
    return quicksum(
        inputs.discount[y] * price * scoped_emissions(m, inputs, a, scope, y)
        for (a, scope, y), price in inputs.carbon_price.items()
    )


def more_costs(m: Model, inputs: Inputs) -> Expression:
    r"""What other subjects pay or earn: $\sum_{x,y} d_y\,c_{x,y}\,x_y$ over their columns. Money, present value."""
    return quicksum(inputs.discount[p.year] * p.money * variable(m, p.column) for p in inputs.more_payments)


COSTS = Subject(
    "costs",
    add=add_costs,
    tables=(PriceRow, CarbonPriceRow),
    checks=(prices_make_sense,),
    whole_checks=((bought_has_price, ("carriers.csv", "prices.csv")),),
    words={
        "no_price": (
            "'{found}' is bought but has no row in prices.csv. Add its price, or say bought = false.",
            "“{found}”为外购，但 prices.csv 中没有价格。请补上价格，或填 bought = false。",
        ),
        "price_without_purchase": (
            "'{found}' has a price but is not bought. Say bought = true in carriers.csv, or remove the price.",
            "“{found}”有价格却不外购。请在 carriers.csv 填 bought = true，或删去价格。",
        ),
        "paid_to_waste": (
            "found {found}: a price below zero on a carrier that may go to waste pays without limit. Say surplus = false.",
            "填的是 {found}：可弃用的能源若价格为负，会无限获利。请填 surplus = false。",
        ),
    },
)
