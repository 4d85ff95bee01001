"""Raw tables to a checked case: every problem found, then raised once.

First cell by cell and id by id (`parsing.py`), then `rules/` looks at rows together. A rule that concludes from what is
not there names the tables it looks through, and is asked only when nothing is wrong with those.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

from pydantic import ValidationError

from planner.calls.arguments import public
from planner.case.case import Case, Settings
from planner.case.files import RawCase, RawTable, raise_if_any, read_raw
from planner.case.parsing import Ids, cell_problems, dangling, typed_rows
from planner.case.rules import ROW_RULES, TABLE_RULES
from planner.case.scenarios import Overlay, label_of, listed, names_of, titled
from planner.case.workbook.read import is_case_workbook, read_workbook
from planner.errors import InputError, Problem, UsageError, no_toml
from planner.languages import languages
from planner.model import subjects
from planner.model.model_file import case_folder
from planner.model.subjects import tables
from planner.tables.fields import Binding, Row
from planner.tables.scenarios import ChangeRow, ScenarioRow
from planner.tables.wording import ACCOUNTS, SETTINGS_FILE

Changes = Callable[[Overlay], Iterable[tuple[str, ChangeRow]]]
"""What to change in tables as they stand: where that was asked, for messages, and the change."""


@public
def read_case(
    source: Case | Path | str | Mapping[str, str], *, scenario: str | Path | Sequence[str | Path] = ()
) -> Case:
    """Read and check the tables of a case.

    Parameters
    ----------
    source
        A folder of tables, a case workbook (.xlsx), or a mapping of file name to text. `beijing`, `industrial_city` and
        `example_city` (also `data/beijing`) are the bundled ones where there is no such folder. A case that was read:
        its files, to change by a scenario.
    scenario
        Names in scenarios.csv or files of changes of your own; several, as a list or as `a+b`, are applied in order.

    Returns
    -------
    Case
        The checked rows of every table: `case.interventions`, `case.caps`, ...; `case.settings` holds years and money.

    Raises
    ------
    InputError
        With every problem at once: file, row, column, what was found and what is allowed.
    UsageError
        There is no such folder or scenario.

    Examples
    --------
    >>> case = planner.read_case("data/example_city")
    >>> case.years
    range(2025, 2036)
    >>> planner.read_case(case, scenario="dear_gas").scenario
    'dear_gas'
    """
    if isinstance(source, Case):
        return under(unchanged(source), scenario)
    return _read(raw_of(source), scenario)


def raw_of(source: Path | str | Mapping[str, str]) -> RawCase:
    """The files of a case as they are: a folder, a bundled one, a workbook, texts by file name."""
    if isinstance(source, Mapping):
        return read_raw(source)
    return read_workbook(source) if is_case_workbook(source) else read_raw(case_folder(source))


def unchanged(case: Case) -> Case:
    """The case, if it is what its files say. Raises UsageError otherwise: a scenario changes the files' tables."""
    if case.scenario:
        raise UsageError("scenario_of_a_scenario", found=case.scenario)
    return as_read(case)


def as_read(case: Case) -> Case:
    """The case, if it is what its files say under its scenarios. Raises UsageError otherwise."""
    if _read(case.raw, case.asked) != case:
        raise UsageError("case_changed")
    return case


def under(case: Case, scenario: str | Path | Sequence[str | Path], changes: Changes | None = None) -> Case:
    """The case that the files of a case make under scenarios, and under changes of one's own on top of them."""
    return _read(case.raw, scenario, changes)


