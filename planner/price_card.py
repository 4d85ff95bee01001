"""The words around a plan's price paths: which caps and carbon prices are drawn, and how they are called.

Where you are:  ... plan -> card -> [price_card] -> export -> report -> cli
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from planner.card import readable_price
from planner.messages import text
from planner.results import Plan

if TYPE_CHECKING:
    import altair as alt

    from planner.words import Words

KINK = 1e-6
"""Share of a price by which its two ends differ at a kink."""


def picture(plan: Plan, lang: str) -> alt.LayerChart | None:
    """The shadow prices of the first capped account's caps, and the carbon price on it; None where there is neither."""
    from planner.figure import PALETTE, Card
    from planner.plot_prices import Price, PricePath, price_paths
    from planner.words import Words

    case, table = plan.case, plan.shadow_price
    if not len(table):
        return None
    account = str(table["account"].iloc[0])
    factor, unit = readable_price(case, account)
    own = table[table["account"] == account]
    paths = []
    for n, (scope, rows) in enumerate(own.groupby("scope", sort=False)):
        prices = {int(row["year"]): Price(*(factor * end for end in ends(row))) for row in rows.to_dict("records")}
        paths.append(PricePath(_cap(plan, str(scope)), prices, PALETTE[n % len(PALETTE)]))
    taxed = own[own["scope"] == "total"].set_index("year")["carbon_price"]
    if (taxed > 0).any():
        prices = {int(y): Price(*[factor * float(price)] * 3) for y, price in taxed.items()}
        paths.append(PricePath(_both("prices_carbon_price"), prices, "#666666", dashed=True))
    settings, named = case.settings, case.accounts[account]
    titles = settings.title_en, settings.title_zh or settings.title_en
    return price_paths(paths, list(case.years), Card(
        title=Words(f"{titles[0]}: {text('prices_title', 'en')}", f"{titles[1]}：{text('prices_title', 'zh')}"),
        abatement_unit="", price_unit=unit, price_name=_both("prices_axis"),
        subtitle=[Words(
            text("prices_account", "en", account=named.name_en or named.id, model=plan.model),
            text("prices_account", "zh", account=named.name_zh or named.name_en or named.id, model=plan.model))],
        note=[_both("prices_interval"), _both("curve_warning")], lang=lang))  # type: ignore[arg-type]


def ends(row: dict[str, Any]) -> tuple[float, float, float]:
    """Price, what one more tonne would save and what one less would cost; the same three where it is no kink."""
    price, low, high = (float(row[name]) for name in ("current_value", "relaxed", "tightened"))
    if pd.isna(low) or high <= low * (1 + KINK):
        return price, price, price
    return price, low, high


def _cap(plan: Plan, scope: str) -> Words:
    from planner.words import Words

    names = [plan.case.name_of(scope, lang) if scope != "total" else text("prices_city", lang) for lang in ("en", "zh")]
    return Words(*(text("prices_cap", lang, scope=name) for lang, name in zip(("en", "zh"), names, strict=True)))


def _both(key: str) -> Words:
    from planner.words import Words

    return Words(text(key, "en"), text(key, "zh"))
