"""A workbook with the table behind a classic MAC chart and a chart of Excel's own, which follows what is typed.

Excel has no bars of unequal width. An area chart on a date axis draws them: its days are tonnes, each bar has a point
at its left edge, its middle and its right edge, and two points on one day make an upright edge. All are formulas.
"""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import accumulate
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell

MOST_DAYS = 2_900_000
"Excel's last day is 2,958,465"
MOST_NAMED, MOST_LABELLED = 30, 120
"Bars labelled by name in the chart; more by number; more without a label"
MADE = datetime(2020, 1, 1)
"A file made today is the file made tomorrow"
FIRST = 5
"Row of the first measure, below the notes and headings, at least"


@dataclass(frozen=True)
class BarRow:
    """A measure in the order of the chart."""

    name: str
    sector: str
    abatement: float
    cost: float
    note: str = ""


@dataclass(frozen=True)
class BarWords:
    """What stands around the table, in one language."""

    title: str
    notes: Sequence[str]
    number: str
    measure: str
    sector: str
    abatement: str
    cost: str
    order: str
    end: str
    note: str
    sheet: str
    data_sheet: str
    data_note: str
    row: str
    day: str
    abatement_axis: str
    cost_axis: str
    colours: dict[str, str] = field(default_factory=dict)
    """Sector -> colour."""


def bar_workbook(
    rows: Sequence[BarRow], words: BarWords, by_cost: bool, prices: tuple[float, float] | None = None
) -> bytes:
    """The file. `by_cost`: the chart puts the bars in order of the costs that are typed; else they stay as they are.

    `prices`: where the price axis begins and ends.
    """
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": words.title, "created": MADE})
    bold, grey = book.add_format({"bold": True, "font_size": 14}), book.add_format({"font_color": "#666666"})
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    typed = book.add_format({"bg_color": "#FFF9DB", "num_format": "#,##0.####"})
    found = book.add_format({"num_format": "#,##0.####"})
    sheet, data = book.add_worksheet(words.sheet), book.add_worksheet(words.data_sheet)

    sheet.write_string(0, 0, words.title, bold)
    for n, note in enumerate(words.notes, start=1):
        sheet.write_string(n, 0, note, grey)
    top = max(FIRST, len(words.notes) + 2)
    last = top + len(rows) - 1
    heads = (words.number, words.measure, words.sector, words.abatement, words.cost, words.order, words.end, words.note)
    for column, said in enumerate(heads):
        sheet.write_string(top - 1, column, said, head)
    order = sorted(range(len(rows)), key=lambda n: rows[n].cost) if by_cost else list(range(len(rows)))
    place_of = {n: place for place, n in enumerate(order, start=1)}
    ends = dict(zip(order, accumulate(rows[n].abatement for n in order), strict=True))
    for n, row in enumerate(rows):
        r = top + n
        sheet.write_number(r, 0, n + 1)
        sheet.write_string(r, 1, row.name)
        sheet.write_string(r, 2, row.sector)
        sheet.write_number(r, 3, float(f"{row.abatement:.9g}"), typed)
        sheet.write_number(r, 4, float(f"{row.cost:.9g}"), typed)
        if by_cost:
            whole, here = f"$E${top + 1}:$E${last + 1}", f"E{r + 1}"
            rank = f'=COUNTIF({whole},"<"&{here})+COUNTIF($E${top + 1}:{here},{here})'
            sheet.write_formula(r, 5, rank, None, place_of[n])
        else:
            sheet.write_number(r, 5, n + 1, typed)
        places, tonnes = f"$F${top + 1}:$F${last + 1}", f"$D${top + 1}:$D${last + 1}"
        sheet.write_formula(r, 6, f'=SUMIF({places},"<="&F{r + 1},{tonnes})', found, ends[n])
        sheet.write_string(r, 7, row.note)
    sheet.freeze_panes(top, 2)
    for one in (sheet, data):
        one.set_landscape()
        one.set_paper(9)
        one.fit_to_pages(1, 0)
    for column, wide in enumerate((5, 34, 16, 15, 15, 8, 15, 40)):
        sheet.set_column(column, column, wide)

    total = sum(row.abatement for row in rows)
    power = day_power(total)
    points = _points(data, rows, words, top, last, order, ends, power, book)
    chart = _chart(book, words, points, power, total, prices)
    sheet.insert_chart(top - 1, 9, chart, {"x_scale": 1, "y_scale": 1})
    book.close()
    return file.getvalue()


@dataclass(frozen=True)
class _Points:
    """Where the chart's points stand on the sheet of data."""

    first: int
    last: int
    sectors: list[str]
    labels: list[str]
    """Cells with the names over the bars, in order."""
    saves: list[bool]


