"""What each measure costs each payer beside what it has instead, and the subsidy; nothing without payers."""

from __future__ import annotations

from planner.messages.unit_words import unit_in
from planner.output.private_report import built, instead, why_not
from planner.output.shown_units import money_of
from planner.output.workbook.book import Book
from planner.results.result_tables import Plan

HEADS = ("measure", "payer", "instead", "cost", "incumbent_cost", "gap", "unit")
SUBSIDY = ("each", "each_unit", "subsidy", "per_tonne", "why_not")


def private_page(book: Book, plan: Plan) -> None:
    """Write the sheet: a row for each measure and payer."""
    if not plan.case.payers:
        return
    page, table, lang = book.page("private"), plan.private_view(), book.lang
    own = money_of(plan, lang)
    units = {"subsidy": own.words, "per_tonne": next((unit for unit in table["tonne_unit"] if unit), "")}
    heads = [book.text(f"private_{head}", unit=units.get(head, "")) for head in (*HEADS, *SUBSIDY)]
    rows = [
        [
            built(row, lang),
            row[f"payer_{lang}"],
            instead(row, lang),
            *(row[column] for column in ("cost", "incumbent_cost", "gap")),
            unit_in(row["unit"], lang),
            row["subsidy"],
            unit_in(row["subsidy_unit"], lang),
            row["subsidy_in_all"] * own.factor,
            row["per_tonne"],
            why_not(row, lang),
        ]
        for row in table.to_dict("records")
    ]
    money = "#,##0.00"
    looks = ["", "", "", money, money, money, "", money, "", money, money, ""]
    page.table(heads, rows, looks, [40, 18, 30, 12, 12, 12, 16, 14, 16, 16, 14, 44])
