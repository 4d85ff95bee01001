"""A program is shared and never changes; a session belongs to one thread, is warm, and says nothing."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

import numpy as np
import pytest

import planner
from planner.program import reduced, session
from planner.program.program import Program
from planner.program.session import Infeasible, Session, Solution
from planner.results import plan
from planner.results.plan import prepare

CAP = ("total_emissions", "co2", 2033)
COST = ("stock", "traffic_management", 2030)
ARRAYS = ("cost", "lower", "upper", "row_lower", "row_upper")


@pytest.fixture(scope="module")
def program(example_city) -> Program:
    return prepare(example_city).program


def in_another_thread(work):
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(work).result()


@pytest.mark.parametrize(
    "work",
    [
        lambda session: session.solve(),
        lambda session: session.set_bounds(CAP, 0.0, 1.0),
        lambda session: session.set_cost({COST: 1.0}),
        lambda session: session.set_row_bounds(session.program.rows[0], 0.0, 1.0),
    ],
    ids=["solve", "set_bounds", "set_cost", "set_row_bounds"],
)
def test_a_session_refuses_another_thread(program, work):
    session = Session(program)
    with pytest.raises(planner.SolverError) as refused:
        in_another_thread(lambda: work(session))
    assert refused.value.key == "other_thread"


def test_a_session_refused_elsewhere_goes_on_in_its_own_thread(program):
    session = Session(program)
    first = session.solve()
    with pytest.raises(planner.SolverError):
        in_another_thread(session.solve)
    assert session.solve().x.tolist() == first.x.tolist()


def tightened(program: Program) -> list[Solution]:
    """The plans of one session while a cap is tightened in eight steps."""
    session, found = Session(program), []
    for cap in np.linspace(0.17, 0.16, 8):
        session.set_bounds(CAP, -np.inf, cap)
        found.append(session.solve())
    return found


def test_eight_threads_with_a_session_each_find_the_identical_plans(program):
    """All start at once on one program. Not nearly the same: the same bits, and those of a thread that works alone."""
    start = Barrier(8)

    def work(_: int) -> list[Solution]:
        start.wait()
        return tightened(program)

    with ThreadPoolExecutor(8) as pool:
        runs = list(pool.map(work, range(8)))
    for run in runs:
        for here, there in zip(run, tightened(program), strict=True):
            assert float(program.cost @ here.x) == float(program.cost @ there.x)
            assert (here.x == there.x).all()
            assert (here.row_dual == there.row_dual).all()


def test_solving_does_not_change_the_program(example_city):
    program = prepare(example_city).program
    before = {name: getattr(program, name).copy() for name in ARRAYS}
    matrix = program.matrix.copy()
    session = Session(program)
    session.solve()
    session.set_bounds(CAP, 0.0, 0.16)
    session.set_cost({COST: 1.0})
    session.set_row_bounds(program.rows[0], 0.0, 1.0)
    session.solve()
    program.with_limits({CAP: 0.1, program.rows[0]: 5.0})
    assert all((getattr(program, name) == before[name]).all() for name in ARRAYS)
    assert (program.matrix != matrix).nnz == 0


@pytest.mark.parametrize("cap", [0.18, 0.165, 0.15])
def test_a_re_solve_finds_what_a_fresh_session_finds(program, cap):
    """The cap moves there from 0.17 and from elsewhere: same cost, same price, whatever was solved before."""
    warm = Session(program)
    for step in (0.17, 0.2, 0.155, cap):
        warm.set_bounds(CAP, -np.inf, step)
        again = warm.solve()
    fresh = Session(program.with_bounds(upper={CAP: cap})).solve()
    assert program.cost @ again.x == pytest.approx(program.cost @ fresh.x, rel=1e-12)
    at = program.column[CAP]
    assert again.reduced_cost[at] == pytest.approx(fresh.reduced_cost[at], rel=1e-9)
    assert again.reduced_cost[at] < 0


def test_a_changed_cost_is_in_the_case_s_units(program):
    """The last tonne of 2030 is traffic management's: its kt dearer by 0.01 million yuan raises the price by 10 a Mt.

    The same as a fresh session finds in a program with that cost.
    """
    j, cap = program.column[COST], program.column["total_emissions", "co2", 2030]
    session = Session(program)
    before = session.solve()
    session.set_cost({COST: program.cost[j] + 0.01})
    after = session.solve()
    assert after.reduced_cost[cap] - before.reduced_cost[cap] == pytest.approx(-10, rel=1e-9)
    changed = replace(program, cost=program.cost + 0.01 * (np.arange(len(program.cost)) == j))
    assert after.x == pytest.approx(Session(changed).solve().x, rel=1e-9, abs=1e-9)


def test_a_changed_right_hand_side_is_in_the_case_s_units(program):
    """A hundredth of an electric bus more or less to account for in 2030 is worth what the dual of its stock says."""
    row = ("track_stock", "electric_bus", 2030)
    i = program.row[row]
    session = Session(program)
    before = session.solve()
    session.set_row_bounds(row, program.row_lower[i] - 0.01, program.row_upper[i] - 0.01)
    after = session.solve()
    assert before.row_dual[i] > 0  # the row says: built less standing = less what is left of the existing
    assert program.cost @ after.x - program.cost @ before.x == pytest.approx(-0.01 * before.row_dual[i], rel=1e-6)


def test_nothing_is_printed(example_city, capfd):
    """What HiGHS says, warm or cold, never reaches the terminal; nor does Pyomo, nor a case without a plan."""
    ready = prepare(example_city)
    planner.solve(ready)
    planner.mac_curve(ready, tolerance=1e-3)
    with pytest.raises(Infeasible):
        Session(ready.program.with_bounds(upper={CAP: 0.0})).solve()
    assert capfd.readouterr() == ("", "")


def test_a_large_program_has_the_same_plan_and_curve(monkeypatch):
    """From the interior point method, beside the references, as from the basis of least cost."""
    usual = planner.solve("data/example_city"), planner.mac_curve("data/example_city", tolerance=1e-3)
    monkeypatch.setattr(session, "LARGE", 0)
    monkeypatch.setattr(plan, "LARGE", 0)
    monkeypatch.setattr(reduced, "LARGE", 0)
    large = planner.solve("data/example_city"), planner.mac_curve("data/example_city", tolerance=1e-3)
    assert large[0].total_cost == pytest.approx(usual[0].total_cost, rel=1e-9)
    assert large[0].shadow_price["price"].tolist() == pytest.approx(usual[0].shadow_price["price"].tolist(), rel=1e-9)
    assert large[1].steps["price"].tolist() == pytest.approx(usual[1].steps["price"].tolist(), rel=1e-6)
