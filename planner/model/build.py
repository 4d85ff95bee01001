"""The whole linear program, subject by subject."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import numpy as np

from planner.errors import NoPlanError, UsageError
from planner.model import subjects
from planner.model.expressions import Expression, Model
from planner.model.inputs import Inputs
from planner.model.subject import Family, Limit, Subject

if TYPE_CHECKING:
    from planner.program.program import Program

Extend: TypeAlias = Callable[[Any, Inputs], Sequence[Family]]
"""Adds Pyomo constraints to a built model, and returns what families of rows they are."""


def build_model(inputs: Inputs) -> Model:
    """The linear program of a case under a model, in reading order. Each subject is one file in planner/model/."""
    from pyomo.environ import ConcreteModel

    m = ConcreteModel(name="abatement")
    add_sets(m, inputs)
    for subject in subjects.SUBJECTS:
        subject.add(m, inputs)
        if subject.limited is not None:
            add_limits(m, inputs, subject)
    return m


def add_sets(m: Model, inputs: Inputs) -> None:
    """Years, commodities, interventions by kind, accounts and sectors. What does not exist is not in a set."""
    import pyomo.environ as pyo

    m.YEARS = pyo.Set(initialize=inputs.years, doc="Years of the plan, y")
    needed = [*(c for c, _ in inputs.demand), *(c for c, _ in inputs.flows)]
    commodities = dict.fromkeys([*needed, *inputs.delivers.values(), *inputs.bought])
    m.COMMODITIES = pyo.Set(initialize=list(commodities), doc="Services and carriers, c")
    m.BOUGHT = pyo.Set(initialize=inputs.bought, doc="Carriers that can be bought")
    m.INTERVENTIONS = pyo.Set(initialize=inputs.interventions, doc="What can be built, i")
    m.TECHNOLOGIES = pyo.Set(initialize=[i for i, kind in inputs.kind.items() if kind == "technology"])
    m.STORAGES = pyo.Set(initialize=[i for i, kind in inputs.kind.items() if kind == "storage"], doc="s")
    m.CAPTURES = pyo.Set(initialize=list(inputs.captures), doc="k")
    m.MODES = pyo.Set(initialize=[mode.name for mode in inputs.modes], doc="A technology with a set of improvements, m")
    m.ACCOUNTS = pyo.Set(initialize=inputs.accounts, doc="Ledgers of emissions, a")
    m.SECTORS = pyo.Set(initialize=inputs.sectors, doc="Where emissions count, s")


def add_from_outside(m: Model, inputs: Inputs, extend: Extend) -> tuple[Family, ...]:
    """Let a user add rows; what they are is declared. Raises UsageError for a row without a family, and the reverse."""
    from pyomo.environ import Constraint

    before = {part.local_name for part in m.component_objects(Constraint)}
    families = tuple(extend(m, inputs) or ())
    added = {part.local_name for part in m.component_objects(Constraint)} - before
    declared = {getattr(family, "name", family) for family in families}
    if added != declared:
        found = ", ".join(sorted(map(str, added ^ declared)))
        raise UsageError("undeclared_rows", found=found, allowed=", ".join(sorted(added)) or "-")
    return families


def limits_from_outside(
    inputs: Inputs, program: Program, families: tuple[Family, ...]
) -> tuple[Program, tuple[Limit, ...]]:
    """The chosen limits among rows from outside; a lower side is turned. Raises UsageError for a row with two sides."""
    policies = {family.name: family for family in families if family.kind == "policy"}
    rows = [name for name in program.rows if name[0] in policies]
    sides = {name: (program.row_lower[i], program.row_upper[i]) for name in rows for i in [program.row[name]]}
    for name, (lower, upper) in sides.items():
        if np.isfinite(lower) and np.isfinite(upper):
            raise UsageError("two_sided_policy", found=name[0])
    from_below = {name for name, (lower, _) in sides.items() if np.isfinite(lower)}
    limits = []
    for name in rows:
        family, year = policies[name[0]], inputs.year_of(name)
        amount = float(max(side for side in sides[name] if np.isfinite(side)))
        label = "/".join(str(part) for part in name if part not in (None, year))
        side: Literal[1, -1] = -1 if name in from_below else 1
        limits.append(Limit(family, name, label, year, amount, family.unit, family.unit, side=side))
    return program.turned(from_below), tuple(limits)


def add_limits(m: Model, inputs: Inputs, subject: Subject) -> None:
    """Add one row for each chosen limit of a subject that is no bound."""
    from pyomo.environ import Constraint

    assert subject.limited is not None
    for family in subject.families:
        rows = {
            limit.name[1:]: hold(subject.limited(m, inputs, limit), limit)
            for limit in inputs.limits
            if limit.family == family and not family.bounds
        }
        setattr(m, family.name, Constraint(list(rows), rule=lambda m, *at, rows=rows: rows[at]))


def hold(amount: Expression, limit: Limit) -> Expression:
    r"""The row of a limit: $\sigma\,x \le \sigma\,\overline{x}$, with $\sigma = -1$ for a limit from below.

    Where nothing in it can move there is no row: over a reference it then holds. Raises NoPlanError when it does not.
    """
    from pyomo.environ import Constraint

    right = limit.amount if limit.right is None else limit.right
    if not isinstance(amount, (int, float)):
        return limit.side * amount <= limit.side * right
    if limit.side * (amount - right) > 0 and not limit.over:
        values: dict[str, Any] = {"limit": limit.label, "year": limit.year, "amount": limit.amount, "unit": limit.unit}
        raise NoPlanError("limit_on_nothing", **values, place=f"{limit.row.FILE} row {limit.row.row}")
    return Constraint.Skip