def _points(
    data: Any,
    rows: Sequence[BarRow],
    words: BarWords,
    top: int,
    last: int,
    order: list[int],
    ends: dict[int, float],
    power: int,
    book: Any,
) -> _Points:
    """The edges of each bar, and its middle where that has a label; all are formulas on the first sheet."""
    grey = book.add_format({"font_color": "#666666"})
    sectors = list(dict.fromkeys(row.sector for row in rows))
    data.write_string(0, 0, words.data_note, grey)
    heads = ["n", words.row, words.day, *sectors, "+", "-", words.measure]
    for column, said in enumerate(heads):
        data.write_string(1, column, said)
    quoted = "'" + words.sheet.replace("'", "''") + "'"

    def cells(letter: str) -> str:
        return f"{quoted}!${letter}${top + 1}:${letter}${last + 1}"

    labels = []
    first, up = 2, 3 + len(sectors)
    shares = (1.0, 0.5, 0.0) if len(rows) <= MOST_LABELLED else (1.0, 0.0)
    for k, n in enumerate(order):
        row = rows[n]
        for part, share in enumerate(shares):
            r = first + len(shares) * k + part
            here = r + 1
            data.write_number(r, 0, k + 1)
            data.write_formula(r, 1, f"=MATCH(A{here},{cells('F')},0)", None, n + 1)
            day = f"=ROUND((INDEX({cells('G')},B{here})-{share:g}*INDEX({cells('D')},B{here}))*1E{power},0)"
            data.write_formula(r, 2, day, None, round((ends[n] - share * row.abatement) * 10.0**power))
            for s, sector in enumerate(sectors):
                of = xl_rowcol_to_cell(1, 3 + s, row_abs=True)
                cost = f"=IF(INDEX({cells('C')},B{here})={of},INDEX({cells('E')},B{here}),0)"
                data.write_formula(r, 3 + s, cost, None, row.cost if sector == row.sector else 0)
            for column, sign, saves in ((up, ">=", False), (up + 1, "<", True)):
                if share == 0.5:
                    price = f"INDEX({cells('E')},B{here})"
                    value = row.cost if (row.cost < 0) == saves else "#N/A"
                    data.write_formula(r, column, f"=IF({price}{sign}0,{price},NA())", None, value)
        if len(shares) == 2:
            continue
        named = f"INDEX({cells('B')},B{here})" if len(rows) <= MOST_NAMED else f"INDEX({cells('A')},B{here})"
        data.write_formula(here - 2, up + 2, f"={named}", None, row.name if len(rows) <= MOST_NAMED else n + 1)
        labels.append(xl_rowcol_to_cell(here - 2, up + 2, row_abs=True, col_abs=True))
    return _Points(first, first + len(shares) * len(rows) - 1, sectors, labels, [rows[n].cost < 0 for n in order])


def _chart(
    book: Any, words: BarWords, points: _Points, power: int, total: float, prices: tuple[float, float] | None
) -> Any:
    """An area for each sector, and two lines without a line that carry the labels above and below."""
    sheet = words.data_sheet
    days = [sheet, points.first, 2, points.last, 2]
    chart, lines = book.add_chart({"type": "area"}), book.add_chart({"type": "line"})
    for s, sector in enumerate(points.sectors):
        column = 3 + s
        chart.add_series(
            {
                "name": [sheet, 1, column],
                "categories": days,
                "values": [sheet, points.first, column, points.last, column],
                "fill": {"color": words.colours.get(sector, "#9A9A9A")},
                "border": {"none": True},
            }
        )
    quoted = "'" + sheet.replace("'", "''") + "'"
    sides = ((0, "above", False), (1, "below", True)) if points.labels else ()
    for column, position, saves in sides:
        custom: list[dict[str, Any]] = []
        for label, saving in zip(points.labels, points.saves, strict=True):
            shown = {"value": f"={quoted}!{label}"} if saving == saves else {"delete": True}
            custom += [{"delete": True}, shown, {"delete": True}]
        at = 3 + len(points.sectors) + column
        lines.add_series(
            {
                "name": [sheet, 1, at],
                "categories": days,
                "values": [sheet, points.first, at, points.last, at],
                "line": {"none": True},
                "data_labels": {
                    "value": True,
                    "custom": custom,
                    "position": position,
                    "font": {"rotation": -90 if len(points.labels) > 10 else 0, "size": 8},
                },
            }
        )
    if sides:
        chart.combine(lines)
    chart.set_title({"name": as_title(words.title), "name_font": {"size": 12}})
    chart.set_x_axis(day_axis(words.abatement_axis, total, power))
    axis: dict[str, Any] = {"name": words.cost_axis, "num_format": "#,##0", "major_gridlines": {"visible": True}}
    chart.set_y_axis(axis | ({"min": prices[0], "max": prices[1]} if prices else {}))
    chart.set_legend({"position": "bottom", "delete_series": [len(points.sectors) + n for n in range(len(sides))]})
    chart.show_na_as_empty_cell()
    chart.show_hidden_data()
    chart.set_size({"width": 980, "height": 520})
    return chart


def as_title(said: str) -> str:
    """A text as the title of a chart, never a formula."""
    return f" {said}" if said.startswith("=") else said


def day_power(total: float) -> int:
    """Tonnes times ten to this power are days of the chart, so many that none is lost, in steps of a thousand."""
    return 3 * math.floor(math.log10(MOST_DAYS / total) / 3) if total > 0 else 0


def day_axis(name: str, total: float, power: int) -> dict[str, Any]:
    """The axis of days, labelled in tonnes."""
    return {
        "date_axis": True,
        "num_format": "#,##0.###" + "," * (power // 3) if power > 0 else "#,##0",
        "label_position": "low",
        "name": name + (f" × {10**-power:,}" if power < 0 else ""),
        "min": 0,
        "major_unit": max(1, round(_round(total / 8) * 10.0**power)),
        "major_unit_type": "days",
        "minor_tick_mark": "none",
    }


def _round(about: float) -> float:
    """A round number near this one."""
    base = 10.0 ** math.floor(math.log10(about)) if about > 0 else 1.0
    return next(base * factor for factor in (1, 2, 5, 10) if base * factor >= about)
