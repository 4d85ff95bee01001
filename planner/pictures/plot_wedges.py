"""Abatement wedges beside the MAC curve on its side: two panels that share the axis of tonnes.
Takes plain data. Left, year by year, from the reference down to the plan; right, what the next tonne of one year costs.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from planner.calls.numbers import number
from planner.languages import BOTH
from planner.pictures.canvas import GREY, INK, PALE, WIDTH, Bar, Canvas, Entry, axis_end, spread, ticks
from planner.pictures.figure import (
    CAP_INK,
    LEAST_HEIGHT,
    LEFT,
    NO_SECTOR,
    PALETTE,
    TOO_HIGH,
    Card,
    add_notes,
    add_title,
    framed,
)
from planner.pictures.fonts import text_width
from planner.pictures.words import Text, say, say_apart

if TYPE_CHECKING:
    import altair as alt

YEARS, GAP = 410.0, 40.0
"Width of the left panel, and between the two [px]"


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


class Frame(NamedTuple):
    """From years and emissions to pixels; the two panels share the emissions."""

    first: int
    last: int
    low: float
    high: float
    height: float

    def x(self, year: int) -> float:
        return YEARS * (year - self.first) / max(1, self.last - self.first)

    def y(self, emissions: float) -> float:
        return self.height * (self.high - emissions) / (self.high - self.low)


def wedge_colours(count: int) -> list[str]:
    """Of the wedges in their order; the last is of all others."""
    return [*PALETTE[: count - 1], NO_SECTOR]


def wedges_beside_curve(
    wedges: Sequence[Wedge],
    panel: Panel,
    steps: Sequence[Step],
    said: Said,
    card: Card,
) -> alt.LayerChart:
    """Draw the wedges in their order, the first at the top, and the steps of the curve from its start down."""
    canvas, lang = Canvas(), card.lang
    beside = panel.years.index(panel.beside)
    entries = [
        Entry(n, *_two_lines(wedge.name, lang), number(wedge.tonnes[beside]), number(sum(wedge.tonnes)), wedge.colour)
        for n, wedge in enumerate(wedges, 1)
    ]
    heads = (say(said.measure, lang), f"{panel.beside}", say(said.in_all, lang))
    key = canvas.key_table(WIDTH + 84, heads, entries, 34 if lang == BOTH else 28)
    height = max(LEAST_HEIGHT, key.bottom)
    caps = [cap for cap in panel.cap if cap is not None]
    low, high = min(0.0, *panel.plan, *caps), 1.04 * max(*panel.reference, *caps)
    frame = Frame(panel.years[0], panel.years[-1], low, high, height)
    for tick in ticks(low, high):
        for x, x2 in ((0.0, YEARS), (YEARS + GAP, WIDTH)):
            canvas.square(x, frame.y(tick) - 0.5, x2, frame.y(tick) + 0.5, PALE)
        canvas.text(-8, frame.y(tick), number(tick), 12, "right")
    for year in [year for year in panel.years if year % 5 == 0 or len(panel.years) < 6]:
        canvas.text(frame.x(year), height + 14, str(year), 12, "center")
    bands = _bands(wedges, panel, frame, lang)
    bands += _band(
        say(said.rest, lang), "", PALE, panel.years, panel.plan, [low if low < 0 else 0.0] * len(panel.plan), frame
    )
    _lines(canvas, panel, said, lang, frame)
    _numbers(canvas, wedges, panel, frame)
    bars = _curve(canvas, steps, panel, said, card, frame)
    canvas.text(-LEFT + 8, -14, f"{say(said.emissions, lang)} ({say(card.abatement_unit, lang)})", 12, colour=GREY)
    for n, words in enumerate(say_apart(card.price_name, lang)):
        unit = f" ({say(card.price_unit, lang)})" if n == 0 else ""
        canvas.text(WIDTH, height + 40 + 16 * n, f"{words}{unit}", 12, "right", GREY)
    top = add_title(canvas, card, -LEFT, -24.0, key.right)
    bottom = add_notes(canvas, card, -LEFT, height + (66 if lang == BOTH else 50), key.right)
    return framed(
        _layers(canvas),
        {"bands": bands, "bars": bars, **canvas.data()},
        card,
        height,
        {"left": LEFT + 16, "right": key.right - WIDTH + 20, "top": 14 - top, "bottom": bottom - height + 12},
    )


def _two_lines(name: Text, lang: str) -> tuple[str, str]:
    first, *second = say_apart(name, lang)
    return first, "".join(second)


def _band(
    name: str,
    shown: str,
    colour: str,
    years: Sequence[int],
    upper: Sequence[float],
    lower: Sequence[float],
    frame: Frame,
) -> list[dict[str, Any]]:
    return [
        {"x": frame.x(year), "y": frame.y(up), "y2": frame.y(down), "colour": colour, "name": name, "tonnes": shown}
        for year, up, down in zip(years, upper, lower, strict=True)
    ]


def _edges(wedges: Sequence[Wedge], panel: Panel) -> list[list[float]]:
    """Emissions along the upper edge of each wedge, and at last along the plan."""
    edges = [list(panel.reference)]
    for wedge in wedges:
        edges.append([above - tonnes for above, tonnes in zip(edges[-1], wedge.tonnes, strict=True)])
    return edges


def _bands(wedges: Sequence[Wedge], panel: Panel, frame: Frame, lang: str) -> list[dict[str, Any]]:
    edges = _edges(wedges, panel)
    return [
        row
        for n, wedge in enumerate(wedges)
        for row in _band(
            say(wedge.name, lang), number(sum(wedge.tonnes)), wedge.colour, panel.years, edges[n], edges[n + 1], frame
        )
    ]


def _lines(canvas: Canvas, panel: Panel, said: Said, lang: str, frame: Frame) -> None:
    """The reference above, the caps, and what is left below."""
    for n in range(len(panel.years) - 1):
        ends = frame.x(panel.years[n]), frame.x(panel.years[n + 1])
        canvas.line(ends[0], frame.y(panel.reference[n]), ends[1], frame.y(panel.reference[n + 1]), INK, 2.2)
        canvas.line(ends[0], frame.y(panel.plan[n]), ends[1], frame.y(panel.plan[n + 1]), INK, 1)
    caps = zip(panel.years, panel.cap, strict=True)
    capped = [(frame.x(year), frame.y(cap)) for year, cap in caps if cap is not None]
    for (x, y), (x2, y2) in pairwise(capped):
        canvas.line(x, y, x2, y2, CAP_INK, 2, dashed=True)
    words = say(said.reference, lang)
    under = [
        frame.y(e)
        for year, e in zip(panel.years, panel.reference, strict=True)
        if frame.x(year) >= YEARS - text_width(words, 12) - 20
    ]
    canvas.text(YEARS - 6, min(under) - 10, words, 12, "right", halo=True)
    if capped:
        x, y = capped[len(capped) // 3]
        canvas.text(x - 6, y + 16, say(said.cap, lang), 12, "right", CAP_INK, halo=True)
    canvas.text(10, frame.y(0) - 14, say(said.rest, lang), 12, colour=GREY)


def _numbers(canvas: Canvas, wedges: Sequence[Wedge], panel: Panel, frame: Frame) -> None:
    """Each wedge's number between the panels, at the level of its end; a line leads there."""
    edges = _edges(wedges, panel)
    middles = [(frame.y(edges[n][-1]) + frame.y(edges[n + 1][-1])) / 2 for n in range(len(wedges))]
    order = sorted(range(len(wedges)), key=lambda n: middles[n])
    places = spread([middles[n] for n in order], 22.0, 0.0, frame.y(min(0.0, *panel.plan)))
    for n, y in zip(order, places, strict=True):
        canvas.line(YEARS, middles[n], YEARS + 8, y, GREY)
        canvas.badge(YEARS + GAP / 2 - 2, y, n + 1, wedges[n].colour)


