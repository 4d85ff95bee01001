"""Plans that are kept while the numbers turn out otherwise: what each costs beyond the best. models/README.md."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TypeAlias

import numpy as np
import pandas as pd

from planner.calls.arguments import public
from planner.calls.shown import Shown, money
from planner.case.case import Case
from planner.curves.direction import in_horizon
from planner.errors import PlannerError, UsageError
from planner.languages import languages
from planner.program.certificate import certify
from planner.program.program import Program, Vector
from planner.program.session import Infeasible, Session
from planner.results.comparison import read_cases, solved
from planner.results.result_tables import Plan
from planner.sweeps.outcomes import Label
from planner.sweeps.parts import HELD, Parts, in_parts
from planner.sweeps.solving import Solved
from planner.sweeps.uncertainty import SHARES, Uncertainty

Builds: TypeAlias = Mapping[tuple[str, int], float]
"""(intervention, year) -> new units."""
NEW_UNITS = "new_units"
TENTHS = 10
"""Parts of the draws by what their best plans cost."""


@dataclass(frozen=True, repr=False)
class Regret(Shown):
    """Plans held through draws. `held`: the plans; `failed`: why others can't be held; `costs`: a row a plan, a column
    a draw that has a plan, nan where the held plan leaves none.

    Held are new units, up to the year `until` (None: all years); with `add` more may be built on top of them. All else
    is chosen anew in each draw: what runs, what is bought, new units of later years.

    table       plan, draw | cost, best_cost, regret, kept
    plans       plan | kept (share of the draws), expected_cost (nan unless kept in all), mean, p5 ... p95, most: of its
                regret in the draws in which it is kept
    by_cost     plan, tenth (of the draws, from those whose best plan is cheapest) | best_cost, regret (means), kept
    """

    draws: Uncertainty
    until: int | None
    add: bool
    held: Mapping[str, Plan] = field(repr=False)
    failed: Mapping[str, PlannerError] = field(repr=False)
    costs: Vector = field(repr=False)
    error: float

    @property
    def case(self) -> Case:
        return self.draws.case

    @cached_property
    def best_costs(self) -> pd.Series:
        """What the best plan of each draw costs, without the draws that have none."""
        return self.draws.sweep.points["total_cost"].dropna()

    @cached_property
    def table(self) -> pd.DataFrame:
        """A row for each plan and draw."""
        best = self.best_costs
        frames = [
            pd.DataFrame({"plan": name, "draw": best.index, "cost": costs, "best_cost": best.to_numpy()})
            for name, costs in zip(self.held, self.costs, strict=True)
        ]
        table = pd.concat(frames, ignore_index=True)
        return table.assign(regret=table["cost"] - table["best_cost"], kept=table["cost"].notna())

    @cached_property
    def plans(self) -> pd.DataFrame:
        """What each plan risks, that with the least expected cost first; last those that some draw leaves without."""
        of = self.table.groupby("plan", sort=False)
        kept, regret = of["kept"].mean(), of["regret"]
        found = {"kept": kept, "expected_cost": of["cost"].mean().where(kept == 1), "mean": regret.mean()}
        found |= {name: regret.quantile(share) for name, share in SHARES.items()}
        table = pd.DataFrame(found | {"most": regret.max()}).reset_index()
        order = ["kept", "expected_cost", "mean"]
        return table.sort_values(order, ascending=[False, True, True], ignore_index=True)

    @cached_property
    def by_cost(self) -> pd.DataFrame:
        """Whether a plan does badly where everything is cheap, or where it is dear."""
        best, tenths = self.best_costs, min(TENTHS, len(self.best_costs))
        tenth = (best.rank(method="first").astype(int) - 1) * tenths // len(best) + 1
        of = self.table.assign(tenth=self.table["draw"].map(tenth)).groupby(["plan", "tenth"])
        found = of.agg(best_cost=("best_cost", "mean"), regret=("regret", "mean"), kept=("kept", "mean"))
        return found.loc[self.plans["plan"]].reset_index()

    @property
    def perfect_information(self) -> float:
        r"""What it is worth to know the draw before building, against the best of the held plans; nan if none is kept
        in every draw.

        $$\min_p \frac{1}{D} \sum_d C_{pd} - \frac{1}{D} \sum_d C^*_d$$

        Money, present value. A plan that hedges may be better than all of these: then it is worth less.
        """
        return float(self.plans["expected_cost"].min() - self.best_costs.mean())

    def facts(self) -> dict[str, str]:
        unit, worth = self.case.settings.money, self.perfect_information
        best = self.plans.iloc[0]
        said = f"{money(best['mean'])} {unit} on average, {money(best['most'])} at most, kept in {best['kept']:.0%}"
        return {
            "Regret": self.case.title,
            "draws": f"{len(self.best_costs):,} with a plan, of {self.draws.draws:,}",
            "held": f"new units up to {self.until or self.case.years[-1]}{', at least' if self.add else ''}",
            "plans": ", ".join(self.held),
            f"regret of {best['plan']}": said,
            "perfect information": "no plan is kept in every draw" if np.isnan(worth) else f"{money(worth)} {unit}",
            **{name: str(why).splitlines()[0] for name, why in self.failed.items()},
        }

    def head(self) -> pd.DataFrame:
        return self.plans


@public
def regret(
    draws: Uncertainty,
    *,
    plans: Sequence[str] | Mapping[str, Plan] = (),
    until: int | None = None,
    add: bool = False,
    workers: int | str | None = 1,
    folder: Path | str | None = None,
    progress: Callable[[int, int], None] | None = None,
    time_limit: float | None = None,
) -> Regret:
    """Hold plans while the numbers turn out as in each draw: what each costs beyond the best plan of the draw.

    Parameters
    ----------
    draws
        What `uncertainty` found.
    plans
        Scenarios of the case whose plans are held, each beside the central plan; or plans by name. Without any, those
        of all scenarios.
    until
        Last year whose new units are held; later ones are chosen anew in each draw. Without one, all are held.
    add
        Whether more may be built on top of what is held, at the costs of the draw.
    workers, progress
        As of `sweep`.
    folder
        That of the draws, if they have one: what each plan costs is kept in it as well, and what was interrupted goes
        on from there.
    time_limit
        Seconds after which it ends in a TimeLimitError; without one, an hour.

    Returns
    -------
    Regret
        `plans` with the regret of each, `table` by draw, `perfect_information`. In a draw in which a held plan leaves
        no plan it has no cost and is not `kept`; it then has no expected cost.

    Raises
    ------
    UsageError
        There is no such scenario or year, or no plan can be held.

    Examples
    --------
    >>> found = planner.uncertainty("data/industrial_city", draws=3, numbers=["price_scrap"])
    >>> planner.regret(found, plans=["central"]).plans["kept"].tolist()
    [1.0]
    """
    years = draws.case.years
    last = years[-1] if until is None else in_horizon(years, until)
    asked = plans if isinstance(plans, Mapping) else dict(solved(read_cases(draws.case, plans)[1], draws.sweep.spec))
    failed = {name: plan for name, plan in asked.items() if isinstance(plan, PlannerError)}
    held = {name: plan for name, plan in asked.items() if isinstance(plan, Plan)}
    builds = {name: _builds(plan, last) for name, plan in held.items()}
    columns = set(_program(draws, draws.with_a_plan[0]).columns)
    for name in list(held):
        if unknown := [i for i, y in builds[name] if (NEW_UNITS, i, y) not in columns]:
            failed[name] = UsageError("builds_unknown", name=name, found=sorted(set(unknown)))
            del held[name]
    if not held:
        raise next(iter(failed.values()), UsageError("bad_argument", name="plans", found="{}", allowed="Plan"))
    planned = set(draws.with_a_plan)
    blocks = [some for block in draws.sweep.blocks if (some := [n for n in block.points if n in planned])]
    items = [(name, block) for name in held for block in blocks]
    task = replace(draws.ends.task, design=draws.sweep.design)
    parts = None if folder is None else Parts(Path(folder) / HELD)
    if parts:
        parts.begin(task, items, builds, last, add)
    say, every = progress or (lambda count, every: None), len(held) * len(planned)
    shared = draws, builds, last, add
    found = in_parts(_priced, shared, items, task, parts, workers, lambda count: say(count, every))
    costs = pd.DataFrame(np.nan, index=list(held), columns=draws.with_a_plan)
    for (name, block), solved_block in zip(items, found, strict=True):
        costs.loc[name, block] = solved_block.values[:, 0]
    error = float(np.nan_to_num(np.concatenate([each.error for each in found])).max(initial=0.0))
    return Regret(draws, until, add, held, failed, costs.to_numpy(), error)


def held_to(program: Program, builds: Builds, last: int, add: bool) -> Program:
    """The program in which new units up to a year are those of a plan; with `add` no fewer than those."""
    names = [name for name in program.columns if name[0] == NEW_UNITS and name[2] <= last]
    lower = {name: builds.get((name[1], name[2]), 0.0) for name in names}
    upper = {name: max(least, program.upper[program.column[name]]) if add else least for name, least in lower.items()}
    return program.with_bounds(lower, upper)


def _builds(plan: Plan, last: int) -> Builds:
    """What a plan builds up to a year."""
    built = plan.uptake[(plan.uptake["new_units"] > 0) & (plan.uptake["year"] <= last)]
    return {(row["intervention"], row["year"]): row["new_units"] for row in built.to_dict("records")}


def _program(draws: Uncertainty, n: int) -> Program:
    """The program of a draw."""
    task, programs = draws.ends.task, draws.ends.programs
    move = task.design.move(draws.sweep.design.point(n))
    return programs.at(move).program if programs else task.compiled(move).program  # type: ignore[arg-type]


def _priced(shared: tuple[Uncertainty, Mapping[str, Builds], int, bool], item: tuple[str, list[int]]) -> Solved:
    """What a held plan costs in some draws."""
    (draws, builds, last, add), (name, points) = shared, item
    session: Session | None = None
    status = ["no_plan"] * len(points)
    error, costs = np.full((2, len(points)), np.nan)
    for at, n in enumerate(points):
        program = held_to(_program(draws, n), builds[name], last, add)
        if session is not None and session.program.scale is program.scale:
            session.change_to(program)
        else:
            session = Session(program)
        try:
            solution = session.solve()
        except Infeasible:
            continue
        status[at] = "optimal"
        error[at] = max(certify(program, solution).values())
        costs[at] = float(program.cost @ solution.x) + program.cost_offset
    label = Label("cost", "", name, (name,) * len(languages()), 0, draws.case.settings.money)
    nothing = (False,) * len(points)
    return Solved(tuple(points), tuple(status), error, nothing, (label,), costs.reshape(-1, 1))
