"""A plan by year: emissions of the sectors under the cap, cash beside a reference, what stands of each measure.

Takes plain data. Altair's grammar does the axes, stacks and legends.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from planner.languages import one
from planner.pictures.canvas import GREY, INK
from planner.pictures.fonts import FAMILY, shorten
from planner.pictures.words import Text, say, say_apart, wrap

if TYPE_CHECKING:
    import altair as alt

WIDTH, HEIGHT, LOW = 640, 300, 190
"Of a plot, and the height of one of several [px]"
KEY = 330
"Widest that the words of a legend may be [px]"
ROW, NAMES = 19, 290
"Height of a line of a measure's name, and widest that it may be [px]"
NOTHING = 0.005
"Share of the largest stock under which a year is left blank"
SCHEME = "cividis"
"As even to the eye as to the number, and the same to those who see red and green alike"
GRID = "#E6E6E6"


class Series(NamedTuple):
    """A number by year, with its name and colour."""

    name: Text
    values: Mapping[int, float]
    colour: str
    dashed: bool = False
    points: bool = False
    """Marked in the years that it has, without a line between."""


class Measure(NamedTuple):
    """What stands of a measure: shares of the largest stock by year, and that stock as it is said."""

    name: Text
    shares: Mapping[int, float]
    largest: Text


class Page(NamedTuple):
    """The words around a picture."""

    title: Text
    subtitle: Sequence[Text]
    note: Sequence[Text]
    lang: str


def stacked(parts: Sequence[Series], lines: Sequence[Series], axis: Text, lang: str, height: int) -> alt.LayerChart:
    """Bars of each year, one part on another and what is below zero under it; lines and points over them."""
    import altair as alt

    years = sorted({year for part in (*parts, *lines) for year in part.values})
    x = alt.X("year:O", title=None, scale=alt.Scale(domain=years), axis=_years(years))
    y = alt.Y("value:Q", title=None, axis=alt.Axis(gridColor=GRID, format=",~r", tickCount=6))
    layers = []
    if parts:
        fill = alt.Fill("name:N", sort=None, scale=_scale(parts, lang), legend=_legend("square"))
        order = alt.Order("place:Q")
        tip = [alt.Tooltip("name:N", title=" "), alt.Tooltip("year:O", title=" "), alt.Tooltip("value:Q", format=",~r")]
        bars = alt.Chart(_rows(parts, lang)).mark_bar(aria=False)
        layers.append(bars.encode(x, y, fill, order, tooltip=tip))
    drawn = [line for line in lines if not line.points]
    if drawn:
        names = [say(line.name, lang) for line in drawn]
        dash = alt.Scale(domain=names, range=[[5, 4] if line.dashed else [1, 0] for line in drawn])
        layers.append(
            alt.Chart(_rows(drawn, lang))
            .mark_line(aria=False, strokeWidth=2)
            .encode(
                x,
                y,
                alt.Stroke("name:N", sort=None, scale=_scale(drawn, lang), legend=_legend("stroke")),
                alt.StrokeDash("name:N", sort=None, scale=dash, legend=_legend("stroke")),
            )
        )
    for line in lines:
        if line.points:
            shape = alt.Shape(
                "name:N", scale=alt.Scale(domain=[say(line.name, lang)], range=["triangle-down"]), legend=_legend(None)
            )
            mark = alt.Chart(_rows([line], lang)).mark_point(
                aria=False, filled=True, opacity=1, size=55, color=line.colour, yOffset=-5
            )
            layers.append(mark.encode(x, y, shape))
    zero = alt.Chart(alt.Data(values=[{"value": 0}])).mark_rule(aria=False, color=GREY).encode(alt.Y("value:Q"))
    title = alt.TitleParams(
        say_apart(axis, lang), fontSize=12, fontWeight="normal", color=GREY, anchor="start", offset=8
    )
    scales = {"fill": "independent", "stroke": "independent", "strokeDash": "independent", "shape": "independent"}
    chart = alt.LayerChart(layer=[*layers, zero], width=WIDTH, height=height, title=title)
    return chart.resolve_scale(**scales)


def heat(measures: Sequence[Measure], largest: Text, legend: Text, lang: str) -> alt.LayerChart:
    """A row for each measure: the share of its largest stock that stands in each year, and that stock beside it."""
    import altair as alt

    names = [[shorten(said, 12, NAMES) for said in say_apart(measure.name, lang)] for measure in measures]
    largest_said = [{"place": place, "said": say(measure.largest, lang)} for place, measure in enumerate(measures)]
    rows = [
        {"name": say(measure.name, lang), "place": place, "year": year, "share": share, "said": f"{share:.0%}"}
        for place, measure in enumerate(measures)
        for year, share in measure.shares.items()
        if share >= NOTHING
    ]
    years = sorted({year for measure in measures for year in measure.shares})
    x = alt.X("year:O", title=None, scale=alt.Scale(domain=years, paddingInner=0.06), axis=_years(years))
    y = alt.Y(
        "place:O",
        title=None,
        scale=alt.Scale(domain=list(range(len(measures))), paddingInner=0.12),
        axis=alt.Axis(
            labelExpr=f"{json.dumps(names, ensure_ascii=False)}[datum.value]",
            labelLimit=NAMES + 10,
            labelOffset=-7 * (max(map(len, names)) - 1),
            domain=False,
            ticks=False,
        ),
    )
    fill = alt.Fill(
        "share:Q",
        title=say(legend, lang),
        scale=alt.Scale(scheme=SCHEME, domain=[0, 1], reverse=True),
        legend=alt.Legend(
            orient="bottom",
            direction="horizontal",
            format=".0%",
            values=[0, 0.25, 0.5, 0.75, 1],
            gradientLength=220,
            titleLimit=500,
            titleFontWeight="normal",
        ),
    )
    tip = [alt.Tooltip(f"{name}:N", title=" ") for name in ("name", "year", "said")]
    cells = alt.Chart(alt.Data(values=rows)).mark_rect(aria=False).encode(x, y, fill, tooltip=tip)
    beside = alt.Chart(alt.Data(values=largest_said)).mark_text(aria=False, align="left", fontSize=12, color=INK)
    said = beside.encode(alt.Y("place:O"), alt.Text("said:N"), x=alt.value(WIDTH + 8))
    head = alt.TitleParams(
        say_apart(largest, lang), fontSize=12, fontWeight="normal", color=GREY, anchor="end", offset=8
    )
    return alt.LayerChart(
        layer=[cells, said], width=WIDTH, height=ROW * max(map(len, names)) * len(measures), title=head
    )


def page(charts: Sequence[alt.LayerChart | alt.HConcatChart], words: Page) -> alt.VConcatChart:
    """Charts under one another with a title over them and notes below."""
    import altair as alt

    wide = WIDTH + 300
    title = [line for said in say_apart(words.title, words.lang) for line in wrap(said, 18, wide)]
    under = [line for text in words.subtitle for said in say_apart(text, words.lang) for line in wrap(said, 12, wide)]
    notes = [line for text in words.note for said in say_apart(text, words.lang) for line in wrap(said, 10.5, wide)]
    foot = (
        alt.Chart(alt.Data(values=[{}]))
        .mark_text(aria=False, align="left", baseline="top", fontSize=10.5, color=GREY, lineHeight=16)
        .encode(text=alt.value(notes), x=alt.value(0), y=alt.value(0))
        .properties(width=WIDTH, height=16 * len(notes))
    )
    axes = alt.AxisConfig(labelFontSize=12, labelColor=INK, domainColor=GREY, tickColor=GREY, labelPadding=5)
    legends = alt.LegendConfig(
        labelFontSize=12, labelColor=INK, labelLimit=KEY, title=None, symbolStrokeWidth=2, rowPadding=4, symbolSize=110
    )
    heading = alt.TitleParams(
        title,
        subtitle=under,
        fontSize=18,
        lineHeight=24,
        color=INK,
        fontWeight="normal",
        subtitleFontSize=12,
        subtitleLineHeight=18,
        subtitleColor=GREY,
        subtitlePadding=8,
        anchor="start",
        offset=20,
    )
    return alt.VConcatChart(
        vconcat=[*charts, *([foot] if notes else [])],
        spacing=26,
        padding=16,
        background="white",
        title=heading,
        description=say(words.title, words.lang),
        usermeta={"lang": one(words.lang, "zh")},
        config=alt.Config(font=FAMILY, view=alt.ViewConfig(stroke=None), axis=axes, legend=legends),
    )


def _rows(series: Iterable[Series], lang: str) -> Any:
    import altair as alt

    return alt.Data(
        values=[
            {"name": say(one.name, lang), "place": place, "year": year, "value": value}
            for place, one in enumerate(series)
            for year, value in one.values.items()
        ]
    )


def _scale(series: Iterable[Series], lang: str) -> Any:
    import altair as alt

    named = {say(one.name, lang): one.colour for one in series}
    return alt.Scale(domain=list(named), range=list(named.values()))


def _legend(symbol: str | None) -> Any:
    import altair as alt

    return alt.Legend(title=None, **({"symbolType": symbol} if symbol else {}))


def _years(years: Sequence[int]) -> Any:
    """Round years are written, or all of a short plan."""
    import altair as alt

    step = next(step for step in (1, 2, 5, 10, 20, 50, 100) if len(years) / step <= 12)
    return alt.Axis(values=[year for year in years if year % step == 0], labelAngle=0, ticks=False)
