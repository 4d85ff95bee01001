"""Three plants under a tax and a cap: the dual of the cap is net of the tax (copenhagen/README.md)."""

from __future__ import annotations

from pathlib import Path

import pytest

import planner

# cost and emissions of a MWh from coal and from gas: (5 + 2 p_gas - 3 - 2 p_coal) / (2 f_coal - 2 f_gas)
LAST_TONNE = (5 + 2 * 18.16646994367452 - 3 - 2 * 8.504863959010644) / (2 * 0.339732 - 2 * 0.2052)


@pytest.fixture(scope="module")
def case() -> planner.Case:
    return planner.read_case(Path(__file__).parent / "copenhagen")


def test_tax_and_cap_give_the_published_cost(case):
    """1398.039 EUR with the tax of 5 EUR/t on 25 t; 125 EUR less without it."""
    plan = planner.solve(case, model="caps_and_price")
    assert plan.total_cost == pytest.approx(1398.0391058234395, rel=1e-12)
    assert plan.resource_cost == pytest.approx(1398.0391058234395 - 5 * 25, rel=1e-12)


def test_tax_and_cap_give_the_published_dispatch(case):
    plan = planner.solve(case, model="caps_and_price")
    load = plan.uptake.set_index("intervention")["activity"].to_dict()
    assert load == pytest.approx({"coal_plant": 31.90319032, "gas_plant": 8.09680968, "wind_farm": 60}, rel=1e-8)


def test_the_last_tonne_is_the_dual_plus_the_tax(case):
    """79.2496 EUR/t is gas instead of coal; 5 of it are in the tax, so the dual is the published 74.2496."""
    price = planner.solve(case, model="caps_and_price").shadow_price.iloc[0]
    assert price["price"] == pytest.approx(74.24959106133765, rel=1e-10)
    assert price["carbon_price"] == pytest.approx(5)
    assert price["price"] + price["carbon_price"] == pytest.approx(LAST_TONNE, rel=1e-10)


def test_without_the_tax_the_dual_is_the_whole_last_tonne(case):
    plan = planner.solve(case, model="annual_caps")
    assert plan.total_cost == pytest.approx(1273.039105823439, rel=1e-12)
    assert plan.shadow_price["price"].tolist() == pytest.approx([LAST_TONNE], rel=1e-10)


def test_the_tax_alone_leaves_coal_running(case):
    """At 5 EUR/t coal stays cheaper than gas: 40 MWh x 0.679464 t = 27.18 t, and the published 1236.28 EUR."""
    plan = planner.solve(case, model="carbon_price")
    assert plan.total_cost == pytest.approx(1236.2819167208515, rel=1e-12)
    assert plan.emissions.set_index("sector")["plan"]["total"] == pytest.approx(40 * 2 * 0.339732)
    assert plan.shadow_price.empty
