"""What can be drawn of each kind of result: the picture, and the table behind it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from planner.credit.credit import Credit
from planner.credit.wedges import Wedges, credit_wedges
from planner.curves.forms import Forms
from planner.curves.frontier import Frontier
from planner.curves.macc import MacCurve
from planner.curves.priced import PricedCurve
from planner.curves.ranked import RankedCurve
from planner.errors import UsageError
from planner.output import (
    card,
    comparison_card,
    credit_card,
    days_pictures,
    forms_card,
    frontier_card,
    near_card,
    plan_pictures,
    priced_card,
    prices_card,
    ranked_card,
    regret_card,
    sensitivity_card,
    sweep_card,
    uncertainty_card,
    uptake_card,
    years_card,
)
from planner.results.comparison import Comparison
from planner.results.plan import prepare
from planner.results.result_tables import Plan
from planner.sweeps.near_optimal import NearOptimal
from planner.sweeps.regret import Regret
from planner.sweeps.sensitivity import Sensitivity
from planner.sweeps.sweep import Sweep
from planner.sweeps.uncertainty import Uncertainty

if TYPE_CHECKING:
    import pandas as pd


class Drawing(NamedTuple):
    """A picture of a result in a language, or None where it shows nothing; `styled`: it also takes a style."""

    draw: Callable[..., Any]
    data: Callable[[Any], pd.DataFrame]
    styled: bool = False


def shadow_price(plan: Plan, lang: str, account: str | None = None) -> Any:
    """The prices of an account's caps, or those of the first account with caps."""
    capped = list(plan.cap_prices["account"].unique())
    if account is not None and account not in capped:
        raise UsageError("no_account", found=account, allowed=", ".join(capped))
    return prices_card.picture(plan, account or capped[0], lang) if capped else None


def wedges(credit: Credit, lang: str) -> Any:
    """Beside the curve of the last year."""
    return credit_card.wedges(credit_wedges(prepare(credit.case, model=credit.model), credit=credit), lang)


DRAWN: Mapping[type, Mapping[str, Drawing]] = {
    Plan: {
        "emissions": Drawing(plan_pictures.emissions, lambda plan: plan.emissions),
        "portfolio": Drawing(plan_pictures.portfolio, lambda plan: plan.uptake),
        "cash": Drawing(plan_pictures.cash, lambda plan: plan.cash_by_year),
        "payers": Drawing(plan_pictures.payers, lambda plan: plan.by_payer),
        "shadow_price": Drawing(shadow_price, lambda plan: plan.shadow_price),
        "days": Drawing(days_pictures.days, lambda plan: plan.balances),
        "worst_day": Drawing(days_pictures.worst_day, lambda plan: plan.slice_prices),
    },
    MacCurve: {
        "steps": Drawing(card.picture, lambda curve: curve.steps, styled=True),
        "uptake": Drawing(uptake_card.picture, lambda curve: curve.uptake),
    },
    RankedCurve: {"bars": Drawing(ranked_card.picture, lambda curve: curve.bars, styled=True)},
    PricedCurve: {"prices": Drawing(priced_card.picture, lambda curve: curve.table, styled=True)},
    Frontier: {"emissions": Drawing(frontier_card.picture, lambda found: found.table)},
    Forms: {"forms": Drawing(forms_card.picture, lambda forms: forms.table)},
    Credit: {
        "shares": Drawing(credit_card.picture, lambda credit: credit.table),
        "wedges": Drawing(wedges, lambda credit: credit.by_year),
    },
    Wedges: {"wedges": Drawing(credit_card.wedges, lambda found: found.credit.by_year)},
    Comparison: {"scenarios": Drawing(comparison_card.picture, lambda found: found.table)},
    Sweep: {"lines": Drawing(sweep_card.picture, lambda sweep: sweep.points)},
    Regret: {
        "plans": Drawing(regret_card.picture, lambda found: found.plans),
        "by_cost": Drawing(regret_card.by_cost, lambda found: found.by_cost),
    },
    Sensitivity: {"indices": Drawing(sensitivity_card.picture, lambda found: found.table)},
    NearOptimal: {"ranges": Drawing(near_card.picture, lambda found: found.table)},
    Uncertainty: {
        "bands": Drawing(uncertainty_card.bands, lambda found: found.bands),
        "numbers": Drawing(uncertainty_card.drivers, lambda found: found.numbers),
    },
    list: {"years": Drawing(years_card.picture, years_card.steps)},
}
"""By the kind of result; the first is drawn if nothing is asked."""


def drawing(result: Any, what: str | None, account: str | None) -> Drawing:
    """What is asked. Raises UsageError where there is no such picture."""
    drawn = DRAWN[type(result)]
    if account is not None:
        if not isinstance(result, Plan):
            raise UsageError("bad_argument", name="account", found=account, allowed="Plan")
        if what not in (None, "shadow_price"):
            raise UsageError("bad_argument", name="account", found=account, allowed="shadow_price")
        return drawn["shadow_price"]._replace(draw=partial(shadow_price, account=account))
    what = what or next(iter(drawn))
    if what not in drawn:
        raise UsageError("bad_argument", name="what", found=what, allowed=", ".join(drawn))
    return drawn[what]


def styled() -> str:
    """Which pictures take a style."""
    return ", ".join(
        f"{kind.__name__} ({what})" for kind, drawn in DRAWN.items() for what, one in drawn.items() if one.styled
    )
