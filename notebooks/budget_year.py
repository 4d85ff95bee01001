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
# # A budget officer's year
#
# What do we pay, and who else pays? What if there is only so much? What is a bond worth? What subsidy makes households choose
# what the city needs? What does a mandate add? Six questions in the order in which a year asks them, on the example city. On
# Beijing each is one command: [data/beijing/FINANCE.md](../data/beijing/FINANCE.md).
#
# The city's tables say what is built and what it costs. Four small tables more say who pays.

# %%
from __future__ import annotations

from pathlib import Path

import planner

tables = [file for file in Path("data/example_city").glob("*.*") if file.suffix != ".md" and file.stem != "scenarios"]
city = {file.name: file.read_text(encoding="utf-8") for file in tables}
city |= {
    "payers.csv": "payer,name_en,people,rate\ncity,City,,0.016\ncompanies,Companies,,0.08\nhomes,Households,800000,0.1\n",
    "payer_shares.csv": "of,cost,payer,share\n,,companies,1\nbuildings,,homes,1\ntransport,,city,1\n"
    "retrofit,capex,city,0.4\nretrofit,capex,homes,0.6\n",
    "tariffs.csv": "carrier,side,supplier,unit,amount\nelectricity,use,companies,yuan/MWh,800\n"
    "electricity,made,,yuan/MWh,400\n",
    "transfers.csv": "transfer,name_en,payer,payee,basis,of,carrier,unit,amount\n"
    "diesel_tax,Tax on diesel,,city,consumption,,diesel,yuan/kWh,0.1\n",
}

# %% [markdown]
# ## January: what do we pay, and who else?
#
# Net of what each gets, undiscounted, beside what would be paid if things were renewed as they are. Who pays what never moves
# the plan: only what goes to outside, and budgets, do.

# %%
plan = planner.solve(city)
unit = plan.case.settings.money
paid = plan.by_payer.groupby("name_en")[["frozen", "plan", "extra"]].sum().round(1)
print(paid)
print(f"all together {paid['extra'].sum():+,.1f} {unit} over all years")

capex = plan.ledger.query("`from` == 'city' and kind == 'capex'").groupby("year")["plan"].sum()
print(f"the city invests {capex.max():,.1f} {unit} in {capex.idxmax()}, its dearest year")

# %% [markdown]
# ## March: what if there is only so much?
#
# Nine tenths of that in every year. The price says what one million more, allowed and not given, would save all payers
# together, net of spending it.

# %%
most = 0.9 * capex.max()
first, last = plan.case.years[0], plan.case.years[-1]
budget = {
    "budgets.csv": f"policy,name_en,payer,covers,carry_over,unit,{first},{last}\n"
    f"city_funds,City funds,city,investment,0,{unit},{most},{most}\n"
}
tight = planner.solve(city | budget)
worth = tight.shadow_price.query("id == 'city_funds' and price > 0").set_index("year")["price"]
print(f"the budget costs {tight.total_cost - plan.total_cost:,.2f} {unit}, present value")
print(f"it binds in {worth.index.tolist()}; a million more saves {worth.max():.3f} million in {worth.idxmax()}")

# %% [markdown]
# ## May: what is a bond worth?
#
# 1.6 % real where the case discounts at more. Its worth is what the plan costs less; the price of its ceiling is what one more
# yuan of it is worth. It draws only what there is to pay for, and what is owed is no cash.

# %%
bond = {
    "loans.csv": f"loan,name_en,lender,borrower,rate,tenor,grace,unit,{first},{last}\n"
    f"green_bond,Green bond,outside,city,0.016,10,9,{unit},5,5\n"
}
financed = planner.solve(city | bond)
print(f"the bond saves {plan.total_cost - financed.total_cost:,.2f} {unit}, present value")
print(financed.debts.set_index("year")["owed"].round(2).iloc[::5])

# %% [markdown]
# ## July: what subsidy do households need?
#
# Each payer chooses at its own rate and tariffs. The gap to what it has is what a subsidy must close: in all for what the plan
# builds, and per tonne. Where it is not defined, the table says why.

# %%
view = plan.private_view()
told = view[view["undefined"] == ""].set_index("name_en")
print(told[["payer", "incumbent", "gap", "unit", "subsidy_in_all", "per_tonne"]].round(2).to_string())
print(view[view["undefined"] != ""][["name_en", "payer", "undefined"]].to_string(index=False))

# %% [markdown]
# The other side of the same measure: what it costs and brings at the plan's own prices. `net` is 0 for what the plan builds
# freely: a warm home is worth so much there, since the cap makes the gas boiler dear. No household sees that price.

# %%
why = plan.why().query("intervention == 'heat_pump'")
print(why[["kind", "item", "value", "unit"]].round(2))

# %% [markdown]
# ## September: what does a mandate add?
#
# The hard homes retrofitted too, twice as many as the plan does by itself. `policy_costs` takes each limit out of the plan, and
# puts each alone into a plan without any: caps, mandate and budget overlap.

# %%
hard = plan.uptake.query("intervention == 'retrofit_hard' and year == @last").iloc[0]
mandate = {
    "volumes.csv": f"policy,name_en,quantity,of,bound,unit,{last}\n"
    f"hard_homes,Hard homes retrofitted,stock,retrofit_hard,at_least,{hard['unit']},{max(2 * hard['stock'], 1.0)}\n"
}
added = planner.policy_costs(city | mandate | budget).set_index("id")
print(added[["adds", "alone", "unit"]].round(2))

# %% [markdown]
# ## November: the most for the money
#
# The caps aside: the fewest emissions for so much more than the least cost.

# %%
most_for = planner.most_abatement(city, over=20.0)
tonnes = most_for.emissions.query("sector == 'total'")[["least_cost", "plan"]].sum()
print(f"20 {unit} avoid {tonnes['least_cost'] - tonnes['plan']:,.3f} {plan.case.accounts['co2'].unit} over all years")
