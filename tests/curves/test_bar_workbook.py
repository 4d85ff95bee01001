"""The workbook of a classic curve: what is typed, what follows from it, and a chart of Excel's own."""

from __future__ import annotations

import io
import re
import zipfile

import pytest

import planner
from planner.curves.ranked import ranked_curve
from planner.output.ranked_card import picture, workbook
from planner.output.workbook.day_axis import MOST_DAYS

SHEET = """\
measure,sector,tonnes (kt),cost (CNY/t)
Wind,Power,500,20
"=2+5+cmd|' /C calc'!A0",Homes,100,-120
@later,Homes,200,20
-Leaks,Power,50,0
"""


@pytest.fixture(scope="module")
def curve(tmp_path_factory) -> planner.RankedCurve:
    file = tmp_path_factory.mktemp("sheet") / "measures.csv"
    file.write_text(SHEET, encoding="utf-8")
    case = planner.classic_case(file)
    return ranked_curve(case, year=case.years[0])


@pytest.fixture(scope="module")
def parts(curve) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(workbook(curve, "en"))) as file:
        return {name: file.read(name).decode("utf-8") for name in file.namelist() if name.endswith(".xml")}


def numbers(sheet: str, column: str) -> list[float]:
    """The numbers of a column, of formulas their values."""
    cells = re.findall(rf'<c r="{column}\d+"(?![^>]*t="s")[^>]*>(?:<f>[^<]*</f>)?<v>([^<]*)</v></c>', sheet)
    return [float(cell) for cell in cells]


def test_the_table_is_in_order_of_cost_with_running_tonnes(parts):
    """-120 (100 kt), 0 (50), then 20 (500 before 200, the wider first): 100, 150, 650, 850."""
    sheet = parts["xl/worksheets/sheet1.xml"]
    assert numbers(sheet, "D")[-4:] == pytest.approx([100, 50, 500, 200])
    assert numbers(sheet, "E")[-4:] == pytest.approx([-120, 0, 20, 20])
    assert numbers(sheet, "F")[-4:] == [1, 2, 3, 4]
    assert numbers(sheet, "G")[-4:] == pytest.approx([100, 150, 650, 850])


def test_order_and_running_tonnes_are_formulas_of_what_is_typed(parts):
    sheet = parts["xl/worksheets/sheet1.xml"]
    assert sheet.count("<f>COUNTIF(") == sheet.count("<f>SUMIF(") == 4


def test_the_chart_has_three_points_a_bar_on_a_date_axis(parts):
    """850 kt are 850,000 days, so the axis is shown in thousands; an area for each sector, two lines for labels."""
    days = numbers(parts["xl/worksheets/sheet2.xml"], "C")
    assert days == [0, 50e3, 100e3, 100e3, 125e3, 150e3, 150e3, 400e3, 650e3, 650e3, 750e3, 850e3]
    assert max(days) <= MOST_DAYS
    chart = parts["xl/charts/chart1.xml"]
    assert "<c:dateAx>" in chart
    assert chart.count("<c:ser>") == 4
    assert "#,##0.###," in chart


def test_a_name_that_looks_like_a_formula_is_text(parts):
    """Names stand in the table of shared strings, and no formula holds one."""
    strings = parts["xl/sharedStrings.xml"]
    assert all(name in strings for name in ("=2+5+cmd|' /C calc'!A0", "@later", "-Leaks"))
    formulas = [f for part in parts.values() for f in re.findall("<f>([^<]*)</f>", part)]
    assert not any("cmd" in f or "later" in f for f in formulas)


def test_the_same_curve_is_the_same_file(curve):
    assert workbook(curve, "zh") == workbook(curve, "zh")


def test_a_picture_is_saved_as_its_ending_says(curve, tmp_path):
    drawn = picture(curve, "zh")
    for kind in ("svg", "png", "pdf", "csv", "xlsx"):
        assert drawn.save(tmp_path / "new" / f"curve.{kind}").stat().st_size > 100
    with pytest.raises(planner.PlannerError) as wrong:
        drawn.save(tmp_path / "curve.docx")
    assert ".xlsx" in str(wrong.value)
    assert drawn._repr_mimebundle_()["image/svg+xml"].startswith("<svg")


def test_the_table_behind_the_picture_has_names_and_units(curve):
    data = picture(curve, "en").data
    assert data.loc[0, ["name_en", "sector", "unit", "price_unit"]].tolist() == [
        "=2+5+cmd|' /C calc'!A0",
        curve.case.interventions[data.loc[0, "intervention"]].sector,
        "kt CO2",
        "CNY/t CO2",
    ]
    assert data["cost_per_tonne"].tolist() == pytest.approx([-120, 0, 20, 20])
