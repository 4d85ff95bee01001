"""The smaller program has the plans of the whole one."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from scipy import sparse

import planner
from planner.model.subject import Family
from planner.program.certificate import certify
from planner.program.program import Program, Scale
from planner.program.reduced import reduction
from planner.program.session import Session
from planner.results.plan import prepare
from planner.sweeps.order import Course
from planner.sweeps.solving import Solver


@pytest.mark.parametrize("case", ["yearly_beijing", "example_city"])
@pytest.mark.parametrize("capped", [True, False])
def test_the_smaller_program_costs_as_much_and_its_plan_is_one_of_the_whole(request, case, capped):
    """Same least cost; the plan of the whole keeps every row and bound of it, and with its duals is optimal there."""
    ready = request.getfixturevalue(case) if case == "yearly_beijing" else prepare(planner.read_case(f"data/{case}"))
    program = ready.program if capped else ready.program.freed(cap.name for cap in ready.inputs.caps)
    small = reduction(program)
    found, right = small.solution(program, Session(small.part(program)).solve()), Session(program).solve()
    x = found.x
    assert program.cost @ x == pytest.approx(program.cost @ right.x, rel=1e-9)
    rows, size = program.matrix @ x, 1 + np.abs(x).max()
    for amounts, low, high in ((x, program.lower, program.upper), (rows, program.row_lower, program.row_upper)):
        assert np.maximum(low - amounts, amounts - high).max() < 1e-9 * size
    certify(program, found)


def test_what_no_bound_holds_goes_and_what_a_cap_or_potential_holds_stays(yearly_beijing):
    """Emissions of capped years and stocks with a potential are bounded; all other stocks and emissions go."""
    program = yearly_beijing.program
    left, defined = reduction(program).part(program), {family.defines for family in program.families}
    gone = {name for name in program.columns if name[0] in defined} - set(left.columns)
    assert ("total_emissions", "co2_market", 2025) in gone
    assert ("total_emissions", "co2_market", 2026) in left.column
    assert ("stock", "electric_car", 2040) in gone
    assert ("stock", "wind_ppa_1", 2040) in left.column
    assert len(program.columns) - len(left.columns) == len(program.rows) - len(left.rows) == len(gone)


@pytest.mark.parametrize(("left", "goes"), [(3.0, True), (-3.0, False)])
def test_a_stock_goes_only_where_its_equation_keeps_it_from_falling_below_zero(left, goes):
    """Stock = built + left. With 3 left it can't be negative; where 3 are gone, its bound of 0 asks for 3 to be built.

    Without the stock's own bound nothing would be built, which the certificate refuses: the whole program is solved.
    """
    program = stock_left(left)
    small = reduction(program)
    assert (("stock", "plant", 2030) not in small.part(program).columns) == goes
    x = small.plan(program, Session(small.part(program)).solve().x)
    assert x.tolist() == pytest.approx([3, 0] if goes else [0, 3])
    group: Any = SimpleNamespace(course=Course(()), programs=SimpleNamespace(reduction=reduction(stock_left(3.0))))
    assert Solver(group).solve(program)[0].x.tolist() == x.tolist()


def stock_left(left: float) -> Program:
    """Stock - built = left, at 2 a unit built."""
    return Program(
        matrix=sparse.csc_array([[1.0, -1.0]]),
        cost=np.array([0.0, 2.0]),
        cost_offset=0.0,
        lower=np.zeros(2),
        upper=np.full(2, np.inf),
        row_lower=np.array([left]),
        row_upper=np.array([left]),
        columns=(("stock", "plant", 2030), ("new_units", "plant", 2030)),
        rows=(("track_stock", "plant", 2030),),
        families=(Family("track_stock", "", defines="stock"),),
        scale=Scale(np.ones(1), np.ones(2), 1.0),
    )


def test_duals_of_what_goes_find_their_way_back():
    """What stands costs 1 a year, what is built 4 in 2030 and 3 in 2031; 5 are asked for in 2030 and 8 in 2031.

    In place of stocks, a unit costs 4 + 1 + 1 = 6 and 3 + 1 = 4: 5 and 3 are built. One more asked for in 2031 costs 4;
    in 2030 it costs 6 and saves 4. One that stands for nothing, which the equations would give, saves building one: 4
    from 2030 on, 3 from 2031 on.
    """
    program = Program(
        matrix=sparse.csc_array([[1.0, 0, -1, 0], [-1, 1, 0, -1], [1, 0, 0, 0], [0, 1, 0, 0]]),
        cost=np.array([1.0, 1.0, 4.0, 3.0]),
        cost_offset=0.0,
        lower=np.zeros(4),
        upper=np.full(4, np.inf),
        row_lower=np.array([0.0, 0.0, 5.0, 8.0]),
        row_upper=np.array([0.0, 0.0, np.inf, np.inf]),
        columns=tuple((of, "plant", y) for of in ("stock", "new_units") for y in (2030, 2031)),
        rows=tuple((of, "plant", y) for of in ("track_stock", "serve") for y in (2030, 2031)),
        families=(Family("track_stock", "", defines="stock"),),
        scale=Scale(np.ones(4), np.ones(4), 1.0),
    )
    small = reduction(program)
    assert small.part(program).cost.tolist() == [6, 4]
    found = small.solution(program, Session(small.part(program)).solve())
    assert found.x.tolist() == pytest.approx([5, 8, 5, 3])
    assert found.row_dual.tolist() == pytest.approx([-4, -3, 2, 4])
    assert found.reduced_cost.tolist() == pytest.approx([0, 0, 0, 0])
    certify(program, found)


def test_a_column_stays_where_its_entries_vary(example_city):
    """All stocks go while their entries are the same in all programs; none where each entry varies."""
    program = prepare(example_city).program
    assert {program.columns[j][0] for j in reduction(program).gone} >= {"stock"}
    assert not len(reduction(program, np.arange(program.matrix.nnz)).gone)
