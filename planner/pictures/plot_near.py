"""How far measures go in near-optimal plans: a bar from the least to the most, a mark where the cheapest plan is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from planner.calls.numbers import between
from planner.pictures.canvas import INK, PALE, WIDTH, Canvas
from planner.pictures.figure import LEFT, PALETTE, Card, add_notes, add_title, framed
from planner.pictures.fonts import shorten
from planner.pictures.words import Text, say

if TYPE_CHECKING:
    import altair as alt

ROW, NAMES, VALUES = 24.0, 250.0, 190.0
"Height of a row, room for the names and for the amounts [px]"
COLOURS = {"must": PALETTE[0], "choice": PALETTE[1]}


class Range(NamedTuple):
    """One measure, in its own unit."""

    name: Text
    least: float
    plan: float
    most: float
    unit: Text
    kind: str


def ranges(rows: Sequence[Range], card: Card) -> alt.LayerChart:
    """Draw a row a measure, each on its own scale from nothing to its most."""
    canvas = Canvas()
    left, right = NAMES - LEFT, WIDTH - VALUES
    for n, row in enumerate(rows):
        y = (n + 0.5) * ROW

        def x(value: float, most: float = row.most) -> float:
            return left + (right - left) * value / most

        canvas.text(-LEFT, y, shorten(say(row.name, card.lang), 12, NAMES - 8), 12)
        canvas.square(left, y - 1, right, y + 1, PALE)
        canvas.square(x(row.least), y - 7, x(row.most), y + 7, COLOURS[row.kind])
        canvas.line(x(row.plan), y - 9, x(row.plan), y + 9, INK, 2)
        said = f"{between(row.least, row.most)} {say(row.unit, card.lang)}"
        canvas.text(right + 10, y, shorten(said, 12, VALUES - 10), 12)
    height = len(rows) * ROW
    title = add_title(canvas, card, -LEFT, -12.0, WIDTH)
    bottom = add_notes(canvas, card, -LEFT, height + 8, WIDTH)
    margins = {"left": LEFT + 16, "right": 28.0, "top": 14 - title, "bottom": bottom - height + 14}
    return framed(canvas.layers(), canvas.data(), card, height, margins)
