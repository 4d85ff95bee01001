"""Plans along numbers that vary: carbon prices, caps, rates, costs; in one tidy table."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import numpy as np
import pandas as pd

from planner.calls.arguments import public
from planner.calls.shown import Shown
from planner.case.case import Case
from planner.case.check import as_read
from planner.case.scenarios import CENTRAL
from planner.errors import UsageError
from planner.model.build import Extend
from planner.model.caps import CapRow, main_account
from planner.model.costs import CarbonPriceRow
from planner.model.model_file import ModelSpec, read_spec, unused
from planner.program.program import Vector
from planner.results.plan import CaseLike, Prepared, case_of, solve
from planner.results.result_tables import Plan
from planner.sweeps.address import FLAT, SCENARIO
from planner.sweeps.design import Design, design_of, shown
from planner.sweeps.outcomes import OUTCOMES, Label, Outcome, places, table_of
from planner.sweeps.parts import Kept, Parts, in_parts
from planner.sweeps.solving import Group, Solved, Task, grouped, solve_block

BOTH = "caps_and_price"
"""The model that has what varies where caps and a carbon price do."""


@dataclass(frozen=True, repr=False)
class Sweep(Shown):
    """Plans of many points of a case. `design`: what varies, and the values of each point.

    points      point, what varies | status, total_cost, resource_cost, emissions (of all years, main account), error,
                audited
    table       what varies | quantity, account, item, name_<lang>, year, value, unit: as in a comparison
    """

    case: Case
    spec: ModelSpec
    design: Design
    blocks: tuple[Solved | Kept, ...] = field(repr=False)
    extend: Extend | None = None

    @property
    def varied(self) -> list[str]:
        """The names of what varies."""
        return list(self.design.varied)

    @cached_property
    def points(self) -> pd.DataFrame:
        """One row a point."""
        account = main_account(self.case)
        sums: dict[str, dict[str, object]] = {
            "total_cost": {"quantity": "cost", "item": "plan"},
            "resource_cost": {"quantity": "cost", "item": "without_carbon_payments"},
            "emissions": {"quantity": "emissions", "account": account},
        }
        frames = []
        for block in self.blocks:
            values, at = block.values, {name: places(block.labels, **of) for name, of in sums.items()}
            found = {name: values[:, some].sum(axis=1) if some else np.nan for name, some in at.items()}
            said = {"error": block.error, "audited": block.audited}
            frames.append(pd.DataFrame({"point": block.points, "status": block.status, **found, **said}))
        return self.design.frame().merge(pd.concat(frames), on="point")

    @cached_property
    def table(self) -> pd.DataFrame:
        """All outcomes that are not zero, one a row; without the points that have no plan."""
        design, frames = self.design.frame(), list[pd.DataFrame]()
        for block in self.blocks:
            values = block.values
            row, column = np.nonzero(np.nan_to_num(values))
            points = design.iloc[np.array(block.points)[row]].reset_index(drop=True)
            rows = table_of(block.labels).iloc[column].reset_index(drop=True)
            rows.insert(rows.columns.get_loc("unit"), "value", values[row, column])
            frames.append(pd.concat([points, rows], axis=1))
        table = pd.concat(frames, ignore_index=True).sort_values("point", kind="stable", ignore_index=True)
        table.insert(0, "model", self.spec.name)
        if SCENARIO not in self.varied:
            table.insert(1, "scenario", self.case.scenario or CENTRAL)
        return table

    @cached_property
    def outcomes(self) -> tuple[Vector, tuple[Label, ...]]:
        """All outcomes, a row a point, nan where it has no plan; and what they are."""
        column = {one: n for n, one in enumerate(dict.fromkeys(one for block in self.blocks for one in block.labels))}
        values = np.full((len(self.design.points), len(column)), np.nan)
        for block in self.blocks:
            values[np.ix_(block.points, [column[label] for label in block.labels])] = block.values
        return values, tuple(column)

    @public
    def plan(self, point: int) -> Plan:
        """The whole plan of a point, with all its tables. Raises as `solve`: NoPlanError says what must give way."""
        if not 0 <= point < len(self.design.points):
            raise UsageError("bad_argument", name="point", found=point, allowed=f"0-{len(self.design.points) - 1}")
        return solve(self.design.case_at(self.design.point(point)), model=self.spec, extend=self.extend)

    def facts(self) -> dict[str, str]:
        counts = self.points["status"].value_counts()
        ranges = {
            name: f"{len(values)} values, {shown(values[0])} to {shown(values[-1])}"
            for name in self.varied
            for values in [self.design.values(name)]
        }
        return {
            "Sweep": self.case.title,
            "model": self.spec.name,
            **ranges,
            "points": ", ".join(f"{count:,} {status}" for status, count in counts.items()),
            "costs, emissions": f"{self.case.settings.money}, {self.case.accounts[main_account(self.case)].unit}",
            "tables": "points, table; plan(point) has all tables of one",
        }

    def head(self) -> pd.DataFrame:
        return self.points


@public
def sweep(
    case: CaseLike,
    vary: Mapping[str, object] | pd.DataFrame,
    *,
    model: str | Path | ModelSpec | None = None,
    extend: Extend | None = None,
    outcomes: Sequence[Outcome] = OUTCOMES,
    workers: int | str | None = 1,
    folder: Path | str | None = None,
    progress: Callable[[int, int], None] | None = None,
    time_limit: float | None = None,
) -> Sweep:
    """Find the plans of a case along numbers that vary: every combination of their values. Each is certified.

    Parameters
    ----------
    case
        A case, a prepared one, a folder of tables or a sheet of measures.
    vary
        What varies, and its values; a table of points instead has a row for each. Names are `discount_rate`,
        `scenario`, `carbon_price` (of the whole city, the same in every year, money per tonne as people read it; prices
        of a scope stay), `carbon_price_rising` (in the first year, rising at the discount rate), a table (all numbers
        of `caps`) or `table/key/column` as a scenario writes them (`interventions.csv/pv/capex`,
        `prices.csv/gas/2030-2040`; `*` in a key stands for any letters). With `*` behind it the numbers that stand
        there are multiplied, with `+` something is added. A value is a number or, by year, a mapping.
    model
        Name of a model or a model file; without one `carbon_price` where a carbon price varies, `caps_and_price` where
        caps do, too, else the case's own.
    extend
        Constraints of one's own, as of `prepare`.
    outcomes
        What is kept of each plan beside its status: of cost, emissions, shadow_price and stock; without any, all.
    workers
        How many processes share the work (None: one a processor for many points), or the address of a Dask cluster that
        does (`"tcp://10.0.0.1:8786"`, extra `cluster`); more than one needs the usual `if __name__ == "__main__":` in a
        script, and no `extend`. What comes out is the same.
    folder
        Where blocks of points are kept as they are solved, as Parquet (extra `export`): what was interrupted goes on
        from there, and outcomes are read from there, so that memory does not grow with them.
    progress
        Is told how many points are done, and of how many: at the start, and after each block.
    time_limit
        Seconds after which it ends in a TimeLimitError; without one, an hour.

    Returns
    -------
    Sweep
        `points` has a row a point, `table` a row an outcome; `plan(point)` is the whole plan of one.

    Raises
    ------
    InputError
        Some value makes the tables wrong: nothing was solved.
    UsageError
        There is nothing of such a name.

    Examples
    --------
    >>> found = planner.sweep("data/example_city", {"carbon_price": [0, 100, 200]})
    >>> found.points["emissions"].round(2).tolist()
    [2.88, 2.84, 2.68]
    """
    return found_along(task_of(case, vary, model, extend, outcomes), workers, folder, progress)


def task_of(
    case: CaseLike,
    vary: Mapping[str, object] | pd.DataFrame,
    model: str | Path | ModelSpec | None = None,
    extend: Extend | None = None,
    outcomes: Sequence[Outcome] = OUTCOMES,
) -> Task:
    """What is to be solved, checked. Raises InputError, UsageError."""
    if isinstance(case, Prepared):
        model, extend = model or case.spec, extend or case.extend
    design = design_of(as_read(case_of(case)), vary)
    design.check()
    varied = {each.table: name for name, each in design.varied.items()}
    if model is None and CarbonPriceRow.FILE in varied:
        model = BOTH if CapRow.FILE in varied else FLAT
    spec = read_spec(design.case_at(design.point(0)), model)
    for table in unused(spec):
        if table in varied:
            raise UsageError("not_in_model", found=varied[table], table=table, model=spec.name)
    return Task(design, spec, extend, tuple(outcomes) or OUTCOMES)


def found_along(
    task: Task,
    workers: int | str | None = 1,
    folder: Path | str | None = None,
    progress: Callable[[int, int], None] | None = None,
    groups: list[Group] | None = None,
) -> Sweep:
    """Solve all points, block by block, but those that the folder has; `groups`: what is learnt of them already."""
    if task.extend and workers is None:
        workers = 1
    if (isinstance(workers, int) and workers < 1) or (workers != 1 and task.extend):
        raise UsageError("bad_argument", name="workers", found=workers, allowed="1" if task.extend else ">= 1")
    parts = None if folder is None else Parts(Path(folder))
    if parts:
        parts.begin(task)
    groups = grouped(task) if groups is None else groups
    blocks = [(n, block) for n, group in enumerate(groups) for block in group.course.blocks]
    say, every = progress or (lambda count, every: None), len(task.design.points)
    found = in_parts(_solved, groups, blocks, task, parts, workers, lambda count: say(count, every))
    return Sweep(task.design.case, task.spec, task.design, tuple(found), task.extend)


def _solved(groups: list[Group], block: tuple[int, tuple[int, ...]]) -> Solved:
    return solve_block(groups[block[0]], block[1])
