"""`planner priced`: what is abated at each carbon price."""

from __future__ import annotations

import math
from typing import Annotated, Any

import typer

from planner.commands.request import (
    Account,
    Alone,
    Cumulative,
    Request,
    Scope,
    StyleFile,
    Tolerance,
    Year,
    planning,
    price_axis,
    style_of,
)
from planner.errors import UsageError


@planning()
def priced(
    request: Request,
    year: Year = None,
    alone: Alone = False,
    cumulative: Cumulative = False,
    account: Account = None,
    scope: Scope = None,
    tolerance: Tolerance = 0.0,
    prices: Annotated[
        str | None, typer.Option(help="Which prices per tonne: a range, LOW:HIGH, or a list, e.g. 50,100,200.")
    ] = None,
    style: StyleFile = None,
) -> None:
    """Compute what is abated at each carbon price.

    The price of one year, or one on all years that rises at the discount rate (--cumulative).

    Writes macc_priced*: abatement, emissions and cost by price (.csv), the card (.json), pictures (.svg, .png, .pdf,
    .html).

    Example: planner priced data/beijing --year 2035
    """
    from planner.curves.priced import priced_curve

    if (year is not None and cumulative) or (alone and year is None):
        raise UsageError("one_price")
    named = () if prices is None else prices_asked(prices)
    drawn = style_of(style, None)
    ready = request.prepared()
    asked: dict[str, Any] = {
        "year": year,
        "alone": alone,
        "cumulative": cumulative,
        "account": account,
        "scope": scope,
        "tolerance": tolerance,
    }
    with request.results("priced", ready.case, ready.spec, asked) as results:
        results.give(priced_curve(ready, **asked), said={"prices": named}, style=drawn, prices=named)


def prices_asked(said: str) -> tuple[float, ...]:
    """A range as round prices, or the prices of a list. Raises UsageError for anything else."""
    from planner.output.priced_card import in_range

    if ":" in said:
        return in_range(*price_axis(said))
    try:
        prices = tuple(sorted({float(part) for part in said.replace("，", ",").split(",")}))
    except ValueError:
        raise UsageError("bad_price_list", found=said) from None
    if not all(0 <= price < math.inf for price in prices):
        raise UsageError("bad_price_list", found=said)
    return prices
