"""Investment budgets of random cases against the independent program."""

from __future__ import annotations

import pytest
from as_plain_numbers import Numbers, binding
from hypothesis import given
from hypothesis import strategies as st
from policies import SOME, check_against_reference
from random_cases import FIRST, RandomCase, last_year, random_cases, scopes

import planner
from planner.model.policies.investment import BudgetRow


@st.composite
def with_budgets(draw: st.DrawFn) -> RandomCase:
    """One or two budgets of the city, a group or a sector."""
    case = draw(random_cases())
    rows = []
    for n in range(draw(st.integers(1, 2))):
        years = draw(st.sets(st.integers(FIRST, last_year(case.tables)), min_size=1, max_size=2))
        row = {"policy": f"p{n}", "scope": draw(scopes(case.tables)), "unit": "million CNY"}
        rows.append(row | {year: draw(st.integers(0, 400)) for year in sorted(years)})
    return RandomCase(case.tables | {"budgets": rows}, case.model)


def plain(case: planner.Case) -> Numbers:
    years = range(case.settings.first_year, case.settings.last_year + 1)
    return {
        "budgets": {
            (row.policy, "at_most", year): {"scope": row.scope or "", "amount": most}
            for row in case.rows(BudgetRow)
            for year, most in binding(row, years).items()
        }
    }


@pytest.mark.random
@SOME
@given(with_budgets())
def test_budgets_cost_what_the_reference_says(case):
    check_against_reference(case, plain)
