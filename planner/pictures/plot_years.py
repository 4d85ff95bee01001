"""The cost of abatement in every year: emissions over the years, the price of the marginal tonne as colour, the caps.

A column is the system curve of its year on end: from the emissions without a cap down to the least.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

import altair as alt
import numpy as np

from planner.calls.numbers import between
from planner.pictures.theme import (
    CAP_INK,
    GREY,
    WIDTH,
    Page,
    legend,
    numbers_axis,
    over,
    page,
    shades,
    values,
    years_axis,
    zero_line,
)
from planner.pictures.words import Text, say

HIGH, ROW, SEAM = 440, 2.0, 0.6
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
    """What the axis of emissions, the cap line, the price and its unit are called."""

    emissions: Text
    cap: Text
    price: Text
    unit: Text


class Shades(NamedTuple):
    """Prices to colours, by their logarithm."""

    low: float
    high: float

    def at(self, price: float) -> float:
        """0 to 1, in so many shades."""
        inside = min(max(price, self.low), self.high)
        return round(math.log(inside / self.low) / math.log(self.high / self.low) * SHADES) / SHADES

    def price(self, shade: float) -> float:
        """Whose shade it is."""
        return float(self.low * (self.high / self.low) ** shade)


def price_surface(columns: Sequence[Column], caps: Mapping[int, float], heads: Heads, words: Page) -> alt.VConcatChart:
    """Draw the columns side by side, and the caps over them."""
    years = list(range(columns[0].year, columns[-1].year + 1))
    low = min(0.0, *(column.emissions[-1] for column in columns))
    high = 1.04 * max(*(column.emissions[0] for column in columns), *caps.values(), 1e-12)
    colours, pixel = shades_of(columns), (high - low) / HIGH
    cells = alt.Chart(
        values(
            {"year": column.year, "top": top, "bottom": bottom - SEAM * pixel, "price": colours.price(shade),
             "emissions": between(bottom, top), "prices": between(*prices)}
            for column in columns
            for top, bottom, shade, prices in cells_of(column, colours, ROW * pixel)
        )
    )  # fmt: skip
    scale = alt.Scale(type="log", scheme=SCHEME, domain=[colours.low, colours.high], reverse=True, nice=False)
    key = alt.Legend(
        title=say(heads.unit, words.lang), values=round_prices(colours), format=",~r", gradientLength=200,
        titleFontWeight="normal", titleFontSize=12, titleColor=GREY, titlePadding=8,
    )  # fmt: skip
    x = alt.X("year:O", title=None, scale=alt.Scale(domain=years, padding=0), axis=years_axis(years))
    y = alt.Y("top:Q", title=None, scale=alt.Scale(domain=[low, high], nice=False), axis=numbers_axis())
    shown = [("year", " "), ("emissions", say(heads.emissions, words.lang)), ("prices", say(heads.price, words.lang))]
    layers = [
        zero_line(),
        cells.mark_rect(aria=False, width=alt.RelativeBandSize(band=1.03)).encode(
            x, y, alt.Y2("bottom:Q"), alt.Fill("price:Q", scale=scale, legend=key),
            tooltip=[alt.Tooltip(f"{name}:N", title=title) for name, title in shown],
        ),
    ]  # fmt: skip
    if caps:
        said = say(heads.cap, words.lang)
        path = alt.Chart(values({"year": year, "cap": caps.get(year), "name": said} for year in years))
        path = path.encode(alt.X("year:O"), alt.Y("cap:Q"))
        stroke = alt.Stroke("name:N", scale=shades({said: CAP_INK}), legend=legend("stroke"))
        layers += [
            path.mark_line(aria=False, interpolate="step", color="white", strokeWidth=4.5),
            path.mark_line(aria=False, interpolate="step", strokeWidth=2).encode(stroke),
        ]
    axis = over(heads.emissions, words.lang)
    return page([alt.LayerChart(layer=layers, width=WIDTH, height=HIGH, title=axis)], words)


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


def round_prices(shades: Shades) -> list[float]:
    """1, 2 and 5 times powers of ten; over three decades only these."""
    decades = range(math.floor(math.log10(shades.low)), math.ceil(math.log10(shades.high)) + 1)
    steps = (1, 2, 5) if math.log10(shades.high / shades.low) < 3 else (1,)
    found = [factor * 10.0**n for n in decades for factor in steps]
    return [price for price in found if shades.low <= price <= shades.high] or [shades.low, shades.high]
