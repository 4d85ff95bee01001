"""The MAC curve along the path to the caps, as a table and a chart of Excel's own that follow a carbon price.

Excel has no steps of unequal width. An area chart on a date axis draws them: its days are tonnes, each step has a point
at its left and one at its right edge. Steps at or below the carbon price are one series, dearer ones another.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from planner.curves.macc import MacCurve
from planner.output.bar_workbook import day_axis, day_power
from planner.output.workbook.book import Book, Page, number_format
from planner.output.workbook.shown import Measure, emissions, money, words

TOP = 31
"""Row of the headings, below the chart."""
PRICE, REACHED, COST = 4, 5, 6
"""Rows of the carbon price, and of what follows from it."""
VALUE = "C"
POINTS = 10
"""The first column of the chart's points, from 0."""
WITHIN, BEYOND = "#0072B2", "#C9C9C9"


def curve_page(book: Book, curve: MacCurve) -> None:
    """Write the sheet; none of a curve without steps."""
    steps = curve.steps
    if steps.empty:
        return
    page, tonnes, unit = book.page("curve"), emissions(book.case, curve.account, book.lang), curve.price_unit
    to_case = 1 / book.case.readable_price(book.case.accounts[curve.account].unit)[0]
    costs = (steps["abatement_to"] - steps["abatement_from"]) * steps["price_present"] * to_case
    paid = money(book.case, float(costs.abs().sum()), book.lang)
    page.row = TOP
    first = page.table(
        [
            *(book.text(f"book_{head}") for head in ("step", "name", "other_name")),
            *(book.text(f"book_{head}", unit=tonnes.words) for head in ("from", "to", "width")),
            *(book.text(f"book_{head}", unit=words(unit, book.lang)) for head in ("price", "price_present")),
            book.text("book_step_cost", unit=paid.words),
        ],
        _rows(book, steps, tonnes, costs * paid.factor),
        [
            "",
            "",
            "",
            *[number_format(float(steps["abatement_to"].iloc[-1]) * tonnes.factor)] * 3,
            *["#,##0.0"] * 2,
            "#,##0.00",
        ],
        [8, 44, 44, *[18] * 6],
    )
    last = first + len(steps) - 1
    factor = to_case / tonnes.factor * paid.factor
    for row, (_, step) in enumerate(steps.iterrows(), start=first):
        wide = (step["abatement_to"] - step["abatement_from"]) * tonnes.factor
        page.put(row, 5, wide, book.look(num_format="#,##0.000"), f"=E{row}-D{row}")
        page.put(
            row,
            8,
            wide * step["price_present"] * factor,
            book.look(num_format="#,##0.00"),
            f"=F{row}*H{row}*{factor!r}",
        )
    page.sheet.freeze_panes(0, 0)
    page.sheet.print_area(0, 0, last, POINTS - 2)
    _follow(page, steps, tonnes, costs * paid.factor, words(unit, book.lang), paid.words, (first, last))
    _chart(page, steps, tonnes, words(unit, book.lang), first)


def _rows(book: Book, steps: pd.DataFrame, tonnes: Measure, costs: pd.Series) -> list[list[Any]]:
    ends = steps[["abatement_from", "abatement_to"]] * tonnes.factor
    return [
        [
            step["step"],
            step[f"label_{book.lang}"],
            step[f"label_{book.other}"],
            ends["abatement_from"][n],
            ends["abatement_to"][n],
            None,
            step["price"],
            step["price_present"],
            None,
        ]
        for n, step in steps.iterrows()
    ]


def _follow(
    page: Page, steps: pd.DataFrame, tonnes: Measure, costs: pd.Series, price: str, money: str, rows: tuple[int, int]
) -> None:
    """The carbon price, which may be changed, and what is avoided at or below it at which cost."""
    book, (first, last) = page.book, rows
    carbon_price = float(steps["price"].max())
    reached = float((steps["abatement_to"] - steps["abatement_from"]).sum()) * tonnes.factor
    given = book.look(num_format="#,##0.##", bg_color="#FFF9DB", border=1, bold=True)
    bold = book.look(num_format="#,##0.00", bold=True)
    within = f'$G${first}:$G${last},"<="&carbon_price'
    cells = (
        (PRICE, "book_carbon_price", price, carbon_price, given, ""),
        (REACHED, "book_reached", tonnes.words, reached, bold, f"=SUMIF({within},$F${first}:$F${last})"),
        (COST, "book_reached_cost", money, float(costs.sum()), bold, f"=SUMIF({within},$I${first}:$I${last})"),
    )
    for row, key, unit, value, look, formula in cells:
        page.put(row, 0, book.text(key, unit=unit))
        page.put(row, 2, value, look, formula)
    book.book.define_name("carbon_price", f"={page.name}!${VALUE}${PRICE}")


def _chart(page: Page, steps: pd.DataFrame, tonnes: Measure, price: str, first: int) -> None:
    """The points beside the table, and the areas between them."""
    book, name = page.book, page.sheet.name
    total = float(steps["abatement_to"].iloc[-1]) * tonnes.factor
    power = day_power(total)
    heads = [book.text("book_day"), book.text("book_within"), book.text("book_beyond")]
    for column, head in enumerate(heads, start=POINTS):
        page.put(first - 1, column, head, book.look(font_color="#666666"))
    row = first
    highest = float(steps["price"].max())
    for n, (_, step) in enumerate(steps.iterrows(), start=first):
        for letter, edge in (("D", "abatement_from"), ("E", "abatement_to")):
            page.put(
                row, POINTS, round(step[edge] * tonnes.factor * 10.0**power), None, f"=ROUND({letter}{n}*1E{power},0)"
            )
            inside = step["price"] <= highest
            page.put(row, POINTS + 1, step["price"] if inside else 0, None, f"=IF(G{n}<=carbon_price,G{n},0)")
            page.put(row, POINTS + 2, 0 if inside else step["price"], None, f"=IF(G{n}<=carbon_price,0,G{n})")
            row += 1
    chart = book.book.add_chart({"type": "area"})
    for column, colour in ((POINTS + 1, WITHIN), (POINTS + 2, BEYOND)):
        chart.add_series(
            {
                "name": [name, first - 2, column],
                "categories": [name, first - 1, POINTS, row - 2, POINTS],
                "values": [name, first - 1, column, row - 2, column],
                "fill": {"color": colour},
                "border": {"none": True},
            }
        )
    page.chart(chart, 8, book.text("book_curve"), price)
    chart.set_x_axis(day_axis(book.text("book_avoided", unit=tonnes.words), total, power))
    chart.show_hidden_data()
