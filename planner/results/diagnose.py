"""Why there is no plan, and the least that would make one. Mathematics: models/README.md, "No plan"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from planner.case.case import Case
from planner.errors import Message, NoPlanError, Problem, SolverError
from planner.languages import in_each
from planner.model.caps import Cap
from planner.model.inputs import Inputs
from planner.program.program import Program
from planner.program.session import Infeasible, Session
from planner.program.slack import Slack, relaxed
from planner.results.conditions import Condition, conditions, holding
from planner.results.conflict import Proof, Relaxation
from planner.results.eased_case import LEAST_EXCESS, changes
from planner.results.places import called, named, place, readable, stated, what
from planner.results.repairs import Eased, Repair, repair
from planner.results.tidy import scoped

OUTSIDE = "outside"
"""Rows that `extend` adds, among the families of limits on measures."""


def explain_infeasible(case: Case, inputs: Inputs, program: Program) -> NoPlanError:
    """The error for a program without a plan: what must give way at least, what conflicts, and what would repair it."""
    asked = conditions(inputs, program)
    groups = _groups(asked)
    key, first = _first(inputs, program, groups)
    start = [*holding(first.program, first.solution, asked), *(each.condition for each in first.eased)]
    relaxation = Relaxation(program, asked)
    proof = relaxation.irreducible(start)
    measures = holding(first.program, first.solution, groups.measures)

    found = {each.by: each for each in _repairs(inputs, program, groups, first, proof)}
    return NoPlanError(
        key,
        [row(case, each) for each in first.eased] if key != "no_supply" else missing(case, inputs, program),
        conflict=[stated(case, program, *each) for each in proof.items()],
        at_limit=[stated(case, program, *each) for each in measures.items()],
        repairs={by: [_said(case, each) for each in one.eased] for by, one in found.items()},
        first=first.by,
        changes={by: changes(case, one.eased) for by, one in {LEAST_EXCESS: first, **found}.items()},
    )


@dataclass(frozen=True)
class _Groups:
    """What can give way together: caps, policies by currency, each family of limits on measures, demands."""

    caps: list[Condition]
    by_currency: dict[str, list[Condition]]
    families: dict[str, list[Condition]]
    demands: list[Condition]

    @property
    def chosen(self) -> dict[str, list[Condition]]:
        """Caps and policies."""
        return {"caps": self.caps, **self.by_currency}

    def policies(self, decided: bool) -> tuple[str, list[Condition]]:
        """All of them, or those alone that are not decided, and what they are called together."""
        by_currency = {
            currency: [each for each in some if decided or not each.limits[0].decided]
            for currency, some in self.by_currency.items()
        }
        asked = [each for some in by_currency.values() for each in some]
        return "_and_".join(currency for currency, some in by_currency.items() if some), asked

    @property
    def measures(self) -> list[Condition]:
        return [condition for family in self.families.values() for condition in family]


def _groups(asked: Sequence[Condition]) -> _Groups:
    caps, policies, physical = ([c for c in asked if c.family.kind == kind] for kind in ("cap", "policy", "physical"))
    by_currency: dict[str, list[Condition]] = {}
    for condition in sorted(policies, key=lambda each: each.family.currency, reverse=True):
        by_currency.setdefault(condition.family.currency, []).append(condition)
    families: dict[str, list[Condition]] = {}
    for condition in physical:
        if not condition.family.shrinks:
            families.setdefault(condition.family.name if condition.family.cell else OUTSIDE, []).append(condition)
    return _Groups(caps, by_currency, families, [c for c in physical if c.family.shrinks and not c.family.defines])


def _first(inputs: Inputs, program: Program, groups: _Groups) -> tuple[str, Repair]:
    """The message, and what gives way first of all that helps: chosen limits, of policies those that are not decided
    before all; without them rows from outside, demands, limits on measures, all of these."""
    (policies, some), (own, undecided), measures = groups.policies(True), groups.policies(False), groups.measures
    free = program.freed(limit.name for limit in inputs.limits)
    for key, by, within, giving in (
        ("no_plan", "caps", program, groups.caps),
        (_unkept(own), own, program, undecided),
        (_unkept(policies), policies, program, some if len(some) > len(undecided) else []),
        ("no_plan_at_all", "caps_and_policies", program, [*groups.caps, *some]),
        ("limits_conflict", "", free, groups.families.get(OUTSIDE, [])),
        ("no_supply", "", free, groups.demands),
        ("limits_conflict", "", free, measures),
        ("limits_conflict", "", free, [*measures, *groups.demands]),
    ):
        if found := repair(inputs, within, by, giving):
            return key, found
    raise SolverError("no_reason")


def _unkept(policies: str) -> str:
    """What is said where policies give way first."""
    return "no_plan_within_budgets" if policies == "budgets" else "no_plan_with_policies"


def _repairs(inputs: Inputs, program: Program, groups: _Groups, first: Repair, proof: Proof) -> Iterator[Repair]:
    """What repairs the program alone; where no part does policies of all kinds, or caps and policies, together; or all
    limits on measures. What has no part in the conflict does not repair it.
    """

    def again(by: str, giving: Sequence[Condition]) -> Repair | None:
        if by and by == first.by:
            return first
        return None if proof.keys().isdisjoint(giving) else repair(inputs, program, by, giving)

    chosen = [condition for part in groups.chosen.values() for condition in part]
    for parts, *together in (
        (groups.chosen, groups.policies(True), ("caps_and_policies", chosen)),
        (groups.families, ("measures", groups.measures)),
        ({"demand": groups.demands},),
    ):
        found = [*filter(None, (again(by, giving) for by, giving in parts.items()))]
        for by, giving in together:
            found = found or [*filter(None, [again(by, giving)])]
        yield from found


def _said(case: Case, eased: Eased) -> Problem:
    """What a cell must say instead."""
    limit, made = eased.limit, changes(case, [eased])
    values = named(case, eased.condition) | {"excess": eased.excess, "year": eased.year}
    if limit is not None:
        values |= {"name": what(case, limit), "unit": getattr(limit.row, "unit", limit.unit)}
    if eased.year is not None:
        values["name"] = Message("in_year", {"name": values["name"], "year": eased.year})
    file, row, column = place(case, eased.condition, [eased.year] if eased.year else [])
    if len(made) != 1:
        return case.located(Problem(file, row, column, "eased_by", values))
    (change,) = made
    key = "eased_flag" if isinstance(change.after, bool) else "eased_to"
    column = change.column if isinstance(change.column, str) else column
    values |= {"before": change.before, "after": change.after}
    return case.located(Problem(file, row, column, key, values))


def row(case: Case, eased: Eased) -> dict[str, Any]:
    """What `NoPlanError.excess` says of a condition that gives way."""
    limit = eased.limit
    if isinstance(limit, Cap):
        of = in_each(partial(scoped, case, limit.account, limit.scope))
        where = {"of": of, "account": limit.account, "scope": limit.scope, "kind": limit.kind, "year": limit.year}
        return {"key": "excess_cap", **where, "cap": limit.amount, "excess": eased.excess, "unit": limit.unit}
    if limit is not None:
        key = "excess_at_least" if limit.side < 0 else "excess_at_most"
        asked = {"policy": limit.label, "name": called(case, limit), "what": what(case, limit), "year": limit.year}
        size, unit = readable(limit)
        amounts = {"amount": limit.amount, "repaired": float(eased.reached or 0.0), "excess": eased.excess}
        return {"key": key, **asked, **{name: size * amount for name, amount in amounts.items()}, "unit": unit}
    if eased.condition.family.shrinks:
        return _demand(case, lacking(case, eased.condition.names[0][1], eased.year, eased.excess))
    said = _said(case, eased)
    return {"key": "excess_limit", "limit": said, "excess": eased.excess, "unit": said.values["unit"]}


def missing(case: Case, inputs: Inputs, program: Program) -> list[dict[str, Any]]:
    """What goes missing at least without caps and policies."""
    free = program.freed(limit.name for limit in inputs.limits)
    return [_demand(case, lack) for lack in shortfall(case, inputs, free)]


def _demand(case: Case, lack: dict[str, Any]) -> dict[str, Any]:
    """What `NoPlanError.excess` says of a demand that is not met."""
    return {"key": "excess_demand", "of": in_each(partial(case.name_of, "commodity", lack["commodity"])), **lack}


def shortfall(case: Case, inputs: Inputs, program: Program) -> list[dict[str, object]]:
    """What goes missing at least, by commodity and year, when demands may be missed. Empty when nothing needs to.

    Shares of each demand are added up, so that services of different units compare. Empty too when that does not help.
    """
    demanded = [(c, y) for (c, y), demand in inputs.demand.items() if demand > 0]
    rows = [row for c, y in demanded for row in inputs.balance_rows(c, y) if row in program.row]
    slacks = [Slack({row: 1.0}, 1 / inputs.demand[row[1], row[-1]]) for row in rows]
    easy = relaxed(program, slacks)
    try:
        x = Session(easy, tight=True).solve().x
    except Infeasible:
        return []
    missing: dict[tuple[str, int], float] = dict.fromkeys(demanded, 0.0)
    for row, slack in zip(rows, slacks, strict=True):
        missing[row[1], row[-1]] += float(x[easy.column[slack.name]])
    return [lacking(case, c, y, amount) for (c, y), amount in missing.items() if amount > 1e-7 * inputs.demand[c, y]]


def lacking(case: Case, c: str, year: int | None, excess: float) -> dict[str, object]:
    """What of a commodity goes missing in a year."""
    return {"commodity": c, "year": year, "excess": excess, "unit": case.unit_of(c)}
