"""data/beijing: its totals, that its caps bind, and that everything has its names."""

from __future__ import annotations

import re

import pytest

from planner.case import Case

FROZEN = {2025: 147.4, 2030: 141.2}
"""Mt CO2: the balance of the inventory, from the table in data/beijing/README.md."""

MEASURES = (
    "wind_ppa",
    "solar_ppa",
    "rooftop_pv",
    "retrofit",
    "metering",
    "heat_pump",
    "led",
    "automation",
    "electric_car",
    "battery_bus",
    "hydrogen_bus",
    "electrolyser",
    "ccus",
    "saf",
    "air_capture",
)


@pytest.fixture(scope="module")
def case(beijing) -> Case:
    return beijing.case


@pytest.mark.parametrize(("year", "balance"), FROZEN.items())
def test_the_frozen_reference_is_the_balance_of_the_inventory(beijing_plan, year, balance):
    assert beijing_plan.references["frozen"]["emissions"]["co2_physical"][year] == pytest.approx(balance, rel=0.02)


def test_the_reference_is_made_of_existing_plant_only(beijing_plan, case):
    """In 2025 nothing else stands yet, so plan and references emit the same in every account."""
    total = beijing_plan.emissions.query("sector == 'total' and year == 2025")
    assert len(total) == 4
    assert total["plan"].tolist() == pytest.approx(total["frozen"].tolist(), rel=1e-9)
    built = beijing_plan.uptake.query("year == 2025 and new_units > 0")["intervention"]
    assert all(case.interventions[i].incumbent for i in built)


def test_caps_bind_from_2030(beijing_plan):
    """117.8 Mt in 2030, exactly reached at a price; zero in 2060. No cap before."""
    prices = beijing_plan.shadow_price.set_index("year")
    total = beijing_plan.emissions.query("account == 'co2_physical' and sector == 'total'").set_index("year")
    assert prices.index.tolist() == list(range(2030, 2061))
    assert prices.loc[2030, "amount"] == 117.8
    assert prices.loc[2030, "price"] > 1
    assert total.loc[2030, "plan"] == pytest.approx(117.8, rel=1e-9)
    assert total.loc[2060, "plan"] == pytest.approx(0, abs=1e-6)


def test_there_are_at_least_25_interventions_beside_the_incumbents(case):
    assert len([i for i in case.interventions.values() if not i.incumbent]) >= 25


@pytest.mark.parametrize("measure", MEASURES)
def test_the_measures_of_the_first_version_are_there(case, measure):
    assert any(measure in i for i in case.interventions)


@pytest.mark.parametrize("table", ["sectors", "services", "carriers", "interventions", "accounts"])
def test_everything_has_a_name_in_both_languages(case, table):
    for thing, row in getattr(case, table).items():
        assert re.search("[A-Za-z]", row.name_en), thing
        assert re.search("[一-鿿]", row.name_zh), thing
    assert re.search("[一-鿿]", case.settings.title_zh)
