"""Marks in pixels: text, lines, numbered badges that never collide, the key table.
A chart is one Altair layer: bars and axes in the data's units, everything else in pixels from the plot's top left
corner (y downwards). The size is set here and not by the renderer, so the same input gives the same picture anywhere.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import altair as alt

from planner.calls.numbers import ticks
from planner.pictures.fonts import shorten, text_width
from planner.pictures.theme import GREY, INK, PALE, of_rows

RADIUS = 10.0
"Of a badge [px]"
WIDTH = 660.0
"Of the plot [px]"
ROOM = 56.0
"Above the highest and under the lowest bar, for their badges [px]"
FOR_VALUE = 44.0
"Over a broken bar's badge, for the bar's own price upright [px]"
LIFT = 18.0
"From the tip of a bar to its badge [px]"


class Bar(NamedTuple):
    """From x to x2 [abatement], as high as its price; `details` are shown on hovering."""

    x: float
    x2: float
    price: float
    colour: str
    details: dict[str, str]


class Entry(NamedTuple):
    """One row of the key table."""

    number: int | None
    name: str
    second: str
    tonnes: str
    price: str
    colour: str


def axis_end(bars: Sequence[Bar], limit: float | tuple[float, float] | None) -> tuple[float, float]:
    """Where the price axis ends, below and above: the farthest bars, or `limit` either way where they go beyond.

    A limit of two prices is the axis itself, with zero on it. Without a limit: p is the price, of either sign, that
    nine tenths of the tonnes stay within. If the farthest is over 3 p, and so would flatten them, the limit is the next
    round number over 1.5 p and over all prices up to 3 p: only extreme bars are broken.
    """
    if not bars:
        raise ValueError("nothing to draw: no step, or no measure that avoids anything")
    if isinstance(limit, tuple):
        return min(0.0, *limit), max(0.0, *limit)
    low, high = min(0.0, *(bar.price for bar in bars)), max(0.0, *(bar.price for bar in bars))
    if limit is None:
        reached, total, limit = 0.0, sum(bar.x2 - bar.x for bar in bars), max(high, -low)
        for bar in sorted(bars, key=lambda bar: abs(bar.price)):
            reached += bar.x2 - bar.x
            if reached >= 0.9 * total:
                if 0 < 3 * abs(bar.price) < limit:
                    within = max(abs(one.price) for one in bars if abs(one.price) <= 3 * abs(bar.price))
                    least = max(1.5 * abs(bar.price), within)
                    step = ticks(0, least, 5)[1]
                    limit = step * math.ceil(least / step - 1e-9)
                break
    return max(low, -limit), min(high, limit)


@dataclass
class Scale:
    """From the data's units to pixels: x in [0, end], y in [low, high] with room for badges around."""

    end: float
    low: float
    high: float
    height: float
    width: float = WIDTH
    above: float = ROOM
    "Over the highest price [px]"
    below: float = 0.0
    "Under the lowest [px]"

    @property
    def per_price(self) -> float:
        return (self.height - self.above - self.below) / (self.high - self.low)

    def x(self, abatement: float) -> float:
        return self.width * abatement / self.end

    def y(self, price: float) -> float:
        return self.above + (self.high - min(max(price, self.low), self.high)) * self.per_price

    @property
    def domain(self) -> tuple[float, float]:
        """Of the price axis, rooms included."""
        return self.low - self.below / self.per_price, self.high + self.above / self.per_price


def tick_format(places: Sequence[float]) -> str:
    """Of d3: as many decimals as tell the ticks apart, and no more."""
    decimals = next(n for n in range(15) if n == 14 or all(math.isclose(round(x, n), x, rel_tol=1e-9) for x in places))
    return f",.{decimals}~f"


