"""Variables, rows and expressions of the Pyomo model, as subjects write them; Pyomo is imported only where one is built."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from planner.model.inputs import Inputs
    from planner.model.subject import Name

Expression = Any
"""Linear in the model's variables, or a relation of two such; Pyomo has no types."""
Model = Any
"""A Pyomo ConcreteModel."""
NUMBERS = {int, float}


def variable(m: Model, name: Name) -> Expression:
    """A variable of the model by the name that it has in the program."""
    return getattr(m, name[0])[name[1:]]


def nonnegative(doc: str, *sets: Any) -> Any:
    """Variables >= 0 over some sets; `doc` says what they are, with the unit."""
    from pyomo.environ import Var

    return Var(*sets, bounds=(0, None), doc=doc)


def constraint(equation: Callable[..., Expression], inputs: Inputs, *sets: Any) -> Any:
    """The rows of an equation, one for each member of some sets."""
    from pyomo.environ import Constraint

    return Constraint(*sets, rule=lambda m, *at: equation(m, inputs, *at))


def covered(left: Expression, demand: float, surplus: bool) -> Expression:
    """A balance: what is left for a demand is as much or, where a surplus may go to waste, more.

    Where nothing can run, a demand of zero needs no row.
    """
    from pyomo.environ import Constraint

    if isinstance(left, (int, float)):
        return Constraint.Skip
    return left >= demand if surplus else left == demand


def quicksum(terms: Iterable[Expression]) -> Expression:
    """The sum of linear terms; a number where all of them are.

    Pyomo's own, which asks of each term what the sum then is, takes twice to five times as long.
    """
    parts = list(terms)
    if NUMBERS.isdisjoint(map(type, parts)):
        return _sum_of()(parts) if parts else 0
    numbers = [part for part in parts if isinstance(part, (int, float))]
    moving = [part for part in parts if not isinstance(part, (int, float))]
    return _sum_of()([*moving, sum(numbers)]) if moving else sum(numbers)


@cache
def _sum_of() -> Any:
    from pyomo.core.expr.numeric_expr import SumExpression

    return SumExpression
