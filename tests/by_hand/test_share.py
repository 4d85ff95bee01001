"""A share of a commodity's supply: limit_share[p, y]. Its price is money per unit of the commodity."""

from __future__ import annotations

import pytest

import planner
from planner.results.duals import present_price
from planner.results.plan import prepare
from planner.results.references import optimum

TABLES = {
    "services": "service, unit, amount\n power, MWh, 100",
    "carriers": "carrier, unit, bought\n imports, MWh, true",
    "prices": "carrier, unit, amount\n imports, yuan/MWh, 50",
    "interventions": """
        intervention, kind,       sector, of,    unit, lifetime, incumbent, variable_unit, variable_cost
        grid,         technology, city,   power, MWh,  1,        true,      ,
        wind,         technology, city,   power, MWh,  1,        ,          yuan/MWh,      80
    """,
    "unit_flows": "intervention, carrier, unit, amount\n grid, imports, MWh/MWh, 1",
}


def ready(case_of, shares: str):
    prepared = prepare(case_of(**TABLES, shares=shares))
    return prepared, optimum(prepared.case, prepared.inputs, prepared.program)


def test_a_share_at_least(case_of):
    """40 % of 100 MWh: 40 of wind at 80 and 60 of imports at 50 yuan, 40*80 + 60*50 = 6200.

    A MWh of wind more in place of one of imports costs 30 yuan: the price of a certificate.
    """
    prepared, plan = ready(case_of, "policy, commodity, suppliers, unit, amount\n green, power, wind, %, 40")
    assert prepared.program.cost @ plan.x == pytest.approx(6200)
    assert present_price(prepared.program, plan, prepared.inputs.limits[-1]) == pytest.approx(30)


def test_a_share_at_most(case_of):
    """At most 0.7 of imports: 70*50 + 30*80 = 5900 yuan; a MWh of imports more saves 30."""
    head = "policy, commodity, suppliers, bound, unit, amount"
    prepared, plan = ready(case_of, f"{head}\n own, power, grid, at_most, 1, 0.7")
    assert prepared.program.cost @ plan.x == pytest.approx(5900)
    assert present_price(prepared.program, plan, prepared.inputs.limits[-1]) == pytest.approx(30)


def test_no_reference_has_a_share_that_is_not_decided(case_of):
    """Without it all 100 MWh are imports: 5000 yuan."""
    case = case_of(**TABLES, shares="policy, commodity, suppliers, unit, amount\n green, power, wind, %, 40")
    assert planner.solve(case).references["least_cost"]["cost"] == pytest.approx(5000)


def test_a_decided_share_is_part_of_the_current_policies(case_of):
    """Frozen and least cost: 100 MWh of imports, 5000 yuan. Current policies keep the share: 40*80 + 60*50 = 6200."""
    shares = "policy, commodity, suppliers, decided, unit, amount\n green, power, wind, true, %, 40"
    references = planner.solve(case_of(**TABLES, shares=shares)).references
    costs = {name: reference["cost"] for name, reference in references.items()}
    assert costs == pytest.approx({"frozen": 5000, "current_policies": 6200, "least_cost": 5000})


def test_a_supplier_may_begin_to_supply_later(case_of):
    """From 2031 on 40 MWh of heat come with 20 of power, the 20 % asked: (100 + 80) MWh are bought at 50 yuan."""
    tables = {
        "services": "service, unit, amount\n light, MWh, 100\n heat, MWh, 40",
        "carriers": "carrier, unit, bought\n power, MWh, true",
        "prices": "carrier, unit, amount\n power, yuan/MWh, 50",
        "interventions": """
            intervention, kind, sector, of, unit, lifetime
            lamp, technology, city, light, MWh, 1
            chp, technology, city, heat, MWh, 1
        """,
        "unit_flows": "intervention, carrier, unit, 2030, 2031\n lamp, power, MWh/MWh, 1, 1\n chp, power, MWh/MWh, 0, -0.5",
        "shares": "policy, commodity, suppliers, unit, 2031\n waste_heat, power, chp, %, 20",
    }
    assert planner.solve(case_of(years=(2030, 2031), **tables)).total_cost == pytest.approx(9000)


def test_where_it_cannot_be_kept_things_are_called_by_their_names(case_of):
    """Wind, at most 10 of 100 MWh, can't be 40 %."""
    named = TABLES | {
        "services": "service, name_en, name_zh, unit, amount\n power, Electricity, 电力, MWh, 100",
        "interventions": """
            intervention, kind, sector, of, unit, lifetime, incumbent, potential, name_en, name_zh
            grid, technology, city, power, MWh, 1, true, , ,
            wind, technology, city, power, MWh, 1, , 10, Wind farms, 风电
        """,
    }
    shares = "policy, commodity, suppliers, unit, amount\n green, power, wind, %, 40"
    with pytest.raises(
        planner.NoPlanError, match="share of Wind farms in the supply of Electricity at least 40 %"
    ) as no:
        planner.solve(case_of(**named, shares=shares))
    assert "风电在电力供应中的份额" in no.value.in_language("zh")


def test_a_supplier_that_supplies_something_else_is_refused(case_of):
    with pytest.raises(planner.InputError, match=r"shares.csv row 2, suppliers.*'heater' supplies no power"):
        case_of(
            **TABLES
            | {
                "services": "service, unit, amount\n power, MWh, 100\n heat, MWh, 1",
                "interventions": TABLES["interventions"] + "\n heater, technology, city, heat, MWh, 1, , ,",
            },
            shares="policy, commodity, suppliers, unit, amount\n green, power, heater, %, 40",
        )
