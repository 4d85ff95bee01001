"""Where numbers come from, and what share of a plan's cost and abatement rests on unverified ones."""

from __future__ import annotations

import pytest

import planner
from planner.case.evidence import grades, numbers
from planner.output.evidence_report import evidence
from planner.output.export import summarise

CASE = {
    "case.toml": """
title_en = "Two ways to keep warm"
first_year = 2025
last_year = 2025
price_year = 2025
money = "CNY"
discount_rate = 0
source = "seen"
[[accounts]]
id = "co2"
unit = "t CO2"
""",
    "sectors.csv": "sector\nhomes\n",
    "services.csv": "service,unit,amount,source\nwarmth,MWh,10,seen\n",
    "carriers.csv": "carrier,unit,bought\ngas,MWh,true\n",
    "prices.csv": "carrier,unit,amount,source\ngas,CNY/MWh,100,recalled\n",
    "emission_factors.csv": "carrier,account,unit,amount,source\ngas,co2,t CO2/MWh,0.2,seen\n",
    "interventions.csv": """\
intervention,kind,sector,of,unit,cost_unit,variable_unit,incumbent,existing,capex,variable_cost,lifetime,potential,source
boiler,technology,homes,warmth,MWh,,,true,10,,,1,,seen
pump,technology,homes,warmth,MWh,,CNY/MWh,,,,400,1,4,seen;guessed
stove,technology,homes,warmth,MWh,CNY/MWh,,,,500,,1,,guessed
""",
    "unit_flows.csv": "intervention,carrier,unit,amount,source\nboiler,gas,MWh/MWh,1,seen\n",
    "caps.csv": "account,unit,amount,source\nco2,t CO2,1,seen\n",
    "sources.csv": """\
key,title,value,low,high,unit,where,grade
seen,Read,1,1,1,-,page 1,read in source
recalled,Recalled,100,80,120,CNY/MWh,,"recalled, unverified"
guessed,Guessed,500,,,CNY/MWh,,assumption
""",
}


def test_shares_of_cost_and_abatement():
    """10 MWh on gas emit 2 t. A cap of 1 t leaves 5 MWh of gas; 4 MWh pumped and 1 MWh from the stove replace the rest.

    Cost: gas 5 x 100 = 500 (recalled alone), pump 4 x 400 = 1600 (read and guessed), stove 1 x 500 = 500 (guessed
    alone): of 2600 all is unverified at its weakest, 1000 wholly. Abatement: 0.8 t by the pump, whose own rows were
    partly read, and 0.2 t by the stove, guessed: all unverified, a fifth wholly.
    """
    case = planner.read_case(CASE)
    shares = summarise(planner.solve(case), planner.mac_curve(case))["evidence"]
    assert shares["cost"]["by_weakest_grade"]["recalled, unverified"] == pytest.approx(500 / 2600)
    assert shares["cost"]["by_weakest_grade"]["assumption"] == pytest.approx(2100 / 2600)
    assert shares["cost"]["unverified"] == pytest.approx(1)
    assert shares["cost"]["wholly_unverified"] == pytest.approx(1000 / 2600)
    assert shares["abatement"]["by_weakest_grade"]["assumption"] == pytest.approx(1)
    assert shares["abatement"]["wholly_unverified"] == pytest.approx(0.2)


def test_offsets_and_priced_co_benefits_rest_on_their_own_rows():
    """10 MWh on gas cost 1000 (recalled) and emit 2 t at 50: 100, of which a tenth at 20 saves 6 (guessed); soot adds 30.

    Soot: 10 MWh x 0.1 kg (guessed) x 30 CNY/kg (read). Wholly unverified are 1000 + 6, in part also 30.
    """
    tables = {
        "carbon_prices.csv": "account,unit,amount,source\nco2,CNY/t CO2,50,seen\n",
        "offsets.csv": "offset,account,share,unit,amount,source\nccer,co2,0.1,CNY/t CO2,20,guessed\n",
        "co_benefits.csv": "co_benefit,unit,value,value_unit,priced,source\nsoot,kg,30,CNY/kg,true,seen\n",
        "co_benefit_rates.csv": "co_benefit,basis,carrier,unit,amount,source\nsoot,consumption,gas,kg/MWh,0.1,guessed\n",
    }
    plan = planner.solve(planner.read_case(CASE | tables), model="carbon_price")
    assert plan.total_cost == pytest.approx(1000 + 100 - 6 + 30)
    shares = planner.evidence_shares(plan)["cost"]
    assert shares["unverified"] == pytest.approx((1000 + 6 + 30) / 1136)
    assert shares["wholly_unverified"] == pytest.approx((1000 + 6) / 1136)


