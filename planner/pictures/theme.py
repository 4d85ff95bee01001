"""What all charts share: colours and sizes, axes and keys, rows with names, the page of title and notes around."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from planner.languages import one
from planner.pictures.charts import alt
from planner.pictures.fonts import FAMILY, shorten, text_width
from planner.pictures.words import Page, Text, about, say, say_apart, wrap

INK, GREY, PALE, NO_SECTOR, CAP_INK = "#222222", "#666666", "#E3E3E3", "#9A9A9A", "#B00020"
PALETTE = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#D55E00", "#56B4E9",
           "#8C6D31", "#7B68C8", "#B5BD00", "#A6192E", "#00A3A3", "#F4B6C2")  # fmt: skip
REFERENCES = {"frozen": "#8A8A8A", "current_policies": "#A67C00", "least_cost": PALETTE[0]}
PAYMENTS = {"capital": PALETTE[0], "running": PALETTE[5], "energy": PALETTE[1]}
"Of the references' lines, and of what is paid"
WIDTH, HEIGHT, LOW = 640, 300, 190
"Of a plot, and the height of one of several [px]"
LEFT, RIGHT = 48, 250
"Room for the numbers of an axis, and for what stands beside a plot [px]"
ROW, NAMES, KEY = 19, 290, 330
"Height of a line of a row's name, widest that it may be, and widest that the words of a key may be [px]"
KEYS = ("color", "fill", "stroke", "strokeDash", "shape")
"""Channels with keys: each plot has its own."""
SHARE = "cividis"
"Scheme of shares: as even to the eye as to the number, and the same to those who see red and green alike"


def of_rows(rows: Iterable[Mapping[str, Any]]) -> alt.Chart:
    """A chart of these rows."""
    return alt.Chart(alt.Data(values=list(rows)))


def in_pixels(rows: Sequence[Mapping[str, Any]]) -> alt.Chart:
    """A chart of rows at their x and y in pixels."""
    return of_rows(rows).encode(alt.X("x:Q", scale=None, axis=None), alt.Y("y:Q", scale=None, axis=None))


def lines(rows: Sequence[Mapping[str, float]], colour: str, wide: float) -> alt.Chart:
    """Lines in pixels."""
    return in_pixels(rows).mark_rule(color=colour, strokeWidth=wide).encode(alt.X2("x2:Q"), alt.Y2("y2:Q"))


def tips(*fields: str, **headed: str) -> list[alt.Tooltip]:
    """What is shown on hovering: fields of words (`name:N`) and numbers (`value:Q`), some under a heading."""
    shown = {**dict.fromkeys(fields, " "), **headed}
    digits = {field: {"format": ",.4~r"} if field.endswith(":Q") else {} for field in shown}
    return [alt.Tooltip(field, title=heading, **digits[field]) for field, heading in shown.items()]


def over(words: Text, lang: str, anchor: str = "start") -> alt.TitleParams:
    """What stands over a plot: its axis in words, each language on a line of its own."""
    return alt.TitleParams(
        say_apart(words, lang), fontSize=12, fontWeight="normal", color=GREY, anchor=anchor, offset=8
    )


def years_axis(years: Sequence[int]) -> alt.Axis:
    """Round years are written, or all of a short plan."""
    step = next(step for step in (1, 2, 5, 10, 20, 50, 100) if len(years) / step <= 12)
    return alt.Axis(values=[year for year in years if year % step == 0] or list(years), labelAngle=0, ticks=False)


def numbers_axis(ticks: int = 6, room: int = LEFT, title: Sequence[str] | None = None) -> alt.Axis:
    """Round numbers with as many places as they need, in so much room, and pale lines across the plot."""
    return alt.Axis(
        gridColor=PALE, format=",~r", tickCount=ticks, domain=False, ticks=False, minExtent=room, title=title
    )


def numbered(channel: Any, field: str, **settings: Any) -> Any:
    """Numbers along a channel, `alt.X` or `alt.Y`, with round ones at its axis."""
    return channel(f"{field}:Q", title=None, axis=numbers_axis(5), **settings)


def shades(named: Mapping[str, Any]) -> alt.Scale:
    """A colour, or dashes, for each name."""
    return alt.Scale(domain=list(named), range=list(named.values()))


def keyed(channel: Any, named: Mapping[str, Any], symbol: str | None = None, field: str = "name", **key: Any) -> Any:
    """Colours by name as a channel (`alt.Fill`, `alt.Stroke`), with their key."""
    return channel(f"{field}:N", sort=None, scale=shades(named), legend=legend(symbol, **key))


def legend(symbol: str | None = None, **settings: Any) -> alt.Legend:
    """A key without a title; its symbols, if not those of the mark: `square` or `stroke`."""
    return alt.Legend(title=None, **({"symbolType": symbol} if symbol else {}), **settings)


def share_legend(title: str) -> alt.Legend:
    """The colours from nothing to all, under the plot."""
    return alt.Legend(
        title=title, orient="bottom", direction="horizontal", format=".0%", values=[0, 0.25, 0.5, 0.75, 1],
        gradientLength=220, titleLimit=500, titleFontWeight="normal", titleFontSize=12, titleColor=GREY,
    )  # fmt: skip


def column(said: Sequence[str], left: float = WIDTH + 8, align: str = "left", colour: str = INK) -> alt.Chart:
    """Words beside the rows, at `left` of the plot."""
    rows = of_rows({"place": place, "said": words} for place, words in enumerate(said))
    mark = rows.mark_text(align=align, fontSize=12, color=colour)
    return mark.encode(alt.Y("place:O"), alt.Text("said:N"), x=alt.value(left))


def head(words: Text, lang: str, left: float, align: str = "left", bottom: float = -8) -> alt.Chart:
    """What stands over a column of words, each language on a line of its own."""
    lines = say_apart(words, lang)
    mark = of_rows([{}]).mark_text(align=align, baseline="bottom", fontSize=11, color=GREY, lineHeight=14)
    return mark.encode(text=alt.value(lines), x=alt.value(left), y=alt.value(bottom))


class Rows(NamedTuple):
    """Named rows from the top down: the axis of their names, the room that these take, the height of all."""

    y: alt.Y
    left: int
    height: int


def named_rows(names: Sequence[Text], lang: str, line: int = ROW, room: int = 0) -> Rows:
    """Rows by their number in the column `place`, names in at least so much room; in two languages each has two."""
    said = [[shorten(words, 12, NAMES) for words in say_apart(name, lang)] for name in names]
    lines = max(map(len, said), default=1)
    wide = max(room, *(round(text_width(words, 12)) + 10 for row in said for words in row))
    axis = alt.Axis(
        labelExpr=f"{json.dumps(said, ensure_ascii=False)}[datum.value]",
        labelLimit=NAMES + 10,
        labelOffset=-7 * (lines - 1),
        minExtent=wide,
        maxExtent=wide,
        domain=False,
        ticks=False,
    )
    scale = alt.Scale(domain=list(range(len(names))), paddingInner=0.16, paddingOuter=0.08)
    return Rows(alt.Y("place:O", title=None, scale=scale, axis=axis), wide, line * lines * len(names))


def zero_line(channel: str = "y") -> alt.Chart:
    """A line at 0, across the plot (`y`) or upright (`x`)."""
    at = {"y": alt.Y, "x": alt.X}[channel]
    return of_rows([{"zero": 0}]).mark_rule(color=INK).encode(at("zero:Q"))


def beside(
    words: Sequence[str], x: Any, y: Any, at: Mapping[str, float], colour: str = INK, **text: Any
) -> list[alt.Chart]:
    """Words near a point, with a white rim around them; `x` and `y` are channels of the row `at`, or pixels."""
    base = of_rows([at]).encode(x=x, y=y, text=alt.value(list(words)))
    rim = base.mark_text(color="white", stroke="white", strokeWidth=4, strokeJoin="round", **text)
    return [rim, base.mark_text(color=colour, **text)]


def panel(layers: Sequence[Any], axis: Text, lang: str, height: int = HEIGHT, width: int = WIDTH) -> alt.LayerChart:
    """Marks under what their values are, each with a key of its own."""
    chart = alt.LayerChart(layer=list(layers), width=width, height=height, title=over(axis, lang))
    return chart.resolve_scale(**dict.fromkeys(KEYS, "independent"))


def side_by_side(charts: Sequence[Any], spacing: int) -> alt.HConcatChart:
    """Charts in a row, each with its own keys."""
    return alt.HConcatChart(hconcat=list(charts), spacing=spacing).resolve_scale(**dict.fromkeys(KEYS, "independent"))


class Lines(NamedTuple):
    """Lines of text: their size, the height of a line [px], their colour, and how far strokes are thickened."""

    said: Sequence[str]
    size: float
    line: int
    colour: str = INK
    heavy: float = 0


def block(
    parts: Sequence[Lines], x: float = 0, width: int = WIDTH, height: int = 0, top: float = 0, align: str = "left"
) -> alt.LayerChart:
    """Lines of text under one another, from or around `x` of a plot."""
    layers = []
    for part in parts:
        mark = of_rows([{}]).mark_text(
            align=align, baseline="top", fontSize=part.size, lineHeight=part.line, color=part.colour,
            stroke=part.colour, strokeWidth=part.heavy,
        )  # fmt: skip
        layers.append(mark.encode(text=alt.value(list(part.said)), x=alt.value(x), y=alt.value(top)))
        top += part.line * len(part.said)
    return alt.LayerChart(layer=layers, width=width, height=height or round(top))


def page(charts: Sequence[Any], words: Page, left: int = LEFT, wide: int = WIDTH + RIGHT) -> alt.VConcatChart:
    """Charts under one another with a title over them and notes below, from `left` of their plots, `wide` in all."""

    def lines(texts: Sequence[Text], size: float) -> list[str]:
        apart = [said for text in texts for said in say_apart(text, words.lang)]
        return [line for said in apart for line in wrap(said, size, left + wide)]

    title = Lines(lines([words.title], 18), 18, 26, INK, 0.6)
    heading = block([title, Lines(lines(words.subtitle, 12), 12, 18, GREY)], -left)
    notes = lines(words.note, 10.5)
    chart = alt.VConcatChart(
        vconcat=[heading, *charts, *([block([Lines(notes, 10.5, 16, GREY)], -left)] if notes else [])],
        spacing=22,
        padding=16,
        background="white",
        description=say(words.title, words.lang),
        usermeta={"lang": one(words.lang, "zh"), "about": about(words), **words.look},
        config=config(),
    )
    return chart.resolve_scale(**dict.fromkeys(KEYS, "independent"))


def config() -> alt.Config:
    """The font, and how axes and keys look."""
    axes = alt.AxisConfig(
        labelFontSize=12, labelColor=INK, domainColor=GREY, tickColor=GREY, labelPadding=5,
        titleFontSize=12, titleColor=GREY, titleFontWeight="normal", titlePadding=10,
    )  # fmt: skip
    legends = alt.LegendConfig(
        labelFontSize=12, labelColor=INK, labelLimit=KEY, title=None, symbolStrokeWidth=2, rowPadding=4, symbolSize=110
    )
    return alt.Config(aria=False, font=FAMILY, view=alt.ViewConfig(stroke=None), axis=axes, legend=legends)
