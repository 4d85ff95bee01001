"""The pictures of a plan by year say what its tables say."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections import defaultdict
from typing import Any

import pytest
from chart_rows import rows_of
from shipped import EXAMPLE_CITY

import planner
from planner.output import plan_pictures
from planner.pictures.files import drawn


@pytest.fixture(scope="module")
def plan():
    return planner.solve(planner.read_case(EXAMPLE_CITY))


def summed(rows: list[dict[str, Any]]) -> dict[int, float]:
    by_year: dict[int, float] = defaultdict(float)
    for row in rows:
        by_year[row["year"]] += row["value"]
    return by_year


def test_bars_of_sectors_add_up_to_the_city_and_the_cap_stands_in_its_years(plan):
    """Nothing is taken below zero here, so no line of net emissions."""
    bars, references, caps, *_ = rows_of(plan_pictures.emissions(plan, "en"))
    city = plan.emissions[plan.emissions["sector"] == "total"].set_index("year")
    assert summed(bars) == pytest.approx(city["plan"].to_dict())
    assert {row["name"] for row in references} == {"frozen reference", "least-cost reference"}
    assert {row["year"]: row["value"] for row in caps} == pytest.approx(city["cap"].dropna().to_dict())


def test_bars_of_cash_add_up_to_what_is_paid_and_to_what_is_paid_more(plan):
    paid, _, _, extra, line, _, cumulative, *_ = rows_of(plan_pictures.cash(plan, "en"))
    total = plan.cash_by_year.query("kind == 'total'").set_index("year")
    assert summed(paid) == pytest.approx(total["plan"].to_dict())
    assert summed(extra) == pytest.approx(total["extra"].to_dict(), abs=1e-9)
    assert {row["year"]: row["value"] for row in line} == pytest.approx(total["extra"].to_dict())
    assert {row["year"]: row["value"] for row in cumulative} == pytest.approx(total["cumulative"].to_dict())


def test_a_measure_is_as_dark_as_it_stands_and_incumbents_are_no_measures(plan, at):
    cells, largest, *_ = rows_of(plan_pictures.portfolio(plan, "en"))
    names = [row["name"] for row in cells]
    place = next(row["place"] for row in cells if row["name"] == "Heat pump")
    stock = plan.uptake[plan.uptake["intervention"] == "heat_pump"].set_index("year")["stock"]
    assert {row["year"]: row["share"] for row in cells if row["place"] == place} == pytest.approx(
        {year: share for year, share in (stock / stock.max()).items() if share >= 0.005}
    )
    assert largest[place]["said"].startswith(f"{stock.max():.3g}".rstrip("0").rstrip("."))
    assert "Gas boiler" not in names


@pytest.mark.parametrize("name", ["emissions", "cash", "portfolio"])
def test_every_picture_has_its_words_and_its_font_in_both_languages(plan, name):
    svg = drawn(getattr(plan_pictures, name)(plan, "both"), ["svg"])["svg"].decode("utf-8")
    words = "".join(ET.fromstring(svg).itertext())
    assert "示例城市" in words
    assert "Example city" in words
    assert "data:font/woff2;base64," in svg


def test_a_plan_that_builds_nothing_has_no_portfolio(case_of):
    plan = planner.solve(case_of(baseline="sector, account, unit, amount\n city, co2, tCO2, 10",
        interventions="intervention, kind, sector, unit, lifetime, potential\n trees, reduction, city, tCO2, 1, 0",
        process_emissions="intervention, account, unit, amount\n trees, co2, tCO2/tCO2, -1"))  # fmt: skip
    assert plan_pictures.portfolio(plan, "en") is None


def test_bars_of_payers_add_up_to_what_all_pay_more():
    """In Chinese in the trade's unit for what the plan costs, as on the screen and in the tables of a report."""
    shares = "of,cost,payer,share\n,,firms,1\nbuildings,,homes,1\n"
    texts = EXAMPLE_CITY | {"payers.csv": "payer\nfirms\nhomes\n", "payer_shares.csv": shares}
    plan = planner.solve(planner.read_case(texts))
    bars, line, _, summed_up, *_ = rows_of(plan_pictures.payers(plan, "zh"))
    total = plan.cash_by_year.query("kind == 'total'").set_index("year")[["extra", "cumulative"]] / 100  # 百万元, 亿元
    assert {row["name"] for row in bars} == {"firms", "homes"}
    assert summed(bars) == pytest.approx(total["extra"].to_dict(), abs=1e-9)
    assert {row["year"]: row["value"] for row in line} == pytest.approx(total["extra"].to_dict(), abs=1e-9)
    assert summed(summed_up) == pytest.approx(total["cumulative"].to_dict(), abs=1e-9)
