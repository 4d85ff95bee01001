"""Who gets the credit, as a picture: each measure's abatement alone, last in and by its Shapley value, with the spread.

A bar is the Shapley value; the line over it spans the three, and so says how far to trust it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import altair as alt

from planner.calls.numbers import number
from planner.pictures.theme import (
    GREY,
    INK,
    NO_SECTOR,
    WIDTH,
    Page,
    column,
    head,
    legend,
    named_rows,
    numbers_axis,
    page,
    shades,
    values,
    zero_line,
)
from planner.pictures.words import Text, say, say_apart

LINE, COLUMN = 25, 74
"Height of a row, and width of a column of numbers [px]"


class Credited(NamedTuple):
    """One row, coloured as its sector if it has one; alone and last in are None where they don't sum up."""

    name: Text
    alone: float | None
    last_in: float | None
    shapley: float
    error: float
    sector: Text


class Heads(NamedTuple):
    """What the three, the error and the axis are called."""

    alone: Text
    last_in: Text
    shapley: Text
    error: Text
    axis: Text


def credit_rows(
    rows: Sequence[Credited], heads: Heads, sectors: Sequence[tuple[Text, str]], words: Page
) -> alt.VConcatChart:
    """Draw the rows in their order, the numbers beside them; `sectors` says what the colours are."""
    lang, names = words.lang, named_rows([row.name for row in rows], words.lang, LINE)
    spans = [[x for x in row[1:4] if x is not None] for row in rows]
    base = alt.Chart(
        values(
            {"place": n, "name": say(row.name, lang), "sector": say(row.sector, lang), "shapley": row.shapley,
             "none": 0, "least": min(spans[n]), "most": max(spans[n])}
            for n, row in enumerate(rows)
        )
    ).encode(names.y)  # fmt: skip
    said = [say(head, lang) for head in (heads.alone, heads.last_in, heads.shapley)]
    ends = [(n, key, value) for n, row in enumerate(rows) for key, value in zip(said, row[1:3], strict=False)]
    marks = alt.Chart(values({"place": n, "key": key, "value": value} for n, key, value in ends if value is not None))
    key = legend(orient="top", columns=0, symbolStrokeWidth=1.2)
    x = alt.X("shapley:Q", title=None, axis=numbers_axis(room=0, title=say_apart(heads.axis, lang)))
    named = {say(sector, lang): colour for sector, colour in sectors}
    of_sectors = legend("square", orient="bottom", columns=5, values=list(named))
    tip = [alt.Tooltip("name:N", title=" "), alt.Tooltip("shapley:Q", title=said[2], format=",.4~r")]
    fill = alt.Fill("sector:N", sort=None, scale=shades(named | {"": NO_SECTOR}), legend=of_sectors)
    layers = [
        base.mark_bar(aria=False, size=14).encode(x, alt.X2("none:Q"), fill, tooltip=tip),
        base.mark_rule(aria=False, color=INK, strokeWidth=1.2).encode(alt.X("least:Q"), alt.X2("most:Q")),
        marks.mark_point(aria=False, size=75, stroke=INK, strokeWidth=1.2, opacity=1).encode(
            names.y,
            alt.X("value:Q"),
            alt.Shape("key:N", scale=alt.Scale(domain=said, range=["circle", "triangle-down", "square"]), legend=key),
            alt.Fill("key:N", scale=alt.Scale(domain=said, range=["white", INK, GREY]), legend=key),
        ),
        zero_line("x"),
    ]
    for n, key_of in enumerate(("alone", "last_in", "shapley", "error"), 1):
        found = [getattr(row, key_of) for row in rows]
        shown, right = [number(value) if value is not None else "–" for value in found], WIDTH + COLUMN * n
        layers.append(column(shown, right, "right", GREY if key_of == "error" else INK))
        layers.append(head(getattr(heads, key_of), lang, right, "right"))
    chart = alt.LayerChart(layer=layers, width=WIDTH, height=names.height).resolve_scale(
        fill="independent", shape="independent"
    )
    return page([chart], words, names.left, WIDTH + COLUMN * 4)
