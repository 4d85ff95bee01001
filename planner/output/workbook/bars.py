"""The bars of a ranked curve as a table, and a chart of Excel's own that follows what is typed.

Each bar has a point at its left edge, its middle and its right edge, and two points on one day make an upright edge.
All are formulas.
"""

from __future__ import annotations

from typing import Any

import pandas as pd
from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell

from planner.output.workbook.book import Book, Page, as_title, number_format
from planner.output.workbook.day_axis import day_axis, day_power
from planner.pictures.figure import Card
from planner.pictures.theme import NO_SECTOR
from planner.pictures.words import say

MOST_NAMED, MOST_LABELLED = 30, 120
"""Bars labelled by name in the chart; more by number; more without a label."""
FIRST = 5
"""Row of the chart's first point; columns: bar, its row, day, the sectors, what costs, what saves, the label."""
DAY = 2


def bars_workbook(book: Book, bars: pd.DataFrame, card: Card, colours: dict[str, str], by_cost: bool) -> bytes:
    """The file of the bars (name, sector, abatement, cost_per_tonne, note).

    `card`: the words around their picture. `by_cost`: the chart puts them in order of the costs that are typed; else
    they stay in the order that is typed.
    """
    place = bars["cost_per_tonne"].rank(method="first") if by_cost else pd.Series(range(1, len(bars) + 1), bars.index)
    bars = bars.assign(number=range(1, len(bars) + 1), place=place.astype(int))
    bars["end"] = bars.sort_values("place")["abatement"].cumsum()
    title, *notes = (say(said, book.lang) for said in (card.style.title or card.title, *card.subtitle, *card.note))
    notes.append(book.text("bars_typed" if by_cost else "bars_typed_order"))
    page = book.sheet(book.text("bars_sheet"), title, *notes)
    data = book.sheet(book.text("bars_data"), book.text("bars_data"), book.text("bars_data_note"))
    tonnes, per_tonne = card.unit(card.abatement_unit), card.unit(card.price_unit)
    total = float(bars["abatement"].sum())
    power = day_power(total)
    form, units = number_format(total), {"abatement": tonnes, "cost": per_tonne, "end": tonnes}
    heads = ("number", "measure", "sector", "abatement", "cost", "order", "end", "note")
    first = page.table(
        [book.text(f"bars_{head}", unit=units.get(head, "")) for head in heads],
        _rows(bars, page.row + 1, by_cost),
        ["0", "", "", form, "#,##0.0", "0", form, ""],
        [5, 34, 16, 15, 15, 8, 15, 40],
        typed=(3, 4) if by_cost else (3, 4, 5),
    )
    chart = _chart(data, bars, _points(data, page, bars, first, power), colours)
    chart.set_title({"name": as_title(title), "name_font": {"size": 12}})
    chart.set_x_axis(day_axis(f"{say(card.abatement_name, book.lang)} ({tonnes})", total, power))
    ends = dict(zip(("min", "max"), card.style.prices or (), strict=False))
    name = f"{say(card.price_name, book.lang)} ({per_tonne})"
    chart.set_y_axis({"name": name, "num_format": "#,##0", "major_gridlines": {"visible": True}, **ends})
    page.sheet.insert_chart(first - 2, len(heads) + 1, chart)
    return book.bytes()


def _rows(bars: pd.DataFrame, first: int, by_cost: bool) -> list[list[Any]]:
    """The bars with the formulas of their order, where costs give it, and of the tonnes up to their ends."""
    last, rows = first + len(bars) - 1, list[list[Any]]()
    tonnes, costs, places = (f"${letter}${first}:${letter}${last}" for letter in "DEF")
    for r, bar in enumerate(bars.itertuples(), start=first):
        rank = f'=COUNTIF({costs},"<"&E{r})+COUNTIF($E${first}:E{r},E{r})'
        end = f'=SUMIF({places},"<="&F{r},{tonnes})'
        order = (bar.place, rank) if by_cost else bar.place
        said = [bar.number, bar.name, bar.sector, bar.abatement, bar.cost_per_tonne]
        rows.append([*said, order, (bar.end, end), bar.note])
    return rows


