"""The public names and their homes: what is imported when first used, and what type checkers read."""

from .auditing.folder import ResultsAudit as ResultsAudit, audit_results as audit_results
from .case.case import Case as Case
from .case.check import read_case as read_case
from .case.classic import classic_case as classic_case
from .case.cost_steps import split_lognormal as split_lognormal
from .case.plausible import check as check
from .credit.credit import Credit as Credit, credit_shares as credit_shares
from .credit.wedges import Wedges as Wedges, credit_wedges as credit_wedges
from .curves.forms import Forms as Forms, curve_forms as curve_forms
from .curves.frontier import Frontier as Frontier, frontier as frontier
from .curves.macc import MacCurve as MacCurve, mac_curve as mac_curve
from .curves.priced import PricedCurve as PricedCurve, portfolio_at as portfolio_at, priced_curve as priced_curve
from .curves.ranked import RankedCurve as RankedCurve, ranked_curve as ranked_curve
from .curves.yearly import yearly_curves as yearly_curves
from .errors import (
    InputError as InputError,
    NoPlanError as NoPlanError,
    PlannerError as PlannerError,
    SolverError as SolverError,
    TimeLimitError as TimeLimitError,
    UsageError as UsageError,
)
from .model.subject import Family as Family
from .output.document.report_files import report as report
from .output.present import card as card, plot as plot, save as save
from .output.reliance import evidence_shares as evidence_shares
from .results.comparison import Comparison as Comparison, compare as compare
from .results.most_abatement import most_abatement as most_abatement
from .results.plan import Prepared as Prepared, prepare as prepare, solve as solve
from .results.policy_costs import policy_costs as policy_costs
from .results.result_tables import Plan as Plan
from .sweeps.near_optimal import NearOptimal as NearOptimal, near_optimal as near_optimal
from .sweeps.regret import Regret as Regret, regret as regret
from .sweeps.sensitivity import Sensitivity as Sensitivity, sensitivity as sensitivity
from .sweeps.sweep import Sweep as Sweep, sweep as sweep
from .sweeps.uncertainty import Uncertainty as Uncertainty, uncertainty as uncertainty

__version__: str
