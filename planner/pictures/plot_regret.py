"""What held plans cost beyond the best: a row a plan, the spread of its regret over the draws."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import altair as alt

from planner.calls.numbers import number
from planner.pictures.plot_uncertainty import NARROWER, WIDER, Band
from planner.pictures.theme import (
    GREY,
    INK,
    WIDTH,
    Page,
    column,
    named_rows,
    numbers_axis,
    over,
    page,
    values,
    zero_line,
)
from planner.pictures.words import Text, say

BARS, LINE = 420, 34
"Width of the plot, and height of a row [px]"


class Held(NamedTuple):
    """One plan: quantiles, mean and most of its regret, and what is said of how often it is kept."""

    name: Text
    band: Band
    mean: float
    most: float
    kept: Text


def regrets(rows: Sequence[Held], axis: Text, words: Page) -> alt.VConcatChart:
    """Draw a row a plan: nine in ten of the draws, in it half of them, the middle as a line, the mean as a square."""
    names = named_rows([row.name for row in rows], words.lang, LINE)
    base = alt.Chart(
        values(
            {"place": n, "name": say(row.name, words.lang), "mean": row.mean, "most": row.most,
             "said": number(row.mean, 4), **row.band._asdict()}
            for n, row in enumerate(rows)
        )
    ).encode(names.y, tooltip=[alt.Tooltip("name:N", title=" "), alt.Tooltip("said:N", title=" ")])  # fmt: skip

    def x(of: str) -> alt.X:
        return alt.X(f"{of}:Q", title=None, axis=numbers_axis(5))

    layers = [
        base.mark_bar(aria=False, size=18, color=WIDER).encode(x("p5"), alt.X2("p95:Q")),
        base.mark_bar(aria=False, size=18, color=NARROWER).encode(x("p25"), alt.X2("p75:Q")),
        base.mark_tick(aria=False, size=18, thickness=1.6, color=INK).encode(x("p50")),
        base.mark_point(aria=False, size=36, shape="square", filled=True, opacity=1, color=INK).encode(x("mean")),
        base.mark_tick(aria=False, size=10, thickness=1.6, color=GREY).encode(x("most")),
        zero_line("x"),
        column([say(row.kept, words.lang) for row in rows], BARS + 16),
    ]
    chart = alt.LayerChart(layer=layers, width=BARS, height=names.height, title=over(axis, words.lang))
    return page([chart], words, names.left, WIDTH)
