"""The card, the two pictures and the command of who gets the credit."""

from __future__ import annotations

import json
from itertools import pairwise

import pytest
from chart_rows import marks_of, words_of
from shipped import DATA

import planner
from planner.credit.credit import OPERATION, credit_shares
from planner.credit.wedges import credit_wedges
from planner.output.credit_card import MOST_WEDGES, card, file_stem, name_of, picture, total_of, wedges
from planner.output.shown_units import emissions
from planner.pictures.plot_wedges import wedge_colours
from planner.results.plan import prepare


@pytest.fixture(scope="module")
def ready():
    return prepare(planner.read_case(DATA / "example_city"))


@pytest.fixture(scope="module")
def credit(ready):
    return credit_shares(ready)


def test_where_nothing_is_avoided_there_is_a_table_and_no_picture(ready):
    none = credit_shares(ready, year=2025)
    assert none.table["shapley"].abs().max() == 0
    assert picture(none, "en") is None


def test_the_card_says_of_what_and_how(credit):
    said = card(credit)
    assert sum(row["shapley"] for row in said["shares"]) == pytest.approx(said["abatement"])
    assert (said["reference"], said["unit"], said["orders"]) == ("frozen", "MtCO2", 0)
    assert said["solves"] > 0
    json.dumps(said)


def test_files_are_named_for_year_and_account(ready, credit):
    assert file_stem(credit) == "credit"
    assert file_stem(credit_shares(ready, year=2035)) == "credit_2035"


def test_a_measure_of_two_steps_is_called_by_its_first(credit):
    steps = credit.table.loc[credit.table["items"].str.contains("; "), "measure"]
    assert name_of(credit, steps.item(), "en") == "Envelope retrofit: easy homes (and 1 more)"
    assert "every coalition" in total_of(credit, emissions(credit.case, credit.account, "en"), "en")


@pytest.mark.parametrize("lang", ["en", "zh", "both"])
def test_both_pictures_name_every_measure(ready, credit, lang):
    """Seven measures: none among others."""
    beside = credit_wedges(ready, credit=credit)
    for chart in (picture(credit, lang), wedges(beside, lang)):
        words = words_of(chart)
        for measure in set(credit.table["measure"]) - {OPERATION}:
            for one in ("en", "zh") if lang == "both" else (lang,):
                assert name_of(credit, measure, one).replace("CO2", "CO₂") in words


def test_wedges_fill_what_lies_between_reference_and_plan(ready, credit):
    """Each begins where the one above ends; the last ends at the plan, over what is still emitted."""
    (bands,) = marks_of(wedges(credit_wedges(ready, credit=credit), "en"), "area")
    years = len(credit.years)
    stacked = [bands[n : n + years] for n in range(0, len(bands), years)]
    for above, below in pairwise(stacked):
        assert [row["lower"] for row in above] == pytest.approx([row["upper"] for row in below])
    for column, band in (("reference", stacked[0]), ("plan", stacked[-1])):
        assert [row["upper"] for row in band] == pytest.approx(credit.emissions[column].tolist(), abs=1e-9)


def test_the_path_beside_the_wedges_ends_at_the_cap_of_the_year(case_of):
    """Baseline 100 t, caps 90 t in 2030 and 80 t in 2031, free without them: 30 t in all, of which 20 t in 2031.

    So a tonne of the path is 2/3 of a tonne in 2031: from 100 t at the start to 100 - 2/3 x 30 = 80 t at the end.
    """
    ready = prepare(
        case_of(
            years=(2030, 2031),
            baseline="sector, account, unit, amount\n city, co2, tCO2, 100",
            interventions="intervention, kind, sector, unit, lifetime, potential, variable_unit, variable_cost\n"
            "meadow, reduction, city, project, 1, 30, yuan/project, 10",
            process_emissions="intervention, account, unit, amount\n meadow, co2, tCO2/project, -1",
            caps="account, kind, between, unit, 2030, 2031\n co2, yearly, free, tCO2, 90, 80",
        )
    )
    beside = credit_wedges(ready, credit=credit_shares(ready), year=2031)
    assert (beside.year, beside.curve.kind, beside.start) == (2031, "path", 100)
    assert beside.start - beside.share * beside.curve.steps["abatement_to"].iloc[-1] == pytest.approx(80)
    assert beside.share == pytest.approx(2 / 3)


def test_where_no_yearly_cap_moves_the_years_own_curve_stands_beside(ready):
    budget = prepare(ready.case, model="carbon_budget")
    beside = credit_wedges(budget, credit=credit_shares(budget), year=2030)
    assert (beside.curve.kind, beside.curve.year, beside.share) == ("year", 2030, 1.0)
    assert marks_of(wedges(beside, "en"), "rect")


def test_no_two_wedges_have_the_same_colour():
    assert len(set(wedge_colours(MOST_WEDGES + 1))) == MOST_WEDGES + 1
