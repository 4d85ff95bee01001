"""The priced curve: the system curve read the other way, against plans made with the carbon price itself."""

from __future__ import annotations

import json

import pytest
from shipped import EXAMPLE_CITY

import planner
from planner.curves.priced import portfolio_at, priced_curve
from planner.output.kinds import result_files
from planner.output.priced_card import picture, round_prices
from planner.output.result_set import save
from planner.program.session import Session
from planner.results.plan import prepare
from planner.results.values import values_of

CAPS = {2030: 0.23, 2031: 0.21, 2032: 0.19, 2033: 0.17, 2034: 0.15, 2035: 0.13}
"""As data/example_city/caps.csv has them, every year written out."""

# 100 t a year. 10 t earn 5 yuan each, 30 t cost 10, 30 t cost 40.
REDUCTIONS = {
    "baseline": "sector, account, unit, amount\n city, co2, tCO2, 100",
    "interventions": """
        intervention, kind,      sector, unit, lifetime, potential, variable_unit, variable_cost
        earning,      reduction, city,   tCO2, 1,        10,        yuan/tCO2,     -5
        cheap,        reduction, city,   tCO2, 1,        30,        yuan/tCO2,     10
        dear,         reduction, city,   tCO2, 1,        30,        yuan/tCO2,     40
    """,
    "process_emissions": """
        intervention, account, unit,      amount
        earning,      co2,     tCO2/tCO2, -1
        cheap,        co2,     tCO2/tCO2, -1
        dear,         co2,     tCO2/tCO2, -1
    """,
}


def rows(curve, *names):
    return curve.table[list(names)].to_numpy().tolist()


def about(wanted):
    return [pytest.approx(row) for row in wanted]


def test_between_two_prices_of_the_system_curve_the_plan_stays(case_of):
    """From 90 t: nothing below 10 yuan, 30 t for 300 yuan up to 40 yuan, then 30 more for 1200."""
    curve = priced_curve(case_of(**REDUCTIONS), year=2030)
    found = rows(curve, "price_from", "price_to", "abatement", "emissions", "cost")
    assert found == about([[0, 10, 0, 90, 0], [10, 40, 30, 60, 300], [40, float("inf"), 60, 30, 1500]])


def test_its_files_say_what_the_price_is(case_of, tmp_path):
    """In both languages: what is abated at round prices up to 1.1 x 40 yuan, where the last measure comes in."""
    curve = priced_curve(case_of(**REDUCTIONS), year=2030)
    save(result_files(curve, "both"), tmp_path)
    card = json.loads((tmp_path / "macc_priced_2030.json").read_text())
    assert card["price"].startswith("A carbon price on the emissions of 2030")
    kinds = {file.suffix for file in tmp_path.glob("macc_priced_2030.*")}
    assert kinds == {".csv", ".json", ".svg", ".png", ".pdf", ".html"}
    assert round_prices(curve)[-1] <= 44
    spec = json.dumps(picture(curve, "both").to_dict(validate=False), ensure_ascii=False)
    assert "各碳价下的减排量" in spec
    assert "减排量 Abatement" in spec


def test_at_a_kink_both_plans_are_right(case_of):
    curve = priced_curve(case_of(**REDUCTIONS), year=2030)
    assert curve.abatement_at(10) == pytest.approx((0, 30))
    assert curve.abatement_at(25) == pytest.approx((30, 30))
    with pytest.raises(planner.UsageError, match="price: found 'a'"):
        curve.abatement_at("a")


def test_a_price_in_a_year_is_money_of_that_year(case_of):
    """At 10 % in 2032: the same prices, and a cost of 300 / 1.21."""
    curve = priced_curve(case_of(years=(2030, 2032), rate=0.1, **REDUCTIONS), year=2032)
    assert rows(curve, "price_from", "cost") == about([[0, 0], [10, 300 / 1.21], [40, 1500 / 1.21]])


def test_a_price_that_rises_at_the_discount_rate_is_told_in_money_of_the_first_year(case_of):
    """At 10 %, price p in 2030 is 1.1 p in 2031: the 30 t for 10 yuan come at 10 / 1.1 in 2031, at 10 in 2030."""
    curve = priced_curve(case_of(years=(2030, 2031), rate=0.1, **REDUCTIONS), cumulative=True)
    prices = [10 / 1.1, 10, 40 / 1.1, 40]
    assert curve.table["price_from"].tolist() == pytest.approx([0, *prices])
    assert curve.table["abatement"].tolist() == pytest.approx([0, 30, 60, 90, 120])
    assert curve.table["emissions"].iloc[0] == pytest.approx(180)


def test_the_portfolio_at_a_price(case_of):
    """At 25 yuan what earns and what costs 10; at 50 all."""
    table = portfolio_at(case_of(**REDUCTIONS), prices=[25, 50], year=2030).set_index(["price", "intervention"])[
        "activity"
    ]
    assert [table[25, i] for i in ("earning", "cheap", "dear")] == pytest.approx([10, 30, 0])
    assert [table[50, i] for i in ("earning", "cheap", "dear")] == pytest.approx([10, 30, 30])


