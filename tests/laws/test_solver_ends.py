"""Every solve ends: in a plan, in a proof that there is none, in an error that says what was tried, or in time."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pandas as pd
import pyomo.environ as pyo
import pytest
from scipy import sparse
from shipped import DATA

import planner
from planner.calls.deadline import deadline_of, within
from planner.curves import parametric
from planner.curves.direction import path
from planner.errors import InputError, NoPlanError, SolverError, TimeLimitError, UsageError
from planner.program import ordering, parametric_simplex, session as solver, tableau
from planner.program.inverse import Unstable
from planner.program.session import FROM_NOTHING, LARGE_FROM_NOTHING, Infeasible, Session, is_proof
from planner.program.tableau import Tableau
from planner.results import price_ranges as ranges
from planner.results.plan import Prepared, prepare
from planner.results.references import optimum

HARD = Path(__file__).parents[1] / "hard_cases"
CAP = ("total_emissions", "co2", 2033)


@pytest.fixture(scope="module")
def ready(example_city) -> Prepared:
    return prepare(example_city)


# hard programs


@pytest.mark.parametrize("large", [solver.LARGE, 0], ids=["as a small program", "as a large one"])
def test_caps_that_the_dual_simplex_cannot_decide_have_no_plan(large, monkeypatch):
    """Found by random cases: HiGHS ended in "Unknown". The least sum of excess, by another program: 7.606247 kt."""
    monkeypatch.setattr(solver, "LARGE", large)
    with pytest.raises(NoPlanError) as none:
        planner.solve(HARD / "caps")
    excess = {row["year"]: row["excess"] for row in none.value.excess}
    assert excess == pytest.approx({2027: 3.497, 2028: 4.110}, abs=5e-4)
    assert sum(excess.values()) == pytest.approx(7.606247, rel=1e-6)


@pytest.mark.parametrize("large", [solver.LARGE, 0], ids=["as a small program", "as a large one"])
def test_a_budget_that_only_the_primal_simplex_decides_has_no_plan(large, monkeypatch):
    """124.82 kt are exceeded by at least 88.886324 kt."""
    monkeypatch.setattr(solver, "LARGE", large)
    with pytest.raises(NoPlanError) as none:
        planner.solve(HARD / "budget", model="carbon_budget")
    assert [row["excess"] for row in none.value.excess] == pytest.approx([88.886324], rel=1e-7)


@pytest.mark.night
def test_a_limit_on_what_beijing_may_build_a_year_ends(yearly_beijing):
    """60,000 million yuan of overnight capex a year are too few: once this went on for more than 11 minutes."""
    program, years = yearly_beijing.program, list(yearly_beijing.inputs.years)
    spent = sparse.lil_array((len(years), len(program.columns)))
    for (i, v), capex in yearly_beijing.inputs.capex.items():
        if ("new_units", i, v) in program.column:
            spent[years.index(v), program.column["new_units", i, v]] = capex
    most = np.full(len(years), 60_000.0)
    names = [("limit_capex", y) for y in years]
    limited = program.with_rows(names, sparse.csr_array(spent), np.full(len(years), -np.inf), most)
    with within(deadline_of(300)), pytest.raises(NoPlanError):
        optimum(yearly_beijing.case, yearly_beijing.inputs, limited)


def test_a_number_too_small_for_the_solver_is_named_by_its_cell():
    """Electricity of 1e-20 t/MWh in 2035 stands in the emissions of the power sector."""
    texts = {file.name: file.read_text(encoding="utf-8") for file in (DATA / "example_city").glob("*.[ct]*")}
    del texts["scenarios.csv"]
    texts["emission_factors.csv"] = texts["emission_factors.csv"].replace("0.5,0.3", "0.5,1e-20")
    with pytest.raises(InputError, match=r"emission_factors.csv row 4, 2035: found 1e-20 after 0.5 in 2025"):
        prepare(texts)


def test_a_coefficient_too_small_for_the_solver_is_named_by_its_row(example_city):
    """Sum and difference of the same two columns: scales of rows and columns only share out how small 1e-60 is."""

    def extend(m, inputs):
        bought, emitted = m.purchases["electricity", 2035], m.total_emissions["co2", 2035]
        m.sums = pyo.Constraint([2035], rule=lambda m, y: bought + emitted <= 1e6)
        m.differences = pyo.Constraint([2035], rule=lambda m, y: bought - 1e-60 * emitted <= 1e6)
        return [planner.Family(name, "y", "policy", unit="GWh") for name in ("sums", "differences")]

    with pytest.raises(SolverError, match=r"of (sums|differences) 2035 on \w+ \w+ 2035 is") as wrong:
        prepare(example_city, extend=extend)
    assert " 2035" in wrong.value.in_language("zh")


# ways of solving


@pytest.mark.parametrize("way", [*FROM_NOTHING, *LARGE_FROM_NOTHING[:2]])
def test_each_way_finds_the_least_cost_and_that_there_is_none(ready, way):
    right = float(ready.program.cost @ Session(ready.program).solve().x)
    session = Session(ready.program)
    session._set(session._defaults | way)
    assert session._run() == solver.Status.kOptimal
    assert float(ready.program.cost @ session._solution().x) == pytest.approx(right, rel=1e-7)
    session.set_bounds(CAP, -np.inf, 0.0)
    assert session._run() == solver.Status.kInfeasible


class Misled(Session):
    """Its first run is told of a cap that nobody asked for."""

    runs = 0

    def _run(self) -> solver.Status:
        self.runs += 1
        bounds = self.program.lower[self.program.column[CAP]], self.program.upper[self.program.column[CAP]]
        self.set_bounds(CAP, bounds[0], 0.0 if self.runs == 1 else bounds[1])
        try:
            return super()._run()
        finally:
            self.set_bounds(CAP, *bounds)


def test_one_way_that_says_there_is_no_plan_is_not_believed(ready):
    misled = Misled(ready.program)
    assert misled.solve().x == pytest.approx(Session(ready.program).solve().x, rel=1e-6, abs=1e-9)
    assert misled.runs == 2


def test_that_there_is_no_plan_is_kept_once_it_is_proven(ready):
    """A session goes on after it: with the cap as it was, it finds the plan, by its own way."""
    session = Session(ready.program)
    right = session.solve()
    session.set_bounds(CAP, -np.inf, 0.0)
    with pytest.raises(Infeasible):
        session.solve()
    session.set_bounds(CAP, -np.inf, float(ready.program.upper[ready.program.column[CAP]]))
    assert ready.program.cost @ session.solve().x == pytest.approx(ready.program.cost @ right.x, rel=1e-9)
    assert session._highs.getOptionValue("presolve")[1] == "choose"
    assert session._highs.getOptionValue("primal_feasibility_tolerance")[1] == 1e-9


def test_steps_are_limited_in_every_way(monkeypatch, ready):
    """With three steps no way finds anything, and the error says how each ended."""
    monkeypatch.setattr(solver, "STEPS", 3)
    monkeypatch.setattr(solver, "STEPS_EACH", 0)
    with pytest.raises(SolverError) as failed:
        Session(ready.program).solve()
    assert failed.value.values["found"].count("Interrupted") == 1 + len(FROM_NOTHING)


def test_a_dual_ray_by_hand():
    """Of x + y >= 4 with x, y <= 1: their sum is at most 2. With x, y <= 3 it may be 6; with x free, anything."""
    matrix, y = sparse.csr_array([[1.0, 1.0]]), np.array([1.0])
    zero, row = np.zeros(2), (np.array([4.0]), np.array([np.inf]))
    assert is_proof(y, matrix, [zero, np.ones(2), *row])
    assert is_proof(-y, matrix, [zero, np.ones(2), *row])
    assert not is_proof(0 * y, matrix, [zero, np.ones(2), *row])
    assert not is_proof(y, matrix, [zero, np.full(2, 3.0), *row])
    assert not is_proof(y, matrix, [zero, np.array([np.inf, 1.0]), *row])


# time


def test_time_limits_end_a_solve(ready):
    """A thousandth of a second is too short for all references; what was done is said in both languages."""
    with pytest.raises(TimeLimitError) as over:
        planner.solve(replace(ready), time_limit=0.001)
    assert over.value.exit_code == 6
    assert over.value.values["seconds"] == 0.001
    for lang in ("en", "zh"):
        assert "0.001" in over.value.in_language(lang)


def test_the_nearest_of_two_limits_counts(ready):
    with within(deadline_of(1e-9)), pytest.raises(TimeLimitError):
        planner.solve(replace(ready), time_limit=100)
    with within(deadline_of(100)), pytest.raises(TimeLimitError):
        planner.solve(replace(ready), time_limit=1e-9)


@pytest.mark.parametrize("wrong", [0, -1.0, math.nan])
def test_a_limit_that_is_none_is_refused(ready, wrong):
    with pytest.raises(UsageError, match="time_limit"):
        planner.solve(ready, time_limit=wrong)


@pytest.mark.slow
def test_a_curve_says_how_far_it_came(yearly_beijing):
    """Time is over once a tenth is done."""
    deadline = deadline_of(1000)

    def until(share: float) -> None:
        if share >= 0.1:
            deadline.ends = 0.0

    with within(deadline), pytest.raises(TimeLimitError) as over:
        planner.mac_curve(yearly_beijing, year=2035, progress=until)
    assert over.value.key == "time_limit_curve"
    assert 0.1 <= over.value.values["way"] < 1
    assert over.value.values["solves"] > 0


@pytest.mark.slow
def test_a_limit_holds_in_the_halves_of_a_curve_within_a_tolerance(yearly_beijing):
    """They are walked in threads of their own."""
    deadline = deadline_of(1000)

    def at_once(share: float) -> None:
        deadline.ends = 0.0

    with within(deadline), pytest.raises(TimeLimitError):
        planner.mac_curve(yearly_beijing, tolerance=1e-4, progress=at_once)


@pytest.mark.slow
def test_a_limit_holds_in_the_processes_of_yearly_curves(ready):
    with pytest.raises(TimeLimitError):
        list(planner.yearly_curves(replace(ready), years=[2030, 2033], time_limit=1e-3))


def test_a_limit_ends_a_comparison(example_city):
    """No scenario is said to have failed for it."""
    with pytest.raises(TimeLimitError):
        planner.compare(example_city, time_limit=1e-3)


OTHERS = [pytest.param(name, marks=pytest.mark.slow) for name in ("macc", "yearly", "credit", "compare")]


@pytest.mark.parametrize("command", ["solve", *OTHERS])
def test_commands_end_with_6(run, tmp_path, command):
    code, _, err = run(command, str(DATA / "example_city"), "--time-limit", "0.001")
    assert (code, "--time-limit" in err) == (6, True)
    assert not list(tmp_path.rglob("*.csv"))


@pytest.mark.usefixtures("empty_pictures")
def test_a_plan_is_kept_when_only_its_curve_is_late(run, monkeypatch, tmp_path):
    import planner.curves.macc as module

    def late(*_: Any, **__: Any) -> None:
        raise deadline_of(1).over(way=0.5)

    monkeypatch.setattr(module, "mac_curve", late)
    code, _, err = run("solve", str(DATA / "example_city"))
    assert code == 6
    assert "50%" in err
    assert list(tmp_path.rglob("uptake.csv"))
    assert not list(tmp_path.rglob("macc*"))


@pytest.mark.usefixtures("empty_pictures")
def test_a_plan_is_written_whole_when_time_ends_in_its_price_ranges(run, monkeypatch, tmp_path):
    """The clock is put on by two hours once the first of them is asked for; the curve is there by then or is late."""
    asked, ahead = ranges._side, [0.0]

    def late(*given: Any) -> Any:
        ahead[0] = 7200.0
        return asked(*given)

    monkeypatch.setattr("planner.calls.deadline.time", SimpleNamespace(monotonic=lambda: time.monotonic() + ahead[0]))
    monkeypatch.setattr(ranges, "_side", late)
    code, _, err = run("solve", str(DATA / "example_city"), "--model", "carbon_budget")
    assert ahead[0]
    assert code in (0, 6), err
    prices = pd.read_csv(next(tmp_path.rglob("shadow_price.csv")))
    assert prices["tightened"].notna().any()
    assert list(tmp_path.rglob("plan.xlsx"))


# pivots that fail


def follow(ready: Prepared) -> parametric.Walk:
    return parametric.follow(path(ready, None, None).program, None)


def test_a_pivot_of_two_values_changes_nothing(ready):
    session = Session(ready.program)
    session.solve()
    plan = Tableau(session.vertex)
    row = plan.row(0)
    entering = next(int(j) for j in np.flatnonzero(np.abs(row) > tableau.PIVOT) if plan.way[j])
    before = plan.x.copy(), plan.basic.copy()
    with pytest.raises(Unstable):
        plan.pivot(0, entering, 2 * row, 0.0)
    assert (plan.x == before[0]).all()
    assert (plan.basic == before[1]).all()


def never(*_: Any, **__: Any) -> None:
    raise RuntimeError("Factor is exactly singular")


FAILURES: dict[str, Callable[[pytest.MonkeyPatch], None]] = {
    "no factorisation": lambda patch: patch.setattr(ordering, "splu", never),
    "no basis is good": lambda patch: (
        patch.setattr(parametric_simplex, "LARGEST_ERROR", -1.0),
        patch.setattr(tableau, "KEPT", 0),
    ),
    "all is a stall": lambda patch: (patch.setattr(ranges, "STALLED", -1), patch.setattr(parametric, "STALLED", -1)),
}


@pytest.mark.parametrize("failure", FAILURES)
def test_prices_are_right_or_unknown_where_pivots_fail(monkeypatch, ready, failure):
    solution = Session(ready.program).solve()
    right = ranges.price_ranges(ready.inputs, ready.program, solution)
    FAILURES[failure](monkeypatch)
    for cap, mark in ranges.price_ranges(ready.inputs, ready.program, solution).items():
        for name in ("tightened", "relaxed", "holds_from", "holds_to"):
            found = getattr(mark, name)
            assert math.isnan(found) or found == pytest.approx(getattr(right[cap], name))
    assert any(
        math.isnan(mark.tightened) for mark in ranges.price_ranges(ready.inputs, ready.program, solution).values()
    )


@pytest.mark.parametrize("failure", ["no factorisation", "no basis is good"])
def test_a_curve_of_which_no_pivot_works_is_an_error(monkeypatch, ready, failure):
    FAILURES[failure](monkeypatch)
    with pytest.raises(SolverError):
        follow(ready)


def test_a_curve_goes_on_over_larger_gaps_where_pivots_fail_again_and_again(monkeypatch, ready):
    """From the fifth pivot on ten factorisations in a row are refused: solves go on further and further."""
    right = follow(ready)
    pivots, original = [0], parametric_simplex.ParametricSimplex._renew
    monkeypatch.setattr(tableau, "KEPT", 1)

    def refused(self: parametric_simplex.ParametricSimplex) -> None:
        pivots[0] += 1
        if 5 <= pivots[0] < 9:
            raise Unstable
        original(self)

    monkeypatch.setattr(parametric_simplex.ParametricSimplex, "_renew", refused)
    found = follow(ready)
    assert found.solves > right.solves
    assert found.points[-1].t == pytest.approx(right.points[-1].t, abs=1e-6)
