"""Scenarios: what a change makes of a row, year by year, and of a plan; worked out on paper."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import planner
from planner.model.caps import CapRow

EXAMPLE_CITY = Path(__file__).parents[2] / "data" / "example_city"
HEAD = "table,key,column,change,value,source\n"
TREES_AND_MACHINES = {
    "case.toml": """
        title_en = "Two measures"
        title_zh = "两项措施"
        first_year = 2030
        last_year = 2030
        price_year = 2030
        money = "yuan"
        discount_rate = 0.0
        [[accounts]]
        id = "co2"
        unit = "tCO2"
        """,
    "sectors.csv": "sector\ncity",
    "baseline.csv": "sector,account,unit,amount\ncity,co2,tCO2,20",
    "interventions.csv": "intervention,kind,sector,unit,variable_unit,variable_cost,lifetime,potential\n"
    "trees,reduction,city,tCO2,yuan/tCO2,5,1,10\nmachines,reduction,city,tCO2,yuan/tCO2,50,1,10",
    "process_emissions.csv": "intervention,account,unit,amount\ntrees,co2,tCO2/tCO2,-1\nmachines,co2,tCO2/tCO2,-1",
    "caps.csv": "account,unit,2030\nco2,tCO2,15",
    "sources.csv": "key,title,grade\noffice,Made up,assumption",
    "scenarios.csv": "scenario,name_en,name_zh\nlow_cap,Low cap,低上限\ndear_trees,Dear trees,树贵",
    "scenarios/low_cap.csv": HEAD + "caps.csv,co2/yearly,2030,set,8,office",
    "scenarios/dear_trees.csv": HEAD + "interventions.csv,trees,variable_cost,times,1.3,office",
}


def two_measures(scenario: str) -> planner.Plan:
    return planner.solve(planner.read_case(TREES_AND_MACHINES, scenario=scenario))


@pytest.mark.parametrize(
    ("scenario", "cost", "price"),
    [("", 25, 5), ("low_cap", 150, 50), ("dear_trees", 32.5, 6.5), ("low_cap+dear_trees", 165, 50)],
)
def test_a_plan_under_changed_tables(scenario, cost, price):
    """20 t, trees 10 t at 5 yuan, machines 10 t at 50. Cap 15: 5 x 5 = 25. Cap 8: 10 x 5 + 2 x 50 = 150, last tonne 50.
    Trees at 5 x 1.3 = 6.5: 5 x 6.5 = 32.5. Both: 10 x 6.5 + 2 x 50 = 165."""
    plan = two_measures(scenario)
    assert plan.total_cost == pytest.approx(cost)
    assert plan.shadow_price["price"].tolist() == pytest.approx([price])


def test_a_scenario_starts_a_policy_that_the_case_has_no_table_for():
    """At least 7 t by machines: 7 x 50 = 350 yuan beside no trees; the seventh costs 50 in place of 5."""
    rows = [
        ("quantity", "new", "activity"),
        ("of", "set", "machines"),
        ("bound", "set", "at_least"),
        ("unit", "set", "tCO2"),
        ("amount", "set", "7"),
    ]
    changes = HEAD + "\n".join(f"volumes.csv,pilot,{column},{change},{value},office" for column, change, value in rows)
    files = {**TREES_AND_MACHINES, "scenarios.csv": "scenario\npilot", "scenarios/pilot.csv": changes}
    files = {name: text for name, text in files.items() if not re.search("low_cap|dear_trees", name)}
    plan = planner.solve(planner.read_case(files, scenario="pilot"))
    assert plan.total_cost == pytest.approx(350)
    assert plan.shadow_price.set_index("id")["price"]["pilot"] == pytest.approx(50)


def test_the_title_and_the_hashes_name_the_scenario():
    case = planner.read_case(TREES_AND_MACHINES, scenario="low_cap+dear_trees")
    assert (case.name, case.scenario, case.full_name) == ("case", "low_cap+dear_trees", "case+low_cap+dear_trees")
    assert case.settings.title_en == "Two measures; scenario: Low cap + Dear trees"
    assert case.settings.title_zh == "两项措施；情景：低上限 + 树贵"
    assert {"scenarios/low_cap.csv", "scenarios/dear_trees.csv"} <= set(case.sha256)
    assert "scenarios/low_cap.csv" not in planner.read_case(TREES_AND_MACHINES).sha256


def changed(*lines: str) -> planner.Case:
    """The example city with these changes (table,key,column,change,value)."""
    texts = {
        file.name: file.read_text(encoding="utf-8")
        for file in EXAMPLE_CITY.iterdir()
        if file.suffix in (".csv", ".toml") and file.name != "scenarios.csv"
    }
    return planner.read_case(
        texts
        | {
            "scenarios.csv": "scenario\nmine",
            "scenarios/mine.csv": HEAD + "\n".join(f"{line},made_up" for line in lines),
        },
        scenario="mine",
    )


def test_a_factor_on_an_emission_factor():
    """2025: 1,000 GWh of gas x 0.2 x 1.3 = 260 kt, diesel 56.7 and other traffic 40: 356.7 kt."""
    plan = planner.solve(changed("emission_factors.csv,gas/co2,years,times,1.3"))
    total = plan.emissions.query("sector == 'total' and year == 2025")["plan"].item()
    assert total == pytest.approx(0.3567)


def factor(year: int, *lines: str) -> float:
    row = next(row for row in changed(*lines).emission_factors if row.carrier == "electricity")
    return row.at(year)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ("years,times,1.3", {2025: 0.65, 2030: 0.52, 2035: 0.39}),
        ("years,plus,0.1", {2025: 0.6, 2030: 0.5, 2035: 0.4}),
        ("years,set,0.2", {2025: 0.2, 2030: 0.2, 2035: 0.2}),
        ("2028-2030,times,1.3", {2025: 0.5, 2027: 0.46, 2028: 0.572, 2029: 0.546, 2030: 0.52, 2031: 0.38, 2035: 0.3}),
        ("2026-2030,times,1 to 0.8", {2025: 0.5, 2026: 0.48, 2028: 0.396, 2030: 0.32, 2031: 0.38}),
        ("2026-2030,set,0.4 to 0.2", {2025: 0.5, 2026: 0.4, 2028: 0.3, 2030: 0.2, 2031: 0.38}),
        ("years,times,1 to 0", {2025: 0.5, 2030: 0.2, 2035: 0.0}),
        ("2030,set,0.5", {2025: 0.5, 2028: 0.5, 2030: 0.5, 2032: 0.42, 2035: 0.3}),
        ("2035,times,0.5", {2025: 0.5, 2030: 0.325, 2035: 0.15}),
        ("2033-2040,set,0", {2032: 0.36, 2033: 0.0, 2035: 0.0}),
    ],
)
def test_years_between_those_that_change(change, expected):
    """The factor of electricity falls on a line from 0.5 (2025) to 0.3 (2035): 0.44 in 2028, 0.42 in 2029, 0.4 in 2030,
    0.38 in 2031. A range changes each of its years and leaves the others; one year moves the line to its neighbours."""
    found = {year: factor(year, f"emission_factors.csv,electricity/co2,{change}") for year in expected}
    assert found == pytest.approx(expected)


def test_one_amount_becomes_years_where_a_range_changes():
    """Gas at 0.3 yuan/kWh: twice as much from 2030 to 2032, as before in the others."""
    price = changed("prices.csv,gas,2030-2032,times,2").prices[0]
    assert [price.at(year) for year in (2025, 2029, 2030, 2032, 2033, 2035)] == pytest.approx(
        [0.3, 0.3, 0.6, 0.6, 0.3, 0.3]
    )
    assert changed("prices.csv,gas,years,times,2").prices[0].amount == pytest.approx(0.6)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        (["2032-2033,times,0.9"], {2030: 230, 2031: 210, 2032: 171, 2033: 153, 2034: 150, 2035: 130}),
        (["2028,set,250"], {2028: 250, 2029: 240, 2030: 230, 2031: 210, 2032: 190, 2033: 170, 2034: 150, 2035: 130}),
        (["2027-2031,times,0.5"], {2030: 115, 2031: 105, 2032: 190, 2033: 170, 2034: 150, 2035: 130}),
        (["years,plus,-10"], {2030: 220, 2031: 200, 2032: 180, 2033: 160, 2034: 140, 2035: 120}),
        (["between,set,free", "2033,set,100"], {2030: 230, 2033: 100, 2035: 130}),
    ],
)
def test_a_cap_binds_no_year_that_was_free_and_is_not_set(changes, expected):
    """Caps 230 (2030) to 130 (2035) on a line, 2029 free."""
    cap = changed(*(f"caps.csv,co2/yearly,{change}" for change in changes)).rows(CapRow)[0]
    assert cap.binding(range(2025, 2036)) == pytest.approx(expected)


def test_changes_are_made_in_their_order():
    """(0.3 x 2) + 0.1 = 0.7, not (0.3 + 0.1) x 2."""
    price = changed("prices.csv,gas,years,times,2", "prices.csv,gas,amount,plus,0.1").prices[0]
    assert price.amount == pytest.approx(0.7)


def test_a_new_row():
    """Biogas that can be bought at 1 yuan/kWh, for nothing: its row of carriers.csv and of prices.csv."""
    case = changed(
        "carriers.csv,biogas,unit,new,GWh",
        "carriers.csv,biogas,bought,set,true",
        "prices.csv,biogas,unit,new,yuan/kWh",
        "prices.csv,biogas,2030,set,1",
        "prices.csv,biogas,2025-2027,set,2 to 1",
    )
    price = next(row for row in case.prices if row.carrier == "biogas")
    assert case.carriers["biogas"].bought
    assert [price.at(year) for year in (2025, 2026, 2027, 2030)] == pytest.approx([2, 1.5, 1, 1])


def test_a_row_anew():
    """Gas at 0.3 yuan/kWh in all years: of the row nothing is left but what the scenario writes, 400 yuan/MWh."""
    price = changed("prices.csv,gas,unit,replace,yuan/MWh", "prices.csv,gas,2030,set,400").prices[0]
    assert (price.unit, price.amount, price.years, price.source) == ("yuan/MWh", None, {2030: 400}, "")


def test_a_year_more_and_another_discount_rate():
    """5 t of trees at 5 yuan in 2030, and under the same cap in 2031 once more, at 25 %: 25 + 25 / 1.25 = 45 yuan."""
    changes = "case.toml,,last_year,plus,1,\ncase.toml,,discount_rate,set,0.25,\ncaps.csv,co2/yearly,2031,set,15,"
    comparison = planner.compare(TREES_AND_MACHINES | {"scenarios/low_cap.csv": HEAD + changes}, scenarios=["low_cap"])
    plan = comparison.plans["low_cap"]
    assert (plan.case.settings.discount_rate, plan.case.years) == (0.25, range(2030, 2032))
    assert plan.total_cost == pytest.approx(45)
    assert comparison.plans["central"].total_cost == pytest.approx(25)


def test_other_changes_see_the_years_as_they_then_are():
    """Gas twice as dear in 2036 to 2040, which is beside the plan's years until the line before."""
    case = changed("case.toml,,last_year,set,2040", "prices.csv,gas,2036-2040,times,2")
    assert [case.prices[0].at(year) for year in (2035, 2036, 2040)] == pytest.approx([0.3, 0.6, 0.6])


