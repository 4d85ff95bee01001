"""The curves of all years as one table, one card and one picture."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from planner.curves.macc import MacCurve
from planner.messages import sentence, text
from planner.output import card as system_card
from planner.output.card import chart_card, titled
from planner.output.shown_units import emissions
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
