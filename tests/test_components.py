"""No equation without its mathematics and a case worked out by hand.

Every variable, constraint and cost of the built model stands in models/README.md and in a docstring of tests/by_hand,
by its name: with its indices, as in `track_stock[i, y]`, or without any in backticks, as in `capex`.
"""

from __future__ import annotations

import ast
import re
from pathlib import Path

import numpy as np
import pyomo.environ as pyo
import pytest
from pyomo.repn.plugins.standard_form import LinearStandardFormCompiler

import planner
from planner.model.build import build_model
from planner.model.inputs import make_inputs
from planner.model.model_file import read_spec
from planner.model.subjects import families
from planner.program.program import compile_program

ROOT = Path(__file__).parents[1]
MATHEMATICS = (ROOT / "models" / "README.md").read_text(encoding="utf-8")
TABLES = {
    "sectors": "sector, group\n city, all",
    "services": "service, unit, amount\n heat, MWh, 10",
    "slices": "slice, season, hours\n day, all, 4380\n night, all, 4380",
    "carriers": "carrier, unit, bought, sliced\n gas, MWh, true,\n power, MWh, true, true",
    "prices": "carrier, unit, amount\n gas, yuan/MWh, 1\n power, yuan/MWh, 1",
    "emission_factors": "carrier, account, unit, amount\n gas, co2, tCO2/MWh, 0.2",
    "interventions": """
        intervention, kind,       sector,of,   unit,lifetime,growth,growth_seed,minimum_use,cost_unit,capex,\
full_hours,storage_hours,efficiency
        boiler,       technology, city,  heat, MWh, 20,      0.1,   10,         0.5,        yuan/MWh, 1,    ,    ,
        metering,     improvement,city,  heat, MWh, 10,      ,      ,           ,           ,         ,     ,    ,
        scrubber,     capture,    city,  ,     tCO2,10,      ,      ,           ,           ,         ,     ,    ,
        trees,        reduction,  city,  ,     tCO2,10,      ,      ,           ,           ,         ,     ,    ,
        engine,       technology, city,  power,MWh, 20,      ,      ,           ,           ,         ,     4000,,
        battery,      storage,    city,  power,MWh, 10,      ,      ,           ,           ,         ,     300, 4, 0.9
    """,
    "unit_flows": "intervention, carrier, unit, amount\n boiler, gas, MWh/MWh, 1",
    "savings": "improvement, carrier, fraction\n metering, gas, 0.1",
    "captures": "capture, technology, rate\n scrubber, boiler, 0.9",
    "process_emissions": "intervention, account, unit, amount\n trees, co2, tCO2/tCO2, -1",
    "shares": "policy, commodity, suppliers, amount\n most, heat, boiler, 40",
    "volumes": "policy, quantity, of, bound, unit, amount\n some, stock, boiler, at_least, MWh, 1",
    "payers": "payer\n city",
    "payer_shares": "payer, share\n city, 1",
    "loans": """
        loan, lender,  borrower, of,     rate, tenor, unit, 2030
        bond, outside, city,     ,       0,    2,     yuan, 1
        fund, outside, city,     boiler, 0,    2,     yuan, 1
    """,
    "budgets": """
        policy, payer, covers,     carry_over, unit, 2030, 2031
        all,    ,      investment, 0.5,        yuan, 10,   10
        paid,   city,  spending,   ,           yuan, 10,   10
    """,
    "carbon_prices": "account, unit, amount\n co2, yuan/tCO2, 20",
    "offsets": "offset, account, payer, share, unit, amount\n ccer, co2, city, 0.05, yuan/tCO2, 8",
    "caps": "account, scope, kind, unit, amount\n co2, all, yearly, tCO2, 10\n co2, , cumulative, tCO2, 10",
}


def components(case: planner.Case, model: str) -> dict[str, int]:
    """Name to number of indices, of every variable, constraint, cost expression and objective that has members."""
    built = build_model(make_inputs(case, read_spec(case, model)))
    made = built.component_objects((pyo.Var, pyo.Constraint, pyo.Expression, pyo.Objective))
    found = {}
    for part in made:
        index = next(iter(part), ())
        if len(part):
            found[part.local_name] = 0 if index is None else len(index) if isinstance(index, tuple) else 1
    return found


@pytest.fixture(scope="module")
def made(case_of) -> dict[str, int]:
    case = case_of((2030, 2031), **TABLES)
    return components(case, "annual_caps") | components(case, "carbon_budget") | components(case, "carbon_price")


def named(text: str) -> set[tuple[str, int]]:
    """(name, number of indices) of what a text names."""
    indexed = {(name, index.count(",") + 1) for name, index in re.findall(r"\b(\w+)\[(\w+(?:, \w+)*)\]", text)}
    return indexed | {(name, 0) for name in re.findall(r"`(\w+)`", text)}


