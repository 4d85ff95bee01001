"""Plans of many draws from the ranges of the sources: what is sure and what is not. Mathematics: models/README.md."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Literal

import numpy as np
import pandas as pd
from scipy import stats
from scipy.stats import qmc

from planner.calls.arguments import public
from planner.calls.shown import Shown, money
from planner.case.case import Case
from planner.case.check import as_read
from planner.errors import UsageError, nearest
from planner.languages import columns_of
from planner.model.model_file import ModelSpec, read_spec
from planner.program.program import Vector
from planner.program.session import Session
from planner.results.plan import CaseLike, Prepared, case_of, solve
from planner.sweeps.address import address
from planner.sweeps.design import Design
from planner.sweeps.outcomes import Label, Outcome, table_of
from planner.sweeps.parts import Parts
from planner.sweeps.programs import Programs
from planner.sweeps.resting import Resting
from planner.sweeps.slopes import slopes
from planner.sweeps.solving import Group, Task, grouped, solve_block
from planner.sweeps.sweep import Sweep, found_along

Method = Literal["latin_hypercube", "sobol"]
SHARES = {"p5": 0.05, "p25": 0.25, "p50": 0.5, "p75": 0.75, "p95": 0.95}
KEPT: tuple[Outcome, ...] = ("cost", "emissions", "shadow_price", "built")
BUILT = 1e-6
"""Of what is built of a measure in the most of all draws: less is none."""


@dataclass(frozen=True, repr=False)
class Uncertainty(Shown):
    """Plans of draws. `sweep`: their points and outcomes; `numbers`: what varied, and what each end does alone.

    numbers     key, title_<lang>, low, value, high, unit | cost_low, cost_high (total cost against that with all
                values, from plans of their own), slope_low, slope_high (the same from the duals of that plan),
                drawn; False: an end alone leaves no plan, so it stayed at its value
    bands       quantity, account, item, name_<lang>, year | mean, p5, p25, p50, p75, p95, unit
    measures    intervention, name_<lang> | share (of the draws in which it is built), mean, unit
    """

    sweep: Sweep
    numbers: pd.DataFrame
    base_cost: float
    method: str
    seed: int
    values: Vector = field(repr=False)
    labels: tuple[Label, ...] = field(repr=False)

    @property
    def case(self) -> Case:
        return self.sweep.case

    @property
    def draws(self) -> int:
        """How many there are, also without a plan."""
        return len(self.sweep.design.points)

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
        at = [n for n, label in enumerate(self.labels) if label.quantity == "built"]
        built = self.values[:, at]
        table = table_of([self.labels[n] for n in at])[["item", *columns_of("name"), "unit"]]
        most = built.max(axis=0)
        share = (built > BUILT * np.where(most > 0, most, 1.0)).mean(axis=0)
        table = table.rename(columns={"item": "intervention"}).assign(share=share, mean=built.mean(axis=0))
        table = table[["intervention", *columns_of("name"), "share", "mean", "unit"]]
        return table.sort_values("share", ascending=False, kind="stable", ignore_index=True)

    def probability(self, *, quantity: str = "shadow_price", above: float, **of: object) -> float:
        """The share of draws with a plan in which an outcome is above an amount, e.g. `year=2035, account="co2"`."""
        asked = {"quantity": quantity, **of}
        at = [n for n, label in enumerate(self.labels) if all(getattr(label, k, None) == v for k, v in asked.items())]
        if len(at) != 1:
            raise UsageError("one_outcome", found=", ".join(f"{k}={v}" for k, v in asked.items()), count=len(at))
        return float((self.values[:, at[0]] > above).mean())

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
    workers: int = 1,
    folder: Path | str | None = None,
    progress: Callable[[int, int], None] | None = None,
    time_limit: float | None = None,
) -> Uncertainty:
    """Find the plans of draws from the ranges of the sources: what is sure, what is not, and what that hangs on.

    Parameters
    ----------
    case
        A case, a prepared one or a folder of tables.
    draws
        How many plans.
    seed
        Of the draws: the same seed gives the same draws, also under another model or policy.
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
    if draws < 2:
        raise UsageError("bad_argument", name="draws", found=draws, allowed=">= 2")
    model = case.spec if isinstance(case, Prepared) and model is None else model
    central = as_read(case_of(case))
    ranges = _ranges(central, numbers)
    ends = _ends(central, read_spec(central, model), ranges, draws)
    drawn = ranges[ends.table["drawn"]]
    if drawn.empty:
        raise UsageError("nothing_drawn")
    points = _drawn(drawn, draws, seed, method)
    fixed = {row.name: row.value for row in ranges.itertuples() if row.name not in points}
    varied = {name: address(name) for name in ranges["name"]}
    design = Design(central, varied, [{**fixed, **point} for point in points.to_dict("records")])
    task = replace(ends.task, design=design)
    groups = [Group(task, tuple(range(draws)), ends.programs)] if ends.programs else None
    sweep = found_along(task, progress, workers, None if folder is None else Parts(Path(folder)), groups)
    values, labels = _values(sweep)
    if not len(values):
        raise UsageError("no_draw_has_a_plan", count=draws)
    table = ranges.drop(columns="name").join(ends.table)
    return Uncertainty(sweep, table, ends.base_cost, method, seed, values, labels)