def test_a_file_of_ones_own(tmp_path):
    file = tmp_path / "my changes.csv"
    file.write_text(HEAD + "prices,gas,years,times,2,\n", encoding="utf-8-sig")
    case = planner.read_case(EXAMPLE_CITY, scenario=["dear_gas", file])
    assert case.prices[0].amount == pytest.approx(0.3 * 1.3 * 2)
    assert case.full_name == "example_city+dear_gas+my changes"
    assert case.settings.title_en == "Example city; scenario: Dear gas + my changes"


def test_dear_gas_pays_what_it_must(at):
    """The scenario of the example city: frozen buys 1,000 GWh a year at 0.09 yuan/kWh more, 90 million in each of 2025
    to 2035, present value 90 x (1 + 7.721735) = 784.956, and emits the same. The plan pays less: in 2030 it has five
    years' heat pumps, 5 x 0.6 Mm2, and its last tonne is wind power in place of the grid's: 50 / 0.4 = 125 yuan/t."""
    dear, central = (planner.solve(planner.read_case(EXAMPLE_CITY, scenario=scenario)) for scenario in ("dear_gas", ""))
    frozen, before = dear.references["frozen"], central.references["frozen"]
    assert frozen["cost"] - before["cost"] == pytest.approx(784.956, abs=1e-3)
    assert frozen["emissions"]["co2"] == pytest.approx(before["emissions"]["co2"])
    assert dear.total_cost - central.total_cost == pytest.approx(625, abs=0.5)
    assert at(dear.uptake, "stock", intervention="heat_pump", year=2030) == pytest.approx(3)
    assert at(dear.shadow_price, "price", year=2030) == pytest.approx(125)


@pytest.mark.parametrize("asked", ["dear_trees+dear_trees", ["dear_trees", "low_cap+dear_trees"]])
def test_a_scenario_that_is_named_twice_is_a_mistake(asked):
    """Trees would be dear once, not 1.3 x 1.3: so it is asked."""
    with pytest.raises(planner.UsageError, match="'dear_trees' is named twice"):
        planner.read_case(TREES_AND_MACHINES, scenario=asked)
