"""Raw tables to a checked case: every problem found, then raised once.

Where you are:  ... case -> read -> spec -> modes -> rules -> cells -> [check] -> inputs -> components -> ...

First cell by cell and id by id (`cells.py`), then `rules/` looks at rows together. A rule that concludes from what is
not there names the tables it looks through, and is asked only when nothing is wrong with those.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from planner.case import Case, Settings
from planner.cells import cell_problems, dangling, typed_rows
from planner.errors import Problem
from planner.read import RawCase, RawTable, raise_if_any, read_raw
from planner.rules import ROW_RULES, TABLE_RULES
from planner.tables import BY_FILE
from planner.units import Units


def read_case(source: Path | str | Mapping[str, str]) -> Case:
    """Read and check a case: a folder of tables, or a mapping of file name to text.

    Raises InputError with every problem at once, UsageError when there is no such folder.
    """
    raw = read_raw(source)
    problems = raw.problems
    settings, wrong = _settings(raw)
    problems += wrong
    rows: dict[str, list[Any]] = {}
    for file, table in BY_FILE.items():
        rows[file], wrong = typed_rows(table, raw.tables.get(file, RawTable(file)))
        problems += wrong
    ids, places = _ids(raw, settings), {(p.file, p.row, p.column) for p in problems}
    for file, raw_table in raw.tables.items():
        problems += dangling(BY_FILE[file], raw_table, ids, places)
    if settings is not None:
        case = _case(raw, settings, rows)
        units = Units(settings.counted)
        for rule in ROW_RULES:
            problems += rule(case, units)
        spoilt = {problem.file for problem in problems}
        for table_rule, files in TABLE_RULES:
            if not spoilt.intersection(files):
                problems += table_rule(case, units)
    raise_if_any(raw, problems)
    return case


def _settings(raw: RawCase) -> tuple[Settings | None, list[Problem]]:
    if raw.settings_text is None:
        return None, []
    try:
        return Settings.model_validate(tomllib.loads(raw.settings_text)), []
    except tomllib.TOMLDecodeError as wrong:
        return None, [Problem("case.toml", 0, "", "bad_toml", {"found": str(wrong)})]
    except ValidationError as wrong:
        return None, list(cell_problems(Settings, "case.toml", 0, wrong))


def _ids(raw: RawCase, settings: Settings | None) -> dict[str, set[str]]:
    """The ids that each table gives; none of a table that could not be read or lacks its column of ids."""
    ids: dict[str, set[str]] = {file: set() for file in BY_FILE if file not in raw.unread}
    for file, table in raw.tables.items():
        key = BY_FILE[file].KEY[0]
        if key in table.columns:
            ids[file] = {cells[key] for _, cells in table.rows if key in cells}
        else:
            del ids[file]
    if "sectors.csv" in raw.tables:
        ids["sectors.csv group"] = {cells["group"] for _, cells in raw.tables["sectors.csv"].rows if "group" in cells}
    if settings is not None:
        ids["case.toml accounts"] = {account.id for account in settings.accounts}
    return ids


def _case(raw: RawCase, settings: Settings, rows: dict[str, list[Any]]) -> Case:
    def by_id(file: str) -> dict[str, Any]:
        return {getattr(row, BY_FILE[file].KEY[0]): row for row in rows[file]}

    return Case(
        name=raw.name, settings=settings, sectors=by_id("sectors.csv"), services=by_id("services.csv"),
        carriers=by_id("carriers.csv"), interventions=by_id("interventions.csv"), prices=tuple(rows["prices.csv"]),
        emission_factors=tuple(rows["emission_factors.csv"]), carbon_prices=tuple(rows["carbon_prices.csv"]),
        baseline=tuple(rows["baseline.csv"]), unit_flows=tuple(rows["unit_flows.csv"]),
        savings=tuple(rows["savings.csv"]), captures=tuple(rows["captures.csv"]),
        process_emissions=tuple(rows["process_emissions.csv"]), paths=tuple(rows["paths.csv"]),
        caps=tuple(rows["caps.csv"]), sources=by_id("sources.csv"), sha256=raw.sha256,
    )
