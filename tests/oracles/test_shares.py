"""Shares of random cases against the independent program."""

from __future__ import annotations

import pytest
from as_plain_numbers import Numbers, binding
from hypothesis import given, settings, strategies as st
from policies import SOME, check_against_reference
from random_cases import FIRST, RandomCase, last_year, random_cases
from sliced_tables import sliced_tables

import planner
from planner.model.policies.share import ShareRow
from planner.tables.fields import listed


@st.composite
def with_shares(draw: st.DrawFn, cases: st.SearchStrategy[RandomCase]) -> RandomCase:
    """One or two shares of services or carriers among those that deliver them."""
    case = draw(cases)
    delivering: dict[str, list[str]] = {}
    for row in case.tables["interventions"]:
        if row["kind"] == "technology":
            delivering.setdefault(row["of"], []).append(row["intervention"])
    rows = []
    for n, commodity in enumerate(draw(st.lists(st.sampled_from(sorted(delivering)), min_size=1, max_size=2))):
        suppliers = draw(st.sets(st.sampled_from(delivering[commodity]), min_size=1).map(sorted))
        year = draw(st.integers(FIRST, last_year(case.tables)))
        row = {"policy": f"p{n}", "commodity": commodity, "suppliers": ";".join(suppliers)}
        row |= {"bound": draw(st.sampled_from(["at_least", "at_most"])), "unit": "%"}
        rows.append(row | {year: draw(st.integers(0, 60))})
    return RandomCase(case.tables | {"shares": rows}, case.model)


def plain(case: planner.Case) -> Numbers:
    years = range(case.settings.first_year, case.settings.last_year + 1)
    return {
        "shares": {
            (row.policy, row.bound, year): {
                "commodity": row.commodity,
                "suppliers": listed(row.suppliers),
                "amount": share / 100,
            }
            for row in case.rows(ShareRow)
            for year, share in binding(row, years).items()
        }
    }


@pytest.mark.random
@SOME
@given(with_shares(random_cases()))
def test_shares_cost_what_the_reference_says(case):
    check_against_reference(case, plain)


@pytest.mark.slow
@pytest.mark.random
@settings(max_examples=6)
@given(with_shares(random_cases(sliced_tables())))
def test_shares_of_what_is_sliced(case):
    check_against_reference(case, plain)
