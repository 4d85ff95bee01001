"""Random cases with slices against models/reference.py, and one slice against the year."""

from __future__ import annotations

import copy

import pytest
from hypothesis import given, settings
from random_cases import RandomCase, random_cases
from sliced_tables import sliced_tables
from test_against_reference import check_the_same_answer, planned

pytestmark = pytest.mark.random

SLICED = random_cases(sliced_tables())


def check_one_slice_is_the_year(case: RandomCase) -> None:
    """Without slices, and with one of 8,760 hours in which all is available: the same cost."""
    yearly, sliced = copy.deepcopy(case.tables), copy.deepcopy(case.tables)
    for tables in (yearly, sliced):
        tables["interventions"] = [row for row in tables["interventions"] if row["kind"] != "storage"]
        stores = {row["intervention"] for row in case.tables["interventions"] if row["kind"] == "storage"}
        tables["unit_flows"] = [row for row in tables["unit_flows"] if row["intervention"] not in stores]
    del yearly["slices"], yearly["profiles"]
    at_will = {row["thing"] for row in sliced.pop("profiles") if row["carrier"] is None}
    sliced["slices"] = [{"slice": "all", "season": "all", "hours": 8760}]
    for row in (*yearly["services"], *yearly["carriers"]):
        row["sliced"] = None
    for row in yearly["interventions"]:
        row["full_hours"] = None
    for row in sliced["interventions"]:
        row["full_hours"] = 8760 if row["intervention"] in at_will or row.get("full_hours") else None
    plans = [planned(RandomCase(tables, case.model).files, case.model) for tables in (yearly, sliced)]
    assert (plans[0] is None) == (plans[1] is None)
    if plans[0] is not None:
        assert plans[1].total_cost == pytest.approx(plans[0].total_cost, rel=1e-7, abs=1e-6)


@settings(max_examples=2)
@given(SLICED)
def test_the_same_answer(case):
    check_the_same_answer(case)


@settings(max_examples=1)
@given(SLICED)
def test_one_slice_is_the_year(case):
    check_one_slice_is_the_year(case)


@pytest.mark.slow
@settings(max_examples=15)
@given(SLICED)
def test_the_same_answer_in_many_cases(case):
    check_the_same_answer(case)


@pytest.mark.slow
@settings(max_examples=8)
@given(SLICED)
def test_one_slice_is_the_year_in_many_cases(case):
    check_one_slice_is_the_year(case)
