"""What draws leave open: bands by year, and what each number does to the cost at its ends."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import altair as alt

from planner.calls.numbers import number
from planner.pictures.theme import (
    INK,
    LEFT,
    PALETTE,
    WIDTH,
    Page,
    named_rows,
    numbers_axis,
    over,
    page,
    values,
    years_axis,
    zero_line,
)
from planner.pictures.words import Text, say

HIGH, LINE, BARS = 220, 24, 460
"Height of a panel of years, of a number's row, and width of the rows [px]"
FILLED = 0.72
"Share of a year's width that its band fills"
WIDER, NARROWER = "#C9DDEC", "#7FB2D6"
"Of the bands that hold nine in ten, and half of the draws"
LOWER, HIGHER = PALETTE[0], PALETTE[1]


class Band(NamedTuple):
    """Quantiles of one year."""

    p5: float
    p25: float
    p50: float
    p75: float
    p95: float


class Ends(NamedTuple):
    """What the cost changes by where one number has its low and its high end; the same as duals estimate it."""

    name: Text
    low: float
    high: float
    estimates: tuple[float, ...] = ()


def bands_by_year(panels: Sequence[tuple[Text, Mapping[int, Band]]], words: Page) -> alt.VConcatChart:
    """Draw a bar for each year: nine in ten of the draws, in it half of them, the middle as a line."""
    years = sorted({year for _, bands in panels for year in bands})
    scale = alt.Scale(domain=years, paddingInner=1 - FILLED, paddingOuter=(1 - FILLED) / 2)
    x, charts = alt.X("year:O", title=None, scale=scale, axis=years_axis(years)), []
    for name, bands in panels:
        base = alt.Chart(values({"year": year, **band._asdict()} for year, band in bands.items())).encode(
            x,
            tooltip=[alt.Tooltip("year:O", title=" "), *(alt.Tooltip(f"{p}:Q", format=",.4~r") for p in Band._fields)],
        )

        def y(quantile: str) -> alt.Y:
            return alt.Y(f"{quantile}:Q", title=None, axis=numbers_axis(5))

        layers = [
            base.mark_bar(aria=False, color=WIDER).encode(y("p5"), alt.Y2("p95:Q")),
            base.mark_bar(aria=False, color=NARROWER).encode(y("p25"), alt.Y2("p75:Q")),
            base.mark_tick(aria=False, color=INK, thickness=1.6, size=FILLED * WIDTH / len(years)).encode(y("p50")),
        ]
        charts.append(
            alt.LayerChart(layer=[*layers, zero_line()], width=WIDTH, height=HIGH, title=over(name, words.lang))
        )
    return page(charts, words, wide=WIDTH)


def tornado(ends: Sequence[Ends], axis: Text, words: Page) -> alt.VConcatChart:
    """Draw a row for each number: from zero to what its low end does, and to what its high end does."""
    names = named_rows([row.name for row in ends], words.lang, LINE)
    found = [0.0, *(value for row in ends for value in (row.low, row.high))]
    room = 0.14 * (max(found) - min(found) or 1.0)
    scale = alt.Scale(domain=[min(found) - room, max(found) + room], nice=False)
    base = alt.Chart(
        values(
            {"place": n, "name": say(row.name, words.lang), "value": value, "none": 0, "colour": colour,
             "said": f"+{number(value)}" if value > 0 else number(value) if value else ""}
            for n, row in enumerate(ends)
            for value, colour in ((row.low, LOWER), (row.high, HIGHER))
        )
    ).encode(
        alt.X("value:Q", title=None, scale=scale, axis=numbers_axis(room=0)), names.y,
        tooltip=[alt.Tooltip("name:N", title=" "), alt.Tooltip("said:N", title=" ")],
    )  # fmt: skip
    beyond = "datum.value > 0 ? {} : {}"
    said = base.mark_text(
        aria=False, align=alt.expr(beyond.format("'left'", "'right'")), dx=alt.expr(beyond.format(6, -6)), color=INK
    )
    marks = [{"place": n, "at": at} for n, row in enumerate(ends) for at in row.estimates if at]
    estimates = alt.Chart(values(marks)).mark_tick(aria=False, color=INK, size=7, yOffset=9, thickness=1.6)
    layers = [
        base.mark_bar(aria=False, size=16).encode(alt.X2("none:Q"), alt.Fill("colour:N", scale=None)),
        *([estimates.encode(alt.X("at:Q"), names.y)] if marks else []),
        said.encode(alt.Text("said:N")),
        zero_line("x"),
    ]
    chart = alt.LayerChart(layer=layers, width=BARS, height=names.height, title=over(axis, words.lang))
    return page([chart], words, names.left, BARS + LEFT)
