"""A marginal abatement cost chart from bars: axes, badges, key, legend, caps and prices, in Chinese, English or both.

Where you are:  fonts -> canvas -> [figure] -> plot, plot_ranked -> cli
Bars are in the data's units: x abatement, y money per tonne. Their order and colours are the caller's.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from planner.canvas import (
    GREY, INK, PALE, RADIUS, Box, Canvas, Entry, Lang, Text, Words, between, number, place_badges, say, ticks, wrap,
)
from planner.fonts import FAMILY, text_width

if TYPE_CHECKING:
    import altair as alt

PALETTE = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#D55E00", "#56B4E9", "#8C6D31", "#7B68C8", "#B5BD00", "#A6192E",
           "#00A3A3", "#F4B6C2")
NO_SECTOR, CAP_INK = "#9A9A9A", "#B00020"
WIDTH, LEAST_HEIGHT = 660.0, 430.0
"Of the plot [px]"
ROOM = 56.0
"Above the highest and under the lowest bar, for their badges [px]"
LEFT, STRIP = 64.0, 122.0
"Width of the price axis, and of the no-regret box [px]"


PRICE = Words("Marginal abatement cost", "边际减排成本")
ABATEMENT = Words("Cumulative abatement", "累计减排量")
OFF_SCALE = Words("cut off; the dearest:", "超出坐标，最高")
NO_REGRET = Words("No-regret block", "无悔减排")
AVOIDS, EMITS = Words("avoids", "减排"), Words("emits more:", "增排")
SAVES, COSTS = Words("and saves", "节省"), Words("and costs", "多花")
NOT_RANKED = Words("least cost against frozen, whatever the caps; not to scale, no cost per tonne", "最低成本情景与冻结情景之差，与上限无关；不按比例，无单位成本")


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
    """What the least-cost reference avoids and saves against the frozen one; no cost per tonne, so no place on the axis."""

    tonnes: float
    saving: float
    money: Text


class Bar(NamedTuple):
    """From x to x2 [abatement], as high as its price; `details` are shown on hovering."""

    x: float
    x2: float
    price: float
    colour: str
    details: dict[str, str]


class Badge(NamedTuple):
    """The number of a key row on the bar over x."""

    number: int
    x: float
    price: float
    colour: str


@dataclass(frozen=True)
class Card:
    """The words around a chart; `limit` cuts prices above it (and below its negative), None finds one where needed."""

    title: Text
    abatement_unit: Text
    price_unit: Text
    subtitle: Sequence[Text] = ()
    note: Sequence[Text] = ()
    marks: Sequence[Mark] = ()
    no_regret: NoRegret | None = None
    limit: float | None = None
    lang: Lang = "en"


def colours(labels: Mapping[str, Label]) -> dict[Words, str]:
    """A colour for each sector, in the order of the labels: the same in every chart of a case."""
    sectors = list(dict.fromkeys(label.sector for label in labels.values()))
    return {sector: PALETTE[i] if i < len(PALETTE) else NO_SECTOR for i, sector in enumerate(sectors)}



def axis_end(bars: Sequence[Bar], limit: float | None, sign: int = 1) -> float:
    """Where the price axis ends, up (sign 1) or down (-1): the farthest bar, or nearer, where few bars would flatten the rest.

    Without a limit: if the farthest price is over 2.6 times the one that 95 % of the tonnes stay under, the axis ends at
    the next round number over 1.3 times that one.
    """
    farthest = max(0.0, *(sign * bar.price for bar in bars))
    if limit is not None:
        return sign * min(limit, farthest)
    reached, total = 0.0, sum(bar.x2 - bar.x for bar in bars)
    for bar in sorted(bars, key=lambda bar: sign * bar.price):
        reached += bar.x2 - bar.x
        if reached >= 0.95 * total:
            enough = 1.3 * sign * bar.price
            if not 0 < 2 * enough < farthest:
                break
            step = ticks(0, enough, 5)[1]
            return sign * step * math.ceil(enough / step)
    return sign * farthest


@dataclass
class Scale:
    """From the data's units to pixels: x in [0, end], y in [low, high] with room for badges around."""

    end: float
    low: float
    high: float
    height: float

    @property
    def room_below(self) -> float:
        return ROOM if self.low < 0 else 0.0

    @property
    def per_price(self) -> float:
        return (self.height - ROOM - self.room_below) / (self.high - self.low)

    def x(self, abatement: float) -> float:
        return WIDTH * abatement / self.end

    def y(self, price: float) -> float:
        return ROOM + (self.high - min(max(price, self.low), self.high)) * self.per_price

    @property
    def domain(self) -> tuple[float, float]:
        """Of the price axis, rooms included."""
        return self.low - self.room_below / self.per_price, self.high + ROOM / self.per_price


