"""What a unit of each commodity has emitted on its way, as the plan makes and buys it, and so each column.

Mathematics: models/README.md, "A measure at given prices".
"""

from __future__ import annotations

from collections import defaultdict

import numpy as np
import pandas as pd

from planner.model.inputs import Inputs
from planner.model.subject import Name
from planner.results.measures import Price, Prices


def contents(inputs: Inputs, account: str, modes: pd.DataFrame, balances: pd.DataFrame) -> dict[tuple[str, int], float]:
    r"""(commodity, year) -> emissions of the account per unit, the mean of what makes it and of what is bought.

    $$e_c \Bigl(\sum_{m \to c} A_m + P_c\Bigr) = \epsilon_c P_c + \sum_{m \to c} \Bigl(\epsilon_m
      + \sum_{c'} \phi^+_{m,c'}\,e_{c'}\Bigr) A_m - \sum_k \kappa_k C_{k,m}$$

    Of a year each. By-products carry nothing; of what nobody makes, what is bought carries.
    """
    made = dict(zip(zip(modes["mode"], modes["year"], strict=True), modes["activity"], strict=True))
    paid = balances[balances["kind"] == "purchase"].groupby(["commodity", "year"])["value"].sum().to_dict()
    commodities = sorted({*inputs.delivers.values(), *(c for c, _ in inputs.flows), *inputs.bought})
    place = {c: n for n, c in enumerate(commodities)}
    to = {mode.name: place[inputs.delivers[mode.technology]] for mode in inputs.modes}
    factor = {(c, y): each for (a, _, c, y), each in inputs.purchase_emissions.items() if a == account}
    burnt = _emitted(inputs, account)
    found: dict[tuple[str, int], float] = {}
    for y in inputs.years:
        supplied, emitted = np.zeros(len(place)), np.zeros(len(place))
        inner = np.zeros((len(place), len(place)))
        for c in inputs.bought:
            supplied[place[c]] += (bought := paid.get((c, y), 0.0))
            emitted[place[c]] += factor.get((c, y), 0.0) * bought
        for mode in inputs.modes:
            amount = made[mode.name, y]
            supplied[to[mode.name]] += amount
            emitted[to[mode.name]] += burnt["activity", mode.name, y] * amount
        for k, technologies in inputs.captures.items():
            for i in technologies:
                emitted[place[inputs.delivers[i]]] -= inputs.capture_factor.get((account, k), 0.0) * made[f"{i}+{k}", y]
        for c in commodities:
            for x, _, flow in inputs.flows.get((c, y), ()):
                if x in to and flow > 0:
                    inner[to[x], place[c]] += flow * made[x, y]
        none = supplied <= 0
        emitted[none] = [factor.get((c, y), 0.0) for c in np.array(commodities)[none]]
        inner[none], supplied[none] = 0.0, 1.0
        solved = np.linalg.solve(np.diag(supplied) - inner, emitted)
        found.update({(c, y): float(solved[n]) for c, n in place.items()})
    return found


def emitting(inputs: Inputs, account: str, content: dict[tuple[str, int], float]) -> Prices:
    """Tonnes of each column as its price: where it stands and with what it uses, less with what it delivers or buys."""
    total = _emitted(inputs, account)
    for mode in inputs.modes:
        for y in inputs.years:
            total["activity", mode.name, y] -= content[inputs.delivers[mode.technology], y]
    for (c, y), flows in inputs.flows.items():
        for x, _, flow in flows:
            for column in inputs.activity_columns(x, y):
                total[column] += max(flow, 0.0) * content[c, y]
    factor = {(c, y): each for (a, _, c, y), each in inputs.purchase_emissions.items() if a == account}
    for (c, y), bought in inputs.purchase_prices.items():
        for column, _ in bought:
            total[column] += factor.get((c, y), 0.0) - content[c, y]
    return lambda name: [Price(int(name[-1]), "emissions", account, total[name])] if name in total else ()


def _emitted(inputs: Inputs, account: str) -> dict[Name, float]:
    """Column -> emissions of the account where it stands, per unit."""
    found = defaultdict[Name, float](float)
    for (a, _, y), emitted in inputs.emitted.items():
        for x, _, each in emitted if a == account else ():
            for column in inputs.activity_columns(x, y):
                found[column] += each
    return found
