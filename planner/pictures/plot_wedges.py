"""Abatement wedges beside the MAC curve on its side: two panels that share the axis of tonnes.

Left, year by year, from the reference down to the plan; right, what the next tonne of one year costs.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

import pandas as pd

from planner.calls.numbers import number
from planner.messages import sentence
from planner.pictures.bar_labels import spread
from planner.pictures.charts import alt
from planner.pictures.key import Entry, badges, key_table
from planner.pictures.scale import Bar, axis_end
from planner.pictures.theme import (
    CAP_INK,
    GREY,
    INK,
    NO_SECTOR,
    PALE,
    PALETTE,
    beside,
    in_pixels,
    lines,
    numbers_axis,
    of_rows,
    over,
    page,
    tips,
    years_axis,
    zero_line,
)
from planner.pictures.words import Page, Text, say, say_apart, wrap

YEARS, GAP, CURVE, LEAST_HEIGHT = 410, 36, 230, 430
"Width of the left panel, of the numbers between, of the right panel, and least height of both [px]"
APART, TO_KEY = 22.0, 70
"Between two numbers, and between the curve, whose cap has its name there, and the key [px]"
Span = tuple[float, float]


def wedge_colours(count: int) -> list[str]:
    """Of the wedges in their order; the last is of all others."""
    return [*PALETTE[: count - 1], NO_SECTOR]


def wedges_beside_curve(
    wedges: pd.DataFrame, emitted: pd.DataFrame, steps: pd.DataFrame, year: int, said: Mapping[str, Text], words: Page
) -> alt.VConcatChart:
    """Draw the wedges (name, colour, tonnes by year) in their order, the first at the top, beside the curve of a year.

    `emitted` by year: reference, plan and cap (nan: none). `steps` from the curve's start down: start, end, price,
    name, colour. `said`: what `reference`, `cap`, `rest`, `start`, `measure`, `in_all` and `price_unit` are called,
    and the axes of `emissions` and `price`.
    """
    lang, of_year = words.lang, list(emitted.index).index(year)
    entries = [
        Entry(n, first, "".join(second), number(row.tonnes[of_year]), number(sum(row.tonnes)), row.colour)
        for n, row in enumerate(wedges.itertuples(), 1)
        for first, *second in [say_apart(row.name, lang)]
    ]
    key = key_table((say(said["measure"], lang), str(year), say(said["in_all"], lang)), entries)
    height = max(LEAST_HEIGHT, key.height)
    span = min(0.0, emitted[["plan", "cap"]].min(axis=None)), 1.04 * emitted[["reference", "cap"]].max(axis=None)
    edges = [list(emitted["reference"])]
    for tonnes in wedges["tonnes"]:
        edges.append([above - part for above, part in zip(edges[-1], tonnes, strict=True)])
    charts = [
        _years(wedges, edges, emitted, said, span, lang),
        _numbers(wedges, [edge[-1] for edge in edges], min(0.0, emitted["plan"].min()), span, height),
        _curve(steps, emitted["cap"].loc[year], said, span, lang, height),
    ]
    for chart, width in zip(charts, (YEARS, GAP, CURVE), strict=True):
        chart.width, chart.height = width, height
    both = alt.HConcatChart(hconcat=[alt.HConcatChart(hconcat=charts, spacing=0), key], spacing=TO_KEY)
    return page([both], words, wide=YEARS + GAP + CURVE + 300)


def _tonnes(field: str, span: Span, **axis: object) -> alt.Y:
    return alt.Y(f"{field}:Q", title=None, scale=alt.Scale(domain=list(span), nice=False), **axis)


def _years(
    wedges: pd.DataFrame,
    edges: list[list[float]],
    emitted: pd.DataFrame,
    said: Mapping[str, Text],
    span: Span,
    lang: str,
) -> alt.LayerChart:
    """The wedges from the reference down to the plan, what is still emitted, and the caps."""
    years, reference, caps = list(emitted.index), emitted["reference"], emitted["cap"].dropna()
    sums = [number(sum(tonnes)) for tonnes in wedges["tonnes"]]
    called = zip([*wedges["name"], said["rest"]], [*wedges["colour"], PALE], [*sums, ""], strict=True)
    bands = [
        {"name": say(name, lang), "year": year, "upper": up, "lower": low, "sum": in_all, "colour": colour}
        for (name, colour, in_all), (upper, lower) in zip(
            called, pairwise([*edges, [span[0]] * len(years)]), strict=True
        )
        for year, up, low in zip(years, upper, lower, strict=True)
    ]
    x = alt.X("year:O", title=None, scale=alt.Scale(type="point", domain=years, padding=0), axis=years_axis(years))
    rows = emitted.reset_index(names="year").astype(object)
    base = of_rows(rows.where(rows.notna(), None).to_dict("records")).encode(x)
    fill, tip = alt.Fill("colour:N", scale=None), tips("name:N", **{"sum:N": "Σ"})
    area = of_rows(bands).mark_area(stroke="white", strokeWidth=0.6)
    layers = [
        area.encode(
            x, _tonnes("upper", span, axis=numbers_axis()), alt.Y2("lower:Q"), alt.Detail("name:N"), fill, tooltip=tip
        ),
        base.mark_line(color=INK, strokeWidth=2.2).encode(alt.Y("reference:Q")),
        base.mark_line(color=INK, strokeWidth=1).encode(alt.Y("plan:Q")),
    ]  # fmt: skip

    def near(words: Text, year: int, emissions: float, **text: Any) -> list[alt.Chart]:
        return beside([say(words, lang)], "year:O", "at:Q", {"year": int(year), "at": float(emissions)}, **text)

    late = reference.iloc[-max(1, len(years) * 2 // 5) :]
    layers += near(said["reference"], years[-1], late.max(), align="right", dx=-6, dy=-10)
    if len(caps):
        layers.append(base.mark_line(color=CAP_INK, strokeWidth=2, strokeDash=[6, 4]).encode(alt.Y("cap:Q")))
        place = len(caps) // 3
        layers += near(said["cap"], caps.index[place], caps.iloc[place], colour=CAP_INK, align="right", dx=-6, dy=16)
    layers += near(said["rest"], years[0], 0, colour=GREY, align="left", dx=10, dy=-14)
    return alt.LayerChart(layer=layers, title=over(said["emissions"], lang))


def _numbers(wedges: pd.DataFrame, ends: list[float], lowest: float, span: Span, height: int) -> alt.LayerChart:
    """Each wedge's number between the panels, at the level of its end; a line leads there."""

    def y(emissions: float) -> float:
        return height * (span[1] - emissions) / (span[1] - span[0])

    middles = [y((above + below) / 2) for above, below in pairwise(ends)]
    order = sorted(range(len(wedges)), key=lambda n: middles[n])
    places = dict(zip(order, spread([middles[n] for n in order], APART, 0.0, y(lowest)), strict=True))
    rows = [{"x": GAP / 2, "y": places[n], "number": n + 1, "colour": of} for n, of in enumerate(wedges["colour"])]
    leaders = lines([{"x": 0, "y": middles[n], "x2": 8, "y2": place} for n, place in places.items()], GREY, 1)
    return alt.LayerChart(layer=[leaders, *badges(in_pixels(rows))])


