"""What is balanced by slice: `balance_in[c, t, y]`, `sum_activity[m, y]`, `sum_purchases[c, y]`, `limit_in[i, t, y]`.

The variables `activity_in[m, t, y]` and `purchases_in[c, t, y]` are what is delivered and bought in a slice.
"""

from __future__ import annotations

import pytest
from slices import DAY_AND_NIGHT, ONE, WINTER_AND_SUMMER

import planner
from planner.model import subjects as registry
from planner.model.build import build_model
from planner.model.inputs import make_inputs
from planner.model.model_file import read_spec
from planner.program.program import compile_program

BOUGHT = {
    "services": "service, unit, amount\n load, MWh, 8760",
    "carriers": "carrier, unit, bought, sliced\n power, MWh, true, true",
    "prices": "carrier, unit, amount\n power, yuan/MWh, 50",
    "interventions": "intervention, kind, sector, of, unit, lifetime\n use, technology, city, load, MWh, 1",
    "unit_flows": "intervention, carrier, unit, amount\n use, power, MWh/MWh, 1",
}


def test_a_price_by_time_of_use(case_of, at):
    """8,760 MWh used evenly, 4,380 by day at 1.5 x 50 and 4,380 by night at 0.5 x 50: 328,500 + 109,500 = 438,000 yuan.

    Used by the profile 0.5 / 1.5 of its own instead: 2,190 x 75 + 6,570 x 25 = 328,500.
    """
    tables = BOUGHT | {"slices": DAY_AND_NIGHT, "profiles": "thing, carrier, day, night\n power, , 1.5, 0.5"}
    plan = planner.solve(case_of(**tables))
    assert plan.total_cost == pytest.approx(438000)
    assert at(plan.balances, "value", kind="purchase", slice="day") == pytest.approx(4380)
    assert at(plan.costs, "value", kind="purchase") == pytest.approx(438000)
    tables["profiles"] += "\n use, power, 0.5, 1.5"
    assert planner.solve(case_of(**tables)).total_cost == pytest.approx(328500)


def test_heat_and_power_in_one_slice(case_of, at):
    """1,000 MWh of heat, all in winter; 1,000 MWh of power, half in winter. A MWh of heat from the plant brings one of power.

    In winter 1,000 MWh of power come with the heat and 500 are used; in summer the gas plant makes 500 at 80 yuan, with
    10 yuan a MWh of heat: 50,000 yuan. Balanced over the year the plant's power would do: 10,000.
    """
    tables = {
        "slices": WINTER_AND_SUMMER,
        "services": "service, unit, sliced, amount\n heat, MWh, true, 1000\n load, MWh, , 1000",
        "carriers": "carrier, unit, surplus, sliced\n power, MWh, true, true",
        "profiles": "thing, winter, summer\n heat, 2, 0",
        "interventions": """
            intervention, kind,       sector, of,    unit, lifetime, full_hours, variable_unit, variable_cost
            chp,          technology, city,   heat,  MWh,  1,        4380,       yuan/MWh,      10
            gas_plant,    technology, city,   power, MWh,  1,        8760,       yuan/MWh,      80
            use,          technology, city,   load,  MWh,  1,        ,           ,
        """,
        "unit_flows": "intervention, carrier, unit, amount\n chp, power, MWh/MWh, -1\n use, power, MWh/MWh, 1",
    }
    plan = planner.solve(case_of(**tables))
    assert plan.total_cost == pytest.approx(50000)
    assert at(plan.balances, "value", kind="unused", slice="winter") == pytest.approx(-500)
    assert at(plan.balances, "value", item="gas_plant", slice="summer") == pytest.approx(500)
    whole = tables | {"slices": ONE, "profiles": "thing, all\n heat, 1"}
    assert planner.solve(case_of(**whole)).total_cost == pytest.approx(10000)


