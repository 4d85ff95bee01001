"""Shadow prices by year as a picture, with their interval at a kink; under them the caps for which each price holds.
Takes plain data. A bar upright through a point runs from what one tonne more would save to what one tonne less costs.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from planner.calls.numbers import number
from planner.pictures.canvas import GREY, INK, PALE, WIDTH, Box, Canvas, ticks
from planner.pictures.figure import CAP_INK, LEFT, Card, add_notes, add_title, framed
from planner.pictures.fonts import text_width
from planner.pictures.words import Text, say

if TYPE_CHECKING:
    import altair as alt

HIGH, LOW, BETWEEN = 300.0, 120.0, 66.0
"Height of the prices, of the caps, and between them [px]"
RANGE = "#B0B0B0"
DOT = 5.0
"Across a point [px]"
KINK = 1e-6
"Share of a price by which its two ends differ at a kink"


class Price(NamedTuple):
    """Of one cap in one year, per tonne as shown: nan or infinite where no plan keeps a lower cap."""

    price: float
    relaxed: float
    tightened: float
    cap: float
    cap_from: float
    cap_to: float

    @property
    def at_kink(self) -> bool:
        return self.tightened > self.relaxed * (1 + KINK)


class Line(NamedTuple):
    """The prices of one scope's caps by year; a budget, whose years share one cap, has no caps to show."""

    name: Text
    colour: str
    prices: Mapping[int, Price]
    yearly: bool = True


class Heads(NamedTuple):
    """What is drawn: the interval, the carbon price, the cap, and the caps for which the price holds."""

    kink: Text
    carbon_price: Text
    cap: Text
    holds: Text


class Frame(NamedTuple):
    """Where years and values of one panel lie [px]."""

    first: int
    last: int
    top: float
    high: float
    low: float
    end: float

    def x(self, year: float) -> float:
        years = self.last - self.first
        return 12 + (WIDTH - 24) * ((year - self.first) / years if years else 0.5)

    def y(self, value: float) -> float:
        return self.top + self.high * (self.end - min(max(value, self.low), self.end)) / (self.end - self.low)


def price_paths(lines: Sequence[Line], carbon_price: Mapping[int, float], heads: Heads, card: Card) -> alt.LayerChart:
    """Draw the prices of each line over the years, and the carbon price dashed; `card.abatement_unit` is the caps'."""
    canvas = Canvas()
    years = sorted({year for line in lines for year in (*line.prices, *carbon_price)})
    values = [end for line in lines for price in line.prices.values() for end in (price.price, price.tightened)]
    frame = Frame(
        years[0],
        years[-1],
        0.0,
        HIGH,
        0.0,
        1.06 * max([value for value in (*values, *carbon_price.values()) if math.isfinite(value)], default=0.0) or 1.0,
    )
    capped = [line for line in lines if line.yearly]
    add_grid(canvas, frame, not capped)
    for (year, price), (then, next_price) in pairwise(sorted(carbon_price.items())):
        canvas.line(frame.x(year), frame.y(price), frame.x(then), frame.y(next_price), INK, 1.4, dashed=True)
    for line in lines:
        add_prices(canvas, frame, line)
    height = HIGH
    if capped:
        caps = [price.cap for line in capped for price in line.prices.values()]
        under = Frame(years[0], years[-1], HIGH + BETWEEN, LOW, min(0.0, *caps), 1.1 * max(0.0, *caps) or 1.0)
        height = HIGH + BETWEEN + LOW
        add_grid(canvas, under, True)
        add_key(
            canvas,
            under.top - 16,
            [("line", CAP_INK, heads.cap), ("bar", GREY, heads.holds)],
            card,
            f"{say(heads.cap, card.lang)} ({say(card.abatement_unit, card.lang)})",
        )
        for line in capped:
            add_caps(canvas, under, line)
    drawn = [("dots", line.colour, line.name) for line in lines]
    if any(price.at_kink for line in lines for price in line.prices.values()):
        drawn.append(("bar", GREY, heads.kink))
    if carbon_price:
        drawn.append(("dashes", INK, heads.carbon_price))
    key = add_key(canvas, -16, drawn, card, f"{say(card.price_name, card.lang)} ({say(card.price_unit, card.lang)})")
    top = add_title(canvas, card, -LEFT, key.top - 16, WIDTH)
    bottom = add_notes(canvas, card, -LEFT, height + 32, WIDTH)
    margins = {"left": LEFT + 16, "right": 28.0, "top": 14 - top, "bottom": bottom - height + 14}
    return framed(canvas.layers(), canvas.data(), card, height, margins)


