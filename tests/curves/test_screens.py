"""What the commands of curves print for a person: the screens of bars, forms, years and prices, in both languages."""

from __future__ import annotations

import io
import re

import pytest
from rich.console import Console
from test_forms import SAVINGS
from test_priced import REDUCTIONS

import planner
from planner.calls.numbers import between
from planner.curves.forms import curve_forms
from planner.output.forms_card import forms_screen
from planner.output.priced_card import priced_screen
from planner.output.ranked_card import ranked_screen
from planner.output.report import screen
from planner.output.screens import span
from planner.output.system_screen import curve_line
from planner.output.years_card import years_screen
from planner.results.plan import prepare

CAPPED = REDUCTIONS | {"caps": "account, kind, unit, 2030, 2031\n co2, yearly, tCO2, 80, 30"}
"""Of 100 t a year 10 are earned at 5 yuan, 30 cost 10 and 30 cost 40: 90 t without caps, 30 at the least."""


def lines(printed) -> list[list[str]]:
    """The printed lines, each as its cells."""
    console = Console(width=200, record=True, file=io.StringIO())
    console.print(printed)
    return [re.split(r"\s{2,}", line.strip()) for line in console.export_text().splitlines() if line.strip()]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_year_has_a_row_with_its_first_price_that_at_the_cap_and_the_last(case_of, lang):
    """In 2030 the cap of 80 t lies on the step of 10 yuan/t, in 2031 that of 30 t at the end of the one of 40."""
    case = case_of(years=(2030, 2031), **CAPPED)
    found = lines(years_screen([planner.mac_curve(case, year=year) for year in (2030, 2031)], lang))
    assert ["2030", "2", "60", "10", "10", "40"] in found
    assert ["2031", "2", "60", "10", "40", "40"] in found


def test_a_year_in_which_nothing_can_be_abated_has_empty_prices(case_of):
    only = {
        name: "\n".join(line for line in text.splitlines() if "cheap" not in line and "dear" not in line)
        for name, text in REDUCTIONS.items()
    }
    assert ["2030", "0", "0"] in lines(years_screen([planner.mac_curve(case_of(**only), year=2030)], "en"))


@pytest.mark.parametrize(("lang", "tonnes"), [("en", ("10", "30")), ("zh", ("0.001", "0.003"))])
def test_bars_come_in_order_with_a_mark_where_they_mislead(case_of, lang, tonnes):
    """What saves, then 10 and 40 yuan/t; what hardly reduces anything is marked, and the mark is explained."""
    tables = REDUCTIONS | {
        "interventions": REDUCTIONS["interventions"].replace(
            "30,        yuan/tCO2,     40", "9e-8,      yuan/tCO2,     40"
        )
    }
    found = lines(ranked_screen(planner.ranked_curve(case_of(**tables), year=2030), lang))
    assert found[2:4] == [["earning", tonnes[0], "-5"], ["cheap", tonnes[1], "10"]]
    assert found[4][0] == "dear"
    assert found[4][-1] == "[1]"
    assert any(row[0].startswith("[1] ") for row in found)


@pytest.mark.parametrize(("lang", "ten", "five"), [("en", "10", "5"), ("zh", "0.001", "0.0005")])
def test_forms_say_what_each_avoids_alone_and_in_turn(case_of, lang, ten, five):
    """Two savings of 50 % of 20 t: 10 t each alone; in turn the second has 5."""
    found = lines(forms_screen(curve_forms(prepare(case_of(**SAVINGS)), year=2030), lang))
    assert ["walls", ten, ten] in found
    assert ["meters", ten, five] in found
    assert any({"en": "20", "zh": "0.002"}[lang] in row[0] and "15" in row[0] for row in found), "interaction is told"


@pytest.mark.parametrize(("lang", "name", "unit"), [("en", "A pilot", "CNY/t CO2"), ("zh", "试点", "元/吨CO2")])
def test_a_plan_says_the_prices_of_policies_beside_those_of_caps(case_of, lang, name, unit):
    """A tonne by the dear measure costs 40 yuan; the cheap ones avoid the same for 10."""
    volumes = """
        policy, name_en, name_zh, quantity, of,   bound,    unit, 2030
        pilot,  A pilot, 试点,    activity, dear, at_least, tCO2, 5
    """
    plan = planner.solve(case_of(**REDUCTIONS, caps="account, unit, 2030\n co2, tCO2, 80", volumes=volumes))
    assert [name, unit, "30"] in lines(screen(plan, None, lang))


@pytest.mark.parametrize(("lang", "said"), [("en", "-2.866 to 5"), ("zh", "-2.866至5")])
def test_a_range_below_zero_is_no_row_of_minuses(lang, said):
    assert span(-2.866, 5, lang) == said
    assert span(105.9, 106.5, lang) == "105.9-106.5"
    assert between(-2.9, 5) == "−2.9 – 5"


@pytest.mark.parametrize(
    ("lang", "between", "at"),
    [("en", ("30", "300"), ("30 - 60", "1,500")), ("zh", ("0.003", "0.03"), ("0.003 - 0.006", "0.15"))],
)
def test_priced_says_what_is_abated_at_round_prices(case_of, lang, between, at):
    """Between 10 and 40 yuan/t 30 t for 300 yuan, 0.03 万元; at 40 either 30 or 60."""
    found = lines(priced_screen(planner.priced_curve(case_of(**REDUCTIONS), year=2030), lang))
    assert ["20", *between] in found
    assert ["40", *at] in found


@pytest.mark.parametrize(
    ("cap", "asked", "said"),
    [
        (80, {}, "* Step 1: cap 80 tCO2: 10 CNY/t CO2, as for caps of 60 to 90."),
        (60, {}, "* Step 1: cap 60 tCO2, at a kink: 10 to 40 CNY/t CO2."),
        (30, {}, "cap 30 tCO2: 40 CNY/t CO2, and no plan keeps a lower one"),
        (80, {"tolerance": 0.5}, "lies on step 1, at about 25 CNY/t CO2"),
        (95, {}, "95 tCO2, lies on no step"),
        (80, {"year": None, "direction": {2030: 80}}, "75.0% of the way"),
    ],
)
def test_the_line_under_a_curve_says_where_its_cap_lies_and_how_far_it_goes(case_of, cap, asked, said):
    """30 t cost 10 yuan each, from 90 t to 60; 30 more cost 40. In one step that is 25; of 80 t asked, 60 can go."""
    case = case_of(**REDUCTIONS, caps=f"account, kind, unit, amount\n co2, yearly, tCO2, {cap}")
    assert said in curve_line(planner.mac_curve(case, **{"year": 2030} | asked), "en")
