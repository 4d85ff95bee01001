"""The case as a whole: supply, nothing that pays without limit, nothing out of nothing. Asked when all rows are right."""

from __future__ import annotations

from collections.abc import Iterator

from planner.case import Case
from planner.errors import Problem
from planner.finance import capital_recovery_factor
from planner.units import Units


def commodities_are_supplied(case: Case, units: Units) -> Iterator[Problem]:
    """A demand, or something that is consumed, has somebody who can supply it."""
    supplied = {c.carrier for c in case.carriers.values() if c.bought}
    supplied |= {i.of for i in case.interventions.values() if i.kind == "technology" and i.of}
    supplied |= {flow.carrier for flow in case.unit_flows if min([*flow.years.values(), flow.amount or 0.0]) < 0}
    for service in case.services.values():
        if service.service not in supplied and any(service.at(year) > 0 for year in case.years):
            yield Problem(service.FILE, service.row, "service", "nobody_supplies", {"found": service.service})
    for flow in case.unit_flows:
        if flow.carrier not in supplied and max([*flow.years.values(), flow.amount or 0.0]) > 0:
            yield Problem(flow.FILE, flow.row, "carrier", "nobody_supplies", {"found": flow.carrier})


def nothing_pays_without_limit(case: Case, units: Units) -> Iterator[Problem]:
    """A reduction that earns more than it costs, and may be built without limit, would make the cost fall for ever."""
    limited_by_path = {row.intervention for row in case.paths if row.column in ("potential", "build_limit")}
    consuming = {flow.intervention for flow in case.unit_flows}
    for built in case.interventions.values():
        limited = built.potential is not None or built.build_limit is not None or built.growth is not None
        if built.kind != "reduction" or limited or built.intervention in limited_by_path | consuming:
            continue
        money = case.settings.money
        by_unit = units.factor(built.cost_unit, f"({money})/({built.unit})") if built.cost_unit else 0.0
        by_activity = units.factor(built.variable_unit, f"({money})/({built.unit})") if built.variable_unit else 0.0
        paths = {row.column: row for row in case.paths if row.intervention == built.intervention}
        annuity = capital_recovery_factor(case.settings.discount_rate, built.lifetime)

        def value(column: str, year: int, paths: dict[str, object] = paths, built: object = built) -> float:
            return paths[column].at(year) if column in paths else getattr(built, column)  # type: ignore[attr-defined,no-any-return]

        for year in case.years:
            cost = by_unit * (annuity * value("capex", year) + value("fixed_cost", year)) + by_activity * value("variable_cost", year)
            if cost < 0:
                yield Problem(built.FILE, built.row, "potential", "pays_without_limit", {"found": "", "kind": built.kind})
                break


def no_gain_in_a_circle(case: Case, units: Units) -> Iterator[Problem]:
    """Carriers that make each other must lose on the way round: a circle of technologies that gains is refused.

    Within a set of carriers that reach each other through technologies that have no limit, no mix x >= 0 of them may
    deliver more of some carrier than it consumes and no less of any other.
    """
    limited = {row.intervention for row in case.paths if row.column in ("potential", "build_limit")}
    technologies = {i.intervention: i for i in case.interventions.values() if i.kind == "technology" and i.of in case.carriers
                    and i.potential is None and i.build_limit is None and i.growth is None and i.intervention not in limited}
    flows: dict[str, dict[str, float]] = {name: {} for name in technologies}
    for flow in case.unit_flows:
        if flow.intervention in technologies:
            delivered = case.unit_of(technologies[flow.intervention].of or "")
            scale = units.factor(flow.unit, f"({case.unit_of(flow.carrier)})/({delivered})")
            flows[flow.intervention][flow.carrier] = min(flow.at(year) for year in case.years) * scale
    makes = {name: {technologies[name].of or "", *(c for c, x in used.items() if x < 0)} for name, used in flows.items()}
    uses = {name: {c for c, x in used.items() if x > 0} for name, used in flows.items()}
    for circle in _circles(makes, uses):
        inside = [name for name in technologies if makes[name] & circle and uses[name] & circle]
        if _gains(circle, inside, technologies, flows):
            names = ", ".join(inside)
            row = technologies[inside[0]]
            yield Problem(row.FILE, row.row, "of", "gains_in_a_circle", {"found": names, "allowed": ", ".join(sorted(circle))})


def _circles(makes: dict[str, set[str]], uses: dict[str, set[str]]) -> list[set[str]]:
    """Sets of carriers that reach each other: a used carrier leads to every carrier that is made from it."""
    carriers = sorted({c for made in makes.values() for c in made} & {c for used in uses.values() for c in used})
    reach = {c: {made for name in makes if c in uses[name] for made in makes[name] if made in carriers} for c in carriers}
    for _ in carriers:
        for c in carriers:
            reach[c] |= {far for near in reach[c] for far in reach[near]}
    circles: list[set[str]] = []
    for c in carriers:
        together = {other for other in reach[c] if c in reach[other]}
        if together and together not in circles:
            circles.append(together)
    return circles


def _gains(circle: set[str], inside: list[str], technologies: dict[str, object], flows: dict[str, dict[str, float]]) -> bool:
    from scipy.optimize import linprog

    carriers = sorted(circle)
    net = [[(technologies[name].of == c) - flows[name].get(c, 0.0) for name in inside] for c in carriers]  # type: ignore[attr-defined]
    total = [-sum(column) for column in zip(*net, strict=True)]
    best = linprog(total, A_ub=[[-x for x in line] for line in net], b_ub=[0.0] * len(carriers), bounds=[(0, 1)] * len(inside))
    return bool(best.status == 0 and best.fun < -1e-9)
