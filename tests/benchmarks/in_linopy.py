"""The same linear program as planner's, written natively in linopy, for one account, from labelled arrays.

As a linopy user would: a sparse model, one expression a block, groupby for sums over what belongs together, a matrix
product for vintages, in the order of planner/model/.
"""

from __future__ import annotations

import warnings
from typing import Any

import linopy
import numpy as np
from labelled import Array, Arrays

from planner.model.inputs import Inputs

linopy.options["semantics"] = "v1"
warnings.filterwarnings("ignore", module="linopy")


def build(a: Arrays) -> linopy.Model:
    """The model: variables, then constraints in the order of planner/model/, then the objective."""
    inputs, m = a.inputs, linopy.Model(sparse=True)
    built, years = a.existing.indexes["intervention"], a.existing.indexes["year"]
    new_units = m.add_variables(0, a.build_limit, name="new_units", mask=a.buildable)
    stock = m.add_variables(0, a.potential, name="stock")
    activity = m.add_variables(0, coords=a.flue_gas.coords, name="activity")
    captured = m.add_variables(0, coords={"pair": a.caught.indexes["pair"], "year": years}, name="captured")
    purchases = m.add_variables(0, coords=a.price.coords, name="purchases")
    emissions = m.add_variables(coords=a.baseline.coords, name="emissions")
    total = m.add_variables(upper=a.cap, name="total_emissions")
    columns = {
        "activity": activity.rename(mode="name"),
        "captured": captured.rename(pair="name"),
        "stock": stock.rename(intervention="name"),
    }

    lifetimes = np.array([inputs.lifetime[i] for i in built])
    for lifetime in np.unique(lifetimes):
        alike = list(built[lifetimes == lifetime])
        age = years.to_numpy()[None, :] - years.to_numpy()[:, None]
        alive = Array(
            ((age >= 0) & (age < lifetime)).astype(float), {"vintage": years.to_numpy(), "year": years.to_numpy()}
        )
        standing = new_units.sel(intervention=alike).rename(year="vintage") @ alive
        m.add_constraints(
            stock.sel(intervention=alike) - standing == a.existing.sel(intervention=alike),
            name=f"track_stock_{lifetime}",
        )
    _limit_growth(m, inputs, stock)

    technology = Array(
        [mode.technology for mode in inputs.modes], {"mode": activity.indexes["mode"]}, name="intervention"
    )
    delivered = activity.groupby(technology).sum()
    technologies = delivered.indexes["intervention"]
    output = Array([inputs.output[i] for i in technologies], {"intervention": technologies})
    m.add_constraints(delivered - output * stock.sel(intervention=technologies) <= 0, name="limit_activity")
    held = list(inputs.minimum_use)
    least = Array([inputs.minimum_use[i] * inputs.output[i] for i in held], {"intervention": held})
    m.add_constraints(
        delivered.sel(intervention=held) - least * stock.sel(intervention=held) >= 0, name="hold_activity"
    )
    _limit_improved(m, inputs, activity, stock)

    capture, source = zip(*(pair.split("@") for pair in captured.indexes["pair"]), strict=True)
    by_capture = captured.groupby(Array(list(capture), {"pair": captured.indexes["pair"]}, name="intervention")).sum()
    m.add_constraints(
        by_capture - stock.sel(intervention=by_capture.indexes["intervention"]) <= 0, name="limit_capture_stock"
    )
    treating = Array(
        [1 / inputs.captures[k][i] for k, i in zip(capture, source, strict=True)], {"pair": captured.indexes["pair"]}
    )
    treated = (
        (a.caught * treating * captured)
        .groupby(Array(list(source), {"pair": captured.indexes["pair"]}, name="intervention"))
        .sum()
    )
    burning = [mode.name for mode in inputs.modes if mode.technology in treated.indexes["intervention"]]
    burnt_by = technology.sel(mode=burning)
    flue_gas = (a.flue_gas.sel(mode=burning) * activity.sel(mode=burning)).groupby(burnt_by).sum()
    m.add_constraints(treated - flue_gas <= 0, name="limit_capture")

    made = _parts(
        columns["activity"],
        list(activity.indexes["mode"]),
        [inputs.delivers[mode.technology] for mode in inputs.modes],
        1.0,
    )
    bought = _parts(purchases.rename(carrier="name"), list(inputs.bought), list(inputs.bought), 1.0)
    used = [_parts(columns[kind], links.of, links.to, -links.amount) for kind, links in a.flows.items() if links.of]
    m.add_constraints(
        _sum_by("commodity", [made, bought, *used]) == a.demand.sortby("commodity"), name="balance_commodity"
    )

    burnt = [_parts(columns[kind], links.of, links.to, -links.amount) for kind, links in a.emitted.items() if links.of]
    taken = _parts(columns["captured"], list(captured.indexes["pair"]), [inputs.sector_of[i] for i in source], 1.0)
    own = _parts(emissions.rename(sector="name"), list(inputs.sectors), list(inputs.sectors), 1.0)
    carried = [
        _parts(
            purchases.rename(carrier="name"),
            list(inputs.bought),
            [s] * len(inputs.bought),
            -a.purchase_emissions.sel(sector=s).to_numpy(),
        )
        for s in inputs.sectors
        if a.purchase_emissions.sel(sector=s).any()
    ]
    m.add_constraints(
        _sum_by("sector", [own, taken, *burnt, *carried]) == a.baseline.sortby("sector"), name="account_emissions"
    )
    m.add_constraints(total - emissions.sum("sector") == 0, name="sum_emissions")
    m.add_constraints(emissions.sel(sector=[s for _, s in inputs.nonnegative]) >= 0, name="limit_reduction")

    reductions = stock.sel(intervention=list(a.variable_cost["stock"].indexes["link"]))
    m.add_objective(
        (a.capex.where(a.buildable, 0) * new_units).sum()
        + (a.fixed_cost * stock).sum()
        + (a.price * purchases).sum()
        + (a.carbon_price * total).sum()
        + (a.variable_cost["activity"].rename(link="mode") * activity).sum()
        + (a.variable_cost["captured"].rename(link="pair") * captured).sum()
        + (a.variable_cost["stock"].rename(link="intervention") * reductions).sum()
    )
    return m


