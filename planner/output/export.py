"""Results as files: tables as CSV with BOM, so that Excel reads Chinese, cards as JSON, pictures."""

from __future__ import annotations

import importlib.metadata
import json
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from planner.case.sheets.interpretation import interpretation
from planner.credit.credit import Credit
from planner.credit.wedges import Wedges
from planner.curves.forms import Forms
from planner.curves.frontier import Frontier
from planner.curves.macc import MacCurve
from planner.curves.priced import PricedCurve
from planner.curves.ranked import RankedCurve
from planner.output import (
    card,
    comparison_card,
    credit_card,
    forms_card,
    frontier_card,
    near_card,
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
from planner.output.card import about
from planner.output.drawings import DRAWN
from planner.output.formats import package
from planner.output.reliance import evidence_shares
from planner.output.result_set import Files
from planner.output.workbook.plan_workbook import plan_workbook
from planner.pictures.files import drawn
from planner.pictures.style import Style
from planner.results.comparison import Comparison
from planner.results.csv_text import as_csv
from planner.results.result_tables import Plan
from planner.sweeps.near_optimal import NearOptimal
from planner.sweeps.regret import Regret
from planner.sweeps.sensitivity import Sensitivity
from planner.sweeps.sweep import Sweep
from planner.sweeps.uncertainty import Uncertainty

PICTURES = ("svg", "png", "pdf", "html")
SOLVE_PICTURES = ("svg", "png")
"""A page takes a second more: `macc` has the time, `solve` and `sweep` have not."""
TABLES = ("uptake", "modes", "emissions", "shadow_price", "costs", "cash", "cash_by_year", "balances")
MONEY_TABLES = ("ledger", "by_payer")
"""Of a case with payers."""
SLICE_TABLES = ("dispatch", "slice_prices")
"""Of a case with slices."""


def files_of(
    tables: Mapping[str, pd.DataFrame],
    cards: Mapping[str, Mapping[str, Any]],
    pictures: Mapping[str, Any],
    formats: Sequence[str] = PICTURES,
) -> Files:
    """The files of a result: each table, card and picture under its name. A picture that is None shows nothing."""
    files = {f"{name}.csv": as_csv(table) for name, table in tables.items()}
    files |= {f"{name}.json": as_json(card) for name, card in cards.items()}
    for name, picture in pictures.items():
        if picture is not None:
            files |= {f"{name}.{kind}": content for kind, content in drawn(picture, formats).items()}
    return files


def plan_files(plan: Plan, curve: MacCurve | None, lang: str) -> Files:
    """The tables of a plan, its summary, the price paths, and the curve along the path to the caps."""
    accounts = plan.cap_prices["account"].unique()
    pictures = {prices_card.file_stem(plan, each): prices_card.picture(plan, each, lang) for each in accounts}
    drawings = {name: drawing for name, drawing in DRAWN[Plan].items() if name != "shadow_price"}
    pictures |= {name: drawing.draw(plan, lang) for name, drawing in drawings.items()}
    tables = plan_tables(plan)
    cards = {"summary": summarise(plan, curve), "datapackage": package(plan, tables)}
    files = files_of(tables, cards, pictures, SOLVE_PICTURES)
    files["plan.xlsx"] = plan_workbook(plan, curve, lang)
    return files if curve is None else files | curve_files(curve, lang, "macc_system", SOLVE_PICTURES)


def plan_tables(plan: Plan) -> dict[str, pd.DataFrame]:
    """The tables of a plan, prices where they are not zero."""
    names = [
        *TABLES,
        *(MONEY_TABLES if plan.case.payers else ()),
        *(name for name in ("debts", "co_benefits") if len(getattr(plan, name))),
    ]
    names += SLICE_TABLES if plan.case.slices else ()
    tables = {name: getattr(plan, name) for name in names}
    return tables | {"prices": plan.prices[plan.prices["price"] != 0]}


def curve_files(
    curve: MacCurve,
    lang: str,
    name: str | None = None,
    formats: Sequence[str] = PICTURES,
    style: Style | None = None,
) -> Files:
    """The steps of a curve, what each changes, its card and its pictures."""
    stem = name or card.file_stem(curve)
    tables = {stem: curve.steps, f"{stem}_changes": curve.changes, f"{stem}_uptake": curve.uptake}
    pictures = {stem: card.picture(curve, lang, style), f"{stem}_uptake": uptake_card.picture(curve, lang)}
    return files_of(tables, {stem: card.card(curve)}, pictures, formats)


def years_files(curves: Sequence[MacCurve], lang: str) -> Files:
    stem = years_card.file_stem(curves)
    return files_of(
        {stem: years_card.steps(curves)}, {stem: years_card.card(curves)}, {stem: years_card.picture(curves, lang)}
    )


def ranked_files(curve: RankedCurve, lang: str, style: Style | None = None) -> Files:
    """The bars with their names, their card, their picture, and a workbook with a chart of Excel's own."""
    stem, picture = ranked_card.file_stem(curve), ranked_card.picture(curve, lang, style)
    tables, cards = {stem: curve.bars}, {stem: ranked_card.card(curve)}
    if picture is None:
        return files_of(tables, cards, {})
    files = files_of(tables, cards, {stem: picture.chart})
    return files | {f"{stem}.xlsx": ranked_card.workbook(curve, lang, style)}


def forms_files(forms: Forms, lang: str, style: Style | None = None) -> Files:
    """The three forms beside the ranked bars."""
    stem = forms_card.file_stem(forms)
    files = files_of({stem: forms.table}, {stem: forms_card.card(forms)}, {stem: forms_card.picture(forms, lang)})
    return ranked_files(forms.ranked, lang, style) | files


def priced_files(curve: PricedCurve, lang: str, style: Style | None = None, prices: Sequence[float] = ()) -> Files:
    """The rows, their card and their picture, which names what is abated at some prices."""
    stem = priced_card.file_stem(curve)
    picture = priced_card.picture(curve, lang, style, prices)
    return files_of({stem: curve.table}, {stem: priced_card.card(curve)}, {stem: picture})


def frontier_files(found: Frontier, lang: str) -> Files:
    """The bends, the card and the picture."""
    stem, pictures = frontier_card.file_stem(found), frontier_card.picture(found, lang)
    return files_of({stem: found.table}, {stem: frontier_card.card(found)}, {stem: pictures}, SOLVE_PICTURES)


def comparison_files(comparison: Comparison, lang: str | None) -> Files:
    """Pictures in a language, or none."""
    pictures = {"compare": comparison_card.picture(comparison, lang)} if lang else {}
    return files_of({"compare": comparison.table}, {"compare": comparison_card.card(comparison)}, pictures)


def credit_files(credit: Credit, wedges: Wedges | None, lang: str) -> Files:
    """The shares of a year or of all; with a curve, the wedges beside it."""
    stem = credit_card.file_stem(credit)
    tables, pictures = {stem: credit.table}, {stem: credit_card.picture(credit, lang)}
    if wedges is not None:
        tables[f"{stem}_by_year"] = credit.by_year
        pictures[f"{stem}_wedges"] = credit_card.wedges(wedges, lang)
    return files_of(tables, {stem: credit_card.card(credit)}, pictures)


def sweep_files(sweep: Sweep, lang: str, stem: str = "sweep", outcomes: bool = True) -> Files:
    """The points and, unless a folder keeps them, every outcome of them, the card and the picture."""
    cards, pictures = {stem: sweep_card.card(sweep)}, {stem: sweep_card.picture(sweep, lang)}
    return files_of(sweep_tables(sweep, stem, outcomes), cards, pictures, SOLVE_PICTURES)


def near_files(found: NearOptimal, lang: str) -> Files:
    """The ranges of the measures, the card and the picture."""
    stem = near_card.file_stem(found)
    pictures = {stem: near_card.picture(found, lang)}
    return files_of(near_tables(found), {stem: near_card.card(found)}, pictures, SOLVE_PICTURES)


def near_tables(found: NearOptimal) -> dict[str, pd.DataFrame]:
    """The ranges, and the plans that differ most."""
    stem = near_card.file_stem(found)
    return {stem: found.table, f"{stem}_plans": found.plans}


def uncertainty_files(found: Uncertainty, lang: str, above: float | None = None) -> Files:
    """What draws leave open, the card and both pictures."""
    pictures = {
        "uncertainty_bands": uncertainty_card.bands(found, lang),
        "uncertainty_numbers": uncertainty_card.drivers(found, lang),
    }
    cards = {"uncertainty": uncertainty_card.card(found)}
    return files_of(uncertainty_tables(found, above), cards, pictures, SOLVE_PICTURES)


def regret_files(found: Regret, lang: str) -> Files:
    """What held plans risk, the card and both pictures."""
    cards = {"regret": regret_card.card(found)}
    pictures = {"regret": regret_card.picture(found, lang), "regret_by_cost": regret_card.by_cost(found, lang)}
    return files_of(regret_tables(found), cards, pictures, SOLVE_PICTURES)


def regret_tables(found: Regret) -> dict[str, pd.DataFrame]:
    return {"regret": found.table, "regret_plans": found.plans, "regret_by_cost": found.by_cost}


def sensitivity_files(found: Sensitivity, lang: str) -> Files:
    """What cost and prices hang on, the card and the picture."""
    cards, pictures = (
        {"sensitivity": sensitivity_card.card(found)},
        {"sensitivity": sensitivity_card.picture(found, lang)},
    )
    return files_of({"sensitivity": found.every}, cards, pictures, SOLVE_PICTURES)


def uncertainty_tables(found: Uncertainty, above: float | None = None) -> dict[str, pd.DataFrame]:
    """Bands, measures and numbers, and the points of the draws; the probability of prices above an amount."""
    tables = {f"uncertainty_{name}": getattr(found, name) for name in ("bands", "measures", "numbers")}
    tables |= {} if above is None else {"uncertainty_probability": found.probabilities(above)}
    return tables | {"uncertainty_points": found.sweep.points.drop(columns="error")}


def sweep_tables(sweep: Sweep, stem: str, outcomes: bool = True) -> dict[str, pd.DataFrame]:
    """Without the residuals, which are of the run."""
    tables = {stem: sweep.table} if outcomes else {}
    return tables | {f"{stem}_points": sweep.points.drop(columns="error")}


def summarise(plan: Plan, curve: MacCurve | None) -> dict[str, Any]:
    """What `summary.json` holds, as plain data."""
    summary: dict[str, Any] = {
        **about(plan.case, plan.model),
        "status": plan.status,
        "total_cost": plan.total_cost,
        "resource_cost": plan.resource_cost,
        "money": plan.case.settings.money,
        "references": plan.references,
        "evidence": evidence_shares(plan, curve=curve),
        "curve": None,
        "certificate": plan.certificate,
        "warnings": [warning.as_dict() for warning in plan.warnings],
        "inputs": plan.case.sha256,
        "versions": versions(),
        "seconds": dict(plan.seconds),
    }
    if plan.case.sheet:
        summary["sheet"] = interpretation(plan.case, "en")
    if curve is not None:
        summary["curve"] = {
            "direction": curve.kind,
            "steps": len(curve.steps),
            "solves": curve.solves,
            "tolerance": curve.tolerance,
            "largest_error": curve.largest_error,
            "reached": curve.reached,
        }
        summary["seconds"] |= {"curve": sum(curve.seconds.values())}
    return summary


def versions() -> dict[str, str]:
    """Versions of what made a result."""
    made_by = ("abatement-planner", "pyomo", "highspy", "pandas", "numpy")
    return {name: importlib.metadata.version(name) for name in made_by}


def as_json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2, default=str) + "\n").encode()
