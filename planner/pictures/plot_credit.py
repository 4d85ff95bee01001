"""Who gets the credit, as a picture: each measure's abatement alone, last in and by its Shapley value, with the spread.
Takes plain data. A bar is the Shapley value; the line over it spans the three, and so says how far to trust it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from planner.calls.numbers import number
from planner.languages import BOTH
from planner.pictures.canvas import GREY, INK, PALE, WIDTH, Box, Canvas, ticks
from planner.pictures.figure import Card, add_axis_name, add_notes, add_title, framed
from planner.pictures.fonts import shorten, text_width
from planner.pictures.words import Text, say, say_apart

if TYPE_CHECKING:
    import altair as alt

NAMES, COLUMN = 300.0, 74.0
"Most that names may take, and the width of a column of numbers [px]"
ALONE, LAST_IN = ("circle", "white"), ("triangle-down", INK)
"Shape and filling of the marks"


class Credited(NamedTuple):
    """One row; `three` in the order alone, last in, Shapley, None where they don't sum up."""

    name: Text
    alone: float | None
    last_in: float | None
    shapley: float
    error: float
    colour: str


class Heads(NamedTuple):
    """What the three and the error are called."""

    alone: Text
    last_in: Text
    shapley: Text
    error: Text


def credit_rows(
    rows: Sequence[Credited],
    heads: Heads,
    sectors: Sequence[tuple[str, str]],
    card: Card,
) -> alt.LayerChart:
    """Draw the rows in their order, the numbers beside them; `sectors` says what the colours are."""
    canvas = Canvas()
    high = 36.0 if card.lang == BOTH else 25.0
    height = high * len(rows)
    ends = [x for row in rows for x in (row.alone, row.last_in, row.shapley) if x is not None]
    low, top = min(0.0, *ends), max(0.0, *ends) or 1.0

    def place(tonnes: float) -> float:
        return WIDTH * (tonnes - low) / (top - low)

    names = min(NAMES, max(text_width(said, 12) for row in rows for said in say_apart(row.name, card.lang)))
    for tick in ticks(low, top):
        canvas.square(place(tick) - 0.5, 0, place(tick) + 0.5, height, PALE)
        canvas.text(place(tick), height + 14, number(tick), 12, "center")
    bars: list[dict[str, Any]] = []
    marks: list[dict[str, Any]] = []
    for n, row in enumerate(rows):
        y = high * (n + 0.5)
        first, *second = say_apart(row.name, card.lang)
        canvas.text(-12, y - (7 if second else 0), shorten(first, 12, names), 12, "right")
        canvas.text(-12, y + 8, shorten("".join(second), 10, names), 10, "right", GREY)
        three = [x for x in (row.alone, row.last_in, row.shapley) if x is not None]
        shown = [number(x) if x is not None else "–" for x in row[1:4]] + [number(row.error)]
        for column, said in enumerate(shown, 1):
            canvas.text(WIDTH + COLUMN * column, y, said, 12, "right", GREY if column == 4 else INK)
        bars.append(
            {
                "x": place(min(0.0, row.shapley)),
                "x2": place(max(0.0, row.shapley)),
                "y": y - 7,
                "y2": y + 7,
                "colour": row.colour,
                "name": say(row.name, card.lang),
                **{say(head, card.lang): said for head, said in zip(heads, shown, strict=True)},
            }
        )
        canvas.line(place(min(three)), y, place(max(three)), y, INK, 1.2)
        marks += [
            {"x": place(x), "y": y, "shape": shape, "fill": fill}
            for x, (shape, fill) in ((row.alone, ALONE), (row.last_in, LAST_IN))
            if x is not None
        ]
    canvas.line(place(0), 0, place(0), height, INK, 1.2)
    right = WIDTH + COLUMN * 4 + 10
    for column, head in enumerate(heads, 1):
        for up, said in enumerate(reversed(say_apart(head, card.lang))):
            canvas.text(WIDTH + COLUMN * column, -14 - 14 * up, said, 11, "right", GREY)
    x = 0.0
    for (shape, fill), head in ((ALONE, heads.alone), (LAST_IN, heads.last_in), (("square", ""), heads.shapley)):
        if fill:
            marks.append({"x": x + 6, "y": -16, "shape": shape, "fill": fill})
        else:
            canvas.square(x, -22, x + 22, -10, GREY)
        said = say(head, card.lang)
        canvas.text(x + (16 if fill else 28), -16, said, 12)
        x += text_width(said, 12) + 44
    above = add_title(canvas, card, -names - 12, -40.0, right)
    axis = add_axis_name(canvas, card, height)
    legend = canvas.legend(Box(-names - 16, axis - 22, right, axis - 10), sectors)
    below = add_notes(canvas, card, -names - 12, legend.bottom, right)
    return framed(
        _layers(canvas, heads, card),
        {"bars": bars, "marks": marks, **canvas.data()},
        card,
        height,
        {"left": names + 28, "right": right - WIDTH + 10, "top": 14 - above, "bottom": below - height + 12},
    )


def _layers(canvas: Canvas, heads: Heads, card: Card) -> list[alt.Chart]:
    """Squares and grid under the bars, all else over them."""
    import altair as alt

    x, y = alt.X("x:Q", scale=None, axis=None), alt.Y("y:Q", scale=None, axis=None)
    shown = [alt.Tooltip("name:N", title=" "), *(alt.Tooltip(f"{say(head, card.lang)}:N") for head in heads)]
    bars = (
        alt.Chart(alt.NamedData("bars"))
        .mark_rect(aria=False)
        .encode(x, alt.X2("x2:Q"), y, alt.Y2("y2:Q"), alt.Color("colour:N", scale=None), tooltip=shown)
    )
    marks = (
        alt.Chart(alt.NamedData("marks"))
        .mark_point(aria=False, size=math.pi * 5**2, stroke=INK, strokeWidth=1.2, opacity=1)
        .encode(x, y, shape=alt.Shape("shape:N", scale=None), fill=alt.Fill("fill:N", scale=None))
    )
    squares, *rest = canvas.layers()
    return [squares, bars, *rest, marks]