def _curve(
    steps: pd.DataFrame, cap: float, said: Mapping[str, Text], span: Span, lang: str, height: int
) -> alt.LayerChart:
    """Steps as level bars, as long as their price; where they start, and the cap."""
    unit, seam = say(said["price_unit"], lang), 0.4 * (span[1] - span[0]) / height
    inside = steps[(steps["start"] > span[0]) & (steps["end"] < span[1])]
    bars = [Bar(-row.start, -row.end, row.price, "", {}) for row in inside.itertuples()]
    limit = (axis_end(bars, None)[1] if bars else 0.0) or 1.0
    rows = [
        {"from": min(row.start, span[1]), "to": max(row.end, span[0]) - seam, "none": 0, "colour": row.colour,
         "price": min(row.price, limit), "name": row.name, "said": f"{number(row.price)} {unit}"}
        for row in inside.itertuples(index=False)
    ]  # fmt: skip
    title = [line for words in say_apart(said["price"], lang) for line in wrap(f"{words} ({unit})", 12, CURVE)]
    axis = alt.Axis(title=title, titleAnchor="end", titleAlign="right", grid=False, tickCount=4, format=",~r")
    x = alt.X("price:Q", scale=alt.Scale(domain=[0, limit], nice=False), axis=axis)
    y = _tonnes("from", span, axis=alt.Axis(labels=False, ticks=False, domain=False, gridColor=PALE, tickCount=6))
    drawn = of_rows(rows).mark_rect().encode(x, alt.X2("none:Q"), y, alt.Y2("to:Q"), alt.Fill("colour:N", scale=None))
    layers = [drawn.encode(tooltip=tips("name:N", "said:N")), zero_line("x")]
    if len(steps) and steps["start"].iloc[0] < span[1]:
        start = {"at": steps["start"].iloc[0]}
        layers.append(of_rows([start]).mark_rule(color=GREY).encode(alt.Y("at:Q")))
        called = say_apart(said["start"], lang)
        place = {"align": "left", "baseline": "bottom", "dy": -4 - 13 * (len(called) - 1)}
        layers += beside(called, alt.value(6), "at:Q", start, GREY, **place)
    if cap == cap:
        layers.append(of_rows([{"at": cap}]).mark_rule(color=CAP_INK, strokeDash=[6, 4]).encode(alt.Y("at:Q")))
        called, place = [say(said["cap"], lang), number(cap)], {"align": "left", "baseline": "middle"}
        layers += beside(called, alt.value(CURVE + 6), "at:Q", {"at": cap}, CAP_INK, **place)
    dearest = max((bar.price for bar in bars), default=0.0)
    cut = f"{say(sentence('chart_too_high'), lang)} {number(dearest)} {unit}"
    return alt.LayerChart(layer=layers, title=over(cut if dearest > limit * (1 + 1e-9) else " ", lang, "end"))
