"""What cost hangs on: as plain data, as a picture and on the screen."""

from __future__ import annotations

from typing import Any

import pandas as pd
from rich.console import Group

from planner.calls.numbers import number, signed
from planner.errors import Message
from planner.languages import in_columns
from planner.messages import sentence, text
from planner.messages.unit_words import unit_in
from planner.output.case_words import about, page_words
from planner.output.document.content import Table
from planner.output.screens import printed, span
from planner.output.shown_units import money
from planner.pictures.charts import alt
from planner.pictures.plot_draws import indices
from planner.sweeps.sensitivity import Sensitivity

MOST, LONGEST = 20, 60


def card(found: Sensitivity) -> dict[str, Any]:
    """How was sampled, and what the total cost hangs on most."""
    by = "total" if found.method == "sobol" else "mean_size"
    return {
        **about(found.case, found.sweep.spec.name),
        "method": found.method,
        "samples": found.samples,
        "seed": found.seed,
        "plans": len(found.sweep.design.points),
        "left_at_their_values": list(found.left),
        "total_cost": dict(zip(found.table["key"], found.table[by].astype(float), strict=True)),
        "money": found.case.settings.money,
        "inputs": found.case.sha256,
    }


def picture(found: Sensitivity, lang: str) -> alt.VConcatChart:
    """The numbers that the total cost hangs on most."""
    sobol = found.method == "sobol"
    bar, inside = ("total", "first") if sobol else ("mean_size", "mean_size")
    table = found.table[found.table[bar] > 0].head(MOST)
    paid = money(found.case, float(table[bar].max()), lang)
    if not sobol:
        table = paid.of(table, "mean", "mean_size", "mean_size_error", "spread")
    rows = table.to_dict("records")
    drawn = pd.DataFrame(
        {
            "name": [in_columns(row, "title") for row in rows],
            "bar": table[bar].to_numpy(),
            "error": table[f"{bar}_error"].to_numpy(),
            "inside": table[inside].to_numpy(),
            "said": [
                f"{row['total']:.1%}" if sobol else f"{signed(row['mean'])} ± {number(row['spread'])}" for row in rows
            ],
        }
    )
    count = f"{len(found.sweep.design.points):,}"
    axis = sentence(f"sensitivity_axis_{found.method}", money=paid.unit)
    words = page_words(found.case, found.sweep.spec.name, "sensitivity", [how(found)], lang, count=count)
    return indices(drawn, axis, words)


def how(found: Sensitivity) -> Message:
    return sentence(f"sensitivity_how_{found.method}")


def sensitivity_screen(found: Sensitivity, lang: str) -> Group:
    """The numbers that the total cost hangs on most, and how to read that."""
    sobol = found.method == "sobol"
    columns, rows = ["first", "total"] if sobol else ["mean", "mean_size", "spread"], []
    own = money(
        found.case, 0.0 if sobol or found.table.empty else float(found.table[columns].abs().max(axis=None)), lang
    )
    for row in found.table.head(MOST).to_dict("records"):
        cells = (f"{row[column]:.1%}" if sobol else own.shown(row[column]) for column in columns)
        ends = f"{span(row['low'], row['high'], lang)} {unit_in(row['unit'], lang)}"
        rows.append([row[f"title_{lang}"][:LONGEST], ends, *cells])
    heads = ["", *(text(f"sensitivity_{column}", lang) for column in ("range", *columns))]
    table = Table(text("sensitivity_screen", lang, money=own.unit), heads, rows)
    left = [text("draws_left", lang, keys=", ".join(found.left))] if found.left else []
    return printed(table, how(found).in_language(lang), *left)
