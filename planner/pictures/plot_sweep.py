"""What comes of a number that varies: panels one below the other over its values, a line for each of the other values.
Takes plain data.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from planner.calls.numbers import number
from planner.pictures.canvas import GREY, INK, PALE, WIDTH, Canvas, ticks
from planner.pictures.figure import LEFT, Card, add_notes, add_title, framed
from planner.pictures.fonts import shorten, text_width
from planner.pictures.words import Text, say

if TYPE_CHECKING:
    import altair as alt

HIGH, BETWEEN = 210.0, 46.0
"Height of a panel, and between two [px]"
EDGE, DOT = 12.0, 5.0
"Left and right of the values, and across a dot [px]"
JOINED = 200
"More points than these are dots without lines"


class Line(NamedTuple):
    """Of one set of the other values: its name, and the points, a value of each panel at an x; nan: no plan."""

    name: Text
    colour: str
    points: Sequence[tuple[float, tuple[float, ...]]]


class Frame(NamedTuple):
    """Where the values of one panel lie [px]."""

    first: float
    last: float
    top: float
    low: float
    end: float

    def x(self, value: float) -> float:
        wide = self.last - self.first
        return EDGE + (WIDTH - 2 * EDGE) * ((value - self.first) / wide if wide else 0.5)

    def y(self, value: float) -> float:
        return self.top + HIGH * (self.end - value) / (self.end - self.low)


def sweep_lines(lines: Sequence[Line], panels: Sequence[Text], names: Sequence[str], card: Card) -> alt.LayerChart:
    """Draw the panels; `names` stand under 0, 1, ... where the values are no numbers; `abatement_name`: the x axis."""
    canvas = Canvas()
    values = [x for line in lines for x, _ in line.points]
    ends = (-0.5, len(names) - 0.5) if names else (min(values), max(values))
    joined = not names and sum(len(line.points) for line in lines) <= JOINED
    top = 0.0
    for place, panel in enumerate(panels):
        found = [point[place] for line in lines for _, point in line.points if math.isfinite(point[place])]
        low, end = _range(found)
        frame = Frame(*ends, top, low, end)
        canvas.text(-LEFT, top - 16, say(panel, card.lang), 12, colour=GREY)
        _add_grid(canvas, frame, names, place == len(panels) - 1)
        for line in lines:
            _add_line(canvas, frame, line, place, joined)
        top += HIGH + BETWEEN
    height = top - BETWEEN
    canvas.text(WIDTH / 2, height + 38, say(card.abatement_name, card.lang), 12, "center", GREY)
    above = _add_key(canvas, lines, -38, card) if len(lines) > 1 else -22.0
    title = add_title(canvas, card, -LEFT, above - 10, WIDTH)
    bottom = add_notes(canvas, card, -LEFT, height + 50, WIDTH)
    margins = {"left": LEFT + 16, "right": 28.0, "top": 14 - title, "bottom": bottom - height + 14}
    return framed(canvas.layers(), canvas.data(), card, height, margins)


def _range(found: Sequence[float]) -> tuple[float, float]:
    """Where an axis begins and ends: at zero, unless all lies close together and far from it."""
    low, high = min(found, default=0.0), max(found, default=1.0)
    far = high - low < 0.3 * max(abs(low), abs(high))
    room = 0.06 * ((high - low) or abs(high) or 1.0)
    return (low - room if far else min(0.0, low)), high + room


def _add_grid(canvas: Canvas, frame: Frame, names: Sequence[str], last: bool) -> None:
    """Round numbers at the left, and under the last panel those of the number that varies, or names."""
    for value in ticks(frame.low, frame.end, 5):
        canvas.line(0, frame.y(value), WIDTH, frame.y(value), INK if value == 0 else PALE)
        canvas.text(-8, frame.y(value), number(value, 4), 12, "right")
    under = frame.top + HIGH
    canvas.line(0, under, WIDTH, under, GREY)
    marks = dict(enumerate(names)) if names else {x: number(x, 4) for x in ticks(frame.first, frame.last, 8)}
    for value, said in marks.items() if last else ():
        canvas.line(frame.x(value), under, frame.x(value), under + 5, GREY)
        canvas.text(frame.x(value), under + 16, shorten(said, 12, WIDTH / max(1, len(marks))), 12, "center")


def _add_line(canvas: Canvas, frame: Frame, line: Line, place: int, joined: bool) -> None:
    """Dots, and what joins neighbours that both have a plan."""
    at = [(frame.x(x), frame.y(point[place])) if math.isfinite(point[place]) else None for x, point in line.points]
    for here, there in pairwise(at):
        if joined and here and there:
            canvas.line(*here, *there, line.colour, 1.6)
    for x, y in filter(None, at):
        canvas.line(x - DOT / 2, y, x + DOT / 2, y, line.colour, DOT)


def _add_key(canvas: Canvas, lines: Sequence[Line], y: float, card: Card) -> float:
    """What each colour is, in rows above the first panel; returns their top."""
    rows: list[list[Line]] = [[]]
    room = WIDTH + LEFT
    for line in lines:
        wide = text_width(say(line.name, card.lang), 12) + 44
        if wide > room and rows[-1]:
            rows.append([])
            room = WIDTH + LEFT
        rows[-1].append(line)
        room -= wide
    for place, row in enumerate(reversed(rows)):
        x = -LEFT
        for line in row:
            at = y - 20 * place
            canvas.square(x, at - 5, x + 10, at + 5, line.colour)
            x = canvas.text(x + 16, at, say(line.name, card.lang), 12).right + 18
    return y - 20 * (len(rows) - 1)
