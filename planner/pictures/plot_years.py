"""The cost of abatement in every year: emissions over the years, the price of the marginal tonne as colour, the caps.
Takes plain data. A column is the system curve of its year on end: from the emissions without a cap down to the least.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from planner.calls.numbers import between, number
from planner.pictures.canvas import WIDTH, Canvas, ticks
from planner.pictures.figure import LEFT, Card, add_notes, add_title, framed
from planner.pictures.fonts import text_width
from planner.pictures.theme import CAP_INK, GREY, INK, PALE
from planner.pictures.words import Text, say

if TYPE_CHECKING:
    import altair as alt

HIGH, ROW, SEAM = 440.0, 2.0, 0.6
"Height of the plot, of what has one colour, and how far a cell goes under the next [px]"
SHADES = 40
SCHEME = "viridis"
"As even to the eye as to the number, and readable without red and green"
SPREAD = 2.0, 98.0
"Percent of the tonnes between whose prices the colours lie; beyond, the last colour"


class Column(NamedTuple):
    """A year: emissions from the start to the end of its curve, one more than the prices of the steps between."""

    year: int
    emissions: Sequence[float]
    prices: Sequence[float]


class Heads(NamedTuple):
    """What the axis of emissions, the cap line and the colours are called."""

    emissions: Text
    cap: Text
    price: Text


class Shades(NamedTuple):
    """Prices to colours, by their logarithm."""

    low: float
    high: float

    def at(self, price: float) -> float:
        """0 to 1, in so many shades."""
        inside = min(max(price, self.low), self.high)
        return round(math.log(inside / self.low) / math.log(self.high / self.low) * SHADES) / SHADES


def price_surface(columns: Sequence[Column], caps: Mapping[int, float], heads: Heads, card: Card) -> alt.LayerChart:
    """Draw the columns side by side, and the caps over them."""
    canvas = Canvas()
    years = [column.year for column in columns]
    wide = WIDTH / (years[-1] - years[0] + 1)
    low = min(0.0, *(column.emissions[-1] for column in columns))
    high = 1.04 * max(*(column.emissions[0] for column in columns), *caps.values(), 1e-12)
    shades = shades_of(columns)

    def place(emissions: float) -> float:
        return HIGH * (high - emissions) / (high - low)

    def left(year: int) -> float:
        return wide * (year - years[0])

    for tick in ticks(low, high):
        canvas.square(0, place(tick) - 0.5, WIDTH, place(tick) + 0.5, PALE)
        canvas.text(-8, place(tick), number(tick), 12, "right")
    canvas.line(0, place(0), WIDTH, place(0), INK)
    for tick in ticks(years[0], years[-1], 8) if len(years) > 1 else years:
        if tick == int(tick):
            canvas.line(left(int(tick)) + wide / 2, HIGH, left(int(tick)) + wide / 2, HIGH + 5, GREY)
            canvas.text(left(int(tick)) + wide / 2, HIGH + 16, str(int(tick)), 12, "center")
    cells = [
        {
            "x": left(column.year),
            "x2": left(column.year) + wide + SEAM,
            "y": place(top),
            "y2": place(bottom) + SEAM,
            "shade": shade,
            "year": str(column.year),
            "emissions": between(bottom, top),
            "price": between(*prices),
        }
        for column in columns
        for top, bottom, shade, prices in cells_of(column, shades, (high - low) * ROW / HIGH)
    ]
    known = sorted((year, cap) for year, cap in caps.items() if years[0] <= year <= years[-1])
    for colour, thick in (("white", 4.5), (CAP_INK, 2.0)):
        for year, cap in known:
            canvas.line(left(year), place(cap), left(year) + wide, place(cap), colour, thick)
        for (year, cap), (then, next_cap) in pairwise(known):
            if then == year + 1:
                canvas.line(left(then), place(cap), left(then), place(next_cap), colour, thick)
    axis = f"{say(heads.emissions, card.lang)} ({say(card.abatement_unit, card.lang)})"
    canvas.text(-LEFT, -16, axis, 12, colour=GREY)
    if known:
        said = canvas.text(WIDTH, -16, say(heads.cap, card.lang), 12, "right")
        canvas.line(said.left - 28, -16, said.left - 8, -16, CAP_INK, 2)
    right = add_scale(canvas, cells, shades, heads, card)
    above = add_title(canvas, card, -LEFT, -40, right)
    below = add_notes(canvas, card, -LEFT, HIGH + 32, right)
    margins = {"left": LEFT + 16, "right": right - WIDTH + 16, "top": 14 - above, "bottom": below - HIGH + 14}
    return framed(layers(canvas, heads, card), {"cells": cells, **canvas.data()}, card, HIGH, margins)


def shades_of(columns: Sequence[Column]) -> Shades:
    """From the price of the cheapest tonnes to that of the dearest, but for a few; what costs nothing is the lowest."""
    prices = np.concatenate([np.asarray(column.prices) for column in columns])
    tonnes = np.concatenate([-np.diff(column.emissions) for column in columns])[prices > 0]
    prices = prices[prices > 0]
    order = np.argsort(prices)
    share = np.cumsum(tonnes[order]) / tonnes.sum() * 100 if len(order) else np.array([])
    found = [float(prices[order][np.searchsorted(share, edge)]) for edge in SPREAD] if len(order) else [1.0, 10.0]
    return Shades(found[0], found[1] if found[1] > found[0] * 1.01 else found[0] * 10)


def cells_of(column: Column, shades: Shades, high: float) -> Iterator[tuple[float, float, float, tuple[float, float]]]:
    """(top, bottom, shade, prices) of a year, in rows `high` tonnes high, those of one shade as one."""
    top, bottom = column.emissions[0], column.emissions[-1]
    rows = max(1, round((top - bottom) / high))
    edges = np.linspace(top, bottom, rows + 1)
    at = np.searchsorted(-np.asarray(column.emissions), -(edges[:-1] + edges[1:]) / 2) - 1
    prices = [column.prices[min(max(int(step), 0), len(column.prices) - 1)] for step in at]
    for shade, some in groupby(range(rows), key=lambda row: shades.at(prices[row])):
        of = list(some)
        yield float(edges[of[0]]), float(edges[of[-1] + 1]), shade, (prices[of[0]], prices[of[-1]])


def add_scale(canvas: Canvas, cells: list[dict[str, Any]], shades: Shades, heads: Heads, card: Card) -> float:
    """The colours upright at the right, with round prices; adds to the cells, and returns the right edge."""
    left, high = WIDTH + 28.0, HIGH / (SHADES + 1)
    unit = say(card.price_unit, card.lang)
    for n in range(SHADES + 1):
        y = HIGH - high * (n + 1)
        cells.append(
            {
                "x": left,
                "x2": left + 16,
                "y": y,
                "y2": y + high + (SEAM if n else 0),
                "shade": n / SHADES,
                "year": "",
                "emissions": "",
                "price": "",
            }
        )
    said = round_prices(shades)
    for price in said:
        y = HIGH - high / 2 - (HIGH - high) * math.log(price / shades.low) / math.log(shades.high / shades.low)
        canvas.line(left + 16, y, left + 21, y, GREY)
        canvas.text(left + 26, y, number(price), 12)
    head = canvas.text(left, -16, unit, 12, colour=GREY)
    return max(head.right, left + 26 + max(text_width(number(price), 12) for price in said))


def round_prices(shades: Shades) -> list[float]:
    """1, 2 and 5 times powers of ten; over three decades only these."""
    decades = range(math.floor(math.log10(shades.low)), math.ceil(math.log10(shades.high)) + 1)
    steps = (1, 2, 5) if math.log10(shades.high / shades.low) < 3 else (1,)
    found = [factor * 10.0**n for n in decades for factor in steps]
    return [price for price in found if shades.low <= price <= shades.high] or [shades.low, shades.high]


def layers(canvas: Canvas, heads: Heads, card: Card) -> list[alt.Chart]:
    """Grid under the cells, all else over them."""
    import altair as alt

    x, y = alt.X("x:Q", scale=None, axis=None), alt.Y("y:Q", scale=None, axis=None)
    shade = alt.Fill("shade:Q", legend=None, scale=alt.Scale(scheme=SCHEME, domain=[0, 1], reverse=True))
    shown = [("year", " "), ("emissions", say(heads.emissions, card.lang)), ("price", say(heads.price, card.lang))]
    cells = (
        alt.Chart(alt.NamedData("cells"))
        .mark_rect(aria=False)
        .encode(
            x,
            alt.X2("x2:Q"),
            y,
            alt.Y2("y2:Q"),
            shade,
            tooltip=[alt.Tooltip(f"{name}:N", title=title) for name, title in shown],
        )
    )
    squares, *rest = canvas.layers()
    return [squares, cells, *rest]
