"""The card and the picture of a ranked curve."""

from __future__ import annotations

from pathlib import Path

import pytest
from chart_rows import parts_of

import planner
from planner.curves.ranked import ranked_curve
from planner.output.ranked_card import card, file_stem, picture, reasons

EXAMPLE_CITY = Path(__file__).parents[2] / "data" / "example_city"


@pytest.fixture(scope="module")
def curve():
    return ranked_curve(planner.read_case(EXAMPLE_CITY), year=2035, discounted=True)


def test_every_bar_that_misleads_has_its_reason_in_both_languages(curve):
    misleading = curve.bars.loc[(curve.bars["flag"] != "") | curve.bars["dominated"], "intervention"]
    assert list(reasons(curve)) == misleading.tolist()
    assert all(reason.en and reason.zh and reason.en != reason.zh for reason in reasons(curve).values())
    assert card(curve)["flags"] == {i: reason.en for i, reason in reasons(curve).items()}


def test_the_two_forms_say_which_they_are(curve):
    year = ranked_curve(curve.case, year=2035)
    assert card(year)["form"] != card(curve)["form"]
    assert (file_stem(year), file_stem(curve)) == ("macc_ranked_2035", "macc_ranked_2035_discounted")


def test_the_picture_has_a_bar_for_each_measure_that_avoids_something_in_readable_money(curve):
    """Cost per tonne of the table is in million CNY/Mt, which is CNY/t."""
    drawn = curve.bars[curve.bars["abatement"] > 0]
    bars = parts_of(picture(curve, "en").chart)["bars"]
    assert len(bars) == len(drawn)
    assert bars[0]["price"] == pytest.approx(drawn["cost_per_tonne"].iloc[0])


def test_without_any_bar_there_is_no_picture(case_of):
    """The only measure raises emissions."""
    case = case_of(
        baseline="sector, account, unit, amount\n city, co2, tCO2, 100",
        interventions="intervention, kind, sector, unit, lifetime, potential\n pump, reduction, city, unit, 1, 10",
        process_emissions="intervention, account, unit, amount\n pump, co2, tCO2/unit, 1",
    )
    assert picture(ranked_curve(case, year=2030), "en") is None
