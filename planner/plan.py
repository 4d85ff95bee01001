"""From a case to a trusted plan, in order: references, plan, certificate, audit."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from pyomo.common.gc_manager import PauseGC

from planner import results
from planner.audit import audit
from planner.build import build_model
from planner.case import Case
from planner.certificate import certify
from planner.diagnose import explain_infeasible, explain_unbounded, shortfall
from planner.inputs import Inputs, make_inputs
from planner.marks import Marks, find_marks
from planner.model.caps import Cap
from planner.model.subjects import FAMILIES
from planner.program import Program, Vector, compile_program
from planner.results import Plan, Values, values_of
from planner.solver import Infeasible, Session, Solution, Unbounded
from planner.spec import ModelSpec, read_spec

NEGLIGIBLE_DUAL = 1e-9
"""In the solver's scaled numbers: what holds an optimum and what does not."""


@dataclass(frozen=True)
class Prepared:
    """A case under a model, compiled: what `solve` and `mac_curve` start from. Shared between threads."""

    case: Case
    spec: ModelSpec
    inputs: Inputs
    program: Program
    seconds: dict[str, float]

    @cached_property
    def references(self) -> tuple[Solution, Solution | None, list[dict[str, object]]]:
        """The least-cost and the frozen reference, solved once."""
        return find_references(self)

    @cached_property
    def optimum(self) -> Solution | None:
        """An optimum of the program, from which its neighbours are few pivots away; None where it has no plan."""
        try:
            return Session(self.program).solve()
        except (Infeasible, Unbounded):
            return None

    @cached_property
    def carbon_costs(self) -> Vector:
        """What the carbon price adds to the cost of each column, present value."""
        costs = np.zeros(len(self.program.columns))
        for (a, scope, y), price in self.inputs.carbon_price.items():
            for name in self.inputs.emission_columns(a, scope, y):
                costs[self.program.column[name]] += self.inputs.discount[y] * price
        return costs

    @property
    def resource_cost(self) -> Vector:
        """Costs without carbon payments."""
        return self.program.cost - self.carbon_costs


def prepare(case: Case, model: str | Path | None = None) -> Prepared:
    """Read the model, fill the numbers, build and compile the program.

    Raises UsageError for a model that does not exist or needs tables that the case lacks.
    """
    seconds: dict[str, float] = {}
    spec = read_spec(case, model)
    with PauseGC():
        with clock(seconds, "inputs"):
            inputs = make_inputs(case, spec)
        with clock(seconds, "build"):
            built = build_model(inputs)
        with clock(seconds, "compile"):
            program = compile_program(built, FAMILIES)
    return Prepared(case, spec, inputs, program, seconds)


def solve(case: Case | Prepared, model: str | Path | None = None) -> Plan:
    """The certified and audited least-cost plan that keeps every cap and limit of a case under a model.

    Raises NoPlanError with the least total excess when no plan exists, SolverError when the cost is unbounded or the
    answer fails its certificate or audit.
    """
    ready = case if isinstance(case, Prepared) else prepare(case, model)
    seconds = dict(ready.seconds)
    with clock(seconds, "references"):
        least, frozen, missing = ready.references
    with clock(seconds, "solve"):
        solution = optimum(ready, ready.program, least)
    with clock(seconds, "certificate"):
        certificate = certify(ready.program, solution)
    values = values_of(ready.program, solution)
    total_cost = float(ready.program.cost @ solution.x) + ready.program.cost_offset
    with clock(seconds, "audit"):
        certificate |= audit(ready.case, ready.spec, ready.inputs.modes, values, total_cost)
    with clock(seconds, "marks"):
        marks = find_marks(ready.inputs, ready.program, solution) if ready.inputs.caps else {}
    with clock(seconds, "tables"):
        solutions = {"frozen": frozen, "least_cost": least}
        return _plan(ready, solution, marks, values, total_cost, solutions, missing, certificate, seconds)


def optimum(ready: Prepared, program: Program, start: Solution | None = None) -> Solution:
    """Solve, or say why there is no plan."""
    try:
        solution = Session(program, start.basis if start else None).solve()
        certify(program, solution)
        return solution
    except Infeasible:
        raise explain_infeasible(ready.case, ready.inputs, program) from None
    except Unbounded:
        raise explain_unbounded(program) from None


