"""The whole planner as one linear program, in plain lines, from plain numbers straight to HiGHS.

Read it top to bottom: it says the mathematics of README.md in the same order, without tables, units, modelling language
or checks. It imports nothing of the planner, so it also serves as the tests' independent answer.

`solve(case)` takes a dict of numbers, all in the case's own units. A number marked * may be one value for all years or
a dict {year: value} with every year in it. What is left out is absent: no cost, no limit, no flow.

    case = {
        "first_year": 2025, "last_year": 2030, "discount_rate": 0.05,
        "accounts": {"co2": "CO2"},                             # its gas; captures act on every account of CO2
        "sectors": {"heat": {"group": "buildings", "net_negative": False}},
        "slices": {"winter_day": {"season": "winter", "hours": 8760.0}},  # a season's are its day
        "sliced": ["power"],                                    # services and carriers balanced in each slice
        "profiles": {("wind", ""): {"winter_day": 1.0}},        # (thing, carrier of its flow or ""): by slice
        "services": {"warmth": 100.0},                          # * demand, unit of the service a year
        "carriers": {"gas": {
            "price": 300.0,                                     # * money per unit; left out: it can't be bought
            "counted_in": "heat",                               # sector of its emissions; left out: where it burns
            "surplus": False,                                   # True: what nobody uses goes to waste
            "factors": {"co2": 0.2}}},                          # * unit of the account per unit of the carrier
        "baseline": {("heat", "co2"): 5.0},                     # * emissions that no commodity carries
        "interventions": {"boiler": {
            "kind": "technology",                               # or improvement, capture, reduction, storage
            "sector": "heat", "of": "warmth",                   # `of`: what it delivers, improves or stores
            "output": 1.0, "lifetime": 20,                      # what a unit of a technology delivers in a year; years
            "existing": 50.0,                                   # one value: declines over a lifetime; by year: as given
            "capex": 10.0, "fixed_cost": 1.0, "variable_cost": 2.0,  # * money per unit built, of stock, of activity
            "first_year": 2026, "potential": 80.0, "build_limit": 5.0,  # the last two *
            "growth": 0.1, "growth_seed": 2.0, "minimum_use": 0.3,
            "flows": {"gas": 1.1},                              # * + consumed, - produced, per unit of activity
            "stock_flows": {"gas": 0.1},                        # * the same per unit of stock, run or not
            "full_hours": 4000.0,                               # if called at will; of a storage a limit
            "storage_hours": 4.0, "efficiency": 0.9,            # of a storage, in units of what it stores
            "process": {"co2": 0.01},                           # * + emitted, - avoided, per unit of activity
            "group": "envelope",                                # of improvements: rows that exclude each other
            "savings": {("boiler", "gas"): 0.3},                # of an improvement, by technology and carrier
            "rates": {"boiler": 0.9}}},                         # of a capture, by technology: share of its flue gas
        "caps": {("co2", "", "yearly", 2030): 20.0},            # account, scope, kind (yearly, cumulative), year
        "carbon_prices": {("co2", "heat"): 50.0},               # * account, scope: "" for the city, a group, a sector
        "shares": {("green", "at_least", 2030): {"commodity": "power", "suppliers": ["wind"], "amount": 0.4}},
        "volumes": {("pilot", "at_least", 2030): {"quantity": "stock", "of": ["wind"], "amount": 5.0}},
        "budgets": {("city", "at_most", 2030): {
            "scope": "", "amount": 100.0,                       # overnight capex of the year in a scope
            "payer": "city", "covers": "spending",              # or of one payer; or all that it pays
            "carry_over": 0.5}},                                # share of what is left that the next budget gets
        # who pays: shares of capex, fixed, variable, energy, carbon, of an intervention, group, sector; "": all
        "payers": ["city", "homes"],
        "payer_shares": {("boiler", "capex"): {"city": 0.3, "homes": 0.7}, ("", ""): {"homes": 1.0}},
        "tariffs": {("gas", "use", "homes"): {"amount": 2.0},   # * carrier, side (use, made), of ("": all)
                    ("gas", "made", ""): {"amount": 1.0, "self_used": 0.2}},
        "suppliers": {"gas": "city"},                           # left out: outside
        "transfers": {"grant": {                                # payer or payee "": who bears that cost
            "payer": "outside", "payee": "", "of": "boiler",    # what: an intervention, group, sector, service; "": all
            "basis": "capex", "amount": 0.2}},                  # * per unit of capex, new_units, stock, activity,
                                                                # consumption of a "carrier", emissions of an "account"
        "loans": {"bond": {"lender": "outside", "borrower": "city", "of": "boiler", "share": 0.8,
                           "ceilings": {2030: 50.0}, "rate": 0.02, "tenor": 10, "grace": 2,
                           "subsidy_rate": 0.01, "subsidy_from": "outside"}},
        "offsets": {"ccer": {"account": "co2", "scope": "", "share": 0.05, "price": 40.0, "payer": "city"}},  # price *
        "co_benefits": {"so2": {"value": 40.0, "rates": [   # those that are priced; rates as of transfers, amount *
            {"of": "boiler", "basis": "consumption", "carrier": "gas", "account": "", "amount": 0.5}]}},
    }

It returns `status` ("optimal", "infeasible", "unbounded"), and where optimal `objective` (present value), `values` of
columns such as ("stock", "boiler", 2030), ("emissions", "co2", "heat", 2030), `prices` by the keys of `caps`, `shares`,
`volumes` and `budgets`, and with payers the `ledger`: what one pays another by (year, from, to).
"""

from __future__ import annotations

import math
from collections import defaultdict
from itertools import product
from typing import Any

import highspy

Case = dict[str, Any]
Name = tuple[Any, ...]
Terms = list[tuple[float, Name]]  # coefficient times column

