"""Money against tonnes: the fewest emissions for each amount of money, exact.

Of all the money it is the cost curve read the other way: the least cost of each cap, V(E), falls as E rises, so the
fewest emissions for V(E) are E. Of a budget the emissions are the objective, and the budget moves: one more column t
that takes the same share off what each of its years allows. Mathematics: models/README.md, "Frontier".
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import accumulate, pairwise
from pathlib import Path

import numpy as np
import pandas as pd
from scipy import sparse

from planner.calls.arguments import public
from planner.calls.shown import Shown, money
from planner.case.case import Case
from planner.curves.breakpoints import Breakpoints, find_breakpoints
from planner.curves.direction import NEGLIGIBLE, TIGHTEN, Direction, uncapped
from planner.errors import UsageError, nearest
from planner.model.model_file import ModelSpec
from planner.model.money.budgets import BudgetRow
from planner.model.subject import Name
from planner.program.program import Vector
from planner.results.most_abatement import emitted_by, within, without_caps
from planner.results.plan import CaseLike, Prepared, clock, prepare
from planner.results.references import among_equals, optimum
from planner.results.tidy import tidy

At = tuple[str, str, int | None]
"""Account, scope, year: whose emissions."""


@dataclass(frozen=True)
class _Walked:
    """Money and emissions of each bend, by rising money, and what it took."""

    points: list[tuple[float, float]]
    solves: int = 0
    pivots: int = 0


@dataclass(frozen=True, repr=False)
class Frontier(Shown):
    """The fewest emissions for each amount of money.

    `table`: account, scope, year, money, money_unit | abatement, emissions, unit, price, price_unit. Between two rows
    the frontier is straight; `price` is what a tonne costs on the way to a row, as in CNY/t CO2. Without a `budget`,
    money is what is spent over the least cost, present value; with one, what it allows over its years, undiscounted.
    `abatement` is counted from the least-cost reference.
    """

    case: Case
    model: str
    account: str
    scope: str
    year: int | None
    budget: str | None
    over: float | None
    table: pd.DataFrame
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
            "tables": "table",
        }

    def head(self) -> pd.DataFrame:
        return self.table

    def emissions_at(self, money: float) -> float:
        """The fewest emissions for an amount of money: above the last row's, its; NaN where no plan costs so little."""
        return float(np.interp(money, self.table["money"], self.table["emissions"], left=np.nan))


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
    progress: Callable[[int], None] | None = None,
    time_limit: float | None = None,
) -> Frontier:
    """Compute the fewest emissions for each amount of money, exact: a row at each bend.

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
    progress
        Is told the number of pivots.
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
    ready = prepare(case, model=model)
    if over is not None and budget is None:
        raise UsageError("over_without_budget")
    account, counted = emitted_by(ready, account, scope, year)
    at, seconds = (account, scope, year), dict[str, float]()
    with clock(seconds, "frontier"):
        found = (
            _of_all(ready, at, progress) if budget is None else _of_a_budget(ready, at, counted, budget, over, progress)
        )
    table = _table(ready, at, found, float(counted @ ready.references.least_cost.x))
    return Frontier(ready.case, ready.spec.name, *at, budget, over, table, found.solves, found.pivots, seconds)


def _of_all(ready: Prepared, at: At, progress: Callable[[int], None] | None) -> _Walked:
    """The cost of each cap from the least cost on, read the other way."""
    way = uncapped(ready, *at)
    if not way.moves:
        return _Walked([(0.0, way.start_emissions)])
    trace = find_breakpoints(way, 0.0, progress)
    points = [(rise, way.start_emissions - t * way.tonnes) for t, rise in _rises(trace)]
    return _Walked(points, trace.solves, trace.pivots)


def _of_a_budget(
    ready: Prepared, at: At, counted: Vector, budget: str, over: float | None, progress: Callable[[int], None] | None
) -> _Walked:
    r"""The fewest emissions as a budget falls, in each of its years $\overline I_y = (1 - t)\,\text{spent}_y$.

    It starts from what is spent with the fewest emissions without it, and of that the least.
    """
    rows = _rows_of(ready, budget)
    free = without_caps(ready)
    held = within(free, over)
    fallen = held.freed(rows).with_cost(counted)
    cleanest = optimum(free.case, free.inputs, fallen)
    places = [fallen.row[row] for row in rows]
    body = sparse.csr_array(fallen.matrix[places, :])
    frugal = among_equals(fallen, cleanest, np.asarray(body.sum(axis=0)).ravel())
    spent = np.maximum(body @ frugal.x, 0.0)
    emitted, allowed = float(counted @ cleanest.x), float(spent.sum())
    if allowed <= NEGLIGIBLE:
        return _Walked([(allowed, emitted)])
    column = sparse.csc_array((spent, (places, np.zeros(len(places), dtype=int))), shape=(len(fallen.rows), 1))
    limited = fallen.with_limits(dict(zip(rows, spent.tolist(), strict=True)))
    program = limited.with_columns([TIGHTEN], column, np.zeros(1), np.ones(1), np.zeros(1))
    trace = find_breakpoints(Direction("frontier", *at, program, (), 0.0, ()), 0.0, progress)
    points = [(allowed * (1 - t), emitted + rise) for t, rise in _rises(trace)]
    return _Walked(points[::-1], trace.solves, trace.pivots)


def _rises(trace: Breakpoints) -> list[tuple[float, float]]:
    """How far each bend is, and by how much the objective has risen up to it."""
    rises = [trace.slope(a, b) * (b.t - a.t) for a, b in pairwise(trace.points)]
    return list(zip((point.t for point in trace.points), accumulate(rises, initial=0.0), strict=True))


def _rows_of(ready: Prepared, budget: str) -> list[Name]:
    """The rows of a budget, one a year. Raises UsageError where there is none, or nothing in it can move."""
    known = list(dict.fromkeys(row.policy for row in ready.case.rows(BudgetRow)))
    if budget not in known:
        raise UsageError("no_budget", found=budget, allowed=", ".join(known) or "-", near=nearest(budget, known))
    rows = [limit.name for limit in ready.inputs.limits if limit.label == budget and isinstance(limit.row, BudgetRow)]
    if not rows:
        raise UsageError("budget_of_nothing", found=budget)
    return rows


def _table(ready: Prepared, at: At, found: _Walked, least_cost: float) -> pd.DataFrame:
    """A row for each bend; the price is that of the tonnes since the row before."""
    case, (account, scope, year) = ready.case, at
    factor, price_unit = case.readable_price(case.accounts[account].unit)
    spent, emitted = (np.array(part) for part in zip(*found.points, strict=True))
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
        }
    ).astype({"year": "Int64"})
    return tidy(table, case, ready.spec.name)
