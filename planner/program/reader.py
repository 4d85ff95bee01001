"""A built model as lists of numbers: names and bounds of columns, names, entries and sides of rows. Only to compile.

Rows are sums of variables and numbers, and are read as they stand; a term of another form is left to Pyomo, which knows
them all. Pyomo's LinearStandardFormCompiler, to which any row is of any form, takes 2.5 times as long.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from math import inf
from typing import Any

from pyomo.common.numeric_types import native_numeric_types
from pyomo.core.base.enums import SortComponents
from pyomo.core.expr.numeric_expr import LinearExpression, MonomialTermExpression, NegationExpression, SumExpression
from pyomo.environ import Block, Constraint, Expression, Objective, Param, RangeSet, Set, Suffix, Var
from pyomo.repn import generate_standard_repn

from planner.errors import UsageError
from planner.model.expressions import Model
from planner.model.subject import Name

LINEAR = {Block, Constraint, Expression, Objective, Param, RangeSet, Set, Suffix, Var}
"""Kinds of components that a linear program is made of."""
SUMS = {SumExpression, LinearExpression}


class Reader:
    """The numbers of a model. With the first term that has a variable come the columns of all its component."""

    def __init__(self, model: Model) -> None:
        self.columns: list[Name] = []
        self.lower: list[float] = []
        self.upper: list[float] = []
        self.rows: list[Name] = []
        self.row_lower: list[float] = []
        self.row_upper: list[float] = []
        self.coefficients: list[float] = []
        self.positions: list[int] = []  # of their columns
        self.starts: list[int] = []  # of each row among the coefficients, which begin with those of the cost
        self._position: dict[int, int] = {}  # by the id of a variable
        if other := model.collect_ctypes(active=True) - LINEAR:
            raise UsageError("not_linear", found=", ".join(sorted(kind.__name__ for kind in other)))
        self.offset = self._add(next(model.component_data_objects(Objective, active=True)).expr)
        self.starts.append(len(self.positions))
        for part in model.component_objects(Constraint, active=True):
            for name, row in _members(part):
                if row.active:
                    self._take(name, *row.to_bounded_expression(evaluate_bounds=True))

    def _take(self, name: Name, lower: float | None, body: Any, upper: float | None) -> None:
        """Read a row; one with two sides is two, so that each has its price."""
        if lower is not None and upper is not None and lower != upper:
            self._take(name, None, body, upper)
            self._take(name, lower, body, None)
            return
        constant = self._add(body)
        self.starts.append(len(self.positions))
        self.rows.append(name)
        self.row_lower.append(-inf if lower is None else lower - constant)
        self.row_upper.append(inf if upper is None else upper - constant)

    def _add(self, expression: Any, times: float = 1.0) -> float:
        """Read the terms of an expression, some number of times; the constant among them."""
        constant, position = 0.0, self._position
        for term in expression.args if expression.__class__ in SUMS else (expression,):
            factor, variable = term.args if term.__class__ is MonomialTermExpression else (1.0, term)
            if id(variable) in position and factor.__class__ in native_numeric_types:
                self.positions.append(position[id(variable)])
                self.coefficients.append(times * factor)
            else:
                constant += self._add_other(term, times)
        return constant

    def _add_other(self, term: Any, times: float) -> float:
        """The same for a term of another form, or the first with a component."""
        if term.__class__ in native_numeric_types:
            return float(times * term)
        if term.__class__ in SUMS:
            return self._add(term, times)
        if term.__class__ is NegationExpression:
            return self._add(term.arg(0), -times)
        if term.is_named_expression_type():
            return self._add(term.expr, times)
        variable = term.args[1] if term.__class__ is MonomialTermExpression else term
        if variable.is_variable_type() and id(variable) not in self._position:
            self._column(variable)
            return self._add(term, times)
        form = generate_standard_repn(term, quadratic=False)
        if not form.is_linear():
            raise UsageError("not_linear", found=str(term))
        self.positions += map(self._column, form.linear_vars)
        self.coefficients += (times * factor for factor in form.linear_coefs)
        return float(times * form.constant)

    def _column(self, variable: Any) -> int:
        if id(variable) not in self._position:
            names, members = zip(*_members(variable.parent_component()), strict=True)
            self._position.update(zip(map(id, members), count(len(self.columns))))
            self.columns += names
            bounds = [(each.value, each.value) if each.fixed else each.bounds for each in members]
            self.lower += [-inf if lower is None else lower for lower, _ in bounds]
            self.upper += [inf if upper is None else upper for _, upper in bounds]
        return self._position[id(variable)]


def _members(part: Any) -> Iterator[tuple[Name, Any]]:
    """The members of a component, in the order of its sets, with their names."""
    kind = part.local_name
    for index, member in part.items(SortComponents.ORDERED_INDICES):
        yield (kind, *index) if isinstance(index, tuple) else (kind, index), member
