"""The workbook of a plan says what the plan says, and says it again when its cells are worked out anew."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest

import planner
from planner.curves.macc import mac_curve
from planner.output.workbook.plan_workbook import plan_workbook

# The heat pumps of by_hand/test_cash.py: 10 MWh of heat, a cap of 4 t from 2031 on, 25 % a year. Households pay but a
# quarter of the heat pumps, which the city pays. Names that look like formulas are names.
pytestmark = pytest.mark.filterwarnings("ignore:Sparkline Group extension")
TABLES = {
    "years": (2030, 2032),
    "rate": 0.25,
    "sectors": "sector, name_en, name_zh\n city, =1+1, 城市",
    "services": "service, unit, amount\n heat, MWh, 10",
    "carriers": "carrier, unit, bought\n gas, MWh, true",
    "prices": "carrier, unit, amount\n gas, yuan/MWh, 4",
    "emission_factors": "carrier, account, unit, amount\n gas, co2, tCO2/MWh, 1",
    "unit_flows": "intervention, carrier, unit, amount\n boiler, gas, MWh/MWh, 1",
    "interventions": """
        intervention, name_en, name_zh, kind, sector, of, unit, incumbent, cost_unit, capex, fixed_cost, lifetime
        boiler, @boiler, 锅炉, technology, city, heat, MWh, true, yuan/MWh, , 1, 100
        heat_pump, +pump, 热泵, technology, city, heat, MWh, , yuan/MWh, 20, 2, 4
    """,
    "paths": "intervention, column, 2030\n boiler, existing, 10",
    "caps": "account, unit, 2031, 2032\n co2, tCO2, 4, 4",
    "payers": "payer, name_en, name_zh\n households, Households, 居民\n city, City, 市财政",
    "payer_shares": """
        of, cost, payer, share
        , , households, 1
        heat_pump, capex, households, 0.75
        heat_pump, capex, city, 0.25
    """,
}


@pytest.fixture(scope="module")
def books(case_of):
    """The workbook in English and in Chinese, and the plan."""
    case = case_of(**TABLES)
    plan, curve = planner.solve(case), mac_curve(case)
    return {lang: plan_workbook(plan, lang)(curve) for lang in ("en", "zh")}, plan, curve


def sheet(book: bytes, name: str):
    return openpyxl.load_workbook(io.BytesIO(book), data_only=True)[name]


def rows(book: bytes, name: str, title: str) -> dict[str, list[object]]:
    """Of a block of a sheet: first cell -> what stands in the columns of years and behind them."""
    found = sheet(book, name)
    top = next(row for row in range(1, found.max_row + 1) if str(found.cell(row, 1).value).startswith(title))
    table = {}
    for row in range(top + 1, found.max_row + 1):
        if found.cell(row, 1).value is None:
            break
        table[found.cell(row, 1).value] = [found.cell(row, column).value for column in range(3, found.max_column + 1)]
    return table


def test_cash_is_paid_by_kind_and_discounted(books):
    """2031: 6 x 20 = 120 of capital, 4 + 6 x 2 + 6 = 22 to run, 4 x 4 = 16 of gas; the references pay 50 a year.

    At 25 % the 120 fall at the start of 2031, which is the end of 2030, and the 38 at its end: 120 + 38 / 1.25 = 150.4.
    """
    book, _, _ = books
    plan = rows(book["en"], "cash", "plan: paid")
    assert plan["capital"][:4] == [0, 120, 0, 120]
    assert plan["running cost"][:4] == [10, 22, 22, 54]
    assert plan["energy bought"][:4] == [40, 16, 16, 72]
    assert plan["in all"][:4] == [50, 158, 38, 246]
    assert rows(book["en"], "cash", "More than")["paid more"][:4] == [0, 108, -12, 96]
    assert rows(book["en"], "cash", "More than")["paid more, up to the year"][:3] == [0, 108, 96]
    present = rows(book["en"], "cash", "Present value")
    assert present["plan"][:4] == pytest.approx([50, 150.4, 24.32, 224.72])
    assert present["frozen reference"][:4] == pytest.approx([50, 40, 32, 122])


def test_money_and_tonnes_in_chinese_are_those_of_the_trade(case_of):
    """A thousand times the case above: 120,000 yuan are 12 万元, 10 kt are 1 万吨; names in both languages."""
    larger = {
        name: TABLES[name].replace("MWh, 10", "GWh, 10").replace("city, heat, MWh", "city, heat, GWh")
        for name in ("services", "interventions")
    }
    caps = "account, unit, 2031, 2032\n co2, ktCO2, 4, 4"
    book = plan_workbook(planner.solve(case_of(**TABLES | larger | {"caps": caps})), "zh")(None)
    assert rows(book, "逐年支出", "方案：当年支出（万元）")["投资"][:4] == pytest.approx([0, 12, 0, 12])
    emitted = rows(book, "排放", "co2：排放量（万吨CO2）")
    assert emitted["方案"][:3] == pytest.approx([1, 0.4, 0.4])
    assert emitted["上限"][:3] == pytest.approx([None, 0.4, 0.4])
    assert emitted["低于上限"][1:3] == pytest.approx([0, 0])
    portfolio = sheet(book, "措施组合")
    assert [cell.value for cell in portfolio[9]][:8] == ["热泵", "+pump", "城市", "新增容量", "吉瓦时", 0, 6, 0]


def test_small_amounts_in_chinese_are_in_yuan_and_tonnes(books):
    """120 yuan, 10 t; what a MWh costs is in yuan."""
    book, _, _ = books
    assert list(rows(book["zh"], "价格", "多用一单位的成本（元/兆瓦时）"))[1:] == ["heat", "gas"]
    assert rows(book["zh"], "逐年支出", "方案：当年支出（元）")["投资"][:4] == pytest.approx([0, 120, 0, 120])
    assert rows(book["zh"], "排放", "co2：排放量（吨CO2）")["方案"][:3] == pytest.approx([10, 4, 4])


def test_payers_prices_and_the_curve_say_what_the_plan_says(books):
    """The city pays a quarter of 120; the price of the last tonne is the plan's; the curve avoids 6 t in 2 years."""
    book, plan, curve = books
    more = rows(book["en"], "payers", "More than")
    assert more["City"][:4] == [0, 30, 0, 30]
    assert more["Households"][:4] == [0, 78, -12, 66]
    price = plan.shadow_price.set_index("year")
    shown = rows(book["en"], "prices", "Price of caps")
    assert shown["co2, all sectors"][1:3] == pytest.approx(price["price"].tolist())
    assert shown["co2, all sectors, present value"][1:3] == pytest.approx(price["present_value"].tolist())
    page = sheet(book["en"], "MAC curve")
    assert page["C4"].value == pytest.approx(curve.steps["price"].max())
    assert page["C5"].value == pytest.approx(12)
    assert page["C6"].value == pytest.approx(plan.total_cost - plan.references["least_cost"]["cost"])


