"""What held plans cost beyond the best: a row a plan, the spread of its regret over draws. Takes plain data."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from planner.calls.numbers import number
from planner.pictures.canvas import GREY, INK, PALE, WIDTH, Canvas, ticks
from planner.pictures.figure import LEFT, Card, add_notes, add_title, framed
from planner.pictures.fonts import shorten
from planner.pictures.plot_uncertainty import NARROW, WIDE, Band
from planner.pictures.words import Text, say

if TYPE_CHECKING:
    import altair as alt

ROW, NAMES, KEPT = 34.0, 200.0, 110.0
"Height of a row, room for the names and for the share in which the plan is kept [px]"


class Held(NamedTuple):
    """One plan: quantiles, mean and most of its regret, and what is said of how often it is kept."""

    name: Text
    band: Band
    mean: float
    most: float
    kept: Text


def regrets(rows: Sequence[Held], axis: Text, card: Card) -> alt.LayerChart:
    """Draw a row a plan: nine in ten of the draws, in it half of them, the middle as a line, the mean as a dot."""
    canvas, height = Canvas(), len(rows) * ROW
    end = 1.04 * max((row.most for row in rows), default=0.0) or 1.0
    left, right = NAMES - LEFT, WIDTH - KEPT

    def x(value: float) -> float:
        return left + (right - left) * value / end

    for value in ticks(0.0, end, 5):
        canvas.square(x(value) - 0.5, 0, x(value) + 0.5, height, INK if value == 0 else PALE)
        canvas.text(x(value), height + 12, number(value, 4), 12, "center")
    for n, row in enumerate(rows):
        y = (n + 0.5) * ROW
        canvas.text(-LEFT, y, shorten(say(row.name, card.lang), 12, NAMES - 8), 12)
        canvas.square(x(row.band.p5), y - 9, x(row.band.p95), y + 9, WIDE)
        canvas.square(x(row.band.p25), y - 9, x(row.band.p75), y + 9, NARROW)
        canvas.line(x(row.band.p50), y - 9, x(row.band.p50), y + 9, INK, 1.6)
        canvas.square(x(row.mean) - 3, y - 3, x(row.mean) + 3, y + 3, INK)
        canvas.line(x(row.most), y - 5, x(row.most), y + 5, GREY, 1.6)
        canvas.text(right + 12, y, say(row.kept, card.lang), 12, colour=GREY)
    canvas.text((left + right) / 2, height + 32, say(axis, card.lang), 12, "center", GREY)
    title = add_title(canvas, card, -LEFT, -12.0, WIDTH)
    bottom = add_notes(canvas, card, -LEFT, height + 48, WIDTH)
    margins = {"left": LEFT + 16, "right": 28.0, "top": 14 - title, "bottom": bottom - height + 14}
    return framed(canvas.layers(), canvas.data(), card, height, margins)
