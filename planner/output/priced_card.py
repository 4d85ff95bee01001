"""A priced MAC curve as plain data, as a picture and on the screen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from planner.calls.numbers import ticks
from planner.curves.priced import PricedCurve
from planner.messages import sentence, text
from planner.messages.unit_words import unit_in, unit_words
from planner.output import system_card
from planner.output.case_words import amount, titled
from planner.output.document.content import Table
from planner.output.screens import shown
from planner.output.shown_units import emissions, money
from planner.pictures import plot_priced
from planner.pictures.charts import alt
from planner.pictures.figure import Mark
from planner.pictures.plot_priced import ABATED, PRICE, priced_steps
from planner.pictures.style import Style

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


def picture(
    curve: PricedCurve, lang: str, style: Style | None = None, prices: Sequence[float] = ()
) -> alt.VConcatChart | None:
    """The chart; None where the system curve has no steps.

    Its axis ends at the last of the prices that the key names: those asked for, else round ones around the cap's.
    """
    system, case = curve.system, curve.system.case
    if not len(system.steps):
        return None
    if style is not None and style.prices and not prices:
        prices = in_range(*style.prices)
    measure = emissions(case, system.account, lang)
    table = measure.of(curve.table, "abatement", "emissions")
    drawn = system_card.chart_card(system, lang, style)
    shape = "cumulative" if system.year is None else "year"
    marks = []
    if system.cap is not None and len(table):
        cap = measure.factor * system.cap
        asked = float(table["emissions"].iloc[0] + table["abatement"].iloc[0]) - cap
        marks.append(Mark("price", asked, sentence("priced_cap", cap=amount(cap, measure.unit))))
    drawn = replace(
        drawn,
        title=titled(case, "priced_title"),
        subtitle=[sentence(f"priced_price_{shape}", **_values(curve)), *drawn.subtitle[1:]],
        marks=marks,
        no_regret=(),
        price_name=ABATED,
        price_unit=measure.unit,
        abatement_name=PRICE,
        abatement_unit=unit_words(curve.price_unit),
        limit=None,
        end=prices[-1] if prices else axis_end(curve),
    )
    units = {"price": drawn.unit(unit_words(curve.price_unit)), "emissions": drawn.unit(measure.unit)}
    return priced_steps(table, units, drawn, prices or round_prices(curve))


def axis_end(curve: PricedCurve) -> float:
    """Where the price axis ends: around the year's cap, else where nearly all that can be abated is."""
    if around := system_card.where_caps_are(curve.system):
        return around[0][1]
    return plot_priced.axis_end(curve.table)


def round_prices(curve: PricedCurve) -> tuple[float, ...]:
    """Round prices per tonne, as shown, up to the end of the axis."""
    return in_range(0.0, axis_end(curve))


def in_range(low: float, high: float) -> tuple[float, ...]:
    """Round prices above zero, the ends among them where they are round."""
    return tuple(price for price in ticks(low, high, MOST_PRICES) if price > 0)


def _values(curve: PricedCurve) -> dict[str, Any]:
    settings = curve.system.case.settings
    return {
        "year": curve.system.year,
        "first": settings.first_year,
        "horizon": curve.system.case.span,
        "rate": f"{settings.discount_rate:.1%}",
    }


def priced_screen(curve: PricedCurve, lang: str, prices: Sequence[float] = ()) -> Table:
    """What is abated at the prices asked for, else at round ones."""
    case, account, rows = curve.system.case, curve.system.account, []
    own, paid = emissions(case, account, lang), money(case, float(curve.table["cost"].abs().max()), lang)
    for price in prices or round_prices(curve):
        least, most = curve.abatement_at(price)
        cost = curve.table.loc[curve.table["abatement"] <= most, "cost"].max()
        tonnes = own.shown(least) if least == most else f"{own.shown(least)} - {own.shown(most)}"
        rows.append([shown(price), tonnes, paid.shown(cost)])
    rise = text("say_priced_cost", lang, money=paid.unit)
    heads = [unit_in(curve.price_unit, lang), text("say_abatement", lang, unit=own.unit), rise]
    return Table(text("priced_title", lang), heads, rows)
