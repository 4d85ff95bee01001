"""The tables and cards that a set of results should hold, made again from the case and from what the tables tell."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import Any

import pandas as pd

from planner.auditing.told import Tables, told_solution
from planner.credit.credit import credit_shares
from planner.curves.forms import curve_forms
from planner.curves.frontier import frontier
from planner.curves.macc import MacCurve, mac_curve
from planner.curves.priced import priced_curve
from planner.curves.ranked import ranked_curve
from planner.curves.yearly import yearly_curves
from planner.errors import NoPlanError, SolverError, UsageError
from planner.output import export, policies_report, private_report, sweep_card, uncertainty_card
from planner.output.formats import exported, in_words, package
from planner.output.iamc import iamc
from planner.output.kinds import told
from planner.output.no_plan import no_plan_card, no_plan_tables
from planner.results.comparison import compare
from planner.results.most_abatement import most_abatement
from planner.results.plan import Prepared, plan_of, solve, with_least_excess
from planner.results.policy_costs import policy_costs
from planner.results.references import optimum
from planner.results.result_tables import Plan
from planner.sweeps.near_optimal import near_optimal
from planner.sweeps.plan_file import vary_of
from planner.sweeps.regret import regret
from planner.sweeps.sensitivity import sensitivity
from planner.sweeps.sweep import sweep
from planner.sweeps.uncertainty import uncertainty


@dataclass(frozen=True)
class Again:
    """What the files of a set should hold, by their stems: tables, and plain data such as a card."""

    tables: dict[str, pd.DataFrame]
    data: dict[str, Any]
    least_cost: bool = True
    """Whether the plan that the tables tell passed the certificate and the audit."""


def solve_again(ready: Prepared, tables: Tables, asked: Mapping[str, Any]) -> Again:
    """The plan that the written tables tell, its other numbers worked out anew; and the curve to its caps.

    The fewest emissions for so much money are found again.
    """
    if "over" in asked:
        return _of_plan(most_abatement(ready, over=asked["over"]), None)
    least = optimum(ready.case, ready.inputs, ready.program, ready.references.least_cost)
    try:
        plan, least_cost = plan_of(ready, told_solution(ready, least, tables), {}), True
    except SolverError:
        plan, least_cost = plan_of(ready, least, {}), False
    curve: MacCurve | None = None
    with suppress(UsageError):  # as `planner solve`: without caps to move there is no curve
        curve = mac_curve(ready, **asked) if ready.inputs.caps else None
    return _of_plan(plan, curve, least_cost)


def _of_plan(plan: Plan, curve: MacCurve | None, least_cost: bool = True) -> Again:
    tables = export.plan_tables(plan)
    found = {"summary": export.summarise(plan, curve), "datapackage": package(plan, tables)}
    of_the_curve = Again(*told(curve, "macc_system")) if curve else Again({}, {})
    return Again(tables | of_the_curve.tables, found | of_the_curve.data, least_cost)


def _macc(ready: Prepared, asked: Mapping[str, Any]) -> Again:
    moved = asked.get("direction")
    direction = None if moved is None else {int(year): amount for year, amount in moved.items()}
    return Again(*told(mac_curve(ready, **{**asked, "direction": direction})))


def _ranked(ready: Prepared, asked: Mapping[str, Any]) -> Again:
    said = {name: value for name, value in asked.items() if name != "forms"}
    return Again(*told(curve_forms(ready, **said) if asked.get("forms") else ranked_curve(ready, **said)))


def _credit(ready: Prepared, asked: Mapping[str, Any]) -> Again:
    credit = credit_shares(ready, **asked)
    by_year = {"_by_year": credit.by_year} if len(credit.years) > 1 else {}
    return Again(*told(credit, tables={"": credit.table} | by_year))


def _sweep(ready: Prepared, asked: Mapping[str, Any]) -> Again:
    stem = asked["stem"]
    found = sweep(ready.case, vary_of(asked["said"], stem), model=ready.spec)
    return Again(*told(found, stem, sweep_card.tables(found, asked["outcomes"])))


def _uncertainty(ready: Prepared, asked: Mapping[str, Any]) -> Again:
    drawn = {name: value for name, value in asked.items() if name != "above"}
    found = uncertainty(ready.case, model=ready.spec, **drawn)
    return Again(*told(found, tables=uncertainty_card.tables(found, asked.get("above"))))


def _regret(ready: Prepared, asked: Mapping[str, Any]) -> Again:
    return Again(*told(regret(uncertainty(ready.case, model=ready.spec, **asked["drawn"]), **asked["held"])))


def _near(ready: Prepared, asked: Mapping[str, Any]) -> Again:
    found = near_optimal(ready, **{name: value for name, value in asked.items() if name != "curve"})
    return Again(*told(found.beside(mac_curve(ready, year=asked["year"])) if asked.get("curve") else found))


def _of(find: Callable[..., Any], ready: Prepared, asked: Mapping[str, Any]) -> Again:
    """Of a function that takes a prepared case."""
    return Again(*told(find(ready, **asked)))


def _of_case(find: Callable[..., Any], ready: Prepared, asked: Mapping[str, Any]) -> Again:
    """Of a function that takes a case and a model."""
    return Again(*told(find(ready.case, model=ready.spec, **asked)))


def _policies(ready: Prepared, asked: Mapping[str, Any]) -> Again:
    table = policy_costs(ready)
    return Again({"policies": table}, {"policies": policies_report.card(ready, table)})


def _private(ready: Prepared, asked: Mapping[str, Any]) -> Again:
    plan = solve(ready)
    tables = {"private": plan.private_view(**asked), "why": plan.why(**asked)}
    return Again(tables, {name: private_report.card(plan, table, name) for name, table in tables.items()})


def _export(ready: Prepared, asked: Mapping[str, Any]) -> Again:
    """Of the formats that are text; the others have their hashes."""
    plan = solve(ready)
    if asked["to"] == "csv":
        return Again(in_words(plan, asked["lang"]), {})
    if asked["to"] == "iamc":
        return Again({"iamc": iamc(plan)}, {})
    return Again({}, {"plan": json.loads(exported(plan, "json")["plan.json"])} if asked["to"] == "json" else {})


def _report(ready: Prepared, asked: Mapping[str, Any]) -> Again:
    """Its files have their hashes."""
    solve(ready)
    return Again({}, {})


AGAIN: dict[str, Callable[[Prepared, Mapping[str, Any]], Again]] = {
    "macc": _macc,
    "priced": partial(_of, priced_curve),
    "ranked": _ranked,
    "yearly": partial(_of, lambda ready, **asked: list(yearly_curves(ready, **asked))),
    "credit": _credit,
    "compare": partial(_of_case, compare),
    "export": _export,
    "report": _report,
    "sweep": _sweep,
    "uncertainty": _uncertainty,
    "frontier": partial(_of, frontier),
    "near": _near,
    "sensitivity": partial(_of_case, sensitivity),
    "regret": _regret,
    "policies": _policies,
    "private": _private,
}


def made_again(ready: Prepared, command: str, asked: Mapping[str, Any], tables: Tables) -> Again:
    """What a command's set should hold; where there is no plan, that it says so."""
    try:
        return solve_again(ready, tables, asked) if command == "solve" else AGAIN[command](ready, asked)
    except NoPlanError as none:
        if command != "solve":
            return Again({}, {command: no_plan_card(ready.case, ready.spec.name, none)})
        none = with_least_excess(ready, none)
        data = {"summary": no_plan_card(ready.case, ready.spec.name, none)}
        if none.plan is not None:
            data["datapackage"] = package(none.plan, export.plan_tables(none.plan))
        return Again(no_plan_tables(ready.case, ready.spec.name, none), data)
