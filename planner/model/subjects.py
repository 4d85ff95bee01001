"""The registry: the subjects of the model in reading order, and what follows from it."""

from __future__ import annotations

from functools import cache
from typing import cast

from pydantic import BaseModel, create_model

from planner.model.activity import ACTIVITY
from planner.model.balances import BALANCES
from planner.model.caps import CAPS
from planner.model.capture import CAPTURE
from planner.model.co_benefits import CO_BENEFITS
from planner.model.costs import COSTS
from planner.model.emissions import EMISSIONS
from planner.model.improvements import IMPROVEMENTS
from planner.model.money.allowances import ALLOWANCES
from planner.model.money.budgets import BUDGETS
from planner.model.money.loans import LOANS
from planner.model.money.offsets import OFFSETS
from planner.model.money.payers import PAYERS
from planner.model.money.tariffs import TARIFFS
from planner.model.money.transfers import TRANSFERS
from planner.model.policies.share import SHARE
from planner.model.policies.volume import VOLUME
from planner.model.slices.balances import SLICED_BALANCES
from planner.model.slices.profiles import PROFILES
from planner.model.slices.slices import SLICES
from planner.model.slices.storage import STORAGE
from planner.model.slices.technologies import SLICED_TECHNOLOGIES
from planner.model.stock import STOCK
from planner.model.subject import Family, Subject
from planner.tables import shared
from planner.tables.fields import Row
from planner.tables.ranges import CorrelationRow, RangeRow
from planner.tables.scenarios import ScenarioRow
from planner.tables.sources import SourceRow

POLICIES = (SHARE, VOLUME, BUDGETS)
MONEY = (PAYERS, TARIFFS, TRANSFERS, LOANS, ALLOWANCES, OFFSETS)
BY_SLICE = (SLICES, PROFILES, SLICED_TECHNOLOGIES, STORAGE, SLICED_BALANCES)
SUBJECTS: tuple[Subject, ...] = (
    STOCK,
    ACTIVITY,
    IMPROVEMENTS,
    CAPTURE,
    BALANCES,
    *BY_SLICE,
    EMISSIONS,
    CAPS,
    *MONEY,
    *POLICIES,
    CO_BENEFITS,
    COSTS,
)
SHARED: tuple[type[Row], ...] = (
    shared.SectorRow,
    shared.ServiceRow,
    shared.CarrierRow,
    shared.InterventionRow,
    shared.UnitFlowRow,
    shared.PathRow,
)
"""Tables that several subjects read."""


def tables() -> dict[str, type[Row]]:
    """Every table by its file, in the order of the data dictionary."""
    own = [table for subject in SUBJECTS for table in subject.tables]
    every: list[type[Row]] = [*map(_with_columns, SHARED), *own, SourceRow, RangeRow, CorrelationRow, ScenarioRow]
    return {table.FILE: table for table in every}


def families() -> tuple[Family, ...]:
    """Every family of rows and bounds."""
    return tuple(family for subject in SUBJECTS for family in subject.families)


def named() -> dict[str, str]:
    """Family -> its subject, by their names."""
    return {family.name: subject.name for subject in SUBJECTS for family in subject.families}


def subject_of(family: Family) -> Subject | None:
    """The subject that declares a family; None where it is from outside."""
    return next((subject for subject in SUBJECTS if family in subject.families), None)


def chosen() -> set[str]:
    """Variables that are there by permission alone: 0 in every reference."""
    return {name for subject in SUBJECTS for name in subject.chosen}


def acting(money: bool) -> tuple[Subject, ...]:
    """Whose limits and payments count: in a model that says money = false those of money are only booked."""
    return SUBJECTS if money else tuple(subject for subject in SUBJECTS if subject not in (*MONEY, BUDGETS))


def words() -> dict[str, tuple[str, str]]:
    """The sentences that subjects bring, by key, in English and Chinese."""
    return {key: said for subject in SUBJECTS for key, said in subject.words.items()}


def _with_columns(table: type[Row]) -> type[Row]:
    """A shared table with the columns that subjects add to it."""
    added = tuple(subject.columns[table.FILE] for subject in SUBJECTS if table.FILE in subject.columns)
    return _extended(table, added) if added else table


def __getattr__(name: str) -> type[Row]:
    """A shared table with its columns by the name of its class, as what reads a saved case asks for it."""
    for table in SHARED:
        if table.__name__ == name:
            return _with_columns(table)
    raise AttributeError(name)


@cache
def _extended(table: type[Row], added: tuple[type[BaseModel], ...]) -> type[Row]:
    return cast(
        type[Row], create_model(table.__name__, __base__=(*added, table), __doc__=table.__doc__, __module__=__name__)
    )
