"""The one-screen summary of a plan, in English or Chinese."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
import pandas as pd
from rich.console import Group

from planner.curves.macc import MacCurve
from planner.messages import text
from planner.messages.unit_words import unit_in, unit_words
from planner.model.caps import CapRow, main_account
from planner.model.costs import CarbonPriceRow
from planner.model.model_file import model_title
from planner.output.case_words import error_share, minimised
from planner.output.cash_report import cash_table, payers_table
from planner.output.co_benefits_report import co_benefits
from planner.output.document.content import Table
from planner.output.reliance import evidence_shares
from planner.output.scoped import caps_of, emissions_of, who_emits
from planner.output.screens import few_years, printed, shown, span
from planner.output.shown_units import Measure, emissions as emissions_unit, money, money_of
from planner.output.system_screen import curve_line
from planner.results.price_ranges import at_kink
from planner.results.result_tables import Plan
from planner.results.tidy import FEWEST

MOST_BUILT, MOST_COSTS = 10, 6


def screen(plan: Plan, curve: MacCurve | None, lang: str) -> Group:
    """Status, cost against the references; emissions, prices and cash by year; what is built, the biggest costs."""
    tables = [
        *by_year(plan, lang),
        cash_table(plan, lang),
        *([payers_table(plan, lang)] if plan.case.payers else []),
        *co_benefits(plan, lang),
        *(table for table in (stock_table(plan, lang), biggest_costs(plan, lang)) if table.rows),
    ]
    said = f"{headline(plan, lang)}\n{evidence_line(plan, curve, lang)}\n"
    return printed(said, *tables, *([] if curve is None else [curve_line(curve, lang)]))


def headline(plan: Plan, lang: str) -> str:
    settings = plan.case.settings
    own = money_of(plan, lang)
    lines = [text("say_least_excess", lang)] if plan.excess else []
    lines += [
        text(
            "say_optimal",
            lang,
            title=plan.case.title_in(lang),
            plan=minimised(plan),
            model=model_title(plan.model),
            horizon=plan.case.span,
        )
    ]
    lines.append(
        text(
            "say_cost",
            lang,
            cost=own.shown(plan.total_cost),
            money=own.unit,
            rate=f"{settings.discount_rate:.1%}",
            year=settings.price_year,
        )
    )
    if plan.total_cost != plan.resource_cost:
        lines.append(text("say_resource_cost", lang, cost=own.shown(plan.resource_cost), money=own.unit))
    lines += [line for name in plan.distinct_references for line in _against(plan, name, own, lang)]
    worst = max(plan.certificate.values())
    return "\n".join([*lines, text("say_checked", lang, worst=error_share(worst))])


def _against(plan: Plan, name: str, own: Measure, lang: str) -> Iterator[str]:
    """What the plan costs more than a reference, and what was built in that; or what the reference lacks."""
    case, reference = plan.case, plan.references[name]
    if reference["status"] == "missing":
        first = (reference["missing"] or [{"commodity": "?", "year": "?", "excess": 0.0, "unit": ""}])[0]
        values = first | {"commodity": case.name_of("commodity", first["commodity"], lang)}
        yield text("say_missing", lang, reference=text(f"say_{name}", lang), **values)
        return
    more, cost = own.signed(plan.resource_cost - reference["cost"]), own.shown(reference["cost"])
    yield text(f"say_against_{name}", lang, more=more, cost=cost, money=own.unit)
    if opened := reference.get("opened"):
        names = [
            text("named_in_year", lang, name=case.name_of("intervention", i, lang), year=year)
            for i, year in opened.items()
        ]
        yield text("say_opened", lang, names=names)


def evidence_line(plan: Plan, curve: MacCurve | None, lang: str) -> str:
    """The shares of cost and abatement that rest on unverified numbers, in part and wholly."""
    shares = {name: found for name, found in evidence_shares(plan, curve=curve).items() if found}
    said = {name: f"{found['unverified']:.0%}" for name, found in shares.items()}
    said |= {f"{name}_wholly": f"{found['wholly_unverified']:.0%}" for name, found in shares.items()}
    return text(f"say_reliance_{'_'.join(shares) or 'none'}", lang, **said)


def by_year(plan: Plan, lang: str) -> list[Table | str]:
    """Emissions of the city and the price of the last tonne in a few years; then of every other capped scope."""
    prices, paid = plan.cap_prices, carbon_prices(plan)
    capped = list(dict.fromkeys(zip(prices["account"], prices["scope"], strict=True)))
    first = (next(iter([*prices["account"], *paid, *plan.case.accounts])), "total")
    city = of_scope(plan, *first, (*plan.distinct_references, "plan"), paid.get(first[0]), lang)
    others = [of_scope(plan, *other, ("plan",), None, lang) for other in capped if other != first]
    limits = policies(plan, lang)
    return [city, *others, *(f"{line}\n" for line in budgets(plan, lang)), *([limits] if limits.rows else [])]


def policies(plan: Plan, lang: str) -> Table:
    """What one more unit of each policy saves, in a few years; at a kink also what one less costs; where that holds."""
    prices = plan.shadow_price[plan.shadow_price["limit"] != CapRow.FILE.removesuffix(".csv")]
    years, rows = few_years(plan.case.years), []
    for (_, unit, name), of in prices.groupby(["id", "price_unit", f"name_{lang}"], sort=False):
        at = of.set_index("year")
        lines = [(str(name), unit_in(str(unit), lang), at["relaxed"].map(shown))]
        if can_be_tighter(at).any():
            lines.append((text("say_policy_tightened", lang), "", at["tightened"].map(shown)))
        if ((at["holds_to"] > at["holds_from"]) & (at["relaxed"] > 0)).any():
            amounts = pd.Series({year: holds(row, 1.0, lang) for year, row in at.iterrows()})
            lines.append((text("say_policy_holds", lang), unit_in(str(at["unit"].iloc[0]), lang), amounts))
        rows += [[label, per, *(said.get(year, "") for year in years)] for label, per, said in lines]
    return Table(text("say_policies", lang), ["", text("say_unit", lang), *map(str, years)], rows, words=2)


def of_scope(plan: Plan, account: str, scope: str, plans: tuple[str, ...], paid: pd.Series | None, lang: str) -> Table:
    """Emissions of a scope in a few years, its caps, and the price of its last tonne or the carbon price it pays."""
    case, years = plan.case, few_years(plan.case.years)
    price = caps_of(plan, account, scope).set_index("year")
    per_tonne = unit_in(case.emission_price(account)[1], lang)
    own, lines = emissions_unit(case, account, lang), emission_lines(plan, account, scope, plans, lang)
    if len(price):
        lines.append((text("say_shadow_price", lang, unit=per_tonne), price["price"]))
        if at_kink(price).any():
            lines.append((text("say_tightened", lang), price["tightened"]))
            lines.append((text("say_relaxed", lang), price["relaxed"]))
    rows = [line(*each, years) for each in lines]
    if len(price):
        ranges = (holds(price.loc[y], own.factor, lang) if y in price.index else "" for y in years)
        rows.append([text("say_holds", lang), *ranges])
        if (price["carbon_price"] > 0).any():
            rows.append(line(text("say_carbon_price", lang), price["carbon_price"], years))
            rows.append(line(text("say_both_prices", lang), price["price"] + price["carbon_price"], years))
    elif paid is not None:
        rows.append(line(f"{text('say_carbon_price', lang)} [{per_tonne}]", paid, years))
    who = who_emits(case, account, scope, lang)
    return Table(text("say_emissions", lang, account=who, unit=own.unit), ["", *map(str, years)], rows)


def emission_lines(
    plan: Plan, account: str, scope: str, plans: Iterable[str], lang: str
) -> list[tuple[str, pd.Series]]:
    """What a scope emits in plans and what its yearly caps are, as shown: (what it is called, by year)."""
    measure, emitted = emissions_unit(plan.case, account, lang), emissions_of(plan, account, scope)
    at = caps_of(plan, account, scope).query("kind == 'yearly'")
    caps = [(text("say_cap_eased" if plan.excess else "say_cap", lang), at.set_index("year")["amount"])]
    lines = [(text(f"say_{name}", lang), emitted[name]) for name in plans] + (caps if len(at) else [])
    return [(name, amounts * measure.factor) for name, amounts in lines]


def line(label: str, values: pd.Series, years: Iterable[int]) -> list[str]:
    """A line of numbers; blank in a year without one."""
    return [label, *(shown(values[y]) if y in values.index else "" for y in years)]


def fewest_line(plan: Plan, over: float, lang: str) -> str:
    """What so much more than the least cost buys: tonnes less than at least cost, what is left, the last's price."""
    row = plan.shadow_price.set_index("id").loc[FEWEST]
    account = main_account(plan.case)
    paid, unit = money(plan.case, over, lang), emissions_unit(plan.case, account, lang)
    city = emissions_of(plan, account)
    return text(
        "say_fewest",
        lang,
        over=paid.said(over),
        avoided=unit.said(float((city["least_cost"] - city["plan"]).sum())),
        left=unit.said(row["amount"]),
        price=shown(row["price"]),
        price_unit=row["price_unit"],
    )


