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
from planner.inputs import Inputs, make_inputs
from planner.marks import Marks, find_marks
from planner.model.caps import Cap
from planner.model.subjects import FAMILIES
from planner.program import Program, Vector, compile_program
from planner.references import References, find_references, optimum
from planner.results import Plan, Values, values_of
from planner.solver import Infeasible, Session, Solution, Unbounded
from planner.spec import ModelSpec, read_spec


@dataclass(frozen=True)
class Prepared:
    """A case under a model, compiled: what `solve` and `mac_curve` start from. Shared between threads."""

    case: Case
    spec: ModelSpec
    inputs: Inputs
    program: Program
    seconds: dict[str, float]

    @cached_property
    def without_policies(self) -> Program:
        """The program without caps, budgets and carbon prices."""
        free = self.program.freed(limit.name for limit in self.inputs.limits)
        return replace(free, cost=self.resource_cost)

    @cached_property
    def references(self) -> References:
        """The references, solved once."""
        return find_references(self.case, self.inputs, self.without_policies)

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
    held = tuple(limit for limit in inputs.limits if program.has(limit.name))  # what can't move needs no row
    inputs = replace(inputs, limits=held)
    return Prepared(case, spec, inputs, program, seconds)


def solve(case: Case | Prepared, model: str | Path | None = None) -> Plan:
    """The certified and audited least-cost plan that keeps every cap and limit of a case under a model.

    Raises NoPlanError with the least total excess when no plan exists, SolverError when the cost is unbounded or the
    answer fails its certificate or audit.
    """
    ready = case if isinstance(case, Prepared) else prepare(case, model)
    seconds = dict(ready.seconds)
    with clock(seconds, "references"):
        references = ready.references
    with clock(seconds, "solve"):
        solution = optimum(ready.case, ready.inputs, ready.program, references.least_cost)
    with clock(seconds, "certificate"):
        certificate = certify(ready.program, solution)
    values = values_of(ready.program, solution)
    total_cost = float(ready.program.cost @ solution.x) + ready.program.cost_offset
    with clock(seconds, "audit"):
        certificate |= audit(ready.case, ready.spec, ready.inputs.modes, values, total_cost)
    with clock(seconds, "marks"):
        marks = find_marks(ready.inputs, ready.program, solution) if ready.inputs.caps else {}
    with clock(seconds, "tables"):
        return _plan(ready, solution, marks, values, total_cost, references, certificate, seconds)


def _plan(
    ready: Prepared,
    solution: Solution,
    marks: dict[Cap, Marks],
    values: Values,
    total_cost: float,
    references: References,
    certificate: dict[str, float],
    seconds: dict[str, float],
) -> Plan:
    case, inputs = ready.case, ready.inputs
    costs, cash = results.cost_tables(inputs, values)
    found = {name: None if s is None else values_of(ready.program, s) for name, s in references.solutions.items()}
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
        references=_summaries(ready, references, found),
        certificate=certificate,
        seconds=seconds,
    )


def _summaries(ready: Prepared, references: References, found: dict[str, Values | None]) -> dict[str, dict[str, Any]]:
    """Of each reference its cost and emissions by account and year, or what goes missing."""
    inputs, summaries = ready.inputs, dict[str, dict[str, Any]]()
    for name, solution in references.solutions.items():
        at = found[name]
        if solution is None or at is None:
            summaries[name] = {"status": "missing", "missing": references.missing[name]}
            continue
        cost = float(ready.resource_cost @ solution.x) + ready.program.cost_offset
        emitted = {a: {y: at("total_emissions", a, y) for y in inputs.years} for a in inputs.accounts}
        summaries[name] = {"status": "optimal", "cost": cost, "emissions": emitted}
        if name == "current_policies":
            summaries[name]["opened"] = references.opened
    return summaries


@contextmanager
def clock(seconds: dict[str, float], stage: str) -> Iterator[None]:
    """Add the wall time of a stage."""
    start = time.perf_counter()
    yield
    seconds[stage] = seconds.get(stage, 0.0) + time.perf_counter() - start