MUST_TAKE = {
    "slices": WINTER_AND_SUMMER,
    "services": "service, unit, amount\n load, MWh, 1000",
    "carriers": "carrier, unit, surplus, sliced\n power, MWh, true, true",
    "profiles": "thing, winter, summer\n wind, 1.5004, 0.4999",
    "interventions": """
        intervention, kind,       sector, of,    unit, lifetime, full_hours, minimum_use, existing, variable_unit, variable_cost
        wind,         technology, city,   power, MWh,  30,       ,           1,           1000,     yuan/MWh,      30
        gas_plant,    technology, city,   power, MWh,  1,        8760,       ,            ,         yuan/MWh,      100
        use,          technology, city,   load,  MWh,  1,        ,           ,            ,         ,
    """,
    "unit_flows": "intervention, carrier, unit, amount\n use, power, MWh/MWh, 1",
}


def test_what_must_be_taken_may_go_to_waste(case_of, at):
    """A contract of 1,000 MWh that must be taken, three quarters of it in winter, beside 500 MWh used in each season.

    The profile's mean is 1.00015, rounding, and is made exact: of 750.1 MWh in winter 250.1 go to waste, in summer
    249.9 are short by 250.1. 1000 x 30 + 250.1 x 100; the exact share is 0.4999 / 2.0003 = 0.24991 of 1,000.
    """
    plan = planner.solve(case_of(**MUST_TAKE))
    short = 500 - 1000 * 0.4999 / 2.0003
    assert plan.total_cost == pytest.approx(30000 + 100 * short)
    assert at(plan.balances, "value", kind="unused", slice="winter") == pytest.approx(-short)
    no_waste = MUST_TAKE | {"carriers": "carrier, unit, sliced\n power, MWh, true"}
    with pytest.raises(planner.NoPlanError):
        planner.solve(case_of(**no_waste))


def test_a_peak_day_sizes_the_turbine(case_of, at):
    """8,760 MWh: 3 MW on one day, else 8,688 MWh in 8,736 hours. A turbine of 1 MW makes 8,760 MWh and stands for 1,000 yuan.

    3 MW: 3,000 + 8,760 x 10 = 90,600 yuan. One whose output are 2,000 hours makes 2,000 MWh a MW: 8,760 / 2,000 = 4.38 MW,
    the year's limit, not the peak's.
    """
    tables = {
        "slices": "slice, season, hours\n most, most, 8736\n peak, peak, 24",
        "services": "service, unit, sliced, amount\n load, MWh, true, 8760",
        "profiles": f"thing, most, peak\n load, {8688 / 8736!r}, 3",
        "interventions": """
            intervention, kind,       sector, of,   unit, lifetime, output, full_hours, cost_unit, fixed_cost, variable_unit, variable_cost
            turbine,      technology, city,   load, MW,   1,        8760,   8760,       yuan/MW,   1000,       yuan/MWh,      10
        """,
    }
    plan = planner.solve(case_of(**tables))
    assert at(plan.uptake, "stock", intervention="turbine") == pytest.approx(3)
    assert plan.total_cost == pytest.approx(90600)
    tables["interventions"] = tables["interventions"].replace("8760,   8760", "2000,   2000")
    assert at(planner.solve(case_of(**tables)).uptake, "stock", intervention="turbine") == pytest.approx(4.38)


def test_availability_may_have_a_mean_above_one(case_of, at):
    """2 in summer, 1.5 in winter: by slice a unit could make 1,000 + 750 MWh, but its output of a year is 1,000.

    1,200 MWh, half in each season: 1.2 units, by the year; with 1.0 in winter 500 MWh a unit then, and 1.2 again.
    With 0.8 in winter it takes 600 / 400 = 1.5.
    """
    tables = {
        "slices": WINTER_AND_SUMMER,
        "services": "service, unit, sliced, amount\n load, MWh, true, 1200",
        "interventions": """
            intervention, kind,       sector, of,   unit, lifetime, output, cost_unit,  fixed_cost
            works,        technology, city,   load, unit, 1,        1000,   yuan/unit, 100
        """,
    }
    for winter, units in ((1.5, 1.2), (1.0, 1.2), (0.8, 1.5)):
        case = case_of(**tables, profiles=f"thing, winter, summer\n works, {winter}, 2")
        assert at(planner.solve(case).uptake, "stock", intervention="works") == pytest.approx(units)


