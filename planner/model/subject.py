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
    """The rows of one constraint, or the bounds of one variable, over their index; the index ends in the year.

    A `physical` family holds in every plan and reference; caps and policies are chosen. `gives` is the side on which a
    physical row may give way when no plan exists: 1 its upper side, -1 its lower side, 0 never; `shrinks`: its right-hand
    side, a number of the tables, goes to zero. `cell` says where these numbers stand, as scenarios do: table, key, column;
    the key in letters of the index, as in ("interventions.csv", "{i}", "growth"), the column `years` of numbers by year;
    `states_<name>` of the subject's words says what they ask. Rows that give way are put right by another number in that
    cell, or in the column `eased` of its row: the one that stands there and what is lacking, else what `reached` says.
    Policies of one `currency` give way together, apart from others.
    `defines` names the variable that an equality says the value of; `bounds` the variable whose upper bounds these are,
    `floors` whose lower bounds. The price of a row that `balances` a commodity is the commodity's. A price of the family
    is money `per` a unit of what it names; of a chosen limit, of the limit's own unit.
    """

    name: str
    index: str
    kind: Kind = "physical"
    gives: Literal[-1, 0, 1] = 0
    shrinks: bool = False
    cell: tuple[str, str, str] | None = None
    eased: str = ""
    reached: Callable[[Inputs, Amounts, Name], float | bool] | None = None
    defines: str = ""
    bounds: str = ""
    floors: str = ""
    balances: bool = False
    currency: Literal["policies", "budgets"] = "policies"
    per: Literal["", "unit", "delivered", "commodity", "account"] = ""
    unit: str = ""
    """Of the right-hand sides of rows that `extend` adds."""


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


def _none(*_: Any) -> Iterator[Any]:
    return iter(())


def _no_numbers(case: Case) -> None:
    pass


def _adds_nothing(m: Model, inputs: Inputs) -> None:
    pass


@dataclass(frozen=True)
class Subject:
    """One subject of the model, in one file: all that the rest of the project asks of it.

    `families` of rows and bounds that `add` puts into the program; `tables` that it alone reads, and `columns` that it
    adds to shared ones; what must hold of them (`units` of their cells, `checks` of rows, `whole_checks` of whole
    tables, asked only where the files beside them are right); `numbers` that it alone reads, kept in `Inputs.own`; what its
    columns supply and cost beside what other subjects do (`flows`, `payments`), and the same from the tables, for the
    audit: (commodity, amount) or ("", money) of a year; `entries`, what it books in the ledger beside the costs; `limits` that a case chooses, and the expression that each
    of its rows holds (`limited`), what a plan reaches where the amount is no right-hand side (`reached`), and
    what a plan spends of a limit over a reference (`spent`); `chosen` variables, which are 0 in every reference; `words`: its sentences by key, in English and Chinese.
    """

    name: str
    families: tuple[Family, ...] = ()
    add: Callable[[Model, Inputs], None] = _adds_nothing
    tables: tuple[type[Row], ...] = ()
    columns: Mapping[str, type[BaseModel]] = field(default_factory=dict)
    units: Callable[[Case, Expected], Iterator[UnitCell]] = _none
    checks: tuple[Check, ...] = ()
    whole_checks: tuple[tuple[Check, tuple[str, ...]], ...] = ()
    numbers: Callable[[Case], Any] = _no_numbers
    flows: Callable[[Inputs], Iterable[Flow]] = _none
    payments: Callable[[Inputs], Iterable[Payment]] = _none
    audited: Callable[[Case, Amounts, int], Iterable[tuple[str, float]]] = _none
    entries: Callable[[Inputs], Iterable[Entry]] = _none
    limits: Callable[[Case, ModelSpec], Iterable[Limit]] = _none
    limited: Callable[[Model, Inputs, Limit], Expression] | None = None
    reached: Callable[[Inputs, Amounts, Limit], float] | None = None
    spent: Callable[[Inputs, Amounts, Limit], float] | None = None
    chosen: tuple[str, ...] = ()
    words: Mapping[str, tuple[str, str]] = field(default_factory=dict)


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
