"""What belongs to each kind of result: its card, its screen, the names of its files, its tables and its pictures."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

import pandas as pd

from planner.credit.credit import Credit
from planner.credit.wedges import Wedges, credit_wedges
from planner.curves.forms import Forms
from planner.curves.frontier import Frontier
from planner.curves.macc import MacCurve
from planner.curves.priced import PricedCurve
from planner.curves.ranked import RankedCurve
from planner.errors import UsageError
from planner.output import (
    comparison_card,
    credit_card,
    days_pictures,
    export,
    forms_card,
    frontier_card,
    near_card,
    plan_pictures,
    priced_card,
    prices_card,
    ranked_card,
    regret_card,
    report,
    sensitivity_card,
    sweep_card,
    system_card,
    system_screen,
    uncertainty_card,
    uptake_card,
    years_card,
)
from planner.output.formats import package
from planner.output.result_set import Files
from planner.output.workbook.plan_workbook import Finish, plan_workbook
from planner.pictures.files import drawn
from planner.results.comparison import Comparison
from planner.results.plan import prepare
from planner.results.result_tables import Plan
from planner.sweeps.near_optimal import NearOptimal
from planner.sweeps.regret import Regret
from planner.sweeps.sensitivity import Sensitivity
from planner.sweeps.sweep import Sweep
from planner.sweeps.uncertainty import Uncertainty

PICTURES = ("svg", "png", "pdf", "html")
FAST_PICTURES = ("svg", "png")
"""A page takes a second more: `macc` has the time, `solve` and `sweep` have not."""


class Drawing(NamedTuple):
    """A picture of a result in a language, or None where it shows nothing, and the table behind it."""

    draw: Callable[..., Any]
    data: Callable[[Any], pd.DataFrame]
    end: str | None = ""
    """What its file is called after the stem; None of what is drawn only when it is asked for."""
    styled: bool = False
    """Whether it also takes a style."""


class Kind(NamedTuple):
    """`tables` by what their files are called after the stem; `pictures` by name, the first drawn if none is asked."""

    stem: Callable[[Any], str]
    card: Callable[[Any], dict[str, Any]]
    screen: Callable[..., Any]
    tables: Callable[[Any], Mapping[str, pd.DataFrame]]
    pictures: Mapping[str, Drawing]
    formats: Sequence[str] = PICTURES
    also: Callable[[Any], Any] | None = None
    """Another result whose files stand beside its own."""


def shadow_price(plan: Plan, lang: str, account: str | None = None) -> Any:
    """The prices of an account's caps, or those of the first account with caps."""
    capped = list(plan.cap_prices["account"].unique())
    if account is not None and account not in capped:
        raise UsageError("no_account", found=account, allowed=", ".join(capped))
    return prices_card.picture(plan, account or capped[0], lang) if capped else None


def wedges(credit: Credit, lang: str) -> Any:
    """Beside the curve of the last year."""
    return credit_card.wedges(credit_wedges(prepare(credit.case, model=credit.model), credit=credit), lang)