def test_heat_pumps_in_the_cold(case_of):
    """0.4 MWh of power a MWh of heat on average: 0.5 in winter, where 900 of 1,000 MWh are needed, and 0.3 in summer.

    450 + 30 = 480 MWh at 100 yuan; at the mean it would be 400.
    """
    tables = {
        "slices": WINTER_AND_SUMMER,
        "services": "service, unit, sliced, amount\n heat, MWh, true, 1000",
        "carriers": "carrier, unit, bought, sliced\n power, MWh, true, true",
        "prices": "carrier, unit, amount\n power, yuan/MWh, 100",
        "profiles": "thing, carrier, winter, summer\n heat, , 1.8, 0.2\n heat_pump, power, 1.25, 0.75",
        "interventions": """
            intervention, kind,       sector, of,   unit, lifetime, full_hours
            heat_pump,    technology, city,   heat, MWh,  1,        4380
        """,
        "unit_flows": "intervention, carrier, unit, amount\n heat_pump, power, MWh/MWh, 0.4",
    }
    assert planner.solve(case_of(**tables)).total_cost == pytest.approx(48000)


def test_an_electrolyser_at_will_beside_a_flat_one(case_of, at):
    """Power at 150 by day and 50 by night. 1,000 MWh of hydrogen, a MWh of power each.

    One that runs evenly pays 100 yuan. One that is called for 4,380 hours runs at night: 50, and 20 for standing idle by
    day. 400 MWh of it at 70 and 600 of the other at 100: 88,000 yuan.
    """
    tables = {
        "slices": DAY_AND_NIGHT,
        "services": "service, unit, amount\n hydrogen, MWh, 1000",
        "carriers": "carrier, unit, bought, sliced\n power, MWh, true, true",
        "prices": "carrier, unit, amount\n power, yuan/MWh, 100",
        "profiles": "thing, day, night\n power, 1.5, 0.5",
        "interventions": """
            intervention, kind,       sector, of,       unit, lifetime, full_hours, potential, cost_unit, fixed_cost
            flat,         technology, city,   hydrogen, MWh,  1,        ,           ,          ,
            at_will,      technology, city,   hydrogen, MWh,  1,        4380,       400,       yuan/MWh,  20
        """,
        "unit_flows": "intervention, carrier, unit, amount\n flat, power, MWh/MWh, 1\n at_will, power, MWh/MWh, 1",
    }
    plan = planner.solve(case_of(**tables))
    assert plan.total_cost == pytest.approx(88000)
    assert at(plan.balances, "value", item="at_will", kind="consumed", slice="night") == pytest.approx(-400)
    assert at(plan.balances, "value", item="flat", kind="consumed", slice="day") == pytest.approx(-300)


def test_one_slice_is_the_year(case_of):
    """Wind of 60 MWh at 30 yuan, the rest of 100 MWh bought at 50: 1,800 + 2,000 = 3,800 yuan, in a slice of 8,760 hours too."""
    tables = {
        "services": "service, unit, sliced, amount\n load, MWh, {sliced}, 100",
        "carriers": "carrier, unit, bought, sliced\n power, MWh, true, {sliced}",
        "prices": "carrier, unit, amount\n power, yuan/MWh, 50",
        "interventions": """
            intervention, kind,       sector, of,   unit, lifetime, potential, variable_unit, variable_cost, full_hours
            wind,         technology, city,   load, MWh,  1,        60,        yuan/MWh,      30,            {hours}
            grid,         technology, city,   load, MWh,  1,        ,          ,              ,              {hours}
        """,
        "unit_flows": "intervention, carrier, unit, amount\n grid, power, MWh/MWh, 1",
    }
    by_year = {name: text.format(sliced="", hours="") for name, text in tables.items()}
    by_slice = {name: text.format(sliced="true", hours="8760") for name, text in tables.items()} | {"slices": ONE}
    assert planner.solve(case_of(**by_year)).total_cost == pytest.approx(3800)
    assert planner.solve(case_of(**by_slice)).total_cost == pytest.approx(3800)


