"""What draws leave open as plain data, as pictures and on the screen."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from rich.console import Group

from planner.languages import in_columns
from planner.messages import sentence, text
from planner.messages.unit_words import unit_in, unit_words
from planner.model.caps import main_account
from planner.output.case_words import about, named, page_words
from planner.output.document.content import Table
from planner.output.screens import few_years, printed, shown
from planner.output.shown_units import emissions, money
from planner.pictures.charts import alt
from planner.pictures.plot_draws import bands_by_year, tornado
from planner.pictures.words import Page, Text
from planner.sweeps.uncertainty import SHARES, Uncertainty

MOST_NUMBERS, MOST_LISTED, LONGEST = 20, 12, 60
"""Numbers in the picture and on the screen, and letters of their titles there."""


def card(found: Uncertainty) -> dict[str, Any]:
    """How was drawn, what came of it, and what was left at its value."""
    case, numbers = found.case, found.numbers
    cost = found.bands[found.bands["quantity"] == "cost"].set_index("item")
    return {
        **about(case, found.sweep.spec.name),
        "draws": found.draws,
        "with_a_plan": len(found.values),
        "method": found.method,
        "seed": found.seed,
        "drawn": numbers.loc[numbers["drawn"], "key"].tolist(),
        "left_at_their_values": numbers.loc[~numbers["drawn"], "key"].tolist(),
        "total_cost": {name: float(cost.loc["plan", name]) for name in ("mean", *SHARES)},
        "money": case.settings.money,
        "inputs": case.sha256,
    }


def tables(found: Uncertainty, above: float | None = None) -> dict[str, pd.DataFrame]:
    """Bands, measures and numbers, and the points of the draws; the probability of prices above an amount."""
    own = {f"_{name}": getattr(found, name) for name in ("bands", "measures", "numbers")}
    likely = {} if above is None else {"_probability": found.probabilities(above)}
    return own | likely | {"_points": found.sweep.points.drop(columns="error")}


def bands(found: Uncertainty, lang: str) -> alt.VConcatChart:
    """Emissions and, where the city has caps, their price by year."""
    case, account = found.case, main_account(found.case)
    table = found.bands[found.bands["account"] == account]
    measure = emissions(case, account, lang)
    emitted = sentence("draws_emissions", account=named(case, "account", account), unit=measure.unit)
    plans = table[(table["quantity"] == "emissions") & (table["item"] == "plan")]
    prices = table[(table["quantity"] == "shadow_price") & (table["item"] == "total")]
    panels: list[tuple[Text, pd.DataFrame]] = [(emitted, measure.of(plans, *SHARES))]
    if len(prices):
        price = unit_words(case.emission_price(account)[1])
        panels.append((sentence("compare_price", unit=price), prices))
    return bands_by_year(panels, _words(found, lang, "draws_title", "draws_how"))


def drivers(found: Uncertainty, lang: str) -> alt.VConcatChart:
    """The numbers whose ends change the cost most."""
    ends, slopes = ["cost_low", "cost_high"], ["slope_low", "slope_high"]
    table = found.numbers.dropna(subset=ends)
    measure = money(found.case, float(table[ends].abs().max(axis=None)), lang)
    table = measure.of(table, *ends, *slopes)
    swing = table[ends].abs().max(axis=1)
    most = table.loc[swing[swing > 0].sort_values(ascending=False).index[:MOST_NUMBERS]]
    drawn = pd.DataFrame(
        {
            "name": [in_columns(row, "title") for row in most.to_dict("records")],
            "low": most["cost_low"],
            "high": most["cost_high"],
            "estimates": [[slope for slope in row if np.isfinite(slope)] for row in most[slopes].to_numpy()],
        }
    )
    axis = sentence("draws_axis", money=measure.unit)
    return tornado(drawn, axis, _words(found, lang, "draws_drivers", "draws_ends"))


def _words(found: Uncertainty, lang: str, title: str, note: str) -> Page:
    counts = {"count": f"{len(found.values):,}", "all": f"{found.draws:,}"}
    return page_words(found.case, found.sweep.spec.name, "draws", [sentence(note)], lang, title, **counts)


def uncertainty_screen(found: Uncertainty, lang: str, above: float | None = None) -> Group:
    """Cost, prices by year, which measures are in the plan, which numbers drive the cost, and what stayed as it is."""
    left = found.numbers.loc[~found.numbers["drawn"], "key"].tolist()
    counts = {"count": f"{len(found.values):,}", "all": f"{found.draws:,}", "numbers": len(found.numbers) - len(left)}
    stayed = [text("draws_left", lang, keys=", ".join(left))] if left else []
    likely = [] if above is None else [probabilities(found, above, lang)]
    tables = costs_and_prices(found, lang), *likely, measures(found, lang), ends_of_numbers(found, lang)
    return printed(*tables, text("draws_said", lang, **counts), *stayed)


def costs_and_prices(found: Uncertainty, lang: str) -> Table:
    """Quantiles of the total cost, and of the price of the city's cap in a few years."""
    case, bands = found.case, found.bands
    account = main_account(case)
    cost = bands[(bands["quantity"] == "cost") & (bands["item"] == "plan")]
    price = bands[(bands["quantity"] == "shadow_price") & (bands["account"] == account) & (bands["item"] == "total")]
    own = money(case, float(cost[list(SHARES)].abs().max(axis=None)), lang)
    rows = [
        [text("draws_cost", lang, money=own.unit), *(own.shown(row[name]) for name in SHARES)]
        for row in cost.to_dict("records")
    ]
    for row in price[price["year"].isin(few_years(case.years))].to_dict("records"):
        name = text("draws_price_of", lang, unit=row["unit"], year=row["year"])
        rows.append([name, *(shown(row[share]) for share in SHARES)])
    return Table(text("draws_bands", lang), ["", *(f"{share:.0%}" for share in SHARES.values())], rows)


