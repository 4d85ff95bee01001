"""The sheets of a plan's workbook in their order."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from planner.curves.macc import MacCurve
from planner.languages import one
from planner.output.workbook import summary
from planner.output.workbook.book import Book
from planner.output.workbook.cash import cash_page
from planner.output.workbook.co_benefits import co_benefits_page
from planner.output.workbook.curve import curve_page
from planner.output.workbook.detail import detail_page
from planner.output.workbook.emissions import emissions_page
from planner.output.workbook.payers import payers_page
from planner.output.workbook.portfolio import portfolio_page
from planner.output.workbook.prices import prices_page
from planner.output.workbook.private import private_page
from planner.output.workbook.sources import sources_page
from planner.results.result_tables import Plan

Finish: TypeAlias = Callable[[MacCurve | None], bytes]
"""What takes the curve, if there is one, and gives the file."""


def plan_workbook(plan: Plan, lang: str) -> Finish:
    """The workbook up to the sheet of the curve, which may still be followed meanwhile."""
    book = Book(plan.case, one(lang, "en"))
    first = summary.start(book, plan)
    emitted = emissions_page(book, plan)
    portfolio_page(book, plan)
    by_year = book.page("cash")
    detail = detail_page(book, plan)
    cash = cash_page(by_year, plan, detail)
    payers_page(book, plan, detail)
    private_page(book, plan)
    co_benefits_page(book, plan)
    prices_page(book, plan)

    def finished(curve: MacCurve | None) -> bytes:
        if curve is not None:
            curve_page(book, curve)
        sources_page(book)
        summary.finish(first, plan, detail, cash, emitted)
        return book.bytes()

    return finished
