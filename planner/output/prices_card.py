"""The picture of a plan's shadow prices: which caps, which words."""

from __future__ import annotations

from planner.case.case import Case
from planner.errors import Message
from planner.messages import sentence
from planner.model.model_file import model_title
from planner.output.case_words import excess_marks, named, scope_of, titled
from planner.output.shown_units import emissions
from planner.pictures.charts import alt
from planner.pictures.plot_prices import price_paths
from planner.pictures.words import Page
from planner.results.result_tables import Plan


def file_stem(plan: Plan, account: str) -> str:
    """Name of the picture's files: of the first account like the table's, of others with the account."""
    return "shadow_price" if account == plan.cap_prices["account"].iloc[0] else f"shadow_price_{account}"


def picture(plan: Plan, account: str, lang: str) -> alt.VConcatChart:
    """The prices of every cap of an account, each scope a line."""
    case = plan.case
    table, measure = plan.cap_prices[plan.cap_prices["account"] == account], emissions(case, account, lang)
    table = measure.of(table, "amount", "holds_from", "holds_to").assign(
        line=[_name(case, *row) for row in zip(table["scope"], table["kind"], strict=True)],
        yearly=table["kind"] == "yearly",
    )
    city = table[(table["scope"] == "total") & table["carbon_price"].notna()].drop_duplicates("year")
    carbon = {int(year): float(paid) for year, paid in zip(city["year"], city["carbon_price"], strict=True)}
    heads = {
        "price": sentence("prices_axis", unit=table["price_unit"].iloc[0]),
        "caps": sentence("prices_caps_axis", unit=measure.unit),
        **{key: sentence(f"prices_{key}") for key in ("kink", "carbon", "cap", "holds")},
    }
    subtitle = [
        sentence("prices_model", account=named(case, "account", account), model=model_title(plan.model)),
        *excess_marks(plan),
    ]
    notes = [sentence("prices_note", price_year=case.settings.price_year)]
    words = Page(titled(case, "prices_title"), subtitle, notes, lang)
    return price_paths(table, carbon if any(carbon.values()) else {}, heads, words)


def _name(case: Case, scope: str, kind: str) -> Message:
    name = sentence("prices_line", scope=scope_of(case, scope))
    return sentence("prices_budget", who=name) if kind == "cumulative" else name
