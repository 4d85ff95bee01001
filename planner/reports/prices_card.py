"""The picture of a plan's shadow prices: which caps, which words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from planner.case import Case
from planner.pictures.words import Lang
from planner.reports.card import both, named, readable_price, scope_of, titled
from planner.results import Plan

if TYPE_CHECKING:
    import altair as alt

    from planner.pictures.plot_prices import Line


def file_stem(plan: Plan, account: str) -> str:
    """Name of the picture's files: of the first account like the table's, of others with the account."""
    return "shadow_price" if account == plan.shadow_price["account"].iloc[0] else f"shadow_price_{account}"


def picture(plan: Plan, account: str, lang: Lang) -> alt.LayerChart:
    """The prices of every cap of an account, each scope a line."""
    from planner.pictures.figure import Card
    from planner.pictures.plot_prices import Heads, price_paths

    case = plan.case
    factor, price_unit = readable_price(case, account)
    table = plan.shadow_price[plan.shadow_price["account"] == account]
    lines = [
        _line(case, str(scope), str(kind), rows, factor, n)
        for n, ((scope, kind), rows) in enumerate(table.groupby(["scope", "kind"], sort=False))
    ]
    city = table[(table["scope"] == "total") & table["carbon_price"].notna()].drop_duplicates("year")
    carbon = dict(zip(city["year"], city["carbon_price"] * factor, strict=True))
    card = Card(
        title=titled(case, "prices_title"),
        subtitle=[both("prices_model", account=named(case, account), model=plan.model)],
        price_name=both("prices_axis"),
        price_unit=price_unit,
        abatement_unit=case.accounts[account].unit,
        note=[both("prices_note", price_year=case.settings.price_year)],
        lang=lang,
    )
    heads = Heads(*(both(f"prices_{key}") for key in ("kink", "carbon", "cap", "holds")))
    return price_paths(lines, carbon if any(carbon.values()) else {}, heads, card)


def _line(case: Case, scope: str, kind: str, rows: pd.DataFrame, factor: float, place: int) -> Line:
    from planner.pictures.figure import PALETTE
    from planner.pictures.plot_prices import Line, Price

    name = both("prices_line", scope=scope_of(case, scope))
    if kind == "cumulative":
        name = both("prices_budget", who=name)
    money = rows[["current_value", "relaxed", "tightened"]] * factor
    caps = rows[["cap", "cap_from", "cap_to"]]
    found = pd.concat([money, caps], axis=1).itertuples(index=False, name=None)
    prices = {int(year): Price(*row) for year, row in zip(rows["year"], found, strict=True)}
    return Line(name, PALETTE[place % len(PALETTE)], prices, kind == "yearly")
