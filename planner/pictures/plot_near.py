"""How far measures go in near-optimal plans: a bar from the least to the most, a mark where the cheapest plan is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import altair as alt

from planner.calls.numbers import between
from planner.pictures.theme import INK, PALE, PALETTE, WIDTH, column, named_rows, of_rows, page, tips
from planner.pictures.words import Page, say

if TYPE_CHECKING:
    import pandas as pd

BARS, LINE = 340, 24
"Width of the plot, and height of a row [px]"
COLOURS = {"must": PALETTE[0], "choice": PALETTE[1]}


def ranges(table: pd.DataFrame, words: Page) -> alt.VConcatChart:
    """Draw the rows (name, least, plan, most, unit, kind, others), each on its own scale from nothing to its most.

    `others` are the amounts in the plans that differ most.
    """
    names = named_rows(table["name"], words.lang, LINE)
    rows = [
        {"place": n, "name": say(row.name, words.lang), "colour": COLOURS[row.kind],
         "said": f"{between(row.least, row.most)} {say(row.unit, words.lang)}",
         "none": 0, "least": row.least / row.most, "plan": row.plan / row.most, "most": 1}
        for n, row in enumerate(table.itertuples(index=False))
    ]  # fmt: skip
    dots = [
        {"place": n, "at": amount / row.most, "colour": PALETTE[(2 + plan) % len(PALETTE)]}
        for n, row in enumerate(table.itertuples())
        for plan, amount in enumerate(row.others)
    ]
    base = of_rows(rows).encode(names.y, tooltip=tips("name:N", "said:N"))
    x, x2 = {"title": None, "scale": alt.Scale(domain=[0, 1]), "axis": None}, alt.X2("most:Q")
    fill = alt.Fill("colour:N", scale=None)
    points = of_rows(dots).mark_point(filled=True, opacity=1, size=34, stroke="white", strokeWidth=0.8)
    layers = [
        base.mark_rule(color=PALE, strokeWidth=2).encode(alt.X("none:Q", **x), x2),
        base.mark_bar(size=14).encode(alt.X("least:Q", **x), x2, fill),
        base.mark_tick(color=INK, size=18, thickness=2).encode(alt.X("plan:Q", **x)),
        *([points.encode(names.y, alt.X("at:Q", **x), fill)] if dots else []),
        column([row["said"] for row in rows], BARS + 10),
    ]
    return page([alt.LayerChart(layer=layers, width=BARS, height=names.height)], words, names.left, WIDTH)
