"""The curves of all years as one table, as plain data, as a picture and on the screen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
from rich.console import Group

from planner.curves.macc import MacCurve
from planner.messages import sentence, text
from planner.output import system_card
from planner.output.case_words import titled
from planner.output.document.content import Table
from planner.output.screens import printed, shown
from planner.output.shown_units import emissions
from planner.output.system_card import chart_card
from planner.pictures.charts import alt
from planner.pictures.plot_years import price_surface
from planner.pictures.words import Page

OF_A_YEAR = (
    "steps",
    "solves",
    "pivots",
    "largest_error",
    "no_regret",
    "cap",
    "shadow_price_at_cap",
    "carbon_price",
    "policies",
)
"What differs from year to year on the card of a curve"


def file_stem(curves: Sequence[MacCurve]) -> str:
    """Name of the files: the system curve's, `years` in place of the year."""
    return system_card.file_stem(curves[0]).replace(f"_{curves[0].year}", "_years", 1)


def steps(curves: Sequence[MacCurve]) -> pd.DataFrame:
    """The steps of every year under one another."""
    return pd.concat([curve.steps for curve in curves], ignore_index=True)


def card(curves: Sequence[MacCurve]) -> dict[str, Any]:
    """What all years share, then what each has of its own."""
    cards = [system_card.card(curve) for curve in curves]
    shared = {key: value for key, value in cards[0].items() if key not in (*OF_A_YEAR, "year", "start_plan", "reached")}
    kind = curves[0].kind
    return shared | {
        "start_plan": text(f"years_start_{kind}", "en"),
        "years": [
            {"year": of_year["year"], **{key: of_year[key] for key in OF_A_YEAR}, "abatement": abatement(curve)}
            for curve, of_year in zip(curves, cards, strict=True)
        ],
    }


def abatement(curve: MacCurve) -> float:
    """From the start of a curve to its end, in the account's unit."""
    return float(curve.steps["abatement_to"].max()) if len(curve.steps) else 0.0


def picture(curves: Sequence[MacCurve], lang: str) -> alt.VConcatChart | None:
    """Price over year and emissions, with the caps; None where no year has a step."""
    drawn = [curve for curve in curves if len(curve.steps)]
    if not drawn:
        return None
    case, first = drawn[0].case, drawn[0]
    measure = emissions(case, first.account, lang)
    table = measure.of(steps(drawn), "emissions_from", "emissions_to")
    caps = {int(curve.year or 0): measure.factor * curve.cap for curve in curves if curve.cap is not None}
    exact = sentence("years_exactness", steps=f"{len(table):,}", years=len(drawn), price_year=case.settings.price_year)
    of = chart_card(first, lang)
    subtitle = [sentence(f"years_start_{first.kind}"), of.subtitle[1], exact]
    words = Page(titled(case, "years_title"), subtitle, [sentence("years_note"), *of.note], lang)
    heads = {
        "emissions": sentence("plan_emissions_axis", unit=of.abatement_unit),
        "cap": sentence("prices_cap"),
        "price": sentence("curve_y_year"),
        "unit": of.price_unit,
    }
    return price_surface(table, caps, heads, words)


def years_screen(curves: Sequence[MacCurve], lang: str) -> Group:
    """Of each year: how many steps, how much they abate, the first price, that at the cap, and the last."""
    first, rows = curves[0], []
    own, alone = emissions(first.case, first.account, lang), first.kind == "alone"
    for curve in curves:
        prices = curve.steps["price"]
        at_cap = "" if curve.cap_step is None else shown(prices.loc[curve.cap_step])
        ends = [shown(price) for price in prices.iloc[[0, -1]]] if len(prices) else ["", ""]
        rows.append([str(curve.year), f"{len(prices):,}", own.shown(abatement(curve)), ends[0], at_cap, ends[1]])
    units = {"say_abatement": own.unit, "say_last_price": first.price_unit}
    keys = ("say_year_steps", "say_abatement", "say_first_price", "say_price_at_cap", "say_last_price")
    heads = ["", *(text(key, lang, unit=units.get(key, "")) for key in keys)]
    table = Table(text("say_years_alone" if alone else "say_years", lang), heads, rows)
    return printed(table, *([text("curve_alone", lang)] if alone else []))
