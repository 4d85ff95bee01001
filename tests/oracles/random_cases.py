"""Random small cases as the text of their tables: all kinds of interventions, every limit, scope and model.

Everything is in MWh, million CNY and t, one unit each, so that nothing needs a conversion. Every case passes the
planner's check; about half of those with caps have a plan. A cap is drawn as a share of what is emitted without it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from as_plain_numbers import as_plain_numbers, reference_solve
from hypothesis import strategies as st
from tables_as_text import Tables, as_files

import planner

Row = dict[str, Any]
FIRST = 2025
TABLES = ("services", "carriers", "sectors", "prices", "emission_factors", "carbon_prices", "baseline", "interventions",
          "unit_flows", "savings", "captures", "process_emissions", "paths", "caps")  # fmt: skip
MODELS = {  # model -> the caps that it has, whether it has a carbon price
    "annual_caps": ("yearly", False), "carbon_budget": ("cumulative", False),
    "carbon_price": ("none", True), "caps_and_price": ("yearly", True),
}  # fmt: skip


@dataclass(frozen=True)
class RandomCase:
    tables: Tables
    model: str

    @property
    def files(self) -> dict[str, str]:
        return as_files(self.tables)


@st.composite
def random_cases(draw: st.DrawFn, uncapped: st.SearchStrategy[Tables] | None = None) -> RandomCase:
    model = draw(st.sampled_from(sorted(MODELS)))
    tables = draw(uncapped_tables() if uncapped is None else uncapped)
    caps, carbon_price = MODELS[model]
    if carbon_price:
        accounts_and_scopes = st.tuples(account_ids(tables), scopes(tables))
        for account, scope in draw(st.lists(accounts_and_scopes, min_size=1, max_size=2, unique=True)):
            price = draw(series(1, 24, last_year(tables)))  # two together stay below a backstop
            tables["carbon_prices"].append(
                {"account": account, "scope": scope, "unit": f"million CNY/{unit(account)}", **price}
            )
    if caps != "none":
        tables["caps"] = draw(caps_as_shares(tables, caps, carbon_price))
    return RandomCase(tables, model)


@st.composite
def degenerate_cases(draw: st.DrawFn) -> RandomCase:
    """Cases in which much is the same, so that many bases meet at a plan: years, caps, costs, a demand of nothing."""
    model = draw(st.sampled_from(["annual_caps", "carbon_budget"]))
    tables = draw(uncapped_tables())
    tables["settings"][0]["discount_rate"] = 0.0
    for name in ("services", "prices", "emission_factors", "baseline", "unit_flows", "process_emissions"):
        if draw(st.integers(0, 3)):
            tables[name] = [flat(row) for row in tables[name]]
    if draw(st.booleans()):
        tables["paths"] = []
    if len(tables["services"]) > 1 and draw(st.booleans()):
        tables["services"][-1] = flat(tables["services"][-1]) | {"amount": 0}
    if draw(st.booleans()):
        for row in tables["interventions"]:
            if not row["intervention"].startswith("backstop"):
                row |= {"capex": 10, "fixed_cost": 0, "variable_cost": 5, "lifetime": draw(st.sampled_from([1, 6]))}
    tables["caps"] = [flat(row) for row in draw(caps_as_shares(tables, MODELS[model][0], False))]
    return RandomCase(tables, model)


def flat(row: Row) -> Row:
    """The row with the mean of its years in every year."""
    years = [amount for column, amount in row.items() if isinstance(column, int)]
    if not years:
        return row
    return {c: cell for c, cell in row.items() if not isinstance(c, int)} | {
        "amount": round(sum(years) / len(years), 2)
    }


@st.composite
def uncapped_tables(draw: st.DrawFn) -> Tables:
    """Services delivered from gas, electricity and hydrogen, with improvements, captures and reductions beside them."""
    last = FIRST + draw(st.integers(0, 4))
    sectors = [f"s{n}" for n in range(draw(st.integers(1, 3)))]
    in_a_sector = st.sampled_from(sectors)
    accounts = ["co2", *draw(st.sets(st.sampled_from(["rule", "sox"])).map(sorted))]
    hydrogen, flexibility = draw(st.booleans()), draw(st.booleans())
    tables: Tables = {name: [] for name in TABLES}
    tables["settings"] = [{
        "title_en": "random", "first_year": FIRST, "last_year": last, "price_year": FIRST, "money": "million CNY",
        "discount_rate": draw(st.sampled_from([0.0, 0.05, 0.1])),
        "accounts": [{"id": a, "unit": unit(a), "gas": "SO2" if a == "sox" else "CO2"} for a in accounts],
    }]  # fmt: skip
    for s in sectors:
        group, may_be_negative = draw(st.sampled_from([None, "g0", "g1"])), draw(st.booleans())
        tables["sectors"].append({"sector": s, "group": group, "net_negative": may_be_negative})
        for a in accounts:
            has_backstop = draw(st.integers(0, 3)) > 0
            low, high = (0, 30) if has_backstop else (-10, 5)
            tables["baseline"].append({"sector": s, "account": a, "unit": unit(a), **draw(series(low, high, last))})
            if has_backstop:
                add_backstop(draw, tables, s, a)

    add_carrier(tables, "gas", {"bought": True})
    add_carrier(tables, "power", {"bought": True, "counted_in": draw(in_a_sector)})
    for carrier in ("gas", "power"):
        tables["prices"].append({"carrier": carrier, "unit": "million CNY/MWh", **draw(series(1, 20, last))})
        burnt = [a for a in accounts if a != "sox" and carrier == "gas"]  # captures need flue gas in each
        for a in sorted({"co2", *burnt, *draw(st.sets(st.sampled_from(accounts)))}):
            factor = {"carrier": carrier, "account": a, "unit": f"{unit(a)}/MWh", **draw(series(0.25, 2, last))}
            tables["emission_factors"].append(factor)

    services = [f"v{n}" for n in range(draw(st.integers(1, 2)))]
    for v in services:
        tables["services"].append({"service": v, "unit": "MWh", **draw(series(5, 40, last))})
        add_technology(draw, tables, f"{v}_boiler", of=v, sector=draw(in_a_sector), limited=False, gas=(0.5, 2))
        add_technology(draw, tables, f"{v}_pump", of=v, sector=draw(in_a_sector), limited=True, power=(0.25, 1))
        if draw(st.booleans()):  # a combined plant: electricity as by-product
            flows = {"gas": (1, 2), "power": (-1, 0)}
            add_technology(draw, tables, f"{v}_chp", of=v, sector=draw(in_a_sector), limited=True, **flows)
    if hydrogen:
        add_carrier(tables, "h2", {"surplus": draw(st.booleans())})
        add_technology(draw, tables, "electrolyser", of="h2", sector=draw(in_a_sector), limited=False, power=(1.25, 2))
        add_technology(draw, tables, "v0_cell", of="v0", sector=draw(in_a_sector), limited=True, h2=(0.5, 2))
    if flexibility:
        add_carrier(tables, "flex", {"surplus": True})
        add_technology(draw, tables, "battery", of="flex", sector=draw(in_a_sector), limited=False)
        add_technology(draw, tables, "solar", of="power", sector=draw(in_a_sector), limited=True, flex=(0.25, 1))
        tables["unit_flows"].append(flow("v0_pump", "flex", {"amount": -draw(number(0.25, 1))}))

    delivers = {row["intervention"]: row["of"] for row in tables["interventions"] if row["kind"] == "technology"}
    steps = draw(st.sampled_from(["steps", None]))  # the first two may be steps of one measure
    for n in range(draw(st.integers(0, 4))):
        of = "v0" if n < 2 else draw(st.sampled_from([*services, *(["h2"] if hydrogen else [])]))
        technologies = [t for t, delivered in delivers.items() if delivered == of]
        add_improvement(draw, tables, f"better{n}", of, steps if n < 2 else None, draw(in_a_sector), technologies)
    avoiding = {row["intervention"] for row in tables["process_emissions"] if min(amounts(row)) < 0}
    burning = [t for t in delivers if t.endswith(("boiler", "chp")) and t not in avoiding]
    for n in range(draw(st.integers(0, 2)) if burning else 0):
        add_capture(draw, tables, f"capture{n}", sectors, burning)
    for n in range(draw(st.integers(0, 3))):
        add_reduction(draw, tables, f"reduction{n}", sectors, accounts)
    return tables


def add_technology(draw: st.DrawFn, tables: Tables, i: str, of: str, sector: str, limited: bool, **flows: Any) -> None:
    row = {"intervention": i, "kind": "technology", "sector": sector, "of": of, "unit": "MW",
           "output": draw(st.sampled_from([0.5, 1.0, 4.0])), **draw(costs("MW", "MWh", 15))}  # fmt: skip
    if limited:
        row |= draw(limits(tables)) | {"minimum_use": draw(st.sampled_from([None, None, None, 0.5, 1.0]))}
    tables["interventions"].append(row)
    for carrier, (low, high) in flows.items():
        tables["unit_flows"].append(flow(i, carrier, draw(series(low, high, last_year(tables)))))
    if draw(st.integers(0, 3)) == 0:
        least = 0 if "gas" in flows else -2  # what may be captured never emits less than nothing
        tables["process_emissions"].append(process(i, "co2", "MWh", draw(series(least, 1, last_year(tables)))))
    draw_path(draw, tables, row)


def add_improvement(
    draw: st.DrawFn, tables: Tables, i: str, of: str, group: str | None, sector: str, technologies: list[str]
) -> None:
    row = {"intervention": i, "kind": "improvement", "sector": sector, "of": of, "group": group, "unit": "MWh",
           **draw(costs("MWh", "MWh", 1)), **draw(st.just({}) | limits(tables))}  # fmt: skip
    tables["interventions"].append(row)
    more = st.tuples(st.sampled_from(["gas", "power"]), st.sampled_from([None, *technologies]))
    for carrier, technology in dict.fromkeys([("gas", None), *draw(st.lists(more, max_size=2))]):
        saving = {"improvement": i, "carrier": carrier, "technology": technology}
        tables["savings"].append(saving | {"fraction": draw(st.sampled_from([0.5, 0.25, 0.25, 0.0, 1.0]))})
    if draw(st.integers(0, 3)) == 0:
        carrier = draw(st.sampled_from(["gas", "power"]))
        tables["unit_flows"].append(flow(i, carrier, draw(series(0, 0.25, last_year(tables)))))
    if draw(st.integers(0, 3)) == 0:
        tables["process_emissions"].append(process(i, "co2", "MWh", draw(series(-0.25, 0.25, last_year(tables)))))
    draw_path(draw, tables, row)


def add_capture(draw: st.DrawFn, tables: Tables, i: str, sectors: list[str], burning: list[str]) -> None:
    row = {"intervention": i, "kind": "capture", "sector": draw(st.sampled_from(sectors)), "unit": "t CO2",
           **draw(costs("t CO2", "t CO2", 20)), **draw(limits(tables))}  # fmt: skip
    tables["interventions"].append(row)
    for technology in draw(st.sets(st.sampled_from(burning), min_size=1, max_size=3).map(sorted)):
        rate = draw(st.sampled_from([0.5, 0.75, 0.9, 1.0]))
        tables["captures"].append({"capture": i, "technology": technology, "rate": rate})
    for carrier in draw(st.sets(st.sampled_from(["gas", "power"])).map(sorted)):
        consumed = draw(series(0, 0.25, last_year(tables)))
        tables["unit_flows"].append(flow(i, carrier, consumed, "t CO2"))
    draw_path(draw, tables, row)


def add_reduction(draw: st.DrawFn, tables: Tables, i: str, sectors: list[str], accounts: list[str]) -> None:
    """Classic rows; one that pays has a limit, as the check demands."""
    row = {"intervention": i, "kind": "reduction", "sector": draw(st.sampled_from(sectors)), "unit": "project",
           **draw(costs("project", "project", 30)), **draw(limits(tables))}  # fmt: skip
    row |= {"potential": draw(number(1, 20)), "existing": draw(st.sampled_from([None, None, 0.5]))}
    row |= {"fixed_cost": draw(st.none() | number(-5, 5)), "variable_cost": draw(number(-10, 40))}
    tables["interventions"].append(row)
    for a in draw(st.sets(st.sampled_from(accounts), min_size=1, max_size=2).map(sorted)):
        tables["process_emissions"].append(process(i, a, "project", {"amount": -draw(number(0.5, 3))}))
    if draw(st.integers(0, 3)) == 0:
        tables["unit_flows"].append(flow(i, "power", {"amount": draw(number(0, 1))}, "project"))
    draw_path(draw, tables, row)


def add_backstop(draw: st.DrawFn, tables: Tables, sector: str, account: str) -> None:
    i = f"backstop_{sector}_{account}"
    tables["interventions"].append({
        "intervention": i, "kind": "reduction", "sector": sector, "unit": "project", "lifetime": 1,
        "variable_unit": "million CNY/project", "variable_cost": draw(number(50, 90)),
    })  # fmt: skip
    tables["process_emissions"].append(process(i, account, "project", {"amount": -1}))


@st.composite
def limits(draw: st.DrawFn, tables: Tables) -> Row:
    """What stands, and how much may stand, be built and grow."""
    existing, growth = draw(st.none() | number(0, 10)), draw(st.none() | number(0, 1))
    potential = draw(st.none() | number(1, 20))
    years = st.integers(FIRST - 1, last_year(tables))
    return {
        "existing": existing,
        "potential": potential + (existing or 0) if potential is not None else None,
        "build_limit": draw(st.none() | number(1, 10)),
        "first_year": draw(st.none() | years),
        "growth": growth,
        "growth_seed": draw(number(0, 8)) if growth is not None else None,
    }


@st.composite
def costs(draw: st.DrawFn, unit: str, activity_unit: str, most: int) -> Row:
    return {
        "cost_unit": f"million CNY/{per(unit)}", "variable_unit": f"million CNY/{per(activity_unit)}",
        "capex": draw(number(0, 3 * most)), "fixed_cost": draw(st.none() | number(0, most / 4)),
        "variable_cost": draw(st.none() | number(0, most)), "lifetime": draw(st.integers(1, 6)),
        "incumbent": draw(st.booleans()), "decided": draw(st.sampled_from([None, None, True])),
    }  # fmt: skip


def draw_path(draw: st.DrawFn, tables: Tables, row: Row) -> None:
    """Now and then a column changes by year; what stands falls, or rises to its potential at most."""
    if draw(st.integers(0, 2)):
        return
    limited = [column for column in ("potential", "build_limit") if row.get(column)]
    column = draw(st.sampled_from(["capex", "variable_cost", "existing", *limited]))
    start, last = row.get(column) or 0.0, last_year(tables)
    most = row["potential"] if row.get("potential") is not None else start + 10
    ends = {"existing": draw(st.sampled_from([start / 2, most])), "potential": start + 3}
    end = ends[column] if column in ends else draw(number(0, 20))
    tables["paths"].append({"intervention": row["intervention"], "column": column, FIRST: start, last + 1: end})


@st.composite
def caps_as_shares(draw: st.DrawFn, tables: Tables, kind: str, carbon_price: bool) -> list[Row]:
    """Caps of several accounts and scopes, each a share of what its scope emits in a plan without caps."""
    free = reference_solve(as_plain_numbers(planner.read_case(as_files(tables)), "none", carbon_price))
    years = range(FIRST, last_year(tables) + 1)
    caps = []
    wanted = st.tuples(account_ids(tables), scopes(tables))
    for account, scope in draw(st.lists(wanted, min_size=1, max_size=3, unique=True)):
        inside = [row["sector"] for row in tables["sectors"] if scope in (None, row["sector"], row["group"])]
        counted = {y: sum(free["values"]["emissions", account, s, y] for s in inside) if "values" in free else 20.0
                   for y in years}  # fmt: skip
        capped = sorted(draw(st.just({years[0], years[-1]}) | st.sets(st.sampled_from(years), min_size=1, max_size=2)))
        row: Row = {"account": account, "scope": scope, "kind": kind, "unit": unit(account)}
        for y in capped:
            emitted = counted[y] if kind == "yearly" else sum(counted[x] for x in years if x <= y)
            share = draw(st.integers(60, 105)) / 100
            row[y] = round(emitted * share if emitted > 0 else emitted + 1, 3)
        if kind == "yearly":
            row["between"] = draw(st.sampled_from(["free", "linear", None, "free"]))
        caps.append(row)
    return caps


@st.composite
def series(draw: st.DrawFn, low: float, high: float, last: int) -> Row:
    """One amount, or two given years inside or beyond the horizon."""
    if draw(st.booleans()):
        return {"amount": draw(number(low, high))}
    start, length = draw(st.integers(FIRST - 2, last)), draw(st.integers(1, 4))
    return {start: draw(number(low, high)), start + length: draw(number(low, high))}


def number(low: float, high: float) -> st.SearchStrategy[float]:
    """Hundredths: exact enough on paper, rarely degenerate."""
    return st.integers(round(low * 100), round(high * 100)).map(lambda n: n / 100)


def amounts(row: Row) -> list[float]:
    """The numbers of a series."""
    return [cell for column, cell in row.items() if column == "amount" or isinstance(column, int)]


def add_carrier(tables: Tables, carrier: str, columns: Row) -> None:
    tables["carriers"].append({"carrier": carrier, "unit": "MWh", **columns})


def flow(i: str, carrier: str, amounts: Row, activity_unit: str = "MWh") -> Row:
    return {"intervention": i, "carrier": carrier, "unit": f"MWh/{per(activity_unit)}", **amounts}


def process(i: str, account: str, activity_unit: str, amounts: Row) -> Row:
    return {"intervention": i, "account": account, "unit": f"{unit(account)}/{per(activity_unit)}", **amounts}


def unit(account: str) -> str:
    return "t SO2" if account == "sox" else "t CO2"


def per(unit: str) -> str:
    return f"({unit})" if " " in unit else unit


def last_year(tables: Tables) -> int:
    return int(tables["settings"][0]["last_year"])


def account_ids(tables: Tables) -> st.SearchStrategy[str]:
    return st.sampled_from([account["id"] for account in tables["settings"][0]["accounts"]])


def scopes(tables: Tables) -> st.SearchStrategy[str | None]:
    names = {row["sector"] for row in tables["sectors"]} | {row["group"] for row in tables["sectors"] if row["group"]}
    return st.sampled_from([None, *sorted(names)])
