"""A checked case: its settings (case.toml) and the typed rows of its tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, field_validator, model_validator
from pydantic_core import PydanticCustomError

from planner.rows import Id, Number, Row, Year
from planner.scenario_tables import ScenarioRow
from planner.sheets.origin import FromSheet
from planner.sources import SourceRow
from planner.tables import (
    BY_FILE,
    BaselineRow,
    CapRow,
    CaptureRow,
    CarbonPriceRow,
    CarrierRow,
    EmissionFactorRow,
    InterventionRow,
    PathRow,
    PriceRow,
    ProcessEmissionRow,
    SavingRow,
    SectorRow,
    ServiceRow,
    UnitFlowRow,
)
from planner.unit_names import POLLUTANTS


class AccountEntry(BaseModel):
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


class Settings(BaseModel):
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
    discount_rate: Annotated[Number, Field(ge=0, lt=1)]
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


@dataclass(frozen=True)
class Case:
    """A checked case: the typed rows of its tables, keyed by id where they have one."""

    name: str
    scenario: str
    """The scenarios that changed its tables, a+b; blank: none."""
    settings: Settings
    sectors: dict[str, SectorRow]
    services: dict[str, ServiceRow]
    carriers: dict[str, CarrierRow]
    interventions: dict[str, InterventionRow]
    prices: tuple[PriceRow, ...]
    emission_factors: tuple[EmissionFactorRow, ...]
    carbon_prices: tuple[CarbonPriceRow, ...]
    baseline: tuple[BaselineRow, ...]
    unit_flows: tuple[UnitFlowRow, ...]
    savings: tuple[SavingRow, ...]
    captures: tuple[CaptureRow, ...]
    process_emissions: tuple[ProcessEmissionRow, ...]
    paths: tuple[PathRow, ...]
    caps: tuple[CapRow, ...]
    sources: dict[str, SourceRow]
    scenarios: dict[str, ScenarioRow]
    sha256: dict[str, str]
    sheet: FromSheet | None = None
    """What was understood of the sheet that it was made from; None: from tables."""

    @property
    def full_name(self) -> str:
        """The case and its scenarios, e.g. beijing+slow_grid: the folder of its results."""
        return f"{self.name}+{self.scenario}" if self.scenario else self.name

    @property
    def tables(self) -> dict[str, tuple[Row, ...]]:
        """The rows of each table, by its file."""
        kept = {name: getattr(self, name) for name in (file.removesuffix(".csv") for file in BY_FILE)}
        return {f"{name}.csv": tuple(rows.values() if isinstance(rows, dict) else rows) for name, rows in kept.items()}

    @property
    def years(self) -> range:
        return range(self.settings.first_year, self.settings.last_year + 1)

    @property
    def accounts(self) -> dict[str, AccountEntry]:
        return {account.id: account for account in self.settings.accounts}

    def unit_of(self, commodity: str) -> str:
        return self.services[commodity].unit if commodity in self.services else self.carriers[commodity].unit

    def name_of(self, thing: str, lang: str = "en") -> str:
        """The name of an intervention, commodity, sector or account in one language; its id when it has none."""
        for table in (self.interventions, self.services, self.carriers, self.sectors, self.accounts):
            if thing in table:
                return _name(table[thing], lang) or thing
        return thing

    def name_of_sector(self, sector: str, lang: str = "en") -> str:
        """The name of a sector or group, whatever else has its id."""
        return _name(self.sectors[sector], lang) or sector if sector in self.sectors else sector


def _name(row: Any, lang: str) -> str:
    return str((row.name_zh if lang == "zh" else row.name_en) or row.name_en or "")
