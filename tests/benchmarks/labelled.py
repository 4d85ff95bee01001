"""The numbers of a case as labelled arrays, which is what a linopy user starts from. Not timed. For one account."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import xarray as xr

from planner.model.inputs import Inputs

Array = xr.DataArray


@dataclass(frozen=True)
class Links:
    """What an activity does to something: `amount[link, year]` per unit; `of` the activity, `to` the thing."""

    of: list[Any]
    to: list[str]
    amount: Array


@dataclass(frozen=True)
class Arrays:
    """The numbers of a case with labels."""

    inputs: Inputs
    build_limit: Array
    buildable: Array
    potential: Array
    existing: Array
    capex: Array
    fixed_cost: Array
    variable_cost: dict[str, Array]
    demand: Array
    flows: dict[str, Links]
    emitted: dict[str, Links]
    flue_gas: Array
    caught: Array
    price: Array
    purchase_emissions: Array
    baseline: Array
    cap: Array
    carbon_price: Array


def arrays_of(inputs: Inputs) -> Arrays:
    years, built = list(inputs.years), list(inputs.interventions)
    (account,) = inputs.accounts
    kinds: dict[str, list[Any]] = {
        "activity": [mode.name for mode in inputs.modes],
        "captured": [(k, i) for k, r in inputs.captures.items() for i in r],
        "stock": [i for i, kind in inputs.kind.items() if kind == "reduction"],
    }
    commodities = list(dict.fromkeys([*(c for c, _ in inputs.demand), *inputs.bought]))

    def by(names: list[Any], dim: str, of: Any) -> Array:
        return Array([[of(name, y) for y in years] for name in names], {dim: [_label(n) for n in names], "year": years})

    def discounted(names: list[Any], dim: str, of: Any) -> Array:
        return by(names, dim, lambda name, y: inputs.discount[y] * of(name, y))

    variable: dict[Any, float] = {}
    for (x, _, y), cost in inputs.variable_cost.items():
        variable[x, y] = variable.get((x, y), 0.0) + cost
    return Arrays(
        inputs=inputs,
        build_limit=by(built, "intervention", lambda i, y: inputs.build_limit.get((i, y), np.inf)),
        buildable=by(built, "intervention", lambda i, y: (i, y) in inputs.capex),
        potential=by(built, "intervention", lambda i, y: inputs.potential.get((i, y), np.inf)),
        existing=by(built, "intervention", lambda i, y: inputs.existing_left[i, y]),
        capex=by(built, "intervention", lambda i, y: inputs.capex_present_value.get((i, y), 0.0)),
        fixed_cost=discounted(built, "intervention", lambda i, y: inputs.fixed_cost.get((i, y), 0.0)),
        variable_cost={
            kind: discounted(names, "link", lambda x, y: variable.get((_activity(x), y), 0.0))
            for kind, names in kinds.items()
        },
        demand=by(commodities, "commodity", lambda c, y: inputs.demand.get((c, y), 0.0)),
        flows=_links(
            inputs, kinds, {(c, y): [(x, flow) for x, _, flow in flows] for (c, y), flows in inputs.flows.items()}
        ),
        emitted=_links(
            inputs, kinds, {(s, y): [(x, each) for x, _, each in parts] for (_, s, y), parts in inputs.emitted.items()}
        ),
        flue_gas=by(kinds["activity"], "mode", lambda m, y: inputs.flue_gas.get((account, m, y), 0.0)),
        caught=Array(
            [inputs.capture_factor[account, k] for k, _ in kinds["captured"]],
            {"pair": [_label(p) for p in kinds["captured"]]},
        ),
        price=discounted(list(inputs.bought), "carrier", lambda c, y: inputs.price[c, y]),
        purchase_emissions=Array(
            [
                [[inputs.purchase_emissions.get((account, s, c, y), 0.0) for y in years] for c in inputs.bought]
                for s in inputs.sectors
            ],
            {"sector": list(inputs.sectors), "carrier": list(inputs.bought), "year": years},
        ),
        baseline=by(list(inputs.sectors), "sector", lambda s, y: inputs.baseline.get((account, s, y), 0.0)),
        cap=Array([{c.year: c.amount for c in inputs.caps}.get(y, np.inf) for y in years], {"year": years}),
        carbon_price=Array(
            [inputs.discount[y] * inputs.carbon_price.get((account, "total", y), 0.0) for y in years], {"year": years}
        ),
    )


def _label(name: Any) -> str:
    return name if isinstance(name, str) else "@".join(name)


def _activity(name: Any) -> str:
    """The activity that a column is part of: a pair of capture and technology is the capture's."""
    return name if isinstance(name, str) else str(name[0])


def _links(
    inputs: Inputs, kinds: dict[str, list[Any]], entries: dict[Any, list[tuple[str, float]]]
) -> dict[str, Links]:
    amounts: dict[tuple[str, str], dict[int, float]] = {}
    for (thing, y), parts in entries.items():
        for x, part in parts:
            at = amounts.setdefault((x, thing), {})
            at[y] = at.get(y, 0.0) + part
    found = {}
    for kind, names in kinds.items():
        columns: dict[str, list[Any]] = {}
        for name in names:
            columns.setdefault(_activity(name), []).append(name)
        links = [(name, thing, by_year) for (x, thing), by_year in amounts.items() for name in columns.get(x, ())]
        amount = Array(
            [[by_year.get(y, 0.0) for y in inputs.years] for _, _, by_year in links]
            or np.zeros((0, len(inputs.years))),
            {"link": range(len(links)), "year": list(inputs.years)},
            dims=("link", "year"),
        )
        found[kind] = Links([_label(name) for name, _, _ in links], [thing for _, thing, _ in links], amount)
    return found
