"""Cases made from the texts of other cases, and what a solve of its own says of one: read, compiled and solved anew."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from shipped import EXAMPLE_CITY, Texts

import planner
from planner.program.session import Session
from planner.results.plan import prepare
from planner.results.shadow_prices import shadow_prices
from planner.results.values import values_of


@cache
def example_plan(model: str) -> planner.Plan:
    """The example city's plan under a model, made once."""
    return planner.solve(planner.read_case(EXAMPLE_CITY), model=model)


@dataclass(frozen=True)
class Caps:
    """A row of caps.csv that binds the years given and no other; `scope` as the tables write it: empty is the city."""

    account: str
    unit: str
    amounts: dict[int, float]
    kind: str = "yearly"
    scope: str = ""


def with_caps(texts: Texts, caps: Iterable[Caps]) -> Texts:
    """The same case with these caps and no others; those of one account, scope and kind share a row."""
    rows: dict[tuple[str, ...], dict[object, object]] = {}
    for c in caps:
        row = {"account": c.account, "scope": c.scope, "kind": c.kind, "unit": c.unit}
        row["between"] = "free" if c.kind == "yearly" else ""
        if c.amounts:
            rows.setdefault(tuple(row.values()), dict(row)).update(c.amounts)
    years = sorted({column for row in rows.values() for column in row if isinstance(column, int)})
    return texts | {"caps.csv": as_csv(["account", "scope", "kind", "between", "unit", *years], rows.values())}


def with_carbon_prices(texts: Texts, unit: str, prices: dict[tuple[str, str], dict[int, float]]) -> Texts:
    """The same case with these carbon prices, by account and scope, in money of each year; no price in other years."""
    first, last = (planner.read_case(texts).years[at] for at in (0, -1))
    rows = [
        {
            "account": account,
            "scope": scope,
            "unit": unit.format(account=account),
            **{year: by_year.get(year, 0.0) for year in range(first, last + 1)},
        }
        for (account, scope), by_year in prices.items()
    ]
    return texts | {"carbon_prices.csv": as_csv(["account", "scope", "unit", *range(first, last + 1)], rows)}


def as_csv(columns: Iterable[object], rows: Iterable[dict[object, object]]) -> str:
    """The text of a table; numbers with every digit they have."""
    body = io.StringIO()
    writer = csv.DictWriter(body, list(columns), restval="")
    writer.writeheader()
    writer.writerows({k: repr(float(v)) if isinstance(v, float) else v for k, v in row.items()} for row in rows)
    return body.getvalue()


@dataclass(frozen=True)
class Answer:
    """Total cost, present price under each cap (account, scope, year), emissions of one scope by year.

    Prices in the case's money per unit of the account.
    """

    cost: float
    prices: dict[tuple[str, str, int], float]
    emissions: dict[int, float]


def answer(texts: Texts, model: str, account: str, scope: str = "") -> Answer:
    """The least cost of a case, in a session that solves nothing else. Raises planner.program.session.Infeasible."""
    ready = prepare(planner.read_case(texts), model=model)
    solution = Session(ready.program).solve()
    values = values_of(ready.program, solution)
    prices = shadow_prices(ready.case, model, ready.inputs, ready.program, solution)
    tonne, _ = ready.case.readable_price(ready.case.accounts[account].unit)
    return Answer(
        cost=float(ready.program.cost @ solution.x) + ready.program.cost_offset,
        prices={(row.account, row.scope, row.year): row.present_value / tonne for row in prices.itertuples()},
        emissions={y: values.scoped_emissions(ready.inputs, account, scope or "total", y) for y in ready.inputs.years},
    )
