"""A case whose tables say what a repair says: what its cells hold instead, the case itself, and a scenario's file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from planner.case.case import Case
from planner.case.scenarios import label_of, names_of, titled
from planner.languages import languages
from planner.messages import text
from planner.model.subject import Limit
from planner.results.places import keyed, row_of
from planner.results.repairs import Eased
from planner.tables.fields import Binding, Row, Series
from planner.tables.scenarios import ScenarioRow

MARGIN = 1e-7
"""Share of a number by which it is eased further, so that the solver's tolerance decides nothing."""
LEAST_EXCESS = "least_excess"
"""What stands in the column `scenario` of a plan that keeps its limits only once they are eased."""


@dataclass(frozen=True)
class Change:
    """What a cell holds, and what it must hold; the column of a number by year is the year."""

    row: Row
    column: str | int
    before: Any
    after: Any


def changes(case: Case, eased: Iterable[Eased]) -> list[Change]:
    """What stands in the tables instead; nothing for rows from outside, which stand in none."""
    return [change for each in eased for change in _changes(case, each)]


def _changes(case: Case, eased: Eased) -> Iterator[Change]:
    row, column = row_of(case, eased.condition)
    limit = eased.limit
    if row is None:
        return
    if limit is not None and isinstance(row, Binding):
        yield Change(
            row, limit.year, row.binding(case.years)[limit.year], _kept(case, limit, float(eased.reached or 0.0))
        )
    elif isinstance(row, Series) and eased.year is not None:
        yield Change(row, eased.year, row.at(eased.year), float(eased.reached or 0.0))
    elif isinstance(row, Series):
        for year, number in numbers(row, case).items():
            yield Change(row, year, number, number + eased.excess * (1 + MARGIN))
    elif eased.reached is None:
        column = eased.condition.family.eased or column
        before = getattr(row, column) or 0.0
        yield Change(row, column, before, before + eased.excess * (1 + MARGIN))
    else:
        after = eased.reached if isinstance(eased.reached, bool) else eased.reached * (1 - MARGIN)
        yield Change(row, column, getattr(row, column), after)


def _kept(case: Case, limit: Limit, reached: float) -> float:
    """The number of a limit that can be kept, in the unit of its table; none of a policy below 0, no share above 1."""
    fraction = getattr(limit.row, "fraction", None)
    exactly = getattr(limit.row, "bound", "") == "exactly"
    further = 0.0 if exactly else limit.side * MARGIN * max(abs(limit.amount), abs(reached))
    kept = min(reached + further, 1.0) if fraction else reached + further
    kept = max(kept, 0.0) if limit.side < 0 else kept
    return kept / (fraction or case.units.factor(limit.row.unit, limit.unit))


def numbers(row: Series, case: Case) -> dict[int, float]:
    """The numbers of a row by year: those in which a limit binds."""
    return row.binding(case.years) if isinstance(row, Binding) else {year: row.at(year) for year in case.years}


def eased_case(case: Case, made: Sequence[Change], scenario: str) -> Case:
    """The case with these changes, under the name of a scenario; more of the same keep the name."""
    tables = {file: tuple(_changed(case, row, made) for row in rows) for file, rows in case.tables.items()}
    names = names_of(case.scenario)
    if scenario in names:
        return replace(case, tables=tables)
    row = ScenarioRow(scenario=scenario).with_words({f"name_{lang}": text(scenario, lang) for lang in languages()})
    settings = titled(case.settings, [scenario], {scenario: row})
    return replace(case, tables=tables, scenario=label_of([*names, scenario]), settings=settings)


def _changed(case: Case, row: Row, made: Sequence[Change]) -> Row:
    own = {change.column: change.after for change in made if change.row == row and type(change.row) is type(row)}
    by_year: dict[int, float] = {column: after for column, after in own.items() if isinstance(column, int)}
    update: dict[str, Any] = {column: after for column, after in own.items() if isinstance(column, str)}
    if by_year and isinstance(row, Series):
        update |= {"amount": None, "years": numbers(row, case) | by_year}
    return row.model_copy(update=update) if update else row


def scenario_file(case: Case, made: Sequence[Change]) -> pd.DataFrame:
    """The changes as a scenario's file, which `--scenario` reads."""
    lines = []
    for row in dict.fromkeys(keyed_row for keyed_row in ((change.row.FILE, keyed(change.row)) for change in made)):
        own = [change for change in made if (change.row.FILE, keyed(change.row)) == row]
        lines += [(*row, column, "set", after) for column, after in _cells(case, own)]
    return pd.DataFrame(lines, columns=["table", "key", "column", "change", "value"])


def _cells(case: Case, own: Sequence[Change]) -> Iterator[tuple[str, str]]:
    """The cells of a row that a scenario sets: where one of its years is changed, each year is said."""
    row = own[0].row
    by_year = {change.column: change.after for change in own if isinstance(change.column, int)}
    for change in own:
        if isinstance(change.column, str):
            yield change.column, str(change.after).lower()
    if by_year and isinstance(row, Series):
        before = numbers(row, case)
        if row.amount is not None and len(before) == 1:
            yield "amount", repr(next(iter(by_year.values())))
            return
        if row.amount is not None:
            yield f"{min(before)}-{max(before)}", repr(row.amount)
        yield from ((str(year), repr(number)) for year, number in (before | by_year).items())
