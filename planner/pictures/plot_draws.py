"""What draws leave open: bands by year, what each number does to the cost at its ends, what a held plan risks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from planner.calls.numbers import number, signed
from planner.pictures.charts import alt
from planner.pictures.theme import (
    GREY,
    INK,
    LEFT,
    PALE,
    PALETTE,
    SHARE,
    WIDTH,
    column,
    head,
    named_rows,
    numbered,
    of_rows,
    over,
    page,
    panel,
    tips,
    years_axis,
    zero_line,
)
from planner.pictures.words import Page, Text, say, say_apart

HIGH, LINE, PLAN, CELL, BARS = 220, 24, 34, 40, 420
"Height of a panel of years, of the row of a number and of a plan, without and with cells, and width of bars [px]"
DARK = 0.55
"Share of the largest regret from which numbers are white"
FILLED = 0.72
"Share of a year's width that its band fills"
QUANTILES = ("p5", "p25", "p50", "p75", "p95")
WIDER, NARROWER = "#C9DDEC", "#7FB2D6"
"Of the bands that hold nine in ten, and half of the draws"
LOWER, HIGHER = PALETTE[0], PALETTE[1]


def spread_of(base: alt.Chart, channel: Any, to: Any, size: float) -> list[alt.Chart]:
    """Nine in ten of the draws, in it half of them, the middle as a line, along a channel and its second."""
    return [
        base.mark_bar(color=WIDER, size=size).encode(numbered(channel, "p5"), to("p95:Q")),
        base.mark_bar(color=NARROWER, size=size).encode(numbered(channel, "p25"), to("p75:Q")),
        base.mark_tick(color=INK, thickness=1.6, size=size).encode(numbered(channel, "p50")),
    ]


def bands_by_year(panels: Sequence[tuple[Text, pd.DataFrame]], words: Page) -> alt.VConcatChart:
    """Draw panels of a bar for each year from their tables (year, p5 ... p95)."""
    years = sorted({int(year) for _, table in panels for year in table["year"]})
    scale = alt.Scale(domain=years, paddingInner=1 - FILLED, paddingOuter=(1 - FILLED) / 2)
    x, charts = alt.X("year:O", title=None, scale=scale, axis=years_axis(years)), []
    for name, table in panels:
        base = of_rows(table[["year", *QUANTILES]].to_dict("records"))
        base = base.encode(x, tooltip=tips("year:O", **{f"{each}:Q": each for each in QUANTILES}))
        layers = [*spread_of(base, alt.Y, alt.Y2, FILLED * WIDTH / len(years)), zero_line()]
        charts.append(panel(layers, name, words.lang, HIGH))
    return page(charts, words, wide=WIDTH)


def tornado(table: pd.DataFrame, axis: Text, words: Page) -> alt.VConcatChart:
    """Draw the numbers (name, low, high, estimates): from zero to what each end does, and what duals say of that."""
    names, ends = named_rows(table["name"], words.lang, LINE), table[["low", "high"]]
    low, high = min(0.0, ends.min(axis=None)), max(0.0, ends.max(axis=None))
    room = 0.14 * (high - low or 1.0)
    rows = [
        {"place": n, "name": say(row.name, words.lang), "value": value, "none": 0, "colour": colour,
         "said": signed(value) if value else ""}
        for n, row in enumerate(table.itertuples(index=False))
        for value, colour in ((row.low, LOWER), (row.high, HIGHER))
    ]  # fmt: skip
    marks = [{"place": n, "at": at} for n, of in enumerate(table["estimates"]) for at in of if at]
    x = numbered(alt.X, "value", scale=alt.Scale(domain=[low - room, high + room], nice=False))
    x.axis.minExtent = 0
    base = of_rows(rows).encode(x, names.y, tooltip=tips("name:N", "said:N"))
    side = "datum.value > 0 ? {} : {}"
    said = base.mark_text(align=alt.expr(side.format("'left'", "'right'")), dx=alt.expr(side.format(6, -6)), color=INK)
    estimates = of_rows(marks).mark_tick(color=INK, size=7, yOffset=9, thickness=1.6).encode(alt.X("at:Q"), names.y)
    layers = [
        base.mark_bar(size=16).encode(alt.X2("none:Q"), alt.Fill("colour:N", scale=None)),
        *([estimates] if marks else []),
        said.encode(alt.Text("said:N")),
        zero_line("x"),
    ]
    return page([panel(layers, axis, words.lang, names.height, BARS)], words, names.left, BARS + LEFT)


def regrets(table: pd.DataFrame, axis: Text, words: Page) -> alt.VConcatChart:
    """Draw the plans (name, kept, mean, p5 ... p95, most): quantiles, the mean as a square, the most as a tick."""
    names = named_rows(table["name"], words.lang, PLAN)
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


def regret_by_cost(
    table: pd.DataFrame, plans: Mapping[str, Text], heads: tuple[Text, Text], words: Page
) -> alt.VConcatChart:
    """Draw the rows (plan, tenth, best_cost, regret, kept) in order; `plans`: their names; `heads`: of costs and cells.

    The regret is nan, and the cell empty, where a plan is never kept.
    """
    lang, names = words.lang, named_rows(list(plans.values()), words.lang, CELL)
    most = table["regret"].max() or 1.0
    rows = [
        {"place": list(plans).index(row.plan), "tenth": row.tenth, "name": say(plans[row.plan], lang),
         "share": row.regret / most if row.kept else None, "said": number(row.regret),
         "kept": f"{row.kept:.0%}" if 0 < row.kept < 1 else ""}
        for row in table.itertuples(index=False)
    ]  # fmt: skip
    costs = [{"tenth": n, "said": number(cost, 4)} for n, cost in table.groupby("tenth")["best_cost"].first().items()]
    x = alt.X("tenth:O", title=None, axis=None, scale=alt.Scale(paddingInner=0.03))
    base = of_rows(rows).encode(names.y, x, tooltip=tips("name:N", "said:N", "kept:N"))
    colour = alt.Color("share:Q", scale=alt.Scale(scheme=SHARE, domain=[0, 1], reverse=True), legend=None)
    ink = alt.condition(f"datum.share > {DARK}", alt.value("white"), alt.value(INK))
    over_columns = of_rows(costs).mark_text(color=GREY, fontSize=11, baseline="bottom")
    layers = [
        base.mark_rect(color=PALE),
        base.transform_filter("datum.share !== null").mark_rect().encode(colour),
        base.mark_text(fontSize=12).encode(alt.Text("said:N"), color=ink),
        base.mark_text(fontSize=9, dy=13).encode(alt.Text("kept:N"), color=ink),
        over_columns.encode(x, alt.Text("said:N"), y=alt.value(-6)),
        head(heads[0], lang, 0, bottom=-8 - 14 * len(say_apart(heads[0], lang))),
    ]
    chart = alt.LayerChart(layer=layers, width=WIDTH, height=names.height, title=over(heads[1], lang))
    return page([chart], words, names.left, WIDTH)


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
