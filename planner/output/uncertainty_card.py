"""What draws leave open, as plain data and as pictures."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from planner.languages import in_columns
from planner.messages import sentence
from planner.messages.unit_words import unit_words
from planner.model.caps import main_account
from planner.output.card import about, named, page_words
from planner.output.shown_units import emissions, money
from planner.pictures.charts import alt
from planner.pictures.plot_uncertainty import bands_by_year, tornado
from planner.pictures.words import Page, Text
from planner.sweeps.uncertainty import SHARES, Uncertainty

MOST_NUMBERS = 20


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
        price = unit_words(case.readable_price(case.accounts[account].unit)[1])
        panels.append((sentence("draws_price", unit=price), prices))
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
