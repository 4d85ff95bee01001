"""No number without a source: in the bundled cases every row of numbers names its sources, and every source is used."""

from __future__ import annotations

import csv

import pytest
from shipped import DATA

import planner
from planner.case import Case

TABLES_OF_NUMBERS = (
    "services",
    "prices",
    "emission_factors",
    "carbon_prices",
    "baseline",
    "interventions",
    "unit_flows",
    "savings",
    "captures",
    "process_emissions",
    "paths",
    "caps",
)


@pytest.fixture(scope="module", params=["beijing", "example_city"])
def case(request) -> Case:
    bundled = request.getfixturevalue(request.param)
    return bundled if isinstance(bundled, planner.Case) else bundled.case


def rows(case: Case, table: str) -> list:
    found = getattr(case, table)
    return list(found.values()) if isinstance(found, dict) else list(found)


@pytest.mark.parametrize("table", TABLES_OF_NUMBERS)
def test_every_row_of_numbers_names_its_sources(case, table):
    """That the keys exist is checked of every case, when it is read."""
    assert rows(case, table)
    assert [f"{row.FILE} row {row.row}" for row in rows(case, table) if not row.keys] == []
    assert case.settings.source


def test_every_source_is_used(case):
    """By a row, by the discount rate, or by a change of a scenario."""
    used = {key for table in TABLES_OF_NUMBERS for row in rows(case, table) for key in row.keys}
    for file in (DATA / case.name / "scenarios").glob("*.csv"):
        changes = csv.DictReader(file.read_text(encoding="utf-8").splitlines())
        used |= {key.strip() for change in changes for key in change["source"].split(";")}
    assert set(case.sources) - used - {key.strip() for key in case.settings.source.split(";")} == set()
    assert all(source.title and source.where for source in case.sources.values())


def test_most_sources_of_beijing_give_their_number_and_its_range(beijing):
    """Not those that hold several: the assumptions of the case (`a_`), its scenarios (`s_`), sheets of a technology."""
    one_number = [s for key, s in beijing.case.sources.items() if not key.startswith(("a_", "s_", "pik_"))]
    assert all(source.value is not None and source.unit for source in one_number)
    assert sum(source.low is not None for source in one_number) >= 0.9 * len(one_number)
