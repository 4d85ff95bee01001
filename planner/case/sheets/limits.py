"""What is emitted without measures, and what may be emitted or must be avoided: of sheets of their own, or beside."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from planner.case.sheets.grid import Cell
from planner.case.sheets.measures import Measure
from planner.case.sheets.quantities import Quantities
from planner.case.sheets.records import Record
from planner.case.sheets.series import Years
from planner.case.sheets.words import plain
from planner.errors import nearest

WHOLE_CITY = ("", "all", "city", "total", "whole city", "全市", "全部", "合计", "总计", "全社会", "城市")
"""How a sheet names all sectors together, as `plain` writes it."""


@dataclass
class Emitted:
    """Emissions without measures of a sector, or of a use of it, in the account's unit."""

    sector: str
    """Blank: all sectors together."""
    use: str
    years: Years
    cell: Cell


@dataclass
class Limit:
    """The most that a scope may emit, or what it must avoid: `share` of the baseline where it is a percentage."""

    scope: str
    """Blank: the city."""
    avoids: bool
    share: bool
    years: Years
    cell: Cell


def emitted_by(
    own: Iterable[Record], among: Iterable[Record], measures: Sequence[Measure], read: Quantities
) -> Iterator[Emitted]:
    """Of a sheet of baselines, of rows among the measures, of a column beside them; of each sector and use once."""
    seen: dict[tuple[str, str], Cell] = {}
    sectors = [measure.record.sector for measure in measures]
    named = [(record, "baseline", record.sector or record.name.text) for record in own]
    named += [(record, "tonnes", record.sector) for record in among]
    beside = [measure.record for measure in measures if measure.record.numbers.get("baseline")]
    named += [(record, "baseline", record.sector) for record in beside]
    by_sector = any(plain(name) not in WHOLE_CITY for _, _, name in named)
    for record, says, name in named:
        if by_sector and name and plain(name) in WHOLE_CITY:
            read.assume("sheet_total_of_baseline", "baseline", found=name)
            continue
        scope = scope_of(name, sectors)
        key, cell = (name if scope is None else scope, record.text("use")), record.where(says)
        other = seen.setdefault(key, cell)
        if other is cell:
            if years := read.tonnes(record, says):
                yield Emitted(*key, years, cell)
        elif record not in beside:
            read.problems.append(cell.problem("duplicate_row", found=" ".join(key), other=other.row))
        elif cell.text != other.text:
            read.problems.append(cell.problem("two_values", found=cell.text, other=other.text))


def limits_of(records: Iterable[Record], sectors: Sequence[str], read: Quantities) -> list[Limit]:
    """Caps and targets: the years of one scope together, one below the other or side by side."""
    whole: dict[tuple[str, bool, bool], Limit] = {}
    for limit in _limits(records, sectors, read):
        first = whole.setdefault((limit.scope, limit.avoids, limit.share), limit)
        if first is not limit and first.years.keys() & limit.years.keys():
            read.problems.append(limit.cell.problem("duplicate_row", found=limit.cell.text, other=first.cell.row))
        first.years = {**first.years, **limit.years}
    return list(whole.values())


def _limits(records: Iterable[Record], sectors: Sequence[str], read: Quantities) -> Iterator[Limit]:
    for record in records:
        name = record.sector or record.name.text
        scope = scope_of(name, sectors)
        for says in ("cap", "target"):
            if not record.numbers.get(says):
                continue
            if scope is None:
                values = {"found": name, "near": nearest(name, sectors)}
                read.problems.append(record.where("sector").problem("no_such_sector", **values))
                continue
            cells = record.numbers[says]
            share = record.units.get(says) == "%" or any("%" in cell.text for cell in cells.values())
            if share:
                numbers = read.numbers(record, says)
                years = {y: n if "%" in cells[y].text else n / 100 for y, n in numbers.items()}
            else:
                years = read.tonnes(record, says)
            yield Limit(scope, says == "target", share, years, record.where(says))


def without_a_base(
    measures: Sequence[Measure], emitted: Sequence[Emitted], limits: Sequence[Limit], read: Quantities
) -> None:
    """A share, a cap and a percentage need emissions to be of: where they are not given is a problem."""
    known = {(e.sector, e.use) for e in emitted}
    sectors = {e.sector for e in emitted}
    for measure in measures:
        record = measure.record
        if measure.share is not None and (record.sector, record.text("use")) not in known:
            of = " ".join(filter(None, [record.sector, record.text("use")]))
            read.problems.append(record.where("share").problem("share_of_what", found=of))
    for limit in limits:
        if limit.share and not limit.avoids:
            read.problems.append(limit.cell.problem("cap_in_percent", found=limit.cell.text))
        elif (limit.share or not limit.avoids) and not (limit.scope in sectors if limit.scope else sectors):
            read.problems.append(limit.cell.problem("cap_of_what", found=limit.cell.text))


def scope_of(name: str, sectors: Iterable[str]) -> str | None:
    """The sector that a name means, blank for the city; None where there is no such sector."""
    if plain(name) in WHOLE_CITY:
        return ""
    return next((sector for sector in sectors if plain(sector) == plain(name)), None)
