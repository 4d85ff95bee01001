"""From a case to a trusted plan, in order: references, plan, certificate, audit."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from contextvars import copy_context
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np

from planner.calls.arguments import public
from planner.calls.shown import Shown
from planner.case.case import Case
from planner.case.check import read_case
from planner.case.classic import classic_case
from planner.case.plausible import warnings_of
from planner.case.workbook.read import is_sheet
from planner.errors import Message, NoPlanError, Problem, SolverError, UsageError
from planner.model import subjects
from planner.model.build import Extend, add_from_outside, build_model, limits_from_outside
from planner.model.inputs import Inputs, make_inputs
from planner.model.model_file import ModelSpec, read_spec
from planner.program.certificate import certify
from planner.program.program import Program, Vector, compile_program
from planner.program.session import LARGE, Infeasible, Session, Solution, Unbounded, statuses
from planner.results.audit import audit
from planner.results.diagnose import explain_infeasible
from planner.results.duals import Duals
from planner.results.eased_case import LEAST_EXCESS, eased_case
from planner.results.references import References, find_references, least_drawn, optimum, why_none
from planner.results.result_tables import Plan, yearly_caps
from planner.results.values import Values, values_of

ROUNDS = 4
"""How often what must give way is eased: demands, then caps and policies."""


@dataclass(frozen=True, repr=False)
class Prepared(Shown):
    """A case under a model, compiled: what plans and curves start from. May be shared between threads.

    `case`: the case; `spec`: the model; `inputs`: the numbers of the program by the equations' names; `program`: the
    compiled matrix; `seconds`: how long each stage took; `extend`: what adds rows of one's own.
    """

    case: Case
    spec: ModelSpec
    inputs: Inputs
    program: Program
    seconds: dict[str, float]
    extend: Extend | None = None
    known_references: References | None = None

    def facts(self) -> dict[str, str]:
        rows, columns = self.program.matrix.shape
        return {
            "Prepared": self.case.title,
            "model": self.spec.name,
            "years": self.case.span,
            "program": f"{rows:,} rows, {columns:,} columns, {self.program.matrix.nnz:,} nonzeros",
            "prepared in": f"{sum(self.seconds.values()):.2g} s",
        }

    @cached_property
    def warnings(self) -> tuple[Problem, ...]:
        """What in the tables is possible and hardly meant: see `planner.check`."""
        return warnings_of(self.case, self.spec, self.inputs)

    def refuse_impossible(self) -> None:
        """Refuse numbers that can't be meant before anything is solved. Raises InputError."""
        _ = self.warnings

    @cached_property
    def without_policies(self) -> Program:
        """The program without caps, budgets and carbon prices."""
        chosen = subjects.chosen()
        free = self.program.freed(limit.name for limit in self.inputs.limits)
        free = free.with_bounds(upper={name: 0.0 for name in free.columns if name[0] in chosen})
        return replace(free, cost=self.resource_cost)

    @cached_property
    def references(self) -> References:
        """The references, solved once."""
        if self.known_references:
            return self.known_references
        decided = {limit.name: self.program.limit(limit.name) for limit in self.inputs.limits if limit.decided}
        try:
            return find_references(self.case, self.inputs, self.without_policies, decided)
        except NoPlanError:  # none even without caps and policies: say what those need as well
            raise explain_infeasible(self.case, self.inputs, self.program) from None

    @property
    def optimum(self) -> Solution | None:
        """An optimum of the program, from which its neighbours are few pivots away; None where it has no plan."""
        return self.end if isinstance(self.end, Solution) else None

    @cached_property
    def end(self) -> Solution | Infeasible | Unbounded:
        """How the program ends when it is solved from nothing."""
        try:
            return Session(self.program, tight=True).solve()
        except (Infeasible, Unbounded) as none:
            return none.with_traceback(None)  # which would hold the session

    @cached_property
    def settled(self) -> Vector:
        """Carbon payments and what is settled with outside, no cost of a resource: of each column, present value."""
        costs, discount = np.zeros(len(self.program.columns)), self.inputs.discount
        for (a, scope, y), price in self.inputs.carbon_price.items():
            for name in self.inputs.emission_columns(a, scope, y):
                costs[self.program.column[name]] += discount[y] * price
        for payment in (paid for paid in self.inputs.more_payments if paid.outside):
            if payment.column in self.program.column:
                costs[self.program.column[payment.column]] += discount[payment.year] * payment.money
        return costs

    @property
    def resource_cost(self) -> Vector:
        """Costs without what is settled."""
        return self.program.cost - self.settled


