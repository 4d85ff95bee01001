"""Three forms of a year's curve over each other: each measure alone, in turn, and the least-cost plans.
Takes plain data. The key names the measures that interaction changes most, with their tonnes alone and in turn.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import pandas as pd

from planner.calls.numbers import number
from planner.messages import sentence
from planner.pictures.charts import alt
from planner.pictures.figure import BESIDE, LEAST_HEIGHT, WIDTH, Card, Label, plot
from planner.pictures.key import Entry, key_table
from planner.pictures.plot_ranked import COST, MEASURE
from planner.pictures.plot_steps import entry, words
from planner.pictures.scale import Bar, axis_end
from planner.pictures.theme import NO_SECTOR, PALETTE, of_rows, page, shades, side_by_side
from planner.pictures.words import Text, say

SHADES = {"partial": NO_SECTOR, "retrospective": PALETTE[1], "systems": PALETTE[0]}
FILL = "#EFEFEF"
"Under the partial form"
FORM = sentence("chart_form")
OTHER = sentence("chart_all_others")
UNCHANGED = 1e-6
"Share of the most that any measure avoids, below which interaction changes nothing"


def form_lines(
    steps: pd.DataFrame,
    tonnes: pd.DataFrame,
    labels: Mapping[str, Label],
    names: Mapping[str, Text],
    heads: tuple[Text, Text],
    card: Card,
    named: int = 12,
) -> alt.VConcatChart:
    """Draw the steps (columns form, intervention, abatement_from, abatement_to, cost_per_tonne) as one line per form.

    `tonnes` has the columns intervention, partial, retrospective; `names` says of each form how far it goes.
    """
    bars = {
        form: [_bar(row, labels, card, say(names[form], card.lang)) for row in of.to_dict("records")]
        for form, of in steps.groupby("form", sort=False)
    }
    said = say(MEASURE, card.lang), say(heads[0], card.lang), say(heads[1], card.lang)
    named_forms = {say(names[form], card.lang): SHADES[form] for form in bars}
    key = key_table(said, _entries(tonnes, labels, card, named), named_forms)
    height = max(LEAST_HEIGHT, key.height + 60)
    shown = [bar._replace(colour=FILL if form == "partial" else "transparent") for form in bars for bar in bars[form]]
    chart = plot(card, shown, [], WIDTH, height, edged=False)
    chart.layer.insert(1, _lines(bars, axis_end(shown, card.limit)))
    return page([side_by_side([chart, key], BESIDE)], card.page, wide=round(WIDTH + BESIDE + key.width))


def _bar(row: Mapping[Hashable, Any], labels: Mapping[str, Label], card: Card, form: str) -> Bar:
    name = row["intervention"].split("; ")[0]
    details = {
        say(FORM, card.lang): form,
        say(MEASURE, card.lang): say(words(name, labels), card.lang),
        say(COST, card.lang): f"{number(row['cost_per_tonne'])} {say(card.price_unit, card.lang)}",
    }
    return Bar(row["abatement_from"], row["abatement_to"], row["cost_per_tonne"], SHADES[row["form"]], details)


def _lines(bars: Mapping[str, Sequence[Bar]], span: tuple[float, float]) -> alt.Chart:
    """A line a form within the span of prices: level along each step, upright between two."""
    corners = [(form, 0.0, 0.0) for form in bars]
    corners += [(form, x, bar.price) for form in bars for bar in bars[form] for x in (bar.x, bar.x2)]
    rows = [
        {"form": form, "place": n, "x": x, "price": min(max(price, span[0]), span[1])}
        for n, (form, x, price) in enumerate(corners)
    ]
    line = of_rows(rows).mark_line(strokeWidth=2.5)
    stroke = alt.Stroke("form:N", scale=shades({form: SHADES[form] for form in bars}), legend=None)
    return line.encode(alt.X("x:Q"), alt.Y("price:Q"), stroke, alt.Order("place:Q"))


def _entries(tonnes: pd.DataFrame, labels: Mapping[str, Label], card: Card, named: int) -> list[Entry]:
    """The measures that interaction changes most, in the order of the steps, and the rest together."""
    change = (tonnes["retrospective"] - tonnes["partial"]).abs()
    changed = change[change > UNCHANGED * tonnes[["retrospective", "partial"]].abs().max().max()]
    most = tonnes.index.isin(changed.nlargest(named).index)
    rows = [(words(row.intervention, labels), row.partial, row.retrospective) for row in tonnes[most].itertuples()]
    if not most.all():
        rows.append((OTHER, *tonnes.loc[~most, ["partial", "retrospective"]].sum()))
    return [
        entry(None, called, "", number(alone), number(after), NO_SECTOR, card.lang) for called, alone, after in rows
    ]
