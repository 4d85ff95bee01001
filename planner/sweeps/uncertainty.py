"""Plans of many draws from the ranges of the sources: what is sure and what is not. Mathematics: models/README.md."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import numpy as np
import pandas as pd

from planner.calls.arguments import public
from planner.calls.shown import Shown, money
from planner.case.case import Case
from planner.errors import UsageError
from planner.languages import columns_of
from planner.model.model_file import ModelSpec
from planner.program.program import Vector
from planner.results.plan import CaseLike
from planner.sweeps.design import MOST_POINTS
from planner.sweeps.draws import Method, drawn
from planner.sweeps.ends import Ends, plans_at, solve_ends
from planner.sweeps.outcomes import Label, Outcome, places, table_of, the_one
from planner.sweeps.sweep import Sweep

SHARES = {"p5": 0.05, "p25": 0.25, "p50": 0.5, "p75": 0.75, "p95": 0.95}
KEPT: tuple[Outcome, ...] = ("cost", "emissions", "shadow_price", "built")
BUILT = 1e-6
"""Of what is built of a measure in the most of all draws: less is none."""


@dataclass(frozen=True, repr=False)
class Uncertainty(Shown):
    """Plans of draws. `sweep`: their points and outcomes; `ends`: plans with one number at an end.

    numbers     key, title_<lang>, low, value, high, unit, shape | cost_low, cost_high (total cost against that with all
                values, from plans of their own), slope_low, slope_high (the same from the duals of that plan),
                drawn; False: an end alone leaves no plan, so it stayed at its value
    bands       quantity, account, item, name_<lang>, year | mean, p5, p25, p50, p75, p95, unit
    measures    intervention, name_<lang> | share (of the draws in which it is built), mean, unit
    """

    sweep: Sweep
    ends: Ends = field(repr=False)
    method: str
    seed: int
    values: Vector = field(repr=False)
    labels: tuple[Label, ...] = field(repr=False)

    @property
    def case(self) -> Case:
        return self.sweep.case

    @property
    def numbers(self) -> pd.DataFrame:
        """What varied, and what each number does to the cost at its ends."""
        return self.ends.table

    @property
    def base_cost(self) -> float:
        """What the plan costs with all values."""
        return self.ends.base_cost

    @property
    def draws(self) -> int:
        """How many there are, also without a plan."""
        return len(self.sweep.design.points)

    @cached_property
    def with_a_plan(self) -> list[int]:
        """The draws that have a plan: those of the rows of `values`."""
        return np.flatnonzero(self.sweep.points["total_cost"].notna()).tolist()

    @cached_property
    def bands(self) -> pd.DataFrame:
        """Mean and quantiles of each outcome over the draws that have a plan; what is built stands in `measures`."""
        at = [n for n, label in enumerate(self.labels) if label.quantity != "built"]
        table = table_of([self.labels[n] for n in at])
        found = self.values[:, at]
        quantiles = np.quantile(found, list(SHARES.values()), axis=0)
        of = {"mean": found.mean(axis=0), **dict(zip(SHARES, quantiles, strict=True))}
        for name, each in of.items():
            table.insert(table.columns.get_loc("unit"), name, each)
        return table

    @cached_property
    def measures(self) -> pd.DataFrame:
        """In how many draws each measure is built, the most frequent first."""
        at = places(self.labels, quantity="built")
        built = self.values[:, at]
        table = table_of([self.labels[n] for n in at])[["item", *columns_of("name"), "unit"]]
        most = built.max(axis=0)
        share = (built > BUILT * np.where(most > 0, most, 1.0)).mean(axis=0)
        table = table.rename(columns={"item": "intervention"}).assign(share=share, mean=built.mean(axis=0))
        table = table[["intervention", *columns_of("name"), "share", "mean", "unit"]]
        return table.sort_values("share", ascending=False, kind="stable", ignore_index=True)

    @public
    def probability(self, *, quantity: str = "shadow_price", above: float, **of: object) -> float:
        """The share of draws with a plan in which an outcome is above an amount, e.g. `year=2035, account="co2"`."""
        return float((self.values[:, the_one(self.labels, {"quantity": quantity, **of})] > above).mean())

    @public
    def probabilities(self, above: float) -> pd.DataFrame:
        """The share of draws with a plan in which the price of each cap exceeds an amount.

        account, item, name_<lang>, year, unit | probability
        """
        at = [n for n, label in enumerate(self.labels) if label.quantity == "shadow_price" and label.account]
        table = table_of([self.labels[n] for n in at]).drop(columns="quantity")
        return table.assign(probability=(self.values[:, at] > above).mean(axis=0))

    def drivers(self, *, quantity: str = "shadow_price", **of: object) -> pd.DataFrame:
        """By how much an outcome changes where each number has its low and its high end, the largest changes first.

        key, title_<lang>, low, value, high, unit, shape | change_low, change_high: nan where no plan is left
        """
        table = self.ends.drivers({"quantity": quantity, **of})
        largest = table[["change_low", "change_high"]].abs().max(axis=1)
        return table.loc[largest.sort_values(ascending=False, kind="stable").index].reset_index(drop=True)

    def facts(self) -> dict[str, str]:
        drawn, unit = int(self.numbers["drawn"].sum()), self.case.settings.money
        cost = self.bands[(self.bands["quantity"] == "cost") & (self.bands["item"] == "plan")].iloc[0]
        return {
            "Uncertainty": self.case.title,
            "model": self.sweep.spec.name,
            "draws": f"{len(self.values):,} of {self.draws:,} have a plan; {self.method}, seed {self.seed}",
            "numbers": f"{drawn} drawn, {len(self.numbers) - drawn} left at their values",
            "total cost": f"{money(cost['p50'])} {unit}, 90 % from {money(cost['p5'])} to {money(cost['p95'])}",
            "tables": "bands, measures, numbers; sweep.points, sweep.table",
        }

    def head(self) -> pd.DataFrame:
        return self.bands


@public
def uncertainty(
    case: CaseLike,
    *,
    draws: int = 200,
    seed: int = 0,
    method: Method = "latin_hypercube",
    numbers: Sequence[str] | None = None,
    model: str | Path | ModelSpec | None = None,
    workers: int | str | None = 1,
    folder: Path | str | None = None,
    progress: Callable[[int, int], None] | None = None,
    time_limit: float | None = None,
) -> Uncertainty:
    """Find the plans of draws from the ranges of the sources: what is sure, what is not, and what that hangs on.

    Each source is drawn from a triangle from low over value to high, or as `ranges.csv` and `correlations.csv` say.

    Parameters
    ----------
    case
        A case, a prepared one or a folder of tables.
    draws
        How many plans.
    seed
        Of the draws: the same seed gives a number the same draws under any model, policy or scenario, and beside any
        other numbers.
    method
        `latin_hypercube` or `sobol` (a power of two draws is best).
    numbers
        Keys of sources.csv to draw from; without any, all that have a low and a high and move a number.
    model
        Name of a model or a model file; without one, the case's default.
    workers, folder, progress
        As of `sweep`.
    time_limit
        Seconds after which it ends in a TimeLimitError; without one, an hour.

    Returns
    -------
    Uncertainty
        `bands` by year, `measures` with the share of draws in which each is built, `numbers` with what each does alone,
        `probability(above=450, year=2035)`.

    Raises
    ------
    UsageError
        No source has a range, or there is none of such a key.

    Examples
    --------
    >>> found = planner.uncertainty("data/industrial_city", draws=20, numbers=["price_scrap", "ef_coal"])
    >>> float(found.measures["share"].max())
    1.0
    """
    if not 2 <= draws <= MOST_POINTS:
        raise UsageError("bad_argument", name="draws", found=draws, allowed=f"2-{MOST_POINTS:,}")
    ends = solve_ends(case, model, numbers, KEPT, draws, seed)
    points = drawn(ends.task.design.case, ends.moved, draws, seed, method)
    sweep = plans_at(ends, points, workers=workers, folder=folder, progress=progress)
    values, labels = sweep.outcomes
    values = values[~np.isnan(values).all(axis=1)]
    if not len(values):
        raise UsageError("no_draw_has_a_plan", count=draws)
    return Uncertainty(sweep, ends, method, seed, values, labels)
