"""What a step says of itself: amounts, labels, activities at its ends; the city beside a sector; joined steps."""

from __future__ import annotations

import pytest

import planner
from planner.errors import UsageError
from planner.output import ranked_card
from planner.output.system_card import card, chart_card
from planner.output.system_screen import curve_line

# 100 t a year. 30 t cost 10, 30 t cost 40.
TWO = {
    "baseline": "sector, account, unit, amount\n city, co2, tCO2, 100",
    "interventions": """
        intervention, kind,      name_en,    name_zh, sector, unit, lifetime, potential, variable_unit, variable_cost
        cheap,        reduction, Cheap one,  便宜,    city,   tCO2, 1,        30,        yuan/tCO2,     10
        dear,         reduction, Dear one,   贵,      city,   tCO2, 1,        30,        yuan/tCO2,     40
    """,
    "process_emissions": "intervention, account, unit, amount\n cheap, co2, tCO2/tCO2, -1\n dear, co2, tCO2/tCO2, -1",
}
# 10 km a year by petrol (1 t/km, 1 yuan/km) or by electric car (0 t, 3 yuan/km), whose power emits 0.4 t/km.
CARS = {
    "sectors": "sector\nroad\npower",
    "services": "service, unit, amount\n drive, km, 10",
    "carriers": "carrier, unit, bought, counted_in\n power, kWh, true, power\n petrol, L, true,",
    "prices": "carrier, unit, amount\n power, yuan/kWh, 0\n petrol, yuan/L, 0",
    "emission_factors": "carrier, account, unit, amount\n power, co2, tCO2/kWh, 0.4\n petrol, co2, tCO2/L, 1",
    "interventions": """
        intervention, kind,       sector, of,    unit, output, lifetime, existing, variable_unit, variable_cost
        petrol_car,   technology, road,   drive, car,  10,     100,      1,        yuan/km,       1
        electric_car, technology, road,   drive, car,  10,     100,      1,        yuan/km,       3
    """,
    "unit_flows": "intervention, carrier, unit, amount\n petrol_car, petrol, L/km, 1\n electric_car, power, kWh/km, 1",
}


def rows(frame, *names):
    return [tuple(row) for row in frame[list(names)].itertuples(index=False)]


def test_each_step_says_how_much_grows_and_shrinks(case_of):
    """All 10 km move from petrol to power along the one step of the road's cap, at 2 yuan a tonne."""
    curve = planner.mac_curve(case_of(**CARS), year=2030, scope="road")
    assert rows(curve.changes, "step", "intervention", "unit") == [(1, "electric_car", "km"), (1, "petrol_car", "km")]
    assert curve.changes["change"].tolist() == pytest.approx([10, -10])
    assert curve.steps["price"].tolist() == pytest.approx([2])


def test_a_label_is_short_and_in_both_languages(case_of):
    steps = planner.mac_curve(case_of(**TWO), year=2030).steps
    assert rows(steps, "label_en", "label_zh") == [("↑ Cheap one", "↑ 便宜"), ("↑ Dear one", "↑ 贵")]


def test_a_step_that_only_moves_what_is_built_in_time_says_so():
    from planner.curves.labels import short_label

    assert [short_label(None, [], lang) for lang in ("en", "zh")] == ["moved between years", "年份间调整"]


def test_activities_stand_at_the_end_of_each_step(case_of):
    """Step 0 is the start; cheap is whole after the first step, dear after the second."""
    uptake = planner.mac_curve(case_of(**TWO), year=2030).uptake
    table = uptake.pivot_table(index="step", columns="intervention", values="activity")
    assert table.to_numpy().tolist() == [pytest.approx(row) for row in ([0, 0], [30, 0], [30, 30])]
    assert set(uptake["unit"]) == {"tCO2"}


def test_beside_a_sectors_tonnes_stand_the_citys(case_of):
    """The road falls from 10 t to 0, the power plant rises to 4: the cap leaks."""
    steps = planner.mac_curve(case_of(**CARS), year=2030, scope="road").steps
    assert rows(steps, "emissions_from", "emissions_to", "city_from", "city_to") == [pytest.approx((10, 0, 10, 4))]


def test_a_direction_moves_years_in_the_users_proportion(case_of):
    """5 t in 2030 and 15 in 2031, at 10 yuan each; asked for 60 and 20, 2030 ends with its dear ones."""
    case = case_of(years=(2030, 2031), **TWO)
    steps = planner.mac_curve(case, direction={2030: 5, 2031: 15}).steps
    assert rows(steps, "abatement_from", "abatement_to") == [pytest.approx((0, 20))]
    assert steps["price"].tolist() == pytest.approx([10])
    steps = planner.mac_curve(case, direction={2030: 60, 2031: 20}).steps
    assert steps["abatement_to"].tolist() == pytest.approx([40, 80])
    assert steps["price"].tolist() == pytest.approx([10, (3 * 40 + 10) / 4])


def test_a_direction_that_cant_be_gone_says_how_far_it_goes(case_of):
    """Of 120 t only 60 can be abated."""
    assert planner.mac_curve(case_of(**TWO), direction={2030: 120}).reached == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("direction", "key"),
    [
        ({2050: 1}, "year_outside"),
        ({2030: -1}, "bad_argument"),
        ({2030: 0}, "bad_argument"),
        ({}, "bad_argument"),
        ({2030: float("nan")}, "bad_argument"),
    ],
)
def test_a_direction_that_is_none_is_refused(case_of, direction, key):
    with pytest.raises(UsageError) as refused:
        planner.mac_curve(case_of(**TWO), direction=direction)
    assert refused.value.key == key


