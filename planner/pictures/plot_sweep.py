"""What comes of a number that varies: panels under each other over its values, a line for each of the other values."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from planner.messages import sentence
from planner.pictures.charts import alt
from planner.pictures.theme import PALETTE, WIDTH, keyed, numbered, of_rows, over, page, tips
from planner.pictures.words import Page, Text, say, say_apart

HIGH = 210
"Height of a panel [px]"
CLOSE = 0.3
"Of the largest value: values within that are drawn from near them, since nothing would differ from zero"
JOINED = 200
"More points than these are dots without lines"


def sweep_lines(points: pd.DataFrame, panels: Mapping[str, Text], axis: Text, words: Page) -> alt.VConcatChart:
    """Draw a panel for each of the columns `panels` over the column `x`, numbers or names, called `axis`.

    A line for each of the column `line`; nan: no plan. What stands in a column `mark` is written above its point.
    """
    lang, named = words.lang, points["x"].dtype == object
    points = points.assign(x=[say(x, lang) for x in points["x"]]) if named else points
    said = {line: say(line, lang) for line in points["line"].unique()}
    colours = {name: PALETTE[n % len(PALETTE)] for n, name in enumerate(said.values())}
    joined = not named and len(points) <= JOINED
    kind = "ordinal" if named else "quantitative"
    scale = alt.Scale() if named else alt.Scale(zero=False, nice=False, padding=12)
    far = [column for column in panels if np.ptp(points[column].dropna()) < CLOSE * points[column].abs().max()]
    charts = []
    for place, (column, panel) in enumerate(panels.items()):
        found, last = points[column], place == len(panels) - 1
        rows = points.assign(value=found, name=points["line"].map(said))
        rows = rows.reindex(columns=["x", "value", "name", *points.columns.intersection(["mark"])]).astype(object)
        ticks = {} if named else {"tickCount": 8, "format": ",~r"}
        x = alt.Axis(grid=False, labelAngle=0, labels=last, title=say_apart(axis, lang) if last else None, **ticks)
        colour = keyed(alt.Color, colours, "square")
        if place or len(colours) == 1:
            colour.legend = None
        chart = of_rows(rows.where(rows.notna(), None).to_dict("records")).encode(
            alt.X("x", type=kind, sort=None, axis=x, scale=scale),
            numbered(
                alt.Y, "value", scale=alt.Scale(zero=False, padding=10) if column in far else alt.Scale(zero=True)
            ),
            colour,
            tooltip=[*tips("name:N"), alt.Tooltip("x", type=kind, title=" "), *tips("value:Q")],
        )
        marks = [chart.mark_line(strokeWidth=1.6)] if joined else []
        marks.append(chart.mark_square(size=30, opacity=1))
        if "mark" in points:
            marks.append(chart.mark_text(dy=-12, fontSize=12, fontWeight="bold").encode(alt.Text("mark:N")))
        charts.append(alt.LayerChart(layer=marks, width=WIDTH, height=HIGH, title=over(panel, lang)))
    return page(charts, words._replace(note=[*words.note, *([sentence("chart_not_from_zero")] if far else [])]))
