"""The labels of bars: numbers near them, or in a row beyond all of them as names are, with lines that lead to the bars.

They are placed in pixels from the plot's top left corner (y downwards).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from planner.calls.numbers import number
from planner.pictures.charts import alt
from planner.pictures.fonts import shorten, text_width
from planner.pictures.key import RADIUS, badges
from planner.pictures.scale import Bar, Box, Scale, beyond
from planner.pictures.theme import GREY, in_pixels, lines

MOST_SPREAD = 24
"Badges near their bars; more stand in a row"
ROOM, FOR_VALUE, LIFT = 56.0, 44.0, 18.0
"For badges above and below the bars, for the price of a broken bar upright, and from a tip to its badge [px]"
GAP = {"numbers": 2 * RADIUS + 3, "names": 15.0, "none": 0.0}
"Between labels in a row [px]"
ELBOW, LONGEST_NAME = 22.0, 220.0
"Of a leader line between its bend and its label, and of a name [px]"


class Badge(NamedTuple):
    """The number of a key row on the bar over x."""

    number: int
    x: float
    price: float
    colour: str
    name: str = ""


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


def place_badges(
    tips: Sequence[tuple[float, float]], bars: Sequence[Box], width: float, taken: Sequence[Box] = ()
) -> list[tuple[float, float]]:
    """Centres of the badges above the tips: apart along x, clear of the bars and of what is taken."""
    places = []
    for x, (_, tip) in zip(spread([x for x, _ in tips], GAP["numbers"], RADIUS, width - RADIUS), tips, strict=True):
        y = min([tip, *(bar.top for bar in bars if bar.left < x + RADIUS and x - RADIUS < bar.right)]) - LIFT - RADIUS
        for box in sorted(taken, key=lambda box: -box.top):
            if box.meets(Box(x - RADIUS - 2, y - RADIUS - 2, x + RADIUS + 2, y + RADIUS + 2)):
                y = box.top - RADIUS - 3
        places.append((x, y))
    return places


def room_for(labels: Sequence[Badge], kind: str, sign: int, limit: float) -> float:
    """Over the bars, or under those below zero: for the badges, the prices of broken bars, or the names [px]."""
    some = [label for label in labels if sign * label.price > 0]
    if kind == "names" and some:
        return (
            max(text_width(upright_name(label, beyond(sign * label.price, sign * limit)), 11) for label in some)
            + ELBOW
            + 14
        )
    broken = any(beyond(sign * label.price, sign * limit) for label in some)
    return ROOM + (ELBOW if len(labels) > MOST_SPREAD else 0) + (FOR_VALUE if broken else 0)


def upright_name(label: Badge, broken: bool) -> str:
    """The name beside a leader line, with the price of a bar that goes beyond the axis."""
    name = shorten(label.name, 11, LONGEST_NAME)
    return f"{name}  {number(label.price)}" if broken else name


def labelled(
    kind: str, bars: Sequence[Bar], labels: Sequence[Badge], scale: Scale, taken: Sequence[Box]
) -> list[alt.Chart]:
    """Labels of a kind (`numbers`, `names`), clear of what is taken, each with a thin line to its bar."""
    names, leaders, shown, upright = kind == "names", list[dict[str, float]](), list[Any](), list[Any]()
    zero = scale.y(0)
    for sign in (1, -1):  # under the bars that go down all is turned round
        some = sorted((label for label in labels if (label.price >= 0) == (sign > 0)), key=lambda label: label.x)
        tips = [(scale.x(label.x), sign * scale.y(label.price)) for label in some]
        if names or len(labels) > MOST_SPREAD:
            gap, bend = GAP[kind], sign * scale.y(scale.limit(sign)) - 8
            xs = spread([x for x, _ in tips], gap, RADIUS, scale.width - RADIUS)
            places = [(x, bend - ELBOW - (0 if names else RADIUS)) for x in xs]
            bends = [(x, bend) for x, _ in tips]
        else:
            flipped = [(min(sign * scale.y(bar.price), sign * zero), bar) for bar in bars]
            boxes = [Box(scale.x(bar.x), top, scale.x(bar.x2), sign * zero) for top, bar in flipped]
            blocked = taken if sign > 0 else [Box(box.left, -box.bottom, box.right, -box.top) for box in taken]
            places = place_badges(tips, boxes, scale.width, blocked)
            bends = [(x, y) for x, y in tips]
        for label, tip, turn, (x, y) in zip(some, tips, bends, places, strict=True):
            ways = [(tip, turn), (turn, (x, y + (0 if names else RADIUS)))]
            leaders += [{"x": a, "y": sign * b, "x2": c, "y2": sign * d} for (a, b), (c, d) in ways if (a, b) != (c, d)]
            broken, side = scale.breaks(label.price), "left" if sign > 0 else "right"
            if not names:
                shown.append({"x": x, "y": sign * y, "number": label.number, "colour": label.colour})
            words = upright_name(label, broken) if names else number(label.price) if broken else ""
            if words:
                upright.append({"x": x, "y": sign * (y - 4 - (0 if names else RADIUS)), "words": words, "align": side})
    turned = in_pixels(upright).mark_text(baseline="middle", angle=270, fontSize=11, align=alt.expr("datum.align"))
    return [
        *([lines(leaders, GREY, 0.7 if names or len(labels) > MOST_SPREAD else 1)] if leaders else []),
        *(badges(in_pixels(shown)) if shown else []),
        *([turned.encode(alt.Text("words:N"))] if upright else []),
    ]
