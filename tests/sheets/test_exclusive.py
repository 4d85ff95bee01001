"""Of an exclusive group at most one is in place: never the sum. By hand."""

from __future__ import annotations

import pytest

import planner

SHEET = """\
measure,sector,tonnes,cost_per_tonne,exclusive group
Shallow,Homes,20,300,retrofit
Deep,Homes,50,600,retrofit
LED,Homes,10,100,
"""


def test_what_can_be_avoided_is_the_larger_variant_and_the_rest(read):
    """50 + 10 = 60 t, not 80. Cheapest first: LED 10 t at 100; Shallow 20 t at 300; then Deep in its place.

    Deep instead of Shallow avoids 30 t more for 50*600 - 20*300 = 24,000: 800 a tonne.
    """
    steps = planner.mac_curve(read(SHEET), year=2030).steps
    found = [(row.price, row.abatement_to - row.abatement_from) for row in steps.itertuples()]
    assert found == [pytest.approx(step) for step in ((100, 10), (300, 20), (800, 30))]


def test_shares_of_full_use_add_up_to_one(read, at):
    """40 t: LED 10 t; Shallow s and Deep d of full use with s + d = 1, 20 s + 50 d = 30: s = 2/3, d = 1/3.

    Cost 10*100 + 2/3*20*300 + 1/3*50*600 = 1,000 + 4,000 + 10,000.
    """
    case = read(SHEET)
    account = case.settings.accounts[0].unit
    plan = planner.solve(read_capped(case, -40, account))
    assert plan.total_cost == pytest.approx(15000)
    assert at(plan.uptake, "stock", intervention="Shallow") == pytest.approx(40 / 3)
    assert at(plan.uptake, "stock", intervention="Deep") == pytest.approx(50 / 3)


def read_capped(case, cap, unit):
    """The case with a cap on its only year."""
    from dataclasses import replace

    from planner.model.caps import CapRow

    row = CapRow(account="emissions", unit=unit, years={2030: cap})
    return replace(case, tables={**case.tables, "caps.csv": (row,)})


def test_the_larger_variant_is_drawn_as_what_it_adds(read, bars):
    """30 t more than Shallow for 24,000."""
    assert bars(read(SHEET)) == {
        "LED": pytest.approx((10, 100)),
        "Shallow": pytest.approx((20, 300)),
        "Deep": pytest.approx((30, 800)),
    }


def test_the_case_tells_its_groups(read):
    case = read(SHEET)
    assert case.sheet.exclusive == {"group_1": ("Shallow", "Deep")}
    assert case.name_of("commodity", "group_1") == "One of: retrofit"
    assert {i: row.group for i, row in case.interventions.items() if row.kind == "reduction"} == {
        "Shallow": "group_1",
        "Deep": "group_1",
        "LED": None,
    }


def test_potentials_that_change_by_year_exclude_each_other_in_every_year(read):
    """2030: 10 or 40 t; 2035: 30 or 60 t. The most is 40 in 2030 and 60 in 2035."""
    case = read(
        "measure,tonnes 2030,tonnes 2035,cost_per_tonne,variant of\nA,10,30,5,x\nB,40,60,9,x\n",
    )
    for year, most in ((2030, 40), (2035, 60)):
        assert planner.mac_curve(case, year=year, alone=True).steps["abatement_to"].max() == pytest.approx(most)


def test_a_group_of_one_excludes_nothing(read):
    case = read("measure,tonnes,cost_per_tonne,exclusive\nA,10,5,x\nB,40,9,\n")
    assert case.sheet.exclusive == {}
    assert not case.carriers


def test_credit_and_comparison_work_on_a_group(read):
    case = read_capped(read(SHEET), -45, "t CO2")
    credit = planner.credit_shares(case, year=2030)
    assert credit.table["shapley"].sum() == pytest.approx(45)


def test_shares_of_a_use_and_tonnes_may_exclude_each_other(read):
    """Insulation avoids 30 of 100 t, LED 10 of 20 t, a boiler 40 t: at most one of them, so 40 t and not 80."""
    case = read(
        "measure,use,share saved,tonnes,baseline emissions (t),cost_per_tonne,exclusive\n"
        "Insulation,heating,30%,,100,5,x\nLED,lighting,50%,,20,6,x\nBoiler,,,40,,9,x\n"
    )
    assert planner.mac_curve(case, year=2030).steps["abatement_to"].max() == pytest.approx(40)
