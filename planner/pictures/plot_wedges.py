"""Abatement wedges beside the MAC curve on its side: two panels that share the axis of tonnes.

Left, year by year, from the reference down to the plan; right, what the next tonne of one year costs.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import altair as alt

from planner.calls.numbers import number
from planner.messages import sentence
from planner.pictures.figure import Bar, X, Y, axis_end, lines, spread
from planner.pictures.key import Entry, badges, key_table
from planner.pictures.theme import (
    CAP_INK,
    GREY,
    INK,
    NO_SECTOR,
    PALE,
    PALETTE,
    beside,
    numbers_axis,
    of_rows,
    over,
    page,
    years_axis,
    zero_line,
)
from planner.pictures.words import Page, Text, say, say_apart, wrap

YEARS, GAP, CURVE, LEAST_HEIGHT = 410, 36, 230, 430
"Width of the left panel, of the numbers between, of the right panel, and least height of both [px]"
APART, TO_KEY = 22.0, 70
"Between two numbers, and between the curve, whose cap has its name there, and the key [px]"


class Wedge(NamedTuple):
    """Tonnes of each year, with the sum as it reads."""

    name: Text
    tonnes: Sequence[float]
    colour: str


class Step(NamedTuple):
    """One step of the curve: emissions from and to, falling, and its price."""

    start: float
    end: float
    price: float
    name: str
    colour: str


class Panel(NamedTuple):
    """What the years are and what is emitted in them; a year without a cap has None."""

    years: Sequence[int]
    reference: Sequence[float]
    plan: Sequence[float]
    cap: Sequence[float | None]
    beside: int
    """The year of the curve."""


class Said(NamedTuple):
    """The words in the picture."""

    reference: Text
    cap: Text
    rest: Text
    start: Text
    measure: Text
    in_all: Text
    emissions: Text
    price: Text
    price_unit: Text


def wedge_colours(count: int) -> list[str]:
    """Of the wedges in their order; the last is of all others."""
    return [*PALETTE[: count - 1], NO_SECTOR]


def wedges_beside_curve(
    wedges: Sequence[Wedge], panel: Panel, steps: Sequence[Step], said: Said, words: Page
) -> alt.VConcatChart:
    """Draw the wedges in their order, the first at the top, and the steps of the curve from its start down."""
    lang, of_year = words.lang, panel.years.index(panel.beside)
    entries = [
        Entry(n, *_two_lines(wedge.name, lang), number(wedge.tonnes[of_year]), number(sum(wedge.tonnes)), wedge.colour)
        for n, wedge in enumerate(wedges, 1)
    ]
    key = key_table((say(said.measure, lang), f"{panel.beside}", say(said.in_all, lang)), entries)
    height = max(LEAST_HEIGHT, key.height)
    caps = [cap for cap in panel.cap if cap is not None]
    span = min(0.0, *panel.plan, *caps), 1.04 * max(*panel.reference, *caps)
    curve = _curve(steps, panel, said, span, lang, height)
    charts = [_years(wedges, panel, said, span, lang, height), _numbers(wedges, panel, span, height), curve]
    both = alt.HConcatChart(hconcat=[alt.HConcatChart(hconcat=charts, spacing=0), key], spacing=TO_KEY)
    return page([both], words, wide=YEARS + GAP + CURVE + 300)


def _two_lines(name: Text, lang: str) -> tuple[str, str]:
    first, *second = say_apart(name, lang)
    return first, "".join(second)


def _edges(wedges: Sequence[Wedge], panel: Panel) -> list[list[float]]:
    """Emissions along the upper edge of each wedge, and at last along the plan."""
    edges = [list(panel.reference)]
    for wedge in wedges:
        edges.append([above - tonnes for above, tonnes in zip(edges[-1], wedge.tonnes, strict=True)])
    return edges


def _tonnes(field: str, span: tuple[float, float], **axis: object) -> alt.Y:
    return alt.Y(f"{field}:Q", title=None, scale=alt.Scale(domain=list(span), nice=False), **axis)


def _years(
    wedges: Sequence[Wedge], panel: Panel, said: Said, span: tuple[float, float], lang: str, height: int
) -> alt.LayerChart:
    """The wedges from the reference down to the plan, what is still emitted, and the caps."""
    edges = [*_edges(wedges, panel), [span[0]] * len(panel.years)]
    names = [*(say(wedge.name, lang) for wedge in wedges), say(said.rest, lang)]
    sums = [*(number(sum(wedge.tonnes)) for wedge in wedges), ""]
    colours = [*(wedge.colour for wedge in wedges), PALE]
    bands = [
        {"name": names[n], "year": year, "upper": up, "lower": low, "sum": sums[n], "colour": colours[n]}
        for n, (upper, lower) in enumerate(pairwise(edges))
        for year, up, low in zip(panel.years, upper, lower, strict=True)
    ]
    lines = [
        {"year": year, "reference": reference, "plan": plan, "cap": cap}
        for year, reference, plan, cap in zip(panel.years, panel.reference, panel.plan, panel.cap, strict=True)
    ]
    x = alt.X("year:O", title=None, scale=alt.Scale(type="point", domain=list(panel.years), padding=0),
              axis=years_axis(panel.years))  # fmt: skip
    base = of_rows(lines).encode(x)
    tip = [alt.Tooltip("name:N", title=" "), alt.Tooltip("sum:N", title="Σ")]
    layers = [
        of_rows(bands).mark_area(stroke="white", strokeWidth=0.6).encode(
            x, _tonnes("upper", span, axis=numbers_axis()), alt.Y2("lower:Q"), alt.Detail("name:N"),
            alt.Fill("colour:N", scale=None), tooltip=tip,
        ),
        base.mark_line(color=INK, strokeWidth=2.2).encode(alt.Y("reference:Q")),
        base.mark_line(color=INK, strokeWidth=1).encode(alt.Y("plan:Q")),
    ]  # fmt: skip
    last, late = panel.years[-1], panel.reference[-max(1, len(panel.years) * 2 // 5) :]
    layers += _near(said.reference, last, max(late), lang, align="right", dx=-6, dy=-10)
    capped = [(year, cap) for year, cap in zip(panel.years, panel.cap, strict=True) if cap is not None]
    if capped:
        year, cap = capped[len(capped) // 3]
        layers.append(base.mark_line(color=CAP_INK, strokeWidth=2, strokeDash=[6, 4]).encode(alt.Y("cap:Q")))
        layers += _near(said.cap, year, cap, lang, colour=CAP_INK, align="right", dx=-6, dy=16)
    layers += _near(said.rest, panel.years[0], 0, lang, colour=GREY, align="left", dx=10, dy=-14)
    return alt.LayerChart(layer=layers, width=YEARS, height=height, title=over(said.emissions, lang))


def _near(words: Text, year: int, emissions: float, lang: str, **text: Any) -> list[alt.Chart]:
    return beside([say(words, lang)], "year:O", "at:Q", {"year": year, "at": emissions}, **text)


def _numbers(wedges: Sequence[Wedge], panel: Panel, span: tuple[float, float], height: int) -> alt.LayerChart:
    """Each wedge's number between the panels, at the level of its end; a line leads there."""

    def y(emissions: float) -> float:
        return height * (span[1] - emissions) / (span[1] - span[0])

    ends = [edge[-1] for edge in _edges(wedges, panel)]
    middles = [y((above + below) / 2) for above, below in pairwise(ends)]
    order = sorted(range(len(wedges)), key=lambda n: middles[n])
    places = dict(zip(order, spread([middles[n] for n in order], APART, 0.0, y(min(0.0, *panel.plan))), strict=True))
    rows = [{"x": GAP / 2, "y": places[n], "number": n + 1, "colour": wedge.colour} for n, wedge in enumerate(wedges)]
    leaders = lines([{"x": 0, "y": middles[n], "x2": 8, "y2": place} for n, place in places.items()], GREY, 1)
    return alt.LayerChart(layer=[leaders, *badges(of_rows(rows).encode(X, Y))], width=GAP, height=height)


