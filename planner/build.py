"""The whole linear program, as a table of contents."""

from __future__ import annotations

import pyomo.environ as pyo

from planner.components.activity import add_activity
from planner.components.balances import add_balances
from planner.components.caps import add_caps
from planner.components.capture import add_capture
from planner.components.costs import add_costs
from planner.components.emissions import add_emissions
from planner.components.improvements import add_improvements
from planner.components.sets import add_sets
from planner.components.stock import add_stock
from planner.inputs import Inputs


def build_model(inputs: Inputs) -> pyo.ConcreteModel:
    """The linear program of a case under a model, in reading order. Each line is one file in components/."""
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
