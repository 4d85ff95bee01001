"""Scenarios side by side as a picture: one row each, with emissions, shadow price and cost on scales that all share.

Behind every row but the first stands the first one, in grey.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from typing import NamedTuple

import altair as alt

from planner.calls.numbers import number
from planner.messages import sentence
from planner.pictures.theme import (
    GREY,
    INK,
    PALETTE,
    Lines,
    Page,
    beside,
    block,
    legend,
    numbers_axis,
    over,
    page,
    shades,
    values,
    zero_line,
)
from planner.pictures.words import Text, say, say_apart, wrap

NAME, CHART, BAR, HIGH = 176, 232, 170, 64
"Width of the names, of a small chart, of the bars with their numbers, and height of a row [px]"
EMISSIONS, PRICE, DEARER, CHEAPER = PALETTE[0], PALETTE[4], "#B5622B", "#2B7A5B"
LINES = {
    "behind": (sentence("chart_central_plan"), "#C4C4C4", [1, 0]),
    "frozen": (sentence("chart_frozen"), "#8A8A8A", [5, 4]),
    "policies": (sentence("chart_current_policies"), "#A67C00", [5, 4]),
    "least_cost": (sentence("chart_least_cost_without_caps"), EMISSIONS, [5, 4]),
    "emissions": (sentence("chart_plan"), EMISSIONS, [1, 0]),
}
"""Paths of emissions, undermost first -> what they are called, their colour and dashes."""

Path = Mapping[int, float]


class Line(NamedTuple):
    """A scenario: its paths by year, its cost less the first one's and less that without caps; or why it has none."""

    name: Text
    emissions: Path
    least_cost: Path
    frozen: Path
    policies: Path
    price: Path
    more: float | None
    for_caps: float | None
    none: Text = ""


class Heads(NamedTuple):
    """What stands over each of the four columns."""

    emissions: Text
    price: Text
    more: Text
    for_caps: Text


def compare_rows(lines: Sequence[Line], heads: Heads, words: Page) -> alt.VConcatChart:
    """Draw the scenarios, those without a plan last; behind the others the first one's paths."""
    solved, lang = [line for line in lines if not line.none], words.lang
    first = solved[0]
    emitted = [value for line in solved for path in _paths(line, first).values() for value in path.values()]
    priced = sorted(value for line in solved for value in line.price.values())
    years = min(first.emissions), max(first.emissions)
    costs = {head: [getattr(line, head) for line in solved] for head in ("more", "for_caps")}
    shown = {name for line in solved for name, path in _paths(line, first).items() if path}
    rows = []
    for line in solved:
        last = line is solved[-1]
        x, y = _axes((min(0.0, *emitted), max(emitted) or 1.0), years, last)
        cells = [_emissions(_paths(line, first), shown, x, y, lang)]
        if priced:
            cells.append(_prices(line.price, first.price if line is not first else {}, price_end(priced), years, last))
        cells += [_bar(getattr(line, head), known, signed=head == "more") for head, known in costs.items()]
        if line is first:
            for cell, head in zip(cells, heads if priced else (heads.emissions, *heads[2:]), strict=True):
                cell.title = over(head, lang)
                cell.title.text = [row for said in say_apart(head, lang) for row in wrap(said, 12, cell.width)]
        rows.append(alt.HConcatChart(hconcat=[_name(line, lang, line is first), *cells], spacing=24))
    wide = NAME + CHART * (2 if priced else 1) + BAR * 2 + 150
    for line in lines:
        if line.none:
            why = [row for said in say_apart(line.none, lang) for row in wrap(said, 11, wide - NAME)]
            reason = block([Lines(why, 11, 16, GREY)], width=wide - NAME)
            rows.append(alt.HConcatChart(hconcat=[_name(line, lang, False), reason], spacing=24))
    body = alt.VConcatChart(vconcat=rows, spacing=18).resolve_scale(stroke="shared", strokeDash="shared")
    return page([body], words, 0, wide)


def _paths(line: Line, first: Line) -> dict[str, Path]:
    """The paths of `LINES` of a scenario."""
    behind = first.emissions if line is not first else {}
    return {name: behind if name == "behind" else getattr(line, name) for name in LINES}


def _name(line: Line, lang: str, heavy: bool) -> alt.LayerChart:
    """What a scenario is called, in two languages with the second smaller."""
    sizes = zip((13.0, 10.5), (18, 15), (INK, GREY), say_apart(line.name, lang), strict=False)
    parts = [Lines(wrap(said, size, NAME - 8), size, high, colour, 0.5 * heavy) for size, high, colour, said in sizes]
    return block(parts, width=NAME, height=HIGH)


