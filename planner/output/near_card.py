"""Near-optimal plans as plain data, as a picture and on the screen."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from rich.console import Group

from planner.errors import Message
from planner.languages import in_columns, in_each
from planner.messages import joined, sentence, text
from planner.messages.unit_words import unit_in, unit_words
from planner.model.model_file import model_title
from planner.output.case_words import about, page_words
from planner.output.document.content import Table
from planner.output.screens import printed, shown
from planner.pictures.charts import alt
from planner.pictures.plot_near import ranges
from planner.sweeps.near_optimal import NearOptimal

MOST = 15
"""Measures of which the screen shows how plans differ."""


def file_stem(found: NearOptimal) -> str:
    return "near_optimal" if found.year is None else f"near_optimal_{found.year}"


def card(found: NearOptimal) -> dict[str, Any]:
    """What was allowed, and how many measures are of which kind."""
    return {
        **about(found.case, found.model),
        "slack": found.slack,
        "year": found.year,
        "least_cost": found.least_cost,
        "money": found.case.settings.money,
        "plans_that_differ_most": int(found.plans["plan"].max()),
        "kinds": {str(kind): int(count) for kind, count in found.table["kind"].value_counts().items()},
        "certificate": {"largest": found.error},
        "inputs": found.case.sha256,
    }


def of_what(found: NearOptimal) -> Message:
    """What the amounts are of."""
    return sentence("near_built") if found.year is None else sentence("near_stands", year=found.year)


def picture(found: NearOptimal, lang: str) -> alt.VConcatChart | None:
    """What is in some near-optimal plan and has a limit, the musts first; None where there is no such measure."""
    table = found.table[(found.table["kind"] != "out") & np.isfinite(found.table["most"])]
    if table.empty:
        return None
    table, others = in_order(table), apart(found).drop(columns=0)
    table = table.assign(
        name=[in_columns(row, "name") for row in table.to_dict("records")],
        unit=table["unit"].map(unit_words),
        others=[tuple(others.loc[i]) for i in table["intervention"]],
    )
    notes = [sentence("near_how"), *([sentence("near_dots")] if len(others.columns) else []), *unlimited(found)]
    words = page_words(
        found.case, found.model, "near", notes, lang, of=of_what(found), slack=f"{100 * found.slack:.3g}"
    )
    if "price" not in table:
        return ranges(table, words)
    unit = unit_words(table["price_unit"].iloc[0])
    return ranges(table, words._replace(note=[*notes, sentence("near_beside")]), sentence("near_price", unit=unit))


def in_order(table: pd.DataFrame) -> pd.DataFrame:
    """That of a curve, else the musts first."""
    return table if "price" in table else table.sort_values("kind", ascending=False, kind="stable")


def apart(found: NearOptimal) -> pd.DataFrame:
    """A row a measure, a column a plan: the cheapest (0) and those that differ most."""
    return found.plans.pivot(index="intervention", columns="plan", values="amount")


def unlimited(found: NearOptimal) -> list[Message]:
    """Which measures nothing limits: what costs nothing may stand idle."""
    free = found.table[np.isinf(found.table["most"])]
    names = in_each(lambda lang: joined(free[f"name_{lang}"], lang))
    return [sentence("near_unlimited", names=names)] if len(free) else []


def near_screen(found: NearOptimal, lang: str) -> Group:
    """The measures by kind, with their ranges; those that are out by name."""
    heads = [text(f"near_{column}", lang) for column in ("least", "plan", "most", "kind")]
    if beside := "price" in found.table:
        heads.append(text("near_price", lang, unit=found.table["price_unit"].iloc[0]))
    rows = []
    for row in in_order(found.table[found.table["kind"] != "out"]).to_dict("records"):
        ends = (row[end] for end in ("least", "plan", "most"))
        amounts = (text("near_no_limit", lang) if np.isinf(end) else shown(end) for end in ends)
        price = [shown(row["price"])] if beside else []
        kind = text(f"near_{row['kind']}", lang)
        rows.append([row[f"name_{lang}"], unit_in(row["unit"], lang), *amounts, kind, *price])
    out = found.table.loc[found.table["kind"] == "out", f"name_{lang}"]
    said = [text("near_outside", lang, names=list(out))] if len(out) else []
    values: dict[str, Any] = {"of": of_what(found), "slack": f"{100 * found.slack:.3g}", "horizon": found.case.span}
    table = Table(text("near_subtitle", lang, model=model_title(found.model), **values), ["", "", *heads], rows)
    return printed(table, *different(found, lang), *said, *(each.in_language(lang) for each in unlimited(found)))


def different(found: NearOptimal, lang: str) -> list[Table]:
    """The plans that differ most, in the measures in which they do."""
    plans = apart(found)
    if len(plans.columns) < 2:
        return []
    width = plans.max(axis=1) - plans.min(axis=1)
    share = width / (found.table.set_index("intervention")["most"] - found.table.set_index("intervention")["least"])
    costs, rows = found.plans.groupby("plan")["cost"].first() / found.least_cost - 1, []
    for i in share[width > 0].sort_values(ascending=False, kind="stable").index[:MOST]:
        unit, name = found.case.interventions[i].unit, found.case.name_of("intervention", i, lang)
        rows.append([name, unit_in(unit, lang), *map(shown, plans.loc[i])])
    rows.append([text("near_dearer", lang), "%", *(f"{100 * cost:.2g}" for cost in costs.abs())])
    heads = ["", "", text("near_plan", lang), *map(str, plans.columns[1:])]
    return [Table(text("near_different", lang), heads, rows)]
