"""The card and the picture of a priced MAC curve."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from planner.curves.priced import PricedCurve
from planner.messages import text
from planner.pictures.words import Lang, number
from planner.reports import card as system_card
from planner.reports.card import readable_price

if TYPE_CHECKING:
    import altair as alt

MOST_PRICES = 12


def card(curve: PricedCurve) -> dict[str, Any]:
    """The system curve's card, and what the price is: of a year, or of the first year and rising; on top of what."""
    shape = "cumulative" if curve.system.year is None else "year"
    return system_card.card(curve.system) | {
        "curve": "priced",
        "rows": len(curve.table),
        "price": text(f"priced_price_{shape}", "en", **_values(curve)),
        "largest_difference": curve.largest_difference,
    }


def file_stem(curve: PricedCurve) -> str:
    """Name of the curve's files: the system curve's, but for one word."""
    return system_card.file_stem(curve.system).replace("system", "priced", 1)


def picture(curve: PricedCurve, lang: Lang) -> alt.LayerChart | None:
    """The chart, in one language or both; None where the system curve has no steps."""
    from planner.pictures.figure import Mark
    from planner.pictures.plot_priced import ABATED, PRICE, priced_steps
    from planner.pictures.words import Words

    system, case = curve.system, curve.system.case
    if not len(system.steps):
        return None
    factor, price_unit = readable_price(case, system.account)
    emissions_unit = case.accounts[system.account].unit
    table = curve.table.assign(**{name: curve.table[name] * factor for name in ("price_from", "price_to")})

    def both(key: str, **values: Any) -> Words:
        return Words(text(key, "en", **values), text(key, "zh", **values))

    drawn = system_card.chart_card(system, lang)
    shape = "cumulative" if system.year is None else "year"
    marks = []
    if system.cap is not None and len(curve.table):
        asked = float(curve.table["emissions"].iloc[0] + curve.table["abatement"].iloc[0]) - system.cap
        marks.append(Mark("price", asked, both("priced_cap", cap=f"{number(system.cap, 4)} {emissions_unit}")))
    title_en, title_zh = case.settings.title_en, case.settings.title_zh or case.settings.title_en
    drawn = replace(
        drawn,
        title=Words(f"{title_en}: {text('priced_title', 'en')}", f"{title_zh}：{text('priced_title', 'zh')}"),
        subtitle=[both(f"priced_price_{shape}", **_values(curve)), *drawn.subtitle[1:]],
        marks=marks,
        no_regret=(),
        price_name=ABATED,
        price_unit=emissions_unit,
        abatement_name=PRICE,
        abatement_unit=price_unit,
    )
    return priced_steps(table, {"price": price_unit, "emissions": emissions_unit}, drawn, round_prices(curve))


def round_prices(curve: PricedCurve) -> list[float]:
    """Round prices per tonne, as shown, up to where nearly all that can be abated is."""
    from planner.pictures.canvas import ticks
    from planner.pictures.plot_priced import axis_end

    factor, _ = readable_price(curve.system.case, curve.system.account)
    return [price for price in ticks(0, factor * axis_end(curve.table), MOST_PRICES) if price > 0]


def _values(curve: PricedCurve) -> dict[str, Any]:
    settings = curve.system.case.settings
    return {
        "year": curve.system.year,
        "first": settings.first_year,
        "last": settings.last_year,
        "rate": f"{settings.discount_rate:.1%}",
    }
