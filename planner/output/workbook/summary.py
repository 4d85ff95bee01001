"""The first sheet: the answer in a few figures, what may be changed here, and what needs a new run."""

from __future__ import annotations

from collections.abc import Sequence

from xlsxwriter.utility import xl_col_to_name

from planner.model.model_file import model_title
from planner.output.case_words import minimised
from planner.output.shown_units import emissions
from planner.output.workbook.book import BLUE, GREY, ROW, YELLOW, Book, Page, number_format
from planner.output.workbook.cash import CashCells
from planner.output.workbook.detail import Detail
from planner.results.result_tables import Plan

RATE = 6
"""Row of the discount rate."""
FIRST = 2
"""Column of the plan's figures, from 0; those of the references follow."""


def start(book: Book, plan: Plan) -> Page:
    """The sheet with the discount rate, before all others."""
    page, settings = book.page("summary", wide=56), book.case.settings
    years = {"horizon": book.case.span, "year": settings.price_year}
    page.put(1, 0, book.case.title_in(book.lang), book.look(bold=True, font_size=16))
    page.put(
        2,
        0,
        book.text("book_answer", plan=minimised(plan), model=model_title(plan.model), **years),
        book.look(font_color=GREY),
    )
    page.put(4, 0, book.text("book_change_here"), book.look(bold=True, font_size=12, font_color=BLUE))
    page.put(RATE - 1, 0, book.text("book_change_what"))
    page.put(RATE, 0, book.text("book_rate"))
    page.put(RATE, 2, settings.discount_rate, book.look(num_format="0.0%", bg_color=YELLOW, border=1, bold=True))
    page.put(RATE + 1, 0, book.text("book_new_run"), book.look(bold=True, font_color="#C00000"))
    book.book.define_name("discount_rate", f"={page.name}!$C${RATE}")
    page.row = RATE + 3
    return page


def finish(page: Page, plan: Plan, detail: Detail, cash: CashCells, emitted: dict[tuple[str, str], str]) -> None:
    """The figures, each from its sheet, and a list of the sheets."""
    book, plans = page.book, detail.plans
    head = {"bold": True, "bg_color": BLUE, "font_color": "#FFFFFF", "text_wrap": True}
    against = str(plan.cash_by_year["against"].iloc[0])
    heads = [book.text("book_figure"), book.text("book_unit"), *(book.text(f"say_{name}") for name in plans)]
    for column, said in enumerate([*heads, book.text("say_cash_extra", against=book.text(f"say_{against}"))]):
        page.put(page.row, column, said, book.look(**head, align="right" if column >= FIRST else "left"))
    page.sheet.set_row(page.row - 1, 2 * ROW)
    page.sheet.set_column(1, FIRST + len(plans), 18)
    page.row += 1
    base = plans.index(against)
    costs = [plan.resource_cost, *(float(plan.references[name]["cost"]) for name in plans[1:])]
    shown = detail.measure
    _figure(page, book.text("book_total_cost"), shown.words, [cost * shown.factor for cost in costs], [], base)
    paid = plan.cash[plan.cash["kind"] != "carbon_price"]
    ahead = paid["year"] - book.years[0] - (paid["kind"] == "capex")
    discount = (1 + book.case.settings.discount_rate) ** -ahead
    for key, weight, cells in (("book_cash_all", 1.0, cash.paid), ("book_cash_present", discount, cash.present)):
        sums = [float((paid[name] * weight).sum()) * detail.measure.factor for name in plans]
        _figure(page, book.text(key), detail.measure.words, sums, [f"={cells[name]}" for name in plans], base)
    city = plan.emissions[(plan.emissions["sector"] == "total") & (plan.emissions["year"] == book.years[-1])]
    for account, row in city.set_index("account").iterrows():
        measure = emissions(book.case, str(account), book.lang)
        said = book.text(
            "book_last", account=book.case.name_of("account", str(account), book.lang), year=book.years[-1]
        )
        values = [float(row[name]) * measure.factor for name in plans]
        _figure(page, said, measure.words, values, [f"={emitted[str(account), name]}" for name in plans], base)
    _sheets(page)


def _figure(page: Page, name: str, unit: str, values: Sequence[float], formulas: Sequence[str], base: int) -> None:
    """A figure of the plan and of each reference, and the difference from the one that it is measured against."""
    book, row = page.book, page.row
    look = book.look(num_format=number_format(max(map(abs, values))))
    page.put(row, 0, name, book.look(shrink=True))
    page.put(row, 1, unit)
    for column, value in enumerate(values):
        page.put(row, FIRST + column, value, look, formulas[column] if formulas else "")
    ours, theirs = (f"{xl_col_to_name(FIRST + plan)}{row}" for plan in (0, base))
    page.put(row, FIRST + len(values), values[0] - values[base], look, f"={ours}-{theirs}")
    page.row += 1


def _sheets(page: Page) -> None:
    """The other sheets, each with what it says."""
    book = page.book
    page.row += 1
    page.put(page.row, 0, book.text("book_sheets"), book.look(bold=True, font_size=12, font_color=BLUE))
    link = book.look(font_color="#0563C1", underline=1)
    for key, name in book.pages.items():
        if name != page.sheet.name:
            page.row += 1
            page.sheet.write_url(page.row - 1, 0, f"internal:'{name}'!A1", link, name)
            page.put(page.row, 1, book.text(f"book_{key}_what"))
