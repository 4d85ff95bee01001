"""Who gets the credit: shares worked out on paper, where measures overlap, multiply, need each other or do neither."""

from __future__ import annotations

import pytest

import planner
from planner.credit.coalitions import running_costs
from planner.credit.credit import OPERATION
from planner.errors import UsageError
from planner.program.session import Session
from planner.results.plan import prepare

COLUMNS = (
    "intervention, kind, sector, of, unit, incumbent, existing, lifetime, build_limit, potential, "
    "cost_unit, capex, variable_unit, variable_cost"
)
HEAT = {
    "services": "service, unit, amount\n heat, m2, 100",
    "carriers": "carrier, unit, bought\n gas, MWh, true\n power, MWh, true",
    "prices": "carrier, unit, amount\n gas, yuan/MWh, 10\n power, yuan/MWh, 10",
    "emission_factors": "carrier, account, unit, amount\n gas, co2, tCO2/MWh, 0.2\n power, co2, tCO2/MWh, 0.6",
}


def shares(credit, measure):
    """alone, last in, Shapley value."""
    row = credit.table.set_index("measure").loc[measure]
    return pytest.approx((row["alone"], row["last_in"], row["shapley"]), abs=1e-6)


def test_two_savings_multiply_and_share_the_overlap(case_of):
    """100 m2 burn 1 MWh/m2 at 0.2 t/MWh: 20 t. Savings of 30 % and 50 % leave 0.7 x 0.5: 7 t, so 13 t are avoided.

    Alone 6 and 10. Last in: 30 % of the 10 t that the other leaves is 3, 50 % of 14 is 7. Shapley, of two orders the
    mean: 4.5 and 8.5, together 13.
    """
    case = case_of(
        **HEAT,
        interventions=f"""{COLUMNS}
            boiler,     technology,  city, heat, m2, true, 100, 20, 0, , , , ,
            insulation, improvement, city, heat, m2, , , 20, , , yuan/m2, 1, ,
            metering,   improvement, city, heat, m2, , , 20, , , yuan/m2, 1, ,
        """,
        unit_flows="intervention, carrier, unit, amount\n boiler, gas, MWh/m2, 1",
        savings="improvement, carrier, fraction\n insulation, gas, 0.3\n metering, gas, 0.5",
    )
    credit = planner.credit_shares(case)
    assert shares(credit, "insulation") == (6, 3, 4.5)
    assert shares(credit, "metering") == (10, 7, 8.5)
    assert credit.abatement == pytest.approx(13)
    assert list(credit.table["measure"]) == ["metering", "insulation", OPERATION]


def contract_and_heat_pump(case_of, minimum_use=""):
    """Both are needed to the full for the cap of 0 t: 100 m2 of heat pumps, 50 MWh of contract."""
    carriers = "carrier, unit, bought, counted_in\n gas, MWh, true,\n power, MWh, true, city"
    return case_of(
        **HEAT | {"carriers": carriers},
        interventions=f"""{COLUMNS}, minimum_use
            boiler,    technology, city, heat,  m2,  true, 100, 20, 0, , , , , ,
            heat_pump, technology, city, heat,  m2,  , , 20, , , yuan/m2, 1, , ,
            contract,  technology, city, power, MWh, , , 20, , , yuan/MWh, 500, , , {minimum_use}
        """,
        unit_flows="intervention, carrier, unit, amount\n boiler, gas, MWh/m2, 1\n heat_pump, power, MWh/m2, 0.5",
        caps="account, kind, unit, amount\n co2, yearly, tCO2, 0",
    )


@pytest.mark.parametrize("minimum_use", ["", "1"])
def test_a_heat_pump_on_dirty_power_gets_less_than_the_contract_that_cleans_it(case_of, minimum_use):
    """Boilers burn 100 MWh of gas: 20 t. Heat pumps use 50 MWh of power at 0.6 t/MWh: 30 t, 10 t more than boilers.

    A contract over 50 MWh brings that to 0: both avoid 20 t. The contract alone has nobody to serve and avoids 0, also
    where it must be used in full: it stands idle. The heat pump alone -10. Last in: contract 30, heat pump 20. Shapley:
    15 and 5.
    """
    credit = planner.credit_shares(contract_and_heat_pump(case_of, minimum_use))
    assert shares(credit, "contract") == (0, 30, 15)
    assert shares(credit, "heat_pump") == (-10, 20, 5)
    assert credit.abatement == pytest.approx(20)


