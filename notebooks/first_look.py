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
# # A first look: one city, one plan, one curve
#
# The example city is made up and small enough to check by hand (`data/example_city/README.md`). Open this file as a notebook with
# [jupytext](https://jupytext.readthedocs.io), or run it as it is.

# %%
from __future__ import annotations

import planner

case = planner.read_case("data/example_city")

# %% [markdown]
# ## What does it cost to keep the caps?
#
# The plan stands between two references: *frozen* renews only what exists, *least cost* builds whatever pays without any cap.

# %%
plan = planner.solve(case)
frozen, least = (plan.references[name]["cost"] for name in ("frozen", "least_cost"))
print(f"frozen {frozen:,.0f}, least cost {least:,.0f}, with caps {plan.resource_cost:,.0f} {case.settings.money}")
print(f"no-regret saving {frozen - least:,.0f}, the caps cost {plan.resource_cost - least:,.0f}")

# %%
city = plan.emissions[plan.emissions["sector"] == "total"]
print(city.pivot_table(index="year", values=["frozen", "least_cost", "plan", "cap"]).round(3))

# %% [markdown]
# ## What does the last tonne cost?
#
# `price` is the shadow price of each year's cap, undiscounted, in the unit beside it.

# %%
print(plan.shadow_price[["year", "amount", "unit", "price", "price_unit"]].round(2).to_string(index=False))

# %% [markdown]
# ## And the tonne after it?
#
# The exact curve of 2030: its cap is tightened from the plan without it to the least that can be reached, all other caps kept.
# The plan lies on it, at its shadow price.

# %%
curve = planner.mac_curve(case, year=2030)
print(curve.steps[["abatement_from", "abatement_to", "price", "grows"]].head(12).round(4).to_string(index=False))

at_cap = curve.steps[(curve.steps["emissions_to"] <= curve.cap) & (curve.cap <= curve.steps["emissions_from"])]
price = plan.shadow_price.set_index("year").loc[2030, "price"]
print(f"the cap of 2030 lies on a step of {at_cap['price'].iloc[0]:.4f}; the plan's price is {price:.4f}")

# %% [markdown]
# ## A price instead of a cap
#
# The model `carbon_price` has no caps: emissions simply cost what `carbon_prices.csv` says.

# %%
taxed = planner.solve(case, model="carbon_price")
both = city.set_index("year")[["plan", "cap"]].rename(columns={"plan": "under caps"})
both["under the price"] = taxed.emissions[taxed.emissions["sector"] == "total"].set_index("year")["plan"]
print(both.round(3))