def add_grid(canvas: Canvas, frame: Frame, dated: bool) -> None:
    """Round numbers at the left; under the last panel the years."""
    for value in ticks(frame.low, frame.end, 6 if frame.high > LOW else 3):
        canvas.square(0, frame.y(value) - 0.5, WIDTH, frame.y(value) + 0.5, INK if value == 0 else PALE)
        canvas.text(-8, frame.y(value), number(value), 12, "right")
    if dated:
        round_years = (
            [year for year in ticks(frame.first, frame.last, 8) if year == int(year)]
            if frame.last > frame.first
            else [frame.first]
        )
        for year in round_years:
            canvas.line(frame.x(year), frame.top + frame.high, frame.x(year), frame.top + frame.high + 5, GREY)
            canvas.text(frame.x(year), frame.top + frame.high + 16, str(int(year)), 12, "center")


def add_prices(canvas: Canvas, frame: Frame, line: Line) -> None:
    """A line through neighbouring years, a point for each, and its interval where there is one."""
    for (year, price), (then, next_price) in pairwise(sorted(line.prices.items())):
        canvas.line(frame.x(year), frame.y(price.price), frame.x(then), frame.y(next_price.price), line.colour, 1.8)
    for year, price in line.prices.items():
        x, y = frame.x(year), frame.y(price.price)
        if price.at_kink:
            top = frame.y(price.tightened)
            canvas.square(x - 3, top, x + 3, frame.y(price.relaxed), RANGE)
            if math.isinf(price.tightened):
                canvas.text(x, top - 5, "▲", 9, "center", GREY)
        canvas.square(x - DOT / 2, y - DOT / 2, x + DOT / 2, y + DOT / 2, line.colour)


def add_caps(canvas: Canvas, frame: Frame, line: Line) -> None:
    """The caps as a line, through each the range over which its price holds."""
    for (year, price), (then, next_price) in pairwise(sorted(line.prices.items())):
        canvas.line(frame.x(year), frame.y(price.cap), frame.x(then), frame.y(next_price.cap), CAP_INK, 1.2)
    for year, price in line.prices.items():
        if not math.isnan(price.cap_from):
            x = frame.x(year)
            canvas.square(x - 3, frame.y(price.cap_to) - 0.5, x + 3, frame.y(price.cap_from) + 0.5, RANGE)


def add_key(canvas: Canvas, y: float, drawn: Sequence[tuple[str, str, Text]], card: Card, axis: str) -> Box:
    """The axis' name at the left; at the right, what each mark is, in as many rows as it takes. Returns its place."""
    left = canvas.text(-LEFT, y, axis, 12, colour=GREY).right + 12
    x, top = WIDTH, y
    for mark, colour, name in reversed(drawn):
        said = say(name, card.lang)
        if x < WIDTH and x - text_width(said, 12) - 26 < left:
            x, top = WIDTH, top - 20
        x = canvas.text(x, top, said, 12, "right").left - 26
        if mark == "bar":
            canvas.square(x + 8, top - 6, x + 14, top + 6, RANGE)
        else:
            canvas.line(x, top, x + 20, top, colour, 1.6, dashed=mark == "dashes")
        if mark == "dots":
            canvas.square(x + 10 - DOT / 2, top - DOT / 2, x + 10 + DOT / 2, top + DOT / 2, colour)
        x -= 18
    return Box(-LEFT, top - 8, WIDTH, y + 8)