KINDS: Mapping[type, Kind] = {
    Plan: Kind(
        lambda plan: "",
        lambda plan: export.summarise(plan, None),
        lambda plan, lang: report.screen(plan, None, lang),
        export.plan_tables,
        {
            "emissions": Drawing(plan_pictures.emissions, lambda plan: plan.emissions, "emissions"),
            "portfolio": Drawing(plan_pictures.portfolio, lambda plan: plan.uptake, "portfolio"),
            "cash": Drawing(plan_pictures.cash, lambda plan: plan.cash_by_year, "cash"),
            "payers": Drawing(plan_pictures.payers, lambda plan: plan.by_payer, "payers"),
            "shadow_price": Drawing(shadow_price, lambda plan: plan.shadow_price, None),
            "days": Drawing(days_pictures.days, lambda plan: plan.balances, "days"),
            "worst_day": Drawing(days_pictures.worst_day, lambda plan: plan.slice_prices, "worst_day"),
        },
        FAST_PICTURES,
    ),
    MacCurve: Kind(
        system_card.file_stem,
        system_card.card,
        system_screen.curve_screen,
        lambda curve: {"": curve.steps, "_changes": curve.changes, "_uptake": curve.uptake},
        {
            "steps": Drawing(system_card.picture, lambda curve: curve.steps, styled=True),
            "uptake": Drawing(uptake_card.picture, lambda curve: curve.uptake, "_uptake"),
        },
    ),
    RankedCurve: Kind(
        ranked_card.file_stem,
        ranked_card.card,
        ranked_card.ranked_screen,
        lambda curve: {"": curve.bars},
        {"bars": Drawing(ranked_card.picture, lambda curve: curve.bars, styled=True)},
    ),
    PricedCurve: Kind(
        priced_card.file_stem,
        priced_card.card,
        priced_card.priced_screen,
        lambda curve: {"": curve.table},
        {"prices": Drawing(priced_card.picture, lambda curve: curve.table, styled=True)},
    ),
    Frontier: Kind(
        frontier_card.file_stem,
        frontier_card.card,
        frontier_card.frontier_screen,
        lambda found: {"": found.table},
        {"emissions": Drawing(frontier_card.picture, lambda found: found.table)},
        FAST_PICTURES,
    ),
    Forms: Kind(
        forms_card.file_stem,
        forms_card.card,
        forms_card.forms_screen,
        lambda forms: {"": forms.table},
        {"forms": Drawing(forms_card.picture, lambda forms: forms.table)},
        also=lambda forms: forms.ranked,
    ),
    Credit: Kind(
        credit_card.file_stem,
        credit_card.card,
        credit_card.credit_screen,
        lambda credit: {"": credit.table},
        {
            "shares": Drawing(credit_card.picture, lambda credit: credit.table),
            "wedges": Drawing(wedges, lambda credit: credit.by_year, None),
        },
    ),
    Wedges: Kind(
        lambda found: credit_card.file_stem(found.credit),
        lambda found: credit_card.card(found.credit),
        lambda found, lang: credit_card.credit_screen(found.credit, lang),
        lambda found: {"_by_year": found.credit.by_year},
        {"wedges": Drawing(credit_card.wedges, lambda found: found.credit.by_year, "_wedges")},
        also=lambda found: found.credit,
    ),
    Comparison: Kind(
        lambda found: "compare",
        comparison_card.card,
        comparison_card.comparison_screen,
        lambda found: {"": found.table},
        {"scenarios": Drawing(comparison_card.picture, lambda found: found.table)},
    ),
    Sweep: Kind(
        lambda sweep: "sweep",
        sweep_card.card,
        sweep_card.sweep_screen,
        sweep_card.tables,
        {"lines": Drawing(sweep_card.picture, lambda sweep: sweep.points)},
        FAST_PICTURES,
    ),
    Regret: Kind(
        lambda found: "regret",
        regret_card.card,
        regret_card.regret_screen,
        lambda found: {"": found.table, "_plans": found.plans, "_by_cost": found.by_cost},
        {
            "plans": Drawing(regret_card.picture, lambda found: found.plans),
            "by_cost": Drawing(regret_card.by_cost, lambda found: found.by_cost, "_by_cost"),
        },
        FAST_PICTURES,
    ),
    Sensitivity: Kind(
        lambda found: "sensitivity",
        sensitivity_card.card,
        sensitivity_card.sensitivity_screen,
        lambda found: {"": found.every},
        {"indices": Drawing(sensitivity_card.picture, lambda found: found.table)},
        FAST_PICTURES,
    ),
    NearOptimal: Kind(
        near_card.file_stem,
        near_card.card,
        near_card.near_screen,
        lambda found: {"": found.table, "_plans": found.plans},
        {"ranges": Drawing(near_card.picture, lambda found: found.table)},
        FAST_PICTURES,
    ),
    Uncertainty: Kind(
        lambda found: "uncertainty",
        uncertainty_card.card,
        uncertainty_card.uncertainty_screen,
        uncertainty_card.tables,
        {
            "bands": Drawing(uncertainty_card.bands, lambda found: found.bands, "_bands"),
            "numbers": Drawing(uncertainty_card.drivers, lambda found: found.numbers, "_numbers"),
        },
        FAST_PICTURES,
    ),
    list: Kind(
        years_card.file_stem,
        years_card.card,
        years_card.years_screen,
        lambda curves: {"": years_card.steps(curves)},
        {"years": Drawing(years_card.picture, years_card.steps)},
    ),
}
"""By the kind of result; a list is of the curves of all years."""


