"""Which numbers an outcome hangs on: screening (Morris) and shares of its variance (Sobol), through SALib.

Mathematics: models/README.md.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

import numpy as np
import pandas as pd

from planner.calls.arguments import public
from planner.calls.extras import imported
from planner.calls.shown import Shown
from planner.case.case import Case
from planner.case.check import as_read
from planner.errors import UsageError
from planner.model.model_file import ModelSpec
from planner.program.program import Vector
from planner.results.plan import CaseLike, case_of
from planner.sweeps.design import MOST_POINTS
from planner.sweeps.ends import COST, plans_at, solve_ends
from planner.sweeps.outcomes import Outcome, places, table_of, the_one
from planner.sweeps.ranges import Range, frame_of, ranges_of
from planner.sweeps.sweep import Sweep
from planner.tables.ranges import CorrelationRow

Analysis = Literal["morris", "sobol"]
KEPT: tuple[Outcome, ...] = ("cost", "emissions", "shadow_price")
OPTIONS: dict[Analysis, dict[str, Any]] = {"morris": {"num_levels": 4}, "sobol": {"calc_second_order": False}}
"""What SALib is asked besides; levels are the values of each number."""
COLUMNS: dict[Analysis, dict[str, str]] = {
    "morris": {"mu": "mean", "mu_star": "mean_size", "mu_star_conf": "mean_size_error", "sigma": "spread"},
    "sobol": {"S1": "first", "S1_conf": "first_error", "ST": "total", "ST_conf": "total_error"},
}
"""What SALib calls a measure -> its column."""


@dataclass(frozen=True, repr=False)
class Sensitivity(Shown):
    """What outcomes hang on. `sweep`: the plans behind it, `ranges`: the numbers that vary.

    table       key, title_<lang>, low, value, high, unit, shape | of the total cost, the largest first:
                morris: mean (effect of going from low to high), mean_size (of its size), mean_size_error, spread
                sobol:  first (share of the variance from this number alone), first_error, total (with all that it does
                together with others), total_error
    """

    sweep: Sweep
    method: Analysis
    samples: int
    seed: int
    ranges: tuple[Range, ...] = field(repr=False)
    left: tuple[str, ...] = field(repr=False)
    sample: Vector = field(repr=False)

    @property
    def case(self) -> Case:
        return self.sweep.case

    @cached_property
    def table(self) -> pd.DataFrame:
        """Of the total cost."""
        return self.of(**COST)

    def of(self, *, quantity: str = "shadow_price", **of: object) -> pd.DataFrame:
        """The same of any outcome, e.g. `year=2035, account="co2", item="total"`. Raises UsageError for none such."""
        values, labels = self.sweep.outcomes
        found = values[:, the_one(labels, {"quantity": quantity, **of})]
        measures = self._analysed(found) if np.ptp(found) > 0 else dict.fromkeys(COLUMNS[self.method], 0.0)
        columns = {column: measures[name] for name, column in COLUMNS[self.method].items()}
        table, by = frame_of(self.ranges).assign(**columns), {"morris": "mean_size", "sobol": "total"}[self.method]
        return table.sort_values(by, ascending=False, kind="stable", ignore_index=True)

    @cached_property
    def every(self) -> pd.DataFrame:
        """Of the total cost and of every shadow price: quantity, account, item, name_<lang>, year | `table`."""
        every = self.sweep.outcomes[1]
        frames = []
        for n in sorted({*places(every, **COST), *places(every, quantity="shadow_price")}):
            found = self.of(**{name: getattr(every[n], name) for name in ("quantity", "account", "item", "year")})
            frames.append(pd.concat([table_of([every[n]] * len(found)).drop(columns="unit"), found], axis=1))
        return pd.concat(frames, ignore_index=True)

    def _analysed(self, found: Vector) -> dict[str, Any]:
        """SALib's measures of an outcome, one value a plan."""
        analyze, options = _salib("analyze", self.method), {"seed": self.seed, "print_to_console": False}
        sampled = (self.sample, found) if self.method == "morris" else (found,)
        measures: dict[str, Any] = analyze(_problem(self.ranges), *sampled, **OPTIONS[self.method], **options)
        return measures

    def facts(self) -> dict[str, str]:
        first = self.table.iloc[0]
        share = f"{first['total']:.0%} of the variance" if self.method == "sobol" else f"{first['mean_size']:,.4g}"
        return {
            "Sensitivity": self.case.title,
            "model": self.sweep.spec.name,
            "method": f"{self.method}, {self.samples} samples, seed {self.seed}",
            "plans": f"{len(self.sweep.design.points):,}",
            "numbers": f"{len(self.ranges)} varied, {len(self.left)} left at their values",
            "total cost": f"most from {first['key']}: {share}",
            "tables": "table; of(year=...) for a price; every; sweep.points",
        }

    def head(self) -> pd.DataFrame:
        return self.table