def compose(card: Card, bars: Sequence[Bar], badges: Sequence[Badge], entries: Sequence[Entry], heads: tuple[str, str, str],
            sectors: Sequence[tuple[str, str]]) -> alt.LayerChart:
    """The whole picture: the key first, since the plot is as high as it; then what stands over, on and under the plot."""
    canvas = Canvas()
    key = canvas.key_table(WIDTH + 36, heads, entries, 31 if any(entry.second for entry in entries) else 26)
    key = canvas.legend(key, sectors)
    scale = Scale(end=max(bar.x2 for bar in bars), low=axis_end(bars, card.limit, -1), high=axis_end(bars, card.limit),
                  height=max(LEAST_HEIGHT, key.bottom))
    left = LEFT + (STRIP if card.no_regret else 0)
    top = add_captions(canvas, card, bars, scale)
    taken = add_price_marks(canvas, card, scale)
    add_badges(canvas, bars, badges, scale, taken)
    if card.no_regret:
        add_no_regret(canvas, card, scale)
    top = add_title(canvas, card, -left, top)
    bottom = add_notes(canvas, card, -left, scale.height, key.right)
    return assemble(canvas, card, bars, scale, {"left": left + 16, "top": 14 - top, "right": key.right - WIDTH + 20,
                                                "bottom": bottom - scale.height + 12})


def add_captions(canvas: Canvas, card: Card, bars: Sequence[Bar], scale: Scale) -> float:
    """Over the plot: the price axis' title, the caps, what is off the scale; a row higher where two would meet."""
    unit = say(card.price_unit, card.lang)
    captions = [(-LEFT + 8, "left", f"{say(PRICE, card.lang)} ({unit})", GREY)]
    off = [bar for bar in bars if bar.price > scale.high * (1 + 1e-9)]
    if off:
        start, dearest = scale.x(off[0].x), max(bar.price for bar in off)
        captions.append((WIDTH, "right", f"▲ {say(OFF_SCALE, card.lang)} {number(dearest)} {unit}", INK))
        for x in range(int(start), int(WIDTH), 6):
            canvas.line(x, scale.y(scale.high) + 14, min(x + 6, WIDTH), scale.y(scale.high) + 8, "white", 2.5)
    for mark in card.marks:
        if mark.axis == "abatement" and 0 <= mark.at <= scale.end:
            canvas.line(scale.x(mark.at), -4, scale.x(mark.at), scale.height, CAP_INK, 1.4, dashed=True)
            captions.append((scale.x(mark.at), "center", say(mark.name, card.lang), CAP_INK))
        elif mark.axis == "price" and mark.at > scale.high:
            captions.append((WIDTH, "right", f"▲ {say(mark.name, card.lang)}", CAP_INK))
    placed: list[Box] = []
    for x, align, words, colour in captions:
        wide = text_width(words, 12)
        x = min(max(x, wide / 2), WIDTH - wide / 2) if align == "center" else x
        edge = x - {"left": 0.0, "center": wide / 2, "right": wide}[align]
        y = -14.0
        while any(box.meets(Box(edge - 10, y - 8, edge + wide + 10, y + 8)) for box in placed):
            y -= 18
        placed.append(canvas.text(x, y, words, 12, align, colour))
    return min(box.top for box in placed)


def add_price_marks(canvas: Canvas, card: Card, scale: Scale) -> list[Box]:
    """Level lines with their names at the left, just over them; returns the places of the names."""
    taken = []
    for mark in card.marks:
        if mark.axis == "price" and scale.low <= mark.at <= scale.high:
            y = scale.y(mark.at)
            canvas.line(0, y, WIDTH, y, CAP_INK, 1.4, dashed=True)
            taken.append(canvas.text(6, y - 10, say(mark.name, card.lang), 12, "left", CAP_INK, halo=True))
    return taken


def add_badges(canvas: Canvas, bars: Sequence[Bar], badges: Sequence[Badge], scale: Scale, taken: Sequence[Box]) -> None:
    """Numbers over the bars, and under those that go down, each with a thin line to its bar."""
    zero = scale.y(0)
    for sign in (1, -1):
        some = sorted((badge for badge in badges if (badge.price >= 0) == (sign > 0)), key=lambda badge: badge.x)
        tips = [(scale.x(badge.x), sign * scale.y(badge.price)) for badge in some]
        boxes = [Box(scale.x(bar.x), min(sign * scale.y(bar.price), sign * zero), scale.x(bar.x2), sign * zero) for bar in bars]
        blocked = [Box(box.left, min(sign * box.top, sign * box.bottom), box.right, max(sign * box.top, sign * box.bottom))
                   for box in taken]
        for badge, (x, y), (tip_x, tip_y) in zip(some, place_badges(tips, boxes, WIDTH, blocked), tips, strict=True):
            canvas.line(x, sign * y, tip_x, sign * tip_y, GREY)
            canvas.badge(x, sign * y, badge.number, badge.colour)


