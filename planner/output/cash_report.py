"""What is paid by year in a table: the plan beside the references, what it pays more, in sum and by payer."""

from __future__ import annotations

import pandas as pd

from planner.messages import text
from planner.output.document.content import Table
from planner.output.screens import few_years
from planner.output.shown_units import Measure, money_of
from planner.results.cash import SUMMED, TOTAL
from planner.results.result_tables import Plan


def cash_table(plan: Plan, lang: str) -> Table:
    """Cash of a few years and of all: capital, running cost and energy, their sum, the references', and the extra."""
    cash, unit = plan.cash_by_year, money_of(plan, lang)
    by_kind = {str(kind): rows.set_index("year") for kind, rows in cash.groupby("kind", sort=False)}
    total, against = by_kind[TOTAL], text(f"say_{cash['against'].iloc[0]}", lang)
    rows = [_row(plan, text(f"say_cash_{kind}", lang), by_kind[kind]["plan"], unit) for kind in (*SUMMED, TOTAL)]
    known = [name for name in plan.distinct_references if total[name].notna().all()]
    rows += [_row(plan, text(f"say_{name}", lang), total[name], unit) for name in known]
    rows.append(_row(plan, text("say_cash_extra", lang, against=against), total["extra"], unit, signed=True))
    rows.append([*_row(plan, text("say_cash_cumulative", lang), total["cumulative"], unit, signed=True)[:-1], ""])
    if "carbon" in by_kind:
        rows.append(_row(plan, text("say_cash_carbon", lang), by_kind["carbon"]["plan"], unit))
    return Table(text("say_cash", lang, money=unit.unit), _heads(plan, lang), rows)


def payers_table(plan: Plan, lang: str) -> Table:
    """What each payer pays more than in the reference, net of what it gets, in a few years and in all."""
    paid, unit = plan.by_payer, money_of(plan, lang)
    rows = [
        _row(plan, str(name), of.set_index("year")["extra"], unit, signed=True)
        for name, of in paid.groupby(f"name_{lang}", sort=False)
    ]
    against = text(f"say_{paid['against'].iloc[0]}", lang)
    return Table(text("say_payers", lang, against=against, money=unit.unit), _heads(plan, lang), rows)


def _heads(plan: Plan, lang: str) -> list[str]:
    return ["", *map(str, few_years(plan.case.years)), text("say_all_years", lang)]


def _row(plan: Plan, label: str, values: pd.Series, unit: Measure, signed: bool = False) -> list[str]:
    """A line of numbers of a few years, and their sum over all."""
    said = unit.signed if signed else unit.shown
    return [label, *(said(values[y]) for y in few_years(plan.case.years)), said(values.sum())]
