"""What each cap, policy and budget adds to the cost: the card, and on the screen."""

from __future__ import annotations

from typing import Any

import pandas as pd
from rich.console import Group
from rich.text import Text

from planner.messages import text
from planner.messages.unit_words import unit_words
from planner.output.screens import signed, table_of, titled
from planner.results.plan import Prepared
from planner.results.policy_costs import TOTAL


def card(ready: Prepared, table: pd.DataFrame) -> dict[str, Any]:
    """What a reader must know, and the rows."""
    rows = table.drop(columns=["model", "scenario"]).to_dict("records")
    how = text("policies_how", "en")
    return {"case": ready.case.name, "model": ready.spec.name, "how_to_read": how, "policies": rows}


def policies_screen(ready: Prepared, table: pd.DataFrame, lang: str) -> Group:
    """A row for each, and one for all together."""
    columns = ("adds", "alone", "one_percent", "emissions")
    unit = unit_words(table["emissions_unit"].iloc[0])
    shown = table_of(["", *(text(f"policies_{column}", lang, unit=unit) for column in columns)])
    for row in table.to_dict("records"):
        name = text("policies_total", lang) if row["id"] == TOTAL else str(row[f"name_{lang}"])
        shown.add_row(name, *(signed(row[column]) for column in columns))
    title = text("policies_title", lang, money=unit_words(ready.case.settings.money))
    return Group(titled(title, shown), Text(text("policies_how", lang)))
