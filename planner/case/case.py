"""A checked case: its settings (case.toml) and the typed rows of its tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Annotated, Any, Literal, TypeAlias, TypeVar, cast

from pydantic import ConfigDict, Field, ValidationInfo, field_validator, model_validator
from pydantic_core import PydanticCustomError

from planner.calls.kept import Kept
from planner.calls.numbers import from_to
from planner.calls.shown import Shown
from planner.case.files import RawCase
from planner.case.sheets.origin import FromSheet
from planner.errors import Problem
from planner.model.capture import CaptureRow
from planner.model.co_benefits import CoBenefitRow
from planner.model.costs import PriceRow
from planner.model.emissions import BaselineRow, EmissionFactorRow, ProcessEmissionRow
from planner.model.improvements import SavingRow
from planner.model.money.loans import LoanRow
from planner.model.money.payers import PayerRow
from planner.model.money.transfers import TransferRow
from planner.model.slices.slices import SliceRow
from planner.model.subject import Expected
from planner.tables.fields import Id, Number, Row, Series, Unit, Worded, Year
from planner.tables.scenarios import ScenarioRow
from planner.tables.shared import CarrierRow, InterventionRow, PathRow, SectorRow, ServiceRow, UnitFlowRow
from planner.tables.sources import SourceRow
from planner.unit_names import POLLUTANTS
from planner.units import Units

T = TypeVar("T", bound=Row)
Thing: TypeAlias = Literal[
    "intervention", "commodity", "sector", "account", "payer", "transfer", "loan", "slice", "co_benefit"
]
"""Kinds of things that have ids: one id may stand for a sector and for a service."""


class AccountEntry(Worded):
    """A ledger of emissions."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)
    id: Id
    "Id of the account"
    name_en: str = ""
    "English name"
    name_zh: str = ""
    "Chinese name"
    unit: str
    "Unit of its emissions, e.g. Mt CO2"
    gas: str = ""
    "The gas; empty: the pollutant in the unit, else CO2. Captures work on accounts of CO2"

    @model_validator(mode="before")
    @classmethod
    def gas_of_the_unit(cls, given: Any) -> Any:
        """The gas that the unit names, where none is given: CO2e of MtCO2e."""
        if isinstance(given, dict) and not given.get("gas") and isinstance(given.get("unit"), str):
            named = (gas for gas in POLLUTANTS if given["unit"].strip().endswith(gas))
            return {**given, "gas": max(named, key=len, default="CO2")}
        return given


