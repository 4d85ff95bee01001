"""The cost of abatement in every year: emissions over the years, the price of the marginal tonne as colour, the caps.

A column is the system curve of its year on end: from the emissions without a cap down to the least.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from itertools import groupby

import numpy as np
import pandas as pd

from planner.calls.numbers import between
from planner.pictures.charts import alt
from planner.pictures.theme import (
    CAP_INK,
    GREY,
    WIDTH,
    keyed,
    numbers_axis,
    of_rows,
    over,
    page,
    tips,
    years_axis,
    zero_line,
)
from planner.pictures.words import Page, Text, say

HIGH, ROW, SEAM = 440, 2.0, 0.6
"Height of the plot, of what has one colour, and how far a cell goes under the next [px]"
SHADES = 40
SCHEME = "viridis"
"As even to the eye as to the number, and readable without red and green"
SPREAD = 0.02, 0.98
"Shares of the tonnes between whose prices the colours lie; beyond, the last colour"


def price_surface(
    steps: pd.DataFrame, caps: Mapping[int, float], heads: Mapping[str, Text], words: Page
) -> alt.VConcatChart:
    """Draw the steps (year, emissions_from, emissions_to, price) of each year as a column, and the caps over them.

    `heads`: what the axis of `emissions`, the `cap`, the `price` and its `unit` are called.
    """
    said = {key: say(head, words.lang) for key, head in heads.items()}
    years = list(range(int(steps["year"].min()), int(steps["year"].max()) + 1))
    low = min(0.0, steps["emissions_to"].min())
    high = 1.04 * max(steps["emissions_from"].max(), *caps.values(), 1e-12)
    cheap, dear = ends_of(steps)
    pixel = (high - low) / HIGH
    cells = of_rows(
        {"year": int(year), "top": top, "bottom": bottom - SEAM * pixel, "price": price,
         "emissions": between(bottom, top), "prices": between(*prices)}
        for year, of in steps.groupby("year")
        for top, bottom, price, prices in cells_of(of, cheap, dear, ROW * pixel)
    )  # fmt: skip
    scale = alt.Scale(type="log", scheme=SCHEME, domain=[cheap, dear], reverse=True, nice=False)
    key = alt.Legend(
        title=said["unit"], values=round_prices(cheap, dear), format=",~r", gradientLength=200,
        titleFontWeight="normal", titleFontSize=12, titleColor=GREY, titlePadding=8,
    )  # fmt: skip
    x = alt.X("year:O", title=None, scale=alt.Scale(domain=years, padding=0), axis=years_axis(years))
    y = alt.Y("top:Q", title=None, scale=alt.Scale(domain=[low, high], nice=False), axis=numbers_axis())
    tip = tips("year:N", **{"emissions:N": said["emissions"], "prices:N": said["price"]})
    fill = alt.Fill("price:Q", scale=scale, legend=key)
    cells = cells.mark_rect(width=alt.RelativeBandSize(band=1.03)).encode(x, y, alt.Y2("bottom:Q"), fill, tooltip=tip)
    layers = [zero_line(), cells]
    if caps:
        path = of_rows({"year": year, "cap": caps.get(year), "name": said["cap"]} for year in years)
        path = path.encode(alt.X("year:O"), alt.Y("cap:Q"))
        layers += [
            path.mark_line(interpolate="step", color="white", strokeWidth=4.5),
            path.mark_line(interpolate="step", strokeWidth=2).encode(
                keyed(alt.Stroke, {said["cap"]: CAP_INK}, "stroke")
            ),
        ]
    axis = over(heads["emissions"], words.lang)
    return page([alt.LayerChart(layer=layers, width=WIDTH, height=HIGH, title=axis)], words)


def ends_of(steps: pd.DataFrame) -> tuple[float, float]:
    """The prices between which colours lie: of the cheapest tonnes and the dearest, but for a few of both."""
    costing = steps[steps["price"] > 0].sort_values("price")
    if costing.empty:
        return 1.0, 10.0
    share = (costing["emissions_from"] - costing["emissions_to"]).cumsum()
    cheap, dear = (float(costing["price"].iloc[np.searchsorted(share, edge * share.iloc[-1])]) for edge in SPREAD)
    return cheap, dear if dear > cheap * 1.01 else cheap * 10


def cells_of(
    steps: pd.DataFrame, cheap: float, dear: float, high: float
) -> Iterator[tuple[float, float, float, tuple[float, float]]]:
    """(top, bottom, price of its colour, prices) of a year, in rows `high` tonnes high, those of one colour as one.

    Colours are even in the logarithm of the price.
    """
    top, bottom = float(steps["emissions_from"].iloc[0]), float(steps["emissions_to"].iloc[-1])
    edges = np.linspace(top, bottom, max(1, round((top - bottom) / high)) + 1)
    at = np.searchsorted(-steps["emissions_to"].to_numpy(), -(edges[:-1] + edges[1:]) / 2)
    prices = steps["price"].to_numpy()[np.minimum(at, len(steps) - 1)]
    ratio = math.log(dear / cheap)
    shades = np.round(np.log(np.clip(prices, cheap, dear) / cheap) / ratio * SHADES)
    for shade, some in groupby(range(len(prices)), key=lambda row: float(shades[row])):
        of, price = list(some), cheap * math.exp(ratio * shade / SHADES)
        yield float(edges[of[0]]), float(edges[of[-1] + 1]), price, (float(prices[of[0]]), float(prices[of[-1]]))


def round_prices(low: float, high: float) -> list[float]:
    """1, 2 and 5 times powers of ten; over three decades only these."""
    decades = range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
    factors = (1, 2, 5) if math.log10(high / low) < 3 else (1,)
    found = [factor * 10.0**n for n in decades for factor in factors]
    return [price for price in found if low <= price <= high] or [low, high]
