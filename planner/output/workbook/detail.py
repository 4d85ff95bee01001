"""Every payment of a plan and of its references, one row a year, kind and item: what the sheet of cash sums up."""

from __future__ import annotations

from dataclasses import dataclass

from xlsxwriter.utility import xl_col_to_name

from planner.output.shown_units import Measure, money_of
from planner.output.workbook.book import Book, number_format
from planner.results.costs import KINDS
from planner.results.result_tables import Plan

FIRST = 5
"""Columns before the amounts: year, what a budget calls it, kind, names."""


@dataclass(frozen=True)
class Detail:
    """The sheet of payments: its plans, first the plan itself, each in a column, and the unit."""

    sheet: str
    plans: tuple[str, ...]
    measure: Measure
    rows: tuple[int, int]

    def sum_of(self, plan: str, year: str, group: str) -> str:
        """The formula of what a plan pays of a group of kinds in the year of a cell."""
        amounts = self._cells(FIRST + self.plans.index(plan))
        return f'=SUMIFS({amounts},{self._cells(0)},{year},{self._cells(1)},"{group}")'

    def _cells(self, column: int) -> str:
        letter, (first, last) = xl_col_to_name(column), self.rows
        return f"'{self.sheet}'!${letter}${first}:${letter}${last}"


def detail_page(book: Book, plan: Plan) -> Detail:
    """Write the sheet."""
    cash, page = plan.cash, book.page("detail")
    told = [name for name in plan.distinct_references if cash[name].notna().any()]
    plans = tuple(dict.fromkeys(["plan", *told, str(plan.cash_by_year["against"].iloc[0])]))
    largest = float(plan.cash_by_year[list(plans)].abs().max().max())
    measure = money_of(plan, book.lang)
    rows = [
        [
            row["year"],
            book.text(f"plan_{KINDS.get(row['kind'], 'running')}"),
            book.text(f"kind_{row['kind']}"),
            row[f"name_{book.lang}"],
            row[f"name_{book.other}"],
            *(row[name] * measure.factor for name in plans),
        ]
        for row in cash.to_dict("records")
    ]
    heads = ["year", "group", "kind", "name", "other_name"]
    amounts = [book.text("book_amount", plan=book.text(f"say_{name}"), unit=measure.words) for name in plans]
    form = number_format(largest * measure.factor)
    first = page.table(
        [*(book.text(f"book_{head}") for head in heads), *amounts],
        rows,
        ["", "", "", "", "", *[form] * len(plans)],
        [8, 14, 14, 34, 34, *[18] * len(plans)],
    )
    return Detail(page.sheet.name, plans, measure, (first, first + max(1, len(rows)) - 1))
