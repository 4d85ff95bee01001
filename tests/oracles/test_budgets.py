"""Budgets of random cases against the independent program: of all or a payer, investment or spending, carried over."""

from __future__ import annotations

import pytest
from as_plain_numbers import Numbers, binding
from hypothesis import given, settings, strategies as st
from payers import PAYERS, payers_plain, with_payers
from policies import SOME, check_against_reference
from random_cases import FIRST, RandomCase, last_year, scopes

import planner
from planner.model.money.budgets import BudgetRow


@st.composite
def with_budgets(draw: st.DrawFn) -> RandomCase:
    """One or two budgets of the city, a group or a sector, of all or one payer; or on all that a payer spends."""
    case = draw(with_payers())
    rows = []
    for n in range(draw(st.integers(1, 2))):
        years = draw(st.sets(st.integers(FIRST, last_year(case.tables)), min_size=1, max_size=2))
        row = {"policy": f"p{n}", "unit": "million CNY", "carry_over": draw(st.sampled_from([0, 0, 0.5, 1]))}
        if draw(st.booleans()):
            row |= {"payer": draw(st.sampled_from(PAYERS)), "covers": "spending"}
        else:
            row |= {"payer": draw(st.sampled_from([None, *PAYERS])), "scope": draw(scopes(case.tables))}
        rows.append(row | {year: draw(st.integers(0, 400)) for year in sorted(years)})
    return RandomCase(case.tables | {"budgets": rows}, case.model)


@st.composite
def with_a_budget(draw: st.DrawFn) -> RandomCase:
    """One budget that leaves a plan: on what all invest, or on all that a payer spends."""
    case = draw(with_payers())
    row = {"policy": "p0", "unit": "million CNY", FIRST: 1e6, "payer": draw(st.sampled_from([None, *PAYERS]))}
    row |= {"covers": "spending" if row["payer"] else "investment"}
    return RandomCase(case.tables | {"budgets": [row]}, case.model)


def plain(case: planner.Case) -> Numbers:
    years = range(case.settings.first_year, case.settings.last_year + 1)
    return payers_plain(case) | {
        "budgets": {
            (row.policy, "at_most", year): {
                "scope": row.scope or "",
                "payer": row.payer or "",
                "covers": row.covers,
                "carry_over": row.carry_over,
                "amount": most,
            }
            for row in case.rows(BudgetRow)
            for year, most in binding(row, years).items()
        }
    }


@pytest.mark.random
@settings(parent=SOME, max_examples=5)
@given(with_budgets())
def test_budgets_cost_what_the_reference_says(case):
    check_against_reference(case, plain)