POLICIES = ("shares", "volumes", "budgets")
COSTS = ("capex", "fixed", "variable", "energy", "carbon")
ONE = ("one",)
"""A column that is 1, for what is given."""
MONEY = ("payers", "payer_shares", "tariffs", "suppliers", "transfers", "loans", "offsets", "co_benefits")
GRANTS = ("capex", "new_units")
TABLES = ("slices", "profiles", "services", "carriers", "baseline", "interventions", "caps", "carbon_prices")
EMPTY: Case = {key: {} for key in (*POLICIES, *MONEY, *TABLES)} | {"sliced": ()}
BLANK: Case = {key: {} for key in ("flows", "stock_flows", "process", "savings", "rates")}
BLANK |= dict.fromkeys(("existing", "capex", "fixed_cost", "variable_cost", "growth_seed", "minimum_use"), 0.0)
BLANK |= {"output": 1.0, "potential": math.inf, "build_limit": math.inf, "first_year": 0, "growth": None, "group": None}
BLANK |= {"full_hours": None}


def solve(case: Case) -> dict[str, Any]:
    """The least-cost plan. The rest of this file is what these lines call, in their order."""
    case = {**EMPTY, **case, "years": range(case["first_year"], case["last_year"] + 1)}
    case["interventions"] = {i: {**BLANK, **row} for i, row in case["interventions"].items()}
    case["modes"] = modes(case)
    lp = LinearProgram()
    add_stock(lp, case)
    add_activity(lp, case)
    add_slices(lp, case)
    add_storage(lp, case)
    add_captures(lp, case)
    add_balances(lp, case)
    add_emissions(lp, case)
    add_caps(lp, case)
    add_shares(lp, case)
    add_volumes(lp, case)
    add_loans(lp, case)
    add_budgets(lp, case)
    add_offsets(lp, case)
    add_co_benefits(lp, case)
    add_costs(lp, case)
    status, objective, values, duals = lp.minimise()
    if status != "optimal":
        return {"status": status}
    answer = {"objective": objective, "values": values, "prices": prices(case, duals)}
    return {"status": status, **answer, "ledger": ledger(case, values) if case["payers"] else {}}


class LinearProgram:
    """Columns and rows by name. A column lies between two limits, and so does the sum of terms that is a row."""

    def __init__(self) -> None:
        self.columns: dict[Name, tuple[float, float]] = {}
        self.rows: dict[Name, tuple[Terms, float, float]] = {}
        self.costs: dict[Name, float] = defaultdict(float)
        self.constant = 0.0  # cost of what is given

    def column(self, name: Name, lower: float = 0.0, upper: float = math.inf) -> None:
        self.columns[name] = (lower, upper)

    def row(self, name: Name, terms: Terms, lower: float = -math.inf, upper: float = math.inf) -> None:
        self.rows[name] = (terms, lower, upper)

    def minimise(self) -> tuple[str, float, dict[Name, float], dict[Name, float]]:
        """Status, objective, values of the columns, duals of the rows; no presolve, tolerances of 1e-9."""
        highs = highspy.Highs()
        answers = [highs.setOptionValue("output_flag", False), highs.setOptionValue("presolve", "off")]
        answers += [highs.setOptionValue(f"{side}_feasibility_tolerance", 1e-9) for side in ("primal", "dual")]
        answers += [highs.addCol(self.costs[name], *limits, 0, [], []) for name, limits in self.columns.items()]
        index = {name: position for position, name in enumerate(self.columns)}
        for row, (terms, lower, upper) in self.rows.items():
            entries: dict[int, float] = defaultdict(float)
            sizes: dict[int, float] = defaultdict(float)
            for coefficient, name in terms:
                entries[index[name]] += coefficient
                sizes[index[name]] += abs(coefficient)
            entries = {at: value for at, value in entries.items() if abs(value) > 1e-12 * sizes[at]}  # else it cancels
            if any(abs(value) < 1e-9 for value in entries.values()):
                raise ValueError(f"{row} has a coefficient under 1e-9, which HiGHS would drop: use other units")
            answers.append(highs.addRow(lower, upper, len(entries), list(entries), list(entries.values())))
        answers.append(highs.run())
        if any(answer != highspy.HighsStatus.kOk for answer in answers):
            raise RuntimeError("HiGHS did not take the program as it is")
        status, solution = highs.modelStatusToString(highs.getModelStatus()).lower(), highs.getSolution()
        values = dict(zip(self.columns, solution.col_value, strict=False))  # empty where there is no plan
        objective = highs.getObjectiveValue() + self.constant
        return status, objective, values, dict(zip(self.rows, solution.row_dual, strict=False))


def at(number: float | dict[int, float], year: int) -> float:
    return number[year] if isinstance(number, dict) else number


def of_kind(case: Case, kind: str) -> dict[str, Case]:
    return {i: row for i, row in case["interventions"].items() if row["kind"] == kind}


def sectors_in(case: Case, scope: str) -> list[str]:
    return [s for s, sector in case["sectors"].items() if scope in ("", s, sector.get("group"))]


