"""The classic MAC chart: one bar for each measure alone, as wide as its abatement, as high as its cost per tonne.
The order of the bars is the caller's. A bar that misleads says why, in a footnote; what has no bar is named there too.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from string import ascii_lowercase
from typing import Any

import numpy as np
import pandas as pd

from planner.calls.numbers import between, number
from planner.languages import in_each
from planner.messages import sentence
from planner.pictures.bar_labels import Badge
from planner.pictures.charts import alt
from planner.pictures.figure import Card, Label, colours, compose
from planner.pictures.key import Entry
from planner.pictures.plot_steps import colour, entry, heads, words
from planner.pictures.scale import Bar
from planner.pictures.theme import NO_SECTOR
from planner.pictures.words import Text, say

MOST_NUMBERED = 60
"Rows of the key; of more bars the narrowest neighbours share a row"
MOST_NAMED = 12
"Measures without a bar that are named for one reason"
BY_COST = ("#1A7A4C", "#BDBDBD", "#FDBF6F", "#E8743B", "#A6192E")
"Of bars that save, that cost nothing, and three that cost"
MEASURE, ABATEMENT, COST = sentence("chart_measure"), sentence("chart_abatement"), sentence("chart_cost")
SAVES, UP_TO, OVER = sentence("chart_below_0"), sentence("chart_up_to"), sentence("chart_over")


def ranked_bars(
    bars: pd.DataFrame,
    labels: Mapping[str, Label],
    card: Card,
    numbered: int = MOST_NUMBERED,
    flags: Mapping[str, Text] | None = None,
) -> alt.VConcatChart:
    """Draw the measures (columns intervention, abatement, cost_per_tonne, bar) in their order, each as its own bar.

    `flags` says of an intervention why its bar misleads, or why it has none.
    """
    rows = {str(row["intervention"]): row for row in bars.to_dict("records")}
    drawn = {name: row for name, row in rows.items() if row["bar"]}
    shades, legend = by_cost(drawn, card) if card.style.colour_by == "cost" else by_sector(drawn, labels, card)
    shown, flags = _side_by_side(drawn, shades, labels, card), flags or {}
    reasons = dict.fromkeys(flags[name] for name in shown if name in flags)
    letters = {reason: f"[{letter}]" for reason, letter in zip(reasons, ascii_lowercase, strict=False)}
    badges, entries = list[Badge](), list[Entry]()
    for place, names in enumerate(groups(shown, numbered), start=1):
        some = [shown[name] for name in names]
        middle = (some[0].x + some[-1].x2) / 2
        under = next(bar for bar in some if bar.x2 >= middle)
        one = len(names) == 1
        called = words(names[0], labels) if one else several(names, labels)
        badges.append(Badge(place, middle, under.price, under.colour if one else NO_SECTOR, say(called, card.lang)))
        marks = "".join(sorted({letters.get(flags.get(name, ""), "") for name in names}))
        tonnes, price = number(sum(bar.x2 - bar.x for bar in some)), between(some[0].price, some[-1].price)
        entries.append(entry(place, called, marks, tonnes, price, badges[-1].colour, card.lang))
    notes = [in_each(partial(_lettered, letter, reason)) for reason, letter in letters.items()]
    missing = without_bar([name for name in rows if name not in drawn], labels, flags)
    return compose(
        replace(card, note=[*notes, *missing, *card.note]),
        list(shown.values()),
        badges,
        entries,
        heads(MEASURE, card),
        legend,
        edged=True,
    )


def _side_by_side(
    drawn: Mapping[str, Mapping[Hashable, Any]], shades: Mapping[str, str], labels: Mapping[str, Label], card: Card
) -> dict[str, Bar]:
    """The bars in their order, each from where the one before it ends."""
    bars, end = dict[str, Bar](), 0.0
    for name, row in drawn.items():
        details = {
            say(MEASURE, card.lang): say(words(name, labels), card.lang),
            say(ABATEMENT, card.lang): f"{number(row['abatement'])} {card.unit(card.abatement_unit)}",
            say(COST, card.lang): f"{number(row['cost_per_tonne'])} {card.unit(card.price_unit)}",
        }
        bars[name] = Bar(end, end + row["abatement"], row["cost_per_tonne"], shades[name], details)
        end = bars[name].x2
    return bars


def _lettered(letter: str, reason: Text, lang: str) -> str:
    return f"{letter} {say(reason, lang)}"


def groups(bars: Mapping[str, Bar], most: int) -> list[list[str]]:
    """The bars in rows of the key, each its own; of more than `most` the narrowest neighbours come together."""
    found, wide = [[name] for name in bars], np.array([bar.x2 - bar.x for bar in bars.values()])
    while len(found) > most:
        n = int(np.argmin(wide[:-1] + wide[1:]))
        found[n : n + 2] = [found[n] + found[n + 1]]
        wide[n] += wide[n + 1]
        wide = np.delete(wide, n + 1)
    return found


def several(names: Sequence[str], labels: Mapping[str, Label]) -> Text:
    """What a row for several bars is called: how many, the first and the last."""
    first, last = words(names[0], labels), words(names[-1], labels)
    return sentence("chart_several", count=len(names), first=first, last=last)


def by_sector(drawn: Iterable[str], labels: Mapping[str, Label], card: Card) -> tuple[dict[str, str], dict[str, str]]:
    """The colour of each bar, and the legend of the sectors that are seen."""
    of = colours(labels, card.style.colours)
    shades = {name: colour(name, labels, of) for name in drawn}
    seen = set(shades.values())
    legend = {say(sector, card.lang): shade for sector, shade in of.items() if shade in seen}
    return shades, legend if len(legend) > 1 else {}


def by_cost(drawn: Mapping[str, Mapping[Hashable, Any]], card: Card) -> tuple[dict[str, str], dict[str, str]]:
    """The colour of each bar by its cost: what saves, what costs nothing, what costs in thirds of the tonnes."""
    costing = sorted((row["cost_per_tonne"], row["abatement"]) for row in drawn.values() if row["cost_per_tonne"] > 0)
    reached, total, edges = 0.0, sum(tonnes for _, tonnes in costing), list[float]()
    for price, tonnes in costing:
        reached += tonnes
        if len(edges) < 2 and reached >= total * (len(edges) + 1) / 3:
            edges.append(price)
    classes: dict[str, int] = {}
    for name, row in drawn.items():
        price = row["cost_per_tonne"]
        classes[name] = 0 if price < 0 else 1 if price == 0 else 2 + sum(price > edge for edge in edges)
    unit = card.unit(card.price_unit)
    said = {0: say(SAVES, card.lang), 1: "0"}
    for n, edge in enumerate(edges):
        said[2 + n] = f"{say(UP_TO, card.lang)} {number(edge)} {unit}"
    if edges:
        said[2 + len(edges)] = f"{say(OVER, card.lang)} {number(edges[-1])} {unit}"
    seen = set(classes.values())
    return (
        {name: BY_COST[n] for name, n in classes.items()},
        {words: BY_COST[n] for n, words in sorted(said.items()) if n in seen},
    )


def without_bar(names: Sequence[str], labels: Mapping[str, Label], flags: Mapping[str, Text]) -> list[Text]:
    """For each reason the measures that have no bar."""
    notes: list[Text] = []
    for reason in dict.fromkeys(flags.get(name, "") for name in names):
        some = [words(name, labels) for name in names if flags.get(name, "") == reason]
        named: Any = some[:MOST_NAMED]
        if len(some) > MOST_NAMED:
            named = sentence("chart_and_more", names=named, more=len(some) - MOST_NAMED)
        key = "chart_no_bar_because" if reason else "chart_no_bar_named"
        notes.append(sentence(key, names=named, why=reason))
    return notes
