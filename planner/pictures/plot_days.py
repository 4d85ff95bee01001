"""Typical days: who supplies and who uses a commodity, slice by slice, a panel a day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import altair as alt

from planner.pictures.theme import LEFT, PALE, WIDTH, legend, over, shades, values, zero_line
from planner.pictures.words import Text, say, say_apart, wrap

GAP = 10
"Between panels [px]"
HEIGHT, LOW = 230, 110
"Of a panel of stacks, and of prices [px]"


class Slice(NamedTuple):
    """A slice as it stands in its typical day."""

    name: Text
    hours: float


class Day(NamedTuple):
    """A typical day: its name, its slices, and amounts by slice of each thing that is drawn."""

    name: Text
    slices: Sequence[Slice]
    amounts: Mapping[str, Sequence[float]]


class Thing(NamedTuple):
    """What is drawn: its id in the days, its name and its colour."""

    id: str
    name: Text
    colour: str


def stacks(days: Sequence[Day], things: Sequence[Thing], axis: Text, lang: str) -> alt.HConcatChart:
    """A panel a day: supply upwards and use downwards, each slice as wide as its hours."""
    rows = [_stacked(day, things, lang) for day in days]
    edges = [edge for panel in rows for row in panel for edge in (row["low"], row["high"])]
    return _beside(days, rows, "rect", things, (min(edges, default=0.0), max(edges, default=1.0)), axis, HEIGHT, lang)


def steps(days: Sequence[Day], things: Sequence[Thing], axis: Text, lang: str) -> alt.HConcatChart:
    """A panel a day: a level line over each slice."""
    rows = []
    for day in days:
        of = [(thing, day.amounts.get(thing.id, [0.0] * len(day.slices))) for thing in things]
        parts = list(zip(day.slices, _starts(day), strict=True))
        rows.append(
            [
                _row(thing, part, start, lang) | {"low": value}
                for thing, values in of
                for (part, start), value in zip(parts, values, strict=True)
            ]
        )
    values = [row["low"] for panel in rows for row in panel]
    low, high = min([0.0, *values]), max([0.0, *values]) or 1.0
    return _beside(days, rows, "rule", things, (low, high + (high - low) / 20), axis, LOW, lang)


def _starts(day: Day) -> list[float]:
    starts = [0.0]
    for part in day.slices:
        starts.append(starts[-1] + part.hours)
    return starts[:-1]


def _row(thing: Thing, part: Slice, start: float, lang: str) -> dict[str, Any]:
    """What is drawn over a slice, and from which hour to which."""
    place = {"start": start, "end": start + part.hours}
    return {"name": say(thing.name, lang), "slice": say(part.name, lang), **place}


def _stacked(day: Day, things: Sequence[Thing], lang: str) -> list[dict[str, Any]]:
    """The rectangles of a day: one on another above zero, and one under another below."""
    rows = []
    for n, (part, start) in enumerate(zip(day.slices, _starts(day), strict=True)):
        above = below = 0.0
        for thing in things:
            value = day.amounts.get(thing.id, [0.0] * len(day.slices))[n]
            low = above if value > 0 else below + value
            rows.append(_row(thing, part, start, lang) | {"low": low, "high": low + abs(value), "value": value})
            above, below = above + max(value, 0.0), below + min(value, 0.0)
    return [row for row in rows if row["value"]]


def _beside(
    days: Sequence[Day],
    rows: Sequence[list[dict[str, Any]]],
    mark: str,
    things: Sequence[Thing],
    span: tuple[float, float],
    axis: Text,
    height: int,
    lang: str,
) -> alt.HConcatChart:
    """Panels beside each other with one scale, one key and the words of the axis over the first."""
    scale, width = alt.Scale(domain=list(span), nice=True), (WIDTH - GAP * (len(days) - 1)) // len(days)
    colours = shades({say(thing.name, lang): thing.colour for thing in things})
    tip = [alt.Tooltip("name:N", title=" "), alt.Tooltip("slice:N", title=" ")]
    tip.append(alt.Tooltip("value:Q" if mark == "rect" else "low:Q", title=" ", format=",.4~r"))
    names = [[line for said in say_apart(day.name, lang) for line in wrap(said, 12, width - 4)] for day in days]
    panels, most = [], max(map(len, names))
    for n, (day, found) in enumerate(zip(days, rows, strict=True)):
        hours = sum(part.hours for part in day.slices)
        ticks = alt.Axis(values=[*_starts(day), hours], grid=False, format=".3~r", labelFontSize=11)
        labels = alt.Axis(
            gridColor=PALE,
            format=",~r",
            tickCount=5,
            labels=n == 0,
            ticks=False,
            domain=n == 0,
            minExtent=LEFT if n == 0 else 0,
        )
        base = alt.Chart(values(found)).encode(
            alt.X("start:Q", title=None, scale=alt.Scale(domain=[0, hours], nice=False), axis=ticks),
            alt.X2("end:Q"),
            alt.Y("low:Q", title=None, scale=scale, axis=labels),
            tooltip=tip,
        )
        if mark == "rect":
            fill = alt.Fill("name:N", sort=None, scale=colours, legend=legend("square", columns=1))
            drawn = base.mark_rect(aria=False, stroke="white", strokeWidth=0.4).encode(alt.Y2("high:Q"), fill)
        else:
            stroke = alt.Stroke("name:N", sort=None, scale=colours, legend=legend("stroke", columns=1))
            drawn = base.mark_rule(aria=False, strokeWidth=2.5).encode(stroke)
        title = over(day.name, lang)
        title.text = [" "] * (most - len(names[n])) + names[n]
        panels.append(alt.LayerChart(layer=[drawn, zero_line()], width=width, height=height, title=title))
    beside = alt.HConcatChart(hconcat=panels, spacing=GAP, title=over(axis, lang))
    return beside.resolve_scale(y="shared", fill="shared", stroke="shared")
