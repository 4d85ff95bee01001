"""models/reference.py against answers worked out on paper: the oracle of the other tests has to be right by itself."""

from __future__ import annotations

from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest


@pytest.fixture(scope="module")
def solve() -> Any:
    module = ModuleType("reference")
    SourceFileLoader("reference", str(Path(__file__).parents[2] / "models" / "reference.py")).exec_module(module)
    return module.solve


def numbers(years: tuple[int, int], rate: float, **tables: Any) -> dict[str, Any]:
    """A case of one CO2 account `co2` and one sector `city`, unless the tables say otherwise."""
    frame = {"first_year": years[0], "last_year": years[1], "discount_rate": rate}
    return {**frame, "accounts": {"co2": "CO2"}, "sectors": {"city": {}}, **tables}


def intervention(kind: str, **columns: Any) -> dict[str, Any]:
    return {"kind": kind, "sector": "city", "lifetime": 1, **columns}


def reduction(cost: float, potential: float, **columns: Any) -> dict[str, Any]:
    return intervention("reduction", variable_cost=cost, potential=potential, process={"co2": -1}, **columns)


def city_cap(year: int, limit: float) -> dict[Any, float]:
    return {("co2", "", "yearly", year): limit}


def two_reductions(limit: float, **city: Any) -> dict[str, Any]:
    """60 t at 10 a tonne and 100 t at 50 a tonne against a baseline of 100 t; a cap in the second year only."""
    return numbers(
        (2025, 2026), 0.25, sectors={"city": city}, baseline={("city", "co2"): 100.0}, caps=city_cap(2026, limit),
        interventions={"cheap": reduction(10, 60), "dear": reduction(50, 100)},
    )  # fmt: skip


def test_price_is_the_last_tonne_in_money_of_its_year(solve):
    """80 t must go in 2026: 60 at 10 and 20 at 50 are 1600, discounted once at 25 % 1280. The last tonne costs 50."""
    answer = solve(two_reductions(20))
    assert answer["objective"] == pytest.approx(1280)
    assert answer["prices"] == pytest.approx({("co2", "", "yearly", 2026): 50})
    assert answer["values"]["stock", "dear", 2026] == pytest.approx(20)
    assert answer["values"]["emissions", "co2", "city", 2025] == pytest.approx(100)


def test_reductions_take_out_no_more_than_there_is(solve):
    """160 t could be reduced, 100 t are there: a cap of -1 has no plan, unless the sector may be net negative.

    Then 101 t go: 60 x 10 + 41 x 50 = 2650, discounted once 2120.
    """
    assert solve(two_reductions(-1))["status"] == "infeasible"
    assert solve(two_reductions(-1, net_negative=True))["objective"] == pytest.approx(2120)


def test_a_budget_has_one_present_price(solve):
    """100 t a year; 60 t a year go at 10, the next 100 at 50. Both years together may emit 110 t.

    So 90 t go in two years, and in 2026 money is cheaper by 1.25: 60 t of 2026 cost 8 each today, 30 t of 2025 cost 10:
    780. The last tonne costs 10 today, which is 12.5 in 2026, the year of the budget.
    """
    case = two_reductions(0) | {"caps": {("co2", "", "cumulative", 2026): 110}}
    answer = solve(case)
    assert answer["objective"] == pytest.approx(780)
    assert answer["prices"]["co2", "", "cumulative", 2026] == pytest.approx(12.5)


def test_carbon_price_is_paid_on_what_remains_and_the_cap_adds_the_rest(solve):
    """Without a cap, a price of 30 on 100 t takes the 60 t at 10: 60 x 10 + 40 x 30 = 1800 a year: 1800 x (1 + 0.8).

    With the cap of 20 t in 2026: 60 x 10 + 20 x 50 + 20 x 30 = 2200 there. Its price is 50 less the 30 that are paid.
    """
    case = two_reductions(20) | {"carbon_prices": {("co2", "city"): 30.0}}
    assert solve(case | {"caps": {}})["objective"] == pytest.approx(1800 * 1.8)
    answer = solve(case)
    assert answer["objective"] == pytest.approx(1800 + 0.8 * 2200)
    assert answer["prices"]["co2", "", "yearly", 2026] == pytest.approx(20)


