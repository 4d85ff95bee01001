"""The key beside or under a chart: a row a number with its name and amounts, and what the colours are."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from planner.pictures.charts import alt
from planner.pictures.fonts import shorten, text_width
from planner.pictures.theme import GREY, INK, PALE, head, keyed, of_rows

RADIUS = 10.0
"Of a badge [px]"
NAMES, BEFORE, GAPS, APART = 280.0, 28, (12, 16), 36
"Widest that names may be, the room before them and before each amount, and between columns of a key [px]"


class Entry(NamedTuple):
    """One row of the key."""

    number: int | None
    name: str
    second: str
    tonnes: str
    price: str
    colour: str


def badges(base: alt.Chart) -> list[alt.Chart]:
    """Rings in the `colour` of their rows around their `number`, at the places that the base says."""
    ring = base.mark_point(fill="white", size=math.pi * RADIUS**2, strokeWidth=1.8, opacity=1)
    number = base.mark_text(baseline="middle", fontSize=11, color=INK, stroke=INK, strokeWidth=0.3, dy=0.5)
    return [ring.encode(alt.Stroke("colour:N", scale=None)), number.encode(alt.Text("number:N"))]


def key_table(
    heads: tuple[str, str, str],
    entries: Sequence[Entry],
    colours: Mapping[str, str] | None = None,
    like: Sequence[Entry] = (),
) -> alt.LayerChart:
    """The entries, as wide as those `like` them need, and under them what the colours are."""
    like, line = like or entries, 31 if any(entry.second for entry in entries) else 26
    names = max(text_width(heads[0], 11), *(text_width(entry.name, 12.5) for entry in like))
    names = min(NAMES, max(names, *(text_width(entry.second, 10) for entry in like)))
    tonnes = BEFORE + names + GAPS[0] + max(text_width(heads[1], 11), *(text_width(one.tonnes, 12) for one in like))
    price = tonnes + GAPS[1] + max(text_width(heads[2], 11), *(text_width(one.price, 12) for one in like))
    shown = [
        one._replace(name=shorten(one.name, 12.5, names), second=shorten(one.second, 10, names)) for one in entries
    ]
    rows = [{"place": n, **one._asdict()} for n, one in enumerate(shown)]
    y = alt.Y("place:O", axis=None, bandPosition=0.5, scale=alt.Scale(type="band", domain=list(range(len(rows)))))
    base = of_rows(rows).encode(y)

    def words(field: str, x: float, size: float, align: str = "left", colour: str = INK, dy: float = 0) -> alt.Chart:
        mark = base.mark_text(align=align, fontSize=size, color=colour, dy=dy)
        return mark.encode(alt.Text(f"{field}:N"), x=alt.value(x))

    double = line > 26
    layers = [
        head(heads[0], "en", BEFORE),
        *(head(said, "en", x, "right") for said, x in ((heads[1], tonnes), (heads[2], price))),
        of_rows([{}]).mark_rule(color=PALE).encode(x=alt.value(0), x2=alt.value(price), y=alt.value(0)),
        *badges(base.transform_filter("datum.number !== null").encode(x=alt.value(RADIUS))),
        words("name", BEFORE, 12.5, dy=-6.5 if double else 0),
        words("second", BEFORE, 10, colour=GREY, dy=8.5),
        words("tonnes", tonnes, 12, "right"),
        words("price", price, 12, "right"),
    ]  # fmt: skip
    if colours:
        layers.append(colour_key(colours, price))
    return alt.LayerChart(layer=layers, width=round(price), height=line * len(rows))


def colour_key(colours: Mapping[str, str], width: float) -> alt.Chart:
    """Squares with the names of the colours under a chart that is so wide."""
    columns = max(1, int(width // (max(text_width(name, 12) for name in colours) + 34)))
    look: dict[str, Any] = {
        "orient": "bottom",
        "columns": columns,
        "symbolOpacity": 1,
        "symbolStrokeWidth": 0,
        "labelLimit": round(width),
    }
    return of_rows([{}]).mark_point(opacity=0).encode(keyed(alt.Fill, colours, "square", **look))


def key_columns(
    heads: tuple[str, str, str], entries: Sequence[Entry], colours: Mapping[str, str], width: float
) -> alt.VConcatChart:
    """The key in as many columns as there is room for, and what the colours are under all of them."""
    count = max(1, int((width + APART) // (key_table(heads, entries).width + APART)))
    each = math.ceil(len(entries) / count)
    columns = [key_table(heads, entries[n : n + each], like=entries) for n in range(0, len(entries), each)]
    table = alt.HConcatChart(hconcat=columns, spacing=round((width + APART) / count - columns[0].width))
    under = [alt.LayerChart(layer=[colour_key(colours, width)], width=round(width), height=1)] if colours else []
    return alt.VConcatChart(vconcat=[table, *under], spacing=4)
