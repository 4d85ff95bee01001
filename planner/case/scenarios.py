"""Scenarios: changes laid over the raw tables of a case before the check, so that all is checked as usual."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from planner.case.case import Settings
from planner.case.change import WrongChange, changed_cells, changed_setting, key_of
from planner.case.files import SCENARIOS, RawCase, RawTable, decode, table_of
from planner.case.parsing import dangling, typed_rows
from planner.errors import Problem, UsageError, nearest
from planner.languages import languages
from planner.messages import text
from planner.model.subjects import tables
from planner.tables.fields import Row, is_year
from planner.tables.scenarios import ChangeRow, ScenarioRow
from planner.tables.shared import PathRow
from planner.tables.sources import SourceRow
from planner.tables.wording import SETTINGS_FILE

CENTRAL = "central"
"""What the case without changes is called."""


def names_of(scenario: str | Path | Sequence[str | Path]) -> tuple[str, ...]:
    """The scenarios that are meant, in order: `a`, `a+b`, a file `mine.csv`, or several of these.

    Raises UsageError for one that is named twice.
    """
    several = [scenario] if isinstance(scenario, str | Path) else scenario
    parts = [part for one in map(str, several) for part in ([one] if one.endswith(".csv") else one.split("+"))]
    names = tuple(part for part in parts if part not in ("", CENTRAL))
    if twice := next((name for name in names if names.count(name) > 1), None):
        raise UsageError("named_twice", found=twice)
    return names


def label_of(names: Sequence[str]) -> str:
    """How scenarios are called together: a+b; a file by its name without .csv."""
    return "+".join(Path(name).stem if name.endswith(".csv") else name for name in names)


class Overlay:
    """A case's raw tables while changes are laid over them, in their order.

    `made_by` says of a changed cell (file, row, column) which line of which scenario's file made it what it is.
    """

    def __init__(self, raw: RawCase, settings: dict[str, Any]) -> None:
        self.raw, self.settings = raw, dict(settings)
        self.rows = {
            file: [(number, dict(cells)) for number, cells in table.rows] for file, table in raw.tables.items()
        }
        self.made_by: dict[tuple[str, int, str], tuple[str, int]] = {}
        self.sha256 = dict(raw.sha256)
        self.problems: list[Problem] = []

    @property
    def plan_years(self) -> range:
        """From the first year to the last, as the settings stand; none where a change spoilt them."""
        try:
            return range(int(self.settings["first_year"]), int(self.settings["last_year"]) + 1)
        except (KeyError, ValueError, TypeError):
            return range(0)

    def add(self, name: str) -> None:
        """Make the changes of a scenario. Raises UsageError when there is no such scenario."""
        file, body = self._file(name)
        self.sha256[file] = hashlib.sha256(body).hexdigest()
        decoded = decode(body)
        if decoded is None:
            self.problems.append(Problem(file, 0, "", "unknown_encoding"))
            return
        table = table_of(file, decoded, self.problems)
        if table is None:
            return
        lines, wrong = typed_rows(ChangeRow, table)
        keys: dict[str, tuple[str, ...]] = {cells.get("key", ""): () for _, cells in self.rows.get(SourceRow.FILE, [])}
        places = {(problem.file, problem.row, problem.column) for problem in wrong}
        self.problems += [*wrong, *dangling(ChangeRow, table, {SourceRow.FILE: keys}, places)]
        for line in lines:
            assert isinstance(line, ChangeRow)
            self.change(file, line)

    def start_table(self, file: str) -> None:
        """Begin a table that the case lacks."""
        self.rows.setdefault(file, [])

    def change(self, file: str, line: ChangeRow) -> None:
        """Make one change; `file` is what its problems are said of."""
        try:
            self._change(file, line)
        except WrongChange as no:
            self.problems.append(Problem(file, line.row, no.column, no.key, no.values))

    def changed(self) -> RawCase:
        """The case with its changes."""
        started = {
            file: RawTable(file, tuple(tables()[file].columns())) for file in self.rows if file not in self.raw.tables
        }
        changed = {}
        for file, table in (self.raw.tables | started).items():
            new = dict.fromkeys(column for place, _, column in self.made_by if place == file)
            columns = (*table.columns, *(column for column in new if column not in table.columns))
            changed[file] = replace(table, columns=columns, rows=tuple(self.rows[file]))
        return replace(self.raw, tables=changed, sha256=self.sha256)

    def said_once(self, problems: Iterable[Problem]) -> list[Problem]:
        """Problems of changed rows, said of the line that changed them, once for all its years; others as they are."""
        said: dict[tuple[str, int, str], Problem] = {}
        for problem in problems:
            place = (problem.file, problem.row, problem.column)
            same_row = [line for changed, line in self.made_by.items() if changed[:2] == place[:2]]
            if same_row:
                file, row = self.made_by.get(place, same_row[-1])
                column = problem.column if problem.key == "empty_cell" else "value"
                problem = Problem(file, row, column, problem.key, problem.values)
                place = (file, row, f"{column} {problem.key}")
            said.setdefault(place, problem)
        return list(said.values())

    def _file(self, name: str) -> tuple[str, bytes]:
        """How a scenario's file is called in messages, and what it holds."""
        if name.endswith(".csv"):
            file, body = name, Path(name).read_bytes() if Path(name).is_file() else None
        else:
            file, body = f"{SCENARIOS}/{name}.csv", self.raw.scenarios.get(name)
        if body is None:
            known = tuple(self.raw.scenarios)
            raise UsageError("no_such_scenario", found=name, allowed=", ".join(known) or "–", near=nearest(name, known))
        return file, body

    def _change(self, file: str, line: ChangeRow) -> None:
        if line.table == SETTINGS_FILE:
            self.settings[line.column] = changed_setting(self.settings, line)
            self.made_by[SETTINGS_FILE, 0, line.column] = (file, line.row)
            return
        table = self._table(line)
        if line.change == "new":
            self.rows.setdefault(table.FILE, [])
            line = self._start_row(table, line)
        number, cells = self._row(table, line)
        if line.change == "replace":
            for column in cells.keys() - set(table.KEY):
                del cells[column]
            line = line.model_copy(update={"change": "set"})
        paths = {key_of(PathRow, other) for _, other in self.rows.get(PathRow.FILE, [])}
        new = changed_cells(table, cells, line, self.plan_years, paths)
        if any(map(is_year, new)):
            cells.pop("amount", None)
        for column, value in new.items():
            cells[column] = value
            self.made_by[table.FILE, number, column] = (file, line.row)

    def _table(self, line: ChangeRow) -> type[Row]:
        """The table that a line changes; a line that starts a row may start its table too."""
        changeable = [file for file in tables() if file not in (ScenarioRow.FILE, SourceRow.FILE)]
        known = [SETTINGS_FILE, *(file for file in changeable if line.change == "new" or file in self.rows)]
        file = line.table if line.table.endswith(".csv") else f"{line.table}.csv"
        if file in changeable and file not in known:
            raise WrongChange("table", "no_table_yet", found=file)
        if file not in known:
            raise WrongChange(
                "table", "no_table_to_change", found=line.table, allowed=", ".join(known), near=nearest(file, known)
            )
        return tables()[file]

    def _start_row(self, table: type[Row], line: ChangeRow) -> ChangeRow:
        """Add a row with a key to a table; returns what is left to do, which is to set the value."""
        parts = dict(zip(table.KEY, line.key.split("/"), strict=False))
        if any(table.model_fields[column].is_required() for column in table.KEY[len(parts) :]):
            raise WrongChange("key", "key_of_new_row", found=line.key, table=table.FILE, allowed="/".join(table.KEY))
        cells = {column: part for column, part in parts.items() if part}
        line = line.model_copy(update={"change": "set", "key": key_of(table, cells)})
        if line.key in (key_of(table, other) for _, other in self.rows[table.FILE]):
            raise WrongChange("key", "row_is_there", found=line.key, table=table.FILE)
        self.rows[table.FILE].append((-len(self.rows[table.FILE]), cells))
        return line

    def _row(self, table: type[Row], line: ChangeRow) -> tuple[int, dict[str, str]]:
        keyed = {key_of(table, cells): (number, cells) for number, cells in self.rows[table.FILE]}
        if line.key not in keyed:
            values = {"example": next(iter(keyed), ""), "near": nearest(line.key, keyed)}
            raise WrongChange("key", "no_row_to_change", found=line.key, table=table.FILE, **values)
        return keyed[line.key]


