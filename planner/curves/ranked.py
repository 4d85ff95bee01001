"""The ranked MAC curve: each measure alone against the frozen reference, the classic bars.

A measure is an intervention that is not an incumbent. Its tonnes and money are the differences from the reference:
frozen, or, where bans leave none, current policies.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from planner.calls.arguments import public
from planner.calls.shown import Shown, money
from planner.case.case import Case
from planner.case.enablers import Convention, enablers as enablers_of
from planner.curves.direction import account_and_scope, the_year
from planner.curves.ranking import COLUMNS, Order, rank
from planner.curves.standalone import ReferenceProgram
from planner.model.model_file import ModelSpec
from planner.results.plan import CaseLike, clock, prepare
from planner.results.tidy import tidy


@dataclass(frozen=True, repr=False)
class RankedCurve(Shown):
    """Bars in the order of the chart: each measure alone.

    `bars`: order, intervention, sector | activity, activity_unit, abatement, unit, cost, net_benefit, cost_unit,
    cost_per_tonne, price_unit, bar, instead_of, dominated, flag, why. Of the year: emissions and annualised,
    undiscounted cost, `reference` less alone. `discounted`: the discounted sums over the horizon of the same plans.
    `net_benefit` = carbon_price x abatement - cost. `bar`: whether it is drawn as one. Of a variant that excludes
    others, `abatement` and `cost` are what it adds to the smaller one, `instead_of`. `flag` says why a bar misleads or
    is missing, `why` which commodities or groups it is about.
    """

    case: Case
    model: str
    year: int
    account: str
    discounted: bool
    carbon_price: float
    """Of the net benefit, in `price_unit`."""
    order: Order
    enablers: Convention
    reference: str
    bars: pd.DataFrame
    seconds: dict[str, float]

    @property
    def price_unit(self) -> str:
        """Unit of all its prices."""
        return self.case.emission_price(self.account)[1]

    def in_order(self, order: Order) -> RankedCurve:
        """The same bars in another order."""
        bars = self.bars.copy()
        saves, by_cost = bars["cost"] < 0, bars["cost_per_tonne"]
        by_benefit = (-bars["net_benefit"]).where(saves, by_cost)
        keys = bars.assign(
            none=~bars["bar"],
            costs=~saves if order == "benefit" else False,
            key=by_cost if order == "cost" else by_benefit,
        )
        bars = bars.loc[keys.sort_values(["none", "costs", "key"], kind="stable").index].reset_index(drop=True)
        return replace(self, order=order, bars=bars.assign(order=range(1, len(bars) + 1)))

    def facts(self) -> dict[str, str]:
        bars, unit = self.bars[self.bars["bar"]], self.case.accounts[self.account].unit
        return {
            "RankedCurve": self.case.title,
            "model": self.model,
            "year": f"{self.year}{', discounted sums over the horizon' if self.discounted else ''}",
            "of": f"{self.account} [{unit}]",
            "bars": f"{len(bars)} of {len(self.bars)} measures, {int((bars['cost'] < 0).sum())} of them save money",
            "abatement": f"{money(bars['abatement'].sum())} {unit} if each were alone",
            "tables": "bars",
        }

    def head(self) -> pd.DataFrame:
        return self.bars


@public
def ranked_curve(
    case: CaseLike,
    *,
    model: str | Path | ModelSpec | None = None,
    year: int | None = None,
    account: str | None = None,
    discounted: bool = False,
    carbon_price: float = 0.0,
    order: Order = "cost",
    enablers: Convention = "with",
    time_limit: float | None = None,
) -> RankedCurve:
    """Compute the classic bars: each measure alone, at the largest activity that it can reach in a year.

    Caps and carbon prices of the model play no part.

    Parameters
    ----------
    case
        A case, a prepared one, a folder of tables or a sheet of measures.
    model
        Name of a model or a model file; without one, the case's default.
    year
        The year of the bars; without one, the only year of the case, as of a sheet of measures without years.
    account
        Account whose emissions are counted; without one, the caps'.
    discounted
        Discounted sums over the horizon in place of the year's amounts.
    carbon_price
        In the unit that `RankedCurve.price_unit` names, e.g. CNY/t CO2, in the net benefit of each measure.
    order
        `cost`: by cost per tonne, as published curves have it; among measures that save money that ranks nothing.
        `benefit`: those by net benefit at the carbon price, before the others.
    enablers
        `with`: a measure alone has the enablers that it needs with it, and they have no bar; `apart`: each is a measure
        of its own. Enablers deliver a carrier marked `enabler`.
    time_limit
        Seconds after which it ends in a TimeLimitError; without one, an hour.

    Returns
    -------
    RankedCurve
        One row a measure, in the order of the chart.

    Raises
    ------
    UsageError
        The case does not have such a year or account.
    NoPlanError
        There is no reference to compare with.

    Examples
    --------
    >>> curve = planner.ranked_curve("data/example_city", year=2030)
    >>> curve.bars["intervention"].head(3).tolist()
    ['metering', 'retrofit_easy', 'traffic_management']
    """
    ready = prepare(case, model=model)
    inputs = ready.inputs
    year = the_year(ready, year)
    account, _ = account_and_scope(ready, account, None)
    seconds: dict[str, float] = {}
    with clock(seconds, "ranked"):
        found = ReferenceProgram(ready, year, enablers).measures(account, discounted)
        serve = enablers_of(ready.case) if enablers == "with" else frozenset[str]()
        rows = rank(ready.case, inputs, account, found, carbon_price, order, year, serve)
        bars = pd.DataFrame(rows, columns=COLUMNS)
        bars = tidy(bars, ready.case, ready.spec.name, intervention="intervention", sector="sector")
    return RankedCurve(
        case=ready.case,
        model=ready.spec.name,
        year=year,
        account=account,
        discounted=discounted,
        carbon_price=carbon_price,
        order=order,
        enablers=enablers,
        reference=ready.references.base,
        bars=bars,
        seconds=seconds,
    )