class Settings(Worded):
    """What the case is: its years, money and accounts."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)
    title_en: str
    "English title"
    title_zh: str = ""
    "Chinese title"
    first_year: Year
    "First year of the plan"
    last_year: Year
    "Last year of the plan"
    price_year: Year
    "Year whose prices all money is in"
    money: str
    "Unit of money in results, e.g. million CNY"
    discount_rate: Annotated[Number, Field(ge=0, lt=1), Unit("share")]
    "Real discount rate per year, also of the annuities"
    source: str = ""
    "Keys of sources.csv behind the discount rate, several separated by ;"
    default_model: str = "annual_caps"
    "Model used when none is named"
    counted: tuple[str, ...] = ()
    "Counted things of this case that are used as units"
    accounts: tuple[AccountEntry, ...] = Field(min_length=1)
    "The ledgers of emissions"

    @field_validator("last_year")
    @classmethod
    def _not_before_the_first(cls, last: int, info: ValidationInfo) -> int:
        first = info.data.get("first_year", last)
        if last < first:
            raise PydanticCustomError("greater_than_equal", "", {"ge": first})
        return last


def _rows(table: type[T]) -> cached_property[tuple[T, ...]]:
    """The rows of a table, in the order of its file."""
    return cached_property(lambda case: case.rows(table))


def _by_id(table: type[T]) -> cached_property[dict[str, T]]:
    """The rows of a table by their ids."""
    return cached_property(lambda case: {getattr(row, table.KEY[0]): row for row in case.rows(table)})


@dataclass(frozen=True, repr=False)
class Case(Kept, Shown):
    """A checked case: the typed rows of its tables, keyed by id where they have one."""

    name: str
    scenario: str
    """The scenarios that changed its tables, a+b; blank: none."""
    settings: Settings
    tables: dict[str, tuple[Row, ...]]
    """The rows of each table, by its file."""
    sha256: dict[str, str]
    raw: RawCase = field(repr=False, compare=False)
    """The files as they were read, without any scenario's changes."""
    asked: tuple[str, ...] = ()
    """The scenarios as they were asked for: names, and paths of files."""
    sheet: FromSheet | None = field(default=None, compare=False)
    """How the sheet that it was made from was interpreted; None: from tables."""

    def facts(self) -> dict[str, str]:
        settings, kinds = self.settings, Counter(row.kind for row in self.interventions.values())
        return {
            "Case": self.title,
            "years": self.span,
            "money": f"{settings.money} of {settings.price_year}, discounted at {settings.discount_rate:.4g}",
            "accounts": ", ".join(f"{a.id} [{a.unit}]" for a in settings.accounts),
            "sectors": ", ".join(self.sectors),
            "services": ", ".join(self.services),
            "carriers": ", ".join(self.carriers),
            "interventions": ", ".join(f"{count} {kind}" for kind, count in kinds.items()),
            "tables": ", ".join(
                f"{file.removesuffix('.csv')} {len(rows)}" for file, rows in self.tables.items() if rows
            ),
            "scenarios": ", ".join(self.scenarios),
            "default model": settings.default_model,
        }

    @property
    def title(self) -> str:
        """What the case is called, with the scenarios that changed it."""
        return f"{self.settings.title_en} ({self.full_name})"

    def title_in(self, lang: str) -> str:
        """The title of the case in a language, with that of its scenarios."""
        return self.settings.worded("title", lang)

    @property
    def full_name(self) -> str:
        """The case and its scenarios, e.g. beijing+slow_grid: the folder of its results."""
        return f"{self.name}+{self.scenario}" if self.scenario else self.name

    def rows(self, table: type[T]) -> tuple[T, ...]:
        """The typed rows of a table, in the order of its file."""
        return cast(tuple[T, ...], self.tables.get(table.FILE, ()))

    sectors = _by_id(SectorRow)
    services = _by_id(ServiceRow)
    carriers = _by_id(CarrierRow)
    interventions = _by_id(InterventionRow)
    payers = _by_id(PayerRow)
    transfers = _by_id(TransferRow)
    loans = _by_id(LoanRow)
    co_benefits = _by_id(CoBenefitRow)
    slices = _by_id(SliceRow)
    sources = _by_id(SourceRow)
    scenarios = _by_id(ScenarioRow)
    prices = _rows(PriceRow)
    emission_factors = _rows(EmissionFactorRow)
    baseline = _rows(BaselineRow)
    unit_flows = _rows(UnitFlowRow)
    savings = _rows(SavingRow)
    captures = _rows(CaptureRow)
    process_emissions = _rows(ProcessEmissionRow)
    paths = _rows(PathRow)

    @property
    def years(self) -> range:
        return range(self.settings.first_year, self.settings.last_year + 1)

    @property
    def span(self) -> str:
        """The plan's years, as they are said."""
        return from_to(self.years)

    @cached_property
    def accounts(self) -> dict[str, AccountEntry]:
        return {account.id: account for account in self.settings.accounts}

    def delivered_unit(self, intervention: str) -> str | None:
        """Unit of an intervention's activity: its commodity's, or its own (capture, reduction); None if unknown."""
        built = self.interventions.get(intervention)
        if built is None:
            return None
        if built.kind in ("capture", "reduction"):
            return built.unit
        return self.unit_of(built.of) if built.of in self.services or built.of in self.carriers else None

    def activity_unit(self, intervention: str, per: str | None) -> str | None:
        """The unit of an intervention's activity or, `per` stock, of what is built; None if unknown."""
        built = self.interventions.get(intervention)
        return self.delivered_unit(intervention) if built is None or per is None else built.unit

    @cached_property
    def expected(self) -> Expected:
        """The units to which tables are held."""
        commodities = {c: self.unit_of(c) for c in (*self.services, *self.carriers)}
        return Expected(self.settings.money, {a: row.unit for a, row in self.accounts.items()}, commodities)

    def scale(self, row: Any) -> float:
        """How many of the unit to which a row is held one of its own unit is."""
        return self.units.factor(row.unit, self.expected.of(self, row) or "")

    def by_year(self, row: Series) -> dict[int, float]:
        """The numbers of a row, each year's in the unit to which it is held."""
        scale = self.scale(row)
        return {y: scale * row.at(y) for y in self.years}

    @cached_property
    def path_of(self) -> dict[tuple[str, str], PathRow]:
        """(intervention, column of its row) -> how that changes by year."""
        return {(row.intervention, row.column): row for row in self.paths}

    def number(self, intervention: str, column: str, year: int) -> float:
        """A number of an intervention in a year: on its path, else in its row; 0 where neither has one."""
        path = self.path_of.get((intervention, column))
        return path.at(year) if path else float(getattr(self.interventions[intervention], column) or 0.0)

    def numbers(self, intervention: str, column: str) -> dict[int, float]:
        """The same in each year."""
        if (intervention, column) in self.path_of:
            return {y: self.number(intervention, column, y) for y in self.years}
        return dict.fromkeys(self.years, self.number(intervention, column, self.years[0]))

    def in_money(self, price: str | None, each: str | None) -> float:
        """How much of the case's money for `each` a price in a unit is; 0 where there is no price."""
        return self.units.factor(price, f"({self.settings.money})/({each})") if price else 0.0

    def unit_of(self, commodity: str) -> str:
        return self.services[commodity].unit if commodity in self.services else self.carriers[commodity].unit

    @cached_property
    def units(self) -> Units:
        """The units of this case."""
        return Units(self.settings.counted)

    def located(self, problem: Problem) -> Problem:
        """A problem where the user sees it: at the cell of a workbook or sheet, under the heading as it is written."""
        return self.sheet.located(problem) if self.sheet else self.raw.located(problem)

    def readable_price(self, unit: str) -> tuple[float, str]:
        """What to multiply the case's money per unit by, and the unit in which people read it, e.g. CNY/t CO2."""
        return self.units.readable_price(self.settings.money, unit)

    def emission_price(self, account: str) -> tuple[float, str]:
        """The same of a price on an account's emissions."""
        return self.readable_price(self.accounts[account].unit)

    def name_of(self, kind: Thing, thing: str, lang: str = "en") -> str:
        """The name of a thing of a kind in one language; its id when it has none. A group of sectors has none."""
        tables: dict[Thing, tuple[Mapping[str, Any], ...]] = {
            "intervention": (self.interventions,),
            "commodity": (self.services, self.carriers),
            "sector": (self.sectors,),
            "account": (self.accounts,),
            "payer": (self.payers,),
            "transfer": (self.transfers,),
            "loan": (self.loans,),
            "slice": (self.slices,),
            "co_benefit": (self.co_benefits,),
        }
        row = next((table[thing] for table in tables[kind] if thing in table), None)
        return thing if row is None else row.worded("name", lang) or thing
