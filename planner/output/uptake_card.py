"""The heatmap of what a curve takes up: which measures, which words."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from planner.curves.macc import MacCurve
from planner.curves.uptake_order import TakenUp, ends, uptake_order
from planner.messages import sentence
from planner.output.card import chart_card, named, titled
from planner.output.shown_units import emissions

if TYPE_CHECKING:
    import altair as alt

    from planner.pictures.plot_uptake import Row

MOST_ROWS = 20


def picture(curve: MacCurve, lang: str) -> alt.VConcatChart | None:
    """The measures that matter most along the curve; None where no step names any."""
    from planner.pictures.plot_uptake import Heads, uptake_heat

    case, rows = curve.case, uptake_order(curve, MOST_ROWS) if len(curve.steps) else []
    if not rows:
        return None
    drawn = chart_card(curve, lang)
    summed = "uptake_of_year" if curve.year is not None else "uptake_summed"
    drawn = replace(
        drawn, title=titled(case, "uptake_title"), note=[sentence("uptake_note", most=len(rows)), sentence(summed)]
    )
    heads = Heads(*(sentence(f"uptake_{key}") for key in ("grows", "shrinks", "largest", "share")))
    grows, shrinks = ([_row(curve, row) for row in rows if row.falls == falls] for falls in (False, True))
    factor = emissions(case, curve.account, lang).factor
    return uptake_heat(
        grows, shrinks, [factor * end for end in ends(curve)], curve.steps["price"].tolist(), heads, drawn
    )


def _row(curve: MacCurve, row: TakenUp) -> Row:
    from planner.calls.numbers import number
    from planner.pictures.plot_uptake import Row
    from planner.pictures.words import say

    largest = say(f"{number(row.largest)} {row.unit}", "en")
    return Row(named(curve.case, "intervention", row.intervention), row.activity, largest)
