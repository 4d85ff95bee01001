"""Who gets the credit, as a picture: each measure's abatement alone, last in and by its Shapley value, with the spread.

A bar is the Shapley value; the line over it spans the three, and so says how far to trust it.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from planner.calls.numbers import number
from planner.pictures.charts import alt
from planner.pictures.theme import (
    GREY,
    INK,
    NO_SECTOR,
    WIDTH,
    column,
    head,
    keyed,
    legend,
    named_rows,
    numbers_axis,
    of_rows,
    page,
    tips,
    zero_line,
)
from planner.pictures.words import Page, Text, say, say_apart

LINE, COLUMN = 25, 74
"Height of a row, and width of a column of numbers [px]"
SHARES = ("alone", "last_in", "shapley")


def credit_rows(
    table: pd.DataFrame, heads: Mapping[str, Text], axis: Text, colours: Mapping[Text, str], words: Page
) -> alt.VConcatChart:
    """Draw the rows (name, sector, alone, last_in, shapley, error; nan where they don't sum up) in their order.

    `heads` says what the numbers are called, `colours` those of sectors.
    """
    lang, names, spans = words.lang, named_rows(table["name"], words.lang, LINE), table[list(SHARES)]
    rows = table[["shapley"]].assign(
        place=range(len(table)), none=0, least=spans.min(axis=1), most=spans.max(axis=1),
        name=[say(name, lang) for name in table["name"]], sector=[say(sector, lang) for sector in table["sector"]],
    )  # fmt: skip
    base = of_rows(rows.to_dict("records")).encode(names.y)
    said = [say(heads[share], lang) for share in SHARES]
    ends = spans.assign(place=range(len(table))).melt("place", list(SHARES[:2]), "key").dropna()
    marks = of_rows(ends.assign(key=ends["key"].map(dict(zip(SHARES, said, strict=True)))).to_dict("records"))
    key = legend(orient="top", columns=0, symbolStrokeWidth=1.2)
    named = {say(sector, lang): colour for sector, colour in colours.items()}
    sectors = keyed(
        alt.Fill, named | {"": NO_SECTOR}, "square", "sector", orient="bottom", columns=5, values=list(named)
    )
    x = alt.X("shapley:Q", title=None, axis=numbers_axis(room=0, title=say_apart(axis, lang)))
    layers = [
        base.mark_bar(size=14).encode(x, alt.X2("none:Q"), sectors, tooltip=tips("name:N", **{"shapley:Q": said[2]})),
        base.mark_rule(color=INK, strokeWidth=1.2).encode(alt.X("least:Q"), alt.X2("most:Q")),
        marks.mark_point(size=75, stroke=INK, strokeWidth=1.2, opacity=1).encode(
            names.y,
            alt.X("value:Q"),
            alt.Shape("key:N", scale=alt.Scale(domain=said, range=["circle", "triangle-down", "square"]), legend=key),
            alt.Fill("key:N", scale=alt.Scale(domain=said, range=["white", INK, GREY]), legend=key),
        ),
        zero_line("x"),
    ]
    for n, share in enumerate(heads, 1):
        right = WIDTH + COLUMN * n
        layers.append(column(table[share].map(number), right, "right", GREY if share == "error" else INK))
        layers.append(head(heads[share], lang, right, "right"))
    chart = alt.LayerChart(layer=layers, width=WIDTH, height=names.height)
    chart = chart.resolve_scale(fill="independent", shape="independent")
    return page([chart], words, names.left, WIDTH + COLUMN * 4)