def _points(data: Page, page: Page, bars: pd.DataFrame, first: int, power: int) -> list[str]:
    """Write the edges of each bar, and its middle where that has a label; returns the cells of the labels, in order."""
    book, sectors, labels = data.book, list(bars["sector"].unique()), list[str]()
    up = 3 + len(sectors)
    heads = ["n", book.text("bars_row"), book.text("bars_day"), *sectors, "+", "-", book.text("bars_measure")]
    for column, said in enumerate(heads):
        data.put(FIRST - 1, column, said)

    def of(letter: str, row: int) -> str:
        """A cell of the bar in a row of the points."""
        return f"INDEX({page.name}!${letter}${first}:${letter}${first + len(bars) - 1},B{row})"

    row = FIRST
    for bar in bars.sort_values("place").itertuples():
        for share in (1.0, 0.5, 0.0) if len(bars) <= MOST_LABELLED else (1.0, 0.0):
            place = f"=MATCH(A{row},{page.name}!$F${first}:$F${first + len(bars) - 1},0)"
            day = round((bar.end - share * bar.abatement) * 10.0**power)
            data.put(row, 0, bar.place)
            data.put(row, 1, bar.number, formula=place)
            data.put(row, DAY, day, formula=f"=ROUND(({of('G', row)}-{share:g}*{of('D', row)})*1E{power},0)")
            for column, sector in enumerate(sectors, start=3):
                cost = f"=IF({of('C', row)}={xl_col_to_name(column)}${FIRST - 1},{of('E', row)},0)"
                data.put(row, column, bar.cost_per_tonne if sector == bar.sector else 0, formula=cost)
            if share == 0.5:
                for column, sign, saves in ((up, ">=", False), (up + 1, "<", True)):
                    value = bar.cost_per_tonne if (bar.cost_per_tonne < 0) == saves else "#N/A"
                    data.put(row, column, value, formula=f"=IF({of('E', row)}{sign}0,{of('E', row)},NA())")
                named = len(bars) <= MOST_NAMED
                data.put(row, up + 2, bar.name if named else bar.number, formula=f"={of('B' if named else 'A', row)}")
                labels.append(xl_rowcol_to_cell(row - 1, up + 2, row_abs=True, col_abs=True))
            row += 1
    data.row = row
    return labels


def _chart(data: Page, bars: pd.DataFrame, labels: list[str], colours: dict[str, str]) -> Any:
    """An area for each sector, and two lines without a line that carry the labels above and below."""
    book, sectors = data.book.book, list(bars["sector"].unique())
    chart, lines = book.add_chart({"type": "area"}), book.add_chart({"type": "line"})

    def series(column: int) -> dict[str, Any]:
        name, first, last = data.sheet.name, FIRST - 1, data.row - 2
        values, days = [name, first, column, last, column], [name, first, DAY, last, DAY]
        return {"name": [name, FIRST - 2, column], "values": values, "categories": days}

    for column, sector in enumerate(sectors, start=3):
        fill = {"color": colours.get(sector, NO_SECTOR)}
        chart.add_series({**series(column), "fill": fill, "border": {"none": True}})
    costs = bars.sort_values("place")["cost_per_tonne"]
    font = {"rotation": -90 if len(labels) > 10 else 0, "size": 8}
    for side, (position, saves) in enumerate((("above", False), ("below", True)) if labels else ()):
        custom: list[dict[str, Any]] = []
        for label, cost in zip(labels, costs, strict=True):
            shown = {"value": f"={data.name}!{label}"} if (cost < 0) == saves else {"delete": True}
            custom += [{"delete": True}, shown, {"delete": True}]
        told = {"value": True, "custom": custom, "position": position, "font": font}
        lines.add_series({**series(3 + len(sectors) + side), "line": {"none": True}, "data_labels": told})
    if labels:
        chart.combine(lines)
    chart.set_legend({"position": "bottom", "delete_series": [len(sectors), len(sectors) + 1] if labels else []})
    chart.show_na_as_empty_cell()
    chart.show_hidden_data()
    chart.set_size({"width": 980, "height": 520})
    return chart