def _ranges(case: Case, numbers: Sequence[str] | None) -> pd.DataFrame:
    """The sources that have a range and move something, or those that are asked for. Raises UsageError."""
    moving = [case.sources[key] for key in Resting(case).moving]
    ranged = {row.key: row for row in moving if row.low is not None and row.high is not None and row.low < row.high}
    for key in numbers or ():
        if key not in ranged:
            raise UsageError("no_range_of_source", found=key, near=nearest(key, ranged))
    rows = [ranged[key] for key in (ranged if numbers is None else numbers)]
    if not rows:
        raise UsageError("nothing_ranges")
    columns = ["key", *columns_of("title"), "low", "value", "high", "unit", "name"]
    found = [
        (
            row.key,
            row.title,
            row.title_zh or row.title,
            row.low,
            row.value,
            row.high,
            row.unit,
            f"{row.FILE}/{row.key}/value",
        )
        for row in rows
    ]
    return pd.DataFrame(found, columns=columns)


@dataclass(frozen=True)
class _Ends:
    """Each number at its ends, the others at their values: costs, estimates from the duals, and what was learnt."""

    task: Task
    programs: Programs | None
    base_cost: float
    table: pd.DataFrame


def _ends(case: Case, spec: ModelSpec, ranges: pd.DataFrame, draws: int) -> _Ends:
    """Solve the plan at all values, and at each end alone. Raises NoPlanError where the first has none."""
    base = {row.name: row.value for row in ranges.itertuples()}
    varied = {name: address(name) for name in base}
    points = [base, *({**base, row.name: end} for row in ranges.itertuples() for end in (row.low, row.high))]
    whole = Design(case, varied, points)
    right = [n for n, point in enumerate(points) if whole.is_right(whole.move(point))]
    task = Task(replace(whole, points=[points[n] for n in right]), spec, None, KEPT)
    groups = grouped(task, more=draws)
    blocks = [solve_block(group, block) for group in groups for block in group.blocks]
    costs = dict.fromkeys(range(len(points)), np.nan)
    for block in blocks:
        at = [n for n, label in enumerate(block.labels) if (label.quantity, label.item) == ("cost", "plan")]
        costs |= {right[n]: float(row[at[0]]) for n, row in zip(block.points, block.values, strict=True) if at}
    if np.isnan(costs[0]):
        solve(case, model=spec)  # says why
    programs = groups[0].programs if len(groups) == 1 else None
    estimates = _estimates(whole, programs) if programs else {}
    rows = [
        (
            costs[2 * k + 1] - costs[0],
            costs[2 * k + 2] - costs[0],
            estimates.get(2 * k + 1, np.nan),
            estimates.get(2 * k + 2, np.nan),
            bool(np.isfinite([costs[2 * k + 1], costs[2 * k + 2]]).all()),
        )
        for k in range(len(ranges))
    ]
    table = pd.DataFrame(rows, columns=["cost_low", "cost_high", "slope_low", "slope_high", "drawn"])
    return _Ends(task, programs, costs[0], table)


def _estimates(design: Design, programs: Programs) -> dict[int, float]:
    """By how much the cost of each point differs from the first one's, as its duals say."""
    base = design.move(design.points[0])
    entries = programs.at(base)  # type: ignore[arg-type]
    solution = Session(entries.program, programs.origin.optimum.basis if programs.origin.optimum else None).solve()
    each = slopes(programs, base, solution)  # type: ignore[arg-type]
    moves = [design.move(point) for point in design.points]
    apart = [{what: float(move[what]) - float(base[what]) for what in each} for move in moves]  # type: ignore[arg-type]
    return {n: sum(each[what] * by for what, by in move.items()) for n, move in enumerate(apart)}


def _drawn(ranges: pd.DataFrame, draws: int, seed: int, method: Method) -> pd.DataFrame:
    """Draws of triangular distributions from low over value to high, spread evenly: a row a draw."""
    engine = qmc.LatinHypercube if method == "latin_hypercube" else qmc.Sobol
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # of a number of Sobol's that is no power of two
        evenly = engine(len(ranges), seed=seed).random(draws)
    low, value, high = (ranges[column].to_numpy(dtype=float) for column in ("low", "value", "high"))
    found = stats.triang((value - low) / (high - low), loc=low, scale=high - low).ppf(evenly)
    return pd.DataFrame(found, columns=list(ranges["name"]))


def _values(sweep: Sweep) -> tuple[Vector, tuple[Label, ...]]:
    """The outcomes of the draws that have a plan, a row a draw in their order."""
    column = {label: n for n, label in enumerate(dict.fromkeys(one for block in sweep.blocks for one in block.labels))}
    values = np.full((len(sweep.design.points), len(column)), np.nan)
    for block in sweep.blocks:
        values[np.ix_(block.points, [column[label] for label in block.labels])] = block.values
    return values[~np.isnan(values).all(axis=1)], tuple(column)
