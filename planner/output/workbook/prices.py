"""The price of the last tonne under each cap, of each policy, and of each commodity, by year."""

from __future__ import annotations

import numpy as np
import pandas as pd

from planner.languages import in_columns
from planner.messages.unit_words import unit_in
from planner.model import subjects
from planner.output.workbook.book import Book, Names, Page
from planner.results.price_ranges import at_kink
from planner.results.result_tables import Plan


def prices_page(book: Book, plan: Plan) -> None:
    """Write the sheet: a block for each unit of price; present values follow the discount rate of the summary."""
    page = book.page("prices")
    chart = book.book.add_chart({"type": "line"})
    charted, first, rate = "", book.years[0], book.case.settings.discount_rate
    for unit, table in plan.shadow_price.groupby("price_unit", sort=False):
        block = page.block(book.text("book_shadow", unit=unit), float(table["price"].max()))
        for _, rows in table.groupby("id", sort=False):
            names = _names(book, rows)
            price = _by_year(book, rows)
            row = block.line(names, price)
            if (rows["limit"] == "caps").any() and charted in ("", unit):
                chart.add_series({**block.series(row), "marker": {"type": "circle", "size": 5}})
                charted = str(unit)
            present = [p * (1 + rate) ** -(y - first) for p, y in zip(price, book.years, strict=True)]
            formula = f'=IF(#{row}="","",#{row}*(1+discount_rate)^-(#${block.first - 1}-{first}))'
            block.line(book.behind(names, "book_of_present"), present, formula)
            for side in ("tightened", "relaxed") if at_kink(rows).any() else ():
                block.line(book.behind(names, f"book_{side}"), _by_year(book, rows, side))
        block.close()
    if charted:
        page.chart(chart, page.row, book.text("book_shadow_title"), unit_in(charted, book.lang))
        page.row += 20
    _commodities(page, plan)
    page.sheet.freeze_panes(3, 1)


def _by_year(book: Book, rows: pd.DataFrame, of: str = "price") -> list[float]:
    """The price of every year; nan where the limit does not bind in it, or no plan keeps a tighter one."""
    price = rows.set_index("year")[of].replace(np.inf, np.nan)
    return [float(price.get(year, float("nan"))) for year in book.years]


def _commodities(page: Page, plan: Plan) -> None:
    """What one unit more of each commodity costs, a block for each unit; of what is sliced first the year's mean."""
    means = plan.slice_prices[plan.slice_prices["slice"] == ""].rename(columns={"commodity": "id"})
    balances = [family.name for family in subjects.families() if family.balances]
    book, table = page.book, pd.concat([means, plan.prices[plan.prices["family"].isin(balances)]])
    for unit, each in table.groupby("price_unit", sort=False):
        title = book.text("book_commodities", unit=unit)
        block = page.block(title, float(each["price"].abs().max()))
        for _, rows in each.groupby("id", sort=False):
            block.line(_names(book, rows), _by_year(book, rows))
        block.close()


def _names(book: Book, rows: pd.DataFrame) -> Names:
    return book.named(in_columns(rows.iloc[0], "name").in_language)
