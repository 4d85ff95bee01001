"""How far measures go in near-optimal plans: a bar from the least to the most, a mark where the cheapest plan is.

Beside a MAC curve its prices stand before them.
"""

from __future__ import annotations

import pandas as pd

from planner.calls.numbers import between, number
from planner.pictures.charts import alt
from planner.pictures.theme import INK, PALE, PALETTE, WIDTH, column, named_rows, of_rows, over, page, tips
from planner.pictures.words import Page, Text, say

BARS, PRICES, LINE, GAP = 340, 150, 24, 24
"Width of the plot and of the prices before it, height of a row, and what is between them [px]"
BAR = "#B9B9B9"
COLOURS = {"must": PALETTE[0], "choice": PALETTE[1]}


def ranges(table: pd.DataFrame, words: Page, prices: Text | None = None) -> alt.VConcatChart:
    """Draw the rows (name, least, plan, most, unit, kind, others), each on its own scale from nothing to its most.

    `others` are the amounts in the plans that differ most; the column `price` that of the first step of a curve along
    which a measure grows (nan: none), under what `prices` says.
    """
    names = named_rows(table["name"], words.lang, LINE)
    rows = [
        {"place": n, "name": say(row.name, words.lang), "colour": COLOURS[row.kind],
         "said": f"{between(row.least, row.most)} {say(row.unit, words.lang)}",
         "none": 0, "least": row.least / row.most, "plan": row.plan / row.most, "most": 1}
        for n, row in enumerate(table.itertuples(index=False))
    ]  # fmt: skip
    dots = [
        {"place": n, "at": amount / row.most, "colour": PALETTE[(2 + plan) % len(PALETTE)]}
        for n, row in enumerate(table.itertuples())
        for plan, amount in enumerate(row.others)
    ]
    y = names.y if prices is None else names.y.axis(None)
    base = of_rows(rows).encode(y, tooltip=tips("name:N", "said:N"))
    x, x2 = {"title": None, "scale": alt.Scale(domain=[0, 1]), "axis": None}, alt.X2("most:Q")
    fill = alt.Fill("colour:N", scale=None)
    points = of_rows(dots).mark_point(filled=True, opacity=1, size=34, stroke="white", strokeWidth=0.8)
    layers = [
        base.mark_rule(color=PALE, strokeWidth=2).encode(alt.X("none:Q", **x), x2),
        base.mark_bar(size=14).encode(alt.X("least:Q", **x), x2, fill),
        base.mark_tick(color=INK, size=18, thickness=2).encode(alt.X("plan:Q", **x)),
        *([points.encode(y, alt.X("at:Q", **x), fill)] if dots else []),
        column([row["said"] for row in rows], BARS + 10),
    ]
    chart = alt.LayerChart(layer=layers, width=BARS, height=names.height)
    if prices is None:
        return page([chart], words, names.left, WIDTH)
    before = _prices(table["price"], names.y)
    before.width, before.height, before.title = PRICES, names.height, over(prices, words.lang)
    both = alt.HConcatChart(hconcat=[before, chart], spacing=GAP)
    return page([both], words, names.left, PRICES + GAP + WIDTH)


def _prices(prices: pd.Series, y: alt.Y) -> alt.LayerChart:
    """Bars with their numbers; none where a measure does not grow along the curve."""
    rows = [
        {
            "place": n,
            "none": 0,
            "price": price if price == price else 0,
            "said": number(price) if price == price else "",
        }
        for n, price in enumerate(prices)
    ]
    scale = alt.Scale(domainMax=1.35 * prices.max() or 1.0) if prices.notna().any() else alt.Scale()
    base = of_rows(rows).encode(y, alt.X("price:Q", title=None, scale=scale, axis=None))
    bars = base.mark_bar(size=14, color=BAR).encode(alt.X2("none:Q"))
    return alt.LayerChart(layer=[bars, base.mark_text(align="left", dx=5, fontSize=12).encode(alt.Text("said:N"))])
