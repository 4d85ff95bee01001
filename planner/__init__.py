"""Least-cost abatement plans for a city, and exact marginal abatement cost curves.

    case = planner.read_case("data/beijing")
    plan = planner.solve(case)
    curve = planner.mac_curve(case, year=2035)

Each returns a frozen object of tidy DataFrames. Heavy libraries are imported when first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from planner.attribution.credit import Credit, credit_shares
    from planner.case import Case
    from planner.check import read_case
    from planner.classic import classic_case
    from planner.comparison import Comparison, compare
    from planner.curves.forms import Forms, curve_forms
    from planner.curves.macc import MacCurve, mac_curve
    from planner.curves.priced import PricedCurve, priced_curve
    from planner.curves.ranked import RankedCurve, ranked_curve
    from planner.curves.yearly import yearly_curves
    from planner.errors import InputError, NoPlanError, PlannerError, SolverError
    from planner.plan import solve
    from planner.results import Plan

__all__ = [
    "Case",
    "Comparison",
    "Credit",
    "Forms",
    "InputError",
    "MacCurve",
    "NoPlanError",
    "Plan",
    "PlannerError",
    "PricedCurve",
    "RankedCurve",
    "SolverError",
    "classic_case",
    "compare",
    "credit_shares",
    "curve_forms",
    "mac_curve",
    "priced_curve",
    "ranked_curve",
    "read_case",
    "solve",
    "yearly_curves",
]

_HOME = {
    "Case": "case",
    "read_case": "check",
    "classic_case": "classic",
    "InputError": "errors",
    "NoPlanError": "errors",
    "PlannerError": "errors",
    "SolverError": "errors",
    "MacCurve": "curves.macc",
    "mac_curve": "curves.macc",
    "solve": "plan",
    "PricedCurve": "curves.priced",
    "priced_curve": "curves.priced",
    "RankedCurve": "curves.ranked",
    "ranked_curve": "curves.ranked",
    "Plan": "results",
    "yearly_curves": "curves.yearly",
    "Comparison": "comparison",
    "compare": "comparison",
    "Credit": "attribution.credit",
    "credit_shares": "attribution.credit",
    "Forms": "curves.forms",
    "curve_forms": "curves.forms",
}


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'planner' has no attribute '{name}'")
    return getattr(import_module(f"planner.{_HOME[name]}"), name)
