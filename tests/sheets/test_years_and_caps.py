"""Several years, build limits, caps, targets and baselines: what a sheet plans beyond a single curve. By hand."""

from __future__ import annotations

import pytest

import planner

WIDE = """\
measure,2030 abatement (t CO2),2035 abatement (t CO2),MAC 2030 (USD/t),MAC 2035 (USD/t)
Wind,10,30,20,10
CCS,,20,,90
"""
LONG = "measure,year,abatement (t CO2),MAC (USD/t)\nWind,2030,10,20\nWind,2035,30,10\nCCS,2035,20,90\n"


@pytest.mark.parametrize("sheet", [WIDE, LONG])
def test_years_stand_side_by_side_or_below_each_other(read, bars, facts, sheet):
    """2032 lies two fifths of the way: 18 t at 16. CCS comes in 2035, its first year with a number."""
    case = read(sheet)
    assert list(case.years) == [2030, 2031, 2032, 2033, 2034, 2035]
    assert bars(case, 2030)["Wind"] == pytest.approx((10, 20))
    assert bars(case, 2032)["Wind"] == pytest.approx((18, 16))
    assert bars(case, 2035) == {"Wind": pytest.approx((30, 10)), "CCS": pytest.approx((20, 90))}
    assert bars(case, 2034)["CCS"][0] == 0
    assert "sheet_assumed_later" in facts(case)


def test_the_heading_may_have_two_rows_and_the_years_above(read_book, bars):
    above = [
        ["措施", "2030年", None, "2035年", None],
        [None, "减排量（吨CO2）", "成本（元/吨）", "减排量（吨CO2）", "成本（元/吨）"],
        ["风电", 10, 20, 30, 10],
    ]
    below = [
        ["措施", "减排量（吨CO2）", None, "成本（元/吨）", None],
        [None, 2030, 2035, 2030, 2035],
        ["风电", 10, 30, 20, 10],
    ]
    for rows in (above, below):
        case = read_book({"Sheet1": rows})
        assert bars(case, 2032)["风电"] == pytest.approx((18, 16))


def test_a_cap_needs_a_baseline_and_a_target_does_not(read_book):
    """100 t less 30 t; without a baseline 30 t are avoided from nothing. 20 t at 10, 10 t at 50: 700."""
    measures = [["measure", "tonnes", "cost (EUR/t)"], ["a", 20, 10], ["b", 40, 50]]
    baseline = [["year", "baseline emissions (t)"], [2030, 100]]
    for caps in ([["year", "cap (t)"], [2030, 70]], [["year", "reduction target"], [2030, "30%"]]):
        plan = planner.solve(read_book({"measures": measures, "caps": caps, "baseline": baseline}))
        assert plan.total_cost == pytest.approx(700)
        assert plan.emissions.query("sector == 'total'")["plan"].tolist() == pytest.approx([70])
    plan = planner.solve(read_book({"measures": measures, "targets": [["year", "target (t)"], [2030, 30]]}))
    assert plan.total_cost == pytest.approx(700)
    with pytest.raises(planner.InputError, match="needs the emissions without measures"):
        read_book({"measures": measures, "caps": [["year", "cap (t)"], [2030, 70]]})


def test_measures_avoid_no_more_than_their_sector_emits(read_book):
    """Homes emit 25 t: of 20 t and 40 t only 25 can be avoided there. Power has no baseline, and no such limit."""
    case = read_book(
        {
            "measures": [
                ["measure", "sector", "tonnes", "cost (EUR/t)"],
                ["a", "Homes", 20, 10],
                ["b", "Homes", 40, 50],
                ["c", "Power", 30, 5],
            ],
            "baseline": [["sector", "emissions (t)"], ["Homes", 25]],
        }
    )
    steps = planner.mac_curve(case, year=2030).steps
    found = [(row.price, row.abatement_to - row.abatement_from) for row in steps.itertuples()]
    assert found == [pytest.approx(step) for step in ((5, 30), (10, 20), (50, 5))]


def test_one_baseline_for_all_sectors_limits_them_together(read_book):
    """50 t in all, from 2030 to 2035 falling to 40: 45 t of 60 t can be avoided half way."""
    case = read_book(
        {
            "measures": [
                ["measure", "sector", "tonnes", "cost (EUR/t)"],
                ["a", "Homes", 20, 10],
                ["b", "Power", 40, 50],
            ],
            "baseline": [["", "2030", "2034"], ["City", 50, 40]],
            "targets": [["year", "target (t)"], [2030, 5], [2034, 5]],
        }
    )
    assert planner.mac_curve(case, year=2032, alone=True).steps["abatement_to"].max() == pytest.approx(45)


def test_a_cap_may_be_of_one_sector(read_book):
    """Homes may emit 50 of 60 t, so 10 t at 50 are taken though power is cheaper."""
    case = read_book(
        {
            "measures": [
                ["measure", "sector", "tonnes", "cost (EUR/t)"],
                ["a", "Homes", 20, 50],
                ["b", "Power", 40, 5],
            ],
            "caps": [["sector", 2030], ["Homes", 50]],
            "baseline": [["sector", "emissions (t)"], ["Homes", 60], ["Power", 90]],
        }
    )
    assert planner.solve(case).total_cost == pytest.approx(500)


def test_a_build_limit_spreads_a_measure_over_the_years(read_book, at):
    """4 t a year and 30 years of life: 12 t stand in 2032; to reach them 4 are built in 2030 already."""
    case = read_book(
        {
            "measures": [["measure", "tonnes", "cost (EUR/t)", "build limit", "lifetime"], ["a", 20, 10, 4, 30]],
            "targets": [["year", "target (t)"], [2030, 0], [2032, 12]],
        }
    )
    assert at(planner.solve(case).uptake, "stock", intervention="a", year=2030) == pytest.approx(4)


def test_a_second_sheet_may_hold_the_money_of_the_same_measures(read_book, bars):
    """100 over 10 years at 5 %: 12.9504575 a year for 10 t."""
    case = read_book(
        {
            "Potentials": [["measure", "tonnes (t CO2)"], ["LED", 10]],
            "Costs": [["measure", "investment (EUR)", "lifetime"], ["LED", 100, 10]],
        }
    )
    assert bars(case)["LED"] == pytest.approx((10, 1.29504575))
    with pytest.raises(planner.InputError, match=r"Costs!A2.*not among the measures.*Did you mean 'LED'"):
        read_book(
            {
                "P": [["measure", "tonnes"], ["LED", 10]],
                "Costs": [["measure", "capex (EUR)", "lifetime"], ["LEDs", 100, 10]],
            }
        )


def test_without_years_the_year_is_late_enough_for_every_first_year(read, bars):
    case = read("measure,tonnes,cost_per_tonne,first year\na,3,5,2028\nb,4,6,2033\n")
    assert list(case.years) == [2033]
    assert bars(case) == {"a": pytest.approx((3, 5)), "b": pytest.approx((4, 6))}


def test_a_column_of_baselines_says_one_number_a_use(read):
    with pytest.raises(planner.InputError, match="says '100'"):
        read("measure,sector,tonnes,cost_per_tonne,baseline (t)\na,Homes,3,5,100\nb,Homes,4,6,90\n")


def test_a_row_of_the_baseline_is_no_measure(read):
    """Homes emit 25 t, said in a row of its own."""
    case = read("措施,部门,减排量（吨）,单位成本（元/吨）\n基准排放,建筑,25,\n甲,建筑,20,10\n乙,建筑,40,50\n")
    assert planner.mac_curve(case, year=2030).steps["abatement_to"].max() == pytest.approx(25)
