"""Price paths: what the last tonne under each cap costs, year by year, with its interval at a kink.

Where you are:  fonts -> words -> canvas -> figure -> plot -> [plot_prices] -> price_card -> cli
Takes plain data. A line is a price; the bar on it spans what one tonne more would save and one less would cost.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from planner.canvas import GREY, INK, PALE, WIDTH, Box, Canvas, ticks
from planner.figure import LEFT, Card, add_notes, add_title, framed
from planner.fonts import text_width
from planner.words import Text, number, say, say_apart

if TYPE_CHECKING:
    import altair as alt

HEIGHT = 360.0
OUTLYING = 3.0
"Times the ninth tenth of the prices, above which the axis is cut"


class Price(NamedTuple):
    """Of one year: the price, and the ends of its interval; `high` is infinite where no plan keeps a lower cap."""

    price: float
    low: float
    high: float


class PricePath(NamedTuple):
    """The prices of one cap or one carbon price by year, in a colour; a carbon price is dashed."""

    name: Text
    prices: Mapping[int, Price]
    colour: str
    dashed: bool = False


def price_paths(paths: Sequence[PricePath], years: Sequence[int], card: Card) -> alt.LayerChart:
    """Draw the paths over all years of a plan; a gap in the years is a gap in the line."""
    canvas = Canvas()
    top = axis_top([price for path in paths for price in path.prices.values()])
    grid = ticks(0, top)

    def x(year: int) -> float:
        return WIDTH * (year - years[0]) / max(1, years[-1] - years[0])

    def y(price: float) -> float:
        return HEIGHT * (1 - min(price, top) / top)

    for tick in grid:
        canvas.square(0, y(tick) - 0.5, WIDTH, y(tick) + 0.5, PALE)
        canvas.text(-8, y(tick), number(tick), 12, "right")
    for year in (year for year in years if year % 5 == 0 or len(years) < 10):
        canvas.line(x(year), HEIGHT, x(year), HEIGHT + 5, GREY)
        canvas.text(x(year), HEIGHT + 14, str(year), 12, "center")
    points = []
    for path in paths:
        for year, price in path.prices.items():
            if price.high > price.low:
                canvas.line(x(year), y(price.low), x(year), y(price.high), path.colour, 5)
                if price.high > top:
                    canvas.text(x(year), -8, "▲", 10, "center", path.colour)
            points.append({"x": x(year), "y": y(price.price), "colour": path.colour, "name": say(path.name, card.lang),
                           "year": str(year), "price": number(price.price), "interval": interval(price)})
        for (a, before), (b, after) in pairwise(sorted(path.prices.items())):
            if b == a + 1:
                canvas.line(x(a), y(before.price), x(b), y(after.price), path.colour, 2, path.dashed)
    canvas.line(0, HEIGHT, WIDTH, HEIGHT, INK, 1.2)
    right = _names(canvas, paths, card)
    unit = say(card.price_unit, card.lang)
    for up, said in enumerate(reversed(say_apart(card.price_name, card.lang))):
        canvas.text(-LEFT + 8, -22 - 16 * up, f"{said} ({unit})" if not up else said, 12, colour=GREY)
    above = add_title(canvas, card, -LEFT, -24.0 - 16 * len(say_apart(card.price_name, card.lang)), right)
    below = add_notes(canvas, card, -LEFT, HEIGHT + 34, right)
    return framed(_layers(canvas), {"points": points, **canvas.data()}, card, HEIGHT, {
        "left": LEFT + 16, "right": right - WIDTH + 20, "top": 14 - above, "bottom": below - HEIGHT + 12})


def axis_top(prices: Sequence[Price]) -> float:
    """The highest price or finite end; where few lie far above the rest, just over the rest."""
    ends = sorted(end for price in prices for end in (price.price, price.high) if math.isfinite(end))
    if not ends or not ends[-1]:
        return 1.0
    most = ends[math.ceil(0.9 * len(ends)) - 1]
    return 1.05 * (ends[-1] if ends[-1] <= OUTLYING * most or not most else 1.5 * most)


def interval(price: Price) -> str:
    """Both ends, or nothing where they read the same."""
    ends = number(price.low), number(price.high) if math.isfinite(price.high) else "∞"
    return "" if ends[0] == ends[1] else f"{ends[0]}–{ends[1]}"


def _names(canvas: Canvas, paths: Sequence[PricePath], card: Card) -> float:
    """The key, right of the plot; returns where it ends."""
    left, y, right = WIDTH + 24.0, 8.0, WIDTH + 190.0
    for path in paths:
        canvas.line(left, y, left + 22, y, path.colour, 3, path.dashed)
        for said in say_apart(path.name, card.lang):
            canvas.text(left + 30, y, said, 12)
            right = max(right, left + 30 + text_width(said, 12))
            y += 17
        y += 7
    return Box(left, 0, right, y).right


def _layers(canvas: Canvas) -> list[alt.Chart]:
    """Points to hover over on top of the lines."""
    import altair as alt

    points = alt.Chart(alt.NamedData("points")).mark_point(aria=False, filled=True, size=28, opacity=1).encode(
        alt.X("x:Q", scale=None, axis=None), alt.Y("y:Q", scale=None, axis=None),
        color=alt.Color("colour:N", scale=None),
        tooltip=[alt.Tooltip(f"{name}:N") for name in ("name", "year", "price", "interval")])
    return [*canvas.layers(), points]
