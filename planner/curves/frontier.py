"""Money against tonnes: the fewest emissions for each amount of money.

Of all the money it is the cost curve read the other way: the least cost of each cap, V(E), falls as E rises, so the
fewest emissions for V(E) are E. Of a budget the emissions are the objective, and the budget moves: one more column t
that takes the same share off what each of its years allows. Mathematics: models/README.md, "Frontier".
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise
from pathlib import Path

import numpy as np
import pandas as pd
from scipy import sparse

from planner.calls.arguments import public
from planner.calls.shown import Shown, money
from planner.case.case import Case
from planner.curves.breakpoints import Along, Breakpoints, find_breakpoints, most_of_the_way
from planner.curves.direction import NEGLIGIBLE, TIGHTEN, Direction, uncapped
from planner.curves.labels import Change, Labels, joined, short_label
from planner.errors import UsageError, nearest
from planner.languages import languages
from planner.model.model_file import ModelSpec
from planner.model.money.budgets import BudgetRow
from planner.model.subject import Name
from planner.program.program import Program, Vector
from planner.program.session import extended
from planner.results.most_abatement import emitted_by, within, without_caps
from planner.results.plan import CaseLike, Prepared, clock, prepare
from planner.results.references import among_equals, optimum
from planner.results.tidy import tidy

At = tuple[str, str, int | None]
"""Account, scope, year: whose emissions."""


@dataclass(frozen=True)
class _Walked:
    """Money, emissions and the plan of each bend, by rising money; how exact, and what it took."""

    points: list[tuple[float, float]]
    plans: list[Vector]
    error: float = 0.0
    reached: float = 1.0
    solves: int = 0
    pivots: int = 0


@dataclass(frozen=True, repr=False)
class Frontier(Shown):
    """The fewest emissions for each amount of money.

    `table`: account, scope, year, money, money_unit | abatement, emissions, unit, price, price_unit, grows, shrinks
    (ids), label_en, label_zh. Between two rows the frontier is straight; `price` is what a tonne costs on the way to a
    row, as in CNY/t CO2, and the names are what changes there. Without a `budget`, money is what is spent over the
    least cost, present value; with one, what it allows over its years, undiscounted. `abatement` is counted from the
    least-cost reference. No plan emits less by more than `largest_error`, a share of what lies between the first and
    the last emissions. Of one that was broken off, `reached` is the share of the way that is in the table: from the
    least cost on, or from the most that a `budget` allows.
    """

    case: Case
    model: str
    account: str
    scope: str
    year: int | None
    budget: str | None
    over: float | None
    table: pd.DataFrame
    labels: Labels
    activities: Vector
    """Of each row the activity of each intervention of `labels`, summed over the years that count."""
    tolerance: float
    largest_error: float
    reached: float
    solves: int
    pivots: int
    seconds: dict[str, float]

    def facts(self) -> dict[str, str]:
        first, last = self.table.iloc[0], self.table.iloc[-1]
        return {
            "Frontier": self.case.title,
            "model": self.model,
            "money": self.budget or "over the least cost, present value",
            "of": f"{self.account}, {self.scope} [{last['unit']}]",
            "from": f"{money(first['emissions'])} {last['unit']} for {money(first['money'])} {last['money_unit']}",
            "to": f"{money(last['emissions'])} {last['unit']} for {money(last['money'])} {last['money_unit']}",
            "bends": f"{len(self.table)}, {f'to {self.largest_error:.0e}' if self.tolerance else 'exact'}",
            "tables": "table",
        }

    def head(self) -> pd.DataFrame:
        return self.table

    def emissions_at(self, money: float) -> float:
        """The fewest emissions for an amount of money: above the last row's, its; NaN where no plan costs so little.

        Also NaN for more than was `reached`.
        """
        beyond = np.nan if self.budget is None and self.reached < 1 else None
        return float(np.interp(money, self.table["money"], self.table["emissions"], left=np.nan, right=beyond))

    def changes(self, low: float, high: float) -> list[Change]:
        """What grows and what shrinks most between the plans of two amounts of money."""
        of_low, of_high = (
            np.array([np.interp(money, self.table["money"], each) for each in self.activities.T])
            for money in (low, high)
        )
        return self.labels.named(of_high - of_low)


@public
def frontier(
    case: CaseLike,
    *,
    budget: str | None = None,
    over: float | None = None,
    account: str | None = None,
    scope: str = "total",
    year: int | None = None,
    model: str | Path | ModelSpec | None = None,
    tolerance: float = 0.0,
    progress: Callable[[float], None] | None = None,
    unfinished: Callable[[Frontier], None] | None = None,
    time_limit: float | None = None,
) -> Frontier:
    """Compute the fewest emissions for each amount of money: a row at each bend.

    Caps are lifted; policies and budgets are kept. Each row is what `most_abatement` finds for its money.

    Parameters
    ----------
    case
        A case, a prepared one, a folder of tables or a sheet of measures.
    budget
        Id of a row of budgets.csv: its amounts vary, all its years by the same share, from what the fewest emissions
        without it take to the least with which there is a plan. Without one, the money of all varies, present value.
    over
        With `budget`: what may be spent in all above the least cost, present value; needed unless every payer has a
        budget on spending.
    account, scope
        Whose emissions are fewest; without them the city's, in the main account.
    year
        Of which year; without one, of all years in sum.
    model
        Name of a model or a model file; without one, the case's default.
    tolerance
        The largest error, as a share of what can be abated; 0 is exact, 1e-3 takes a few solves.
    progress
        Is told the share of the way that is behind.
    unfinished
        Is told what was found when Ctrl-C or the time limit breaks it off: within a tolerance with a larger error, else
        the part that was `reached`.
    time_limit
        Seconds after which it ends in a TimeLimitError; without one, an hour.

    Returns
    -------
    Frontier
        One row for each bend; `frontier.emissions_at(money)` reads it.

    Raises
    ------
    UsageError
        There is no such budget, account, scope or year, or nothing holds what may be spent beside the budget.
    NoPlanError, SolverError, InputError
        As `solve`.

    Examples
    --------
    >>> found = planner.frontier("data/example_city")
    >>> f"{found.emissions_at(50):.3f} {found.table['unit'][0]}"
    '2.550 MtCO2'
    """
    if not 0 <= tolerance < 1:
        raise UsageError("bad_argument", name="tolerance", found=tolerance, allowed="0 <= share < 1")
    ready = prepare(case, model=model)
    if over is not None and budget is None:
        raise UsageError("over_without_budget")
    account, counted = emitted_by(ready, account, scope, year)
    at, seconds = (account, scope, year), dict[str, float]()

    def made(found: _Walked) -> Frontier:
        labels = Labels(ready.inputs, ready.program, ready.inputs.years if year is None else [year])
        activities = np.array([labels.activity(plan[: len(counted)]) for plan in found.plans])
        return Frontier(
            case=ready.case,
            model=ready.spec.name,
            account=account,
            scope=scope,
            year=year,
            budget=budget,
            over=over,
            table=_table(ready, at, found, float(counted @ ready.references.least_cost.x), labels, activities),
            labels=labels,
            activities=activities,
            tolerance=tolerance,
            largest_error=found.error,
            reached=found.reached,
            solves=found.solves,
            pivots=found.pivots,
            seconds=seconds,
        )

    def walk(way: Direction, read: Callable[[Breakpoints], _Walked], along: Along = "rise") -> _Walked:
        def keep(trace: Breakpoints) -> None:
            if unfinished:
                unfinished(made(read(trace)))

        return read(find_breakpoints(way, tolerance, progress, along, keep))

    with clock(seconds, "frontier"):
        found = _of_all(ready, at, walk) if budget is None else _of_a_budget(ready, at, counted, budget, over, walk)
    return made(found)


def _of_all(ready: Prepared, at: At, walk: Callable[..., _Walked]) -> _Walked:
    """The cost of each cap from the least cost on, read the other way: its error in tonnes is a share of the way."""
    way = uncapped(ready, *at)
    if not way.moves:
        return _Walked([(0.0, way.start_emissions)], [ready.references.least_cost.x])

    def read(trace: Breakpoints) -> _Walked:
        points = [(rise, way.start_emissions - t * way.tonnes) for t, rise in _rises(trace)]
        return _walked(trace, points)

    return walk(way, read, along="way")


def _walked(trace: Breakpoints, points: list[tuple[float, float]]) -> _Walked:
    plans = [point.x for point in trace.points]
    return _Walked(points, plans, trace.largest_error, trace.points[-1].t, trace.solves, trace.pivots)


def _of_a_budget(
    ready: Prepared, at: At, counted: Vector, budget: str, over: float | None, walk: Callable[..., _Walked]
) -> _Walked:
    r"""The fewest emissions as a budget falls, in each of its years $\overline I_y = (1 - f t)\,\text{spent}_y$.

    It starts from what is spent with the fewest emissions without it, and of that the least; f is the largest share of
    it that a plan can do without.
    """
    rows = _rows_of(ready, budget)
    free = without_caps(ready)
    fallen = within(free, over).freed(rows).with_cost(counted)
    cleanest = optimum(free.case, free.inputs, fallen, tight=True)
    body = sparse.csr_array(fallen.matrix[[fallen.row[row] for row in rows], :])
    frugal = among_equals(fallen, cleanest, np.asarray(body.sum(axis=0)).ravel())
    spent = np.maximum(body @ frugal.x, 0.0)
    emitted, allowed = float(counted @ cleanest.x), float(spent.sum())
    share = most_of_the_way(_falling(fallen, rows, spent, 1.0))[0] if allowed > NEGLIGIBLE else 0.0
    if share <= NEGLIGIBLE:
        return _Walked([(allowed, emitted)], [frugal.x])
    program = _falling(fallen, rows, spent, share)

    def read(trace: Breakpoints) -> _Walked:
        found = _walked(trace, [(allowed * (1 - share * t), emitted + rise) for t, rise in _rises(trace)])
        return replace(found, points=found.points[::-1], plans=found.plans[::-1])

    return walk(Direction("frontier", *at, program, (), 0.0, (), extended(frugal.basis, 1, 0)), read)


def _falling(program: Program, rows: list[Name], spent: Vector, share: float) -> Program:
    """The program in which t takes a share off what each row allows."""
    places = [program.row[row] for row in rows]
    shape = len(program.rows), 1
    column = sparse.csc_array((share * spent, (places, np.zeros(len(places), dtype=int))), shape=shape)
    limited = program.with_limits(dict(zip(rows, spent.tolist(), strict=True)))
    return limited.with_columns([TIGHTEN], column, np.zeros(1), np.ones(1), np.zeros(1))


def _rises(trace: Breakpoints) -> list[tuple[float, float]]:
    """How far each bend is, and by how much the objective has risen up to it."""
    rises = [trace.slope(a, b) * (b.t - a.t) for a, b in pairwise(trace.points)]
    return list(zip((point.t for point in trace.points), accumulate(rises, initial=0.0), strict=True))


def _rows_of(ready: Prepared, budget: str) -> list[Name]:
    """The rows of a budget, one a year. Raises UsageError where there is none, or nothing in it can move."""
    known = list(dict.fromkeys(row.policy for row in ready.case.rows(BudgetRow)))
    if not known:
        raise UsageError("no_budgets", found=budget)
    if budget not in known:
        raise UsageError("no_budget", found=budget, allowed=", ".join(known), near=nearest(budget, known))
    rows = [limit.name for limit in ready.inputs.limits if limit.label == budget and isinstance(limit.row, BudgetRow)]
    if not rows:
        raise UsageError("budget_of_nothing", found=budget)
    return rows


def _table(
    ready: Prepared, at: At, found: _Walked, least_cost: float, labels: Labels, activities: Vector
) -> pd.DataFrame:
    """A row for each bend; its price and names are those of the way from the row before."""
    case, (account, scope, year) = ready.case, at
    factor, price_unit = case.emission_price(account)
    spent, emitted = (np.array(part) for part in zip(*found.points, strict=True))
    changes = [labels.named(change) for change in np.diff(activities, axis=0)]
    table = pd.DataFrame(
        {
            "account": account,
            "scope": scope,
            "year": year,
            "money": spent,
            "money_unit": case.settings.money,
            "abatement": least_cost - emitted,
            "emissions": emitted,
            "unit": case.accounts[account].unit,
            "price": [np.nan, *(factor * np.diff(spent) / -np.diff(emitted))],
            "price_unit": price_unit,
            "grows": ["", *(joined(each, 1) for each in changes)],
            "shrinks": ["", *(joined(each, -1) for each in changes)],
            **{f"label_{lang}": ["", *(short_label(case, each, lang) for each in changes)] for lang in languages()},
        }
    ).astype({"year": "Int64"})
    return tidy(table, case, ready.spec.name)
