"""A heatmap of what is taken up as a cap tightens: a row for each measure, its share of its largest uptake as colour.
Takes plain data. Along a step an activity moves in a straight line, so each column of pixels has its own share.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from planner.calls.numbers import number
from planner.languages import BOTH
from planner.pictures.canvas import GREY, WIDTH, Canvas, ticks
from planner.pictures.figure import CAP_INK, Card, add_axis_name, add_notes, add_title, framed
from planner.pictures.fonts import shorten, text_width
from planner.pictures.words import Text, say, say_apart

if TYPE_CHECKING:
    import altair as alt

COLUMN, SHADES = 2.0, 25
"Width of what has one colour [px], and how many colours there are"
SCHEME = "cividis"
"As even to the eye as to the number, and the same to those who see red and green alike"
SEAM = 0.6
"A cell goes so far under the next, so that nothing shines through [px]"
NAMES, BETWEEN = 300.0, 26.0
"Most that names may take, and between what grows and what shrinks [px]"


class Row(NamedTuple):
    """A measure: its activity at every stop, and the largest as it is said."""

    name: Text
    activity: Sequence[float]
    largest: str


class Heads(NamedTuple):
    """What stands over the rows that grow, over those that shrink, over the largest uptake, and beside the colours."""

    grows: Text
    shrinks: Text
    largest: Text
    share: Text


def uptake_heat(
    grows: Sequence[Row],
    shrinks: Sequence[Row],
    stops: Sequence[float],
    prices: Sequence[float],
    heads: Heads,
    card: Card,
) -> alt.LayerChart:
    """Draw the rows over the abatement at `stops`; `prices` are those of the steps between."""
    canvas, cells = Canvas(), list[dict[str, Any]]()
    high = 36.0 if card.lang == BOTH else 24.0
    every = [*grows, *shrinks]
    names = min(NAMES, max(text_width(said, 12) for row in every for said in say_apart(row.name, card.lang)))
    largest = [*(row.largest for row in every), *say_apart(heads.largest, card.lang)]
    right = WIDTH + 12 + max(text_width(said, 12) for said in largest)
    y = 0.0
    for head, rows in ((heads.grows, grows), (heads.shrinks, shrinks)):
        if rows:
            canvas.text(-names - 12, y + 12, say(head, card.lang), 11, colour=GREY)
            y += BETWEEN
        for row in rows:
            first, *second = say_apart(row.name, card.lang)
            middle = y + high / 2
            canvas.text(-12, middle - (7 if second else 0), shorten(first, 12, names), 12, "right")
            canvas.text(-12, middle + 8, shorten("".join(second), 10, names), 10, "right", GREY)
            canvas.text(right, middle, row.largest, 12, "right")
            canvas.square(0, y + 1, WIDTH, y + high - 1, "#F4F4F4")
            cells += [
                {
                    "x": x,
                    "x2": min(x2 + SEAM, WIDTH),
                    "y": y + 1,
                    "y2": y + high - 1,
                    "share": share,
                    "said": f"{share:.0%}",
                    "name": say(row.name, card.lang),
                }
                for x, x2, share in shares(row.activity, stops)
                if share
            ]
            y += high
    for up, said in enumerate(reversed(say_apart(heads.largest, card.lang))):
        canvas.text(right, -14 - 14 * up, said, 11, "right", GREY)
    above = add_axes(canvas, stops, prices, y, card)
    axis = add_axis_name(canvas, card, y)
    cells += add_scale(canvas, axis + 12, heads.share, card)
    above = add_title(canvas, card, -names - 12, above - 14, right)
    below = add_notes(canvas, card, -names - 12, axis + 26, right)
    margins = {"left": names + 28, "right": right - WIDTH + 12, "top": 14 - above, "bottom": below - y + 12}
    return framed(layers(canvas, heads, card), {"cells": cells, **canvas.data()}, card, y, margins)


def shares(activity: Sequence[float], stops: Sequence[float]) -> Iterator[tuple[float, float, float]]:
    """(from, to, share of the largest activity) in columns of pixels, those of one colour as one."""
    middles = np.arange(COLUMN / 2, WIDTH, COLUMN)
    found = np.interp(middles * stops[-1] / WIDTH, stops, np.abs(activity)) / np.abs(activity).max()
    levels = np.round(found * SHADES) / SHADES
    for share, columns in groupby(range(len(middles)), key=lambda n: float(levels[n])):
        some = list(columns)
        yield some[0] * COLUMN, (some[-1] + 1) * COLUMN, share


def add_axes(canvas: Canvas, stops: Sequence[float], prices: Sequence[float], height: float, card: Card) -> float:
    """The abatement under the rows, over them the price at the same places and the caps; returns the top."""
    for tick in ticks(0, stops[-1]):
        x = WIDTH * tick / stops[-1]
        price = prices[min(max(bisect_left(stops, tick) - 1, 0), len(prices) - 1)]
        canvas.line(x, height, x, height + 5, GREY)
        canvas.line(x, -5, x, 0, GREY)
        canvas.text(x, height + 16, number(tick), 12, "center")
        canvas.text(x, -14, number(price), 12, "center", halo=True)
    canvas.text(
        WIDTH / 2,
        -34,
        f"{say(card.price_name, card.lang)} ({say(card.price_unit, card.lang)})",
        12,
        "center",
        GREY,
        halo=True,
    )
    top = -34.0
    for mark in card.marks:
        if mark.axis == "abatement" and 0 <= mark.at <= stops[-1]:
            x, said = WIDTH * mark.at / stops[-1], say(mark.name, card.lang)
            top = -54.0
            canvas.line(x, top + 10, x, height, CAP_INK, 1.4, dashed=True)
            half = text_width(said, 12) / 2
            canvas.text(min(max(x, half), WIDTH - half), top, said, 12, "center", CAP_INK)
    return top - 8


def add_scale(canvas: Canvas, y: float, share: Text, card: Card) -> list[dict[str, Any]]:
    """The colours from nothing to the largest, right of what they mean."""
    said = say(share, card.lang)
    left = (WIDTH - text_width(said, 12) - 260) / 2
    canvas.text(left, y, said, 12, colour=GREY)
    left += text_width(said, 12) + 40
    canvas.text(left - 8, y, "0", 12, "right")
    canvas.text(left + 8 * SHADES + 8, y, "100%", 12)
    return [
        {"x": left + 8 * n, "x2": left + 8 * n + 8.4, "y": y - 6, "y2": y + 6, "share": (n + 1) / SHADES}
        for n in range(SHADES)
    ]


def layers(canvas: Canvas, heads: Heads, card: Card) -> list[alt.Chart]:
    """Empty rows under the cells, all else over them."""
    import altair as alt

    x, y = alt.X("x:Q", scale=None, axis=None), alt.Y("y:Q", scale=None, axis=None)
    shade = alt.Fill("share:Q", legend=None, scale=alt.Scale(scheme=SCHEME, domain=[0, 1], reverse=True))
    cells = (
        alt.Chart(alt.NamedData("cells"))
        .mark_rect(aria=False)
        .encode(
            x,
            alt.X2("x2:Q"),
            y,
            alt.Y2("y2:Q"),
            shade,
            tooltip=[alt.Tooltip("name:N", title=" "), alt.Tooltip("said:N", title=say(heads.share, card.lang))],
        )
    )
    squares, *rest = canvas.layers()
    return [squares, cells, *rest]
