"""Ranked bars and credit where power is balanced by slice: a battery comes with what it serves."""

from __future__ import annotations

import pytest

import planner

SUN = {
    "slices": "slice, season, hours\n day, all, 4380\n night, all, 4380",
    "services": "service, unit, sliced, amount\n load, MWh, true, 8760",
    "profiles": "thing, day, night\n sun, 2, 0",
    "interventions": """
        intervention, kind,       sector, of,   unit, lifetime, incumbent, full_hours, storage_hours, efficiency, cost_unit, fixed_cost, variable_unit, variable_cost
        sun,          technology, city,   load, MWh,  1,        ,          ,           ,              ,           yuan/MWh,  20,         ,
        gas,          technology, city,   load, MWh,  1,        true,      8760,       ,              ,           ,          ,           yuan/MWh,      100
        battery,      storage,    city,   load, MWh,  1,        ,          ,           4,             0.8,        yuan/MWh,  18250,      ,
    """,
    "process_emissions": "intervention, account, unit, amount\n gas, co2, tCO2/MWh, 0.5",
}


def test_bars(case_of, at):
    """Gas alone costs 876,000 yuan and emits 4,380 t. Sun with a battery costs 416,100 and avoids all: -105 yuan/t.

    Without it sun serves the day: 87,600 + 438,000 yuan, 2,190 t avoided: -160 yuan/t. The battery has no bar.
    """
    bars = planner.ranked_curve(case_of(**SUN), year=2030).bars
    assert bars["intervention"].tolist() == ["sun"]
    assert at(bars, "abatement", intervention="sun") == pytest.approx(4380)
    assert at(bars, "cost_per_tonne", intervention="sun") == pytest.approx(-105)
    alone = planner.ranked_curve(case_of(**SUN), year=2030, enablers="apart").bars
    assert alone["intervention"].tolist() == ["sun"]
    assert at(alone, "abatement", intervention="sun") == pytest.approx(2190)
    assert at(alone, "cost_per_tonne", intervention="sun") == pytest.approx(-160)


def test_credit(case_of, at):
    """All 4,380 t are the sun's, with which the battery comes; apart the battery is last in with 2,190 t, and first with none.

    Shapley apart: sun (2,190 + 4,380) / 2 = 3,285, battery (0 + 2,190) / 2 = 1,095.
    """
    caps = "account, kind, unit, amount\n co2, yearly, tCO2, 1"
    case = case_of(**SUN | {"caps": caps})
    assert at(planner.credit_shares(case, year=2030).table, "shapley", measure="sun") == pytest.approx(4380)
    apart = planner.credit_shares(case, year=2030, enablers="apart").table
    assert at(apart, "shapley", measure="sun") == pytest.approx(3285)
    assert at(apart, "shapley", measure="battery") == pytest.approx(1095)


def test_a_turbine_for_one_evening_is_needed_whole(case_of, at):
    """Wind serves 99 % of the hours; its turbine stands for 1 MW on 24 hours and counts with what stands of it.

    Coal of 8,760 MWh emits 8,760 t. The plan has 8,736 MWh of wind and 24 of the turbine at 0.5 t: 12 t. Wind alone avoids
    8,736; both 8,748.
    """
    tables = {
        "slices": "slice, season, hours\n most, most, 8736\n still, still, 24",
        "services": "service, unit, sliced, amount\n load, MWh, true, 8760",
        "profiles": f"thing, most, still\n wind, {8760 / 8736!r}, 0",
        "interventions": """
            intervention, kind,       sector, of,   unit, lifetime, output, incumbent, full_hours, cost_unit, fixed_cost, variable_unit, variable_cost
            wind,         technology, city,   load, MWh,  1,        1,      ,          ,           ,          ,           yuan/MWh,      10
            turbine,      technology, city,   load, MW,   1,        8760,   ,          8760,       yuan/MW,   10,         yuan/MWh,      40
            coal,         technology, city,   load, MWh,  1,        1,      true,      8760,       ,          ,           yuan/MWh,      50
        """,
        "process_emissions": "intervention, account, unit, amount\n turbine, co2, tCO2/MWh, 0.5\n coal, co2, tCO2/MWh, 1",
    }
    table = planner.credit_shares(case_of(**tables), year=2030).table
    assert at(table, "alone", measure="wind") == pytest.approx(8736)
    assert at(table, "last_in", measure="turbine") == pytest.approx(12)
