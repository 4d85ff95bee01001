"""The same linear program as planner's, written natively in linopy, for one account: block by block with labelled arrays.

`arrays_of` gathers the numbers (not timed); `build` makes the model as a linopy user would: sparse, one expression a
block, groupby for sums over what belongs together, a matrix product for vintages.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from typing import Any

import linopy
import numpy as np
import xarray as xr

from planner.inputs import Inputs

linopy.options["semantics"] = "v1"
warnings.filterwarnings("ignore", module="linopy")
Array = xr.DataArray


@dataclass(frozen=True)
class Links:
    """What an activity does to something each year: `amount[link, year]` per unit; `of` the activity, `to` the thing."""

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
    account, = inputs.accounts
    kinds = {"activity": [mode.name for mode in inputs.modes], "captured": [(k, i) for k, r in inputs.captures.items() for i in r],
             "stock": [i for i, kind in inputs.kind.items() if kind == "reduction"]}  # fmt: skip
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
        variable_cost={kind: discounted(names, "link", lambda x, y: variable.get((_activity(x), y), 0.0)) for kind, names in kinds.items()},
        demand=by(commodities, "commodity", lambda c, y: inputs.demand.get((c, y), 0.0)),
        flows=_links(inputs, kinds, {(c, y): [(x, flow) for x, _, flow in flows] for (c, y), flows in inputs.flows.items()}),
        emitted=_links(inputs, kinds, {(s, y): list(parts) for (_, s, y), parts in inputs.emitted.items()}),
        flue_gas=by(kinds["activity"], "mode", lambda m, y: inputs.flue_gas.get((account, m, y), 0.0)),
        caught=Array([inputs.caught[account, k] for k, _ in kinds["captured"]], {"pair": [_label(p) for p in kinds["captured"]]}),
        price=discounted(list(inputs.bought), "carrier", lambda c, y: inputs.price[c, y]),
        purchase_emissions=Array(
            [[[inputs.purchase_emissions.get((account, s, c, y), 0.0) for y in years] for c in inputs.bought] for s in inputs.sectors],
            {"sector": list(inputs.sectors), "carrier": list(inputs.bought), "year": years}),
        baseline=by(list(inputs.sectors), "sector", lambda s, y: inputs.baseline.get((account, s, y), 0.0)),
        cap=Array([{c.year: c.amount for c in inputs.caps}.get(y, np.inf) for y in years], {"year": years}),
        carbon_price=Array([inputs.discount[y] * inputs.carbon_price.get((account, "total", y), 0.0) for y in years], {"year": years}),
    )


def _label(name: Any) -> str:
    return name if isinstance(name, str) else "@".join(name)


def _activity(name: Any) -> str:
    """The activity that a column is part of: a pair of capture and technology is the capture's."""
    return name if isinstance(name, str) else str(name[0])


def _links(inputs: Inputs, kinds: dict[str, list[Any]], entries: dict[Any, list[tuple[str, float]]]) -> dict[str, Links]:
    amounts: dict[tuple[str, str], dict[int, float]] = {}
    for (thing, y), parts in entries.items():
        for x, amount in parts:
            at = amounts.setdefault((x, thing), {})
            at[y] = at.get(y, 0.0) + amount
    found = {}
    for kind, names in kinds.items():
        columns: dict[str, list[Any]] = {}
        for name in names:
            columns.setdefault(_activity(name), []).append(name)
        links = [(name, thing, by_year) for (x, thing), by_year in amounts.items() for name in columns.get(x, ())]
        amount = Array([[by_year.get(y, 0.0) for y in inputs.years] for _, _, by_year in links] or np.zeros((0, len(inputs.years))),
                       {"link": range(len(links)), "year": list(inputs.years)}, dims=("link", "year"))  # fmt: skip
        found[kind] = Links([_label(name) for name, _, _ in links], [thing for _, thing, _ in links], amount)
    return found


