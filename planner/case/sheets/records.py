"""The rows of a table to records, one a measure: the rows of its years together, totals left aside."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from planner.case.sheets.grid import Cell
from planner.case.sheets.layout import Column, Table, rows_of
from planner.case.sheets.numbers import number_of, says_nothing, year_of
from planner.case.sheets.origin import Fact
from planner.case.sheets.totals import adds_up, is_heading, sections, words_say
from planner.case.sheets.words import NUMBERS, SPELLINGS, plain
from planner.errors import Problem
from planner.tables.fields import FIRST_YEAR, LAST_YEAR

NAMES = ("measure", "name_zh", "name_en", "id")
"""Columns that name a measure, the best first."""


@dataclass
class Record:
    """What a sheet says of a measure, of a sector's baseline, or of a cap."""

    name: Cell
    sector: str
    texts: dict[str, Cell] = field(default_factory=dict)
    numbers: dict[str, dict[int | None, Cell]] = field(default_factory=dict)
    """Meaning -> year -> cell; None: for all years."""
    units: dict[str, str] = field(default_factory=dict)
    heads: dict[str, Cell] = field(default_factory=dict)
    filled: bool = False
    """Whether its sector is that of the row above."""

    def text(self, says: str) -> str:
        return self.texts[says].text if says in self.texts else ""

    def first(self, says: str) -> Cell | None:
        """The first cell that says something."""
        if says in self.texts:
            return self.texts[says]
        return next(iter(self.numbers.get(says, {}).values()), None)

    def take(self, other: Record) -> None:
        """What another sheet says of the same, where this one says nothing."""
        self.numbers = {**other.numbers, **self.numbers}
        self.texts = {**other.texts, **self.texts}
        self.units = {**other.units, **self.units}
        self.heads = {**other.heads, **self.heads}

    def where(self, *says: str) -> Cell:
        """Where a problem with this is said: a cell of the row under the first heading that there is, else the name."""
        for name in says:
            if cell := self.first(name):
                return cell
            if name in self.heads:
                head = self.heads[name]
                return Cell("", head.grid, self.name.row, head.column, head.heading)
        return self.name


@dataclass
class Records:
    """The measures of a sheet, and what stands between them."""

    measures: list[Record] = field(default_factory=list)
    baselines: list[Record] = field(default_factory=list)
    unused: list[Fact] = field(default_factory=list)
    assumed: list[Fact] = field(default_factory=list)


def records_of(table: Table, problems: list[Problem]) -> Records:
    """The records of a table; what is wrong with its rows as rows is a problem."""
    found = Records()
    rows = list(_read(table, problems))
    known: dict[tuple[str, str], Record] = {}
    totals = _totals(table, rows) if table.kind == "measures" else {}
    for at, record in enumerate(rows):
        name = record.name.text
        if SPELLINGS.get(plain(name)) == "baseline" and table.kind == "measures":
            found.baselines.append(record)
            continue
        key, label = totals.get(at, ("", ""))
        if key == "sheet_total":
            found.unused.append({"key": key, "row": rows_of(table.grid, [record.name.row]), "found": label})
            continue
        if key:
            problems.append(record.name.problem(key, found=name))
            continue
        other = known.setdefault((name, record.sector), record)
        if other is not record and name:
            _together(other, record, problems)
        else:
            found.measures.append(record)
    filled = [record.name.row for record in found.measures if record.filled]
    if filled and (column := table.column("sector")):
        named = rows_of(table.grid, filled[:5]) + (" …" if len(filled) > 5 else "")
        found.assumed.append({"key": "sheet_sector_filled", "heading": column.heading.text, "rows": named})
    return found


def _totals(table: Table, rows: list[Record]) -> dict[int, tuple[str, str]]:
    """Place of a row -> `sheet_total` where it is one, or the key of the question whether it is; what it is called."""
    sectors = {plain(record.sector) for record in rows} - {""}
    counting, found = [_amounts(table, record) for record in rows], dict[int, tuple[str, str]]()
    by_years = table.column("year") is not None
    skipped = {at for at, record in enumerate(rows) if SPELLINGS.get(plain(record.name.text)) == "baseline"}
    firsts = [next(iter(table.grid.own(record.name.row).values()), "") for record in rows]
    numbered = sections([(first, record.name.text) for first, record in zip(firsts, rows, strict=True)])
    for at, record in enumerate(rows):
        name, last = record.name.text or firsts[at], at == len(rows) - 1
        says, of_sector = words_say(name, sectors), plain(name) in sectors
        above = 0 if by_years else adds_up(at, counting, skipped, 2e-3) if says or of_sector or last else 0
        below = not by_years and is_heading(at, counting, numbered, of_sector)
        if says == "total" or below or (above and (says or of_sector)):
            found[at] = ("sheet_total", name)
        elif says:
            found[at] = ("reads_as_total", name)
        elif last and above and above == at - len(skipped) and above >= (3 if record.first("cost") else 2):
            found[at] = ("maybe_a_total", name)
        if at in found:
            skipped.add(at)
    return found


def _read(table: Table, problems: list[Problem]) -> Iterator[Record]:
    """Row by row; a sector that is written once counts until the next."""
    sector_column, year_column = table.column("sector"), table.column("year")
    heads = {column.says: table.head(column) for column in table.columns if column.says}
    sector = ""
    for row in table.rows:
        given = table.cell(row, sector_column).text if sector_column else table.sections.get(row, "")
        sector = given or (sector if table.kind == "measures" else "")
        names = [table.cell(row, column) for says in NAMES if (column := table.column(says))]
        name = next((cell for cell in names if cell.text), names[0] if names else Cell("", table.grid, row, 1))
        record = Record(name, sector, heads=heads)
        year = _year(table, year_column, row, problems)
        for column in table.columns:
            cell = table.cell(row, column)
            if not column.says or says_nothing(cell.text):
                continue
            if column.says in NUMBERS:
                record.numbers.setdefault(column.says, {})[column.heading.year or year] = cell
                record.units.setdefault(column.says, column.unit)
            else:
                record.texts[column.says] = cell
                record.units.setdefault(column.says, column.unit)
        record.filled = bool(sector_column and not given and sector)
        yield record


def _year(table: Table, column: Column | None, row: int, problems: list[Problem]) -> int | None:
    if column is None or says_nothing((cell := table.cell(row, column)).text):
        return None
    year = year_of(cell.text)
    if year is None or not FIRST_YEAR <= year <= LAST_YEAR:
        problems.append(cell.problem("not_a_year", found=cell.text))
    return year


def _amounts(table: Table, record: Record) -> tuple[float | None, ...]:
    """What a row avoids, by year column; of other sheets nothing."""
    years = [column.heading.year for column in table.columns if column.says == "tonnes"]
    cells = record.numbers.get("tonnes", {})
    return tuple(number_of(cells[year].text) if year in cells else None for year in years)


def _together(first: Record, other: Record, problems: list[Problem]) -> None:
    """Add the years of another row of the same measure; the same year twice, or two texts, is a problem."""
    twice = {"found": other.name.text, "other": first.name.row}
    new = {(says, year) for says, cells in other.numbers.items() for year in cells}
    old = {(says, year) for says, cells in first.numbers.items() for year in cells}
    if not new or new & old or not all(year for _, year in new | old):
        problems.append(other.name.problem("duplicate_row", **twice))
        return
    for says, cells in other.numbers.items():
        first.numbers.setdefault(says, {}).update(cells)
    for says, cell in other.texts.items():
        if says != "year" and first.texts.setdefault(says, cell).text != cell.text:
            problems.append(cell.problem("two_values", found=cell.text, other=first.texts[says].text))