def _axes(span: tuple[float, float], years: tuple[int, int], last: bool) -> tuple[alt.X, alt.Y]:
    """Years, written under the last row, and values; what is beyond the span is drawn at its edge."""
    under = alt.Axis(grid=False, format="d", tickCount=4, labels=last, ticks=last, domain=False)
    x = alt.X("year:Q", title=None, scale=alt.Scale(domain=list(years), nice=False), axis=under)
    scale = alt.Scale(domain=list(span), nice=False, clamp=True)
    return x, alt.Y("value:Q", title=None, scale=scale, axis=numbers_axis(3, room=44))


def _emissions(paths: Mapping[str, Path], shown: Container[str], x: alt.X, y: alt.Y, lang: str) -> alt.LayerChart:
    """The paths of a scenario; the key says what those are that are shown of any."""
    said = {name: say(words, lang) for name, (words, *_) in LINES.items()}
    rows = [
        {"name": said[name], "year": year, "value": value}
        for name, path in paths.items()
        for year, value in path.items()
    ]
    key = legend("stroke", orient="top", columns=0, values=[said[name] for name in reversed(LINES) if name in shown])
    dashes = alt.Scale(domain=list(said.values()), range=[dash for *_, dash in LINES.values()])
    colours = shades({said[name]: colour for name, (_, colour, _) in LINES.items()})
    line = alt.Chart(values(rows)).encode(
        x,
        y,
        alt.Stroke("name:N", sort=None, scale=colours, legend=key),
        alt.StrokeDash("name:N", sort=None, scale=dashes, legend=key),
        tooltip=_tip(),
    )
    return alt.LayerChart(layer=[zero_line(), line.mark_line(aria=False, strokeWidth=1.8)], width=CHART, height=HIGH)


def _prices(path: Path, behind: Path, end: float, years: tuple[int, int], last: bool) -> alt.LayerChart:
    """The price over the first scenario's in grey; a peak beyond the axis says its number."""
    layers, (x, y) = [zero_line()], _axes((0.0, end), years, last)
    for some, colour in ((behind, LINES["behind"][1]), (path, PRICE)):
        rows = values({"name": "", "year": year, "value": value} for year, value in some.items())
        layers.append(alt.Chart(rows).mark_line(aria=False, color=colour, strokeWidth=2).encode(x, y, tooltip=_tip()))
    peak = max(path, key=lambda year: path[year], default=0)
    if path and path[peak] > end * 1.001:
        right = peak > sum(years) / 2
        said, at = [f"▲ {number(path[peak])}"], {"year": peak, "value": end}
        layers += beside(said, "year:Q", "value:Q", at, align="right" if right else "left", dx=-6 if right else 6)
    return alt.LayerChart(layer=layers, width=CHART, height=HIGH)


def _tip() -> list[alt.Tooltip]:
    return [alt.Tooltip("name:N", title=" "), alt.Tooltip("year:Q", title=" "), alt.Tooltip("value:Q", format=",.4~r")]


def _bar(value: float | None, every: Sequence[float | None], signed: bool) -> alt.LayerChart:
    """A bar from zero with its number beside it, on the scale of all scenarios; none of what is not known."""
    known = [0.0, *(one for one in every if one is not None)]
    room = 0.5 * (max(known) - min(known) or 1.0)
    domain = [min(known) - (room if min(known) < 0 else 0), max(known) + (room if max(known) > 0 else 0)]
    rows = values([] if value is None else [{"value": value, "none": 0}])
    base = alt.Chart(rows).encode(
        alt.X("value:Q", scale=alt.Scale(domain=domain, nice=False), axis=None), y=alt.value(HIGH / 2)
    )
    layers = [
        base.mark_bar(aria=False, size=16, color=CHEAPER if signed and (value or 0) < 0 else DEARER).encode(
            alt.X2("none:Q")
        )
    ]
    if value is not None:
        said, left = f"+{number(value)}" if signed and value > 0 else number(value), value >= 0
        text = base.mark_text(aria=False, color=INK, align="left" if left else "right", dx=5 if left else -5)
        layers.append(text.encode(text=alt.value(said)))
    return alt.LayerChart(layer=[*layers, zero_line("x")], width=BAR, height=HIGH)


def price_end(priced: Sequence[float]) -> float:
    """Where the price axis ends: at the highest, or where one in thirty goes far beyond, above the others."""
    most = priced[int(0.97 * (len(priced) - 1))]
    return (1.15 * most if priced[-1] > 1.6 * most > 0 else priced[-1]) or 1.0
