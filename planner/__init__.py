"""Least-cost abatement plans for a city, and exact marginal abatement cost curves.

    plan = planner.solve("data/beijing")
    curve = planner.mac_curve("data/beijing", year=2035)

Every function takes a folder of tables, a case that was read, or a prepared one, and returns a frozen object of tidy
DataFrames. Heavy libraries are imported when first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from planner.auditing.folder import ResultsAudit, audit_results
    from planner.case.case import Case
    from planner.case.check import read_case
    from planner.case.classic import classic_case
    from planner.case.cost_steps import split_lognormal
    from planner.case.plausible import check
    from planner.credit.credit import Credit, credit_shares
    from planner.credit.wedges import Wedges, credit_wedges
    from planner.curves.forms import Forms, curve_forms
    from planner.curves.frontier import Frontier, frontier
    from planner.curves.macc import MacCurve, mac_curve
    from planner.curves.priced import PricedCurve, portfolio_at, priced_curve
    from planner.curves.ranked import RankedCurve, ranked_curve
    from planner.curves.yearly import yearly_curves
    from planner.errors import InputError, NoPlanError, PlannerError, SolverError, TimeLimitError, UsageError
    from planner.model.subject import Family
    from planner.output.document.report_files import report
    from planner.output.present import card, plot, save
    from planner.output.reliance import evidence_shares
    from planner.results.comparison import Comparison, compare
    from planner.results.most_abatement import most_abatement
    from planner.results.plan import Prepared, prepare, solve
    from planner.results.policy_costs import policy_costs
    from planner.results.result_tables import Plan
    from planner.sweeps.near_optimal import NearOptimal, near_optimal
    from planner.sweeps.regret import Regret, regret
    from planner.sweeps.sensitivity import Sensitivity, sensitivity
    from planner.sweeps.sweep import Sweep, sweep
    from planner.sweeps.uncertainty import Uncertainty, uncertainty

    __version__: str

_HOME = {
    "auditing.folder": ("ResultsAudit", "audit_results"),
    "credit.credit": ("Credit", "credit_shares"),
    "credit.wedges": ("Wedges", "credit_wedges"),
    "case.case": ("Case",),
    "case.check": ("read_case",),
    "case.plausible": ("check",),
    "case.classic": ("classic_case",),
    "results.comparison": ("Comparison", "compare"),
    "curves.forms": ("Forms", "curve_forms"),
    "curves.frontier": ("Frontier", "frontier"),
    "curves.macc": ("MacCurve", "mac_curve"),
    "curves.priced": ("PricedCurve", "portfolio_at", "priced_curve"),
    "curves.ranked": ("RankedCurve", "ranked_curve"),
    "curves.yearly": ("yearly_curves",),
    "model.subject": ("Family",),
    "errors": ("InputError", "NoPlanError", "PlannerError", "SolverError", "TimeLimitError", "UsageError"),
    "output.document.report_files": ("report",),
    "output.present": ("card", "plot", "save"),
    "results.most_abatement": ("most_abatement",),
    "results.plan": ("Prepared", "prepare", "solve"),
    "results.policy_costs": ("policy_costs",),
    "output.reliance": ("evidence_shares",),
    "results.result_tables": ("Plan",),
    "sweeps.near_optimal": ("NearOptimal", "near_optimal"),
    "sweeps.regret": ("Regret", "regret"),
    "sweeps.sensitivity": ("Sensitivity", "sensitivity"),
    "sweeps.sweep": ("Sweep", "sweep"),
    "sweeps.uncertainty": ("Uncertainty", "uncertainty"),
    "case.cost_steps": ("split_lognormal",),
}
"""Module -> the public names in it."""

__all__ = [
    "Case",
    "Comparison",
    "Credit",
    "Family",
    "Forms",
    "Frontier",
    "InputError",
    "MacCurve",
    "NearOptimal",
    "NoPlanError",
    "Plan",
    "PlannerError",
    "Prepared",
    "PricedCurve",
    "RankedCurve",
    "Regret",
    "ResultsAudit",
    "Sensitivity",
    "SolverError",
    "Sweep",
    "TimeLimitError",
    "Uncertainty",
    "UsageError",
    "Wedges",
    "__version__",
    "audit_results",
    "card",
    "check",
    "classic_case",
    "compare",
    "credit_shares",
    "credit_wedges",
    "curve_forms",
    "evidence_shares",
    "frontier",
    "mac_curve",
    "most_abatement",
    "near_optimal",
    "plot",
    "policy_costs",
    "portfolio_at",
    "prepare",
    "priced_curve",
    "ranked_curve",
    "read_case",
    "regret",
    "report",
    "save",
    "sensitivity",
    "solve",
    "split_lognormal",
    "sweep",
    "uncertainty",
    "yearly_curves",
]


def __getattr__(name: str) -> Any:
    if name == "__version__":
        from importlib.metadata import version

        return version("abatement-planner")
    for module, names in _HOME.items():
        if name in names:
            return getattr(import_module(f"planner.{module}"), name)
    raise AttributeError(f"module 'planner' has no attribute '{name}'")


def __dir__() -> list[str]:
    return sorted(__all__)
