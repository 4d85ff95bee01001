"""The sets that the equations run over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.model.subject import Model

if TYPE_CHECKING:
    from planner.model.inputs import Inputs


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
