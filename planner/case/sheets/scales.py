"""The units of a sheet: of its account, gas and money, and what each of its numbers is in them.

The account has the unit of the first tonnes, and the money is scaled so that a price reads as the first cost does:
tonnes in 万吨 and cost in 元/吨 make the money 万元. In a table of abatement a mass is a mass of the gas; CO2 and CO2e
are the same gas.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from planner.case.sheets.grid import Cell
from planner.case.sheets.headings import clean_unit, dimensions, parsed_unit
from planner.case.sheets.layout import Table
from planner.case.sheets.records import Record
from planner.case.sheets.words import MONEY
from planner.unit_names import POLLUTANT_WORDS
from planner.units import Units, WrongUnit

SIZES = {1.0: "", 1e3: "thousand ", 1e4: "万 ", 1e6: "million ", 1e8: "亿 ", 1e9: "billion "}
DEFAULT_MONEY, DEFAULT_GAS = "CNY", "CO2"
COLUMNS = {"tonnes": "tonnes_unit", "cost": "cost_unit"}
"""What may have a column of units -> that column."""
EACH_UNIT = ("单位", "unit", "units", "each")
EACH = r"单位投资|单位造价|单台|每台|每户|每辆|per unit|unit (cap|invest)"


class Scales:
    """How many of the case's units the numbers of a sheet are. Raises WrongUnit where a unit is of another kind."""

    def __init__(self, tables: Sequence[Table], measures: Sequence[Record]) -> None:
        self.units = Units(tuple(dict.fromkeys(_counted(measures))))
        heads = [column.heading for table in tables for column in table.columns]
        named = [unit for record in measures for says in COLUMNS for unit in [written(record, says)] if unit]
        gases = [gas for unit in named for gas in _gases(unit)] or [heading.gas for heading in heads if heading.gas]
        self.gas_is_named = bool(gases)
        self.gas = "CO2e" if "CO2e" in gases else gases[0] if gases else DEFAULT_GAS
        self.account = self._account(measures)
        self.currency, self.money = self._money(measures)
        years = [heading.price_year for heading in heads if heading.price_year]
        self.price_year = years[0] if years else None

    def tonnes(self, unit: str) -> float:
        """How many units of the account one `unit` is."""
        powers = dict(self.units.parse(unit).dimensions)
        for gas in {name for name in powers if name.startswith("pollutant_")}:
            if {gas.removeprefix("pollutant_"), self.gas} <= {self.gas, "CO2", "CO2e"}:
                powers.pop(gas)
        if powers != {"mass": 1}:
            raise WrongUnit("not_a_mass", found=unit)
        return self._bare(unit) / self._bare(self.account)

    def money_in(self, unit: str) -> float:
        """How many of the case's money one `unit` is."""
        return self.units.factor(unit, self.money)

    def per_tonne(self, unit: str) -> float:
        """How much of the case's money for one unit of the account a price of one `unit` is."""
        powers = {name for name in self.units.parse(unit).dimensions if not name.startswith("pollutant_")}
        if powers != {f"money_{self.currency}", "mass"}:
            raise WrongUnit("wrong_dimension", found=unit, allowed=f"{self.money}/{self.account}")
        return self._bare(unit) * self._bare(self.account) / self._bare(self.money)

    def per(self, unit: str, each: str) -> float:
        """How much of the case's money per `each` one `unit` is."""
        if self.units.parse(each).dimensions.get("mass") == 1:
            return self.per_tonne(unit)
        return self.units.factor(unit, f"({self.money})/({each})")

    def is_money(self, unit: str) -> bool:
        """Whether it is money alone, and not money per something."""
        return dimensions(unit, self.units) == {f"money_{self.currency}": 1}

    def _bare(self, unit: str) -> float:
        return self.units.parse(unit).size

    def _account(self, measures: Sequence[Record]) -> str:
        for record in measures:
            for says in ("tonnes", "baseline", "cap", "target"):
                unit = written(record, says) if record.first(says) else ""
                if is_mass(unit, self.units):
                    return unit if _gases(unit) else f"{unit} {self.gas}"
        return f"t {self.gas}"

    def _money(self, measures: Sequence[Record]) -> tuple[str, str]:
        """The currency, and the money of the case."""
        for says in ("cost", *MONEY):
            for record in measures:
                parsed = parsed_unit(written(record, says), self.units) if record.first(says) else None
                money = [name for name in parsed.dimensions if name.startswith("money_")] if parsed else []
                if parsed and money:
                    size = parsed.size * (self._bare(self.account) if says == "cost" else 1.0)
                    return _sized(money[0].removeprefix("money_"), size)
        return _sized(DEFAULT_MONEY, self._bare(self.account))


def _sized(currency: str, size: float) -> tuple[str, str]:
    """A currency, and so much of it by name, where that is a round size."""
    name = next((name for scale, name in SIZES.items() if abs(size / scale - 1) < 1e-9), "")
    return currency, re.sub(r"(?<=[万亿]) CNY", "元", f"{name}{currency}")


def written(record: Record, says: str) -> str:
    """The unit written for something: in a column of units, else in the heading; per `unit` is per the record's own."""
    column = COLUMNS.get(says, "")
    own = record.text(column) if column else ""
    if not own and says == "tonnes" and "potential" not in record.numbers:
        own = unit if is_mass(clean_unit(unit := record.text("unit"))[0]) else ""
    found = clean_unit(own)[0] if own else record.units.get(says, "")
    above, _, below = found.rpartition("/")
    return f"{above}/({own_unit(record) or 'unit'})" if above and below in EACH_UNIT else found


def unit_place(record: Record, says: str) -> Cell:
    """Where the unit of something stands."""
    column = COLUMNS.get(says, "")
    if column and column in record.texts:
        return record.texts[column]
    return record.heads.get(says, record.name)


def is_mass(unit: str, units: Units | None = None) -> bool:
    """Whether a unit is a mass, of whatever."""
    return (dimensions(unit, units) or {}).get("mass") == 1


def _gases(unit: str) -> list[str]:
    words = sorted(map(re.escape, POLLUTANT_WORDS), key=len, reverse=True)
    return [POLLUTANT_WORDS[word] for word in re.findall("|".join(words), unit.replace("₂", "2"))]


def _counted(measures: Iterable[Record]) -> Iterable[str]:
    """The things that the sheet counts in words of its own: its units are never asked for."""
    for record in measures:
        unit = own_unit(record)
        try:
            Units().parse(unit) if unit else None
        except WrongUnit as wrong:
            if wrong.key == "unknown_unit":
                yield unit


def is_of_one(heading: str, unit: str) -> bool:
    """Whether money is of one unit of a measure, and not of all of it."""
    return "/" in unit or bool(re.search(EACH, heading.lower()))


def own_unit(record: Record) -> str:
    """The unit of a measure, in a form that can be counted."""
    unit = clean_unit(record.text("unit"))[0]
    try:
        Units().parse(unit)
    except WrongUnit as wrong:
        words = re.sub(r"[^\w ]+", " ", unit).strip()
        unit = words if wrong.key == "unknown_unit" and re.match(r"[^\W\d_]", words) else ""
    return unit