def told(
    result: Any, stem: str | None = None, tables: Mapping[str, pd.DataFrame] | None = None
) -> tuple[dict[str, pd.DataFrame], dict[str, dict[str, Any]]]:
    """The tables and the cards of a result by the names of their files; other `tables` than its own by their ends."""
    kind = KINDS[type(result)]
    stem = kind.stem(result) if stem is None else stem
    of_another = told(kind.also(result)) if kind.also else ({}, {})
    own = kind.tables(result) if tables is None else tables
    return of_another[0] | {f"{stem}{end}": table for end, table in own.items()}, of_another[1] | {
        stem: kind.card(result)
    }


def pictures(result: Any, lang: str, stem: str | None = None, **style: Any) -> dict[str, Any]:
    """The pictures of a result by the names of their files; what is said of their style, to those that take one."""
    kind = KINDS[type(result)]
    stem = kind.stem(result) if stem is None else stem
    of_another = pictures(kind.also(result), lang, **style) if kind.also else {}
    return of_another | {
        f"{stem}{one.end}": one.draw(result, lang, **(style if one.styled else {}))
        for one in kind.pictures.values()
        if one.end is not None
    }


def result_files(
    result: Any,
    lang: str | None,
    stem: str | None = None,
    tables: Mapping[str, pd.DataFrame] | None = None,
    formats: Sequence[str] | None = None,
    **style: Any,
) -> Files:
    """The files of any result but a plan: tables, card, and pictures in a language, or none."""
    drawn = pictures(result, lang, stem, **style) if lang else {}
    return export.files_of(*told(result, stem, tables), drawn, formats or KINDS[type(result)].formats)


def plan_files(plan: Plan, lang: str) -> Files:
    """All that is written of a plan without a curve."""
    files = tables_of_plan(plan) | pictures_of_plan(plan, lang) | price_paths(plan, lang)
    return files | summary_of_plan(plan, None, plan_workbook(plan, lang))


def tables_of_plan(plan: Plan) -> Files:
    """The tables of a plan, and what stands in them."""
    tables = export.plan_tables(plan)
    return export.files_of(tables, {"datapackage": package(plan, tables)}, {})


def pictures_of_plan(plan: Plan, lang: str) -> Files:
    """The pictures of a plan that need no price ranges."""
    return export.files_of({}, {}, pictures(plan, lang), FAST_PICTURES)


def price_paths(plan: Plan, lang: str) -> Files:
    """The prices of each account's caps."""
    accounts = plan.cap_prices["account"].unique()
    paths = {prices_card.file_stem(plan, each): prices_card.picture(plan, each, lang) for each in accounts}
    return export.files_of({}, {}, paths, FAST_PICTURES)


def summary_of_plan(plan: Plan, curve: MacCurve | None, workbook: Finish) -> Files:
    """The summary of a plan and its workbook, with the curve along the path to its caps."""
    return {"summary.json": export.as_json(export.summarise(plan, curve)), "plan.xlsx": workbook(curve)}


def files_of_curve(curve: MacCurve, lang: str) -> Files:
    """The curve along the path to a plan's caps."""
    return result_files(curve, lang, "macc_system", formats=FAST_PICTURES)


def start_drawing() -> None:
    """Import and start what draws, which takes a second before the first picture."""
    import altair as alt

    drawn(alt.Chart().mark_point(), FAST_PICTURES)


def drawing(result: Any, what: str | None, account: str | None) -> Drawing:
    """What is asked. Raises UsageError where there is no such picture."""
    drawn = KINDS[type(result)].pictures
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
    every = ((kind, what, one) for kind, of in KINDS.items() for what, one in of.pictures.items())
    return ", ".join(f"{kind.__name__} ({what})" for kind, what, one in every if one.styled)
