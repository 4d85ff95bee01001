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
# # What is sure, and what to do about what is not
#
# 哪些结论可靠，不可靠时怎么办：文字为英文，图为中文。
#
# A plan rests on numbers that have ranges. Here they are drawn, the plans of all draws are found, and four questions are asked: how far do
# cost and prices spread, which numbers make them spread, which plan is safe to begin with, and what do costs leave open? `CITY` may be any
# case whose sources have a `low` and a `high`.

# %%
from __future__ import annotations

import planner

CITY = "data/industrial_city"
YEAR = 2040
DRAWS = 100

case = planner.read_case(CITY)
money, account = case.settings.money, next(iter(case.accounts))
ranged = [source for source in case.sources.values() if source.has_range]
print(f"{len(ranged)} of {len(case.sources)} sources have a range; money in {money}")

# %% [markdown]
# ## 1. What is sure?
#
# Each draw is a plan of its own, certified. `ranges.csv` and `correlations.csv` may say how the numbers lie in their ranges and which of them go
# together; without them each is a triangle from low over value to high.

# %%
draws = planner.uncertainty(case, draws=DRAWS)
print(draws)
draws.plot(lang="zh")

# %% [markdown]
# Some measures are in every plan: those can begin. Of the others the share of draws says how much hangs on numbers that nobody knows yet.

# %%
share = draws.measures.set_index("name_en")["share"]
print(f"built in all draws: {(share == 1).sum()}, in none: {(share == 0).sum()}, in some:")
print(share[(share > 0) & (share < 1)].map("{:.0%}".format).to_string())
likely = draws.probabilities(450).query("item == 'total' and account == @account").set_index("year")["probability"]
print(f"the city's cap of {YEAR} costs more than 450 per tonne in {likely.get(YEAR, 0.0):.0%} of the draws")

# %% [markdown]
# ## 2. Which numbers make it unsure?
#
# Each number at its ends alone, others at their values: bars are plans of their own, ticks what the duals of one plan say beforehand.

# %%
draws.plot("numbers", lang="zh")

# %%
few = draws.numbers.query("drawn").assign(swing=lambda t: t[["cost_low", "cost_high"]].abs().max(axis=1))
few = few.sort_values("swing", ascending=False)["key"].head(3).tolist()
drivers = draws.drivers(year=YEAR, account=account, item="total")
print("what moves the price of the cap, per tonne:")
print(drivers[["title_en", "change_low", "change_high"]].head(5).round(1).to_string(index=False))

# %% [markdown]
# One at a time does not see what numbers do together. Morris goes through all of their ranges at once; where the spread is as large as the
# effect, the number matters by what the others are.

# %%
effects = planner.sensitivity(case, samples=8, numbers=few)
print(effects.table[["key", "mean", "spread"]].round(1).to_string(index=False))

# %% [markdown]
# ## 3. Which plan is safe to begin with?
#
# The plan of each scenario is held up to `YEAR`, more may be built on top, and the rest is chosen anew in each draw. Regret is what that costs
# beyond the plan that one would have made had one known. To know is worth no more than the least mean regret.

# %%
regret = planner.regret(draws, until=YEAR, add=True)
print(regret.plans[["plan", "kept", "expected_cost", "mean", "p95"]].round(2).to_string(index=False))
print(f"to know the numbers before building is worth at most {regret.perfect_information:,.1f} {money}")
regret.plot(lang="zh")

# %% [markdown]
# ## 4. What do costs leave open?
#
# Even with all numbers known many plans cost nearly the same: how far each measure can go within one percent, and the plans that differ most.

# %%
near = planner.near_optimal(case, slack=0.01, year=YEAR)
print(near.table["kind"].value_counts().to_string())
beside = near.beside(planner.mac_curve(case, year=YEAR))
print(beside.table[["price", "name_en", "least", "most", "unit", "kind"]].round(2).to_string(index=False))

# %%
beside.plot(lang="zh")
