"""Scenarios side by side as a picture: one row each, with emissions, shadow price and cost on scales that all share.
Takes plain data. Behind every row but the first stands the first one, in grey.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from planner.calls.numbers import number
from planner.languages import one
from planner.messages import sentence
from planner.pictures.canvas import GREY, INK, PALE, Canvas, ticks
from planner.pictures.figure import PALETTE
from planner.pictures.fonts import FAMILY, text_width
from planner.pictures.words import Text, say, say_apart, wrap

if TYPE_CHECKING:
    import altair as alt

NAME, CHART, BAR = 176.0, 232.0, 124.0
"Width of the names, of a small chart, of the longest bar [px]"
AXIS, LABEL = 40.0, 56.0
"Left of a small chart for its ticks, and beside a bar for its number [px]"
ROW, HIGH, UNDER = 90.0, 64.0, 6.0
"Height of a row, of its charts, and from the line over it to them [px]"
DASH = 10.0
"Length of a dash and its gap [px]"
BEHIND, FROZEN, POLICIES = "#C4C4C4", "#8A8A8A", "#A67C00"
EMISSIONS, PRICE, DEARER, CHEAPER = PALETTE[0], PALETTE[4], "#B5622B", "#2B7A5B"
FIRST, LEAST, AS_IT_IS, DECIDED, FIRST_ROW = (
    sentence("chart_plan"),
    sentence("chart_least_cost_without_caps"),
    sentence("chart_frozen"),
    sentence("chart_current_policies"),
    sentence("chart_central_plan"),
)
SCENARIO, YEAR, VALUE = sentence("chart_scenario"), sentence("chart_year"), sentence("chart_value")

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


@dataclass(frozen=True)
class Heads:
    """The words of the picture: over everything, over each of the four columns, under everything."""

    title: Text
    subtitle: Sequence[Text]
    emissions: Text
    price: Text
    more: Text
    for_caps: Text
    note: Sequence[Text]
    lang: str = "en"


class Frame(NamedTuple):
    """Where a small chart's numbers lie [px]; what is beyond `high` is drawn at its edge."""

    left: float
    top: float
    first: int
    last: int
    low: float
    high: float

    def x(self, year: float) -> float:
        return self.left + CHART * (year - self.first) / max(1, self.last - self.first)

    def y(self, value: float) -> float:
        return self.top + HIGH * (self.high - min(value, self.high)) / (self.high - self.low)


def compare_rows(lines: Sequence[Line], heads: Heads) -> alt.LayerChart:
    """Draw the scenarios, those without a plan last; behind the others the first one's paths."""
    canvas, hover = Canvas(), list[dict[str, Any]]()
    solved, unsolved = [line for line in lines if not line.none], [line for line in lines if line.none]
    years = sorted({year for line in solved for year in line.emissions})
    paths = [path for line in solved for path in (line.emissions, line.least_cost, line.frozen, line.policies)]
    emitted = [value for path in paths for value in path.values()]
    priced = sorted(value for line in solved for value in line.price.values())
    left = NAME + AXIS
    right = left + (CHART + 24 + AXIS if priced else 0.0)
    bars, caps = right + CHART + 30, right + CHART + 30 + BAR + LABEL + 20
    wide = caps + BAR + LABEL
    for place, line in enumerate(solved):
        emissions = Frame(left, place * ROW + UNDER, years[0], years[-1], min(0.0, *emitted), max(emitted) or 1.0)
        prices = emissions._replace(left=right, low=0.0, high=price_end(priced)) if priced else None
        for frame in filter(None, (emissions, prices)):
            add_axes(canvas, frame, place == len(solved) - 1)
        if place:
            add_path(canvas, emissions, solved[0].emissions, BEHIND, 2)
        add_dashes(canvas, emissions, line.frozen, FROZEN)
        add_dashes(canvas, emissions, line.policies, POLICIES)
        add_dashes(canvas, emissions, line.least_cost, EMISSIONS)
        add_path(canvas, emissions, line.emissions, EMISSIONS, 2)
        hover += points(emissions, line.name, line.emissions, heads.emissions, heads.lang)
        if prices:
            if place:
                add_path(canvas, prices, solved[0].price, BEHIND, 2)
            add_path(canvas, prices, line.price, PRICE, 2)
            add_peak(canvas, prices, line.price)
            hover += points(prices, line.name, line.price, heads.price, heads.lang)
    for place, line in enumerate([*solved, *unsolved]):
        add_name(canvas, line, place * ROW, heads.lang, place == 0)
        canvas.line(0, place * ROW + ROW - 3, wide, place * ROW + ROW - 3, PALE)
        reasons = [row for said in say_apart(line.none, heads.lang) for row in wrap(said, 11, wide - left)]
        for n, row in enumerate(reasons):
            canvas.text(left, place * ROW + UNDER + 8 + 16 * n, row, 11, colour=GREY)
    add_bars(canvas, [line.more for line in solved], bars, True)
    add_bars(canvas, [line.for_caps for line in solved], caps, False)
    columns = {left: heads.emissions, right: heads.price} if priced else {left: heads.emissions}
    columns |= {bars: heads.more, caps: heads.for_caps}
    top, bottom = add_heads(canvas, heads, columns, wide, any(line.policies for line in solved)), len(lines) * ROW + 8
    for row in [row for text in heads.note for said in say_apart(text, heads.lang) for row in wrap(said, 10.5, wide)]:
        bottom += 16
        canvas.text(0, bottom, row, 10.5, colour=GREY)
    return assemble(canvas, hover, heads, wide, len(lines) * ROW, top, bottom)


