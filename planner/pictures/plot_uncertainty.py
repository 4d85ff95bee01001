"""What draws leave open: bands by year, and what each number does to the cost at its ends. Takes plain data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from planner.calls.numbers import number
from planner.pictures.canvas import GREY, INK, PALE, WIDTH, Canvas, ticks
from planner.pictures.figure import LEFT, PALETTE, Card, add_notes, add_title, framed
from planner.pictures.fonts import shorten
from planner.pictures.words import Text, say

if TYPE_CHECKING:
    import altair as alt

HIGH, BETWEEN = 220.0, 50.0
"Height of a panel, and between two [px]"
WIDE, NARROW = "#C9DDEC", "#7FB2D6"
"Of the bands that hold nine in ten, and half of the draws"
ROW, NAMES, VALUES = 24.0, 250.0, 64.0
"Height of a number's row, and room for the names and beside the bars [px]"
LOWER, HIGHER = PALETTE[0], PALETTE[1]


class Band(NamedTuple):
    """Quantiles of one year."""

    p5: float
    p25: float
    p50: float
    p75: float
    p95: float


class Ends(NamedTuple):
    """What the cost changes by where one number has its low and its high end."""

    name: Text
    low: float
    high: float


def bands_by_year(panels: Sequence[tuple[Text, Mapping[int, Band]]], card: Card) -> alt.LayerChart:
    """Draw a bar for each year: nine in ten of the draws, in it half of them, the middle as a line."""
    canvas, top = Canvas(), 0.0
    years = sorted({year for _, bands in panels for year in bands})
    each = WIDTH / max(1, len(years))
    for place, (name, bands) in enumerate(panels):
        low, high = min(0.0, *(band.p5 for band in bands.values())), max(band.p95 for band in bands.values())
        end = high + 0.06 * ((high - low) or 1.0)

        def y(value: float, top: float = top, low: float = low, end: float = end) -> float:
            return top + HIGH * (end - value) / (end - low)

        canvas.text(-LEFT, top - 16, say(name, card.lang), 12, colour=GREY)
        for value in ticks(low, end, 5):
            canvas.square(0, y(value) - 0.5, WIDTH, y(value) + 0.5, INK if value == 0 else PALE)
            canvas.text(-8, y(value), number(value, 4), 12, "right")
        for n, year in enumerate(years):
            x = (n + 0.5) * each
            if place == len(panels) - 1 and (len(years) <= 12 or year % 5 == 0):
                canvas.text(x, top + HIGH + 16, str(year), 12, "center")
            if year not in bands:
                continue
            band = bands[year]
            canvas.square(x - 0.36 * each, y(band.p95), x + 0.36 * each, y(band.p5), WIDE)
            canvas.square(x - 0.36 * each, y(band.p75), x + 0.36 * each, y(band.p25), NARROW)
            canvas.line(x - 0.36 * each, y(band.p50), x + 0.36 * each, y(band.p50), INK, 1.6)
        top += HIGH + BETWEEN
    return _framed(canvas, card, top - BETWEEN, -30.0)


def tornado(ends: Sequence[Ends], axis: Text, card: Card) -> alt.LayerChart:
    """Draw a row for each number: from zero to what its low end does, and to what its high end does."""
    canvas = Canvas()
    found = [value for row in ends for value in (row.low, row.high)]
    low, high = min(0.0, *found), max(0.0, *found)
    left, right = NAMES - LEFT + VALUES, WIDTH - VALUES

    def x(value: float) -> float:
        return left + (right - left) * (value - low) / ((high - low) or 1.0)

    for n, row in enumerate(ends):
        y = (n + 0.5) * ROW
        canvas.text(-LEFT, y, shorten(say(row.name, card.lang), 12, NAMES - 8), 12)
        for value, colour in ((row.low, LOWER), (row.high, HIGHER)):
            canvas.square(min(x(0), x(value)), y - 8, max(x(0), x(value)), y + 8, colour)
        for value in {min(row.low, row.high), max(row.low, row.high)} - {0.0}:
            said = f"+{number(value)}" if value > 0 else number(value)
            canvas.text(x(value) + (6 if value > 0 else -6), y, said, 11, "left" if value > 0 else "right")
    height = len(ends) * ROW
    canvas.line(x(0), 0, x(0), height, INK)
    canvas.text((left + right) / 2, height + 18, say(axis, card.lang), 12, "center", GREY)
    return _framed(canvas, card, height, -12.0)


def _framed(canvas: Canvas, card: Card, height: float, above: float) -> alt.LayerChart:
    title = add_title(canvas, card, -LEFT, above, WIDTH)
    bottom = add_notes(canvas, card, -LEFT, height + 34, WIDTH)
    margins = {"left": LEFT + 16, "right": 28.0, "top": 14 - title, "bottom": bottom - height + 14}
    return framed(canvas.layers(), canvas.data(), card, height, margins)
