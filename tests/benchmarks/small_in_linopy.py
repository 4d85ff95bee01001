"""The small case natively in linopy: what is built by technology and vintage, what runs by technology and year."""

from __future__ import annotations

import linopy
import numpy as np
import xarray as xr
from small_in_pypsa import emitted

from planner.results.plan import Prepared


def model_of(ready: Prepared) -> linopy.Model:
    """The same costs and limits; `total` is what a year emits, its upper bound the cap. Lifetimes outlast the years."""
    inputs, program = ready.inputs, ready.program
    cost = dict(zip(program.columns, program.cost.tolist(), strict=True))
    years, names = list(inputs.years), list(ready.case.interventions)

    def by_year(of: str, dim: str) -> xr.DataArray:
        numbers = [[cost[of, i, y] for y in years] for i in names]
        return xr.DataArray(numbers, {"technology": names, dim: years})

    def each(numbers: dict[str, float]) -> xr.DataArray:
        return xr.DataArray([numbers[i] for i in names], {"technology": names})

    limits = [[inputs.build_limit.get((i, v), np.inf) for v in years] for i in names]
    in_service = xr.DataArray(np.triu(np.ones((len(years),) * 2)), {"vintage": years, "year": years})
    m = linopy.Model()
    built = m.add_variables(0, xr.DataArray(limits, {"technology": names, "vintage": years}), name="built")
    runs = m.add_variables(0, coords={"technology": names, "year": years}, name="runs")
    total = m.add_variables(upper=np.inf, coords={"year": years}, name="total")
    m.add_constraints(runs <= each(inputs.output) * (in_service * built).sum("vintage"), name="limit_activity")
    demand = xr.DataArray([inputs.demand["power", y] for y in years], {"year": years})
    m.add_constraints(runs.sum("technology") == demand, name="balance")
    m.add_constraints((each(emitted(ready)) * runs).sum("technology") == 1 * total, name="account_emissions")
    m.add_objective((by_year("new_units", "vintage") * built).sum() + (by_year("activity", "year") * runs).sum())
    return m
