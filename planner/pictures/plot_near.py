"""How far measures go in near-optimal plans: a bar from the least to the most, a mark where the cheapest plan is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import altair as alt

from planner.calls.numbers import between
from planner.pictures.theme import INK, PALE, PALETTE, WIDTH, Page, column, named_rows, page, values
from planner.pictures.words import Text, say

BARS, LINE = 340, 24
"Width of the plot, and height of a row [px]"
COLOURS = {"must": PALETTE[0], "choice": PALETTE[1]}


class Range(NamedTuple):
    """One measure, in its own unit."""

    name: Text
    least: float
    plan: float
    most: float
    unit: Text
    kind: str
    others: tuple[float, ...]
    """What the plans have that differ most."""


def ranges(rows: Sequence[Range], words: Page) -> alt.VConcatChart:
    """Draw a row a measure, each on its own scale from nothing to its most."""
    names = named_rows([row.name for row in rows], words.lang, LINE)
    said = [f"{between(row.least, row.most)} {say(row.unit, words.lang)}" for row in rows]
    base = alt.Chart(
        values(
            {"place": n, "name": say(row.name, words.lang), "said": said[n], "colour": COLOURS[row.kind],
             "none": 0, "least": row.least / row.most, "plan": row.plan / row.most, "most": 1}
            for n, row in enumerate(rows)
        )
    ).encode(names.y, tooltip=[alt.Tooltip("name:N", title=" "), alt.Tooltip("said:N", title=" ")])  # fmt: skip
    x, x2 = {"title": None, "scale": alt.Scale(domain=[0, 1]), "axis": None}, alt.X2("most:Q")
    dots = values(
        {"place": n, "at": amount / row.most, "colour": PALETTE[(2 + plan) % len(PALETTE)]}
        for n, row in enumerate(rows)
        for plan, amount in enumerate(row.others)
    )
    points = (
        alt.Chart(dots)
        .mark_point(aria=False, filled=True, opacity=1, size=34, stroke="white", strokeWidth=0.8)
        .encode(names.y, alt.X("at:Q", **x), alt.Fill("colour:N", scale=None))
    )
    layers = [
        base.mark_rule(aria=False, color=PALE, strokeWidth=2).encode(alt.X("none:Q", **x), x2),
        base.mark_bar(aria=False, size=14).encode(alt.X("least:Q", **x), x2, alt.Fill("colour:N", scale=None)),
        base.mark_tick(aria=False, color=INK, size=18, thickness=2).encode(alt.X("plan:Q", **x)),
        *([points] if any(row.others for row in rows) else []),
        column(said, BARS + 10),
    ]
    chart = alt.LayerChart(layer=layers, width=BARS, height=names.height)
    return page([chart], words, names.left, WIDTH)
