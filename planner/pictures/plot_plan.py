"""A plan by year: emissions of the sectors under the cap, cash beside a reference, what stands of each measure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import altair as alt

from planner.pictures.theme import (
    SHARE,
    WIDTH,
    column,
    head,
    legend,
    named_rows,
    numbers_axis,
    over,
    shades,
    share_legend,
    values,
    years_axis,
    zero_line,
)
from planner.pictures.words import Text, say

NOTHING = 0.005
"Share of the largest stock under which a year is left blank"


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


def stacked(parts: Sequence[Series], lines: Sequence[Series], axis: Text, lang: str, height: int) -> alt.LayerChart:
    """Bars of each year, one part on another and what is below zero under it; lines and points over them."""
    years = sorted({year for part in (*parts, *lines) for year in part.values})
    x = alt.X("year:O", title=None, scale=alt.Scale(domain=years), axis=years_axis(years))
    y = alt.Y("value:Q", title=None, axis=numbers_axis())
    layers = []
    if parts:
        tip = [alt.Tooltip("name:N", title=" "), alt.Tooltip("year:O", title=" "), alt.Tooltip("value:Q", format=",~r")]
        fill = alt.Fill("name:N", sort=None, scale=_colours(parts, lang), legend=legend("square"))
        bars = alt.Chart(_rows(parts, lang)).mark_bar(aria=False)
        layers.append(bars.encode(x, y, fill, alt.Order("place:Q"), tooltip=tip))
    drawn = [line for line in lines if not line.points]
    if drawn:
        dash = alt.Scale(
            domain=[say(line.name, lang) for line in drawn], range=[[5, 4] if line.dashed else [1, 0] for line in drawn]
        )
        stroke = alt.Stroke("name:N", sort=None, scale=_colours(drawn, lang), legend=legend("stroke"))
        dashes = alt.StrokeDash("name:N", sort=None, scale=dash, legend=legend("stroke"))
        mark = alt.Chart(_rows(drawn, lang)).mark_line(aria=False, strokeWidth=2)
        layers.append(mark.encode(x, y, stroke, dashes))
    for line in lines:
        if line.points:
            scale = alt.Scale(domain=[say(line.name, lang)], range=["triangle-down"])
            mark = alt.Chart(_rows([line], lang)).mark_point(
                aria=False, filled=True, opacity=1, size=55, color=line.colour, yOffset=-5
            )
            layers.append(mark.encode(x, y, alt.Shape("name:N", scale=scale, legend=legend())))
    scales = {"fill": "independent", "stroke": "independent", "strokeDash": "independent", "shape": "independent"}
    chart = alt.LayerChart(layer=[*layers, zero_line()], width=WIDTH, height=height, title=over(axis, lang))
    return chart.resolve_scale(**scales)


def heat(measures: Sequence[Measure], largest: Text, share: Text, lang: str) -> tuple[alt.LayerChart, int]:
    """A row for each measure: the share of its largest stock that stands in each year, and that stock beside it.

    Also the room that the names take.
    """
    rows = named_rows([measure.name for measure in measures], lang)
    cells = [
        {"name": say(measure.name, lang), "place": place, "year": year, "share": share, "said": f"{share:.0%}"}
        for place, measure in enumerate(measures)
        for year, share in measure.shares.items()
        if share >= NOTHING
    ]
    years = sorted({year for measure in measures for year in measure.shares})
    x = alt.X("year:O", title=None, scale=alt.Scale(domain=years, paddingInner=0.06), axis=years_axis(years))
    scale = alt.Scale(scheme=SHARE, domain=[0, 1], reverse=True)
    fill = alt.Fill("share:Q", scale=scale, legend=share_legend(say(share, lang)))
    tip = [alt.Tooltip(f"{name}:N", title=" ") for name in ("name", "year", "said")]
    shown = alt.Chart(values(cells)).mark_rect(aria=False).encode(x, rows.y, fill, tooltip=tip)
    beside = column([say(measure.largest, lang) for measure in measures])
    layers = [shown, beside, head(largest, lang, WIDTH + 8)]
    return alt.LayerChart(layer=layers, width=WIDTH, height=rows.height), rows.left


def _rows(series: Iterable[Series], lang: str) -> alt.Data:
    return values(
        {"name": say(one.name, lang), "place": place, "year": year, "value": value}
        for place, one in enumerate(series)
        for year, value in one.values.items()
    )


def _colours(series: Iterable[Series], lang: str) -> alt.Scale:
    return shades({say(one.name, lang): one.colour for one in series})
