"""What is compared as plain data, as a picture and on the screen."""

from __future__ import annotations

from functools import partial
from typing import Any

import pandas as pd
from rich.console import Group, RenderableType
from rich.text import Text

from planner.case.case import Case
from planner.case.scenarios import CENTRAL
from planner.errors import Message, PlannerError
from planner.languages import in_each, languages
from planner.messages import joined, sentence, text
from planner.messages.unit_words import unit_in
from planner.model.caps import main_account
from planner.output.case_words import about, named, page_words
from planner.output.document.content import Table
from planner.output.scoped import caps_of, emissions_of
from planner.output.screens import few_years, printed, shown, signed
from planner.output.shown_units import emissions, money
from planner.pictures.charts import alt
from planner.pictures.plot_compare import compare_rows
from planner.results.comparison import Comparison, against, built_differently
from planner.results.references import REFERENCES
from planner.results.result_tables import Plan


def name_of(case: Case, scenario: str, lang: str) -> str:
    """What a scenario is called: its names in scenarios.csv, else as it was asked for."""
    if scenario == CENTRAL:
        return text("say_central", lang)
    rows = {part: case.scenarios.get(part) for part in scenario.split("+")}
    return " + ".join(row.name_in(lang) if row else part for part, row in rows.items())


def path(plan: Plan, column: str) -> dict[int, float]:
    """The city's emissions by year in the plan or a reference; without years that have none."""
    return {int(y): float(v) for y, v in emissions_of(plan, main_account(plan.case))[column].dropna().items()}


def prices(plan: Plan) -> dict[int, float]:
    """Shadow price of the city's cap by year, in money per tonne as it is read."""
    rows = caps_of(plan, main_account(plan.case))
    return {int(y): float(v) for y, v in zip(rows["year"], rows["price"], strict=True)}


def other_settings(comparison: Comparison) -> list[Message]:
    """The discount rate and years of each scenario that changes them: its present values are of another kind."""
    central = comparison.case.settings
    lines = []
    for scenario, plan in comparison.plans.items():
        own = plan.case.settings
        if (own.discount_rate, plan.case.years) != (central.discount_rate, comparison.case.years):
            name = in_each(partial(name_of, comparison.case, scenario))
            values = {"rate": f"{own.discount_rate:.1%}", "horizon": plan.case.span}
            lines.append(sentence("compare_settings", scenario=name, **values))
    return lines


def first_lines(problem: PlannerError, lang: str) -> str:
    """What a scenario's problem is, without its details."""
    return " ".join(problem.in_language(lang).splitlines()[:2])


def card(comparison: Comparison) -> dict[str, Any]:
    """The comparison as plain data: what differs, where the inputs' hashes are, and why a scenario has no plan."""
    central = comparison.plans.get(CENTRAL)
    found = []
    for scenario, plan in comparison.plans.items():
        case = plan.case
        differs = built_differently(plan, central) if central is not None and plan is not central else []
        found.append(
            {
                "scenario": scenario,
                **{f"name_{lang}": name_of(comparison.case, scenario, lang) for lang in languages()},
                "status": "optimal",
                "total_cost": plan.total_cost,
                "resource_cost": plan.resource_cost,
                "cost_against": against(plan, central),
                "discount_rate": case.settings.discount_rate,
                "years": [case.years[0], case.years[-1]],
                "references": {name: reference.get("cost") for name, reference in plan.references.items()},
                "emissions": path(plan, "plan"),
                "shadow_price": prices(plan),
                "built_differently": [
                    {"intervention": i, "year": year, "stock": stock, "unit": case.interventions[i].unit}
                    for i, year, stock in differs
                ],
                "inputs": case.sha256,
            }
        )
    for scenario, problem in comparison.failed.items():
        found.append({"scenario": scenario, "status": "failed", **problem.as_dict()})
    case = comparison.case
    account = main_account(case)
    return {
        **about(case, comparison.model, account),
        "unit": case.accounts[account].unit,
        "money": case.settings.money,
        "price_unit": case.emission_price(account)[1],
        "scenarios": found,
    }


def picture(comparison: Comparison, lang: str) -> alt.VConcatChart:
    """The chart."""
    case = comparison.case
    account, central = case.accounts[main_account(case)], comparison.plans.get(CENTRAL)
    less = [against(found, central) for found in comparison.plans.values()]
    paid = money(case, max((abs(more) for found in less for more in found.values()), default=0.0), lang)
    emitted = emissions(case, account.id, lang)
    first = next(iter(comparison.plans.values()))
    paths = []
    for place, found in enumerate(comparison.plans.values()):
        drawn = {name: path(found, name) for name in (*found.distinct_references, "plan")}
        priced = {"price": prices(found)}
        if found is not first:
            drawn, priced = {"behind": path(first, "plan"), **drawn}, {"behind": prices(first), **priced}
        paths += [
            (place, column, name, year, factor * value)
            for column, of, factor in (("emissions", drawn, emitted.factor), ("price", priced, 1.0))
            for name, by_year in of.items()
            for year, value in by_year.items()
        ]
    costs = paid.factor * pd.DataFrame(
        {"more": [found.get(CENTRAL) for found in less], "for_caps": [found.get("least_cost") for found in less]},
        dtype=float,
    )
    heads = {
        "emissions": sentence("compare_emissions", unit=emitted.unit),
        "price": sentence("compare_price", unit=case.readable_price(account.unit)[1]),
        "more": sentence("compare_more", money=paid.unit),
        "for_caps": sentence("compare_for_caps", money=paid.unit),
    }
    notes = [sentence("compare_account", account=named(case, "account", account.id)), *other_settings(comparison)]
    return compare_rows(
        [in_each(partial(name_of, case, scenario)) for scenario in comparison.plans],
        pd.DataFrame(paths, columns=["place", "column", "name", "year", "value"]),
        costs,
        [
            (in_each(partial(name_of, case, s)), in_each(partial(first_lines, why)))
            for s, why in comparison.failed.items()
        ],
        heads,
        page_words(case, comparison.model, "compare", notes, lang),
    )


