"""Headings as they stand in published tables, government lists and consultants' files: what they are taken for."""

from __future__ import annotations

import pytest

from planner.case.sheets.grid import Grid
from planner.case.sheets.headings import read_heading
from planner.case.sheets.layout import table_of
from planner.units import Units

HEADINGS = [
    ("Abatement potential (MtCO2e per year)", "tonnes", "MtCO2e", None),
    ("Abatement cost (€ per tCO2e)", "cost", "EUR/tCO2e", None),
    ("Cost of abatement, EUR/tCO2e", "cost", "EUR/tCO2e", None),
    ("Marginal Abatement Cost (2010 US$/tCO2-eq)", "cost", "USD/tCO2e", None),
    ("Mitigation potential, GtCO2-eq", "tonnes", "GtCO2e", None),
    ("2030 abatement (MMTCO2e)", "tonnes", "MtCO2e", 2030),
    ("Emissions reductions (million metric tons CO2e)", "tonnes", "MtCO2e", None),
    ("GHG emission reduction potential in 2030 (Mt CO2 eq.)", "tonnes", "MtCO2e", 2030),
    ("breakeven_price_usd_per_t", "cost", "USD/t", None),
    ("increment_MtCO2e", "tonnes", "MtCO2e", None),
    ("capture_cost_rmb_per_t", "cost", "CNY/t", None),
    ("Volume (1e6 tCO2e)", "tonnes", "MtCO2e", None),
    ("mac_as_in_repo (USD/tCO2)", "cost", "USD/tCO2", None),
    ("Levelized cost ($/ton)", "cost", "USD/t", None),
    ("Cost per tCO2e saved (£)", "cost", "GBP/t", None),
    ("Abatement cost (Rs/tCO2)", "cost", "INR/tCO2", None),
    ("Reduction (lakh tonnes CO2)", "tonnes", "lakh t CO2", None),
    ("Carbon saving (tCO2e/yr)", "tonnes", "tCO2e", None),
    ("Lifetime carbon saving (tCO2e)", "cumulative", "", None),
    ("Capital expenditure (£k)", "capex", "thousand GBP", None),
    ("Investment, mln EUR", "capex", "million EUR", None),
    ("Annual O&M (M€/yr)", "yearly_cost", "million EUR", None),
    ("annual_cost_musd", "yearly_cost", "million USD", None),
    ("Total annual cost (million USD)", "yearly_cost", "million USD", None),
    ("Annual saving (£)", "saving", "GBP", None),
    ("Energy saving (%)", "share", "%", None),
    ("Service life (years)", "lifetime", "years", None),
    ("NPV (M$)", "result", "", None),
    ("Simple payback (years)", "result", "", None),
    ("NOx reduction (t)", "", "", None),
    ("减排量(万tCO2e)", "tonnes", "万tCO2e", None),
    ("年减排潜力（吨CO2）", "tonnes", "tCO2", None),
    ("减排潜力（10⁴ t）", "tonnes", "万吨", None),
    ("减排量/万吨", "tonnes", "万吨", None),
    ("2035年减排量（万吨二氧化碳）", "tonnes", "万吨CO2", 2035),
    ("单位减排成本（元/tCO2，2020年不变价）", "cost", "元/tCO2", None),
    ("减碳成本（元/吨）", "cost", "元/吨", None),
    ("静态投资（万元）", "capex", "万元", None),
    ("投资（万元/台）", "capex", "万元/台", None),
    ("预计投资额（亿元）", "capex", "亿元", None),
    ("年运行费用(万元/年)", "yearly_cost", "万元", None),
    ("年节能收益（万元）", "saving", "万元", None),
    ("使用寿命（年）", "lifetime", "年", None),
    ("节能率（%）", "share", "%", None),
    ("累计减排量（万吨）", "cumulative", "", None),
    ("互斥组", "group", "", None),
    ("Mutually exclusive with", "group", "", None),
    ("Option", "measure", "", None),
    ("技术名称", "measure", "", None),
    ("所属行业", "sector", "", None),
    ("Max build per year", "build_limit", "", None),
    ("起始年份", "first_year", "", None),
    ("排放上限2030", "cap", "", 2030),
    ("基准情景排放（万吨）", "baseline", "万吨", None),
]


@pytest.mark.parametrize(("heading", "says", "unit", "year"), HEADINGS)
def test_a_heading_is_understood(heading, says, unit, year):
    """In a table of measures, as one of its columns."""
    found = table_of(Grid("a.csv", "", {(1, 1): "measure", (1, 2): heading, (2, 1): "LED", (2, 2): "1"}), [])
    column = next(column for column in found.columns if column.index == 2)
    assert (column.says, column.heading.year) == (says, year)
    if unit and dimensions_matter(unit):
        assert Units().factor(column.unit, unit) == pytest.approx(1)


def dimensions_matter(unit: str) -> bool:
    return unit not in ("%", "年", "years")


def test_the_year_of_the_money_is_read():
    assert read_heading("Marginal Abatement Cost (2010 US$/tCO2-eq)").price_year == 2010
    assert read_heading("单位减排成本（元/tCO2，2020年不变价）").price_year == 2020


@pytest.mark.parametrize(
    "heading", ["互斥组", "互斥", "变体", "排他组", "variant", "exclusive", "Exclusive group", "alternatives"]
)
def test_what_looks_like_an_exclusive_group_is_one(read, heading):
    case = read(f"measure,tonnes,cost,{heading}\na,10,5,x\nb,20,7,x\nc,5,1,\n")
    assert [len(names) for names in case.sheet.exclusive.values()] == [2]


@pytest.mark.parametrize("heading", ["group", "分组", "组", "组别"])
def test_a_group_may_be_of_alternatives_or_of_kinds(read, heading, facts):
    """Where some measures are in none it is one of alternatives; where all are in one it is asked."""
    case = read(f"measure,tonnes,cost,{heading}\na,10,5,x\nb,20,7,x\nc,5,1,\n")
    assert [len(names) for names in case.sheet.exclusive.values()] == [2]
    with pytest.raises(Exception, match="exclusive group"):
        read(f"measure,tonnes,cost,{heading}\na,10,5,x\nb,20,7,x\nc,5,1,y\n")


def test_columns_that_are_not_used_are_named(read):
    """Nothing is dropped in silence: what is known to change nothing, and what is not known at all."""
    case = read("measure,tonnes,cost,payback,Jobs created,备注\nLED,3,5,2 years,7,x\n")
    said = {fact["heading"]: fact["says"] for fact in case.sheet.unused}
    assert said == {"payback": "result", "Jobs created": "", "备注": "note"}
