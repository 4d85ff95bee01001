"""What draws leave open: bands by year, and what each number does to the cost at its ends."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from planner.calls.numbers import signed
from planner.pictures.charts import alt
from planner.pictures.theme import (
    INK,
    LEFT,
    PALETTE,
    WIDTH,
    named_rows,
    numbered,
    of_rows,
    page,
    panel,
    tips,
    years_axis,
    zero_line,
)  # fmt: skip
from planner.pictures.words import Page, Text, say

HIGH, LINE, BARS = 220, 24, 460
"Height of a panel of years, of a number's row, and width of the rows [px]"
FILLED = 0.72
"Share of a year's width that its band fills"
QUANTILES = ("p5", "p25", "p50", "p75", "p95")
WIDER, NARROWER = "#C9DDEC", "#7FB2D6"
"Of the bands that hold nine in ten, and half of the draws"
LOWER, HIGHER = PALETTE[0], PALETTE[1]


def spread_of(base: alt.Chart, channel: Any, to: Any, size: float) -> list[alt.Chart]:
    """Nine in ten of the draws, in it half of them, the middle as a line, along a channel and its second."""
    return [
        base.mark_bar(color=WIDER, size=size).encode(numbered(channel, "p5"), to("p95:Q")),
        base.mark_bar(color=NARROWER, size=size).encode(numbered(channel, "p25"), to("p75:Q")),
        base.mark_tick(color=INK, thickness=1.6, size=size).encode(numbered(channel, "p50")),
    ]


def bands_by_year(panels: Sequence[tuple[Text, pd.DataFrame]], words: Page) -> alt.VConcatChart:
    """Draw panels of a bar for each year from their tables (year, p5 ... p95)."""
    years = sorted({int(year) for _, table in panels for year in table["year"]})
    scale = alt.Scale(domain=years, paddingInner=1 - FILLED, paddingOuter=(1 - FILLED) / 2)
    x, charts = alt.X("year:O", title=None, scale=scale, axis=years_axis(years)), []
    for name, table in panels:
        base = of_rows(table[["year", *QUANTILES]].to_dict("records"))
        base = base.encode(x, tooltip=tips("year:O", **{f"{each}:Q": each for each in QUANTILES}))
        layers = [*spread_of(base, alt.Y, alt.Y2, FILLED * WIDTH / len(years)), zero_line()]
        charts.append(panel(layers, name, words.lang, HIGH))
    return page(charts, words, wide=WIDTH)


def tornado(table: pd.DataFrame, axis: Text, words: Page) -> alt.VConcatChart:
    """Draw the numbers (name, low, high, estimates): from zero to what each end does, and what duals say of that."""
    names, ends = named_rows(table["name"], words.lang, LINE), table[["low", "high"]]
    low, high = min(0.0, ends.min(axis=None)), max(0.0, ends.max(axis=None))
    room = 0.14 * (high - low or 1.0)
    rows = [
        {"place": n, "name": say(row.name, words.lang), "value": value, "none": 0, "colour": colour,
         "said": signed(value) if value else ""}
        for n, row in enumerate(table.itertuples(index=False))
        for value, colour in ((row.low, LOWER), (row.high, HIGHER))
    ]  # fmt: skip
    marks = [{"place": n, "at": at} for n, of in enumerate(table["estimates"]) for at in of if at]
    x = numbered(alt.X, "value", scale=alt.Scale(domain=[low - room, high + room], nice=False))
    x.axis.minExtent = 0
    base = of_rows(rows).encode(x, names.y, tooltip=tips("name:N", "said:N"))
    side = "datum.value > 0 ? {} : {}"
    said = base.mark_text(align=alt.expr(side.format("'left'", "'right'")), dx=alt.expr(side.format(6, -6)), color=INK)
    estimates = of_rows(marks).mark_tick(color=INK, size=7, yOffset=9, thickness=1.6).encode(alt.X("at:Q"), names.y)
    layers = [
        base.mark_bar(size=16).encode(alt.X2("none:Q"), alt.Fill("colour:N", scale=None)),
        *([estimates] if marks else []),
        said.encode(alt.Text("said:N")),
        zero_line("x"),
    ]
    return page([panel(layers, axis, words.lang, names.height, BARS)], words, names.left, BARS + LEFT)
