"""Typical days and the dearest day of a plan by slice: what is drawn is what the balances say."""

from __future__ import annotations

import pytest

import planner
from planner.output import days_pictures

SUN = {
    "slices": "slice, name_zh, season, season_zh, hours\n day, 白天, all, 全年, 4380\n night, 夜间, all, , 4380",
    "services": "service, name_zh, unit, sliced, amount\n load, 用电, MWh, true, 8760",
    "profiles": "thing, day, night\n sun, 2, 0",
    "interventions": """
        intervention,name_zh,kind,      sector,of,  unit,lifetime,storage_hours,efficiency,cost_unit,fixed_cost
        sun,         光伏,   technology,city,  load,MWh, 1,       ,             ,          yuan/MWh, 20
        battery,     电池,   storage,   city,  load,MWh, 1,       4,            0.8,       yuan/MWh, 18250
    """,
}


@pytest.fixture(scope="module")
def plan(case_of) -> planner.Plan:
    return planner.solve(case_of(**SUN))


def rectangles(chart) -> list[dict]:
    return chart.to_dict(validate=False)["vconcat"][1]["data"]["values"]


def test_a_typical_day(plan):
    """Each hour by day 1 MWh is used and 1.25 charged, of 2.25 MWh of sun; each hour by night 1 is given back."""
    found = {
        (row["name"], row["start"]): (row["low"], row["high"]) for row in rectangles(days_pictures.days(plan, "zh"))
    }
    assert found == {
        ("需求", 0.0): (pytest.approx(-1), 0.0),
        ("电池", 0.0): (pytest.approx(-2.25), pytest.approx(-1)),
        ("光伏", 0.0): (0.0, pytest.approx(2.25)),
        ("需求", 12.0): (pytest.approx(-1), 0.0),
        ("电池", 12.0): (0.0, pytest.approx(1)),
    }


def test_both_languages_are_said(plan):
    chart = days_pictures.worst_day(plan, "both").to_dict(validate=False)
    days = chart["vconcat"][1]
    assert days["title"]["text"] == ["用电（兆瓦）", "load (MW)"]
    assert '["全年（365 天）", "all (365 d)"]' in days["facet"]["header"]["labelExpr"]


def test_a_plan_without_slices_has_none(case_of):
    built = "intervention, kind, sector, of, unit, lifetime\n sun, technology, city, load, MWh, 1"
    case = case_of(services="service, unit, amount\n load, MWh, 0", interventions=built)
    assert days_pictures.days(planner.solve(case), "en") is None
    assert days_pictures.worst_day(planner.solve(case), "en") is None
