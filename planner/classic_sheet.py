"""The sheet of a classic table: which column says what, in Chinese or English, and in which units its numbers are.

A unit stands in a column of units, else in brackets in the header of the number, else it is t or CNY/t. In a table of
abatement a mass is a mass of the gas: 元/吨 is 元/吨 CO2, or of the gas that another unit of the sheet names.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches

from planner.errors import Problem
from planner.read import RawTable
from planner.unit_names import POLLUTANTS
from planner.units import Units, WrongUnit

KNOWN = {
    "measure": (
        "measure",
        "id",
        "intervention",
        "option",
        "technology",
        "project",
        "action",
        "措施",
        "减排措施",
        "技术",
        "减排技术",
        "项目",
        "方案",
        "编号",
    ),
    "name": ("name", "measure_name", "名称", "措施名称", "技术名称", "项目名称"),
    "name_en": ("name_en", "english", "english_name", "英文名", "英文名称"),
    "name_zh": ("name_zh", "chinese", "chinese_name", "中文名", "中文名称"),
    "tonnes": (
        "tonnes",
        "tons",
        "abatement",
        "abatement_potential",
        "annual_abatement",
        "potential",
        "reduction",
        "emission_reduction",
        "emissions_reduction",
        "mitigation",
        "减排量",
        "减排潜力",
        "年减排量",
        "碳减排量",
    ),
    "cost": (
        "cost_per_tonne",
        "cost_per_ton",
        "cost",
        "unit_cost",
        "mac",
        "abatement_cost",
        "marginal_cost",
        "marginal_abatement_cost",
        "单位成本",
        "单位减排成本",
        "减排成本",
        "边际成本",
        "边际减排成本",
        "吨成本",
        "成本",
    ),
    "sector": ("sector", "部门", "行业", "领域"),
    "year": ("year", "年份", "年度", "年"),
    "tonnes_unit": ("tonnes_unit", "abatement_unit", "potential_unit", "减排量单位", "减排单位"),
    "cost_unit": ("cost_unit", "unit_cost_unit", "mac_unit", "成本单位", "单位成本单位"),
}
REQUIRED = ("measure", "tonnes", "cost")
DEFAULT_UNIT = {"tonnes": "t", "cost": "CNY/t"}
SPELT = (
    (r"二氧化碳当量|CO2当量|CO₂当量|CO2[- ]?eq", "CO2e"),
    (r"二氧化碳", "CO2"),
    (r"([万亿]) ?t", r"\1吨"),
    (r"\btonnes?\b", "t"),
    (r"\s+per\s+|每", "/"),
    (r"US\$", "USD"),
)
PER_YEAR = r"\s*/\s*(年|a|yr|year)$"
SCALES = {1.0: "", 1e3: "thousand ", 1e4: "万 ", 1e6: "million ", 1e8: "亿 ", 1e9: "billion "}
NEARLY = 0.85
"""How like a known header an unknown one must be to be taken for a slip of the pen (1: the same)."""


@dataclass(frozen=True)
class Columns:
    """What the columns say: `header` holds what is said -> the header as written, `unit` the unit in its brackets."""

    header: dict[str, str]
    unit: dict[str, str]

    def cells(self, raw: dict[str, str]) -> dict[str, str]:
        """The cells of a row by what they say."""
        return {said: raw[header] for said, header in self.header.items() if header in raw}

    def note(self, raw: dict[str, str]) -> str:
        """What stands in the other columns."""
        return "; ".join(f"{column}: {cell}" for column, cell in raw.items() if column not in self.header.values())


def read_columns(table: RawTable, problems: list[Problem]) -> Columns:
    """What each column says. Two that say the same, slips of the pen and missing columns are problems."""
    header: dict[str, str] = {}
    unit: dict[str, str] = {}
    meant: set[str] = set()
    spellings = {spelling: said for said, known in KNOWN.items() for spelling in known}
    for column in table.columns:
        inside = re.fullmatch(r"(.*?)\s*[(（\[【]([^)）\]】]*)[)）\]】]", column)
        name = re.sub(r"[\s_-]+", "_", (inside[1] if inside else column).strip().lower())
        said = spellings.get(name, "")
        if said in header:
            if column != header[said]:  # of two equal headers the file has told
                values = {"found": column, "other": header[said]}
                problems.append(Problem(table.file, 0, column, "columns_say_the_same", values))
        elif said:
            header[said] = column
            if inside and said in DEFAULT_UNIT:
                unit[said] = inside[2]
        elif near := next(iter(get_close_matches(name, spellings, n=1, cutoff=NEARLY)), ""):
            values = {"found": column, "near": near, "allowed": ", ".join(known[0] for known in KNOWN.values())}
            problems.append(Problem(table.file, 0, column, "unknown_column", values))
            meant.add(spellings[near])
    if "measure" not in header and "name" in header:
        header["measure"] = header.pop("name")
    problems += [
        Problem(table.file, 0, KNOWN[said][0], "column_says_nothing", {"allowed": ", ".join(KNOWN[said])})
        for said in REQUIRED
        if said not in {*header, *meant}
    ]
    return Columns(header, unit)


class SheetUnits:
    """The unit of the account, its gas, the money of the case, and (tonnes, cost) units by row: all of one dimension.

    The account has the unit of the first row's tonnes, and the money is scaled so that a price reads as the first row
    states its cost: tonnes in 万吨 and cost in 元/吨 make the money 万元.
    """

    def __init__(self, columns: Columns, table: RawTable, problems: list[Problem]) -> None:
        self._units, self._columns, self._table, self._problems = Units(), columns, table, problems
        self._said: set[tuple[int, str]] = set()
        written = [_spelt(self._found(said, row, raw)[0]) for row, raw in table.rows for said in DEFAULT_UNIT]
        named = re.search("|".join(sorted(POLLUTANTS, key=len, reverse=True)), " ".join(written).replace("₂", "2"))
        self.gas = named[0] if named else "CO2"
        self.account, self.money = "", ""
        self.of = {row: (self._tonnes(row, raw), self._cost(row, raw)) for row, raw in table.rows}
        self.account, self.money = self.account or f"t {self.gas}", self.money or "CNY"

    def _tonnes(self, row: int, raw: dict[str, str]) -> str:
        """The unit of a row's tonnes; the account's where it is wrong."""
        found, place = self._found("tonnes", row, raw)
        unit = re.sub(PER_YEAR, "", _spelt(found))
        try:
            if self._units.same_dimension(unit, "t"):
                unit = f"{unit} {self.gas}"
            if not re.fullmatch(r"\[mass\]\[pollutant_\w+\]", self._dimension(unit)):
                raise WrongUnit("not_a_mass", found=found)
            self._units.factor(unit, f"t {self.gas}")
            self.account = self.account or unit
        except WrongUnit as wrong:
            self._say(place, wrong, found)
            return self.account or f"t {self.gas}"
        return unit

    def _cost(self, row: int, raw: dict[str, str]) -> str:
        """The unit of a row's cost; the case's money per unit of its account where it is wrong."""
        found, place = self._found("cost", row, raw)
        unit, account = _spelt(found), self.account or f"t {self.gas}"
        try:
            if re.fullmatch(r"\[money_\w+\]", self._dimension(f"({unit})*t")):
                unit = f"{unit} {self.gas}"
            money = re.fullmatch(r"\[money_(\w+)\]", self._dimension(f"({unit})*({account})"))
            if money is None:
                raise WrongUnit("wrong_dimension", found=found, allowed=f"CNY/{account}")
            if self.money:
                self._units.factor(unit, f"({self.money})/({account})")
            else:
                scale = self._units.factor(f"({unit})*({account})", money[1])
                scaled = (f"{name}{money[1]}" for size, name in SCALES.items() if abs(scale / size - 1) < 1e-9)
                self.money = re.sub(r"(?<=[万亿]) CNY", "元", next(scaled, money[1]))
        except WrongUnit as wrong:
            self._say(place, wrong, found)
            return f"({self.money or 'CNY'})/({account})"
        return unit

    def _dimension(self, unit: str) -> str:
        """The dimension of a unit as one text, its parts in order: [mass][pollutant_CO2]; powers but 1 are said."""
        parts = sorted(self._units.parse(unit).dimensions.items())
        return "".join(f"[{name}]" if power == 1 else f"[{name}]{power}" for name, power in parts)

    def _found(self, said: str, row: int, raw: dict[str, str]) -> tuple[str, tuple[int, str]]:
        """The unit as written, and where: row and column, row 0 in the header."""
        column = self._columns.header.get(f"{said}_unit", "")
        if column in raw:
            return raw[column], (row, column)
        return self._columns.unit.get(said, DEFAULT_UNIT[said]), (0, self._columns.header.get(said, ""))

    def _say(self, place: tuple[int, str], wrong: WrongUnit, found: str) -> None:
        if place not in self._said:
            self._said.add(place)
            self._problems.append(Problem(self._table.file, *place, wrong.key, {**wrong.values, "found": found}))


def _spelt(unit: str) -> str:
    for spelling, ours in SPELT:
        unit = re.sub(spelling, ours, unit)
    return unit.strip()
