"""A marginal abatement cost chart from bars: axes, badges, key, legend, caps and prices, in Chinese, English or both.
Bars are in the data's units: x abatement, y money per tonne. Their order and colours are the caller's.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

import altair as alt

from planner.calls.numbers import number, ticks
from planner.languages import Words
from planner.messages import sentence
from planner.pictures.canvas import (
    FOR_VALUE,
    RADIUS,
    ROOM,
    WIDTH,
    Bar,
    Box,
    Canvas,
    Entry,
    Scale,
    axis_end,
    place_badges,
    spread,
    tick_format,
)
from planner.pictures.fonts import shorten, text_width
from planner.pictures.style import FONT_SIZE, Style
from planner.pictures.theme import (
    CAP_INK,
    GREY,
    INK,
    LEFT,
    NO_SECTOR,
    PALETTE,
    numbers_axis,
    of_rows,
    page,
)  # fmt: skip
from planner.pictures.words import Page, Text, say, say_apart, wrap

LEAST_HEIGHT = 430.0
"Of the plot [px]"
STRIP, BESIDE = 122, 30
"Width of the no-regret box with the space beside it, and between plot and key [px]"
MOST_BESIDE = 24
"Rows of a key beside the plot; a longer one stands under it"
BARS = 160.0
"Least height of the bars between their labels [px]"
LEAST_BAR = 2.0
"Half the height of a bar that costs nothing [px]"
WIDE = 940.0
"Of the plot over its key [px]"
MOST_SPREAD = 24
"Badges near their bars; more stand in a row"
GAP = {"numbers": 2 * RADIUS + 2, "names": 15.0, "none": 0.0}
"Between labels in a row [px]"
ELBOW, LONGEST_NAME = 22.0, 220.0
"Of a leader line between its bend and its label, and of a name [px]"

PRICE = sentence("chart_marginal_abatement_cost")
ABATEMENT = sentence("chart_cumulative_abatement")
TOO_HIGH = sentence("chart_too_high")
TOO_LOW = sentence("chart_too_low")
GOES_ON = sentence("chart_goes_on")
NO_REGRET = sentence("chart_no_regret_block")
AVOIDS, EMITS = sentence("chart_avoids"), sentence("chart_emits_more")
SAVES, COSTS = sentence("chart_and_saves"), sentence("chart_and_costs")
NOT_RANKED = sentence("chart_not_ranked")


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


def colours(labels: Mapping[str, Label], chosen: Mapping[str, str] | None = None) -> dict[Words, str]:
    """A colour for each sector, in the order of the labels: the same in every chart of a case; or as `chosen`."""
    sectors = list(dict.fromkeys(label.sector for label in labels.values()))
    given = {sector: PALETTE[i] if i < len(PALETTE) else NO_SECTOR for i, sector in enumerate(sectors)}
    return {s: next((shade for name, shade in (chosen or {}).items() if name in s), given[s]) for s in sectors}


def compose(
    card: Card,
    bars: Sequence[Bar],
    badges: Sequence[Badge],
    entries: Sequence[Entry],
    heads: tuple[str, str, str],
    sectors: Sequence[tuple[str, str]],
    edged: bool = False,
) -> alt.VConcatChart:
    """The whole picture: the key first, since the plot is as high as it; then what stands over and on the plot.

    A key of many rows stands under the plot in columns.
    """
    style, key = card.style, Canvas()
    shrunk = FONT_SIZE / style.font_size
    entries, badges = entries if style.labels == "numbers" else [], badges if style.labels != "none" else []
    row = 31 if any(entry.second for entry in entries) else 26
    beside = len(entries) <= MOST_BESIDE
    sides = [sum(sign * badge.price > 0 for badge in badges) for sign in (1, -1)]
    width = style.width * shrunk if style.width else max(WIDTH if beside else WIDE, GAP[style.labels] * max(sides))
    place = Box(0, 0, 0, 0)
    if entries and beside:
        place = key.legend(key.key_table(0, heads, entries, row), sectors)
    height = style.height * shrunk if style.height else max(LEAST_HEIGHT, place.bottom)
    charts = [plot(card, bars, badges, width, height, edged)]
    boxed = any(block.shows for block in card.no_regret)
    if boxed:
        charts.insert(0, drawn_on(no_regret_box(card, height), STRIP - 10, height))
    if entries and beside:
        charts.append(drawn_on(key, place.right, height))
    left, wide = 0 if boxed else LEFT, width + place.right + BESIDE + (STRIP + LEFT if boxed else 0)
    rows: list[alt.HConcatChart | alt.LayerChart] = [alt.HConcatChart(hconcat=charts, spacing=BESIDE)]
    if not (entries and beside):
        under = key.key_columns(-left, 0, wide, heads, entries, row) if entries else Box(-left, -22, wide, -22)
        under = key.legend(under, sectors)
        if under.bottom > 0:
            rows.append(drawn_on(key, width, under.bottom))
    return page(rows, card.page, left, round(wide))


def drawn_on(canvas: Canvas, width: float, height: float) -> alt.LayerChart:
    return alt.LayerChart(layer=canvas.layers(), width=width, height=height)


def plot(
    card: Card, bars: Sequence[Bar], badges: Sequence[Badge], width: float, height: float, edged: bool
) -> alt.LayerChart:
    """The bars on their axes, and what stands over and on them."""
    canvas = Canvas()
    last = max(bar.x2 for bar in bars)
    end = last if card.end is None else min(card.end, last)
    beyond = [bar for bar in bars if bar.x2 > end * (1 + 1e-9)]
    bars = [bar._replace(x2=min(bar.x2, end)) for bar in bars if bar.x < end]
    low, high = axis_end(bars, card.limit)
    above, below = (room_for(badges, card.style.labels, sign, limit) for sign, limit in ((1, high), (-1, low)))
    under = low < 0 or any(badge.price < 0 for badge in badges)
    below = below if under else 0.0
    scale = Scale(end, low, high if low or high else 1.0, max(height, above + below + BARS), width, above, below)
    add_captions(canvas, card, bars, scale, beyond)
    add_labels(canvas, card, bars, badges, scale, add_price_marks(canvas, card, scale))
    return on_axes(canvas, card, bars, scale, edged)


def room_for(badges: Sequence[Badge], labels: str, sign: int, limit: float) -> float:
    """Over the bars, or under those below zero: for the badges, the prices of broken bars, or the names [px]."""
    some = [badge for badge in badges if sign * badge.price > 0]
    if labels == "names" and some:
        return max(text_width(upright_name(badge, limit), 11) for badge in some) + ELBOW + 14
    broken = any(sign * badge.price > sign * limit * (1 + 1e-9) for badge in some)
    return ROOM + (ELBOW if len(badges) > MOST_SPREAD else 0) + (FOR_VALUE if broken else 0)


def upright_name(badge: Badge, limit: float) -> str:
    """The name beside a leader line, with the price of a bar that goes beyond the axis."""
    name = shorten(badge.name, 11, LONGEST_NAME)
    return f"{name}  {number(badge.price)}" if abs(badge.price) > abs(limit) * (1 + 1e-9) else name


def add_captions(canvas: Canvas, card: Card, bars: Sequence[Bar], scale: Scale, beyond: Sequence[Bar] = ()) -> None:
    """Over the plot: the price axis' title, the caps, what is off the scale; a row higher where two would meet.

    `beyond`: the bars right of the plot's end.
    """
    unit = card.unit(card.price_unit)
    captions = [(-float(LEFT), "left", f"{say(card.price_name, card.lang)} ({unit})", GREY)]
    for mark in card.marks:
        if mark.axis == "abatement" and 0 <= mark.at <= scale.end:
            canvas.line(scale.x(mark.at), -4, scale.x(mark.at), scale.height, CAP_INK, 1.4, dashed=True)
            captions.append((scale.x(mark.at), "center", say(mark.name, card.lang), CAP_INK))
        elif mark.axis == "price" and mark.at > scale.high:
            captions.append((scale.width, "right", f"▲ {say(mark.name, card.lang)}", INK))
    for sign, end, arrow, cut in ((1, scale.high, "▲", TOO_HIGH), (-1, scale.low, "▼", TOO_LOW)):
        off = [bar for bar in bars if sign * bar.price > sign * end * (1 + 1e-9)]
        if off and not beyond:
            farthest = max(off, key=lambda bar: sign * bar.price).price
            captions.append((scale.width, "right", f"{arrow} {say(cut, card.lang)} {number(farthest)} {unit}", INK))
        torn = {x for bar in off if end for x in range(int(scale.x(bar.x)) // 6 * 6, math.ceil(scale.x(bar.x2)), 6)}
        for tear in sorted(torn):
            canvas.line(
                tear, scale.y(end) + sign * 14, min(tear + 6, scale.width), scale.y(end) + sign * 8, "white", 2.5
            )
    if beyond:
        last = f"{number(beyond[-1].x2)} {card.unit(card.abatement_unit)}, {number(beyond[-1].price)} {unit}"
        captions.append((scale.width, "right", f"{say(GOES_ON, card.lang)} {last} ▶", INK))
    placed: list[Box] = []
    for x, align, words, colour in captions:
        wide = text_width(words, 12)
        x = min(max(x, wide / 2), scale.width - wide / 2) if align == "center" else x
        edge = x - {"left": 0.0, "center": wide / 2, "right": wide}[align]
        y = -14.0
        while any(box.meets(Box(edge - 10, y - 8, edge + wide + 10, y + 8)) for box in placed):
            y -= 18
        placed.append(canvas.text(x, y, words, 12, align, colour))


def add_price_marks(canvas: Canvas, card: Card, scale: Scale) -> list[Box]:
    """Level lines with their names at the left, just over them; returns the places of the names."""
    taken = []
    for mark in card.marks:
        if mark.axis == "price" and scale.low <= mark.at <= scale.high:
            y = scale.y(mark.at)
            canvas.line(0, y, scale.width, y, INK, 1.2, dashed=True)
            taken.append(canvas.text(6, y - 10, say(mark.name, card.lang), 12, "left", INK, halo=True))
    return taken


def add_labels(
    canvas: Canvas, card: Card, bars: Sequence[Bar], badges: Sequence[Badge], scale: Scale, taken: Sequence[Box]
) -> None:
    """Numbers or names over the bars, and under those that go down, each with a thin line to its bar."""
    for sign in (1, -1):
        some = sorted((badge for badge in badges if (badge.price >= 0) == (sign > 0)), key=lambda badge: badge.x)
        if card.style.labels == "names" or len(badges) > MOST_SPREAD:
            add_row(canvas, card, some, scale, sign)
        else:
            add_badges(canvas, bars, some, scale, taken, sign)


def add_row(canvas: Canvas, card: Card, badges: Sequence[Badge], scale: Scale, sign: int) -> None:
    """Labels side by side beyond all bars, each with a line that goes straight up from its bar and then aside."""
    gap = min(GAP[card.style.labels], (scale.width - 2 * RADIUS) / max(1, len(badges) - 1))
    places = spread([scale.x(badge.x) for badge in badges], gap, RADIUS, scale.width - RADIUS)
    limit = scale.high if sign > 0 else scale.low
    bend = scale.y(limit) - sign * 8
    for badge, x in zip(badges, places, strict=True):
        tip, y = scale.x(badge.x), bend - sign * ELBOW
        canvas.line(tip, scale.y(badge.price), tip, bend, GREY, 0.7)
        canvas.line(tip, bend, x, y, GREY, 0.7)
        if card.style.labels == "names":
            canvas.text_up(x, y - sign * 4, upright_name(badge, limit), 11, "left" if sign > 0 else "right")
        else:
            canvas.badge(x, y - sign * RADIUS, badge.number, badge.colour)
            add_value(canvas, badge, x, y - sign * RADIUS, scale)


def add_value(canvas: Canvas, badge: Badge, x: float, y: float, scale: Scale) -> None:
    """The price of a bar that goes beyond the axis, over its badge."""
    for sign, limit in ((1, scale.high), (-1, scale.low)):
        if sign * badge.price > sign * limit * (1 + 1e-9):
            canvas.text_up(x, y - sign * (RADIUS + 4), number(badge.price), 11, "left" if sign > 0 else "right")


def add_badges(
    canvas: Canvas, bars: Sequence[Bar], badges: Sequence[Badge], scale: Scale, taken: Sequence[Box], sign: int
) -> None:
    """Numbers near their bars; under those that go down, y is turned round."""
    tips = [(scale.x(badge.x), sign * scale.y(badge.price)) for badge in badges]
    zero = sign * scale.y(0)
    boxes = [Box(scale.x(bar.x), min(sign * scale.y(bar.price), zero), scale.x(bar.x2), zero) for bar in bars]
    blocked = [box if sign > 0 else Box(box.left, -box.bottom, box.right, -box.top) for box in taken]
    places = place_badges(tips, boxes, scale.width, blocked)
    for badge, (x, y), (tip_x, tip_y) in zip(badges, places, tips, strict=True):
        canvas.line(x, sign * (y + RADIUS), tip_x, sign * tip_y, GREY)
        canvas.badge(x, sign * y, badge.number, badge.colour)
        add_value(canvas, badge, x, sign * y, scale)


def no_regret_box(card: Card, height: float) -> Canvas:
    """A box left of the price axis, off both scales: tonnes and money, and no cost per tonne."""
    canvas, lang, right, inside = Canvas(), card.lang, STRIP - 10, STRIP - 22
    canvas.square(0, 0, right, height, "#F1F5F1")
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
    y = (height - sum(size * 1.45 for _, size, _ in written)) / 2
    for line, size, colour in written:
        canvas.text(right / 2, y + size * 0.7, line, size, "center", colour)
        y += size * 1.45
    return canvas


def on_axes(canvas: Canvas, card: Card, bars: Sequence[Bar], scale: Scale, edged: bool) -> alt.LayerChart:
    """Bars on their axes, and over them the canvas."""
    for bar in bars if edged else ():
        if abs(scale.y(bar.price) - scale.y(0)) < LEAST_BAR:  # else what costs nothing would not be seen
            canvas.square(scale.x(bar.x), scale.y(0) - LEAST_BAR, scale.x(bar.x2), scale.y(0) + LEAST_BAR, bar.colour)
    canvas.line(0, scale.y(0), scale.width, scale.y(0), INK, 1.2)
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
    name = f"{say(card.abatement_name, card.lang)} ({card.unit(card.abatement_unit)})"
    along, up = ticks(0, scale.end), ticks(scale.low, scale.high)
    across = alt.Axis(title=name, values=along, format=tick_format(along), grid=False, domain=False, labelFlush=False)
    prices = numbers_axis(room=LEFT)
    prices.values, prices.format = up, tick_format(up)
    drawn = of_rows(rows).mark_rect(stroke="white", strokeWidth=alt.expr("datum.edge"))
    encoded = drawn.encode(
        alt.X("x:Q", scale=alt.Scale(domain=[0, scale.end], nice=False), axis=across),
        alt.X2("x2:Q"),
        alt.Y("price:Q", title=None, scale=alt.Scale(domain=list(scale.domain), nice=False), axis=prices),
        alt.Y2("zero:Q"),
        alt.Color("colour:N", scale=None),
        tooltip=[alt.Tooltip(f"{name}:N") for name in bars[0].details],
    )
    return alt.LayerChart(layer=[encoded, *canvas.layers()], width=scale.width, height=scale.height)
