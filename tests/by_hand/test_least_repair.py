"""No plan: caps give way by the least sum, policies by the least common share and then the least sum within it."""

from __future__ import annotations

import pytest

import planner

POWER = {
    "services": "service, unit, amount\n power, MWh, 100",
    "carriers": "carrier, unit, bought\n imports, MWh, true",
    "prices": "carrier, unit, amount\n imports, yuan/MWh, 50",
    "emission_factors": "carrier, account, unit, amount\n imports, co2, tCO2/MWh, 1",
    "interventions": """
        intervention, kind,       sector, of,    unit, lifetime, build_limit
        grid,         technology, city,   power, MWh,  1,
        wind,         technology, city,   power, MWh,  1,        30
    """,
    "unit_flows": "intervention, carrier, unit, amount\n grid, imports, MWh/MWh, 1",
}


def excess(case: planner.Case) -> list[tuple[object, ...]]:
    with pytest.raises(planner.NoPlanError) as none:
        planner.solve(case)
    return [(row.get("policy", "cap"), row["year"], pytest.approx(row["excess"])) for row in none.value.excess]


def test_a_share_that_cannot_be_reached(case_of):
    """Wind delivers 30 of 100 MWh at most: of 50 % asked, 30 % can be reached, 20 % less."""
    shares = "policy, commodity, suppliers, unit, amount\n green, power, wind, %, 50"
    case = case_of(**POWER, shares=shares)
    assert excess(case) == [("green", 2030, 20)]
    with pytest.raises(planner.NoPlanError, match=r"wind in the supply of power at least 50 %; no more than 30"):
        planner.solve(case)


def test_policies_give_way_by_the_least_common_share(case_of):
    """100 MWh of imports a year are needed, 40 and 50 are allowed, and wind makes 30: 30 and 20 lack.

    In shares of the larger amount, 0.6 and 0.4: no common share below 0.6 is enough, and within it the second year
    gives way by no more than its own 20.
    """
    volumes = "policy, quantity, of, bound, unit, 2030, 2031\n less, purchases, imports, at_most, MWh, 40, 50"
    assert excess(case_of(years=(2030, 2031), **POWER, volumes=volumes)) == [("less", 2030, 30), ("less", 2031, 20)]


def test_caps_give_way_before_policies(case_of):
    """A cap of 60 t where 70 t of imports must come in, and a share that can be kept: the cap gives way by 10."""
    shares = "policy, commodity, suppliers, unit, amount\n green, power, wind, %, 20"
    caps = "account, kind, unit, amount\n co2, yearly, tCO2, 60"
    assert excess(case_of(**POWER, shares=shares, caps=caps)) == [("cap", 2030, 10)]


def test_accounts_are_never_added_up(case_of):
    """10 t lack under a cap of 60 t, 1 kt under one of 6 kt of another account: each is a sixth of its size."""
    factors = POWER["emission_factors"] + "\n imports, so2, tCO2/MWh, 100"
    caps = "account, kind, unit, amount\n co2, yearly, tCO2, 60\n so2, yearly, tCO2, 6000"
    case = case_of(accounts=("co2", "so2"), **POWER | {"emission_factors": factors}, caps=caps)
    assert excess(case) == [("cap", 2030, 10), ("cap", 2030, 1000)]
