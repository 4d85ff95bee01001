"""The same city in other units has the same plan, prices and curves."""

from __future__ import annotations

import pytest
from fresh_solves import example_plan
from other_units import Swap, rewritten
from shipped import EXAMPLE_CITY

import planner

SMALL: Swap = {
    "GWh": ("kWh", 1e6),
    "MWh": ("kWh", 1e3),
    "Mm2": ("m2", 1e6),
    "Mkm": ("km", 1e6),
    "MW": ("kW", 1e3),
    "MtCO2": ("gCO2", 1e12),
    "ktCO2": ("kgCO2", 1e6),
    "tCO2": ("kgCO2", 1e3),
    "million CNY": ("yuan", 1e6),
}
LARGE: Swap = {
    "GWh": ("TWh", 1e-3),
    "kWh": ("GWh", 1e-6),
    "MWh": ("TWh", 1e-6),
    "m2": ("km2", 1e-6),
    "Mkm": ("million Mkm", 1e-6),
    "km": ("Mkm", 1e-6),
    "MW": ("GW", 1e-3),
    "bus": ("thousand bus", 1e-3),
    "MtCO2": ("GtCO2", 1e-3),
    "ktCO2": ("MtCO2", 1e-3),
    "tCO2": ("ktCO2", 1e-3),
    "million CNY": ("billion CNY", 1e-3),
    "yuan": ("亿元", 1e-8),
}
MIXED: Swap = {
    "GWh": ("GJ", 3600.0),
    "kWh": ("MJ", 3.6),
    "MWh": ("tce", 3.6 / 29.3076),
    "Mm2": ("ha", 100.0),
    "Mkm": ("Mkm", 1.0),
    "MtCO2": ("tCO2", 1e6),
    "million CNY": ("billion CNY", 1e-3),
    "yuan": ("万元", 1e-4),
}
SWAPS = {"small": SMALL, "large": LARGE, "mixed": MIXED}
MODELS = ["annual_caps", "carbon_budget", "caps_and_price"]


@pytest.fixture(scope="module", params=SWAPS)
def swap(request) -> Swap:
    return SWAPS[request.param]


@pytest.fixture(scope="module")
def other(swap) -> planner.Case:
    return planner.read_case(rewritten(EXAMPLE_CITY, swap))


@pytest.fixture(scope="module", params=MODELS)
def both(request, other) -> tuple[planner.Plan, planner.Plan]:
    """The plans under a model in the units of the example city and in others."""
    return example_plan(request.param), planner.solve(other, model=request.param)


def test_every_table_is_rewritten(swap):
    """Numbers and units both: what is read differs from the example city wherever there is a unit."""
    texts = rewritten(EXAMPLE_CITY, swap)
    for name in ("carriers", "interventions", "caps", "prices", "unit_flows", "emission_factors", "baseline"):
        assert texts[f"{name}.csv"] != EXAMPLE_CITY[f"{name}.csv"]
    assert swap["MtCO2"][0] in texts["case.toml"]
    assert swap["million CNY"][0] in texts["case.toml"]


def test_other_units_give_the_same_money(both, swap):
    here, there = both
    money = swap["million CNY"][1]
    assert there.total_cost / money == pytest.approx(here.total_cost, rel=1e-9)
    assert there.resource_cost / money == pytest.approx(here.resource_cost, rel=1e-9)
    for name in ("frozen", "least_cost"):
        assert there.references[name]["cost"] / money == pytest.approx(here.references[name]["cost"], rel=1e-9)
    paid, as_before = (plan.costs.groupby("year")["value"].sum() for plan in (there, here))
    assert (paid / money).to_dict() == pytest.approx(as_before.to_dict(), rel=1e-9)


def test_other_units_give_the_same_prices_and_emissions(both, swap):
    """Prices are those that people read, whatever the case counts in."""
    here, there = both
    tonnes = swap["MtCO2"][1]
    assert set(there.shadow_price["price_unit"]) == set(here.shadow_price["price_unit"]) == {"CNY/t CO2"}
    for column, factor in (("amount", tonnes), ("price", 1.0), ("present_value", 1.0), ("carbon_price", 1.0)):
        found = there.shadow_price[column] / factor
        assert found.tolist() == pytest.approx(here.shadow_price[column].tolist(), rel=1e-9)
    emissions = there.emissions[["frozen", "least_cost", "plan"]].to_numpy() / tonnes
    assert emissions == pytest.approx(here.emissions[["frozen", "least_cost", "plan"]].to_numpy(), rel=1e-9, abs=1e-12)


@pytest.mark.parametrize("asked", [{}, {"year": 2032}, {"cumulative": True}], ids=["path", "year", "cumulative"])
def test_other_units_give_the_same_steps(example_city, other, swap, asked):
    here, there = planner.mac_curve(example_city, **asked).steps, planner.mac_curve(other, **asked).steps
    tonnes = swap["MtCO2"][1]
    assert len(there) == len(here)
    assert (there["abatement_to"] / tonnes).tolist() == pytest.approx(here["abatement_to"].tolist(), rel=1e-8)
    assert there["price"].tolist() == pytest.approx(here["price"].tolist(), rel=1e-6)
