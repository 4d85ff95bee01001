"""Who gets the credit for a plan's abatement: each measure alone, last in, and its Shapley value, side by side.

No single one is right, where measures overlap or need each other; their spread says by how much. Each year is a game
of its own: a coalition is worth by how much the year's emissions lie below the reference's when only its measures are
built as in the plan. The Shapley values and `operation` sum to the plan's abatement.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from planner.calls.arguments import public
from planner.calls.numbers import from_to
from planner.calls.shown import Shown, money
from planner.case.case import Case
from planner.case.enablers import Convention
from planner.credit.coalitions import YearOfCoalitions, find_change, measure_of, running_costs
from planner.credit.shapley import FEW, Share, shares
from planner.curves.direction import account_and_scope, in_horizon
from planner.errors import UsageError
from planner.languages import languages
from planner.messages import text
from planner.model.model_file import ModelSpec
from planner.results.plan import CaseLike, prepare
from planner.results.references import optimum
from planner.results.result_tables import yearly_caps
from planner.results.tidy import tidy

OPERATION = "operation"
"""What no measure does: changed operation of existing assets, at the plan's prices of emissions."""
DUST = 1e-9
"""Share of the largest emissions below which what the solver leaves is nothing."""


@dataclass(frozen=True, repr=False)
class Credit(Shown):
    """The credit for a plan's abatement in some years, in the account's unit.

    `table`: measure | items, alone, last_in, shapley, error (standard error of the Shapley value, 0 where exact), low,
    high (of the three), the largest first; last the row `operation`, a single number, which is no measure's. `by_year`:
    the same by year. `emissions`: year | reference, plan, cap.
    """

    case: Case
    model: str
    account: str
    years: tuple[int, ...]
    enablers: Convention
    serving: tuple[str, ...]
    """Enablers that stand with what they serve, in some year."""
    reference: str
    """What abatement is counted from: `frozen`, else `current_policies`, else `least_cost`."""
    table: pd.DataFrame
    by_year: pd.DataFrame
    emissions: pd.DataFrame
    orders: int
    """Orders sampled in a year with many measures; 0 where every coalition was asked."""
    solves: int
    seconds: float

    def facts(self) -> dict[str, str]:
        return {
            "Credit": self.case.title,
            "model": self.model,
            "years": from_to(self.years),
            "abatement": f"{money(self.abatement)} {self.case.accounts[self.account].unit} below {self.reference}",
            "measures": str((self.table["measure"] != OPERATION).sum()),
            "shares": f"{self.orders} sampled orders" if self.orders else "exact",
            "tables": "table, by_year, emissions",
        }

    def head(self) -> pd.DataFrame:
        return self.table

    @property
    def abatement(self) -> float:
        return float((self.emissions["reference"] - self.emissions["plan"]).sum())


