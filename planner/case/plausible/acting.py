"""Measures that do nothing, do the opposite, or reach further than what they act on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from planner.calls.numbers import number
from planner.case.plausible.checked import Checked
from planner.errors import Problem
from planner.model.emissions import ProcessEmissionRow, where_it_stands
from planner.model.modes import fitting_savings

ROUGHLY = 1.5
"""How far an estimate may be passed before it is said."""


def improvements_fit(checked: Checked) -> Iterator[Problem]:
    """An improvement fits a technology; each of its savings is of a carrier that one consumes."""
    case, fits = checked.case, fitting_savings(checked.case)
    fitting = {improvement for improvement, _ in fits}
    for i, built in case.interventions.items():
        if built.kind == "improvement" and i not in fitting:
            yield built.problem("of", "fits_nothing", found=i, of=built.of)
    for row in case.savings:
        consumed = {
            carrier
            for (improvement, technology), saved in fits.items()
            for carrier in saved
            if improvement == row.improvement and row.technology in (None, technology)
        }
        if row.fraction and row.carrier not in consumed and row.improvement in fitting:
            yield row.problem("carrier", "saves_none_of_it", found=row.carrier, improvement=row.improvement)


def captures_catch(checked: Checked) -> Iterator[Problem]:
    """A capture stands at a technology that emits CO2 there, in each account of CO2."""
    case = checked.case
    emitted = where_it_stands(case, {row.technology for row in case.captures})
    for row in case.captures:
        for a, account in case.accounts.items():
            if account.gas == "CO2" and not any(emitted.get((row.technology, a), {}).values()):
                yield row.problem("technology", "catches_nothing", found=row.technology, account=a)


def reductions_reduce_emissions(checked: Checked) -> Iterator[Problem]:
    """A reduction has emissions that it avoids, and avoids them: its process emissions are below zero."""
    case, rows = checked.case, defaultdict[str, list[ProcessEmissionRow]](list)
    for emitted in case.process_emissions:
        rows[emitted.intervention].append(emitted)
    for i, built in case.interventions.items():
        if built.kind != "reduction":
            continue
        if not rows[i]:
            yield built.problem("kind", "changes_no_emissions", found=i)
        elif all(number >= 0 for row in rows[i] for number in row.numbers.values()):
            row, (column, number) = rows[i][0], next(iter(rows[i][0].numbers.items()))
            yield row.problem(column, "adds_emissions", found=f"{number:g} {row.unit}", intervention=i)


def carriers_are_used(checked: Checked) -> Iterator[Problem]:
    """What a technology delivers is asked for by something, be it a policy."""
    case, inputs = checked.case, checked.inputs
    asked = {c for (c, _), flows in inputs.flows.items() for _, _, amount in flows if amount > 0}
    asked |= {c for c, _ in inputs.more_flows} | set(case.services)
    by_policy = {i for limit in inputs.limits for i in limit.needs}
    for i, commodity in inputs.delivers.items():
        if commodity not in asked and i not in by_policy:
            built = case.interventions[i]
            yield built.problem("of", "asked_by_nothing", found=commodity)


def potentials_fit_the_stock(checked: Checked) -> Iterator[Problem]:
    """An improvement covers no more than the demand of the service that it improves."""
    case, inputs = checked.case, checked.inputs
    for i, built in case.interventions.items():
        if built.kind != "improvement" or built.of not in case.services:
            continue
        demand = max(inputs.demand[built.of, y] for y in inputs.years)
        most = max((inputs.output[i] * inputs.potential.get((i, y), 0.0) for y in inputs.years), default=0.0)
        if most > demand * (1 + 1e-6) > 0:
            path = case.path_of.get((i, "potential"))
            row, column = (path, next(iter(path.numbers))) if path else (built, "potential")
            found = f"{number(most, 4)} {case.unit_of(built.of)}"
            yield row.problem(column, "more_than_the_stock", found=found, of=built.of, demand=number(demand, 4))


def reductions_fit_their_sector(checked: Checked) -> Iterator[Problem]:
    """A reduction avoids no more than its sector emits about now, unless the sector may go below zero."""
    case, inputs = checked.case, checked.inputs
    per_unit = {
        (x, a, sector): amount
        for (a, sector, year), acts in inputs.emitted.items()
        for x, _, amount in acts
        if year == inputs.years[0] and amount < 0 and inputs.kind.get(x) == "reduction"
    }
    for (i, a, sector), amount in per_unit.items():
        built, unit, emitted = case.interventions[i], case.accounts[a].unit, checked.present[a, sector]
        most = -amount * max((inputs.potential.get((i, y), 0.0) for y in inputs.years), default=0.0)
        if most > ROUGHLY * emitted > 0 and not case.sectors[sector].net_negative:
            values = {"found": f"{number(most, 4)} {unit}", "emitted": f"{number(emitted, 4)} {unit}"}
            yield built.problem("potential", "more_than_emitted", **(values | {"sector": sector}))
