"""Where held plans do badly: a row a plan, a column a tenth of the draws, the mean regret as colour and number."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import altair as alt

from planner.calls.numbers import number
from planner.pictures.theme import GREY, INK, PALE, SHARE, WIDTH, Page, head, named_rows, over, page, values
from planner.pictures.words import Text, say, say_apart

LINE, DARK = 40, 0.55
"Height of a row [px], and the share of the largest regret from which numbers are white"


class Cell(NamedTuple):
    """One plan in one tenth: its mean regret (nan: never kept), and in which share of the draws it is kept."""

    regret: float
    kept: float


def regret_by_cost(
    plans: Sequence[tuple[Text, Sequence[Cell]]], costs: Sequence[float], heads: tuple[Text, Text], words: Page
) -> alt.VConcatChart:
    """Draw the plans over the tenths; `costs`: of the best plans of each; `heads`: what costs and cells are."""
    names = named_rows([name for name, _ in plans], words.lang, LINE)
    most = max((cell.regret for _, cells in plans for cell in cells if cell.kept), default=0.0) or 1.0
    x = alt.X("tenth:O", title=None, axis=None, scale=alt.Scale(paddingInner=0.03))
    base = alt.Chart(
        values(
            {"place": n, "tenth": tenth, "name": say(name, words.lang),
             "share": cell.regret / most if cell.kept else None,
             "said": number(cell.regret, 3) if cell.kept else "–",
             "kept": f"{cell.kept:.0%}" if cell.kept < 1 else ""}
            for n, (name, cells) in enumerate(plans)
            for tenth, cell in enumerate(cells)
        )
    ).encode(names.y, x, tooltip=[alt.Tooltip(f"{of}:N", title=" ") for of in ("name", "said", "kept")])  # fmt: skip
    colour = alt.Color("share:Q", scale=alt.Scale(scheme=SHARE, domain=[0, 1], reverse=True), legend=None)
    ink = alt.condition(f"datum.share > {DARK}", alt.value("white"), alt.value(INK))
    over_columns = alt.Chart(values({"tenth": n, "said": number(cost, 4)} for n, cost in enumerate(costs)))
    layers = [
        base.mark_rect(aria=False, color=PALE),
        base.transform_filter("datum.share !== null").mark_rect(aria=False).encode(colour),
        base.mark_text(aria=False, fontSize=12).encode(alt.Text("said:N"), color=ink),
        base.mark_text(aria=False, fontSize=9, dy=13).encode(alt.Text("kept:N"), color=ink),
        over_columns.mark_text(aria=False, color=GREY, fontSize=11, baseline="bottom").encode(
            x, alt.Text("said:N"), y=alt.value(-6)
        ),
        head(heads[0], words.lang, 0, bottom=-8 - 14 * len(say_apart(heads[0], words.lang))),
    ]
    chart = alt.LayerChart(layer=layers, width=WIDTH, height=names.height, title=over(heads[1], words.lang))
    return page([chart], words, names.left, WIDTH)
