"""The heatmap of what a curve takes up: which measures, which words."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from planner.calls.numbers import number
from planner.curves.macc import MacCurve
from planner.curves.uptake_order import ends, uptake_order
from planner.messages import sentence
from planner.messages.unit_words import unit_words
from planner.output.case_words import named, titled
from planner.output.shown_units import emissions
from planner.output.system_card import chart_card
from planner.pictures.charts import alt
from planner.pictures.plot_uptake import uptake_heat
from planner.pictures.words import say

MOST_ROWS = 20


def picture(curve: MacCurve, lang: str) -> alt.VConcatChart | None:
    """The measures that matter most along the curve; None where no step names any."""
    case, rows = curve.case, uptake_order(curve, MOST_ROWS) if len(curve.steps) else []
    if not rows:
        return None
    drawn = chart_card(curve, lang)
    summed = "uptake_of_year" if curve.year is not None else "uptake_summed"
    drawn = replace(
        drawn, title=titled(case, "uptake_title"), note=[sentence("uptake_note", most=len(rows)), sentence(summed)]
    )
    table = pd.DataFrame(
        {
            "name": [named(case, "intervention", row.intervention) for row in rows],
            "activity": [row.activity for row in rows],
            "largest": [f"{number(row.largest)} {say(unit_words(row.unit), lang)}" for row in rows],
            "falls": [row.falls for row in rows],
        }
    )
    heads = {key: sentence(f"uptake_{key}") for key in ("grows", "shrinks", "largest", "share")}
    factor = emissions(case, curve.account, lang).factor
    return uptake_heat(table, [factor * end for end in ends(curve)], curve.steps["price"].tolist(), heads, drawn)
