"""Measures one by one: the program of a reference in which a single measure may be built besides.

Alone, a measure runs as much as it can in the year asked for, and then everything costs as little as it can. What it
displaces, the balances say. One that is put in place keeps at least that activity while others are added.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from scipy import sparse

from planner.case.enablers import Convention, serving
from planner.curves.apart import SAME, reductions_apart
from planner.errors import NoPlanError
from planner.finance import capital_recovery_factor, years_in_service
from planner.model.inputs import Inputs
from planner.model.subject import Name
from planner.program.program import Program, Vector, rescaled
from planner.program.session import Basis, Session, Unbounded, extended
from planner.results.balance_table import balances
from planner.results.plan import Prepared
from planner.results.references import least_emissions
from planner.results.values import values_of


@dataclass(frozen=True)
class Standalone:
    """What one measure does alone, against the reference."""

    intervention: str
    activity: float
    """Increase of its activity in the year [activity unit]; a small probe where it has no limit."""
    limited: bool
    abatement: float
    cost: float
    lacks: tuple[str, ...]
    """Carriers without which it can't run."""
    buildable: bool
    """Whether it could stand in the year."""

    @property
    def per_tonne(self) -> float:
        return self.cost / self.abatement if self.abatement > 0 else float("nan")

    def benefit(self, carbon_price: float) -> float:
        return carbon_price * self.abatement - self.cost

    def dominates(self, other: Standalone) -> bool:
        """It avoids at least as many tonnes for no more money, and is better in one of the two."""
        mine, theirs = (self.abatement, -self.cost), (other.abatement, -other.cost)
        return mine != theirs and mine[0] >= theirs[0] and mine[1] >= theirs[1]


@dataclass(frozen=True)
class Standing:
    """The reference's program with what has been put in place in it, and its plan."""

    program: Program
    x: Vector
    basis: Basis


