"""A sheet of measures with tonnes and cost per tonne is its own curve, whatever its language, encoding and units."""

from __future__ import annotations

import pytest
from hypothesis import given, settings, strategies as st

import planner
from planner.case.classic import YEAR, classic_case

ENGLISH = """\
measure,sector,tonnes,cost_per_tonne
Heat pumps,Buildings,300,560
LED,Buildings,100,-120
Wind power,Power,500,20
Solar power,Power,200,20
Leak repair,Power,50,0
"""
CHINESE = """\
措施,部门,减排量（吨）,单位成本（元/吨）
热泵,建筑,300,560
LED照明,建筑,100,-120
风电,电力,500,20
光伏,电力,200,20
查漏,电力,50,0
"""


def curve_of(case):
    return planner.mac_curve(case, year=case.settings.first_year)


def widths(steps):
    """(price, abatement) of each step."""
    return list(zip(steps["price"], steps["abatement_to"] - steps["abatement_from"], strict=True))


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (ENGLISH, "utf-8"),
        (ENGLISH.replace("\n", "\r\n"), "utf-8-sig"),
        (CHINESE, "gbk"),
        (CHINESE, "utf-8-sig"),
    ],
)
def test_the_steps_are_the_sorted_sheet(read, text, encoding):
    """Above zero: 500 + 200 t at 20, then 300 t at 560. At or below: 150 t that save 100 x 120."""
    curve = curve_of(read(text, encoding=encoding))
    assert widths(curve.steps) == [pytest.approx((20, 700)), pytest.approx((560, 300))]
    assert (curve.no_regret["frozen"]["tonnes"], curve.no_regret["frozen"]["money"]) == pytest.approx((150, 12000))
    assert "LED" in curve.case.name_of("intervention", curve.no_regret["frozen"]["grows"].split("; ")[0])
    assert curve.steps["abatement_from"].iloc[0] == 0


def test_each_step_names_its_measures(read):
    steps = curve_of(read(ENGLISH)).steps
    assert [set(names.split("; ")) for names in steps["grows"]] == [{"Wind_power", "Solar_power"}, {"Heat_pumps"}]


@settings(max_examples=15)
@given(st.lists(st.tuples(st.integers(1, 10**6), st.integers(-500, 2000)), min_size=1, max_size=30))
def test_any_sheet_is_its_own_curve(tmp_path_factory, measures):
    """One step for each price above zero, as wide as all measures at that price."""
    file = tmp_path_factory.mktemp("sheet") / "measures.csv"
    rows = [f"m{n},{tonnes},{cost}" for n, (tonnes, cost) in enumerate(measures)]
    file.write_text("\n".join(["measure,tonnes,cost", *rows]), encoding="utf-8")
    prices = sorted({cost for _, cost in measures if cost > 0})
    expected = [(price, sum(tonnes for tonnes, cost in measures if cost == price)) for price in prices]
    assert widths(curve_of(classic_case(file)).steps) == [pytest.approx(step) for step in expected]


@pytest.mark.parametrize(
    ("header", "unit", "money"),
    [
        ("措施,减排量（万吨）,成本（元/吨）", "万吨 CO2", "万元"),
        ("措施,减排量(万tCO2e),减排成本【元/tCO2当量】", "万tCO2e", "万元"),
        ("Measure,Abatement [MtCO2e/yr],MAC (US$ per tCO2e)", "MtCO2e", "million USD"),
        ("measure,tonnes (kt),cost", "kt CO2", "thousand CNY"),
        ("measure,tonnes,cost (EUR/tCO₂)", "t CO2", "EUR"),
        ("measure,tonnes,cost (USD/tCO2e)", "t CO2e", "USD"),
    ],
)
def test_units_in_the_header_count_and_prices_read_as_in_the_sheet(read, header, unit, money):
    case = read(f"{header}\nLED,7,35\n")
    (account,) = case.settings.accounts
    assert (account.unit, case.settings.money) == (unit, money)
    assert widths(curve_of(case).steps) == [pytest.approx((35, 7))]


def test_units_may_stand_in_columns_and_differ_by_row(read):
    """2 kt at 0.05 thousand yuan/t and 500 t at 80 yuan/t, on a curve in kt: 2 kt at 50 yuan/t, 0.5 kt at 80.

    The first row's cost is in thousand CNY per t; what comes out is in the unit that people read.
    """
    case = read("measure,tonnes,tonnes_unit,cost,cost_unit\na,2,kt CO2,0.05,thousand CNY/t\nb,500,t,80,yuan/t CO2\n")
    assert widths(curve_of(case).steps) == [pytest.approx((50, 2)), pytest.approx((80, 0.5))]
    assert case.settings.money == "million CNY"


def test_names_are_kept_in_both_languages(read):
    case = read("id,name_en,name_zh,sector,tonnes,cost\nhp,Heat pumps,热泵,建筑,3,5\n光伏,Solar,,,2,4\n")
    assert tuple(case.name_of("intervention", "hp", lang) for lang in ("en", "zh")) == ("Heat pumps", "热泵")
    assert tuple(case.name_of("intervention", "measure_3", lang) for lang in ("en", "zh")) == ("Solar", "光伏")
    assert {case.name_of("sector", sector, "zh") for sector in case.sectors} == {"建筑"}


def test_one_name_in_two_sectors_is_two_measures(read):
    case = read("measure,sector,tonnes,cost\nLED,homes,3,5\nLED,offices,4,6\n")
    assert widths(curve_of(case).steps) == [pytest.approx((5, 3)), pytest.approx((6, 4))]


def test_a_sector_may_be_called_total(read):
    """Result tables keep the id `total` for the city; the sheet's name is kept."""
    case = read("measure,sector,tonnes,cost\nLED,total,3,5\n")
    assert [row.name_en for row in case.sectors.values()] == ["total"]
    assert widths(curve_of(case).steps) == [pytest.approx((5, 3))]


def test_a_note_is_kept(read):
    case = read("measure,tonnes,cost,payback,comment\nLED,3,5,2 years,sure\nPV,3,5,,\n")
    assert [row.note for row in case.interventions.values()] == ["sure", ""]


def test_the_case_is_of_the_year_of_the_sheet(read):
    assert list(read("measure,tonnes,cost,year\nLED,3,5,2035\nPV,3,5,2035\n").years) == [2035]
    assert list(read("measure,tonnes,cost\nLED,3,5\n").years) == [YEAR]


def test_the_case_is_named_after_its_file_and_knows_its_bytes(read):
    case = read(ENGLISH)
    assert (case.name, list(case.sha256)) == ("measures", ["measures.csv"])
