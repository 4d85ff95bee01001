"""Raw tables to a checked case: every problem found, then raised once.

First cell by cell and id by id (`cells.py`), then `rules/` looks at rows together. A rule that concludes from what is
not there names the tables it looks through, and is asked only when nothing is wrong with those.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import cast

from pydantic import ValidationError

from planner.case import Case, Settings
from planner.cells import cell_problems, dangling, typed_rows
from planner.errors import InputError, Problem
from planner.model.subjects import BY_FILE
from planner.read import RawCase, RawTable, raise_if_any, read_raw
from planner.rows import Row
from planner.rules import ROW_RULES, TABLE_RULES
from planner.scenario_tables import ScenarioRow
from planner.scenarios import Overlay, label_of, listed, names_of, titled
from planner.units import Units


def read_case(source: Path | str | Mapping[str, str], scenario: str | Path | Sequence[str | Path] = ()) -> Case:
    """Read and check a case: a folder of tables, or a mapping of file name to text; its tables changed by a scenario.

    A scenario is a name in scenarios.csv or a file of your own; several, as a list or as `a+b`, change them in turn.
    Raises InputError with every problem at once, UsageError when there is no such folder or scenario.
    """
    raw = read_raw(source)
    settings, wrong = _settings(raw)
    names = names_of(scenario)
    overlay = Overlay(raw, range(settings.first_year, settings.last_year + 1) if settings else range(0))
    for name in names if settings else ():
        overlay.add(name)
    changed = overlay.changed()
    case, problems = _checked(changed, settings, names, whole=not overlay.problems)
    if problems and names:
        own = _checked(raw, settings)[1]
        problems = overlay.said_once(problem for problem in problems if problem not in own) + own
    label = f"{raw.name} + {label_of(names)}" if names else raw.name
    raise_if_any(label, [*raw.problems, *wrong, *overlay.problems, *problems])
    assert case is not None
    return case


def check_scenarios(source: Path | str | Mapping[str, str], names: Sequence[str]) -> None:
    """Raise InputError with every problem of a case under each of these scenarios."""
    problems: list[Problem] = []
    for name in names:
        try:
            read_case(source, name)
        except InputError as wrong:
            problems += wrong.problems
    raise_if_any(str(source), problems)


def _checked(
    raw: RawCase, settings: Settings | None, names: Sequence[str] = (), whole: bool = True
) -> tuple[Case | None, list[Problem]]:
    """The case that the tables make, and all that is wrong in them; nothing is concluded from what is not there unless
    the tables are `whole`: a change that could not be made is not there."""
    problems: list[Problem] = []
    rows: dict[str, list[Row]] = {}
    for file, table in BY_FILE.items():
        rows[file], wrong = typed_rows(table, raw.tables.get(file, RawTable(file)))
        problems += wrong
    ids, places = _ids(raw, settings), {(p.file, p.row, p.column) for p in problems}
    for file, raw_table in raw.tables.items():
        problems += dangling(BY_FILE[file], raw_table, ids, places)
    problems += listed(raw, cast(list[ScenarioRow], rows[ScenarioRow.FILE]))
    if settings is None:
        return None, problems
    case = _case(raw, settings, rows, names)
    units = Units(settings.counted)
    for rule in ROW_RULES:
        problems += rule(case, units)
    spoilt = {problem.file for problem in [*raw.problems, *problems]}
    for table_rule, files in TABLE_RULES:
        if whole and not spoilt.intersection(files):
            problems += table_rule(case, units)
    return case, problems


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


def _case(raw: RawCase, settings: Settings, rows: dict[str, list[Row]], names: Sequence[str]) -> Case:
    tables = {file: tuple(kept) for file, kept in rows.items()}
    case = Case(name=raw.name, scenario=label_of(names), settings=settings, tables=tables, sha256=raw.sha256)
    return replace(case, settings=titled(settings, names, case.scenarios))
