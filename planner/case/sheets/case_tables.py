"""Measures, baselines and caps to the tables of a case, as text; each row remembers the cell that it is from.

A measure is a reduction. One that saves a share of a use is an improvement of that use: a service of as many tonnes as
the use emits, delivered by a technology that is there, so that savings multiply. Variants that exclude each other
consume a carrier of their own, of which one place is there: the shares of full use add up to 1 at most.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from dataclasses import dataclass, field

from planner.case.files import csv_text
from planner.case.sheets.grid import Cell
from planner.case.sheets.limits import Emitted, Limit
from planner.case.sheets.measures import Measure
from planner.case.sheets.scales import Scales
from planner.case.sheets.series import Years, added, at, inverse, product, scaled

ACCOUNT = "emissions"
SHARE = "share"
"""What a place in an exclusive group is counted in."""
LONG_LIVED = 200
WRITTEN_AS = {"potential": "tonnes", "variable_cost": "cost", "fixed_cost": "yearly_cost"}
"""Column of a table -> what a sheet gives for it, where that is called otherwise."""
Row = dict[str, str]


@dataclass
class Tables:
    """The tables of a case by file, and the cell behind each row."""

    rows: dict[str, list[Row]] = field(default_factory=dict)
    cells: dict[tuple[str, int], Cell] = field(default_factory=dict)
    exclusive: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def add(self, file: str, cell: Cell, **values: str | float | None) -> None:
        row = {name: _written(value) for name, value in values.items() if value is not None}
        self.rows.setdefault(f"{file}.csv", []).append(row)
        self.cells[f"{file}.csv", len(self.rows[f"{file}.csv"]) + 1] = cell

    def texts(self) -> dict[str, str]:
        return {file: _as_text(rows) for file, rows in self.rows.items()}


class Writer:
    """One writing of the tables of a sheet."""

    def __init__(self, scales: Scales, horizon: range, measures: list[Measure], emitted: list[Emitted]) -> None:
        self.scales, self.horizon, self.measures, self.emitted = scales, horizon, measures, emitted
        self.tables, self.taken = Tables(), {"total", "emitted", ACCOUNT}
        self.sectors: dict[str, str] = {}
        self.uses = {(m.record.sector, m.record.text("use")) for m in measures if m.share is not None}
        self.ids: dict[int, str] = {}
        named = dict.fromkeys(m.record.text("group") for m in measures if m.record.text("group"))
        self.groups = {name: f"group_{n}" for n, name in enumerate(named, start=1)}
        self.uses_in: dict[str, set[tuple[str, str]]] = defaultdict(set)
        for m in measures:
            if m.share is not None:
                self.uses_in[m.record.text("group")].add((m.record.sector, m.record.text("use")))

    def write(self, limits: list[Limit]) -> Tables:
        """All tables; the caps last, since some are shares of the baseline."""
        self._sectors()
        names = [measure.record.name.text for measure in self.measures]
        for measure in self.measures:
            self._measure(measure, names.count(measure.record.name.text) > 1)
        self._baseline()
        for sector, use in sorted(self.uses):
            self._use(sector, use)
        self._groups()
        self._together()
        for limit in limits:
            self._limit(limit)
        return self.tables

    def amount(self, scope: str, year: int) -> float:
        """What a scope emits without measures; blank: all."""
        return sum(at(e.years, year) for e in self.emitted if scope in ("", e.sector))

    def _sectors(self) -> None:
        based = {e.sector for e in self.emitted}
        first: dict[str, Cell] = {}
        for measure in self.measures:
            first.setdefault(measure.record.sector, measure.record.where("sector"))
        for e in self.emitted:
            first.setdefault(e.sector, e.cell)
        for name, cell in first.items():
            own = self.new_id(name, f"sector_{cell.row}" if name else "all")
            self.sectors[name] = own
            en, zh = names_of(name) if name else ("All measures", "全部措施")
            free = "false" if name in based else "true"
            self.tables.add("sectors", cell, sector=own, name_en=en, name_zh=zh, net_negative=free)

    def _measure(self, measure: Measure, twice: bool) -> None:
        record = measure.record
        cell, name = record.name, record.name.text
        own = self.new_id(record.text("id") or name, f"measure_{cell.row}", cell.row)
        self.ids[id(measure)] = own
        en = record.text("name_en") or name
        zh = record.text("name_zh") or names_of(name)[1] or names_of(record.text("id"))[1]
        if twice and record.sector:
            en, zh = f"{en} ({record.sector})", f"{zh}（{record.sector}）" if zh else ""
        shares = measure.share is not None
        unit = self._unit(measure)
        most = max(self._most(measure).values(), default=0.0)
        per_unit = 1 / most if shares and most else 1.0
        each: Years = {None: measure.share or 0.0} if shares else measure.each
        columns = {
            "capex": scaled(measure.capex, per_unit),
            "fixed_cost": {} if shares else measure.yearly,
            "variable_cost": added(product(measure.cost, each), scaled(measure.yearly, per_unit) if shares else {}),
            "potential": self._covered(measure) if shares else measure.potential,
            "build_limit": measure.build_limit,
        }
        flat = {says: years.get(None) for says, years in columns.items() if None in years}
        paid = any(measure.capex.values()) or bool(columns["fixed_cost"])
        kind, of = ("improvement", self._use_id(record.sector, record.text("use"))) if shares else ("reduction", None)
        price = f"({self.scales.money})/({unit})"
        row = {"intervention": own, "kind": kind, "name_en": en, "name_zh": zh, "unit": unit, "of": of}
        row |= {"sector": self.sectors[record.sector], "group": self._group_of(measure), "note": record.text("note")}
        row |= {"cost_unit": price if paid else None, "variable_unit": price if columns["variable_cost"] else None}
        row |= {"lifetime": str(measure.lifetime), "first_year": str(measure.first_year or "") or None}
        self.tables.add("interventions", record.where("tonnes", "cost"), **row, **flat)
        for says, years in columns.items():
            if years and None not in years:
                where = record.where(WRITTEN_AS.get(says, says))
                self.tables.add("paths", where, intervention=own, column=says, **_by_year(years))
        if shares:
            where, carrier = record.where("share"), f"from_{of}"
            self.tables.add("savings", where, improvement=own, carrier=carrier, fraction=measure.share)
        else:
            where, each_unit = record.where("tonnes_per_unit", "tonnes"), f"({self.scales.account})/({unit})"
            avoided = _by_year(scaled(measure.each, -1.0))
            t = self.tables
            t.add("process_emissions", where, intervention=own, account=ACCOUNT, unit=each_unit, **avoided)

    def _covered(self, measure: Measure) -> Years:
        """The emissions of the use on which a measure works: all that it can cover, or what its tonnes say."""
        assert measure.share is not None
        record = measure.record
        if measure.potential and measure.share:
            return {year: at(measure.potential, year) / measure.share for year in self.horizon}
        use = [e.years for e in self.emitted if (e.sector, e.use) == (record.sector, record.text("use"))]
        return {year: measure.coverage * sum(at(years, year) for years in use) for year in self.horizon}

    def _baseline(self) -> None:
        """What no share is saved of: one row a sector."""
        for sector in dict.fromkeys(e.sector for e in self.emitted):
            rest = [e for e in self.emitted if e.sector == sector and (sector, e.use) not in self.uses]
            if rest:
                years: Years = {}
                for e in rest:
                    years = added(years, e.years)
                row = _by_year(years)
                own, unit = self.sectors[sector], self.scales.account
                self.tables.add("baseline", rest[0].cell, sector=own, account=ACCOUNT, unit=unit, **row)

    def _use(self, sector: str, use: str) -> None:
        """A use of which shares are saved: as much service as it emits, delivered by what is there."""
        own = self._use_id(sector, use)
        emitted = next(e for e in self.emitted if (e.sector, e.use) == (sector, use))
        cell, unit, years = emitted.cell, self.scales.account, emitted.years
        en, zh = names_of(use or sector or "all")
        whole = max(at(years, year) for year in self.horizon)
        t, there, carrier = self.tables, f"there_{own}", f"from_{own}"
        t.add("services", cell, service=own, name_en=en, name_zh=zh, unit=unit, **_by_year(years))
        burns = {"name_en": f"Emissions of {en}", "name_zh": f"{zh or en}的排放"}
        t.add("carriers", cell, carrier=carrier, **burns, unit=unit, bought="true", counted_in=self.sectors[sector])
        t.add("prices", cell, carrier=carrier, unit=f"({self.scales.money})/({unit})", amount=0.0)
        t.add("emission_factors", cell, carrier=carrier, account=ACCOUNT, unit=f"({unit})/({unit})", amount=1.0)
        self._standing(there, self.sectors[sector], own, unit, whole, cell, f"{en} as it is", f"{zh or en}现状", "")
        t.add("unit_flows", cell, intervention=there, carrier=carrier, unit=f"({unit})/({unit})", amount=1.0)

    def _groups(self) -> None:
        """One place for each exclusive group, which a variant at its full size takes whole."""
        groups: dict[str, list[Measure]] = {}
        for measure in self.measures:
            if name := measure.record.text("group"):
                groups.setdefault(name, []).append(measure)
        for name, variants in groups.items():
            if len(variants) > 1:
                own, (en, zh) = self.groups[name], names_of(name)
                taken = [(measure, inverse(self._most(measure))) for measure in variants]
                self._place(own, f"One of: {en}", f"互斥组：{zh or en}", "group", taken)
                self.tables.exclusive[own] = tuple(self.ids[id(measure)] for measure in variants)

    def _together(self) -> None:
        """Measures of many sectors on one baseline: each takes its share of the emissions that there are."""
        if {e.sector for e in self.emitted} != {""} or all(not m.record.sector for m in self.measures):
            return
        whole = {year: self.amount("", year) for year in self.horizon}
        taken: list[tuple[Measure, Years]] = [
            (m, {y: at(m.each, y) / (whole[y] or 1.0) for y in self.horizon}) for m in self.measures
        ]
        self._place("emitted", "Emissions that there are", "现有排放", "tonnes", taken)

    def _place(self, own: str, en: str, zh: str, says: str, taken: list[tuple[Measure, Years]]) -> None:
        """A carrier of which one place is there, and what one unit of each measure takes of it."""
        first = taken[0][0]
        cell, sector = first.record.where(says), self.sectors[first.record.sector]
        self.tables.add("carriers", cell, carrier=own, name_en=en, name_zh=zh, unit=SHARE, surplus="true")
        self._standing(f"place_{own}", sector, own, SHARE, 1.0, cell, f"Place: {en}", f"位置：{zh}", "1")
        for measure, years in taken:
            if years:
                unit = f"{SHARE}/({self._unit(measure)})"
                where, of = measure.record.where(says), self.ids[id(measure)]
                self.tables.add("unit_flows", where, intervention=of, carrier=own, unit=unit, **_by_year(years))

    def _unit(self, measure: Measure) -> str:
        return self.scales.account if measure.share is not None or not measure.unit else measure.unit

    def _most(self, measure: Measure) -> Years:
        """The most that can stand of a measure in each year."""
        years = self._covered(measure) if measure.share is not None else measure.potential
        return years if None in years else {year: at(years, year) for year in self.horizon}

    def _standing(
        self, own: str, sector: str, of: str, unit: str, size: float, cell: Cell, en: str, zh: str, use: str
    ) -> None:
        """A technology that is there in all years, and of which no more is built."""
        row = {"intervention": own, "kind": "technology", "name_en": en, "name_zh": zh, "sector": sector, "of": of}
        stock = {"existing": size, "potential": size, "build_limit": 0.0}
        row |= {"unit": unit, "lifetime": str(LONG_LIVED), "incumbent": "true"}
        self.tables.add("interventions", cell, **row, **stock, minimum_use=use or None)
        self.tables.add("paths", cell, intervention=own, column="existing", amount=size)

    def _limit(self, limit: Limit) -> None:
        """A cap; what must be avoided is taken from the baseline, or from nothing where there is none."""
        caps: Years = {}
        for year, number in limit.years.items():
            for y in self.horizon if year is None else (year,):
                base = self.amount(limit.scope, y)
                caps[y] = (base * (1 - number) if limit.share else base - number) if limit.avoids else number
        scope = self.sectors[limit.scope] if limit.scope else None
        self.tables.add("caps", limit.cell, account=ACCOUNT, scope=scope, unit=self.scales.account, **_by_year(caps))

    def _use_id(self, sector: str, use: str) -> str:
        return f"use_{sorted(self.uses).index((sector, use)) + 1}"

    def _group_of(self, measure: Measure) -> str | None:
        """The group of a measure; none of one that saves a share of another use than the others of its group."""
        name = measure.record.text("group")
        of_one_use = measure.share is None or len(self.uses_in[name]) == 1
        return self.groups.get(name) if of_one_use else None

    def new_id(self, name: str, otherwise: str, row: int = 0) -> str:
        """An id out of a free name: its letters and digits, else `otherwise`; the row is added where it is taken."""
        own = re.sub(r"[^A-Za-z0-9.-]+", "_", name).strip("_")
        own = own if name.isascii() or re.search(r"[A-Za-z]{2}", name) else otherwise
        own = (own[:40].strip("_") or otherwise) if own else otherwise
        while own in self.taken:
            own = f"{own}_{row or 2}"
        self.taken.add(own)
        return own


def settings_of(title: str, scales: Scales, horizon: range, price_year: int, rate: float, based: bool) -> str:
    """The case.toml of a sheet."""
    en, zh = ("Emissions", "排放") if based else ("Emissions against the reference", "相对参照的排放")
    return f"""
        title_en = {json.dumps(title, ensure_ascii=False)}
        first_year = {horizon[0]}
        last_year = {horizon[-1]}
        price_year = {price_year}
        money = {json.dumps(scales.money, ensure_ascii=False)}
        discount_rate = {rate!r}
        counted = {json.dumps([*scales.units.counted, SHARE], ensure_ascii=False)}
        [[accounts]]
        id = "{ACCOUNT}"
        name_en = "{en}"
        name_zh = "{zh}"
        unit = {json.dumps(scales.account, ensure_ascii=False)}
        gas = "{scales.gas}"
    """


def names_of(name: str) -> tuple[str, str]:
    """English and Chinese name: a free name serves for English in any case, for Chinese when it is."""
    return name, name if re.search(r"[\u4e00-\u9fff]", name) else ""


def _by_year(years: Years) -> Row:
    return {"amount" if year is None else str(year): _written(number) for year, number in years.items()}


def _written(value: str | float) -> str:
    return value if isinstance(value, str) else repr(float(value))


def _as_text(rows: list[Row]) -> str:
    columns = list(dict.fromkeys(name for row in rows for name in row))
    return csv_text([columns, *([row.get(column, "") for column in columns] for row in rows)])
