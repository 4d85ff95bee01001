"""What is compared as plain data and as a picture."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from planner.case.scenarios import CENTRAL
from planner.messages import text
from planner.model.caps import main_account
from planner.output.card import horizon
from planner.pictures.words import Lang
from planner.results.comparison import Comparison, against, built_differently
from planner.results.result_tables import Plan

if TYPE_CHECKING:
    import altair as alt


def name_of(comparison: Comparison, scenario: str, lang: str) -> str:
    """What a scenario is called: its names in scenarios.csv, else as it was asked for."""
    if scenario == CENTRAL:
        return text("say_central", lang)
    rows = {part: comparison.case.scenarios.get(part) for part in scenario.split("+")}
    return " + ".join(row.name_in(lang) if row else part for part, row in rows.items())


def path(plan: Plan, column: str) -> dict[int, float]:
    """The city's emissions by year in the plan, a reference or under the cap; without years that have none."""
    city = plan.emissions[
        (plan.emissions["account"] == main_account(plan.case)) & (plan.emissions["sector"] == "total")
    ]
    return {int(y): float(v) for y, v in zip(city["year"], city[column], strict=True) if pd.notna(v)}


def prices(plan: Plan) -> dict[int, float]:
    """Shadow price of the city's cap by year, in money per tonne as it is read."""
    account = main_account(plan.case)
    rows = plan.cap_prices[(plan.cap_prices["account"] == account) & (plan.cap_prices["scope"] == "total")]
    return {int(y): float(v) for y, v in zip(rows["year"], rows["price"], strict=True)}


def other_settings(comparison: Comparison, lang: str) -> list[str]:
    """The discount rate and years of each scenario that changes them: its present values are of another kind."""
    central = comparison.case.settings
    lines = []
    for scenario, plan in comparison.plans.items():
        own = plan.case.settings
        if (own.discount_rate, plan.case.years) != (central.discount_rate, comparison.case.years):
            values = {"rate": f"{own.discount_rate:.1%}", "horizon": horizon(plan.case)}
            lines.append(text("compare_settings", lang, scenario=name_of(comparison, scenario, lang), **values))
    return lines


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
                "name_en": name_of(comparison, scenario, "en"),
                "name_zh": name_of(comparison, scenario, "zh"),
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
        "case": case.name,
        "model": comparison.model,
        "account": account,
        "unit": case.accounts[account].unit,
        "money": case.settings.money,
        "price_unit": case.readable_price(case.accounts[account].unit)[1],
        "scenarios": found,
    }


def picture(comparison: Comparison, lang: Lang) -> alt.LayerChart:
    """The chart, in one language or both."""
    from planner.pictures.plot_compare import Heads, Line, compare_rows
    from planner.pictures.words import Words

    case, settings = comparison.case, comparison.case.settings
    account, central = case.accounts[main_account(case)], comparison.plans.get(CENTRAL)

    def both(key: str, **values: Any) -> Words:
        return Words(text(key, "en", **values), text(key, "zh", **values))

    def called(scenario: str) -> Words:
        return Words(name_of(comparison, scenario, "en"), name_of(comparison, scenario, "zh"))

    lines = []
    for scenario, found in comparison.plans.items():
        less = against(found, central)
        lines.append(
            Line(
                called(scenario),
                path(found, "plan"),
                path(found, "least_cost"),
                path(found, "frozen"),
                path(found, "current_policies") if "current_policies" in found.distinct_references else {},
                prices(found),
                less.get(CENTRAL),
                less.get("least_cost"),
            )
        )
    for scenario, problem in comparison.failed.items():
        why = (" ".join(problem.in_language(one).splitlines()[:2]) for one in ("en", "zh"))
        lines.append(Line(called(scenario), {}, {}, {}, {}, {}, None, None, Words(*why)))
    heads = Heads(
        title=Words(
            text("compare_title", "en", title=settings.title_en),
            text("compare_title", "zh", title=settings.title_zh or settings.title_en),
        ),
        subtitle=[
            both(
                "compare_subtitle",
                model=comparison.model,
                horizon=horizon(case),
                rate=f"{settings.discount_rate:.0%}",
                price_year=settings.price_year,
            )
        ],
        emissions=both("compare_emissions", unit=account.unit),
        price=both("compare_price", unit=case.readable_price(account.unit)[1]),
        more=both("compare_more", money=settings.money),
        for_caps=both("compare_for_caps", money=settings.money),
        note=[
            Words(
                text("compare_account", "en", account=case.name_of("account", account.id, "en")),
                text("compare_account", "zh", account=case.name_of("account", account.id, "zh")),
            ),
            *map(Words, other_settings(comparison, "en"), other_settings(comparison, "zh")),
        ],
        lang=lang,
    )
    return compare_rows(lines, heads)
