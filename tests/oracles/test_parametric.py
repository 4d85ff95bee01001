"""The exact curve, basis by basis, against solves: on random cases, and where pivots fail and solves step in."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given, settings
from random_cases import RandomCase, random_cases
from scipy import sparse

import planner
from planner.curves import direction, parametric
from planner.curves.breakpoints import find_breakpoints, furthest
from planner.curves.direction import TIGHTEN, Direction
from planner.curves.parametric import follow
from planner.curves.points import rise_between
from planner.errors import NoPlanError, SolverError
from planner.program import parametric_simplex, tableau
from planner.program.session import Session, Vertex
from planner.program.tableau import Tableau
from planner.results.plan import prepare


def to_the_caps(ready) -> Direction | None:
    for way in (direction.path, direction.budget):
        try:
            found = way(ready, None, None)
        except (NoPlanError, SolverError, planner.errors.UsageError):
            continue
        if found.moves:
            return found
    return None


def cost_at(way: Direction, t: float) -> float:
    """V(t), solved from nothing."""
    program = way.program.with_bounds({TIGHTEN: t}, {TIGHTEN: t})
    return float(program.cost @ Session(program).solve().x)


@pytest.mark.slow
@pytest.mark.random
@settings(max_examples=10)
@given(random_cases())
def test_random_curves_are_what_solves_find(drawn: RandomCase):
    """At 21 points between the ends the cost is that of a solve; the end is the furthest t with a plan."""
    way = to_the_caps(prepare(planner.read_case(drawn.files), model=drawn.model))
    assume(way is not None)
    points, cost = follow(way.program, None).points, way.program.cost
    ends, rise = [p.t for p in points], [rise_between(cost, points[0], p) for p in points]
    start, noise = cost_at(way, 0.0), 1e-9 * (abs(rise[-1]) + abs(cost_at(way, 0.0)) + 1)
    assert (np.diff([p.slope for p in points]) >= 0).all()
    for t in np.linspace(0, ends[-1] * (1 - 1e-9), 21):
        assert start + np.interp(t, ends, rise) == pytest.approx(cost_at(way, t), abs=noise)
    assert ends[-1] == pytest.approx(furthest(way.program)[0], abs=1e-7)


@pytest.fixture(scope="module")
def example() -> Direction:
    return direction.path(prepare(planner.read_case("data/example_city")), None, None)


@pytest.mark.parametrize(
    ("kept", "largest", "stalled", "solved"),
    [
        (1, 1e-7, 2000, False),  # a new factorisation for every pivot
        (3, -1.0, 2000, True),  # every third basis is called bad
        (50, -1.0, -1, True),  # and every pivot stalled
    ],
)
def test_where_pivots_fail_solves_go_on(monkeypatch, example, kept, largest, stalled, solved):
    """A solve a little further on steps in, and the curve is the same up to what that leaves out: at most 1 %."""
    right = find_breakpoints(example, 0.0, None)
    monkeypatch.setattr(tableau, "KEPT", kept)
    monkeypatch.setattr(parametric_simplex, "LARGEST_ERROR", largest)
    monkeypatch.setattr(parametric, "STALLED", stalled)
    found = find_breakpoints(example, 0.0, None)
    assert (found.solves > right.solves) == solved
    assert found.rise == pytest.approx(right.rise, rel=1e-9)
    assert found.largest_error < (1e-6 if stalled >= 0 else 1e-2)
    ends, rise = zip(*((p.t, rise_between(right.cost, right.points[0], p)) for p in right.points), strict=True)
    for point in found.points:
        assert np.interp(point.t, ends, rise) == pytest.approx(
            rise_between(found.cost, found.points[0], point), abs=1e-6 * right.rise
        )


def test_a_tableau_after_many_pivots_is_that_of_its_basis_made_anew(example):
    """Columns, rows, amounts and reduced costs by the pivots since the factorisation, and by a new one."""
    follower = parametric._Follower(example.program)
    while follower.simplex.pivots < 20:
        follower.simplex.advance(np.inf)
    worn, j = follower.simplex.tableau, follower.t
    kept = worn.x.copy(), worn.reduced_cost.copy(), worn.column(j), worn.row(3)
    worn.factorise()
    assert worn.fresh
    for before, after in zip(kept, (worn.x, worn.reduced_cost, worn.column(j), worn.row(3)), strict=True):
        assert before == pytest.approx(after, rel=1e-9, abs=1e-9)


def test_a_tableau_by_hand():
    """The least of 2x + 3y with x + y = r, 4 <= r, x <= 3: x = 3 and y = 1 at the basis {y}, where r is at 4.

    One unit more of r is one of y, at 3; x at its upper bound saves 3 - 2 = 1. For y to rise,
    x falls or r rises: x, at 1 a unit, before r, at 3. For y to fall neither may move.
    """
    made = Tableau(
        Vertex(
            matrix=sparse.csr_array([[1.0, 1.0]]),
            cost=np.array([2.0, 3.0]),
            lower=np.array([0.0, 0.0, 4.0]),
            upper=np.array([3.0, np.inf, np.inf]),
            x=np.array([3.0, 99.0, 4.0]),
            basic=np.array([1]),
        )
    )
    assert made.x.tolist() == [3, 1, 4]
    assert made.reduced_cost.tolist() == [-1, 0, 3]
    assert made.column(2).tolist() == [-1]
    assert made.row(0).tolist() == [1, 1, -1]
    assert made.way.tolist() == [-1, 0, 1]
    assert made.error <= 0
    assert made.entering(made.row(0), rises=True) == 0
    assert made.entering(made.row(0), rises=False) is None
