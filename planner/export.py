"""Result files: CSV as UTF-8 with BOM and JSON, each whole or not at all.

Where you are:  ... macc -> card -> [export] -> report -> cli
"""

from __future__ import annotations

import importlib.metadata
import json
import re
from pathlib import Path
from typing import Any

import pandas as pd

from planner import ranked_card
from planner.card import card, chart_card, chart_labels, file_stem, readable_price
from planner.errors import UsageError
from planner.macc import MacCurve
from planner.plot import write_whole
from planner.priced import PricedCurve
from planner.ranked import RankedCurve
from planner.results import Plan

TABLES = ("uptake", "emissions", "shadow_price", "costs", "cash", "balances")
RESULT = rf"\.?(summary|{'|'.join(TABLES)}|macc_(system|ranked|priced)\w*)\.(json|csv|svg|png|html)(\.part)?"
OURS = re.compile(rf"({RESULT}|\.DS_Store|desktop\.ini)")


def result_folder(out: Path, case: str, model: str, force: bool = False) -> Path:
    """`<out>/<case>/<model>`. Raises UsageError when it holds files that are not results, unless `force`."""
    folder = out / case / model
    if folder.exists() and not force:
        foreign = not folder.is_dir() or any(not OURS.fullmatch(file.name) for file in folder.iterdir())
        if foreign:
            raise UsageError("not_ours", place=str(folder))
    return folder


def write_plan(plan: Plan, summary: dict[str, Any], folder: Path) -> None:
    """The result tables of a plan; the summary last, so that it stands only beside whole tables."""
    for name in TABLES:
        write_table(getattr(plan, name), folder / f"{name}.csv")
    write_json(summary, folder / "summary.json")


def write_curve(curve: MacCurve, folder: Path, lang: str, picture: bool = True) -> list[Path]:
    """A curve's steps, its card and its picture."""
    stem = folder / file_stem(curve)
    files = [
        write_table(curve.steps, stem.with_name(f"{stem.name}.csv")),
        write_json(card(curve), stem.with_name(f"{stem.name}.json")),
    ]
    if picture and len(curve.steps):
        from planner.plot import save, step_curve

        factor, _ = readable_price(curve.case, curve.account)
        steps = curve.steps.assign(price=curve.steps["price"] * factor)
        files += save(step_curve(steps, chart_labels(curve.case), chart_card(curve, lang)), stem)
    return files


def write_ranked(curve: RankedCurve, folder: Path, lang: str) -> None:
    """The bars of a ranked curve, its card and its picture."""
    stem = folder / ranked_card.file_stem(curve)
    write_table(curve.bars, stem.with_name(f"{stem.name}.csv"))
    write_json(ranked_card.card(curve), stem.with_name(f"{stem.name}.json"))
    chart = ranked_card.picture(curve, lang)
    if chart is not None:
        from planner.plot import save

        save(chart, stem)


def write_priced(curve: PricedCurve, folder: Path, lang: str) -> None:
    """A priced curve beside the system curve that it reads."""
    write_curve(curve.system, folder, lang)
    stem = file_stem(curve.system).replace("system", "priced")
    write_table(curve.table, folder / f"{stem}.csv")


def summarise(plan: Plan, curve: MacCurve | None) -> dict[str, Any]:
    """What `summary.json` holds, as plain data."""
    summary: dict[str, Any] = {
        "case": plan.case.name, "model": plan.model, "status": "optimal", "total_cost": plan.total_cost,
        "resource_cost": plan.resource_cost, "money": plan.case.settings.money, "references": plan.references,
        "curve": None, "certificate": plan.certificate, "inputs": plan.case.sha256, "versions": versions(),
        "seconds": dict(plan.seconds),
    }
    if curve is not None:
        summary["curve"] = {
            "direction": curve.kind, "steps": len(curve.steps), "solves": curve.solves, "tolerance": curve.tolerance,
            "largest_error": curve.largest_error, "reached": curve.reached}
        summary["seconds"] |= {"curve": sum(curve.seconds.values())}
    return summary


def versions() -> dict[str, str]:
    """Versions of what made a result."""
    made_by = ("abatement-planner", "pyomo", "highspy", "pandas", "numpy")
    return {name: importlib.metadata.version(name) for name in made_by}


def write_table(frame: pd.DataFrame, path: Path) -> Path:
    """CSV with BOM, so that Excel reads Chinese; numbers with ten figures."""
    return write_whole(path, frame.to_csv(index=False, float_format="%.10g", lineterminator="\n").encode("utf-8-sig"))


def write_json(value: Any, path: Path) -> Path:
    return write_whole(path, (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode())