def add_stock(lp: LinearProgram, case: Case) -> None:
    """Units built by vintage, and what stands of them and of the existing."""
    for (i, row), y in product(case["interventions"].items(), case["years"]):
        lp.column(("new_units", i, y), upper=at(row["build_limit"], y) if y >= row["first_year"] else 0.0)
        lp.column(("stock", i, y), upper=at(row["potential"], y))
        # stock = existing x max(0, 1 - (y - first year) / lifetime) + new_units of every v with v <= y < v + lifetime
        declines = 1.0 if isinstance(row["existing"], dict) else 1 - (y - case["first_year"]) / row["lifetime"]
        left = at(row["existing"], y) * max(0.0, declines)
        alive: Terms = [(-1, ("new_units", i, v)) for v in case["years"] if v <= y < v + row["lifetime"]]
        lp.row(("track_stock", i, y), [(1, ("stock", i, y)), *alive], left, left)
        # stock <= (1 + growth) x stock of the year before + growth_seed + what is decided to come;
        # before the first year that is the existing
        if row["growth"] is not None:
            grows, is_first = 1 + row["growth"], y == case["first_year"]
            before: Terms = [] if is_first else [(-grows, ("stock", i, y - 1))]
            rise = at(row["existing"], y) - at(row["existing"], y if is_first else y - 1)
            seed = row["growth_seed"] + (grows * left if is_first else max(0.0, rise))
            lp.row(("limit_growth", i, y), [(1, ("stock", i, y)), *before], upper=seed)


def modes(case: Case) -> dict[str, tuple[str, tuple[str, ...]]]:
    """Every mode by name: a technology with a set of the improvements that fit it, at most one of each group.

    An improvement fits a technology that delivers what it improves and consumes a carrier for which it has a saving.
    Steps of one saving stay separate modes here: the same program as adding up their stocks, only with more columns.
    """
    found = {}
    for i, technology in of_kind(case, "technology").items():
        consumed = {c for c, flow in technology["flows"].items() if any(at(flow, y) > 0 for y in case["years"])}
        measures: dict[Name, list[str | None]] = defaultdict(lambda: [None])
        for j, row in of_kind(case, "improvement").items():
            if row["of"] == technology["of"] and any(row["savings"].get((i, c), 0.0) != 0 for c in consumed):
                measures[("group", row["group"]) if row["group"] else ("row", j)].append(j)
        for choice in product(*measures.values()):
            chosen = tuple(j for j in choice if j is not None)
            found["+".join((i, *chosen))] = (i, chosen)
    return found


def activity(case: Case, i: str, y: int) -> list[Name]:
    """The columns that add up to the activity of i: modes that contain it, tonnes it captures, a reduction's stock."""
    row = case["interventions"][i]
    if row["kind"] == "storage":
        return [("activity", i, y)]
    if row["kind"] == "reduction":
        return [("stock", i, y)]
    if row["kind"] == "capture":
        return [("captured", i, technology, y) for technology in row["rates"]]
    return [("activity", m, y) for m, (technology, chosen) in case["modes"].items() if i in (technology, *chosen)]


def add_activity(lp: LinearProgram, case: Case) -> None:
    """What technologies deliver, mode by mode."""
    for y in case["years"]:
        for m in case["modes"]:
            lp.column(("activity", m, y))
        for i, row in of_kind(case, "technology").items():  # minimum_use x output x stock <= modes <= output x stock
            runs: Terms = [(1, x) for x in activity(case, i, y)]
            lp.row(("limit_activity", i, y), [*runs, (-row["output"], ("stock", i, y))], upper=0)
            lp.row(("hold_activity", i, y), [*runs, (-row["minimum_use"] * row["output"], ("stock", i, y))], lower=0)
        for i in of_kind(case, "improvement"):  # modes that contain it <= stock
            runs = [(1, x) for x in activity(case, i, y)]
            lp.row(("limit_improved", i, y), [*runs, (-1, ("stock", i, y))], upper=0)


def runs_by_slice(case: Case, i: str) -> bool:
    """Of technologies those that say when they can run, and storages."""
    row = case["interventions"][i]
    when = row["full_hours"] is not None or (i, "") in case["profiles"]
    return row["kind"] == "storage" or (row["kind"] == "technology" and when)


def profile(case: Case, thing: str, c: str, t: str) -> float:
    return float(case["profiles"].get((thing, c), {}).get(t, 1.0))


def share(case: Case, t: str) -> float:
    return float(case["slices"][t]["hours"] / 8760)


def add_slices(lp: LinearProgram, case: Case) -> None:
    """What runs by slice: its year is the sum, and in a slice no more than output x availability x hours / 8760."""
    for y, (i, row) in product(case["years"], case["interventions"].items()):
        if not runs_by_slice(case, i):
            continue
        if row["kind"] == "storage":
            lp.column(("activity", i, y))
        parts: Terms = [(1, ("activity_in", i, t, y)) for t in case["slices"]]
        for _, column in parts:
            lp.column(column)
        lp.row(("sum_activity", i, y), [(-1, ("activity", i, y)), *parts], 0, 0)
        for t in case["slices"] if row["kind"] == "technology" else ():
            able = 8760 / row["full_hours"] if row["full_hours"] else profile(case, i, "", t)
            most = row["output"] * able * share(case, t)
            lp.row(("limit_in", i, t, y), [(1, ("activity_in", i, t, y)), (-most, ("stock", i, y))], upper=0)


def add_storage(lp: LinearProgram, case: Case) -> None:
    """What is taken and given back keeps to power, what is held to the stock; a typical day ends as it began."""
    for y, (s, row) in product(case["years"], of_kind(case, "storage").items()):
        stock, power = ("stock", s, y), 1 / row["storage_hours"]
        for t, here in case["slices"].items():
            take, give, level = (("charge", s, t, y), ("activity_in", s, t, y), ("level", s, t, y))
            lp.column(take)
            lp.column(level)
            most = power * here["hours"] * profile(case, s, "", t)
            lp.row(("limit_power", s, t, y), [(1, take), (1, give), (-most, stock)], upper=0)
            lp.row(("limit_level", s, t, y), [(1, level), (-1, stock)], upper=0)
            day = [other for other, of in case["slices"].items() if of["season"] == here["season"]]
            following = ("level", s, day[(day.index(t) + 1) % len(day)], y)
            times = sum(case["slices"][other]["hours"] for other in day) / 24
            kept: Terms = [(row["efficiency"] / times, take), (-1 / times, give)]
            lp.row(("carry_level", s, t, y), [(1, level), *kept, (-1, following)], 0, 0)
        if row["full_hours"]:
            lp.row(("limit_given_back", s, y), [(1, ("activity", s, y)), (-power * row["full_hours"], stock)], upper=0)


