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
    order = {"kind": kinds, "slice": inputs.slices.hours}
    table = in_order(frame, ["commodity", "year", "slice", "kind", "item"], order)
    return tidy(table, case, model, item=BALANCED, commodity="commodity")


def _balanced(inputs: Inputs, values: Values) -> Iterator[tuple[tuple[str, int, str], tuple[str, str, float]]]:
    """(commodity, year, slice or blank), (item, kind, amount) of all that supplies or uses a commodity."""
    slices = inputs.slices
    for c, t, y, item, kind, column, amount in inputs.passing():
        yield (c, y, t), (item, kind, amount * values(*column))
    for (c, y), bought in inputs.purchase_prices.items():
        for t, (column, _) in zip(slices.of(c), bought, strict=True):
            yield (c, y, t), (c, "purchase", values(*column))
    for (c, y), demand in inputs.demand.items():
        for t in slices.of(c):
            yield (c, y, t), (c, "demand", -demand * (slices.part(c, "", t) if t else 1.0))
