"""What comes of a number that varies: panels under each other over its values, a line for each of the other values."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

import altair as alt

from planner.pictures.theme import WIDTH, Page, legend, numbers_axis, over, page, shades, values
from planner.pictures.words import Text, say, say_apart

HIGH = 210
"Height of a panel [px]"
JOINED = 200
"More points than these are dots without lines"


class Line(NamedTuple):
    """Of one set of the other values: its name, and the points, a value of each panel at an x; nan: no plan."""

    name: Text
    colour: str
    points: Sequence[tuple[float | str, tuple[float, ...]]]


def sweep_lines(lines: Sequence[Line], panels: Sequence[Text], axis: Text, words: Page) -> alt.VConcatChart:
    """Draw the panels over what varies, numbers or names, called `axis`."""
    named = any(isinstance(x, str) for line in lines for x, _ in line.points)
    joined = not named and sum(len(line.points) for line in lines) <= JOINED
    colours = {say(line.name, words.lang): line.colour for line in lines}
    key = legend("square") if len(colours) > 1 else None
    charts = []
    for place, panel in enumerate(panels):
        found = [point[place] for line in lines for _, point in line.points if math.isfinite(point[place])]
        rows = [
            {"x": x, "value": point[place] if math.isfinite(point[place]) else None, "name": say(line.name, words.lang)}
            for line in lines
            for x, point in line.points
        ]
        last = place == len(panels) - 1
        ticks = {} if named else {"tickCount": 8, "format": ",~r"}
        title = say_apart(axis, words.lang) if last else None
        x = alt.Axis(grid=False, labelAngle=0, labels=last, title=title, **ticks)
        scale = alt.Scale() if named else alt.Scale(zero=False, nice=False, padding=12)
        scale_y = alt.Scale(zero=False, padding=10) if _far(found) else alt.Scale(zero=True)
        kind = "ordinal" if named else "quantitative"
        tip = [alt.Tooltip("name:N", title=" "), alt.Tooltip("x", type=kind, title=" ")]
        chart = alt.Chart(values(rows)).encode(
            alt.X("x", type=kind, sort=None, axis=x, scale=scale),
            alt.Y("value:Q", title=None, axis=numbers_axis(5), scale=scale_y),
            alt.Color("name:N", sort=None, scale=shades(colours), legend=key if place == 0 else None),
            tooltip=[*tip, alt.Tooltip("value:Q", title=" ", format=",~r")],
        )
        marks = [chart.mark_line(aria=False, strokeWidth=1.6)] if joined else []
        marks.append(chart.mark_square(aria=False, size=30, opacity=1))
        charts.append(alt.LayerChart(layer=marks, width=WIDTH, height=HIGH, title=over(panel, words.lang)))
    return page(charts, words)


def _far(found: Sequence[float]) -> bool:
    """Whether all lies close together and far from zero, so that an axis from there would hide what differs."""
    low, high = min(found, default=0.0), max(found, default=1.0)
    return high - low < 0.3 * max(abs(low), abs(high))