def price_end(priced: Sequence[float]) -> float:
    """Where the price axis ends: at the highest, or where one in thirty goes far beyond, above the others."""
    most = priced[int(0.97 * (len(priced) - 1))]
    return (1.15 * most if priced[-1] > 1.6 * most > 0 else priced[-1]) or 1.0


def add_name(canvas: Canvas, line: Line, top: float, lang: str, first: bool) -> None:
    y = top + UNDER + 8
    for size, colour, said in zip((13.0, 10.5), (INK, GREY), say_apart(line.name, lang), strict=False):
        for row in wrap(said, size, NAME - 8):
            canvas.text(0, y, row, size, colour=colour, heavy=0.5 if first else 0)
            y += size * 1.35


def add_axes(canvas: Canvas, frame: Frame, last: bool) -> None:
    """Round numbers at the left; under the last row the years."""
    for value in ticks(frame.low, frame.high, 4):
        y = frame.y(value)
        canvas.line(frame.left, y, frame.left + CHART, y, INK if value == 0 else PALE, 0.8)
        canvas.text(frame.left - 5, y, number(value), 9.5, "right", GREY)
    if last:
        for year in ticks(frame.first, frame.last, 4):
            if year == int(year):
                canvas.text(frame.x(year), frame.top + HIGH + 12, str(int(year)), 9.5, "center", GREY)


def add_path(canvas: Canvas, frame: Frame, path: Path, colour: str, wide: float) -> None:
    """A line through the years."""
    for year, after in pairwise(sorted(path)):
        canvas.line(frame.x(year), frame.y(path[year]), frame.x(after), frame.y(path[after]), colour, wide)


