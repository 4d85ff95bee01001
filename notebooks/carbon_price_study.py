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
# # A carbon-price study
#
# How far does a carbon price bring a city, at which discount rate, and how sure is that? One sweep, one figure, and draws from the
# ranges of the sources. `CITY` may be any case; for Beijing it takes a few minutes.
#
# 碳价研究：一次扫描、一张图、若干次抽样；文字为英文，图可为中文。

# %%
from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np

import planner

CITY = "data/industrial_city"
YEAR = 2040
DRAWS = 30
NUMBERS = ["ef_coal", "price_scrap", "heatmeter_saving", "ccus_report"]

# %% [markdown]
# ## 1. Along carbon prices and discount rates
#
# 41 prices, the same in every year, at three discount rates. The program is compiled a few times; then only the numbers that
# differ change in the solver. Each plan is certified.

# %%
vary = {"carbon_price": np.linspace(0, 2000, 41), "discount_rate": [0.03, 0.06, 0.08]}
sweep = planner.sweep(CITY, vary, outcomes=["cost", "emissions"])
print(sweep)
found = sweep.points.pivot(index="carbon_price", columns="discount_rate", values="emissions")
print(found.iloc[::8].round(1))

# %% [markdown]
# At a lower rate capital is cheaper, and most of what abates is capital: the same price goes further.
#
# What the abatement costs without the payments: the plan at a price less the plan at none, over the tonnes between them. That is an
# average; the last tonne costs the price.

# %%
at = sweep.points[sweep.points["discount_rate"] == 0.06].set_index("carbon_price")
abated = at.loc[0, "emissions"] - at["emissions"]
average = (at["resource_cost"] - at.loc[0, "resource_cost"]) / abated
for price in (500, 1000, 2000):
    print(
        f"at {price:,} CNY/t: {abated[price]:.1f} Mt less, {average[price]:,.0f} CNY/t on average, present value per tonne"
    )

# %% [markdown]
# ## 2. One year, and what stands then
#
# Every outcome of every point is a row of `table`, with what was varied beside it.

# %%
in_year = sweep.table.query("quantity == 'emissions' and year == @YEAR and account == 'co2' and discount_rate == 0.06")
print(in_year.set_index("carbon_price")["value"].iloc[::8].round(2))
plan = sweep.plan(int(at.loc[500, "point"]))
print(plan.uptake.query("year == @YEAR and stock > 0")[["name_en", "stock", "unit"]].head(8).to_string(index=False))

# %% [markdown]
# ## 3. How sure is that?
#
# Each source with a low and a high is a number that may be otherwise. `DRAWS` draws under the city's own caps; a study takes more.

# %%
draws = planner.uncertainty(CITY, draws=DRAWS, numbers=NUMBERS)
print(draws)
draws.plot(lang="en")

# %%
print(draws.numbers[["key", "low", "value", "high", "cost_low", "cost_high"]].round(1).to_string(index=False))
likely = draws.probability(above=450, year=YEAR, account="co2", item="total")
print(f"the cap of {YEAR} costs more than 450 CNY/t in {likely:.0%} of the draws")
sometimes = draws.measures.query("0 < share < 1")[["name_en", "share"]]
print("built in some draws only:", ", ".join(f"{row.name_en} ({row.share:.0%})" for row in sometimes.itertuples()))

# %% [markdown]
# ## 4. The figure
#
# Emissions and cost along the price, a line for each rate: as vectors for the paper, in either language. What it rests on stands beside it: every
# point's optimality is certified, one of fifty is audited from the tables.

# %%
figures = Path(tempfile.mkdtemp())
for lang in ("en", "zh"):
    print(sweep.plot(lang=lang).save(figures / f"carbon_price_{lang}.pdf"))
print(f"largest error of {len(sweep.points)} plans: {sweep.points['error'].max():.0e}")
sweep.plot(lang="en")
