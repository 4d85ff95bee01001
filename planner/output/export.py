"""Results as files: tables as CSV with BOM, so that Excel reads Chinese, cards as JSON, pictures."""

from __future__ import annotations

import importlib.metadata
import json
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from planner.case.sheets.interpretation import interpretation
from planner.curves.macc import MacCurve
from planner.output.case_words import about
from planner.output.reliance import evidence_shares
from planner.output.result_set import Files
from planner.pictures.files import drawn
from planner.pictures.picture import Picture
from planner.results.csv_text import as_csv
from planner.results.result_tables import Plan

TABLES = ("uptake", "modes", "emissions", "shadow_price", "costs", "cash", "cash_by_year", "balances")
MONEY_TABLES = ("ledger", "by_payer")
"""Of a case with payers."""
SLICE_TABLES = ("dispatch", "slice_prices")
"""Of a case with slices."""


def files_of(
    tables: Mapping[str, pd.DataFrame],
    cards: Mapping[str, Mapping[str, Any]],
    pictures: Mapping[str, Any],
    formats: Sequence[str] = (),
) -> Files:
    """The files of a result: each table, card and picture under its name. A picture that is None shows nothing."""
    files = {f"{name}.csv": as_csv(table) for name, table in tables.items()}
    files |= {f"{name}.json": as_json(card) for name, card in cards.items()}
    for name, picture in pictures.items():
        chart = picture.chart if isinstance(picture, Picture) else picture
        if chart is not None:
            files |= {f"{name}.{kind}": content for kind, content in drawn(chart, formats).items()}
        if isinstance(picture, Picture) and picture.workbook:
            files[f"{name}.xlsx"] = picture.workbook()
    return files


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
