"""Co-benefits of the plan beside the reference; nothing where a case has none."""

from __future__ import annotations

from planner.messages import sentence
from planner.messages.unit_words import unit_in, unit_words
from planner.output.workbook.book import Book
from planner.results.result_tables import Plan


def co_benefits_page(book: Book, plan: Plan) -> None:
    """Write the sheet: a block for each, with the plan, the reference and what lies between."""
    if plan.co_benefits.empty:
        return
    page, base = book.page("co_benefits"), str(plan.co_benefits["against"].iloc[0])
    for _, rows in plan.co_benefits.groupby("co_benefit", sort=False):
        at, unit = rows.set_index("year"), unit_in(str(rows["unit"].iloc[0]), book.lang)
        title = f"{rows[f'name_{book.lang}'].iloc[0]} [{unit}]"
        block = page.block(title, float(at[["plan", base]].abs().max().max()), sums=True)
        ours, theirs = (
            block.line(book.both(f"say_{name}"), [float(at[name][year]) for year in book.years])
            for name in ("plan", base)
        )
        extra = [float(at["extra"][year]) for year in book.years]
        block.line(book.both("book_co_benefit_extra", against=sentence(f"say_{base}")), extra, f"=#{ours}-#{theirs}")
        if at["damage"].notna().any():
            damage, money = (
                [float(at["damage"][year]) for year in book.years],
                unit_words(plan.case.settings.money),
            )
            block.line(book.both("book_co_benefit_damage", money=money), damage)
        block.close()
    page.sheet.freeze_panes(3, 1)