def _curve(
    canvas: Canvas, steps: Sequence[Step], panel: Panel, said: Said, card: Card, frame: Frame
) -> list[dict[str, Any]]:
    """Steps as level bars from the right panel's left edge, as long as their price; its cap, its start."""
    low, high = frame.low, frame.high
    start, unit = YEARS + GAP, say(card.price_unit, card.lang)
    inside = [step for step in steps if step.start > low and step.end < high]
    if not inside:
        return []
    limit = axis_end([Bar(-step.start, -step.end, step.price, "", {}) for step in inside], card.limit)[1] or 1.0
    wide = WIDTH - start

    def length(price: float) -> float:
        return wide * min(price, limit) / limit

    dearest = max(step.price for step in inside)
    if dearest > limit * (1 + 1e-9):
        canvas.text(WIDTH, -14, f"{say(TOO_HIGH, card.lang)} {number(dearest)} {unit}", 12, "right")
    for tick in ticks(0, limit, 4):
        canvas.text(start + length(tick), frame.y(low) + 14, number(tick), 12, "center")
    canvas.line(start, frame.y(high), start, frame.y(low), INK, 1.2)
    top = steps[0].start
    if top < high:
        for n, words in enumerate(reversed(say_apart(said.start, card.lang))):
            canvas.text(start + 6, frame.y(top) - 10 - 15 * n, words, 11, colour=GREY)
        canvas.line(start, frame.y(top), WIDTH, frame.y(top), GREY)
    cap = panel.cap[panel.years.index(panel.beside)]
    if cap is not None:
        canvas.line(frame.x(panel.beside), frame.y(cap), WIDTH, frame.y(cap), CAP_INK, 1.4, dashed=True)
        canvas.text(WIDTH + 6, frame.y(cap) - 8, say(said.cap, card.lang), 12, colour=CAP_INK)
        canvas.text(WIDTH + 6, frame.y(cap) + 8, number(cap), 12, colour=CAP_INK)
    return [
        {
            "x": start,
            "x2": start + length(step.price),
            "y": frame.y(min(step.start, high)),
            "y2": frame.y(max(step.end, low)) + 0.4,
            "colour": step.colour,
            "name": step.name,
            "price": f"{number(step.price)} {unit}",
        }
        for step in inside
    ]


def _layers(canvas: Canvas) -> list[alt.Chart]:
    """Grid, wedges and bars, then all else."""
    import altair as alt

    x, y, y2 = alt.X("x:Q", scale=None, axis=None), alt.Y("y:Q", scale=None, axis=None), alt.Y2("y2:Q")
    colour = alt.Color("colour:N", scale=None)
    name = alt.Tooltip("name:N", title=" ")
    bands = (
        alt.Chart(alt.NamedData("bands"))
        .mark_area(aria=False, stroke="white", strokeWidth=0.6)
        .encode(x, y, y2, colour, detail="name:N", tooltip=[name, alt.Tooltip("tonnes:N", title="Σ")])
    )
    bars = (
        alt.Chart(alt.NamedData("bars"))
        .mark_rect(aria=False)
        .encode(x, alt.X2("x2:Q"), y, y2, colour, tooltip=[name, alt.Tooltip("price:N", title=" ")])
    )
    squares, *rest = canvas.layers()
    return [squares, bands, bars, *rest]
