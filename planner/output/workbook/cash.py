"""Cash of a plan beside its references, by year and kind, and discounted at a rate that may be changed."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
from xlsxwriter.utility import xl_col_to_name

from planner.output.workbook.book import NAMES, Block, Page
from planner.output.workbook.detail import Detail
from planner.pictures.theme import INK, PAYMENTS, REFERENCES
from planner.results.cash import SUMMED, TOTAL
from planner.results.result_tables import Plan


@dataclass(frozen=True)
class Paid:
    """Where a plan's or a reference's payments stand: the row of each kind, and of all, with their block."""

    block: Block
    kinds: dict[str, int]
    total: int


@dataclass(frozen=True)
class CashCells:
    """The cells of the sums over all years, by plan: paid, and in present value."""

    paid: dict[str, str]
    present: dict[str, str]


def cash_page(page: Page, plan: Plan, detail: Detail) -> CashCells:
    """Fill the sheet; its figures are sums of the detail."""
    book, by_kind = page.book, _by_kind(plan, detail.measure.factor)
    largest = max(float(table[list(detail.plans)].abs().max().max()) for table in by_kind.values())
    paid = {name: _paid(page, name, by_kind, detail, largest) for name in detail.plans}
    base = str(plan.cash_by_year["against"].iloc[0])
    block = page.block(
        book.text("book_more", against=book.text(f"say_{base}"), unit=detail.measure.words), largest, sums=True
    )
    ours, theirs = paid["plan"].total, paid[base].total
    extra = by_kind[TOTAL]["plan"] - by_kind[TOTAL][base]
    more = block.line(book.both("book_extra"), list(extra), f"=#{ours}-#{theirs}")
    start = xl_col_to_name(NAMES)
    block.sums = False
    summed = block.line(book.both("book_cumulative"), list(extra.cumsum()), f"=SUM(${start}{more}:#{more})")
    block.close()
    present = _present(page, paid, by_kind, detail, largest)
    _charts(page, paid, base, block, more, summed, detail)
    page.sheet.freeze_panes(3, 1)
    last = xl_col_to_name(NAMES + len(book.years))
    return CashCells(
        {name: f"{page.name}!{last}{rows.total}" for name, rows in paid.items()},
        {name: f"{page.name}!{last}{row}" for name, row in present.items()},
    )


def _by_kind(plan: Plan, factor: float) -> dict[str, pd.DataFrame]:
    """Kind -> year | the plans, in the unit shown."""
    plans = [name for name in plan.cash_by_year if name in plan.references or name == "plan"]
    return {
        str(kind): rows.set_index("year")[plans] * factor
        for kind, rows in plan.cash_by_year.groupby("kind", sort=False)
    }


def _paid(page: Page, name: str, by_kind: dict[str, pd.DataFrame], detail: Detail, largest: float) -> Paid:
    """The block of a plan: each kind as the sum of its payments, and their total; carbon payments stand apart."""
    book = page.book
    title = book.text("book_paid", plan=book.text(f"say_{name}"), unit=detail.measure.words)
    block = page.block(title, largest, sums=True)

    def line(kind: str) -> int:
        group = book.text(f"plan_{kind}")
        return block.line(
            book.both(f"plan_{kind}"),
            list(by_kind[kind][name]),
            detail.sum_of(name, f"#${block.first - 1}", group),
        )

    kinds = {kind: line(kind) for kind in SUMMED}
    first, last = min(kinds.values()), max(kinds.values())
    total = block.line(book.both("plan_extra"), list(by_kind[TOTAL][name]), f"=SUM(#{first}:#{last})", total=True)
    if name == "plan" and "carbon" in by_kind:
        line("carbon")
    block.close()
    return Paid(block, kinds, total)


def _present(
    page: Page, paid: dict[str, Paid], by_kind: dict[str, pd.DataFrame], detail: Detail, largest: float
) -> dict[str, int]:
    """Present values at the rate of the summary: capital falls at the start of its year, all else at the end."""
    book, rate, first = page.book, page.book.case.settings.discount_rate, page.book.years[0]
    block = page.block(book.text("book_present", unit=detail.measure.words), largest, sums=True)
    block.sums = False
    heads = block.first - 1
    discount = [(1 + rate) ** -(year - first) for year in book.years]
    factor = block.line(book.both("book_factor"), discount, f"=(1+discount_rate)^-(#${heads}-{first})", form="0.0000")
    block.sums = True
    rows = {}
    for name, where in paid.items():
        capital, rest = where.kinds["capital"], [where.kinds[kind] for kind in SUMMED if kind != "capital"]
        values = [
            d * ((1 + rate) * by_kind["capital"][name][y] + sum(by_kind[kind][name][y] for kind in SUMMED[1:]))
            for d, y in zip(discount, book.years, strict=True)
        ]
        others = "+".join(f"#{row}" for row in rest)
        formula = f"=#{factor}*((1+discount_rate)*#{capital}+{others})"
        rows[name] = block.line(book.both(f"say_{name}"), values, formula)
    block.close()
    return rows


def _charts(page: Page, paid: dict[str, Paid], base: str, block: Block, more: int, summed: int, detail: Detail) -> None:
    """Payments by kind below the reference's total; what is paid more, and that in sum."""
    book, money, top = page.book, detail.measure.words, page.row + 1
    against = book.text(f"say_{base}")
    bars = book.book.add_chart({"type": "column", "subtype": "stacked"})
    for kind, row in paid["plan"].kinds.items():
        bars.add_series({**paid["plan"].block.series(row), "fill": {"color": PAYMENTS[kind]}, "gap": 40})
    line = book.book.add_chart({"type": "line"})
    total = paid[base].block.series(paid[base].total)
    line.add_series({**total, "name": against, "line": {"color": REFERENCES[base], "dash_type": "dash", "width": 2}})
    bars.combine(line)
    page.chart(bars, top, book.text("plan_cash_title"), book.text("plan_cash_axis", money=money))
    bars = book.book.add_chart({"type": "column"})
    bars.add_series({**block.series(more), "fill": {"color": PAYMENTS["running"]}, "gap": 40})
    line = book.book.add_chart({"type": "line"})
    line.add_series({**block.series(summed), "line": {"color": INK, "width": 2}})
    bars.combine(line)
    page.chart(bars, top + 20, book.text("book_extra"), book.text("plan_extra_axis", money=money, against=against))