def _curve(
    steps: Sequence[Step], panel: Panel, said: Said, span: tuple[float, float], lang: str, height: int
) -> alt.LayerChart:
    """Steps as level bars, as long as their price; where they start, and the cap."""
    unit = say(said.price_unit, lang)
    inside = [step for step in steps if step.start > span[0] and step.end < span[1]]
    limit = axis_end([Bar(-step.start, -step.end, step.price, "", {}) for step in inside], None)[1] if inside else 0.0
    limit, seam = limit or 1.0, 0.4 * (span[1] - span[0]) / height
    bars = [
        {"from": min(step.start, span[1]), "to": max(step.end, span[0]) - seam, "none": 0, "colour": step.colour,
         "price": min(step.price, limit), "name": step.name, "said": f"{number(step.price)} {unit}"}
        for step in inside
    ]  # fmt: skip
    title = [line for words in say_apart(said.price, lang) for line in wrap(f"{words} ({unit})", 12, CURVE)]
    axis = alt.Axis(title=title, titleAnchor="end", titleAlign="right", grid=False, tickCount=4, format=",~r")
    x = alt.X("price:Q", scale=alt.Scale(domain=[0, limit], nice=False), axis=axis)
    level = alt.Axis(labels=False, ticks=False, domain=False, gridColor=PALE, tickCount=6)
    tip = [alt.Tooltip("name:N", title=" "), alt.Tooltip("said:N", title=" ")]
    drawn = of_rows(bars).mark_rect()
    layers = [
        drawn.encode(x, alt.X2("none:Q"), _tonnes("from", span, axis=level), alt.Y2("to:Q"),
                     alt.Fill("colour:N", scale=None), tooltip=tip),
        zero_line("x"),
    ]  # fmt: skip
    if steps and steps[0].start < span[1]:
        layers.append(_level(steps[0].start, GREY))
        layers += beside(
            say_apart(said.start, lang), alt.value(6), "at:Q", {"at": steps[0].start}, GREY, align="left",
            baseline="bottom", dy=-4,
        )  # fmt: skip
    cap = panel.cap[panel.years.index(panel.beside)]
    if cap is not None:
        layers.append(_level(cap, CAP_INK, strokeDash=[6, 4]))
        called = [say(said.cap, lang), number(cap)]
        layers += beside(called, alt.value(CURVE + 6), "at:Q", {"at": cap}, CAP_INK, align="left", baseline="middle")
    dearest = max((step.price for step in inside), default=0.0)
    cut = f"{say(sentence('chart_too_high'), lang)} {number(dearest)} {unit}"
    above = over(cut, lang, "end") if dearest > limit * (1 + 1e-9) else over(" ", lang)
    return alt.LayerChart(layer=layers, width=CURVE, height=height, title=above)


def _level(at: float, colour: str, **line: object) -> alt.Chart:
    return of_rows([{"at": at}]).mark_rule(color=colour, **line).encode(alt.Y("at:Q"))