def _read(raw: RawCase, scenario: str | Path | Sequence[str | Path], changes: Changes | None = None) -> Case:
    given, wrong = _toml(raw)
    settings, unsettled = _settings(given)
    names = names_of(scenario)
    overlay = Overlay(raw, given or {})
    for name in names if settings else ():
        overlay.add(name)
    for place, line in changes(overlay) if changes and settings else ():
        overlay.change(place, line)
    changed, made = overlay.changed(), _settings(None if given is None else overlay.settings)
    case, problems = _checked(changed, made[0], names, whole=not overlay.problems)
    problems = [*made[1], *problems]
    if problems and (names or changes):
        own = [*unsettled, *_checked(raw, settings)[1]]
        known = set(own)
        problems = overlay.said_once(problem for problem in problems if problem not in known) + own
    label = f"{raw.name} + {label_of(names)}" if names else raw.name
    raise_if_any(label, [*raw.problems, *wrong, *overlay.problems, *problems], raw)
    assert case is not None
    return replace(case, raw=raw, asked=names)


def check_scenarios(source: Path | str | Mapping[str, str], names: Sequence[str]) -> None:
    """Raise InputError with every problem of a case under each of these scenarios."""
    raw, problems = raw_of(source), list[Problem]()
    for name in names:
        try:
            _read(raw, name)
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
    for file, table in tables().items():
        rows[file], wrong = typed_rows(table, raw.tables.get(file, RawTable(file)))
        problems += wrong
    ids, places = _ids(raw, settings), {(p.file, p.row, p.column) for p in problems}
    for file, raw_table in raw.tables.items():
        problems += dangling(tables()[file], raw_table, ids, places)
    problems += listed(raw, cast(list[ScenarioRow], rows[ScenarioRow.FILE]))
    if settings is None:
        return None, problems
    kept = {file: tuple(some) for file, some in rows.items()}
    case = Case(name=raw.name, scenario=label_of(names), settings=settings, tables=kept, sha256=raw.sha256, raw=raw)
    case = replace(case, settings=titled(settings, names, case.scenarios))
    limits = [row for some in kept.values() for row in some if isinstance(row, Binding)]
    problems += [problem for row in limits for problem in row.outside(case.years)]
    own = [check for subject in subjects.SUBJECTS for check in subject.checks]
    for rule in (*ROW_RULES, *own):
        problems += rule(case)
    spoilt = {problem.file for problem in [*raw.problems, *problems]}
    whole_checks = [check for subject in subjects.SUBJECTS for check in subject.whole_checks]
    for table_rule, files in (*TABLE_RULES, *whole_checks):
        if whole and not (spoilt.intersection(files) if files else spoilt):
            problems += table_rule(case)
    return case, problems


def _toml(raw: RawCase) -> tuple[dict[str, Any] | None, list[Problem]]:
    """What case.toml gives; None where it is missing or no TOML."""
    try:
        return None if raw.settings_text is None else tomllib.loads(raw.settings_text), []
    except tomllib.TOMLDecodeError as wrong:
        return None, [Problem(SETTINGS_FILE, 0, "", "bad_toml", {"found": no_toml(wrong)})]


def _settings(given: dict[str, Any] | None) -> tuple[Settings | None, list[Problem]]:
    if given is None:
        return None, []
    try:
        return Settings.model_validate(given), []
    except ValidationError as wrong:
        return None, list(cell_problems(Settings, SETTINGS_FILE, 0, wrong))


def _ids(raw: RawCase, settings: Settings | None) -> Ids:
    """The ids that each table gives, with their names; none of a table that is not read or lacks its column of ids."""
    ids: Ids = {file: {} for file in tables() if file not in raw.unread}
    for file, table in raw.tables.items():
        key = tables()[file].KEY[0]
        if key in table.columns:
            named = (cells for _, cells in table.rows if key in cells)
            ids[file] = {cells[key]: tuple(cells.get(f"name_{lang}", "") for lang in languages()) for cells in named}
        else:
            del ids[file]
    for file in ("sectors.csv", "interventions.csv"):
        if file in raw.tables:
            ids[f"{file} group"] = {cells["group"]: () for _, cells in raw.tables[file].rows if "group" in cells}
    if settings is not None:
        ids[ACCOUNTS] = {account.id: (account.name_en, account.name_zh) for account in settings.accounts}
    return ids
