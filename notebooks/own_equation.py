# ---
# jupyter:
#   jupytext:
#     formats: ipynb,py:percent
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # An equation of one's own
#
# A city asks what no table says: how much gas may be burnt when the gas contract ends? `extend` takes a function that adds
# Pyomo constraints to the built model and returns what *families* of rows they are. From then on the planner treats them as
# its own: a `policy` is lifted in the references, has a price, and is named when no plan can keep it.

# %%
from __future__ import annotations

import pyomo.environ as pyo

import planner

free = planner.solve("data/example_city")
gas = free.balances.query("commodity == 'gas' and kind == 'purchase'").set_index("year")["value"]
last = int(gas.index[-1])
print(f"gas bought in {last}: {gas[last]:,.0f} {free.case.unit_of('gas')}")


# %% [markdown]
# ## A contract for less
#
# Four fifths of that, in the last year.


# %%
def less_gas(share: float):
    """At most a share of the gas that the plan buys in the last year."""

    def extend(m: pyo.ConcreteModel, inputs) -> list[planner.Family]:
        m.limit_gas = pyo.Constraint([last], rule=lambda m, y: m.purchases["gas", y] <= share * gas[last])
        return [planner.Family("limit_gas", "y", "policy", unit=free.case.unit_of("gas"))]

    return extend


ready = planner.prepare("data/example_city", extend=less_gas(0.8))
plan = planner.solve(ready)
row = plan.shadow_price.query("limit == 'limit_gas'").iloc[0]
print(f"it costs {plan.total_cost - free.total_cost:,.1f} {plan.case.settings.money} more, present value")
print(f"a unit more would save {row['price']:,.1f} {row['price_unit']} in {row['year']}")

# %% [markdown]
# What is compiled goes wherever a case goes: the MAC curve of the same city, with the contract in force.

# %%
for name, at in (("without", free.case), ("with", ready)):
    curve = planner.mac_curve(at, year=last)
    print(f"{name} the contract: the cap of {last} costs {curve.cap_marks.relaxed:,.0f} {curve.price_unit}")

# %% [markdown]
# ## Too little gas
#
# When no plan is left, the error says which row must give way, and by how much.

# %%
try:
    planner.solve("data/example_city", extend=less_gas(0.0))
except planner.NoPlanError as none:
    print(none)
    least = none.excess[0]["repaired"]