def test_a_capture_shares_the_flue_gas_with_what_saves_the_fuel(case_of):
    """Boilers emit 20 t; a capture takes 90 %, up to its 18 t; a saving of 50 % leaves 10 t, of which 9 are caught.

    Built for 9 t: the cap is 1 t. Capture alone 9, saving alone 10, together 19. Last in: capture 19 - 10 = 9, saving
    19 - 9 = 10: a capture of 9 t does not compete for the gas. No interaction, though both act on it.
    """
    case = case_of(
        **HEAT,
        interventions=f"""{COLUMNS}
            boiler,  technology,  city, heat, m2,    true, 100, 20, 0, , , , ,
            saving,  improvement, city, heat, m2,    , , 20, , , yuan/m2, 1, ,
            capture, capture,     city, ,     tCO2,  , , 20, , , yuan/tCO2, 50, ,
        """,
        unit_flows="intervention, carrier, unit, amount\n boiler, gas, MWh/m2, 1",
        savings="improvement, carrier, fraction\n saving, gas, 0.5",
        captures="capture, technology, rate\n capture, boiler, 0.9",
        caps="account, kind, unit, amount\n co2, yearly, tCO2, 1",
    )
    credit = planner.credit_shares(case)
    assert shares(credit, "capture") == (9, 9, 9)
    assert shares(credit, "saving") == (10, 10, 10)


def test_two_captures_share_the_flue_gas(case_of):
    """Of 20 t, 90 % can be caught: 18. Two captures of 9 t each: each 9 alone, last in and on average, 18 together."""
    case = case_of(
        **HEAT,
        interventions=f"""{COLUMNS}
            boiler, technology, city, heat, m2,   true, 100, 20, 0, , , , ,
            near,   capture,    city, ,     tCO2, , , 20, , 9,  yuan/tCO2, 50, ,
            far,    capture,    city, ,     tCO2, , , 20, , 20, yuan/tCO2, 60, ,
        """,
        unit_flows="intervention, carrier, unit, amount\n boiler, gas, MWh/m2, 1",
        captures="capture, technology, rate\n near, boiler, 0.9\n far, boiler, 0.9",
        caps="account, kind, unit, amount\n co2, yearly, tCO2, 2",
    )
    credit = planner.credit_shares(case)
    for measure in ("near", "far"):
        assert shares(credit, measure) == (9, 9, 9)


REDUCTIONS = {
    "baseline": "sector, account, unit, amount\n city, co2, tCO2, 100",
    "interventions": f"""{COLUMNS}
        meadow, reduction, city, , project, , , 1, , 10, , , yuan/project, 10
        forest, reduction, city, , project, , , 1, , 20, , , yuan/project, 30
        wetland, reduction, city, , project, , , 1, , 20, , , yuan/project, 90
    """,
    "process_emissions": """intervention, account, unit, amount
        meadow, co2, tCO2/project, -1
        forest, co2, tCO2/project, -2
        wetland, co2, tCO2/project, -1
    """,
}


def test_in_a_classic_table_all_three_agree(case_of):
    """To 70 t: the meadow's 10 t at 10 yuan/t, then 20 t of the forest at 15: nothing overlaps, so whatever the order.

    The forest is marginal: at the shadow price it is as good as nothing, and still gets what the plan builds. What the
    plan does not build is no measure of it.
    """
    credit = planner.credit_shares(case_of(**REDUCTIONS, caps="account, kind, unit, amount\n co2, yearly, tCO2, 70"))
    assert shares(credit, "meadow") == (10, 10, 10)
    assert shares(credit, "forest") == (20, 20, 20)
    assert "wetland" not in set(credit.table["measure"])


def storing(case_of, enabler=""):
    """A reduction of 30 t that needs storage, 1 t/t, which a pipeline gives."""
    return case_of(
        carriers=f"carrier, unit, enabler\n storage, tCO2, {enabler}",
        baseline="sector, account, unit, amount\n city, co2, tCO2, 100",
        interventions=f"""{COLUMNS}
            pipeline,    technology, city, storage, tCO2, , , 20, , , yuan/tCO2, 1, ,
            air_capture, reduction,  city, ,        tCO2, , , 20, , , yuan/tCO2, 9, ,
        """,
        unit_flows="intervention, carrier, unit, amount\n air_capture, storage, tCO2/tCO2, 1",
        process_emissions="intervention, account, unit, amount\n air_capture, co2, tCO2/tCO2, -1",
        caps="account, kind, unit, amount\n co2, yearly, tCO2, 70",
    )


def test_what_needs_another_shares_with_it(case_of):
    """Neither avoids anything alone, each 30 last in, 15 on average; marked as an enabler the same if asked apart."""
    for credit in (
        planner.credit_shares(storing(case_of)),
        planner.credit_shares(storing(case_of, "true"), enablers="apart"),
    ):
        for measure in ("pipeline", "air_capture"):
            assert shares(credit, measure) == (0, 30, 15)
        assert credit.serving == ()


def test_an_enabler_stands_with_what_it_serves(case_of):
    """The pipeline comes with air capture, which then avoids its 30 t alone, last in and on average."""
    credit = planner.credit_shares(storing(case_of, "true"))
    assert shares(credit, "air_capture") == (30, 30, 30)
    assert "pipeline" not in set(credit.table["measure"])
    assert credit.serving == ("pipeline",)
    assert credit.table["shapley"].sum() == pytest.approx(credit.abatement)