def flows(case: Case, i: str, c: str, y: int) -> Terms:
    """What i consumes of a commodity (negative: produces). A mode's savings multiply what its technology consumes."""
    row, improvements = case["interventions"][i], of_kind(case, "improvement")
    flow = at(row["flows"].get(c, 0.0), y)
    if row["kind"] != "technology" or flow <= 0:
        return [(flow, x) for x in activity(case, i, y)]
    left = {j: 1 - improvement["savings"].get((i, c), 0.0) for j, improvement in improvements.items()}
    return [(flow * math.prod(left[j] for j in case["modes"][x[1]][1]), x) for x in activity(case, i, y)]


def flows_in(case: Case, i: str, c: str, t: str, y: int) -> Terms:
    """What i consumes of a sliced commodity in a slice: of its activity there, or its part of the year's."""
    part, row = profile(case, i, c, t) * share(case, t), case["interventions"][i]
    standing: Terms = [(at(row["stock_flows"].get(c, 0.0), y) * part, ("stock", i, y))]
    if runs_by_slice(case, i):
        return [(at(row["flows"].get(c, 0.0), y) * profile(case, i, c, t), ("activity_in", i, t, y)), *standing]
    return [*((flow * part, x) for flow, x in flows(case, i, c, y)), *standing]


def used(case: Case, i: str, c: str, y: int) -> Terms:
    """What i consumes of a commodity in a year, run or not: over its slices where it is sliced."""
    if c in case["sliced"]:
        return [term for t in case["slices"] for term in flows_in(case, i, c, t, y)]
    standing = at(case["interventions"][i]["stock_flows"].get(c, 0.0), y)
    return [*flows(case, i, c, y), (standing, ("stock", i, y))]


def emitted(case: Case, i: str, a: str, y: int) -> Terms:
    """What i emits where it stands: carriers that count where they burn, and its process."""
    terms = [(at(case["interventions"][i]["process"].get(a, 0.0), y), x) for x in activity(case, i, y)]
    for c, carrier in case["carriers"].items():
        if not carrier.get("counted_in"):
            factor = at(carrier.get("factors", {}).get(a, 0.0), y)
            terms += [(factor * flow, x) for flow, x in flows(case, i, c, y) if flow > 0]
    return terms


def add_captures(lp: LinearProgram, case: Case) -> None:
    captures, carbon_dioxide = of_kind(case, "capture"), [a for a, gas in case["accounts"].items() if gas == "CO2"]
    for y in case["years"]:
        for k in captures:  # tonnes <= stock
            caught: Terms = [(1, x) for x in activity(case, k, y)]
            for _, column in caught:
                lp.column(column)
            lp.row(("limit_activity", k, y), [*caught, (-1, ("stock", k, y))], upper=0)
        # captures on a technology share its flue gas: sum of captured / rate <= what it emits where it stands
        for i, a in product(of_kind(case, "technology"), carbon_dioxide):
            shares = [(1 / row["rates"][i], ("captured", k, i, y)) for k, row in captures.items() if i in row["rates"]]
            if shares:
                lp.row(("limit_capture", a, i, y), [*shares, *((-e, x) for e, x in emitted(case, i, a, y))], upper=0)


def add_balances(lp: LinearProgram, case: Case) -> None:
    """Delivered + by-products + purchases = demand + consumed, in each slice of what is sliced; >= with `surplus`."""
    for y, c in product(case["years"], (*case["services"], *case["carriers"])):
        carrier, demand = case["carriers"].get(c, {}), at(case["services"].get(c, 0.0), y)
        if "price" in carrier:
            lp.column(("purchases", c, y))
        if c in case["sliced"]:
            add_sliced_balances(lp, case, c, y, demand, "price" in carrier, carrier.get("surplus", False))
            continue
        terms: Terms = [(1, ("purchases", c, y))] if "price" in carrier else []
        for i, row in case["interventions"].items():
            terms += [(-flow, x) for flow, x in used(case, i, c, y)]
            terms += [(1, x) for x in activity(case, i, y) if row["kind"] == "technology" and row["of"] == c]
        lp.row(("balance_commodity", c, y), terms, demand, math.inf if carrier.get("surplus") else demand)


def add_sliced_balances(
    lp: LinearProgram, case: Case, c: str, y: int, demand: float, bought: bool, surplus: bool
) -> None:
    """The balance of a sliced commodity in each slice; what is bought in the year is the sum."""
    for t in case["slices"]:
        terms: Terms = []
        if bought:
            lp.column(("purchases_in", c, t, y))
            terms.append((1, ("purchases_in", c, t, y)))
        for i, row in case["interventions"].items():
            terms += [(-flow, x) for flow, x in flows_in(case, i, c, t, y)]
            if row["kind"] in ("technology", "storage") and row["of"] == c:
                terms.append((1, ("activity_in", i, t, y)))
            if row["kind"] == "storage" and row["of"] == c:
                terms.append((-1, ("charge", i, t, y)))
        here = demand * profile(case, c, "", t) * share(case, t)
        lp.row(("balance_in", c, t, y), terms, here, math.inf if surplus else here)
    if bought:
        parts: Terms = [(1, ("purchases_in", c, t, y)) for t in case["slices"]]
        lp.row(("sum_purchases", c, y), [(-1, ("purchases", c, y)), *parts], 0, 0)


