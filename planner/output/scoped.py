"""What the city, a group or a sector emits in a plan, and the caps on it."""

from __future__ import annotations

import pandas as pd

from planner.case.case import Case
from planner.results.references import REFERENCES
from planner.results.result_tables import Plan
from planner.results.tidy import scoped


def emissions_of(plan: Plan, account: str, scope: str = "total") -> pd.DataFrame:
    """By year: the references and the plan."""
    sectors = [s for s, row in plan.case.sectors.items() if row.group == scope] or [scope]
    table = plan.emissions[(plan.emissions["account"] == account) & plan.emissions["sector"].isin(sectors)]
    return table.groupby("year")[[*REFERENCES, "plan"]].sum(min_count=1)


def caps_of(plan: Plan, account: str, scope: str = "total") -> pd.DataFrame:
    """The caps with their prices."""
    prices = plan.cap_prices
    return prices[(prices["account"] == account) & (prices["scope"] == scope)]


def who_emits(case: Case, account: str, scope: str, lang: str) -> str:
    """The account, and of whom where that is not the whole city."""
    return case.name_of("account", account, lang) if scope == "total" else scoped(case, account, scope, lang)
