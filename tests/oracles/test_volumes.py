"""Volumes of random cases against the independent program."""

from __future__ import annotations

import pytest
from as_plain_numbers import Numbers, binding
from hypothesis import given, strategies as st
from policies import SOME, check_against_reference
from random_cases import FIRST, RandomCase, last_year, random_cases

import planner
from planner.model.policies.volume import VolumeRow
from planner.tables.fields import listed


@st.composite
def with_volumes(draw: st.DrawFn) -> RandomCase:
    """One to three volumes of interventions or of bought gas and power."""
    case = draw(random_cases())
    kinds = {row["intervention"]: row["kind"] for row in case.tables["interventions"]}
    units = {row["intervention"]: row["unit"] for row in case.tables["interventions"]}
    rows = []
    for n in range(draw(st.integers(1, 3))):
        quantity = draw(st.sampled_from(["new_units", "stock", "activity", "purchases"]))
        if quantity == "purchases":
            of, unit = draw(st.sampled_from(["gas", "power"])), "MWh"
        else:
            able = [i for i, kind in kinds.items() if quantity != "activity" or kind != "improvement"]
            of = draw(st.sampled_from(able))
            unit = "MWh" if quantity == "activity" and kinds[of] == "technology" else units[of]
        row = {"policy": f"p{n}", "quantity": quantity, "of": of, "unit": unit}
        row["bound"] = draw(st.sampled_from(["at_least", "at_most", "exactly"]))
        rows.append(row | {draw(st.integers(FIRST, last_year(case.tables))): draw(st.integers(0, 300)) / 10})
    return RandomCase(case.tables | {"volumes": rows}, case.model)


def plain(case: planner.Case) -> Numbers:
    years = range(case.settings.first_year, case.settings.last_year + 1)
    return {
        "volumes": {
            (row.policy, bound, year): {"quantity": row.quantity, "of": listed(row.of), "amount": volume}
            for row in case.rows(VolumeRow)
            for year, volume in binding(row, years).items()
            for bound in (("at_least", "at_most") if row.bound == "exactly" else (row.bound,))
        }
    }


@pytest.mark.random
@SOME
@given(with_volumes())
def test_volumes_cost_what_the_reference_says(case):
    check_against_reference(case, plain)