def build(a: Arrays) -> linopy.Model:
    """The model: variables, then constraints in the order of planner/components/, then the objective."""
    inputs, m = a.inputs, linopy.Model(sparse=True)
    built, years = a.existing.indexes["intervention"], a.existing.indexes["year"]
    new_units = m.add_variables(0, a.build_limit, name="new_units", mask=a.buildable)
    stock = m.add_variables(0, a.potential, name="stock")
    activity = m.add_variables(0, coords=a.flue_gas.coords, name="activity")
    captured = m.add_variables(0, coords={"pair": a.caught.indexes["pair"], "year": years}, name="captured")
    purchases = m.add_variables(0, coords=a.price.coords, name="purchases")
    emissions = m.add_variables(coords=a.baseline.coords, name="emissions")
    total = m.add_variables(upper=a.cap, name="total_emissions")
    columns = {"activity": activity.rename(mode="name"), "captured": captured.rename(pair="name"),
               "stock": stock.rename(intervention="name")}  # fmt: skip

    lifetimes = np.array([inputs.lifetime[i] for i in built])
    for lifetime in np.unique(lifetimes):
        alike = list(built[lifetimes == lifetime])
        age = years.to_numpy()[None, :] - years.to_numpy()[:, None]
        alive = Array(((age >= 0) & (age < lifetime)).astype(float), {"vintage": years.to_numpy(), "year": years.to_numpy()})
        standing = new_units.sel(intervention=alike).rename(year="vintage") @ alive
        m.add_constraints(stock.sel(intervention=alike) - standing == a.existing.sel(intervention=alike), name=f"track_stock_{lifetime}")
    _limit_growth(m, inputs, stock)

    technology = Array([mode.technology for mode in inputs.modes], {"mode": activity.indexes["mode"]}, name="intervention")
    delivered = activity.groupby(technology).sum()
    technologies = delivered.indexes["intervention"]
    output = Array([inputs.output[i] for i in technologies], {"intervention": technologies})
    m.add_constraints(delivered - output * stock.sel(intervention=technologies) <= 0, name="limit_activity")
    held = list(inputs.minimum_use)
    least = Array([inputs.minimum_use[i] * inputs.output[i] for i in held], {"intervention": held})
    m.add_constraints(delivered.sel(intervention=held) - least * stock.sel(intervention=held) >= 0, name="hold_activity")
    _limit_improved(m, inputs, activity, stock)

    capture, source = zip(*(pair.split("@") for pair in captured.indexes["pair"]), strict=True)
    by_capture = captured.groupby(Array(list(capture), {"pair": captured.indexes["pair"]}, name="intervention")).sum()
    m.add_constraints(by_capture - stock.sel(intervention=by_capture.indexes["intervention"]) <= 0, name="limit_capture_stock")
    treating = Array([1 / inputs.captures[k][i] for k, i in zip(capture, source, strict=True)], {"pair": captured.indexes["pair"]})
    treated = (a.caught * treating * captured).groupby(Array(list(source), {"pair": captured.indexes["pair"]}, name="intervention")).sum()
    burning = technology.isin(treated.indexes["intervention"]).to_numpy()
    flue_gas = (a.flue_gas[burning] * activity[burning]).groupby(technology[burning]).sum()
    m.add_constraints(treated - flue_gas <= 0, name="limit_capture")

    made = _parts(columns["activity"], list(activity.indexes["mode"]), [inputs.delivers[mode.technology] for mode in inputs.modes], 1.0)
    bought = _parts(purchases.rename(carrier="name"), list(inputs.bought), list(inputs.bought), 1.0)
    used = [_parts(columns[kind], links.of, links.to, -links.amount) for kind, links in a.flows.items() if links.of]
    m.add_constraints(_sum_by("commodity", [made, bought, *used]) == a.demand.sortby("commodity"), name="balance_commodity")

    burnt = [_parts(columns[kind], links.of, links.to, -links.amount) for kind, links in a.emitted.items() if links.of]
    taken = _parts(columns["captured"], list(captured.indexes["pair"]), [inputs.sector_of[i] for i in source], 1.0)
    own = _parts(emissions.rename(sector="name"), list(inputs.sectors), list(inputs.sectors), 1.0)
    carried = [
        _parts(purchases.rename(carrier="name"), list(inputs.bought), [s] * len(inputs.bought), -a.purchase_emissions.sel(sector=s).to_numpy())
        for s in inputs.sectors if a.purchase_emissions.sel(sector=s).any()]  # fmt: skip
    m.add_constraints(_sum_by("sector", [own, taken, *burnt, *carried]) == a.baseline.sortby("sector"), name="account_emissions")
    m.add_constraints(total - emissions.sum("sector") == 0, name="sum_emissions")
    m.add_constraints(emissions.sel(sector=[s for _, s in inputs.floored]) >= 0, name="limit_reduction")

    reductions = stock.sel(intervention=list(a.variable_cost["stock"].indexes["link"]))
    m.add_objective(
        (a.capex.where(a.buildable, 0) * new_units).sum() + (a.fixed_cost * stock).sum() + (a.price * purchases).sum() + (a.carbon_price * total).sum()
        + (a.variable_cost["activity"].rename(link="mode") * activity).sum()
        + (a.variable_cost["captured"].rename(link="pair") * captured).sum()
        + (a.variable_cost["stock"].rename(link="intervention") * reductions).sum())
    return m


