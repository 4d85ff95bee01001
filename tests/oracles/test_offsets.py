"""Offsets of random cases against the independent program: at a carbon price, of a city, a group or a sector."""

from __future__ import annotations

import pytest
from as_plain_numbers import Numbers, filled
from hypothesis import assume, given, settings, strategies as st
from payers import PAYERS, payers_plain, with_payers
from policies import SOME, check_against_reference
from random_cases import RandomCase

import planner
from planner.model.money.offsets import OffsetRow


@st.composite
def with_offsets(draw: st.DrawFn) -> RandomCase:
    """A certificate for each carbon price, cheaper or dearer than it; of what only reductions take down."""
    case = draw(with_payers())
    tables = case.tables | {"sectors": [row | {"net_negative": False} for row in case.tables["sectors"]]}
    rows = []
    for n, price in enumerate(tables["carbon_prices"]):
        where = {column: price[column] for column in ("account", "scope", "unit")}
        bought = {"payer": draw(st.sampled_from(PAYERS)), "share": draw(st.sampled_from([0.05, 0.5, 1]))}
        rows.append({"offset": f"o{n}", **where, **bought, 2025: draw(st.integers(0, 20)), 2028: 10})
    return RandomCase(tables | {"offsets": rows}, case.model)


def plain(case: planner.Case) -> Numbers:
    return payers_plain(case) | {
        "offsets": {
            row.offset: {
                "account": row.account,
                "scope": row.scope or "",
                "share": row.share,
                "payer": row.payer,
                "price": filled(row, case.years),
            }
            for row in case.rows(OffsetRow)
        }
    }


@pytest.mark.slow
@pytest.mark.random
@settings(parent=SOME, max_examples=5)
@given(with_offsets())
def test_offsets_cost_what_the_reference_says(case):
    try:
        read = planner.read_case(case.files)
    except planner.InputError as refused:
        assume({problem.key for problem in refused.problems} != {"offsets_of_a_sink"})
        raise
    numbers = plain(read)
    assert set(numbers["offsets"]) == {f"o{n}" for n in range(len(case.tables["carbon_prices"]))}
    check_against_reference(case, plain)
