"""The priced MAC curve: how much is abated at each carbon price of a shape; the system curve read the other way.

Two shapes have an exact twin. A price in one year: at price p that year's cap is where its shadow price is p. A price
that rises at the discount rate has one present value, the price of a cumulative budget. Yearly caps that tighten
together have a shadow price of their own in each year, and no single price moves all of them: the path has no twin.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from numbers import Real
from pathlib import Path

import numpy as np
import pandas as pd

from planner.calls.arguments import public
from planner.calls.shown import Shown
from planner.curves.direction import account_and_scope, in_horizon
from planner.curves.macc import MacCurve, mac_curve
from planner.errors import UsageError
from planner.model.model_file import ModelSpec
from planner.model.subject import Limit, Name
from planner.program.program import Program
from planner.program.session import Session, Solution
from planner.results.plan import CaseLike, Prepared, prepare
from planner.results.references import lifted, optimum
from planner.results.result_tables import uptake
from planner.results.tidy import tidy
from planner.results.values import values_of

APART = 1e-6
"""Share of a price by which the ends of an interval must differ for a solve between them to tell anything."""


@dataclass(frozen=True, repr=False)
class PricedCurve(Shown):
    """What is abated at each carbon price. `system` is the curve that it reads.

    `table`: price_from, price_to, price_unit | abatement, emissions, unit, cost, cost_unit. From `price_from` to
    `price_to` one plan is the cheapest; at a price where two rows meet both are, and every mix of them. Price: money of
    the year, e.g. in CNY/t CO2 (`price_unit`); of the cumulative shape, money of the first year, rising at the discount
    rate. It comes on top of any carbon price of the model. `abatement` and `emissions`: of
    the year, or summed over all years; `cost`: the rise of total cost, present value, without payments of this price.
    """

    system: MacCurve
    table: pd.DataFrame
    largest_difference: float | None
    """Between emissions of the table and of solves with the price, as a share of the largest; None: not asked."""

    def facts(self) -> dict[str, str]:
        found = self.system.facts()
        return {"PricedCurve": found.pop("MacCurve")} | found | {"tables": "table, system.steps"}

    def head(self) -> pd.DataFrame:
        return self.table

    @property
    def price_unit(self) -> str:
        """Unit of all its prices."""
        return self.system.price_unit

    def abatement_at(self, price: float) -> tuple[float, float]:
        """The least and the most that is abated at a price in `price_unit`; they differ only where two rows meet.

        Raises UsageError for what is no price.
        """
        if not isinstance(price, Real) or isinstance(price, bool) or price != price:
            raise UsageError("bad_argument", name="price", found=repr(price), allowed=self.price_unit)
        rows = self.table[(self.table["price_from"] <= price) & (price <= self.table["price_to"])]
        return float(rows["abatement"].min()), float(rows["abatement"].max())


@dataclass(frozen=True)
class _Shape:
    """A program without the caps that a price stands in for; what a price of 1 costs on each column of emissions.

    That price is in `price_unit`; `factor` of it are 1 in the case's money per unit of the account.
    """

    ready: Prepared
    account: str
    scope: str
    program: Program
    weights: dict[Name, float]
    factor: float
    price_unit: str


@public
def priced_curve(
    case: CaseLike,
    *,
    model: str | Path | ModelSpec | None = None,
    year: int | None = None,
    alone: bool = False,
    cumulative: bool = False,
    account: str | None = None,
    scope: str | None = None,
    tolerance: float = 0.0,
    verify: bool = False,
    time_limit: float | None = None,
) -> PricedCurve:
    """Compute abatement, emissions and cost at every carbon price of a shape, exact.

    Parameters
    ----------
    case
        A case, a prepared one, a folder of tables or a sheet of measures.
    model
        Name of a model or a model file; without one, the case's default.
    year
        A price in this year, every other cap kept.
    alone
        With `year`: all other caps, policies and budgets are lifted.
    cumulative
        A price in every year, which rises at the discount rate.
    account, scope
        Whose emissions carry the price: an account of the case; `total`, a group or a sector.
    tolerance
        The largest error, as a share of the rise in cost; 0 is exact.
    verify
        Also solve with the price itself between every two kinks.
    time_limit
        Seconds after which it ends in a TimeLimitError; without one, an hour.

    Returns
    -------
    PricedCurve
        One row for each range of prices with one cheapest plan; `curve.abatement_at(price)` reads it.

    Raises
    ------
    UsageError
        Neither `year` nor `cumulative` is given: the path to the caps has no priced twin.

    Examples
    --------
    >>> curve = planner.priced_curve("data/example_city", year=2030)
    >>> curve.table["abatement"].is_monotonic_increasing
    True
    """
    shape = _shape(case, model, year, alone, cumulative, account, scope)
    curve = mac_curve(
        shape.ready,
        year=year,
        alone=alone,
        cumulative=cumulative,
        account=shape.account,
        scope=shape.scope,
        tolerance=tolerance,
    )
    table = _table(shape, curve)
    return PricedCurve(curve, table, _difference(shape, table) if verify else None)


@public
def portfolio_at(
    case: CaseLike,
    *,
    prices: Iterable[float],
    model: str | Path | ModelSpec | None = None,
    year: int | None = None,
    alone: bool = False,
    cumulative: bool = False,
    account: str | None = None,
    scope: str = "total",
    time_limit: float | None = None,
) -> pd.DataFrame:
    """Solve with each carbon price of a shape on the emissions: what is built, in service and active at it.

    Parameters
    ----------
    case, model, year, alone, cumulative, account, scope
        As of `priced_curve`; without a scope, the city.
    prices
        Money per tonne, in the unit that `PricedCurve.price_unit` names.
    time_limit
        Seconds after which it ends in a TimeLimitError; without one, an hour.

    Returns
    -------
    DataFrame
        price, price_unit, then the columns of `Plan.uptake`. One optimal plan's; others of equal cost may exist.

    Raises
    ------
    UsageError, NoPlanError
        As `priced_curve`.

    Examples
    --------
    >>> portfolio = planner.portfolio_at("data/example_city", prices=[0, 100], year=2030)
    >>> portfolio["price"].unique().tolist()
    [0, 100]
    """
    shape = _shape(case, model, year, alone, cumulative, account, scope)
    ready, tables = shape.ready, []
    for price, solution in _solve(shape, prices):
        table = uptake(ready.case, ready.spec.name, ready.inputs, values_of(shape.program, solution))
        table.insert(2, "price", price)
        table.insert(3, "price_unit", shape.price_unit)
        tables.append(table)
    return pd.concat(tables, ignore_index=True)


def _shape(
    case: CaseLike,
    model: str | Path | ModelSpec | None,
    year: int | None,
    alone: bool,
    cumulative: bool,
    account: str | None,
    scope: str | None,
) -> _Shape:
    if (year is None) != cumulative:
        raise UsageError("one_direction" if cumulative else "no_priced_path")
    ready = prepare(case, model=model)
    inputs = ready.inputs
    if year is not None:
        in_horizon(ready.inputs.years, year)
    account, scope = account_and_scope(ready, account, scope)
    own = [cap for cap in inputs.caps if (cap.account, cap.scope) == (account, scope)]
    freed: Sequence[Limit] = own
    if cumulative:  # the curve goes on to the least that can be reached, beyond the model's own budget
        budgets = [cap for cap in own if cap.kind == "cumulative"]
        ready = replace(
            ready,
            program=ready.program.freed(cap.name for cap in budgets),
            inputs=replace(inputs, limits=tuple(limit for limit in inputs.limits if limit not in budgets)),
        )
    elif alone:
        freed = inputs.limits
    else:
        freed = [cap for cap in own if cap.kind == "yearly" and cap.year == year]
    present = {year: inputs.discount[year]} if year is not None else dict.fromkeys(inputs.years, 1.0)
    weights = {name: weight for y, weight in present.items() for name in inputs.emission_columns(account, scope, y)}
    price = ready.case.emission_price(account)
    return _Shape(ready, account, scope, lifted(ready.program, freed), weights, *price)


def _table(shape: _Shape, curve: MacCurve) -> pd.DataFrame:
    """A step of the system curve is a price at which the plan changes; between two of them it stays as it is."""
    steps = curve.steps
    prices = np.maximum.accumulate(np.maximum(steps["price"].to_numpy(dtype=float), 0.0))
    abated = np.concatenate([[0.0], steps["abatement_to"].to_numpy(dtype=float)])
    rise = steps["price_present"].to_numpy(dtype=float) / shape.factor * np.diff(abated)
    case = shape.ready.case
    start = float(steps["emissions_from"].iloc[0]) if len(steps) else _emitted(shape, 1.0)
    table = pd.DataFrame(
        {
            "account": shape.account,
            "scope": shape.scope,
            "year": curve.year,
            "price_from": np.concatenate([[0.0], prices]),
            "price_to": np.concatenate([prices, [np.inf]]),
            "price_unit": shape.price_unit,
            "abatement": abated,
            "emissions": start - abated,
            "unit": case.accounts[shape.account].unit,
            "cost": np.concatenate([[0.0], np.cumsum(rise)]),
            "cost_unit": case.settings.money,
        }
    ).astype({"year": "Int64"})
    return tidy(table[table["price_to"] > table["price_from"]].reset_index(drop=True), case, curve.model)


def _difference(shape: _Shape, table: pd.DataFrame) -> float:
    """The largest between the emissions of the table and of solves with a price inside each of its intervals."""
    told = {}
    for row in table.itertuples():
        inside = (row.price_from + row.price_to) / 2 if np.isfinite(row.price_to) else 2 * row.price_from or 1.0
        if np.isinf(row.price_to) or row.price_to - row.price_from > APART * row.price_to:
            told[inside] = float(row.emissions)
    columns = [shape.program.column[name] for name in shape.weights]
    apart = [abs(float(solution.x[columns].sum()) - told[price]) for price, solution in _solve(shape, told)]
    return max(apart) / (float(np.abs(table["emissions"]).max()) or 1.0)


def _emitted(shape: _Shape, price: float) -> float:
    columns = [shape.program.column[name] for name in shape.weights]
    return next(float(solution.x[columns].sum()) for _, solution in _solve(shape, [price]))


def _solve(shape: _Shape, prices: Iterable[float]) -> Iterator[tuple[float, Solution]]:
    """The least-cost plan at each price, warm from the one before. Raises NoPlanError when other caps leave no plan."""
    program = shape.program
    without = {name: float(program.cost[program.column[name]]) for name in shape.weights}
    session = Session(program, optimum(shape.ready.case, shape.ready.inputs, program).basis, primal_simplex=True)
    for price in prices:
        session.set_cost(
            {name: without[name] + price / shape.factor * weight for name, weight in shape.weights.items()}
        )
        yield price, session.solve()