def _limit_growth(m: linopy.Model, inputs: Inputs, stock: Any) -> None:
    growing, (first, *later) = list(inputs.growth), inputs.years
    growth, seed, existing = (Array([inputs.growth[i][n] for i in growing], {"intervention": growing}) for n in range(3))
    m.add_constraints(stock.sel(intervention=growing, year=[first]) <= (1 + growth) * existing + seed, name="limit_growth_first")
    now = stock.sel(intervention=growing, year=later)
    before = stock.sel(intervention=growing, year=[y - 1 for y in later]).assign_coords(year=later)
    m.add_constraints(now - (1 + growth) * before <= seed, name="limit_growth")


def _limit_improved(m: linopy.Model, inputs: Inputs, activity: Any, stock: Any) -> None:
    pairs = [(mode.name, choice.name) for mode in inputs.modes for choice in mode.choices]
    improved = _sum_by("choice", [_parts(activity.rename(mode="name"), [x for x, _ in pairs], [j for _, j in pairs], 1.0)])
    rows = [(i, choice.name) for choice in inputs.choices.values() for i in choice.rows]
    output = Array([inputs.output[i] for i, _ in rows], {"link": range(len(rows))})
    covered = _sum_by("choice", [_parts(stock.rename(intervention="name"), [i for i, _ in rows], [j for _, j in rows], output)])
    m.add_constraints(improved - covered <= 0, name="limit_improved")


def _parts(columns: Any, of: list[str], to: list[str], amount: Any) -> tuple[Any, list[str]]:
    """amount x columns, one to a link, and what each link belongs to."""
    picked = columns.sel(name=of).rename(name="link").assign_coords(link=range(len(of)))
    if isinstance(amount, np.ndarray):
        amount = Array(amount, {"link": range(len(of)), "year": picked.indexes["year"]})
    return amount * picked, to


def _sum_by(dim: str, parts: list[tuple[Any, list[str]]]) -> Any:
    """The sum of all parts by what they belong to."""
    expression = linopy.merge([part for part, _ in parts], dim="link", cls=linopy.LinearExpression) if len(parts) > 1 else parts[0][0]
    labels = [label for _, to in parts for label in to]
    expression = expression.assign_coords(link=range(len(labels)))
    return expression.groupby(Array(labels, {"link": range(len(labels))}, name=dim)).sum()