def test_what_is_not_built_but_run_otherwise_is_nobodys(case_of):
    """Boilers on gas (0.2 t/MWh) and on power (0.6), both of today, 100 m2 each; power is cheaper to run: 60 t.

    A cap of 40 t turns half to gas, which nobody builds: 20 t under `operation`, and no measure.
    """
    tables = HEAT | {"prices": "carrier, unit, amount\n gas, yuan/MWh, 10\n power, yuan/MWh, 5"}
    case = case_of(
        **tables,
        interventions=f"""{COLUMNS}
            boiler, technology, city, heat, m2, true, 100, 20, 0, , , , ,
            heater, technology, city, heat, m2, true, 100, 20, 0, , , , ,
        """,
        unit_flows="intervention, carrier, unit, amount\n boiler, gas, MWh/m2, 1\n heater, power, MWh/m2, 1",
        caps="account, kind, unit, amount\n co2, yearly, tCO2, 40",
    )
    credit = planner.credit_shares(case)
    assert list(credit.table["measure"]) == [OPERATION]
    assert shares(credit, OPERATION) == (20, 20, 20)


def test_steps_of_one_measure_are_one(case_of):
    """Insulation in two steps, 60 m2 and 40 m2, halves 20 t: one measure of 10 t, whose items are the steps."""
    case = case_of(
        **HEAT,
        interventions=f"""{COLUMNS}, group
            boiler, technology,  city, heat, m2, true, 100, 20, 0, , , , , ,
            easy,   improvement, city, heat, m2, , , 20, , 60, yuan/m2, 1, , , insulation
            hard,   improvement, city, heat, m2, , , 20, , 60, yuan/m2, 2, , , insulation
        """,
        unit_flows="intervention, carrier, unit, amount\n boiler, gas, MWh/m2, 1",
        savings="improvement, carrier, fraction\n easy, gas, 0.5\n hard, gas, 0.5",
    )
    credit = planner.credit_shares(case)
    assert shares(credit, "insulation") == (10, 10, 10)
    assert list(credit.table["items"]) == ["easy; hard", ""]


def test_over_several_years_credit_is_the_sum_of_the_years(case_of):
    """Meadows of 10 t in 2030 and, as the cap falls from 90 to 85 t, 10 t and 5 t of forest in 2031: 20 t and 5 t."""
    case = case_of(
        years=(2030, 2031),
        **REDUCTIONS,
        caps="account, kind, between, unit, 2030, 2031\n co2, yearly, free, tCO2, 90, 85",
    )
    credit = planner.credit_shares(case)
    assert shares(credit, "meadow") == (20, 20, 20)
    assert shares(credit, "forest") == (5, 5, 5)
    assert credit.emissions[["year", "reference", "plan", "cap"]].to_numpy().tolist() == [
        [2030, 100, 90, 90],
        [2031, 100, 85, 85],
    ]
    assert shares(planner.credit_shares(case, year=2030), OPERATION) == (0, 0, 0)


@pytest.mark.parametrize("asked", [{"year": 2050}, {"account": "co3"}, {"orders": 3}, {"orders": 2}])
def test_what_cannot_be_asked_is_refused(case_of, asked):
    """A year after the plan, an account that the case does not have, an odd number of orders, one pair of them, which
    has no error."""
    with pytest.raises(UsageError):
        planner.credit_shares(case_of(**REDUCTIONS), **asked)


def test_what_sets_the_price_runs_a_little_cheaper_than_what_it_replaces(case_of):
    """Half of 100 MWh must come without emissions, at 40 yuan/MWh; the grid's cost 10 and emit 0.6 t: 30 / 0.6 = 50
    yuan/t. At that price both cost 40, and which of them runs would be chance; at prices raised by a millionth the
    grid costs 30 x 1e-6 more. So solar power has its whole 30 t, and none are left to operation.
    """
    case = case_of(
        **HEAT | {"services": "service, unit, amount\n light, MWh, 100"},
        interventions=f"""{COLUMNS}
            lamp, technology, city, light, MWh, true, 100, 20, 0, , , , ,
            sun,  technology, city, light, MWh, , , 20, , , , , yuan/MWh, 40
        """,
        unit_flows="intervention, carrier, unit, amount\n lamp, power, MWh/MWh, 1",
        caps="account, kind, unit, amount\n co2, yearly, tCO2, 30",
    )
    ready = prepare(case)
    costs, column = running_costs(ready, Session(ready.program).solve()), ready.program.column
    grid = costs[column["purchases", "power", 2030]] + 0.6 * costs[column["total_emissions", "co2", 2030]]
    assert grid - 40 == pytest.approx(30e-6, rel=1e-3)
    credit = planner.credit_shares(ready)
    assert shares(credit, "sun") == (30, 30, 30)
    assert shares(credit, OPERATION) == (0, 0, 0)
