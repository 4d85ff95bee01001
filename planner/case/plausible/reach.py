"""What can be built and served at most: measures that can never be built, demands that nothing can serve."""

from __future__ import annotations

import math
from collections.abc import Iterator

from planner.calls.numbers import number
from planner.case.plausible.checked import Checked
from planner.errors import Problem
from planner.model.inputs import Inputs

ENOUGH = 1 - 1e-9


def largest_stock(inputs: Inputs) -> dict[tuple[str, int], float]:
    r"""What can stand of each intervention in a year, if all is built as early and as fast as its limits allow.

    $$\min\Big(\overline{S}_{i,y},\ S^0_{i,y} + \sum_{v \le y < v + L_i} \overline{N}_{i,v},\
    (1 + g_i)\,\hat{S}_{i,y-1} + G_i\Big)$$

    Units of i; infinite where nothing limits it.
    """
    largest: dict[tuple[str, int], float] = {}
    for i in inputs.interventions:
        for y in inputs.years:
            alive = [v for v in inputs.years if v <= y < v + inputs.lifetime[i] and (i, v) in inputs.capex]
            most = inputs.existing_left[i, y] + sum(inputs.build_limit.get((i, v), math.inf) for v in alive)
            if i in inputs.growth:
                growth, seed = inputs.growth[i]
                before = inputs.existing_left[i, y] if y == inputs.years[0] else largest[i, y - 1]
                most = min(most, (1 + growth) * before + seed + inputs.rise(i, y))
            largest[i, y] = min(most, inputs.potential.get((i, y), math.inf))
    return largest


def measures_can_be_built(checked: Checked) -> Iterator[Problem]:
    """Growth starts from something, and the first year is one of the plan."""
    case, inputs = checked.case, checked.inputs
    for i, built in case.interventions.items():
        if built.first_year is not None and built.first_year > case.years[-1]:
            values = {"found": str(built.first_year), "last": case.years[-1]}
            yield Problem(built.FILE, built.row, "first_year", "never_built", values)
        elif inputs.growth.get(i, (0.0, 1.0))[1] == 0 and not any(inputs.existing_left[i, y] for y in inputs.years):
            yield Problem(built.FILE, built.row, "growth_seed", "never_grows", {"found": f"{built.growth:g}"})


def demands_can_be_served(checked: Checked) -> Iterator[Problem]:
    """In each year all that can deliver a service, built as fast as it may, covers its demand."""
    case, inputs = checked.case, checked.inputs
    largest = largest_stock(inputs)
    made_beside = {flow.carrier for flow in case.unit_flows if min(flow.numbers.values()) < 0}
    for service in case.services.values():
        name = service.service
        makers = [i for i, commodity in inputs.delivers.items() if commodity == name]
        for y in inputs.years if name not in made_beside else ():
            most = sum(inputs.output[i] * largest[i, y] for i in makers)
            if (name, y) not in inputs.more_flows and most < inputs.demand[name, y] * ENOUGH:
                column = str(y) if str(y) in service.numbers else next(iter(service.numbers))
                found = f"{number(inputs.demand[name, y], 4)} {service.unit}"
                values = {"found": found, "year": y, "most": number(most, 4), "by": ", ".join(makers)}
                yield Problem(service.FILE, service.row, column, "beyond_reach", values)
                break
