"""What a subject of the model declares; nothing else in the project knows its rows by name."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from pydantic import BaseModel

from planner.errors import Problem
from planner.model.expressions import Expression, Model
from planner.tables.fields import PolicyRow, Row, Series

if TYPE_CHECKING:
    from planner.case.case import Case
    from planner.model.inputs import Inputs
    from planner.model.model_file import ModelSpec
    from planner.model.money.payers import Entry

Name = tuple[Any, ...]
"""Of a row or column of the program, such as ("stock", "pv", 2030); the last part is the year."""
Kind = Literal["physical", "cap", "policy"]
Amounts = Callable[..., float]
"""The amount of a column of a plan, by the parts of its name."""


@dataclass(frozen=True)
class Family:
    """The rows of one constraint, or the bounds of one variable, over their index, which ends in the year."""

    name: str
    index: str
    kind: Kind = "physical"
    """A physical family holds in every plan and reference; caps and policies are chosen."""
    gives: Literal[-1, 0, 1] = 0
    """The side on which a physical row may give way where there is no plan: 1 its upper, -1 its lower side, 0 never."""
    shrinks: bool = False
    """Whether its right-hand side, a number of the tables, may go to zero there."""
    cell: tuple[str, str, str] | None = None
    """Where these numbers stand, as scenarios say it: table, key in letters of the index, column (`years` of numbers by
    year), as in ("interventions.csv", "{i}", "growth"). `states_<name>` of the subject's words says what they ask."""
    eased: str = ""
    """The column that makes up for what is lacking; blank: that of the cell."""
    reached: Callable[[Inputs, Amounts, Name], float | bool] | None = None
    """What the cell must say instead, where that is not its number and what is lacking."""
    defines: str = ""
    """The variable whose value an equality gives."""
    bounds: str = ""
    """The variable whose upper bounds these are."""
    floors: str = ""
    """The variable whose lower bounds these are."""
    balances: bool = False
    """Whether the price of a row is that of a commodity."""
    currency: Literal["policies", "budgets"] = "policies"
    """Policies of one currency give way together, apart from others."""
    per: Literal["", "unit", "delivered", "commodity", "account"] = ""
    """Of what a price is money per unit; of a chosen limit, of the limit's own unit."""
    unit: str = ""
    """Of the right-hand sides of rows that `extend` adds."""

    def at(self, name: Name) -> dict[str, str]:
        """Letter of the index -> what it stands for in a row or bound, without the year."""
        return dict(zip(self.index.split(", ")[:-1], map(str, name[1:-1]), strict=False))


@dataclass(frozen=True)
class Limit:
    """One chosen limit, a cap or a policy, in one year: one number on one row or column of the program.

    It is the upper side of the row, or the upper bound of the column, called `name`; a limit from below (`side` -1) is
    written with its signs turned. Its price is >= 0: what one more unit of the limit saves.
    """

    family: Family
    name: Name
    label: str
    """Its id in tables; limits of one label are measured together."""
    year: int
    amount: float
    """As the user gave it, in `unit`."""
    unit: str
    per: str
    """Its price is money per this unit."""
    side: Literal[1, -1] = field(default=1, kw_only=True)
    right: float | None = field(default=None, kw_only=True)
    """The right-hand side of its row, where it is not the amount itself."""
    decided: bool = field(default=False, kw_only=True)
    """Whether it belongs to the current policies."""
    over: str = field(default="", kw_only=True)
    """The reference whose own spending comes on top of the amount; blank: none."""
    needs: tuple[str, ...] = field(default=(), kw_only=True)
    """Interventions that a limit from below asks for: where it is decided, so is building them."""
    row: Any = field(default=None, kw_only=True, compare=False)
    """The row of its table."""
    factors: Mapping[str, float] = field(default_factory=dict, kw_only=True, compare=False)
    """Units of the limit per unit of each thing that it adds up."""


def policy_limit(
    family: Family, row: PolicyRow, at: tuple[str | int, ...], amount: float, unit: str, **more: Any
) -> Limit:
    """The limit that a policy sets: `at` is its index behind the policy, the year last; priced per its own unit."""
    said: dict[str, Any] = {"per": unit, "decided": row.decided, "row": row} | more
    return Limit(family, (family.name, row.policy, *at), row.policy, int(at[-1]), amount, unit, **said)


@dataclass(frozen=True)
class Flow:
    """What one unit of a column supplies (+) or takes (-) of a commodity in a year [its unit].

    Of a sliced commodity in one `slice`; in all of them, as long as they are, where none is named.
    """

    commodity: str
    year: int
    column: Name
    amount: float
    item: str
    kind: str
    slice: str = ""


