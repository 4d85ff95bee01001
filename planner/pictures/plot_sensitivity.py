"""Which numbers an outcome hangs on: a row a number, with a bar and, in it, the part that the number makes alone."""

from __future__ import annotations

import pandas as pd

from planner.pictures.charts import alt
from planner.pictures.plot_uncertainty import NARROWER, WIDER
from planner.pictures.theme import GREY, WIDTH, column, named_rows, numbered, of_rows, page, panel, tips, zero_line
from planner.pictures.words import Page, Text, say

BARS, LINE = 380, 24
"Width of the plot, and height of a row [px]"


def indices(table: pd.DataFrame, axis: Text, words: Page) -> alt.VConcatChart:
    """Draw the numbers (name, bar, error, inside, said): the part inside darker, the error of the bar as a line."""
    names = named_rows(table["name"], words.lang, LINE)
    rows = [
        {"place": n, "name": say(row.name, words.lang), "said": row.said, "none": 0, "bar": row.bar,
         "inside": max(0.0, row.inside), "from": max(0.0, row.bar - row.error), "to": row.bar + row.error}
        for n, row in enumerate(table.itertuples(index=False))
    ]  # fmt: skip
    base = of_rows(rows).encode(names.y, tooltip=tips("name:N", "said:N"))
    layers = [
        base.mark_bar(size=16, color=WIDER).encode(numbered(alt.X, "bar"), alt.X2("none:Q")),
        base.mark_bar(size=16, color=NARROWER).encode(numbered(alt.X, "inside"), alt.X2("none:Q")),
        base.mark_rule(strokeWidth=1.4, color=GREY).encode(numbered(alt.X, "from"), alt.X2("to:Q")),
        zero_line("x"),
        column(list(table["said"]), BARS + 16),
    ]
    return page([panel(layers, axis, words.lang, names.height, BARS)], words, names.left, WIDTH)