def can_be_tighter(prices: pd.DataFrame) -> pd.Series:
    """Whether there is a plan one unit tighter, and it costs more than one looser saves."""
    return at_kink(prices) & np.isfinite(prices["tightened"])


def holds(price: pd.Series, factor: float, lang: str) -> str:
    """The limits for which a price holds, times a factor."""
    if pd.isna(price["holds_from"]):
        return ""
    low, high = price["holds_from"] * factor, price["holds_to"] * factor
    return span(low, high, lang) if np.isfinite(high) else f"> {shown(low)}"


def carbon_prices(plan: Plan) -> dict[str, pd.Series]:
    """Account -> price that the plan pays on the city's emissions, by year, per tonne as it is read."""
    case = plan.case
    if not (plan.costs["kind"] == "carbon_price").any():
        return {}
    return {
        row.account: case.units.factor(row.unit, case.emission_price(row.account)[1])
        * pd.Series({year: row.at(year) for year in case.years})
        for row in case.rows(CarbonPriceRow)
        if row.scope in (None, "total")
    }


def budgets(plan: Plan, lang: str) -> list[str]:
    """What the sum of emissions may be up to a year, and the price of the last tonne then."""
    case, prices = plan.case, plan.cap_prices
    found = prices[prices["kind"] == "cumulative"].set_index(["account", "scope", "year"])["price"]
    lines = []
    for row in case.rows(CapRow):
        scope = row.scope or "total"
        for year, amount in row.binding(case.years).items() if row.kind == "cumulative" else ():
            if (row.account, scope, year) in found.index:
                per_tonne = unit_words(case.emission_price(row.account)[1])
                own = emissions_unit(case, row.account, lang)
                amount *= case.units.factor(row.unit, case.accounts[row.account].unit)
                values = {"amount": own.shown(amount), "unit": own.unit, "year": year, "per_tonne": per_tonne}
                who = who_emits(case, row.account, scope, lang)
                price = shown(found[row.account, scope, year])
                lines.append(text("say_budget", lang, who=who, price=price, **values))
    return lines