def spread(wanted: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """The nearest places (least squares, same order) that are at least `gap` apart and lie in [low, high].

    With z_i = x_i - i gap the gaps become z_1 <= z_2 <= ...: pool neighbours that are out of order into their mean.
    Where so many do not fit, the gap shrinks.
    """
    gap = min(gap, (high - low) / max(1, len(wanted) - 1))
    pools: list[tuple[float, int]] = []
    for i, place in enumerate(wanted):
        mean, size = place - i * gap, 1
        while pools and pools[-1][0] > mean:
            before, count = pools.pop()
            mean, size = (before * count + mean * size) / (count + size), size + count
        pools.append((mean, size))
    last = high - (len(wanted) - 1) * gap
    pooled = [min(max(mean, low), last) for mean, size in pools for _ in range(size)]
    return [place + i * gap for i, place in enumerate(pooled)]


class Box(NamedTuple):
    """A rectangle [px]."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


def push_left(wanted: Sequence[float], gap: float) -> list[float]:
    """The nearest places that are at least `gap` apart, none right of where it is wanted."""
    places, last = [], math.inf
    for place in reversed(wanted):
        last = min(place, last - gap)
        places.append(last)
    return places[::-1]


def place_badges(
    tips: Sequence[tuple[float, float]],
    bars: Sequence[Box],
    width: float,
    taken: Sequence[Box] = (),
) -> list[tuple[float, float]]:
    """Centres of the badges above the tips, clear of each other, of the bars (both by rising x) and of what is taken.

    Each stands over its own tip, if it can. Where two meet, all from the one to the other are put more than a diameter
    apart along x (around their tips, or all to one side: what makes the shortest lines), and so on until none meet:
    groups only grow, and in one group of all none can.
    """
    gap, groups = 2 * RADIUS + 3, [[i] for i in range(len(tips))]
    lefts, rights = [bar.left for bar in bars], [bar.right for bar in bars]

    def lift(x: float, tip: float) -> float:
        under = bars[bisect_right(rights, x - RADIUS) : bisect_left(lefts, x + RADIUS)]
        y = min([tip, *(bar.top for bar in under)]) - LIFT - RADIUS
        for box in sorted(taken, key=lambda box: -box.top):
            if box.meets(Box(x - RADIUS - 2, y - RADIUS - 2, x + RADIUS + 2, y + RADIUS + 2)):
                y = box.top - RADIUS - 3
        return y

    def put(group: list[int]) -> list[tuple[float, float]]:
        wanted = [tips[i][0] for i in group]
        right = [-x for x in reversed(push_left([-x for x in reversed(wanted)], gap))]
        tried = []
        for way in (wanted, push_left(wanted, gap), right):
            xs = spread(way, gap, RADIUS, width - RADIUS)
            places = [(x, lift(x, tips[i][1])) for i, x in zip(group, xs, strict=True)]
            tried.append((sum(math.dist(place, tips[i]) for i, place in zip(group, places, strict=True)), places))
        return min(tried, key=lambda way: way[0])[1]

    while True:
        places = [place for group in groups for place in put(group)]
        meeting = next(
            (
                (i, j)
                for i, a in enumerate(groups)
                for j, b in enumerate(groups[i + 1 :], i + 1)
                if any(math.dist(places[p], places[q]) < gap - 0.01 for p in a for q in b)
            ),
            None,
        )
        if meeting is None:
            return places
        first, last = meeting
        groups[first : last + 1] = [[i for group in groups[first : last + 1] for i in group]]


@dataclass
class Canvas:
    """Marks in pixels, gathered, then given to Altair at once."""

    texts: list[dict[str, Any]] = field(default_factory=list)
    upright: list[dict[str, Any]] = field(default_factory=list)
    lines: list[dict[str, Any]] = field(default_factory=list)
    squares: list[dict[str, Any]] = field(default_factory=list)
    discs: list[dict[str, Any]] = field(default_factory=list)

    def text(
        self,
        x: float,
        y: float,
        words: str,
        size: float = 12,
        align: str = "left",
        colour: str = INK,
        heavy: float = 0,
        halo: bool = False,
    ) -> Box:
        """Words centred on y; `heavy` thickens the strokes (the font has one weight). Returns the place they take."""
        if halo:
            self.text(x, y, words, size, align, "white", 4)
        self.texts.append(
            {"x": x, "y": y, "words": words, "size": size, "align": align, "colour": colour, "heavy": heavy}
        )
        wide = text_width(words, size)
        left = x - {"left": 0.0, "center": wide / 2, "right": wide}[align]
        return Box(left, y - size * 0.7, left + wide, y + size * 0.7)

    def text_up(self, x: float, y: float, words: str, size: float = 11, align: str = "left", colour: str = INK) -> None:
        """Words from the bottom up (`left`: from y upwards; `right`: from below up to y), centred on x."""
        self.upright.append({"x": x, "y": y, "words": words, "size": size, "align": align, "colour": colour})

    def line(
        self, x: float, y: float, x2: float, y2: float, colour: str = INK, wide: float = 1, dashed: bool = False
    ) -> None:
        self.lines.append({"x": x, "y": y, "x2": x2, "y2": y2, "colour": colour, "wide": wide, "dashed": dashed})

    def square(self, x: float, y: float, x2: float, y2: float, colour: str) -> None:
        self.squares.append({"x": x, "y": y, "x2": x2, "y2": y2, "colour": colour})

    def badge(self, x: float, y: float, label: int, colour: str) -> None:
        self.discs.append({"x": x, "y": y, "words": str(label), "colour": colour})

    def key_table(self, x: float, heads: tuple[str, str, str], rows: Sequence[Entry], height: float) -> Box:
        """Badge, name, tonnes, price, one row each, from y = 0 down; returns the place it takes."""
        return self._column(Box(x, 0, x, 0), heads, rows, rows, height)

    def key_columns(
        self, left: float, top: float, right: float, heads: tuple[str, str, str], rows: Sequence[Entry], height: float
    ) -> Box:
        """The key table in as many columns as there is room for between left and right, from `top` down."""
        wide = Canvas()._column(Box(0, 0, 0, 0), heads, rows, rows, height).right
        count = max(1, int((right - left + 36) // (wide + 36)))
        each = math.ceil(len(rows) / count)
        bottom = top
        for n in range(math.ceil(len(rows) / each)):
            x = left + n * (right - left + 36) / count
            some = rows[n * each : (n + 1) * each]
            bottom = max(bottom, self._column(Box(x, top, x, top), heads, some, rows, height).bottom)
        return Box(left, top, right, bottom)

    def _column(
        self, at: Box, heads: tuple[str, str, str], rows: Sequence[Entry], like: Sequence[Entry], height: float
    ) -> Box:
        """Some rows of the key from the corner `at`, as wide as the rows `like` need."""
        x, top = at.left, at.top
        names = min(
            280.0,
            max(
                text_width(heads[0], 11),
                *(text_width(row.name, 12.5) for row in like),
                *(text_width(row.second, 10) for row in like),
            ),
        )
        tonnes = x + 28 + names + 12 + max(text_width(heads[1], 11), *(text_width(row.tonnes, 12) for row in like))
        price = tonnes + 16 + max(text_width(heads[2], 11), *(text_width(row.price, 12) for row in like))
        self.text(x + 28, top, heads[0], 11, colour=GREY)
        self.text(tonnes, top, heads[1], 11, "right", GREY)
        self.text(price, top, heads[2], 11, "right", GREY)
        self.line(x, top + 12, price, top + 12, PALE)
        y = top + 12 + height / 2
        for row in rows:
            if row.number is not None:
                self.badge(x + RADIUS, y, row.number, row.colour)
            self.text(x + 28, y - (6.5 if row.second else 0), shorten(row.name, 12.5, names), 12.5)
            self.text(x + 28, y + 8.5, shorten(row.second, 10, names), 10, colour=GREY)
            self.text(tonnes, y, row.tonnes, 12, "right")
            self.text(price, y, row.price, 12, "right")
            y += height
        return Box(x, top, price, y - height / 2)

    def legend(self, box: Box, sectors: Iterable[tuple[str, str]]) -> Box:
        """Squares with the sectors' names, in columns under a box; returns the place they take."""
        shown = list(sectors)
        if not shown:
            return box
        wide = max(text_width(name, 11.5) for name, _ in shown) + 34
        columns = max(1, int((box.right - box.left) // wide))
        for i, (name, colour) in enumerate(shown):
            x, y = box.left + wide * (i % columns), box.bottom + 22 + 20 * (i // columns)
            self.square(x + 4, y - 6, x + 16, y + 6, colour)
            self.text(x + 24, y, shorten(name, 11.5, box.right - x - 24), 11.5)
        return Box(box.left, box.bottom, box.right, box.bottom + 22 + 20 * ((len(shown) - 1) // columns) + 8)

    def layers(self) -> list[alt.Chart]:
        """The gathered marks as Altair charts, undermost first; sizes, colours and places as they are."""
        x, y = alt.X("x:Q", scale=None, axis=None), alt.Y("y:Q", scale=None, axis=None)
        x2, y2 = alt.X2("x2:Q"), alt.Y2("y2:Q")
        colour, stroke = alt.Color("colour:N", scale=None), alt.Stroke("colour:N", scale=None)
        wide, size = alt.StrokeWidth("wide:Q", scale=None), alt.Size("size:Q", scale=None)
        text = alt.Text("words:N")

        solid = [line for line in self.lines if not line["dashed"]]
        dashed = [line for line in self.lines if line["dashed"]]
        marks = [
            _chart(self.squares).mark_rect().encode(x, y, x2, y2, colour),
            _chart(solid).mark_rule().encode(x, y, x2, y2, colour, wide),
            _chart(dashed).mark_rule(strokeDash=[6, 4]).encode(x, y, x2, y2, colour, wide),
            _chart(self.texts)
            .mark_text(
                baseline="middle",
                align=alt.expr("datum.align"),
                strokeJoin="round",
                strokeWidth=alt.expr("datum.heavy"),
            )
            .encode(x, y, text, colour, stroke, size),
            _chart(self.upright)
            .mark_text(baseline="middle", angle=270, align=alt.expr("datum.align"))
            .encode(x, y, text, colour, size),
            _chart(self.discs)
            .mark_point(fill="white", size=math.pi * RADIUS**2, strokeWidth=1.8, opacity=1)
            .encode(x, y, stroke),
            _chart(self.discs)
            .mark_text(baseline="middle", size=11, color=INK, stroke=INK, strokeWidth=0.3, dy=0.5)
            .encode(x, y, text),
        ]
        return [mark for mark in marks if mark.data.values]


def _chart(rows: list[dict[str, Any]]) -> alt.Chart:
    return of_rows(rows)
