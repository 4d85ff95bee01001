"""What held plans risk: as plain data, as a picture and on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from rich.console import Group
from rich.text import Text

from planner.errors import Message
from planner.languages import in_each
from planner.messages import sentence, text
from planner.model.model_file import model_title
from planner.output.card import about, horizon, titled
from planner.output.comparison_card import name_of
from planner.output.screens import table_of
from planner.output.screens import titled as with_title
from planner.output.shown_units import Measure, money
from planner.sweeps.regret import Regret
from planner.sweeps.uncertainty import SHARES

if TYPE_CHECKING:
    import altair as alt

COLUMNS = {"expected_cost": "expected_cost", "mean": "mean", "median": "p50", "most": "most"}
"""What the screen says of a plan -> its column."""


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
    from planner.pictures.plot_regret import Held, regrets
    from planner.pictures.plot_uncertainty import Band
    from planner.pictures.theme import Page

    own = unit_of_money(found, lang)
    plans = own.of(found.plans.dropna(subset="mean"), "mean", "most", *SHARES)
    rows = [
        Held(
            in_each(lambda lang, row=row: name_of(found.case, row["plan"], lang)),  # type: ignore[misc]
            Band(*(row[name] for name in SHARES)),
            row["mean"],
            row["most"],
            sentence("regret_kept_in", share=f"{row['kept']:.0%}"),
        )
        for row in plans.to_dict("records")
    ]
    values = {"count": f"{len(found.best_costs):,}", "model": model_title(found.draws.sweep.spec.name)}
    subtitle = sentence("regret_subtitle", horizon=horizon(found.case), **values)
    notes = [sentence("regret_how"), what_is_held(found), worth_of_knowing(found, own)]
    words = Page(titled(found.case, "regret_title"), [subtitle], notes, lang)
    return regrets(rows, sentence("regret_axis", money=own.unit), words)


def what_is_held(found: Regret) -> Message:
    """What is fixed, and what may still be chosen."""
    key = "regret_held_at_least" if found.add else "regret_held"
    return sentence(key, year=found.until or found.case.years[-1])


def unit_of_money(found: Regret, lang: str) -> Measure:
    return money(found.case, float(found.plans[list(COLUMNS.values())].abs().max(axis=None)), lang)


def worth_of_knowing(found: Regret, own: Measure) -> Message:
    worth = found.perfect_information
    if np.isnan(worth):
        return sentence("regret_no_worth")
    return sentence("regret_worth", amount=own.shown(worth), money=own.unit)


def regret_screen(found: Regret, lang: str) -> Group:
    """The plans with what they risk, what is held, what it is worth to know, and which plans can't be held."""
    own = unit_of_money(found, lang)
    heads = (text(f"regret_{column}", lang) for column in ("kept", *COLUMNS))
    table = table_of(["", *heads])
    for row in found.plans.to_dict("records"):
        cells = (own.shown(row[column]) or "–" for column in COLUMNS.values())
        table.add_row(name_of(found.case, row["plan"], lang), f"{row['kept']:.0%}", *cells)
    title = text("regret_screen", lang, money=own.unit)
    failed = [f"{name_of(found.case, name, lang)}: {why.in_language(lang)}" for name, why in found.failed.items()]
    said = [what_is_held(found).in_language(lang), worth_of_knowing(found, own).in_language(lang), *failed]
    return Group(with_title(title, table), *map(Text, said))
