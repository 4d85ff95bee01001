"""A coarse curve says how wrong it is: brute force on a grid finds no more."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from ways import Way, per_tonne, way

import planner
from planner.program.session import Session
from planner.results.plan import prepare

GRID = np.linspace(0, 1, 50)


def least_costs(one: Way) -> np.ndarray:
    """V(t) on the grid, by solves in which each cap is set by hand: no row or column of the curve's own."""
    ready = prepare(planner.read_case(one.texts_at(0)), model=one.model)
    session = Session(ready.program)
    costs = []
    for t in GRID:
        for year, start in one.start.items():
            set_cap(session, one, year)(start - t * (start - one.end[year]))
        costs.append(float(ready.program.cost @ session.solve().x) + ready.program.cost_offset)
    return np.array(costs)


def set_cap(session: Session, one: Way, year: int) -> Callable[[float], None]:
    account = one.caps.account
    if one.caps.kind == "cumulative":
        return lambda cap: session.set_row_bounds(("limit_cumulative", account, "total", year), -np.inf, cap)
    return lambda cap: session.set_bounds(("total_emissions", account, year), -np.inf, cap)


LONG = [pytest.param(name, marks=pytest.mark.slow) for name in ("2030", "2035 alone")]


@pytest.fixture(scope="module", params=["the path", *LONG, "the budget"])
def one(request) -> Way:
    return way(request.param)


@pytest.fixture(scope="module")
def true_costs(one) -> np.ndarray:
    return least_costs(one) - one.start_cost


def drawn(one: Way, tolerance: float) -> tuple[planner.MacCurve, np.ndarray]:
    """The curve at a tolerance, and what it says the cost has risen by on the grid."""
    asked = {"year": one.curve.year, "alone": one.curve.kind == "alone"}
    curve = planner.mac_curve(one.curve.case, model=one.curve.model, tolerance=tolerance, **asked)
    return curve, np.interp(GRID * one.tonnes, *risen(curve))


def risen(curve: planner.MacCurve) -> tuple[np.ndarray, np.ndarray]:
    """Tonnes at the ends of the steps, and what the cost has risen by there."""
    steps = curve.steps
    rise = (steps["price_present"] / per_tonne(curve) * (steps["abatement_to"] - steps["abatement_from"])).cumsum()
    return np.array([0, *steps["abatement_to"]]), np.array([0, *rise])


@pytest.mark.parametrize("tolerance", [1e-1, 1e-2, 1e-3, 1e-4])
def test_true_cost_is_nowhere_further_below_than_the_printed_error(one, true_costs, tolerance):
    """The chords of a convex curve lie on or above it, by no more than the printed share of its rise."""
    curve, said = drawn(one, tolerance)
    rise = true_costs[-1]
    assert curve.largest_error <= tolerance
    assert (said - true_costs).min() > -1e-9 * rise
    assert (said - true_costs).max() <= curve.largest_error * rise + 1e-9 * rise


@pytest.mark.parametrize("tolerance", [1e-2, 1e-4])
def test_each_end_of_a_coarse_step_is_on_the_exact_curve(one, tolerance):
    """A coarse curve leaves out kinks, but what it shows is true: its ends lie on the exact curve."""
    coarse, exact = drawn(one, tolerance)[0], one.curve
    (ends, said), (all_ends, true) = risen(coarse), risen(exact)
    assert said == pytest.approx(np.interp(ends, all_ends, true), rel=1e-9)
    assert ends[-1] == pytest.approx(all_ends[-1])
    assert (coarse.steps["price"].diff().dropna() > 0).all()
