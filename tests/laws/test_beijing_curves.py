"""Beijing's curves against solves of a program compiled anew, in which only the caps are set."""

from __future__ import annotations

import numpy as np
import pytest

import planner
from planner.curves import direction
from planner.program.program import Program
from planner.program.session import Session
from planner.results.plan import Prepared, prepare

pytestmark = pytest.mark.slow
ACCOUNT = "co2_market"
TONNE = 1e-6
"""In Mt."""


def cap_of(year: int) -> tuple[str, str, int]:
    return ("total_emissions", ACCOUNT, year)


@pytest.fixture(scope="module")
def fresh(yearly_beijing) -> Program:
    return prepare(yearly_beijing.case).program


@pytest.fixture(scope="module")
def curve_of_2060(yearly_beijing) -> planner.MacCurve:
    return planner.mac_curve(yearly_beijing, year=2060)


@pytest.fixture(scope="module")
def path(yearly_beijing) -> planner.MacCurve:
    return planner.mac_curve(yearly_beijing, tolerance=1e-4)


def risen(curve: planner.MacCurve) -> np.ndarray:
    """What the cost has risen by at the start of the curve and at the end of each step."""
    steps = curve.steps
    return np.array([0, *(steps["price_present"] * (steps["abatement_to"] - steps["abatement_from"])).cumsum()])


def cost(program: Program, solution) -> float:
    return float(program.cost @ solution.x) + program.cost_offset


@pytest.mark.slow
def test_a_year_in_the_middle_of_every_fifth_step(fresh, curve_of_2060):
    """The dual of the year's cap is the step's price, and the cost lies on the step's chord.

    In steps of a tonne or more: a narrower one (the first has 0.3 t at no price) is below the solver's tolerance.
    """
    start = Session(fresh.with_bounds(upper={cap_of(2060): np.inf})).solve()
    steps, risen_to = curve_of_2060.steps, risen(curve_of_2060)
    session = Session(fresh)
    for n in range(0, len(steps), 5):
        step = steps.iloc[n]
        if step["abatement_to"] - step["abatement_from"] < TONNE:
            continue
        session.set_bounds(cap_of(2060), -np.inf, (step["emissions_from"] + step["emissions_to"]) / 2)
        found = session.solve()
        dual = -found.reduced_cost[fresh.column[cap_of(2060)]]
        assert dual == pytest.approx(step["price_present"], rel=1e-6), n
        assert dual * 1.06**35 == pytest.approx(step["price"], rel=1e-6), n
        chord = cost(fresh, start) + (risen_to[n] + risen_to[n + 1]) / 2
        assert abs(cost(fresh, found) - chord) < 1e-6 * risen_to[-1] + 1e-9 * chord, n


def test_the_plan_lies_on_the_curve_of_a_year_at_its_shadow_price(yearly_beijing_plan, curve_of_2060):
    price = yearly_beijing_plan.cap_prices.set_index("year").loc[2060]
    steps = curve_of_2060.steps
    at = steps[(steps["emissions_from"] >= price["amount"] - 1e-9) & (steps["emissions_to"] <= price["amount"] + 1e-9)]
    assert at["price"].min() * (1 - 1e-6) <= price["price"] <= at["price"].max() * (1 + 1e-6)


def test_a_year_s_steps_adjoin_and_get_dearer(curve_of_2060):
    """By more than rounding: no step is split in two."""
    steps = curve_of_2060.steps
    assert len(steps) > 20
    assert steps["abatement_from"].tolist()[1:] == steps["abatement_to"].tolist()[:-1]
    assert (steps["abatement_to"] > steps["abatement_from"]).all()
    assert (steps["price"].pct_change().dropna() > 1e-7).all()
    sums = steps["emissions_to"] + steps["abatement_to"]
    assert sums.tolist() == pytest.approx([steps["emissions_from"].iloc[0]] * len(steps))


def test_at_the_end_of_the_path_is_the_plan(yearly_beijing, fresh, yearly_beijing_plan, path):
    """It starts from the plan without caps; with the bans, which are policies, that costs more than least cost."""
    assert path.reached == 1
    free = fresh.freed(cap.name for cap in yearly_beijing.inputs.caps)
    start = cost(free, Session(free).solve())
    assert start > yearly_beijing_plan.references["least_cost"]["cost"] * (1 + 1e-6)
    assert start + risen(path)[-1] == pytest.approx(yearly_beijing_plan.total_cost, rel=1e-9)
    assert path.steps["emissions_to"].iloc[-1] == pytest.approx(yearly_beijing_plan.cap_prices["amount"].sum())


def caps_along(ready: Prepared, t: float) -> dict[tuple[str, str, int], float]:
    """From what the plan without caps emits to the cap, or the cap where that is no more."""
    caps = {cap_of(c.year): c.amount for c in ready.inputs.caps}
    moves = {move.columns[0]: move for move in direction.path(ready, None, "total").moves}
    return {name: amount + (1 - t) * moves[name].tonnes if name in moves else amount for name, amount in caps.items()}


@pytest.mark.slow
def test_the_true_path_is_nowhere_further_below_than_the_printed_error(yearly_beijing, fresh, path):
    """Brute force at seven points, all 31 caps set by hand: below the curve by the printed share at most."""
    assert path.largest_error <= 1e-4
    risen_to, ends = risen(path), np.array([0, *path.steps["abatement_to"]])
    start = cost(fresh, Session(fresh.with_bounds(upper=caps_along(yearly_beijing, 0.0))).solve())
    for t in np.linspace(0.08, 0.98, 7):
        found = Session(fresh.with_bounds(upper=caps_along(yearly_beijing, t))).solve()
        below = start + np.interp(t * ends[-1], ends, risen_to) - cost(fresh, found)
        assert -1e-9 * start < below <= path.largest_error * risen_to[-1] + 1e-9 * start, t


@pytest.mark.slow
def test_the_exact_path_in_the_middle_of_its_steps(yearly_beijing, fresh):
    """Every hundredth step: sum of dual x tonnes = slope."""
    moves = direction.path(yearly_beijing, None, "total").moves
    curve = planner.mac_curve(yearly_beijing)
    tonnes = sum(move.tonnes for move in moves)
    for step in list(curve.steps.itertuples())[::100]:
        t = (step.abatement_from + step.abatement_to) / 2 / tonnes
        found = Session(fresh.with_bounds(upper=caps_along(yearly_beijing, t))).solve()
        slope = sum(-found.reduced_cost[fresh.column[name]] * move.tonnes for move in moves for name in move.columns)
        assert slope / tonnes == pytest.approx(step.price_present, rel=1e-6), step.step
