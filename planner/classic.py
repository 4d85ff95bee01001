"""A case from the classic table: one sheet of measures with tonnes and cost per tonne.

Each row becomes a reduction that lives one year, in a case of one year without a baseline, so that the exact curve of
the year is the sorted sheet and its no-regret block what costs nothing or less. The sheet is translated to tables as
text and read like any case: every check applies. Row n of the sheet is row n of each table, so a problem found there is
said of the sheet's own row.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from planner.arguments import public
from planner.case import Case
from planner.check import read_case
from planner.classic_sheet import REQUIRED, Columns, SheetUnits, read_columns
from planner.errors import InputError, Problem, UsageError, nearest
from planner.read import RawTable, decode, table_of

YEAR = 2030
"""Year of the case when the sheet names none."""
TOTALS = {"total", "sum", "subtotal", "grand total", "合计", "总计", "小计", "总和"}
SAID_BY = {
    "intervention": "measure",
    "sector": "sector",
    "potential": "tonnes",
    "variable_cost": "cost",
    "first_year": "year",
}
"""Column of the tables -> what it is in the sheet."""


@dataclass(frozen=True)
class Measure:
    """A row of the sheet: its ids, and its cells as they stand there."""

    row: int
    id: str
    name: str
    sector: str
    sector_name: str
    cells: dict[str, str]
    tonnes_unit: str
    cost_unit: str
    note: str


@public
def classic_case(path: Path | str) -> Case:
    """Read the classic table of measures: one sheet (CSV) of measure, tonnes and cost per tonne.

    Parameters
    ----------
    path
        The sheet; optional columns are names, sector, year and units. Headings may be Chinese or English, with a unit
        in brackets: 减排量（万吨）, cost (CNY/t). Columns that say nothing known become notes.

    Returns
    -------
    Case
        Of one year, each measure a `reduction`.

    Raises
    ------
    InputError
        With every problem at once, in the sheet's own rows and columns.
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
        names = [other.name for other in file.parent.glob("*.csv")] if file.parent.is_dir() else []
        near = nearest(file.name, names)
        raise UsageError("no_such_file", place=str(file), near=str(file.parent / near) if near else "")
    body = file.read_bytes()
    problems: list[Problem] = []
    text = decode(body)
    if text is None:
        raise InputError(file.name, [Problem(file.name, 0, "", "unknown_encoding")])
    table = table_of(file.name, text, problems)
    if table is None:
        raise InputError(file.name, problems)
    columns = read_columns(table, problems)
    units = SheetUnits(columns, table, problems)
    problems += _row_problems(table, columns)
    measures = list(_measures(table, columns, units))
    try:
        case = read_case(_texts(file.stem, measures, units))
    except InputError as wrong:
        problems += _in_the_sheet(wrong.problems, file.name, columns, {(p.row, p.column) for p in problems})
    if problems:
        raise InputError(file.name, sorted(problems, key=lambda p: (p.row, p.column)))
    sha256 = {file.name: hashlib.sha256(body).hexdigest()}
    return replace(case, name=file.stem, sha256=sha256, raw=replace(case.raw, name=file.stem, sha256=sha256))


def _row_problems(table: RawTable, columns: Columns) -> Iterator[Problem]:
    """What the translation would hide: empty cells, rows of totals, names that come twice, more than one year."""
    if not table.rows:
        yield Problem(table.file, 0, "", "no_rows")
    seen: dict[tuple[str, str], int] = {}
    years: list[str] = []
    for row, raw in table.rows:
        cells = columns.cells(raw)
        for wanted in REQUIRED:
            if wanted in columns.header and wanted not in cells:
                yield Problem(table.file, row, columns.header[wanted], "empty_cell")
        name = cells.get("measure", "")
        if name.lower() in TOTALS:
            yield Problem(table.file, row, columns.header["measure"], "row_of_totals", {"found": name})
        other = seen.setdefault((name, cells.get("sector", "")), row)
        if name and other != row:
            values = {"found": name, "other": other}
            yield Problem(table.file, row, columns.header["measure"], "duplicate_row", values)
        year = cells.get("year", "")
        if year and year not in years:
            years.append(year)
            if len(years) > 1:
                values = {"found": year, "other": years[0]}
                yield Problem(table.file, row, columns.header["year"], "two_years", values)


