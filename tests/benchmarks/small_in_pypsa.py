"""The small case natively in PyPSA: a generator a technology and vintage, an investment period a year."""

from __future__ import annotations

import pypsa

from planner.model.emissions import ProcessEmissionRow
from planner.results.plan import Prepared


def emitted(ready: Prepared) -> dict[str, float]:
    """Tonnes per unit of what runs, by technology."""
    rows = {row.intervention: row for row in ready.case.rows(ProcessEmissionRow)}
    return {i: rows[i].at(ready.inputs.years[0]) if i in rows else 0.0 for i in ready.case.interventions}


def network_of(ready: Prepared) -> pypsa.Network:
    """The same costs, limits and caps; from the numbers of the compiled program, whose making is not timed."""
    inputs, program = ready.inputs, ready.program
    cost, years = dict(zip(program.columns, program.cost.tolist(), strict=True)), list(inputs.years)
    n = pypsa.Network()
    n.set_snapshots([0])
    n.set_investment_periods(years)
    n.investment_period_weightings["objective"] = [inputs.discount[y] for y in years]
    n.add("Carrier", "power")
    n.add("Bus", "city", carrier="power")
    n.add("Load", "demand", bus="city", p_set=[inputs.demand["power", y] for y in years])
    for i, row in ready.case.interventions.items():
        n.add("Carrier", i, co2_emissions=emitted(ready)[i])
        for v in years:
            in_service = sum(inputs.discount[y] for y in years if y >= v)
            n.add(
                "Generator",
                f"{i} {v}",
                bus="city",
                carrier=i,
                build_year=v,
                lifetime=row.lifetime,
                p_nom_extendable=True,
                p_nom_max=inputs.build_limit.get((i, v), float("inf")),
                p_max_pu=row.output,
                capital_cost=cost["new_units", i, v] / in_service,
                marginal_cost=cost["activity", i, v] / inputs.discount[v],
            )
    for y in years:
        n.add(
            "GlobalConstraint",
            f"co2 {y}",
            type="primary_energy",
            carrier_attribute="co2_emissions",
            sense="<=",
            investment_period=y,
            constant=0.0,
        )
    return n
