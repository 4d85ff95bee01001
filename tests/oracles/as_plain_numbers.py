"""A checked case as the plain numbers that models/reference.py takes, filled in by code of its own.

Uses the rows of the tables as they were read and nothing else of the planner, so that a wrong filling there does not
hide here. Numbers are taken as they stand: the case must use one unit for each commodity, account and money.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import ModuleType
from typing import Any

from planner.case.case import Case
from planner.model.caps import CapRow
from planner.model.costs import CarbonPriceRow
from planner.model.slices.slices import ProfileRow, SliceRow
from planner.tables.fields import Series

Numbers = dict[str, Any]
BY_SLICE = ("full_hours", "storage_hours", "efficiency")
BY_YEAR = ("capex", "fixed_cost", "variable_cost", "existing", "potential", "build_limit")


def reference_solve(numbers: Numbers) -> dict[str, Any]:
    """What models/reference.py answers."""
    answer: dict[str, Any] = _REFERENCE.solve(numbers)
    return answer


def as_plain_numbers(case: Case, caps: str = "yearly", carbon_price: bool = False) -> Numbers:
    """The reference's dict, with the caps of one kind ("yearly", "cumulative", "none"), with or without the price."""
    years = range(case.settings.first_year, case.settings.last_year + 1)
    priced = {row.carrier: filled(row, years) for row in case.prices}
    return {
        "first_year": years[0],
        "last_year": years[-1],
        "discount_rate": case.settings.discount_rate,
        "accounts": {account.id: account.gas for account in case.settings.accounts},
        "sectors": {s: {"group": row.group, "net_negative": row.net_negative} for s, row in case.sectors.items()},
        "slices": {row.slice: {"season": row.season, "hours": row.hours} for row in case.rows(SliceRow)},
        "sliced": [c for c, row in (*case.services.items(), *case.carriers.items()) if getattr(row, "sliced", False)],
        "profiles": {(row.thing, row.carrier or ""): row.slices for row in case.rows(ProfileRow)},
        "services": {service: filled(row, years) for service, row in case.services.items()},
        "carriers": {
            c: {
                **({"price": priced[c]} if row.bought else {}),
                "counted_in": row.counted_in,
                "surplus": row.surplus,
                "factors": {f.account: filled(f, years) for f in case.emission_factors if f.carrier == c},
            }
            for c, row in case.carriers.items()
        },
        "baseline": {(row.sector, row.account): filled(row, years) for row in case.baseline},
        "interventions": {i: intervention(case, i, years) for i in case.interventions},
        "caps": {
            (row.account, row.scope or "", row.kind, year): limit
            for row in case.rows(CapRow) if row.kind == caps for year, limit in binding(row, years).items()
        },
        "carbon_prices": {
            (r.account, r.scope or ""): filled(r, years) for r in case.rows(CarbonPriceRow) if carbon_price
        },
    }  # fmt: skip


def intervention(case: Case, i: str, years: range) -> Numbers:
    row = case.interventions[i]
    numbers = {
        "kind": row.kind, "sector": row.sector, "of": row.of, "output": row.output, "group": row.group,
        "lifetime": row.lifetime, "minimum_use": row.minimum_use,
        "flows": {f.carrier: filled(f, years) for f in case.unit_flows if f.intervention == i and f.per is None},
        "stock_flows": {f.carrier: filled(f, years) for f in case.unit_flows if f.intervention == i and f.per},
        "process": {p.account: filled(p, years) for p in case.process_emissions if p.intervention == i},
        "savings": savings(case, i),
        "rates": {capture.technology: capture.rate for capture in case.captures if capture.capture == i},
    }  # fmt: skip
    for column in (*BY_YEAR, *BY_SLICE, "first_year", "growth", "growth_seed"):
        if getattr(row, column, None) is not None:
            numbers[column] = getattr(row, column)
    return numbers | {path.column: filled(path, years) for path in case.paths if path.intervention == i}


def savings(case: Case, improvement: str) -> dict[tuple[str, str], float]:
    """By technology and carrier: a technology's own row counts before the row for all."""
    rows = [row for row in case.savings if row.improvement == improvement]
    technologies = [i for i, row in case.interventions.items() if row.kind == "technology"]
    found = {(t, row.carrier): row.fraction for row in rows if not row.technology for t in technologies}
    return found | {(row.technology, row.carrier): row.fraction for row in rows if row.technology}


def filled(row: Series, years: Iterable[int]) -> dict[int, float]:
    """A number for every year: on the straight line between two given years, constant before the first and after."""
    if row.amount is not None:
        return dict.fromkeys(years, row.amount)
    given = sorted(row.years.items())
    numbers = {}
    for year in years:
        y0, start = ([g for g in given if g[0] <= year] or given[:1])[-1]
        y1, end = ([g for g in given if g[0] >= year] or given[-1:])[0]
        numbers[year] = start if y0 == y1 else start + (end - start) * (year - y0) / (y1 - y0)
    return numbers


def binding(row: Any, years: range) -> dict[int, float]:
    """The years that a limit binds. One `amount`: every year, or the last year of a cumulative budget."""
    yearly = getattr(row, "kind", "yearly") == "yearly"
    if row.amount is not None:
        return dict.fromkeys(years if yearly else years[-1:], row.amount)
    bound = range(min(row.years), max(row.years) + 1) if yearly and row.between != "free" else row.years
    return {year: limit for year, limit in filled(row, bound).items() if year in years}


def _load_reference() -> Any:
    module = ModuleType("reference")
    SourceFileLoader("reference", str(Path(__file__).parents[2] / "models" / "reference.py")).exec_module(module)
    return module


_REFERENCE = _load_reference()
