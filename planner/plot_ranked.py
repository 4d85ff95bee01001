"""The classic MAC chart: one bar for each measure alone, as wide as its abatement, as high as its cost per tonne.

Where you are:  fonts -> words -> canvas -> figure -> plot -> [plot_ranked] -> cli
The order of the bars is the caller's: those that save money are not to be ordered by money per tonne. A bar that
misleads says why, in a footnote.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from string import ascii_lowercase
from typing import TYPE_CHECKING

from planner.canvas import Bar, axis_end
from planner.figure import NO_SECTOR, Badge, Card, Label, colours, compose
from planner.plot import OTHERS, colour, entry, heads, words
from planner.words import Text, Words, between, number, say

if TYPE_CHECKING:
    import altair as alt
    import pandas as pd

MEASURE, ABATEMENT, COST = Words("Measure", "措施"), Words("Abatement", "减排量"), Words("Cost", "成本")


def ranked_bars(bars: pd.DataFrame, labels: Mapping[str, Label], card: Card, named: int = 20,
                flags: Mapping[str, Text] | None = None) -> alt.LayerChart:
    """Draw the measures (columns intervention, abatement, cost_per_tonne) in their order.

    `flags` says of an intervention why its bar misleads. What avoids nothing has no bar, only a row in the key.
    """
    rows = {str(row["intervention"]): row for row in bars.to_dict("records")}
    colour_of, drawn, start = colours(labels), dict[str, Bar](), 0.0
    for name, row in rows.items():
        if row["abatement"] > 0:
            drawn[name] = Bar(start, start + row["abatement"], row["cost_per_tonne"], colour(name, labels, colour_of), {
                say(MEASURE, card.lang): say(words(name, labels), card.lang),
                say(ABATEMENT, card.lang): f"{number(row['abatement'])} {say(card.abatement_unit, card.lang)}",
                say(COST, card.lang): f"{number(row['cost_per_tonne'])} {say(card.price_unit, card.lang)}"})
            start = drawn[name].x2
    shown = list(drawn.values())
    high = max(map(abs, axis_end(shown, card.limit)))
    area = {name: (bar.x2 - bar.x) * (min(abs(bar.price), high) + 0.1 * high) for name, bar in drawn.items()}
    chosen = set(sorted(drawn, key=lambda name: -area[name])[:named])
    places = {name: i for i, name in enumerate((name for name in drawn if name in chosen), 1)}
    badges = [Badge(place, (drawn[name].x + drawn[name].x2) / 2, drawn[name].price, drawn[name].colour)
              for name, place in places.items()]
    flags = flags or {}
    reasons = dict.fromkeys(flags[name] for name in rows if name in flags)
    letters = {reason: f"[{letter}]" for reason, letter in zip(reasons, ascii_lowercase, strict=False)}
    entries = [
        entry(places.get(name), words(name, labels), letters.get(flags.get(name, ""), ""), number(row["abatement"]),
              number(row["cost_per_tonne"]) if name in drawn else "–", colour(name, labels, colour_of), card.lang)
        for name, row in rows.items() if name in places or name not in drawn]
    if others := [drawn[name] for name in drawn if name not in places]:
        entries.append(entry(None, OTHERS, "", number(sum(bar.x2 - bar.x for bar in others)), between(
            min(bar.price for bar in others), max(bar.price for bar in others)), NO_SECTOR, card.lang))
    notes = [Words(*(f"{letter} {say(reason, lang)}" for lang in ("en", "zh"))) for reason, letter in letters.items()]
    seen = {bar.colour for bar in shown}
    return compose(
        replace(card, note=[*notes, *card.note]), shown, badges, entries, heads(MEASURE, card),
        [(say(sector, card.lang), shade) for sector, shade in colour_of.items() if shade in seen], edged=True)
