"""The planner against models/reference.py, which was written apart from it, on random cases.

Compared are whether there is a plan, its cost, and the prices; never the plan itself, since optima are not unique.
The slow tests ask the same of many more cases: `pytest -m slow`.
"""

from __future__ import annotations

import copy
import math
from typing import Any

import pytest
from as_plain_numbers import Numbers, as_plain_numbers, reference_solve
from hypothesis import assume, given, note, settings
from random_cases import MODELS, RandomCase, random_cases
from tables_as_text import IN_ONE, as_files, in_other_units

import planner
from planner.errors import NoPlanError, SolverError

pytestmark = pytest.mark.random


def planned(files: dict[str, str], model: str) -> Any:
    """The planner's plan, or None where it says that there is none, or that its cost could fall for ever."""
    note("\n".join(f"--- {name}\n{body}" for name, body in files.items()))
    try:
        return planner.solve(planner.read_case(files), model=model)
    except NoPlanError:
        return None
    except SolverError as trouble:
        if trouble.key != "unbounded":
            raise
        return None


def numbers_of(case: RandomCase) -> Numbers:
    caps, carbon_price = MODELS[case.model]
    return as_plain_numbers(planner.read_case(case.files), caps, carbon_price)


def prices_of(plan: Any) -> dict[Any, float]:
    """The present price of a tonne emitted in a year, by the keys of the reference's caps, in the case's money."""
    named, found = {"total": ""}, {}
    for row in plan.cap_prices.to_dict("records"):
        shown, _ = plan.case.readable_price(plan.case.accounts[row["account"]].unit)
        key = row["account"], named.get(row["scope"], row["scope"]), row["kind"], row["year"]
        found[key] = row["present_value"] / shown
    return found


def cap_prices_of(plan: Any, numbers: Numbers) -> dict[Any, float]:
    """The present price of each cap. A tonne of a year counts in every budget up to that year or a later one, so a
    budget's own price is what the price of a tonne falls by after the budget's year.
    """
    prices = prices_of(plan)
    after = {cap: prices.get((*cap[:3], cap[3] + 1), 0.0) if cap[2] == "cumulative" else 0.0 for cap in prices}
    assert numbers["caps"].keys() <= prices.keys()
    return {cap: prices[cap] - after[cap] for cap in numbers["caps"]}


def with_caps_moved(numbers: Numbers, moves: dict[Any, float]) -> dict[str, Any]:
    caps = {cap: limit + moves.get(cap, 0.0) for cap, limit in numbers["caps"].items()}
    return reference_solve(numbers | {"caps": caps})


def is_on_the_edge(numbers: Numbers) -> bool:
    """Whether a millionth more or less under the caps decides if there is a plan: then either answer is right."""
    return len({with_caps_moved(numbers, dict.fromkeys(numbers["caps"], d))["status"] for d in (-1e-6, 1e-6)}) > 1


def check_the_same_answer(case: RandomCase) -> None:
    """The same feasibility; the least cost to 1e-7; every price between the slopes of the reference's cost."""
    numbers = numbers_of(case)
    right, plan = reference_solve(numbers), planned(case.files, case.model)
    if (right["status"] == "optimal") != (plan is not None):
        assert is_on_the_edge(numbers), f"the reference says {right['status']}"
        return
    if plan is None:
        return
    assert plan.total_cost == pytest.approx(right["objective"], rel=1e-7, abs=1e-6)
    check_prices_are_slopes(numbers, right["objective"], cap_prices_of(plan, numbers))
    for row in plan.shadow_price.to_dict("records"):
        undiscounted = row["present_value"] * (1 + numbers["discount_rate"]) ** (row["year"] - numbers["first_year"])
        assert row["price"] == pytest.approx(undiscounted)


def check_prices_are_slopes(numbers: Numbers, least_cost: float, prices: dict[Any, float]) -> None:
    """The least cost V is convex in the caps: when one moves by d, V(cap + d) >= V(cap) - present price x d, for d of
    either sign and any size. A small d on both sides encloses the price; between kinks it leaves one number.
    """
    for cap, price in prices.items():
        for move in (-1e-2, 1e-2):
            moved = with_caps_moved(numbers, {cap: move})
            if moved["status"] == "optimal":
                assert moved["objective"] >= least_cost - price * move - 1e-6, f"{cap} by {move}"


