"""What a plan costs in each year, by item and kind: capital, as it is spent and as annuities, and all else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import pandas as pd

from planner.case.case import Case
from planner.finance import capital_recovery_factor, years_in_service
from planner.model.inputs import Inputs
from planner.results.tidy import PAID, in_order, tidy
from planner.results.values import Values

Payment = tuple[int, str, str, float]
"""Year, item, kind, money."""
KINDS = {"capex": "capital", "fixed": "running", "variable": "running", "purchase": "energy", "carbon_price": "carbon"}
"""Kind of cost -> what a budget calls it."""


def running_costs(inputs: Inputs, values: Values) -> Iterator[Payment]:
    """(year, item, kind, money) of all but capex: fixed cost, variable cost, purchases, the carbon price."""
    variable: dict[tuple[int, str], float] = defaultdict(float)
    for (i, y), cost in inputs.fixed_cost.items():
        yield y, i, "fixed", cost * values("stock", i, y)
    for (x, i, y), cost in inputs.variable_cost.items():
        variable[y, i] += cost * values.amount(inputs, x, y)
    yield from ((y, i, "variable", money) for (y, i), money in variable.items())
    for (c, y), bought in inputs.purchase_prices.items():
        yield y, c, "purchase", sum(price * values(*column) for column, price in bought)
    yield from ((p.year, p.item, p.kind, p.money * values(*p.column)) for p in inputs.more_payments if not p.outside)
    for (a, scope, y), price in inputs.carbon_price.items():
        item = a if scope == "total" else f"{a}/{scope}"
        yield y, item, "carbon_price", price * values.scoped_emissions(inputs, a, scope, y)


def annual_costs(case: Case, model: str, inputs: Inputs, values: Values) -> pd.DataFrame:
    """Costs by year, capex as annuities."""
    annuities: dict[tuple[int, str], float] = defaultdict(float)
    for v, i, _, spent in overnight_capex(inputs, values):
        for y in years_in_service(v, inputs.lifetime[i], inputs.years[-1]):
            annuities[y, i] += spent * capital_recovery_factor(inputs.discount_rate, inputs.lifetime[i])
    rows = [*((y, i, "capex", money) for (y, i), money in annuities.items()), *running_costs(inputs, values)]
    rows += settled_outside(inputs, values)
    frame = pd.DataFrame([row for row in rows if row[3] != 0], columns=["year", "item", "kind", "value"])
    frame["present_value"] = frame["value"] * frame["year"].map(inputs.discount)
    table = in_order(frame, ["year", "kind", "item"], {"kind": KINDS}).assign(unit=case.settings.money)
    return tidy(table, case, model, item=PAID)


def settled_outside(inputs: Inputs, values: Values) -> list[Payment]:
    """(year, item, kind, money) of what is settled with who is no payer, grants as annuities."""
    paid: dict[tuple[int, str, str], float] = defaultdict(float)
    for payment in (payment for payment in inputs.more_payments if payment.outside):
        paid[payment.year, payment.item, payment.kind] += payment.money * values(*payment.column)
    return [(*key, money) for key, money in paid.items()]


def overnight_capex(inputs: Inputs, values: Values) -> Iterator[Payment]:
    """(year, item, kind, money) of what is built and what is decided, in the year in which it is spent."""
    for (i, v), units in inputs.decided.items():
        yield v, i, "capex", units * inputs.decided_capex[i, v]
    for (i, v), capex in inputs.capex.items():
        yield v, i, "capex", capex * values("new_units", i, v)
