"""Where held plans do badly: a row a plan, a column a tenth of the draws, the mean regret as colour and number."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from planner.calls.numbers import number
from planner.pictures.charts import alt
from planner.pictures.theme import GREY, INK, PALE, SHARE, WIDTH, head, named_rows, of_rows, over, page, tips
from planner.pictures.words import Page, Text, say, say_apart

LINE, DARK = 40, 0.55
"Height of a row [px], and the share of the largest regret from which numbers are white"


def regret_by_cost(
    table: pd.DataFrame, plans: Mapping[str, Text], heads: tuple[Text, Text], words: Page
) -> alt.VConcatChart:
    """Draw the rows (plan, tenth, best_cost, regret, kept) in order; `plans`: their names; `heads`: of costs and cells.

    The regret is nan, and the cell empty, where a plan is never kept.
    """
    lang, names = words.lang, named_rows(list(plans.values()), words.lang, LINE)
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
