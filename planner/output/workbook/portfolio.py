"""What stands, is built and runs of each measure, by year."""

from __future__ import annotations

from xlsxwriter.utility import xl_col_to_name

from planner.output.workbook.book import Book
from planner.output.workbook.shown import words
from planner.results.result_tables import Plan

QUANTITIES = {"stock": "unit", "new_units": "unit", "activity": "activity_unit"}
"""What is told of a measure, and the column with its unit."""
BEFORE = 5
"""Columns before the years."""


def portfolio_page(book: Book, plan: Plan) -> None:
    """Write the sheet: three rows a measure, with a small picture of each beside the years."""
    page, case, uptake = book.page("portfolio"), book.case, plan.uptake
    other = "en" if book.lang == "zh" else "zh"
    rows = []
    for i, of in uptake.groupby("intervention", sort=False):
        by_year, sector = of.set_index("year"), case.interventions[str(i)].sector
        for quantity, unit in QUANTITIES.items():
            first = by_year.iloc[0]
            named = [first[f"name_{book.lang}"], first[f"name_{other}"], case.name_of("sector", sector, book.lang)]
            said = [book.text(f"book_{quantity}"), words(first[unit], book.lang)]
            rows.append([*named, *said, *(by_year[quantity][year] for year in book.years), ""])
    heads = ["name", "other_name", "sector", "quantity", "unit"]
    years = [str(year) for year in book.years]
    first = page.table(
        [*(book.text(f"book_{head}") for head in heads), *years, book.text("book_course")],
        rows,
        [*[""] * BEFORE, *["#,##0.##"] * len(years), ""],
        [34, 34, 16, 14, 14, *[10] * len(years), 14],
    )
    last = xl_col_to_name(BEFORE + len(years) - 1)
    for row in range(first, first + len(rows)):
        cells = f"{page.name}!{xl_col_to_name(BEFORE)}{row}:{last}{row}"
        page.sheet.add_sparkline(row - 1, BEFORE + len(years), {"range": cells, "type": "column"})