def test_the_summary_takes_its_figures_from_the_sheets(books):
    book, plan, _ = books
    page = sheet(book["en"], "summary")
    figures = {page.cell(row, 1).value: [page.cell(row, column).value for column in (3, 4)] for row in range(9, 15)}
    frozen = plan.references["frozen"]["cost"]
    assert figures["Cost as planned: present value, capital as annuities"] == pytest.approx([plan.total_cost, frozen])
    assert figures["Cash of all years, not discounted"] == pytest.approx([246, 150])
    assert figures["Cash in present value, at the rate above"] == pytest.approx([224.72, 122])
    assert figures["Emissions 2032: co2"] == pytest.approx([4, 10])


def test_names_are_text_and_formulas_are_ours(books):
    """No name of the case stands in a formula; each sheet but the summary and the sources has charts or figures."""
    book, _, _ = books
    for lang in ("en", "zh"):
        pages = openpyxl.load_workbook(io.BytesIO(book[lang]))
        formulas = [str(cell.value) for page in pages for row in page for cell in row if cell.data_type == "f"]
        assert len(formulas) > 60
        assert not [said for said in formulas if "boiler" in said or "pump" in said or said == "=1+1"]
        assert sum(len(page._charts) for page in pages) == 6
        assert all(page.freeze_panes for page in pages.worksheets[1:] if page.title not in ("MAC curve", "MAC曲线"))