def test_a_price_that_is_read_lowers_the_share():
    """With the gas price read, 500 of the 2600 are verified."""
    read = {
        "prices.csv": CASE["prices.csv"].replace("recalled", "seen"),
        "sources.csv": CASE["sources.csv"].replace("recalled,Recalled", "unused,Recalled"),
    }
    shares = summarise(planner.solve(planner.read_case(CASE | read)), None)["evidence"]
    assert shares["cost"]["unverified"] == pytest.approx(2100 / 2600)
    assert shares["cost"]["by_weakest_grade"]["read in source"] == pytest.approx(500 / 2600)
    assert shares["abatement"] is None


def test_a_key_for_one_column_is_behind_that_column_alone():
    """The pump's price is read, all else of it guessed: its 1600 are verified, gas and the stove, 500 each, are not."""
    rows = CASE["interventions.csv"].replace("seen;guessed", "variable_cost: seen; guessed")
    case = planner.read_case(CASE | {"interventions.csv": rows})
    keys = {n.column: n.keys for n in numbers(case) if n.about == "pump"}
    assert keys == {"variable_cost": ("seen",), "lifetime": ("guessed",), "potential": ("guessed",)}
    shares = summarise(planner.solve(case), None)["evidence"]
    assert shares["cost"]["unverified"] == pytest.approx(1000 / 2600)


def test_capital_rests_on_its_lifetime_too():
    """A stove that is bought: its 500 are read, its life of one year is guessed."""
    rows = CASE["interventions.csv"].replace("500,,1,,guessed", "500,,1,,capex: seen; guessed")
    shares = summarise(planner.solve(planner.read_case(CASE | {"interventions.csv": rows})), None)["evidence"]
    assert shares["cost"]["by_weakest_grade"]["assumption"] == pytest.approx(2100 / 2600)


def test_what_is_derived_is_as_weak_as_what_it_is_derived_from():
    table = "key,title,value,unit,where,grade,formula\n" + "".join(
        f"{key},{key},1,CNY/MWh,-,{grade},{formula}\n"
        for key, grade, formula in (
            ("seen", "read in source", ""),
            ("recalled", '"recalled, unverified"', ""),
            ("guessed", "assumption", ""),
            ("half", "derived", "seen / 2 + 0.5 * recalled"),
            ("twice", "derived", "2 * half - 1"),
        )
    )
    case = planner.read_case(CASE | {"sources.csv": table})
    assert grades(case, ["twice"]) == ["read in source", "derived", "derived", "recalled, unverified"]


def test_a_key_for_a_column_that_is_not_there_is_refused():
    rows = CASE["interventions.csv"].replace("seen;guessed", "variable_costs: seen; guessed")
    with pytest.raises(planner.InputError, match=r"row 3, source: found 'variable_costs'.*variable_cost"):
        planner.read_case(CASE | {"interventions.csv": rows})


def test_no_source_is_weaker_than_any():
    assert grades(planner.read_case(CASE), ["guessed", "seen", "recalled"]) == [
        "read in source",
        "recalled, unverified",
        "assumption",
    ]
    assert grades(planner.read_case(CASE), []) == ["no source"]


def test_every_number_has_its_place_and_unit():
    """Besides the discount rate: demand, price, factor, flow and cap; boiler 2 (10 MWh, 1 year), pump 3, stove 2."""
    case = planner.read_case(CASE)
    found = numbers(case)
    assert len(found) == 1 + 5 + 2 + 3 + 2
    pump = next(n for n in found if (n.about, n.column) == ("pump", "variable_cost"))
    assert (pump.file, pump.row, pump.value, pump.unit) == ("interventions.csv", 3, 400, "CNY/MWh")
    assert pump.keys == ("seen", "guessed")
    data = evidence(case, found)
    assert data["numbers_by_weakest_grade"] == {"read in source": 7, "recalled, unverified": 1, "assumption": 5}
    assert data["sources"]["recalled"]["high"] == 120


def test_what_concerns_an_intervention_takes_in_the_price_and_factor_of_its_fuel():
    about = {(n.file, n.about) for n in numbers(planner.read_case(CASE), "boiler")}
    assert about == {
        ("interventions.csv", "boiler"),
        ("unit_flows.csv", "boiler, gas"),
        ("prices.csv", "gas"),
        ("emission_factors.csv", "gas, co2"),
    }


def test_a_name_that_is_not_there_gets_the_nearest():
    with pytest.raises(planner.PlannerError, match="Did you mean 'boiler'"):
        numbers(planner.read_case(CASE), "boilr")
