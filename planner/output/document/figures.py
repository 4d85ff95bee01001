"""The pictures of a report, drawn for the page (SVG) and for Word (PNG)."""

from __future__ import annotations

from planner.curves.macc import MacCurve
from planner.messages import text
from planner.output import plan_pictures, prices_card, system_card
from planner.output.document.content import Figure
from planner.pictures.files import drawn
from planner.results.result_tables import Plan

PICTURES = ("emissions", "portfolio", "cash", "payers")


def figures(plan: Plan, curve: MacCurve | None, lang: str) -> dict[str, Figure]:
    """Name -> picture; none where there is nothing to show. `prices`: of the first capped account."""
    charts = {name: getattr(plan_pictures, name)(plan, lang) for name in PICTURES}
    for account in plan.cap_prices["account"].unique()[:1]:
        charts["prices"] = prices_card.picture(plan, account, lang)
    if curve is not None:
        charts["curve"] = system_card.picture(curve, lang)
    found = {}
    for name, chart in charts.items():
        if chart is not None:
            alt = text("report_picture", lang, shows=chart.description)
            found[name] = Figure(alt, **drawn(chart, ("svg", "png")))
    return found
