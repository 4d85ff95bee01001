"""Marks in pixels: text, lines, numbered badges that never collide, the key table.

Where you are:  fonts -> [canvas] -> figure -> plot, plot_ranked -> cli
A chart is one Altair layer: bars and axes in the data's units, everything else in pixels from the plot's top left
corner (y downwards). The size is set here and not by the renderer, so the same input gives the same picture anywhere.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from planner.fonts import shorten, text_width

if TYPE_CHECKING:
    import altair as alt

INK, GREY, PALE = "#222222", "#666666", "#E3E3E3"
Lang = Literal["en", "zh", "both"]
RADIUS = 10.0
"Of a badge [px]"


class Words(NamedTuple):
    """The same words in two languages."""

    en: str
    zh: str


Text = str | Words


class Entry(NamedTuple):
    """One row of the key table."""

    number: int | None
    name: str
    second: str
    tonnes: str
    price: str
    colour: str


def say(text: Text, lang: Lang) -> str:
    """The words in one language, or Chinese then English; CO2, CH4, N2O ... with their subscripts."""
    if isinstance(text, str):
        words = text
    elif lang == "both":
        words = " ".join(dict.fromkeys(word for word in (text.zh, text.en) if word))
    else:
        words = (text.zh or text.en) if lang == "zh" else (text.en or text.zh)
    return re.sub(r"((?<=CO)2|(?<=CH)4|(?<=NF)3|(?<=SF)6|(?<=N)2(?=O))(?!\d)", lambda digit: chr(0x2050 + ord(digit[0])), words)


def number(value: float) -> str:
    """A number to read: thousands apart, about three figures, never -0."""
    if not math.isfinite(value):
        return "–"
    places = 0 if abs(value) >= 100 else 1 if abs(value) >= 1 or value == 0 else min(6, 1 - math.floor(math.log10(abs(value))))
    shown = f"{value:,.{places}f}"
    shown = shown.rstrip("0").rstrip(".") if "." in shown else shown
    return "0" if shown in ("-0", "") else shown.replace("-", "−")


def between(low: float, high: float) -> str:
    """A range, or one number where both ends read the same."""
    return number(low) if number(low) == number(high) else f"{number(low)}–{number(high)}"


def wrap(text: str, size: float, width: float) -> list[str]:
    """Lines no wider than `width` [px]; breaks after spaces and between Chinese characters."""
    lines = [""]
    for piece in re.findall(r"[\u2E80-\uFFFF][，。；：、）！？]*|[^\s\u2E80-\uFFFF]+\s*|\s+", text):
        if lines[-1] and text_width((lines[-1] + piece).rstrip(), size) > width:
            lines.append("")
        lines[-1] += piece
    return [line.rstrip() for line in lines]


def ticks(low: float, high: float, about: int = 6) -> list[float]:
    """Round numbers from low to high, `about` so many."""
    rough = (high - low) / about
    base = 10.0 ** math.floor(math.log10(rough))
    step = next(base * factor for factor in (1, 2, 2.5, 5, 10) if base * factor >= rough * (1 - 1e-9))
    return [round(i * step, 12) for i in range(math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9) + 1)]


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
        return (self.left < other.right and other.left < self.right
                and self.top < other.bottom and other.top < self.bottom)


def place_badges(
    tips: Sequence[tuple[float, float]], bars: Sequence[Box], width: float, taken: Sequence[Box] = (), lift: float = 16.0,
) -> list[tuple[float, float]]:
    """Centres of the badges above the tips (x rising), clear of each other, of the bars and of what is taken.

    Apart along x by a diameter, so no two can meet, whatever their height.
    """
    places = []
    for x, (_, tip) in zip(spread([x for x, _ in tips], 2 * RADIUS + 3, RADIUS, width - RADIUS), tips, strict=True):
        highest = min([tip, *(bar.top for bar in bars if bar.left < x + RADIUS and bar.right > x - RADIUS)])
        y = highest - lift - RADIUS
        for box in sorted(taken, key=lambda box: -box.top):
            if box.meets(Box(x - RADIUS - 2, y - RADIUS - 2, x + RADIUS + 2, y + RADIUS + 2)):
                y = box.top - RADIUS - 3
        places.append((x, y))
    return places


@dataclass
class Canvas:
    """Marks in pixels, gathered, then given to Altair at once."""

    texts: list[dict[str, Any]] = field(default_factory=list)
    lines: list[dict[str, Any]] = field(default_factory=list)
    squares: list[dict[str, Any]] = field(default_factory=list)
    discs: list[dict[str, Any]] = field(default_factory=list)

    def text(self, x: float, y: float, words: str, size: float = 12, align: str = "left", colour: str = INK,
             heavy: float = 0, halo: bool = False) -> Box:
        """Words centred on y; `heavy` thickens the strokes (the font has one weight). Returns the place they take."""
        if halo:
            self.text(x, y, words, size, align, "white", 4)
        self.texts.append({"x": x, "y": y, "words": words, "size": size, "align": align, "colour": colour, "heavy": heavy})
        wide = text_width(words, size)
        left = x - {"left": 0.0, "center": wide / 2, "right": wide}[align]
        return Box(left, y - size * 0.7, left + wide, y + size * 0.7)

    def line(self, x: float, y: float, x2: float, y2: float, colour: str = INK, wide: float = 1, dashed: bool = False) -> None:
        self.lines.append({"x": x, "y": y, "x2": x2, "y2": y2, "colour": colour, "wide": wide, "dashed": dashed})

    def square(self, x: float, y: float, x2: float, y2: float, colour: str) -> None:
        self.squares.append({"x": x, "y": y, "x2": x2, "y2": y2, "colour": colour})

    def badge(self, x: float, y: float, label: int, colour: str) -> None:
        self.discs.append({"x": x, "y": y, "words": str(label), "colour": colour})

    def key_table(self, x: float, heads: tuple[str, str, str], rows: Sequence[Entry], height: float) -> Box:
        """Badge, name, tonnes, price, one row each, from y = 0 down; returns the place it takes."""
        names = min(270.0, max(text_width(heads[0], 11), *(text_width(row.name, 12.5) for row in rows),
                               *(text_width(row.second, 10) for row in rows)))
        tonnes = x + 28 + names + 12 + max(text_width(heads[1], 11), *(text_width(row.tonnes, 12) for row in rows))
        price = tonnes + 16 + max(text_width(heads[2], 11), *(text_width(row.price, 12) for row in rows))
        self.text(x + 28, 0, heads[0], 11, colour=GREY)
        self.text(tonnes, 0, heads[1], 11, "right", GREY)
        self.text(price, 0, heads[2], 11, "right", GREY)
        self.line(x, 12, price, 12, PALE)
        y = 12 + height / 2
        for row in rows:
            if row.number is not None:
                self.badge(x + RADIUS, y, row.number, row.colour)
            self.text(x + 28, y - (6.5 if row.second else 0), shorten(row.name, 12.5, names), 12.5)
            self.text(x + 28, y + 8.5, shorten(row.second, 10, names), 10, colour=GREY)
            self.text(tonnes, y, row.tonnes, 12, "right")
            self.text(price, y, row.price, 12, "right")
            y += height
        return Box(x, 0, price, y - height / 2)

    def legend(self, box: Box, sectors: Iterable[tuple[str, str]]) -> Box:
        """Squares with the sectors' names, in columns under a box; returns the place they take."""
        shown = list(sectors)
        wide = max(text_width(name, 11.5) for name, _ in shown) + 34
        columns = max(1, int((box.right - box.left) // wide))
        for i, (name, colour) in enumerate(shown):
            x, y = box.left + wide * (i % columns), box.bottom + 22 + 20 * (i // columns)
            self.square(x + 4, y - 6, x + 16, y + 6, colour)
            self.text(x + 24, y, shorten(name, 11.5, box.right - x - 24), 11.5)
        return Box(box.left, box.bottom, box.right, box.bottom + 22 + 20 * ((len(shown) - 1) // columns) + 8)

    def layers(self) -> list[alt.Chart]:
        """The gathered marks as Altair charts, undermost first."""
        import altair as alt

        def chart(rows: list[dict[str, Any]]) -> alt.Chart:
            return alt.Chart(alt.Data(values=rows))

        def pixel(channel: Any, name: str) -> Any:
            return channel(f"{name}:Q", scale=None, axis=None)

        def as_is(channel: Any, name: str) -> Any:
            return channel(name, scale=None)

        x, y = pixel(alt.X, "x"), pixel(alt.Y, "y")
        colour = as_is(alt.Color, "colour:N")
        made = []
        if self.squares:
            made.append(chart(self.squares).mark_rect(aria=False).encode(x, y, alt.X2("x2:Q"), alt.Y2("y2:Q"), colour))
        for dashed in (False, True):
            if some := [line for line in self.lines if line["dashed"] == dashed]:
                made.append(chart(some).mark_rule(aria=False, strokeDash=[6, 4] if dashed else [1, 0]).encode(
                    x, y, alt.X2("x2:Q"), alt.Y2("y2:Q"), colour, strokeWidth=as_is(alt.StrokeWidth, "wide:Q")))
        written = {"x": x, "y": y, "text": alt.Text("words:N")}
        if self.texts:
            made.append(chart(self.texts).mark_text(
                aria=False, baseline="middle", align=alt.expr("datum.align"), strokeWidth=alt.expr("datum.heavy"),
                strokeJoin="round").encode(
                    **written, color=colour, stroke=as_is(alt.Stroke, "colour:N"), size=as_is(alt.Size, "size:Q")))
        if self.discs:
            made.append(chart(self.discs).mark_point(
                aria=False, filled=False, fill="white", size=math.pi * RADIUS**2, strokeWidth=1.8, opacity=1).encode(
                    x, y, stroke=as_is(alt.Stroke, "colour:N")))
            made.append(chart(self.discs).mark_text(
                aria=False, baseline="middle", size=11, color=INK, stroke=INK, strokeWidth=0.3, dy=0.5).encode(**written))
        return made
