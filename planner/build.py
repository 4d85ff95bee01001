"""The whole linear program, as a table of contents."""

from __future__ import annotations

import pyomo.environ as pyo

from planner.inputs import Inputs
from planner.model.activity import add_activity
from planner.model.balances import add_balances
from planner.model.caps import add_caps
from planner.model.capture import add_capture
from planner.model.costs import add_costs
from planner.model.emissions import add_emissions
from planner.model.improvements import add_improvements
from planner.model.sets import add_sets
from planner.model.stock import add_stock


def build_model(inputs: Inputs) -> pyo.ConcreteModel:
    """The linear program of a case under a model, in reading order. Each line is one file in model/."""
    m = pyo.ConcreteModel(name="abatement")
    add_sets(m, inputs)
    add_stock(m, inputs)
    add_activity(m, inputs)
    add_improvements(m, inputs)
    add_capture(m, inputs)
    add_balances(m, inputs)
    add_emissions(m, inputs)
    add_caps(m, inputs)
    add_costs(m, inputs)
    return m