def add_emissions(lp: LinearProgram, case: Case) -> None:
    """Emissions = baseline + factor x purchases counted in the sector + what its interventions emit - captured."""
    for y, a, s in product(case["years"], case["accounts"], case["sectors"]):
        here = {i: row for i, row in case["interventions"].items() if row["sector"] == s}
        sources = [source for i in here for source in emitted(case, i, a, y)]
        for c, carrier in case["carriers"].items():
            if not carrier.get("counted_in"):  # what a stock burns, run or not: no flue gas
                factor = at(carrier.get("factors", {}).get(a, 0.0), y)
                sources += [
                    (factor * at(row["stock_flows"].get(c, 0.0), y), ("stock", i, y)) for i, row in here.items()
                ]
            if carrier.get("counted_in") == s and a in carrier.get("factors", {}) and "price" in carrier:
                sources.append((at(carrier["factors"][a], y), ("purchases", c, y)))
        if case["accounts"][a] == "CO2":
            captures = of_kind(case, "capture").items()
            sources += [(-1, ("captured", k, i, y)) for k, row in captures for i in row["rates"] if i in here]
        emissions, baseline = ("emissions", a, s, y), at(case["baseline"].get((s, a), 0.0), y)
        lp.column(emissions, lower=-math.inf)
        lp.row(("account_emissions", a, s, y), [(1, emissions), *((-e, x) for e, x in sources)], baseline, baseline)
        # reductions take out no more than there is, unless the sector may be net negative
        reduced = any(row["kind"] == "reduction" and a in row["process"] for row in here.values())
        if reduced and not case["sectors"][s].get("net_negative"):
            lp.row(("limit_reduction", a, s, y), [(1, emissions)], lower=0)


def add_caps(lp: LinearProgram, case: Case) -> None:
    """Emissions of the scope's sectors in a capped year, or summed from the first year to it, <= the cap."""
    for (a, scope, kind, year), cap in case["caps"].items():
        counted = range(case["first_year"] if kind == "cumulative" else year, year + 1)
        capped = product(sectors_in(case, scope), counted)
        lp.row(("cap", a, scope, kind, year), [(1, ("emissions", a, s, y)) for s, y in capped], upper=cap)


def add_shares(lp: LinearProgram, case: Case) -> None:
    """What named suppliers deliver or co-produce of a commodity is at least, or at most, a share of its supply."""
    for (policy, bound, y), row in case["shares"].items():
        c, share = row["commodity"], row["amount"]
        terms: Terms = []
        for i, by in case["interventions"].items():  # named ones count with 1 - share, others with - share
            supplied = [(1, x) for x in activity(case, i, y) if by["kind"] == "technology" and by["of"] == c]
            supplied += [(-flow, x) for flow, x in used(case, i, c, y) if flow < 0]
            terms += [((i in row["suppliers"]) * amount - share * amount, x) for amount, x in supplied]
        if "price" in case["carriers"].get(c, {}):
            terms.append((-share, ("purchases", c, y)))
        hold(lp, ("policy", policy, bound, y), terms, bound, 0.0)


def add_volumes(lp: LinearProgram, case: Case) -> None:
    """New units, stock, activity or purchases of what is named are at least, or at most, an amount."""
    for (policy, bound, y), row in case["volumes"].items():
        runs = [x for i in row["of"] for x in activity(case, i, y)] if row["quantity"] == "activity" else None
        columns = [(row["quantity"], thing, y) for thing in row["of"]] if runs is None else runs
        hold(lp, ("policy", policy, bound, y), [(1, x) for x in columns], bound, row["amount"])


def add_budgets(lp: LinearProgram, case: Case) -> None:
    """What is invested in a year in the sectors of the scope, or all that a payer spends, keeps its budget.

    spent <= budget + carry_over x what the budgeted year before left - what this one leaves
    """
    lp.column(ONE, lower=1.0, upper=1.0)
    paid = payments(case) if case["payers"] else {}
    for (policy, bound, y), row in case["budgets"].items():
        spent: Terms = []
        for (year, payer, payee, kind), terms in paid.items() if row.get("payer") else ():  # grants given and got
            sign = (payer == row["payer"]) - (payee == row["payer"])
            if year == y and kind in ("grant", "draw", "subsidy") and row["covers"] == "spending" and sign < 0:
                spent += [(-money, x) for money, x in terms]
            if year == y and kind in ("grant", "draw") and row["covers"] == "investment":
                spent += [(sign * money, x) for money, x in terms if invested_in(case, x, row["scope"])]
        if row.get("covers") == "spending":
            spent += [
                term
                for (year, payer, *_), terms in paid.items()
                if (year, payer) == (y, row["payer"])
                for term in terms
            ]
        else:
            for i, by in case["interventions"].items():
                if by["sector"] in sectors_in(case, row["scope"]):
                    group = case["sectors"][by["sector"]].get("group")
                    share = bearers(case, "capex", i, by["group"], by["sector"], group) if row.get("payer") else {}
                    capex = at(by["capex"], y) * share.get(row["payer"], 0.0) if share else at(by["capex"], y)
                    spent += [(capex, ("new_units", i, y)), (capex * decided(case, i, y), ONE)]
        if row.get("carry_over"):
            lp.column(("carry", policy, y))
            spent.append((1.0, ("carry", policy, y)))
            before = max((year for p, _, year in case["budgets"] if p == policy and year < y), default=None)
            if before is not None:
                spent.append((-row["carry_over"], ("carry", policy, before)))
        hold(lp, ("policy", policy, bound, y), spent, bound, row["amount"])


