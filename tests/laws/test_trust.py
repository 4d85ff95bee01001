"""A plan with one number changed is refused: by the audit from the tables, and by the certificate from the matrix."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pytest
from shipped import EXAMPLE_CITY

import planner
from planner.model.inputs import Inputs
from planner.program.certificate import certify
from planner.program.program import Name
from planner.program.session import Session, Solution
from planner.results import plan
from planner.results.audit import audit
from planner.results.plan import Prepared, prepare
from planner.results.values import Values, values_of

VARIABLES = ("new_units", "stock", "activity", "captured", "purchases", "emissions", "total_emissions")
YEAR = 2033


@dataclass(frozen=True)
class Solved:
    ready: Prepared
    solution: Solution
    values: Values
    total_cost: float

    def audit(self, values: Values, total_cost: float | None = None) -> dict[str, float]:
        cost = self.total_cost if total_cost is None else total_cost
        return audit(self.ready.case, self.ready.spec, self.ready.inputs.modes, values, cost)

    def certify(self, **changed: np.ndarray) -> dict[str, float]:
        return certify(self.ready.program, replace(self.solution, **changed))


@pytest.fixture(scope="module", params=["annual_caps", "caps_and_price"])
def solved(request, example_city) -> Solved:
    ready = prepare(example_city, model=request.param)
    solution = Session(ready.program).solve()
    total_cost = float(ready.program.cost @ solution.x) + ready.program.cost_offset
    return Solved(ready, solution, values_of(ready.program, solution), total_cost)


def size(values: Values, name: Name) -> float:
    """The largest amount of the same thing in any year, of what is built its stock; 1 where there never is any."""
    same = {name[:-1], ("stock", name[1])}
    return max(abs(v) for n, v in values.by_name.items() if n[:-1] in same) or 1.0


def test_the_plan_itself_passes(solved):
    assert max(solved.audit(solved.values).values()) < 1e-12
    assert max(solved.certify().values()) < 1e-9


@pytest.mark.parametrize("by", [1e-3, -1e-3])
@pytest.mark.parametrize("variable", VARIABLES)
def test_an_audit_refuses_any_amount_that_is_off_by_a_thousandth(solved, variable, by):
    """Of all that is built, stands, runs, is caught, bought and emitted in 2033, up and down, where it is zero too."""
    names = [n for n in solved.values.by_name if n[0] == variable and n[-1] == YEAR]
    assert names
    for name in names:
        wrong = solved.values.by_name[name] + by * size(solved.values, name)
        with pytest.raises(planner.SolverError) as refused:
            solved.audit(Values(solved.values.by_name | {name: wrong}))
        assert refused.value.key == "audit_failed", name


@pytest.mark.parametrize("by", [1e-5, -1e-5])
def test_an_audit_refuses_a_total_cost_that_is_off(solved, by):
    with pytest.raises(planner.SolverError):
        solved.audit(solved.values, solved.total_cost * (1 + by))


def test_an_audit_refuses_less_capital_for_the_same_city(solved):
    """A bus of 2033 less, in all years that it would run: stock agrees with what is built, the money does not."""
    fewer = [("new_units", "electric_bus", YEAR), *(("stock", "electric_bus", y) for y in range(YEAR, 2036))]
    wrong = solved.values.by_name | {name: solved.values(*name) - 1 for name in fewer}
    with pytest.raises(planner.SolverError) as refused:
        solved.audit(Values(wrong))
    assert "audit_cost" in str(refused.value)


@pytest.mark.parametrize("by", [1e-3, -1e-3])
@pytest.mark.parametrize(("part", "names"), [("x", "columns"), ("row_dual", "rows"), ("reduced_cost", "columns")])
def test_a_certificate_refuses_any_number_that_is_off_by_a_thousandth(solved, part, names, by):
    """Every column of the plan, every dual of a row and every reduced cost: in the solver's scaled numbers, near 1."""
    scale = solved.ready.program.scale
    unit = {"x": scale.column, "row_dual": scale.row / scale.cost, "reduced_cost": 1 / scale.column / scale.cost}[part]
    right = getattr(solved.solution, part)
    for at, name in enumerate(getattr(solved.ready.program, names)):
        wrong = right.copy()
        wrong[at] += by * max(1.0, abs(right[at] / unit[at])) * unit[at]
        with pytest.raises(planner.SolverError) as refused:
            solved.certify(**{part: wrong})
        assert refused.value.key == "not_certified", name


def test_a_certificate_refuses_a_dearer_plan(solved):
    """A plan under a tighter cap keeps all limits, but neither its own duals nor the right ones prove its cost."""
    cap = ("total_emissions", "co2", YEAR)
    tighter = Session(solved.ready.program.with_bounds(upper={cap: 0.16})).solve()
    for solution in (tighter, replace(solved.solution, x=tighter.x)):
        with pytest.raises(planner.SolverError, match=r"primal \d\.\de-1\d.*gap [1-9]\.\de-0[2-5]"):
            certify(solved.ready.program, solution)


def test_a_certificate_refuses_a_plan_beyond_a_cap(solved):
    cap = ("total_emissions", "co2", YEAR)
    looser = Session(solved.ready.program.with_bounds(upper={cap: 0.18})).solve()
    with pytest.raises(planner.SolverError):
        certify(solved.ready.program, looser)


def test_solve_hands_out_no_plan_that_is_not_certified(solved, monkeypatch):
    """Reduced costs are in no table but that of prices: only the certificate can tell that they are wrong."""
    right = Session.solve

    def wrong(session: Session) -> Solution:
        solution = right(session)
        return replace(solution, reduced_cost=solution.reduced_cost * 1.001)

    monkeypatch.setattr(Session, "solve", wrong)
    with pytest.raises(planner.SolverError) as refused:
        planner.solve(solved.ready.case, model=solved.ready.spec.name)
    assert refused.value.key == "not_certified"


def test_solve_hands_out_no_plan_that_fails_the_audit(solved, monkeypatch):
    """A price misread on its way into the program gives a solution that is certified; the tables say otherwise."""
    right = plan.make_inputs

    def wrong(*case: object) -> Inputs:
        inputs = right(*case)
        return replace(inputs, price={key: 1.001 * price for key, price in inputs.price.items()})

    monkeypatch.setattr(plan, "make_inputs", wrong)
    with pytest.raises(planner.SolverError) as refused:
        planner.solve(solved.ready.case, model=solved.ready.spec.name)
    assert refused.value.key == "audit_failed"


def test_a_number_that_dwarfs_all_others_is_named():
    """Gas at 1e9 yuan/kWh must be bought; beside it a boiler's 50 yuan are lost in the last digits."""
    texts = EXAMPLE_CITY | {"prices.csv": EXAMPLE_CITY["prices.csv"].replace("gas,yuan/kWh,0.3", "gas,yuan/kWh,1e9")}
    with pytest.raises(planner.SolverError, match=r"e\+1[0-9] times the usual one of this case \(purchases, gas, 20"):
        planner.solve(texts)
