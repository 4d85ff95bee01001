"""Where the table stands in a grid: its heading (one row or two), what each column says, and the rows below.

Titles above, notes below, blank rows and headings between rows are no rows of the table.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from planner.case.sheets.grid import Cell, Grid
from planner.case.sheets.headings import Heading, clean_unit, dimensions, read_heading, straight
from planner.case.sheets.numbers import number_of
from planner.case.sheets.origin import Fact
from planner.case.sheets.totals import sections
from planner.case.sheets.words import MONEY, NOT_USED, NOTES, NUMBERS, SHEETS, plain
from planner.case.workbook.place import letters
from planner.errors import Problem

LOOKED_AT = 40
"""Rows from the top among which the heading is looked for."""
MOST_PER_TONNE = 1e5
"""From which a `cost` without a unit is hardly one of a tonne."""
LONG = 25
"""Characters from which a text below the table is a note."""


@dataclass(frozen=True)
class Column:
    """A column of the table. `says` is a key of `headings` in words.toml; blank: it is not used."""

    index: int
    heading: Heading
    says: str
    unit: str


@dataclass
class Table:
    """A sheet that was interpreted: `kind` is measures, more (of the same measures), cap, target, baseline or blank."""

    grid: Grid
    kind: str
    header: int
    columns: list[Column]
    rows: list[int]
    sections: dict[int, str] = field(default_factory=dict)
    """Row -> the heading between rows above it."""
    title: str = ""
    notes: list[int] = field(default_factory=list)

    def column(self, says: str) -> Column | None:
        return next((column for column in self.columns if column.says == says), None)

    def says(self) -> set[str]:
        return {column.says for column in self.columns}

    def cell(self, row: int, column: Column) -> Cell:
        """The cell of a row. A text that is merged over several rows counts for each, a number only once."""
        text = self.grid.cells.get((row, column.index), "")
        if not text and (column.says not in NUMBERS or number_of(self.grid.at(row, column.index)) is None):
            top = self.grid.merged.get((row, column.index))
            text = self.grid.at(row, column.index) if top and top[0] > self.header else ""
        return Cell(text, self.grid, row, column.index, column.heading.text)

    def head(self, column: Column) -> Cell:
        return Cell(column.heading.text, self.grid, self.header, column.index, column.heading.text)


def table_of(grid: Grid, problems: list[Problem]) -> Table | None:
    """The table of a grid; None where there is nothing in it."""
    if not grid.cells:
        return None
    first, last = _header(grid)
    named = _headings(grid, first, last)
    kind = _kind(grid, [heading.says for heading in named.values()])
    titles = (text for row in grid.rows if row < first for text in grid.own(row).values())
    title = " ".join([*titles, f"单位: {re.sub(r'.*[(（]', '', grid.sheet)}"])
    table = Table(grid, kind, last, [], [], title=title)
    if kind:
        table.columns = list(_settled(named, kind, title))
        _twice(table, problems)
        _rows(table)
        _beyond(table, problems)
        _grouped(table, problems)
        _plain_cost(table, problems)
    return table


def _header(grid: Grid) -> tuple[int, int]:
    """The rows of the heading: where most is said; and the years or units in a row under or over it."""

    def score(row: int) -> float:
        found = [read_heading(text) for text in grid.own(row).values()]
        exact = {h.says for h in found if h.exact and h.says != "value"}
        return len({h.says for h in found if h.says}) + len(exact) + 0.5 * any(h.year for h in found)

    rows = grid.rows
    best = max(rows[:LOOKED_AT], key=lambda row: (score(row), -row))
    if score(best) < 2:
        best = next((row for row in rows if len(grid.own(row)) > 1), rows[0])
    at = rows.index(best)
    if at + 1 < len(rows) and all(map(_is_sub, grid.own(rows[at + 1]).values())):
        return best, rows[at + 1]
    above = rows[at - 1] if at else best
    years = [text for text in grid.own(above).values() if read_heading(text).says == "value"]
    return (above, best) if years and above == best - 1 else (best, best)


def _is_sub(text: str) -> bool:
    """Whether a cell under a heading is a year or a unit of it."""
    inside = straight(text).strip("()[]【】 ")
    return read_heading(text).says == "value" or inside == "%" or bool(dimensions(clean_unit(inside)[0]))


def _headings(grid: Grid, first: int, last: int) -> dict[int, Heading]:
    """Column -> what its heading says; of two rows, both together."""
    named = {}
    before = ""
    for column in sorted({c for row, c in grid.cells if row >= first}):
        over, own = grid.at(first, column), grid.at(last, column)
        if first < last and grid.merged.get((last, column), (last, column))[0] == last:
            over = over or (before if own else "")
            before = over
            inside = straight(own).strip("()[]【】 ")
            text = f"{over} ({inside})" if own and over != own and _is_sub(own) else f"{over} {own}".strip()
            text = own if not over else over if not own or own == over else text
            named[column] = replace(read_heading(text), text=text)
        elif own:
            named[column] = read_heading(own)
    return named


def _kind(grid: Grid, said: list[str]) -> str:
    """What a sheet holds: by its columns, else by its name where all it has are years or amounts."""
    has = set(said)
    if has & {"measure", "name_zh", "name_en", "id"} and not has & {"cap", "target"}:
        if has & {"tonnes", "tonnes_per_unit", "share", "potential", "amount", "value"} or not grid.sheet:
            return "measures"
        return "more" if has & (NUMBERS | {"lifetime", "group", "first_year", "any_cost"}) - {"baseline"} else ""
    for kind in ("cap", "target", "baseline"):
        if kind in has and ("year" in has or "sector" in has or "value" in has or len(has - {""}) > 1):
            return kind
    named = (kind for kind, words in SHEETS.items() if re.search(words, plain(grid.sheet)))
    kind = next(named, "") if has & {"value", "year", "amount"} else ""
    return kind or ("measures" if not grid.sheet else "")


def _settled(named: dict[int, Heading], kind: str, title: str) -> Iterator[Column]:
    """What each column says, now that its unit and its neighbours are known."""
    said = {heading.says for heading in named.values()}
    offered = _offered(title)
    for_each = any(h.says in MONEY and "/" in h.unit for h in named.values())
    for index, heading in named.items():
        says, unit = _by_unit(heading, kind, said)
        if not unit and says in NUMBERS and not (says in MONEY and for_each):
            unit = next((u for u in offered if _suits(says, u)), "")
        yield Column(index, heading, says, unit)


BARE_COST = ("cost", "costs", "net cost", "成本", "费用", "净成本")
"""Headings that are taken per tonne where nothing else is said."""


def _by_unit(heading: Heading, kind: str, said: set[str]) -> tuple[str, str]:
    """The meaning, as the unit tells it: money per tonne is a cost per tonne, a mass is what is avoided."""
    says, unit = heading.says, heading.unit
    size = dimensions(unit) or {}
    names = {name for name in size if not name.startswith("pollutant_")}
    money = {name for name in names if name.startswith("money_")}
    if says in ("value", "amount") and not money:
        taken = says == "amount" and "tonnes" in said
        says = {"measures": "tonnes", "more": ""}.get(kind, kind) if says == "value" or names == {"mass"} else ""
        says = "" if taken else says
    if says in ("any_cost", "amount", "cost") and money and size.get("mass") == -1:
        return "cost", unit
    if says == "cost" and money == names and money:
        return "cost", f"{unit}/t"
    other_money = {"cost", *MONEY} & said
    if says == "any_cost" and not unit and not other_money and plain(heading.text) in BARE_COST:
        return "cost", ""
    if unit == "%" and says in ("tonnes", "saving", "potential", "energy"):
        return "share", unit
    if says in ("tonnes", "potential", "saving") and size:
        if names == {"mass"}:
            return "tonnes", unit
        if size.get("mass") == 1 and not money:
            return "tonnes_per_unit", unit
        if names == {"energy"}:
            return ("energy" if says == "saving" else says), unit
        if says == "tonnes" and not money and re.search(r"potential|潜力|规模", plain(heading.text)):
            return "potential", unit
    if (
        says == "tonnes"
        and not unit
        and "tonnes_per_unit" in said
        and re.search(r"potential|潜力", plain(heading.text))
    ):
        return "potential", unit
    return says, unit


def _offered(title: str) -> list[str]:
    """The units that a title names for the whole table: 单位：万吨、元/吨; or the name of the sheet: 排放（万吨）."""
    found = re.findall(r"(?:单位|[Uu]nits?)\s*[:：]\s*([^)）]*)", title)
    parts = [part for listed in found for part in re.split(r"[、,，;；\s]\s*", listed)]
    return [unit for part in parts if dimensions(unit := clean_unit(part)[0])]


def _suits(says: str, unit: str) -> bool:
    size = dimensions(unit) or {}
    money = any(name.startswith("money_") for name in size)
    if says == "cost":
        return money and size.get("mass") == -1
    if says in MONEY:
        return money and len(size) == 1
    return says in ("tonnes", "baseline", "cap", "target") and size.get("mass") == 1


def _twice(table: Table, problems: list[Problem]) -> None:
    """Two columns that say the same; slips of the pen; a cost that may mean anything; columns without a name."""
    seen: dict[tuple[str, int | None], Column] = {}
    for column in table.columns:
        heading, head = column.heading, table.head(column)
        if column.says == "any_cost" and column.unit and dimensions(column.unit) is None:
            problems.append(head.problem("unknown_unit_here", found=heading.text, word=column.unit))
        elif column.says == "any_cost":
            problems.append(head.problem("which_cost", found=heading.text))
        if not column.says and heading.near:
            problems.append(head.problem("unknown_heading", found=heading.text, near=heading.near))
        if not column.says or column.says in NOT_USED:
            continue
        other = seen.setdefault((column.says, heading.year), column)
        if other is not column:
            found, same = (f"{c.heading.text} ({letters(c.index)})" for c in (column, other))
            problems.append(head.problem("columns_say_the_same", found=found, other=same))


def _rows(table: Table) -> None:
    """The rows of the table; headings between them, and notes."""
    grid, numbers = table.grid, [c.index for c in table.columns if c.says in NUMBERS]
    below = [row for row in grid.rows if row > table.header]
    counting = [
        row for row in below if any(number_of(grid.cells.get((row, c), ""), percent=True) is not None for c in numbers)
    ]
    section, before = "", table.header
    written = [list(grid.own(row).values()) for row in below]
    numbered = sections([("".join(texts[:1]), "".join(texts[1:2])) for texts in written])
    for row, texts, is_section in zip(below, written, numbered, strict=True):
        alone = len(texts) == 1 and row not in counting
        last = not counting or row > counting[-1]
        if alone and last and (re.match(NOTES, texts[0].lower()) or row > before + 1 or len(texts[0]) > LONG):
            table.notes.append(row)
        elif alone and not last and (is_section or _spreads(grid, row)):
            section = texts[0]
        elif len(texts) == 2 and row not in counting and not last and is_section:
            section = texts[1]
        else:
            table.rows.append(row)
            if section:
                table.sections[row] = re.sub(r"^[^\w]*([一二三四五六七八九十IVX]+[、.．)）]|第.[类部])\s*", "", section)
            before = row


def _beyond(table: Table, problems: list[Problem]) -> None:
    """A number beyond the last heading of a CSV: a comma too many, as in 1,200 without quotes, has moved the cells."""
    last = max((column.index for column in table.columns), default=0)
    for row in table.rows if not table.grid.sheet else ():
        for column, text in table.grid.own(row).items():
            if column > last and number_of(text) is not None:
                values = {"found": text, "count": last}
                problems.append(Cell(text, table.grid, row, column).problem("row_too_long", **values))
                break


def _grouped(table: Table, problems: list[Problem]) -> None:
    """A column `group` is one of alternatives where some measures are in none; else it may be of kinds: asked."""
    for n, column in enumerate(table.columns):
        if column.says == "any_group":
            named = [table.cell(row, column).text for row in table.rows]
            of_one = [name for name in named if name and named.count(name) == 1]
            if table.column("group"):
                table.columns[n] = replace(column, says="")
            elif all(named) or of_one:
                problems.append(table.head(column).problem("which_group", found=column.heading.text))
            else:
                table.columns[n] = replace(column, says="group")


def _plain_cost(table: Table, problems: list[Problem]) -> None:
    """A `cost` without a unit is taken per tonne, but not where its numbers are too large for that."""
    for column in table.columns:
        if column.says == "cost" and column.heading.says == "any_cost" and not column.unit:
            numbers = [number_of(table.cell(row, column).text) or 0.0 for row in table.rows]
            if max(map(abs, numbers), default=0.0) >= MOST_PER_TONNE:
                problems.append(table.head(column).problem("which_cost", found=column.heading.text))


def _spreads(grid: Grid, row: int) -> bool:
    """Whether a cell of the row is merged over several columns."""
    return any(top == row and covered[0] == row for covered, (top, _) in grid.merged.items())


def rows_of(grid: Grid, rows: Iterable[int]) -> str:
    """Rows as they are said: of a workbook with the name of the sheet."""
    numbers = ", ".join(map(str, rows))
    return f"{grid.sheet}!{numbers}" if grid.sheet else numbers


def unused_columns(tables: Iterable[Table]) -> Iterator[Fact]:
    """Columns that change nothing, with what they were interpreted as."""
    for table in tables:
        for column in table.columns:
            if not column.says or column.says in NOT_USED:
                place = table.head(column).place
                yield {
                    "key": "sheet_unused_column",
                    "heading": column.heading.text,
                    "place": f"{table.grid.sheet}!{place}" if place else letters(column.index),
                    "says": column.says,
                }