CaseLike: TypeAlias = Case | Prepared | Path | str | Mapping[str, str]
"""What every public function takes first: a case, a prepared one, a folder, a sheet of measures, texts by file name."""


@public
def prepare(case: CaseLike, *, model: str | Path | ModelSpec | None = None, extend: Extend | None = None) -> Prepared:
    """Compile a case under a model once, for several plans and curves of it.

    Parameters
    ----------
    case
        A case; or what `read_case` reads (a folder of tables, a mapping of file name to text), or a sheet of measures
        (`.csv`). One that is prepared comes back as it is.
    model
        Name of a model (`annual_caps`, `carbon_budget`, `carbon_price`, `caps_and_price`) or a model file; without one,
        the case's default.
    extend
        A function of the built Pyomo model and its inputs that adds constraints of one's own and returns their
        `Family`s: a `policy` is lifted in references and has a price, a `physical` row holds everywhere.

    Returns
    -------
    Prepared
        Goes wherever a case goes.

    Raises
    ------
    InputError
        The tables are wrong.
    UsageError
        There is no such model, it needs tables that the case lacks, or the case is prepared with another one.

    Examples
    --------
    >>> ready = planner.prepare("data/example_city", model="carbon_price")
    >>> planner.solve(ready).model
    'carbon_price'
    """
    if isinstance(case, Prepared) and extend is None:
        if model is not None and read_spec(case.case, model) != case.spec:
            raise UsageError("model_of_prepared", model=case.spec.name, found=str(getattr(model, "name", model)))
        return case
    return compiled(case_of(case), model, extend)


def case_of(case: CaseLike) -> Case:
    """The case itself, read where it is a path or texts."""
    if isinstance(case, Case | Prepared):
        return case.case if isinstance(case, Prepared) else case
    if isinstance(case, str | Path) and is_sheet(case):
        return classic_case(case)
    return read_case(case)


def compiled(case: Case, model: str | Path | ModelSpec | None, extend: Extend | None) -> Prepared:
    """Read the model, fill the numbers, build and compile the program."""
    from pyomo.common.gc_manager import PauseGC

    seconds: dict[str, float] = {}
    spec = read_spec(case, model)
    with PauseGC():
        with clock(seconds, "inputs"):
            inputs = make_inputs(case, spec)
        with clock(seconds, "build"):
            built = build_model(inputs)
            families = add_from_outside(built, inputs, extend) if extend else ()
        with clock(seconds, "compile"):
            try:
                program = compile_program(built, (*subjects.families(), *families))
            except SolverError:
                warnings_of(case, spec, inputs)  # says of a number that can't be in which cell it stands
                raise
    program, chosen = limits_from_outside(inputs, program, families)
    held = [limit for limit in inputs.limits if program.has(limit.name)]  # what can't move needs no row
    inputs = replace(inputs, limits=(*held, *chosen))
    return over_references(Prepared(case, spec, inputs, program, seconds, extend))


def over_references(ready: Prepared) -> Prepared:
    """With limits that are over a reference raised by what is spent in it. Raises UsageError where there is none."""
    inputs, program = ready.inputs, ready.program
    over = [limit for limit in inputs.limits if limit.over]
    if not over:
        return ready
    raised, unpriced = {}, replace(inputs, carbon_price={})
    for limit in over:
        solution = ready.references.solutions[limit.over]
        if solution is None:
            raise UsageError("over_missing", policy=limit.label, reference=Message(f"say_{limit.over}"))
        spent = next(s.spent for s in subjects.SUBJECTS if limit.family in s.families and s.spent)
        raised[limit.name] = program.limit(limit.name) + spent(unpriced, values_of(program, solution), limit)
    return replace(ready, program=program.with_limits(raised), known_references=ready.references)


