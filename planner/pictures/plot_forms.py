"""Three forms of a year's curve over each other: each measure alone, in turn, and the least-cost plans.
Takes plain data. The key names the measures that interaction changes most, with their tonnes alone and in turn.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from planner.calls.numbers import number
from planner.messages import sentence
from planner.pictures.canvas import WIDTH, Bar, Canvas, Entry, Scale, axis_end
from planner.pictures.figure import (
    LEAST_HEIGHT,
    LEFT,
    Card,
    Label,
    add_axis_name,
    add_captions,
    add_notes,
    add_title,
    assemble,
)
from planner.pictures.plot import entry, words
from planner.pictures.plot_ranked import COST, MEASURE
from planner.pictures.theme import NO_SECTOR, PALETTE
from planner.pictures.words import Text, say

if TYPE_CHECKING:
    import altair as alt
    import pandas as pd

SHADES = {"partial": NO_SECTOR, "retrospective": PALETTE[1], "systems": PALETTE[0]}
FILL = "#EFEFEF"
"Under the partial form"
FORM = sentence("chart_form")
OTHER = sentence("chart_all_others")
UNCHANGED = 1e-6
"Share of the most that any measure avoids, below which interaction changes nothing"


def form_lines(
    steps: pd.DataFrame,
    tonnes: pd.DataFrame,
    labels: Mapping[str, Label],
    names: Mapping[str, Text],
    heads: tuple[Text, Text],
    card: Card,
    named: int = 12,
) -> alt.LayerChart:
    """Draw the steps (columns form, intervention, abatement_from, abatement_to, cost_per_tonne) as one line per form.

    `tonnes` has the columns intervention, partial, retrospective; `names` says of each form how far it goes.
    """
    bars = {
        form: [_bar(row, labels, card, say(names[form], card.lang)) for row in of.to_dict("records")]
        for form, of in steps.groupby("form", sort=False)
    }
    drawn = [bar for some in bars.values() for bar in some]
    canvas = Canvas()
    entries = _entries(tonnes, labels, card, named)
    key = canvas.key_table(
        WIDTH + 36,
        (say(MEASURE, card.lang), say(heads[0], card.lang), say(heads[1], card.lang)),
        entries,
        31 if any(row.second for row in entries) else 26,
    )
    key = canvas.legend(key, [(say(names[form], card.lang), SHADES[form]) for form in bars])
    low, high = axis_end(drawn, card.limit)
    scale = Scale(max(bar.x2 for bar in drawn), low, high if low or high else 1.0, max(LEAST_HEIGHT, key.bottom))
    top = add_captions(canvas, card, drawn, scale)
    for form, some in bars.items():
        _line(canvas, some, scale, SHADES[form])
    top = add_title(canvas, card, -LEFT, top, key.right)
    bottom = add_notes(canvas, card, -LEFT, add_axis_name(canvas, card, scale.height), key.right)
    margins = {
        "left": LEFT + 16,
        "right": key.right - WIDTH + 20,
        "top": 14 - top,
        "bottom": bottom - scale.height + 12,
    }
    filled = [bar._replace(colour=FILL) for bar in bars.get("partial", drawn[:1])]
    return assemble(canvas, card, filled, scale, margins, edged=False)


def _bar(row: Mapping[str, object], labels: Mapping[str, Label], card: Card, form: str) -> Bar:
    name, cost = str(row["intervention"]).split("; ")[0], float(str(row["cost_per_tonne"]))
    return Bar(
        float(str(row["abatement_from"])),
        float(str(row["abatement_to"])),
        cost,
        SHADES[str(row["form"])],
        {
            say(FORM, card.lang): form,
            say(MEASURE, card.lang): say(words(name, labels), card.lang),
            say(COST, card.lang): f"{number(cost)} {say(card.price_unit, card.lang)}",
        },
    )


def _line(canvas: Canvas, bars: Sequence[Bar], scale: Scale, shade: str) -> None:
    """Level along each step, upright between two."""
    before = scale.y(0)
    for bar in bars:
        left, right, y = max(0.0, scale.x(bar.x)), scale.x(bar.x2), scale.y(bar.price)
        canvas.line(left, before, left, y, shade, 2)
        canvas.line(left, y, right, y, shade, 2.5)
        before = y


def _entries(tonnes: pd.DataFrame, labels: Mapping[str, Label], card: Card, named: int) -> list[Entry]:
    """The measures that interaction changes most, in the order of the steps, and the rest together."""
    change = (tonnes["retrospective"] - tonnes["partial"]).abs()
    changed = change[change > UNCHANGED * tonnes[["retrospective", "partial"]].abs().max().max()]
    most = tonnes.index.isin(changed.nlargest(named).index)
    rows = [
        entry(
            None,
            words(row["intervention"], labels),
            "",
            number(row["partial"]),
            number(row["retrospective"]),
            NO_SECTOR,
            card.lang,
        )
        for row in tonnes[most].to_dict("records")
    ]
    rest = tonnes[~most]
    return rows + [
        entry(None, OTHER, "", number(rest["partial"].sum()), number(rest["retrospective"].sum()), NO_SECTOR, card.lang)
    ] * bool(len(rest))
