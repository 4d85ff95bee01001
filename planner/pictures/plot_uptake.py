"""A heatmap of what is taken up as a cap tightens: a row for each measure, its share of its largest uptake as colour.

Along a step an activity moves in a straight line, so each column has its own share.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

import numpy as np
import pandas as pd

from planner.calls.numbers import number, ticks
from planner.pictures.charts import alt
from planner.pictures.figure import Card
from planner.pictures.theme import (
    CAP_INK,
    INK,
    SHARE,
    WIDTH,
    column,
    head,
    named_rows,
    of_rows,
    over,
    page,
    share_legend,
    tips,
)
from planner.pictures.words import Text, say, say_apart

COLUMNS, SHADES = 330, 25
"How many columns have a colour of their own, and how many colours there are"
LINE, BESIDE = 24, 110
"Height of a row, and room for the largest uptake [px]"
SEAM = 0.6 / WIDTH
"A cell goes so far under the next, so that nothing shines through, as a share of the width"
EMPTY = "#F4F4F4"


def uptake_heat(
    table: pd.DataFrame, stops: Sequence[float], prices: Sequence[float], heads: Mapping[str, Text], card: Card
) -> alt.VConcatChart:
    """Draw the measures (name, activity at every stop, largest, falls) over the abatement at `stops`.

    `prices` are those of the steps between; `heads`: over what `grows` and what `shrinks`, the `largest`, the `share`.
    """
    lang, charts = card.lang, list[alt.LayerChart]()
    room = named_rows(table["name"], lang, LINE).left
    some = [(heads["shrinks" if falls else "grows"], rows) for falls, rows in table.groupby("falls")]
    for words, rows in some:
        chart = _heat(rows, stops, heads["share"], card, room, len(charts) == len(some) - 1)
        chart.layer += _caps(stops, card, named=not charts)
        if not charts:
            chart.layer += [*_prices(stops, prices, card), head(heads["largest"], lang, WIDTH + BESIDE, "right")]
        chart.title = over(words, lang)
        charts.append(chart)
    return page(charts, card.page, room, WIDTH + BESIDE)


def _heat(rows: pd.DataFrame, stops: Sequence[float], share: Text, card: Card, room: int, last: bool) -> alt.LayerChart:
    """Cells of the rows; under the last of them the axis and the key of the colours."""
    names, end = named_rows(rows["name"], card.lang, LINE, room), stops[-1]
    axis = [f"{line} ({say(card.abatement_unit, card.lang)})" for line in say_apart(card.abatement_name, card.lang)]
    under = alt.Axis(title=axis, format=",~r", grid=False, tickCount=6) if last else None
    x = alt.X("start:Q", scale=alt.Scale(domain=[0, end], nice=False), axis=under)
    scale = alt.Scale(scheme=SHARE, domain=[0, 1], reverse=True)
    fill = alt.Fill("share:Q", scale=scale, legend=share_legend(say(share, card.lang)) if last else None)
    cells = [
        {"place": n, "name": say(row.name, card.lang), "start": start, "end": min(stop + SEAM * end, end),
         "share": part, "said": f"{part:.0%}"}
        for n, row in enumerate(rows.itertuples(index=False))
        for start, stop, part in shares(row.activity, stops)
        if part
    ]  # fmt: skip
    base = [of_rows(some) for some in ([{"place": n, "start": 0, "end": end} for n in range(len(rows))], cells)]
    empty, filled = (each.encode(names.y, x, alt.X2("end:Q")) for each in base)
    layers = [
        empty.mark_rect(color=EMPTY),
        filled.mark_rect().encode(fill, tooltip=tips("name:N", **{"said:N": say(share, card.lang)})),
        column(list(rows["largest"]), WIDTH + BESIDE, "right"),
    ]
    return alt.LayerChart(layer=layers, width=WIDTH, height=names.height)


def shares(activity: Sequence[float], stops: Sequence[float]) -> Iterator[tuple[float, float, float]]:
    """(from, to, share of the largest activity) in columns of the abatement, those of one colour as one."""
    edges = np.linspace(0, stops[-1], COLUMNS + 1)
    found = np.interp((edges[:-1] + edges[1:]) / 2, stops, np.abs(activity)) / np.abs(activity).max()
    levels = np.round(found * SHADES) / SHADES
    for share, columns in groupby(range(COLUMNS), key=lambda n: float(levels[n])):
        some = list(columns)
        yield float(edges[some[0]]), float(edges[some[-1] + 1]), share


def _prices(stops: Sequence[float], prices: Sequence[float], card: Card) -> list[alt.Chart]:
    """Over the rows the price at the places of the axis' numbers."""
    rows = [
        {"at": tick, "said": number(prices[min(max(bisect_left(stops, tick) - 1, 0), len(prices) - 1)])}
        for tick in ticks(0, stops[-1])
    ]
    said = of_rows(rows).mark_text(color=INK, fontSize=12, baseline="bottom")
    name = f"{say(card.price_name, card.lang)} ({say(card.price_unit, card.lang)})"
    return [
        said.encode(alt.X("at:Q"), alt.Text("said:N"), y=alt.value(-6)),
        head(name, card.lang, WIDTH / 2, "center", -24),
    ]


def _caps(stops: Sequence[float], card: Card, named: bool) -> list[alt.Chart]:
    """Where the caps are, with their names over the first rows."""
    at = [mark for mark in card.marks if mark.axis == "abatement" and 0 <= mark.at <= stops[-1]]
    base = of_rows({"at": mark.at, "said": say(mark.name, card.lang)} for mark in at).encode(alt.X("at:Q"))
    rule = base.mark_rule(color=CAP_INK, strokeDash=[6, 4], strokeWidth=1.4)
    side = alt.expr(f"datum.at < {stops[-1] / 2} ? 'left' : 'right'")
    name = base.mark_text(color=CAP_INK, fontSize=12, baseline="bottom", align=side)
    return [rule, *([name.encode(alt.Text("said:N"), y=alt.value(-44))] if named else [])] if at else []
