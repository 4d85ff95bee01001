"""Scenarios side by side as a picture: one row each, with emissions, shadow price and cost on scales that all share.

Behind every row but the first stands the first one, in grey.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from planner.calls.numbers import number, signed
from planner.messages import sentence
from planner.pictures.charts import alt
from planner.pictures.theme import (
    GREY,
    INK,
    PALETTE,
    REFERENCES,
    Lines,
    block,
    keyed,
    numbers_axis,
    over,
    page,
    tips,
    zero_line,
)
from planner.pictures.words import Page, Text, say, say_apart, wrap

NAME, CHART, BAR, HIGH, GAP, BETWEEN = 176, 232, 170, 64, 24, 18
"Width of the names, of a small chart, of the bars with their numbers; height of a row; between columns and rows [px]"
EMISSIONS, PRICE, DEARER, CHEAPER = PALETTE[0], PALETTE[4], "#B5622B", "#2B7A5B"
LINES: dict[str, tuple[Text, str, list[int]]] = {
    "behind": (sentence("chart_central_plan"), "#C4C4C4", [1, 0]),
    "frozen": (sentence("compare_frozen"), REFERENCES["frozen"], [5, 4]),
    "current_policies": (sentence("chart_current_policies"), REFERENCES["current_policies"], [5, 4]),
    "least_cost": (sentence("chart_least_cost_without_caps"), EMISSIONS, [5, 4]),
    "plan": (sentence("say_plan"), EMISSIONS, [1, 0]),
    "price": ("", PRICE, [1, 0]),
}
"""Paths, undermost first -> what they are called, their colour and dashes."""


def compare_rows(
    names: Sequence[Text],
    paths: pd.DataFrame,
    costs: pd.DataFrame,
    failed: Sequence[tuple[Text, Text]],
    heads: Mapping[str, Text],
    words: Page,
) -> alt.VConcatChart:
    """Draw the scenarios by their `place` among the names, then those that failed, with their reason.

    `paths`: place, column (`emissions` or `price`), name (of `LINES`), year, value. `costs`: a row a name, `more` than
    the first and `for_caps`, nan where that is not known. `heads` says what the columns are.
    """
    lang, parts = words.lang, dict(list(paths.groupby("column")))
    years = int(paths["year"].min()), int(paths["year"].max())
    columns = [_names(names, lang), _paths(parts["emissions"], heads["emissions"], years, lang)]
    if "price" in parts:
        columns.append(_paths(parts["price"], heads["price"], years, lang, price_end(sorted(parts["price"]["value"]))))
    columns += [_bars(costs[head], heads[head], lang) for head in costs]
    wide = NAME + CHART * (len(columns) - 3) + BAR * 2 + 150
    rows = [alt.HConcatChart(hconcat=columns, spacing=GAP)]
    for name, why in failed:
        said = [row for line in say_apart(why, lang) for row in wrap(line, 11, wide - NAME)]
        reason = block([Lines(said, 11, 16, GREY)], width=wide - NAME)
        rows.append(alt.HConcatChart(hconcat=[_names([name], lang), reason], spacing=GAP))
    return page(rows, words, 0, wide)


def _in_rows(layers: Sequence[alt.Chart], rows: Sequence[Mapping[str, Any]], head: Text, lang: str, width: int) -> Any:
    """A panel for each place, under what the column is."""
    title = over(head, lang)
    title.text = [row for said in say_apart(head, lang) for row in wrap(said, 12, width)]
    spec = alt.LayerChart(layer=list(layers), width=width, height=HIGH)
    facet = alt.FacetMapping(row=alt.Row(field="place", type="ordinal", header=None))
    return alt.FacetChart(spec=spec, data=alt.Data(values=list(rows)), facet=facet, spacing=BETWEEN, title=title)


def _names(names: Sequence[Text], lang: str) -> Any:
    """What the scenarios are called, in two languages with the second smaller; the first one heavier."""
    apart = [[wrap(said, 12, NAME - 8) for said in say_apart(name, lang)] for name in names]
    rows = [
        {
            "place": n,
            "heavy": 0.5 * (n == 0),
            "said": said[0],
            "second": [line for part in said[1:] for line in part],
            "at": 18 * len(said[0]),
        }
        for n, said in enumerate(apart)
    ]
    base = alt.Chart().encode(x=alt.value(0))
    first = base.mark_text(align="left", baseline="top", fontSize=13, lineHeight=18, color=INK, stroke=INK)
    layers = [first.encode(alt.Text("said:N"), alt.StrokeWidth("heavy:Q", scale=None), y=alt.value(0))]
    if any(len(said) > 1 for said in apart):
        below = base.mark_text(align="left", baseline="top", fontSize=10.5, lineHeight=15, color=GREY)
        layers.append(below.encode(alt.Text("second:N"), alt.Y("at:Q", scale=None, axis=None)))
    return _in_rows(layers, rows, "", lang, NAME)


def _paths(paths: pd.DataFrame, head: Text, years: tuple[int, int], lang: str, end: float | None = None) -> Any:
    """Paths by year; on an axis that ends before the highest, a peak says its number. The key says what those are."""
    values = paths["value"]
    low, high = min(0.0, values.min()), end or values.max() or 1.0
    said = {name: say(words, lang) for name, (words, *_) in LINES.items()}
    own = paths[paths["name"] == "price"]
    peaks = own.loc[own.groupby("place")["value"].idxmax()].query("value > @high * 1.001").index
    rows = paths.assign(
        name=paths["name"].map(said), order=paths["name"].map(list(LINES).index),
        peak=[f"▲ {number(value)}" if n in peaks else "" for n, value in values.items()],
        top=values.clip(upper=high),
    )  # fmt: skip
    shown = [said[name] for name in reversed(LINES) if name in set(paths["name"]) and end is None]
    colours = {said[name]: colour for name, (_, colour, _) in LINES.items()}
    dashes = {said[name]: dash for name, (*_, dash) in LINES.items()}
    key: dict[str, Any] = {"orient": "top", "columns": 0, "values": shown}
    stroke, dash = keyed(alt.Stroke, colours, "stroke", **key), keyed(alt.StrokeDash, dashes, "stroke", **key)
    if not shown:
        stroke.legend = dash.legend = None
    under = alt.Axis(grid=False, format="d", tickCount=4, domain=False)
    x = alt.X("year:Q", title=None, scale=alt.Scale(domain=list(years), nice=False), axis=under)
    scale = alt.Scale(domain=[low, high], nice=False, clamp=True)
    y = alt.Y("value:Q", title=None, scale=scale, axis=numbers_axis(3, room=44))
    line = (
        alt.Chart().mark_line(strokeWidth=1.8).encode(x, y, stroke, dash, tooltip=tips("name:N", "year:Q", "value:Q"))
    )
    side = f"datum.year > {sum(years) / 2} ? {{}} : {{}}"
    place = {"align": alt.expr(side.format("'right'", "'left'")), "dx": alt.expr(side.format(-6, 6))}
    peak = alt.Chart().encode(x, alt.Y("top:Q"), alt.Text("peak:N"))
    rim = peak.mark_text(color="white", stroke="white", strokeWidth=4, strokeJoin="round", **place)
    texts = [rim, peak.mark_text(color=INK, **place)] if len(peaks) else []
    return _in_rows([zero_line(), line, *texts], rows.drop(columns="column").to_dict("records"), head, lang, CHART)


def _bars(costs: pd.Series, head: Text, lang: str) -> Any:
    """A bar from zero with its number beside it; none of what is not known."""
    low, high = min(0.0, costs.min()), max(0.0, costs.max())
    room, more = 0.5 * (high - low or 1.0), costs.name == "more"
    domain = [low - (room if low < 0 else 0), high + (room if high > 0 else 0)]
    rows = [
        {"place": n, "value": value, "said": signed(value) if more else number(value),
         "colour": CHEAPER if more and value < 0 else DEARER}
        if value == value
        else {"place": n, "value": 0, "said": "", "colour": INK}
        for n, value in enumerate(costs)
    ]  # fmt: skip
    x = alt.X("value:Q", scale=alt.Scale(domain=domain, nice=False), axis=None)
    base, zero = alt.Chart().encode(x, y=alt.value(HIGH / 2)), alt.datum(0)
    side = "datum.value >= 0 ? {} : {}"
    text = base.mark_text(color=INK, align=alt.expr(side.format("'left'", "'right'")), dx=alt.expr(side.format(5, -5)))
    layers = [
        base.mark_bar(size=16).encode(x2=zero, color=alt.Color("colour:N", scale=None)),
        text.encode(alt.Text("said:N")),
        zero_line("x"),
    ]
    return _in_rows(layers, rows, head, lang, BAR)


def price_end(priced: Sequence[float]) -> float:
    """Where the price axis ends: at the highest, or where one in thirty goes far beyond, above the others."""
    most = priced[int(0.97 * (len(priced) - 1))]
    return (1.15 * most if priced[-1] > 1.6 * most > 0 else priced[-1]) or 1.0
