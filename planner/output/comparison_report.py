"""Scenarios side by side on the screen."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.text import Text

from planner.case.case import Case
from planner.case.scenarios import CENTRAL
from planner.messages import text
from planner.messages.unit_words import unit_in
from planner.model.caps import main_account
from planner.output.comparison_card import name_of, other_settings, path, prices
from planner.output.screens import few_years, shown, signed, table_of, titled
from planner.output.shown_units import emissions as emissions_unit
from planner.output.shown_units import money
from planner.results.comparison import Comparison, against, built_differently
from planner.results.references import REFERENCES


def comparison_screen(comparison: Comparison, lang: str) -> Group:
    """Costs, emissions, shadow prices, what is built differently; then why a scenario has no plan."""
    parts: list[RenderableType] = []
    if comparison.plans:
        parts = [costs(comparison, lang), emissions(comparison, lang)]
    if any(map(prices, comparison.plans.values())):
        parts.append(shadow_prices(comparison, lang))
    if CENTRAL in comparison.plans and len(comparison.plans) > 1:
        parts.append(differences(comparison, lang))
    for scenario, problem in comparison.failed.items():
        parts += [
            Text(f"{text('compare_no_plan', lang)}: {name_of(comparison.case, scenario, lang)}", style="bold"),
            Text(problem.in_language(lang)),
            "",
        ]
    return Group(*parts)


def costs(comparison: Comparison, lang: str) -> Group:
    """Cost without carbon payments, and against the central plan and the scenario's own references."""
    told = {name for plan in comparison.plans.values() for name in plan.distinct_references}
    names = [name for name in REFERENCES if name in told]
    heads = ["total", "against_central", *(f"{less}{name}" for name in names for less in ("", "against_"))]
    table = table_of(["", *(text(f"compare_{head}", lang) for head in heads)])
    own = money(comparison.case, max(abs(plan.resource_cost) for plan in comparison.plans.values()), lang)
    for scenario, plan in comparison.plans.items():
        less = {name: own.signed(value) for name, value in against(plan, comparison.plans.get(CENTRAL)).items()}
        reference = {name: own.shown(found["cost"]) for name, found in plan.references.items() if "cost" in found}
        table.add_row(
            name_of(comparison.case, scenario, lang),
            own.shown(plan.resource_cost),
            less.get(CENTRAL, ""),
            *(cell for name in names for cell in (reference.get(name, "–"), less.get(name, ""))),
        )
    paid = any(plan.total_cost != plan.resource_cost for plan in comparison.plans.values())
    key = "compare_cost_without_payments" if paid else "compare_cost"
    said = [f"{line.in_language(lang)}\n" for line in other_settings(comparison)]
    return Group(titled(text(key, lang, money=own.unit), table), *said)


def emissions(comparison: Comparison, lang: str) -> Group:
    """The references of the first plan, then every plan, in a few years and in sum."""
    case = comparison.case
    account, years = main_account(case), few_years(case.years)
    table, own = table_of(["", *map(str, years), text("compare_sum", lang)]), emissions_unit(case, account, lang)

    def add(name: str, by_year: dict[int, float]) -> None:
        cells = (own.shown(by_year[y]) if y in by_year else "" for y in years)
        table.add_row(name, *cells, own.shown(sum(by_year.values())))

    first = next(iter(comparison.plans.values()))
    for reference in first.distinct_references:
        if path(first, reference):
            add(text(f"say_{reference}", lang), path(first, reference))
    for scenario, plan in comparison.plans.items():
        add(name_of(comparison.case, scenario, lang), path(plan, "plan"))
    title = text("say_emissions", lang, account=case.name_of("account", account, lang), unit=own.unit)
    return titled(title, table)


def shadow_prices(comparison: Comparison, lang: str) -> Group:
    case = comparison.case
    found = {scenario: prices(plan) for scenario, plan in comparison.plans.items()}
    capped = {year for by_year in found.values() for year in by_year}
    years = [year for year in few_years(case.years) if year in capped]
    table = table_of(["", *map(str, years)])
    for scenario, by_year in found.items():
        table.add_row(
            name_of(comparison.case, scenario, lang), *(shown(by_year[y]) if y in by_year else "" for y in years)
        )
    return titled(
        text("say_shadow_price", lang, unit=case.readable_price(case.accounts[main_account(case)].unit)[1]),
        table,
    )


def differences(comparison: Comparison, lang: str) -> Group:
    """For each scenario the interventions that differ most, by how much and when."""
    table = table_of(["", ""])
    table.show_header = False
    central = comparison.plans[CENTRAL]
    for scenario, plan in comparison.plans.items():
        if plan is not central:
            said = [_said(plan.case, *found, lang) for found in built_differently(plan, central)]
            table.add_row(name_of(comparison.case, scenario, lang), "; ".join(said) or "–")
    return titled(text("compare_built", lang), table)


def _said(case: Case, intervention: str, year: int, stock: float, lang: str) -> str:
    name = case.name_of("intervention", intervention, lang)
    return f"{name} {signed(stock)} {unit_in(case.interventions[intervention].unit, lang)} ({year})"
