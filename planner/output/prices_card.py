"""The picture of a plan's shadow prices: which caps, which words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from planner.case.case import Case
from planner.messages import sentence
from planner.messages.unit_words import unit_words
from planner.model.model_file import model_title
from planner.output.card import excess_marks, named, scope_of, titled
from planner.output.shown_units import emissions
from planner.results.result_tables import Plan

if TYPE_CHECKING:
    import altair as alt

    from planner.pictures.plot_prices import Line


def file_stem(plan: Plan, account: str) -> str:
    """Name of the picture's files: of the first account like the table's, of others with the account."""
    return "shadow_price" if account == plan.cap_prices["account"].iloc[0] else f"shadow_price_{account}"


def picture(plan: Plan, account: str, lang: str) -> alt.VConcatChart:
    """The prices of every cap of an account, each scope a line."""
    from planner.pictures.plot_prices import Heads, price_paths
    from planner.pictures.theme import Page

    case = plan.case
    table, measure = plan.cap_prices[plan.cap_prices["account"] == account], emissions(case, account, lang)
    table = measure.of(table, "amount", "holds_from", "holds_to")
    lines = [
        _line(case, str(scope), str(kind), rows, n)
        for n, ((scope, kind), rows) in enumerate(table.groupby(["scope", "kind"], sort=False))
    ]
    city = table[(table["scope"] == "total") & table["carbon_price"].notna()].drop_duplicates("year")
    carbon = dict(zip(city["year"], city["carbon_price"], strict=True))
    price = unit_words(str(table["price_unit"].iloc[0]))
    heads = Heads(
        price=sentence("prices_axis", unit=price),
        caps=sentence("prices_caps_axis", unit=measure.unit),
        **{key: sentence(f"prices_{key}") for key in ("kink", "carbon", "cap", "holds")},
    )
    subtitle = [
        sentence("prices_model", account=named(case, "account", account), model=model_title(plan.model)),
        *excess_marks(plan),
    ]
    notes = [sentence("prices_note", price_year=case.settings.price_year)]
    return price_paths(
        lines, carbon if any(carbon.values()) else {}, heads, Page(titled(case, "prices_title"), subtitle, notes, lang)
    )


def _line(case: Case, scope: str, kind: str, rows: pd.DataFrame, place: int) -> Line:
    from planner.pictures.plot_prices import Line, Price
    from planner.pictures.theme import PALETTE

    name = sentence("prices_line", scope=scope_of(case, scope))
    if kind == "cumulative":
        name = sentence("prices_budget", who=name)
    columns = ["price", "relaxed", "tightened", "amount", "holds_from", "holds_to"]
    found = rows[columns].itertuples(index=False, name=None)
    prices = {int(year): Price(*row) for year, row in zip(rows["year"], found, strict=True)}
    return Line(name, PALETTE[place % len(PALETTE)], prices, kind == "yearly")