def _measures(table: RawTable, columns: Columns, units: SheetUnits) -> Iterator[Measure]:
    ids: set[str] = set()
    sectors: dict[str, str] = {}
    for row, raw in table.rows:
        cells = columns.cells(raw)
        name, sector = cells.get("measure", ""), cells.get("sector", "")
        if sector not in sectors:
            sectors[sector] = _id(sector, "all" if not sector else f"sector_{row}", {"total", *sectors.values()}, row)
        own = _id(name, f"measure_{row}", ids, row)
        ids.add(own)
        tonnes_unit, cost_unit = units.of[row]
        yield Measure(
            row, own, cells.get("name", name), sectors[sector], sector, cells, tonnes_unit, cost_unit, columns.note(raw)
        )


def _id(name: str, otherwise: str, taken: set[str], row: int) -> str:
    """An id out of a free name: its letters and digits, else `otherwise`; the row is added where it is taken."""
    own = re.sub(r"[^A-Za-z0-9.-]+", "_", name).strip("_") or otherwise
    while own in taken:
        own = f"{own}_{row}"
    return own


def _texts(title: str, measures: list[Measure], units: SheetUnits) -> dict[str, str]:
    """The tables of the case. A number goes over as it is written, right or wrong."""
    written = next((m.cells["year"] for m in measures if "year" in m.cells), "")
    year = int(written) if re.fullmatch(r"(19|2[0-2])\d\d", written) else YEAR
    settings = f"""
        title_en = {json.dumps(title, ensure_ascii=False)}
        first_year = {year}
        last_year = {year}
        price_year = {year}
        money = "{units.money}"
        discount_rate = 0.0
        [[accounts]]
        id = "emissions"
        name_en = "Emissions against the reference"
        name_zh = "相对参照的排放"
        unit = "{units.account}"
        gas = "{units.gas}"
    """
    first_of = {m.sector: m for m in reversed(measures)}.values()
    sectors = {
        m.row: (m.sector, *(_names(m.sector_name) if m.sector_name else ("All measures", "全部措施")), "true")
        for m in first_of
    }
    built = {
        m.row: (
            m.id,
            "reduction",
            m.cells.get("name_en") or _names(m.name)[0],
            m.cells.get("name_zh") or _names(m.name)[1],
            m.sector,
            m.tonnes_unit,
            m.cost_unit,
            m.cells.get("cost", ""),
            "1",
            m.cells.get("tonnes", ""),
            m.cells.get("year", ""),
            m.note,
        )
        for m in measures
    }
    avoided = {m.row: (m.id, "emissions", f"({m.tonnes_unit})/({m.tonnes_unit})", "-1") for m in measures}
    return {
        "case.toml": settings,
        "sectors.csv": _as_text("sector,name_en,name_zh,net_negative", sectors),
        "interventions.csv": _as_text(
            "intervention,kind,name_en,name_zh,sector,unit,variable_unit,variable_cost,lifetime,potential,first_year,note",
            built,
        ),
        "process_emissions.csv": _as_text("intervention,account,unit,amount", avoided),
    }


def _names(name: str) -> tuple[str, str]:
    """English and Chinese name: a free name serves for English in any case, for Chinese when it is."""
    return name, name if re.search(r"[\u4e00-\u9fff]", name) else ""


def _as_text(header: str, rows: Mapping[int, tuple[str, ...]]) -> str:
    """A table as text, each row at its number; lines between are comments."""
    text = io.StringIO(newline="")
    write = csv.writer(text, lineterminator="\n")
    write.writerow(header.split(","))
    for number in range(2, max(rows, default=1) + 1):
        write.writerow(rows.get(number, ("#",)))
    return text.getvalue()


def _in_the_sheet(
    problems: Iterable[Problem], file: str, columns: Columns, told: set[tuple[int, str]]
) -> Iterator[Problem]:
    """Problems of the tables, said of the sheet, but not of a cell of which one is told or of a column that is missing.

    What a column means in the tables is not what it means in the sheet, so its meaning is left out.
    """
    for problem in problems:
        said = SAID_BY.get(problem.column, problem.column)
        column = columns.header.get(said, "" if said in REQUIRED else said)
        if column and (problem.row, column) not in told:
            values = {name: value for name, value in problem.values.items() if name != "meaning"}
            yield Problem(file, problem.row, column, problem.key, values)
