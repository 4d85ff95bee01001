"""Power and heat by season against PyPSA: objective, CO2 price and capacities (pypsa/README.md)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import planner

FOLDER = Path(__file__).parent / "pypsa"


def test_the_same_optimum(at):
    answer = json.loads((FOLDER / "answer.json").read_text(encoding="utf-8"))
    plan = planner.solve(FOLDER)
    assert plan.total_cost == pytest.approx(answer["objective"], rel=1e-9)
    assert at(plan.shadow_price, "price") == pytest.approx(answer["co2_price"], rel=1e-6)
    for intervention, stock in answer["stock"].items():
        assert at(plan.uptake, "stock", intervention=intervention) == pytest.approx(stock, rel=1e-6, abs=1e-5)
