"""A step of a curve is what an independent solve in its middle finds: the same price as its dual, the same cost.

The solve knows nothing of the curve: the caps at that point are written into caps.csv, read, compiled and solved anew.
"""

from __future__ import annotations

import math
from itertools import pairwise
from typing import Any

import pytest
from fresh_solves import Answer
from ways import WAYS, Way, middles, per_tonne, risen, way

import planner

LONG = {
    "the path beside a carbon price",
    "the path with a cap that is kept anyway",
    "2030",
    "2035 alone",
    "the sum, to the least",
    "EPA China 2030",
}
"""Of many steps, each with a solve."""


@pytest.fixture(params=[pytest.param(name, marks=[pytest.mark.slow] * (name in LONG)) for name in WAYS])
def one(request) -> Way:
    return way(request.param)


@pytest.fixture
def solved_middles(request, one) -> list[tuple[Any, Answer]]:
    return middles(request.node.callspec.params["one"])


def test_price_is_the_dual_in_the_middle_of_every_step(one, solved_middles):
    """Sum of dual x tonnes over the caps that move = slope; per tonne it is the step's present price."""
    tonne = per_tonne(one.curve)
    for step, found in solved_middles:
        assert tonne * one.slope(found) / one.tonnes == pytest.approx(step.price_present, rel=1e-6), step.step


def test_cost_in_the_middle_of_every_step_is_on_its_chord(one, solved_middles):
    rise = risen(one.curve)
    for step, found in solved_middles:
        chord = one.start_cost + (risen(one.curve, step.step - 1) + risen(one.curve, step.step)) / 2
        assert abs(found.cost - chord) < 1e-6 * rise, step.step


def test_price_is_per_discounted_tonne(one):
    """Of a year in its own money; of a path the slope over the discounted tonnes; of a budget the present value."""
    settings = one.curve.case.settings
    dated = {
        y: 1.0 if one.caps.kind == "cumulative" else (1 + settings.discount_rate) ** (settings.first_year - y)
        for y in one.start
    }
    ratio = one.tonnes / sum((s - one.end[y]) * dated[y] for y, s in one.start.items())
    steps = one.curve.steps
    assert (steps["price_present"] * ratio).tolist() == pytest.approx(steps["price"].tolist())


def test_tonnes_are_those_between_the_start_plan_and_the_targets(one):
    """Caps that the start plan keeps anyway are there with what they allow."""
    steps, kept = one.curve.steps, [amount for y, amount in one.caps.amounts.items() if y not in one.end]
    assert steps["emissions_from"].iloc[0] == pytest.approx(sum(one.start.values()) + sum(kept))
    assert steps["abatement_to"].iloc[-1] == pytest.approx(one.curve.reached * one.tonnes)


def test_steps_adjoin_and_get_dearer(one):
    steps = one.curve.steps
    assert steps["step"].tolist() == list(range(1, len(steps) + 1))
    assert steps["abatement_from"].iloc[0] == 0
    assert steps["abatement_from"].tolist()[1:] == steps["abatement_to"].tolist()[:-1]
    assert (steps["abatement_to"] > steps["abatement_from"]).all()
    assert (steps["price_present"].diff().dropna() > 0).all()
    assert (steps["price"].diff().dropna() > 0).all()
    assert steps["price"].iloc[0] > 0


def test_emissions_are_the_start_less_the_abatement(one):
    """Along a path the caps that do not move count too, so that the end is the sum of all caps."""
    steps = one.curve.steps
    kept = sum(
        c.amounts[y]
        for c in one.kept
        for y in c.amounts
        if one.curve.kind == "path" and (c.account, c.scope) == (one.caps.account, one.caps.scope)
    )
    start = sum(one.start.values()) + kept
    for end in ("from", "to"):
        assert (steps[f"emissions_{end}"] + steps[f"abatement_{end}"]).tolist() == pytest.approx([start] * len(steps))


def test_before_the_first_step_no_cap_costs_a_thing(one):
    """Caps at the start cost nothing, and a little above it their price is zero."""
    assert one.solve_at(0).cost == pytest.approx(one.start_cost, rel=1e-12)
    assert one.slope(one.solve_at(-1e-6)) == 0


def test_solves_find_the_steps_that_pivots_find(one):
    """The curve within 1e-12 comes by solves where tangents meet, the exact one basis by basis: the same steps."""
    asked = {"year": one.curve.year} if one.curve.year else {"cumulative": one.curve.kind == "cumulative"}
    asked |= {"alone": True} if one.curve.kind == "alone" else {}
    asked |= {"account": one.caps.account, "scope": one.caps.scope or "total", "tolerance": 1e-12}
    again = planner.mac_curve(one.curve.case, model=one.curve.model, **asked)
    assert len(again.steps) == len(one.curve.steps)
    assert again.steps["price"].tolist() == pytest.approx(one.curve.steps["price"].tolist(), rel=1e-9)
    assert one.curve.tolerance == 0
    assert max(one.curve.largest_error, again.largest_error) < 1e-12


def test_one_step_more_and_less_would_be_wrong(one):
    """Prices of neighbours differ by more than rounding: no step is split in two, none is lost in another."""
    prices = one.curve.steps["price_present"].tolist()
    assert all(not math.isclose(a, b, rel_tol=1e-9) for a, b in pairwise(prices))