def invested_in(case: Case, x: Name, scope: str) -> bool:
    """Whether a grant on new units, or a loan by all that it is for, lies in a scope."""
    on = [i for i in case["interventions"] if x[0] == "new_units" and x[1] == i]
    if x[0] == "drawn":
        on = [i for i in case["interventions"] if named(case, i, case["loans"][x[1]]["of"])]
    return all(case["interventions"][i]["sector"] in sectors_in(case, scope) for i in on)


def hold(lp: LinearProgram, name: Name, terms: Terms, bound: str, amount: float) -> None:
    """A row from below or from above."""
    lp.row(name, terms, **{"lower" if bound == "at_least" else "upper": amount})


def prices(case: Case, duals: dict[Name, float]) -> dict[Name, float]:
    """What the last tonne under a cap, or the last unit of a policy, costs, in money of its year.

    A row's dual is the rise of the least present value when its limit rises by one. A tonne more never makes a plan
    dearer, so a cap's dual is <= 0 and its price, -dual, is >= 0; the year's discount factor is divided out. A unit
    more of what is asked at least never makes it cheaper: its dual is its price.
    """
    chosen = [("cap", *cap) for cap in case["caps"]]
    chosen += [("policy", *key) for table in POLICIES for key in case[table]]
    at_least = {name for name in chosen if name[0] == "policy" and name[2] == "at_least"}
    return {name[1:]: (duals[name] if name in at_least else -duals[name]) / discount(case, name[-1]) for name in chosen}


def discount(case: Case, y: int) -> float:
    return float((1 + case["discount_rate"]) ** (case["first_year"] - y))


def capital_recovery_factor(rate: float, lifetime: int) -> float:
    """The yearly payment that repays 1 over the lifetime: r / (1 - (1 + r)^-L), and 1 / L without interest."""
    return 1 / lifetime if rate == 0 else rate / (1 - (1 + rate) ** -lifetime)


def decided(case: Case, i: str, y: int) -> float:
    """Units that existing stock by year gains in y: its rise, and what it keeps up of those whose life ends then."""
    row, gained = case["interventions"][i], {}
    for year in range(case["first_year"] + 1, y + 1):
        rise = at(row["existing"], year) - at(row["existing"], year - 1)
        gained[year] = max(0.0, rise + gained.get(year - row["lifetime"], 0.0))
    return gained.get(y, 0.0)


def add_costs(lp: LinearProgram, case: Case) -> None:
    """Capex x CRF in each year in service, fixed cost of stock, variable cost of activity, purchases, carbon price."""
    for y in case["years"]:
        for i, row in case["interventions"].items():
            annuity = at(row["capex"], y) * capital_recovery_factor(case["discount_rate"], row["lifetime"])
            in_service = range(y, min(y + row["lifetime"], case["last_year"] + 1))
            each = annuity * sum(discount(case, paid) for paid in in_service)
            lp.costs["new_units", i, y] += each
            lp.constant += each * decided(case, i, y)
            lp.costs["stock", i, y] += at(row["fixed_cost"], y) * discount(case, y)
            for column in activity(case, i, y):
                lp.costs[column] += at(row["variable_cost"], y) * discount(case, y)
        for c, carrier in case["carriers"].items():
            price = at(carrier.get("price", 0.0), y) * discount(case, y)
            if c in case["sliced"]:
                for t in case["slices"]:
                    lp.costs["purchases_in", c, t, y] += price * profile(case, c, "", t)
            else:
                lp.costs["purchases", c, y] += price
        for a, scope in case["carbon_prices"]:
            for s in sectors_in(case, scope):
                lp.costs["emissions", a, s, y] += at(case["carbon_prices"][a, scope], y) * discount(case, y)
    for t, y, i, _, money, x in transferred(case):  # what goes to outside less what comes from it; grants as annuities
        row, life = case["transfers"][t], case["interventions"][i]["lifetime"]
        sign = (row["payee"] == "outside") - (row["payer"] == "outside")
        in_service = range(y, min(y + life, case["last_year"] + 1)) if row["basis"] in GRANTS else (y,)
        annuity = capital_recovery_factor(case["discount_rate"], life) if row["basis"] in GRANTS else 1.0
        lp.costs[x] += sign * money * annuity * sum(discount(case, paid) for paid in in_service)


def bearers(case: Case, cost: str, *places: str | None) -> dict[str, float]:
    """Shares of a cost by payer: at the first place that has some, there those of the cost before those of all."""
    shares = case["payer_shares"]
    found = (shares[place, of] for place in (*places, "") for of in (cost, "") if (place, of) in shares)
    return next(found)