def check_other_units(case: RandomCase, energy: str, money: str, mass: str) -> None:
    """The same case, planned in other units, has a plan as well, at the same cost and prices once converted."""
    numbers = numbers_of(case)
    files = as_files(in_other_units(case.tables, energy, money, mass))
    plan, other = planned(case.files, case.model), planned(files, case.model)
    if (plan is None) != (other is None):
        assert is_on_the_edge(numbers)
        return
    if plan is None:
        return
    assert other.total_cost / IN_ONE[money] == pytest.approx(plan.total_cost, rel=1e-7, abs=1e-6)
    per_tonne = IN_ONE[money] / IN_ONE[mass]
    converted = {cap: price / per_tonne for cap, price in cap_prices_of(other, numbers).items()}
    check_prices_are_slopes(numbers, plan.total_cost, converted)


def check_prices_do_the_caps_work(case: RandomCase) -> None:
    """Strong duality: with the caps' prices as carbon prices instead of the caps, the least cost is the plan's cost
    plus discounted price x cap. A budget's price is on the emissions of each of its years.
    """
    numbers = numbers_of(case)
    plan = planned(case.files, case.model)
    assume(plan is not None)
    first, rate = numbers["first_year"], numbers["discount_rate"]
    years = range(first, numbers["last_year"] + 1)
    prices = copy.deepcopy(numbers["carbon_prices"])
    for (account, scope, _, year), present in prices_of(plan).items():
        by_year = prices.setdefault((account, scope), dict.fromkeys(years, 0.0))
        by_year[year] += present * (1 + rate) ** (year - first)
    paid = sum(price * numbers["caps"][cap] for cap, price in cap_prices_of(plan, numbers).items())
    expected = pytest.approx(plan.total_cost + paid, rel=1e-9, abs=1e-6)
    assert reference_solve(numbers | {"caps": {}, "carbon_prices": prices})["objective"] == expected
    rows = [{"account": a, "scope": s, "unit": f"million CNY/{'t SO2' if a == 'sox' else 't CO2'}", **by_year}
            for (a, s), by_year in prices.items()]  # fmt: skip
    assert planned(as_files(case.tables | {"carbon_prices": rows}), "carbon_price").total_cost == expected


def check_references(case: RandomCase) -> None:
    """Frozen: nothing but incumbents is built; least cost: everything may be. None has caps or carbon prices.

    Current policies: incumbents and what is decided; where that can't be, what is opened from the year that is said.
    """
    plan = planned(case.files, case.model)
    assume(plan is not None)
    least = numbers_of(case) | {"caps": {}, "carbon_prices": {}}
    rows = case.tables["interventions"]
    incumbents = {row["intervention"] for row in rows if row.get("incumbent")}
    permitted = incumbents | {row["intervention"] for row in rows if row.get("decided")}
    opened = plan.references["current_policies"].get("opened", {})
    asked = [("least_cost", least), ("frozen", only_built(least, incumbents, {}))]
    asked.append(("current_policies", only_built(least, permitted, opened)))
    for name, numbers in asked:
        answer = reference_solve(numbers)
        if answer["status"] == "optimal":
            assert plan.references[name]["cost"] == pytest.approx(answer["objective"], rel=1e-7, abs=1e-6)
    if opened:
        assert reference_solve(only_built(least, permitted, {}))["status"] == "infeasible"


def only_built(numbers: Numbers, permitted: set[str], opened: dict[str, int]) -> Numbers:
    """The same, where nothing is built but what is permitted, and others from a year on."""
    years = range(numbers["first_year"], numbers["last_year"] + 1)

    def limited(i: str, row: dict[str, Any]) -> dict[str, Any]:
        limit = row.get("build_limit", math.inf)
        by_year = limit if isinstance(limit, dict) else dict.fromkeys(years, limit)
        start = years[0] if i in permitted else opened.get(i, years[-1] + 1)
        return row | {"build_limit": {y: by_year[y] if y >= start else 0.0 for y in years}}

    built = {i: limited(i, row) for i, row in numbers["interventions"].items()}
    return numbers | {"interventions": built}


@settings(max_examples=5)
@given(random_cases())
def test_the_same_answer(case):
    check_the_same_answer(case)


@settings(max_examples=2)
@given(random_cases())
def test_other_units_give_the_same_cost(case):
    check_other_units(case, "Wh", "yuan", "g")
    check_other_units(case, "TWh", "billion CNY", "Mt")


@settings(max_examples=3)
@given(random_cases())
def test_prices_do_the_caps_work(case):
    check_prices_do_the_caps_work(case)


@settings(max_examples=3)
@given(random_cases())
def test_references(case):
    check_references(case)


@pytest.mark.slow
@settings(max_examples=60)
@given(random_cases())
def test_the_same_answer_in_many_cases(case):
    check_the_same_answer(case)
    check_prices_do_the_caps_work(case)
    check_references(case)