def docstrings(folder: Path) -> str:
    """The docstrings of test modules and of the tests in them."""
    found = []
    for path in folder.glob("test_*.py"):
        module = ast.parse(path.read_text(encoding="utf-8"))
        tests = [node for node in module.body if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")]
        found += [ast.get_docstring(node) or "" for node in (module, *tests)]
    return "\n".join(found)


def test_the_names_of_a_text_are_found_with_their_indices():
    found = named("`cost` of `stock[i, y]` and captured[k, i, y], not rows[0:2]")
    assert found == {("cost", 0), ("stock", 2), ("captured", 3)}


def test_the_case_of_these_tests_makes_every_component(made):
    """Whatever an equation file can make is made here, so that none escapes the tests below for want of members."""
    code = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "planner" / "model").rglob("*.py"))
    written = re.findall(
        r"^ +m\.(\w+) = (?:pyo\.(?:Var|Expression|Objective)|nonnegative|constraint)\(", code, re.MULTILINE
    )
    city = components(planner.read_case(ROOT / "data" / "example_city"), "caps_and_price")
    chosen = [family.name for family in families() if family.kind != "physical" and not family.bounds]
    assert set(made) == {*written, *chosen}
    assert city.items() <= made.items()


@pytest.mark.parametrize("model", ["annual_caps", "carbon_budget"])
def test_every_row_and_bound_has_a_family(case_of, model):
    """Of rows by the constraint's name; of upper bounds by the variable's."""
    inputs = make_inputs(case_of((2030, 2031), **TABLES), read_spec(case_of((2030, 2031), **TABLES), model))
    program = compile_program(build_model(inputs), families())
    bounded = {name[0] for name, upper in zip(program.columns, program.upper, strict=True) if upper < float("inf")}
    assert {row[0] for row in program.rows} <= {family.name for family in families() if not family.bounds}
    assert bounded <= {family.bounds for family in families()}


def test_every_component_is_in_the_mathematics(made):
    assert sorted(set(made.items()) - named(MATHEMATICS)) == []


def test_every_component_is_worked_out_by_hand(made):
    assert sorted(set(made.items()) - named(docstrings(ROOT / "tests" / "by_hand"))) == []


def test_the_mathematics_names_no_other_component(made):
    """Whatever stands there with indices is in the program, with as many of them."""
    assert sorted((name, indices) for name, indices in named(MATHEMATICS) - set(made.items()) if indices) == []


@pytest.mark.parametrize("model", ["annual_caps", "carbon_budget", "carbon_price"])
def test_the_program_is_the_one_that_pyomo_makes_of_the_model(case_of, model):
    """With rows of every form that a row of one's own may have: two sides, products, divisions, variables twice."""
    case = case_of((2030, 2031), **TABLES)
    built = build_model(make_inputs(case, read_spec(case, model)))
    first, *_, last = built.stock.values()
    built.own = pyo.Var(["a", "b"], domain=pyo.NonNegativeReals, bounds=(-1, 8))
    built.rate = pyo.Param(initialize=0.5, mutable=True)
    built.half = pyo.Expression(expr=built.rate * (built.own["a"] - 3 * last) + 2)
    built.between = pyo.Constraint(expr=pyo.inequality(-5, 4 * (first - 3) / 3 + built.half, 9))
    built.on_both_sides = pyo.Constraint(expr=built.rate * first <= sum(built.stock.values()) - built.half + built.rate)
    built.vanishing = pyo.Constraint(expr=first - first + 1 <= 2)
    built.left_out = pyo.Constraint(expr=built.own["b"] <= 1)
    built.left_out.deactivate()
    program = compile_program(built, ())
    form = LinearStandardFormCompiler().write(built, mixed_form=True)
    columns = [(v.parent_component().local_name, *as_tuple(v.index())) for v in form.columns]
    rows = [(row.constraint.parent_component().local_name, *as_tuple(row.constraint.index())) for row in form.rows]
    assert (list(program.columns), list(program.rows)) == (columns, rows)
    assert abs(program.matrix - form.A).max() < 1e-12
    assert abs(program.cost - form.c.toarray()[0]).max() < 1e-12
    assert program.cost_offset == pytest.approx(form.c_offset[0])
    assert list(program.lower) == [-np.inf if v.lb is None else v.lb for v in form.columns]
    assert list(program.upper) == [np.inf if v.ub is None else v.ub for v in form.columns]
    sides = zip(program.row_lower, program.row_upper, strict=True)
    kinds = [0 if lower == upper else 1 if upper < np.inf else -1 for lower, upper in sides]
    assert kinds == [row.bound_type for row in form.rows]
    assert np.where(np.array(kinds) < 0, program.row_lower, program.row_upper) == pytest.approx(form.rhs)


def as_tuple(index: object) -> tuple[object, ...]:
    return index if isinstance(index, tuple) else (index,)