def stock_table(plan: Plan, lang: str) -> Table:
    """What stands of the measures on which most is spent."""
    case, years = plan.case, few_years(plan.case.years)
    stock = plan.uptake.pivot_table(index="intervention", columns="year", values="stock", sort=False)
    rows = []
    for i in spent_most(plan):
        unit = unit_in(case.interventions[i].unit, lang)
        rows.append([case.name_of("intervention", i, lang), unit, *map(shown, stock.loc[i, years])])
    return Table(text("say_stock", lang), ["", text("say_unit", lang), *map(str, years)], rows, words=2)


def spent_most(plan: Plan) -> list[str]:
    """The measures on which most is spent, most first."""
    spent = plan.cash[plan.cash["kind"].isin(["capex", "variable", "fixed"])].groupby("item")["present_value"].sum()
    measures = [i for i, row in plan.case.interventions.items() if not row.incumbent and i in spent.index]
    return sorted(measures, key=lambda i: -float(spent[i]))[:MOST_BUILT]


def biggest_costs(plan: Plan, lang: str) -> Table:
    """What costs or earns most over the horizon, in present value, and its share of all that is paid and earned."""
    totals = plan.costs.groupby(["item", "kind", f"name_{lang}"])["present_value"].sum()
    whole, own, rows = totals.abs().sum(), money_of(plan, lang), []
    largest = totals.sort_values(key=abs, ascending=False).head(MOST_COSTS)
    for row in largest.reset_index().to_dict("records"):
        share = f"{round(row['present_value'] / whole, 2) + 0.0:.0%}" if whole else ""
        name, kind = row[f"name_{lang}"], text(f"kind_{row['kind']}", lang)
        rows.append([name, kind, own.shown(row["present_value"]), share])
    heads = ["", "", text("say_present_value", lang), "%"]
    return Table(text("say_costs", lang, money=own.unit), heads, rows)