def payments(case: Case) -> dict[Name, Terms]:
    """What one pays another in a year, undiscounted, by (year, from, to, kind); capital overnight."""
    paid: dict[Name, Terms] = defaultdict(list)
    for y, (i, row) in product(case["years"], case["interventions"].items()):
        group = case["sectors"][row["sector"]].get("group")
        shares = {of: bearers(case, of, i, row["group"], row["sector"], group) for of in COSTS}
        capex = at(row["capex"], y)
        costs: dict[str, Terms] = {"capex": [(capex, ("new_units", i, y)), (capex * decided(case, i, y), ONE)]}
        costs["fixed"] = [(at(row["fixed_cost"], y), ("stock", i, y))]
        costs["variable"] = [(at(row["variable_cost"], y), x) for x in activity(case, i, y)]
        costs["carbon"] = []
        for a in case["accounts"]:  # the carbon price on what i emits, less what is caught from it
            rate = carbon_rate(case, a, row["sector"], y)
            costs["carbon"] += [(rate * each, x) for each, x in emitted(case, i, a, y)]
            if case["accounts"][a] == "CO2":
                catching = (k for k, capture in of_kind(case, "capture").items() if i in capture["rates"])
                costs["carbon"] += [(-rate, ("captured", k, i, y)) for k in catching]
        for of, terms in costs.items():
            for payer, share in shares[of].items():
                paid[y, payer, "outside", of] += [(share * money, x) for money, x in terms]
        for c in case["carriers"]:
            used = flows(case, i, c, y)
            made = [(-1.0, x) for x in activity(case, i, y) if row["kind"] == "technology" and row["of"] == c]
            for amount, x in (*used, *made):
                trade(case, paid, y, i, c, amount, x, shares["energy" if amount > 0 else "capex"])
    for y, (s, a) in product(case["years"], case["baseline"]):
        for payer, share in bearers(case, "carbon", s, case["sectors"][s].get("group")).items():
            money = share * carbon_rate(case, a, s, y) * at(case["baseline"][s, a], y)
            paid[y, payer, "outside", "carbon"].append((money, ONE))
    for y, (c, supplier) in product(case["years"], case["suppliers"].items()):
        if "price" in case["carriers"][c]:
            paid[y, supplier, "outside", "purchase"].append((bought_at(case, c, y), ("purchases", c, y)))
    for t, y, i, of, money, x in transferred(case):
        row = case["transfers"][t]
        by = case["interventions"][i]
        borne = bearers(case, of, i, by["group"], by["sector"], case["sectors"][by["sector"]].get("group"))
        kind = "transfer" if row["basis"] not in GRANTS else "grant" if row.get("payer") else "tax"
        payers, payees = ({row[side]: 1.0} if row[side] else borne for side in ("payer", "payee"))
        for (payer, share), (payee, part) in product(payers.items(), payees.items()):
            paid[y, payer, payee, kind].append((share * part * money, x))
    for o, row, y, saves in handed_in(case):
        paid[y, row["payer"], "outside", "offset"].append((at(row["price"], y) - saves, ("offsets", o, y)))
    for loan, row in case["loans"].items():
        for v in row["ceilings"]:
            drawn = ("drawn", loan, v)
            paid[v, row["lender"], row["borrower"], "draw"].append((1.0, drawn))
            for y, owed, service in owed_and_paid(case, row, v):
                paid[y, row["borrower"], row["lender"], "service"].append((service, drawn))
                if row["subsidy_from"]:
                    paid[y, row["subsidy_from"], row["borrower"], "subsidy"].append((row["subsidy_rate"] * owed, drawn))
    return {name: terms for name, terms in paid.items() if name[1] != name[2]}  # nobody pays himself


def owed_and_paid(case: Case, row: Case, v: int) -> list[tuple[int, float, float]]:
    """(year, owed at its start, paid at its end) of 1 drawn in v: interest in the grace, then level."""
    owed, found = 1.0, []
    level = capital_recovery_factor(row["rate"], row["tenor"] - row["grace"])
    for n in range(row["tenor"]):
        service = row["rate"] * owed if n < row["grace"] else level
        if v + n <= case["last_year"]:
            found.append((v + n, owed, service))
        owed = owed * (1 + row["rate"]) - service
    return found


def add_loans(lp: LinearProgram, case: Case) -> None:
    """What is drawn, within a share of the borrower's capex less grants; what a loan from outside costs."""
    rate, last = case["discount_rate"], case["last_year"]
    paid = payments(case) if case["loans"] else {}
    for loan, row in case["loans"].items():
        for y, ceiling in row["ceilings"].items():
            drawn = ("drawn", loan, y)
            lp.column(drawn, upper=ceiling)
            capital: Terms = []  # the borrower's capex for what the loan is for, less its grants
            for i, by in case["interventions"].items():
                if named(case, i, row["of"]):
                    group = case["sectors"][by["sector"]].get("group")
                    borne = bearers(case, "capex", i, by["group"], by["sector"], group).get(row["borrower"], 0.0)
                    capex = borne * at(by["capex"], y)
                    capital += [(capex, ("new_units", i, y)), (capex * decided(case, i, y), ONE)]
            for (year, _, payee, kind), terms in paid.items():
                if year == y and row["borrower"] == payee and kind == "grant":
                    capital += [(-m, x) for m, x in terms if named(case, x[1], row["of"])]
            lp.row(("limit_loan", loan, y), [(1, drawn), *((-row["share"] * m, x) for m, x in capital)], upper=0)
            both: Terms = []  # all the borrower's loans for that or a part of it
            for other, by in case["loans"].items():
                part = [i for i in case["interventions"] if named(case, i, by["of"])]
                if (
                    by["borrower"] == row["borrower"]
                    and y in by["ceilings"]
                    and all(named(case, i, row["of"]) for i in part)
                ):
                    both.append((1, ("drawn", other, y)))
            lp.row(("limit_borrowed", loan, y), [*both, *((-m, x) for m, x in capital)], upper=0)
            years, owed = owed_and_paid(case, row, y), 1.0
            if row["lender"] == "outside":  # service in the plan and what is then owed, less what is drawn
                for paid_in, _, service in years:
                    lp.costs[drawn] += discount(case, paid_in) * service
                    owed = owed * (1 + row["rate"]) - service
                lp.costs[drawn] += discount(case, last) * owed - (1 + rate) * discount(case, y)
            if row["subsidy_from"] == "outside":
                lp.costs[drawn] -= sum(discount(case, at_end) * row["subsidy_rate"] * due for at_end, due, _ in years)


def add_offsets(lp: LinearProgram, case: Case) -> None:
    """Certificates for a share of what is emitted at most: each costs its price and saves the carbon price."""
    for o, row, y, saves in handed_in(case):
        lp.column(("offsets", o, y))
        emitted: Terms = [(-row["share"], ("emissions", row["account"], s, y)) for s in sectors_in(case, row["scope"])]
        lp.row(("limit_offset", o, y), [(1, ("offsets", o, y)), *emitted], upper=0)
        lp.costs["offsets", o, y] += discount(case, y) * (at(row["price"], y) - saves)


