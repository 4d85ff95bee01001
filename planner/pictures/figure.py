"""A marginal abatement cost chart from bars: axes, badges, key, legend, caps and prices, in Chinese, English or both.
Bars are in the data's units: x abatement, y money per tonne. Their order and colours are the caller's.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from planner.pictures.canvas import (
    GREY,
    INK,
    PALE,
    RADIUS,
    WIDTH,
    Bar,
    Box,
    Canvas,
    Entry,
    Scale,
    axis_end,
    place_badges,
    tick_format,
    ticks,
)
from planner.pictures.fonts import FAMILY, text_width
from planner.pictures.words import Lang, Text, Words, number, say, say_apart, wrap

if TYPE_CHECKING:
    import altair as alt

PALETTE = (
    "#0072B2",
    "#E69F00",
    "#009E73",
    "#CC79A7",
    "#D55E00",
    "#56B4E9",
    "#8C6D31",
    "#7B68C8",
    "#B5BD00",
    "#A6192E",
    "#00A3A3",
    "#F4B6C2",
)
NO_SECTOR, CAP_INK = "#9A9A9A", "#B00020"
LEAST_HEIGHT = 430.0
"Of the plot [px]"
LEFT, STRIP = 64.0, 122.0
"Width of the price axis, and of the no-regret box [px]"

PRICE = Words("Marginal abatement cost", "边际减排成本")
ABATEMENT = Words("Cumulative abatement", "累计减排量")
TOO_HIGH = Words("axis cut; the dearest:", "坐标截断，最高")
TOO_LOW = Words("axis cut; the cheapest:", "坐标截断，最低")
NO_REGRET = Words("No-regret block", "无悔减排")
AVOIDS, EMITS = Words("avoids", "减排"), Words("emits more:", "增排")
SAVES, COSTS = Words("and saves", "节省"), Words("and costs", "多花")
NOT_RANKED = Words("not to scale, no cost per tonne", "不按比例，不计单位成本")


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


@dataclass(frozen=True)
class Card:
    """The words around a chart; `limit` cuts prices above it (and below its negative), None finds one where needed."""

    title: Text
    abatement_unit: Text
    price_unit: Text
    subtitle: Sequence[Text] = ()
    note: Sequence[Text] = ()
    marks: Sequence[Mark] = ()
    no_regret: Sequence[NoRegret] = ()
    limit: float | None = None
    price_name: Text = PRICE
    abatement_name: Text = ABATEMENT
    lang: Lang = "en"


def colours(labels: Mapping[str, Label]) -> dict[Words, str]:
    """A colour for each sector, in the order of the labels: the same in every chart of a case."""
    sectors = list(dict.fromkeys(label.sector for label in labels.values()))
    return {sector: PALETTE[i] if i < len(PALETTE) else NO_SECTOR for i, sector in enumerate(sectors)}


def compose(
    card: Card,
    bars: Sequence[Bar],
    badges: Sequence[Badge],
    entries: Sequence[Entry],
    heads: tuple[str, str, str],
    sectors: Sequence[tuple[str, str]],
    edged: bool = False,
) -> alt.LayerChart:
    """The whole picture: the key first, since the plot is as high as it; then what stands over, on and under it."""
    canvas = Canvas()
    key = canvas.key_table(WIDTH + 36, heads, entries, 31 if any(entry.second for entry in entries) else 26)
    key = canvas.legend(key, sectors)
    low, high = axis_end(bars, card.limit)
    scale = Scale(bars[-1].x2, low, high if low or high else 1.0, max(LEAST_HEIGHT, key.bottom))
    boxed = any(block.shows for block in card.no_regret)
    left = LEFT + (STRIP if boxed else 0)
    top = add_captions(canvas, card, bars, scale)
    taken = add_price_marks(canvas, card, scale)
    add_badges(canvas, bars, badges, scale, taken)
    if boxed:
        add_no_regret(canvas, card, scale)
    top = add_title(canvas, card, -left, top, key.right)
    bottom = add_notes(canvas, card, -left, add_axis_name(canvas, card, scale.height), key.right)
    margins = {
        "left": left + 16,
        "right": key.right - WIDTH + 20,
        "top": 14 - top,
        "bottom": bottom - scale.height + 12,
    }
    return assemble(canvas, card, bars, scale, margins, edged)


def add_captions(canvas: Canvas, card: Card, bars: Sequence[Bar], scale: Scale) -> float:
    """Over the plot: the price axis' title, the caps, what is off the scale; a row higher where two would meet."""
    unit = say(card.price_unit, card.lang)
    captions = [(-LEFT + 8, "left", f"{say(card.price_name, card.lang)} ({unit})", GREY)]
    for mark in card.marks:
        if mark.axis == "abatement" and 0 <= mark.at <= scale.end:
            canvas.line(scale.x(mark.at), -4, scale.x(mark.at), scale.height, CAP_INK, 1.4, dashed=True)
            captions.append((scale.x(mark.at), "center", say(mark.name, card.lang), CAP_INK))
        elif mark.axis == "price" and mark.at > scale.high:
            captions.append((WIDTH, "right", f"▲ {say(mark.name, card.lang)}", INK))
    for sign, end, arrow, cut in ((1, scale.high, "▲", TOO_HIGH), (-1, scale.low, "▼", TOO_LOW)):
        off = [bar for bar in bars if sign * bar.price > sign * end * (1 + 1e-9)]
        if off:
            farthest = max(off, key=lambda bar: sign * bar.price).price
            captions.append((WIDTH, "right", f"{arrow} {say(cut, card.lang)} {number(farthest)} {unit}", INK))
        torn = {x for bar in off for x in range(int(scale.x(bar.x)) // 6 * 6, math.ceil(scale.x(bar.x2)), 6)}
        for tear in sorted(torn):
            canvas.line(tear, scale.y(end) + sign * 14, min(tear + 6, WIDTH), scale.y(end) + sign * 8, "white", 2.5)
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
            canvas.line(0, y, WIDTH, y, INK, 1.2, dashed=True)
            taken.append(canvas.text(6, y - 10, say(mark.name, card.lang), 12, "left", INK, halo=True))
    return taken


def add_badges(
    canvas: Canvas,
    bars: Sequence[Bar],
    badges: Sequence[Badge],
    scale: Scale,
    taken: Sequence[Box],
) -> None:
    """Numbers over the bars, and under those that go down (y turned round), each with a thin line to its bar."""
    for sign in (1, -1):
        some = sorted((badge for badge in badges if (badge.price >= 0) == (sign > 0)), key=lambda badge: badge.x)
        tips = [(scale.x(badge.x), sign * scale.y(badge.price)) for badge in some]
        zero = sign * scale.y(0)
        boxes = [Box(scale.x(bar.x), min(sign * scale.y(bar.price), zero), scale.x(bar.x2), zero) for bar in bars]
        blocked = [box if sign > 0 else Box(box.left, -box.bottom, box.right, -box.top) for box in taken]
        for badge, (x, y), (tip_x, tip_y) in zip(some, place_badges(tips, boxes, WIDTH, blocked), tips, strict=True):
            canvas.line(x, sign * (y + RADIUS), tip_x, sign * tip_y, GREY)
            canvas.badge(x, sign * y, badge.number, badge.colour)


def add_no_regret(canvas: Canvas, card: Card, scale: Scale) -> None:
    """A box left of the price axis, off both scales: tonnes and money, and no cost per tonne."""
    right, lang, inside = -LEFT - 10, card.lang, STRIP - 22
    canvas.square(right - STRIP + 10, 0, right, scale.height, "#F1F5F1")
    written = [(line, 12.5, INK) for said in say_apart(NO_REGRET, lang) for line in wrap(said, 12.5, inside)]
    for tonnes, saving, money, against in filter(lambda block: block.shows, card.no_regret):
        written.append(("", 8, INK))
        written += [(line, 10.5, INK) for said in say_apart(against, lang) for line in wrap(said, 10.5, inside)]
        for words, amount, unit in (
            (AVOIDS if tonnes >= 0 else EMITS, abs(tonnes), card.abatement_unit),
            (SAVES if saving >= 0 else COSTS, abs(saving), money),
        ):
            first, *second = say_apart(unit, lang)
            written += [
                ("", 6, INK),
                *((line, 10.5, GREY) for line in wrap(say(words, lang), 10.5, inside)),
                *((line, 13, INK) for line in wrap(f"{number(amount)} {first}", 13, inside)),
                *((line, 10, GREY) for said in second for line in wrap(said, 10, inside)),
            ]
    for said in say_apart(NOT_RANKED, lang):
        written += [("", 8, INK), *((line, 10, GREY) for line in wrap(said, 10, inside))]
    y = (scale.height - sum(size * 1.45 for _, size, _ in written)) / 2
    for line, size, colour in written:
        canvas.text(right - STRIP / 2 + 5, y + size * 0.7, line, size, "center", colour)
        y += size * 1.45


def add_title(canvas: Canvas, card: Card, x: float, top: float, right: float) -> float:
    """Title and subtitle over the captions, from the left edge; returns their top."""
    y = top - 18
    for line in reversed([line for text in card.subtitle for line in say_apart(text, card.lang)]):
        canvas.text(x, y, line, 12, colour=GREY)
        y -= 18
    title, wide = say(card.title, card.lang), right - x
    apart = [title] if text_width(title, 18) <= wide else say_apart(card.title, card.lang)
    for line in reversed([line for said in apart for line in wrap(said, 18, wide)]):
        canvas.text(x, y - 6, line, 18, heavy=0.6)
        y -= 24
    return y + 4


def add_axis_name(canvas: Canvas, card: Card, y: float) -> float:
    """The abatement axis' title under its numbers; returns where it ends."""
    axis = f"{say(card.abatement_name, card.lang)} ({say(card.abatement_unit, card.lang)})"
    canvas.text(WIDTH / 2, y + 38, axis, 12, "center", GREY)
    return y + 52


def add_notes(canvas: Canvas, card: Card, x: float, y: float, right: float) -> float:
    """The notes, wrapped to the whole width; returns where they end."""
    notes = [said for text in card.note for said in say_apart(text, card.lang)]
    for line in [line for note in notes for line in wrap(note, 10.5, right - x)]:
        y += 16
        canvas.text(x, y, line, 10.5, colour=GREY)
    return y


def assemble(
    canvas: Canvas,
    card: Card,
    bars: Sequence[Bar],
    scale: Scale,
    margins: dict[str, float],
    edged: bool,
) -> alt.LayerChart:
    """Bars on their axes, and over them the canvas; all sizes are given, so nothing depends on who renders it."""
    import altair as alt

    canvas.line(0, scale.y(0), WIDTH, scale.y(0), INK, 1.2)
    overlap = 0.0 if edged else 0.7 * scale.end / WIDTH  # under the next bar, so that no seam shines through
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
    ticks_x, ticks_y = ticks(0, scale.end), ticks(scale.low, scale.high)
    x = alt.X(
        "x:Q",
        scale=alt.Scale(domain=[0, scale.end], nice=False),
        axis=alt.Axis(
            title=None,
            values=ticks_x,
            format=tick_format(ticks_x),
            grid=False,
            domain=False,
            tickColor=GREY,
            labelFlush=False,
        ),
    )
    y = alt.Y(
        "price:Q",
        scale=alt.Scale(domain=list(scale.domain), nice=False),
        axis=alt.Axis(
            title=None,
            values=ticks_y,
            format=tick_format(ticks_y),
            domain=False,
            gridColor=PALE,
            ticks=False,
            labelPadding=8,
        ),
    )
    drawn = (
        alt.Chart(alt.NamedData("bars"))
        .mark_rect(aria=False, stroke="white", strokeWidth=alt.expr("datum.edge"))
        .encode(
            x,
            alt.X2("x2:Q"),
            y,
            alt.Y2("zero:Q"),
            alt.Color("colour:N", scale=None),
            tooltip=[alt.Tooltip(f"{name}:N") for name in bars[0].details],
        )
    )
    return framed([drawn, *canvas.layers()], {"bars": rows, **canvas.data()}, card, scale.height, margins)


def framed(
    layers: list[alt.Chart],
    datasets: dict[str, list[dict[str, Any]]],
    card: Card,
    height: float,
    margins: dict[str, float],
) -> alt.LayerChart:
    """Layers of one plot, with room around it."""
    import altair as alt

    axes = alt.AxisConfig(labelFontSize=12, labelColor=INK)
    return alt.LayerChart(
        layer=layers,
        datasets=datasets,
        width=WIDTH,
        height=height,
        padding=margins,
        autosize=alt.AutoSizeParams(type="none"),
        background="white",
        description=say(card.title, card.lang),
        config=alt.Config(font=FAMILY, view=alt.ViewConfig(stroke=None), axis=axes),
    )
