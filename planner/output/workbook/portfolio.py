"""What stands, is built and runs of each measure, by year."""

from __future__ import annotations

from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell

from planner.messages.unit_words import unit_in
from planner.output.workbook.book import Book
from planner.results.result_tables import Plan

QUANTITIES = {"stock": "unit", "new_units": "unit", "activity": "activity_unit"}
"""What is told of a measure, and the column with its unit."""
BEFORE = 5
"""Columns before the years."""


def portfolio_page(book: Book, plan: Plan) -> None:
    """Write the sheet: three rows a measure, with a small picture of each beside the years."""
    page, case, uptake = book.page("portfolio"), book.case, plan.uptake
    rows = []
    for i, of in uptake.groupby("intervention", sort=False):
        first, by_year = of.iloc[0], of.set_index("year").reindex(book.years)
        sector = case.name_of("sector", case.interventions[str(i)].sector, book.lang)
        named = [first[f"name_{book.lang}"], first[f"name_{book.other}"], sector]
        for quantity, unit in QUANTITIES.items():
            said = [book.text(f"book_{quantity}"), unit_in(first[unit], book.lang)]
            rows.append([*named, *said, *by_year[quantity].tolist(), ""])
    heads = ["name", "other_name", "sector", "quantity", "unit"]
    years = [str(year) for year in book.years]
    first = page.table(
        [*(book.text(f"book_{head}") for head in heads), *years, book.text("book_course")],
        rows,
        [*[""] * BEFORE, *["#,##0.00"] * len(years), ""],
        [34, 34, 16, 14, 14, *[10] * len(years), 14],
    )
    start, last = xl_col_to_name(BEFORE), xl_col_to_name(BEFORE + len(years) - 1)
    beside = range(first, first + len(rows))
    course = {
        "type": "column",
        "location": [xl_rowcol_to_cell(row - 1, BEFORE + len(years)) for row in beside],
        "range": [f"{page.name}!{start}{row}:{last}{row}" for row in beside],
    }
    if rows:
        page.sheet.add_sparkline(first - 1, BEFORE + len(years), course)