def handed_in(case: Case) -> list[tuple[str, Case, int, float]]:
    """(certificate, its row, year, carbon price that it saves)."""
    prices = case["carbon_prices"]
    rows = [(o, row, prices[row["account"], row["scope"]]) for o, row in case["offsets"].items() if prices]
    return [(o, row, y, at(price, y)) for (o, row, price), y in product(rows, case["years"])]


def transferred(case: Case) -> list[tuple[str, int, str, str, float, Name]]:
    """(transfer, year, intervention, the cost whose bearers it is between, money per unit of a column, column)."""
    cost = {"stock": "fixed", "activity": "variable", "consumption": "energy", "emissions": "carbon"}
    found = []
    for (t, row), y, i in product(case["transfers"].items(), case["years"], case["interventions"]):
        found += [(t, y, i, cost.get(row["basis"], "capex"), money, x) for money, x in comes_with(case, row, i, y)]
    return found


def comes_with(case: Case, row: Case, i: str, y: int) -> Terms:
    """A rate on capex, new units, stock, activity, consumption or emissions of i, where the row is on i.

    A row on what an improvement's homes consume or emit counts the modes with it.
    """
    amount, basis, by = at(row["amount"], y), row["basis"], case["interventions"][i]
    of_named = {j: named(case, j, row["of"]) for j in case["interventions"]}
    terms: Terms = []
    if basis in ("consumption", "emissions"):
        on = flows(case, i, row["carrier"], y) if basis == "consumption" else emitted(case, i, row["account"], y)
        for each, x in on:
            with_named = x[0] == "activity" and any(of_named[j] for j in case["modes"][x[1]][1])
            if (of_named[i] or with_named) and (each > 0 or basis == "emissions"):
                terms.append((amount * each, x))
        if basis == "emissions" and of_named[i] and case["accounts"][row["account"]] == "CO2":
            catching = (k for k, capture in of_kind(case, "capture").items() if i in capture["rates"])
            terms += [(-amount, ("captured", k, i, y)) for k in catching]
    elif of_named[i]:
        on = activity(case, i, y) if basis == "activity" else [("new_units" if basis in GRANTS else "stock", i, y)]
        terms = [(amount * (at(by["capex"], y) if basis == "capex" else 1.0), x) for x in on]
    return terms


def add_co_benefits(lp: LinearProgram, case: Case) -> None:
    """What is priced beside emissions, as air pollutants: a value times what comes with what is built, run, burnt."""
    for benefit, y in product(case["co_benefits"].values(), case["years"]):
        for row in benefit["rates"]:
            if row["basis"] == "emissions":  # of a sector's account, all of it
                sectors = sectors_in(case, row["of"])
                terms: Terms = [(at(row["amount"], y), ("emissions", row["account"], s, y)) for s in sectors]
            else:
                terms = [term for i in case["interventions"] for term in comes_with(case, row, i, y)]
            for amount, x in terms:
                lp.costs[x] += discount(case, y) * benefit["value"] * amount


def named(case: Case, i: str, of: str) -> bool:
    """Whether i is what a transfer is on: itself, its group, its sector or that one's group, a service; all."""
    row = case["interventions"][i]
    delivers = row["of"] if row["kind"] == "technology" else None
    return of in ("", i, row["group"], row["sector"], case["sectors"][row["sector"]].get("group"), delivers)


def ledger(case: Case, values: dict[Name, float]) -> dict[Name, float]:
    """What one pays another in a year in a plan, by (year, from, to)."""
    paid: dict[Name, float] = defaultdict(float)
    for name, terms in payments(case).items():
        paid[name[:3]] += sum(money * values[x] for money, x in terms)
    return dict(paid)


def trade(
    case: Case, paid: dict[Name, Terms], y: int, i: str, c: str, amount: float, x: Name, shares: dict[str, float]
) -> None:
    """Users pay the supplier; it pays makers (amount < 0), but for what they use themselves, which saves the tariff."""
    supplier = case["suppliers"].get(c, "outside")
    for payer, share in shares.items():
        rows = {side: tariff(case, c, side, i, payer, y) for side in ("use", "made")}
        own = 1.0 if amount > 0 else rows["made"].get("self_used", 0.0)
        paid[y, payer, supplier, "energy"].append((share * own * amount * rows["use"]["amount"], x))
        paid[y, supplier, payer, "sales"].append((share * (1 - own) * -amount * rows["made"]["amount"], x))


def tariff(case: Case, c: str, side: str, i: str, payer: str, y: int) -> Case:
    """The row of an intervention, of its payer, of all; else the price of what is bought, or nothing."""
    rows = (case["tariffs"][c, side, of] for of in (i, payer, "") if (c, side, of) in case["tariffs"])
    row = next(rows, {"amount": bought_at(case, c, y)})
    return {**row, "amount": at(row["amount"], y)}


def bought_at(case: Case, c: str, y: int) -> float:
    """The price of what is bought, and the carbon price on it where it counts in a sector of its own."""
    carrier = case["carriers"][c]
    if "price" not in carrier:
        return 0.0
    counted, factors = carrier.get("counted_in"), carrier.get("factors", {})
    carbon = sum(at(e, y) * carbon_rate(case, a, counted, y) for a, e in factors.items() if counted)
    return at(carrier["price"], y) + carbon


def carbon_rate(case: Case, a: str, s: str, y: int) -> float:
    """All carbon prices on the emissions of a sector."""
    prices = case["carbon_prices"].items()
    return sum(at(price, y) for (of, scope), price in prices if of == a and s in sectors_in(case, scope))