def test_without_slices_the_program_is_what_it_was(example_city, monkeypatch):
    """Not a row, column or coefficient comes from the subjects of slices."""
    spec = read_spec(example_city, None)
    inputs = make_inputs(example_city, spec)
    programs = []
    for subjects in (registry.SUBJECTS, tuple(s for s in registry.SUBJECTS if s not in registry.BY_SLICE)):
        monkeypatch.setattr(registry, "SUBJECTS", subjects)
        programs.append(compile_program(build_model(inputs), registry.families()))
    having, lacking = programs
    assert len(having.rows) > 300
    assert (having.rows, having.columns) == (lacking.rows, lacking.columns)
    assert (having.matrix != lacking.matrix).nnz == 0
    for part in ("cost", "lower", "upper", "row_lower", "row_upper"):
        assert (getattr(having, part) == getattr(lacking, part)).all()


def test_prices_by_slice_and_year(case_of, at):
    """A MWh more by day costs 75, by night 25; 2,190 MWh are used by day and 6,570 by night: 37.5 yuan in the mean.

    In 2031, at a rate of 10 %, 37.5 / 1.1 in present value. The bound of a purchase of nothing has no price.
    """
    profiles = "thing, carrier, day, night\n power, , 1.5, 0.5\n use, power, 0.5, 1.5"
    case = case_of(years=(2030, 2031), rate=0.1, **BOUGHT | {"slices": DAY_AND_NIGHT, "profiles": profiles})
    plan = planner.solve(case)
    prices = plan.slice_prices[plan.slice_prices["year"] == 2031]
    assert at(prices, "price", slice="day") == pytest.approx(75)
    assert at(prices, "price", slice="") == pytest.approx(37.5)
    assert at(prices, "present_value", slice="") == pytest.approx(37.5 / 1.1)
    assert at(plan.prices, "price", family="balance_in", id="power/night", year=2031) == pytest.approx(25)


def test_what_goes_missing_is_said_of_the_year(case_of):
    """Sun by day alone, 4,380 of 8,760 MWh: by night 4,380 go missing, said of the year and its commodity."""
    tables = {
        "slices": DAY_AND_NIGHT,
        "services": "service, unit, sliced, amount\n load, MWh, true, 8760",
        "profiles": "thing, day, night\n sun, 2, 0",
        "interventions": "intervention, kind, sector, of, unit, lifetime\n sun, technology, city, load, MWh, 1",
    }
    with pytest.raises(planner.NoPlanError) as none:
        planner.solve(case_of(**tables))
    (row,) = none.value.excess
    assert (row["commodity"], row["year"], row["excess"]) == ("load", 2030, pytest.approx(4380))


def test_a_share_counts_by_products_as_they_come(case_of):
    """0.5 MWh of power a MWh of heat on average: 800 in winter bring 0.625 each, 200 in summer 0.25: 500 + 50 MWh.

    1,000 MWh are used, 500 in each season: 450 are bought at 100 yuan. A share of 0.6 from the plant and green power, at
    150, takes 50 MWh of the latter: 400 x 100 + 50 x 150 = 47,500 yuan.
    """
    tables = {
        "slices": WINTER_AND_SUMMER,
        "services": "service, unit, sliced, amount\n heat, MWh, true, 1000\n load, MWh, , 1000",
        "carriers": "carrier, unit, bought, sliced\n power, MWh, true, true",
        "prices": "carrier, unit, amount\n power, yuan/MWh, 100",
        "profiles": "thing, carrier, winter, summer\n heat, , 1.6, 0.4\n chp, power, 1.25, 0.5",
        "interventions": """
            intervention, kind,       sector, of,    unit, lifetime, full_hours, variable_unit, variable_cost
            chp,          technology, city,   heat,  MWh,  1,        4380,       ,
            green,        technology, city,   power, MWh,  1,        8760,       yuan/MWh,      150
            use,          technology, city,   load,  MWh,  1,        ,           ,
        """,
        "unit_flows": "intervention, carrier, unit, amount\n chp, power, MWh/MWh, -0.5\n use, power, MWh/MWh, 1",
        "shares": "policy, commodity, suppliers, amount\n clean, power, chp; green, 60",
    }
    assert planner.solve(case_of(**tables)).total_cost == pytest.approx(47500)
