"""The one-screen summary of a plan, in English or Chinese."""

from __future__ import annotations

import numpy as np
import pandas as pd
from rich.console import Group, RenderableType

from planner.curves.macc import MacCurve
from planner.messages import text
from planner.model.caps import CapRow
from planner.model.costs import CarbonPriceRow
from planner.reliance import reliance
from planner.reports.card import error_share, readable_price
from planner.reports.curve_report import curve_line
from planner.reports.screens import shown, table_of, titled
from planner.results import Plan
from planner.units import Units

KINK = 1e-6
"""Share of a price by which its two ends differ at a kink."""
MOST_BUILT, MOST_COSTS, MOST_YEARS = 10, 6, 6


def screen(plan: Plan, curve: MacCurve | None, lang: str) -> Group:
    """Status, cost against both references, emissions and prices in a few years, what is built, the biggest costs."""
    parts: list[RenderableType] = [
        f"{headline(plan, lang)}\n{evidence_line(plan, curve, lang)}\n",
        by_year(plan, lang),
        built(plan, lang),
        biggest_costs(plan, lang),
    ]
    if curve is not None:
        parts.append(curve_line(curve, lang))
    return Group(*parts)


def headline(plan: Plan, lang: str) -> str:
    settings = plan.case.settings
    title = settings.title_zh if lang == "zh" and settings.title_zh else settings.title_en
    lines = [
        text("say_optimal", lang, title=title, model=plan.model, first=settings.first_year, last=settings.last_year)
    ]
    lines.append(
        text(
            "say_cost",
            lang,
            cost=f"{plan.total_cost:,.0f}",
            money=settings.money,
            rate=f"{settings.discount_rate:.1%}",
            year=settings.price_year,
        )
    )
    if plan.total_cost != plan.resource_cost:
        lines.append(text("say_resource_cost", lang, cost=f"{plan.resource_cost:,.0f}", money=settings.money))
    for name in ("frozen", "least_cost"):
        reference = plan.references[name]
        if reference["status"] == "missing":
            first = (
                reference["missing"][0]
                if reference["missing"]
                else {"commodity": "?", "year": "?", "excess": 0.0, "unit": ""}
            )
            lines.append(
                text("say_missing", lang, **{**first, "commodity": plan.case.name_of(str(first["commodity"]), lang)})
            )
        else:
            more = plan.resource_cost - reference["cost"]
            lines.append(
                text(
                    f"say_against_{name}",
                    lang,
                    more=f"{more:+,.0f}",
                    cost=f"{reference['cost']:,.0f}",
                    money=settings.money,
                )
            )
    worst = max(plan.certificate.values())
    return "\n".join([*lines, text("say_checked", lang, worst=error_share(worst))])


def evidence_line(plan: Plan, curve: MacCurve | None, lang: str) -> str:
    """The shares of cost and abatement that rest on unverified numbers, in part and wholly."""
    shares = {name: found for name, found in reliance(plan, curve).items() if found}
    said = {name: f"{found['unverified']:.0%}" for name, found in shares.items()}
    said |= {f"{name}_wholly": f"{found['wholly_unverified']:.0%}" for name, found in shares.items()}
    return text(f"say_reliance_{'_'.join(shares) or 'none'}", lang, **said)


def by_year(plan: Plan, lang: str) -> Group:
    """Emissions of the city and the price of the last tonne, in a few years."""
    years = few_years(plan.case.years)
    paid = carbon_prices(plan)
    account = next(iter([*plan.shadow_price["account"], *paid, *plan.case.accounts]))
    unit = plan.case.accounts[account].unit
    table = table_of(["", *map(str, years)])
    city = plan.emissions[(plan.emissions["account"] == account) & (plan.emissions["sector"] == "total")].set_index(
        "year"
    )
    for column in ("frozen", "least_cost", "plan", *(["cap"] if city["cap"].notna().any() else [])):
        table.add_row(text(f"say_{column}", lang), *(shown(city.loc[y, column]) for y in years))
    price = plan.shadow_price[
        (plan.shadow_price["account"] == account) & (plan.shadow_price["scope"] == "total")
    ].set_index("year")
    factor, per_tonne = readable_price(plan.case, account)

    def add_prices(label: str, prices: pd.Series) -> None:
        table.add_row(label, *(shown(prices.loc[y] * factor) if y in prices.index else "" for y in years))

    if len(price):
        add_prices(text("say_shadow_price", lang, unit=per_tonne), price["current_value"])
        if (price["tightened"] > price["relaxed"] * (1 + KINK)).any():
            add_prices(text("say_tightened", lang), price["tightened"])
            add_prices(text("say_relaxed", lang), price["relaxed"])
        table.add_row(text("say_holds", lang), *(holds(price.loc[y]) if y in price.index else "" for y in years))
        if (price["carbon_price"] > 0).any():
            add_prices(text("say_carbon_price", lang), price["carbon_price"])
            add_prices(text("say_both_prices", lang), price["current_value"] + price["carbon_price"])
    elif account in paid:
        add_prices(f"{text('say_carbon_price', lang)} [{per_tonne}]", paid[account])
    title = text("say_emissions", lang, account=plan.case.name_of(account, lang), unit=unit)
    return Group(titled(title, table), *(f"{line}\n" for line in budgets(plan, lang)))


