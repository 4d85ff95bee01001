"""A case from one sheet of measures (.csv, .xlsx, .ods), and a second of caps or baselines if there is one.

The sheet is interpreted (`sheets/`), translated to tables as text and read like any case: every check applies, and a
problem found there is said of the sheet's own cell.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from planner.calls.arguments import public
from planner.case.case import Case
from planner.case.check import read_case
from planner.case.files import printable
from planner.case.sheets.case_tables import Tables, Writer, settings_of
from planner.case.sheets.grid import SHEETS, Cell, Grid, grids_of
from planner.case.sheets.layout import Column, Table, rows_of, table_of, unused_columns
from planner.case.sheets.limits import emitted_by, limits_of, without_a_base
from planner.case.sheets.measures import measure_of
from planner.case.sheets.numbers import number_of, year_of
from planner.case.sheets.origin import Fact, FromSheet, Taken
from planner.case.sheets.quantities import Quantities
from planner.case.sheets.records import Record, records_of
from planner.case.sheets.scales import Scales, is_of_one
from planner.case.sheets.words import MONEY, NOT_USED, plain
from planner.errors import InputError, Problem, UsageError, nearest
from planner.tables.fields import FIRST_YEAR, LAST_YEAR

YEAR = 2030
"""Year of the case when the sheet names none."""
RATE = 0.05
"""Discount rate where one is needed and none is given."""


@public
def classic_case(path: Path | str, *, discount_rate: float | None = None) -> Case:
    """Read a sheet of measures: name, tonnes and cost per tonne, or capex, yearly cost, saving and lifetime.

    Headings may be Chinese or English, with a unit and a year in them. How it was interpreted stands in `case.sheet`.

    Parameters
    ----------
    path
        A CSV, or a workbook (.xlsx, .ods), whose further sheets may hold baselines, caps and targets.
    discount_rate
        With it, costs follow from capex, lifetime, yearly cost and saving; 0.08 is 8 %.

    Returns
    -------
    Case
        Each measure a `reduction`, or an `improvement` of the use of which it saves a share.

    Raises
    ------
    InputError
        With every problem at once, at the sheet's own cells.
    UsageError
        There is no such file.

    Examples
    --------
    >>> import tempfile
    >>> sheet = Path(tempfile.mkdtemp()) / "measures.csv"
    >>> rows = "measure,tonnes (kt),cost (CNY/t)", "LED,120,-260", "Insulation,200,700"
    >>> _ = sheet.write_text(chr(10).join(rows), encoding="utf-8")
    >>> list(planner.classic_case(sheet).interventions)
    ['LED', 'Insulation']
    """
    file = Path(path)
    if not file.is_file():
        names = [other.name for other in file.parent.glob("*.*")] if file.parent.is_dir() else []
        near = nearest(file.name, [name for name in names if Path(name).suffix.lower() in SHEETS])
        raise UsageError("no_such_file", place=str(file), near=str(file.parent / near) if near else "")
    body = file.read_bytes()
    problems: list[Problem] = []
    grids = grids_of(file, body, problems)
    _raise_if_any(file.name, problems)
    case = _Sheet(file, grids, discount_rate, problems).case()
    sha256 = {file.name: hashlib.sha256(body).hexdigest()}
    name = printable(file.stem)
    return replace(case, name=name, sha256=sha256, raw=replace(case.raw, name=name, sha256=sha256))


class _Sheet:
    """One reading of a file, from its grids to its case."""

    def __init__(self, file: Path, grids: list[Grid], rate: float | None, problems: list[Problem]) -> None:
        self.file, self.problems = file, problems
        found = [table for grid in grids if (table := table_of(grid, problems))]
        self.tables = {
            kind: [t for t in found if t.kind == kind] for kind in ("measures", "more", "cap", "target", "baseline", "")
        }
        self.main = self._main(file.name, found)
        self.records = records_of(self.main, problems)
        if not self.records.measures:
            problems.append(Problem(file.name, 0, "", "no_rows"))
        self._join()
        self.rate = self._rate(rate)
        self.years, self.horizon = self._years()

    def case(self) -> Case:
        """The case, with how the sheet was interpreted."""
        further = {kind: self._records(kind) for kind in ("baseline", "cap", "target")}
        named = [*self.records.measures, *self.records.baselines, *(r for some in further.values() for r in some)]
        scales = Scales([self.main, *self.tables["more"]], named)
        read = Quantities(scales, self.horizon, self.problems)
        measures = [measure_of(record, read, self.rate is not None) for record in self.records.measures]
        emitted = list(emitted_by(further["baseline"], self.records.baselines, measures, read))
        sectors = list(dict.fromkeys([*(m.record.sector for m in measures), *(e.sector for e in emitted)]))
        limits = limits_of([*further["cap"], *further["target"]], sectors, read)
        without_a_base(measures, emitted, limits, read)
        _raise_if_any(self.file.name, self.problems)
        tables = Writer(scales, self.horizon, measures, emitted).write(limits)
        matters = len(self.horizon) > 1 or any(any(m.capex.values()) for m in measures)
        rate = self.rate if self.rate is not None else RATE if matters else 0.0
        price_year = scales.price_year or self.horizon[0]
        settings = settings_of(printable(self.file.stem), scales, self.horizon, price_year, rate, bool(emitted))
        try:
            case = read_case({"case.toml": settings, **tables.texts()})
        except InputError as wrong:
            sheet = FromSheet(self.file.name, len(measures), cells=tables.cells)
            raise InputError(self.file.name, list(map(sheet.located, wrong.problems))) from None
        together = [{"key": "sheet_together"}] if "emitted" in case.carriers else []
        facts = [*self._assumed(scales, rate, matters), *together, *self.records.assumed, *read.assumed]
        return replace(case, sheet=self._interpretation(len(measures), facts, tables))

    def _records(self, kind: str) -> list[Record]:
        return [record for table in self.tables[kind] for record in records_of(table, self.problems).measures]

    def _main(self, file: str, found: list[Table]) -> Table:
        """The one table of measures; several, or none, is a problem that ends the reading."""
        measures = self.tables["measures"]
        if not found:
            raise InputError(file, [Problem(file, 0, "", "no_header")])
        if not measures:
            missing = ", ".join(table.grid.sheet for table in found) if len(found) > 1 else file
            raise InputError(file, [Problem(file, 0, "", "no_measures", {"found": missing}), *self.problems])
        if len(measures) > 1:
            names = ", ".join(table.grid.sheet for table in measures)
            raise InputError(file, [Problem(file, 0, "", "two_sheets", {"found": names})])
        (main,) = measures
        elsewhere = {says for table in self.tables["more"] for says in table.says()} - NEEDED["measure"]
        for wanted, key in (("measure", "no_names"), ("amount", "no_amounts"), ("money", "no_costs")):
            asked = any(p.key in ("which_cost", "unknown_heading", "unknown_unit_here") for p in self.problems)
            if not asked and not (main.says() | elsewhere) & NEEDED[wanted]:
                self.problems.append(Cell("", main.grid, main.header, 1).problem(key))
        return main

    def _join(self) -> None:
        """What other sheets say of the same measures."""
        known: dict[str, list[Record]] = {}
        for record in self.records.measures:
            known.setdefault(plain(record.name.text), []).append(record)
        for extra in self._records("more"):
            same = known.get(plain(extra.name.text), [])
            if len(same) == 1:
                same[0].take(extra)
            else:
                near = nearest(extra.name.text, [r.name.text for r in self.records.measures])
                values = {"found": extra.name.text, "allowed": self.main.grid.sheet, "near": near}
                self.problems.append(extra.name.problem("not_among_measures", **values))

    def _rate(self, given: float | None) -> float | None:
        """The discount rate: given, or in a column of the sheet, where it must be one."""
        cells = [r.texts["discount_rate"] for r in self.records.measures if "discount_rate" in r.texts]
        rates: dict[float, Cell] = {}
        for cell in cells:
            number = number_of(cell.text, percent=True)
            if number is None:
                self.problems.append(cell.problem("not_a_number_here", found=cell.text))
                continue
            rates.setdefault(number / 100 if number >= 1 and "%" not in cell.text else number, cell)
        if len(rates) > 1:
            self.problems.append([*rates.values()][1].problem("two_rates", found=[*rates.values()][1].text))
        return given if given is not None else next(iter(rates), None)

    def _years(self) -> tuple[list[int], range]:
        """The years that the sheet names, and the years of the case."""
        tables = [self.main, *self.tables["more"], *self.tables["cap"], *self.tables["target"]]
        found = {c.heading.year for t in tables for c in t.columns if c.heading.year and c.says not in ("baseline", "")}
        cells = [(t, row) for t in tables if t.column("year") for row in t.rows]
        for table, row in cells:
            text = table.cell(row, table.column("year") or table.columns[0]).text
            found |= {int(text[:4])} if text[:4].isdigit() and len(text) >= 4 else set()
        years = sorted(year for year in found if FIRST_YEAR <= year <= LAST_YEAR)
        starts = [year_of(r.text("first_year")) or 0 for r in self.records.measures]
        only = max(YEAR, *starts) if starts else YEAR
        return years, range(years[0], years[-1] + 1) if years else range(only, only + 1)

    def _assumed(self, scales: Scales, rate: float, matters: bool) -> Iterator[Fact]:
        if not self.years:
            yield {"key": "sheet_assumed_year", "year": self.horizon[0]}
        if not scales.gas_is_named:
            yield {"key": "sheet_assumed_gas", "gas": scales.gas}
        if scales.price_year is None:
            yield {"key": "sheet_assumed_prices", "year": self.horizon[0]}
        if matters:
            said = {"rate": f"{rate:.4g}", "percent": f"{rate:.4%}".rstrip("0%").rstrip(".")}
            yield {"key": "sheet_assumed_rate" if self.rate is None else "sheet_rate", **said}
        elif self.rate is not None:
            yield {"key": "sheet_rate_unused"}

    def _place(self, table: Table, column: int) -> str:
        """The cell of a heading; of another sheet than the measures' with its name."""
        place = Cell("", table.grid, table.header, column).place
        return f"{table.grid.sheet}!{place}" if place and table is not self.main else place

    def _interpretation(self, count: int, assumed: list[Fact], tables: Tables) -> FromSheet:
        read = [t for kind, some in self.tables.items() if kind for t in some]
        taken = [
            Taken(self._place(table, column.index), column.heading.text, _meant(column), column.unit)
            for table in read
            for column in table.columns
            if column.says and column.says not in NOT_USED
        ]
        unused = [
            *unused_columns(read),
            *self.records.unused,
            *({"key": "sheet_notes", "rows": rows_of(t.grid, t.notes)} for t in read if t.notes),
            *({"key": "sheet_unused_sheet", "found": t.grid.sheet} for t in self.tables[""]),
        ]
        return FromSheet(
            self.file.name, count, tuple(taken), tuple(assumed), tuple(unused), tables.exclusive, tables.cells
        )


NEEDED = {
    "measure": {"measure", "name_en", "name_zh", "id"},
    "amount": {"tonnes", "tonnes_per_unit", "share"},
    "money": {"cost", *MONEY},
}
"""What a sheet of measures must say one of."""


def _meant(column: Column) -> str:
    """What a column says; of money, whether of one unit or of all of the measure."""
    of_one = column.says in MONEY and is_of_one(column.heading.text, column.unit)
    return f"{column.says}_each" if of_one else column.says


def _raise_if_any(file: str, problems: Sequence[Problem]) -> None:
    if problems:
        unique = {(p.cell, p.row, p.column, p.key): p for p in problems}
        raise InputError(file, sorted(unique.values(), key=lambda p: (p.row, p.column)))
