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
# # Beijing to zero by 2060, in ten minutes
#
# 十分钟读懂北京的零碳方案：文字为英文，图表中英双语。
#
# What has to be built, when, what it costs, what the last tonne costs, and how much of the answer rests on numbers that nobody could
# verify. Every number below is computed when the page runs; where they come from: `planner sources data/beijing`.

# %%
from __future__ import annotations

import planner

ready = planner.prepare("data/beijing")
case, money = ready.case, ready.case.settings.money
plan = planner.solve(ready)

# %% [markdown]
# ## 1. Four futures
#
# *Frozen*: what exists is renewed, nothing else is built; the grid outside the city gets cleaner all the same. *Current policies*: what is
# decided may be built too. *Least cost*: whatever pays is built, with no cap. *Plan*: the cheapest way to keep the caps of every year.

# %%
city = plan.emissions[(plan.emissions["sector"] == "total") & (plan.emissions["account"] == "co2_market")]
print(
    city.set_index("year")
    .loc[[2025, 2030, 2035, 2040, 2050, 2060], ["frozen", "current_policies", "least_cost", "plan", "cap"]]
    .round(1)
)
frozen, least = (plan.references[name]["cost"] for name in ("frozen", "least_cost"))
print(f"\nwithout any cap {frozen - least:,.0f} {money} are saved (present value)")
print(f"the caps then cost {plan.total_cost - least:,.0f}")

# %% [markdown]
# ## 2. What is built
#
# Who avoids what: the Shapley value of each measure, year by year (40 sampled orders; the exact sum is the abatement). Beside it the marginal
# abatement cost curve of the path on the same axis of tonnes: what the next tonne costs on the way from least cost down to the cap.

# %%
credit = planner.credit_shares(ready, orders=40)
planner.plot(planner.credit_wedges(ready, credit=credit, year=2050), lang="both")

# %%
shares = credit.table.head(12)
print(shares[["name_en", "alone", "last_in", "shapley", "error", "unit"]].round(1).to_string(index=False))

# %% [markdown]
# No single share is right. *Alone* is what a measure avoids with no other, *last in* what would be lost without it. Where the two are far apart
# measures need each other (batteries and wind) or overlap (savings in the same buildings).

# %%
planner.plot(planner.credit_shares(ready, year=2035), lang="both")

# %% [markdown]
# ## 3. What the last tonne costs
#
# The shadow price of a year's cap, and the caps between which it holds. A high price is not always a dear measure: to 2032 it
# is paid for speed, since contracts can't all be signed at once; then for still days, and from 2049 on for jet fuel.

# %%
prices = plan.shadow_price.set_index("year").loc[[2026, 2030, 2035, 2040, 2045, 2050, 2060]]
for year, row in prices.iterrows():
    low, high = row["holds_from"], row["holds_to"]
    print(f"{year}: {row['price']:6,.0f} {row['price_unit']}, for caps of {low:6.1f} to {high:6.1f} Mt")

# %%
planner.plot(plan, account="co2_market", lang="both")

# %% [markdown]
# What energy costs at the margin in each slice, with all that the caps make of it: little while the wind blows, most on still days of the
# heating season. The price of every other balance, potential and limit is in `plan.prices`.

# %%
energy = plan.slice_prices[plan.slice_prices["commodity"].isin(["electricity", "district_heat"])]
print(
    energy[energy["year"].isin([2025, 2030, 2040, 2050, 2060])]
    .pivot_table(index=["commodity", "price_unit", "slice"], columns="year", values="price", sort=False)
    .round(0)
)

# %% [markdown]
# And the tonnes after it: the exact curve of 2035, every other cap kept. Its steps are named by what grows along them.

# %%
curve = planner.mac_curve(ready, year=2035)
print(f"{len(curve.steps)} steps, {curve.pivots} pivots, largest error {curve.largest_error:.0e} of the rise in cost")
planner.plot(curve, lang="both")

# %% [markdown]
# ## 4. How much of this can be trusted?
#
# Optimality is certified from the matrix, and cost, emissions and balances are recomputed from the tables. The numbers themselves are another
# matter: each has a grade, and a number is as good as the weakest source behind it.

# %%
print("largest error of the certificate and the audit:", f"{max(plan.certificate.values()):.0e}")
for what, found in planner.evidence_shares(plan, curve=curve).items():
    print(
        f"{what}: {found['unverified']:.0%} rests at least partly on unverified numbers, {found['wholly_unverified']:.0%} on nothing else"
    )

# %% [markdown]
# `data/beijing/README.md` shows what the ten weakest numbers do to the prices, and `data/beijing/COVERAGE.md` where each of the report's 80
# measures is.

# %% [markdown]
# ## 5. What if?
#
# The report's themes and changes of demand, each a file of changes with its sources.

# %%
comparison = planner.compare(ready)
planner.plot(comparison, lang="both")

# %%
for name, scenario in case.scenarios.items():
    print(f"{name}: {scenario.note_en}\n")
