"""A marginal abatement cost chart from bars: axes, badges, key, caps and prices, in Chinese, English or both.

Bars are in the data's units: x abatement, y money per tonne. Their order and colours are the caller's. What labels
them is placed in pixels from the plot's top left corner (y downwards).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from planner.calls.numbers import number, ticks
from planner.languages import Words
from planner.messages import sentence
from planner.pictures.charts import alt
from planner.pictures.fonts import shorten, text_width
from planner.pictures.key import RADIUS, Entry, badges, colour_key, key_columns, key_table
from planner.pictures.style import FONT_SIZE, Style
from planner.pictures.theme import (
    CAP_INK,
    GREY,
    INK,
    LEFT,
    NO_SECTOR,
    PALETTE,
    Lines,
    beside,
    block,
    numbers_axis,
    of_rows,
    page,
    side_by_side,
    zero_line,
)
from planner.pictures.words import Page, Text, say, say_apart, wrap

WIDTH, WIDE, LEAST_HEIGHT, BARS = 660.0, 940.0, 430.0, 160.0
"Of the plot beside its key and over it, least height of it, and of the bars between their labels [px]"
ROOM, FOR_VALUE, LIFT = 56.0, 44.0, 18.0
"For badges above and below the bars, for the price of a broken bar upright, and from a tip to its badge [px]"
STRIP, BESIDE = 122, 30
"Width of the no-regret box with the space beside it, and between plot and key [px]"
MOST_BESIDE, MOST_SPREAD = 24, 24
"Rows of a key beside the plot, a longer one stands under it; badges near their bars, more stand in a row"
LEAST_BAR = 2.0
"Half the height of a bar that costs nothing [px]"
GAP = {"numbers": 2 * RADIUS + 3, "names": 15.0, "none": 0.0}
"Between labels in a row [px]"
ELBOW, LONGEST_NAME = 22.0, 220.0
"Of a leader line between its bend and its label, and of a name [px]"

PRICE, ABATEMENT = sentence("chart_marginal_abatement_cost"), sentence("chart_cumulative_abatement")
TOO_HIGH, TOO_LOW, GOES_ON = (sentence(f"chart_{key}") for key in ("too_high", "too_low", "goes_on"))
NO_REGRET, NOT_RANKED = sentence("chart_no_regret_block"), sentence("chart_not_ranked")
AVOIDS, EMITS = sentence("chart_avoids"), sentence("chart_emits_more")
SAVES, COSTS = sentence("chart_and_saves"), sentence("chart_and_costs")


class Bar(NamedTuple):
    """From x to x2 [abatement], as high as its price; `details` are shown on hovering."""

    x: float
    x2: float
    price: float
    colour: str
    details: dict[str, str]


class Label(NamedTuple):
    """What an intervention and its sector are called."""

    name: Words
    sector: Words


class Mark(NamedTuple):
    """A line across the chart: a price (level), or a cap (upright, at an abatement)."""

    axis: Literal["price", "abatement"]
    at: float
    name: Text


class NoRegret(NamedTuple):
    """What the least-cost reference avoids and saves against another one; without a cost per tonne."""

    tonnes: float
    saving: float
    money: Text
    against: Text

    @property
    def shows(self) -> bool:
        """Not where both would read as 0."""
        return (number(self.tonnes), number(self.saving)) != ("0", "0")


class Badge(NamedTuple):
    """The number of a key row on the bar over x."""

    number: int
    x: float
    price: float
    colour: str
    name: str = ""


@dataclass(frozen=True)
class Card:
    """The words around a chart; `limit` cuts prices above it (and below its negative), None finds one where needed.

    Two prices are the price axis itself; `end` is where the other axis ends, None where the bars do.
    """

    title: Text
    abatement_unit: Text
    price_unit: Text
    subtitle: Sequence[Text] = ()
    note: Sequence[Text] = ()
    marks: Sequence[Mark] = ()
    no_regret: Sequence[NoRegret] = ()
    limit: float | tuple[float, float] | None = None
    price_name: Text = PRICE
    abatement_name: Text = ABATEMENT
    lang: str = "en"
    end: float | None = None
    style: Style = field(default_factory=Style)

    @property
    def page(self) -> Page:
        """The words around, and how the style draws them."""
        style = self.style
        look = {"scale": style.font_size / FONT_SIZE, "font": style.font, "dpi": style.dpi}
        return Page(style.title or self.title, self.subtitle, self.note, self.lang, look)

    def unit(self, unit: Text) -> str:
        """A unit in the language that the style says."""
        return say(unit, self.style.units or self.lang)


@dataclass
class Scale:
    """From the data's units to pixels: x in [0, end], y in [low, high], with room for badges above and below."""

    end: float
    low: float
    high: float
    height: float
    width: float
    above: float
    below: float

    @property
    def per_price(self) -> float:
        return (self.height - self.above - self.below) / (self.high - self.low)

    def x(self, abatement: float) -> float:
        return self.width * abatement / self.end

    def y(self, price: float) -> float:
        return self.above + (self.high - min(max(price, self.low), self.high)) * self.per_price

    def limit(self, sign: int) -> float:
        return self.high if sign > 0 else self.low

    def breaks(self, price: float) -> bool:
        """Whether a bar goes beyond the price axis."""
        return beyond(price, self.high) or beyond(-price, -self.low)


