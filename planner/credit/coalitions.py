"""What a year would emit if only some of the plan's measures had been built: a small program for each year.

A measure is what the plan uses more of than the reference has; steps of one `group` are one measure. In a coalition

    its measures      stand as far as the plan uses them, all others as in the reference;
    what stands       runs at the least running cost, with the plan's shadow prices on emissions;
    enablers          stand as far as the plan uses them once a measure that they serve is there (unless apart);
    as a last resort  what the plan gave up comes back, up to what the reference has, and what must run stands idle.

So whatever the coalition, the reference's own way of running is open to it, and every demand can be served.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import pandas as pd

from planner.case.case import Case
from planner.case.enablers import Convention, enablers as enablers_of, serving
from planner.program.program import Program, Vector
from planner.program.session import Session, Solution
from planner.results.duals import present_price
from planner.results.plan import Prepared
from planner.results.result_tables import uptake
from planner.results.values import values_of

LAST_RESORT = 10.0
"""Times the largest running cost of the year, in the solver's scaled units."""
NUDGE = 1e-6
"""Share by which shadow prices are raised: at the price itself the marginal measure is as good as what it replaces."""
SAME = 1e-6
"""Share of an intervention's largest stock within which plan and reference have the same."""


@dataclass(frozen=True)
class Change:
    """Stock in the reference and in the plan, and what of the plan's is used; less than `noise` apart is the same.

    By intervention and year, in units of the intervention.
    """

    reference: pd.Series
    plan: pd.Series
    used: pd.Series
    noise: pd.Series


def find_change(ready: Prepared, base: Solution, plan: Solution) -> Change:
    """Between reference and plan. What runs by slice is used in full: a turbine for one cold evening is needed."""
    inputs = ready.inputs
    tables = [
        uptake(ready.case, ready.spec.name, inputs, values_of(ready.program, s)).set_index(["intervention", "year"])
        for s in (base, plan)
    ]
    delivering = {
        i: inputs.output[i] if kind in ("technology", "improvement") else 1.0 for i, kind in inputs.kind.items()
    }
    output = tables[0].index.get_level_values("intervention").map(delivering)
    reference, after = (table["stock"] for table in tables)
    by_slice = tables[0].index.get_level_values("intervention").isin(inputs.slices.activities)
    used = (tables[1]["activity"] / output).where(~by_slice, after)
    noise = SAME * pd.concat([reference, after]).groupby("intervention").transform("max")
    return Change(reference, after, used, noise[~noise.index.duplicated()])


def measure_of(case: Case) -> dict[str, str]:
    """Intervention -> the measure that it is a step of, or itself."""
    return {i: row.group or i for i, row in case.interventions.items()}


class YearOfCoalitions:
    """One year: what stands is given by the coalition, what runs is free. `reference`: emissions of the account."""

    def __init__(
        self,
        ready: Prepared,
        y: int,
        account: str,
        change: Change,
        costs: Vector,
        reference: float,
        enablers: Convention = "with",
    ) -> None:
        program = _only(ready.program, y)
        cost = costs[[ready.program.column[name] for name in program.columns]]
        scale = program.scale.column
        resort = LAST_RESORT * (float(np.abs(cost * scale).max()) or 1.0)
        free = [name for name in program.columns if name[0] in ("emissions", "total_emissions")]
        lower, upper = {}, dict.fromkeys(free, np.inf)
        measure = measure_of(ready.case)
        self.y, self.reference, self.solves = y, reference, 0
        self.levels: dict[str, tuple[frozenset[str], float, float]] = {}
        """Intervention -> the measures any of which brings it, its stock without and with them."""
        for name in program.columns:
            if name[0] != "stock":
                continue
            i, at = str(name[1]), (name[1], y)
            before, after, used = (float(each[at]) for each in (change.reference, change.plan, change.used))
            lower[name], upper[name] = (after, before) if before > after else (0.0, max(before, used))
            cost[program.column[name]] = (1 if before > after else -1) * resort / scale[program.column[name]]
            if after > before and used - before > change.noise[at]:
                self.levels[i] = frozenset({measure[i]}), before, used
        self.serving: list[str] = []
        """Enablers that come with what they serve."""
        if enablers == "with":
            self._let_enablers_serve(ready.case, measure)
        self.session = Session(program.with_bounds(lower, upper).with_cost(cost))
        self.total = program.column["total_emissions", account, y]

    def _let_enablers_serve(self, case: Case, measure: dict[str, str]) -> None:
        """An enabler comes with any measure that it serves; one that serves none of them is a measure itself."""
        enabling, serve = enablers_of(case), serving(case)
        for i in [i for i in self.levels if i in enabling]:
            served = frozenset(measure[j] for j in self.levels if j not in enabling and i in serve[j])
            if served:
                _, before, used = self.levels[i]
                self.levels[i] = served, before, used
                self.serving.append(i)

    @property
    def measures(self) -> list[str]:
        """The players: what brings itself."""
        return list(dict.fromkeys(next(iter(by)) for by, _, _ in self.levels.values() if len(by) == 1))

    def abatement(self, coalition: Collection[str]) -> float:
        """By how much the account's emissions lie below the reference when only these are built as in the plan."""
        for i, (any_of, without, with_it) in self.levels.items():
            self.session.set_bounds(("stock", i, self.y), 0.0, without if any_of.isdisjoint(coalition) else with_it)
        self.solves += 1
        return self.reference - float(self.session.solve().x[self.total])


def running_costs(ready: Prepared, plan: Solution) -> Vector:
    """What each column costs, and what the plan's shadow prices put on the emissions that it stands for."""
    inputs, program = ready.inputs, ready.program
    costs = program.cost.copy()
    for limit in inputs.limits:
        name, price = limit.name, present_price(program, plan, limit) * (1 + NUDGE)
        if name in program.column:
            costs[program.column[name]] += price
        else:
            row = program.matrix[[program.row[name]], :].tocoo()
            costs[row.coords[1]] += price * row.data
    return costs


def _only(program: Program, y: int) -> Program:
    """The columns of a year, but for what is built in it, and the physical rows that hold nothing else."""
    mine = np.array([name[-1] == y and name[0] != "new_units" for name in program.columns])
    by_row, chosen = program.matrix.tocsr(), {f.name for f in program.families if f.kind != "physical"}
    rows = [
        n
        for n, name in enumerate(program.rows)
        if name[-1] == y
        and name[0] not in chosen
        and mine[by_row.indices[by_row.indptr[n] : by_row.indptr[n + 1]]].all()
    ]
    return program.part(rows, np.flatnonzero(mine))
