"""Near-optimal plans as plain data, as a picture and on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from rich.console import Group
from rich.text import Text

from planner.languages import in_each
from planner.messages import sentence, text
from planner.model.model_file import model_title
from planner.output.card import horizon, titled
from planner.output.screens import shown, table_of
from planner.output.screens import titled as with_title
from planner.sweeps.near_optimal import NearOptimal
from planner.unit_words import unit_in, unit_words

if TYPE_CHECKING:
    import altair as alt

    from planner.errors import Message


def file_stem(found: NearOptimal) -> str:
    return "near_optimal" if found.year is None else f"near_optimal_{found.year}"


def card(found: NearOptimal) -> dict[str, Any]:
    """What was allowed, and how many measures are of which kind."""
    return {
        "case": found.case.name,
        "scenario": found.case.scenario,
        "model": found.model,
        "slack": found.slack,
        "year": found.year,
        "least_cost": found.least_cost,
        "money": found.case.settings.money,
        "kinds": {str(kind): int(count) for kind, count in found.table["kind"].value_counts().items()},
        "certificate": {"largest": found.error},
        "inputs": found.case.sha256,
    }


def of_what(found: NearOptimal) -> Message:
    """What the amounts are of."""
    return sentence("near_built") if found.year is None else sentence("near_stands", year=found.year)


def picture(found: NearOptimal, lang: str) -> alt.VConcatChart | None:
    """What is in some near-optimal plan and has a limit, the musts first; None where there is no such measure."""
    from planner.pictures.plot_near import Range, ranges
    from planner.pictures.theme import Page

    table = found.table[(found.table["kind"] != "out") & np.isfinite(found.table["most"])]
    rows = [
        Range(
            in_each(lambda lang, row=row: row[f"name_{lang}"]),  # type: ignore[misc]
            row["least"],
            row["plan"],
            row["most"],
            unit_words(row["unit"]),
            row["kind"],
        )
        for row in table.sort_values("kind", ascending=False, kind="stable").to_dict("records")
    ]
    if not rows:
        return None
    subtitle = sentence(
        "near_subtitle",
        of=of_what(found),
        slack=f"{100 * found.slack:.3g}",
        horizon=horizon(found.case),
        model=model_title(found.model),
    )
    return ranges(rows, Page(titled(found.case, "near_title"), [subtitle], [sentence("near_how")], lang))


def near_screen(found: NearOptimal, lang: str) -> Group:
    """The measures by kind, with their ranges; those that are out by name."""
    heads = (text(f"near_{column}", lang) for column in ("least", "plan", "most", "kind"))
    table = table_of(["", "", *heads])
    inside = found.table[found.table["kind"] != "out"].sort_values("kind", ascending=False, kind="stable")
    for row in inside.to_dict("records"):
        amounts = (shown(row[end]) for end in ("least", "plan", "most"))
        table.add_row(row[f"name_{lang}"], unit_in(row["unit"], lang), *amounts, text(f"near_{row['kind']}", lang))
    out = found.table.loc[found.table["kind"] == "out", f"name_{lang}"]
    said = [Text(text("near_outside", lang, names=", ".join(out)))] if len(out) else []
    values = {"of": of_what(found), "slack": f"{100 * found.slack:.3g}", "horizon": horizon(found.case)}
    title = text("near_subtitle", lang, model=model_title(found.model), **values)
    return Group(with_title(title, table), *said)