def _limit_growth(m: linopy.Model, inputs: Inputs, stock: Any) -> None:
    growing, (first, *later) = list(inputs.growth), inputs.years
    growth, seed = (Array([inputs.growth[i][n] for i in growing], {"intervention": growing}) for n in range(2))
    existing = Array([inputs.existing_left[i, first] for i in growing], {"intervention": growing})
    m.add_constraints(
        stock.sel(intervention=growing, year=[first]) <= (1 + growth) * existing + seed, name="limit_growth_first"
    )
    now = stock.sel(intervention=growing, year=later)
    before = stock.sel(intervention=growing, year=[y - 1 for y in later]).assign_coords(year=later)
    m.add_constraints(now - (1 + growth) * before <= seed, name="limit_growth")


def _limit_improved(m: linopy.Model, inputs: Inputs, activity: Any, stock: Any) -> None:
    pairs = [(mode.name, choice.name) for mode in inputs.modes for choice in mode.choices]
    improved = _sum_by(
        "choice", [_parts(activity.rename(mode="name"), [x for x, _ in pairs], [j for _, j in pairs], 1.0)]
    )
    rows = [(i, choice.name) for choice in inputs.choices.values() for i in choice.rows]
    output = Array([inputs.output[i] for i, _ in rows], {"link": range(len(rows))})
    covered = _sum_by(
        "choice", [_parts(stock.rename(intervention="name"), [i for i, _ in rows], [j for _, j in rows], output)]
    )
    m.add_constraints(improved - covered <= 0, name="limit_improved")


def _parts(columns: Any, of: list[str], to: list[str], amount: Any) -> tuple[Any, list[str]]:
    """Columns times amounts, one to a link, and what each link belongs to."""
    picked = columns.sel(name=of).rename(name="link").assign_coords(link=range(len(of)))
    if isinstance(amount, np.ndarray):
        amount = Array(amount, {"link": range(len(of)), "year": picked.indexes["year"]})
    return amount * picked, to


def _sum_by(dim: str, parts: list[tuple[Any, list[str]]]) -> Any:
    """The sum of all parts by what they belong to."""
    expression = (
        linopy.merge([part for part, _ in parts], dim="link", cls=linopy.LinearExpression)
        if len(parts) > 1
        else parts[0][0]
    )
    labels = [label for _, to in parts for label in to]
    expression = expression.assign_coords(link=range(len(labels)))
    return expression.groupby(Array(labels, {"link": range(len(labels))}, name=dim)).sum()
