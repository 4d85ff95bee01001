"""Where the numbers of the case come from."""

from __future__ import annotations

from planner.output.workbook.book import Book
from planner.tables.sources import SourceRow
from planner.tables.wording import heading, option


def sources_page(book: Book) -> None:
    """Write the sheet: what sources.csv holds."""
    page, lang = book.page("sources"), book.lang
    columns = [
        "key",
        "title_zh" if lang == "zh" else "title",
        "title" if lang == "zh" else "title_zh",
        "value",
        "low",
        "high",
    ]
    columns += ["unit", "grade", "year", "where", "note"]
    rows = [
        [option(source.grade, lang) if column == "grade" else getattr(source, column) for column in columns]
        for source in book.case.rows(SourceRow)
    ]
    page.table(
        [heading(SourceRow.FILE, column, lang) for column in columns],
        rows,
        ["", "", "", *["General"] * 3, "", "", "", "", ""],
        [26, 44, 44, 12, 12, 12, 16, 18, 10, 60, 60],
    )
