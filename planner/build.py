"""The whole linear program, subject by subject."""

from __future__ import annotations

import pyomo.environ as pyo

from planner.errors import NoPlanError
from planner.inputs import Inputs
from planner.model.sets import add_sets
from planner.model.subject import Expression, Limit, Subject
from planner.model.subjects import SUBJECTS


def build_model(inputs: Inputs) -> pyo.ConcreteModel:
    """The linear program of a case under a model, in reading order. Each subject is one file in planner/model/."""
    m = pyo.ConcreteModel(name="abatement")
    add_sets(m, inputs)
    for subject in SUBJECTS:
        subject.add(m, inputs)
        if subject.limited is not None:
            add_limits(m, inputs, subject)
    return m


def add_limits(m: pyo.ConcreteModel, inputs: Inputs, subject: Subject) -> None:
    """Add one row for each chosen limit of a subject that is no bound."""
    assert subject.limited is not None
    for family in subject.families:
        rows = {
            limit.name[1:]: hold(subject.limited(m, inputs, limit), limit)
            for limit in inputs.limits
            if limit.family == family and not family.bounds
        }
        setattr(m, family.name, pyo.Constraint(list(rows), rule=lambda m, *at, rows=rows: rows[at]))


def hold(amount: Expression, limit: Limit) -> Expression:
    r"""The row of a limit: $\sigma\,x \le \sigma\,\overline{x}$, with $\sigma = -1$ for a limit from below.

    Where nothing in it can move there is no row. Raises NoPlanError when the limit then does not hold.
    """
    right = limit.amount if limit.right is None else limit.right
    if not isinstance(amount, (int, float)):
        return limit.side * amount <= limit.side * right
    if limit.side * (amount - right) > 0:
        raise NoPlanError("limit_on_nothing", limit=limit.label, year=limit.year, amount=limit.amount, unit=limit.unit)
    return pyo.Constraint.Skip
