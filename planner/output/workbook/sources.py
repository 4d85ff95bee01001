"""Where the numbers of the case come from."""

from __future__ import annotations

from planner.output.workbook.book import Book
from planner.tables.sources import SourceRow
from planner.tables.wording import heading, option


def sources_page(book: Book) -> None:
    """Write the sheet: what sources.csv holds."""
    page, lang = book.page("sources"), book.lang
    columns = ["value", "low", "high", "unit", "grade", "year", "where", "note"]
    rows = [
        [
            source.key,
            *book.named(source.title_in),
            *(option(source.grade, lang) if column == "grade" else getattr(source, column) for column in columns),
        ]
        for source in book.case.rows(SourceRow)
    ]
    titles = ("title" if title == "en" else f"title_{title}" for title in (lang, book.other))
    page.table(
        [heading(SourceRow.FILE, column, lang) for column in ("key", *titles, *columns)],
        rows,
        ["", "", "", *["General"] * 3, "", "", "", "", ""],
        [26, 44, 44, 12, 12, 12, 16, 18, 10, 60, 60],
    )
