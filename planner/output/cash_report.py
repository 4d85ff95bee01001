"""What is paid by year on the screen: the plan beside the references, what it pays more, in sum and by payer."""

from __future__ import annotations

from rich.console import Group

from planner.messages import text
from planner.output.screens import few_years, table_of, titled
from planner.output.shown_units import money
from planner.results.cash import SUMMED, TOTAL
from planner.results.result_tables import Plan


def cash_table(plan: Plan, lang: str) -> Group:
    """Cash of a few years and of all: capital, running cost and energy, their sum, the references', and the extra."""
    years, cash = few_years(plan.case.years), plan.cash_by_year
    by_kind = {str(kind): rows.set_index("year") for kind, rows in cash.groupby("kind", sort=False)}
    own = money(plan.case, float(cash.groupby("kind")["plan"].sum().abs().max()), lang)
    table = table_of(["", *map(str, years), text("say_all_years", lang)])

    def add(label: str, kind: str, column: str) -> None:
        found = by_kind[kind][column]
        table.add_row(label, *(own.shown(found[y]) for y in years), own.shown(found.sum()))

    for kind in (*SUMMED, TOTAL):
        add(text(f"say_cash_{kind}", lang), kind, "plan")
    for name in plan.distinct_references:
        if by_kind[TOTAL][name].notna().all():
            add(text(f"say_{name}", lang), TOTAL, name)
    total, against = by_kind[TOTAL], text(f"say_{cash['against'].iloc[0]}", lang)
    extra, cumulative = total["extra"], total["cumulative"]
    table.add_row(
        text("say_cash_extra", lang, against=against), *(own.signed(extra[y]) for y in years), own.signed(extra.sum())
    )
    table.add_row(text("say_cash_cumulative", lang), *(own.signed(cumulative[y]) for y in years), "")
    if "carbon" in by_kind:
        add(text("say_cash_carbon", lang), "carbon", "plan")
    return titled(text("say_cash", lang, money=own.unit), table)


def payers_table(plan: Plan, lang: str) -> Group:
    """What each payer pays more than in the reference, net of what it gets, in a few years and in all."""
    years, paid = few_years(plan.case.years), plan.by_payer
    own = money(plan.case, float(paid.groupby("payer")["extra"].sum().abs().max()), lang)
    table = table_of(["", *map(str, years), text("say_all_years", lang)])
    for name, rows in paid.groupby(f"name_{lang}", sort=False):
        extra = rows.set_index("year")["extra"]
        table.add_row(str(name), *(own.signed(extra[y]) for y in years), own.signed(extra.sum()))
    against = text(f"say_{paid['against'].iloc[0]}", lang)
    return titled(text("say_payers", lang, against=against, money=own.unit), table)
