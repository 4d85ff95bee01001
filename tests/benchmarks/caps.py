"""Seconds of fifty caps on a small case: a bare loop of HiGHS, a sweep of the planner, linopy, PyPSA.

    python tests/benchmarks/caps.py            print the table
    python tests/benchmarks/caps.py --write    and put it into README.md

Needs the extra `benchmark`. The four find the same least costs, or it stops. HiGHS, linopy and PyPSA start from a
program that is built; the planner from the tables.
"""

from __future__ import annotations

import logging
import sys
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

import highspy
import linopy
import linopy.solvers
import numpy as np
import xarray as xr
from small_in_linopy import model_of
from small_in_pypsa import network_of

import planner
from planner.program.program import Program
from planner.results.plan import Prepared, prepare

README = Path(__file__).with_name("README.md")
MARKS = "<!-- caps: written by caps.py --write -->\n", "<!-- end of caps -->\n"
FACTORS = np.linspace(0.7, 0.35, 50)
QUIET = {"output_flag": False}
HEADINGS = "intervention,kind,sector,of,unit,output,cost_unit,capex,lifetime,build_limit,variable_unit,variable_cost"
CASE = {
    "case.toml": """
        title_en = "Power of a small city"
        first_year = 2026
        last_year = 2035
        price_year = 2026
        money = "million CNY"
        discount_rate = 0.05
        default_model = "annual_caps"
        [[accounts]]
        id = "co2"
        unit = "ktCO2"
    """,
    "sectors.csv": "sector\npower",
    "services.csv": "service,unit,2026,2035\npower,GWh,1000,1300",
    "interventions.csv": HEADINGS
    + """
coal,technology,power,power,MW,5,yuan/kW,4000,30,,yuan/kWh,0.22
gas,technology,power,power,MW,5,yuan/kW,2500,30,,yuan/kWh,0.45
wind,technology,power,power,MW,2.5,yuan/kW,6500,20,60,yuan/kWh,0.02
solar,technology,power,power,MW,1.3,yuan/kW,3500,25,120,yuan/kWh,0.01
""",
    "process_emissions.csv": """intervention,account,unit,amount
coal,co2,tCO2/MWh,0.82
gas,co2,tCO2/MWh,0.36
""",
    "caps.csv": "account,kind,unit,2026,2035\nco2,yearly,ktCO2,820,1066",
}
"""Four technologies that may be built in ten years; caps from 70 to 35 % of what coal alone would emit."""


def bare(program: Program) -> list[float]:
    """HiGHS with its own options on the compiled program: caps are bounds, each solve starts from the last basis."""
    solver, lp = highspy.Highs(), highspy.HighsLp()
    solver.setOptionValue("output_flag", False)
    matrix = program.matrix
    lp.num_row_, lp.num_col_ = matrix.shape
    lp.col_cost_, lp.col_lower_, lp.col_upper_ = program.cost, program.lower, program.upper
    lp.row_lower_, lp.row_upper_ = program.row_lower, program.row_upper
    lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    lp.a_matrix_.start_, lp.a_matrix_.index_, lp.a_matrix_.value_ = matrix.indptr, matrix.indices, matrix.data
    solver.passModel(lp)
    capped = [j for j, name in enumerate(program.columns) if name[0] == "total_emissions"]
    costs = []
    for factor in FACTORS:
        for j in capped:
            solver.changeColBounds(j, program.lower[j], factor * program.upper[j])
        solver.run()
        costs.append(solver.getInfo().objective_function_value)
    return costs


def in_planner(case: planner.Case) -> list[float]:
    return list(planner.sweep(case, {"caps*": FACTORS}).points["total_cost"])


def in_linopy(ready: Prepared, caps: list[float], keep: bool) -> Callable[[], list[float]]:
    """Linopy with its solver kept and updated in place, or with a solver for each cap."""
    model = model_of(ready)
    total = model.variables["total"]

    def run() -> list[float]:
        costs = []
        solver = linopy.solvers.Highs.from_model(model, io_api="direct", options=QUIET, track_updates=True)
        for factor in FACTORS:
            total.update(upper=factor * xr.DataArray(caps, total.coords))
            if keep:
                solver.solve(model, assign=True)
            else:
                model.solve("highs", io_api="direct", progress=False, **QUIET)
            costs.append(float(model.objective.value))
        return costs

    return run


def in_pypsa(ready: Prepared, caps: list[float]) -> Callable[[], list[float]]:
    """PyPSA with one model, in which the constants of its limits change, and a solver for each cap."""
    network, years = network_of(ready), ready.inputs.years
    model = network.optimize.create_model(multi_investment_periods=True, include_objective_constant=False)
    limits = [model.constraints[f"GlobalConstraint-co2 {year}"] for year in years]

    def run() -> list[float]:
        costs = []
        for factor in FACTORS:
            for limit, cap in zip(limits, caps, strict=True):
                limit.update(rhs=factor * cap)
            network.optimize.solve_model(solver_name="highs", solver_options=QUIET, io_api="direct", progress=False)
            costs.append(float(network.objective))
        return costs

    return run


def measured() -> str:
    """The table; fails where two do not find the same least costs."""
    logging.disable(logging.WARNING)
    case = planner.read_case(CASE)
    ready = prepare(case)
    caps = [ready.program.limit(("total_emissions", "co2", y)) for y in ready.inputs.years]
    runs: dict[str, Callable[[], list[float]]] = {
        "HiGHS, bare, from basis to basis": lambda: bare(ready.program),
        "planner.sweep: compiled, certified, one audited, all outcomes": lambda: in_planner(case),
        "linopy, solver updated in place": in_linopy(ready, caps, keep=True),
        "linopy, a solver each": in_linopy(ready, caps, keep=False),
        "PyPSA, one model, its limits changed, a solver each": in_pypsa(ready, caps),
    }
    rows, size = ["| fifty caps | CPU s | wall s |", "|---|---|---|"], ready.program.matrix
    first: list[float] | None = None
    for name, run in runs.items():
        wall, cpu = time.perf_counter(), time.process_time()
        costs = run()
        cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
        first = first or costs
        np.testing.assert_allclose(costs, first, rtol=1e-6, err_msg=name)
        print(name, f"{cpu:.3f} {wall:.3f}", flush=True)
        rows.append(f"| {name} | {cpu:.3f} | {wall:.3f} |")
    packages = ", ".join(f"{name} {version(name)}" for name in ("highspy", "linopy", "pypsa"))
    said = f"{size.shape[0]:,} rows, {size.shape[1]:,} columns, {size.nnz:,} nonzeros; {packages}; one run:\n"
    return "\n".join([said, *rows, ""])


if __name__ == "__main__":
    text = measured()
    print(text)
    if "--write" in sys.argv:
        before, _, rest = README.read_text(encoding="utf-8").partition(MARKS[0])
        README.write_text(before + MARKS[0] + "\n" + text + "\n" + MARKS[1] + rest.partition(MARKS[1])[2], "utf-8")
