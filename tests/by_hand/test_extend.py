"""An equation of one's own, added to the built model: its price, references without it, its name where none fits."""

from __future__ import annotations

import pyomo.environ as pyo
import pytest

import planner
from planner.results.duals import present_price
from planner.results.references import optimum

TABLES = {
    "services": "service, unit, amount\n power, MWh, 100",
    "carriers": "carrier, unit, bought\n imports, MWh, true",
    "prices": "carrier, unit, amount\n imports, yuan/MWh, 50",
    "interventions": """
        intervention, kind,       sector, of,    unit, lifetime, variable_unit, variable_cost, potential
        grid,         technology, city,   power, MWh,  1,        ,              ,
        wind,         technology, city,   power, MWh,  1,        yuan/MWh,      80,            70
    """,
    "unit_flows": "intervention, carrier, unit, amount\n grid, imports, MWh/MWh, 1",
}


def imports_at_most(most: float, kind: str = "policy"):
    def extend(m, inputs):
        m.limit_imports = pyo.Constraint(m.YEARS, rule=lambda m, y: m.purchases["imports", y] <= most)
        return [planner.Family("limit_imports", "y", kind, gives=1, unit="MWh")]

    return extend


def test_its_price_and_the_references(case_of):
    """60 MWh of imports and 40 of wind: 60*50 + 40*80 = 6200 yuan; a MWh of imports more saves 30. Without it 5000."""
    ready = planner.prepare(case_of(**TABLES), extend=imports_at_most(60))
    plan = planner.solve(ready)
    assert plan.total_cost == pytest.approx(6200)
    assert plan.references["least_cost"]["cost"] == pytest.approx(5000)
    solution = optimum(ready.case, ready.inputs, ready.program)
    assert present_price(ready.program, solution, ready.inputs.limits[-1]) == pytest.approx(30)


@pytest.mark.parametrize("kind", ["policy", "physical"])
def test_a_row_over_all_years_has_a_price(case_of, at, kind):
    """60 MWh of imports in all: one more saves 30 yuan. The price is that of the last year, for want of one."""

    def extend(m, inputs):
        m.limit_imports = pyo.Constraint(expr=sum(m.purchases["imports", y] for y in m.YEARS) <= 60)
        m.limit_each = pyo.Constraint(["imports"], rule=lambda m, c: m.purchases[c, inputs.years[-1]] <= 100)
        return [planner.Family(name, "", kind, unit="MWh") for name in ("limit_imports", "limit_each")]

    plan = planner.solve(case_of(**TABLES), extend=extend)
    assert at(plan.prices, "price", family="limit_imports", year=plan.case.years[-1]) == pytest.approx(30)
    assert at(plan.prices, "price", family="limit_each") == 0
    assert at(plan.why(), "value", intervention="wind", kind="net") == pytest.approx(0)


def test_at_least(case_of):
    """At least 40 MWh of wind: the same plan, and 30 yuan for a MWh more."""

    def extend(m, inputs):
        m.hold_wind = pyo.Constraint(m.YEARS, rule=lambda m, y: m.activity["wind", y] >= 40)
        return [planner.Family("hold_wind", "y", "policy", unit="MWh")]

    ready = planner.prepare(case_of(**TABLES), extend=extend)
    solution = optimum(ready.case, ready.inputs, ready.program)
    assert ready.program.cost @ solution.x == pytest.approx(6200)
    limit = ready.inputs.limits[-1]
    assert (limit.amount, limit.side) == (40, -1)
    assert present_price(ready.program, solution, limit) == pytest.approx(30)


def test_a_physical_row_holds_in_the_references_too(case_of):
    plan = planner.solve(case_of(**TABLES), extend=imports_at_most(60, "physical"))
    assert plan.references["least_cost"]["cost"] == pytest.approx(6200)


@pytest.mark.parametrize("kind", ["policy", "physical"])
def test_what_cannot_be_kept_is_named(case_of, kind):
    """Wind delivers 70 MWh at most, so 30 must be imported: 20 allowed are 10 too few."""
    with pytest.raises(planner.NoPlanError) as none:
        planner.solve(case_of(**TABLES), extend=imports_at_most(20, kind))
    (row,) = none.value.excess
    assert row["excess"] == pytest.approx(10)
    assert "limit_imports" in str(none.value)


def test_a_row_whose_terms_vanish_is_kept_where_nothing_can_hold_it(case_of):
    """Of stock - stock >= 1 nothing is left but 0 >= 1; of stock - stock >= -1 not even a row."""

    def extend(m, inputs):
        stock = next(iter(m.stock.values()))
        m.never = pyo.Constraint([inputs.years[0]], rule=lambda m, y: stock - stock >= 1)
        m.always = pyo.Constraint([inputs.years[0]], rule=lambda m, y: stock - stock >= -1)
        return [planner.Family(name, "y", "policy", unit="-") for name in ("never", "always")]

    with pytest.raises(planner.NoPlanError) as none:
        planner.solve(case_of(**TABLES), extend=extend)
    assert [(row["policy"], row["excess"]) for row in none.value.excess] == [("never", pytest.approx(1))]
    assert not planner.prepare(case_of(**TABLES), extend=extend).program.has(("always", case_of(**TABLES).years[0]))


def test_a_row_without_a_family_is_refused(case_of):
    def forgotten(m, inputs):
        imports_at_most(60)(m, inputs)
        return []

    with pytest.raises(planner.UsageError, match="limit_imports"):
        planner.solve(case_of(**TABLES), extend=forgotten)


def test_a_policy_has_one_side(case_of):
    def equality(m, inputs):
        m.fix_imports = pyo.Constraint(m.YEARS, rule=lambda m, y: m.purchases["imports", y] == 60)
        return [planner.Family("fix_imports", "y", "policy", unit="MWh")]

    with pytest.raises(planner.UsageError, match="two constraints"):
        planner.solve(case_of(**TABLES), extend=equality)


def test_a_variable_may_be_fixed(case_of):
    """Imports of 60 MWh leave 40 to wind: 60*50 + 40*80 = 6200 yuan."""

    def fix(m, inputs):
        m.purchases["imports", inputs.years[0]].fix(60)
        return []

    assert planner.solve(case_of(**TABLES), extend=fix).total_cost == pytest.approx(6200)


@pytest.mark.parametrize(
    ("added", "found"),
    [
        (lambda m, y: pyo.Constraint(expr=m.stock["wind", y] * m.stock["grid", y] <= 1), r"stock\[wind,2030\]\*stock"),
        (lambda m, y: pyo.SOSConstraint(var=m.activity, sos=1), "SOSConstraint"),
    ],
)
def test_what_is_not_linear_is_refused(case_of, added, found):
    def extend(m, inputs):
        m.own = added(m, inputs.years[0])
        return [planner.Family("own", "", unit="-")] if m.own.ctype is pyo.Constraint else []

    with pytest.raises(planner.UsageError, match=found):
        planner.solve(case_of(**TABLES), extend=extend)
