"""What can be built and served at most: measures that can never be built, demands that nothing can serve."""

from __future__ import annotations

import math
from collections.abc import Iterator

from planner.calls.numbers import number
from planner.case.plausible.checked import Checked
from planner.errors import Problem
from planner.model.inputs import Inputs
from planner.model.slices.slices import HOURS, ProfileRow
from planner.units import WrongUnit

ENOUGH = 1 - 1e-9
APART = 20
"""A ratio from which stock and demand, or a build limit and a potential, are hardly in one unit."""
ABOVE = 1.1
"""What is delivered in a slice beside full power, from which it is hardly meant."""
DEAR = 2
"""A fixed cost of so many times the capex, each year."""


def largest_stock(inputs: Inputs, i: str) -> dict[int, float]:
    r"""What can stand of an intervention in each year, if it is built as early and as fast as its limits allow.

    $$\min\Big(\overline{S}_{i,y},\ S^0_{i,y} + \sum_{v \le y < v + L_i} \overline{N}_{i,v},\
    (1 + g_i)\,\hat{S}_{i,y-1} + G_i\Big)$$

    Units of i; infinite where nothing limits it.
    """
    largest: dict[int, float] = {}
    for y in inputs.years:
        alive = [v for v in inputs.years if v <= y < v + inputs.lifetime[i] and (i, v) in inputs.capex]
        most = inputs.existing_left[i, y] + sum(inputs.build_limit.get((i, v), math.inf) for v in alive)
        if i in inputs.growth:
            growth, seed = inputs.growth[i]
            before = inputs.existing_left[i, y] if y == inputs.years[0] else largest[y - 1]
            most = min(most, (1 + growth) * before + seed + inputs.rise(i, y))
        largest[y] = min(most, inputs.potential.get((i, y), math.inf))
    return largest


def measures_can_be_built(checked: Checked) -> Iterator[Problem]:
    """Growth starts from something, and the first year is one of the plan."""
    case, inputs = checked.case, checked.inputs
    for i, built in case.interventions.items():
        if built.first_year is not None and built.first_year > case.years[-1]:
            yield built.problem("first_year", "never_built", found=str(built.first_year), last=case.years[-1])
        elif inputs.growth.get(i, (0.0, 1.0))[1] == 0 and not any(inputs.existing_left[i, y] for y in inputs.years):
            yield built.problem("growth_seed", "never_grows", found=f"{built.growth:g}")


def demands_can_be_served(checked: Checked) -> Iterator[Problem]:
    """In each year all that can deliver a service, built as fast as it may, covers its demand."""
    case, inputs = checked.case, checked.inputs
    made_beside = {flow.carrier for flow in case.unit_flows if flow.negative}
    for service in case.services.values():
        name = service.service
        makers = {i: largest_stock(inputs, i) for i, commodity in inputs.delivers.items() if commodity == name}
        for y in inputs.years if name not in made_beside else ():
            most = sum(inputs.output[i] * largest[y] for i, largest in makers.items())
            if (name, y) not in inputs.more_flows and most < inputs.demand[name, y] * ENOUGH:
                found = f"{number(inputs.demand[name, y], 4)} {service.unit}"
                values = {"found": found, "year": y, "most": number(most, 4), "by": ", ".join(makers)}
                yield service.problem(service.column_of(y), "beyond_reach", **values)
                break


def stock_fits_demand(checked: Checked) -> Iterator[Problem]:
    """What stands in the first year can serve about what is asked then: no 20 times as much, no 20 times less."""
    case, inputs = checked.case, checked.inputs
    year = inputs.years[0]
    for service in case.services.values():
        makers = [i for i, c in inputs.delivers.items() if c == service.service and inputs.existing_left[i, year]]
        stands = {i: inputs.output[i] * inputs.existing_left[i, year] for i in makers}
        demand = inputs.demand[service.service, year]
        if stands and demand and not 1 / APART <= sum(stands.values()) / demand <= APART:
            most = max(stands, key=lambda i: stands[i])
            built = case.interventions[most]
            values = {
                "found": f"{number(inputs.existing_left[most, year], 4)} {built.unit}",
                "stands": f"{number(sum(stands.values()), 4)} {service.unit}",
                "demand": f"{number(demand, 4)} {service.unit}",
                "service": service.service,
            }
            key = "stock_above_demand" if sum(stands.values()) > demand else "stock_below_demand"
            yield built.problem("existing", key, **values)


def build_limits_fit_potentials(checked: Checked) -> Iterator[Problem]:
    """What may be built in a year is no 20 times the potential, and all that may be built no 20 times less."""
    case, inputs = checked.case, checked.inputs
    for i, built in case.interventions.items():
        limits = [
            inputs.build_limit[i, y] for y in inputs.years if (i, y) in inputs.build_limit and (i, y) in inputs.capex
        ]
        most = max((inputs.potential.get((i, y), 0.0) for y in inputs.years), default=0.0)
        if not most or not any(limits):
            continue
        values = {"found": f"{number(max(limits), 4)} {built.unit}", "potential": f"{number(most, 4)} {built.unit}"}
        if max(limits) > APART * most:
            yield built.problem("build_limit", "limit_above_potential", **values)
        elif sum(limits) + max(inputs.existing_left[i, y] for y in inputs.years) < most / APART:
            yield built.problem("build_limit", "limit_below_potential", **values)


def no_more_than_full_power(checked: Checked) -> Iterator[Problem]:
    r"""What has its size in power delivers no more in a slice than that: $o_i\,p_{i,t} / 8760$ is 1 at most."""
    case, inputs = checked.case, checked.inputs
    profiles = {row.thing: row for row in case.rows(ProfileRow) if row.carrier is None}
    for i, able in inputs.slices.availability.items():
        built, t = case.interventions[i], max(able, key=lambda t: able[t])
        try:
            per_unit = f"({case.unit_of(inputs.delivers[i])})/({built.unit})"
            hours = inputs.output[i] * case.units.factor(per_unit, "kWh/kW")
        except WrongUnit:
            continue
        if (times := hours * able[t] / HOURS) > ABOVE:
            row, column, found = (profiles[i], t, able[t]) if i in profiles else (built, "full_hours", HOURS / able[t])
            values = {"found": f"{found:g}", "name": i, "times": f"{times:.3g}", "hours": f"{hours:,.0f}"}
            yield row.problem(column, "above_full_power", **values)


def fixed_costs_fit_capex(checked: Checked) -> Iterator[Problem]:
    """To keep something for a year costs less than to build it twice."""
    for built in checked.case.interventions.values():
        if built.fixed_cost > DEAR * built.capex > 0:
            values = {"found": f"{built.fixed_cost:g} {built.cost_unit}", "capex": f"{built.capex:g}"}
            yield built.problem("fixed_cost", "dear_to_keep", **values)
