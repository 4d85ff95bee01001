"""A marginal abatement cost chart from bars: axes, badges, key, legend, caps and prices, in Chinese, English or both.
Bars are in the data's units: x abatement, y money per tonne. Their order and colours are the caller's.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

import altair as alt

from planner.calls.numbers import number
from planner.languages import Words, one
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
    ticks,
)
from planner.pictures.fonts import shorten, text_width
from planner.pictures.style import FONT_SIZE, Style
from planner.pictures.theme import CAP_INK, GREY, INK, NO_SECTOR, PALE, PALETTE, Page, config, values
from planner.pictures.words import Text, say, say_apart, wrap

LEAST_HEIGHT = 430.0
"Of the plot [px]"
LEFT, STRIP = 64.0, 122.0
"Width of the price axis, and of the no-regret box [px]"
MOST_BESIDE = 24
"Rows of a key beside the plot; a longer one stands under it"
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
        """The words alone."""
        return Page(self.title, self.subtitle, self.note, self.lang)

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
) -> alt.LayerChart:
    """The whole picture: the key first, since the plot is as high as it; then what stands over, on and under it.

    A key of many rows stands under the plot in columns.
    """
    canvas, style = Canvas(), card.style
    shrunk = FONT_SIZE / style.font_size
    numbered = style.labels == "numbers"
    entries, badges = entries if numbered else [], badges if style.labels != "none" else []
    row = 31 if any(entry.second for entry in entries) else 26
    beside = len(entries) <= MOST_BESIDE
    sides = [sum(sign * badge.price > 0 for badge in badges) for sign in (1, -1)]
    least = WIDTH if beside else WIDE
    width = style.width * shrunk if style.width else max(least, GAP[style.labels] * max(sides))
    end = min(card.end, bars[-1].x2) if card.end is not None else bars[-1].x2
    beyond = [bar for bar in bars if bar.x2 > end * (1 + 1e-9)]
    bars = [bar._replace(x2=min(bar.x2, end)) for bar in bars if bar.x < end]
    key = Box(width, 0, width, 0)
    if entries and beside:
        key = canvas.legend(canvas.key_table(width + 36, heads, entries, row), sectors)
    low, high = axis_end(bars, card.limit)
    scale = Scale(
        end,
        low,
        high if low or high else 1.0,
        style.height * shrunk if style.height else max(LEAST_HEIGHT, key.bottom),
        width,
        *(room_for(badges, style.labels, sign, limit) for sign, limit in ((1, high), (-1, low))),
    )
    boxed = any(block.shows for block in card.no_regret)
    left, right = LEFT + (STRIP if boxed else 0), max(key.right, width)
    top = add_captions(canvas, card, bars, scale, beyond)
    taken = add_price_marks(canvas, card, scale)
    add_labels(canvas, card, bars, badges, scale, taken)
    if boxed:
        add_no_regret(canvas, card, scale)
    top = add_title(canvas, card, -left, top, right)
    bottom = add_axis_name(canvas, card, scale.height, width)
    if not (beside and entries):
        under = Box(-left, bottom, right, bottom)
        if entries:
            under = canvas.key_columns(-left, bottom + 20, right, heads, entries, row)
        bottom = canvas.legend(under, sectors).bottom
    bottom = add_notes(canvas, card, -left, bottom, right)
    margins = {
        "left": left + 16,
        "right": right - width + 20,
        "top": 14 - top,
        "bottom": bottom - scale.height + 12,
    }
    return assemble(canvas, card, bars, scale, margins, edged)


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


def add_captions(canvas: Canvas, card: Card, bars: Sequence[Bar], scale: Scale, beyond: Sequence[Bar] = ()) -> float:
    """Over the plot: the price axis' title, the caps, what is off the scale; a row higher where two would meet.

    `beyond`: the bars right of the plot's end.
    """
    unit = card.unit(card.price_unit)
    captions = [(-LEFT + 8, "left", f"{say(card.price_name, card.lang)} ({unit})", GREY)]
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
        torn = {x for bar in off for x in range(int(scale.x(bar.x)) // 6 * 6, math.ceil(scale.x(bar.x2)), 6)}
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
    return min(box.top for box in placed)


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
    subtitle = [said for text in card.subtitle for said in say_apart(text, card.lang)]
    for line in reversed([line for said in subtitle for line in wrap(said, 12, right - x)]):
        canvas.text(x, y, line, 12, colour=GREY)
        y -= 18
    said = card.style.title or card.title
    title, wide = say(said, card.lang), right - x
    apart = [title] if text_width(title, 18) <= wide else say_apart(said, card.lang)
    for line in reversed([line for said in apart for line in wrap(said, 18, wide)]):
        canvas.text(x, y - 6, line, 18, heavy=0.6)
        y -= 24
    return y + 4


def add_axis_name(canvas: Canvas, card: Card, y: float, width: float = WIDTH) -> float:
    """The abatement axis' title under its numbers; returns where it ends."""
    axis = f"{say(card.abatement_name, card.lang)} ({card.unit(card.abatement_unit)})"
    canvas.text(width / 2, y + 38, axis, 12, "center", GREY)
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
        alt.Chart(values(rows))
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
    return framed([drawn, *canvas.layers()], card, scale.height, margins, scale.width)


def framed(
    layers: list[alt.Chart], card: Card, height: float, margins: dict[str, float], width: float = WIDTH
) -> alt.LayerChart:
    """Layers of one plot, with room around it."""
    return alt.LayerChart(
        layer=layers,
        width=width,
        height=height,
        padding=margins,
        autosize=alt.AutoSizeParams(type="none"),
        background="white",
        description=say(card.style.title or card.title, card.lang),
        usermeta={
            "scale": card.style.font_size / FONT_SIZE,
            "font": card.style.font,
            "dpi": card.style.dpi,
            "lang": one(card.lang, "zh"),
        },
        config=config(),
    )
