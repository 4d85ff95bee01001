"""The order of the bars of a ranked MAC curve, which are dominated, and which mislead.

Money per tonne does not rank measures that save money: of two that save as much, the one that avoids less would look
better. They are ordered by net benefit at a stated carbon price, and those that are dominated are marked (Taylor 2012).
A bar is what avoids tonnes of its own: an enabler has none.
"""

from __future__ import annotations

from collections import Counter

import numpy as np

from planner.case import Case
from planner.curves.alone import Alone
from planner.inputs import Inputs

COLUMNS = [
    "order",
    "intervention",
    "activity",
    "abatement",
    "cost",
    "cost_per_tonne",
    "net_benefit",
    "bar",
    "dominated",
    "flag",
    "why",
]


def rank(
    case: Case, inputs: Inputs, measures: list[Alone], carbon_price: float, serve: frozenset[str]
) -> list[tuple[object, ...]]:
    """Rows of the table: what saves money, by net benefit; what costs, by cost per tonne; then what is no bar.

    What is in `serve` counts with what it serves.
    """
    bars = [m for m in measures if m.limited and m.abatement > 0 and m.intervention not in serve]
    saving = sorted((m for m in bars if m.cost < 0), key=lambda m: -m.benefit(carbon_price))
    costing = sorted((m for m in bars if m.cost >= 0), key=lambda m: (m.per_tonne, -m.abatement))
    rest = sorted((m for m in measures if m not in bars), key=lambda m: m.limited)
    shared = Counter(name for m in saving + costing for name in for_what(case, inputs, m.intervention))
    rows: list[tuple[object, ...]] = []
    for order, m in enumerate([*saving, *costing, *rest], start=1):
        dominated = m in saving and any(other.dominates(m) for other in saving)
        flag, why = flagged(case, inputs, m, shared, serve)
        amounts = (m.activity, m.abatement, m.cost) if m.limited else (np.inf, np.nan, np.nan)
        benefit = m.benefit(carbon_price) if m.limited else np.nan
        rows.append((order, m.intervention, *amounts, m.per_tonne, benefit, m in bars, dominated, flag, "; ".join(why)))
    return rows


def flagged(
    case: Case, inputs: Inputs, m: Alone, shared: Counter[str], serve: frozenset[str]
) -> tuple[str, tuple[str, ...]]:
    """Why a bar misleads or is missing, and the commodities or groups that this is about.

    `serves`: counts with what it serves; `unavailable` in the year; `needs` carriers that nothing makes in the
    reference; `idle`: nothing more of it is used; `enabler`: serves others and changes no emissions; `negligible`:
    changes too little to count; `raises` emissions; `unlimited`: has no width; `overlaps` with other bars.
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
    return tuple(dict.fromkeys(name for name in (row.of, *cleaned, row.group) if name))
