"""The workbook itself: its looks, its pages, and tables with a column a year, written from the top down."""

from __future__ import annotations

import io
import math
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from planner.case.case import Case
from planner.messages import text

MADE = datetime(2020, 1, 1)
"""A file made today is the file made tomorrow."""
NAMES = 2
"""Columns of names before the years: in the user's language and in the other."""
BLUE, GREY, YELLOW = "#1F4E79", "#666666", "#FFF9DB"
ROW = 17
"""Height of a row; Chinese characters are higher than Excel's own."""
HIGH, NARROW, A_YEAR = 360, 860, 30
"""Of a chart: its height, its least width, and what each year adds where there are many [px]."""

Names = tuple[str, str]
"""What a thing is called in the user's language and in the other one."""


class Book:
    """A workbook in one language, of one case."""

    def __init__(self, case: Case, lang: str) -> None:
        self.case, self.lang, self.file = case, lang, io.BytesIO()
        self.years = list(case.years)
        self.book = xlsxwriter.Workbook(self.file, {"in_memory": True})
        self.book.set_properties({"title": case.title_in(lang), "created": MADE})
        self.pages: dict[str, str] = {}
        self.looks: dict[tuple[tuple[str, Any], ...], Any] = {}

    def look(self, **said: Any) -> Any:
        """A format of cells, made once."""
        key = tuple(sorted(said.items()))
        if key not in self.looks:
            self.looks[key] = self.book.add_format({"valign": "vcenter", **said})
        return self.looks[key]

    def page(self, key: str, wide: int = 26) -> Page:
        """A new sheet of a plan with its title and what it says."""
        page = self.sheet(self.text(f"book_{key}"), self.text(f"book_{key}"), self.text(f"book_{key}_what"), wide=wide)
        self.pages[key] = page.sheet.name
        return page

    def sheet(self, name: str, *said: str, wide: int = 26) -> Page:
        """A new sheet with what stands above its tables, its title first."""
        sheet = self.book.add_worksheet(name)
        sheet.hide_gridlines(2)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_default_row(ROW)
        sheet.set_row(0, 1.6 * ROW)
        sheet.set_column(0, NAMES - 1, wide)
        for row, words in enumerate(said):
            sheet.write_string(row, 0, words, self.look(font_color=GREY) if row else self.look(bold=True, font_size=16))
        return Page(self, sheet, len(said) + 2)

    def text(self, key: str, **values: Any) -> str:
        return text(key, self.lang, **values)

    def both(self, key: str, **values: Any) -> Names:
        """A text in the user's language and in the other."""
        return self.named(lambda lang: text(key, lang, **values))

    def named(self, said: Callable[[str], str]) -> Names:
        """What a function says in the user's language and in the other."""
        return said(self.lang), said(self.other)

    @property
    def other(self) -> str:
        """English beside any language, Chinese beside English."""
        return "zh" if self.lang == "en" else "en"

    def behind(self, names: Names, key: str, **values: Any) -> Names:
        """Names with a text behind them, each in its language."""
        said = self.both(key, **values)
        return names[0] + said[0], names[1] + said[1]

    def bytes(self) -> bytes:
        self.book.close()
        return self.file.getvalue()


