"""Workbooks as offices keep them: titles, merged cells, notes, several sheets; and the same as .ods and GBK text."""

from __future__ import annotations

import zipfile

import pytest

import planner
from planner.case.classic import classic_case
from planner.case.sheets.interpretation import interpretation
from planner.model.caps import CapRow

TITLE = [
    ["北京市减排措施清单（单位：万吨、元/吨）"],
    [None],
    ["措施", "部门", "减排量", None, "单位成本", None, "互斥组", "数据来源"],
]
BODY = [
    [None, None, "2030年", "2035年", "2030年", "2035年"],
    ["LED照明", "建筑", 10, "１，２００", -120, -100, None, "甲"],
    ["热泵", None, 20, 30, 560, 400, "供暖", "乙"],
    ["风电", "电力", 100, 300, "(20)", 10, None, "丙"],
    ["地源热泵", "建筑", 15, 40, 600, 500, "供暖", "丁"],
    ["合计（全市）", None, 145, 1570],
    [None],
    ["注：成本为2020年价。"],
]
MANIFEST = """<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">
<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>
</manifest:manifest>"""
MERGED = [("措施", "A1:H1"), ("措施", "C3:D3"), ("措施", "E3:F3"), ("措施", "B5:B6")]
TARGET = [["部门", "2030", "2035"], ["全市", "40%", "55%"]]
BASELINE = [["部门", "2030", "2035"], ["建筑", 800, 1000], ["电力", 500, 480], ["交通", 900, 900]]


@pytest.fixture
def city(read_book):
    sheets = {"措施": TITLE + BODY, "减排目标": TARGET, "基准排放（万吨）": BASELINE, "说明": [["本表仅供讨论"]]}
    return read_book(sheets, MERGED)


def test_titles_merged_cells_and_notes_do_not_disturb(city, bars):
    """Units from the title, years from the second row of the heading, the sector of row 6 from the merged cell."""
    assert bars(city, 2030) == {
        "LED照明": pytest.approx((10, -120)),
        "热泵": pytest.approx((20, 560)),
        "风电": pytest.approx((100, -20)),
        "地源热泵": pytest.approx((15, 600)),
    }
    assert bars(city, 2035)["LED照明"][0] == pytest.approx(1000)  # all that buildings emit, less than 1,200
    assert {city.name_of("sector", row.sector) for row in city.interventions.values() if row.kind == "reduction"} == {
        "建筑",
        "电力",
    }
    assert (city.accounts["emissions"].unit, city.settings.money) == ("万吨 CO2", "万元")


def test_the_target_is_a_share_of_the_baseline(city):
    """40 % of 2,200 and 55 % of 2,380 less: 1,320 and 1,071 may be emitted."""
    (cap,) = city.rows(CapRow)
    assert cap.years == {2030: pytest.approx(1320), **{y: pytest.approx(v) for y, v in cap.years.items() if y != 2030}}
    assert cap.years[2035] == pytest.approx(1071)


def test_what_was_understood_is_said_in_the_users_language(city):
    lines = "\n".join(interpretation(city, "zh"))
    assert lines.startswith(
        "measures.xlsx：4项措施\n  读作  措施 (A4)＝措施；部门 (B4)＝部门；"
        "减排量 (2030年) (C4)、减排量 (2035年) (D4)＝年减排量（万吨）；"
    )
    for said in (
        "互斥组：供暖（热泵、地源热泵）",
        "数据来源",
        "措施!9行“合计（全市）”",
        "工作表“说明”",
        "折现率5%",
        "吨指吨CO2",
    ):
        assert said in lines
    lines = "\n".join(interpretation(city, "en"))
    for said in ("4 measures", "One of: 供暖 (热泵, 地源热泵)", "discount rate 5%", "a total", "sheet '说明'"):
        assert said in lines


def test_a_plan_of_the_workbook_keeps_its_targets(read_book):
    """2030: 40 % of 100 t: 40 t at 7 yuan."""
    measures = [["措施", "减排量（吨）", "成本（元/吨）"], ["甲", 60, 7]]
    case = read_book(
        {
            "措施": measures,
            "目标": [["年份", "减排目标"], [2030, "40%"]],
            "基准": [["年份", "排放量（吨）"], [2030, 100]],
        }
    )
    assert planner.solve(case).total_cost == pytest.approx(280)


def test_a_number_that_is_merged_over_two_measures_is_not_counted_twice(read_book):
    rows = [["measure", "tonnes", "cost (EUR/t)"], ["a", 20, 10], ["b", None, 50]]
    with pytest.raises(planner.InputError, match="measures!B3"):
        read_book({"measures": rows}, [("measures", "B2:B3")])


def test_a_hidden_sheet_is_not_read(tmp_path):
    import xlsxwriter

    with xlsxwriter.Workbook(tmp_path / "m.xlsx") as book:
        for name in ("measures", "old"):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, ["measure", "tonnes", "cost (EUR/t)"])
            sheet.write_row(1, 0, ["a", 20, 10])
        book.get_worksheet_by_name("old").hide()
    assert len(classic_case(tmp_path / "m.xlsx").interventions) == 1


def test_two_sheets_of_measures_are_asked_about(read_book):
    rows = [["measure", "tonnes", "cost (EUR/t)"], ["a", 20, 10]]
    with pytest.raises(planner.InputError, match="several sheets hold measures: one, two"):
        read_book({"one": rows, "two": rows})


def test_an_ods_reads_like_a_workbook(tmp_path, bars):
    rows = [["措施", "减排量（万吨）", "单位成本（元/吨）"], ["热泵", "3", "560"]]
    cells = "".join(
        "<table:table-row>"
        + "".join(f'<table:table-cell office:value-type="string"><text:p>{c}</text:p></table:table-cell>' for c in row)
        + "</table:table-row>"
        for row in rows
    )
    names = "".join(f' xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for n in ("office", "table", "text"))
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content{names} office:version="1.2"><office:body>'
        f'<office:spreadsheet><table:table table:name="措施">{cells}</table:table></office:spreadsheet></office:body>'
        "</office:document-content>"
    )
    with zipfile.ZipFile(tmp_path / "m.ods", "w") as book:
        book.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        book.writestr("content.xml", content)
        book.writestr("META-INF/manifest.xml", MANIFEST)
    assert bars(classic_case(tmp_path / "m.ods")) == {"热泵": pytest.approx((3, 560))}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_numbers_are_read_as_people_write_them(read, bars, encoding):
    """Thousands, full-width digits, a minus of print, brackets of bookkeepers; the empty columns and rows of Excel."""
    rows = [
        "措施,减排量（吨）,单位成本（元/吨）,,",
        '甲,"1,300",（１２０）,,',
        ",,,,",
        "乙,１０００,−5,,",
        "丙,1 000,1e2,,",
    ]
    text = "\r\n".join(rows)
    assert bars(read(text, encoding=encoding)) == {
        "甲": pytest.approx((1300, -120)),
        "乙": pytest.approx((1000, -5)),
        "丙": pytest.approx((1000, 100)),
    }