def test_a_group_s_cap_leaves_other_sectors_alone(solve):
    """Sectors a and b of one group emit 10 t each, c 10 t alone. The group's cap of 15 t takes 5 t where it is cheaper.

    a costs 7 a tonne, b 4, c 1: 5 t from b, 20 in all. c is cheapest and doesn't count.
    """
    case = numbers(
        (2025, 2025), 0.0, sectors={"a": {"group": "ab"}, "b": {"group": "ab"}, "c": {}},
        baseline=dict.fromkeys([("a", "co2"), ("b", "co2"), ("c", "co2")], 10.0),
        caps={("co2", "ab", "yearly", 2025): 15.0},
        interventions={s: reduction(cost, 10) | {"sector": s} for s, cost in {"a": 7, "b": 4, "c": 1}.items()},
    )  # fmt: skip
    answer = solve(case)
    assert answer["objective"] == pytest.approx(20)
    assert answer["values"]["emissions", "co2", "c", 2025] == pytest.approx(10)
    assert answer["prices"]["co2", "ab", "yearly", 2025] == pytest.approx(4)


def test_heat_pumps_run_out_and_the_retrofit_sets_the_price(solve):
    """A boiler burns 1.25 gas at 40 for a unit of warmth: 50 and 0.25 t. A heat pump takes 0.25 power at 60, counted in
    the sector power at 0.4 t, and 65 a year: 80 and 0.1 t. So a switch costs 30 for 0.15 t: 200 a tonne. The retrofit
    saves 20 % of the gas for 25: on a boiler 15 for 0.05 t: 300 a tonne; on a heat pump nothing, it burns no gas.

    100 units emit 25 t; the cap is 19 t and 30 heat pumps may stand. They save 4.5 t; 1.5 t remain for the retrofit, on
    30 of the 70 boilers: 5000 + 30 x 30 + 30 x 15 = 6350, and the last tonne costs 300.
    """
    case = numbers(
        (2025, 2025), 0.0, sectors={"city": {}, "power": {}}, services={"warmth": 100.0},
        carriers={
            "gas": {"price": 40, "factors": {"co2": 0.2}},
            "power": {"price": 60, "counted_in": "power", "factors": {"co2": 0.4}},
        },
        interventions={
            "boiler": intervention("technology", of="warmth", flows={"gas": 1.25}),
            "pump": intervention("technology", of="warmth", flows={"power": 0.25}, fixed_cost=65, potential=30),
            "retrofit": intervention("improvement", of="warmth", fixed_cost=25, savings={("boiler", "gas"): 0.2,
                                                                                          ("pump", "gas"): 0.2}),
        },
        caps=city_cap(2025, 19),
    )  # fmt: skip
    answer = solve(case)
    assert answer["objective"] == pytest.approx(6350)
    assert answer["prices"]["co2", "", "yearly", 2025] == pytest.approx(300)
    assert answer["values"]["activity", "boiler+retrofit", 2025] == pytest.approx(30)
    assert answer["values"]["emissions", "co2", "power", 2025] == pytest.approx(3)
    assert ("activity", "pump+retrofit", 2025) not in answer["values"]


def test_two_steps_of_one_retrofit_share_the_homes_and_savings_multiply(solve):
    """100 units, 1 gas at 10 each. Step one: half the gas for 1, on 60 homes; step two: the same for 1.5, on 80.
    Metering: a fifth of what is left, for 0.6 of variable cost.

    All 100 homes get one step, 60 x 1 + 40 x 1.5 = 120, and a meter, 60: gas 100 x 0.5 x 0.8 = 40, 400. In all 580.
    A second step on a home would save 0.2 gas, 2 for 1.5, and is not to be had.
    """
    step = intervention("improvement", of="warmth", group="retrofit", savings={("boiler", "gas"): 0.5})
    meter = intervention("improvement", of="warmth", variable_cost=0.6, savings={("boiler", "gas"): 0.2})
    case = numbers(
        (2025, 2025), 0.0, services={"warmth": 100.0}, carriers={"gas": {"price": 10}},
        interventions={
            "boiler": intervention("technology", of="warmth", flows={"gas": 1}),
            "one": step | {"capex": 1, "potential": 60}, "two": step | {"capex": 1.5, "potential": 80}, "meter": meter,
        },
    )  # fmt: skip
    answer = solve(case)
    assert answer["objective"] == pytest.approx(580)
    assert answer["values"]["purchases", "gas", 2025] == pytest.approx(40)


def boiler_with_two_captures(limit: float) -> dict[str, Any]:
    """A boiler that emits 100 t; capture `half` takes up to 50 % of its flue gas at 20 a tonne, `most` 90 % at 50."""
    return numbers(
        (2025, 2025), 0.0, services={"warmth": 100.0}, accounts={"co2": "CO2", "rule": "CO2", "sox": "SO2"},
        carriers={"coal": {"price": 0, "factors": {"co2": 0.8, "rule": 1.0, "sox": 0.1}}},
        interventions={
            "boiler": intervention("technology", of="warmth", flows={"coal": 1}, process={"co2": 0.2, "sox": 0.1}),
            "half": intervention("capture", variable_cost=20, rates={"boiler": 0.5}),
            "most": intervention("capture", variable_cost=50, rates={"boiler": 0.9}),
        },
        caps=city_cap(2025, limit),
    )  # fmt: skip


