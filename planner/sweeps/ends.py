"""Each number at its low and its high end alone, all others at their values: what it does to the plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from planner.case.check import as_read
from planner.errors import UsageError
from planner.model.model_file import ModelSpec, read_spec
from planner.program.program import Vector
from planner.program.session import Session
from planner.results.plan import CaseLike, Prepared, case_of, solve
from planner.sweeps.address import address
from planner.sweeps.design import Design
from planner.sweeps.outcomes import Label, Outcome, the_one
from planner.sweeps.programs import Programs
from planner.sweeps.ranges import Range, frame_of, ranges_of
from planner.sweeps.solving import Group, Task, grouped, solve_block
from planner.sweeps.sweep import Sweep, found_along
from planner.sweeps.worth import worth

COST = {"quantity": "cost", "item": "plan"}
"""The outcome that plans are chosen by."""


@dataclass(frozen=True)
class Ends:
    """What plans at the ends of ranges say, and what was learnt of their programs.

    `base`: outcomes with all values; `low`, `high`: with one number at its end, a row a number, nan where no plan is
    left; `estimates`: by how much the cost differs at each number's low and high, as the duals at the values say.
    """

    ranges: tuple[Range, ...]
    task: Task
    programs: Programs | None
    labels: tuple[Label, ...] = field(repr=False)
    base: Vector = field(repr=False)
    low: Vector = field(repr=False)
    high: Vector = field(repr=False)
    estimates: Vector = field(repr=False)
    right: Vector = field(repr=False)

    @property
    def base_cost(self) -> float:
        return float(self.base[the_one(self.labels, COST)])

    @property
    def drawn(self) -> Vector:
        """Which numbers have a plan at both ends, and right tables as far as they are drawn."""
        cost = the_one(self.labels, COST)
        return np.asarray(self.right & np.isfinite(self.low[:, cost]) & np.isfinite(self.high[:, cost]))

    @cached_property
    def moved(self) -> tuple[Range, ...]:
        """The numbers that are drawn."""
        return tuple(each for each, is_drawn in zip(self.ranges, self.drawn, strict=True) if is_drawn)

    @cached_property
    def table(self) -> pd.DataFrame:
        """What each number does to the total cost."""
        cost = self.drivers(COST)
        names = {"change_low": "cost_low", "change_high": "cost_high"}
        slopes = {"slope_low": self.estimates[:, 0], "slope_high": self.estimates[:, 1]}
        return cost.rename(columns=names).assign(**slopes, drawn=self.drawn)

    def drivers(self, of: Mapping[str, object]) -> pd.DataFrame:
        """By how much one outcome changes where each number has its ends. Raises UsageError where it is not one."""
        n = the_one(self.labels, of)
        changes = {"change_low": self.low[:, n] - self.base[n], "change_high": self.high[:, n] - self.base[n]}
        return frame_of(self.ranges).assign(**changes)


def solve_ends(
    case: CaseLike,
    model: str | Path | ModelSpec | None,
    numbers: Sequence[str] | None,
    wanted: tuple[Outcome, ...],
    draws: int,
    seed: int,
) -> Ends:
    """Solve the plan at all values, and at each end alone.

    What is learnt of the programs holds for `draws` to come: from all numbers at their lowest to all at their highest.
    Raises UsageError where there is nothing to draw, NoPlanError where the plan at all values is none.
    """
    if seed < 0:
        raise UsageError("bad_argument", name="seed", found=seed, allowed=">= 0")
    spec = case.spec if isinstance(case, Prepared) and model is None else model
    case = as_read(case_of(case))
    ranges, spec = ranges_of(case, numbers), read_spec(case, spec)
    base = {each.name: each.value for each in ranges}
    whole = Design(case, {name: address(name) for name in base}, pd.DataFrame())
    places = [base, *({**base, each.name: end} for each in ranges for end in (each.low, each.high))]
    corners = [{each.name: each.reach[end] for each in ranges} for end in (0, 1)]
    right = [n for n, point in enumerate(places) if whole.is_right(whole.move(point))]
    further = [corner for corner in corners if whole.is_right(whole.move(corner))]
    design = replace(whole, points=pd.DataFrame([*(places[n] for n in right), *further]))
    groups = grouped(Task(design, spec, None, wanted), more=draws)
    found: dict[int, dict[Label, float]] = {}
    for group in (replace(group, around=True) for group in groups):
        for block in group.course.blocks:
            solved = solve_block(group, [n for n in block if n < len(right)])
            for n, row in zip(solved.points, solved.values, strict=True):
                found[right[n]] = dict(zip(solved.labels, row.tolist(), strict=True))
    labels = tuple(dict.fromkeys(label for some in found.values() for label in some))
    values = np.array([[found.get(n, {}).get(label, np.nan) for label in labels] for n in range(len(places))])
    if np.isnan(values[0]).all():
        solve(case, model=spec)  # says why
    programs = groups[0].programs if len(groups) == 1 else None
    ends = Ends(
        ranges=tuple(ranges),
        task=Task(whole, spec, None, wanted),
        programs=programs,
        labels=labels,
        base=values[0],
        low=values[1::2],
        high=values[2::2],
        estimates=_estimates(whole, places, programs) if programs else np.full((len(ranges), 2), np.nan),
        right=np.array(
            [all(whole.is_right(whole.move({**base, each.name: end})) for end in each.reach) for each in ranges]
        ),
    )
    if not ends.moved:
        raise UsageError("nothing_drawn")
    return ends


def plans_at(ends: Ends, points: pd.DataFrame, **run: Any) -> Sweep:
    """The plans where numbers have the values of each row, the others their own; by what was learnt at the ends."""
    count = len(points)
    columns = {one.name: points[one.name] if one.name in points else [one.value] * count for one in ends.ranges}
    task = replace(ends.task, design=replace(ends.task.design, points=pd.DataFrame(columns)))
    groups = [Group(task, tuple(range(count)), ends.programs)] if ends.programs else None
    return found_along(task, **run, groups=groups)


def _estimates(design: Design, places: Sequence[Mapping[str, float]], programs: Programs) -> Vector:
    """By how much the cost at each number's ends differs from that at all values, as its duals say."""
    base, *ends = (programs.at(design.move(place)) for place in places)  # type: ignore[arg-type]
    each, here = worth(base, Session(base.program).solve()), base.all
    changes = (np.subtract(end.all, here, out=np.zeros(len(here)), where=end.all != here) for end in ends)
    return np.array([each @ change for change in changes]).reshape(-1, 2)
