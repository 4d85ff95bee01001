"""Co-benefits by year in words: what the plan has more or less of than the reference, and what that is worth."""

from __future__ import annotations

from collections.abc import Iterator

from planner.messages import text
from planner.messages.unit_words import unit_in
from planner.output.document.content import Section, Sentences, Table
from planner.output.screens import few_years, signed
from planner.output.shown_units import money
from planner.results.result_tables import Plan


def co_benefit_rows(plan: Plan, lang: str) -> Iterator[list[str]]:
    """Of each its name, unit, and what the plan has more of it, in a few years and in all."""
    years = few_years(plan.case.years)
    for name, rows in plan.co_benefits.groupby(f"name_{lang}", sort=False):
        extra = rows.set_index("year")["extra"]
        said = [signed(float(extra[y])) for y in years]
        yield [str(name), unit_in(str(rows["unit"].iloc[0]), lang), *said, signed(float(extra.sum()))]


def _table(plan: Plan, lang: str) -> Table:
    against = text(f"say_{plan.co_benefits['against'].iloc[0]}", lang)
    years = map(str, few_years(plan.case.years))
    heads = ["", text("say_unit", lang), *years, text("say_all_years", lang)]
    return Table(text("say_co_benefits", lang, against=against), heads, list(co_benefit_rows(plan, lang)), words=2)


def worth(plan: Plan, lang: str) -> str:
    """What the difference is worth in all, present value; whether that is part of the cost."""
    priced = (plan.costs["kind"] == "co_benefit").any()
    saved = -float(plan.co_benefits["present_value"].sum())
    key = "say_co_benefits_priced" if priced else "say_co_benefits_worth"
    own = money(plan.case, abs(saved), lang)
    return text(key, lang, worth=own.signed(saved), money=own.unit)


def co_benefits(plan: Plan, lang: str) -> list[Table | str]:
    """The table and what it is worth; nothing where a case has none."""
    table = [] if plan.co_benefits.empty else [_table(plan, lang)]
    return [*table, *([f"{worth(plan, lang)}\n"] if _valued(plan) else [])]


def co_benefits_section(plan: Plan, lang: str) -> Section:
    """In the report."""
    parts = (Sentences(part.strip()) if isinstance(part, str) else part for part in co_benefits(plan, lang))
    return Section(text("report_co_benefits", lang), list(parts))


def _valued(plan: Plan) -> bool:
    return bool(plan.co_benefits["damage"].notna().any())
