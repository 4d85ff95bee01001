"""What draws leave open, on the screen, in English or Chinese."""

from __future__ import annotations

import pandas as pd
from rich.console import Group
from rich.text import Text

from planner.messages import text
from planner.messages.unit_words import unit_in
from planner.model.caps import main_account
from planner.output.screens import few_years, shown, table_of, titled
from planner.output.shown_units import money
from planner.sweeps.uncertainty import SHARES, Uncertainty

MOST_NUMBERS, LONGEST = 12, 60


def uncertainty_screen(found: Uncertainty, lang: str, above: float | None = None) -> Group:
    """Cost, prices by year, which measures are in the plan, which numbers drive the cost, and what stayed as it is."""
    numbers = found.numbers
    left = numbers.loc[~numbers["drawn"], "key"].tolist()
    said = [
        text(
            "draws_said", lang, count=f"{len(found.values):,}", all=f"{found.draws:,}", numbers=len(numbers) - len(left)
        )
    ]
    if left:
        said.append(text("draws_left", lang, keys=", ".join(left)))
    likely = [] if above is None else [probabilities(found, above, lang)]
    return Group(costs_and_prices(found, lang), *likely, measures(found, lang), drivers(found, lang), *map(Text, said))


def costs_and_prices(found: Uncertainty, lang: str) -> Group:
    """Quantiles of the total cost, and of the price of the city's cap in a few years."""
    case, bands = found.case, found.bands
    account = main_account(case)
    cost = bands[(bands["quantity"] == "cost") & (bands["item"] == "plan")]
    price = bands[(bands["quantity"] == "shadow_price") & (bands["account"] == account) & (bands["item"] == "total")]
    table, own = (
        table_of(["", *(f"{share:.0%}" for share in SHARES.values())]),
        money(case, float(cost[list(SHARES)].abs().max(axis=None)), lang),
    )
    for row in cost.to_dict("records"):
        table.add_row(text("draws_cost", lang, money=own.unit), *(own.shown(row[name]) for name in SHARES))
    for row in price[price["year"].isin(few_years(case.years))].to_dict("records"):
        name = text("draws_price_of", lang, unit=row["unit"], year=row["year"])
        table.add_row(name, *(shown(row[share]) for share in SHARES))
    return titled(text("draws_bands", lang), table)


def probabilities(found: Uncertainty, above: float, lang: str) -> Group:
    """How likely the price of each cap is above an amount, in a few years."""
    every = found.probabilities(above)
    years = few_years(found.case.years)
    table = table_of(["", *map(str, years)])
    for name, of in every.groupby(f"name_{lang}", sort=False):
        by_year = dict(zip(of["year"], of["probability"], strict=True))
        table.add_row(str(name), *(f"{by_year[y]:.0%}" if y in by_year else "" for y in years))
    unit = unit_in(found.case.readable_price(found.case.accounts[main_account(found.case)].unit)[1], lang)
    return titled(text("draws_above", lang, above=shown(above), unit=unit), table)


def measures(found: Uncertainty, lang: str) -> Group:
    """Measures that some draws build and some do not; of the others their numbers."""
    table, share = table_of(["", "%"]), found.measures["share"]
    open_ = found.measures[(share > 0) & (share < 1)]
    for row in open_.to_dict("records"):
        table.add_row(row[f"name_{lang}"], f"{row['share']:.0%}")
    always, never = int((share == 1).sum()), int((share == 0).sum())
    if open_.empty:
        return Group(Text(f"{text('draws_no_measures', lang, always=always, never=never)}\n"))
    return titled(text("draws_measures", lang, always=always, never=never), table)


def drivers(found: Uncertainty, lang: str) -> Group:
    """The numbers that change the cost most, at their low and their high ends."""
    table = table_of(["", *(text(f"draws_{column}", lang) for column in ("value", "low", "high"))])
    swing = found.numbers[["cost_low", "cost_high"]].abs().max(axis=1).sort_values(ascending=False)
    own = money(found.case, float(swing.max()), lang)
    for n in swing[swing > 0].index[:MOST_NUMBERS]:
        row = found.numbers.loc[n]
        ends = (
            f"{shown(row[end])}: {own.signed(row[f'cost_{end}']) if pd.notna(row[f'cost_{end}']) else '–'}"
            for end in ("low", "high")
        )
        table.add_row(row[f"title_{lang}"][:LONGEST], f"{shown(row['value'])} {unit_in(row['unit'], lang)}", *ends)
    return titled(text("draws_drive", lang, money=own.unit), table)
