"""A marginal abatement cost chart from bars: axes, badges, key, caps and prices, in Chinese, English or both.

Bars are in the data's units: x abatement, y money per tonne. Their order and colours are the caller's.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from planner.calls.numbers import number, ticks
from planner.languages import Words
from planner.messages import sentence
from planner.pictures.bar_labels import GAP, Badge, labelled, room_for
from planner.pictures.charts import alt
from planner.pictures.fonts import text_width
from planner.pictures.key import Entry, colour_key, key_columns, key_table
from planner.pictures.no_regret import STRIP, NoRegret, no_regret_box
from planner.pictures.scale import Bar, Box, Scale, axis_end, beyond, tick_format
from planner.pictures.style import FONT_SIZE, Style
from planner.pictures.theme import (
    CAP_INK,
    GREY,
    INK,
    LEFT,
    NO_SECTOR,
    PALETTE,
    beside,
    in_pixels,
    lines,
    numbers_axis,
    of_rows,
    page,
    side_by_side,
    zero_line,
)
from planner.pictures.words import Page, Text, say

WIDTH, WIDE, LEAST_HEIGHT, BARS = 660.0, 940.0, 430.0, 160.0
"Of the plot beside its key and over it, least height of it, and of the bars between their labels [px]"
BESIDE = 30
"Between plot and key [px]"
MOST_BESIDE = 24
"Rows of a key beside the plot; a longer one stands under it"
LEAST_BAR = 2.0
"Half the height of a bar that costs nothing [px]"

PRICE, ABATEMENT = sentence("chart_marginal_abatement_cost"), sentence("chart_cumulative_abatement")
TOO_HIGH, TOO_LOW, GOES_ON = (sentence(f"chart_{key}") for key in ("too_high", "too_low", "goes_on"))


class Label(NamedTuple):
    """What an intervention and its sector are called."""

    name: Words
    sector: Words


class Mark(NamedTuple):
    """A line across the chart: a price (level), or a cap (upright, at an abatement)."""

    axis: Literal["price", "abatement"]
    at: float
    name: Text


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
        charts.insert(0, no_regret_box(boxed, card.abatement_unit, height, card.lang))
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
        layer=[*layers, *labelled(card.style.labels, bars, labels, scale, named)], width=width, height=scale.height
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
