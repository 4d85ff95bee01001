"""The smaller program has the plans of the whole one."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import sparse

import planner
from planner.curves.reduced import reduced
from planner.model.subject import Family
from planner.program.certificate import certify
from planner.program.program import Program, Scale
from planner.program.session import Session
from planner.results.plan import prepare


@pytest.mark.parametrize("case", ["yearly_beijing", "example_city"])
@pytest.mark.parametrize("capped", [True, False])
def test_the_smaller_program_costs_as_much_and_its_plan_is_one_of_the_whole(request, case, capped):
    """Same least cost; the plan of the whole keeps every row and bound of it, and is optimal there by its cost."""
    ready = request.getfixturevalue(case) if case == "yearly_beijing" else prepare(planner.read_case(f"data/{case}"))
    program = ready.program if capped else ready.program.freed(cap.name for cap in ready.inputs.caps)
    small = reduced(program)
    x, right = small.whole(Session(small.program).solve().x), Session(program).solve()
    assert program.cost @ x == pytest.approx(program.cost @ right.x, rel=1e-9)
    rows, size = program.matrix @ x, 1 + np.abs(x).max()
    for amounts, low, high in ((x, program.lower, program.upper), (rows, program.row_lower, program.row_upper)):
        assert np.maximum(low - amounts, amounts - high).max() < 1e-9 * size
    certify(program, right)


def test_what_no_bound_holds_goes_and_what_a_cap_or_potential_holds_stays(yearly_beijing):
    """Emissions of capped years and stocks with a potential are bounded; all other stocks and emissions go."""
    program = yearly_beijing.program
    left, defined = reduced(program).program, {family.defines for family in program.families}
    gone = {name for name in program.columns if name[0] in defined} - set(left.columns)
    assert ("total_emissions", "co2_market", 2025) in gone
    assert ("total_emissions", "co2_market", 2026) in left.column
    assert ("stock", "electric_car", 2040) in gone
    assert ("stock", "wind_ppa_1", 2040) in left.column
    assert len(program.columns) - len(left.columns) == len(program.rows) - len(left.rows) == len(gone)


@pytest.mark.parametrize(("left", "goes"), [(3.0, True), (-3.0, False)])
def test_a_stock_goes_only_where_its_equation_keeps_it_from_falling_below_zero(left, goes):
    """Stock = built + left. With 3 left it can't be negative; where 3 are gone, its bound of 0 asks for 3 to be built.

    Without the stock's own bound nothing would be built.
    """
    program = Program(
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
    small = reduced(program)
    assert (("stock", "plant", 2030) not in small.program.columns) == goes
    x = small.whole(Session(small.program).solve().x)
    assert x.tolist() == pytest.approx([3, 0] if goes else [0, 3])
