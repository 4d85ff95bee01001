"""What a subject of the model declares; nothing else in the project knows its rows by name."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from planner.case import Case
    from planner.inputs import Inputs
    from planner.spec import ModelSpec
    from planner.units import Units

Name = tuple[Any, ...]
"""Of a row or column of the program, such as ("stock", "pv", 2030); the last part is the year."""
Expression = Any
"""Linear in the model's variables, or a relation of two such; Pyomo has no types."""
Model = Any
"""A Pyomo ConcreteModel, imported only where one is built."""
Kind = Literal["physical", "cap", "policy"]


@dataclass(frozen=True)
class Family:
    """The rows of one constraint, or the upper bounds of one variable, over their index; the index ends in the year.

    A `physical` family holds in every plan and reference; caps and policies are chosen. `gives` is the side on which a
    physical row may give way when no plan exists: 1 its upper side, -1 its lower side, 0 never. `defines` names the
    variable that an equality says the value of; `bounds` the variable whose upper bounds these are.
    """

    name: str
    index: str
    kind: Kind = "physical"
    gives: Literal[-1, 0, 1] = 0
    defines: str = ""
    bounds: str = ""


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
    side: Literal[1, -1] = field(default=1, kw_only=True)


@dataclass(frozen=True)
class Subject:
    """One subject of the model: its families, what it adds to the program, and the limits that a case chooses in it."""

    name: str
    families: tuple[Family, ...]
    add: Callable[[Model, Inputs], None]
    limits: Callable[[Case, ModelSpec, Units], Iterable[Limit]] = lambda case, spec, units: ()


def quicksum(terms: Iterable[Expression]) -> Expression:
    """The sum of linear terms."""
    from pyomo.core.util import quicksum

    return quicksum(terms)
