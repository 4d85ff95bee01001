"""Where a sheet says which share of a use a measure saves, savings multiply. By hand."""

from __future__ import annotations

import pytest

import planner

SHEET = """\
measure,sector,use,share saved,baseline emissions (kt CO2),cost (EUR/t)
Insulation,Homes,heating,30%,100,50
Metering,Homes,heating,0.2,100,10
LED,Homes,lighting,50%,20,-30
"""


def test_savings_of_one_use_multiply(read):
    """20 kt from metering, then 30 % of the 80 kt left: 24 kt, for the same money: 30*50/24 = 62.5 a tonne.

    Added up it would be 50 kt of heating; it is 44. LED saves 10 kt of lighting by itself.
    """
    curve = planner.mac_curve(read(SHEET), year=2030)
    found = [(row.price, row.abatement_to - row.abatement_from) for row in curve.steps.itertuples()]
    assert found == [pytest.approx(step) for step in ((10, 20), (62.5, 24))]
    assert curve.no_regret["frozen"]["tonnes"] == pytest.approx(10)


def test_alone_each_saves_its_whole_share(read, bars):
    assert bars(read(SHEET)) == {
        "LED": pytest.approx((10, -30)),
        "Metering": pytest.approx((20, 10)),
        "Insulation": pytest.approx((30, 50)),
    }


def test_a_coverage_is_the_part_of_the_use_that_a_measure_reaches(read, bars):
    """30 % of half of 100 kt."""
    head = "measure,sector,share saved,coverage,baseline emissions (kt CO2),cost (EUR/t)"
    sheet = f"{head}\nInsulation,Homes,30%,50%,100,50\n"
    assert bars(read(sheet))["Insulation"] == pytest.approx((15, 50))


def test_capex_of_a_share_is_paid_back(read, bars):
    """1,000 over 10 years at 0 %, less 40 a year: 60 for 30 kt, in thousand EUR."""
    head = "measure,sector,share saved,baseline emissions (kt CO2),capex (k€),lifetime,yearly saving (k€)"
    sheet = f"{head}\nInsulation,Homes,30%,100,1000,10,40\n"
    assert bars(read(sheet, 0.0))["Insulation"] == pytest.approx((30, 2))


def test_a_share_needs_emissions_to_be_of(read):
    with pytest.raises(planner.InputError, match="a share is saved of emissions"):
        read("measure,sector,share saved,cost (EUR/t)\nInsulation,Homes,30%,50\n")


def test_a_share_above_one_is_a_problem_and_a_percentage_is_not(read, bars):
    sheet = "measure,sector,节能率{},baseline emissions (kt CO2),cost (EUR/t)\nInsulation,Homes,30,100,50\n"
    assert bars(read(sheet.format("（%）")))["Insulation"] == pytest.approx((30, 50))
    with pytest.raises(planner.InputError, match="found 30, allowed 0-1"):
        read(sheet.format(""))
