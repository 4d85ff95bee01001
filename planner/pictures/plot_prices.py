"""Shadow prices by year as a picture, with their interval at a kink; under them the caps for which each price holds.

A bar upright through a point runs from what one tonne more would save to what one tonne less costs.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from planner.pictures.charts import alt
from planner.pictures.theme import (
    CAP_INK,
    GREY,
    HEIGHT,
    INK,
    PALETTE,
    WIDTH,
    keyed,
    numbers_axis,
    of_rows,
    over,
    page,
    shades,
    tips,
    years_axis,
    zero_line,
)
from planner.pictures.words import Page, Text, say
from planner.results.price_ranges import at_kink

LOW, BAR = 120, 6
"Height of the caps, and width of an upright bar [px]"
RANGE = "#B0B0B0"


def price_paths(
    table: pd.DataFrame, carbon_price: Mapping[int, float], heads: Mapping[str, Text], words: Page
) -> alt.VConcatChart:
    """Draw a path for each `line` of the rows: year, price, relaxed, tightened, amount, holds_from, holds_to, yearly.

    Per tonne as shown; nan or infinite where no plan keeps a lower cap. The carbon price is dashed. Under them the
    caps; a budget, whose years share one cap (not `yearly`), has none to show.
    """
    said = {key: say(head, words.lang) for key, head in heads.items()}
    years = sorted({*map(int, table["year"]), *carbon_price})
    x = alt.X("year:O", title=None, scale=alt.Scale(domain=years), axis=years_axis(years))
    table = table.assign(name=[say(line, words.lang) for line in table["line"]])
    prices = {name: PALETTE[n % len(PALETTE)] for n, name in enumerate(table["name"].unique())}
    known = [*table["price"], *table["tightened"], *carbon_price.values()]
    span = 0.0, 1.06 * max(filter(math.isfinite, known), default=0.0) or 1.0
    carbon = [{"name": said["carbon"], "year": year, "value": paid} for year, paid in carbon_price.items()]
    kinks = table[at_kink(table)]
    marks = [
        *_bars(kinks, "relaxed", "tightened", said["kink"], x, span[1]),
        *([_path(carbon, {said["carbon"]: INK}, x, dash=[6, 4])] if carbon else []),
    ]
    drawn = table.rename(columns={"price": "value"})[["name", "year", "value"]].to_dict("records")
    fill = alt.Fill("name:N", scale=shades(prices), legend=None)
    squares = of_rows(drawn).mark_square(size=22, opacity=1).encode(x, alt.Y("value:Q"), fill)
    charts = [_panel([*marks, _path(drawn, prices, x), squares], span, heads["price"], words.lang, HEIGHT)]
    capped = table[table["yearly"]]
    if len(capped):
        caps = capped["amount"]
        span = min(0.0, caps.min()), 1.1 * max(0.0, caps.max()) or 1.0
        rows = capped.assign(value=caps, path=capped["name"], name=said["cap"])[["name", "path", "year", "value"]]
        path = _path(rows.to_dict("records"), {said["cap"]: CAP_INK}, x, detail="path")
        held = _bars(
            capped.assign(holds_to=capped["holds_to"].clip(upper=span[1])),
            "holds_from",
            "holds_to",
            said["holds"],
            x,
            span[1],
        )
        charts.append(_panel([*held, path], span, heads["caps"], words.lang, LOW))
    return page(charts, words)


def _bars(table: pd.DataFrame, low: str, high: str, name: str, x: alt.X, end: float) -> list[alt.Chart]:
    """Upright bars from one column to another, to the end of the panel at most; ▲ over one that has no end."""
    table = table[table[low].notna()]
    rows = [
        {"year": year, "low": below, "high": min(above, end), "name": name, "open": "▲" if above == math.inf else ""}
        for year, below, above in zip(table["year"], table[low], table[high], strict=True)
    ]
    base = of_rows(rows).encode(x)
    bars = base.mark_bar(size=BAR).encode(alt.Y("low:Q"), alt.Y2("high:Q"), keyed(alt.Fill, {name: RANGE}, "square"))
    open_ended = base.mark_text(color=GREY, baseline="bottom", fontSize=9)
    return [bars, open_ended.encode(alt.Y("high:Q"), alt.Text("open:N"))] if rows else []


def _path(
    rows: Sequence[Mapping[str, Any]],
    named: Mapping[str, str],
    x: alt.X,
    dash: Sequence[int] = (1, 0),
    detail: str = "name",
) -> alt.Chart:
    """Lines through the years, with their names in the key."""
    stroke = keyed(alt.Stroke, named, "stroke", symbolDash=list(dash))
    encoded = of_rows(rows).encode(x, alt.Y("value:Q"), alt.Detail(f"{detail}:N"), stroke)
    return encoded.encode(tooltip=tips("name:N", "year:O", "value:Q")).mark_line(strokeWidth=1.8, strokeDash=list(dash))


def _panel(marks: Sequence[alt.Chart], span: tuple[float, float], axis: Text, lang: str, height: int) -> alt.LayerChart:
    """Marks whose values lie within `span`."""
    y = alt.Y("zero:Q", title=None, axis=numbers_axis(5 if height > LOW else 3))
    y.scale = alt.Scale(domain=list(span), nice=False)
    chart = alt.LayerChart(layer=[zero_line().encode(y), *marks], width=WIDTH, height=height, title=over(axis, lang))
    return chart.resolve_scale(fill="independent", stroke="independent")
