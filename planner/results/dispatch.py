"""What runs in each slice, and what a unit of a sliced commodity costs there."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

import pandas as pd

from planner.case.case import Case
from planner.model.inputs import Inputs
from planner.results.duals import Duals
from planner.results.tidy import tidy


def dispatch(case: Case, model: str, inputs: Inputs, values: Callable[..., float]) -> pd.DataFrame:
    """What runs by slice delivers or gives back; what a storage takes, and holds when the slice begins."""
    slices, stores = inputs.slices, inputs.own["storage"]
    rows = []
    for i, y, t in product(slices.activities, inputs.years, slices.hours):
        stored = [values(name, i, t, y) if i in stores else None for name in ("charge", "level")]
        rows.append((i, t, y, values("activity_in", i, t, y), *stored, case.delivered_unit(i)))
    columns = ["intervention", "slice", "year", "activity", "charge", "level", "unit"]
    table = pd.DataFrame(rows, columns=columns).astype({"charge": float, "level": float})
    return tidy(table, case, model, intervention="intervention")


def slice_prices(case: Case, model: str, duals: Duals, balances: pd.DataFrame) -> pd.DataFrame:
    r"""What a unit more costs in a slice, and the mean of the year weighted by use $U$.

    $$\lambda_{c,t,y} = \frac{w_{c,t,y}}{d_y} \qquad
      \lambda_{c,y} = \frac{\sum_t U_{c,t,y}\,\lambda_{c,t,y}}{\sum_t U_{c,t,y}}$$

    Money of the year per unit; $w$ the dual of its balance. Where nothing is used, by hours.
    """
    inputs = duals.inputs
    used = balances[(balances["value"] < 0) & (balances["kind"] != "unused")]
    use = (-used["value"]).groupby([used["commodity"], used["slice"], used["year"]]).sum()
    balanced = (each for each in duals.present_prices() if each[0].balances and "t" in each[0].index)
    rows, found = [], {name[1:]: price for _, name, price in balanced}
    for c, y in dict.fromkeys((c, y) for c, _, y in found):
        factor, unit = case.readable_price(case.unit_of(c))
        amounts = {t: float(use.get((c, t, y), 0.0)) for t in inputs.slices.hours if (c, t, y) in found}
        weights = amounts if any(amounts.values()) else {t: inputs.slices.hours[t] for t in amounts}
        prices = {t: factor * found[c, t, y] for t in amounts}
        mean = sum(weights[t] * prices[t] for t in prices) / sum(weights.values())
        for t, amount, price in (*((t, amounts[t], prices[t]) for t in prices), ("", sum(amounts.values()), mean)):
            rows.append((c, t, y, amount, case.unit_of(c), price / inputs.discount[y], price, unit))
    columns = ["commodity", "slice", "year", "use", "unit", "price", "present_value", "price_unit"]
    return tidy(pd.DataFrame(rows, columns=columns), case, model, commodity="commodity")
