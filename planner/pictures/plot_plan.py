"""A plan by year: emissions of the sectors under the cap, cash beside a reference, what stands of each measure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import pandas as pd

from planner.pictures.charts import alt
from planner.pictures.theme import (
    SHARE,
    WIDTH,
    column,
    head,
    keyed,
    legend,
    named_rows,
    numbers_axis,
    of_rows,
    panel,
    share_legend,
    tips,
    years_axis,
    zero_line,
)
from planner.pictures.words import Text, say

NOTHING = 0.005
"Share of the largest stock under which a year is left blank"


class Series(NamedTuple):
    """A number by year, with its name and colour."""

    name: Text
    values: pd.Series
    colour: str
    dashed: bool = False


def stacked(
    parts: Sequence[Series], lines: Sequence[Series], axis: Text, lang: str, height: int, points: Series | None = None
) -> alt.LayerChart:
    """Bars of each year, one part on another and what is below zero under it; lines over them, and points."""
    years = sorted({int(year) for one in (*parts, *lines) for year in one.values.index})
    x = alt.X("year:O", title=None, scale=alt.Scale(domain=years), axis=years_axis(years))
    y = alt.Y("value:Q", title=None, axis=numbers_axis())

    def drawn(series: Sequence[Series]) -> alt.Chart:
        rows = (
            {"name": say(one.name, lang), "place": place, "year": int(year), "value": float(value)}
            for place, one in enumerate(series)
            for year, value in one.values.items()
        )
        return of_rows(rows).encode(x, y, tooltip=tips("name:N", "year:O", "value:Q"))

    layers = []
    if parts:
        fill = keyed(alt.Fill, {say(one.name, lang): one.colour for one in parts}, "square")
        layers.append(drawn(parts).mark_bar().encode(fill, alt.Order("place:Q")))
    if lines:
        dashes = {say(line.name, lang): [5, 4] if line.dashed else [1, 0] for line in lines}
        stroke = keyed(alt.Stroke, {say(line.name, lang): line.colour for line in lines}, "stroke")
        layers.append(drawn(lines).mark_line(strokeWidth=2).encode(stroke, keyed(alt.StrokeDash, dashes, "stroke")))
    if points:
        scale = alt.Scale(domain=[say(points.name, lang)], range=["triangle-down"])
        mark = drawn([points]).mark_point(filled=True, opacity=1, size=55, color=points.colour, yOffset=-5)
        layers.append(mark.encode(alt.Shape("name:N", scale=scale, legend=legend())))
    return panel([*layers, zero_line()], axis, lang, height)


def heat(table: pd.DataFrame, largest: Text, share: Text, lang: str) -> tuple[alt.LayerChart, int]:
    """A row for each measure (name, stock by year, largest): the share of its largest stock that stands in each year.

    Also the room that the names take.
    """
    rows, years = named_rows(table["name"], lang), [int(year) for year in table["stock"].iloc[0].index]
    cells = [
        {"name": say(row.name, lang), "place": place, "year": year, "share": part, "said": f"{part:.0%}"}
        for place, row in enumerate(table.itertuples(index=False))
        for year, part in zip(years, row.stock / row.stock.max(), strict=True)
        if part >= NOTHING
    ]
    x = alt.X("year:O", title=None, scale=alt.Scale(domain=years, paddingInner=0.06), axis=years_axis(years))
    scale = alt.Scale(scheme=SHARE, domain=[0, 1], reverse=True)
    fill = alt.Fill("share:Q", scale=scale, legend=share_legend(say(share, lang)))
    layers = [
        of_rows(cells).mark_rect().encode(x, rows.y, fill, tooltip=tips("name:N", "year:N", "said:N")),
        column([say(amount, lang) for amount in table["largest"]]),
        head(largest, lang, WIDTH + 8),
    ]
    return alt.LayerChart(layer=layers, width=WIDTH, height=rows.height), rows.left
