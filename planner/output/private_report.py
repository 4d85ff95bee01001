"""The private view of measures: the cards, and on the screen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd
from rich.console import Group

from planner.messages import text
from planner.messages.unit_words import unit_in
from planner.output.case_words import about
from planner.output.document.content import Table
from planner.output.screens import printed, shown, signed
from planner.output.shown_units import money_of
from planner.results.result_tables import Plan


def card(plan: Plan, table: pd.DataFrame, key: str) -> dict[str, Any]:
    """What a reader must know, and the rows under their key."""
    rows = table.drop(columns=["model", "scenario"])
    rows = rows.astype(object).where(rows.notna(), None)
    how = text(f"how_{key}", "en")
    return {**about(plan.case, plan.model), "how_to_read": how, key: rows.to_dict("records")}


def private_screen(plan: Plan, table: pd.DataFrame, lang: str) -> Group:
    """A row for each measure and payer with a gap, then those without, by reason."""
    tonne, own = next((unit for unit in table["tonne_unit"] if unit), ""), money_of(plan, lang)
    keys = ("measure", "payer", "instead", "cost", "incumbent_cost", "gap", "unit", "subsidy", "per_tonne")
    units = {"subsidy": own.unit, "per_tonne": tonne}
    heads = [text(f"private_{key}", lang, unit=units.get(key, "")) for key in keys]
    rows = [
        [
            *(built(row, lang), str(row[f"payer_{lang}"]), instead(row, lang)),
            *(shown(row["cost"]), shown(row["incumbent_cost"]), signed(row["gap"]), unit_in(str(row["unit"]), lang)),
            *(own.shown(row["subsidy_in_all"]), shown(row["per_tonne"])),
        ]
        for row in table[table["gap"].notna()].to_dict("records")
    ]
    said = *_undefined(table, lang), text("how_private", lang)
    return printed(Table(text("private_title", lang), heads, rows, words=3), *said)


def built(row: dict[str, Any], lang: str) -> str:
    """A measure with the year in which it is built, where it can be."""
    name = str(row[f"name_{lang}"])
    return name if pd.isna(row["year"]) else text("named_in_year", lang, name=name, year=row["year"])


def instead(row: dict[str, Any], lang: str) -> str:
    """What a payer has instead of a measure; blank where that is not known."""
    name = str(row[f"incumbent_{lang}"])
    if row["kind"] == "nothing":
        return text("private_nothing", lang)
    return text("private_buying", lang, name=name) if row["kind"] == "purchase" else name


def why_not(row: dict[str, Any], lang: str) -> str:
    """Why no subsidy is defined; blank where one is."""
    return text(f"private_{row['undefined']}", lang, carrier=row[f"carrier_{lang}"]) if row["undefined"] else ""


def _undefined(table: pd.DataFrame, lang: str) -> Iterator[str]:
    reasons: dict[str, list[str]] = {}
    for row in table[table["undefined"] != ""].to_dict("records"):
        name = row[f"name_{lang}"]
        name = text("private_of_payer", lang, name=name, payer=row[f"payer_{lang}"]) if row["payer"] else name
        reasons.setdefault(why_not(row, lang), []).append(name)
    if reasons:
        yield text("private_undefined", lang)
    for reason, names in reasons.items():
        yield text("private_reason", lang, reason=reason, names=names)
