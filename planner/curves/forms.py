"""Three forms of a year's curve side by side, so that a reader sees what interaction does.

The forms are those of Sathaye and Meyers (1995). All begin at the frozen reference (or current policies):

    partial         each measure alone: the ranked bars;
    retrospective   the same measures one after another in the order of the ranked bars, each on top of those before it;
    systems         the plan of least cost without a cap, then the system curve of the year: all measures at once.

Money is annualised cost of the year in all three, so the plans of `systems` are those that serve this year best; they
are not those of `mac_curve`, which charges the year with all that its cap costs over the horizon.

In the retrospective form a measure is put in place at the largest activity that is left for it, and keeps at least
that. After the bars come the enablers, then the rest. What can't run at its turn may be built from then on, and counts
with what it serves; what avoids nothing at its turn is left out. So tonnes add up, and what two share is counted once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from planner.calls.arguments import public
from planner.calls.shown import Shown, money
from planner.case.case import Case
from planner.case.enablers import Convention
from planner.curves.macc import mac_curve
from planner.curves.ranked import RankedCurve, ranked_curve
from planner.curves.ranking import Order
from planner.curves.standalone import ReferenceProgram, yearly_cost
from planner.model.model_file import ModelSpec
from planner.results.plan import CaseLike, prepare
from planner.results.tidy import tidy

COLUMNS = ["account", "year", "form", "step", "intervention", "abatement_from", "abatement_to", "unit"]
COLUMNS += ["cost_per_tonne", "price_unit"]
FORMS = ("partial", "retrospective", "systems")
Bar = tuple[str, float, float]
"""What it is, its tonnes, its cost per tonne as it is read."""


@dataclass(frozen=True, repr=False)
class Forms(Shown):
    """Steps of the three forms: abatement below the reference, and what a tonne of it costs.

    `table`: form, step, intervention | abatement_from, abatement_to, unit, cost_per_tonne, price_unit. Cost
    of a step of `systems` is the price of its marginal tonne; its first is the no-regret block at its mean cost, and
    names nothing.
    """

    ranked: RankedCurve
    table: pd.DataFrame

    def facts(self) -> dict[str, str]:
        unit = self.case.accounts[self.ranked.account].unit
        return {
            "Forms": self.case.title,
            "model": self.ranked.model,
            "year": str(self.ranked.year),
            **{form: f"{money(self.total(form))} {unit}" for form in FORMS},
            "tables": "table, ranked.bars",
        }

    def head(self) -> pd.DataFrame:
        return self.table

    @property
    def case(self) -> Case:
        return self.ranked.case

    def total(self, form: str) -> float:
        """How far a form goes [unit of the account]."""
        return float(max(self.table.loc[self.table["form"] == form, "abatement_to"], default=0.0))

    def tonnes(self) -> pd.DataFrame:
        """What each measure avoids in two forms: intervention | partial, retrospective [unit of the account]."""
        steps = self.table[self.table["form"] != "systems"]
        width = steps.assign(tonnes=steps["abatement_to"] - steps["abatement_from"])
        found = width.pivot_table("tonnes", "intervention", "form", fill_value=0.0, sort=False)
        return found.reindex(columns=list(FORMS[:2]), fill_value=0.0).reset_index()


@public
def curve_forms(
    case: CaseLike,
    *,
    model: str | Path | ModelSpec | None = None,
    year: int,
    account: str | None = None,
    carbon_price: float = 0.0,
    order: Order = "cost",
    enablers: Convention = "with",
    time_limit: float | None = None,
) -> Forms:
    """Compute three forms of the curve of a year side by side: what interaction does.

    Parameters
    ----------
    case
        A case, a prepared one, a folder of tables or a sheet of measures.
    model
        Name of a model or a model file; without one, the case's default.
    year, account, carbon_price, order, enablers
        As of `ranked_curve`, whose bars are the first form.
    time_limit
        Seconds after which it ends in a TimeLimitError; without one, an hour.

    Returns
    -------
    Forms
        Steps of each measure alone, of the measures in turn, and of the system.

    Raises
    ------
    UsageError, NoPlanError
        As `ranked_curve` and `mac_curve`.

    Examples
    --------
    >>> forms = planner.curve_forms("data/example_city", year=2030)
    >>> forms.table["form"].unique().tolist()
    ['partial', 'retrospective', 'systems']
    """
    ready = prepare(case, model=model)
    ranked = ranked_curve(ready, year=year, account=account, carbon_price=carbon_price, order=order, enablers=enablers)
    base = ReferenceProgram(ready, year, enablers)
    bars = ranked.bars[ranked.bars["bar"]]
    found = {
        "partial": list(zip(bars["intervention"], bars["abatement"], bars["cost_per_tonne"], strict=True)),
        "retrospective": list(retrospective(base, ranked)),
        "systems": list(systems(base, ranked.account)),
    }
    unit = ready.case.accounts[ranked.account].unit
    rows: list[tuple[object, ...]] = []
    for form in FORMS:
        end = 0.0
        for step, (name, tonnes, cost) in enumerate(found[form], start=1):
            rows.append((ranked.account, year, form, step, name, end, end + tonnes, unit, cost, ranked.price_unit))
            end += tonnes
    table = tidy(pd.DataFrame(rows, columns=COLUMNS), ready.case, ready.spec.name, intervention="intervention")
    return Forms(ranked, table)


def retrospective(base: ReferenceProgram, ranked: RankedCurve) -> Iterator[Bar]:
    """Each measure on top of those before it."""
    tonnes = base.tonnes(ranked.account, {base.year: 1.0})
    money, at = yearly_cost(base.inputs, base.program, base.year), base.start
    factor, _ = base.ready.case.emission_price(ranked.account)
    turn = ranked.bars[ranked.bars["flag"] != "serves"]
    turn = turn.assign(last=~turn["bar"] & (turn["flag"] != "enabler"))
    for i in turn.sort_values(["bar", "last", "order"], ascending=[False, True, True])["intervention"]:
        grows, limited, there = base.adding(i, at)
        avoided = base.avoided(tonnes, there.x - at.x)
        if limited and avoided > 0:
            yield i, avoided, factor * float(money @ (there.x - at.x)) / avoided
            at = there
        elif not grows:
            at = replace(at, program=base.allowing(i, at))


def systems(base: ReferenceProgram, account: str) -> Iterator[Bar]:
    """What the plan of least annualised cost of the year avoids, then its system curve, without caps or carbon prices.

    The year's cost is discounted in the program, as any cost is, so that prices come out in money of the year.
    """
    ready, year = base.ready, base.year
    money = yearly_cost(base.inputs, base.program, year)
    free = replace(
        ready,
        inputs=replace(ready.inputs, carbon_price={}),
        program=ready.program.with_cost(ready.inputs.discount[year] * money),
    )
    change = free.references.least_cost.x - base.start.x
    avoided = -float(base.tonnes(account, {year: 1.0}) @ change)
    factor, _ = ready.case.emission_price(account)
    yield "", avoided, factor * float(money @ change) / (avoided or float("nan"))
    for row in mac_curve(free, year=year, account=account, alone=True).steps.to_dict("records"):
        yield row["grows"], row["abatement_to"] - row["abatement_from"], row["price"]