def holds(price: pd.Series) -> str:
    """The caps for which a price holds."""
    if pd.isna(price["cap_from"]):
        return ""
    low, high = shown(price["cap_from"]), shown(price["cap_to"])
    return f"{low}-{high}" if np.isfinite(price["cap_to"]) else f"> {low}"


def carbon_prices(plan: Plan) -> dict[str, pd.Series]:
    """Account -> price that the plan pays on the city's emissions, by year, in money per unit of the account."""
    case = plan.case
    if not (plan.costs["kind"] == "carbon_price").any():
        return {}
    units, money = Units(case.settings.counted), case.settings.money
    return {
        row.account: units.factor(row.unit, f"({money})/({case.accounts[row.account].unit})")
        * pd.Series({year: row.at(year) for year in case.years})
        for row in case.rows(CarbonPriceRow)
        if row.scope in (None, "total")
    }


def budgets(plan: Plan, lang: str) -> list[str]:
    """What the sum of emissions may be up to a year, and the price of the last tonne then."""
    case, prices = plan.case, plan.shadow_price
    found = prices[prices["kind"] == "cumulative"].set_index(["account", "scope", "year"])["current_value"]
    lines = []
    for row in case.rows(CapRow):
        scope = row.scope or "total"
        for year, amount in row.binding(case.years).items() if row.kind == "cumulative" else ():
            if (row.account, scope, year) in found.index:
                factor, per_tonne = readable_price(case, row.account)
                values = {"amount": shown(amount), "unit": row.unit, "year": year, "per_tonne": per_tonne}
                who = case.name_of(row.account, lang) if scope == "total" else case.name_of(scope, lang)
                price = shown(found[row.account, scope, year] * factor)
                lines.append(text("say_budget", lang, who=who, price=price, **values))
    return lines


def built(plan: Plan, lang: str) -> Group:
    """The measures on which most capital is spent, with what stands of them."""
    years = few_years(plan.case.years)[1:] or list(plan.case.years)
    spent = plan.cash[plan.cash["kind"].isin(["capex", "variable", "fixed"])].groupby("item")["present_value"].sum()
    incumbents = {i for i, row in plan.case.interventions.items() if row.incumbent}
    names = [
        i for i in spent.sort_values(ascending=False).index if i in plan.case.interventions and i not in incumbents
    ][:MOST_BUILT]
    stock = plan.uptake.pivot_table(index="intervention", columns="year", values="stock", sort=False)
    table = table_of(["", text("say_unit", lang), *map(str, years)])
    for i in names:
        table.add_row(
            plan.case.name_of(i, lang), plan.case.interventions[i].unit, *(shown(stock.loc[i, y]) for y in years)
        )
    return titled(text("say_built", lang), table)


def biggest_costs(plan: Plan, lang: str) -> Group:
    """What costs or earns most over the horizon, in present value, and its share of all that is paid and earned."""
    totals = plan.costs.groupby(["item", "kind"])["present_value"].sum().sort_values(key=abs, ascending=False)
    whole = totals.abs().sum()
    table = table_of(["", "", text("say_present_value", lang), "%"])
    for row in totals.head(MOST_COSTS).reset_index().to_dict("records"):
        money = row["present_value"]
        share = f"{money / whole:.0%}" if whole else ""
        table.add_row(plan.case.name_of(row["item"], lang), text(f"kind_{row['kind']}", lang), f"{money:,.0f}", share)
    return titled(text("say_costs", lang, money=plan.case.settings.money), table)


def few_years(years: range) -> list[int]:
    """The first year, the last, and round ones between."""
    if len(years) <= MOST_YEARS:
        return list(years)
    step = next(s for s in (1, 2, 5, 10, 20, 50, 100) if len(years) / s < MOST_YEARS - 1)
    return sorted({years[0], years[-1], *(y for y in years if y % step == 0)})
