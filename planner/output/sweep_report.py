"""A sweep on the screen, in English or Chinese."""

from __future__ import annotations

from rich.console import Group
from rich.text import Text

from planner.messages import text
from planner.model.caps import main_account
from planner.output import card
from planner.output.card import error_share
from planner.output.screens import table_of, titled
from planner.output.shown_units import emissions, money
from planner.output.sweep_card import heading, names_of
from planner.sweeps.sweep import Sweep

MOST_ROWS = 45


def sweep_screen(sweep: Sweep, lang: str) -> Group:
    """The points with their emissions and costs, and how they were checked."""
    case, costs = sweep.case, ["resource_cost", "total_cost"]
    emitted, paid = (
        emissions(case, main_account(case), lang),
        money(case, float(sweep.points[costs].abs().max().max()), lang),
    )
    heads = {
        "sweep_status": {},
        "sweep_column_emissions": {"unit": emitted.unit},
        "sweep_column_cost": {"money": paid.unit},
        "sweep_column_total": {"money": paid.unit},
    }
    varied = [heading(sweep, name, lang) for name in sweep.varied]
    table = table_of([*varied, *(text(key, lang, **values) for key, values in heads.items())])
    points = sweep.points
    for row in points.head(MOST_ROWS).to_dict("records"):
        point = (f"{value:.6g}" if isinstance(value, float) else str(value) for value in map(row.get, sweep.varied))
        found = (emitted.shown(row["emissions"]), *(paid.shown(row[cost]) for cost in costs))
        table.add_row(*point, text(f"sweep_{row['status']}", lang), *found)
    said = [text("sweep_more", lang, count=f"{len(points) - MOST_ROWS:,}")] if len(points) > MOST_ROWS else []
    if points["error"].notna().any():
        values = {"audited": int(points["audited"].sum()), "error": error_share(float(points["error"].max()))}
        said.append(text("sweep_checked", lang, **values))
    title = card.titled(case, "sweep_title", names=names_of(sweep))
    return Group(titled(title.in_language(lang), table), *map(Text, said))