def add_dashes(canvas: Canvas, frame: Frame, path: Path, colour: str) -> None:
    """A dashed line through the years, whose dashes are as long in a short plan as in a long one."""
    for year, after in pairwise(sorted(path)):
        left, right = frame.x(year), frame.x(after)
        slope = (frame.y(path[after]) - frame.y(path[year])) / (right - left)
        start = DASH * ((left - frame.left) // DASH) + frame.left
        while start < right:
            x, x2 = max(start, left), min(start + 0.6 * DASH, right)
            if x < x2:
                y, y2 = (frame.y(path[year]) + slope * (at - left) for at in (x, x2))
                canvas.line(x, y, x2, y2, colour, 1.2)
            start += DASH


def points(frame: Frame, name: Text, path: Path, of: Text, lang: str) -> list[dict[str, Any]]:
    """What a path says on hovering."""
    return [
        {
            "x": frame.x(year),
            "y": frame.y(value),
            say(SCENARIO, lang): say(name, lang),
            say(YEAR, lang): str(year),
            say(VALUE, lang): f"{number(value)} ({say(of, lang)})",
        }
        for year, value in path.items()
    ]


def add_peak(canvas: Canvas, frame: Frame, path: Path) -> None:
    """The highest price, where it is beyond the axis."""
    year = max(path, key=lambda year: path[year], default=frame.first)
    if path and path[year] > frame.high * 1.001:
        said = f"▲ {number(path[year])}"
        x = min(frame.x(year) + 6, frame.left + CHART - text_width(said, 10))
        canvas.text(x, frame.top + 2, said, 10, colour=INK, halo=True)


def add_bars(canvas: Canvas, values: Sequence[float | None], left: float, signed: bool) -> None:
    """Bars from zero with their numbers beside them."""
    known = [value for value in values if value is not None]
    low, high = min([0.0, *known]), max([0.0, *known])
    room = LABEL if low < 0 else 0.0
    size = (BAR + LABEL - room - (LABEL if high > 0 else 0)) / ((high - low) or 1.0)
    zero = left + room - low * size
    for place, value in enumerate(values):
        if value is None:
            continue
        y, end = place * ROW + UNDER + HIGH / 2, zero + value * size
        colour = (DEARER if value > 0 else CHEAPER) if signed else DEARER
        canvas.square(min(zero, end), y - 8, max(zero, end), y + 8, colour)
        said = f"+{number(value)}" if signed and value > 0 else number(value)
        canvas.text(end + (5 if value >= 0 else -5), y, said, 11, "left" if value >= 0 else "right")
    canvas.line(zero, 0, zero, len(values) * ROW - 16, GREY, 0.8)


def add_heads(canvas: Canvas, heads: Heads, columns: Mapping[float, Text], wide: float, decided: bool) -> float:
    """Over the columns what they show, with the keys of the lines; over all the title. Returns the top."""
    heights = []
    for (left, text), end in zip(columns.items(), [*(left - 12 for left in columns), wide][1:], strict=True):
        rows = [row for said in say_apart(text, heads.lang) for row in wrap(said, 11.5, end - left)]
        for place, row in enumerate(reversed(rows)):
            canvas.text(left, -18 - 15 * place, row, 11.5, colour=GREY)
        heights.append(len(rows))
    y, x = -18 - 15 * max(heights) - 14, 0.0
    for said, colour, dashed in (
        (FIRST, EMISSIONS, False),
        (LEAST, EMISSIONS, True),
        (AS_IT_IS, FROZEN, True),
        *([(DECIDED, POLICIES, True)] if decided else []),
        (FIRST_ROW, BEHIND, False),
    ):
        for start in (0, 12) if dashed else (0, 6, 12):
            canvas.line(x + start, y, x + start + 6, y, colour, 2 if not dashed else 1.2)
        words = say(said, heads.lang)
        canvas.text(x + 24, y, words, 11.5)
        x += 24 + text_width(words, 11.5) + 26
    y -= 24
    for said_once in reversed([row for text in heads.subtitle for row in say_apart(text, heads.lang)]):
        canvas.text(0, y, said_once, 12, colour=GREY)
        y -= 18
    for row in reversed(wrap(say(heads.title, heads.lang), 18, wide)):
        canvas.text(0, y - 6, row, 18, heavy=0.6)
        y -= 26
    return y + 6


def assemble(
    canvas: Canvas,
    hover: list[dict[str, Any]],
    heads: Heads,
    wide: float,
    high: float,
    top: float,
    bottom: float,
) -> alt.LayerChart:
    """The canvas, and over it points that say their number on hovering."""
    import altair as alt

    shown = [name for name in hover[0] if name not in ("x", "y")] if hover else []
    points = (
        alt.Chart(alt.NamedData("hover"))
        .mark_point(aria=False, filled=True, opacity=0, size=70)
        .encode(
            alt.X("x:Q", scale=None, axis=None),
            alt.Y("y:Q", scale=None, axis=None),
            tooltip=[alt.Tooltip(f"{name}:N") for name in shown],
        )
    )
    return alt.LayerChart(
        layer=[*canvas.layers(), points],
        datasets={**canvas.data(), "hover": hover},
        width=wide,
        height=high,
        padding={"left": 16, "right": 20, "top": 14 - top, "bottom": bottom - high + 14},
        autosize=alt.AutoSizeParams(type="none"),
        background="white",
        description=say(heads.title, heads.lang),
        usermeta={"lang": one(heads.lang, "zh")},
        config=alt.Config(font=FAMILY, view=alt.ViewConfig(stroke=None)),
    )
