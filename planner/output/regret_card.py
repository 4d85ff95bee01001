"""What held plans risk: as plain data, as a picture and on the screen."""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np
from rich.console import Group

from planner.errors import Message
from planner.languages import in_each
from planner.messages import sentence, text
from planner.output.case_words import about, page_words
from planner.output.comparison_card import name_of
from planner.output.document.content import Table
from planner.output.screens import printed
from planner.output.shown_units import Measure, money
from planner.pictures.charts import alt
from planner.pictures.plot_draws import regret_by_cost, regrets
from planner.pictures.words import Page
from planner.sweeps.regret import Regret
from planner.sweeps.uncertainty import SHARES

COLUMNS = {"expected_cost": "expected_cost", "mean": "mean", "median": "p50", "most": "most"}
"""What the screen says of a plan -> its column."""
FEWEST = 20
"""Draws from which on their tenths say something."""


def card(found: Regret) -> dict[str, Any]:
    """What was held, what each plan risks, and what it is worth to know."""
    worth = found.perfect_information
    return {
        **about(found.case, found.draws.sweep.spec.name),
        "draws": found.draws.draws,
        "with_a_plan": len(found.best_costs),
        "seed": found.draws.seed,
        "held_until": found.until,
        "more_may_be_built": found.add,
        "kept": {row["plan"]: float(row["kept"]) for row in found.plans.to_dict("records")},
        "mean_regret": {row["plan"]: float(row["mean"]) for row in found.plans.to_dict("records")},
        "perfect_information": None if np.isnan(worth) else worth,
        "not_held": {name: str(why) for name, why in found.failed.items()},
        "money": found.case.settings.money,
        "certificate": {"largest": found.error},
        "inputs": found.case.sha256,
    }


def picture(found: Regret, lang: str) -> alt.VConcatChart:
    """The regret of each plan over the draws."""
    table = found.plans.dropna(subset="mean")
    paid = money(found.case, float(table["most"].max()), lang)
    table = paid.of(table, "mean", "most", *SHARES).assign(
        name=[in_each(partial(name_of, found.case, plan)) for plan in table["plan"]],
        kept=[sentence("regret_kept_in", share=f"{kept:.0%}") for kept in table["kept"]],
    )
    notes = [sentence("regret_how"), what_is_held(found), worth_of_knowing(found, paid)]
    words = _page(found, notes, lang, "regret_title")
    return regrets(table[["name", "kept", "mean", *SHARES, "most"]], sentence("regret_axis", money=paid.unit), words)


def by_cost(found: Regret, lang: str) -> alt.VConcatChart | None:
    """The regret of each plan by how dear the draw is; None for one plan, or for few draws."""
    if len(found.held) < 2 or len(found.best_costs) < FEWEST:
        return None
    measure = money(found.case, float(found.by_cost["regret"].max()), lang)
    cost = money(found.case, float(found.best_costs.max()), lang)
    table = measure.of(cost.of(found.by_cost, "best_cost"), "regret")
    names = {plan: in_each(partial(name_of, found.case, plan)) for plan in table["plan"].unique()}
    heads = sentence("regret_costs", money=cost.unit), sentence("regret_cells", money=measure.unit)
    notes = [sentence("regret_by_cost_how"), what_is_held(found)]
    words = _page(found, notes, lang, "regret_by_cost")
    return regret_by_cost(table, names, heads, words)


def _page(found: Regret, notes: list[Message], lang: str, title: str) -> Page:
    count = f"{len(found.best_costs):,}"
    return page_words(found.case, found.draws.sweep.spec.name, "regret", notes, lang, title, count=count)


def what_is_held(found: Regret) -> Message:
    """What is fixed, and what may still be chosen."""
    key = "regret_held_at_least" if found.add else "regret_held"
    return sentence(key, year=found.until or found.case.years[-1])


def worth_of_knowing(found: Regret, paid: Measure) -> Message:
    worth = found.perfect_information
    if np.isnan(worth):
        return sentence("regret_no_worth")
    return sentence("regret_worth", amount=paid.shown(worth), money=paid.unit)


def regret_screen(found: Regret, lang: str) -> Group:
    """The plans with what they risk, what is held, what it is worth to know, and which plans can't be held."""
    own, rows = money(found.case, float(found.plans[list(COLUMNS.values())].abs().max(axis=None)), lang), []
    for row in found.plans.to_dict("records"):
        cells = (own.shown(row[column]) or "–" for column in COLUMNS.values())
        rows.append([name_of(found.case, row["plan"], lang), f"{row['kept']:.0%}", *cells])
    heads = ["", *(text(f"regret_{column}", lang) for column in ("kept", *COLUMNS))]
    failed = (f"{name_of(found.case, name, lang)}: {why.in_language(lang)}" for name, why in found.failed.items())
    said = (each.in_language(lang) for each in (what_is_held(found), worth_of_knowing(found, own)))
    return printed(Table(text("regret_screen", lang, money=own.unit), heads, rows), *said, *failed)
