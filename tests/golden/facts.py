"""What shipped cases come out at, as facts: a name that says what is meant, a number and its unit.

Only this file knows how results are laid out: whoever renames a column changes it here, and the JSON files stay.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator

import numpy as np

import planner
from planner.results.plan import Prepared

Facts = dict[str, tuple[float, str]]
MODELS = ("annual_caps", "carbon_budget", "carbon_price", "caps_and_price")
POINTS = 7
"""Points within a curve at which its price and its rise of cost are told, beside its end."""


def case_facts(ready: Callable[[str], Prepared], curve_year: int) -> Iterator[tuple[str, Facts]]:
    """The plan under yearly caps in full, the others' sums, a year's curve, that of the path, and credit."""
    yield from plan_facts(planner.solve(ready(MODELS[0])))
    for model in MODELS[1:]:
        yield from sum_facts(planner.solve(ready(model)))
    capped = ready(MODELS[0])
    yield f"curve of {curve_year}", curve_facts(planner.mac_curve(capped, year=curve_year))
    yield "curve along the path", curve_facts(planner.mac_curve(capped))
    yield f"credit of {curve_year}", credit_facts(planner.credit_shares(capped, year=curve_year))


def plan_facts(plan: planner.Plan) -> Iterator[tuple[str, Facts]]:
    yield from sum_facts(plan)
    yield f"{plan.model}: emissions of sectors", sector_facts(plan)
    yield f"{plan.model}: stock and activity", uptake_facts(plan)
    yield f"{plan.model}: balances", balance_facts(plan)


def sum_facts(plan: planner.Plan) -> Iterator[tuple[str, Facts]]:
    yield f"{plan.model}: costs", cost_facts(plan)
    yield f"{plan.model}: emissions", emission_facts(plan)
    yield f"{plan.model}: shadow prices", price_facts(plan)


def cost_facts(plan: planner.Plan) -> Facts:
    """Present values: totals, those of the references, and under each kind of the annualised cost and the cash."""
    money = plan.case.settings.money
    found = [("total", plan.total_cost, money), ("without carbon payments", plan.resource_cost, money)]
    found += [
        (f"{name} reference", reference["cost"], money)
        for name, reference in plan.references.items()
        if "cost" in reference
    ]
    for name, table in (("annual", plan.costs), ("cash", plan.cash)):
        found += [(f"{name} {kind}", x, money) for kind, x in table.groupby("kind")["present_value"].sum().items()]
    found += [(f"of {item}", x, money) for item, x in plan.costs.groupby("item")["present_value"].sum().items()]
    return named(found)


def emission_facts(plan: planner.Plan) -> Facts:
    """Every account in the references and the plan, every fifth year."""
    (_, fifth), table = years_told(plan), plan.emissions
    found = []
    for row in table[(table["sector"] == "total") & table["year"].isin(fifth)].itertuples():
        references = ("frozen", row.frozen), ("current policies", row.current_policies), ("least cost", row.least_cost)
        for name, amount in (("plan", row.plan), *references):
            found.append((f"{name} {row.account} {row.year}", amount, plan.case.accounts[row.account].unit))
    return named(found)


def sector_facts(plan: planner.Plan) -> Facts:
    """What each sector emits in the plan in two years."""
    (two, _), table = years_told(plan), plan.emissions
    told = table[(table["sector"] != "total") & table["year"].isin(two)]
    return named(
        (f"{row.account} {row.sector} {row.year}", row.plan, plan.case.accounts[row.account].unit)
        for row in told.itertuples()
    )


def price_facts(plan: planner.Plan) -> Facts:
    """The price of every cap and policy each fifth year, what a unit less and more are worth, and where that holds."""
    _, fifth = years_told(plan)
    found = []
    for row in plan.shadow_price.itertuples():
        if row.year in fifth:
            of = f"{row.account} {row.scope} {row.kind} {row.year}" if row.limit == "caps" else f"{row.id} {row.year}"
            found += [(f"price {of}", row.price, row.price_unit)]
            found += [
                (f"tightened {of}", row.tightened, row.price_unit),
                (f"relaxed {of}", row.relaxed, row.price_unit),
            ]
            found += [(f"from {of}", row.holds_from, row.unit), (f"to {of}", row.holds_to, row.unit)]
    return named(found)


def uptake_facts(plan: planner.Plan) -> Facts:
    """What stands and runs in two years."""
    two, _ = years_told(plan)
    found = []
    for row in plan.uptake[plan.uptake["year"].isin(two)].itertuples():
        found.append((f"stock {row.intervention} {row.year}", row.stock, row.unit))
        found.append((f"activity {row.intervention} {row.year}", row.activity, row.activity_unit))
    return named(found)


def balance_facts(plan: planner.Plan) -> Facts:
    """Who delivers and who consumes each commodity in two years."""
    two, _ = years_told(plan)
    told = plan.balances[plan.balances["year"].isin(two)]
    return named(
        (
            f"{row.commodity} {row.year}{f' {row.slice}' if row.slice else ''}: {row.item} {row.kind}",
            row.value,
            row.unit,
        )
        for row in told.itertuples()
    )


def years_told(plan: planner.Plan) -> tuple[set[int], set[int]]:
    """Two years, and every fifth."""
    years = list(plan.case.years)
    return {years[5], years[-1]}, set(years[5::5])


def curve_facts(curve: planner.MacCurve) -> Facts:
    """Its ends, and its price and rise of cost at fixed points: what any exact way of drawing it has to give."""
    steps, money, tonnes = curve.steps, curve.case.settings.money, curve.case.accounts[curve.account].unit
    ends = np.array([0.0, *steps["abatement_to"]])
    factor, _ = curve.case.readable_price(tonnes)
    risen = np.array([0.0, *(steps["price_present"] / factor * np.diff(ends)).cumsum()])
    found = [
        ("emissions at the start", steps["emissions_from"].iloc[0], tonnes),
        ("emissions at the end", steps["emissions_to"].iloc[-1], tonnes),
        ("rise of cost in all", risen[-1], money),
    ]
    for n in range(1, POINTS + 1):
        at = n / (POINTS + 1)
        step = steps.iloc[np.searchsorted(ends[1:], at * ends[-1])]
        found.append((f"rise of cost at {n}/{POINTS + 1}", np.interp(at * ends[-1], ends, risen), money))
        found.append((f"price at {n}/{POINTS + 1}", step["price"], curve.price_unit))
    for name, block in curve.no_regret.items():
        against = "" if name == "frozen" else f" against {name}"
        found += [(f"no regret{against}, cost", block["money"], money)]
        found += [(f"no regret{against}, emissions", block["tonnes"], tonnes)]
    return named(found)


def credit_facts(credit: planner.Credit) -> Facts:
    """Each measure's abatement alone, last in and on average over the orders."""
    tonnes = credit.case.accounts[credit.account].unit
    ways = ("alone", "last_in", "shapley")
    found = [(f"{row.measure} {way}", getattr(row, way), tonnes) for row in credit.table.itertuples() for way in ways]
    return named([("abatement", credit.abatement, tonnes), *found])


def named(found: Iterable[tuple[str, float, str]]) -> Facts:
    """What is not there (NaN) is no fact."""
    return {name: (float(value), unit) for name, value, unit in found if value == value}


def reordered(texts: dict[str, str]) -> dict[str, str]:
    """The same case with the rows of each table in the opposite order, which no result that is unique can tell."""
    return {name: _backwards(text) if name.endswith(".csv") else text for name, text in texts.items()}


def in_other_units(texts: dict[str, str]) -> dict[str, str]:
    """The same case in other units of money and emissions."""
    settings = texts["case.toml"]
    for unit, other in (('"million CNY"', '"CNY"'), ('"MtCO2"', '"tCO2"'), ('"Mt CO2"', '"kt CO2"')):
        settings = settings.replace(unit, other)
    return texts | {"case.toml": settings}


def _backwards(text: str) -> str:
    header, *rows = csv.reader(io.StringIO(text))
    body = io.StringIO()
    csv.writer(body).writerows([header, *reversed(rows)])
    return body.getvalue()
