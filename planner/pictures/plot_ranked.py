"""The classic MAC chart: one bar for each measure alone, as wide as its abatement, as high as its cost per tonne.
The order of the bars is the caller's: those that save money are not to be ordered by money per tonne. A bar that
misleads says why, in a footnote.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from string import ascii_lowercase
from typing import TYPE_CHECKING

from planner.pictures.canvas import Bar, axis_end
from planner.pictures.figure import NO_SECTOR, Badge, Card, Label, colours, compose
from planner.pictures.plot import colour, entry, heads, words
from planner.pictures.words import Text, Words, between, number, say

if TYPE_CHECKING:
    import altair as alt
    import pandas as pd

FEW = 6
"So many measures without a bar are named for the same reason; more are one row of the key"
MEASURE, ABATEMENT, COST = Words("Measure", "措施"), Words("Abatement", "减排量"), Words("Cost", "成本")


def ranked_bars(
    bars: pd.DataFrame,
    labels: Mapping[str, Label],
    card: Card,
    named: int = 20,
    flags: Mapping[str, Text] | None = None,
) -> alt.LayerChart:
    """Draw the measures (columns intervention, abatement, cost_per_tonne, bar) in their order.

    `flags` says of an intervention why its bar misleads. What is no `bar` has a row in the key only, and more than
    `FEW` for the same reason share one.
    """
    rows = {str(row["intervention"]): row for row in bars.to_dict("records")}
    colour_of, drawn, start = colours(labels), dict[str, Bar](), 0.0
    for name, row in rows.items():
        if row["bar"]:
            drawn[name] = Bar(
                start,
                start + row["abatement"],
                row["cost_per_tonne"],
                colour(name, labels, colour_of),
                {
                    say(MEASURE, card.lang): say(words(name, labels), card.lang),
                    say(ABATEMENT, card.lang): f"{number(row['abatement'])} {say(card.abatement_unit, card.lang)}",
                    say(COST, card.lang): f"{number(row['cost_per_tonne'])} {say(card.price_unit, card.lang)}",
                },
            )
            start = drawn[name].x2
    shown = list(drawn.values())
    high = max(map(abs, axis_end(shown, card.limit)))
    area = {name: (bar.x2 - bar.x) * (min(abs(bar.price), high) + 0.1 * high) for name, bar in drawn.items()}
    chosen = set(sorted(drawn, key=lambda name: -area[name])[:named])
    places = {name: i for i, name in enumerate((name for name in drawn if name in chosen), 1)}
    badges = [
        Badge(place, (drawn[name].x + drawn[name].x2) / 2, drawn[name].price, drawn[name].colour)
        for name, place in places.items()
    ]
    flags = flags or {}
    others = [name for name in drawn if name not in places]
    missing = [name for name in rows if name not in drawn]
    times = Counter(flags.get(name, "") for name in missing)
    reasons = dict.fromkeys(flags[name] for name in [*places, *others, *missing] if name in flags)
    letters = {reason: f"[{letter}]" for reason, letter in zip(reasons, ascii_lowercase, strict=False)}

    def marks(names: Iterable[str]) -> str:
        return "".join(sorted({letters.get(flags.get(name, ""), "") for name in names}))

    entries = [
        entry(
            places.get(name),
            words(name, labels),
            marks([name]),
            number(row["abatement"]),
            number(row["cost_per_tonne"]) if name in drawn else "–",
            colour(name, labels, colour_of),
            card.lang,
        )
        for name, row in rows.items()
        if name in places or (name in missing and times[flags.get(name, "")] <= FEW)
    ]
    for reason, count in times.items():
        if count > FEW:
            some = [name for name in missing if flags.get(name, "") == reason]
            counted = Words(f"{count} measures without a bar", f"{count}项没有柱子的措施")
            tonnes = number(sum(rows[name]["abatement"] for name in some))
            entries.append(entry(None, counted, marks(some), tonnes, "–", NO_SECTOR, card.lang))
    if others:
        bars_of = [drawn[name] for name in others]
        counted = Words(f"{len(others)} others, unnumbered", f"其余{len(others)}项（未编号）")
        entries.append(
            entry(
                None,
                counted,
                marks(others),
                number(sum(bar.x2 - bar.x for bar in bars_of)),
                between(min(bar.price for bar in bars_of), max(bar.price for bar in bars_of)),
                NO_SECTOR,
                card.lang,
            )
        )
    notes = [Words(*(f"{letter} {say(reason, lang)}" for lang in ("en", "zh"))) for reason, letter in letters.items()]
    seen = {bar.colour for bar in shown}
    return compose(
        replace(card, note=[*notes, *card.note]),
        shown,
        badges,
        entries,
        heads(MEASURE, card),
        [(say(sector, card.lang), shade) for sector, shade in colour_of.items() if shade in seen],
        edged=True,
    )
