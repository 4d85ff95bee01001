"""Shadow prices by year as a picture, with their interval at a kink; under them the caps for which each price holds.

A bar upright through a point runs from what one tonne more would save to what one tonne less costs.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import altair as alt

from planner.pictures.theme import (
    CAP_INK,
    GREY,
    HEIGHT,
    INK,
    WIDTH,
    Page,
    legend,
    numbers_axis,
    over,
    page,
    shades,
    values,
    years_axis,
    zero_line,
)
from planner.pictures.words import Text, say

LOW, BAR = 120, 6
"Height of the caps, and width of an upright bar [px]"
RANGE = "#B0B0B0"
KINK = 1e-6
"Share of a price by which its two ends differ at a kink"


class Price(NamedTuple):
    """Of one cap in one year, per tonne as shown: nan or infinite where no plan keeps a lower cap."""

    price: float
    relaxed: float
    tightened: float
    cap: float
    cap_from: float
    cap_to: float

    @property
    def at_kink(self) -> bool:
        return self.tightened > self.relaxed * (1 + KINK)


class Line(NamedTuple):
    """The prices of one scope's caps by year; a budget, whose years share one cap, has no caps to show."""

    name: Text
    colour: str
    prices: Mapping[int, Price]
    yearly: bool = True


class Heads(NamedTuple):
    """What is drawn: the price's axis, the interval, the carbon price; the cap's axis, and the caps of a price."""

    price: Text
    kink: Text
    carbon: Text
    caps: Text
    cap: Text
    holds: Text


def price_paths(
    lines: Sequence[Line], carbon_price: Mapping[int, float], heads: Heads, words: Page
) -> alt.VConcatChart:
    """Draw the prices of each line over the years, and the carbon price dashed; under them the caps."""
    lang, every = words.lang, [(line, year, price) for line in lines for year, price in line.prices.items()]
    years = sorted({year for _, year, _ in every} | set(carbon_price))
    x = alt.X("year:O", title=None, scale=alt.Scale(domain=years), axis=years_axis(years))
    known = [end for *_, price in every for end in (price.price, price.tightened)] + list(carbon_price.values())
    span = 0.0, 1.06 * max(filter(math.isfinite, known), default=0.0) or 1.0
    kinks = [(year, price.relaxed, price.tightened) for _, year, price in every if price.at_kink]
    marks = [
        *_bars(kinks, say(heads.kink, lang), x, span),
        *_paths([Path(say(heads.carbon, lang), INK, carbon_price)] if carbon_price else [], x, dash=[6, 4]),
        *_paths([Path(say(line.name, lang), line.colour, _of(line, "price")) for line in lines], x, point=True),
    ]
    charts = [_panel(marks, span, over(heads.price, lang), HEIGHT)]
    capped = [line for line in lines if line.yearly]
    if capped:
        caps = [price.cap for line in capped for price in line.prices.values()]
        span = min(0.0, *caps), 1.1 * max(0.0, *caps) or 1.0
        held = [(year, price.cap_from, min(price.cap_to, span[1])) for line, year, price in every if line.yearly]
        marks = _bars(held, say(heads.holds, lang), x, span)
        marks += _paths([Path(say(heads.cap, lang), CAP_INK, _of(line, "cap")) for line in capped], x)
        charts.append(_panel(marks, span, over(heads.caps, lang), LOW))
    return page(charts, words)


class Path(NamedTuple):
    """A line through the years, with its name in the key."""

    name: str
    colour: str
    values: Mapping[int, float]


def _of(line: Line, what: str) -> dict[int, float]:
    return {year: getattr(price, what) for year, price in line.prices.items()}


def _bars(ends: Sequence[tuple[int, float, float]], name: str, x: alt.X, span: tuple[float, float]) -> list[alt.Chart]:
    """Upright bars from end to end; ▲ over one that has no end."""
    rows = [
        {"year": year, "low": low, "high": min(high, span[1]), "name": name, "open": "▲" if high == math.inf else ""}
        for year, low, high in ends
        if not math.isnan(low)
    ]
    if not rows:
        return []
    base = alt.Chart(values(rows)).encode(x)
    open_ended = base.mark_text(aria=False, color=GREY, baseline="bottom", fontSize=9)
    fill = alt.Fill("name:N", scale=shades({name: RANGE}), legend=legend("square"))
    return [
        base.mark_bar(aria=False, size=BAR).encode(alt.Y("low:Q"), alt.Y2("high:Q"), fill),
        open_ended.encode(alt.Y("high:Q"), alt.Text("open:N")),
    ]


def _paths(paths: Sequence[Path], x: alt.X, dash: Sequence[int] = (1, 0), point: bool = False) -> list[alt.Chart]:
    if not paths:
        return []
    rows = [
        {"name": path.name, "path": place, "year": year, "value": value}
        for place, path in enumerate(paths)
        for year, value in path.values.items()
    ]
    colours = shades({path.name: path.colour for path in paths})
    tip = [alt.Tooltip("name:N", title=" "), alt.Tooltip("year:O", title=" "), alt.Tooltip("value:Q", format=",.4~r")]
    base = alt.Chart(values(rows)).encode(x, alt.Y("value:Q"), alt.Detail("path:N"), tooltip=tip)
    line = base.mark_line(aria=False, strokeWidth=1.8, strokeDash=list(dash))
    squares = base.mark_square(aria=False, size=22, opacity=1)
    key = legend("stroke", symbolDash=list(dash))
    marks = [line.encode(alt.Stroke("name:N", sort=None, scale=colours, legend=key))]
    return marks + [squares.encode(alt.Fill("name:N", scale=colours, legend=None))] * point


def _panel(
    marks: Sequence[alt.Chart], span: tuple[float, float], title: alt.TitleParams, height: int
) -> alt.LayerChart:
    """Marks whose values lie within `span`."""
    y = alt.Y(
        "zero:Q",
        title=None,
        scale=alt.Scale(domain=list(span), nice=False),
        axis=numbers_axis(5 if height > LOW else 3),
    )
    chart = alt.LayerChart(layer=[zero_line().encode(y), *marks], width=WIDTH, height=height, title=title)
    return chart.resolve_scale(fill="independent", stroke="independent")