class ReferenceProgram:
    """The program of the frozen reference, else of current policies, with a row for each measure's activity."""

    def __init__(self, ready: Prepared, year: int, enablers: Convention = "with") -> None:
        self.ready, self.inputs, self.year = ready, ready.inputs, year
        self.serving = serving(ready.case) if enablers == "with" else {}
        references = ready.references
        if references.base == "least_cost":
            lacks = references.missing["current_policies"]
            raise NoPlanError("no_reference", [{"key": "excess_demand", **row} for row in lacks])
        self.free, self.reference = ready.without_policies, references.at(references.base)
        column = self.free.column
        self.runs = {
            i: [name for name in _runs_of(ready.inputs, i, year) if name in column]
            for i in ready.inputs.interventions
            if i not in ready.inputs.incumbents and ready.inputs.kind[i] != "storage"
        }
        entries = sparse.lil_array((len(self.runs), len(column)))
        for n, names in enumerate(self.runs.values()):
            entries[n, [column[name] for name in names]] = 1.0
        free = np.full(len(self.runs), np.inf)
        limited = references.program(self.inputs, self.free, references.base)
        self.program = limited.with_rows(
            [("activity_of", i) for i in self.runs], sparse.csr_array(entries), -free, free
        )
        basis = extended(self.reference.basis, 0, len(self.runs))
        self.start = Standing(self.program, self.reference.x, basis)

    def measures(self, account: str, discounted: bool) -> list[Standalone]:
        """What each measure does alone, in the year or over the horizon."""
        years = self.inputs.discount if discounted else {self.year: 1.0}
        tonnes = self.tonnes(account, years)
        money = self.free.cost if discounted else yearly_cost(self.inputs, self.program, self.year)
        found = []
        upper = {name: float(self.free.upper[n]) for name, n in self.free.column.items() if name[0] == "new_units"}
        apart = reductions_apart(self.inputs, self.program, self.start.x, upper, self.runs)
        for i in self.runs:
            if i in apart:
                grows, change = apart[i]
                limited = True
            else:
                grows, limited, there = self.adding(i, self.start)
                change = there.x - self.start.x
            found.append(
                Standalone(
                    i,
                    grows,
                    limited,
                    self.avoided(tonnes, change),
                    float(money @ change),
                    () if grows else self._lacks(i),
                    self._buildable(i),
                )
            )
        return found

    def tonnes(self, account: str, years: Mapping[int, float]) -> Vector:
        """What each column emits in some years, by their weights [unit of the account per unit of the column]."""
        tonnes = np.zeros(len(self.program.columns))
        for y, weight in years.items():
            tonnes[self.program.column["total_emissions", account, y]] = weight
        return tonnes

    def avoided(self, tonnes: Vector, change: Vector) -> float:
        """By how much emissions fall; nothing where that is less than `SAME` of the reference's."""
        avoided = -float(tonnes @ change)
        return avoided if abs(avoided) > SAME * float(tonnes @ np.abs(self.start.x)) else 0.0

    def adding(self, i: str, at: Standing) -> tuple[float, bool, Standing]:
        """By how much i can grow on top of what stands, whether that has a limit, and all of it in place.

        Of what has no limit, a little.
        """
        program, row = self.allowing(i, at), ("activity_of", i)
        before, little = self._activity(i, at.x), 1 / self.program.scale.row[self.program.row[row]]
        try:
            most, basis, limited = *self._most(self.allowing(i, at, storing=False), i, at.basis), True
        except Unbounded:
            most, basis, limited = before + little, at.basis, False
        if most - before <= SAME * (abs(before) + little):
            return 0.0, True, at
        forced = program.row_lower.copy()
        forced[program.row[row]] = most - SAME * (most - before)
        program = replace(program, row_lower=forced)
        found = least_emissions(self.inputs, program, Session(program, basis).solve())
        return most - before, limited, Standing(program, found.x, found.basis)

    def allowing(self, i: str, at: Standing, storing: bool = True) -> Program:
        """The program in which i and its enablers may be built, and i adds nothing to the waste of what it is for.

        How much i can do is asked without more storages: one that runs in circles would waste what nobody uses.
        """
        column = self.free.column
        built = [("new_units", j, v) for j in (i, *self.serving.get(i, ())) for v in self.inputs.years]
        upper = {name: float(self.free.upper[column[name]]) for name in built if name in column}
        if not storing:
            stores = [name for name in column if name[0] == "new_units" and self.inputs.kind[name[1]] == "storage"]
            upper |= {name: float(at.x[column[name]]) for name in stores}
        of = [self.ready.case.interventions[i].of, *(self.inputs.delivers[t] for t in self.inputs.captures.get(i, ()))]
        rows = [row for c in of if c in self.inputs.surplus for row in self.inputs.balance_rows(str(c), self.year)]
        supplied = at.program.matrix @ at.x
        limit = {name: float(supplied[at.program.row[name]]) for name in rows if name in at.program.row}
        return at.program.with_bounds(upper=upper).with_limits(limit)

    def _most(self, program: Program, i: str, start: Basis) -> tuple[float, Basis]:
        """The largest activity of i in the year, and a basis there. Raises Unbounded."""
        cost = np.zeros(len(program.columns))
        cost[[self.program.column[name] for name in self.runs[i]]] = -1.0
        found = Session(rescaled(replace(program, cost=cost, cost_offset=0.0)), start, primal_simplex=True).solve()
        return self._activity(i, found.x), found.basis

    def _activity(self, i: str, x: Vector) -> float:
        return float(sum(x[self.program.column[name]] for name in self.runs[i]))

    def _buildable(self, i: str) -> bool:
        """Whether anything that may be built of it could stand in the year."""
        built = [("new_units", i, v) for v in self.inputs.years if self.year in range(v, v + self.inputs.lifetime[i])]
        room = self.inputs.potential.get((i, self.year), np.inf) > self.inputs.existing_left[i, self.year]
        return room and any(self.free.upper[self.free.column[name]] > 0 for name in built if name in self.free.column)

    def _lacks(self, i: str) -> tuple[str, ...]:
        """The carriers that it or its enablers consume, that nobody can buy and nothing makes in the reference."""
        together = {i, *self.serving.get(i, ())}
        consumed = [
            c
            for (c, y), flows in self.inputs.flows.items()
            if y == self.year
            and c not in self.inputs.bought
            and any(whose in together and flow > 0 for _, whose, flow in flows)
        ]
        own = {self.ready.case.interventions[j].of for j in self.serving.get(i, ())}
        return tuple(c for c in consumed if c not in self._made and c not in own)

    @cached_property
    def _made(self) -> frozenset[str]:
        """Commodities that something delivers or co-produces in the reference in the year."""
        table = balances(self.ready.case, self.ready.spec.name, self.inputs, values_of(self.free, self.reference))
        made = table[(table["year"] == self.year) & table["kind"].isin(["delivered", "by-product"])]
        return frozenset(made["commodity"])


def yearly_cost(inputs: Inputs, program: Program, year: int) -> Vector:
    """What each column costs in a year, undiscounted: annuities of what stands, fixed and variable cost, purchases."""
    cost = np.zeros(len(program.columns))

    def pay(money: float, names: Iterable[Name]) -> None:
        for name in names:
            if name in program.column:
                cost[program.column[name]] += money

    for (i, v), capex in inputs.capex.items():
        if year in years_in_service(v, inputs.lifetime[i], inputs.years[-1]):
            pay(capex * capital_recovery_factor(inputs.discount_rate, inputs.lifetime[i]), [("new_units", i, v)])
    for i in inputs.interventions:
        pay(inputs.fixed_cost.get((i, year), 0.0), [("stock", i, year)])
    for (x, _, y), variable in inputs.variable_cost.items():
        if y == year:
            pay(variable, inputs.activity_columns(x, year))
    for (_, y), bought in inputs.purchase_prices.items():
        for column, price in bought if y == year else ():
            pay(price, [column])
    for payment in inputs.more_payments:
        if payment.year == year and not payment.outside:
            pay(payment.money, [payment.column])
    return cost


def _runs_of(inputs: Inputs, i: str, y: int) -> list[Name]:
    """The columns that add up to the activity of an intervention; of an improvement, the modes that contain it."""
    if inputs.kind[i] == "improvement":
        return [("activity", mode.name, y) for mode in inputs.modes if any(i in choice.rows for choice in mode.choices)]
    activities = inputs.modes_of.get(i, ()) if inputs.kind[i] == "technology" else (i,)
    return [name for x in activities for name in inputs.activity_columns(x, y)]