def listed(raw: RawCase, rows: Sequence[ScenarioRow]) -> list[Problem]:
    """Scenarios without a file, files without a row in scenarios.csv, and a name that is taken."""
    problems = []
    for row in rows:
        if row.scenario == CENTRAL:
            problems.append(row.problem("scenario", "scenario_reserved", found=CENTRAL))
        elif row.scenario not in raw.scenarios:
            near = nearest(row.scenario, raw.scenarios)
            problems.append(row.problem("scenario", "no_scenario_file", found=row.scenario, near=near))
    for name in raw.scenarios.keys() - {row.scenario for row in rows} if ScenarioRow.FILE not in raw.unread else ():
        problems.append(Problem(f"{SCENARIOS}/{name}.csv", 0, "", "scenario_not_listed", {"found": name}))
    return problems


def titled(settings: Settings, names: Sequence[str], scenarios: Mapping[str, ScenarioRow]) -> Settings:
    """Settings whose titles name the scenarios, so that everything that is printed or drawn does."""
    if not names:
        return settings
    rows = {label_of([name]): scenarios.get(name) for name in names}

    def title(lang: str) -> str:
        scenario = " + ".join(row.name_in(lang) if row else name for name, row in rows.items())
        return text("title_with_scenario", lang, title=settings.worded("title", lang), scenario=scenario)

    return settings.with_words({f"title_{lang}": title(lang) for lang in languages()})
