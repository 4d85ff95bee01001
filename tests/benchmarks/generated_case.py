"""A made-up city of any number of interventions over 36 years, as the texts of its tables.

Twenty interventions to a district: three burners, three heat pumps and two others deliver its heat; two improvements
fit them; two purchase agreements make power; one capture, nine classic reductions. A fifth of the stock is limited by
growth, build limits or minimum use. Yearly caps from 2030 on, which bind from about 2040, and a carbon price. Each
sector has a backstop besides.
"""

from __future__ import annotations

import csv
import io
from random import Random
from typing import Any

FIRST, LAST = 2025, 2060
SECTORS = ("homes", "offices", "industry", "farms", "power")
Row = dict[Any, Any]  # column or year -> cell

SETTINGS = f"""
title_en = "Generated"
first_year = {FIRST}
last_year = {LAST}
price_year = {FIRST}
money = "million CNY"
discount_rate = 0.05
default_model = "caps_and_price"

[[accounts]]
id = "co2"
unit = "ktCO2"
"""


def generated_case(count: int, seed: int = 1) -> dict[str, str]:
    """File name -> text. `count` is a multiple of 20; the backstops come on top."""
    random, tables = Random(seed), _shared_tables(count)
    for n in range(count // 20):
        _add_district(tables, f"d{n}", SECTORS[n % 4], random)
    for sector in SECTORS:
        _add_reduction(tables, f"backstop_{sector}", sector, {"variable_cost": 5000, "lifetime": 1})
    return {"case.toml": SETTINGS} | {f"{name}.csv": _as_csv(rows) for name, rows in tables.items()}


def _shared_tables(count: int) -> dict[str, list[Row]]:
    scale = count / 100
    return {
        "sectors": [{"sector": s, "group": "buildings" if s in ("homes", "offices") else ""} for s in SECTORS],
        "services": [],
        "interventions": [],
        "unit_flows": [],
        "savings": [],
        "captures": [],
        "process_emissions": [],
        "carriers": [
            {"carrier": c, "unit": "GWh", "bought": "true", "counted_in": "power" if c == "power" else ""}
            for c in ("gas", "coal", "oil", "power")
        ],
        "prices": [
            {"carrier": c, "unit": "yuan/kWh", FIRST: price, LAST: 1.3 * price}
            for c, price in {"gas": 0.3, "coal": 0.12, "oil": 0.5, "power": 0.65}.items()
        ],
        "emission_factors": [
            {"carrier": c, "account": "co2", "unit": "tCO2/MWh", FIRST: start, LAST: end}
            for c, start, end in (("gas", 0.2, 0.2), ("coal", 0.34, 0.34), ("oil", 0.27, 0.27), ("power", 0.6, 0.3))
        ],
        "baseline": [
            {"sector": s, "account": "co2", "unit": "ktCO2", FIRST: 100 * scale, LAST: 60 * scale} for s in SECTORS
        ],
        "carbon_prices": [{"account": "co2", "unit": "yuan/tCO2", FIRST: 50, LAST: 300}],
        "caps": [
            {
                "account": "co2",
                "kind": "yearly",
                "unit": "ktCO2",
                2030: 2200 * scale,
                2040: 1450 * scale,
                LAST: 50 * scale,
            }
        ],
    }


def _add_district(tables: dict[str, list[Row]], d: str, sector: str, random: Random) -> None:
    def near(value: float, spread: float = 0.4) -> float:
        return float(f"{value * random.uniform(1 - spread, 1 + spread):.4g}")

    demand = near(1000)
    heat = {
        "sector": sector,
        "of": f"{d}_heat",
        "unit": "MW",
        "output": 3,
        "cost_unit": "yuan/kW",
        "variable_unit": "yuan/MWh",
    }
    tables["services"].append({"service": f"{d}_heat", "unit": "GWh", FIRST: demand, LAST: near(demand, 0.2)})
    for fuel, capex, efficiency in (("coal", 500, 0.8), ("gas", 400, 0.9), ("oil", 350, 0.85)):
        existing = demand / 6 if fuel != "oil" else 0
        _add(
            tables,
            f"{d}_{fuel}",
            "technology",
            heat,
            capex=near(capex),
            fixed_cost=near(20),
            variable_cost=near(10),
            lifetime=random.randint(15, 25),
            incumbent="true",
            existing=existing,
        )
        _add_flow(tables, f"{d}_{fuel}", fuel, 1 / near(efficiency, 0.05))
    for source, performance in (("air", 2.8), ("water", 3.6), ("ground", 4.2)):
        _add(
            tables,
            f"{d}_{source}",
            "technology",
            heat,
            capex=near(7000),
            fixed_cost=near(30),
            lifetime=random.randint(15, 20),
            potential=near(demand / 4),
            growth=0.2,
            growth_seed=near(demand / 60),
        )
        _add_flow(tables, f"{d}_{source}", "power", 1 / near(performance, 0.1))
    for other in ("geothermal", "waste_heat"):
        _add(
            tables,
            f"{d}_{other}",
            "technology",
            heat,
            capex=near(9000),
            fixed_cost=near(60),
            variable_cost=near(20),
            lifetime=30,
            potential=near(demand / 15),
            build_limit=near(demand / 100),
            minimum_use=0.3,
        )
    for measure, carriers in (("envelope", ("coal", "gas", "oil", "power")), ("metering", ("coal", "gas", "oil"))):
        _add(
            tables,
            f"{d}_{measure}",
            "improvement",
            {"sector": sector, "of": f"{d}_heat", "unit": "GWh", "cost_unit": "yuan/MWh"},
            capex=near(3000 if measure == "envelope" else 300),
            lifetime=random.randint(10, 30),
            build_limit=near(demand / 20),
        )
        saved = near(0.3 if measure == "envelope" else 0.1)
        tables["savings"] += [{"improvement": f"{d}_{measure}", "carrier": c, "fraction": saved} for c in carriers]
    for plant in ("wind", "solar"):
        agreement = {
            "sector": "power",
            "of": "power",
            "unit": "MW",
            "output": near(2, 0.3),
            "variable_unit": "yuan/MWh",
        }
        _add(
            tables,
            f"{d}_{plant}",
            "technology",
            agreement,
            variable_cost=near(620, 0.2),
            lifetime=random.randint(10, 20),
            potential=near(demand / 10),
            build_limit=near(demand / 60),
            minimum_use=1,
        )
    _add(
        tables,
        f"{d}_ccs",
        "capture",
        {"sector": sector, "unit": "ktCO2", "cost_unit": "yuan/tCO2", "variable_unit": "yuan/tCO2"},
        capex=near(2000),
        variable_cost=near(400),
        lifetime=25,
        first_year=2030,
        potential=near(demand / 10),
    )
    tables["captures"] += [
        {"capture": f"{d}_ccs", "technology": f"{d}_{fuel}", "rate": 0.9} for fuel in ("coal", "gas")
    ]
    _add_flow(tables, f"{d}_ccs", "power", 0.15)
    for n in range(9):
        _add_reduction(
            tables,
            f"{d}_r{n}",
            sector,
            {
                "variable_cost": near(30 * 1.7**n, 0.5) - 20,
                "lifetime": random.randint(1, 15),
                "potential": near(5),
                "build_limit": near(1),
                "cost_unit": "yuan/tCO2",
                "capex": near(100),
            },
        )


def _add(tables: dict[str, list[Row]], i: str, kind: str, shared: Row, **columns: Any) -> None:
    tables["interventions"].append({"intervention": i, "kind": kind, **shared, **columns})


def _add_reduction(tables: dict[str, list[Row]], i: str, sector: str, columns: Row) -> None:
    _add(tables, i, "reduction", {"sector": sector, "unit": "ktCO2", "variable_unit": "yuan/tCO2"}, **columns)
    tables["process_emissions"].append({"intervention": i, "account": "co2", "unit": "tCO2/tCO2", "amount": -1})


def _add_flow(tables: dict[str, list[Row]], i: str, carrier: str, amount: float) -> None:
    unit = "MWh/tCO2" if i.endswith("ccs") else "MWh/MWh"
    tables["unit_flows"].append({"intervention": i, "carrier": carrier, "unit": unit, "amount": amount})


def _as_csv(rows: list[Row]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, list(dict.fromkeys(str(column) for row in rows for column in row)))
    writer.writeheader()
    writer.writerows([{str(column): cell for column, cell in row.items()} for row in rows])
    return text.getvalue()