@public
def credit_shares(
    case: CaseLike,
    *,
    model: str | Path | ModelSpec | None = None,
    year: int | None = None,
    account: str | None = None,
    orders: int = 80,
    seed: int = 0,
    enablers: Convention = "with",
    progress: Callable[[int], None] | None = None,
    time_limit: float | None = None,
) -> Credit:
    """Share the abatement of the least-cost plan among the measures that it builds.

    Parameters
    ----------
    case
        A case, a prepared one, a folder of tables or a sheet of measures.
    model
        Name of a model or a model file; without one, the case's default.
    year
        One year; without one, all years.
    account
        Account whose emissions are counted; without one, the caps'.
    orders
        Even number of orders of the measures that are sampled in a year with more than ten measures.
    seed
        Of the random orders.
    enablers
        `with`: what delivers a carrier marked `enabler` stands with the measures that it serves; `apart`: it is a
        measure of its own.
    progress
        Is told the number of solves.
    time_limit
        Seconds after which it ends in a TimeLimitError; without one, an hour.

    Returns
    -------
    Credit
        Abatement of each measure alone, last in, and its Shapley value.

    Raises
    ------
    UsageError
        The case does not have such a year or account.
    NoPlanError
        There is no plan.

    Examples
    --------
    >>> credit = planner.credit_shares("data/example_city", year=2030)
    >>> bool(abs(credit.table["shapley"].sum() - credit.abatement) < 1e-9)
    True
    """
    began = time.perf_counter()
    if orders < 4 or orders % 2:
        raise UsageError("bad_argument", name="orders", found=orders, allowed="an even number >= 4")
    ready = prepare(case, model=model)
    account, _ = account_and_scope(ready, account, None)
    years = (in_horizon(ready.inputs.years, year),) if year is not None else tuple(ready.inputs.years)
    references = ready.references
    base = references.at(references.base)
    plan = optimum(ready.case, ready.inputs, ready.program, references.least_cost)
    change, costs, draw = find_change(ready, base, plan), running_costs(ready, plan), random.Random(seed)
    caps = yearly_caps(ready.inputs)
    rows: list[tuple[Any, ...]] = []
    emissions, solves, most, serving = [], 0, 0, dict[str, None]()
    for y in years:
        at = ready.program.column["total_emissions", account, y]
        before, after = float(base.x[at]), float(plan.x[at])
        part = YearOfCoalitions(ready, y, account, change, costs, before, enablers)
        serving |= dict.fromkeys(part.serving)
        rows += _shared(part, after, orders, draw)
        emissions.append((y, before, after, caps.get((account, "total", y))))
        solves, most = solves + part.solves, max(most, len(part.measures))
        if progress:
            progress(solves)
    dust = DUST * max(abs(amount) for _, *both, _ in emissions for amount in both)
    by_year = pd.DataFrame(rows, columns=["measure", "year", *Share._fields])
    by_year = by_year.where(by_year.drop(columns="measure").abs().ge(dust).assign(measure=True), 0.0)
    case, model = ready.case, ready.spec.name
    of = {"account": account, "unit": case.accounts[account].unit}
    emitted = pd.DataFrame(emissions, columns=["year", "reference", "plan", "cap"]).astype({"cap": float})
    return Credit(
        case=case,
        model=model,
        account=account,
        years=years,
        enablers=enablers,
        serving=tuple(serving),
        reference=references.base,
        table=tidy(_named(case, _summed(by_year, measure_of(case))).assign(**of), case, model),
        by_year=tidy(_named(case, _with_spread(by_year)).assign(**of), case, model),
        emissions=tidy(emitted.assign(**of), case, model),
        orders=orders if most > FEW else 0,
        solves=solves,
        seconds=time.perf_counter() - began,
    )


def _shared(part: YearOfCoalitions, plan: float, orders: int, draw: random.Random) -> list[tuple[Any, ...]]:
    """The share of each measure in a year, whose plan emits so much; last what no measure does."""
    found = shares(part.measures, part.abatement, orders, draw)
    other = part.abatement([]) + (part.reference - plan) - part.abatement(part.measures)
    return [(measure, part.y, *share) for measure, share in found.items()] + [(OPERATION, part.y, *[other] * 3, 0.0)]


def _named(case: Case, table: pd.DataFrame) -> pd.DataFrame:
    """With the names of the measures, behind their ids; a measure of several steps is called by its first."""
    steps: dict[str, list[str]] = {}
    for i, measure in measure_of(case).items():
        steps.setdefault(measure, []).append(i)

    def name(measure: str, lang: str) -> str:
        if measure == OPERATION:
            return text("credit_operation", lang)
        first, *more = steps[measure]
        called = case.name_of("intervention", first, lang)
        return text("credit_steps", lang, name=called, more=len(more)) if more else called

    for at, lang in enumerate(languages(), start=1):
        table.insert(at, f"name_{lang}", [name(measure, lang) for measure in table["measure"]])
    return table


def _summed(by_year: pd.DataFrame, measure: dict[str, str]) -> pd.DataFrame:
    """Over the years, which are sampled apart, so that squared errors add up."""
    squared = by_year.assign(error=by_year["error"] ** 2)
    table = _with_spread(squared.groupby("measure", sort=False)[list(Share._fields)].sum().reset_index())
    items = {name: "; ".join(i for i, of in measure.items() if of == name) for name in table["measure"]}
    table.insert(1, "items", table["measure"].map(items))
    table["error"] **= 0.5
    last = table["measure"] == OPERATION
    measures = table[~last].sort_values("shapley", ascending=False)
    return pd.concat([measures, table[last]], ignore_index=True)


def _with_spread(table: pd.DataFrame) -> pd.DataFrame:
    three = table[["alone", "last_in", "shapley"]]
    return table.assign(low=three.min(axis=1), high=three.max(axis=1))
