"""Who gets the credit, on the screen, in English or Chinese."""

from __future__ import annotations

from rich.console import Group
from rich.text import Text

from planner.credit.credit import Credit
from planner.messages import text
from planner.output.credit_card import enabling, name_of, total_of, years_of
from planner.output.screens import table_of, titled
from planner.output.shown_units import emissions


def credit_screen(credit: Credit, lang: str) -> Group:
    """The three shares of every measure, the largest first, their sum, how to read them, and what they cost."""
    own = emissions(credit.case, credit.account, lang)
    keys = ("alone", "last_in", "shapley", "error")
    table = table_of([f"[{own.words}]", *(text(f"credit_{key}", lang) for key in keys), "%"])
    whole = credit.abatement
    for row in credit.table.to_dict("records"):
        share = f"{round(row['shapley'] / whole, 3) + 0.0:.1%}" if whole else ""
        error = own.shown(row["error"]) if row["error"] else ""
        table.add_row(name_of(credit, row["measure"], lang), *(own.shown(row[key]) for key in keys[:3]), error, share)
    table.add_row(text("credit_total", lang), "", "", own.shown(whole), "", "")
    cost = text("credit_cost", lang, solves=f"{credit.solves:,}", seconds=f"{credit.seconds:.1f}")
    said = [
        text("credit_how", lang),
        *filter(None, [enabling(credit, lang)]),
        text("credit_sum_and_cost", lang, sum=total_of(credit, own, lang), cost=cost),
    ]
    title = text("credit_title", lang, years=years_of(credit))
    return Group(titled(title[0].upper() + title[1:], table), *map(Text, said))