@dataclass
class Page:
    """A sheet that is filled from the top; `row` is the next free one, from 1 as a spreadsheet counts."""

    book: Book
    sheet: Any
    row: int

    @property
    def name(self) -> str:
        return f"'{self.sheet.name}'"

    def block(self, title: str, largest: float, sums: bool = False) -> Block:
        """A table with a column a year: its title with the unit, and the headings."""
        book, top = self.book, self.row
        self.sheet.write_string(top - 1, 0, title, book.look(bold=True, font_size=12, font_color=BLUE))
        head = book.look(bold=True, bg_color=BLUE, font_color="#FFFFFF", align="right")
        names = book.look(bold=True, bg_color=BLUE, font_color="#FFFFFF")
        for column, key in enumerate(("book_name", "book_other_name")):
            self.sheet.write_string(top, column, book.text(key), names)
        for column, year in enumerate(book.years, start=NAMES):
            self.sheet.write_number(top, column, year, head)
        if sums:
            self.sheet.write_string(top, NAMES + len(book.years), book.text("say_all_years"), head)
        self.row = top + 2
        return Block(self, number_format(largest), sums)

    def table(
        self,
        heads: Sequence[str],
        rows: Sequence[Sequence[Any]],
        looks: Sequence[str],
        widths: Sequence[int],
        typed: Collection[int] = (),
    ) -> int:
        """A table of records with a filter; returns its first row. A cell may be a value and the formula behind it.

        `typed`: the columns that may be changed.
        """
        book, top = self.book, self.row
        head = {"bold": True, "bg_color": BLUE, "font_color": "#FFFFFF", "text_wrap": True}
        for column, (said, form, wide) in enumerate(zip(heads, looks, widths, strict=True)):
            place = {"align": "right"} if form else {"indent": 1}
            self.sheet.write_string(top - 1, column, said, book.look(**head, **place))
            self.sheet.set_column(column, column, wide)
        self.sheet.set_row(top - 1, 2 * ROW)
        fill: tuple[dict[str, str], dict[str, str]] = {}, {"bg_color": YELLOW}
        for r, cells in enumerate(rows, start=top):
            for column, (cell, form) in enumerate(zip(cells, looks, strict=True)):
                value, formula = cell if isinstance(cell, tuple) else (cell, "")
                look = {"num_format": form} if form else {"indent": 1}
                self.put(r + 1, column, value, book.look(**look, **fill[column in typed]), formula)
        self.sheet.autofilter(top - 1, 0, top - 1 + max(1, len(rows)), len(heads) - 1)
        self.sheet.freeze_panes(top, 1)
        self.row = top + len(rows) + 2
        return top + 1

    def put(self, row: int, column: int, cell: Any, look: Any = None, formula: str = "") -> None:
        """One cell: a formula with what it comes to, a number, a text whatever it begins with, or nothing."""
        if formula:
            self.sheet.write_formula(row - 1, column, formula, look, "" if cell != cell else cell)
        elif isinstance(cell, str):
            self.sheet.write_string(row - 1, column, cell, look)
        elif cell is None or math.isnan(cell):
            self.sheet.write_blank(row - 1, column, None, look)
        else:
            self.sheet.write_number(row - 1, column, float(f"{cell:.12g}"), look)

    def chart(self, chart: Any, row: int, title: str, axis: str) -> None:
        """Put a chart with a title and a value axis at a row."""
        chart.set_title({"name": as_title(title), "name_font": {"size": 12}})
        chart.set_y_axis(
            {
                "name": axis,
                "num_format": "#,##0.###",
                "major_gridlines": {"visible": True, "line": {"color": "#DDDDDD"}},
            }
        )
        chart.set_x_axis({"label_position": "low"})
        chart.set_legend({"position": "bottom"})
        chart.set_size({"width": max(NARROW, A_YEAR * len(self.book.years)), "height": HIGH})
        self.sheet.insert_chart(row - 1, 0, chart)


@dataclass
class Block:
    """A table with a column a year; each line says in which row it went."""

    page: Page
    form: str
    sums: bool
    first: int = field(init=False)

    def __post_init__(self) -> None:
        self.first = self.page.row

    def line(
        self, names: Names, values: Sequence[float], formula: str = "", total: bool = False, form: str = ""
    ) -> int:
        """A row of numbers by year, or of a formula, # for a year's column, that comes to them; returns its number."""
        page, row = self.page, self.page.row
        look = {"top": 1, "bold": True} if total else {}
        for column, name in enumerate(names):
            page.put(row, column, name, page.book.look(**look, **({"font_color": GREY} if column else {})))
        shown = page.book.look(num_format=form or self.form, **look)
        for column, value in enumerate(values, start=NAMES):
            page.put(row, column, value, shown, formula.replace("#", xl_col_to_name(column)))
        if self.sums:
            page.put(row, NAMES + len(values), sum(values), shown, f"=SUM({self.cells(row)})")
        page.row += 1
        return row

    def cells(self, row: int) -> str:
        """The cells of a row, of all years."""
        return f"{xl_col_to_name(NAMES)}{row}:{xl_col_to_name(NAMES + len(self.page.book.years) - 1)}{row}"

    def series(self, row: int) -> dict[str, Any]:
        """A row as a series of a chart."""
        name, last = self.page.sheet.name, NAMES + len(self.page.book.years) - 1
        return {
            "name": [name, row - 1, 0],
            "categories": [name, self.first - 2, NAMES, self.first - 2, last],
            "values": [name, row - 1, NAMES, row - 1, last],
        }

    def close(self) -> None:
        """Leave a row free below."""
        self.page.row += 1


def as_title(said: str) -> str:
    """A text as the title of a chart, never a formula."""
    return f" {said}" if said.startswith("=") else said


def number_format(largest: float) -> str:
    """Four figures of the largest number, thousands apart."""
    decimals = 0 if largest >= 1000 or largest == 0 else min(6, max(0, 3 - math.floor(math.log10(largest))))
    return "#,##0" + ("." + "0" * decimals if decimals else "")
