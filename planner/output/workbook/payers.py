"""What each payer pays, net of what it gets, beside the reference; nothing where a case names no payers."""

from __future__ import annotations

from planner.languages import in_columns
from planner.output.workbook.book import Book
from planner.output.workbook.detail import Detail
from planner.results.result_tables import Plan


def payers_page(book: Book, plan: Plan, detail: Detail) -> None:
    """Write the sheet: a block of the plan, one of the reference, and what is paid more, a line a payer."""
    table = plan.by_payer
    if table.empty:
        return
    page, base, unit = book.page("payers"), str(table["against"].iloc[0]), detail.measure.words
    largest = float(table[["plan", base]].abs().max().max()) * detail.measure.factor
    rows: dict[tuple[str, str], int] = {}
    values: dict[tuple[str, str], list[float]] = {}
    payers = list(dict.fromkeys(table["payer"]))
    names = {row["payer"]: book.named(in_columns(row, "name").in_language) for row in table.to_dict("records")}
    for name in ("plan", base):
        block = page.block(book.text("book_net", plan=book.text(f"say_{name}"), unit=unit), largest, sums=True)
        for payer in payers:
            paid = table[table["payer"] == payer].set_index("year")[name]
            values[name, payer] = [float(paid[year]) * detail.measure.factor for year in book.years]
            rows[name, payer] = block.line(names[payer], values[name, payer])
        block.close()
    against = book.text(f"say_{base}")
    block = page.block(book.text("book_more", against=against, unit=unit), largest, sums=True)
    chart = book.book.add_chart({"type": "column", "subtype": "stacked"})
    for payer in payers:
        ours, theirs = rows["plan", payer], rows[base, payer]
        more = [a - b for a, b in zip(values["plan", payer], values[base, payer], strict=True)]
        row = block.line(names[payer], more, f"=#{ours}-#{theirs}")
        chart.add_series(block.series(row) | {"gap": 40})
    block.close()
    page.chart(
        chart, page.row + 1, book.text("plan_payers_title"), book.text("plan_extra_axis", money=unit, against=against)
    )
    page.sheet.freeze_panes(3, 1)
