"""Co-benefits: air pollutants and jobs beside the plan, by what they come with; priced only where that is asked."""

from __future__ import annotations

from io import BytesIO

import pytest
from openpyxl import load_workbook
from rich.console import Console

import planner
from planner.output.co_benefits_report import co_benefits, co_benefits_section
from planner.output.workbook.plan_workbook import plan_workbook

# 10 MWh of heat: gas at 4 yuan and half a tonne of SO2, or pumps of 20 yuan for a year and 1.5 of power.
TABLES = {
    "services": "service, unit, amount\n heat, MWh, 10",
    "carriers": "carrier, unit, bought\n gas, MWh, true\n electricity, MWh, true",
    "prices": "carrier, unit, amount\n gas, yuan/MWh, 4\n electricity, yuan/MWh, 3",
    "emission_factors": "carrier, account, unit, amount\n gas, co2, tCO2/MWh, 1",
    "interventions": """
        intervention, kind, sector, of, unit, existing, incumbent, cost_unit, capex, lifetime, potential
        boiler, technology, city, heat, MWh, 10, true, yuan/MWh, , 100,
        pump, technology, city, heat, MWh, , , yuan/MWh, 20, 1, 4
    """,
    "unit_flows": """
        intervention, carrier, unit, amount
        boiler, gas, MWh/MWh, 1
        pump, electricity, MWh/MWh, 0.5
    """,
    "co_benefits": """
        co_benefit, name_en, unit, value, value_unit
        so2, Sulphur dioxide, tSO2, 40, yuan/tSO2
        jobs, Jobs, person, ,
        shop, Jobs in shops, person, ,
    """,
    "co_benefit_rates": """
        co_benefit, of, basis, carrier, account, unit, amount
        so2, , consumption, gas, , tSO2/MWh, 0.5
        jobs, , capex, , , person/yuan, 0.1
        jobs, pump, stock, , , person/MWh, 0.5
        shop, city, emissions, , co2, person/tCO2, 2
        shop, heat, activity, , , person/MWh, 1
    """,
}
PRICED = {"co_benefits": "co_benefit, unit, value, value_unit, priced\n so2, tSO2, 40, yuan/tSO2, true"}
PRICED |= {"co_benefit_rates": "co_benefit, basis, carrier, unit, amount\n so2, consumption, gas, tSO2/MWh, 0.5"}
CAP = {"caps": "account, unit, amount\n co2, tCO2, 8"}


def of(plan, name):
    return plan.co_benefits.set_index("co_benefit").loc[name]


def test_they_are_counted_beside_the_plan(case_of):
    """A cap of 8 t takes 2 pumps: 1 t of SO2 less than the 5 of the reference, worth 40 yuan; 40 yuan of capex are 4 jobs,
    and 2 pumps in service 1. 8 t emitted are 16 in shops, and 10 MWh of heat 10. The plan is the one without them.
    """
    plan = planner.solve(case_of(**TABLES, **CAP))
    so2 = of(plan, "so2")
    assert so2[["frozen", "plan", "extra", "damage", "present_value"]].tolist() == pytest.approx([5, 4, -1, -40, -40])
    assert so2[["name_en", "unit", "money_unit", "against"]].tolist() == ["Sulphur dioxide", "tSO2", "yuan", "frozen"]
    assert of(plan, "jobs")[["frozen", "plan"]].tolist() == pytest.approx([0, 5])
    assert of(plan, "shop")[["frozen", "plan"]].tolist() == pytest.approx([30, 26])
    assert plan.co_benefits["damage"].notna().sum() == 1
    without = {name: rows for name, rows in TABLES.items() if not name.startswith("co_b")}
    assert plan.total_cost == pytest.approx(planner.solve(case_of(**without, **CAP)).total_cost)


def test_what_is_said_of_them(case_of):
    """On the screen and in the report what the plan has less and what that is worth; a sheet of the workbook."""
    plan = planner.solve(case_of(**TABLES, **CAP))
    console = Console(width=100)
    with console.capture() as said:
        console.print(*co_benefits(plan, "en"))
    lines = [line.split() for line in said.get().splitlines()]
    assert ["Sulphur", "dioxide", "tSO2", "-1", "-1"] in lines
    assert "Worth +40 yuan, present value; counted beside the plan, no part of its cost." in said.get()
    table, worth = co_benefits_section(plan, "zh").parts
    assert table.rows[1][0] == "Jobs"
    assert worth.text.startswith("折合现值 +40 元")
    assert "co-benefits" in load_workbook(BytesIO(plan_workbook(plan, "en")(None))).sheetnames


def test_they_are_priced_where_that_is_asked(case_of):
    """A MWh of gas costs 4 + 0.5 x 40 = 24, of a pump 21.5: all 4 pumps are built, 86 + 6 x 24 = 230. Of that 120 are
    SO2, which nobody pays; the reference knows no such price and burns gas.
    """
    plan = planner.solve(case_of(**TABLES | PRICED))
    assert (plan.total_cost, plan.resource_cost) == pytest.approx((230, 110))
    assert plan.costs.set_index("kind").loc["co_benefit", ["item", "value"]].tolist() == ["so2", pytest.approx(120)]
    assert of(plan, "so2")[["least_cost", "plan"]].tolist() == pytest.approx([5, 3])


def test_what_is_decided_counts_too(case_of):
    """3 pumps are decided for 2031: 6 jobs of 60 yuan, and 1.5 in service, in every plan."""
    tables = TABLES | {"paths": "intervention, column, 2030, 2031\n pump, existing, 0, 3"}
    jobs = planner.solve(case_of((2030, 2031), **tables)).co_benefits.query("co_benefit == 'jobs'").set_index("year")
    assert jobs[["frozen", "plan"]].to_numpy().tolist() == [[0, 0], [pytest.approx(7.5), pytest.approx(7.5)]]


def test_what_is_hardly_meant_is_warned_of(case_of):
    """40 yuan a kilogram are usual, a gram not; nor is one person in work for 10 yuan."""
    dear = TABLES | {"co_benefits": TABLES["co_benefits"].replace("40, yuan/tSO2", "40, yuan/(g SO2)")}
    warned = planner.check(case_of(**dear))
    found = [(w.file, w.row, w.column) for w in warned if w.file.startswith("co_benefit") and w.key == "unusual_number"]
    assert found == [("co_benefits.csv", 3, "value"), ("co_benefit_rates.csv", 4, "amount")]


@pytest.mark.parametrize(
    ("tables", "wrong"),
    [
        ({"co_benefits": "co_benefit, unit, priced\n so2, t, true"}, "what is priced needs a value"),
        ({"co_benefits": "co_benefit, unit, value\n so2, t, 40"}, "a value has a unit"),
        ({"co_benefits": "co_benefit, unit, value, value_unit\n so2, t, 40, t"}, "value_unit"),
        ({"co_benefit_rates": "co_benefit, basis, unit, amount\n so2, consumption, t/MWh, 1"}, "which carrier"),
        ({"co_benefit_rates": "co_benefit, basis, carrier, unit, amount\n so2, consumption, gas, t/t, 1"}, "unit"),
        (
            {"co_benefit_rates": "co_benefit, of, basis, account, unit, amount\n so2, pump, emissions, co2, t/t, 1"},
            "or a group",
        ),
    ],
)
def test_mistakes_are_refused(case_of, tables, wrong):
    rows = PRICED | {"co_benefits": "co_benefit, unit\n so2, t"} | tables
    with pytest.raises(planner.InputError, match=wrong):
        case_of(**TABLES | rows)