def test_captures_share_the_flue_gas(solve):
    """60 of 100 t, and h / 0.5 + m / 0.9 <= 100, h + m = 60: h = 37.5, m = 22.5, which cost 750 + 1125 = 1875.

    One more tonne: 2.25 more of `most` and 1.25 less of `half`, 2.25 x 50 - 1.25 x 20 = 87.5. No plan takes 91 t.
    """
    answer = solve(boiler_with_two_captures(40))
    assert answer["objective"] == pytest.approx(1875)
    assert answer["values"]["captured", "half", "boiler", 2025] == pytest.approx(37.5)
    assert answer["prices"]["co2", "", "yearly", 2025] == pytest.approx(87.5)
    assert solve(boiler_with_two_captures(9))["status"] == "infeasible"


def test_what_is_captured_leaves_every_account_of_carbon_dioxide(solve):
    """60 t are captured: 40 of 100 t remain in both CO2 accounts, and all 20 t of SO2 in its own."""
    values = solve(boiler_with_two_captures(40))["values"]
    left = {account: values["emissions", account, "city", 2025] for account in ("co2", "rule", "sox")}
    assert left == pytest.approx({"co2": 40, "rule": 40, "sox": 20})


def test_a_vintage_pays_its_annuity_while_it_serves_within_the_horizon(solve):
    """Capex 210 at 10 % over 2 years: CRF = 0.1 / (1 - 1 / 1.21) = 0.121 / 0.21, so 121 a year.

    For a cap in both years: 121 + 121 / 1.1 = 231 = 1.1 x 210. For a cap in the last year only: 121 / 1.1 = 110.
    """
    unit = intervention("reduction", process={"co2": -1}, capex=210, lifetime=2)
    case = numbers((2025, 2026), 0.1, baseline={("city", "co2"): 1.0}, interventions={"unit": unit})
    assert solve(case | {"caps": city_cap(2025, 0) | city_cap(2026, 0)})["objective"] == pytest.approx(231)
    assert solve(case | {"caps": city_cap(2026, 0)})["objective"] == pytest.approx(110)


def test_growth_starts_from_its_seed(solve):
    """Growth 50 % and seed 2, from nothing: at most 2, 5, 9.5 units. A cap that needs all 9.5 forces the years before.

    A year of stock costs 1: 16.5. A little more in 2027 can't be had. From 4 existing units it is 8 in the first year.
    """
    ramp = intervention("reduction", process={"co2": -1}, lifetime=10, growth=0.5, growth_seed=2, variable_cost=1)
    case = numbers((2025, 2027), 0.0, baseline={("city", "co2"): 20.0}, interventions={"ramp": ramp})
    assert solve(case | {"caps": city_cap(2027, 10.5)})["objective"] == pytest.approx(16.5)
    assert solve(case | {"caps": city_cap(2027, 10.4)})["status"] == "infeasible"
    case["interventions"] = {"ramp": ramp | {"existing": 4.0}}
    assert solve(case | {"caps": city_cap(2025, 12.0)})["status"] == "optimal"
    assert solve(case | {"caps": city_cap(2025, 11.9)})["status"] == "infeasible"


def test_existing_plant_declines_must_run_and_its_by_product_may_go_to_waste(solve):
    """8 units stand in 2025, of 4 years: 8, 6, 4, 2, 0. Each delivers 2 and must deliver at least half of that, for 1
    each; imports are free. So 8 + 6 + 4 + 2 = 20 are paid. A unit of heat leaves 3 of slag, which nobody has to use.
    """
    case = numbers(
        (2025, 2029), 0.0, services={"warmth": 20.0}, carriers={"slag": {"surplus": True}},
        interventions={
            "plant": intervention("technology", of="warmth", output=2, lifetime=4, existing=8.0, build_limit=0,
                                  minimum_use=0.5, variable_cost=1, flows={"slag": -3}),
            "imports": intervention("technology", of="warmth"),
        },
    )  # fmt: skip
    answer = solve(case)
    assert answer["objective"] == pytest.approx(20)
    runs = [answer["values"]["activity", "plant", year] for year in range(2025, 2030)]
    assert runs == pytest.approx([8, 6, 4, 2, 0])
    case["carriers"]["slag"]["surplus"] = False
    assert solve(case)["status"] == "infeasible"