def add_no_regret(canvas: Canvas, card: Card, scale: Scale) -> None:
    """A box left of the price axis, off both scales: tonnes and money, and no cost per tonne."""
    assert card.no_regret is not None
    tonnes, saving, money = card.no_regret
    right, lang = -LEFT - 6, card.lang
    canvas.square(right - STRIP + 10, 0, right, scale.height, "#F1F5F1")
    written = [(line, 12.5, INK) for line in wrap(say(NO_REGRET, lang), 12.5, STRIP - 22)]
    for words, amount, unit in ((AVOIDS if tonnes >= 0 else EMITS, abs(tonnes), card.abatement_unit),
                                (SAVES if saving >= 0 else COSTS, abs(saving), money)):
        written += [("", 8, INK), *((line, 10.5, GREY) for line in wrap(say(words, lang), 10.5, STRIP - 22)),
                    *((line, 13, INK) for line in wrap(f"{number(amount)} {say(unit, lang)}", 13, STRIP - 22))]
    written += [("", 8, INK), *((line, 10, GREY) for line in wrap(say(NOT_RANKED, lang), 10, STRIP - 22))]
    y = (scale.height - sum(size * 1.45 for _, size, _ in written)) / 2
    for words, size, colour in written:
        canvas.text(right - STRIP / 2 + 5, y + size * 0.7, words, size, "center", colour)
        y += size * 1.45


def add_title(canvas: Canvas, card: Card, x: float, top: float) -> float:
    """Title and subtitle over the captions, from the left edge; returns their top."""
    lines = [line for text in card.subtitle for line in ([say(text, "zh"), say(text, "en")] if card.lang == "both" else [say(text, card.lang)])]
    y = top - 12
    for line in reversed(list(dict.fromkeys(lines))):
        canvas.text(x, y, line, 12, colour=GREY)
        y -= 18
    canvas.text(x, y - 6, say(card.title, card.lang), 18, heavy=0.6)
    return y - 20


def add_notes(canvas: Canvas, card: Card, x: float, y: float, right: float) -> float:
    """Abatement axis' title, then the notes, wrapped to the whole width; returns where they end."""
    canvas.text(WIDTH / 2, y + 38, f"{say(ABATEMENT, card.lang)} ({say(card.abatement_unit, card.lang)})", 12, "center", GREY)
    y += 52
    for text in card.note:
        for said in dict.fromkeys(say(text, lang) for lang in (("zh", "en") if card.lang == "both" else (card.lang,))):
            for line in wrap(said, 10.5, right - x):
                y += 16
                canvas.text(x, y, line, 10.5, colour=GREY)
    return y


def assemble(canvas: Canvas, card: Card, bars: Sequence[Bar], scale: Scale, padding: dict[str, float]) -> alt.LayerChart:
    """Bars on their axes, and over them the canvas; all sizes are given, so nothing depends on who renders it."""
    import altair as alt

    rows = [{"x": bar.x, "x2": bar.x2, "price": min(max(bar.price, scale.low), scale.high), "zero": 0.0, "colour": bar.colour,
             **bar.details} for bar in bars]
    x_axis = alt.Axis(title=None, values=ticks(0, scale.end), grid=False, domain=False, tickColor=GREY)
    y_axis = alt.Axis(title=None, values=ticks(scale.low, scale.high), domain=False, gridColor=PALE, ticks=False, labelPadding=8)
    drawn = alt.Chart(alt.Data(values=rows)).mark_rect(aria=False).encode(
        alt.X("x:Q", scale=alt.Scale(domain=[0, scale.end], nice=False), axis=x_axis), alt.X2("x2:Q"),
        alt.Y("price:Q", scale=alt.Scale(domain=list(scale.domain), nice=False), axis=y_axis), alt.Y2("zero:Q"),
        alt.Color("colour:N", scale=None), tooltip=[alt.Tooltip(f"{name}:N") for name in bars[0].details])
    canvas.line(0, scale.y(0), WIDTH, scale.y(0), INK, 1.2)
    return (
        alt.layer(drawn, *canvas.layers())
        .properties(width=WIDTH, height=scale.height, padding=padding, autosize=alt.AutoSizeParams(type="none"), background="white",
                    description=say(card.title, card.lang))
        .configure(font=FAMILY).configure_view(stroke=None)
        .configure_axis(labelFontSize=12, labelColor=INK))