def probabilities(found: Uncertainty, above: float, lang: str) -> Table:
    """How likely the price of each cap is above an amount, in a few years."""
    case, years, rows = found.case, few_years(found.case.years), []
    for name, of in found.probabilities(above).groupby(f"name_{lang}", sort=False):
        at = dict(zip(of["year"], of["probability"], strict=True))
        rows.append([str(name), *(f"{at[y]:.0%}" if y in at else "" for y in years)])
    unit = case.emission_price(main_account(case))[1]
    return Table(text("draws_above", lang, above=shown(above), unit=unit), ["", *map(str, years)], rows)


def measures(found: Uncertainty, lang: str) -> Table | str:
    """Measures that some draws build and some do not; of the others their numbers."""
    share = found.measures["share"]
    counts = {"always": int((share == 1).sum()), "never": int((share == 0).sum())}
    some = found.measures[(share > 0) & (share < 1)]
    if some.empty:
        return text("draws_no_measures", lang, **counts) + "\n"
    rows = [[row[f"name_{lang}"], f"{row['share']:.0%}"] for row in some.to_dict("records")]
    return Table(text("draws_measures", lang, **counts), ["", "%"], rows)


def ends_of_numbers(found: Uncertainty, lang: str) -> Table:
    """The numbers that change the cost most, at their low and their high ends."""
    swing = found.numbers[["cost_low", "cost_high"]].abs().max(axis=1).sort_values(ascending=False)
    own, rows = money(found.case, float(swing.max()), lang), []
    for n in swing[swing > 0].index[:MOST_LISTED]:
        row = found.numbers.loc[n]
        costs = {end: row[f"cost_{end}"] for end in ("low", "high")}
        ends = (f"{shown(row[end])}: {own.signed(c) if pd.notna(c) else '–'}" for end, c in costs.items())
        rows.append([row[f"title_{lang}"][:LONGEST], f"{shown(row['value'])} {unit_in(row['unit'], lang)}", *ends])
    heads = ["", *(text(f"draws_{column}", lang) for column in ("value", "low", "high"))]
    return Table(text("draws_drive", lang, money=own.unit), heads, rows)
