"""From capex, yearly cost, saving and lifetime to a cost per tonne that follows the discount rate. By hand."""

from __future__ import annotations

import pytest

import planner

SHEET = """\
measure,tonnes (t CO2),capex (CNY),yearly cost (CNY/yr),yearly saving (CNY/yr),lifetime (years)
Retrofit,100,10000,200,700,10
"""


@pytest.mark.parametrize(
    ("rate", "per_tonne"),
    [(0.0, 5.0), (0.05, (10000 * 0.129504575 - 500) / 100), (0.1, (10000 * 0.162745395 - 500) / 100)],
)
def test_the_cost_per_tonne_follows_from_the_discount_rate(read, bars, rate, per_tonne):
    """Annuity of 10,000 over 10 years: 1,000 at 0 %, 1,295.05 at 5 %, 1,627.45 at 10 %; less 500 a year, over 100 t."""
    assert bars(read(SHEET, rate))["Retrofit"] == pytest.approx((100, per_tonne), rel=1e-8)


def test_without_a_rate_five_percent_is_assumed_and_said(read, bars, facts):
    case = read(SHEET)
    assert case.settings.discount_rate == 0.05
    assert "sheet_assumed_rate" in facts(case)
    assert "sheet_rate" in facts(read(SHEET, 0.08))


def test_a_column_of_rates_is_the_rate(read):
    head, row, *_ = SHEET.split("\n")
    assert read(f"{head},discount rate\n{row},8%\n").settings.discount_rate == 0.08
    assert read(f"{head},discount rate (%)\n{row},8\n").settings.discount_rate == 0.08
    with pytest.raises(planner.InputError, match="one discount rate"):
        read(f"{head},discount rate\n{row},8%\nLED,1,1,1,1,1,5%\n")


def test_a_rate_that_changes_nothing_is_said_so(read, facts):
    assert "sheet_rate_unused" in facts(read("measure,tonnes,cost_per_tonne\nLED,3,5\n", 0.08))


def test_capex_may_be_per_unit_and_tonnes_too(read, bars):
    """1,000 heat pumps of 30,000 yuan, 20 years, 2,000 yuan a year saved, 3 t a year each, at 5 %: CRF 0.0802425872.

    (30,000 * 0.0802425872 - 2,000) / 3 = 135.7592 yuan/t for 3,000 t. The unit is the sheet's own word.
    """
    case = read(
        "技术,单位,规模,单位减排量(tCO2/台),单位投资(万元/台),年节能收益(元/台),寿命\n热泵,台,1000,3,3,2000,20\n"
    )
    assert case.interventions["measure_2"].unit == "台"
    assert bars(case)["热泵"] == pytest.approx((3000, 135.7592053))


def test_per_unit_is_per_unit_of_the_row(read, bars):
    """2 t a year and 1,000 yuan over 10 years at 0 % for each household, bus or square metre."""
    head = "措施,单位,规模,单位减排量（吨/单位）,单位投资（元/单位）,寿命\n"
    case = read(f"{head}改造,户,300,2,1000,10\n公交,辆,7,2,1000,10\n", 0.0)
    assert bars(case) == {"改造": pytest.approx((600, 50)), "公交": pytest.approx((14, 50))}


def test_it_is_said_whether_money_is_of_all_or_of_one(read):
    case = read(
        "measure,unit,quantity,tonnes per unit (t),capex (CNY/car),lifetime,yearly saving (CNY)\nCars,car,7,2,9,10,3\n"
    )
    assert {column.heading: column.says for column in case.sheet.taken if "CNY" in column.heading} == {
        "capex (CNY/car)": "capex_each",
        "yearly saving (CNY)": "saving",
    }


def test_a_unit_of_the_title_is_not_taken_for_money_beside_money_per_unit(read):
    """万元 in the title may be of all or of one: asked for."""
    head = "（单位：吨、万元）\n措施,单位,规模,单位减排量（吨/户）,单位投资（元/户）,年节约费用,寿命"
    with pytest.raises(planner.InputError, match="found no unit for '年节约费用'"):
        read(f"{head}\n改造,户,300,2,1000,80,10\n")


def test_capex_of_the_whole_is_shared_by_its_units(read, bars):
    """200 boilers, 5 t each; 50,000 yuan for all of them over 5 years at 0 %: 10,000 a year for 1,000 t."""
    case = read(
        "measure,unit,quantity,tonnes per unit (t CO2),investment (CNY),lifetime\nBoilers,boilers,200,5,50000,5\n", 0.0
    )
    assert bars(case)["Boilers"] == pytest.approx((1000, 10))
    assert case.interventions["Boilers"].unit == "boilers"


def test_with_both_the_written_cost_counts_until_a_rate_is_given(read, bars, facts):
    sheet = "measure,tonnes,cost (CNY/t),capex (CNY),lifetime\nLED,100,12,1000,10\n"
    assert bars(read(sheet))["LED"] == pytest.approx((100, 12))
    assert "sheet_cost_counts" in facts(read(sheet))
    assert bars(read(sheet, 0.0))["LED"] == pytest.approx((100, 1))
    assert "sheet_capex_counts" in facts(read(sheet, 0.0))


def test_a_yearly_cost_alone_is_the_cost(read, bars):
    """3,000 a year for 100 t."""
    assert bars(read("measure,tonnes,annual cost (EUR)\nLED,100,3000\n"))["LED"] == pytest.approx((100, 30))


def test_what_one_unit_is_must_be_clear(read, bars):
    """2 万辆 of 1.5 t: of one car or of ten thousand? With t/辆 it is 30,000 t at 100,000 x 0.1 / 1.5 yuan."""
    sheet = "措施,单位,规模,单车减排量({}),投资(万元/辆),寿命\n电动车,万辆,2,1.5,10,10\n"
    with pytest.raises(planner.InputError, match="is it of one 万辆"):
        read(sheet.format("t"), 0.0)
    assert bars(read(sheet.format("t/辆"), 0.0))["电动车"][0] == pytest.approx(30000)
    with pytest.raises(planner.InputError, match="does not convert"):
        read(sheet.format("t/台"), 0.0)
