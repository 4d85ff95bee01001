"""What cost hangs on: as plain data, as a picture and on the screen."""

from __future__ import annotations

from typing import Any

import pandas as pd
from rich.console import Group
from rich.text import Text

from planner.calls.numbers import number, signed
from planner.errors import Message
from planner.languages import in_columns
from planner.messages import sentence, text
from planner.messages.unit_words import unit_in
from planner.output.card import about, page_words
from planner.output.screens import span, table_of
from planner.output.screens import titled as with_title
from planner.output.shown_units import Measure, money
from planner.pictures.charts import alt
from planner.pictures.plot_sensitivity import indices
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


def unit_of_money(found: Sensitivity, lang: str) -> Measure:
    """For the screen's figures, where they are money."""
    amounts = found.table[["mean", "mean_size", "spread"] if found.method == "morris" else []]
    return money(found.case, float(amounts.abs().max(axis=None)) if amounts.size else 0.0, lang)


def how(found: Sensitivity) -> Message:
    return sentence(f"sensitivity_how_{found.method}")


def sensitivity_screen(found: Sensitivity, lang: str) -> Group:
    """The numbers that the total cost hangs on most, and how to read that."""
    columns = ("first", "total") if found.method == "sobol" else ("mean", "mean_size", "spread")
    table = table_of(["", *(text(f"sensitivity_{column}", lang) for column in ("range", *columns))])
    own = unit_of_money(found, lang)
    for row in found.table.head(MOST).to_dict("records"):
        cells = (f"{row[column]:.1%}" if found.method == "sobol" else own.shown(row[column]) for column in columns)
        ends = f"{span(row['low'], row['high'], lang)} {unit_in(row['unit'], lang)}"
        table.add_row(row[f"title_{lang}"][:LONGEST], ends, *cells)
    said = [how(found).in_language(lang)]
    if found.left:
        said.append(text("draws_left", lang, keys=", ".join(found.left)))
    return Group(with_title(text("sensitivity_screen", lang, money=own.unit), table), *map(Text, said))