def test_steps_are_joined_only_within_what_is_allowed(case_of):
    """One chord over both steps lies 450 yuan above the kink (300 at 30 t; the chord 750): 30 % of the rise of 1500."""
    case = case_of(**TWO)
    assert len(planner.mac_curve(case, year=2030, merge=0.29).steps) == 2
    joined = planner.mac_curve(case, year=2030, merge=0.31)
    assert joined.steps["price"].tolist() == pytest.approx([25])
    assert joined.largest_error == pytest.approx(0.3)


@pytest.mark.parametrize("share", [float("nan"), -1.0, 1.0])
@pytest.mark.parametrize("name", ["tolerance", "merge"])
def test_a_tolerance_that_is_no_share_is_refused(case_of, name, share):
    with pytest.raises(UsageError) as refused:
        planner.mac_curve(case_of(**TWO), year=2030, **{name: share})
    assert refused.value.key == "bad_argument"


@pytest.mark.parametrize("quantity", ["drive", "petrol", "electric_car"])
def test_a_curve_along_what_no_cap_constrains_is_refused(case_of, quantity):
    """A published study divided cost by CO2 along another quantity than CO2, and its marginal cost falls in places.

    A cap's cost is convex in the cap, so an exact curve never falls; what is not emissions is therefore refused.
    (Cost over CO2 between thresholds of clean energy, CAISO, hourly-cfe-optimizer 2026: 214, 116, 475, 138, ... USD/t.)
    """
    with pytest.raises(UsageError) as refused:
        planner.mac_curve(case_of(**CARS), year=2030, scope=quantity)
    assert refused.value.key == "not_constrained"


@pytest.mark.parametrize(
    ("cap", "marks", "words"),
    [
        (85, (10, 10, 70, 100), "cap 85 tCO2: 10 CNY/t CO2, as for caps of 70 to 100"),
        (70, (10, 40, 70, 70), "cap 70 tCO2, at a kink: 10 to 40 CNY/t CO2"),
        (40, (40, float("inf"), 40, 40), "cap 40 tCO2: 40 CNY/t CO2, and no plan keeps a lower one"),
    ],
)
def test_the_price_at_the_cap_is_an_interval_with_its_range(case_of, cap, marks, words):
    """From 100 t down to 70 at 10 yuan, to 40 at 40; the plan under the same cap says the same of its shadow price."""
    case = case_of(**TWO, caps=f"account, kind, unit, amount\n co2, yearly, tCO2, {cap}")
    curve = planner.mac_curve(case, year=2030)
    assert curve.cap_marks == pytest.approx(marks)
    price = planner.solve(case).shadow_price.iloc[0]
    assert [price["relaxed"], price["tightened"]] == pytest.approx(list(marks[:2]))
    (mark,) = chart_card(curve, "en").marks
    assert mark.name.in_language("en") == words
    assert f": {words}." in curve_line(curve, "en")


def test_a_curve_within_a_tolerance_says_no_range_of_its_price(case_of):
    """Its steps are not the program's: at the cap it has a price, and neither interval nor range."""
    case = case_of(**TWO, caps="account, kind, unit, amount\n co2, yearly, tCO2, 85")
    curve = planner.mac_curve(case, year=2030, tolerance=0.5)
    assert curve.cap_marks is None
    assert chart_card(curve, "en").marks[0].name.in_language("en") == "cap 85 tCO2"
    assert "lies on step 1, at about" in curve_line(curve, "en")


def test_a_carbon_price_in_force_is_marked_on_the_curve_that_it_comes_on_top_of(case_of):
    """30 yuan pay for the cheap ones before the curve begins: the dear ones cost 40 - 30 on top."""
    case = case_of(**TWO, carbon_prices="account, unit, amount\n co2, yuan/tCO2, 30")
    curve = planner.mac_curve(case, model="caps_and_price", year=2030)
    assert curve.steps["price"].tolist() == pytest.approx([10])
    (mark,) = [mark for mark in chart_card(curve, "en").marks if mark.axis == "price"]
    assert mark.at == pytest.approx(30)
    assert mark.name.in_language("en") == "Carbon price in force, 30 CNY/t CO2, paid on top of the curve"
    assert "30 CNY/t CO2, paid on top of the curve" in curve_line(curve, "en")


def test_the_card_says_what_the_curve_assumes(case_of):
    """A file that is handed on says its money, discounting, what is moved, how exactly, and what stays in force."""
    case = case_of(years=(2030, 2031), rate=0.07, caps="account, kind, unit, amount\n co2, yearly, tCO2, 85", **TWO)
    said = card(planner.mac_curve(case, year=2031, tolerance=0.25))
    assert said["discount_rate"] == 0.07
    assert (said["money"], said["unit"], said["account"], said["scope"]) == ("yuan of 2030", "tCO2", "co2", "total")
    assert (said["direction"], said["year"], said["cap"], said["tolerance"]) == ("year", 2031, 85, 0.25)
    assert [policy for policy in said["policies"] if "2030" in policy] == said["policies"] != []
    ranked = ranked_card.card(planner.ranked_curve(case, year=2031))
    assert (ranked["discount_rate"], ranked["money"], ranked["year"]) == (0.07, "yuan of 2030", 2031)
