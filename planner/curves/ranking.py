"""The order of the bars of a ranked MAC curve, which variants are dominated, and which bars mislead.

By cost per tonne, as published curves have them. Among measures that save money that order ranks nothing (Taylor 2012):
of two that save as much, the one that avoids less looks better. Net benefit at a stated carbon price ranks them.
A bar is what avoids tonnes of its own: an enabler has none.
"""

from __future__ import annotations

from collections import Counter
from typing import Literal

import numpy as np

from planner.case.case import Case
from planner.curves.standalone import Standalone
from planner.curves.variants import dominated, exclusive, in_steps, variants_of
from planner.model.inputs import Inputs

Order = Literal["cost", "benefit"]
COLUMNS = [
    "account",
    "order",
    "intervention",
    "sector",
    "activity",
    "activity_unit",
    "abatement",
    "unit",
    "cost",
    "net_benefit",
    "cost_unit",
    "cost_per_tonne",
    "price_unit",
    "bar",
    "instead_of",
    "dominated",
    "flag",
    "why",
]


def rank(
    case: Case,
    inputs: Inputs,
    account: str,
    measures: list[Standalone],
    carbon_price: float,
    order: Order,
    year: int,
    serve: frozenset[str],
) -> list[tuple[object, ...]]:
    """Rows of the table: what is a bar, by cost per tonne, or what saves first by net benefit; then what is none.

    Variants of a sheet are what each adds to the smaller one before it. Prices in and out are per tonne, as they are
    read. What is in `serve` counts with what it serves.
    """
    unit, money = case.accounts[account].unit, case.settings.money
    factor, price_unit = case.readable_price(unit)
    carbon_price /= factor
    bars = [m for m in measures if m.limited and m.abatement > 0 and m.intervention not in serve]
    groups = variants_of(case, inputs, bars, year)
    worse = {i for some in groups.values() for i in dominated(some)}
    before: dict[str, str] = {}
    for group, some in groups.items():
        if group in exclusive(case):
            steps = in_steps(some)
            before |= {m.intervention: smaller for m, smaller in steps}
            bars = [m for m in bars if m not in some] + [m for m, _ in steps]
    drawn = {m.intervention for m in bars}
    bars.sort(key=lambda m: (m.per_tonne, -m.abatement))
    if order == "benefit":
        bars.sort(key=lambda m: (m.cost >= 0, -m.benefit(carbon_price) if m.cost < 0 else 0.0))
    rest = sorted((m for m in measures if m.intervention not in drawn), key=lambda m: m.limited)
    shared = Counter(name for m in bars for name in for_what(case, inputs, m.intervention))
    rows: list[tuple[object, ...]] = []
    for place, m in enumerate([*bars, *rest], start=1):
        i, bar = m.intervention, m.intervention in drawn
        excluded = not bar and any(m in some for some in groups.values())
        flag, why = ("excluded", ()) if excluded and i not in worse else flagged(case, inputs, m, shared, serve)
        activity, abated, cost = (m.activity, m.abatement, m.cost) if m.limited else (np.inf, np.nan, np.nan)
        benefit = m.benefit(carbon_price) if m.limited else np.nan
        of = (account, place, i, case.interventions[i].sector)
        amounts = (activity, case.delivered_unit(i), abated, unit, cost, benefit, money)
        said = (m.per_tonne * factor, price_unit, bar, before.get(i, ""), i in worse, flag, "; ".join(why))
        rows.append((*of, *amounts, *said))
    return rows


def flagged(
    case: Case, inputs: Inputs, m: Standalone, shared: Counter[str], serve: frozenset[str]
) -> tuple[str, tuple[str, ...]]:
    """Why a bar misleads or is missing, and the commodities or groups that this is about.

    `serves`: counts with what it serves; `unavailable` in the year; `needs` carriers that nothing makes in the
    reference; `idle`: nothing more of it is used; `enabler`: serves others and changes no emissions; `negligible`:
    changes too little to count; `raises` emissions; `unlimited`: has no width; `overlaps` with other bars. `excluded`:
    a smaller and a larger variant in parts avoid as much for less.
    """
    of = case.interventions[m.intervention].of
    serves = (of,) if of in case.carriers else ()
    if m.intervention in serve:
        return "serves", serves
    if not m.activity:
        if not m.buildable:
            return "unavailable", ()
        return ("needs", m.lacks) if m.lacks else ("enabler", serves) if serves else ("idle", ())
    if m.abatement == 0:
        return ("enabler", serves) if serves else ("negligible", ())
    if m.abatement < 0:
        return "raises", ()
    if not m.limited:
        return "unlimited", ()
    both = tuple(name for name in for_what(case, inputs, m.intervention) if shared[name] > 1)
    return ("overlaps", both) if both else ("", ())


def for_what(case: Case, inputs: Inputs, i: str) -> tuple[str, ...]:
    """The commodities that it delivers, improves or cleans, and its group."""
    row = case.interventions[i]
    cleaned = [inputs.delivers[t] for t in inputs.captures.get(i, ())]
    group = row.group if row.group not in exclusive(case) else None
    return tuple(dict.fromkeys(name for name in (row.of, *cleaned, group) if name))
