"""Which numbers an outcome hangs on: a row a number, with a bar and, in it, the part that the number makes alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import altair as alt

from planner.pictures.plot_uncertainty import NARROWER, WIDER
from planner.pictures.theme import GREY, WIDTH, Page, column, named_rows, numbers_axis, over, page, values, zero_line
from planner.pictures.words import Text, say

BARS, LINE = 380, 24
"Width of the plot, and height of a row [px]"


class Row(NamedTuple):
    """One number: its bar, the error of that, the part inside, and what is said beside."""

    name: Text
    bar: float
    error: float
    inside: float
    said: str


def indices(rows: Sequence[Row], axis: Text, words: Page) -> alt.VConcatChart:
    """Draw a row a number, the part inside darker, the error of the bar as a line."""
    names = named_rows([row.name for row in rows], words.lang, LINE)
    base = alt.Chart(
        values(
            {"place": n, "name": say(row.name, words.lang), "said": row.said, "none": 0, "bar": row.bar,
             "inside": max(0.0, row.inside), "from": max(0.0, row.bar - row.error), "to": row.bar + row.error}
            for n, row in enumerate(rows)
        )
    ).encode(names.y, tooltip=[alt.Tooltip("name:N", title=" "), alt.Tooltip("said:N", title=" ")])  # fmt: skip

    def x(of: str) -> alt.X:
        return alt.X(f"{of}:Q", title=None, axis=numbers_axis(5))

    layers = [
        base.mark_bar(aria=False, size=16, color=WIDER).encode(x("bar"), alt.X2("none:Q")),
        base.mark_bar(aria=False, size=16, color=NARROWER).encode(x("inside"), alt.X2("none:Q")),
        base.mark_rule(aria=False, strokeWidth=1.4, color=GREY).encode(x("from"), alt.X2("to:Q")),
        zero_line("x"),
        column([row.said for row in rows], BARS + 16),
    ]
    chart = alt.LayerChart(layer=layers, width=BARS, height=names.height, title=over(axis, words.lang))
    return page([chart], words, names.left, WIDTH)