@public
def solve(
    case: CaseLike,
    *,
    model: str | Path | ModelSpec | None = None,
    extend: Extend | None = None,
    time_limit: float | None = None,
) -> Plan:
    """Find the least-cost plan that keeps every cap and limit of a case under a model; certified and audited.

    Parameters
    ----------
    case
        A case, a prepared one, a folder of tables or a sheet of measures.
    model
        Name of a model or a model file; without one, the case's default.
    extend
        Constraints of one's own, as of `prepare`.
    time_limit
        Seconds after which it ends in a TimeLimitError; without one, an hour.

    Returns
    -------
    Plan
        Tidy tables (`plan.uptake`, `plan.emissions`, `plan.shadow_price`, ...) and costs.

    Raises
    ------
    NoPlanError
        No plan keeps every cap and limit: with what conflicts, the least that repairs it, and in `plan` a plan of least
        cost in which no more gives way than must.
    SolverError
        The cost falls without limit, or the answer fails its certificate or audit.
    InputError, UsageError
        As `read_case` and `prepare`.

    Examples
    --------
    >>> plan = planner.solve("data/example_city")
    >>> f"{plan.total_cost:,.1f} {plan.case.settings.money}"
    '4,314.9 million CNY'
    """
    ready = prepare(case, model=model, extend=extend)
    try:
        return planned(ready)
    except NoPlanError as none:
        raise with_least_excess(ready, none) from None


def planned(ready: Prepared) -> Plan:
    """The least-cost plan. Raises InputError for numbers that can't be, NoPlanError, SolverError."""
    seconds = dict(ready.seconds)
    with clock(seconds, "warnings"):
        ready.refuse_impossible()
    with clock(seconds, "references"):
        near = start_of(ready)
    with clock(seconds, "solve"):
        solution = optimum(ready.case, ready.inputs, ready.program, near)
    return plan_of(ready, solution, seconds)


def start_of(ready: Prepared) -> Solution:
    """What the plan is solved from: least cost, or of a large program an optimum found while the references are.

    Raises NoPlanError, SolverError where that has none.
    """
    if len(ready.program.rows) <= LARGE:
        return ready.references.least_cost
    with ThreadPoolExecutor(1) as beside:
        own = beside.submit(copy_context().run, lambda: ready.end)
        _ = ready.references
        end = own.result()
    if isinstance(end, Solution):
        return end
    raise why_none(ready.case, ready.inputs, ready.program, end)


def plan_of(ready: Prepared, solution: Solution, seconds: dict[str, float]) -> Plan:
    """The plan that a solution is, certified and audited."""
    booked = least_drawn(ready.program, solution)
    with clock(seconds, "certificate"):
        certificate = certify(ready.program, booked)
    values = values_of(ready.program, booked)
    total_cost = float(ready.program.cost @ booked.x) + ready.program.cost_offset
    with clock(seconds, "audit"):
        certificate |= audit(ready.case, ready.spec, ready.inputs.modes, values, total_cost)
    references = ready.references
    found = {name: None if s is None else values_of(ready.program, s) for name, s in references.solutions.items()}
    return Plan(
        case=ready.case,
        model=ready.spec.name,
        plans={**found, "plan": values},
        total_cost=total_cost,
        resource_cost=total_cost - float(ready.settled @ booked.x),
        references=_summaries(ready, references, found),
        certificate=certificate,
        seconds=seconds,
        duals=Duals(ready.inputs, ready.program, solution.row_dual, solution.reduced_cost),
        vertex=(solution.x, statuses(solution.basis)),
        told=ready.warnings,
        caps=yearly_caps(ready.inputs),
    )


def with_least_excess(ready: Prepared, none: NoPlanError) -> NoPlanError:
    """The error with the least-cost plan of the tables once what must give way at least is eased in them.

    Its caps are those asked. What then still must give way is added to the error. No plan where what gives way stands
    in no table.
    """
    case, made = ready.case, none.changes.get(LEAST_EXCESS, ())
    for _ in range(ROUNDS):
        if not made:
            break
        case = eased_case(case, made, LEAST_EXCESS)
        try:
            plan = planned(prepare(case, model=ready.spec, extend=ready.extend))
            none.plan = replace(plan, excess=none.excess, caps=yearly_caps(ready.inputs))
            break
        except NoPlanError as more:
            made = more.changes.get(LEAST_EXCESS, ())
            none.excess = (*none.excess, *more.excess)
            none.changes[LEAST_EXCESS] = (*none.changes[LEAST_EXCESS], *made)
    return none


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
