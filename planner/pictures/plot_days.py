"""Typical days: who supplies and who uses a commodity, slice by slice, a panel a day."""

from __future__ import annotations

import json
from collections.abc import Mapping

import pandas as pd

from planner.pictures.charts import alt
from planner.pictures.theme import GREY, LEFT, PALE, WIDTH, keyed, over, tips, zero_line
from planner.pictures.words import Text, say, say_apart, wrap

GAP = 10
"Between panels [px]"
HEIGHT, LOW = 230, 110
"Of a panel of stacks, and of prices [px]"


def stacks(table: pd.DataFrame, colours: Mapping[Text, str], axis: Text, lang: str) -> alt.FacetChart:
    """A panel a day: supply upwards and use downwards on one another, each slice as wide as its hours.

    Rows (day, slice, start, end, name, value), in the order in which they are stacked.
    """
    fill = keyed(alt.Fill, {say(name, lang): colour for name, colour in colours.items()}, "square", columns=1)
    table = table[table["value"] != 0]
    up, down = table["value"].clip(lower=0), table["value"].clip(upper=0)
    above, below = (part.groupby([table["day"], table["start"]], sort=False).cumsum() for part in (up, down))
    table = table.assign(low=(above - up).where(up > 0, below), high=above.where(up > 0, below - down))
    y, y2 = alt.Y("low:Q", title=None, axis=_axis(), scale=alt.Scale(nice=True)), alt.Y2("high:Q")
    rects = alt.Chart().mark_rect(stroke="white", strokeWidth=0.4).encode(y, y2, fill)
    return _panels(rects, table, axis, HEIGHT, lang)


def steps(table: pd.DataFrame, colours: Mapping[Text, str], axis: Text, lang: str) -> alt.FacetChart:
    """A panel a day: a level line over each slice. Rows and colours as of `stacks`."""
    stroke = keyed(alt.Stroke, {say(name, lang): colour for name, colour in colours.items()}, "stroke", columns=1)
    rules = alt.Chart().mark_rule(strokeWidth=2.5).encode(alt.Y("value:Q", title=None, axis=_axis()), stroke)
    return _panels(rules, table, axis, LOW, lang)


def _axis() -> alt.Axis:
    return alt.Axis(gridColor=PALE, format=",~r", tickCount=5, ticks=False, minExtent=LEFT)


def _panels(marks: alt.Chart, table: pd.DataFrame, axis: Text, height: int, lang: str) -> alt.FacetChart:
    """Panels beside each other with one scale, one key and the words of the axis over the first."""
    days = list(table["day"].unique())
    width = (WIDTH - GAP * (len(days) - 1)) // len(days)
    rows = table.assign(
        day=table["day"].map(days.index),
        name=[say(name, lang) for name in table["name"]], slice=[say(part, lang) for part in table["slice"]],
    )  # fmt: skip
    hours = sorted({*table["start"], *table["end"]})
    ticks = alt.Axis(values=hours, grid=False, format=".3~r", labelFontSize=11)
    x = alt.X("start:Q", title=None, scale=alt.Scale(domain=[0, hours[-1]], nice=False), axis=ticks)
    drawn = marks.encode(x, alt.X2("end:Q"), tooltip=tips("name:N", "slice:N", "value:Q"))
    said = [[line for words in say_apart(day, lang) for line in wrap(words, 12, width - 4)] for day in days]
    header = alt.Header(
        title=None, labelExpr=f"{json.dumps(said, ensure_ascii=False)}[datum.value]", labelAnchor="start",
        labelFontSize=12, labelColor=GREY, labelAlign="left", labelPadding=6,
    )  # fmt: skip
    spec = alt.LayerChart(layer=[drawn, zero_line()], width=width, height=height)
    data = alt.Data(values=rows.to_dict("records"))
    return alt.FacetChart(
        spec=spec,
        data=data,
        facet=alt.Facet("day:O", header=header),
        columns=len(days),
        spacing=GAP,
        title=over(axis, lang),
    )
