"""The system of this folder in PyPSA, each season closed: prints objective, CO2 price and capacities as JSON.

Made with PyPSA 1.4.0 and HiGHS, in an environment with `pip install pypsa highspy`: `python in_pypsa.py > answer.json`.
A season is an investment period in which every store ends as it began; all of them share the capacities. PyPSA counts a
period's capital once, so periods weigh a half and what runs twice that.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pypsa

HERE = Path(__file__).parent


def table(name: str, key: str | list[str]) -> pd.DataFrame:
    return pd.read_csv(HERE / f"{name}.csv").set_index(key)


slices, built = table("slices", "slice"), table("interventions", "intervention").fillna(0)
profiles = table("profiles", ["thing", "carrier"]).sort_index()
flows = table("unit_flows", ["intervention", "carrier"])["amount"]
demand, hours = table("services", "service")["amount"], slices["hours"].to_numpy(float)
season = slices["season"].to_numpy()
times = np.array([hours[season == name].sum() / 24 for name in season])  # how often the typical day comes
periods = {name: 2030 + n for n, name in enumerate(dict.fromkeys(season))}

n = pypsa.Network()
n.set_snapshots(pd.MultiIndex.from_arrays([[periods[name] for name in season], range(len(season))]))
n.investment_periods = list(periods.values())
n.investment_period_weightings["objective"] = 1 / len(periods)
n.investment_period_weightings["years"] = 1.0
n.snapshot_weightings["stores"] = hours / times  # of one day
n.snapshot_weightings["generators"] = hours  # of the year: emissions
n.snapshot_weightings["objective"] = hours * len(periods)


def shape(thing: str, carrier: float | str = float("nan")) -> pd.Series:
    rows = profiles.loc[thing]
    row = rows[rows.index.isna()] if isinstance(carrier, float) else rows.loc[[carrier]]
    return pd.Series(row.iloc[0].to_numpy(float), index=n.snapshots)


def costs(thing: str) -> dict[str, float]:
    row = built.loc[thing]
    return {"capital_cost": row["fixed_cost"], "marginal_cost": row["variable_cost"], "p_nom_extendable": True}


n.add("Carrier", "gas", co2_emissions=table("emission_factors", "carrier").at["gas", "amount"])
for bus in ("gas", "power", "heat"):
    n.add("Bus", bus)
always = {"lifetime": 100.0, "build_year": 2030}
n.add(
    "Generator",
    "gas",
    bus="gas",
    carrier="gas",
    p_nom=1e9,
    marginal_cost=table("prices", "carrier").at["gas", "amount"],
)
n.add("Load", "load", bus="power", p_set=demand["load"] / 8760 * shape("load"))
n.add("Load", "heat", bus="heat", p_set=demand["heat"] / 8760 * shape("heat"))
for name in ("wind", "sun"):
    n.add("Generator", name, bus="power", p_max_pu=shape(name), **costs(name), **always)
for name, bus in (("gas_plant", "power"), ("boiler", "heat")):  # of a link, p_nom and costs are of what it takes
    efficiency = 1 / flows[name, "gas"]
    paid = costs(name) | {key: efficiency * costs(name)[key] for key in ("capital_cost", "marginal_cost")}
    n.add("Link", name, bus0="gas", bus1=bus, efficiency=efficiency, **paid, **always)
cop = 1 / (flows["heat_pump", "power"] * shape("heat_pump", "power"))
n.add("Link", "heat_pump", bus0="power", bus1="heat", efficiency=cop, **costs("heat_pump"), **always)
for name, bus in (("battery", "power"), ("tank", "heat")):
    row = built.loc[name]
    n.add("StorageUnit", name, bus=bus, max_hours=row["storage_hours"], efficiency_store=row["efficiency"],
          capital_cost=row["fixed_cost"] * row["storage_hours"], p_nom_extendable=True, **always,
          cyclic_state_of_charge=True, cyclic_state_of_charge_per_period=True)  # fmt: skip
n.add("GlobalConstraint", "co2", type="primary_energy", carrier_attribute="co2_emissions", sense="<=",
      constant=table("caps", "account").at["co2", "amount"])  # fmt: skip
n.optimize(multi_investment_periods=True, solver_name="highs",
           solver_options={"primal_feasibility_tolerance": 1e-9, "dual_feasibility_tolerance": 1e-9})  # fmt: skip

units = {
    **n.generators.p_nom_opt[["wind", "sun"]],
    **(n.links.p_nom_opt * n.links.efficiency)[["gas_plant", "boiler"]],
    "heat_pump": n.links.p_nom_opt["heat_pump"],
    **(n.storage_units.p_nom_opt * n.storage_units.max_hours),
}
answer = {
    "objective": n.objective + n.objective_constant,
    "co2_price": -n.global_constraints.mu["co2"],
    "stock": {name: round(float(amount), 6) for name, amount in units.items()},
}
print(json.dumps(answer, indent=2))