def test_a_plan_without_caps_and_payers_has_a_workbook(case_of):
    tables = {name: text for name, text in TABLES.items() if name not in ("payers", "payer_shares", "caps")}
    plan = planner.solve(case_of(**tables))
    pages = openpyxl.load_workbook(io.BytesIO(plan_workbook(plan, "en")(None)))
    assert pages.sheetnames == ["summary", "emissions", "portfolio", "cash", "payments", "prices", "sources"]


def test_a_cap_on_the_sum_stands_beside_the_sum(case_of):
    """Up to 2031 no more than 12 t: heat pumps for 4 MWh from 2030 on leave 6 t in each of the two years."""
    tables = {**TABLES, "caps": "account, kind, unit, 2031\n co2, cumulative, tCO2, 12"}
    plan = planner.solve(case_of(**tables), model="carbon_budget")
    emitted = rows(plan_workbook(plan, "en")(None), "emissions", "co2: emissions")
    assert emitted["summed up to the year"][:2] == pytest.approx([6, 12])
    assert emitted["cap on the sum"][:3] == [None, 12, None]
    assert emitted["below the cap"][:3] == [None, 0, None]


def recalculated(folder: Path, book: bytes, **cells: float):
    """The workbook with some cells changed, worked out anew by LibreOffice: no value that was written is trusted."""
    pages = openpyxl.load_workbook(io.BytesIO(book))
    for name, value in cells.items():
        target, _, cell = pages.defined_names[name].attr_text.replace("$", "").replace("'", "").partition("!")
        pages[target][cell] = value
    (folder / "in").mkdir(parents=True)
    pages.save(folder / "in" / "plan.xlsx")
    words = ["--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", "xlsx", "--outdir"]
    soffice = shutil.which("soffice") or "soffice"
    subprocess.run(
        [soffice, *words, str(folder), str(folder / "in" / "plan.xlsx")], check=True, capture_output=True, timeout=120
    )
    return (folder / "plan.xlsx").read_bytes()


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice works the sheets out; it is not installed")
def test_libreoffice_works_out_what_the_plan_says(books, tmp_path):
    """Every formula comes to what was written; at 8 % the cash of 2031 is 120 + 38 / 1.08 = 155.185...; a carbon price
    below every step avoids nothing.
    """
    book, _, curve = books
    for lang in ("en", "zh"):
        again = openpyxl.load_workbook(io.BytesIO(recalculated(tmp_path / lang, book[lang])), data_only=True)
        written = openpyxl.load_workbook(io.BytesIO(book[lang]), data_only=True)
        for page in openpyxl.load_workbook(io.BytesIO(book[lang])):
            for row in page:
                for cell in row:
                    if cell.data_type == "f":
                        there, here = (
                            again[page.title][cell.coordinate].value,
                            written[page.title][cell.coordinate].value,
                        )
                        same = there == here if isinstance(here, str) or here is None else pytest.approx(here) == there
                        assert same or (not there and not here), (page.title, cell.coordinate, cell.value, there, here)
    low = float(curve.steps["price"].min()) - 1
    changed = recalculated(tmp_path / "changed", book["en"], discount_rate=0.08, carbon_price=low)
    assert rows(changed, "cash", "Present value")["plan"][1] == pytest.approx(120 + 38 / 1.08)
    assert sheet(changed, "MAC curve")["C5"].value == 0
