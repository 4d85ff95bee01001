"""The tables that several subjects read. Each is declared once: the check, the messages, the data dictionary and the
template of a new case all come from here.

A column's docstring is its meaning; `Ref` names the tables its value must stand in. A cell left empty takes the
default.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from planner.tables.fields import (
    FASTEST_GROWTH,
    Carrier,
    Commodity,
    Flag,
    Id,
    Measure,
    Names,
    NotNegative,
    Number,
    Positive,
    Sector,
    Series,
    Sourced,
    Unit,
    Whole,
    Year,
)


class SectorRow(Names):
    """Where emissions are counted. A sector may belong to a group that has a cap of its own."""

    FILE = "sectors.csv"
    KEY = ("sector",)
    REQUIRED = True
    sector: Id
    "Id of the sector"
    group: Id | None = None
    "Group of sectors, for caps and carbon prices"
    net_negative: Flag = False
    "Whether reductions may take the sector's emissions below zero (sinks, direct air capture)"


class ServiceRow(Names, Series):
    """What the city must have: its demand by year."""

    FILE = "services.csv"
    KEY = ("service",)
    NEVER_NEGATIVE = True
    service: Id
    "Id of the service"
    unit: str
    "Unit of the service"


class CarrierRow(Names):
    """What can be bought, or made by a technology, or both; balanced every year, or in each slice of it."""

    FILE = "carriers.csv"
    KEY = ("carrier",)
    carrier: Id
    "Id of the carrier"
    unit: str
    "Unit of the carrier"
    bought: Flag = False
    "Whether it can be bought, at the price in prices.csv"
    counted_in: Sector | None = None
    "Sector where its emissions count, by what is bought; empty: where it burns, by what is consumed"
    surplus: Flag = False
    "Whether what nobody uses may go to waste"
    enabler: Flag = False
    "Whether it only enables others (firm capacity, flexibility, charging, CO2 transport): what delivers it belongs to \
what it serves, in ranked bars and in credit"


class InterventionRow(Names, Sourced):
    """Something that can be built: a technology, an improvement, a capture, a reduction or a storage."""

    FILE = "interventions.csv"
    KEY = ("intervention",)
    REQUIRED = True
    intervention: Id
    "Id of the intervention"
    kind: Literal["technology", "improvement", "capture", "reduction", "storage"]
    "technology delivers a commodity, improvement cuts what technologies consume, capture takes CO2 from them, \
reduction changes emissions directly, storage carries a commodity from slice to slice"
    sector: Sector
    "Sector where it stands"
    of: Commodity | None = None
    "Commodity that it delivers (technology), improves (improvement) or stores (storage)"
    group: Id | None = None
    "Steps or variants of one measure; of improvements in a group, never two on the same unit"
    unit: str
    "Unit of what is built"
    output: Annotated[Positive, Unit("commodity units per unit built")] = 1.0
    "What one unit built delivers in a year, in the commodity's unit (technologies)"
    cost_unit: str | None = None
    "Unit of capex and fixed cost: money per unit built"
    variable_unit: str | None = None
    "Unit of variable cost: money per unit delivered, improved, caught or reduced"
    incumbent: Flag = False
    "Whether it may be renewed in the frozen reference"
    decided: Flag = False
    "Whether current policies build it: it may be built in their reference, beside incumbents"
    existing: Annotated[NotNegative, Unit("units built")] = 0.0
    "Stock in the first year; what is left declines over one lifetime, unless paths.csv gives it by year"
    capex: Annotated[NotNegative, Unit("cost_unit")] = 0.0
    "Overnight cost of one unit, of the year built"
    fixed_cost: Annotated[Number, Unit("cost_unit")] = 0.0
    "Cost of one unit of stock in a year; below zero only for a reduction"
    variable_cost: Annotated[Number, Unit("variable_unit")] = 0.0
    "Cost of one unit of activity"
    lifetime: Annotated[Whole, Field(ge=1, le=200), Unit("years")]
    "Years that a unit works"
    first_year: Year | None = None
    "First year in which it can be built"
    potential: Annotated[NotNegative | None, Unit("units built")] = None
    "Most that can stand in any year; empty: no limit"
    build_limit: Annotated[NotNegative | None, Unit("units built")] = None
    "Most that can be built in a year; empty: no limit"
    growth: Annotated[NotNegative | None, Field(le=FASTEST_GROWTH), Unit("share")] = None
    "Most that the stock can grow in a year, as a share of the year before; empty: no limit"
    growth_seed: Annotated[NotNegative, Unit("units built")] = 0.0
    "What growth may add on top, so that it can start from zero"
    minimum_use: Annotated[Number, Field(ge=0, le=1), Unit("share")] = 0.0
    "Least share of output x stock that must be used (technologies)"


class UnitFlowRow(Series):
    """What an intervention consumes (+) or co-produces (-), before any improvement, per unit delivered or built."""

    FILE = "unit_flows.csv"
    KEY = ("intervention", "carrier", "per")
    MEASURED = ("carrier", "intervention")
    intervention: Measure
    "The intervention"
    carrier: Carrier
    "The carrier"
    per: Literal["stock"] | None = None
    "Empty: per unit delivered (improved, caught, reduced, given back); stock: per unit built, whether it runs or not: \
never saved, no flue gas"
    unit: str
    "Unit of the carrier per unit delivered, or built"


class PathRow(Series):
    """A column of interventions.csv that changes by year, in the same unit as there."""

    FILE = "paths.csv"
    KEY = ("intervention", "column")
    intervention: Measure
    "The intervention"
    column: Literal["capex", "fixed_cost", "variable_cost", "existing", "potential", "build_limit"]
    "The column that changes; its value in interventions.csv is then not used. Existing stock may rise: what is \
added is decided, and its capital is part of the plan and of every reference"
