"""What all charts share: colours and sizes, axes and keys, rows with names, the page of title and notes around."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import altair as alt

from planner.languages import one
from planner.pictures.fonts import FAMILY, shorten, text_width
from planner.pictures.words import Text, say, say_apart, wrap

INK, GREY, PALE, NO_SECTOR, CAP_INK = "#222222", "#666666", "#E3E3E3", "#9A9A9A", "#B00020"
PALETTE = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#D55E00", "#56B4E9",
           "#8C6D31", "#7B68C8", "#B5BD00", "#A6192E", "#00A3A3", "#F4B6C2")  # fmt: skip
WIDTH, HEIGHT, LOW = 640, 300, 190
"Of a plot, and the height of one of several [px]"
LEFT, RIGHT = 48, 250
"Room for the numbers of an axis, and for what stands beside a plot [px]"
ROW, NAMES, KEY = 19, 290, 330
"Height of a line of a row's name, widest that it may be, and widest that the words of a key may be [px]"
SHARE = "cividis"
"Scheme of shares: as even to the eye as to the number, and the same to those who see red and green alike"


class Page(NamedTuple):
    """The words around a picture."""

    title: Text
    subtitle: Sequence[Text]
    note: Sequence[Text]
    lang: str


def values(rows: Iterable[Mapping[str, Any]]) -> alt.Data:
    return alt.Data(values=list(rows))


def over(words: Text, lang: str, anchor: str = "start") -> alt.TitleParams:
    """What stands over a plot: its axis in words, each language on a line of its own."""
    return alt.TitleParams(
        say_apart(words, lang), fontSize=12, fontWeight="normal", color=GREY, anchor=anchor, offset=8
    )


def years_axis(years: Sequence[int]) -> alt.Axis:
    """Round years are written, or all of a short plan."""
    step = next(step for step in (1, 2, 5, 10, 20, 50, 100) if len(years) / step <= 12)
    return alt.Axis(values=[year for year in years if year % step == 0] or list(years), labelAngle=0, ticks=False)


def numbers_axis(ticks: int = 6, room: int = LEFT) -> alt.Axis:
    """Round numbers with as many places as they need, in so much room, and pale lines across the plot."""
    return alt.Axis(gridColor=PALE, format=",~r", tickCount=ticks, domain=False, ticks=False, minExtent=room)


def shades(named: Mapping[str, str]) -> alt.Scale:
    """A colour for each name."""
    return alt.Scale(domain=list(named), range=list(named.values()))


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
    rows = values({"place": place, "said": words} for place, words in enumerate(said))
    mark = alt.Chart(rows).mark_text(aria=False, align=align, fontSize=12, color=colour)
    return mark.encode(alt.Y("place:O"), alt.Text("said:N"), x=alt.value(left))


def head(words: Text, lang: str, left: float, align: str = "left", bottom: float = -8) -> alt.Chart:
    """What stands over a column of words, each language on a line of its own."""
    lines = say_apart(words, lang)
    mark = alt.Chart(values([{}])).mark_text(
        aria=False, align=align, baseline="bottom", fontSize=11, color=GREY, lineHeight=14
    )
    return mark.encode(text=alt.value(lines), x=alt.value(left), y=alt.value(bottom))


class Rows(NamedTuple):
    """Named rows from the top down: the axis of their names, the room that these take, the height of all."""

    y: alt.Y
    left: int
    height: int


def named_rows(names: Sequence[Text], lang: str, line: int = ROW) -> Rows:
    """Rows by their number in the column `place`; in two languages a name has two lines."""
    said = [[shorten(words, 12, NAMES) for words in say_apart(name, lang)] for name in names]
    lines = max(map(len, said), default=1)
    wide = round(max((text_width(words, 12) for row in said for words in row), default=0.0)) + 10
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
    return alt.Chart(values([{"zero": 0}])).mark_rule(aria=False, color=INK).encode(at("zero:Q", title=None))


def page(charts: Sequence[Any], words: Page, left: int = LEFT, wide: int = WIDTH + RIGHT) -> alt.VConcatChart:
    """Charts under one another with a title over them and notes below, from `left` of their plots, `wide` in all."""

    def lines(texts: Sequence[Text], size: float) -> list[str]:
        apart = [said for text in texts for said in say_apart(text, words.lang)]
        return [line for said in apart for line in wrap(said, size, left + wide)]

    def block(parts: Sequence[tuple[list[str], float, int, str, float]]) -> alt.LayerChart:
        """Lines of text under one another: their size, the height of a line, their colour and weight."""
        layers, height = [], 0
        for said, size, line, colour, heavy in parts:
            mark = alt.Chart(values([{}])).mark_text(
                aria=False, align="left", baseline="top", fontSize=size, lineHeight=line, color=colour,
                stroke=colour, strokeWidth=heavy,
            )  # fmt: skip
            layers.append(mark.encode(text=alt.value(said), x=alt.value(-left), y=alt.value(height)))
            height += line * len(said)
        return alt.LayerChart(layer=layers, width=WIDTH, height=height)

    heading = block([(lines([words.title], 18), 18, 26, INK, 0.6), (lines(words.subtitle, 12), 12, 18, GREY, 0)])
    notes = lines(words.note, 10.5)
    chart = alt.VConcatChart(
        vconcat=[heading, *charts, *([block([(notes, 10.5, 16, GREY, 0)])] if notes else [])],
        spacing=22,
        padding=16,
        background="white",
        description=say(words.title, words.lang),
        usermeta={"lang": one(words.lang, "zh")},
        config=config(),
    )
    return chart.resolve_scale(color="independent", fill="independent", stroke="independent")


def config() -> alt.Config:
    """The font, and how axes and keys look."""
    axes = alt.AxisConfig(
        labelFontSize=12, labelColor=INK, domainColor=GREY, tickColor=GREY, labelPadding=5,
        titleFontSize=12, titleColor=GREY, titleFontWeight="normal", titlePadding=10,
    )  # fmt: skip
    legends = alt.LegendConfig(
        labelFontSize=12, labelColor=INK, labelLimit=KEY, title=None, symbolStrokeWidth=2, rowPadding=4, symbolSize=110
    )
    return alt.Config(font=FAMILY, view=alt.ViewConfig(stroke=None), axis=axes, legend=legends)
