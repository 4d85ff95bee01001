"""Three forms side by side: each measure alone, the measures in turn, and the least-cost plans of the year."""

from __future__ import annotations

import pytest
from chart_rows import words_of

from planner.curves.forms import curve_forms
from planner.output.forms_card import card, interaction, own_unit, picture
from planner.results.plan import prepare

# 100 MWh of heat: 1 MWh of gas for 30 yuan and 0.2 t each. Two savings of 50 %, for 8 and 9 yuan per MWh of heat.
SAVINGS = {
    "services": "service, unit, amount\n heat, MWh, 100",
    "carriers": "carrier, unit, bought\n gas, MWh, true",
    "prices": "carrier, unit, amount\n gas, yuan/MWh, 30",
    "emission_factors": "carrier, account, unit, amount\n gas, co2, tCO2/MWh, 0.2",
    "interventions": """
        intervention, kind,        sector, of,   unit, lifetime, incumbent, cost_unit, capex
        boiler,       technology,  city,   heat, unit, 1,        true,      ,
        meters,       improvement, city,   heat, MWh,  1,        ,          yuan/MWh,  9
        walls,        improvement, city,   heat, MWh,  1,        ,          yuan/MWh,  8
    """,
    "unit_flows": "intervention, carrier, unit, amount\n boiler, gas, MWh/MWh, 1",
    "savings": "improvement, carrier, fraction\n walls, gas, 0.5\n meters, gas, 0.5",
}
# 100 bus-km on diesel, 1 kg of CO2 and 7 yuan each. Hydrogen buses need 0.1 kg, an electrolyser 0.05 MWh/kg at 500.
HYDROGEN = {
    "services": "service, unit, amount\n travel, km, 100",
    "carriers": "carrier, unit, bought, counted_in\n diesel, L, true,\n hydrogen, kg, ,\n electricity, MWh, true, city",
    "prices": "carrier, unit, amount\n diesel, yuan/L, 7\n electricity, yuan/MWh, 500",
    "emission_factors": "carrier, account, unit, amount\n diesel, co2, tCO2/L, 0.001",
    "interventions": """
        intervention, kind,       sector, of,       unit, lifetime, incumbent
        diesel_bus,   technology, city,   travel,   bus,  1,        true
        hydrogen_bus, technology, city,   travel,   bus,  1,
        electrolyser, technology, city,   hydrogen, unit, 1,
    """,
    "unit_flows": """
        intervention, carrier,     unit,   amount
        diesel_bus,   diesel,      L/km,   1
        hydrogen_bus, hydrogen,    kg/km,  0.1
        electrolyser, electricity, MWh/kg, 0.05
    """,
}


def steps(forms, form):
    """intervention, abatement_from, abatement_to, cost per tonne of each step."""
    rows = forms.table[forms.table["form"] == form]
    return rows[["intervention", "abatement_from", "abatement_to", "cost_per_tonne"]].to_numpy().tolist()


def test_what_two_savings_share_is_counted_once_in_turn(case_of):
    """Alone walls avoid 10 of 20 t and earn 15 - 8 = 7 yuan/MWh, 70 yuan/t; meters 10 t and 6 yuan/MWh, 60 yuan/t.

    In turn meters halve what walls leave: 5 t, for 9 - 7.5 = 1.5 yuan/MWh, 30 yuan/t. So does the least-cost system:
    walls first, since they earn more, then meters at 30 yuan/t.
    """
    forms = curve_forms(prepare(case_of(**SAVINGS)), year=2030)
    assert steps(forms, "partial") == [
        ["walls", 0, *map(pytest.approx, (10, -70))],
        ["meters", *map(pytest.approx, (10, 20, -60))],
    ]
    assert steps(forms, "retrospective") == [
        ["walls", 0, *map(pytest.approx, (10, -70))],
        ["meters", *map(pytest.approx, (10, 15, 30))],
    ]
    assert steps(forms, "systems") == [
        ["", 0, *map(pytest.approx, (10, -70))],
        ["meters", *map(pytest.approx, (10, 15, 30))],
    ]
    assert "avoid 20 tCO2. In turn the same ones avoid 15 tCO2: interaction takes away 5." in interaction(
        forms, own_unit(forms), "en"
    )


def test_what_needs_an_enabler_counts_in_turn_with_its_cost(case_of):
    """Alone neither does anything. In turn the bus has its electrolyser: 0.1 t, for (2.5 - 7) yuan/km x 100 km."""
    forms = curve_forms(prepare(case_of(**HYDROGEN)), year=2030)
    assert steps(forms, "partial") == []
    assert steps(forms, "retrospective") == [["hydrogen_bus", 0, *map(pytest.approx, (0.1, -4500))]]
    assert steps(forms, "systems")[0] == ["", 0, *map(pytest.approx, (0.1, -4500))]
    assert forms.tonnes().to_numpy().tolist() == [["hydrogen_bus", 0, pytest.approx(0.1)]]


def test_in_turn_a_measure_has_what_those_before_it_leave(case_of):
    """Pumps on free power earn 21 yuan/MWh, 840 in all, and come before walls, which earn 7, 700 in all.

    Alone pumps avoid 40 x 0.2 = 8 t and walls 10 t. In turn walls have the boilers' 60 MWh: 6 t, at -7 / 0.1 yuan/t.
    """
    tables = SAVINGS | {
        "savings": "improvement, carrier, fraction\n walls, gas, 0.5",
        "interventions": """
            intervention, kind,        sector, of,   unit, lifetime, potential, incumbent, cost_unit, capex
            boiler,       technology,  city,   heat, unit, 1,        ,          true,      ,
            walls,        improvement, city,   heat, MWh,  1,        ,          ,          yuan/MWh,  8
            pump,         technology,  city,   heat, unit, 1,        40,        ,          yuan/unit, 9
        """,
    }
    forms = curve_forms(prepare(case_of(**tables)), year=2030)
    assert forms.tonnes().to_numpy().tolist() == [
        ["pump", *map(pytest.approx, (8, 8))],
        ["walls", *map(pytest.approx, (10, 6))],
    ]
    assert steps(forms, "retrospective")[1][3] == pytest.approx(-70)


def test_the_carbon_price_of_the_model_plays_no_part(case_of):
    """The bars and the system stay what they are under 1000 yuan/t."""
    priced = case_of(**SAVINGS, carbon_prices="account, unit, amount\n co2, yuan/tCO2, 1000")
    free, under = (
        curve_forms(prepare(case, model=model), year=2030).table
        for case, model in ((case_of(**SAVINGS), None), (priced, "carbon_price"))
    )
    assert under["cost_per_tonne"].tolist() == pytest.approx(free["cost_per_tonne"].tolist())


@pytest.mark.parametrize("lang", ["en", "zh", "both"])
def test_the_picture_says_what_interaction_does(case_of, lang):
    """In Chinese 20 t are 0.002 万吨."""
    forms = curve_forms(prepare(case_of(**SAVINGS)), year=2030)
    said = words_of(picture(forms, lang)).replace("', '", "").replace(" ", "")
    for wanted in {"en": ["en"], "zh": [], "both": ["en", "zh"]}[lang]:
        assert interaction(forms, own_unit(forms), wanted).replace(" ", "").replace("CO2", "CO₂")[:30] in said
    assert ("相加为0.002万吨CO₂" in said) == (lang == "zh")
    assert card(forms)["abatement"] == pytest.approx({"partial": 20, "retrospective": 15, "systems": 15})
