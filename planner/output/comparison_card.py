"""What is compared as plain data and as a picture."""

from __future__ import annotations

from functools import partial
from typing import Any

import pandas as pd

from planner.case.case import Case
from planner.case.scenarios import CENTRAL
from planner.errors import Message, PlannerError
from planner.languages import in_each, languages
from planner.messages import sentence, text
from planner.model.caps import main_account
from planner.output.card import about, named, page_words
from planner.output.shown_units import emissions, money
from planner.pictures.charts import alt
from planner.pictures.plot_compare import compare_rows
from planner.results.comparison import Comparison, against, built_differently
from planner.results.result_tables import Plan


def name_of(case: Case, scenario: str, lang: str) -> str:
    """What a scenario is called: its names in scenarios.csv, else as it was asked for."""
    if scenario == CENTRAL:
        return text("say_central", lang)
    rows = {part: case.scenarios.get(part) for part in scenario.split("+")}
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
        "price_unit": case.readable_price(case.accounts[account].unit)[1],
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
