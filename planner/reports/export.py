"""Result files: CSV as UTF-8 with BOM and JSON, each whole or not at all."""

from __future__ import annotations

import importlib.metadata
import json
import re
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from planner.attribution.credit import Credit
from planner.attribution.wedges import Wedges
from planner.comparison import Comparison
from planner.curves.forms import Forms
from planner.curves.macc import MacCurve
from planner.curves.priced import PricedCurve
from planner.curves.ranked import RankedCurve
from planner.errors import UsageError
from planner.pictures.plot import write_whole
from planner.pictures.words import Lang
from planner.reliance import evidence_shares
from planner.reports import (
    comparison_card,
    credit_card,
    forms_card,
    priced_card,
    prices_card,
    ranked_card,
    uptake_card,
    years_card,
)
from planner.reports.card import card, file_stem, picture
from planner.results import Plan

PICTURES = ("svg", "png", "html")
SOLVE_PICTURES = ("svg", "png")
"""A page takes a second more: `macc` has the time, `solve` has not."""
TABLES = ("uptake", "emissions", "shadow_price", "costs", "cash", "balances")
CURVE_TABLES = ("changes", "uptake")
NAMED = r"(macc_(system|ranked|priced)|credit|shadow_price)[\w.-]*"
RESULT = rf"(summary|compare|{'|'.join(TABLES)}|{NAMED})\.(json|csv|svg|png|html)"
OURS = re.compile(rf"({RESULT}|\.{RESULT}(\.\d+)?\.part|\.DS_Store|desktop\.ini)")


def result_folder(out: Path, case: str, model: str, force: bool = False) -> Path:
    """`<out>/<case>/<model>`. Raises UsageError if it can't be written or, without `force`, holds other files."""
    folder = out / case / model
    try:
        if folder.is_dir() and not force and any(not OURS.fullmatch(file.name) for file in folder.iterdir()):
            raise UsageError("not_ours", place=str(folder))
        _probe(folder)
    except OSError as wrong:
        raise UsageError("no_place", place=str(folder), found=wrong.strerror or str(wrong)) from None
    return folder


