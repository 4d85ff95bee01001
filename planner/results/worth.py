"""Why a measure is in the plan, or is not: what it costs and brings at the plan's own prices.

Mathematics: models/README.md, "A measure at given prices".
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pandas as pd

from planner.model.subject import Family, Name
from planner.results.duals import Duals
from planner.results.measures import KINDS, Measures, Price, Prices, value
from planner.results.tidy import Kinds, tidy

if TYPE_CHECKING:
    from planner.results.result_tables import Plan

NET = "net"
ITEMS: Kinds = {"commodity": "commodity", "emissions": "account"}
"""Kinds whose items are no interventions, and what those are."""


def worth(plan: Plan, year: int | None) -> pd.DataFrame:
    """What one unit of each measure costs a year at the plan's prices, by kind and item, and in all (`net`).

    `net` is 0 for what the plan builds within its limits, above 0 for what is too dear, below 0 for what a limit on it
    holds back.
    """
    case, inputs = plan.case, plan.duals.inputs
    priced, measures, rows = at_shadow_prices(plan.duals), Measures(plan), []
    for i in (i for i in measures.names if inputs.kind[i] in KINDS):
        built, fitting = measures.built(i, year), measures.alone_with(i)
        if built is None or (inputs.kind[i] == "improvement" and not fitting):
            continue
        years = measures.in_service(i, built)
        of = measures.improving(i, fitting[0], built, years) if fitting else measures.direction(i, built, years)
        found = value(of, priced, inputs.discount_rate)
        factor, unit = case.readable_price(str(case.delivered_unit(i)))
        largest = max((abs(money) for money in found.values()), default=0.0)
        found = {key: money for key, money in found.items() if abs(money) > 1e-9 * largest}
        found[NET, i] = sum(found.values())
        rows += [(i, built, *key, factor * money, unit) for key, money in found.items()]
    columns = ["intervention", "year", "kind", "item", "value", "unit"]
    table = pd.DataFrame(rows, columns=columns).astype({"value": float})
    return tidy(table, case, plan.model, intervention="intervention", item=ITEMS)


def at_shadow_prices(duals: Duals) -> Prices:
    r"""The prices of a column: its cost, and its part in each row at the row's dual, $-\pi_i a_{ij}$, undiscounted.

    Their sum is its reduced cost: 0 for what is built or runs between its bounds.
    """
    program, inputs = duals.program, duals.inputs
    matrix, cost = program.matrix.tocsc(), program.cost
    families = {family.name: family for family in program.families}
    kinds = {"new_units": "capex", "stock": "fixed", "activity": "variable", "activity_in": "variable"}

    def prices(name: Name) -> Iterator[Price]:
        if (j := program.column.get(name)) is None:
            return
        year = int(name[-1])
        yield Price(year, kinds[name[0]], str(name[1]), cost[j] / inputs.discount[year])
        for at in range(matrix.indptr[j], matrix.indptr[j + 1]):
            row, dual = program.rows[matrix.indices[at]], duals.row_dual[matrix.indices[at]]
            y = inputs.year_of(row)
            yield Price(y, *_named(row, families.get(row[0])), -dual * matrix.data[at] / inputs.discount[y])

    return prices


def _named(row: Name, family: Family | None) -> tuple[str, str]:
    """What is paid for in a row: a commodity, emissions, or a limit by the name of its rows."""
    if family and family.balances:
        return "commodity", str(row[1])
    return ("emissions" if family and family.defines == "emissions" else str(row[0])), str(row[1])
