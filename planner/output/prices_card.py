"""The picture of a plan's shadow prices: which caps, which words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from planner.case.case import Case
from planner.messages import sentence
from planner.output.card import excess_marks, named, scope_of, titled
from planner.pictures.unit_words import unit_words
from planner.results.result_tables import Plan

if TYPE_CHECKING:
    import altair as alt

    from planner.pictures.plot_prices import Line


def file_stem(plan: Plan, account: str) -> str:
    """Name of the picture's files: of the first account like the table's, of others with the account."""
    return "shadow_price" if account == plan.cap_prices["account"].iloc[0] else f"shadow_price_{account}"


def picture(plan: Plan, account: str, lang: str) -> alt.LayerChart:
    """The prices of every cap of an account, each scope a line."""
    from planner.pictures.figure import Card
    from planner.pictures.plot_prices import Heads, price_paths

    case = plan.case
    table = plan.cap_prices[plan.cap_prices["account"] == account]
    lines = [
        _line(case, str(scope), str(kind), rows, n)
        for n, ((scope, kind), rows) in enumerate(table.groupby(["scope", "kind"], sort=False))
    ]
    city = table[(table["scope"] == "total") & table["carbon_price"].notna()].drop_duplicates("year")
    carbon = dict(zip(city["year"], city["carbon_price"], strict=True))
    card = Card(
        title=titled(case, "prices_title"),
        subtitle=[
            sentence("prices_model", account=named(case, "account", account), model=plan.model),
            *excess_marks(plan),
        ],
        price_name=sentence("prices_axis"),
        price_unit=unit_words(str(table["price_unit"].iloc[0])),
        abatement_unit=unit_words(case.accounts[account].unit),
        note=[sentence("prices_note", price_year=case.settings.price_year)],
        lang=lang,
    )
    heads = Heads(*(sentence(f"prices_{key}") for key in ("kink", "carbon", "cap", "holds")))
    return price_paths(lines, carbon if any(carbon.values()) else {}, heads, card)


def _line(case: Case, scope: str, kind: str, rows: pd.DataFrame, place: int) -> Line:
    from planner.pictures.figure import PALETTE
    from planner.pictures.plot_prices import Line, Price

    name = sentence("prices_line", scope=scope_of(case, scope))
    if kind == "cumulative":
        name = sentence("prices_budget", who=name)
    columns = ["price", "relaxed", "tightened", "amount", "holds_from", "holds_to"]
    found = rows[columns].itertuples(index=False, name=None)
    prices = {int(year): Price(*row) for year, row in zip(rows["year"], found, strict=True)}
    return Line(name, PALETTE[place % len(PALETTE)], prices, kind == "yearly")
