"""EPA's 294 steps for China in 2030, read off the exact curve of the year (epa_china/README.md)."""

from __future__ import annotations

from pathlib import Path

import pytest

import planner

PUBLISHED_ABATEMENT = {0: 210.01, 5: 583.32, 10: 690.89, 20: 791.56, 50: 832.79, 100: 872.93, 1e9: 939.37}
BASELINE = 1911.40614774


@pytest.fixture(scope="module")
def case() -> planner.Case:
    return planner.read_case(Path(__file__).parent / "epa_china")


@pytest.fixture(scope="module")
def steps(case):
    return planner.mac_curve(case, year=2030).steps


@pytest.mark.parametrize(("price", "abatement"), PUBLISHED_ABATEMENT.items())
def test_abatement_up_to_a_price_is_the_published_one(steps, price, abatement):
    """Where the curve stands after its last step at or below the price; its start holds the no-regret tonnes."""
    cheap = steps[steps["price"] <= price + 1e-6]
    emissions = cheap["emissions_to"].min() if len(cheap) else steps["emissions_from"].max()
    assert BASELINE - emissions == pytest.approx(abatement, abs=0.005)


def test_each_price_above_zero_is_one_step(case, steps):
    """93 distinct prices, none lost to a tolerance and none split; the smallest row is 8.6e-8 Mt."""
    prices = sorted({row.variable_cost for row in case.interventions.values() if row.variable_cost > 0})
    assert len(prices) == 93
    assert steps.loc[steps["price"] > 1e-6, "price"].tolist() == pytest.approx(prices)


def test_the_no_regret_block_is_what_costs_nothing_or_less(case):
    """Of equal plans the least-cost reference emits least, so the rows at exactly 0 $/t are in it too.

    Price x tonnes of the rows below zero add up to -2047.16 million USD.
    """
    references = planner.solve(case).references
    frozen, least = (references[name]["emissions"]["non_co2"][2030] for name in ("frozen", "least_cost"))
    assert frozen == pytest.approx(BASELINE)
    assert frozen - least == pytest.approx(210.0081, abs=1e-4)
    assert references["frozen"]["cost"] == pytest.approx(0, abs=1e-9)
    assert references["least_cost"]["cost"] == pytest.approx(-2047.16275682)


def test_the_plan_lies_on_the_curve(case):
    """1100 Mt needs 811.41 Mt: all rows up to 26 $/t give 806.80, those at 28 $/t reach 814.97."""
    price = planner.solve(case).shadow_price.iloc[0]
    assert price["price"] == pytest.approx(28)
