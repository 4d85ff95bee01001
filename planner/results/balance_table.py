"""Who supplies and who uses each commodity, over the year or slice by slice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import pandas as pd

from planner.case.case import Case
from planner.model.inputs import Inputs
from planner.results.tidy import BALANCED, in_order, tidy
from planner.results.values import Values

DUST = 1e-12
"""Share of all that passes below which what is left is the rounding of its sum."""


def balances(case: Case, model: str, inputs: Inputs, values: Values) -> pd.DataFrame:
    """Who supplies and who uses each commodity: supply positive, use negative; a commodity's year sums to zero.

    What is sliced has its rows by slice, and sums to zero in each.
    """
    amounts: dict[tuple[str, int, str, str, str], float] = defaultdict(float)
    for at, (item, kind, value) in _balanced(inputs, values):
        amounts[(*at, item, kind)] += value
    left: dict[tuple[str, int, str], float] = defaultdict(float)
    through: dict[tuple[str, int, str], float] = defaultdict(float)
    for (c, y, t, _, _), value in amounts.items():
        left[c, y, t] += value
        through[c, y, t] += abs(value)
    for c, y, t in left:
        if c in inputs.surplus and left[c, y, t] > DUST * through[c, y, t]:
            amounts[c, y, t, c, "unused"] -= left[c, y, t]
    rows = [(*key, value, case.unit_of(key[0])) for key, value in amounts.items() if value]
    frame = pd.DataFrame(rows, columns=["commodity", "year", "slice", "item", "kind", "value", "unit"])
    kinds = ("purchase", "delivered", "given back", "by-product", "demand", "consumed", "charged", "unused")
    table = in_order(
        frame, ["commodity", "year", "slice", "kind", "item"], {"kind": kinds, "slice": inputs.slices.hours}
    )
    return tidy(table, case, model, item=BALANCED, commodity="commodity")


def _balanced(inputs: Inputs, values: Values) -> Iterator[tuple[tuple[str, int, str], tuple[str, str, float]]]:
    """(commodity, year, slice or blank), (item, kind, amount) of all that supplies or uses a commodity."""
    slices = inputs.slices
    for mode in inputs.modes:
        c = inputs.delivers[mode.technology]
        for y in inputs.years:
            if c in slices.commodities:
                for t in slices.hours:
                    yield (c, y, t), (mode.technology, "delivered", values("activity_in", mode.name, t, y))
            else:
                yield (c, y, ""), (mode.technology, "delivered", values("activity", mode.name, y))
    for c, y in inputs.flows:
        for t in slices.of(c):
            for i, flow, column in inputs.flows_in(c, t, y) if t else inputs.flows_over(c, y):
                yield (c, y, t), (i, "consumed" if flow > 0 else "by-product", -flow * values(*column))
    for c, y in inputs.more_flows:
        for t in slices.of(c):
            for term, amount in inputs.more_flows_in(c, t, y):
                yield (c, y, t), (term.item, term.kind, amount * values(*term.column))
    for c, y in inputs.purchase_prices:
        for t in slices.of(c):
            column = ("purchases_in", c, t, y) if t else ("purchases", c, y)
            yield (c, y, t), (c, "purchase", values(*column))
    for (c, y), demand in inputs.demand.items():
        for t in slices.of(c):
            yield (c, y, t), (c, "demand", -demand * (slices.part(c, "", t) if t else 1.0))