def _probe(folder: Path) -> None:
    """Write a file there and leave no trace. Raises OSError."""
    new = [place for place in (folder, *folder.parents) if not place.exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        tempfile.TemporaryFile(dir=folder).close()
    finally:
        for place in new:
            if place.is_dir():
                place.rmdir()


def write_plan(plan: Plan, summary: dict[str, Any], folder: Path) -> list[Path]:
    """The result tables of a plan; the summary last, so that it stands only beside whole tables.

    The path's curve and the pictures of an earlier run go: they are not this plan's.
    """
    for file in (*_path_files(folder), *(f for kind in PICTURES for f in folder.glob(f"shadow_price*.{kind}"))):
        file.unlink(missing_ok=True)
    tables = [write_table(getattr(plan, name), folder / f"{name}.csv") for name in TABLES]
    return [*tables, write_summary(summary, folder)]


def write_prices(plan: Plan, folder: Path, lang: Lang) -> list[Path]:
    """The picture of the shadow prices of each account with caps."""
    from planner.pictures.plot import save

    files = []
    for account in plan.shadow_price["account"].unique():
        stem = folder / prices_card.file_stem(plan, account)
        files += save(prices_card.picture(plan, account, lang), stem, SOLVE_PICTURES)
    return files


def write_summary(summary: dict[str, Any], folder: Path) -> Path:
    return write_json(summary, folder / "summary.json")


def _path_files(folder: Path) -> list[Path]:
    """Files of the curves in a folder that are of a path, whatever its scope."""
    stems = {"macc_system"}
    for file in folder.glob("macc_system_*.json"):
        try:
            if json.loads(file.read_text(encoding="utf-8"))["direction"] == "path":
                stems.add(file.stem)
        except (ValueError, KeyError, TypeError):
            continue
    drawn = (f"{name}.{kind}" for name in ("", "_uptake") for kind in PICTURES)
    kinds = (".csv", ".json", *(f"_{table}.csv" for table in CURVE_TABLES), *drawn)
    return [folder / f"{stem}{kind}" for stem in sorted(stems) for kind in kinds]


def write_curve(curve: MacCurve, folder: Path, lang: Lang, pictures: tuple[str, ...] = PICTURES) -> list[Path]:
    """A curve's steps, its card and its picture; a page to hover over takes a second longer than the rest."""
    stem = folder / file_stem(curve)
    files = [
        write_table(curve.steps, stem.with_name(f"{stem.name}.csv")),
        *(write_table(getattr(curve, name), stem.with_name(f"{stem.name}_{name}.csv")) for name in CURVE_TABLES),
        write_json(card(curve), stem.with_name(f"{stem.name}.json")),
    ]
    if len(curve.steps):
        from planner.pictures.plot import save

        files += save(picture(curve, lang), stem, pictures)
        heat = uptake_card.picture(curve, lang)
        if heat is not None:
            files += save(heat, stem.with_name(f"{stem.name}_uptake"), pictures)
    else:
        for name in (f"{stem.name}{drawn}.{kind}" for drawn in ("", "_uptake") for kind in PICTURES):
            stem.with_name(name).unlink(missing_ok=True)
    return files


def write_years(curves: Sequence[MacCurve], folder: Path, lang: Lang) -> list[Path]:
    """The steps of every year, their card and their picture."""
    stem = folder / years_card.file_stem(curves)
    return _written(stem, years_card.steps(curves), years_card.card(curves), years_card.picture(curves, lang))


def write_ranked(curve: RankedCurve, folder: Path, lang: Lang) -> list[Path]:
    """The bars of a ranked curve, its card and its picture."""
    stem = folder / ranked_card.file_stem(curve)
    return _written(stem, curve.bars, ranked_card.card(curve), ranked_card.picture(curve, lang))


def write_forms(forms: Forms, folder: Path, lang: Lang) -> list[Path]:
    """The ranked bars, and the steps of the three forms with their card and picture."""
    stem = folder / forms_card.file_stem(forms)
    files = _written(stem, forms.table, forms_card.card(forms), forms_card.picture(forms, lang))
    return write_ranked(forms.ranked, folder, lang) + files


def write_priced(curve: PricedCurve, folder: Path, lang: Lang) -> list[Path]:
    """The rows of a priced curve, its card and its picture, beside the system curve that it reads."""
    stem = folder / priced_card.file_stem(curve)
    chart = priced_card.picture(curve, lang) if len(curve.system.steps) else None
    files = _written(stem, curve.table, priced_card.card(curve), chart)
    return write_curve(curve.system, folder, lang) + files


def write_comparison(comparison: Comparison, folder: Path, lang: Lang) -> list[Path]:
    """The facts of every plan compared, its card and its picture."""
    chart = comparison_card.picture(comparison, lang)
    return _written(folder / "compare", comparison.table, comparison_card.card(comparison), chart)


def write_credit(credit: Credit, wedges: Wedges | None, folder: Path, lang: Lang) -> list[Path]:
    """The shares of a year or of all, their card and picture; with a curve, the wedges beside it."""
    stem = folder / credit_card.file_stem(credit)
    files = _written(stem, credit.table, credit_card.card(credit), credit_card.picture(credit, lang))
    if wedges is not None:
        from planner.pictures.plot import save

        files.append(write_table(credit.by_year, stem.with_name(f"{stem.name}_by_year.csv")))
        files += save(credit_card.wedges(wedges, lang), stem.with_name(f"{stem.name}_wedges"), PICTURES)
    return files


def _written(stem: Path, table: pd.DataFrame, card: dict[str, Any], chart: Any) -> list[Path]:
    """A table, its card, and its picture where there is one."""
    from planner.pictures.plot import save

    files = [
        write_table(table, stem.with_name(f"{stem.name}.csv")),
        write_json(card, stem.with_name(f"{stem.name}.json")),
    ]
    return files if chart is None else files + save(chart, stem, PICTURES)


def summarise(plan: Plan, curve: MacCurve | None) -> dict[str, Any]:
    """What `summary.json` holds, as plain data."""
    summary: dict[str, Any] = {
        "case": plan.case.name,
        "scenario": plan.case.scenario,
        "model": plan.model,
        "status": "optimal",
        "total_cost": plan.total_cost,
        "resource_cost": plan.resource_cost,
        "money": plan.case.settings.money,
        "references": plan.references,
        "evidence": evidence_shares(plan, curve=curve),
        "curve": None,
        "certificate": plan.certificate,
        "inputs": plan.case.sha256,
        "versions": versions(),
        "seconds": dict(plan.seconds),
    }
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


def write_table(frame: pd.DataFrame, path: Path) -> Path:
    """CSV with BOM, so that Excel reads Chinese; numbers with ten figures."""
    return write_whole(path, frame.to_csv(index=False, float_format="%.10g", lineterminator="\n").encode("utf-8-sig"))


def write_json(value: Any, path: Path) -> Path:
    return write_whole(path, (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode())
