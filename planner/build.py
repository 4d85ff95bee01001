"""The whole linear program, subject by subject."""

from __future__ import annotations

import pyomo.environ as pyo

from planner.inputs import Inputs
from planner.model.sets import add_sets
from planner.model.subjects import SUBJECTS


def build_model(inputs: Inputs) -> pyo.ConcreteModel:
    """The linear program of a case under a model, in reading order. Each subject is one file in planner/model/."""
    m = pyo.ConcreteModel(name="abatement")
    add_sets(m, inputs)
    for subject in SUBJECTS:
        subject.add(m, inputs)
    return m
