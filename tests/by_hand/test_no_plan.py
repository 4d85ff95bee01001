"""Why there is no plan, in cells of the tables; the least that repairs it in each currency; the plan with the least excess."""

from __future__ import annotations

import pytest

import planner
from planner.results.eased_case import scenario_file

CITY = {
    "services": "service, unit, amount\n power, MWh, 100",
    "carriers": "carrier, unit, bought\n gas, MWh, true",
    "prices": "carrier, unit, amount\n gas, yuan/MWh, 20",
    "emission_factors": "carrier, account, unit, amount\n gas, co2, tCO2/MWh, 0.5",
    "interventions": """
        intervention, kind,       sector, of,    unit, lifetime, variable_unit, variable_cost, potential, build_limit
        plant,        technology, city,   power, MWh,  1,        ,              ,              ,
        wind,         technology, city,   power, MWh,  20,       yuan/MWh,      80,            90,        10
    """,
    "unit_flows": "intervention, carrier, unit, amount\n plant, gas, MWh/MWh, 2",
    "caps": "account, unit, 2030, 2031\n co2, tCO2, 90, 65",
}


def why(case: planner.Case) -> planner.NoPlanError:
    with pytest.raises(planner.NoPlanError) as none:
        planner.solve(case)
    return none.value


def cells(problems) -> set[tuple[str, int, str]]:
    return {(problem.file, problem.row, problem.column) for problem in problems}


def test_what_conflicts_and_what_repairs_it(case_of):
    """A MWh of gas power emits 1 t. The cap of 2031 needs 35 MWh of wind; 10 a year make 20, so 15 t are too many.

    That is the cap with the demand and the build limit, and nothing else: the potential of 90 MWh is far. 35 MWh in two
    years are 17.5 a year, 7.5 more. Or 15 MWh less are demanded: 85 of 100.
    """
    none = why(case_of(years=(2030, 2031), **CITY))
    wanted = {("services.csv", 2, "amount"), ("interventions.csv", 4, "build_limit"), ("caps.csv", 2, "2031")}
    assert cells(none.conflict) == wanted
    assert cells(none.at_limit) == {("interventions.csv", 4, "build_limit")}
    assert list(none.repairs) == ["caps", "build_limit", "demand"]
    after = {by: said[0].values["after"] for by, said in none.repairs.items()}
    assert after == pytest.approx({"caps": 80, "build_limit": 17.5, "demand": 85}, rel=1e-6)
    for lang, said in (("en", "at most 10 MWh of wind built a year (2030-2031)"), ("zh", "wind每年最多新建 10 兆瓦时")):
        assert said in none.in_language(lang)


def test_the_least_excess_is_a_plan(case_of, at):
    """20 MWh of wind and 80 of gas in 2031: 15 t over the cap; 20 yuan/MWh x 2 for 90 + 80 MWh of gas power, 80 for 30
    MWh of wind: 6800 + 2400 yuan. Its tables say what they are, and the cap that was asked.
    """
    plan = why(case_of(years=(2030, 2031), **CITY)).plan
    assert plan.status == "least_excess"
    assert plan.total_cost == pytest.approx(9200, rel=1e-6)
    assert at(plan.emissions, "plan", sector="total", year=2031) == pytest.approx(80, rel=1e-6)
    assert at(plan.emissions, "cap", sector="total", year=2031) == 65
    assert set(plan.prices["scenario"]) == {"least_excess"}
    assert [row["excess"] for row in plan.excess] == [pytest.approx(15)]


def test_a_repair_is_a_scenario(case_of, tmp_path):
    case = case_of(years=(2030, 2031), **CITY)
    changes = why(case).changes["build_limit"]
    scenario_file(case, changes).to_csv(tmp_path / "faster.csv", index=False)
    plan = planner.solve(planner.read_case(case, scenario=tmp_path / "faster.csv"))
    assert plan.emissions.set_index(["sector", "year"])["plan"]["total", 2031] == pytest.approx(65, rel=1e-6)


def test_growth_of_nothing_is_named(case_of):
    """Growth by a fifth of nothing, without a seed, is nothing. What repairs 35 MWh in 2031: 15.9 a year more, since
    2.2 x 15.9 = 35.
    """
    built = """
        intervention, kind,       sector, of,    unit, lifetime, growth
        plant,        technology, city,   power, MWh,  1,
        wind,         technology, city,   power, MWh,  20,       0.2
    """
    none = why(case_of(years=(2030, 2031), **CITY | {"interventions": built}))
    assert ("interventions.csv", 4, "growth") in cells(none.conflict)
    assert "wind can never be built" in str(none)
    (seed,) = none.repairs["limit_growth"]
    assert (seed.column, seed.values["after"]) == ("growth_seed", pytest.approx(35 / 2.2, rel=1e-6))


def test_a_sector_that_may_not_go_below_zero_is_named(case_of):
    """Gas that takes up 0.02 t/MWh makes 100 MWh emit -4 t, in a sector with a reduction, which may not go below zero."""
    tables = CITY | {
        "emission_factors": "carrier, account, unit, amount\n gas, co2, tCO2/MWh, -0.02",
        "interventions": """
            intervention, kind,       sector, of,    unit, lifetime
            plant,        technology, city,   power, MWh,  1
            trees,        reduction,  city,   ,      t,    1
        """,
        "process_emissions": "intervention, account, unit, amount\n trees, co2, tCO2/t, -1",
    }
    none = why(case_of(**tables | {"caps": "account, unit, amount\n co2, tCO2, 1000"}))
    assert cells(none.conflict) == {("services.csv", 2, "amount"), ("sectors.csv", 2, "net_negative")}
    assert none.repairs["limit_reduction"][0].values["after"] is True
    assert "" not in none.repairs  # each names a file
    assert none.plan.status == "least_excess"


def test_a_minimum_use_above_the_demand(case_of):
    """130 MWh stand and must run at 90 %: 117 of a demand of 100. A use of 100/130 can be kept."""
    tables = CITY | {
        "interventions": """
            intervention, kind,       sector, of,    unit, lifetime, existing, minimum_use
            plant,        technology, city,   power, MWh,  20,       130,      0.9
        """,
    }
    none = why(case_of(**tables | {"caps": "account, unit, amount\n co2, tCO2, 1000"}))
    assert ("interventions.csv", 3, "minimum_use") in cells(none.conflict)
    assert ("interventions.csv", 3, "existing") in cells(none.conflict)
    (use,) = none.repairs["hold_activity"]
    assert use.values["after"] == pytest.approx(100 / 130, rel=1e-6)


def test_years_in_which_a_limit_gives_way_alike_are_one_line():
    """By as much in 2027 and 2028, not in 2030, which does not follow, and by more in 2031."""
    by_year = {2027: 3.0, 2028: 3.0, 2030: 3.0, 2031: 4.0}
    asked = {"key": "excess_cap", "of": "co2", "cap": 6, "unit": "kt"}
    none = planner.NoPlanError("no_plan", [asked | {"year": year, "excess": by} for year, by in by_year.items()])
    told = [line.split(": ")[0] for line in none.in_language("en").splitlines()[1:]]
    assert told == ["  - co2, 2027-2028", "  - co2, 2030", "  - co2, 2031"]
