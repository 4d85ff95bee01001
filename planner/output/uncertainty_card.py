"""What draws leave open, as plain data and as pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from planner.languages import in_each
from planner.messages import sentence
from planner.messages.unit_words import unit_words
from planner.model.caps import main_account
from planner.model.model_file import model_title
from planner.output.card import about, horizon, named, titled
from planner.output.shown_units import emissions, money
from planner.sweeps.uncertainty import SHARES, Uncertainty

if TYPE_CHECKING:
    import altair as alt
    import pandas as pd

    from planner.pictures.theme import Page
    from planner.pictures.words import Text

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


def bands(found: Uncertainty, lang: str) -> alt.VConcatChart:
    """Emissions and, where the city has caps, their price by year."""
    from planner.pictures.plot_uncertainty import Band, bands_by_year

    case, account = found.case, main_account(found.case)
    table = found.bands[found.bands["account"] == account]
    measure = emissions(case, account, lang)
    panels: list[tuple[Text, dict[int, Band]]] = [
        (
            sentence("draws_emissions", account=named(case, "account", account), unit=measure.unit),
            _by_year(measure.of(table, *SHARES), "emissions", "plan"),
        )
    ]
    if prices := _by_year(table, "shadow_price", "total"):
        price = unit_words(case.readable_price(case.accounts[account].unit)[1])
        panels.append((sentence("draws_price", unit=price), prices))
    return bands_by_year(panels, _words(found, lang, "draws_title", "draws_how"))


def drivers(found: Uncertainty, lang: str) -> alt.VConcatChart:
    """The numbers whose ends change the cost most."""
    from planner.pictures.plot_uncertainty import Ends, tornado

    table = found.numbers.dropna(subset=["cost_low", "cost_high"])
    measure = money(found.case, float(table[["cost_low", "cost_high"]].abs().max(axis=None)), lang)
    table = measure.of(table, "cost_low", "cost_high", "slope_low", "slope_high")
    swing = table[["cost_low", "cost_high"]].abs().max(axis=1)
    most = table.loc[swing[swing > 0].sort_values(ascending=False).index[:MOST_NUMBERS]]
    ends = [
        Ends(
            in_each(lambda lang, row=row: row[f"title_{lang}"]),  # type: ignore[misc]
            row["cost_low"],
            row["cost_high"],
            tuple(estimate for estimate in (row["slope_low"], row["slope_high"]) if np.isfinite(estimate)),
        )
        for row in most.to_dict("records")
    ]
    axis = sentence("draws_axis", money=measure.unit)
    return tornado(ends, axis, _words(found, lang, "draws_drivers", "draws_ends"))


def _by_year(table: pd.DataFrame, quantity: str, item: str) -> dict[int, Any]:
    from planner.pictures.plot_uncertainty import Band

    rows = table[(table["quantity"] == quantity) & (table["item"] == item)]
    return {int(row["year"]): Band(*(row[name] for name in SHARES)) for row in rows.to_dict("records")}


def _words(found: Uncertainty, lang: str, title: str, note: str) -> Page:
    from planner.pictures.theme import Page

    case = found.case
    subtitle = sentence(
        "draws_subtitle",
        horizon=horizon(case),
        model=model_title(found.sweep.spec.name),
        count=f"{len(found.values):,}",
        all=f"{found.draws:,}",
        price_year=case.settings.price_year,
    )
    return Page(titled(case, title), [subtitle], [sentence(note)], lang)
