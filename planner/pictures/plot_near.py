"""How far measures go in near-optimal plans: a bar from the least to the most, a mark where the cheapest plan is.

Beside a MAC curve its prices stand before them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import altair as alt

from planner.calls.numbers import between, number
from planner.pictures.theme import INK, PALE, PALETTE, WIDTH, Page, column, named_rows, over, page, values
from planner.pictures.words import Text, say

BARS, PRICES, LINE = 340, 150, 24
"Width of the plot and of the prices before it, and height of a row [px]"
BAR = "#B9B9B9"
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
    price: float | None = None
    """Of the curve's first step along which it grows."""


def ranges(rows: Sequence[Range], words: Page, prices: Text | None = None) -> alt.VConcatChart:
    """Draw a row a measure, each on its own scale from nothing to its most; before them the `prices` of a curve."""
    names = named_rows([row.name for row in rows], words.lang, LINE)
    said = [f"{between(row.least, row.most)} {say(row.unit, words.lang)}" for row in rows]
    y = names.y if prices is None else names.y.axis(None)
    base = alt.Chart(
        values(
            {"place": n, "name": say(row.name, words.lang), "said": said[n], "colour": COLOURS[row.kind],
             "none": 0, "least": row.least / row.most, "plan": row.plan / row.most, "most": 1}
            for n, row in enumerate(rows)
        )
    ).encode(y, tooltip=[alt.Tooltip("name:N", title=" "), alt.Tooltip("said:N", title=" ")])  # fmt: skip
    x, x2 = {"title": None, "scale": alt.Scale(domain=[0, 1]), "axis": None}, alt.X2("most:Q")
    dots = values(
        {"place": n, "at": amount / row.most, "colour": PALETTE[(2 + plan) % len(PALETTE)]}
        for n, row in enumerate(rows)
        for plan, amount in enumerate(row.others)
    )
    points = (
        alt.Chart(dots)
        .mark_point(aria=False, filled=True, opacity=1, size=34, stroke="white", strokeWidth=0.8)
        .encode(y, alt.X("at:Q", **x), alt.Fill("colour:N", scale=None))
    )
    layers = [
        base.mark_rule(aria=False, color=PALE, strokeWidth=2).encode(alt.X("none:Q", **x), x2),
        base.mark_bar(aria=False, size=14).encode(alt.X("least:Q", **x), x2, alt.Fill("colour:N", scale=None)),
        base.mark_tick(aria=False, color=INK, size=18, thickness=2).encode(alt.X("plan:Q", **x)),
        *([points] if any(row.others for row in rows) else []),
        column(said, BARS + 10),
    ]
    chart = alt.LayerChart(layer=layers, width=BARS, height=names.height)
    if prices is None:
        return page([chart], words, names.left, WIDTH)
    both = alt.HConcatChart(hconcat=[_prices(rows, names.y, names.height, over(prices, words.lang)), chart], spacing=24)
    return page([both], words, names.left, PRICES + 24 + WIDTH)


def _prices(rows: Sequence[Range], y: alt.Y, height: int, title: alt.TitleParams) -> alt.LayerChart:
    """The price at which each measure first grows along the curve, as a bar with its number."""
    end = max((row.price for row in rows if row.price is not None), default=0.0)
    base = alt.Chart(
        values(
            {"place": n, "none": 0, "price": row.price or 0, "said": "" if row.price is None else number(row.price)}
            for n, row in enumerate(rows)
        )
    ).encode(y, alt.X("price:Q", title=None, scale=alt.Scale(domainMax=1.35 * max(end, 1.0)), axis=None))
    bars = base.mark_bar(aria=False, size=14, color=BAR).encode(alt.X2("none:Q"))
    said = base.mark_text(aria=False, align="left", dx=5, fontSize=12, color=INK).encode(alt.Text("said:N"))
    return alt.LayerChart(layer=[bars, said], width=PRICES, height=height, title=title)
