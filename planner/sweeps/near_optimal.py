"""Plans that cost little more than the cheapest: how far each measure can go up and down. models/README.md."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pandas as pd
from scipy import sparse

from planner.calls.arguments import public
from planner.calls.shown import Shown, money
from planner.case.case import Case
from planner.curves.direction import in_horizon
from planner.curves.macc import MacCurve
from planner.errors import UsageError
from planner.languages import columns_of, languages
from planner.model.model_file import ModelSpec
from planner.model.subject import Name
from planner.program.certificate import certify
from planner.program.program import Program, Vector
from planner.program.session import Basis, Session, Unbounded, extended
from planner.results.plan import CaseLike, Prepared, prepare
from planner.results.references import optimum
from planner.sweeps.different import Found, most_different

KEEP_COST = "keep_cost"
NONE = 1e-6
"""Of the most that a measure can be: less is none."""


@dataclass(frozen=True, repr=False)
class NearOptimal(Shown):
    """How far each measure can go in plans that cost at most `slack` more than the cheapest, and which differ most.

    table       intervention, name_<lang>, least, plan, most (inf: nothing limits it), unit, kind: `must` (in each such
                plan), `choice`, or `out` (in none); what is built in all years, or with a year what stands in it
                `beside` a curve, in its order: also price (of the first step along which it grows), price_unit
    plans       plan (0: the cheapest), cost, distance (to the nearest plan before it, as a share of all ranges) |
                intervention, name_<lang>, amount, unit
    """

    case: Case
    model: str
    slack: float
    year: int | None
    least_cost: float
    table: pd.DataFrame
    plans: pd.DataFrame
    error: float

    def beside(self, curve: MacCurve) -> NearOptimal:
        """The same in the order in which measures grow along a MAC curve, with its prices; then what grows nowhere."""
        growing = curve.steps.assign(intervention=curve.steps["grows"].str.split("; ")).explode("intervention")
        first = growing.drop_duplicates("intervention").reset_index(drop=True)
        table = self.table.merge(first[["intervention", "price"]], on="intervention", how="left")
        place = table["intervention"].map({i: n for n, i in enumerate(first["intervention"])})
        table = table.assign(price_unit=curve.price_unit).iloc[place.argsort(kind="stable")]
        return replace(self, table=table.reset_index(drop=True))

    def facts(self) -> dict[str, str]:
        unit, kinds = self.case.settings.money, self.table["kind"].value_counts()
        return {
            "NearOptimal": self.case.title,
            "model": self.model,
            "cost": f"at most {100 * self.slack:.3g} % over {money(self.least_cost)} {unit}, present value",
            "of": "built in all years" if self.year is None else f"in service in {self.year}",
            "plans that differ most": f"{self.plans['plan'].nunique() - 1} beside the cheapest",
            "measures": ", ".join(f"{count} {kind}" for kind, count in kinds.items()),
            "largest error": f"{self.error:.0e} of the certificates",
        }

    def head(self) -> pd.DataFrame:
        return self.table


@public
def near_optimal(
    case: CaseLike,
    *,
    slack: float = 0.01,
    year: int | None = None,
    plans: int = 4,
    model: str | Path | ModelSpec | None = None,
    progress: Callable[[int, int], None] | None = None,
    time_limit: float | None = None,
) -> NearOptimal:
    """Find how far each measure can go up and down in plans that cost a little more than the cheapest.

    What is in every such plan is a must; where the range is wide, costs do not decide.

    Parameters
    ----------
    case
        A case, a prepared one, a folder of tables or a sheet of measures.
    slack
        By which share of the least cost a plan may cost more: 0.01 is 1 %.
    year
        What stands in this year; without one, what is built in all years.
    plans
        How many plans that differ most, beside the cheapest.
    model
        Name of a model or a model file; without one, the case's default.
    progress
        Is told how many measures are done, and of how many.
    time_limit
        Seconds after which it ends in a TimeLimitError; without one, an hour.

    Returns
    -------
    NearOptimal
        `table` has least and most of each measure, the least-cost plan's amount between them, and which kind it is;
        `plans` has the cheapest plan and those that differ most, measure by measure.

    Raises
    ------
    NoPlanError
        No plan keeps every cap.

    Examples
    --------
    >>> found = planner.near_optimal("data/example_city", slack=0.02, year=2035)
    >>> sorted(set(found.table["kind"]))
    ['choice', 'must']
    """
    ready = prepare(case, model=model)
    if not 0 <= slack <= 1:
        raise UsageError("bad_argument", name="slack", found=slack, allowed="0-1; 0.01 is 1 %")
    if plans < 0:
        raise UsageError("bad_argument", name="plans", found=plans, allowed=">= 0")
    if year is not None:
        in_horizon(ready.inputs.years, year)
    best = optimum(ready.case, ready.inputs, ready.program)
    least_cost = float(ready.program.cost @ best.x) + ready.program.cost_offset
    measures = _measures(ready, year)
    most_cost = least_cost + slack * abs(least_cost)
    ends = _Ends(ready.program, most_cost, extended(best.basis, 0, 1), list(measures.values()))
    ends.found.add(ends.amounts(best.x), least_cost)
    rows = list[tuple[str, float, float, float]]()
    for n, i in enumerate(measures):
        amount = float(ends.found.amounts[0][n])
        rows.append((i, min(ends.end(n, 1), amount), amount, max(ends.end(n, -1), amount)))
        if progress:
            progress(n + 1, len(measures))
    least, most = (np.array([row[end] for row in rows]) for end in (1, 3))
    different = most_different(ends.found, least, most, plans, ends.look)
    tables = _table(ready.case, rows), _plans(ready.case, list(measures), ends.found, different)
    return NearOptimal(ready.case, ready.spec.name, slack, year, least_cost, *tables, ends.error)


def costing_at_most(program: Program, most: float) -> Program:
    """The program without an objective, in which a row holds what it cost: at most so much, present value."""
    row = sparse.csr_array(program.cost.reshape(1, -1))
    name: Name = (KEEP_COST, program.rows[0][-1])
    held = program.with_rows([name], row, np.array([-np.inf]), np.array([most - program.cost_offset]))
    return replace(held, cost=np.zeros(len(held.columns)), cost_offset=0.0, scale=replace(held.scale, cost=1.0))


class _Ends:
    """The least and the most of measures, one after the other in one session; `found`: every plan that turned up.

    A measure is the sum of columns that share a scale.
    """

    def __init__(self, program: Program, most_cost: float, start: Basis, measures: list[list[int]]) -> None:
        self.full, self.measures, self.found, self.error = program, measures, Found(), 0.0
        self.program = costing_at_most(program, most_cost)
        self.session = Session(self.program, start, primal_simplex=True)

    def amounts(self, x: Vector) -> Vector:
        """What a plan has of each measure."""
        return np.array([x[columns].sum() for columns in self.measures])

    def end(self, n: int, sign: float) -> float:
        """The least (sign 1) or the most (-1) of a measure; certified."""
        weights = np.zeros(len(self.measures))
        weights[n] = sign / self.program.scale.column[self.measures[n][0]]
        try:
            self.look(weights)
        except Unbounded:
            return -sign * np.inf
        return float(self.found.amounts[-1][n])

    def look(self, weights: Vector) -> None:
        """Find the plan with the least sum of weights times amounts. Raises Unbounded."""
        cost = np.zeros(len(self.program.columns))
        for columns, weight in zip(self.measures, weights, strict=True):
            cost[columns] = weight
        program = replace(self.program, cost=cost)
        self.session.change_to(program)
        solution = self.session.solve()
        self.error = max(self.error, *certify(program, solution).values())
        plan_cost = float(self.full.cost @ solution.x) + self.full.cost_offset
        self.found.add(self.amounts(solution.x), plan_cost)


def _measures(ready: Prepared, year: int | None) -> dict[str, list[int]]:
    """What can be built, and the columns that add up to what is asked of it."""
    column, years = ready.program.column, ready.inputs.years
    names = {
        i: [("new_units", i, y) for y in years] if year is None else [("stock", i, year)]
        for i in ready.inputs.interventions
    }
    found = {i: [column[name] for name in some if name in column] for i, some in names.items()}
    return {i: columns for i, columns in found.items() if columns}


def _table(case: Case, rows: list[tuple[str, float, float, float]]) -> pd.DataFrame:
    columns = ["intervention", *columns_of("name"), "least", "plan", "most", "unit", "kind"]
    found = []
    for i, *ends, most in rows:
        names = [case.name_of("intervention", i, lang) for lang in languages()]
        largest = most if np.isfinite(most) else max(ends)
        least, amount = (0.0 if abs(end) <= NONE * largest else end for end in ends)
        kind = "out" if most <= 0 else "must" if least else "choice"
        found.append((i, *names, least, amount, most, case.interventions[i].unit, kind))
    return pd.DataFrame(found, columns=columns)


def _plans(case: Case, measures: list[str], found: Found, taken: list[tuple[int, float]]) -> pd.DataFrame:
    """What each of the plans that were taken has of each measure."""
    columns = ["plan", "cost", "distance", "intervention", *columns_of("name"), "amount", "unit"]
    rows = []
    for plan, (n, distance) in enumerate(taken):
        for i, amount in zip(measures, found.amounts[n], strict=True):
            names = [case.name_of("intervention", i, lang) for lang in languages()]
            rows.append((plan, found.costs[n], distance, i, *names, float(amount), case.interventions[i].unit))
    return pd.DataFrame(rows, columns=columns)