def test_where_nothing_can_be_abated_every_price_leaves_the_same_plan(case_of):
    """The 10 t that earn are taken at any price, and there is nothing else."""
    only = {
        name: "\n".join(line for line in text.splitlines() if "cheap" not in line and "dear" not in line)
        for name, text in REDUCTIONS.items()
    }
    curve = priced_curve(case_of(**only), year=2030)
    found = rows(curve, "price_from", "price_to", "abatement", "emissions", "cost")
    assert found == about([[0, float("inf"), 0, 90, 0]])


def test_a_price_on_one_sector(case_of):
    """Roads: 80 t, of which 20 can go for 7 yuan; what the city's other sector can do does not count."""
    tables = {
        "sectors": "sector\n city\n roads",
        "baseline": REDUCTIONS["baseline"] + "\n roads, co2, tCO2, 80",
        "interventions": REDUCTIONS["interventions"] + "buses, reduction, roads, tCO2, 1, 20, yuan/tCO2, 7",
        "process_emissions": REDUCTIONS["process_emissions"] + "buses, co2, tCO2/tCO2, -1",
    }
    curve = priced_curve(case_of(**tables), year=2030, scope="roads")
    assert rows(curve, "price_from", "price_to", "emissions") == about([[0, 7, 80], [7, float("inf"), 60]])


def solved_with(prices, model, caps):
    """Emissions by year of the example city with these carbon prices [million CNY/Mt] and caps [Mt], solved anew."""
    years = range(2025, 2036)
    texts = EXAMPLE_CITY | {
        "carbon_prices.csv": f"account,unit,{','.join(map(str, years))}\n"
        f"co2,million CNY/MtCO2,{','.join(repr(prices.get(y, 0.0)) for y in years)}",
        "caps.csv": f"account,kind,between,unit,{','.join(map(str, caps))}\n"
        f"co2,yearly,free,MtCO2,{','.join(map(repr, caps.values()))}",
    }
    ready = prepare(planner.read_case(texts), model=model)
    values = values_of(ready.program, Session(ready.program).solve())
    return {y: values("total_emissions", "co2", y) for y in years}


SHAPES = {
    "2035, other caps kept": ({"year": 2035}, "caps_and_price", {y: cap for y, cap in CAPS.items() if y != 2035}),
    "2035 alone": ({"year": 2035, "alone": True}, "carbon_price", CAPS),
    "rising at the discount rate": ({"cumulative": True}, "carbon_price", CAPS),
}


@pytest.mark.parametrize(("asked", "model", "caps"), SHAPES.values(), ids=SHAPES)
def test_the_system_curve_is_what_carbon_prices_give(asked, model, caps):
    """Between two kinks a plan made with the carbon price in the tables emits what the curve says."""
    curve = priced_curve(planner.read_case(EXAMPLE_CITY), **asked)
    wide = curve.table[curve.table["price_to"] > 1.001 * curve.table["price_from"]]
    for row in wide.iloc[::6].itertuples():
        price = (row.price_from + min(row.price_to, 3 * row.price_from)) / 2
        by_year = {2035: price} if "year" in asked else {y: price * 1.05 ** (y - 2025) for y in range(2025, 2036)}
        emitted = solved_with(by_year, model, caps)
        total = emitted[2035] if "year" in asked else sum(emitted.values())
        assert total == pytest.approx(row.emissions, rel=1e-6)


@pytest.mark.parametrize("asked", [{"year": 2031}, {"year": 2035, "scope": "buildings"}, {"cumulative": True}])
def test_an_exact_curve_verifies(asked):
    assert priced_curve(planner.read_case(EXAMPLE_CITY), verify=True, **asked).largest_difference < 1e-6


def test_a_coarse_curve_does_not():
    """With an error of up to a tenth of the rise in cost there are too few kinks."""
    coarse = priced_curve(planner.read_case(EXAMPLE_CITY), year=2035, tolerance=0.1, verify=True)
    assert coarse.largest_difference > 1e-3


def test_the_models_own_budget_does_not_end_the_curve():
    """The price goes on beyond that of the budget, down to the least that can be reached, whatever the budget was."""
    case = planner.read_case(EXAMPLE_CITY)
    budget, caps = (priced_curve(case, model=model, cumulative=True) for model in ("carbon_budget", "annual_caps"))
    assert budget.table["abatement"].iloc[-1] == pytest.approx(caps.table["abatement"].iloc[-1], rel=1e-6)
    assert budget.table["emissions"].iloc[-1] < 2.4 - 0.1


@pytest.mark.parametrize(
    ("asked", "key"), [({}, "no_priced_path"), ({"year": 2035, "cumulative": True}, "one_direction")]
)
def test_the_path_has_no_priced_twin(asked, key):
    with pytest.raises(planner.PlannerError) as told:
        priced_curve(planner.read_case(EXAMPLE_CITY), **asked)
    assert (told.value.key, told.value.exit_code) == (key, 2)


@pytest.mark.slow
def test_beijing_in_one_year_is_what_a_carbon_price_gives(yearly_beijing):
    """Every interval of the curve against a solve with the price inside it."""
    curve = priced_curve(yearly_beijing, year=2028, alone=True, verify=True)
    assert curve.largest_difference < 1e-6
    assert len(curve.table) > 50
