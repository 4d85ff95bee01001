"""The prices of caps, policies and budgets, each in its year, with how far they hold and what sets them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pandas as pd

from planner.case.case import Case
from planner.languages import columns_of
from planner.model import subjects
from planner.model.caps import Cap
from planner.model.inputs import Inputs
from planner.model.subject import Limit
from planner.program.program import Program
from planner.program.session import Solution
from planner.results.duals import present_price
from planner.results.price_ranges import PriceRange, price_ranges, set_by
from planner.results.tidy import limit_names, tidy


def shadow_prices(case: Case, model: str, inputs: Inputs, program: Program, solution: Solution) -> pd.DataFrame:
    """What the last tonne under each cap costs, the last unit under each policy; a budget has a price in each year.

    Beside `price`, in the same unit: `tightened`, what one unit tighter would cost, and `relaxed`, what one looser
    would save. The price holds for amounts from `holds_from` to `holds_to`. `set_by` names the limit that sets it; of
    one that costs nothing, those that pull what is under it down. Blank where several budgets count the same year.
    `limit` is the subject of the model: `caps`, or a kind of policy.
    """
    named = subjects.named()
    ranges = price_ranges(inputs, program, solution) if inputs.limits else {}
    rows: list[tuple[Any, ...]] = []
    for limits, y in priced_by_year(inputs):
        limit, discount = limits[0], inputs.discount[y]
        present = sum(present_price(program, solution, each) for each in limits)
        factor, price_unit = case.readable_price(limit.per)
        if isinstance(limit, Cap):
            where = limit.account, limit.scope, limit.kind
            paid = carbon_price(inputs, limit.account, limit.scope, y)
        else:
            where, paid = ("", getattr(limit.row, "scope", "") or "total", "yearly"), float("nan")
        tightened, relaxed, low, high = _around(ranges, limits)
        by = set_by(limit, ranges, present) if len(limits) == 1 else ""
        money = [amount * factor / discount for amount in (present, present * discount, tightened, relaxed)]
        subject = named.get(limit.family.name, limit.family.name)
        head = subject, limit.label, *limit_names(case, limit), *where, y, limit.amount, limit.unit
        rows.append((*head, *money, low, high, by, paid * factor, price_unit))
    columns = ["limit", "id", *columns_of("name"), "account", "scope", "kind", "year", "amount", "unit"]
    columns += ["price", "present_value", "tightened", "relaxed", "holds_from", "holds_to", "set_by"]
    return tidy(pd.DataFrame(rows, columns=[*columns, "carbon_price", "price_unit"]), case, model)


def priced_by_year(inputs: Inputs) -> Iterator[tuple[list[Limit], int]]:
    """The limits that put a price on each year: one, or of a scope all the budgets that count the year."""
    budgets: dict[tuple[str, str], list[Limit]] = defaultdict(list)
    for limit in inputs.limits:
        if isinstance(limit, Cap) and limit.kind == "cumulative":
            budgets[limit.account, limit.scope].append(limit)
        else:
            yield [limit], limit.year
    for several in budgets.values():
        for y in inputs.years:
            if counting := [budget for budget in several if y <= budget.year]:
                yield counting, y


def _around(ranges: dict[Limit, PriceRange], limits: list[Limit]) -> tuple[Any, ...]:
    """tightened, relaxed, holds_from, holds_to of a price that one limit sets, in present value."""
    if len(limits) > 1:
        return (float("nan"),) * 4
    of = ranges[limits[0]]
    return of.tightened, of.relaxed, of.holds_from, of.holds_to


def carbon_price(inputs: Inputs, a: str, scope: str, y: int) -> float:
    """The carbon price that all emissions of a scope carry, in money of the year; nan where its sectors' prices differ.

    A sector pays its own price, its group's and the city's.
    """
    prices = {inputs.carbon_rates.get((a, s, y), 0.0) for s in inputs.sectors_of(scope)}
    return prices.pop() if len(prices) == 1 else float("nan")
