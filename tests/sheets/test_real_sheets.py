"""Sheets that nobody here wrote: their headings and numbers as published, read without a change."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

import planner

PUBLISHED = Path(__file__).parents[1] / "published"


def rows_of(file: str) -> list[dict[str, str]]:
    return list(csv.DictReader((PUBLISHED / file).read_text(encoding="utf-8").splitlines()))


def sheet(head: list[str], rows: list[list[str]]) -> str:
    text = io.StringIO()
    csv.writer(text).writerows([head, *rows])
    return text.getvalue()


def test_supply_of_captured_co2_in_east_china(read):
    """Table 1 of the paper as its file stands: seven classes, 6.23e8 t, which together cost class times cost."""
    file = "ccus_east_china/capture.csv"
    whole = sum(float(row["capture_cost_rmb_per_t"]) * float(row["capacity_1e8_t"]) for row in rows_of(file))
    case = read((PUBLISHED / file).read_text(encoding="utf-8"))
    steps = planner.mac_curve(case, year=2030).steps
    assert steps["abatement_to"].max() == pytest.approx(6.23)
    assert (steps["price"] * (steps["abatement_to"] - steps["abatement_from"])).sum() == pytest.approx(whole)


def test_steps_of_the_epa_for_china(read):
    """The US EPA (2013) publishes 210.01 Mt at or below 0 and 939.37 Mt in all; 294 steps, the least 8.6e-8 Mt."""
    steps = rows_of("epa_china/interventions.csv")
    rows = [[row["name_en"], row["sector"], row["variable_cost"], row["potential"]] for row in steps]
    case = read(sheet(["process", "sector", "breakeven_price_usd_per_t", "increment_MtCO2e"], rows))
    curve = planner.mac_curve(case, year=2030)
    assert curve.no_regret["frozen"]["tonnes"] == pytest.approx(210.01, abs=0.005)
    assert curve.no_regret["frozen"]["tonnes"] + curve.steps["abatement_to"].max() == pytest.approx(939.37, abs=0.005)
    assert case.accounts["emissions"].unit == "MtCO2e"


def test_measures_of_brazil(read, bars):
    """35 measures of the World Bank's Brazil study: every bar is as wide and as high as its row."""
    measures = [row for row in rows_of("brazil/interventions.csv") if row["kind"] == "reduction"]
    rows = [[row["name_en"], row["variable_cost"], row["potential"]] for row in measures]
    found = bars(read(sheet(["Measure", "MAC (US$/tCO2)", "Abatement in 2030, MtCO2"], rows)))
    assert found == {
        row["name_en"]: pytest.approx((float(row["potential"]), float(row["variable_cost"]))) for row in measures
    }


def test_headings_of_a_published_tool(read, bars):
    """id,name,sector,abatement_tco2,cost_per_tco2,selected,details: the format of an open MAC tool for firms."""
    case = read(
        "id,name,sector,abatement_tco2,cost_per_tco2,selected,details\n1,Kiln,Cement,1200,35,true,\n2,WHR,Cement,300,-20,true,\n"
    )
    assert bars(case) == {"WHR": pytest.approx((300, -20)), "Kiln": pytest.approx((1200, 35))}
    assert {fact["heading"] for fact in case.sheet.unused} == {"selected", "details"}


def test_one_tonne_beside_a_million_million(read, bars):
    case = read("measure,tonnes,cost_per_tonne\nsmall,1,10\nlarge,1e12,20\n")
    assert bars(case) == {"small": pytest.approx((1, 10)), "large": pytest.approx((1e12, 20))}


def test_measures_of_equal_cost_have_names_of_their_own(read, bars):
    case = read("measure,sector,tonnes,cost_per_tonne\nLED,Homes,100,50\nLED,Offices,90,50\nBuses,Transport,80,50\n")
    assert bars(case) == {
        "LED (Homes)": pytest.approx((100, 50)),
        "LED (Offices)": pytest.approx((90, 50)),
        "Buses": pytest.approx((80, 50)),
    }
    assert len(set(case.interventions)) == 3


def test_a_plan_that_costs_nothing_is_a_plan(read):
    assert planner.solve(read("measure,tonnes,cost_per_tonne\nHeat pumps,90,50\nTrains,60,70\n")).total_cost == 0
