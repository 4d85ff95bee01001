"""A plan in the format of the IAMC: model, scenario, region, variable, unit and a column a year.

Names are those of the common definitions of the Integrated Assessment Modeling Consortium where they exist
(https://github.com/IAMconsortium/common-definitions); what is ours is said in a definitions file beside the table.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version

import pandas as pd

from planner.results.result_tables import Plan

COLUMNS = ["model", "scenario", "region", "variable", "unit"]


@dataclass(frozen=True)
class Series:
    """One variable: its unit, what it means, and its amounts by year."""

    variable: str
    unit: str
    meaning: str
    values: pd.Series


def iamc(plan: Plan) -> pd.DataFrame:
    """The plan as a wide table of `COLUMNS` and its years.

    The account of the first cap has the plain names of its gas, `Emissions|CO2`; another one its own beside it.
    Emissions and what is bought, built or spent are per year; money is real, of the price year.
    """
    of = {
        "model": f"abatement-planner {version('abatement-planner')}",
        "scenario": "|".join(filter(None, [plan.model, plan.case.scenario])),
        "region": plan.case.name,
    }
    rows = [{**of, "variable": each.variable, "unit": each.unit, **each.values} for each in _series(plan)]
    return pd.DataFrame(rows, columns=[*COLUMNS, *plan.case.years])


def definitions(plan: Plan) -> str:
    """What each variable means, in YAML as nomenclature reads it (JSON strings are YAML's)."""
    return "".join(
        f"- {json.dumps(each.variable)}:\n"
        f"    description: {json.dumps(each.meaning)}\n"
        f"    unit: {json.dumps(each.unit)}\n"
        for each in _series(plan)
    )


def _series(plan: Plan) -> Iterator[Series]:
    yield from _emissions(plan)
    yield from _carbon_prices(plan)
    yield from _spending(plan)
    yield from _built(plan)
    yield from _commodities(plan)


def _emissions(plan: Plan) -> Iterator[Series]:
    accounts = plan.case.accounts
    first = next(iter([*plan.cap_prices["account"], *accounts]))
    for account, table in plan.emissions.groupby("account", sort=False):
        gas = accounts[account].gas
        kind = _species(gas) if account == first else f"{_species(gas)}|{_plain(accounts[account].name_en or account)}"
        for sector, rows in table.groupby("sector", sort=False):
            by_year, name = rows.set_index("year"), _plain(rows["name_en"].iloc[0])
            of, end = ("the city", "") if sector == "total" else (name, f"|{name}")
            unit = f"{_of_gas(rows['unit'].iloc[0])}/yr"
            yield Series(f"Emissions|{kind}{end}", unit, f"Emissions of {of} in the plan", by_year["plan"])
            avoided = by_year["frozen"] - by_year["plan"]
            yield Series(f"Abatement|{kind}{end}", unit, f"Emissions of {of}: frozen reference less the plan", avoided)
            if len(capped := by_year["cap"].dropna()):
                yield Series(f"Emission Cap|{kind}{end}", unit, f"Cap on the emissions of {of}", capped)


def _carbon_prices(plan: Plan) -> Iterator[Series]:
    """The shadow prices of yearly caps on the whole city; `Price|Carbon` of the first account."""
    caps = plan.cap_prices.query("kind == 'yearly' and scope == 'total'")
    for n, (account, rows) in enumerate(caps.groupby("account", sort=False)):
        name = "" if n == 0 else f"|{_plain(plan.case.accounts[account].name_en or account)}"
        unit = _of_gas(_of_year(plan, rows["price_unit"].iloc[0]))
        meaning = "Shadow price of the year's cap: what one more tonne allowed saves, undiscounted"
        yield Series(f"Price|Carbon{name}", unit, meaning, rows.set_index("year")["price"])


def _spending(plan: Plan) -> Iterator[Series]:
    unit = f"{_of_year(plan, plan.case.settings.money)}/yr"
    capital = plan.cash[plan.cash["kind"] == "capex"]
    yield Series("Investment", unit, "Overnight capital cost of what is built in the year", _by_year(plan, capital))
    for name, rows in capital.groupby("name_en", sort=False):
        yield Series(f"Investment|{_plain(name)}", unit, f"Overnight capital cost of {name}", _by_year(plan, rows))
    extra = _by_year(plan, plan.cash) - _by_year(plan, plan.cash, "least_cost")
    yield Series("Policy Cost", unit, "Cash of the plan less that of the least-cost reference", extra)


def _built(plan: Plan) -> Iterator[Series]:
    for name, rows in plan.uptake.groupby("name_en", sort=False):
        by_year, unit = rows.set_index("year"), rows["unit"].iloc[0]
        yield Series(f"Stock|{_plain(name)}", unit, f"In service: {name}", by_year["stock"])
        yield Series(f"New Units|{_plain(name)}", f"{unit}/yr", f"Built in the year: {name}", by_year["new_units"])
        if (by_year["activity"] != 0).any():
            run = f"{rows['activity_unit'].iloc[0]}/yr"
            yield Series(f"Activity|{_plain(name)}", run, f"Delivered, avoided or caught: {name}", by_year["activity"])


def _commodities(plan: Plan) -> Iterator[Series]:
    for name, rows in plan.balances.groupby("commodity_en", sort=False):
        unit = f"{rows['unit'].iloc[0]}/yr"
        bought = rows[rows["kind"] == "purchase"]
        used = rows[rows["kind"].isin(["consumed", "demand"])]
        if len(bought):
            yield Series(f"Purchases|{_plain(name)}", unit, f"{name} bought", _by_year(plan, bought, "value"))
        if len(used):
            yield Series(f"Use|{_plain(name)}", unit, f"{name} used", -_by_year(plan, used, "value"))


def _by_year(plan: Plan, rows: pd.DataFrame, column: str = "plan") -> pd.Series:
    """The sum of a column by year, zero where nothing is."""
    return rows.groupby("year")[column].sum().reindex(plan.case.years, fill_value=0.0)


def _of_year(plan: Plan, unit: str) -> str:
    """A unit of money with its price year, as in CNY_2025."""
    return unit.replace("CNY", f"CNY_{plan.case.settings.price_year}")


def _of_gas(unit: str) -> str:
    """A mass of gas as the common definitions write it: Mt CO2, Mt CO2-equiv."""
    return re.sub(r"t ?CO2(e?)", lambda found: f"t CO2{'-equiv' if found[1] else ''}", unit)


def _species(gas: str) -> str:
    return "Kyoto Gases" if gas == "CO2e" else gas


def _plain(name: str) -> str:
    """A name as part of a variable: a bar would begin a new one, and readers match with stars."""
    return name.replace("|", "/").replace("*", "")
