"""What held plans cost beyond the best: a row a plan, the spread of its regret over the draws."""

from __future__ import annotations

import pandas as pd

from planner.pictures.charts import alt
from planner.pictures.plot_uncertainty import spread_of
from planner.pictures.theme import GREY, INK, WIDTH, column, named_rows, numbered, of_rows, page, panel, tips, zero_line
from planner.pictures.words import Page, Text, say

BARS, LINE = 420, 34
"Width of the plot, and height of a row [px]"


def regrets(table: pd.DataFrame, axis: Text, words: Page) -> alt.VConcatChart:
    """Draw the plans (name, kept, mean, p5 ... p95, most): quantiles, the mean as a square, the most as a tick."""
    names = named_rows(table["name"], words.lang, LINE)
    rows = table.assign(name=[say(name, words.lang) for name in table["name"]], place=range(len(table)))
    base = of_rows(rows.drop(columns="kept").to_dict("records")).encode(names.y, tooltip=tips("name:N", "mean:Q"))
    layers = [
        *spread_of(base, alt.X, alt.X2, 18),
        base.mark_point(size=36, shape="square", filled=True, opacity=1, color=INK).encode(numbered(alt.X, "mean")),
        base.mark_tick(size=10, thickness=1.6, color=GREY).encode(numbered(alt.X, "most")),
        zero_line("x"),
        column([say(kept, words.lang) for kept in table["kept"]], BARS + 16),
    ]
    return page([panel(layers, axis, words.lang, names.height, BARS)], words, names.left, WIDTH)
