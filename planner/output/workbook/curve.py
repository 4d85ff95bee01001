"""The MAC curve along the path to the caps, as a table and a chart of Excel's own that follow a carbon price.

Each step has a point at its left and one at its right edge. Steps at or below the carbon price are one series, dearer
ones another.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from planner.curves.macc import MacCurve
from planner.messages.unit_words import unit_in
from planner.output.shown_units import Measure, emissions, money
from planner.output.workbook.book import GREY, YELLOW, Book, Page, number_format
from planner.output.workbook.day_axis import day_axis, day_power

PRICE, REACHED, COST, CHART, HEADS = 4, 5, 6, 8, 31
"""Rows of the carbon price and of what follows from it, of the chart, and of the headings of the steps."""
FIRST = HEADS + 1
VALUE = 2
"""The column of the carbon price, from 0."""
POINTS = 10
"""The first column of the chart's points, from 0."""
WITHIN, BEYOND = "#0072B2", "#C9C9C9"


@dataclass(frozen=True)
class Steps:
    """The steps in the units shown: what they avoid, their price, and their cost, which is width x price x `factor`."""

    table: pd.DataFrame
    tonnes: Measure
    price: str
    paid: Measure
    factor: float

    @property
    def total(self) -> float:
        """What they avoid in all."""
        return float(self.table["to"].iloc[-1])

    @property
    def highest(self) -> float:
        return float(self.table["price"].max())


def curve_page(book: Book, curve: MacCurve) -> None:
    """Write the sheet; none of a curve without steps."""
    if curve.steps.empty:
        return
    page, steps = book.page("curve"), _steps(book, curve)
    page.row = HEADS
    _table(page, steps)
    _follow(page, steps)
    _chart(page, steps)
    page.sheet.freeze_panes(0, 0)
    page.sheet.print_area(0, 0, HEADS + len(steps.table), POINTS - 2)


def _steps(book: Book, curve: MacCurve) -> Steps:
    steps, case = curve.steps, book.case
    tonnes, to_case = (
        emissions(case, curve.account, book.lang),
        1 / case.emission_price(curve.account)[0],
    )
    width = steps["abatement_to"] - steps["abatement_from"]
    paid = money(case, float((width * steps["price_present"] * to_case).abs().sum()), book.lang)
    table = pd.DataFrame(
        {
            "step": steps["step"],
            "name": steps[f"label_{book.lang}"],
            "other_name": steps[f"label_{book.other}"],
            "from": steps["abatement_from"] * tonnes.factor,
            "to": steps["abatement_to"] * tonnes.factor,
            "width": width * tonnes.factor,
            "price": steps["price"],
            "price_present": steps["price_present"],
            "cost": width * steps["price_present"] * to_case * paid.factor,
        }
    )
    return Steps(table, tonnes, unit_in(curve.price_unit, book.lang), paid, to_case / tonnes.factor * paid.factor)


def _table(page: Page, steps: Steps) -> None:
    """A row a step; its width and its cost follow from the cells beside them."""
    book, form = page.book, number_format(steps.total)
    heads = [
        *(book.text(f"book_{head}") for head in ("step", "name", "other_name")),
        *(book.text(f"book_{head}", unit=steps.tonnes.words) for head in ("from", "to", "width")),
        *(book.text(f"book_{head}", unit=steps.price) for head in ("price", "price_present")),
        book.text("book_step_cost", unit=steps.paid.words),
    ]
    rows: list[list[Any]] = steps.table.to_numpy(dtype=object).tolist()
    for n, row in enumerate(rows, start=FIRST):
        row[5] = (row[5], f"=E{n}-D{n}")
        row[8] = (row[8], f"=F{n}*H{n}*{steps.factor!r}")
    looks = ["", "", "", form, form, form, "#,##0.0", "#,##0.0", "#,##0.00"]
    page.table(heads, rows, looks, [8, 44, 44, *[18] * 6])


def _follow(page: Page, steps: Steps) -> None:
    """The carbon price, which may be changed, and what is avoided at or below it at which cost."""
    book, last = page.book, FIRST + len(steps.table) - 1
    given = book.look(num_format="#,##0.##", bg_color=YELLOW, border=1, bold=True)
    bold = book.look(num_format="#,##0.00", bold=True)
    within = f'=SUMIF($G${FIRST}:$G${last},"<="&carbon_price,'
    avoided, cost = float(steps.table["width"].sum()), float(steps.table["cost"].sum())
    for row, key, unit, value, look, formula in (
        (PRICE, "book_carbon_price", steps.price, steps.highest, given, ""),
        (REACHED, "book_reached", steps.tonnes.words, avoided, bold, f"{within}$F${FIRST}:$F${last})"),
        (COST, "book_reached_cost", steps.paid.words, cost, bold, f"{within}$I${FIRST}:$I${last})"),
    ):
        page.put(row, 0, book.text(key, unit=unit))
        page.put(row, VALUE, value, look, formula)
    book.book.define_name("carbon_price", f"={page.name}!$C${PRICE}")


def _chart(page: Page, steps: Steps) -> None:
    """The points beside the table, and the areas between them; at first every step is within the carbon price."""
    book, name, power = page.book, page.sheet.name, day_power(steps.total)
    for column, key in enumerate(("book_day", "book_within", "book_beyond"), start=POINTS):
        page.put(HEADS, column, book.text(key), book.look(font_color=GREY))
    row = FIRST
    for n, step in enumerate(steps.table.to_dict("records"), start=FIRST):
        for letter, edge in (("D", "from"), ("E", "to")):
            day = round(step[edge] * 10.0**power)
            page.put(row, POINTS, day, None, f"=ROUND({letter}{n}*1E{power},0)")
            page.put(row, POINTS + 1, step["price"], None, f"=IF(G{n}<=carbon_price,G{n},0)")
            page.put(row, POINTS + 2, 0, None, f"=IF(G{n}<=carbon_price,0,G{n})")
            row += 1
    chart = book.book.add_chart({"type": "area"})
    for column, colour in ((POINTS + 1, WITHIN), (POINTS + 2, BEYOND)):
        chart.add_series(
            {
                "name": [name, HEADS - 1, column],
                "categories": [name, FIRST - 1, POINTS, row - 2, POINTS],
                "values": [name, FIRST - 1, column, row - 2, column],
                "fill": {"color": colour},
                "border": {"none": True},
            }
        )
    page.chart(chart, CHART, book.text("book_curve"), steps.price)
    chart.set_x_axis(day_axis(book.text("book_avoided", unit=steps.tonnes.words), steps.total, power))