@dataclass(frozen=True)
class Payment:
    """What one unit of a column costs in a year, undiscounted [money]."""

    year: int
    column: Name
    money: float
    item: str
    kind: str
    outside: bool = False
    """Whether it is settled with who is no payer of the case: no cost of a resource, and in no reference."""


def per(amount: str | None, each: str | None) -> str | None:
    """The unit of an amount per unit of something, where both are known."""
    return f"({amount})/({each})" if amount and each else None


@dataclass(frozen=True)
class Expected:
    """The units that cells are held to, by id; None where one is unknown or wrong, which is said where it stands."""

    money: str | None
    accounts: Mapping[str, str | None]
    commodities: Mapping[str, str | None]

    def price(self, each: str | None) -> str | None:
        """Money per unit of something."""
        return per(self.money, each)

    def of(self, case: Case, row: Series) -> str | None:
        """The unit to which a row is held, as its table says."""
        units = [self._of(case, row, what) for what in row.MEASURED]
        return per(*units) if len(units) == 2 else units[0]

    def _of(self, case: Case, row: Any, what: str) -> str | None:
        match what:
            case "money":
                return self.money
            case "account":
                return self.accounts.get(row.account)
            case "intervention":
                return case.activity_unit(row.intervention, getattr(row, "per", None))
        return self.commodities.get(row.carrier)


Check = Callable[["Case"], Iterator[Problem]]
EVERY_TABLE: tuple[str, ...] = ()
"""Of a check on whole tables: asked only when nothing at all is wrong."""
UnitCell = tuple[Row, str, str, str | None]
"""A row, its column, the unit found there, and the unit whose dimension it must have (None: any, or not known)."""


def _nothing(*_: Any) -> Any:
    return ()


@dataclass(frozen=True)
class Subject:
    """One subject of the model, in one file: all that the rest of the project asks of it."""

    name: str
    families: tuple[Family, ...] = ()
    add: Callable[[Model, Inputs], None] = _nothing
    """Adds its variables and rows, and sets its bounds."""
    tables: tuple[type[Row], ...] = ()
    """Those that it alone reads."""
    columns: Mapping[str, type[BaseModel]] = field(default_factory=dict)
    """Those that it adds to shared tables, by file."""
    units: Callable[[Case, Expected], Iterator[UnitCell]] = _nothing
    """What cells of units are held to, beside what tables say themselves (`MEASURED`)."""
    checks: tuple[Check, ...] = ()
    """Of rows."""
    whole_checks: tuple[tuple[Check, tuple[str, ...]], ...] = ()
    """Of whole tables, asked only where the files beside them are right."""
    numbers: Callable[[Case], Any] = _nothing
    """What it alone reads, kept in `Inputs.own`."""
    flows: Callable[[Inputs], Iterable[Flow]] = _nothing
    """What its columns supply or take, beside what other subjects do."""
    payments: Callable[[Inputs], Iterable[Payment]] = _nothing
    """What its columns cost beside that."""
    audited: Callable[[Case, Amounts, int], Iterable[tuple[str, float]]] = _nothing
    """The same of a year from the tables, for the audit: (commodity, amount) or ("", money)."""
    entries: Callable[[Inputs], Iterable[Entry]] = _nothing
    """What it books in the ledger beside the costs."""
    limits: Callable[[Case, ModelSpec], Iterable[Limit]] = _nothing
    """What a case chooses."""
    limited: Callable[[Model, Inputs, Limit], Expression] | None = None
    """The expression that the row of a limit holds."""
    reached: Callable[[Inputs, Amounts, Limit], float] | None = None
    """What a plan reaches of a limit whose amount is no right-hand side."""
    whole: Callable[[Inputs, Amounts, Limit], float] | None = None
    """What such an amount is a share of in a plan, in the unit that its price is per."""
    spent: Callable[[Inputs, Amounts, Limit], float] | None = None
    """What a plan spends of a limit over a reference."""
    chosen: tuple[str, ...] = ()
    """Variables that are 0 in every reference."""
    words: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """Its sentences by key, in English and Chinese."""


def idle(case: Case, kind: str, acting: Collection[str], key: str) -> Iterator[Problem]:
    """A problem for each intervention of a kind that is not among those that act."""
    for i, built in case.interventions.items():
        if built.kind == kind and i not in acting:
            yield built.problem("kind", key, found=i)


def of_kind(case: Case, row: Row, column: str, intervention: str, kind: str) -> Iterator[Problem]:
    """A problem where a column names an intervention of another kind."""
    built = case.interventions.get(intervention)
    if built is not None and built.kind != kind:
        yield row.problem(column, "wrong_kind", found=intervention, kind=built.kind, allowed=kind)
