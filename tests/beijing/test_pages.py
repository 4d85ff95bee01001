"""The generated pages of data/beijing say what stands in its tables, and what they say is plausible."""

from __future__ import annotations

from collections import defaultdict

import pages
import pandas as pd
import pytest
import typical_days

from planner.model.model_file import bundled
from planner.model.subjects import tables

EXPLAINED = {
    *("air_capture", "hydrogen_bus", "metering_old", "rooftop_pv_1"),
    *(f"{sort}_ppa_{step}" for sort in ("solar", "wind") for step in (1, 2)),
}
"""Outside the range of the literature, for the reasons in README.md."""


def test_all_80_items_are_accounted_for():
    rows = pages.table("coverage")
    assert [row["item"] for row in rows] == [str(n) for n in range(1, 81)]
    for row in rows:
        assert row["name_en"]
        assert row["name_zh"]
        assert bool(row["where"]) == (row["as"] != "outside"), row["item"]
        assert row["as"] != "outside" or (row["note_en"] and row["note_zh"]), f"item {row['item']} says why"


def test_what_the_coverage_names_exists(beijing):
    case = beijing.case
    known = {
        *case.interventions,
        *case.services,
        *case.carriers,
        *case.accounts,
        *case.scenarios,
        *tables(),
        *(model.stem for model in bundled("models").glob("*.toml")),
        "shadow_price.csv",
    }
    for row in pages.table("coverage"):
        assert {i for i in row["where"].split(";") if i} <= known, row["item"]


def test_the_pages_of_the_coverage_are_its_table():
    for name, zh in (("COVERAGE.md", False), ("COVERAGE.zh.md", True)):
        assert (pages.BEIJING / name).read_text(encoding="utf-8") == pages.coverage(zh), (
            f"{name}: python tests/beijing/pages.py --write"
        )


@pytest.mark.parametrize(
    "name", ["backtest", "ccus_450", "from_2018", "published", "ranges", "report", "split", "variants", "weakest"]
)
def test_every_number_behind_the_pages_names_its_sources(beijing, name):
    for row in pages.table(name):
        keys = {key.strip() for key in row["source"].split(";")}
        assert keys <= set(beijing.case.sources), f"{name}: {row}"


def test_slices_and_profiles_are_what_the_hours_make_of_them():
    for name, said in typical_days.tables(pd.read_csv(typical_days.HOURS)).items():
        assert (pages.BEIJING / name).read_text(encoding="utf-8") == said, (
            f"{name}: python tests/beijing/typical_days.py"
        )


@pytest.mark.night
def test_every_block_is_what_the_tables_make_of_them():
    for page, said in pages.pages().items():
        assert page.read_text(encoding="utf-8") == said, f"{page.name}: python tests/beijing/pages.py --write"


@pytest.mark.night
def test_2025_is_within_what_is_published():
    """Within 5 % or the range of every item that is published for 2025, or nearly; nothing else is claimed."""
    rows, found = pages.table("published"), pages.measured(pages.central_plan(), 2025)
    assert set(found) <= {row["item"] for row in rows}
    told = {row["item"]: pages.agrees(row, found[row["item"]]) for row in rows if row["item"] in found}
    assert [item for item, agrees in told.items() if agrees is False] == []
    assert sum(agrees is True for agrees in told.values()) >= 15


@pytest.mark.night
def test_the_case_of_2018_starts_where_the_inventory_is():
    """What is published for 2018, to 5 %; by sector the inventory: heat and power 31.8 Mt (its coal is gas here, 1.5 Mt
    less), buildings 11.75, road 19.7, aviation 21.0, industry 5.5.
    """
    start, facts = pages.measured(pages.from_2018(), 2018), {row["item"]: row for row in pages.table("published")}
    for item in ("electricity", "thermal", "imports", "cement"):
        assert start[item] == pytest.approx(float(facts[item]["2018"]), rel=0.05), item
    found = pages.from_2018().emissions.query("account == 'co2_market' and year == 2018").set_index("sector")["plan"]
    assert found["local_power"] + found["heat"] == pytest.approx(31.8 - 1.5, rel=0.05)
    for sector, amount in {"building_fuels": 11.75, "road": 19.7, "aviation": 21.0, "industry": 5.5}.items():
        assert found[sector] == pytest.approx(amount, rel=0.05), sector


@pytest.mark.night
def test_a_tonne_costs_what_the_literature_says_or_the_page_says_why(beijing):
    ranges = {row["intervention"]: row for row in pages.table("ranges")}
    assert set(ranges) <= set(beijing.case.interventions)
    alone = pages.alone()
    outside = {
        i for i, row in ranges.items() if i in alone and not float(row["low"]) <= alone[i][1] <= float(row["high"])
    }
    assert outside == EXPLAINED
    assert len(set(ranges) & set(alone)) >= 25


def test_no_potential_is_above_the_stock(beijing):
    """What may be built for a service, steps of a measure together, is no more than it asks for in the year."""
    inputs, sums = beijing.inputs, defaultdict(float)
    for (i, year), potential in inputs.potential.items():
        row = beijing.case.interventions[i]
        if row.of in beijing.case.services and not row.incumbent:
            delivered = potential * (row.output if row.kind == "technology" else 1.0)
            sums[row.group or i, row.of, year] += delivered
    assert len({name for name, _, _ in sums}) > 15
    for (name, service, year), most in sums.items():
        assert most <= inputs.demand[service, year] * (1 + 1e-9), (name, year)
