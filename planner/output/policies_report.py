"""What each cap, policy and budget adds to the cost: the card, and on the screen."""

from __future__ import annotations

from typing import Any

import pandas as pd
from rich.console import Group

from planner.messages import text
from planner.model.caps import main_account
from planner.output.case_words import about
from planner.output.document.content import Table
from planner.output.screens import printed
from planner.output.shown_units import emissions, money
from planner.results.plan import Prepared
from planner.results.policy_costs import TOTAL


def card(ready: Prepared, table: pd.DataFrame) -> dict[str, Any]:
    """What a reader must know, and the rows."""
    rows = table.drop(columns=["model", "scenario"]).to_dict("records")
    how = text("policies_how", "en")
    return {**about(ready.case, ready.spec.name), "how_to_read": how, "policies": rows}


def policies_screen(ready: Prepared, table: pd.DataFrame, lang: str) -> Group:
    """A row for each, and one for all together."""
    columns, rows = ("adds", "alone", "one_percent", "emissions"), []
    own = money(ready.case, float(table[list(columns[:3])].abs().max(axis=None)), lang)
    emitted = emissions(ready.case, main_account(ready.case), lang)
    for row in table.to_dict("records"):
        name = text("policies_total", lang) if row["id"] == TOTAL else str(row[f"name_{lang}"])
        rows.append([name, *(own.signed(row[column]) for column in columns[:3]), emitted.signed(row["emissions"])])
    heads = ["", *(text(f"policies_{column}", lang, unit=emitted.unit) for column in columns)]
    return printed(Table(text("policies_title", lang, money=own.unit), heads, rows), text("policies_how", lang))
