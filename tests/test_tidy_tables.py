"""Result tables can be put together: each says its model, scenario, unit, and names in both languages, by kind."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd
import pytest
from shipped import EXAMPLE_CITY

import planner
from planner.output.case_words import chart_labels
from planner.results.csv_text import as_csv

WASTE = {
    "sectors": "sector, name_en, name_zh\n waste, Waste sector, 废弃物部门",
    "services": "service, name_en, name_zh, unit, amount\n waste, Household waste, 生活垃圾, t, 100",
    "carriers": "carrier, name_en, name_zh, unit, bought\n gas, Natural gas, 天然气, MWh, true",
    "prices": "carrier, unit, amount\n gas, yuan/MWh, 30",
    "emission_factors": "carrier, account, unit, amount\n gas, co2, tCO2/MWh, 0.2",
    "interventions": """
        intervention, name_en,     name_zh, kind,       sector, of,    unit, lifetime, variable_unit, variable_cost
        incinerator,  Incinerator, 焚烧厂,  technology, waste,  waste, t,    1,        yuan/t,        20
    """,
    "unit_flows": "intervention, carrier, unit, amount\n incinerator, gas, MWh/t, 0.1",
}
PLAN = ("uptake", "modes", "emissions", "shadow_price", "costs", "cash", "balances", "prices")
NAMED = {"intervention", "sector", "commodity", "item", "measure", "id"}
"""Columns of ids: at least one is in each table, and has names."""


@pytest.fixture(scope="module")
def plans() -> tuple[planner.Plan, planner.Plan]:
    case = planner.read_case(EXAMPLE_CITY)
    return planner.solve(case), planner.solve(planner.read_case(case, scenario="dear_gas"))


def tables() -> Iterator[tuple[str, pd.DataFrame]]:
    """Every table of a result."""
    ready = planner.prepare("data/example_city")
    plan = planner.solve(ready)
    yield from ((f"plan.{name}", getattr(plan, name)) for name in PLAN)
    curve, credit = planner.mac_curve(ready, year=2030), planner.credit_shares(ready, year=2030)
    yield from ((f"curve.{name}", getattr(curve, name)) for name in ("steps", "changes", "uptake"))
    yield from ((f"credit.{name}", getattr(credit, name)) for name in ("table", "by_year", "emissions"))
    yield "bars", planner.ranked_curve(ready, year=2030).bars
    yield "priced", planner.priced_curve(ready, year=2030).table
    yield "forms", planner.curve_forms(ready, year=2030).table
    yield "portfolio", planner.portfolio_at(ready, prices=[50], year=2030)
    yield "comparison", planner.compare(ready).table


def test_every_table_says_its_model_scenario_unit_and_names():
    found = dict(tables())
    assert len(found) == 19
    for name, table in found.items():
        assert list(table.columns[:2]) == ["model", "scenario"], name
        assert set(table["model"]) == {"annual_caps"}, name
        assert "central" in set(table["scenario"]), name
        units = [column for column in table.columns if column == "unit" or column.endswith("_unit")]
        assert units, name
        assert (table[units].astype(str) != "").all().all(), name
        if NAMED & set(table.columns):
            assert {"name_en", "name_zh"} <= set(table.columns), name
            assert table[["name_en", "name_zh"]].notna().all().all(), name


def test_two_scenarios_stand_side_by_side_in_one_line(plans):
    """Emissions of the city by year, a column for each scenario; no row is lost and none stands for two."""
    one, other = plans
    both = pd.concat([one.emissions, other.emissions]).query("sector == 'total'")
    wide = both.pivot(index="year", columns="scenario", values="plan")
    assert wide.columns.tolist() == ["central", "dear_gas"]
    assert wide["dear_gas"].tolist() == other.emissions.query("sector == 'total'")["plan"].tolist()
    for name, keys in (
        ("uptake", ["intervention", "year"]),
        ("shadow_price", ["limit", "id", "year"]),
        ("costs", ["item", "kind", "year"]),
        ("balances", ["commodity", "item", "kind", "year"]),
        ("prices", ["family", "account", "id", "year"]),
    ):
        table = pd.concat([getattr(plan, name) for plan in plans])
        assert not table.duplicated(["model", "scenario", *keys]).any(), name


def test_a_budget_over_all_years_has_a_row_a_year():
    prices = planner.solve("data/example_city", model="carbon_budget").shadow_price
    assert prices["year"].tolist() == list(range(2025, 2036))
    assert prices["id"].nunique() == 1
    assert (prices["limit"] == "caps").all()
    assert (prices["kind"] == "cumulative").all()


def test_stock_and_activity_have_a_unit_each(case_of):
    """A bus is counted in buses, what it does in km."""
    case = case_of(
        services="service, unit, amount\n travel, Mkm, 3",
        interventions="""
            intervention, kind,       sector, of,     unit, output, lifetime
            bus,          technology, city,   travel, bus,  0.06,   10
        """,
    )
    (row,) = planner.solve(case).uptake.to_dict("records")
    assert (row["stock"], row["unit"]) == (pytest.approx(50), "bus")
    assert (row["activity"], row["activity_unit"]) == (pytest.approx(3), "Mkm")


def test_a_sector_and_a_service_of_one_id_have_their_own_names(case_of):
    """On every table and in the legend of pictures; one function is asked with the kind of thing."""
    case = case_of(**WASTE)
    assert case.name_of("sector", "waste", "zh") == "废弃物部门"
    assert case.name_of("commodity", "waste", "zh") == "生活垃圾"
    assert case.name_of("intervention", "waste", "zh") == "waste"
    plan = planner.solve(case)
    of_sector = plan.emissions[plan.emissions["sector"] == "waste"]
    assert set(of_sector["name_zh"]) == {"废弃物部门"}
    demand = plan.balances[plan.balances["kind"] == "demand"]
    assert set(demand["name_en"]) == set(demand["commodity_en"]) == {"Household waste"}
    prices = plan.prices.set_index(["family", "id"])
    assert prices.loc[("balance_commodity", "waste"), "name_en"] == "Household waste"
    assert prices.loc[("account_emissions", "waste"), "name_en"] == "Waste sector"
    assert chart_labels(case)["incinerator"].sector.zh == "废弃物部门"
    assert chart_labels(case)["incinerator"].name.zh == "焚烧厂"


def test_a_name_is_never_a_formula_of_a_spreadsheet():
    """A blank before what would run; numbers, ids and names with a dash stay as they are."""
    names = ["=HYPERLINK(1)", "+1+cmd", "@SUM(A1)", "-2+3", "-led", "-5", "Heat pump", "a=b"]
    written = as_csv(pd.DataFrame({"name_en": names, "value": [-1.0] * len(names)})).decode("utf-8-sig").splitlines()
    assert [line.removesuffix(",-1") for line in written[1:]] == [
        " =HYPERLINK(1)",
        " +1+cmd",
        " @SUM(A1)",
        " -2+3",
        "-led",
        "-5",
        "Heat pump",
        "a=b",
    ]
