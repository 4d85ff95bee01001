"""The one-screen summary of a plan, in English or Chinese.

Where you are:  ... macc -> card -> export -> [report] -> cli
"""

from __future__ import annotations

import pandas as pd
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from planner.card import horizon, readable_price
from planner.macc import MacCurve
from planner.messages import text
from planner.ranked import RankedCurve
from planner.ranked_card import reasons
from planner.results import Plan
from planner.units import Units

MOST_BUILT, MOST_COSTS, MOST_YEARS = 10, 6, 6


def screen(plan: Plan, curve: MacCurve | None, lang: str) -> Group:
    """Status, cost against both references, emissions and prices in a few years, what is built, the biggest costs."""
    parts: list[RenderableType] = [
        headline(plan, lang),
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
    return "\n".join([*lines, text("say_checked", lang, worst=f"{worst:.0e}"), ""])


def by_year(plan: Plan, lang: str) -> Group:
    """Emissions of the city and the price of the last tonne, in a few years."""
    years = _few(plan.case.years)
    paid = carbon_prices(plan)
    account = next(iter([*plan.shadow_price["account"], *paid, *plan.case.accounts]))
    unit = plan.case.accounts[account].unit
    table = _table(["", *map(str, years)])
    city = plan.emissions[(plan.emissions["account"] == account) & (plan.emissions["sector"] == "total")].set_index(
        "year"
    )
    for column in ("frozen", "least_cost", "plan", *(["cap"] if city["cap"].notna().any() else [])):
        table.add_row(text(f"say_{column}", lang), *(_number(city.loc[y, column]) for y in years))
    price = plan.shadow_price[
        (plan.shadow_price["account"] == account) & (plan.shadow_price["scope"] == "total")
    ].set_index("year")
    factor, per_tonne = readable_price(plan.case, account)

    def add_prices(label: str, prices: pd.Series) -> None:
        table.add_row(label, *(_number(prices.loc[y] * factor) if y in prices.index else "" for y in years))

    if len(price):
        add_prices(text("say_shadow_price", lang, unit=per_tonne), price["current_value"])
        if (price["carbon_price"] > 0).any():
            add_prices(text("say_carbon_price", lang), price["carbon_price"])
            add_prices(text("say_both_prices", lang), price["current_value"] + price["carbon_price"])
    elif account in paid:
        add_prices(f"{text('say_carbon_price', lang)} [{per_tonne}]", paid[account])
    title = text("say_emissions", lang, account=plan.case.name_of(account, lang), unit=unit)
    return Group(_titled(title, table), *(f"{line}\n" for line in budgets(plan, lang)))


def carbon_prices(plan: Plan) -> dict[str, pd.Series]:
    """Account -> price that the plan pays on the city's emissions, by year, in money per unit of the account."""
    case = plan.case
    if not (plan.costs["kind"] == "carbon_price").any():
        return {}
    units, money = Units(case.settings.counted), case.settings.money
    return {
        row.account: units.factor(row.unit, f"({money})/({case.accounts[row.account].unit})")
        * pd.Series({year: row.at(year) for year in case.years})
        for row in case.carbon_prices
        if row.scope in (None, "total")
    }


def budgets(plan: Plan, lang: str) -> list[str]:
    """What the sum of emissions may be up to a year, and the price of the last tonne then."""
    case, prices = plan.case, plan.shadow_price
    found = prices[prices["kind"] == "cumulative"].set_index(["account", "scope", "year"])["current_value"]
    lines = []
    for row in case.caps:
        scope = row.scope or "total"
        for year, amount in row.binding(case.years).items() if row.kind == "cumulative" else ():
            if (row.account, scope, year) in found.index:
                factor, per_tonne = readable_price(case, row.account)
                values = {"amount": _number(amount), "unit": row.unit, "year": year, "per_tonne": per_tonne}
                who = case.name_of(row.account, lang) if scope == "total" else case.name_of(scope, lang)
                price = _number(found[row.account, scope, year] * factor)
                lines.append(text("say_budget", lang, who=who, price=price, **values))
    return lines


def built(plan: Plan, lang: str) -> Group:
    """The measures on which most capital is spent, with what stands of them."""
    years = _few(plan.case.years)[1:] or list(plan.case.years)
    spent = plan.cash[plan.cash["kind"].isin(["capex", "variable", "fixed"])].groupby("item")["present_value"].sum()
    incumbents = {i for i, row in plan.case.interventions.items() if row.incumbent}
    names = [
        i for i in spent.sort_values(ascending=False).index if i in plan.case.interventions and i not in incumbents
    ][:MOST_BUILT]
    stock = plan.uptake.pivot_table(index="intervention", columns="year", values="stock", sort=False)
    table = _table(["", text("say_unit", lang), *map(str, years)])
    for i in names:
        table.add_row(
            plan.case.name_of(i, lang), plan.case.interventions[i].unit, *(_number(stock.loc[i, y]) for y in years)
        )
    return _titled(text("say_built", lang), table)


def biggest_costs(plan: Plan, lang: str) -> Group:
    """What costs or earns most over the horizon, in present value, and its share of all that is paid and earned."""
    totals = plan.costs.groupby(["item", "kind"])["present_value"].sum().sort_values(key=abs, ascending=False)
    whole = totals.abs().sum()
    table = _table(["", "", text("say_present_value", lang), "%"])
    for row in totals.head(MOST_COSTS).reset_index().to_dict("records"):
        money = row["present_value"]
        share = f"{money / whole:.0%}" if whole else ""
        table.add_row(plan.case.name_of(row["item"], lang), text(f"kind_{row['kind']}", lang), f"{money:,.0f}", share)
    return _titled(text("say_costs", lang, money=plan.case.settings.money), table)


def curve_line(curve: MacCurve, lang: str) -> str:
    """How far the curve goes, how exact it is, and what its price is per."""
    if not len(curve.steps):
        return text("say_no_steps", lang)
    factor, per_tonne = readable_price(curve.case, curve.account)
    low, high = (_number(price * factor) for price in curve.steps["price"].iloc[[0, -1]])
    lines = [
        text(
            "say_curve", lang, steps=len(curve.steps), low=low, high=high, unit=per_tonne, solves=curve.solves,
            abatement=_number(curve.steps["abatement_to"].iloc[-1]), error=f"{curve.largest_error:.0e}",
            emissions=curve.case.accounts[curve.account].unit,
        )
    ]
    if curve.kind == "path":
        lines.append(text("say_path_price", lang))
    if curve.cap is not None:
        values = {"cap": f"{curve.cap:,.6g} {curve.case.accounts[curve.account].unit}", "unit": per_tonne}
        at = cap_step(curve)
        if at is None:
            lines.append(text("say_cap_off", lang, **values))
        else:
            step, price = curve.steps.loc[at, ["step", "price"]]
            lines.append(text("say_cap_on", lang, **values, step=int(step), price=_number(price * factor)))
    if curve.reached < 1:
        lines.append(text("say_reached", lang, reached=f"{curve.reached:.1%}"))
    return "\n".join(lines)


def cap_step(curve: MacCurve) -> int | None:
    """Where in `steps` the cap of the curve's year lies, if on one."""
    if curve.cap is None or not len(curve.steps):
        return None
    start = curve.steps["emissions_from"].iloc[0]
    noise = 1e-9 * curve.steps["abatement_to"].iloc[-1]
    at = start - curve.cap
    reached = curve.steps.index[curve.steps["abatement_to"] >= at - noise]
    return int(reached[0]) if at > noise and len(reached) else None


def no_regret_line(curve: MacCurve, lang: str) -> str:
    """The no-regret block: tonnes of the curve's years, money of the whole horizon."""
    case, regret = curve.case, curve.no_regret
    assert regret is not None
    years = text("say_capped_years", lang) if curve.kind == "path" else str(curve.year or horizon(case))
    return text(
        "say_no_regret", lang, tonnes=_signed(-regret["tonnes"]), unit=case.accounts[curve.account].unit, years=years,
        cost=_signed(-regret["money"]), money=case.settings.money, horizon=horizon(case),
    )


def curve_screen(curve: MacCurve, lang: str) -> Group:
    """The widest steps of a curve, and how far and how exact it is."""
    line = curve_line(curve, lang)
    if curve.no_regret is not None:
        line += f"\n{no_regret_line(curve, lang)}"
    return Group(steps_table(curve, lang), line) if len(curve.steps) else Group(line)


def ranked_screen(curve: RankedCurve, lang: str) -> Group:
    """Each measure alone, in the order of the chart, with the reason why a bar misleads."""
    factor, per_tonne = readable_price(curve.case, curve.account)
    table = _table(["", text("say_abatement", lang, unit=curve.case.accounts[curve.account].unit), per_tonne, ""])
    why = {i: reason.zh if lang == "zh" else reason.en for i, reason in reasons(curve).items()}
    marks = {reason: f"[{n}]" for n, reason in enumerate(dict.fromkeys(why.values()), start=1)}
    for row in curve.bars.to_dict("records"):
        i, numbers = row["intervention"], (row["abatement"], row["cost_per_tonne"] * factor)
        table.add_row(curve.case.name_of(i, lang), *map(_number, numbers), Text(marks.get(why.get(i, ""), "")))
    notes = [Text(f"{mark} {reason}") for reason, mark in marks.items()]
    return Group(_titled(text("ranked_title", lang, year=curve.year), table), *notes)


def steps_table(curve: MacCurve, lang: str, most: int = 20) -> Group:
    """The widest steps of a curve, in order, and the one with the cap."""
    steps = curve.steps.assign(width=curve.steps["abatement_to"] - curve.steps["abatement_from"])
    widest, cap = steps.nlargest(most, "width"), cap_step(curve)
    shown = steps[steps.index.isin([*widest.index, cap])]
    factor, per_tonne = readable_price(curve.case, curve.account)
    columns = [
        "",
        text("say_abatement", lang, unit=curve.case.accounts[curve.account].unit),
        per_tonne,
        text("say_grows", lang),
    ]
    title = (
        text("say_widest", lang, shown=len(widest), steps=len(steps))
        if len(widest) < len(steps)
        else text("say_steps", lang)
    )
    table = _table(columns)
    for at, row in shown.to_dict("index").items():
        names = ", ".join(curve.case.name_of(i, lang) for i in row["grows"].split("; ") if i)
        width = f"{row['abatement_from']:,.4g} - {row['abatement_to']:,.4g}"
        table.add_row(f"{row['step']}{' *' * (at == cap)}", width, _number(row["price"] * factor), names)
    return _titled(title, table)


def _table(columns: list[str]) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for n, column in enumerate(columns):
        table.add_column(column, justify="left" if n == 0 or not column else "right", overflow="fold")
    return table


def _titled(title: str, table: Table) -> Group:
    """A title above a table, as wide as it likes."""
    return Group(Text(title, style="bold"), table, "")


def _few(years: range) -> list[int]:
    """The first year, the last, and round ones between."""
    if len(years) <= MOST_YEARS:
        return list(years)
    step = next(s for s in (1, 2, 5, 10, 20, 50, 100) if len(years) / s < MOST_YEARS - 1)
    return sorted({years[0], years[-1], *(y for y in years if y % step == 0)})


def _signed(value: float) -> str:
    shown = _number(value)
    return f"+{shown}" if value > 0 else shown


def _number(value: float) -> str:
    return "" if pd.isna(value) else f"{value + 0.0:,.4g}" if abs(value) < 1000 else f"{value:,.0f}"