def find_references(ready: Prepared) -> tuple[Solution, Solution | None, list[dict[str, object]]]:
    """The least-cost reference, the frozen one, and what goes missing in it (then there is no frozen reference).

    Both without caps, budgets and carbon prices; frozen builds only incumbents. Among plans of equal cost, the least
    emissions.
    """
    free = ready.program.freed(limit.name for limit in ready.inputs.limits)
    free = replace(free, cost=ready.resource_cost)
    least = least_emissions(ready, free, optimum(ready, free))
    held = frozen_program(ready, free)
    try:
        frozen = Session(held, least.basis).solve()
        certify(held, frozen)
    except Infeasible:
        return least, None, shortfall(ready.case, ready.inputs, held)
    return least, least_emissions(ready, held, frozen), []


def frozen_program(ready: Prepared, program: Program) -> Program:
    """Nothing is built but incumbents."""
    names = [("new_units", i, y) for i, y in ready.inputs.capex if i not in ready.inputs.incumbents]
    return program.with_bounds(upper={name: 0.0 for name in names if name in program.column})


def least_emissions(ready: Prepared, program: Program, solution: Solution) -> Solution:
    """Among the optima of a program, one with the least emissions, each account in shares of its largest year.

    Every optimum has the columns with a nonzero reduced cost, and the rows with a nonzero dual, where this one has
    them: held there, the rest is free to minimise emissions.
    """
    scale = program.scale
    reduced = solution.reduced_cost * scale.column * scale.cost
    dual = solution.row_dual / scale.row * scale.cost
    tight, held = np.abs(reduced) > NEGLIGIBLE_DUAL, np.abs(dual) > NEGLIGIBLE_DUAL
    at_column = np.where(reduced > 0, program.lower, program.upper)
    at_row = np.where(dual > 0, program.row_lower, program.row_upper)
    cost = np.zeros(len(program.columns))
    for a in ready.inputs.accounts:
        columns = [program.column["total_emissions", a, y] for y in ready.inputs.years]
        cost[columns] = 1 / (np.abs(solution.x[columns]).max() or 1.0)
    optimal = replace(
        program.with_cost(cost),
        lower=np.where(tight, at_column, program.lower),
        upper=np.where(tight, at_column, program.upper),
        row_lower=np.where(held, at_row, program.row_lower),
        row_upper=np.where(held, at_row, program.row_upper),
    )
    try:
        return Session(optimal, solution.basis, primal_simplex=True).solve()
    except (Infeasible, Unbounded):  # emissions may fall for ever at no cost: any optimum is as good
        return solution


def _plan(
    ready: Prepared,
    solution: Solution,
    marks: dict[Cap, Marks],
    values: Values,
    total_cost: float,
    solutions: dict[str, Solution | None],
    missing: list[dict[str, object]],
    certificate: dict[str, float],
    seconds: dict[str, float],
) -> Plan:
    case, inputs = ready.case, ready.inputs
    costs, cash = results.cost_tables(inputs, values)
    found = {name: None if s is None else values_of(ready.program, s) for name, s in solutions.items()}
    offset = ready.program.cost_offset
    summaries: dict[str, dict[str, Any]] = {}
    for name, reference in solutions.items():
        if reference is None:
            summaries[name] = {"status": "missing", "missing": missing}
            continue
        cost = float(ready.resource_cost @ reference.x) + offset
        at = found[name]
        assert at is not None
        emitted = {a: {y: at("total_emissions", a, y) for y in inputs.years} for a in inputs.accounts}
        summaries[name] = {"status": "optimal", "cost": cost, "emissions": emitted}
    return Plan(
        case=case,
        model=ready.spec.name,
        uptake=results.uptake(case, inputs, values),
        emissions=results.emissions(inputs, {**found, "plan": values}),
        shadow_price=results.shadow_prices(case, inputs, ready.program, solution, marks),
        costs=costs,
        cash=cash,
        balances=results.balances(case, inputs, values),
        total_cost=total_cost,
        resource_cost=total_cost - float(ready.carbon_costs @ solution.x),
        references=summaries,
        certificate=certificate,
        seconds=seconds,
    )


@contextmanager
def clock(seconds: dict[str, float], stage: str) -> Iterator[None]:
    """Add the wall time of a stage."""
    start = time.perf_counter()
    yield
    seconds[stage] = seconds.get(stage, 0.0) + time.perf_counter() - start