@public
def sensitivity(
    case: CaseLike,
    *,
    method: Analysis = "morris",
    samples: int = 16,
    seed: int = 0,
    numbers: Sequence[str] | None = None,
    model: str | Path | ModelSpec | None = None,
    workers: int | str | None = 1,
    folder: Path | str | None = None,
    progress: Callable[[int, int], None] | None = None,
    time_limit: float | None = None,
) -> Sensitivity:
    """Say which of the sources' numbers cost and prices hang on, over all of their ranges at once.

    Needs SALib: `pip install 'abatement-planner[sensitivity]'`.

    Parameters
    ----------
    case
        A case, a prepared one or a folder of tables.
    method
        `morris`: few plans, screens many numbers; each goes evenly from low to high. `sobol`: the share of the variance
        that comes from each number, over its distribution; needs many plans and independent numbers.
    samples
        Of Morris: trajectories, each a plan more than there are numbers. Of Sobol: base samples, a power of two, each
        two plans more than there are numbers.
    seed
        Of the samples.
    numbers, model, workers, folder, progress, time_limit
        As of `uncertainty`.

    Returns
    -------
    Sensitivity
        `table` of the total cost, `of(year=2035, account="co2", item="total")` of a price or any outcome.

    Raises
    ------
    MissingExtraError
        SALib is not installed.
    UsageError
        No source has a range; some plan is missing; or, for Sobol, numbers are correlated.

    Examples
    --------
    >>> found = planner.sensitivity("data/industrial_city", samples=2, numbers=["price_scrap", "ef_coal"])
    >>> found.table["key"].tolist()
    ['price_scrap', 'ef_coal']
    """
    if samples < 2 or (method == "sobol" and samples & (samples - 1)):
        allowed = ">= 2" if method == "morris" else "2, 4, 8, 16, ..."
        raise UsageError("bad_argument", name="samples", found=samples, allowed=allowed)
    draw = _salib("sample", method)
    if method == "sobol":
        _see_independent(as_read(case_of(case)), numbers)
    ends = solve_ends(case, model, numbers, KEPT, samples, seed)
    moved = ends.moved
    if (most := MOST_POINTS // (len(moved) + 2)) < samples:
        raise UsageError("bad_argument", name="samples", found=samples, allowed=f"<= {most:,}")
    sample = np.asarray(draw(_problem(moved), samples, seed=seed, **OPTIONS[method]))
    columns = {each.name: _values(each, method, sample[:, n]) for n, each in enumerate(moved)}
    sweep = plans_at(ends, pd.DataFrame(columns), workers=workers, folder=folder, progress=progress)
    without = int(sweep.points["total_cost"].isna().sum())
    if without:
        raise UsageError("samples_without_a_plan", count=without, all=len(sample))
    left = tuple(each.source.key for each in ends.ranges if each not in moved)
    return Sensitivity(sweep, method, samples, seed, moved, left, sample)


def _values(moved: Range, method: Analysis, shares: Vector) -> Vector:
    """Of Morris evenly from low to high; of Sobol the quantiles of its distribution."""
    return moved.low + shares * (moved.high - moved.low) if method == "morris" else moved.quantile(shares)


def _problem(ranges: Sequence[Range]) -> dict[str, Any]:
    """The numbers as SALib takes them: shares between 0 and 1."""
    keys = [each.source.key for each in ranges]
    return {"num_vars": len(keys), "names": keys, "bounds": [[0.0, 1.0]] * len(keys)}


def _salib(room: str, method: Analysis) -> Callable[..., Any]:
    """SALib's function of a method, `sample` or `analyze`. Raises MissingExtraError."""
    found: Callable[..., Any] = getattr(imported(f"SALib.{room}.{method}"), room)
    return found


def _see_independent(case: Case, numbers: Sequence[str] | None) -> None:
    """Raise UsageError where numbers that vary are correlated: their shares of the variance have no meaning."""
    keys = {each.source.key for each in ranges_of(case, numbers)}
    pairs = [row for row in case.rows(CorrelationRow) if row.rank and {row.key, row.other} <= keys]
    if pairs:
        raise UsageError("sobol_of_correlated", found=f"{pairs[0].key}, {pairs[0].other}")
