"""The case as a whole: supply, modes, nothing that pays without limit, nothing out of nothing."""

from __future__ import annotations

from collections.abc import Iterator

from planner.case.case import Case
from planner.errors import Problem
from planner.finance import capital_recovery_factor
from planner.model.modes import MOST_MODES, count_modes
from planner.tables.shared import InterventionRow


def commodities_are_supplied(case: Case) -> Iterator[Problem]:
    """A demand, or something that is consumed, has somebody who can supply it."""
    supplied = {c.carrier for c in case.carriers.values() if c.bought}
    supplied |= {i.of for i in case.interventions.values() if i.kind == "technology" and i.of}
    supplied |= {flow.carrier for flow in case.unit_flows if flow.negative}
    for service in case.services.values():
        if service.service not in supplied and any(service.at(year) > 0 for year in case.years):
            yield service.problem("service", "nobody_supplies", found=service.service)
    for flow in case.unit_flows:
        if flow.carrier not in supplied and max(flow.numbers.values()) > 0:
            yield flow.problem("carrier", "nobody_supplies", found=flow.carrier)


def modes_are_few(case: Case) -> Iterator[Problem]:
    """The improvements that fit a technology multiply its modes: they must stay solvable."""
    for technology, count in count_modes(case).items():
        if count > MOST_MODES:
            row = case.interventions[technology]
            yield row.problem("intervention", "too_many_modes", found=technology, count=count, allowed=MOST_MODES)


def nothing_pays_without_limit(case: Case) -> Iterator[Problem]:
    """A reduction that earns more than it costs, and may be built without limit, would make the cost fall for ever."""
    consuming = {flow.intervention for flow in case.unit_flows}
    for i, built in _unlimited(case).items():
        if built.kind != "reduction" or i in consuming:
            continue
        by_unit, by_activity = (case.in_money(unit, built.unit) for unit in (built.cost_unit, built.variable_unit))
        annuity = capital_recovery_factor(case.settings.discount_rate, built.lifetime)
        for y in case.years:
            capex, fixed, variable = (case.number(i, column, y) for column in ("capex", "fixed_cost", "variable_cost"))
            if by_unit * (annuity * capex + fixed) + by_activity * variable < 0:
                yield built.problem("potential", "pays_without_limit")
                break


def _unlimited(case: Case) -> dict[str, InterventionRow]:
    """What may be built without limit."""
    limits = ("potential", "build_limit", "growth")
    return {
        i: row
        for i, row in case.interventions.items()
        if not any((i, column) in case.path_of or getattr(row, column) is not None for column in limits)
    }


def no_gain_in_a_circle(case: Case) -> Iterator[Problem]:
    """Carriers that make each other must lose on the way round: a circle of technologies that gains is refused.

    Within a set of carriers that reach each other through technologies that have no limit, no mix x >= 0 of them may
    deliver more of some carrier than it consumes and no less of any other.
    """
    technologies = {
        i: row for i, row in _unlimited(case).items() if row.kind == "technology" and row.of in case.carriers
    }
    flows: dict[str, dict[str, float]] = {name: {} for name in technologies}
    for flow in case.unit_flows:
        if flow.intervention in technologies and flow.per is None:
            flows[flow.intervention][flow.carrier] = min(flow.at(year) for year in case.years) * case.scale(flow)
    makes = {
        name: {technologies[name].of or "", *(c for c, x in used.items() if x < 0)} for name, used in flows.items()
    }
    uses = {name: {c for c, x in used.items() if x > 0} for name, used in flows.items()}
    for circle in _circles(makes, uses):
        inside = [name for name in technologies if makes[name] & circle and uses[name] & circle]
        if _gains(circle, inside, technologies, flows):
            row = technologies[inside[0]]
            yield row.problem("of", "gains_in_a_circle", found=", ".join(inside), allowed=", ".join(sorted(circle)))


def _circles(makes: dict[str, set[str]], uses: dict[str, set[str]]) -> list[frozenset[str]]:
    """Sets of carriers that reach each other: a used carrier leads to every carrier that is made from it."""
    carriers = {c for made in makes.values() for c in made} & {c for used in uses.values() for c in used}
    reach = {c: {made for name in makes if c in uses[name] for made in makes[name] & carriers} for c in carriers}
    for _ in carriers:
        for c in carriers:
            reach[c] |= {far for near in reach[c] for far in reach[near]}
    circles = {frozenset(other for other in reach[c] if c in reach[other]) for c in carriers}
    return sorted(filter(None, circles), key=sorted)


def _gains(
    circle: frozenset[str],
    inside: list[str],
    technologies: dict[str, InterventionRow],
    flows: dict[str, dict[str, float]],
) -> bool:
    """Whether some mix of technologies within a circle delivers more than it consumes."""
    from scipy.optimize import linprog

    carriers = sorted(circle)
    net = [[(technologies[name].of == c) - flows[name].get(c, 0.0) for name in inside] for c in carriers]
    total = [-sum(column) for column in zip(*net, strict=True)]
    used_up = [[-x for x in line] for line in net]
    best = linprog(total, A_ub=used_up, b_ub=[0.0] * len(carriers), bounds=[(0, 1)] * len(inside))
    return bool(best.status == 0 and best.fun < -1e-9)
