"""What only a plan shows of its caps: a first cap whose price carries what the years before it leave undone."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from planner.calls.numbers import number
from planner.case.case import Case
from planner.case.plausible.limits import WAIT
from planner.errors import Problem
from planner.model.caps import CapRow

CARRIES = 1.25
"""From this ratio on the price of the first year under a cap stands out from that of the next."""


def first_caps_carry_no_more(case: Case, shadow_price: pd.DataFrame) -> Iterator[Problem]:
    """The price of the first year under a cap is about that of the next, where years without a cap come before."""
    for row in case.rows(CapRow):
        own = shadow_price.query("limit == 'caps' and kind == 'yearly' and account == @row.account")
        own = own[own["scope"] == (row.scope or "total")]
        price = dict(zip(own["year"], own["price"], strict=True)) if row.kind == "yearly" else {}
        year = min(price, default=case.years[0])
        after = price.get(year + 1, 0.0)
        if year - case.years[0] > WAIT and price[year] > CARRIES * after > 0:
            found = f"{number(price[year])} {own['price_unit'].iloc[0]}"
            years = {"after": case.years[0] + 1, "before": year - 1, "year": year, "next": year + 1}
            problem = row.problem(
                row.column_of(year), "first_cap_carries", found=found, ratio=price[year] / after, **years
            )
            yield case.located(problem)