class Box(NamedTuple):
    """A rectangle [px]."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        beside = self.left < other.right and other.left < self.right
        return beside and self.top < other.bottom and other.top < self.bottom


def beyond(value: float, end: float) -> bool:
    return value > end + 1e-9 * abs(end)


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


def colours(labels: Mapping[str, Label], chosen: Mapping[str, str] | None = None) -> dict[Words, str]:
    """A colour for each sector, in the order of the labels: the same in every chart of a case; or as `chosen`."""
    sectors = list(dict.fromkeys(label.sector for label in labels.values()))
    given = {sector: PALETTE[i] if i < len(PALETTE) else NO_SECTOR for i, sector in enumerate(sectors)}
    return {s: next((shade for name, shade in (chosen or {}).items() if name in s), given[s]) for s in sectors}


def compose(
    card: Card,
    bars: Sequence[Bar],
    labels: Sequence[Badge],
    entries: Sequence[Entry],
    heads: tuple[str, str, str],
    sectors: Mapping[str, str],
    edged: bool = False,
) -> alt.VConcatChart:
    """The whole picture: the no-regret box, the plot, and the key beside it, or under it where that is long."""
    style = card.style
    shrunk = FONT_SIZE / style.font_size
    entries, labels = entries if style.labels == "numbers" else [], labels if style.labels != "none" else []
    aside = key_table(heads, entries, sectors) if 0 < len(entries) <= MOST_BESIDE else None
    sides = [sum(sign * label.price > 0 for label in labels) for sign in (1, -1)]
    room = WIDTH if len(entries) <= MOST_BESIDE else WIDE
    width = style.width * shrunk if style.width else max(room, GAP[style.labels] * max(sides))
    height = style.height * shrunk if style.height else max(LEAST_HEIGHT, aside.height + 60 if aside else 0)
    charts: list[Any] = [plot(card, bars, labels, width, height, edged)]
    boxed = [block for block in card.no_regret if block.shows]
    left, wide = 0 if boxed else LEFT, width + (STRIP + LEFT if boxed else 0)
    if boxed:
        charts.insert(0, no_regret_box(card, boxed, height))
    if aside:
        charts.append(aside)
        wide += BESIDE + aside.width
    rows: list[Any] = [side_by_side(charts, BESIDE)]
    if entries and not aside:
        rows.append(key_columns(heads, entries, sectors, wide))
    elif sectors and not aside:
        rows.append(alt.LayerChart(layer=[colour_key(sectors, wide)], width=width, height=1))
    return page(rows, card.page, left, round(wide))


def plot(
    card: Card, bars: Sequence[Bar], labels: Sequence[Badge], width: float, height: float, edged: bool
) -> alt.LayerChart:
    """The bars on their axes, and what stands over and on them."""
    last = max(bar.x2 for bar in bars)
    end = last if card.end is None else min(card.end, last)
    off = [bar for bar in bars if beyond(bar.x2, end)]
    bars = [bar._replace(x2=min(bar.x2, end)) for bar in bars if bar.x < end]
    low, high = axis_end(bars, card.limit)
    above, below = (room_for(labels, card.style.labels, sign, limit) for sign, limit in ((1, high), (-1, low)))
    below = below if low < 0 or any(label.price < 0 for label in labels) else 0.0
    scale = Scale(end, low, high if low or high else 1.0, max(height, above + below + BARS), width, above, below)
    levels = [mark for mark in card.marks if mark.axis == "price" and low <= mark.at <= high]
    named = [Box(6, scale.y(m.at) - 18, 6 + text_width(say(m.name, card.lang), 12), scale.y(m.at) - 2) for m in levels]
    layers = [drawn_bars(card, bars, scale, edged), zero_line(), *torn(bars, scale), *captions(card, bars, scale, off)]
    for mark in levels:
        layers.append(of_rows([{"at": mark.at}]).mark_rule(color=INK, strokeWidth=1.2, strokeDash=[6, 4]))
        layers[-1] = layers[-1].encode(alt.Y("at:Q"))
        layers += beside([say(mark.name, card.lang)], alt.value(6), "at:Q", {"at": mark.at}, align="left", dy=-10)
    return alt.LayerChart(
        layer=[*layers, *labelled(card, bars, labels, scale, named)], width=width, height=scale.height
    )


def drawn_bars(card: Card, bars: Sequence[Bar], scale: Scale, edged: bool) -> alt.LayerChart:
    """Bars on their axes; `edged`: each apart from the next, and a line where it costs nothing."""
    overlap = 0.0 if edged else 0.7 * scale.end / scale.width  # under the next bar, so that no seam shines through
    rows = [
        {
            "x": bar.x,
            "x2": min(bar.x2 + overlap, scale.end),
            "zero": 0.0,
            "price": min(max(bar.price, scale.low), scale.high),
            "colour": bar.colour,
            "edge": 0.8 if edged and scale.x(bar.x2 - bar.x) > 3 else 0,
            **bar.details,
        }
        for bar in bars
    ]
    flat = [
        row for row, bar in zip(rows, bars, strict=True) if edged and abs(scale.y(bar.price) - scale.y(0)) < LEAST_BAR
    ]
    name = f"{say(card.abatement_name, card.lang)} ({card.unit(card.abatement_unit)})"
    along, up = ticks(0, scale.end), ticks(scale.low, scale.high)
    across = alt.Axis(title=name, values=along, format=tick_format(along), grid=False, domain=False, labelFlush=False)
    prices = numbers_axis(room=LEFT)
    prices.values, prices.format = up, tick_format(up)
    domain = [scale.low - scale.below / scale.per_price, scale.high + scale.above / scale.per_price]
    x = alt.X("x:Q", scale=alt.Scale(domain=[0, scale.end], nice=False), axis=across)
    y = alt.Y("price:Q", title=None, scale=alt.Scale(domain=domain, nice=False), axis=prices)
    tip = [alt.Tooltip(f"{said}:N") for said in bars[0].details]
    base = of_rows(rows).mark_rect(stroke="white", strokeWidth=alt.expr("datum.edge"))
    layers = [base.encode(x, alt.X2("x2:Q"), y, alt.Y2("zero:Q"), alt.Color("colour:N", scale=None), tooltip=tip)]
    if flat:
        seen = of_rows(flat).mark_rule(strokeWidth=2 * LEAST_BAR)
        layers.append(seen.encode(alt.X("x:Q"), alt.X2("x2:Q"), alt.Y("zero:Q"), alt.Color("colour:N", scale=None)))
    return alt.LayerChart(layer=layers)


def torn(bars: Sequence[Bar], scale: Scale) -> list[alt.Chart]:
    """White strokes across the bars that go beyond the price axis."""
    strokes = []
    for sign in (1, -1):
        end = scale.limit(sign)
        off = [bar for bar in bars if end and beyond(sign * bar.price, sign * end)]
        for x in sorted({x for bar in off for x in range(int(scale.x(bar.x)) // 6 * 6, math.ceil(scale.x(bar.x2)), 6)}):
            y = scale.y(end)
            strokes.append({"x": x, "y": y + sign * 14, "x2": min(x + 6, scale.width), "y2": y + sign * 8})
    return [lines(strokes, "white", 2.5)] if strokes else []


def in_pixels(rows: Sequence[Mapping[str, Any]]) -> alt.Chart:
    """A chart of rows at their x and y in pixels."""
    return of_rows(rows).encode(alt.X("x:Q", scale=None, axis=None), alt.Y("y:Q", scale=None, axis=None))


def lines(rows: Sequence[Mapping[str, float]], colour: str, wide: float) -> alt.Chart:
    """Lines in pixels."""
    return in_pixels(rows).mark_rule(color=colour, strokeWidth=wide).encode(alt.X2("x2:Q"), alt.Y2("y2:Q"))


def captions(card: Card, bars: Sequence[Bar], scale: Scale, off: Sequence[Bar]) -> list[alt.Chart]:
    """Over the plot: the price axis' title, the caps, what is off the scale; a row higher where two would meet.

    `off`: the bars right of the plot's end.
    """
    unit, right = card.unit(card.price_unit), scale.width
    said = [(-float(LEFT), "left", f"{say(card.price_name, card.lang)} ({unit})", GREY)]
    caps = [mark for mark in card.marks if mark.axis == "abatement" and 0 <= mark.at <= scale.end]
    said += [(scale.x(mark.at), "center", say(mark.name, card.lang), CAP_INK) for mark in caps]
    high = [mark for mark in card.marks if mark.axis == "price" and mark.at > scale.high]
    said += [(right, "right", f"▲ {say(mark.name, card.lang)}", INK) for mark in high]
    for sign, arrow, cut in ((1, "▲", TOO_HIGH), (-1, "▼", TOO_LOW)):
        farthest = sign * max(sign * bar.price for bar in bars)
        if beyond(sign * farthest, sign * scale.limit(sign)) and not off:
            said.append((right, "right", f"{arrow} {say(cut, card.lang)} {number(farthest)} {unit}", INK))
    if off:
        last = f"{number(off[-1].x2)} {card.unit(card.abatement_unit)}, {number(off[-1].price)} {unit}"
        said.append((right, "right", f"{say(GOES_ON, card.lang)} {last} ▶", INK))
    placed, rows = list[Box](), list[dict[str, Any]]()
    for x, align, words, colour in said:
        wide = text_width(words, 12)
        x = min(max(x, wide / 2), right - wide / 2) if align == "center" else x
        edge, y = x - {"left": 0.0, "center": wide / 2, "right": wide}[align], -14.0
        while any(box.meets(Box(edge - 10, y - 8, edge + wide + 10, y + 8)) for box in placed):
            y -= 18
        placed.append(Box(edge, y - 8, edge + wide, y + 8))
        rows.append({"x": x, "y": y, "words": words, "align": align, "colour": colour})
    mark = in_pixels(rows).mark_text(baseline="middle", fontSize=12, align=alt.expr("datum.align"))
    texts = mark.encode(alt.Text("words:N"), alt.Color("colour:N", scale=None))
    rules = of_rows({"at": mark.at} for mark in caps).mark_rule(color=CAP_INK, strokeWidth=1.4, strokeDash=[6, 4])
    return [*([rules.encode(alt.X("at:Q"), y=alt.value(-4), y2=alt.value(scale.height))] if caps else []), texts]


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
    card: Card, bars: Sequence[Bar], labels: Sequence[Badge], scale: Scale, taken: Sequence[Box]
) -> list[alt.Chart]:
    """Numbers near the bars, or in a row beyond all of them as names are; each with a thin line to its bar."""
    names, leaders, shown, upright = card.style.labels == "names", list[dict[str, float]](), list[Any](), list[Any]()
    zero = scale.y(0)
    for sign in (1, -1):  # under the bars that go down all is turned round
        some = sorted((label for label in labels if (label.price >= 0) == (sign > 0)), key=lambda label: label.x)
        tips = [(scale.x(label.x), sign * scale.y(label.price)) for label in some]
        if names or len(labels) > MOST_SPREAD:
            gap, bend = GAP[card.style.labels], sign * scale.y(scale.limit(sign)) - 8
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


def no_regret_box(card: Card, blocks: Sequence[NoRegret], height: float) -> alt.LayerChart:
    """A box left of the price axis, off both scales: tonnes and money, and no cost per tonne."""
    lang, parts = card.lang, list[Lines]()

    def add(words: Text, size: float, colour: str = INK, over: int = 0) -> None:
        said = [line for part in say_apart(words, lang) for line in wrap(part, size, STRIP - 22)]
        parts.extend([Lines([""], over, over)] * bool(over))
        parts.append(Lines(said, size, round(size * 1.45), colour))

    add(NO_REGRET, 12.5)
    for tonnes, saving, money, against in blocks:
        add(against, 10.5, over=12)
        for words, amount, unit in (
            (AVOIDS if tonnes >= 0 else EMITS, abs(tonnes), card.abatement_unit),
            (SAVES if saving >= 0 else COSTS, abs(saving), money),
        ):
            first, *second = say_apart(unit, lang)
            add(words, 10.5, GREY, over=9)
            add(f"{number(amount)} {first}", 13)
            for said in second:
                add(said, 10, GREY)
    add(NOT_RANKED, 10, GREY, over=12)
    top = (height - sum(part.line * len(part.said) for part in parts)) / 2
    chart = block(parts, (STRIP - 10) / 2, STRIP - 10, round(height), top, "center")
    chart.view = alt.ViewConfig(fill="#F1F5F1")
    return chart
