"""Reductions found together in one program are what each is found to be by itself."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from shipped import DATA, by_the_year, texts_of

import planner
from planner.curves.apart import reductions_apart
from planner.curves.standalone import ReferenceProgram
from planner.results.plan import prepare

PUBLISHED = Path(__file__).parents[1] / "published"


@pytest.mark.parametrize(
    ("tables", "year"),
    [
        (DATA / "example_city", 2035),
        pytest.param(by_the_year(texts_of("data/beijing")), 2035, marks=pytest.mark.slow),
        (PUBLISHED / "brazil", 2020),
        (PUBLISHED / "nori_leets", None),
    ],
)
def test_each_is_what_it_is_by_itself(tables, year):
    ready = prepare(planner.read_case(tables))
    frozen = ReferenceProgram(ready, year or ready.inputs.years[0])
    upper = {name: float(frozen.free.upper[n]) for name, n in frozen.free.column.items() if name[0] == "new_units"}
    found = reductions_apart(ready.inputs, frozen.program, frozen.start.x, upper, frozen.runs)
    for i, (grows, change) in list(found.items())[:12]:
        by_itself, limited, after = frozen.adding(i, frozen.start)
        assert (grows, limited) == (pytest.approx(by_itself), True)
        money = np.abs(frozen.free.cost * after.x).sum() or 1.0
        assert frozen.free.cost @ change == pytest.approx(
            frozen.free.cost @ (after.x - frozen.start.x), abs=1e-9 * money
        )
        for account in ready.inputs.accounts:
            tonnes = frozen.tonnes(account, dict.fromkeys(ready.inputs.years, 1.0))
            assert frozen.avoided(tonnes, change) == pytest.approx(frozen.avoided(tonnes, after.x - frozen.start.x))


def test_one_that_would_take_emissions_below_zero_is_left_out(case_of):
    """10 t are emitted and 30 could be avoided; `small` avoids 4 of them alone."""
    case = case_of(
        baseline="sector, account, unit, amount\n city, co2, tCO2, 10",
        interventions="""
            intervention, kind,      sector, unit, lifetime, potential, variable_unit, variable_cost
            large,        reduction, city,   tCO2, 1,        30,        yuan/tCO2,     40
            small,        reduction, city,   tCO2, 1,        4,         yuan/tCO2,     10
        """,
        process_emissions="intervention, account, unit, amount\n large, co2, tCO2/tCO2, -1\n small, co2, tCO2/tCO2, -1",
    )
    ready = prepare(case)
    frozen = ReferenceProgram(ready, 2030)
    upper = {name: float(frozen.free.upper[n]) for name, n in frozen.free.column.items() if name[0] == "new_units"}
    found = reductions_apart(ready.inputs, frozen.program, frozen.start.x, upper, frozen.runs)
    assert {i: grows for i, (grows, _) in found.items()} == {"small": pytest.approx(4)}
    bars = planner.ranked_curve(ready, year=2030).bars.set_index("intervention")
    assert bars.loc[["large", "small"], "abatement"].tolist() == pytest.approx([10, 4])