def comparison_screen(comparison: Comparison, lang: str) -> Group:
    """Costs, emissions, shadow prices, what is built differently; then why a scenario has no plan."""
    parts: list[RenderableType] = []
    if comparison.plans:
        parts += [costs(comparison, lang), *(line.in_language(lang) for line in other_settings(comparison))]
        parts.append(emitted(comparison, lang))
    if any(map(prices, comparison.plans.values())):
        parts.append(shadow_prices(comparison, lang))
    if CENTRAL in comparison.plans and len(comparison.plans) > 1:
        parts.append(differences(comparison, lang))
    for scenario, problem in comparison.failed.items():
        title = f"{text('compare_no_plan', lang)}: {name_of(comparison.case, scenario, lang)}"
        parts += [Text(title, style="bold"), f"{problem.in_language(lang)}\n"]
    return printed(*parts)


def costs(comparison: Comparison, lang: str) -> Table:
    """Cost without carbon payments, and against the central plan and the scenario's own references."""
    told = {name for plan in comparison.plans.values() for name in plan.distinct_references}
    names = [name for name in REFERENCES if name in told]
    heads = ["total", "against_central", *(f"{less}{name}" for name in names for less in ("", "against_"))]
    own, rows = money(comparison.case, max(abs(plan.resource_cost) for plan in comparison.plans.values()), lang), []
    for scenario, plan in comparison.plans.items():
        less = {name: own.signed(value) for name, value in against(plan, comparison.plans.get(CENTRAL)).items()}
        reference = {name: own.shown(cost) for name, cost in plan.reference_costs.items()}
        cells = (cell for name in names for cell in (reference.get(name, "–"), less.get(name, "")))
        name = name_of(comparison.case, scenario, lang)
        rows.append([name, own.shown(plan.resource_cost), less.get(CENTRAL, ""), *cells])
    paid = any(plan.total_cost != plan.resource_cost for plan in comparison.plans.values())
    title = text("compare_cost_without_payments" if paid else "compare_cost", lang, money=own.unit)
    return Table(title, ["", *(text(f"compare_{head}", lang) for head in heads)], rows)


def emitted(comparison: Comparison, lang: str) -> Table:
    """The references of the first plan, then every plan, in a few years and in sum."""
    case, first = comparison.case, next(iter(comparison.plans.values()))
    account, years = main_account(case), few_years(case.years)
    own = emissions(case, account, lang)
    paths = [(text(f"say_{name}", lang), path(first, name)) for name in first.distinct_references if path(first, name)]
    paths += [(name_of(case, scenario, lang), path(plan, "plan")) for scenario, plan in comparison.plans.items()]
    rows = [
        [name, *(own.shown(of[y]) if y in of else "" for y in years), own.shown(sum(of.values()))] for name, of in paths
    ]
    title = text("say_emissions", lang, account=case.name_of("account", account, lang), unit=own.unit)
    return Table(title, ["", *map(str, years), text("compare_sum", lang)], rows)


def shadow_prices(comparison: Comparison, lang: str) -> Table:
    case = comparison.case
    found = {scenario: prices(plan) for scenario, plan in comparison.plans.items()}
    capped = {year for of in found.values() for year in of}
    years = [year for year in few_years(case.years) if year in capped]
    rows = [
        [name_of(case, scenario, lang), *(shown(of[y]) if y in of else "" for y in years)]
        for scenario, of in found.items()
    ]
    title = text("say_shadow_price", lang, unit=case.emission_price(main_account(case))[1])
    return Table(title, ["", *map(str, years)], rows)


def differences(comparison: Comparison, lang: str) -> Table:
    """For each scenario the interventions that differ most, by how much and when."""
    central, rows = comparison.plans[CENTRAL], []
    for scenario, plan in comparison.plans.items():
        if plan is not central:
            said = [_said(plan.case, *found, lang) for found in built_differently(plan, central)]
            rows.append([name_of(comparison.case, scenario, lang), joined(said, lang, "semicolon") or "–"])
    return Table(text("compare_built", lang), ["", ""], rows)


def _said(case: Case, intervention: str, year: int, stock: float, lang: str) -> str:
    name, unit = case.name_of("intervention", intervention, lang), unit_in(case.interventions[intervention].unit, lang)
    return text("named_in_year", lang, name=f"{name} {signed(stock)} {unit}", year=year)
