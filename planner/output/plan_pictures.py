"""The pictures of a plan by year: which sectors, measures and payments, which words."""

from __future__ import annotations

from itertools import cycle
from typing import Any

import pandas as pd

from planner.messages import sentence
from planner.model.caps import main_account
from planner.output.case_words import amount, excess_marks, minimised, named, page_words, scope_of, sector_colours
from planner.output.shown_units import emissions as emissions_unit, money_of
from planner.pictures.charts import alt
from planner.pictures.plot_plan import Series, heat, stacked
from planner.pictures.theme import HEIGHT, INK, LOW, PALETTE, PAYMENTS, REFERENCES, page
from planner.pictures.words import Page
from planner.results.cash import SUMMED, TOTAL
from planner.results.result_tables import Plan

MOST_MEASURES = 24
NEGLIGIBLE = 1e-6
"""Share of the largest year under which a sector or a measure is not drawn."""


def emissions(plan: Plan, lang: str) -> alt.VConcatChart:
    """Emissions of each sector by year, the city's cap, and the references."""
    case, account = plan.case, main_account(plan.case)
    measure = emissions_unit(case, account, lang)
    table = plan.emissions[plan.emissions["account"] == account]
    table = measure.of(table, "plan", "cap", "frozen", *plan.distinct_references)
    city = table[table["sector"] == "total"].set_index("year")
    shades, parts = sector_colours(case), list[Series]()
    for sector, rows in table[table["sector"] != "total"].groupby("sector", sort=False):
        values = rows.set_index("year")["plan"]
        if values.abs().max() > NEGLIGIBLE * city["frozen" if city["frozen"].notna().any() else "plan"].abs().max():
            parts.append(Series(scope_of(case, str(sector)), values, shades[str(sector)]))
    lines = _references(plan, city)
    if any((part.values < 0).any() for part in parts):
        lines.append(Series(sentence("plan_net"), city["plan"], INK))
    caps = Series(sentence("say_cap"), city["cap"].dropna(), INK)
    axis = sentence("plan_emissions_axis", unit=measure.unit)
    chart = stacked(parts, lines, axis, lang, HEIGHT, caps if len(caps.values) else None)
    words = page_of(plan, "plan_emissions", ["plan_emissions_note"], lang, account=named(case, "account", account))
    return page([chart], words)


def _references(plan: Plan, by_year: pd.DataFrame) -> list[Series]:
    """What the references have in each year, as lines."""
    return [
        Series(sentence(f"say_{name}"), by_year[name], REFERENCES[name], dashed=True)
        for name in plan.distinct_references
        if by_year[name].notna().any()
    ]


def cash(plan: Plan, lang: str) -> alt.VConcatChart:
    """What the plan pays by year beside the references, what it pays more, and that in sum."""
    measure = money_of(plan, lang)
    unit = measure.unit
    table = measure.of(plan.cash_by_year, "plan", "extra", "cumulative", *plan.distinct_references)
    by_kind = {str(kind): rows.set_index("year") for kind, rows in table.groupby("kind", sort=False)}

    def parts(column: str) -> list[Series]:
        return [Series(sentence(f"plan_{kind}"), by_kind[kind][column], PAYMENTS[kind]) for kind in SUMMED]

    total = by_kind[TOTAL]
    against = sentence(f"say_{table['against'].iloc[0]}")
    extra = Series(sentence("plan_extra"), total["extra"], INK)
    cumulative = Series(sentence("plan_cumulative"), total["cumulative"], INK)
    charts = [
        stacked(parts("plan"), _references(plan, total), sentence("plan_cash_axis", money=unit), lang, LOW),
        stacked(parts("extra"), [extra], sentence("plan_extra_axis", money=unit, against=against), lang, LOW),
        stacked([], [cumulative], sentence("plan_cumulative_axis", money=unit, against=against), lang, LOW // 2),
    ]
    notes = ["plan_cash_note", *(["plan_cash_no_carbon"] if "carbon" in by_kind else [])]
    return page(charts, page_of(plan, "plan_cash", notes, lang))


def payers(plan: Plan, lang: str) -> alt.VConcatChart | None:
    """What each payer pays more, or less, than in the reference, by year and in sum; None without payers."""
    measure, table = money_of(plan, lang), plan.by_payer
    if table.empty:
        return None
    table = measure.of(table, "extra", "cumulative")
    against = sentence(f"say_{table['against'].iloc[0]}")

    def parts(column: str) -> list[Series]:
        return [
            Series(named(plan.case, "payer", str(payer)), rows.set_index("year")[column], colour)
            for colour, (payer, rows) in zip(cycle(PALETTE), table.groupby("payer", sort=False), strict=False)
            if rows[column].abs().max() > NEGLIGIBLE * table[column].abs().max()
        ]

    charts = [
        stacked(
            parts(column),
            [Series(sentence("plan_all_payers"), table.groupby("year")[column].sum(), INK)],
            sentence(f"plan_{column}_axis", money=measure.unit, against=against),
            lang,
            LOW,
        )
        for column in ("extra", "cumulative")
    ]
    notes = ["plan_payers_note", *(["plan_payers_carbon"] if (plan.ledger["kind"] == "carbon").any() else [])]
    return page(charts, page_of(plan, "plan_payers", notes, lang))


def portfolio(plan: Plan, lang: str) -> alt.VConcatChart | None:
    """What stands of each measure by year; None of a plan that has none."""
    case = plan.case
    stock = plan.uptake.pivot_table(index="intervention", columns="year", values="stock", sort=False)
    built = plan.uptake.groupby("intervention", sort=False)[["new_units", "decided"]].sum().sum(axis=1)
    spent = plan.costs[plan.costs["kind"].isin(["capex", "fixed", "variable"])]
    spent = spent.groupby("item")["present_value"].sum().abs()
    measures = [
        i for i, row in case.interventions.items() if not row.incumbent and built[i] > NEGLIGIBLE * stock.loc[i].max()
    ]
    most = sorted(measures, key=lambda i: -spent.get(i, 0.0))[:MOST_MEASURES]
    if not most:
        return None
    first = {i: int((stock.loc[i] > 0.05 * stock.loc[i].max()).idxmax()) for i in most}
    ordered = sorted(most, key=lambda i: (first[i], most.index(i)))
    table = pd.DataFrame(
        {
            "name": [named(case, "intervention", i) for i in ordered],
            "stock": [stock.loc[i] for i in ordered],
            "largest": [amount(float(stock.loc[i].max()), case.interventions[i].unit) for i in ordered],
        }
    )
    chart, left = heat(table, sentence("plan_largest"), sentence("plan_share"), lang)
    notes = ["plan_portfolio_note"] if len(measures) > len(most) else []
    return page([chart], page_of(plan, "plan_portfolio", notes, lang, shown=len(most), all=len(measures)), left)


def page_of(plan: Plan, key: str, notes: list[str], lang: str, **values: Any) -> Page:
    """The words around a picture of a plan."""
    said = [sentence(note, **values) for note in notes]
    words = page_words(plan.case, plan.model, key, said, lang, plan=minimised(plan), **values)
    return words._replace(subtitle=[*words.subtitle, *excess_marks(plan)])
