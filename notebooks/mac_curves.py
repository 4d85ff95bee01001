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
# # MAC curves: from a sheet of measures to a published curve, and a carbon-price study of Beijing
#
# 边际减排成本曲线：从一张措施表到可发表的曲线，以及北京的碳价研究。
#
# Pictures are written to a folder of their own, in Chinese and English.

# %%
from __future__ import annotations

import tempfile
from pathlib import Path

import pandas as pd

import planner

folder = Path(tempfile.mkdtemp())

# %% [markdown]
# ## 1. A sheet of measures
#
# Five measures with tonnes and cost per tonne, made up for this page. The headings may be English or Chinese.

# %%
sheet = pd.DataFrame(
    {
        "措施": ["LED照明", "供热计量", "风电合同", "老旧住宅改造", "CCUS"],
        "部门": ["建筑", "建筑", "电力", "建筑", "工业"],
        "减排量（万吨）": [120, 150, 600, 200, 300],
        "单位成本（元/吨）": [-260, 90, 180, 700, 450],
    }
)
sheet.to_csv(folder / "measures.csv", index=False)
case = planner.classic_case(folder / "measures.csv")
curve = planner.mac_curve(case)
print(curve.steps[["abatement_from", "abatement_to", "unit", "price", "price_unit", "label_zh"]].to_string(index=False))

# %% [markdown]
# What saves money has no cost per tonne: it stands apart, as the no-regret block, in money and in tonnes. One call writes the
# steps, the card that says what the curve assumes, and the picture as SVG, PNG and a page to hover over.

# %%
print(curve.no_regret)
print(*(file.name for file in planner.save(curve, folder=folder, lang="both")), sep="\n")

# %% [markdown]
# ## 2. No measure costs everybody the same
#
# Retrofit at "700 yuan/t" is a mean: some homes cost half of that. A log-normal spread (standard deviation 0.5 of the logarithm) in
# twenty steps shows how much of it is cheaper than CCUS, and how much a single number hides.

# %%
steps = planner.split_lognormal(700, sigma=0.5, potential=200, steps=20)
spread = pd.concat(
    [
        sheet[sheet["措施"] != "老旧住宅改造"],
        pd.DataFrame(
            {
                "措施": [f"老旧住宅改造 {n}" for n in steps["step"]],
                "部门": "建筑",
                "减排量（万吨）": steps["potential"],
                "单位成本（元/吨）": steps["cost"].round(1),
            }
        ),
    ]
)
spread.to_csv(folder / "spread.csv", index=False)
wide = planner.mac_curve(planner.classic_case(folder / "spread.csv"))
for name, found in (("one number", curve), ("twenty steps", wide)):
    below = found.steps.loc[found.steps["price"] < 451, "abatement_to"].max()
    print(f"{name}: {below:,.0f} of {found.steps['abatement_to'].max():,.0f} at up to 450 yuan/t")

# %% [markdown]
# ## 3. Beijing: what is abated along carbon prices that rise at the discount rate?
#
# In Beijing the cost per tonne is a result, not an input. `priced` reads the exact curve the other way: emissions carry, in place of the
# caps, a price that stands at so much in the first year and rises at the discount rate. Drawn here to a ten-thousandth of the rise; the
# default is exact.

# %%
beijing = planner.prepare("data/beijing")
priced = planner.priced_curve(beijing, cumulative=True, tolerance=1e-4)
first, last, rate = beijing.case.years[0], beijing.case.years[-1], beijing.case.settings.discount_rate
for price in (25, 50, 100, 200, 400):
    least, most = priced.abatement_at(price)
    later = price * (1 + rate) ** (2040 - first)
    print(
        f"{price:4} yuan/t in {first} ({later:4.0f} in 2040): {(least + most) / 2:6,.0f} Mt CO2 abated {first}-{last}"
    )

# %% [markdown]
# A single year's price says something else, since every other year keeps its cap and much of what 2035 needs stands anyway. The plan lies
# on that curve: at its shadow price of 2035 it abates what the cap asks.

# %%
one_year = planner.priced_curve(beijing, year=2035)
plan = planner.solve(beijing)
at_cap = plan.cap_prices.set_index("year").loc[2035]
below, above = (one_year.abatement_at(at_cap["price"] * (1 + e))[0] for e in (-1e-6, 1e-6))
asked = one_year.system.steps["emissions_from"].iloc[0] - at_cap["amount"]
print(f"shadow price of 2035: {at_cap['price']:.0f} yuan/t; its cap asks for {asked:.2f} Mt")
print(f"a little below that price {below:.2f} Mt are abated, a little above it {above:.2f}")
for price in (100, 200, 450, 1000):
    least, most = one_year.abatement_at(price)
    print(f"{price:5,} yuan/t in 2035 alone: {(least + most) / 2:5.2f} Mt CO2")

# %% [markdown]
# ## 4. What does a higher price buy?
#
# The same prices, put on the emissions and solved: which measures run more in 2040?

# %%
portfolio = planner.portfolio_at(beijing, prices=[25, 100, 400], cumulative=True)
in_2040 = portfolio[portfolio["year"] == 2040]
in_2040 = in_2040.pivot_table(index=["name_en", "activity_unit"], columns="price", values="activity")
more = in_2040[in_2040[400] > in_2040[25] * 1.01 + 1e-6]
print(more.round(2).to_string())

# %% [markdown]
# ## 5. Before you publish
#
# The card says what the curve assumes. It is the marginal cost of a cap and no measure of welfare.

# %%
for key in ("start_plan", "account", "year", "discount_rate", "tolerance", "largest_error", "labels", "warning"):
    print(f"{key}: {planner.card(priced.system)[key]}")
